"""Atoms: the words, digit groups and marks of a sentence, smaller than tokens («8–10», «2022-го» are three)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsfacts.document import Document, Sentence
from newsfacts.times.words import lexicon, triggers

_ATOM = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_PARTS = re.compile(r"[^\W\d_]+")
_NONE: Mapping[str, Any] = {}
_DIGITS = frozenset("0123456789")
DASHES = frozenset("-–—‑‒−")


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


class Atoms(Sequence[Atom]):
    """The atoms of a sentence; outside of it stand blanks, so that looking around needs no care."""

    __slots__ = ("_at", "_items", "sentence")

    def __init__(self, items: Sequence[Atom], sentence: Sentence) -> None:
        self._items = tuple(items)
        self._at = dict(enumerate(self._items))
        self.sentence = sentence

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Atom]:
        return iter(self._items)

    def __getitem__(self, i: Any) -> Any:
        # The rules look around all the time: a dict is quicker than comparing bounds. Slices are rare; since
        # Python 3.12 they can be hashed, so that they must be told apart by their type.
        return self._items[i] if i.__class__ is slice else self._at.get(i, MISSING)

    def words(self, i: int, *words: str) -> bool:
        """Whether these words stand at i."""
        return all(self[i + k].low == word for k, word in enumerate(words))


def is_promising(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence can name a time at all: it has digits or a calendar word."""
    known = triggers()
    for token in document.words_of(sentence):
        low = token.lower
        if low in known or any(c.isdigit() for c in low[:1] + low[-1:]):
            return True
        if token.is_word:
            low = low.replace("ё", "е")
            if low in known or "дневн" in low or "летн" in low or "месячн" in low or "недельн" in low:
                return True
            if any(mark in low for mark in DASHES) and any(p in known for p in _PARTS.findall(low)):
                return True
    return False


def atoms_of(document: Document, sentence: Sentence) -> Atoms:
    """Cut a sentence into atoms."""
    known = lexicon()
    items, before = [], -1
    for match in _ATOM.finditer(document.text, sentence.start, sentence.end):
        text = match.group()
        low = text.lower().replace("ё", "е")
        start, end = match.span()
        sense = known.get(low, _NONE)
        items.append(Atom(text, low, start, end, start == before, sense, text[0] in _DIGITS, text[0].isalpha()))
        before = end
    return Atoms(items, sentence)
