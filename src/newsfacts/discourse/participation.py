"""Participation: which of the counted people, bodies and countries took part in a gathering or came to a venue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.clauses import clauses
from newsfacts.discourse.events import Event
from newsfacts.discourse.site import Site, sites
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Reading, Sentence, Token
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Evidence, Member, Quantity, Status

Kind = Literal["people", "bodies", "territories", "countries"]

_CLAUSE_MARKS = frozenset((";", ":", "(", ")"))
_LIST_MARKS = frozenset((",", "и", "а", "также", "из", "с", "со", "для", "впервые"))
_REPRESENT = frozenset(("представить", "представлять", "собраться", "приехать", "прибыть"))
_NUMBER_OF = frozenset(("число", "количество"))
_NOT_SENT = frozenset(("заявка", "анкета", "письмо", "обращение", "билет", "голос"))
_BREAKS = frozenset(",;:()-–—")
_BESIDE = 40  # characters between a number and the gathering's name in one piece of evidence
_DASHES = frozenset("-–—")


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


def kind_of(unit: str) -> Kind | None:
    """What a counted noun is: people, bodies, territories or countries; None for what cannot take part."""
    if unit in words("participation", "kinds", "countries"):
        return "countries"
    if unit in words("participation", "kinds", "territories"):
        return "territories"
    if unit in words("participation", "kinds", "bodies"):
        return "bodies"
    if unit in words("participation", "kinds", "strangers"):
        return None
    if unit == "человек" or unit in words("participation", "kinds", "visitors"):
        return "people"
    first = next((p for p in parses(unit) if p.pos == "NOUN" and p.case == "nomn"), None)
    return "people" if first is not None and first.animacy == "anim" else None


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
        kind = "bodies" if _is_machinery(site) else kind_of(quantity.unit)
        if kind is None and any(_became(site, i) for i in range(site.sentence.first, site.first)):
            kind = "people"
        if kind is None or not _is_number_of_heads(quantity) or _is_whole(site):
            continue
        before = told.get(quantity.unit)
        part = _part(site, kind, before) if before else None
        of_them = part if part and (part.first < site.first or part.members) else None
        found = of_them or _countries(site, kind) or _said(site, kind) or part
        if found:
            told[quantity.unit] = found
            yield found


def _about_event(site: Site) -> bool:
    """Whether the article names a gathering, or the text around speaks of one without a name."""
    return bool(site.reading.events) or _event_near(site)


def _is_whole(site: Site) -> bool:
    """«На 92 тысячи человек» is room for them; «из девяти приглашенных прилетят четверо» counts the four."""
    before = site.tokens[site.first - 1].lower if site.first > site.sentence.first else ""
    own = site.tokens[site.first].lower
    if "на" in (before, own):
        near = site.tokens[max(site.sentence.first, site.first - 4) : site.first]
        return not any("рассчитывать" in t.lemmas for t in near)
    if "из" not in (before, own) or kind_of(site.quantity.unit) != "people":
        return False
    rest = site.reading.quantities_in(site.sentence)
    return any(q.start >= site.quantity.end and q.unit == site.quantity.unit for q in rest)


def _is_machinery(site: Site) -> bool:
    """«280 единиц техники»."""
    after = site.tokens[site.last - 1 : site.last + 1]
    return site.quantity.unit == "единица" and any(t.lemma == "техника" for t in after)


def _is_number_of_heads(quantity: Quantity) -> bool:
    """Whole, and more than one: «2,7 абитуриента на место» and «один театр» count no participants."""
    amounts = [a for a in (quantity.value, quantity.low, quantity.high) if a is not None]
    return all(a == a.to_integral_value() and a > 1 for a in amounts)


def _clause(site: Site) -> tuple[int, int]:
    """The tokens around the quantity up to a semicolon, colon or bracket."""
    first, last = site.first, site.last
    while first > site.sentence.first and site.tokens[first - 1].text not in _CLAUSE_MARKS:
        first -= 1
    while last < site.sentence.last and site.tokens[last].text not in _CLAUSE_MARKS:
        last += 1
    return first, last


def _said(site: Site, kind: Kind) -> Participation | None:
    """A verb or noun of participation in the clause governs the number."""
    first, last = _clause(site)
    members, end = _members(site)
    best: tuple[int, int, str] | None = None
    for i in range(first, last):
        if site.first <= i < end:
            continue
        rule = _cue(site, i, kind)
        if rule is None:
            continue
        distance = site.first - i if i < site.first else i - end + 1
        # A comma between is another clause's verb more often than not.
        between = site.tokens[min(i, end) : max(i, site.first)]
        distance += 6 * sum(t.text == "," for t in between)
        if distance <= 24 and (best is None or distance < best[0]):
            best = distance, i, rule
    if best is None:
        return _told_briefly(site, kind, members, end)
    _, cue, rule = best
    if site.tokens[cue].lemma == "участие":
        # «Приняли участие»: the verb belongs to it.
        verbs = {"принять", "принимать", "подтвердить"}
        cue = next((i for i in range(cue, max(cue - 4, first - 1), -1) if site.tokens[i].lemmas & verbs), cue)
    return Participation(
        site.quantity,
        kind,
        site.sentence,
        min(cue, site.first),
        max(cue + 1, site.last, end),
        members,
        rule=rule,
    )


def _told_briefly(site: Site, kind: Kind, members: tuple[Member, ...], end: int) -> Participation | None:
    """«Команд - 24», «общее количество участников - 1200 человек», «в небо поднялись 18 экипажей»."""
    if not site.reading.events:
        return None
    inherent = words("participation", "kinds", "inherent")
    first = site.first
    if first - 2 >= site.sentence.first and site.tokens[first - 1].text in _DASHES:
        noun = site.tokens[first - 2]
        counted = noun.lemma in inherent or noun.lemma in words("participation", "kinds", "visitors")
        if counted and noun.reading("NOUN", case="gent", number="plur"):
            return Participation(
                site.quantity, kind, site.sentence, first - 2, max(site.last, end), members, rule="counted_noun"
            )
    if site.quantity.unit not in inherent or not _event_near(site):
        return None
    verb = next((i for i in (first - 1, first - 2, site.last) if _is_plain_verb(site, i)), None)
    if verb is None:
        return None
    start, stop = min(verb, first), max(verb + 1, site.last, end)
    return Participation(site.quantity, kind, site.sentence, start, stop, members, rule="inherent_participants")


def _is_plain_verb(site: Site, i: int) -> bool:
    """Whether a verb stands there, and none of winning, leaving or being punished."""
    if not site.sentence.first <= i < site.sentence.last or site.tokens[i].pos != "VERB":
        return False
    return not site.tokens[i].lemmas & words("participation", "subject", "not_taking_part")


def _cue(site: Site, index: int, kind: Kind) -> str | None:
    """Which rule the word at a token fires for this number, if any."""
    token = site.tokens[index]
    if token.pos not in ("VERB", "INFN", "PRTS", "PRTF", "GRND", "NOUN"):
        return None
    unit = site.quantity.unit
    visitor = unit in words("participation", "kinds", "visitors") or kind != "people"
    lemmas = token.lemmas
    if token.pos == "NOUN":
        if token.lemma == "участие" and _takes_part(site, index):
            return "take_part"
        visitors = words("participation", "kinds", "visitors")
        before = site.tokens[index - 1].lemma if index > site.sentence.first else ""
        if token.lemma == "посещаемость" or (token.lemma in visitors and before in _NUMBER_OF):
            return "number_of_visitors" if _event_here(site) or _at_venue(site) else None
        return "guests_were" if token.lemma in visitors and _became(site, index) else None
    if "стать" in lemmas and _became_else(site, index):
        return None
    if lemmas & {"принять", "принимать"} and any(t.lemma == "участие" for t in site.tokens[index : index + 4]):
        return None  # «участие» is the cue
    if lemmas & words("participation", "subject", "strong"):
        return "participants_come" if _about_event(site) or _at_venue(site) else None
    if lemmas & words("participation", "object", "strong"):
        return "event_gathers" if _about_event(site) or _at_venue(site) else None
    if unit in words("participation", "kinds", "others") and not _event_here(site):
        return None
    if not _about_event(site):
        if lemmas & words("participation", "object", "weak") and _at_venue(site) and visitor:
            return "event_gathers"
        return None
    if lemmas & words("participation", "subject", "weak") and (kind != "countries" or lemmas & _REPRESENT):
        return "participants_come" if visitor or _event_near(site) else None
    if lemmas & words("participation", "object", "weak"):
        return "event_gathers" if visitor or _event_near(site) else None
    return None


def _became(site: Site, index: int) -> bool:
    """«Гостями фестиваля стали 14 тысяч жителей»."""
    if site.tokens[index].reading("NOUN", case="ablt", number="plur") is None:
        return False
    near = site.tokens[index + 1 : min(site.sentence.last, index + 8)]
    return any("стать" in t.lemmas for t in near)


def _became_else(site: Site, index: int) -> bool:
    """«Победителями стали 12 человек»: they became something other than guests."""
    visitors = words("participation", "kinds", "visitors") | words("participation", "kinds", "bodies")
    return any(
        t.pos == "NOUN" and t.lemma not in visitors and t.reading("NOUN", case="ablt", number="plur")
        for t in site.tokens[max(site.sentence.first, index - 6) : index]
    )


def _takes_part(site: Site, index: int) -> bool:
    """«Приняли участие», «с участием»."""
    if site.tokens[index].lower == "участием":
        return True
    near = site.tokens[max(site.sentence.first, index - 8) : min(site.sentence.last, index + 6)]
    return any(t.lemmas & {"принять", "принимать", "подтвердить", "подтверждать"} for t in near)


def _at_venue(site: Site) -> bool:
    """Whether the clause names a place that has visitors of its own."""
    first, last = _clause(site)
    venues = words("participation", "kinds", "venues")
    return any(t.lemma in venues for t in site.tokens[first:last])


def _event_here(site: Site) -> bool:
    """Whether the number's own sentence speaks of a gathering."""
    return site.reading.events.mentioned(site.sentence.start, site.sentence.end)


