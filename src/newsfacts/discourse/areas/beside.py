"""What has an area, where the number stands beside it without a verb: behind a dash, a colon, or right behind."""

from newsfacts.discourse.areas.clause import behind_deed, subject_of
from newsfacts.discourse.areas.site import (
    CLOSING,
    NOT_THINGS,
    Owner,
    chain_head,
    common_noun_before,
    crop,
    named,
    noun,
    number_before,
    out_of_phrase,
)
from newsfacts.discourse.site import Site
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.rule import rule

_AGAIN = frozenset(("еще", "ещё", "уже"))
_CLAUSE = 24  # tokens of a clause before a dash
_SUMS = frozenset(("это", "всего", "или", "итого"))


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
    """«800 кв. м - на открытой террасе», «2 тыс. м² — складские помещения», «600 - под столовую»."""
    i = site.last
    if i + 1 >= site.sentence.last or site.tokens[i].text not in DASHES:
        return None
    if site.first > site.sentence.first and site.tokens[site.first - 1].text in DASHES and before_dash(site):
        return None  # «участок под него — 5,5 га — в городе нашли»
    if site.tokens[i + 1].lower in {"на", "в"}:
        if i + 2 < site.sentence.last and site.tokens[i + 2].is_title:
            return None  # «в том числе 100 тыс. – в Туле»
        owner = named(site, i + 2, min(i + 7, site.sentence.last), "loct")
    elif site.tokens[i + 1].lower == "под":
        owner = named(site, i + 2, min(i + 7, site.sentence.last), "accs")
    else:
        owner = named(site, i + 1, min(i + 6, site.sentence.last), "nomn")
    return Owner(owner.name, site.first, owner.last) if owner else None


