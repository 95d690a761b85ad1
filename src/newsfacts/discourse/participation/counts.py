"""Participation: which of the counted people, bodies and countries took part in a gathering or came to a venue."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.clauses import Clause, around, clauses
from newsfacts.discourse.participation.cues import said
from newsfacts.discourse.participation.members import members_of, sender_of
from newsfacts.discourse.participation.origin import Part, itemises, part_of, sent_from
from newsfacts.discourse.participation.placed import Participation, placed
from newsfacts.discourse.participation.site import Counted, Kind, field_of, kind_of
from newsfacts.discourse.reading import Reading, once_read
from newsfacts.discourse.site import Site, sites
from newsfacts.document import Document, Sentence, once
from newsfacts.lexicon import words
from newsfacts.model import Quantity

_OF_THEM = frozenset(("числе", "них", "включая"))
_CLEAR = frozenset(("участие", "участвовать", "поучаствовать"))
_HEADS = ("people", "bodies")
_LISTED = 6  # tokens between one and the next of a list
_MEANT = frozenset(("рассчитывать", "рассчитать"))
_HOLDS = frozenset(("вмещать", "вмещающий", "допустимый", "предельный"))


@once_read
def participations(reading: Reading) -> tuple[Participation, ...]:
    """All counts of participants, in text order; read once for the three fact types that share them."""
    found: dict[Quantity, Participation] = {}
    for p in _participations(reading):
        whole = found.get(p.part_of) if p.part_of is not None else None
        found[p.quantity] = placed(reading, p, whole)
    return tuple(found.values())


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
    part = part_of(site, before.sentence, before.quantity) if before else None
    if before and part and (part.first < site.first or part.members):
        return _as_part(site, kind, part, before)
    if kind == "people" and told:
        whole = max(told.values(), key=lambda p: p.quantity.start if p.kind == "people" and p.rule != "item" else -1)
        if itemises(site, whole.quantity):
            return replace(_as_part(site, kind, Part(site.first, site.last, (), denied=False), whole), rule="item")
    members, end = members_of(site)
    clear = kind == "bodies" and kind_of(quantity.unit) is None and quantity.unit != "единица"
    counted = Counted(site, kind, quantity.unit, members, end, field_of(site, end), clear)
    sent = sent_from(counted, {p.quantity: p.role for p in told.values()})
    if sent is not None:
        return Participation(
            quantity, kind, site.sentence, sent.first, max(site.last, end), members, sent.role, rule="from_countries"
        )
    by_cue = said(counted)
    if by_cue is not None:
        (first, last), rule = by_cue
        if not members and kind == "bodies":
            members, sender = sender_of(site)
            first = min(first, sender)
        return Participation(
            quantity,
            kind,
            site.sentence,
            min(first, site.first),
            max(last, site.last, end),
            members,
            rule=rule,
        )
    if before and part:
        return _as_part(site, kind, part, before)
    return _joined(site, kind, told)


def _joined(site: Site, kind: Kind, told: dict[str, Participation]) -> Participation | None:
    """«25 тысяч зрителей, 150 музыкантов и 50 групп»: what is listed right behind participants takes part, too."""
    here = [p for p in told.values() if p.sentence is site.sentence and p.kind in _HEADS]
    before = max(here, key=lambda p: p.quantity.start, default=None)
    if before is None or kind not in _HEADS:
        return None
    document = site.reading.document
    between = site.tokens[document.token_range(before.quantity.start, before.quantity.end)[1] : site.first]
    after = site.tokens[site.last] if site.last < site.sentence.last else None
    if len(between) > _LISTED or not any(t.text in (",", "и") for t in between) or (after and after.pos == "VERB"):
        return None
    if any(t.pos in ("VERB", "PRTS", "PREP", "NPRO", "INFN") or t.text in ";:()" for t in between):
        return None
    part = Part(site.first, site.last, (), denied=False)
    return replace(_as_part(site, kind, part, before), rule="joined")


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
        audience=part.audience,
        rule="part",
    )


def _kind(site: Site) -> Kind | None:
    """What is counted: «280 единиц техники» are bodies; those who come to a park or become guests are people."""
    unit = site.quantity.unit
    if unit == "единица":
        after = site.tokens[site.last - 1 : site.last + 1]
        if any(t.lemma in ("техника", "бронетехника", "спецтехника", "вооружение", "транспорт") for t in after):
            return "bodies"
        return None
    kind = kind_of(unit)
    if kind is not None:
        return kind
    tokens = site.reading.document.words_of(site.sentence)
    if unit in words("participation", "kinds", "travellers"):
        before = {t.lower for t in site.tokens[max(site.sentence.first, site.first - 2) : site.first]}
        if (
            before & _OF_THEM
            or _beside_gathering(site)
            or any(t.lemma in words("participation", "kinds", "houses") for t in tokens)
        ):
            return "people"
    if _names_guests(site.reading.document, site.sentence):
        return "people"
    strange = unit in words("participation", "kinds", "strangers")
    strange = strange or unit in words("participation", "kinds", "no_participants")
    return "bodies" if not strange and _tells_clearly(site.reading.document, site.sentence) else None


def _clause(site: Site) -> Clause | None:
    document = site.reading.document
    found = clauses(document, around(document, site.sentence, site.first))
    return next((c for c in found if site.first in c), None)


def _beside_gathering(site: Site) -> bool:
    """Whether the number's own clause names a gathering: «парад увидели 15 тыс. туристов»."""
    clause, events = _clause(site), site.reading.events
    return clause is not None and any(events.mentioned(t.start, t.end) for t in clause.tokens(site.reading.document))


