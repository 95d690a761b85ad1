"""Participants by nouns: their number, the size of a delegation, what is reported of them, where they come from."""

from collections.abc import Iterator, Sequence

from newsfacts.discourse.participation.context import (
    about_gathering,
    at_venue,
    gathering_near,
    in_undertaking,
    led_by,
)
from newsfacts.discourse.participation.site import Counted, Said
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.rule import rule

_WHOSE = 3  # tokens that tell whose delegation it is
_COMPOSE = frozenset(("войти", "входить", "составить", "составлять", "насчитывать", "включать", "быть"))


@rule(
    "facts",
    {
        '[Число посетителей выставки "Луч" превысило 7 тыс. человек].': {"event": "Луч", "count": ">7000 человек"},
        "В 2024 году [посещаемость музея выросла на 15%, до 120 тыс. человек].": {"count": "120000 человек"},
        '[Аудитория фестиваля "Луч" составила 20 тыс. человек].': {"event": "Луч", "count": "20000 человек"},
        "Музей посетили 9 тыс. гостей. В 2014 году эта [цифра составляла 8 тыс. посетителей].": {
            "count": "8000 посетитель",
            "when": "2014",
        },
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
        elif token.lemma in words("participation", "kinds", "figures") and _is_same_figure(counted, i):
            return i, i + 1
        if (
            found
            and not _is_rate(counted)
            and not in_undertaking(counted)
            and (gathering_near(counted) or at_venue(counted))
        ):
            return found
    return None


def _is_same_figure(counted: Counted, i: int) -> bool:
    """«Эта цифра составляла 11 тыс. посетителей», where the text has just spoken of a gathering or a house."""
    told = any("этот" in t.lemmas for t in counted.tokens[max(counted.sentence.first, i - 2) : i])
    if not told or not counted.is_visitor():
        return False
    sentences = counted.reading.document.sentences
    before = sentences[max(0, counted.sentence.index - 2) : counted.sentence.index]
    houses = words("participation", "kinds", "houses")
    known = any(t.lemma in houses for s in before for t in counted.reading.document.words_of(s))
    return known or gathering_near(counted)


def _is_rate(counted: Counted) -> bool:
    """«4 тысяч человек в час» is no number of all."""
    after = [t.lower for t in counted.tokens[counted.site.last : counted.site.last + 2]]
    return after in (["в", "час"], ["в", "минуту"], ["в", "день"], ["в", "сутки"])


@rule(
    "facts",
    {
        "В Омск прибыла [делегация из 42 человек].": {"count": "42 человек", "audience": "человек"},
        "В состав китайской [делегации вошли 42 предпринимателя].": {"count": "42 предприниматель"},
        "[Делегацию составили 42 врача].": {"count": "42 врач"},
        "Самую большую [делегацию, 94 человека], прислал Омск.": {"count": "94 человек"},
        "В составе [делегации Омска 42 врача].": {"count": "42 врач"},
        'Открылся чемпионат "Кубок". В состав [команды Омска вошли 24 борца].': {"event": "Кубок", "count": "24 борец"},
        "В составе белорусской [делегации 45 человек].": {"count": "45 человек"},
        "Прилетела [делегация Омской области, 19 человек].": {"count": "19 человек"},
        "Российскую [делегацию, в которую вошли 52 врача], возглавил мэр.": {"count": "52 врач"},
        "Его [делегация, в которой 14 человек], побывает в Омске.": {"count": "14 человек"},
        "В [делегацию, которая прилетела с ним, вошли 46 человек].": {"count": "46 человек"},
        "В состав [делегации, прибывшей в Омск, вошли 46 человек].": {"count": "46 человек"},
        "Прибыла делегация Омска, 19 человек встречали ее.": None,
        "Делегация посетила завод, на котором работают 300 человек.": None,
        "В команду проекта вошли 24 инженера.": None,
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
    if tokens[first - 1].text in DASHES and (of_all := _most_numerous(counted)):
        return of_all
    for i, token in (*counted.nouns(), *_told_of(counted)):
        if (
            token.lemma not in words("participation", "kinds", "squads")
            or i > first
            or token.reading("NOUN", number="sing") is None
        ):
            continue
        between = tokens[i + 1 : first]
        if _is_apposed(counted, i):
            return i, i + 1
        composed = between[:1] and between[0].text == "," and between[1].lemmas & _COMPOSE
        held = [t.lemma for t in between[:3]] == [",", "в", "который"] and not any(t.text == "," for t in between[1:])
        described = _is_described(between)
        if any(t.text == "," for t in between) and not (composed or held or described):
            continue
        if described:
            between = between[-1:]
        if token.lemma not in words("participation", "kinds", "parties") and not gathering_near(counted):
            continue
        verbs = [t for t in between if t.pos in ("VERB", "PRTS", "PRTF")]
        if not verbs and (held or (_in_the_ranks(counted, i) and len(between) <= _WHOSE)):
            return i, i + 1
        own = {t.lower for t in (*between, *tokens[first : counted.site.last])}
        if not verbs and (own & {"из", "составе", "численностью"} or (between and between[-1].text in DASHES)):
            return i, i + 1
        if verbs and verbs[0].lemmas & _COMPOSE:
            return i, i + 1
    return None


def _is_described(between: Sequence[Token]) -> bool:
    """«В делегацию, которая прилетела с ним, вошли …»: only what tells which stands before a verb of consisting."""
    if len(between) < 4 or between[0].text != "," or between[-2].text != "," or not between[-1].lemmas & _COMPOSE:
        return False
    return between[1].lemma == "который" or between[1].reading("PRTF") is not None


def _told_of(counted: Counted) -> Iterator[tuple[int, Token]]:
    """The noun that the number's relative clause is about: «делегация, в которую вошли …»."""
    tokens = counted.tokens
    for i in range(counted.site.first - 3, max(counted.site.first - 7, counted.sentence.first), -1):
        if [t.lemma for t in tokens[i : i + 3]] == [",", "в", "который"] and tokens[i - 1].pos == "NOUN":
            yield i - 1, tokens[i - 1]


def _is_apposed(counted: Counted, i: int) -> bool:
    """«Самую большую делегацию, 94 человека, привез Китай», «прибыла делегация Омска, 19 человек»."""
    tokens, first, last = counted.tokens, counted.site.first, counted.site.last
    if tokens[first - 1].text != ",":
        return False
    if first == i + 2:
        return True
    whose = tokens[i + 1 : first - 1]
    own = len(whose) <= _WHOSE and all(t.reading(case="gent") and t.pos not in ("VERB", "PRTS") for t in whose)
    return own and (last >= counted.sentence.last or tokens[last].text in ",.;)")


def _in_the_ranks(counted: Counted, i: int) -> bool:
    """Whether «в составе» stands before the delegation's noun or its adjectives."""
    k = i - 1
    while k > counted.sentence.first and counted.tokens[k].reading("ADJF", case="gent"):
        k -= 1
    return k >= counted.sentence.first and counted.tokens[k].lower == "составе"


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
    if led_by(counted) not in ("о", "об") or not counted.is_visitor() or not gathering_near(counted):
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
