"""Areas: how large a thing is, from exhibition halls to fields and fires.

Every quantity whose unit is one of area states the area of something; what is to be found is the thing. Each reader
below looks for it in one construction and gives the words that name it; the first that finds it wins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfacts.discourse.events import Event
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Reading, Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Count, Fact, Quantity, Status, overlaps
from newsfacts.phrases import MODIFIER, case_of, find_head, nominative_word
from newsfacts.rule import Rule, rule

_OPENING = frozenset('«"„“(')
_CLOSING = frozenset('»"”“)')
_NOT_THINGS = frozenset(
    ("площадь", "процент", "раз", "год", "человек", "гектар", "метр", "квадрат", "тысяча", "миллион")
)
_DASHES = frozenset("-–—")


class Area(Fact, frozen=True, kw_only=True, tag="area"):
    """The area of a thing: ``of`` names it in the nominative, ``event`` the gathering it belongs to."""

    key = ("of", "event", "count")
    plural = "areas"

    of: str | None
    event: str | None = None
    count: Count


@dataclass(frozen=True, slots=True)
class Owner:
    """The thing that has an area, and the tokens ``[first, last)`` that say so."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Site:
    """A quantity of area with the tokens ``[first, last)`` of its own, in its sentence."""

    reading: Reading
    sentence: Sentence
    quantity: Quantity
    first: int
    last: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the text."""
        return self.reading.document.tokens

    @property
    def before(self) -> int:
        """The index before the quantity, a preposition («в», «до», «с», «на») passed over."""
        i = self.first - 1
        return i - 1 if i > self.sentence.first and self.tokens[i].pos == "PREP" else i


def _named(site: Site, first: int, last: int, case: str | None = None) -> Owner | None:
    """The noun phrase that begins at a token: its noun with the last adjective before it."""
    tokens = site.tokens[first:last]
    if tokens and (crop := _crop(tokens[0])):
        return Owner(crop, first, first + 1)
    head = find_head(tokens, case)
    if head is None or head.parse.pos != "NOUN":
        return None
    name = _as_written(tokens[head.index], nominative_word(tokens[head.index], head.parse))
    close = [m for m in head.modifiers if m[0] == head.index - 1 and "Anum" not in m[1].grammemes]
    for i, parse in close:
        adjective = nominative_word(tokens[i], parse, gender=head.parse.gender)
        name = f"{_as_written(tokens[i], adjective)} {name}"
    return Owner(name, first, first + head.index + 1)


def _crop(token: Token) -> str | None:
    """«Зерновые», «озимые»: adjectives that have become nouns of the field."""
    parse = token.reading("ADJF", number="plur")
    if parse is None or parse.lemma not in words("area", "crops"):
        return None
    return _as_written(token, nominative_word(token, parse))


def _as_written(token: Token, word: str) -> str:
    """In lower case, and without ё where the text does without."""
    return word.lower() if "ё" in token.lower else word.lower().replace("ё", "е")


def _noun(site: Site, index: int, cases: Sequence[str] = ()) -> Owner | None:
    """One common noun as the thing, with an adjective right before it."""
    token = site.tokens[index]
    nouns = [p for p in token.parses if p.pos == "NOUN" and (not cases or case_of(p) in cases)]
    if not nouns or token.pos not in ("NOUN", "ADJF"):
        return None
    before = site.tokens[index - 1] if index > site.sentence.first else None
    if before is not None and any(p.pos in MODIFIER for p in before.parses) and before.pos in MODIFIER:
        return _named(site, index - 1, index + 1)
    return Owner(_as_written(token, nominative_word(token, nouns[0], number="sing")), index, index + 1)


def _common_noun_before(site: Site, index: int) -> Owner | None:
    """The nearest common noun at or before a token; names, quotations, brackets and «в Омске» are passed over."""
    i = index
    depth = 0
    while i >= site.sentence.first and index - i < 14:
        token = site.tokens[i]
        if token.text in _CLOSING and (token.text != '"' or not depth):
            depth += 1
        elif token.text in _OPENING and depth:
            depth -= 1
        elif depth == 0 and token.is_word and token.lower != "площадь":
            if "VERB" in (token.pos,):
                return None
            adjacent = i == index and not token.is_title
            named = token.is_title and i > site.sentence.first
            if token.pos == "NOUN" and (adjacent or not (named or _is_locative(site, i))):
                return _noun(site, i)
        i -= 1
    return None


def _chain_head(site: Site, index: int) -> int:
    """The head of a chain of genitives that ends at a token: «дом» of «дом культуры»."""
    while index - 1 >= site.sentence.first:
        token, before = site.tokens[index], site.tokens[index - 1]
        if before.pos != "NOUN" or token.reading("NOUN", case="gent") is None:
            return index
        index -= 1
    return index


def _number_before(site: Site, index: int) -> int:
    """The index where a counted noun's number begins: «два» of «два павильона»."""
    before = index - 1
    while before >= site.sentence.first and (site.tokens[before].is_number or site.tokens[before].pos == "NUMR"):
        before -= 1
    return before + 1


