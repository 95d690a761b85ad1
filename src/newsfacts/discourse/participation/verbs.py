"""Participants by verbs: they take part, become guests, come; or the gathering brings them together."""

from newsfacts.discourse.participation.context import (
    NO_OBJECT,
    NO_SUBJECT,
    about_gathering,
    at_gathering,
    at_house,
    at_venue,
    became_else,
    comes_to_speaker,
    gathering_here,
    gathering_near,
    goes_elsewhere,
    in_meeting,
    in_undertaking,
    is_ablative,
    is_of_another,
    is_of_institution,
    is_online,
    keeps_order,
    led_by,
    names_gathering_at,
    told_at_gathering,
)
from newsfacts.discourse.participation.site import Counted, Said
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.rule import rule

_TAKE = frozenset(("принять", "принимать", "подтвердить", "подтверждать"))
_REPRESENT = frozenset(("представить", "представлять", "собраться", "приехать", "прибыть"))
_PARTICIPATE = frozenset(("участвовать", "поучаствовать"))


@rule(
    "facts",
    {
        'В [забеге "Белая миля" приняли участие 4 тыс. человек].': {"event": "Белая миля", "count": "4000 человек"},
        '[Учения "Шторм" пройдут с участием 2,5 тыс. военных].': {"count": "2500 военный", "status": "planned"},
        "В велопробеге [приняли участие 300 студентов].": {"event": None, "count": "300 студент"},
        "В опросе приняли участие 1600 человек.": None,
        'На форуме "Луч" рассказали о программе, в ней приняли участие 1600 врачей.': None,
        'В работе [форума "Луч" приняли участие 90 врачей].': {"event": "Луч"},
        "Компания приняла участие в аукционе, в штате у нее 300 человек.": None,
    },
    fact_type="attendance",
)
def take_part(counted: Counted) -> Said | None:
    """«Приняли участие», «участие подтвердили», «с участием», «при участии»."""
    tokens = counted.tokens
    for i, token in counted.nouns():
        if token.lemma != "участие":
            continue
        if token.lower in ("участием", "участии"):
            if i > counted.sentence.first and tokens[i - 1].lower in ("с", "при") and i < counted.site.first:
                return i - 1, i + 1
            continue
        near = [k for k in counted.field if i - 8 <= k < i + 6 and tokens[k].lemmas & _TAKE]
        if near and not in_undertaking(counted):
            verb = min(near, key=lambda k: abs(k - i))
            return min(verb, i), max(verb, i) + 1
    return None


@rule(
    "facts",
    {
        '[Гостями фестиваля "Медовый край" стали 14 тысяч жителей] Бийска.': {
            "event": "Медовый край",
            "count": "14000 житель",
        },
        "[Участниками слета стали 340 школьников].": {"audience": "школьник", "count": "340 школьник"},
        'На фестивале "Медовый край" победителями стали 12 человек.': None,
    },
    fact_type="attendance",
)
def guests_were(counted: Counted) -> Said | None:
    """«Гостями фестиваля стали 14 тысяч жителей»."""
    tokens = counted.tokens
    for i, token in counted.nouns():
        if token.lemma not in words("participation", "kinds", "became") or not is_ablative(token):
            continue
        verb = next((k for k in counted.field if "стать" in tokens[k].lemmas and abs(k - i) < 10), None)
        if verb is not None:
            return min(i, verb), max(i, verb) + 1
    return None


@rule(
    "facts",
    {
        'За два дня [выставку "Луч" посетили более 14 тыс. человек].': {"event": "Луч", "count": ">14000 человек"},
        "Об этом рассказал музей-заповедник «Горки», который [посетили 8 тыс. человек].": {"count": "8000 человек"},
        "Ярмарка пройдет 9 октября. Уже [зарегистрировались 300 мастеров].": {
            "status": "planned",
            "when": "2025-10-09",
        },
        "На совещание [приехали 120 фермеров].": {"event": None, "count": "120 фермер"},
        "Крестный ход [прошли 40 тыс. паломников].": {"event": None, "count": "40000 паломник"},
        'Выставка "Луч" пройдет с 29 сентября по 5 октября. За два дня [ее посетили 500 человек].': {
            "event": "Луч",
            "count": "500 человек",
            "status": "actual",
            "when": "2025-09-29/2025-09-30",
        },
        'Ярмарка "Луч" будет работать до 20 октября. За первые два дня [ее посетили 5 тыс. человек].': {
            "status": "actual",
            "when": "../2025-10-20",
        },
        'На форум "Луч", который пройдет 9 октября, [зарегистрировались 300 человек].': {"status": "planned"},
        'Форум "Луч" прошел с 8 по 10 сентября. В этом году на [него приехали 300 человек].': {
            "when": "2025-09-08/2025-09-10"
        },
        'На выставке "Луч" побывал мэр. По его словам, на заводе работают 300 человек.': None,
        "Выставку «Лед», развернутую на форуме «Север», [посетили 700 человек].": {"event": "Лед"},
        "Фестиваль «Лён» пройдет 9 октября. Сцену ставят три дня. Дороги перекроют. Ограду снимут. "
        "Два года назад на набережную [вышли 36 тысяч человек].": {"event": "Лён", "when": "2023", "status": "actual"},
        "За лето в край приехали 20 тыс. туристов.": None,
        'На форуме "Луч" подписан договор. Практику на заводе пройдут 200 студентов.': None,
        'На форуме "Луч" подписан договор. К занятиям приступят 75 человек.': None,
    },
    fact_type="attendance",
)
def participants_come(counted: Counted) -> Said | None:
    """«Посетили», «приехали», «вышли на старт», «представлены», «с экспозицией ознакомились»."""
    if led_by(counted) in NO_SUBJECT:
        return None
    for i, token in counted.verbs():
        if _is_of_participation(counted, i) or became_else(counted, i) or goes_elsewhere(counted, i):
            continue
        if _comes(counted, token):
            return i, i + 1
    return None