@rule(
    "facts",
    {
        "[Территория — 18,6 га].": {"of": "территория", "count": "18.6 har"},
        "[Территория порта, где стоит кран, — 40 га].": {"of": "территория"},
        "Музей получил [здание: 1,5 тыс. кв. м].": {"of": "здание"},
        "[Охранная зона вокруг него - еще 14 га].": {"of": "охранная зона"},
        "Есть план: [территория — 20 га].": {"status": "planned"},
        "[Участок под него — 5,5 га] — в городе нашли.": {"of": "участок", "status": "actual"},
        "Территория — общая.": None,
    },
    fact_type="area",
)
def before_dash(site: Site) -> Owner | None:
    """«Территория — 18,6 га», «получил здание: 1,5 тыс. кв. м», «зона вокруг него - еще 14 га»."""
    tokens, start = site.tokens, site.sentence.first
    i = site.first - 1
    while i > start and tokens[i].lower in _AGAIN:
        i -= 1
    if i <= start or tokens[i].text not in DASHES | {":"}:
        return None
    k = i - 1
    if tokens[k].text == ",":  # a clause put in
        k = next((j - 1 for j in range(k - 1, max(start, k - _CLAUSE), -1) if tokens[j].text == ","), k)
    if tokens[k].text in CLOSING:
        owner = common_noun_before(site, k)
        return Owner(owner.name, owner.first, site.last) if owner else None
    if plant := crop(tokens[k]):
        return Owner(plant, k, site.last)
    outer = out_of_phrase(site, k)
    if outer == k and ((tokens[k].is_title and k > start) or tokens[k].lemma in words("area", "territories")):
        return None
    head = chain_head(site, outer, words("area", "actions"))
    governed = head > start and tokens[head - 1].pos == "PREP"
    cases = () if head != outer or outer != k else ("loct",) if governed else ("nomn", "accs")
    owner = noun(site, head, cases)
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[Ячмень, а это 180 тыс. га], убран полностью.": {"of": "ячмень", "count": "180000 har"},
        "[Новый стадион - это 60 тыс. кв. м].": {"of": "новый стадион", "count": "60000 m2"},
        "Ярмарка заняла [павильон № 3 - это 5 тыс. кв. м].": {"of": "павильон"},
        "Предлагается 14 [участков, всего 230 га].": {"of": "участок", "count": "230 har"},
        "Ячмень, а это 180 тыс. тонн, убран полностью.": None,
    },
    fact_type="area",
)
def is_that_much(site: Site) -> Owner | None:
    """«Ячмень, а это N га», «стадион - это N кв. м», «14 участков, всего N»."""
    tokens, start = site.tokens, site.sentence.first
    i = next((i for i in range(site.first - 1, max(site.first - 3, start), -1) if tokens[i].lower in _SUMS), None)
    if i is None or (tokens[i].lower != "это" and tokens[i - 1].text != ","):
        return None
    if site.last < site.sentence.last and site.tokens[site.last].lemma == "жильё":
        return None  # «первую очередь, это 34 тыс. кв. м жилья»
    i -= 1
    while i > start and (tokens[i].lower in {"а", "и", ","} or tokens[i].text in DASHES):
        i -= 1
    if i - 1 > start and tokens[i].is_number and tokens[i - 1].text == "№":
        i -= 2  # «павильон № 3 - это N»
    if tokens[i].pos != "NOUN" or (tokens[i].is_title and i > start):
        return None
    outer = out_of_phrase(site, i)
    counted = number_before(site, outer) != outer
    owner = noun(site, outer, () if counted or outer != i else ("nomn", "accs"))
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[Квартиры от 35 до 90 кв. м] получат 200 семей.": {"of": "квартира"},
        "Самый [большой стенд, 800 кв. м], открыл Омск.": {"of": "стенд"},
        "[Цех «Тулаклапана», 6,1 тыс. кв. м], уже работает.": {"of": "цех", "status": "actual"},
        "Вагоны от 35 до 90 тонн получат 200 фирм.": None,
    },
    fact_type="area",
)
def noun_beside(site: Site) -> Owner | None:
    """«Квартиры от 35 до 90 кв. м», «участок 6 га», «крупный стенд, 800 кв. м, у …»."""
    k = site.first - 1
    closes = site.last < site.sentence.last and site.tokens[site.last].text in {",", "."}
    if k > site.sentence.first and site.tokens[k].text == "," and closes:
        k -= 1
    if k > site.sentence.first and closes and site.tokens[k].text in CLOSING - {")"}:
        quoted = common_noun_before(site, k)
        return Owner(quoted.name, quoted.first, site.last) if quoted else None
    if k < site.sentence.first or site.tokens[k].pos != "NOUN" or (site.tokens[k].is_title and k > site.sentence.first):
        return None
    token = site.tokens[k]
    if token.lemma in NOT_THINGS | words("area", "measures") | words("area", "territories") or len(token.text) < 3:
        return None
    opens = k == site.sentence.first or site.tokens[k - 1].text in {",", ";", ":"}
    if not opens and site.tokens[k - 1].pos == "PREP":
        return None  # «получил в аренду 12 га»
    if (token.parses[0].case not in ("nomn", "accs") and not opens) or token.parses[0].animacy == "anim":
        return None
    owner = noun(site, k, ("nomn", "accs"))
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[Спорткомплекс станет крупнейшим в области - 18 тыс. кв. м].": {"of": "спорткомплекс"},
        "Спорткомплекс станет крупнейшим в области - 18 тыс. мест.": None,
    },
    fact_type="area",
)
def told_with_dash(site: Site) -> Owner | None:
    """«Спорткомплекс станет крупнейшим в области - 18 тыс. кв. м»: what the clause before the dash is about."""
    i = site.first - 1
    if i <= site.sentence.first or site.tokens[i].text not in DASHES:
        return None
    first = max(site.sentence.first, i - _CLAUSE)
    verb = next((k for k in range(i - 1, first, -1) if site.tokens[k].pos == "VERB"), None)
    owner = subject_of(site, first, verb) if verb is not None else None
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[В городском парке теперь 14 гектаров].": {"of": "городской парк", "count": "14 har"},
        "[На участке – всего 6 соток], не больше.": {"of": "участок"},
        "В городском парке теперь посадят 14 га кедра.": {"of": "кедр"},
        "В городском парке теперь 14 лип.": None,
    },
    fact_type="area",
)
def place_with(site: Site) -> Owner | None:
    """«В парке теперь 14 гектаров»: a place that opens the sentence, and how large it is, without a verb."""
    tokens, first = site.tokens, site.sentence.first
    k = site.first - 1
    while k > first and (tokens[k].pos in ("ADVB", "PRCL") or tokens[k].text in DASHES or tokens[k].lower == "всего"):
        k -= 1
    closes = site.last >= site.sentence.last or not tokens[site.last].is_word
    if k - first > _OPENING or tokens[first].lower not in ("в", "во", "на") or not closes or k == site.first - 1:
        return None
    if tokens[k].is_title or not any(p.lemma in words("area", "things") for p in tokens[k].parses):
        return None
    owner = named(site, first + 1, k + 1, "loct")
    return Owner(owner.name, first, site.last) if owner is not None and owner.last == k + 1 else None


_OPENING = 4  # tokens of a place at the head of a sentence


@rule(
    "facts",
    {
        "Суд изъял [6 га под застройку].": {"of": "застройка", "count": "6 har"},
        "Суд изъял [6 га под строительство завода].": {"of": "завод"},
        "Суд изъял 6 вагонов под застройку.": None,
    },
    fact_type="area",
)
def given_behind(site: Site) -> Owner | None:
    """«Сдаст 4 тыс. кв. м под ярмарку»: what it is for, right behind the number."""
    if site.last + 1 >= site.sentence.last or site.tokens[site.last].lower not in words("area", "purpose"):
        return None
    owner = behind_deed(site, named(site, site.last + 1, min(site.last + 5, site.sentence.last)))
    return Owner(owner.name, site.first, owner.last) if owner else None
