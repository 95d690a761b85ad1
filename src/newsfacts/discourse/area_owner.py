"""What has an area: each rule looks for the thing in one construction; the first that finds it wins."""

from collections.abc import Iterator

from newsfacts.discourse.area_site import (
    CLOSING,
    DASHES,
    NOT_THINGS,
    Owner,
    chain_head,
    common_noun_before,
    crop,
    named,
    noun,
    number_before,
)
from newsfacts.discourse.site import Site
from newsfacts.document import Token
from newsfacts.lexicon import table, words
from newsfacts.model import overlaps
from newsfacts.phrases import MODIFIER
from newsfacts.rule import Rule, rule

_SIZED = frozenset(("площадью", "размером", "площадями"))


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
        if tokens[i].lemma == "площадь" or tokens[i].lower in _SIZED:
            break
        if tokens[i].lower in {"них", "которых"} and tokens[i - 1].lower == "из":
            return None
    else:
        return None
    token = tokens[i]
    if token.lower in _SIZED:
        start = i - 1
        while start > site.sentence.first and (tokens[start].pos in MODIFIER or tokens[start].text == ","):
            start -= 1
        owner = common_noun_before(site, start)
        if owner and owner.last == start + 1:
            owner = noun(site, chain_head(site, start, words("area", "actions"))) or owner
        return Owner(owner.name, owner.first, i + 1) if owner else None
    owner = named(site, i + 1, min(i + 6, site.first), "gent")
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
        if plant := crop(site.tokens[i]):
            return Owner(plant, i, i + 1)
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
    """«78 млн кв. м жилья», «12 из 70 га угодий»."""
    after = site.tokens[site.last : site.last + 1]
    if not after or not after[0].is_word or site.last >= site.sentence.last:
        return None
    owner = named(site, site.last, min(site.last + 5, site.sentence.last), "gent")
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
    """«Три зала по 700 кв. м каждый», «построят по цеху - 600 и 350 кв. м»."""
    tokens = site.tokens
    i = site.first - 1
    if i > site.sentence.first and tokens[i].lower == "по":
        owner = noun(site, i - 1)
        return Owner(owner.name, number_before(site, owner.first), site.last) if owner else None
    for j in range(i, max(i - 6, site.sentence.first), -1):
        if tokens[j - 1].lower == "по" and tokens[j].reading("NOUN", case="datv", number="sing"):
            return noun(site, j, ("datv",))
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
    """«Надел в 0,6 га», «торговый центр на 30 тыс. кв. м»."""
    i = site.first if site.tokens[site.first].pos == "PREP" else site.first - 1
    if i <= site.sentence.first or site.tokens[i].lower not in {"в", "на"}:
        return None
    if i - 1 == site.sentence.first or not site.tokens[i - 1].is_title:
        return noun(site, chain_head(site, i - 1))
    return None


@rule(
    "facts",
    {
        "[Второй корпус (9 тыс. кв. м)] откроют позже.": {"count": "9000 m2"},
        "Завод продал [склад в Туле (9 тыс. кв. м)].": {"of": "склад", "count": "9000 m2"},
        "Второй корпус (9 этажей) откроют позже.": None,
    },
    fact_type="area",
)
def in_brackets(site: Site) -> Owner | None:
    """«Второй корпус (9 тыс. кв. м)»."""
    for i in range(site.first - 1, max(site.first - 4, site.sentence.first), -1):
        if site.tokens[i].text == "(":
            before = site.tokens[i - 1]
            if before.text in CLOSING:
                owner = common_noun_before(site, i - 1)
                return Owner(owner.name, owner.first, site.last) if owner else None
            standing = i - 3 >= site.sentence.first and site.tokens[i - 2].lower in {"в", "на"}
            if before.is_title and standing and not site.tokens[i - 3].is_title:
                owner = noun(site, i - 3)  # «здание в Омске (N кв. м)»
            elif before.pos != "NOUN" or before.is_title or before.lemma in words("area", "territories"):
                return None
            else:
                owner = noun(site, i - 1)
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
    """«800 кв. м - на открытой террасе», «2 тыс. м² — складские помещения»."""
    i = site.last
    if i + 1 >= site.sentence.last or site.tokens[i].text not in DASHES:
        return None
    if site.tokens[i + 1].lower in {"на", "в"}:
        owner = named(site, i + 2, min(i + 7, site.sentence.last), "loct")
    else:
        owner = named(site, i + 1, min(i + 6, site.sentence.last), "nomn")
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
    if i <= site.sentence.first or site.tokens[i].text not in DASHES:
        return None
    if site.tokens[i - 1].is_title and i - 1 > site.sentence.first:
        return None
    head = chain_head(site, i - 1)
    return noun(site, head, ("nomn",) if head == i - 1 else ())


