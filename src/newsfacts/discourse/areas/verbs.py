"""What has an area, told by a verb."""

from newsfacts.discourse.areas.clause import clause_at, crop_before, explained, near, object_of, purpose_of, subject_of
from newsfacts.discourse.areas.site import Owner, crop, named, noun, number_before
from newsfacts.discourse.site import Site
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.rule import rule

_SPOKEN = 40  # tokens back to what was spoken of
_BEHIND = 4  # tokens behind a verb in which its subject is found before others: «из них 320 занял музей»


@rule(
    "facts",
    {
        "[Виноградники заложат на 150 гектарах].": {"of": "виноградник", "count": "150 har"},
        "[Новый сквер разбили на 2 га].": {"of": "новый сквер", "count": "2 har"},
        "[Яровой сев завершен на 2,6 млн га].": {"of": "яровые"},
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
    owner = crop_before(site, i - 1) or object_of(site, i - 1) or subject_of(site, site.sentence.first, i - 1)
    return Owner(owner.name, owner.first, site.last) if owner else None


@rule(
    "facts",
    {
        "[На 3 га разобьют сад].": {"of": "сад", "count": "3 har", "status": "planned"},
        "[На площади в 40 га создадут технопарк].": {"of": "технопарк", "count": "40 har"},
        "На 3 склонах разобьют сад.": None,
    },
    fact_type="area",
)
def done_on(site: Site) -> Owner | None:
    """«На 3 га разобьют сад»: what the verb behind is about, where the number opens its clause."""
    i = site.first if site.tokens[site.first].pos == "PREP" else site.first - 1
    if i > site.sentence.first and site.tokens[i].lower in {"в", "на"} and site.tokens[i - 1].lower == "площади":
        i -= 2
    if i < site.sentence.first or site.tokens[i].lower != "на" or site.last >= site.sentence.last:
        return None
    if i > site.sentence.first and site.tokens[i - 1].text not in DASHES | {",", ";"}:
        return None
    ahead = range(site.last, min(site.last + _BEHIND, site.sentence.last))
    verbs = [k for k in ahead if site.tokens[k].pos in ("VERB", "PRTS", "INFN")]
    if not verbs or verbs[0] > site.last + 2 * (site.tokens[site.last].text == ","):
        return None
    verb = max(verbs)  # «должны построить»
    if site.tokens[verb].lemmas & words("area", "occupied"):
        return None
    owner = named(site, verb + 1, min(verb + 5, site.sentence.last))
    if owner is None or not site.tokens[owner.last - 1].reading("NOUN", case="accs"):
        return None
    return Owner(owner.name, i, owner.last)


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
        "[Озимой пшеницей занято 1,3 млн га].": {"of": "озимая пшеница", "count": "1300000 har"},
        "[Засеяно ячменем 40 тыс. га].": {"of": "ячмень", "count": "40000 har"},
        "[Рожью засеяли 300 га].": {"of": "рожь"},
        "Пшеницей занято 13 амбаров.": None,
    },
    fact_type="area",
)
def occupied_by(site: Site) -> Owner | None:
    """«Озимой пшеницей занято N га»: the instrumental beside a passive."""
    for i in near(site):
        token = site.tokens[i]
        told = token.reading("PRTS", "ADJS") or token.reading("VERB", number="plur")
        if not token.lemmas & words("area", "occupied") or told is None:
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
        "В [парке, который занимает 12 га], посадили липы.": {"of": "парк"},
        "Ярмарка заняла три дня.": None,
    },
    fact_type="area",
)
def of_verb(site: Site) -> Owner | None:
    """«Экспозиция заняла N», «N займет инсталляция», «павильон расширят до N», «под озимые отвели N»."""
    occupy, change = words("area", "occupy"), words("area", "change")
    passive = words("area", "passive") | occupy
    own = clause_at(site, site.first)
    for i in near(site):
        token = site.tokens[i]
        lemmas = token.lemmas if token.pos in ("VERB", "INFN", "PRTS", "PRTF", "GRND") else frozenset()
        if i > site.last and own is not None and i not in own and "," in _texts(site, i):
            continue  # «вскрыли 400 кв. м, памятник занимает 5 га»
        if lemmas & change and (purpose := purpose_of(site, i)):
            return purpose
        if lemmas & (passive if token.pos == "PRTS" else occupy):
            first, last, clause = site.sentence.first, site.sentence.last, clause_at(site, i)
            if clause is not None and clause.kind == "relative" and (thing := explained(site, clause.ranges[0][0])):
                return thing
            subject = subject_of(site, i + 1, min(i + _BEHIND, last)) if i == site.last else None
            subject = subject or subject_of(site, first, i, clause) or subject_of(site, first, i)
            subject = subject or subject_of(site, i + 1, last)
            if subject:
                return Owner(subject.name, min(subject.first, i), max(subject.last, i + 1))
        if lemmas & change:
            thing = object_of(site, i)
            if thing:
                return Owner(thing.name, min(thing.first, i), max(thing.last, i + 1))
    return None


