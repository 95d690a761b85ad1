"""What callers hand in: articles as text or mappings, checked before they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Record = str | Mapping[str, Any]
Published = str | date | None

_FIELDS = frozenset(("text", "id", "title", "published", "date"))


@dataclass(frozen=True)
class Input:
    """An article that may be read: all fields have their types, ``published`` is an ISO date.

    ``encoding`` is that of the file it came from, where it was not UTF-8.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    encoding: str | None = None


def checked(
    text: object,
    *,
    id: object = None,
    title: object = None,
    published: object = None,
    encoding: str | None = None,
) -> Input:
    """Check the fields of one article.

    Raises:
        TypeError: a field has the wrong type.
        ValueError: ``published`` is no ISO date.

    Example:
        >>> checked("Мост открыт.", id=7, published="2025-10-01T09:00:00+03:00")
        Input(text='Мост открыт.', id='7', title=None, published='2025-10-01', encoding=None)
    """
    if isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    if not isinstance(text, str):
        raise TypeError(f"field 'text' must be str, not {_kind(text)}")
    if not (id is None or isinstance(id, str)):
        raise TypeError(f"field 'id' must be str or int, not {_kind(id)}")
    if not (title is None or isinstance(title, str)):
        raise TypeError(f"field 'title' must be str, not {_kind(title)}")
    return Input(text, id, title, iso_date(published), encoding)


def iso_date(published: object) -> str | None:
    """The day of a publication date.

    Raises:
        TypeError: it is neither str, date nor datetime.
        ValueError: the str is no ISO 8601 date or time.
    """
    if published is None:
        return None
    if isinstance(published, datetime):
        return published.date().isoformat()
    if isinstance(published, date):
        return published.isoformat()
    if not isinstance(published, str):
        raise TypeError(f"field 'published' must be an ISO date, a date or a datetime, not {_kind(published)}")
    try:
        return datetime.fromisoformat(published).date().isoformat()
    except ValueError:
        raise ValueError(f"field 'published' is no ISO date (YYYY-MM-DD): {published!r}") from None


def from_record(record: object) -> Input:
    """Check a record: a text, or a mapping with ``text`` and perhaps ``id``, ``title``, ``published`` (or ``date``).

    Other keys are left alone, so that rows of a table can be passed as they are.

    Raises:
        TypeError: the record or a field has the wrong type.
        ValueError: ``text`` is missing, or ``published`` is no ISO date.
    """
    if isinstance(record, str):
        return checked(record)
    if not isinstance(record, Mapping):
        raise TypeError(f"a record must be str or a mapping, not {_kind(record)}")
    if "text" not in record:
        raise ValueError("field 'text' is missing")
    fields = {name: record.get(name) for name in _FIELDS}
    published = fields["date"] if fields["published"] is None else fields["published"]
    return checked(fields["text"], id=fields["id"], title=fields["title"], published=published)


def label(record: object, number: int) -> str:
    """Name a record in an error: its number, and its id where it has one."""
    known = record.get("id") if isinstance(record, Mapping) else None
    return f"record {number}" if known is None else f"record {number} (id {known!r})"


def _kind(value: object) -> str:
    return type(value).__name__
