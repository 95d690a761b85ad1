"""The text as tokens and sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.model import Evidence, Located, quote

_T = TypeVar("_T")


class Token:
    """A word, number or mark, with its morphology."""

    __slots__ = (
        "end",
        "index",
        "is_number",
        "is_title",
        "is_word",
        "lemma",
        "lemmas",
        "lower",
        "parses",
        "pos",
        "start",
        "text",
    )

    parses: tuple[Parse, ...]
    """All morphological readings, likeliest first (empty for marks)."""
    lemma: str
    """The likeliest dictionary form; the lower-case text where there is none."""
    lemmas: frozenset[str]
    """The dictionary forms of all readings."""
    pos: str
    """The likeliest part of speech (pymorphy's names), "" for marks."""

    def __init__(self, text: str, start: int, end: int, index: int) -> None:
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = end
        self.index = index
        first = text[0]
        self.is_word = first.isalpha()
        self.is_number = first.isdigit()
        self.is_title = first.isupper()
        self.parses, self.lemma, self.lemmas, self.pos = _word(self.lower) if self.is_word else _mark(self.lower)

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start})"

    def reading(
        self, *pos: str, case: str | None = None, number: str | None = None, gender: str | None = None
    ) -> Parse | None:
        """The likeliest reading with one of these parts of speech and this case, number and gender."""
        for p in self.parses:
            if (
                (not pos or p.pos in pos)
                and (case is None or p.case == case)
                and (number is None or p.number == number)
                and (gender is None or p.gender is None or p.gender == gender)
            ):
                return p
        return None


def _mark(lower: str) -> tuple[tuple[Parse, ...], str, frozenset[str], str]:
    return (), lower, frozenset((lower,)), ""


@lru_cache(maxsize=50_000)
def _word(lower: str) -> tuple[tuple[Parse, ...], str, frozenset[str], str]:
    """The readings of a word, its likeliest lemma, all its lemmas, its likeliest part of speech."""
    readings = parses(lower)
    if not readings:
        return _mark(lower)
    return readings, readings[0].lemma, frozenset(p.lemma for p in readings), readings[0].pos


@dataclass(frozen=True)
class Sentence:
    """A sentence: its span and its tokens ``document.tokens[first:last]``."""

    start: int
    end: int
    first: int
    last: int
    index: int
    block: str  # the kind of the article's block it stands in: title, subtitle, dateline, body, …


@dataclass(frozen=True)
class Document:
    """The analysed text; nothing in it is ever changed."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...]
    _sentence_starts: tuple[int, ...]
    _known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)  # what `once` has kept

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> "Document":
        """Put tokens and sentences together."""
        return cls(
            text,
            tuple(tokens),
            tuple(sentences),
            tuple(t.start for t in tokens),
            tuple(s.start for s in sentences),
        )

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The token indices [first, last) that touch the span."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return first, bisect_left(self._starts, end)

    def tokens_in(self, span: Located) -> tuple[Token, ...]:
        """The tokens that touch a span."""
        first, last = self.token_range(span.start, span.end)
        return self.tokens[first:last]

    def words_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence around an offset."""
        i = bisect_right(self._sentence_starts, position) - 1
        if i >= 0 and position < self.sentences[i].end:
            return self.sentences[i]
        return None

    def quote(self, start: int, end: int) -> Evidence:
        """Quote a stretch of the text."""
        return quote(self.text, start, end)


def once(function: Callable[[Document, Sentence], _T]) -> Callable[[Document, Sentence], _T]:
    """Make a pure function of a sentence run once a sentence, however many rules ask; the document keeps the result."""

    @wraps(function)
    def kept(document: Document, sentence: Sentence) -> _T:
        key = (function, sentence.first, sentence.last)
        known: dict[Any, _T] = document._known
        if key not in known:
            known[key] = function(document, sentence)
        return known[key]

    return kept
