"""Areas: how large a thing is, from exhibition halls to fields and fires.

Every quantity whose unit is one of area states the area of something; what is to be found is the thing.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.areas.clause import clause_at
from newsfacts.discourse.areas.owner import LARGEST, READERS
from newsfacts.discourse.areas.site import Owner
from newsfacts.discourse.areas.verbs import spoken_of
from newsfacts.discourse.clauses import around, is_past, tells_past
from newsfacts.discourse.events.registry import Event
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.site import Site, sites
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Token
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.model import Count, Fact, Status

_HOUSING = "жилье"
_PLAN = 10  # tokens between «план» and what is planned
_REACH = 6  # tokens between a verb of growing and «на …»
_PARTS = frozenset(
    ("behind_dash", "before_dash", "falls_to", "of_verb", "spread_over", "occupied_by", "genitive_behind")
)


class Area(Fact, frozen=True, kw_only=True, tag="area"):
    """The area of a thing: ``of`` names it in the nominative, ``event`` the gathering it belongs to."""

    key = ("of", "event", "count")
    plural = "areas"

    of: str | None
    event: str | None = None
    count: Count


def find(reading: Reading) -> Iterator[Area]:
    """The areas of a text; where the thing is not said again, it is that of the area before, or of the same area."""
    found = list(_found(reading))
    said = {area.count: area.of for area in reversed(found) if area.of}
    for area in found:
        yield area if area.of else replace(area, of=said.get(area.count))


def _found(reading: Reading) -> Iterator[Area]:
    known: str | None = None
    told = -1  # the sentence of the last area
    for site in sites(reading, "area"):
        if _is_difference(site):
            continue
        owner: Owner | None = None
        name = "same_thing"
        for reader in READERS:
            owner = reader(site)
            if owner:
                name = reader.name
                break
        if owner is None and (known is None or site.sentence.index - told > 1):
            before = reading.document.sentences[max(0, site.sentence.index - 1)]
            owner = spoken_of(site, before.first)
            name = "spoken_of" if owner else name
        if owner is not None and known == _HOUSING and name in _PARTS and _is_housing(owner.name):
            owner = Owner(_HOUSING, owner.first, owner.last)
        if owner is not None and owner.name in table("area")["also_called"]:
            owner = Owner(table("area")["also_called"][owner.name], owner.first, owner.last)
        known, told = owner.name if owner else known, site.sentence.index
        yield _fact(site, owner, known, name)


def _is_difference(site: Site) -> bool:
    """«На 9 тыс. га больше», «выросла на 5 тыс. кв. м»: by how much two areas differ is the area of nothing."""
    tokens, first = site.tokens, site.first
    if tokens[first].lower != "на":
        first -= 1
    if first < site.sentence.first or tokens[first].lower != "на":
        return False
    if any(t.lower in words("area", "compared") for t in tokens[site.last : min(site.last + 2, site.sentence.last)]):
        return True
    before = tokens[max(site.sentence.first, first - _REACH) : first]
    verb = next((t for t in reversed(before) if t.pos in ("VERB", "INFN", "PRTS", "PRTF", "GRND")), None)
    return verb is not None and bool(verb.lemmas & words("area", "grow"))


def _is_housing(name: str) -> bool:
    """«Из них 910 тыс. - многоквартирные дома»: a part of the housing told of, by who builds it or what it is in."""
    return any(p.lemma in words("area", "housing") for word in name.split() for p in parses(word)[:2])


def _status(site: Site, owner: Owner | None, event: Event | None, name: str) -> Status:
    """The clause's status; but what has an area stands already, unless the clause is about making it.

    «Реконструкция терминала площадью 8 тыс. кв. м начнется» is a terminal that stands.
    """
    status = status_of(site.reading.document, site.quantity.start, site.quantity.end)
    if status == "actual" and _is_plan(site):
        return "planned"
    if status == "planned" and _was_so(site):
        return "actual"
    if status == "actual" and owner is not None and _is_agreed_on(site, owner):
        return "planned"
    if event is not None and event.status == "planned" and status == "actual":
        return "actual" if _is_of_past(site) else "planned"
    if status == "planned" and _is_former_size(site):
        return "actual"
    if status == "planned" and event is not None and event.status == "planned":
        return "planned"
    if status == "denied" and owner is not None and _is_attribute(site, owner, name) and not _is_made(site):
        return "actual"  # «торги по участку (2,4 га) не состоялись»
    if status == "actual" and _is_made(site) and _is_given_up(site):
        return "denied"
    if status == "planned" and _is_largest(site) and not _is_made(site):
        return "actual"  # «переведут склады, самый большой – в Омске (54 тыс. кв. м)»
    sold = any(t.lemmas & words("area", "sold") for t in _near(site))
    handled = any(t.pos in ("VERB", "PRTS") and t.lemmas & words("area", "handled") for t in _near(site))
    attribute = handled or (sold and name in ("noun_with_preposition", "in_brackets"))
    if status != "planned" or owner is None or (owner.last > site.first and not attribute):
        return status
    attribute = attribute or any(t.lower == "площадью" for t in site.tokens[owner.first : site.first])
    return "actual" if attribute and not _is_made(site) else status


def _is_made(site: Site) -> bool:
    """Whether the sentence speaks of making what has the area."""
    return any(t.lemmas & words("area", "make") for t in _near(site))


def _is_attribute(site: Site, owner: Owner, name: str) -> bool:
    """Whether the area only tells which thing is spoken of: «участок (2,4 га)», «павильон площадью 540 кв. м»."""
    sized = any(t.lower == "площадью" for t in site.tokens[owner.first : site.first])
    return sized or name in ("noun_with_preposition", "in_brackets")


def _is_given_up(site: Site) -> bool:
    """«Арену на 12 тыс. кв. м, вопреки слухам, строить не будут»: the aside between hides the verb of the clause."""
    tokens = site.tokens[site.last : min(site.last + _AFTER, site.sentence.last)]
    for k, token in enumerate(tokens):
        if token.text in (";", ":") or (token.pos == "VERB" and token.lower not in _NOT_TO and k + 1 < len(tokens)):
            return False
        follows = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if token.lower == "не" and follows in _NOT_TO:
            return any(t.pos == "INFN" and t.lemmas & words("area", "make") for t in tokens)
    return False


_AFTER = 16  # tokens behind a number in which the verb of its clause stands
_NOT_TO = frozenset(("будет", "будут", "станет", "станут", "планируют", "намерены", "собираются"))


def _is_largest(site: Site) -> bool:
    """«…, самый большой – в Омске (54 тыс. кв. м)»: one of those spoken of, told in a bracket."""
    before = site.tokens[max(site.sentence.first, site.first - _LARGEST) : site.first]
    opening = next((k for k, t in enumerate(before) if t.text == "("), 0)
    return any(t.lower in LARGEST for t in before[:opening])


_LARGEST = 9  # tokens before a bracket in which «самый большой» stands


def _is_plan(site: Site) -> bool:
    """«План по вводу жилья – N», «план (N) перевыполнен»."""
    for i in range(site.first - 1, max(site.first - _PLAN, site.sentence.first) - 1, -1):
        token = site.tokens[i]
        if token.lemma in words("area", "plans") and token.reading("NOUN", case="nomn"):
            return True
        if token.pos in ("VERB", "PRTS", "INFN") or token.text in {";", ","}:
            return False
    return False


def _was_so(site: Site) -> bool:
    """«Достигнет N, тогда как в прошлом году составляла M»: a clause of the past within a plan.

    So is «участок под него – N – уже нашли» behind what is to be built there.
    """
    last = site.sentence.last
    if site.last < last and site.tokens[site.last].text in DASHES and site.tokens[site.first - 1].text in DASHES:
        behind = site.tokens[site.last + 1 : min(site.last + _PUT_IN, last)]
        until = next((k for k, t in enumerate(behind) if t.text in (",", ";", ".")), len(behind))
        if any(is_past(t) for t in behind[:until]):
            return True
    clause = clause_at(site, site.first)
    tokens = clause.tokens(site.reading.document) if clause is not None else ()
    return any(is_past(t) and t.lemmas & words("area", "occupy") for t in tokens)


_PUT_IN = 9  # tokens behind a number between dashes in which the clause goes on


def _near(site: Site) -> tuple[Token, ...]:
    """The words of the sentence; of one without end those around the number."""
    document = site.reading.document
    return document.words_of(around(document, site.sentence, site.first))


def _is_of_past(site: Site) -> bool:
    """«Против 4 тыс. в прошлом году», «год назад заняла 5 тыс.»: told of an edition before the one to come."""
    before = site.tokens[max(site.sentence.first, site.first - 1) : site.first + 1]
    clause = clause_at(site, site.first)
    if any(t.lower == "против" for t in before):
        return True
    if clause is None or not tells_past(site.reading.document, clause):
        return False
    assigned = [t for t in clause.tokens(site.reading.document) if t.lemmas & words("area", "assign")]
    return not assigned  # «под выставку отвели три зала»: for what is to come


def _is_agreed_on(site: Site, owner: Owner) -> bool:
    """«Договорились о питомнике площадью 36 га»: it is still to be made."""
    before = site.tokens[max(site.sentence.first, owner.first - 8) : owner.first]
    agreed = any(t.lemma in ("договориться", "условиться") for t in before)
    if before and before[-1].lemma in _MAKING and any(t.lemmas & words("area", "agreed_on") for t in before):
        return True  # «соглашение о создании парка площадью 60 га подписали»
    return agreed and before[-1].lower in ("о", "об")


_MAKING = frozenset(("создание", "строительство", "возведение", "сооружение", "постройка"))


def _is_former_size(site: Site) -> bool:
    """«Увеличат с 9 до 11,6 тыс. кв. м»: the first of the two is what it has already."""
    first = site.tokens[site.first] if site.tokens[site.first].pos == "PREP" else site.tokens[site.first - 1]
    after = site.tokens[site.last].lower if site.last < site.sentence.last else ""
    return first.lower in ("с", "со") and after == "до"


def _of_event(of: str) -> bool:
    """Whether a thing is part of a gathering: its halls, stands and grounds."""
    readings = parses(of.split()[-1])
    return bool(readings) and readings[0].lemma in words("area", "of_event", "things")


def _housed(site: Site) -> Event | None:
    """«Ее разместили в башне площадью 640 кв. м»: the gathering that a place of any sort was given to."""
    clause, events = clause_at(site, site.first), site.reading.events
    tokens = clause.tokens(site.reading.document) if clause is not None and events else []
    if not any(t.lemmas & words("area", "house") for t in tokens if t.pos in ("VERB", "PRTS", "INFN", "PRTF")):
        return None
    found = [t for t in tokens if t.end <= site.quantity.start and events.mentioned(t.start, t.end)]
    return events.at(found[-1].start, found[-1].end) if found else None


def _event(site: Site, owner: Owner | None) -> Event | None:
    """The gathering that the thing itself is, or that its sentence speaks of."""
    events = site.reading.events
    for token in site.tokens[owner.first : min(owner.first + 3, owner.last)] if owner else ():
        if event := events.at(token.start, token.end):
            return event
    return events.event_of(site.quantity.start)


def _fact(site: Site, owner: Owner | None, of: str | None, name: str) -> Area:
    start, end = site.quantity.start, site.quantity.end
    if owner:
        start = min(start, site.tokens[owner.first].start)
        end = max(end, site.tokens[owner.last - 1].end)
    event = _event(site, owner) if of and _of_event(of) else _housed(site)
    return Area(
        of=of,
        event=event.name if event else None,
        count=Count.of(site.quantity),
        status=_status(site, owner, event, name),
        source=source_of(site.reading.document, site.quantity, site.reading.entities),
        evidence=(site.reading.document.quote(start, end),),
        rule=name,
    )
