"""Articles as clients send them."""

from typing import Annotated
from urllib.parse import parse_qs

import msgspec

from newsfacts.records import Input, checked
from newsfacts.serve.http import HttpError

_Short = Annotated[str, msgspec.Meta(max_length=1000)]


class _Article(msgspec.Struct):
    text: str
    id: _Short | int | None = None
    title: str | None = None
    published: _Short | None = None


_DECODER = msgspec.json.Decoder(_Article)


def from_json(body: bytes) -> Input:
    """An article from an object with ``text`` and perhaps ``id``, ``title``, ``published``.

    Raises:
        HttpError: it is none (400).
    """
    try:
        sent = _DECODER.decode(body)
        return checked(sent.text, id=sent.id, title=sent.title, published=sent.published)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise HttpError(400, "bad_request", str(error) or "too deeply nested") from None


def from_text(body: bytes, query: str) -> Input:
    """An article from plain text, its ``id``, ``title`` and ``published`` in the query.

    Raises:
        HttpError: it is no UTF-8, or ``published`` no date (400).
    """
    given = _fields(query)
    try:
        text = body.decode("utf-8")
        return checked(text, id=given.get("id"), title=given.get("title"), published=given.get("published"))
    except UnicodeDecodeError:
        raise HttpError(400, "bad_request", "the text is not UTF-8") from None
    except ValueError as error:
        raise HttpError(400, "bad_request", str(error)) from None


def from_form(body: bytes) -> tuple[Input, str]:
    """An article from the playground's form, and the token sent with it.

    Raises:
        HttpError: it is no form, or ``published`` no date (400).
    """
    try:
        given = _fields(body.decode("ascii"))
        text = given.get("text", "").replace("\r\n", "\n")  # as browsers send line ends
        return checked(text, published=given.get("published") or None), given.get("token", "")
    except ValueError as error:
        raise HttpError(400, "bad_request", str(error)) from None


def _fields(encoded: str) -> dict[str, str]:
    try:
        return {name: values[0] for name, values in parse_qs(encoded, max_num_fields=10).items()}
    except ValueError as error:
        raise HttpError(400, "bad_request", str(error)) from None