def _is_locative(site: Site, index: int) -> bool:
    """Whether a noun stands behind «в» or «на» in the prepositional case: a place, not the thing."""
    token = site.tokens[index]
    if token.reading("NOUN", case="loct") is None and token.reading("NOUN", case="loc2") is None:
        return False
    for i in range(index - 1, max(index - 4, site.sentence.first - 1), -1):
        if site.tokens[i].lower in {"в", "на", "во"}:
            return True
        if site.tokens[i].pos not in MODIFIER:
            return False
    return False


@rule(
    "facts",
    {
        "[Общая площадь экспозиции составила свыше 20 тыс. кв. м].": {"of": "экспозиция", "count": ">20000 m2"},
        "В Туле построят [склад общей площадью 12,5 тыс. квадратных метров].": {"of": "склад", "count": "12500 m2"},
        "[Выставочная площадь достигла 9 тыс. кв. м].": {"of": "выставка", "count": "9000 m2"},
        "Площадь Победы закрыли на ремонт.": None,
    },
    fact_type="area",
)
def area_word(site: Site) -> Owner | None:
    """«Площадь экспозиции составила N», «здание площадью N», «выставочная площадь достигла N»."""
    tokens = site.tokens
    for i in range(site.first - 1, max(site.first - 30, site.sentence.first - 1), -1):
        if tokens[i].lemma == "площадь":
            break
        if tokens[i].lower in {"них", "которых"} and tokens[i - 1].lower == "из":
            return None
    else:
        return None
    token = tokens[i]
    if token.lower.startswith("площадью"):
        start = i - 1
        while start > site.sentence.first and (tokens[start].pos in MODIFIER or tokens[start].text == ","):
            start -= 1
        owner = _common_noun_before(site, start)
        return Owner(owner.name, owner.first, i + 1) if owner else None
    owner = _named(site, i + 1, min(i + 6, site.first), "gent")
    if owner:
        return Owner(owner.name, _with_modifiers(site, i), owner.last)
    subject = _subject(site, site.sentence.first, i)
    if token.lower == "площади" and tokens[i - 1].lower == "на":
        # «Выставка развернулась на площади N», «пожар тушат на площади N».
        owner = _crop_before(site, i) or subject or _object(site, i - 1)
        return Owner(owner.name, owner.first, i + 1) if owner else None
    if subject and tokens[i].reading("NOUN", case="accs"):
        return subject
    for j in range(i - 1, max(i - 4, site.sentence.first - 1), -1):
        by_adjective = table("area")["adjective"].get(tokens[j].lemma)
        if by_adjective:
            return Owner(by_adjective, _with_modifiers(site, i), i + 1)
    return None


def _crop_before(site: Site, index: int) -> Owner | None:
    """The crop named before a token of the clause: «обмолотили зерновые на площади N»."""
    for i in range(index - 1, max(index - 12, site.sentence.first - 1), -1):
        if crop := _crop(site.tokens[i]):
            return Owner(crop, i, i + 1)
    return None


def _with_modifiers(site: Site, index: int) -> int:
    """The index of the first adjective of the noun at a token."""
    while index > site.sentence.first and site.tokens[index - 1].pos in MODIFIER:
        index -= 1
    return index