@rule(
    "facts",
    {
        "[Виноградники заложат на 150 гектарах].": {"of": "виноградник", "count": "150 har"},
        "[Новый сквер разбили на 2 га].": {"of": "новый сквер", "count": "2 har"},
        "Виноградники заложат на трех склонах.": None,
    },
    fact_type="area",
)
def spread_over(site: Site) -> Owner | None:
    """«Сквер разбили на 2 га», «яровой сев проведен на 210 тыс. га»: what the verb before «на» is about."""
    i = site.first if site.tokens[site.first].pos == "PREP" else site.first - 1
    if i <= site.sentence.first or site.tokens[i].lower != "на":
        return None
    verb = site.tokens[i - 1]
    if verb.pos not in ("VERB", "INFN", "PRTS") or verb.lemmas & (words("area", "change") | words("area", "occupy")):
        return None
    owner = _crop_before(site, i - 1) or _object(site, i - 1) or _subject(site, site.sentence.first, i - 1)
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[На сам музей приходится 11 га].": {"of": "музей", "count": "11 har"},
        "[На долю музея пришлось 11 га].": {"of": "музей", "count": "11 har"},
        "На музей приходится 11 экскурсий.": None,
    },
    fact_type="area",
)
def falls_to(site: Site) -> Owner | None:
    """«На музей приходится N», «на долю музея пришлось N»."""
    for i in range(site.first - 1, max(site.first - 8, site.sentence.first), -1):
        if not site.tokens[i].lemmas & words("area", "fall_to"):
            continue
        for j in range(i - 1, max(i - 6, site.sentence.first - 1), -1):
            if site.tokens[j].lower == "на":
                share = next((k for k in (j + 1, j + 2) if site.tokens[k].lemma == "доля"), None)
                owner = named(site, j + 1, i, "accs") if share is None else named(site, share + 1, i, "gent")
                return Owner(owner.name, j, site.last) if owner else None
    return None


@rule(
    "facts",
    {
        "[Ячмень, а это 180 тыс. га], убран полностью.": {"of": "ячмень", "count": "180000 har"},
        "[Новый стадион - это 60 тыс. кв. м].": {"of": "новый стадион", "count": "60000 m2"},
        "Ячмень, а это 180 тыс. тонн, убран полностью.": None,
    },
    fact_type="area",
)
def is_that_much(site: Site) -> Owner | None:
    """«Ячмень, а это N га», «стадион - это N кв. м»."""
    tokens, start = site.tokens, site.sentence.first
    i = next((i for i in range(site.first - 1, max(site.first - 3, start), -1) if tokens[i].lower == "это"), None)
    if i is None:
        return None
    i -= 1
    while i > start and (tokens[i].lower in {"а", "и"} or tokens[i].text in {",", *DASHES}):
        i -= 1
    owner = noun(site, i, ("nomn",)) if tokens[i].pos == "NOUN" and not (tokens[i].is_title and i > start) else None
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[Озимой пшеницей занято 1,3 млн га].": {"of": "озимая пшеница", "count": "1300000 har"},
        "[Засеяно ячменем 40 тыс. га].": {"of": "ячмень", "count": "40000 har"},
        "Пшеницей занято 13 амбаров.": None,
    },
    fact_type="area",
)
def occupied_by(site: Site) -> Owner | None:
    """«Озимой пшеницей занято N га»: the instrumental beside a passive."""
    for i in _near(site):
        token = site.tokens[i]
        if not token.lemmas & words("area", "occupied") or token.reading("PRTS", "ADJS") is None:
            continue
        for j in (
            *range(i - 1, max(i - 5, site.sentence.first - 1), -1),
            *range(i + 1, min(i + 4, site.sentence.last)),
        ):
            thing = site.tokens[j]
            if thing.pos == "NOUN" and thing.parses[0].case == "ablt" and site.tokens[j - 1].pos != "PREP":
                owner = noun(site, j, ("ablt",))
                return owner and Owner(owner.name, min(owner.first, i), max(owner.last, i + 1))
    return None


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
        if (token.is_title and i > site.sentence.first) or len(token.text) < 3 or _is_territory(site, token):
            continue
        if plant := crop(token):
            return Owner(plant, i, i + 1)
        if token.lemma in words("area", "measures") and token.reading("NOUN", case="nomn"):
            while i + 1 < last and site.tokens[i + 1].lemma in words("area", "measures"):
                i += 1
            return named(site, i + 1, min(i + 5, site.sentence.last), "gent")
        if token.pos == "NOUN" and token.lemma not in NOT_THINGS:
            parse = token.reading("NOUN", case="nomn")
            governed = i > site.sentence.first and site.tokens[i - 1].pos == "PREP"
            if parse is not None and token.parses[0].case in ("nomn", "accs") and not governed:
                return noun(site, i, ("nomn",))
    return None


