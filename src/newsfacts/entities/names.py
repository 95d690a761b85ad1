"""Names as token ranges, and the network's spans mended: cut at lines and brackets, edges trimmed, titles left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfacts.document import Document, Token
from newsfacts.lexicon import words
from newsfacts.model import EntityType

TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "location"}
OPENING = frozenset('«"„“')
CLOSING = frozenset('»"“”')
_MARKS = OPENING | CLOSING | frozenset(".,;:()-–—•*[]/'")
_BREAKS = frozenset("()[];:•/|")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: the tokens ``[first, last)`` and what they name; ``code`` and ``name`` where already known."""

    first: int
    last: int
    type: EntityType
    start: int
    end: int
    name: str | None = None
    code: str | None = None


def name_of(document: Document, first: int, last: int, kind: EntityType) -> Name:
    """Make a name of the tokens ``[first, last)``."""
    return Name(first, last, kind, document.tokens[first].start, document.tokens[last - 1].end)


def tagged_names(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """The names the network tags, mended.

    Args:
        document: the text.
        tags: a BIO tag a token.
    """
    for first, last, tag in _bio(tags):
        kind = TYPES[tag]
        for a, b in _pieces(document, first, last, kind):
            a, b = _trimmed(document.tokens, a, b)
            if kind == "person":
                a, b = _untitled(document.tokens, a, b)
            if a < b and any(t.is_word or t.is_number for t in document.tokens[a:b]):
                yield name_of(document, a, b, kind)


def _bio(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, tag in enumerate((*tags, "O")):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            yield start, i, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]


def _pieces(document: Document, first: int, last: int, kind: EntityType) -> Iterator[tuple[int, int]]:
    """Cut a span at line ends, at brackets and bullets, and where a comma or «и» joins two names of persons."""
    tokens = document.tokens
    start = first
    for i in range(first, last):
        token = tokens[i]
        if i > start and "\n" in document.text[tokens[i - 1].end : token.start]:
            yield start, i
            start = i
        if token.text in _BREAKS or (kind == "person" and token.lower in (",", "и")) or _apart(tokens, i, last, kind):
            yield start, i
            start = i + 1
    yield start, last


def _apart(tokens: Sequence[Token], i: int, last: int, kind: EntityType) -> bool:
    """Whether a comma in an organisation's name parts two names, not the members of a list of its duties."""
    if tokens[i].text != "," or kind == "person":
        return False
    return not any(t.lower == "и" for t in tokens[i + 1 : last])


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out marks at the edges, and what stands before a quotation that the span opens but does not close."""
    while first < last and tokens[first].text in _MARKS:
        first += 1
    while last > first and tokens[last - 1].text in _MARKS:
        last -= 1
    opening = [i for i in range(first, last) if tokens[i].text in OPENING]
    if len(opening) == 1 and not any(tokens[i].text in CLOSING for i in range(opening[0] + 1, last)):
        first = opening[0] + 1
    return first, last


def _untitled(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out a title before a person's name: «Император Акихито» names Акихито."""
    titles = words("persons", "titles")
    while last - first > 1 and tokens[first].lemma in titles:
        first += 1
    return first, last