def _comes(counted: Counted, token: Token) -> bool:
    """Whether this verb makes the counted participants, by how clear it is and what the text around speaks of."""
    lemmas = token.lemmas
    if counted.only_clear and not lemmas & _PARTICIPATE:
        return False
    if lemmas & _COME_OUT and _onto_square(counted, token.index) and about_gathering(counted):
        return counted.kind == "people"
    if lemmas & words("participation", "subject", "strong"):
        if in_undertaking(counted) or is_online(counted):
            return False
        about = about_gathering(counted) or at_venue(counted) or in_meeting(counted)
        return about or comes_to_speaker(counted)
    if is_of_another(counted) or keeps_order(counted) or in_undertaking(counted):
        return False
    if told_at_gathering(counted) or (counted.kind == "countries" and not lemmas & _REPRESENT):
        return False
    if counted.unit in words("participation", "kinds", "others") and not gathering_here(counted):
        return False
    if lemmas & words("participation", "subject", "shows"):
        results = words("participation", "subject", "results")
        if any(counted.tokens[i].lemma in results for i in counted.field):
            return False  # «прибыль показывают три хозяйства»
    if lemmas & words("participation", "subject", "sets_out") and not at_gathering(counted):
        return False
    if lemmas & {"посмотреть", "увидеть"} and (at_venue(counted) or is_online(counted)):
        return not is_online(counted)
    if lemmas & words("participation", "subject", "weak"):
        if gathering_near(counted) or (counted.kind != "people" and counted.reading.events.main is not None):
            return True
        return counted.is_visitor() and (about_gathering(counted) or at_venue(counted))
    if lemmas & words("participation", "subject", "vague") and not _is_auxiliary(counted, token):
        if gathering_here(counted) or (gathering_near(counted) and not _is_elsewhere(counted)):
            return True
        known = counted.is_visitor() or counted.unit in words("participation", "kinds", "inherent")
        return known and about_gathering(counted)
    return False


def _onto_square(counted: Counted, i: int) -> bool:
    """«На набережную вышли», «пришли на площадь»: the open place where a town's gatherings are held."""
    tokens = counted.tokens
    for k in counted.field:
        near = abs(k - i) <= _OUT and tokens[k].lemma in words("participation", "kinds", "squares")
        if near and tokens[k].reading("NOUN", case="accs"):
            return any(t.lower == "на" for t in tokens[max(counted.sentence.first, k - 2) : k])
    return False


_OUT = 4  # tokens between coming and where to
_COME_OUT = frozenset(("выйти", "выходить", "прийти", "приходить", "собраться"))


def _is_auxiliary(counted: Counted, token: Token) -> bool:
    """«Будут пускать», «были арестованы»: the other word is the verb."""
    following = (t for t in counted.tokens[token.index + 1 : counted.sentence.last] if t.pos not in ("PRCL", "ADVB"))
    return "быть" in token.lemmas and next((t.pos in ("INFN", "PRTS") for t in following), False)


def _is_elsewhere(counted: Counted) -> bool:
    """Whether the clause speaks of a place of work: «в регионе работают 120 предприятий»."""
    tokens = counted.tokens
    for i in counted.field:
        if tokens[i].lemma not in words("participation", "kinds", "elsewhere") or not tokens[i].reading(case="loct"):
            continue
        if any(t.lower in ("в", "во", "на") for t in tokens[max(counted.sentence.first, i - 3) : i]):
            return True
    return False


def _is_of_participation(counted: Counted, i: int) -> bool:
    """«Приняли участие»: `take_part` reads it."""
    following = counted.tokens[i : min(i + 4, counted.sentence.last)]
    return bool(counted.tokens[i].lemmas & _TAKE) and any(t.lemma == "участие" for t in following)


