"""Durations: how long, in all numerals."""

import re
from decimal import Decimal

from newsfacts.analysis.morphology import parses
from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.numerals import amount, cardinal
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import cue, duration_stems, numeral_stem
from newsfacts.times.years import goes_on

_ACCUSATIVE = frozenset(
    ("год", "месяц", "неделю", "сутки", "день", "квартал", "час", "минуту", "полугодие", "десятилетие")
)
_GENITIVE = frozenset(
    ("года", "месяца", "недели", "суток", "дня", "часа", "минуты", "квартала", "десятилетия", "века", "столетия")
)
_CASE = {  # what one unit may stand behind, and its form there
    **dict.fromkeys(("за", "на", "почти", "примерно", "целый", "целую", "целые", "ровно"), _ACCUSATIVE),
    **dict.fromkeys(("последний", "ближайший"), frozenset(("год", "месяц", "квартал", "час"))),
    **dict.fromkeys(("последнюю", "первую", "ближайшую"), frozenset(("неделю",))),
    **dict.fromkeys(("последние", "ближайшие", "прошедшие", "минувшие", "первые"), frozenset(("сутки",))),
    **dict.fromkeys(("течение", "протяжении", "почти", "дольше"), _GENITIVE),
    **dict.fromkeys(("около", "более", "больше", "менее", "меньше", "свыше"), _GENITIVE - {"дня"}),
    "почти": _ACCUSATIVE | _GENITIVE,
}
_ONLY = frozenset(
    ("всего", "почти", "примерно", "ровно", "уже", "лишь", "только", "целую", "целый", "ещё", "еще", "около")
)
_LEAST = frozenset(("лет", "минут", "дней", "часов", "месяцев", "недель", "суток", "секунд"))
_SMALLER = {
    "year": ("month", "week", "day"), "month": ("week", "day", "24h"), "week": ("day",), "day": ("hour", "minute"),
    "24h": ("hour", "minute"), "hour": ("minute", "second"), "minute": ("second",),
}  # fmt: skip
_PARTS = 4  # a duration has no more parts: days, hours, minutes, seconds


@rule(
    "times",
    {
        "Мост строили [три года].": "P3Y",
        "Дорогу закроют [на полтора часа].": "PT1H30M",
        "Суд длился [два с половиной года].": "P2Y6M",
        "Пожар тушили [в течение 22 суток].": "P22D",
        "[За последние 10 лет] завод вырос.": "P10Y",
        "Разбирали дело дольше [часа].": "PT1H",
        "Хранить договорились [полгода].": "P6M",
        "Поиски шли [неделю].": "P1W",
        "Музей строили [четверть века].": "P25Y",
        "Ремонт занял [полтора месяца].": "P1M15D",
        "Его не было в городе [неделю].": "P1W",
        "Осуждены они [на 20] и [10 лет] колонии.": "P20Y | P10Y",
        "Суд приговорил его к [году] колонии.": "P1Y",
        "Прошло [минут пять], не больше.": "PT5M",
        "Срок составил [1 год и 2 месяца].": "P1Y2M",
        "Поезд опоздал [на 2 часа 40 минут].": "PT2H40M",
        "Он посетил неделю моды.": None,
        "Ивану Петрову 39 лет.": None,
        "Чемпион завершил карьеру в 35 лет.": None,
    },
)
def duration(a: Atoms, i: int) -> list[Piece]:
    """A number of units of time, or one unit after a preposition of duration."""
    counted = cardinal(a, i)
    if counted is None:
        return _one(a, i)
    if listed := _listed(a, i, counted):
        return listed
    value: Decimal | None = counted[0]
    j = counted[1]
    if a[i].glued and (a[i - 1].is_digits or a[i - 1].text in ",.:/"):
        return []
    k = j
    if a[k].is_dash or (a[i - 1].low == "от" and a[k].low == "до") or a[k].low == "или":
        k += 2 if a[k + 1].low == "до" else 1
        if second := cardinal(a, k):
            value, j = None, second[1]
    if a[j].low in (
        "календарных",
        "полных",
        "полного",
        "рабочих",
        "ближайших",
        "световых",
        "последних",
        "минувших",
        "неполных",
    ):
        j += 1
    unit = a[j].get("unit")
    if unit is None:
        return []
    if (
        unit in ("quarter", "half", "century", "decade", "dekad", "fiveyears")
        and a[i].is_digits
        and value is not None
        and value > 20
    ):
        return []
    if a[j].low in ("годов", "г", "гг", "кв", "годы", "годах", "кварталах") or (
        a[j].low == "год" and value is not None and value > 1000
    ):
        return []
    singular = a[j].low in ("годом", "днем", "неделей", "месяцем", "часом")
    if singular and (value is None or value != 1):
        return []
    if (a[j].low in ("году", "годе") and value != 1) or (a[j].low == "года" and value is not None and value > 100):
        return []
    end = j + 1
    if a[j].low in ("мес", "мин", "сек") and a[end].text == "." and a[end].glued:
        end += 1
    text = amount(value, unit) if value is not None else None
    for _ in range(_PARTS):
        parted = a[end].low == "и" or (a[end].text == "," and unit in ("day", "24h", "hour"))
        more = cardinal(a, end + parted)
        part = a[more[1]].get("unit") if more else None
        if not (text and more and part in _SMALLER.get(unit, ())):
            break
        rest = (amount(more[0], part) or "P")[1:]
        text += rest[1:] if "T" in text and rest.startswith("T") else rest
        unit, end = part, more[1] + 1
    return [Piece(i, end, Timex(start=a[i].start, end=a[end - 1].end, unit="duration", duration=text, rule="duration"))]


