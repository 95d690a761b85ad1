"""Participation: which of the counted people, bodies and countries took part in a gathering or came to a venue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from newsfacts.discourse.clauses import clauses
from newsfacts.discourse.events import Event
from newsfacts.discourse.participation_cues import said
from newsfacts.discourse.participation_members import members_of
from newsfacts.discourse.participation_origin import Part, part_of, sent_from
from newsfacts.discourse.participation_site import Counted, Kind, field_of, kind_of
from newsfacts.discourse.site import Site, sites
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Reading, Sentence
from newsfacts.lexicon import words
from newsfacts.model import Evidence, Member, Quantity, Status

_HOLDS = frozenset(("вмещать", "вмещающий"))
_BREAKS = frozenset(",;:()-–—")
_BESIDE = 40  # characters between a number and the gathering's name in one piece of evidence


@dataclass(frozen=True, slots=True)
class Participation:
    """A count of participants: the quantity, what it counts, and the tokens ``[first, last)`` that say so.

    ``part_of`` is set where the number is a part of, or beside, one named before («из них 23», «годом ранее - 17»).
    ``role`` is what the countries sent; ``denied`` marks a figure that the text takes back.
    """

    quantity: Quantity
    kind: Kind
    sentence: Sentence
    first: int
    last: int
    members: tuple[Member, ...]
    role: str | None = None
    part_of: Quantity | None = None
    denied: bool = False
    rule: str = ""
    event: str | None = None
    when: str | None = None
    status: Status = "actual"
    source: Evidence | None = None

    def evidence(self, reading: Reading) -> Evidence:
        """The stretch that says so, with the gathering that the same clause names beside it."""
        document = reading.document
        start, end = document.tokens[self.first].start, document.tokens[self.last - 1].end
        if self.part_of is None and self.kind != "countries":
            for a, b in reading.events.mentions_in(self.sentence.start, self.sentence.end):
                between = reading.text[b:start] if b <= start else reading.text[end:a]
                if not set(between) & _BREAKS and len(between) <= _BESIDE:
                    start, end = min(start, a), max(end, b)
        return document.quote(start, end)


@lru_cache(maxsize=4)
def participations(reading: Reading) -> tuple[Participation, ...]:
    """All counts of participants, in text order; read once for the three fact types that share them."""
    return tuple(_placed(reading, p) for p in _participations(reading))


def _placed(reading: Reading, p: Participation) -> Participation:
    """Add the gathering, the time, the status and the source."""
    status = "denied" if p.denied else status_of(reading.document, p.quantity.start, p.quantity.end)
    event = _event(reading, p, status)
    own = _time(reading, p, event)
    ahead = event is not None and event.status == "planned"
    if ahead and status == "actual" and (own is None or own == reading.published):
        # Those who have registered for what is still to come are expected.
        status, own = "planned", None
    return replace(
        p,
        event=event.name if event else None,
        when=own or (event.when if event else None),
        status=status,
        source=source_of(reading.document, p.quantity, reading.entities),
    )


def _event(reading: Reading, p: Participation, status: Status) -> Event | None:
    """The gathering meant: of several editions, one that fits what is said to have happened."""
    if _only_venue(reading, p):
        return None
    event = reading.events.event_of(p.quantity.start)
    main = reading.events.main
    if event is None or main is None or status == "planned" or event.status != "planned":
        return event
    return main if main.name == event.name and main.status == "actual" else event


def _only_venue(reading: Reading, p: Participation) -> bool:
    """«Музей принял 5 тыс. гостей»: a house with visitors of its own, in a sentence without a gathering."""
    tokens = reading.document.words_of(p.sentence)
    houses = words("participation", "kinds", "houses")
    return any(t.lemma in houses for t in tokens) and not reading.events.mentioned(p.sentence.start, p.sentence.end)


def _time(reading: Reading, p: Participation, event: Event | None) -> str | None:
    """The time the number belongs to, no duration.

    That is the last named before it in its own clause, else the first behind it with no comma between, else the last
    day before it in its sentence. «На открытие» is the gathering's first day; its own days told one by one are its
    whole time.
    """
    document = reading.document
    clause = next((c for c in clauses(document, p.sentence) if p.first in c or p.last - 1 in c), None)
    times = [t for t in reading.times_in(p.sentence) if t.kind != "duration" and t.value]
    own = [t for t in times if clause is not None and document.token_range(t.start, t.end)[0] in clause]
    when = (event.when if event else None) or ""
    first, _, last = when.partition("/")
    if last and any(document.tokens[i].lemma == "открытие" for i in range(p.first, p.last)):
        return first
    if last and {first, last} <= {t.value for t in own}:
        return when
    before = [t for t in own if t.start < p.quantity.start]
    behind = [t for t in own if t.start >= p.quantity.end and "," not in reading.text[p.quantity.end : t.start]]
    days = [t for t in times if t.kind == "date" and t.end <= p.quantity.start and "-" in (t.value or "")]
    chosen = before[-1] if before else behind[0] if behind else days[-1] if days else None
    return chosen.value if chosen else None


def _participations(reading: Reading) -> Iterator[Participation]:
    told: dict[str, Participation] = {}  # the last of each unit
    for site in sites(reading, "count"):
        quantity = site.quantity
        kind = _kind(site)
        if kind is None or not _is_number_of_heads(quantity) or _is_whole(site):
            continue
        found = _told(site, kind, told)
        if found:
            told[quantity.unit] = found
            yield found


def _told(site: Site, kind: Kind, told: dict[str, Participation]) -> Participation | None:
    """The count, if it is one: a part of one told before, the countries of one, or one by the words around it."""
    quantity = site.quantity
    before = told.get(quantity.unit)
    part = part_of(site, before.sentence) if before else None
    if before and part and (part.first < site.first or part.members):
        return _as_part(site, kind, part, before)
    members, end = members_of(site)
    counted = Counted(site, kind, quantity.unit, members, end, field_of(site, end))
    sent = sent_from(counted, [p.quantity for p in told.values()])
    if sent is not None:
        return Participation(
            quantity, kind, site.sentence, sent.first, max(site.last, end), members, sent.role, rule="from_countries"
        )
    by_cue = said(counted)
    if by_cue is not None:
        (first, last), rule = by_cue
        return Participation(
            quantity,
            kind,
            site.sentence,
            min(first, site.first),
            max(last, site.last, end),
            members,
            rule=rule,
        )
    return _as_part(site, kind, part, before) if before and part else None


def _as_part(site: Site, kind: Kind, part: Part, before: Participation) -> Participation:
    return Participation(
        site.quantity,
        kind,
        site.sentence,
        part.first,
        part.last,
        part.members,
        part_of=before.quantity,
        denied=part.denied,
        rule="part",
    )


def _kind(site: Site) -> Kind | None:
    """What is counted: «280 единиц техники» are bodies; those who come to a park or become guests are people."""
    unit = site.quantity.unit
    if unit == "единица":
        after = site.tokens[site.last - 1 : site.last + 1]
        return "bodies" if any(t.lemma == "техника" for t in after) else None
    kind = kind_of(unit)
    if kind is not None:
        return kind
    tokens = site.reading.document.words_of(site.sentence)
    if unit in words("participation", "kinds", "travellers") and any(
        t.lemma in words("participation", "kinds", "houses") for t in tokens
    ):
        return "people"
    guests = words("participation", "kinds", "became")
    if any(t.lemma in guests and t.reading("NOUN", case="ablt", number="plur") for t in tokens):
        return "people" if any("стать" in t.lemmas for t in tokens) else None
    return None


def _is_whole(site: Site) -> bool:
    """«На 92 тысячи человек», «вмещает 92 тысячи»: room; «из девяти приглашенных прилетят четверо» are the four."""
    before = site.tokens[site.first - 1].lower if site.first > site.sentence.first else ""
    if site.first > site.sentence.first and site.tokens[site.first - 1].lemma in _HOLDS:
        return True
    own = site.tokens[site.first].lower
    if "на" in (before, own):
        near = site.tokens[max(site.sentence.first, site.first - 4) : site.first]
        return not any("рассчитывать" in t.lemmas for t in near)
    if "из" not in (before, own) or kind_of(site.quantity.unit) != "people":
        return False
    rest = site.reading.quantities_in(site.sentence)
    return any(q.start >= site.quantity.end and q.unit == site.quantity.unit for q in rest)


def _is_number_of_heads(quantity: Quantity) -> bool:
    """Whole, and more than one: «2,7 абитуриента на место» and «один театр» count no participants."""
    amounts = [a for a in (quantity.value, quantity.low, quantity.high) if a is not None]
    return all(a == a.to_integral_value() and a > 1 for a in amounts)
