"""What makes a counted number one of participants: each rule looks for the word that says so in one construction.

A rule returns the tokens ``[first, last)`` that say so. Of several that fire, the one whose word is nearest to the
number names the fact.
"""

from collections.abc import Sequence

from newsfacts.discourse.participation_site import (
    Counted,
    about_gathering,
    at_venue,
    gathering_here,
    gathering_near,
    in_gathering_clause,
    in_meeting,
    in_undertaking,
    is_of_another,
    is_online,
    keeps_order,
    told_at_gathering,
)
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.rule import Rule, rule

Said = tuple[int, int]

_DASHES = frozenset("-–—")
_TAKE = frozenset(("принять", "принимать", "подтвердить", "подтверждать"))
_REPRESENT = frozenset(("представить", "представлять", "собраться", "приехать", "прибыть"))
_COMPOSE = frozenset(("войти", "входить", "составить", "составлять", "насчитывать", "включать", "быть"))
_PARTICIPATE = frozenset(("участвовать", "поучаствовать"))
_NO_OBJECT = frozenset(("с", "со", "в", "во", "для", "о", "об", "к", "по", "у", "под", "над", "через"))
_NO_SUBJECT = _NO_OBJECT | {"на", "за"}
_NAMES = ("NOUN", "ADJF", "PRTF")