def _event_near(site: Site) -> bool:
    """Whether the sentence, or one of the three before, speaks of a gathering."""
    document = site.reading.document
    sentences = document.sentences[max(0, site.sentence.index - 3) : site.sentence.index + 1]
    if site.reading.events:
        return any(site.reading.events.mentioned(s.start, s.end) for s in sentences)
    # A gathering without a name is soon forgotten: only for visitors does the sentence before count.
    visitors = site.quantity.unit in words("participation", "kinds", "visitors")
    gatherings = words("participation", "kinds", "gatherings")
    return any(t.lemma in gatherings for s in sentences[-1 - visitors :] for t in document.words_of(s) if t.is_word)


def _countries(site: Site, kind: Kind) -> Participation | None:
    """«Компании из 24 стран», «представители 130 компаний», «делегации 19 стран»: what came from there."""
    if kind not in ("countries", "territories"):
        return None
    i = site.first - 1
    tokens = site.tokens
    if i <= site.sentence.first:
        return None
    if tokens[i].lower in {"из", "от"}:
        i -= 1
    role = _sender(site, i)
    if role is None or not _about_event(site):
        return None
    name, start = role
    if name in _NOT_SENT:
        return None
    members, end = _members(site)
    return Participation(
        site.quantity, kind, site.sentence, start, max(site.last, end), members, role=name, rule="from_countries"
    )