@rule(
    "facts",
    {
        'Накануне пройдет день "Волна", [рассчитанный на 1,5 тыс. студентов].': {
            "event": "Волна",
            "count": "1500 студент",
            "status": "planned",
        },
        'Форум "Луч" открылся. Зал, рассчитанный на 1,5 тыс. студентов, полон.': None,
    },
    fact_type="attendance",
)
def meant_for(counted: Counted) -> Said | None:
    """«Форум, рассчитанный на 500 участников»: those for whom a gathering is meant."""
    tokens, i = counted.tokens, counted.site.first - 1
    i += tokens[counted.site.first].lower == "на"
    if tokens[i].lower != "на" or i - 2 < counted.sentence.first or "рассчитать" not in tokens[i - 1].lemmas:
        return None
    k = i - 2
    while k > counted.sentence.first and tokens[k].text in {",", '"', "»"}:
        k -= 1
    named = counted.reading.events.mentioned(tokens[k].start, tokens[k].end)
    return (i - 1, i) if named or names_gathering_at(tokens[k]) else None


@rule(
    "facts",
    {
        'Ярмарка "Спас" пройдет 9 октября. Свои [площадки намерены открыть 58 рестораторов].': {
            "event": "Спас",
            "count": "58 ресторатор",
            "status": "planned",
        },
        'В Туле идет форум "Луч". [Шатры поставили 12 сыроделов].': {"count": "12 сыродел"},
        'В Туле идет форум "Луч". Площадки под склады в области открыли для 12 сыроделов.': None,
    },
    fact_type="attendance",
)
def opens_stand(counted: Counted) -> Said | None:
    """«Свои площадки откроют 58 рестораторов», «шатры поставили 12 хозяйств»."""
    if led_by(counted) or not gathering_near(counted):
        return None
    tokens = counted.tokens
    verb = next((i for i, t in counted.verbs() if t.lemmas & words("participation", "kinds", "opens")), None)
    if verb is None or tokens[verb].reading("VERB", "INFN") is None:
        return None
    for i, token in counted.nouns():
        if token.lemma in words("participation", "kinds", "stands") and token.reading("NOUN", case="accs"):
            before = tokens[max(counted.sentence.first, i - 2) : i]
            if i < counted.site.first and not any(t.pos == "PREP" for t in before):
                return min(i, verb), max(i, verb) + 1
    return None


@rule(
    "facts",
    {
        '[Фестиваль "Волна" в Твери собрал 3 тысячи зрителей].': {"event": "Волна", "count": "3000 зритель"},
        "Музей-заповедник [принял 20 тыс. посетителей].": {"event": None, "count": "20000 посетитель"},
        'Форум "Луч" откроется 3 ноября. [Ожидается около 200 делегатов].': {
            "count": "~200 делегат",
            "status": "planned",
        },
        "В прошлом году музей [принял 36 тыс. человек].": {"count": "36000 человек", "when": "2024"},
        "Музей принял на работу 36 человек.": None,
        "Больница приняла 20 тыс. больных.": None,
        'Открылся форум "Луч". Новая кафедра примет 60 магистрантов.': None,
        'Открылся форум "Луч". Новая сеть объединит 600 врачей.': None,
        'Открылся форум "Луч". Конкурс на кафедру будет не ниже трех человек на место.': None,
        "Завод принял на работу 300 человек.": None,
    },
    fact_type="attendance",
)
def event_gathers(counted: Counted) -> Said | None:
    """«Собрал», «привлекла», «объединил», «принял», «ждут», «ожидается», «рассчитываем на»."""
    if led_by(counted) in NO_OBJECT:
        return None
    for i, token in counted.verbs():
        if _is_of_participation(counted, i):
            continue
        if _gathers(counted, token):
            return i, i + 1
    return None


def _gathers(counted: Counted, token: Token) -> bool:
    lemmas = token.lemmas
    if lemmas & _TAKE_IN and not (at_gathering(counted) or counted.is_visitor()):
        return False  # «система охватит 11 складов»
    about = about_gathering(counted) and not told_at_gathering(counted)
    if lemmas & words("participation", "object", "strong"):
        return about or at_venue(counted) or in_meeting(counted) or counted.is_visitor()
    if not lemmas & words("participation", "object", "weak"):
        return False
    if counted.unit in words("participation", "kinds", "others") and not gathering_here(counted):
        return False
    if is_of_another(counted) or (not counted.is_visitor() and is_of_institution(counted, token.index)):
        return False
    if about and (counted.is_visitor() or gathering_near(counted)):
        return True
    if counted.is_visitor() and _is_named_host(counted):
        return True
    if at_house(counted) and lemmas & {"принять", "принимать", "собрать", "привлечь"}:
        return True
    return at_venue(counted) and (counted.is_visitor() or counted.kind != "people")


_TAKE_IN = frozenset(("охватить", "охватывать", "объединить", "объединять"))


def _is_named_host(counted: Counted) -> bool:
    """«"Сырный пир" принял 40 тыс. гостей»: a name in quotes with no noun before it that tells what it is."""
    tokens = counted.tokens
    for i in counted.field:
        if tokens[i].text in '«"' and i + 1 < counted.sentence.last and tokens[i + 1].is_title:
            return i == counted.sentence.first or tokens[i - 1].pos != "NOUN"
    return False