@once
def _names_guests(document: Document, sentence: Sentence) -> bool:
    """«Гостями выставки стали …»: those counted are people, whatever they are called."""
    tokens, guests = document.words_of(sentence), words("participation", "kinds", "became")
    became = any("стать" in t.lemmas for t in tokens)
    return became and any(t.lemma in guests and t.reading("NOUN", case="ablt", number="plur") for t in tokens)


@once
def _tells_clearly(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence has «участвовать» or «участие»: with it whatever is counted takes part."""
    return any(t.lemma in _CLEAR for t in document.words_of(sentence))


def _is_whole(site: Site) -> bool:
    """«На 92 тысячи человек», «вмещает 92 тысячи»: room; «из девяти приглашенных прилетят четверо» are the four."""
    before = site.tokens[site.first - 1].lower if site.first > site.sentence.first else ""
    if _is_per_place(site):
        return True
    if any(t.lemmas & _HOLDS for t in site.tokens[max(site.sentence.first, site.first - 1) : site.first + 1]):
        return True
    own = site.tokens[site.first].lower
    if "на" in (before, own):
        near = site.tokens[max(site.sentence.first, site.first - 8) : site.first]
        return not any(t.lemmas & _MEANT for t in near)
    if site.quantity.unit in words("participation", "kinds", "became") or "из" not in (before, own):
        return False
    if kind_of(site.quantity.unit) != "people":
        return False
    return _last_of_units(site.reading).get((site.sentence.first, site.quantity.unit), 0) >= site.quantity.end


def _is_per_place(site: Site) -> bool:
    """«Конкурс – три человека на место»: so many for each."""
    after = site.tokens[site.last : min(site.last + 2, site.sentence.last)]
    if len(after) < 2 or after[0].lower != "на" or after[1].lemma not in words("participation", "parts", "places"):
        return False
    return after[1].reading("NOUN", case="accs", number="sing") is not None


@once_read
def _last_of_units(reading: Reading) -> dict[tuple[int, str | None], int]:
    """Where the last quantity of each unit in each sentence begins."""
    return {(s.first, q.unit): q.start for s in reading.document.sentences for q in reading.quantities_in(s)}


def _is_number_of_heads(quantity: Quantity) -> bool:
    """Whole, and more than one: «2,7 абитуриента на место» and «один театр» count no participants."""
    amounts = [a for a in (quantity.value, quantity.low, quantity.high) if a is not None]
    return all(a == a.to_integral_value() and a > 1 for a in amounts)