def _sender(site: Site, index: int) -> tuple[str, int] | None:
    """The noun before «из N стран», and where its phrase begins; a counted noun counts as its quantity's unit."""
    tokens = site.tokens
    for quantity in reversed(site.reading.quantities_in(site.sentence)):
        if quantity.end <= site.quantity.start and 0 <= site.quantity.start - quantity.end <= 6:
            if quantity.unit_type == "count":
                first, _ = site.reading.document.token_range(quantity.start, quantity.end)
                return quantity.unit, first
            return None
    for i in range(index, max(index - 3, site.sentence.first - 1), -1):
        parse = tokens[i].reading("NOUN", number="plur")
        if parse is not None:
            return parse.lemma, i
        if tokens[i].pos not in ("ADJF", "PRTF"):
            return None
    return None


def _part(site: Site, kind: Kind, before: Participation) -> Participation | None:
    """A number beside one named before: «из них 30», «восемь - из Индии», «против 40», «годом ранее - 12 тыс.»."""
    distance = site.sentence.index - before.sentence.index
    if distance > 1:
        return None
    lower = [t.lower for t in site.tokens[max(site.sentence.first, site.first - 4) : site.first]]
    after = [t.lower for t in site.tokens[site.last : min(site.last + 3, site.sentence.last)]]
    denied = lower[-2:] == ["а", "не"] or lower[-3:-1] == ["а", "не"]
    elliptic = all(t.is_number or t.pos in ("NUMR", "") or t.lower in {"тыс", "тысячи"} for t in _own(site))
    if not (elliptic or denied or {"них", "которых"} & set(lower)):
        return None
    members, end = _members(site)
    if after[:1] and after[0] in _DASHES and not members:
        members, end = _members(site, site.last + 1, own=True)
    if not members:
        members = _by_adjective(site)
    pronoun = site.first - 2 if {"них", "которых"} & set(lower[-1:]) else site.first
    return Participation(
        site.quantity,
        kind,
        site.sentence,
        max(pronoun, site.sentence.first),
        max(site.last, end),
        members,
        part_of=before.quantity,
        denied=denied,
        rule="part",
    )