@rule(
    "facts",
    {
        "За год в области сдали [1,2 млн кв. м жилья].": {"of": "жилье", "count": "1200000 m2"},
        "На складе лежит 300 тонн жилетов.": None,
    },
    fact_type="area",
)
def genitive_behind(site: Site) -> Owner | None:
    """«78 млн кв. м жилья», «18 из 56 га площадки»."""
    after = site.tokens[site.last : site.last + 1]
    if not after or not after[0].is_word or site.last >= site.sentence.last:
        return None
    owner = _named(site, site.last, min(site.last + 5, site.sentence.last), "gent")
    if owner and not site.tokens[owner.last - 1].is_title:
        return Owner(owner.name, site.first, owner.last)
    return None


@rule(
    "facts",
    {
        "Под ярмарку отвели [два шатра по 600 кв. м] каждый.": {"of": "шатер", "count": "600 m2"},
        "Им выдали по 600 рублей.": None,
    },
    fact_type="area",
)
def counted_each(site: Site) -> Owner | None:
    """«Два павильона по 1,8 тыс. кв. м каждый», «построят по павильону - 800 и 450 кв. м»."""
    tokens = site.tokens
    i = site.first - 1
    if i > site.sentence.first and tokens[i].lower == "по":
        owner = _noun(site, i - 1)
        return Owner(owner.name, _number_before(site, owner.first), site.last) if owner else None
    for j in range(i, max(i - 6, site.sentence.first), -1):
        if tokens[j - 1].lower == "по" and tokens[j].reading("NOUN", case="datv", number="sing"):
            return _noun(site, j, ("datv",))
    return None


@rule(
    "facts",
    {
        "Городу передали [участок в 0,7 га].": {"of": "участок", "count": "0.7 har"},
        "Купили вагон на 60 тонн.": None,
    },
    fact_type="area",
)
def noun_with_preposition(site: Site) -> Owner | None:
    """«Участок в 0,74 га», «торговый центр на 30 тыс. кв. м»."""
    i = site.first if site.tokens[site.first].pos == "PREP" else site.first - 1
    if i > site.sentence.first and site.tokens[i].lower in {"в", "на"} and not site.tokens[i - 1].is_title:
        return _noun(site, _chain_head(site, i - 1))
    return None


@rule(
    "facts",
    {
        "[Второй корпус (9 тыс. кв. м)] откроют позже.": {"count": "9000 m2"},
        "Второй корпус (9 этажей) откроют позже.": None,
    },
    fact_type="area",
)
def in_brackets(site: Site) -> Owner | None:
    """«Второй корпус (9 тыс. кв. м)»."""
    for i in range(site.first - 1, max(site.first - 4, site.sentence.first), -1):
        if site.tokens[i].text == "(":
            before = site.tokens[i - 1]
            if before.text in _CLOSING:
                owner = _common_noun_before(site, i - 1)
                return Owner(owner.name, owner.first, site.last) if owner else None
            if before.pos != "NOUN" or before.is_title or before.lemma in words("area", "territories"):
                return None
            owner = _noun(site, i - 1)
            closed = site.last < site.sentence.last and site.tokens[site.last].text == ")"
            return Owner(owner.name, owner.first, site.last + closed) if owner else None
        if site.tokens[i].text == ")":
            return None
    return None


@rule(
    "facts",
    {
        "Экспозиция заняла 5 тыс. кв. м, из них [800 кв. м - на открытой площадке].": {
            "of": "открытая площадка",
            "count": "800 m2",
        },
        "Билет стоит 500 рублей - на взрослого.": None,
    },
    fact_type="area",
)
def behind_dash(site: Site) -> Owner | None:
    """«9,8 тыс. - на уличной площадке», «4,1 тыс. м² — чистые помещения»."""
    i = site.last
    if i + 1 >= site.sentence.last or site.tokens[i].text not in _DASHES:
        return None
    if site.tokens[i + 1].lower in {"на", "в"}:
        owner = _named(site, i + 2, min(i + 7, site.sentence.last), "loct")
    else:
        owner = _named(site, i + 1, min(i + 6, site.sentence.last), "nomn")
    return Owner(owner.name, site.first, owner.last) if owner else None