@rule(
    "facts",
    {
        'В [забеге "Белая миля" приняли участие 4 тыс. человек].': {"event": "Белая миля", "count": "4000 человек"},
        '[Учения "Шторм" пройдут с участием 2,5 тыс. военных].': {"count": "2500 военный", "status": "planned"},
        "В велопробеге [приняли участие 300 студентов].": {"event": None, "count": "300 студент"},
        "В опросе приняли участие 1600 человек.": None,
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
        if token.lemma not in words("participation", "kinds", "became") or not _is_ablative(token):
            continue
        verb = next((k for k in counted.field if "стать" in tokens[k].lemmas and abs(k - i) < 10), None)
        if verb is not None:
            return min(i, verb), max(i, verb) + 1
    return None


def _is_ablative(token: Token) -> bool:
    return token.reading(*_NAMES, case="ablt", number="plur") is not None


@rule(
    "facts",
    {
        '[Число посетителей выставки "Луч" превысило 7 тыс. человек].': {"event": "Луч", "count": ">7000 человек"},
        "В 2024 году [посещаемость музея выросла на 15%, до 120 тыс. человек].": {"count": "120000 человек"},
        '[Аудитория фестиваля "Луч" составила 20 тыс. человек].': {"event": "Луч", "count": "20000 человек"},
        "Число жителей города составило 20 тыс. человек.": None,
        'На выставке "Луч" рассказали, что число пользователей сети составило 20 тыс. человек.': None,
    },
    fact_type="attendance",
)
def number_of_visitors(counted: Counted) -> Said | None:
    """«Число посетителей составило», «посещаемость выросла до», «аудитория фестиваля превысила»."""
    tokens = counted.tokens
    for i, token in counted.nouns():
        if i > counted.site.first:
            continue
        found: Said | None = None
        if token.lemma in words("participation", "measures", "alone"):
            found = i, i + 1
        elif token.lemma in words("participation", "kinds", "became"):
            before = tokens[max(counted.sentence.first, i - 3) : i]
            measure = next((t for t in before if t.lemma in words("participation", "measures", "of_people")), None)
            found = (measure.index, i + 1) if measure else None
        if (
            found
            and not _is_rate(counted)
            and not in_undertaking(counted)
            and (gathering_near(counted) or at_venue(counted))
        ):
            return found
    return None


def _is_rate(counted: Counted) -> bool:
    """«4 тысяч человек в час» is no number of all."""
    after = [t.lower for t in counted.tokens[counted.site.last : counted.site.last + 2]]
    return after in (["в", "час"], ["в", "минуту"])


@rule(
    "facts",
    {
        "В Омск прибыла [делегация из 42 человек].": {"count": "42 человек", "audience": "человек"},
        "В состав китайской [делегации вошли 42 предпринимателя].": {"count": "42 предприниматель"},
        "[Делегацию составили 42 врача].": {"count": "42 врач"},
        "Делегация посетила завод, на котором работают 300 человек.": None,
    },
    fact_type="attendance",
)
def delegation(counted: Counted) -> Said | None:
    """«Делегация из 42 человек», «в составе делегации 42 человека», «делегация насчитывает 42 человека»."""
    if counted.kind not in ("people", "bodies"):
        return None
    tokens, first = counted.tokens, counted.site.first
    if tokens[first - 1].text == "(":
        return _in_brackets(counted)
    if tokens[first - 1].text == ":" and (before := _before_colon(counted)):
        return before
    if tokens[first - 1].text in _DASHES and (of_all := _most_numerous(counted)):
        return of_all
    for i, token in counted.nouns():
        if (
            token.lemma not in words("participation", "kinds", "parties")
            or i > first
            or token.reading("NOUN", number="sing") is None
        ):
            continue
        between = tokens[i + 1 : first]
        if any(t.text == "," for t in between) and not (between[0].text == "," and between[1].lemmas & _COMPOSE):
            continue
        if token.lemma not in words("participation", "kinds", "parties") and not gathering_near(counted):
            continue
        verbs = [t for t in between if t.pos in ("VERB", "PRTS", "PRTF")]
        own = {t.lower for t in (*between, *tokens[first : counted.site.last])}
        if not verbs and (own & {"из", "составе", "численностью"} or (between and between[-1].text in _DASHES)):
            return i, i + 1
        if verbs and verbs[0].lemmas & _COMPOSE:
            return i, i + 1
    return None


def _before_colon(counted: Counted) -> Said | None:
    """«Приехала и казахстанская делегация: 23 человека»."""
    for i in range(counted.site.first - 2, max(counted.site.first - 6, counted.sentence.first - 1), -1):
        if counted.tokens[i].lemma in words("participation", "kinds", "parties"):
            return i, counted.site.first
    return None


def _most_numerous(counted: Counted) -> Said | None:
    """«Прибыли пять делегаций, самая большая, китайская, - 94 человека»."""
    tokens, parties = counted.tokens, words("participation", "kinds", "parties")
    for i in range(counted.site.first - 2, max(counted.site.first - 8, counted.sentence.first), -1):
        if tokens[i].lower in ("самая", "крупнейшая") and tokens[i].reading(case="nomn", number="sing"):
            before = tokens[counted.sentence.first : i]
            return (i, counted.site.first) if any(t.lemma in parties for t in before) else None
    return None


def _in_brackets(counted: Counted) -> Said | None:
    """«Делегации Китая (214 человек)»."""
    tokens, i = counted.tokens, counted.site.first - 2
    while i >= counted.sentence.first and tokens[i].is_word and tokens[i].pos not in ("VERB", "PRTS"):
        if tokens[i].lemma in words("participation", "kinds", "parties"):
            return i, i + 1
        i -= 1
    return None


@rule(
    "facts",
    {
        'За два дня [выставку "Луч" посетили более 14 тыс. человек].': {"event": "Луч", "count": ">14000 человек"},
        "На совещание [приехали 120 фермеров].": {"event": None, "count": "120 фермер"},
        "Крестный ход [прошли 40 тыс. паломников].": {"event": None, "count": "40000 паломник"},
        'На выставке "Луч" побывал мэр. По его словам, на заводе работают 300 человек.': None,
        "За лето в край приехали 20 тыс. туристов.": None,
    },
    fact_type="attendance",
)
def participants_come(counted: Counted) -> Said | None:
    """«Посетили», «приехали», «вышли на старт», «представлены», «с экспозицией ознакомились»."""
    if _led_by(counted) in _NO_SUBJECT:
        return None
    for i, token in counted.verbs():
        if _is_of_participation(counted, i) or _became_else(counted, i):
            continue
        if _comes(counted, token):
            return i, i + 1
    return None


def _led_by(counted: Counted) -> str:
    """The word before the number, where that is a preposition; else nothing."""
    before = counted.tokens[counted.site.first - 1] if counted.site.first > counted.sentence.first else None
    return before.lower if before is not None and before.pos == "PREP" else ""


def _comes(counted: Counted, token: Token) -> bool:
    """Whether this verb makes the counted participants, by how clear it is and what the text around speaks of."""
    lemmas = token.lemmas
    if counted.only_clear and not lemmas & _PARTICIPATE:
        return False
    if lemmas & words("participation", "subject", "strong"):
        if in_undertaking(counted) or is_online(counted):
            return False
        return about_gathering(counted) or at_venue(counted) or in_meeting(counted)
    if is_of_another(counted) or keeps_order(counted):
        return False
    if told_at_gathering(counted) or (counted.kind == "countries" and not lemmas & _REPRESENT):
        return False
    if counted.unit in words("participation", "kinds", "others") and not gathering_here(counted):
        return False
    if lemmas & words("participation", "subject", "shows"):
        results = words("participation", "subject", "results")
        if any(counted.tokens[i].lemma in results for i in counted.field):
            return False  # «прибыль показывают три хозяйства»
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


def _became_else(counted: Counted, i: int) -> bool:
    """«Победителями стали 12 человек»: they became something other than guests."""
    tokens = counted.tokens
    if not tokens[i].lemmas & {"стать", "выступить", "выступать", "признать", "назвать"}:
        return False
    participants = words("participation", "kinds", "became") | words("participation", "kinds", "bodies")
    near = tokens[max(counted.sentence.first, i - 6) : i]
    return any(t.pos in _NAMES and t.lemma not in participants and _is_ablative(t) for t in near)


@rule(
    "facts",
    {
        '[Фестиваль "Волна" в Твери собрал 3 тысячи зрителей].': {"event": "Волна", "count": "3000 зритель"},
        "Музей-заповедник [принял 20 тыс. посетителей].": {"event": None, "count": "20000 посетитель"},
        'Форум "Луч" откроется 3 ноября. [Ожидается около 200 делегатов].': {
            "count": "~200 делегат",
            "status": "planned",
        },
        "Больница приняла 20 тыс. больных.": None,
        "Завод принял на работу 300 человек.": None,
    },
    fact_type="attendance",
)
def event_gathers(counted: Counted) -> Said | None:
    """«Собрал», «привлекла», «объединил», «принял», «ждут», «ожидается», «рассчитываем на»."""
    if _led_by(counted) in _NO_OBJECT:
        return None
    for i, token in counted.verbs():
        if _is_of_participation(counted, i):
            continue
        if _gathers(counted, token):
            return i, i + 1
    return None


def _gathers(counted: Counted, token: Token) -> bool:
    lemmas = token.lemmas
    about = about_gathering(counted) and not told_at_gathering(counted)
    if lemmas & words("participation", "object", "strong"):
        return about or at_venue(counted) or in_meeting(counted) or counted.is_visitor()
    if not lemmas & words("participation", "object", "weak"):
        return False
    if counted.unit in words("participation", "kinds", "others") and not gathering_here(counted):
        return False
    if is_of_another(counted):
        return False
    if about and (counted.is_visitor() or gathering_near(counted)):
        return True
    if counted.is_visitor() and _is_named_host(counted):
        return True
    return at_venue(counted) and (counted.is_visitor() or counted.kind != "people")


def _is_named_host(counted: Counted) -> bool:
    """«"Сырный пир" принял 40 тыс. гостей»: a name in quotes with no noun before it that tells what it is."""
    tokens = counted.tokens
    for i in counted.field:
        if tokens[i].text in '«"' and i + 1 < counted.sentence.last and tokens[i + 1].is_title:
            return i == counted.sentence.first or tokens[i - 1].pos != "NOUN"
    return False


@rule(
    "facts",
    {
        'Завершился форум "Луч". [Все 300 участников] получили сертификаты.': {"event": "Луч", "count": "300 участник"},
        'Завершился форум "Луч". [Из 300 участников] 120 - студенты.': {"event": "Луч", "count": "300 участник"},
        'Завершился форум "Луч". Призы получили 30 участников.': None,
        "Все 300 участников сделки известны.": None,
    },
    fact_type="attendance",
)
def whole_number(counted: Counted) -> Said | None:
    """«Все 300 участников», «из 300 участников», «каждый из 300 гостей», «всего 300 участников»."""
    whole = counted.unit in words("participation", "kinds", "became") or "-участни" in counted.unit
    if not whole or not gathering_near(counted):
        return None
    first, last = counted.site.first, counted.site.last
    if "-участни" in counted.unit:
        return first, last
    lead = [t.lower for t in counted.tokens[max(counted.sentence.first, first - 1) : first + 1]]
    if not set(lead) & {"все", "всего", "из", "всех"}:
        return None
    return (first - 1 if lead[0] in ("все", "всего", "из", "всех") else first), last


@rule(
    "facts",
    {
        'Открылся турнир "Кубок". [Команд - 24].': {"event": "Кубок", "kind": "команда", "count": "24 команда"},
        'Открылся турнир "Кубок". Мячей - 24.': None,
    },
    fact_type="participant_count",
)
def counted_noun(counted: Counted) -> Said | None:
    """«Команд - 24», «общее количество участников - 1200 человек»."""
    first = counted.site.first
    if first - 2 < counted.sentence.first or counted.tokens[first - 1].text not in _DASHES:
        return None
    noun = counted.tokens[first - 2]
    participant = noun.lemma in words("participation", "kinds", "inherent") or noun.lemma in words(
        "participation", "kinds", "visitors"
    )
    if participant and noun.reading("NOUN", case="gent", number="plur") and about_gathering(counted):
        return first - 2, first
    return None


@rule(
    "facts",
    {
        'Завершился фестиваль "Волна". [40 тысяч гостей] съели тонну сыра.': {"event": "Волна", "count": "40000 гость"},
        "Парад понравился всем: [3 тысячам зрителей] раздали флажки.": {"event": None, "count": "3000 зритель"},
        'Завершился фестиваль "Волна". Призы получили 40 участников.': None,
        'Завершился турнир "Волна". Победителями признаны 23 участника.': None,
        "У канала 3 тысячи зрителей.": None,
    },
    fact_type="attendance",
)
def visitors_by_name(counted: Counted) -> Said | None:
    """«40 тысяч гостей съели тонну сыра»: those who are such only at gatherings, unless it tells of some of them."""
    if counted.kind != "people" or not counted.is_visitor() or keeps_order(counted):
        return None
    if not (gathering_near(counted) or at_venue(counted)):
        return None
    for i, token in counted.verbs():
        if token.lemmas & words("participation", "subject", "not_taking_part") or _became_else(counted, i):
            return None
    return counted.site.first, counted.site.last


@rule(
    "facts",
    {
        'Соглашения на [форуме "Луч" подписали 14 компаний].': {"event": "Луч", "count": "14 компания"},
        'На форуме "Луч" рассказали, что субсидии дадут 14 заводам.': None,
        'На выставке "Луч" купили 14 самолетов.': None,
        'Фабрика наладила выпуск столов для 14 компаний, их нет на выставке "Луч".': None,
    },
    fact_type="participant_count",
)
def bodies_by_name(counted: Counted) -> Said | None:
    """«Соглашения на форуме подписали 14 компаний»: bodies in the sentence that speaks of the gathering."""
    if counted.kind != "bodies" or counted.only_clear or not in_gathering_clause(counted):
        return None
    if counted.unit in words("participation", "kinds", "machines") or _led_by(counted) in (*_NO_SUBJECT, "от"):
        return None
    if keeps_order(counted):
        return None
    for i, token in counted.verbs():
        if token.lemmas & words("participation", "subject", "not_taking_part") or _became_else(counted, i):
            return None
    return counted.site.first, counted.site.last


@rule(
    "facts",
    {
        'Стартовала регата "Ветер". В море [вышли 18 экипажей].': {"event": "Ветер", "count": "18 экипаж"},
        'Завершилась регата "Ветер". Дипломы получили 18 экипажей.': None,
    },
    fact_type="participant_count",
)
def inherent_participants(counted: Counted) -> Said | None:
    """«В небо поднялись 18 экипажей»: what one counts only where it takes part, with a verb beside it."""
    if counted.unit not in words("participation", "kinds", "inherent") or not gathering_near(counted):
        return None
    first, last = counted.site.first, counted.site.last
    for i in (first - 1, first - 2, last):
        if counted.sentence.first <= i < counted.sentence.last and counted.tokens[i].pos == "VERB":
            other = counted.tokens[i].lemmas & words("participation", "subject", "not_taking_part")
            return None if other or _became_else(counted, i) else (i, i + 1)
    return None


@rule(
    "facts",
    {
        'Завершилась выставка "Луч". Организаторы [объявили о 203 тысячах посетителей].': {
            "event": "Луч",
            "count": "203000 посетитель",
        },
        'На выставке "Луч" сообщили о 200 пострадавших.': None,
    },
    fact_type="attendance",
)
def reported(counted: Counted) -> Said | None:
    """«Объявили о 203 тысячах посетителей»: those who are such only at gatherings, told as a number."""
    if _led_by(counted) not in ("о", "об") or not counted.is_visitor() or not gathering_near(counted):
        return None
    for i, token in counted.verbs():
        if token.lemmas & words("participation", "report", "verbs") and i < counted.site.first:
            return i, i + 1
    noun = counted.site.first - 2
    told = noun >= counted.sentence.first and counted.tokens[noun].lemma in words("participation", "report", "nouns")
    return (noun, noun + 1) if told else None


@rule(
    "facts",
    {
        '[Среди экспонентов выставки "Луч" - 45 компаний из Китая].': {"kind": "компания", "members": ["Китай"]},
        'Среди проблем участники форума "Луч" назвали налоги, которые платят 45 компаний.': None,
    },
    fact_type="participant_count",
)
def among_participants(counted: Counted) -> Said | None:
    """«Среди участников - 45 компаний», «в числе гостей 12 губернаторов»."""
    tokens = counted.tokens
    for i, token in counted.nouns():
        if i > counted.site.first or token.lemma not in words("participation", "kinds", "became"):
            continue
        if token.reading("NOUN", case="gent", number="plur") is None or i - 1 < counted.sentence.first:
            continue
        lead = tokens[i - 1].lower
        other = any(not t.lemmas & {"быть", "оказаться", "значиться"} for _, t in counted.verbs() if t.pos != "PRTF")
        if other:
            return None
        if (lead == "среди" or (lead == "числе" and tokens[i - 2].lower == "в")) and about_gathering(counted):
            return (i - 1 if lead == "среди" else i - 2), i + 1
    return None


@rule(
    "facts",
    {
        'В Ялте открылся форум "Луч". [География участников охватывает 30 стран].': {
            "event": "Луч",
            "count": "30 страна",
        },
        "География поставок завода охватывает 30 стран.": None,
    },
    fact_type="country_count",
)
def geography(counted: Counted) -> Said | None:
    """«География участников охватывает 30 стран»."""
    if counted.kind not in ("countries", "territories"):
        return None
    for i, token in counted.nouns():
        if token.lemma == "география" and i < counted.site.first:
            start = counted.tokens[i].start
            of = counted.tokens[i + 1 : i + 4]
            own = any(t.lemma in words("participation", "kinds", "became") for t in of)
            gathering = counted.reading.events.mentioned(start, counted.site.quantity.start)
            if own or gathering or any(t.lemma in words("participation", "kinds", "gatherings") for t in of):
                return i, i + 1
    return None


READERS: Sequence[Rule[[Counted], Said | None]] = (
    take_part,
    guests_were,
    number_of_visitors,
    delegation,
    participants_come,
    event_gathers,
    reported,
    among_participants,
    geography,
)
CLEAR: Sequence[Rule[[Counted], Said | None]] = (take_part, participants_come)
# Asked only where none of the others fires.
BRIEF: Sequence[Rule[[Counted], Said | None]] = (
    counted_noun,
    whole_number,
    inherent_participants,
    visitors_by_name,
    bodies_by_name,
)


def said(counted: Counted) -> tuple[Said, str] | None:
    """The words that make the number one of participants, and the rule that found them."""
    readers = CLEAR if counted.only_clear else READERS
    found = [(span, reader.name) for reader in readers if (span := reader(counted)) is not None]
    if found:
        rank = {i: k for k, i in enumerate(counted.field)}
        return min(found, key=lambda f: min(rank.get(i, len(rank)) for i in range(*f[0])))
    if counted.only_clear:
        return None
    return next(((span, r.name) for r in BRIEF if (span := r(counted)) is not None), None)
