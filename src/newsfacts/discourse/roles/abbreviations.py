"""Abbreviations of bodies that a text explains itself: «Союз северных портов (ССП)»."""

from collections.abc import Iterator, Sequence

from newsfacts.discourse.reading import Reading
from newsfacts.document import Document, Token
from newsfacts.phrases import nominative

_MINOR = frozenset(("и", "в", "на", "по", "при", "для", "о", "об", "с", "за", "имени"))
_MOST_MINOR = 4  # words of a name that its abbreviation may leave out


def full_forms(reading: Reading) -> dict[str, str]:
    """The abbreviations of organisations, with the longest name of the same body."""
    longest: dict[str, str] = {}
    bodies = [e for e in reading.entities if e.type == "organization" and e.id]
    for e in bodies:
        if not e.name.isupper() and len(e.name) > len(longest.get(e.id or "", "")):
            longest[e.id or ""] = e.name
    known = {e.name: longest[e.id or ""] for e in bodies if e.name.isupper() and (e.id or "") in longest}
    return {**dict(_in_brackets(reading.document)), **known}


def _in_brackets(document: Document) -> Iterator[tuple[str, str]]:
    """The abbreviations in brackets with the words before them that they are the first letters of."""
    tokens = document.tokens
    for i in range(2, len(tokens) - 1):
        short = tokens[i].text
        if tokens[i - 1].text != "(" or tokens[i + 1].text != ")" or not (short.isupper() and 2 < len(short) < 9):
            continue
        before = tokens[max(0, i - 1 - len(short) - _MOST_MINOR) : i - 1]
        words_of = _spelled(before, short.lower())
        if words_of:
            yield short, nominative(words_of)


def _spelled(before: Sequence[Token], short: str) -> Sequence[Token]:
    """The last words before whose first letters make the abbreviation; words like «на» may be left out."""
    left = len(short)
    for n in range(len(before) - 1, -1, -1):
        word = before[n]
        if left and word.is_word and word.lower[0] == short[left - 1]:
            left -= 1
        elif word.lower not in _MINOR:
            return ()
        if not left:
            return before[n:] if word.is_title else ()
    return ()