@rule(
    "facts",
    {
        "[Территория — 18,6 га].": {"of": "территория", "count": "18.6 har"},
        "Территория — общая.": None,
    },
    fact_type="area",
)
def before_dash(site: Site) -> Owner | None:
    """«Территория — 18,6 га»."""
    i = site.first - 1
    if i <= site.sentence.first or site.tokens[i].text not in _DASHES:
        return None
    if site.tokens[i - 1].is_title and i - 1 > site.sentence.first:
        return None
    head = _chain_head(site, i - 1)
    return _noun(site, head, ("nomn",) if head == i - 1 else ())


@rule(
    "facts",
    {
        "[Ярмарка заняла 3 тыс. кв. м].": {"of": "ярмарка", "count": "3000 m2"},
        "[Под кукурузу отвели 5 тыс. га].": {"of": "кукуруза", "count": "5000 har"},
        "[Павильон расширят до 12 тыс. кв. м].": {"of": "павильон", "count": "12000 m2"},
        "Ярмарка заняла три дня.": None,
    },
    fact_type="area",
)
def of_verb(site: Site) -> Owner | None:
    """«Экспозиция заняла N», «N займет инсталляция», «павильон расширят до N», «под озимые отвели N»."""
    occupy, change = words("area", "occupy"), words("area", "change")
    passive = words("area", "passive") | occupy
    for i in _near(site):
        token = site.tokens[i]
        lemmas = token.lemmas if token.pos in ("VERB", "INFN", "PRTS", "PRTF", "GRND") else frozenset()
        purpose = _purpose(site, i)
        if lemmas & change and purpose:
            return purpose
        if lemmas & (passive if token.pos == "PRTS" else occupy):
            subject = _subject(site, site.sentence.first, i) or _subject(site, i + 1, site.sentence.last)
            if subject:
                return Owner(subject.name, min(subject.first, i), max(subject.last, i + 1))
        if lemmas & change:
            thing = _object(site, i)
            if thing:
                return Owner(thing.name, min(thing.first, i), max(thing.last, i + 1))
    return None


def _near(site: Site) -> Iterator[int]:
    """The indices around the quantity, nearest first, within its clause-sized neighbourhood."""
    for distance in range(1, 16):
        if site.first - distance >= site.sentence.first:
            yield site.first - distance
        if site.last + distance - 1 < site.sentence.last:
            yield site.last + distance - 1


def _subject(site: Site, first: int, last: int) -> Owner | None:
    """A common noun in the nominative, nearest to the verb, no subordinate clause's own."""
    indices = range(last - 1, first - 1, -1) if last <= site.first else range(first, last)
    for i in indices:
        token = site.tokens[i]
        if token.text in {";", ":"} or i - first > 25:
            return None
        if (token.is_title and i > site.sentence.first) or len(token.text) < 4 or _is_territory(site, token):
            continue
        if crop := _crop(token):
            return Owner(crop, i, i + 1)
        if token.lemma in words("area", "measures") and token.reading("NOUN", case="nomn"):
            return _named(site, i + 1, min(i + 5, site.sentence.last), "gent")
        if token.pos == "NOUN" and token.lemma not in _NOT_THINGS:
            parse = token.reading("NOUN", case="nomn")
            governed = i > site.sentence.first and site.tokens[i - 1].pos == "PREP"
            if parse is not None and token.parses[0].case in ("nomn", "accs") and not governed:
                return _noun(site, i, ("nomn",))
    return None


def _is_territory(site: Site, token: Token) -> bool:
    """Whether the word is part of a place's name."""
    return any(overlaps(token, e) for e in site.reading.entities_in(site.sentence, "country", "region", "location"))


def _purpose(site: Site, verb: int) -> Owner | None:
    """«Под озимые отвели N га»: what the area is for."""
    prepositions = words("area", "purpose")
    for i in range(max(site.sentence.first, verb - 8), min(site.sentence.last, verb + 4)):
        if site.tokens[i].lower in prepositions:
            owner = _named(site, i + 1, min(i + 5, site.sentence.last))
            if owner is None and site.tokens[i + 1].pos == "ADJF":
                return Owner(site.tokens[i + 1].lower, i, i + 2)
            return Owner(owner.name, i, owner.last) if owner else None
    return None


