"""Names that are one: an organisation and the state, region or body it belongs to, right behind it."""

from collections.abc import Sequence

from newsfacts.document import Document, Token
from newsfacts.entities.names import Name, name_of
from newsfacts.marks import CLOSING_QUOTES
from newsfacts.phrases import case_of
from newsfacts.rule import rule


@rule(
    "entities",
    {
        "Пожар потушили в [МЧС по Псковской области].": "organization: МЧС по Псковской области",
        "Спектакль дали в [Театре имени Вахтангова].": "organization: Театр имени Вахтангова",
        "В театре погас свет.": None,
    },
)
def join(document: Document, names: Sequence[Name]) -> list[Name]:
    """Join organisations to what follows in the genitive («МВД России») or behind a preposition.

    «МВД России», «МЧС по Псковской области», «театр имени Чехова», «школа при министерстве».

    Args:
        document: the text.
        names: the names found, in text order, without overlaps.
    """
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        if before is not None and _belongs(document, before, name):
            joined[-1] = name_of(document, before.first, name.last, "organization")
        else:
            joined.append(name)
    return joined


def _belongs(document: Document, body: Name, owner: Name) -> bool:
    tokens = document.tokens
    if body.type != "organization" or not _can_own(tokens[body.last - 1]):
        return False
    between = tokens[body.last : owner.first]
    if owner.type == "person":
        return [t.lower for t in between] in (["имени"], ["им", "."], ["им."])
    if [t.lower for t in between] == ["при"]:
        return owner.type == "organization" and _in_case(tokens[owner.first], "loct")
    if [t.lower for t in between] == ["по"]:
        return owner.type in ("region", "country", "location") and _in_case(tokens[owner.first], "datv")
    if between or document.text[body.end : owner.start] != " " or not tokens[body.first].is_word:
        return False
    return _in_case(tokens[owner.first], "gent") or tokens[owner.first].text.isupper()


def _can_own(last: Token) -> bool:
    """Whether a name may go on with a genitive: not after a quotation mark, a Latin word or a number."""
    return last.text not in CLOSING_QUOTES and last.is_word and not last.text.isascii()


def _in_case(token: Token, case: str) -> bool:
    return any(case_of(p) == case for p in token.parses)
