"""Atoms: the words, digit groups and marks of a sentence, smaller than tokens («8–10», «2022-го» are three)."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from newsfacts.document import Document, Sentence
from newsfacts.marks import DASHES, QUOTES
from newsfacts.times.words import lexicon, triggers

_ATOM = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_JOINED = re.compile(r"[ё‐‑‒–—−-]")  # words that the lexicon has in another form, or in parts
_CENTURY = re.compile(r"[IVXХ]\s?вв?\.")
_DIGIT = re.compile(r"\d")
STEM = re.compile("дневн|летн|месячн|недельн|годичн|часов|минутн|секундн|суточн|годов")
_PARTS = re.compile(r"[^\W\d_]+")
_NONE: Mapping[str, Any] = {}
_DIGITS = frozenset("0123456789")
LONGEST_LIST = 31  # days or years in a list: no more are looked at, so that reading stays linear


class Atom(NamedTuple):
    """A word, a group of digits or a mark, with what the calendar lexicon says of it."""

    text: str
    low: str  # lower case, е for ё
    start: int
    end: int
    glued: bool  # nothing stands between it and the atom before
    sense: Mapping[str, Any]
    is_digits: bool
    is_word: bool

    def get(self, section: str) -> Any:
        """What the word means as a word of this section, or None."""
        return self.sense.get(section)

    @property
    def number(self) -> int | None:
        """The value of a group of up to six ASCII digits."""
        return int(self.text) if self.is_digits and len(self.text) <= 6 else None

    @property
    def is_dash(self) -> bool:
        """Whether it is a dash of any kind."""
        return self.text in DASHES


MISSING = Atom(" ", " ", 0, 0, False, _NONE, False, False)


@lru_cache(maxsize=50_000)
def word(text: str) -> tuple[str, Mapping[str, Any], bool, bool]:
    """A text in lower case without ё, what the lexicon says of it, whether it is of digits, whether of letters."""
    low = text.lower().replace("ё", "е")
    return low, lexicon().get(low, _NONE), text[0] in _DIGITS, text[0].isalpha()


class Atoms:
    """The atoms of a sentence by their numbers, made when a rule looks at them; outside of it stand blanks."""

    __slots__ = ("_found", "_made", "has_quotes", "numbers", "sentence", "texts")

    def __init__(self, found: Sequence[re.Match[str]], sentence: Sentence) -> None:
        self.texts = [match.group() for match in found]
        self._found = found
        self._made: dict[int, Atom] = {}
        self.sentence = sentence
        self.has_quotes = not QUOTES.isdisjoint(self.texts)
        self.numbers: dict[tuple[str, int], Any] = {}  # the numerals read so far, by kind and place

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, i: int) -> Atom:
        atom = self._made.get(i)
        if atom is not None:
            return atom
        if not 0 <= i < len(self.texts):
            return MISSING
        text, (start, end) = self.texts[i], self._found[i].span()
        low, sense, is_digits, is_word = word(text)
        atom = self._made[i] = Atom(text, low, start, end, self.is_glued(i), sense, is_digits, is_word)
        return atom

    def is_glued(self, i: int) -> bool:
        """Whether nothing stands between an atom and the one before."""
        return 0 < i < len(self._found) and self._found[i - 1].end() == self._found[i].start()

    def between(self, first: int, last: int) -> list[Atom]:
        """The atoms [first, last)."""
        return [self[i] for i in range(first, last)]

    def words(self, i: int, *words: str) -> bool:
        """Whether these words stand at i."""
        return all(self[i + k].low == word for k, word in enumerate(words))


def is_promising(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence can name a time at all: it has digits or a calendar word."""
    text, start, end = document.text, sentence.start, sentence.end
    if _DIGIT.search(text, start, end) or _CENTURY.search(text, start, end):
        return True
    known = triggers()
    words = {token.lower for token in document.words_of(sentence)}
    if not known.isdisjoint(words):
        return True
    return any(_is_opening(word, known) for word in words if _JOINED.search(word) or STEM.search(word))


def _is_opening(word: str, known: frozenset[str]) -> bool:
    """Whether a word with ё, of several parts or with a stem of duration names a time."""
    word = word.replace("ё", "е")
    return word in known or STEM.search(word) is not None or any(part in known for part in _PARTS.findall(word))


def atoms_of(document: Document, sentence: Sentence) -> Atoms:
    """Cut a sentence into atoms."""
    return Atoms(list(_ATOM.finditer(document.text, sentence.start, sentence.end)), sentence)