def _is_territory(site: Site, token: Token) -> bool:
    """Whether the word is part of a place's name."""
    return any(overlaps(token, e) for e in site.reading.entities_in(site.sentence, "country", "region", "location"))


def _purpose(site: Site, verb: int) -> Owner | None:
    """«Под озимые отвели N га»: what the area is for; the nearest before the number, else the first behind."""
    prepositions = words("area", "purpose")
    around = range(max(site.sentence.first, verb - 8), min(site.sentence.last - 1, max(verb + 4, site.first)))
    found = [i for i in around if site.tokens[i].lower in prepositions]
    before = [i for i in found if i < site.first]
    for i in before[-1:] or found[:1]:
        if site.tokens[i + 1].lemma == "который":
            return _antecedent(site, i)
        owner = named(site, i + 1, min(i + 5, site.sentence.last))
        if owner is None and site.tokens[i + 1].pos == "ADJF":
            return Owner(site.tokens[i + 1].lower, i, i + 2)
        return Owner(owner.name, i, owner.last) if owner else None
    return None


def _antecedent(site: Site, start: int) -> Owner | None:
    """The noun that a relative clause begun at a token explains: «лагерь, под который отвели N га»."""
    if start - 2 < site.sentence.first or site.tokens[start - 1].text != ",":
        return None
    return noun(site, chain_head(site, start - 2))


def _object(site: Site, verb: int) -> Owner | None:
    """The accusative of a verb of change, on either side."""
    for i in (
        *range(verb + 1, min(verb + 8, site.first)),
        *range(verb - 1, max(verb - 8, site.sentence.first - 1), -1),
    ):
        token = site.tokens[i]
        if plant := crop(token):
            return Owner(plant, i, i + 1)
        is_noun = token.pos == "NOUN" and len(token.text) > 2 and token.lemma not in NOT_THINGS
        if is_noun and token.reading("NOUN", case="accs") and site.tokens[i - 1].pos != "PREP":
            return noun(site, i, ("accs", "nomn"))
    return None


@rule(
    "facts",
    {
        "Самая большая экспозиция - у Китая: [90 фирм заняли 3 тыс. кв. м].": {"of": "экспозиция", "count": "3000 m2"},
        "У Китая 90 фирм, они заняли 3 тыс. мест.": None,
    },
    fact_type="area",
)
def shown_before(site: Site) -> Owner | None:
    """«Экспозиция - у Китая: 90 фирм заняли N кв. м»: those who show take the room of what they show."""
    for i in range(site.first - 1, max(site.first - 8, site.sentence.first), -1):
        if site.tokens[i].pos == "VERB" and site.tokens[i].lemmas & words("area", "take"):
            break
    else:
        return None
    subject = next((j for j in range(i - 1, max(i - 4, site.sentence.first), -1) if site.tokens[j].pos == "NOUN"), i)
    for j in range(i - 1, site.sentence.first - 1, -1):
        if site.tokens[j].lemma in words("area", "shows"):
            number = number_before(site, subject)
            return Owner(site.tokens[j].lemma, number, site.last)
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


READERS: tuple[Rule[[Site], Owner | None], ...] = (
    area_word,
    is_that_much,
    falls_to,
    occupied_by,
    spread_over,
    counted_each,
    genitive_behind,
    noun_with_preposition,
    in_brackets,
    behind_dash,
    before_dash,
    of_verb,
    shown_before,
    implied,
)