def _texts(site: Site, i: int) -> set[str]:
    return {t.text for t in site.tokens[site.last : i]}


def spoken_of(site: Site, floor: int) -> Owner | None:
    """The last thing named before the number, from a token on, that commonly has an area: «теплицы. Первые 5 га …»."""
    for k in range(site.first - 1, max(floor, site.first - _SPOKEN) - 1, -1):
        token = site.tokens[k]
        if plant := crop(token):
            return Owner(plant, site.first, site.last)
        if token.is_word and token.lemma in words("area", "things") and token.reading("NOUN"):
            return Owner(token.lemma, site.first, site.last)
    return None


@rule(
    "facts",
    {
        "Под лагерь отвели 2 га, [под ряды - еще 1,1].": {"of": "ряды", "count": "1.1 har"},
        "Под лагерь отвели два поля, под ряды - еще три.": None,
    },
    fact_type="area",
)
def given_to(site: Site) -> Owner | None:
    """«Под ряды - еще 1,1»: what the area is for, the verb left out."""
    i = site.first - 1
    while i > site.sentence.first and site.tokens[i].lower in {"еще", "ещё", "по"}:
        i -= 1
    if i <= site.sentence.first or site.tokens[i].text not in DASHES:
        return None
    for k in range(i - 1, max(i - 5, site.sentence.first - 1), -1):
        if site.tokens[k].lower in words("area", "purpose"):
            owner = named(site, k + 1, i)
            return Owner(owner.name, k, site.last) if owner else None
        if not site.tokens[k].is_word:
            return None
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
        "В Туле открыли депо площадью 12 тыс. кв. м. Еще одно, на [16 тыс. кв. м], построят в мае.": {
            "of": "депо",
            "status": "planned",
        },
        "[Огонь охватил 60 кв. м].": {"of": "пожар"},
        "В строй ввели 40 станков.": None,
    },
    fact_type="area",
)
def implied(site: Site) -> Owner | None:
    """«Введено 5 тыс. кв. м» is housing, «горят 5 тыс. га» is fire, «квадраты» are housing."""
    verbs = table("area")["implied"]
    measured = site.first > site.sentence.first and site.tokens[site.first - 1].lower in ("площадью", "размером")
    if _is_another(site) or measured:
        return None
    for i in near(site):
        token = site.tokens[i]
        if token.pos in ("VERB", "INFN", "PRTS"):
            found = next((verbs[lemma] for lemma in sorted(token.lemmas) if lemma in verbs), None)
            if found and (found != "жилье" or site.quantity.unit == "m2"):
                return Owner(found, min(i, site.first), max(i + 1, site.last))
    units = table("area")["unit_implies"]
    for token in site.tokens[site.first : site.last]:
        if token.lemma in units:
            return spoken_of(site, site.sentence.first) or Owner(units[token.lemma], site.first, site.last)
    return None


def _is_another(site: Site) -> bool:
    """«Еще одно, на 16 тыс. кв. м, построят»: one more of what was spoken of before."""
    tokens = site.tokens
    for k in range(site.first - 1, max(site.first - _ANOTHER, site.sentence.first) - 1, -1):
        one = tokens[k].lemma == "один" and k > site.sentence.first and tokens[k - 1].lower in ("еще", "ещё")
        other = tokens[k].lemma in ("второй", "третий", "другой") and tokens[k].reading("ADJF", number="sing")
        if (one or other) and (
            tokens[k + 1].text == "," or tokens[k + 1].text in DASHES or tokens[k + 1].pos == "PREP"
        ):
            return True
    return False


_ANOTHER = 5  # tokens between «еще одно» and the number
