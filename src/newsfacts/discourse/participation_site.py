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

_VERBAL = ("VERB", "INFN", "PRTS", "PRTF", "GRND")
_CLAUSE_MARKS = frozenset((";", ":", "(", ")"))
_REACH = 24  # tokens, a comma counting for six more, between a number and the word that governs it
_NEAR = 3  # sentences before in which a named gathering is still meant
_NEAR_NAMELESS = 2  # a gathering without a name is sooner forgotten
_HEADS = 6  # sentences at the beginning among which the lead is
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


def kind_of(unit: str) -> Kind | None:
    """What a counted noun is: people, bodies, territories or countries; None for what cannot take part."""
    unit = unit.partition("-участни")[0]  # «страна-участница»
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


@once
def names_gathering(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence has the common noun of a gathering, or a day that is celebrated: «День города»."""
    gatherings, days = words("participation", "kinds", "gatherings"), words("participation", "kinds", "days")
    tokens = document.words_of(sentence)
    for i, token in enumerate(tokens):
        if token.is_word and token.lemma in gatherings:
            return True
        if token.is_title and token.lemma in days and tokens[i + 1 : i + 2] and tokens[i + 1].reading(case="gent"):
            return True
    return False


def gathering_here(counted: Counted) -> bool:
    """Whether the number's own sentence speaks of a gathering; not if that is only where somebody said so."""
    if told_at_gathering(counted):
        return False
    sentence = counted.sentence
    named = counted.reading.events.mentioned(sentence.start, sentence.end)
    return named or names_gathering(counted.reading.document, sentence)


def told_at_gathering(counted: Counted) -> bool:
    """«На форуме губернатор сообщил, что в регионе …»: the gathering is where it was said."""
    document, reading = counted.reading.document, counted.reading
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    while own is not None and own.kind == "coordinate" and own.parent is not None:
        own = found[own.parent]
    if own is None or own.kind != "complement" or own.parent is None:
        return False
    for k in own.indices():
        if _speaks(reading, document.tokens[k]):
            return False
    for k in found[own.parent].indices():
        token = document.tokens[k]
        if _speaks(reading, token) and (token.reading("NOUN", case="loct") or token.text in '«»"'):
            near = document.tokens[max(counted.sentence.first, k - 4) : k]
            if any(t.lower in ("на", "в", "во", "рамках", "ходе", "полях") for t in near):
                return True
    return False


def _speaks(reading: Reading, token: Token) -> bool:
    if reading.events.mentioned(token.start, token.end):
        return True
    return token.is_word and token.lemma in words("participation", "kinds", "gatherings")


def gathering_near(counted: Counted) -> bool:
    """Whether the sentence, or one of those before, speaks of a gathering."""
    document, at = counted.reading.document, counted.sentence.index
    if told_at_gathering(counted):
        return False
    if gathering_here(counted):
        return True
    if counted.sentence.block in ("title", "subtitle") and any(names_gathering(document, s) for s in lead(document)):
        return True
    before = document.sentences[max(0, at - _NEAR) : at]
    if any(counted.reading.events.mentioned(s.start, s.end) for s in before):
        return True
    return any(names_gathering(document, s) for s in before[-_NEAR_NAMELESS:])


def lead(document: Document) -> tuple[Sentence, ...]:
    """The first sentence of the article's body, where it stands near the beginning."""
    return tuple(s for s in document.sentences[:_HEADS] if s.block == "body")[:1]


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


def in_meeting(counted: Counted) -> bool:
    """Whether the clause speaks of a gathering of a few: «во встрече», «круглый стол собрал»."""
    meetings = words("participation", "kinds", "meetings")
    again = any(counted.tokens[i].lower in ("ней", "нем", "нём") for i in counted.field)
    for i in range(counted.sentence.first, counted.site.first) if again else counted.field:
        token = counted.tokens[i]
        if token.lemma in meetings and token.reading("NOUN"):
            return token.lemma != "стол" or counted.tokens[i - 1].lemma == "круглый"
    return False


def keeps_order(counted: Counted) -> bool:
    """Whether those counted guard the gathering: «за порядком следили»."""
    return any(counted.tokens[i].lemma in words("participation", "kinds", "order") for i in counted.field)


def is_of_another(counted: Counted) -> bool:
    """«Завод, на котором трудятся 340 человек»: the relative clause tells of something that is no gathering."""
    document = counted.reading.document
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    if own is None or own.kind != "relative":
        return False
    first = own.ranges[0][0]
    opening = counted.tokens[first : first + 2]
    if not any(t.lower in ("где", "куда") or (t.lemma == "который" and not t.reading(case="nomn")) for t in opening):
        return False
    before = [counted.tokens[k] for k in range(max(counted.sentence.first, first - 4), first)]
    return bool(before) and not any(
        _speaks(counted.reading, t) or t.lemma in words("participation", "kinds", "venues") for t in before
    )


def in_gathering_clause(counted: Counted) -> bool:
    """Whether the number stands in a main clause of a sentence about a gathering, or in a clause that names it."""
    document = counted.reading.document
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    if own is None or not gathering_here(counted):
        return False
    named = any(_speaks(counted.reading, counted.tokens[k]) for k in own.indices())
    return named or own.kind in ("main", "coordinate", "adverbial")


def is_online(counted: Counted) -> bool:
    """Whether what is visited is a site: «портал музея посетили»."""
    online = words("participation", "kinds", "online")
    return any(counted.tokens[i].lemma in online for i in counted.field)
