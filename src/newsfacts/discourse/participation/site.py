"""A counted participant where it stands: what is counted, who they are, and what the text around speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.clauses import Clause, around, clauses, is_predicate
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.site import Site
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.model import Member

Kind = Literal["people", "bodies", "territories", "countries"]
Said = tuple[int, int]
"""The tokens ``[first, last)`` that make a number one of participants."""

_VERBAL = ("VERB", "INFN", "PRTS", "PRTF", "GRND")
_CLAUSE_MARKS = frozenset((";", ":", "(", ")"))
_REACH = 24  # tokens, a comma counting for six more, between a number and the word that governs it
_HANGS = 2  # tokens between a number and the participle or relative clause that hangs on it


@dataclass(frozen=True)
class Counted:
    """Somebody counted: the number's site, what ``unit`` is, who they are, and the words that may govern the number.

    ``field`` has the indices of those words, the nearest first; ``end`` is the token index after the list of members.
    """

    site: Site
    kind: Kind
    unit: str
    members: tuple[Member, ...]
    end: int
    field: tuple[int, ...]
    only_clear: bool = False  # whether it takes «участвовать» to make a participant of such a thing

    @property
    def reading(self) -> Reading:
        """All that is read before facts."""
        return self.site.reading

    @property
    def sentence(self) -> Sentence:
        """The number's sentence."""
        return self.site.sentence

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the text."""
        return self.site.tokens

    def nouns(self) -> Iterator[tuple[int, Token]]:
        """The nouns of the field, the nearest first."""
        for i in self.field:
            if self.tokens[i].pos == "NOUN":
                yield i, self.tokens[i]

    def verbs(self) -> Iterator[tuple[int, Token]]:
        """The verbs and participles of the field, the nearest first; «прибыли» is one where no other is."""
        for i in self.field:
            token = self.tokens[i]
            hidden = token.pos == "NOUN" and token.reading("VERB", number="plur") and not self._has_verb()
            if token.pos in _VERBAL or hidden:
                yield i, token

    def _has_verb(self) -> bool:
        return any(self.tokens[i].pos in ("VERB", "PRTS") for i in self.field)

    def is_visitor(self) -> bool:
        """Whether what is counted is found at gatherings only."""
        return self.unit in words("participation", "kinds", "visitors")


@lru_cache(maxsize=4096)
def kind_of(unit: str) -> Kind | None:
    """What a counted noun is: people, bodies, territories or countries; None for what cannot take part."""
    unit = unit.partition("-участни")[0]  # «страна-участница»
    for kind in _LISTED:
        if unit in words("participation", "kinds", kind):
            return kind
    if unit in words("participation", "kinds", "strangers"):
        return None
    if (
        unit == "человек"
        or unit in words("participation", "kinds", "visitors")
        or unit in words("units", "substantives")
    ):
        return "people"
    first = next((p for p in parses(unit) if p.pos == "NOUN" and p.case == "nomn"), None)
    return "people" if first is not None and first.animacy == "anim" else None


_LISTED: tuple[Kind, ...] = ("countries", "territories", "bodies")


def field_of(site: Site, end: int) -> tuple[int, ...]:
    """The words that may govern a number: those of its clause and of what hangs on the number.

    Where that clause has no predicate, the others up to a semicolon, colon or bracket may, too.
    """
    document = site.reading.document
    sentence = around(document, site.sentence, site.first)
    first, last = site.first, site.last
    while first > sentence.first and site.tokens[first - 1].text not in _CLAUSE_MARKS:
        first -= 1
    while last < sentence.last and site.tokens[last].text not in _CLAUSE_MARKS:
        last += 1
    found = clauses(document, sentence)
    own = next((k for k, c in enumerate(found) if site.first in c), None)
    indices: list[int] = list(range(first, last))
    if own is not None and any(is_predicate(site.tokens[i]) for i in found[own].indices()):
        indices = [*found[own].indices(), *_hanging(found, own, end)]
        indices = [i for i in indices if first <= i < last]
    near = [
        (_distance(site, i, end), i)
        for i in indices
        if site.first - _REACH <= i <= end + _REACH and not site.first <= i < end
    ]
    return tuple(i for distance, i in sorted(near) if distance <= _REACH)


def _hanging(found: tuple[Clause, ...], own: int, end: int) -> Iterator[int]:
    for clause in found:
        if (
            clause.parent == own
            and clause.kind in ("adverbial", "relative")
            and 0 <= clause.ranges[0][0] - end <= _HANGS
        ):
            yield from clause.indices()


def _distance(site: Site, i: int, end: int) -> int:
    """Tokens between; a comma is another clause's beginning more often than not."""
    between = site.tokens[min(i, end) : max(i, site.first)]
    return (site.first - i if i < site.first else i - end + 1) + 6 * sum(t.text == "," for t in between)