def _object(site: Site, verb: int) -> Owner | None:
    """The accusative of a verb of change, on either side."""
    for i in (
        *range(verb + 1, min(verb + 8, site.first)),
        *range(verb - 1, max(verb - 8, site.sentence.first - 1), -1),
    ):
        token = site.tokens[i]
        if crop := _crop(token):
            return Owner(crop, i, i + 1)
        is_noun = token.pos == "NOUN" and len(token.text) > 3 and token.lemma not in _NOT_THINGS
        if is_noun and token.reading("NOUN", case="accs") and site.tokens[i - 1].pos != "PREP":
            return _noun(site, i, ("accs", "nomn"))
    return None


@rule(
    "facts",
    {
        "В регионе за месяц [ввели 40 тыс. кв. м].": {"of": "жилье", "count": "40000 m2"},
        "В тайге [горят 300 га].": {"of": "пожар", "count": "300 har"},
        "В строй ввели 40 станков.": None,
    },
    fact_type="area",
)
def implied(site: Site) -> Owner | None:
    """«Введено 5 тыс. кв. м» is housing, «горят 5 тыс. га» is fire, «квадраты» are housing."""
    verbs = table("area")["implied"]
    for i in _near(site):
        token = site.tokens[i]
        if token.pos in ("VERB", "INFN", "PRTS"):
            found = next((verbs[lemma] for lemma in sorted(token.lemmas) if lemma in verbs), None)
            if found and (found != "жилье" or site.quantity.unit == "m2"):
                return Owner(found, min(i, site.first), max(i + 1, site.last))
    units = table("area")["unit_implies"]
    for token in site.tokens[site.first : site.last]:
        if token.lemma in units:
            return Owner(units[token.lemma], site.first, site.last)
    return None


_READERS: tuple[Rule[[Site], Owner | None], ...] = (
    area_word,
    counted_each,
    genitive_behind,
    noun_with_preposition,
    in_brackets,
    behind_dash,
    before_dash,
    of_verb,
    implied,
)


def find(reading: Reading) -> Iterator[Area]:
    """The areas of a text; where the thing is not said again, it is that of the area before."""
    known: str | None = None
    for quantity in reading.quantities:
        sentence = reading.document.sentence_at(quantity.start)
        if quantity.unit_type != "area" or sentence is None:
            continue
        first, last = reading.document.token_range(quantity.start, quantity.end)
        site = Site(reading, sentence, quantity, first, last)
        owner, name = None, "same_thing"
        for reader in _READERS:
            owner = reader(site)
            if owner:
                name = reader.name
                break
        known = owner.name if owner else known
        yield _fact(site, owner, known, name)


def _status(site: Site, owner: Owner | None, event: Event | None) -> Status:
    """The clause's status; but what has an area stands already, unless the clause is about making it.

    «Реконструкция терминала площадью 8 тыс. кв. м начнется» is a terminal that stands.
    """
    status = status_of(site.reading.document, site.quantity.start, site.quantity.end)
    if event is not None and event.status == "planned" and status == "actual":
        return "planned"
    if status != "planned" or owner is None or owner.last > site.first:
        return status
    tokens = site.reading.document.words_of(site.sentence)
    attribute = any(t.lower == "площадью" for t in site.tokens[owner.first : site.first])
    makes = any(t.lemmas & words("area", "make") for t in tokens)
    return "actual" if attribute and not makes else status


def _of_event(of: str) -> bool:
    """Whether a thing is part of a gathering: its halls, stands and grounds."""
    return of.split()[-1] in words("area", "of_event", "things")


def _fact(site: Site, owner: Owner | None, of: str | None, name: str) -> Area:
    start, end = site.quantity.start, site.quantity.end
    if owner:
        start = min(start, site.tokens[owner.first].start)
        end = max(end, site.tokens[owner.last - 1].end)
    event = site.reading.events.event_of(site.quantity.start) if of and _of_event(of) else None
    return Area(
        of=of,
        event=event.name if event else None,
        count=Count.of(site.quantity),
        status=_status(site, owner, event),
        source=source_of(site.reading.document, site.quantity, site.reading.entities),
        evidence=(site.reading.document.quote(start, end),),
        rule=name,
    )