def _own(site: Site) -> Sequence[Token]:
    return [t for t in site.tokens[site.first : site.last] if t.is_word or t.is_number]


def _by_adjective(site: Site) -> tuple[Member, ...]:
    """«Турецких было 90», «сербских - 12», «40 иранских»: the country in an adjective near the number."""
    for indices in (range(site.first - 1, site.first - 4, -1), range(site.last, site.last + 2)):
        for i in indices:
            if not site.sentence.first <= i < site.sentence.last or site.tokens[i].text in {",", ";", ":"}:
                break
            if site.tokens[i].reading("ADJF", number="plur"):
                place = gazetteer().by_adjective(site.tokens[i].lower)
                return (Member(place.name, place.code),) if place is not None else ()
    return ()


def _members(site: Site, start: int | None = None, *, own: bool = False) -> tuple[tuple[Member, ...], int]:
    """The countries, regions and bodies listed behind the number, and the index after the list.

    «из России и Китая», «, в том числе …», «, включая …»; an adjective of a country inside the quantity
    («247 российских компаний») names one as well.
    """
    inside = [
        Member(place.name, place.code)
        for t in site.tokens[site.first : site.last]
        if t.is_word and (place := gazetteer().by_adjective(t.lower)) is not None
    ]
    i = site.last if start is None else start
    last = site.sentence.last
    text = site.reading.text
    i = _after_countries(site, i)
    while i < last and site.tokens[i].lower in {"мира", "рф", "россии"}:
        i += 1
    if i >= last:
        return tuple(inside), site.last
    ahead = text[site.tokens[i].start : site.sentence.end].lstrip(", -–—").lower()
    skip = next((w for w in words("participation", "members", "introductions") if ahead.startswith(w)), None)
    if skip is not None:
        position = text.lower().find(skip, site.tokens[i].start) + len(skip)
        i = site.reading.document.token_range(position, site.sentence.end)[0]
    else:
        if site.tokens[i].pos == "VERB" and i + 1 < last:  # «еще 20 прибыли из Сербии»
            i += 1
        if site.tokens[i].lower != "из":
            return tuple(inside), site.last
    listed, end = _listed(site, i, own)
    return tuple(inside) or tuple(listed), (end if listed else site.last)


def _after_countries(site: Site, i: int) -> int:
    """Pass over «из 14 стран» behind a number: the list after it names where they are from."""
    if i + 1 >= site.sentence.last or site.tokens[i].lower != "из":
        return i
    start = site.tokens[i + 1].start
    for quantity in site.reading.quantities_in(site.sentence):
        if quantity.start == start and quantity.unit in words("participation", "kinds", "countries"):
            return site.reading.document.token_range(quantity.start, quantity.end)[1]
    return i


def _listed(site: Site, i: int, own: bool) -> tuple[list[Member], int]:
    """The names from token i on, joined by commas and «и».

    Counts between them («40 - из Сербии, 12 - из Ирана») are passed over, unless the list is one count's ``own``.
    """
    found: list[Member] = []
    quoted = {q.first: q.last for q in quoted_names(site.reading.document, site.sentence)}
    end = i
    names = {
        site.reading.document.token_range(e.start, e.end)[0]: e
        for e in site.reading.entities_in(site.sentence)
        if e.type != "person"
    }
    while i < site.sentence.last:
        entity = names.get(i)
        token = site.tokens[i]
        if entity is None and i in quoted:
            end, i = quoted[i] + 1, quoted[i] + 1
            found.append(Member(site.reading.text[token.start : site.tokens[i - 2].end]))
            continue
        if entity is not None:
            found.append(Member(entity.name, entity.code))
            i = end = site.reading.document.token_range(entity.start, entity.end)[1]
        elif token.is_number or token.pos == "NUMR":
            if own:
                break
            i += 1
        elif token.lower in _LIST_MARKS or token.text in _DASHES or token.pos == "PREP":
            i += 1
        elif token.text in '«"»':
            i += 1
            end = i if found and token.text != "«" else end
        else:
            break
    return found, end
