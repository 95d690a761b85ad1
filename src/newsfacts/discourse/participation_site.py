"""A counted participant where it stands: what is counted, who they are, and what the text around speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.clauses import Clause, around, clauses, is_predicate
from newsfacts.discourse.site import Site
from newsfacts.document import Document, Reading, Sentence, Token, once
from newsfacts.lexicon import words
from newsfacts.model import Member

Kind = Literal["people", "bodies", "territories", "countries"]

_CLAUSE_MARKS = frozenset((";", ":", "(", ")"))
_REACH = 24  # tokens, a comma counting for six more, between a number and the word that governs it
_NEAR = 3  # sentences before in which a named gathering is still meant
_NEAR_NAMELESS = 2  # a gathering without a name is sooner forgotten
_HANGS = 2  # tokens between a number and the participle or relative clause that hangs on it


@dataclass(frozen=True, slots=True)
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

    def governing(self, *pos: str) -> Iterator[tuple[int, Token]]:
        """The words of the field with one of these parts of speech, the nearest first."""
        for i in self.field:
            if self.tokens[i].pos in pos:
                yield i, self.tokens[i]

    def is_visitor(self) -> bool:
        """Whether what is counted is found at gatherings only."""
        return self.unit in words("participation", "kinds", "visitors")


def kind_of(unit: str) -> Kind | None:
    """What a counted noun is: people, bodies, territories or countries; None for what cannot take part."""
    for kind in _LISTED:
        if unit in words("participation", "kinds", kind):
            return kind
    if unit in words("participation", "kinds", "strangers"):
        return None
    if unit == "человек" or unit in words("participation", "kinds", "visitors"):
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
    near = [(_distance(site, i, end), i) for i in indices if not site.first <= i < end]
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


@once
def _names_gathering(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence has the common noun of a gathering."""
    gatherings = words("participation", "kinds", "gatherings")
    return any(t.is_word and t.lemma in gatherings for t in document.words_of(sentence))


def gathering_here(counted: Counted) -> bool:
    """Whether the number's own sentence speaks of a gathering."""
    sentence = counted.sentence
    named = counted.reading.events.mentioned(sentence.start, sentence.end)
    return named or _names_gathering(counted.reading.document, sentence)


def gathering_near(counted: Counted) -> bool:
    """Whether the sentence, or one of those before, speaks of a gathering."""
    document, at = counted.reading.document, counted.sentence.index
    if gathering_here(counted):
        return True
    before = document.sentences[max(0, at - _NEAR) : at]
    if any(counted.reading.events.mentioned(s.start, s.end) for s in before):
        return True
    return any(_names_gathering(document, s) for s in before[-_NEAR_NAMELESS:])


def about_gathering(counted: Counted) -> bool:
    """Whether the article names a gathering, or the text around speaks of one without a name."""
    return bool(counted.reading.events) or gathering_near(counted)


def at_venue(counted: Counted) -> bool:
    """Whether the clause names a place that has visitors of its own."""
    venues = words("participation", "kinds", "venues")
    return any(counted.tokens[i].lemma in venues for i in counted.field)


def in_undertaking(counted: Counted) -> bool:
    """Whether they take part in what is no gathering: «участвовали в опросе», «в тушении пожара»."""
    tokens = counted.tokens
    undertakings = words("participation", "kinds", "undertakings")
    for i in counted.field:
        noun = tokens[i]
        if noun.lemma in undertakings and noun.reading("NOUN", case="loct") and i > counted.sentence.first:
            near = tokens[max(counted.sentence.first, i - 3) : i]
            if any(t.lower in ("в", "во") for t in near):
                return True
    return False
