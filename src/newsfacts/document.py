"""The text as tokens and sentences, and what the stages have read in it so far."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.model import Entity, Evidence, Located, Quantity, Time, covering, quote

if TYPE_CHECKING:
    from newsfacts.discourse.events import Events

_L = TypeVar("_L", bound=Located)


class Token:
    """A word, number or mark, with its morphology, which is looked up only when asked for."""

    __slots__ = ("_parses", "end", "index", "lower", "start", "text")

    def __init__(self, text: str, start: int, end: int, index: int) -> None:
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = end
        self.index = index
        self._parses: tuple[Parse, ...] | None = None

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start})"

    @property
    def parses(self) -> tuple[Parse, ...]:
        """All morphological readings, likeliest first (empty for marks)."""
        if self._parses is None:
            self._parses = parses(self.lower) if self.is_word else ()
        return self._parses

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_title(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form; the lower-case text where there is none."""
        return self.parses[0].lemma if self.parses else self.lower

    @property
    def lemmas(self) -> frozenset[str]:
        """The dictionary forms of all readings."""
        return frozenset(p.lemma for p in self.parses) or frozenset((self.lower,))

    @property
    def pos(self) -> str:
        """The likeliest part of speech (pymorphy's names), "" for marks."""
        return self.parses[0].pos if self.parses else ""

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span and its tokens ``document.tokens[first:last]``."""

    start: int
    end: int
    first: int
    last: int
    index: int
    block: str  # the kind of the article's block it stands in: title, subtitle, dateline, body, …


@dataclass(frozen=True, slots=True)
class Document:
    """The analysed text; nothing in it is ever changed."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...]
    _sentence_starts: tuple[int, ...]

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


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """All that is read before facts: what a fact rule may look at."""

    document: Document
    published: str | None
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    events: "Events"

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def times_in(self, span: Located) -> list[Time]:
        """The times within a span."""
        return covering(self.times, span.start, span.end)

    def quantities_in(self, span: Located) -> list[Quantity]:
        """The quantities within a span."""
        return covering(self.quantities, span.start, span.end)

    def entities_in(self, span: Located, *types: str) -> list[Entity]:
        """The entities within a span, of these types if any are named."""
        return [e for e in covering(self.entities, span.start, span.end) if not types or e.type in types]