def _one(a: Atoms, i: int) -> list[Piece]:
    if span := a[i].get("span"):
        if a[i - 1].low in ("первом", "втором") or (a[i].low.startswith("полугод") and a[i].low != "полугода"):
            return []
        return [Piece(i, i + 1, Timex(start=a[i].start, end=a[i].end, unit="duration", duration=span, rule="duration"))]
    unit = a[i].get("unit")
    if a[i].low == "четверть" and a[i + 1].low == "века":
        return [
            Piece(
                i, i + 2, Timex(start=a[i].start, end=a[i + 1].end, unit="duration", duration="P25Y", rule="duration")
            )
        ]
    if unit is None:
        return []
    if a[i].low in _LEAST and (inverted := _inverted(a, i, unit)):
        return inverted
    one = a[i].low in _CASE.get(a[i - 1].low, ()) or _after_verb(a, i) or _is_sentence(a, i)
    if not one:
        return []
    text, end = amount(Decimal(1), unit), i + 1
    more = cardinal(a, end + 1) if unit == "year" and a[end].low == "и" else None
    if more and a[more[1]].get("unit") == "month":  # «в течение года и девяти месяцев»
        text, end = f"P1Y{(amount(more[0], 'month') or 'P')[1:]}", more[1] + 1
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit="duration", duration=text, rule="duration")
    return [Piece(i, end, timex)]


def _listed(a: Atoms, i: int, first: tuple[Decimal, int]) -> list[Piece]:
    """«осуждены на 20 и 10 лет»: two durations that share the unit."""
    value, j = first
    if a[j].low not in ("и", ",") or a[i - 1].low not in ("на", "к"):
        return []
    later = duration(a, j + 1) if cardinal(a, j + 1) else []
    if not later or not later[0].timex.duration or later[0].timex.duration.startswith("PT"):
        return []
    unit = next((u for k in range(j + 2, later[0].last) if (u := a[k].get("unit"))), None)
    if unit is None:
        return []
    timex = Timex(start=a[i].start, end=a[j - 1].end, unit="duration", duration=amount(value, unit), rule="duration")
    return [Piece(i, j, timex), *later]


def _inverted(a: Atoms, i: int, unit: str) -> list[Piece]:
    """«минут пять», «лет 30»: about so many."""
    counted = cardinal(a, i + 1)
    if counted is None or a[i - 1].is_digits or a[i - 1].get("cardinal") is not None:
        return []
    value, end = counted
    if a[end].is_dash or (a[end].is_word and a[end].low != "назад" and not goes_on(a, end)):
        return []
    if a[i - 1].low in ("несколько", "много", "пару", "этих", "последних", "первых", "ближайших"):
        return []
    text = amount(value, unit)
    return [Piece(i, end, Timex(start=a[i].start, end=a[end - 1].end, unit="duration", duration=text, rule="duration"))]


def _is_sentence(a: Atoms, i: int) -> bool:
    """Whether it is how long somebody is sentenced to: «год колонии», «к году лишения свободы»."""
    return a[i].low in ("год", "году", "месяц", "месяцу") and a[i + 1].low in cue("punishment")


def _after_verb(a: Atoms, i: int) -> bool:
    """Whether one unit is how long something takes: «поиски шли неделю», not «посетил неделю моды»."""
    if a[i].low not in ("неделю", "месяц", "сутки", "год"):
        return False
    closes = a[i].low == "неделю" and a[i + 1].text in ".," and a[i - 1].is_word
    if closes and parses(a[i - 1].low)[0].pos == "NOUN":  # «не появлялся на работе неделю»
        return True
    k = i - 1
    while a[k].low in _ONLY and k > i - 4:
        k -= 1
    verb = parses(a[k].low)[:1] if a[k].is_word else ()
    if not any(p.pos in ("VERB", "INFN", "GRND") for p in verb):
        return False
    after = parses(a[i + 1].low)[:1] if a[i + 1].is_word else ()
    return not any(p.pos in ("NOUN", "ADJF") and p.case == "gent" for p in after) and a[i + 1].low not in (
        "назад",
        "спустя",
    )


_ADJECTIVE = re.compile(r"(ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими)$")


@rule(
    "times",
    {
        "Начался [трёхдневный] съезд.": "P3D",
        "Заключили [10-летний] контракт.": "P10Y",
        "Идёт [полуторамесячный] ремонт.": "P1M15D",
        "Задержан 45-летний мужчина.": None,
        "Тридцатилетний тренер ушёл.": None,
    },
)
def adjective(a: Atoms, i: int) -> list[Piece]:
    """An adjective of duration: «трехдневный», «10-летний», not of age."""
    j, value, rest = i, None, a[i].low
    if a[i].is_digits and a[i + 1].is_dash and a[i + 1].glued and a[i + 2].glued:
        value, j, rest = Decimal(a[i].text), i + 2, a[i + 2].low
        if rest in ("ти", "и", "х", "ми") and a[i + 3].is_word:
            j, rest = i + 3, a[i + 3].low
        if len(a[i].text) > 3:
            return []
    if not _ADJECTIVE.search(rest) or len(rest) > 40:
        return []
    stem = _ADJECTIVE.sub("", rest)
    for ending, unit in duration_stems():
        if stem.endswith(ending):
            head = stem[: -len(ending)]
            if value is None:
                value = numeral_stem(head) if head else Decimal(1) if ending == "годичн" else None
            elif head:
                return []
            if value is None:
                return []
            text = amount(value, unit)
            timex = Timex(start=a[i].start, end=a[j].end, unit="duration", duration=text, rule="adjective")
            return [Piece(i, j + 1, timex)]
    return []
