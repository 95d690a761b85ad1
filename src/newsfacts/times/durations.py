"""Durations: how long, in all numerals."""

import re
from decimal import Decimal

from newsfacts.analysis.morphology import parses
from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.numerals import amount, cardinal
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import duration_stems, lexicon

_SINGLE = {
    "за": ("год", "месяц", "неделю", "сутки", "день", "квартал", "час", "минуту", "полугодие"),
    "на": ("год", "месяц", "неделю", "сутки", "день", "час", "квартал"),
    "течение": ("года", "месяца", "недели", "суток", "дня", "часа", "квартала"),
    "протяжении": ("года", "месяца", "недели", "суток", "дня", "часа"),
    "около": ("года", "месяца", "недели", "суток", "часа"),
    "более": ("года", "месяца", "недели", "суток", "часа"),
    "больше": ("года", "месяца", "недели", "суток", "часа"),
    "менее": ("года", "месяца", "недели", "суток", "часа"),
    "меньше": ("года", "месяца", "недели", "суток", "часа"),
    "дольше": ("года", "месяца", "недели", "суток", "часа"),
    "почти": ("год", "месяц", "неделю", "сутки", "час"),
    "целый": ("год", "месяц", "день", "час"),
    "последний": ("год", "месяц", "квартал", "час"),
    "последнюю": ("неделю",),
    "последние": ("сутки",),
    "ближайшие": ("сутки",),
    "ближайший": ("год", "месяц", "час"),
    "прошедшие": ("сутки",),
    "минувшие": ("сутки",),
}  # fmt: skip
_APPROXIMATE = frozenset(
    (
        "около",
        "почти",
        "примерно",
        "более",
        "менее",
        "больше",
        "меньше",
        "чем",
        "не",
        "до",
        "порядка",
        "дольше",
        "свыше",
    )
)


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
        "Срок составил [1 год и 2 месяца].": "P1Y2M",
        "Поезд опоздал [на 2 часа 40 минут].": "PT2H40M",
        "Он посетил неделю моды.": None,
        "Ивану Петрову 39 лет.": None,
    },
)
def duration(a: Atoms, i: int) -> list[Piece]:
    """A number of units of time, or one unit after a preposition of duration."""
    counted = cardinal(a, i)
    if counted is None:
        return _one(a, i)
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
    if a[j].low in ("годов", "г", "гг", "кв", "годы", "годах") or (
        a[j].low == "год" and value is not None and value > 1000
    ):
        return []
    singular = a[j].low in ("годом", "днем", "неделей", "месяцем", "часом")
    if singular and (value is None or value != 1):
        return []
    if a[j].low in ("году", "годе") or (a[j].low == "года" and value is not None and value > 100):
        return []
    end = j + 1
    if a[j].low in ("мес", "мин", "сек") and a[end].text == "." and a[end].glued:
        end += 1
    text = amount(value, unit) if value is not None else None
    more = cardinal(a, end + (a[end].low == "и"))
    smaller = {"hour": ("minute",), "year": ("month",), "minute": ("second",), "day": ("hour",), "24h": ("hour",)}.get(
        unit, ()
    )
    if text and more and a[more[1]].get("unit") in smaller and more[0] == int(more[0]):
        rest = amount(more[0], a[more[1]].get("unit"))
        if rest:
            tail = rest[1:]
            if "T" in text and tail.startswith("T"):
                tail = tail[1:]
            text, end = text + tail, more[1] + 1
    return [Piece(i, end, Timex(start=a[i].start, end=a[end - 1].end, unit="duration", duration=text, rule="duration"))]


def _one(a: Atoms, i: int) -> list[Piece]:
    if span := a[i].get("span"):
        if a[i - 1].low in ("первом", "втором") or (a[i].low.startswith("полугод") and a[i].low != "полугода"):
            return []
        return [Piece(i, i + 1, Timex(start=a[i].start, end=a[i].end, unit="duration", duration=span, rule="duration"))]
    unit = a[i].get("unit")
    if unit is None or not (a[i].low in _SINGLE.get(a[i - 1].low, ()) or _after_verb(a, i)):
        return []
    if a[i - 1].low in ("более", "больше", "меньше", "менее", "около") and unit == "day":
        return []
    text = amount(Decimal(1), unit)
    return [Piece(i, i + 1, Timex(start=a[i].start, end=a[i].end, unit="duration", duration=text, rule="duration"))]


def _after_verb(a: Atoms, i: int) -> bool:
    """Whether one unit is how long something takes: «поиски шли неделю», not «посетил неделю моды»."""
    if a[i].low not in ("неделю", "месяц", "сутки", "год"):
        return False
    verb = parses(a[i - 1].low)[:1] if a[i - 1].is_word else ()
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
        "Идёт [полуторамесячный] ремонт.": "P45D",
        "Задержан 45-летний мужчина.": None,
        "Тридцатилетний тренер ушёл.": None,
    },
)
def adjective(a: Atoms, i: int) -> list[Piece]:
    """An adjective of duration: «трехдневный», «10-летний», not of age."""
    j, value, rest = i, None, a[i].low
    if a[i].is_digits and a[i + 1].is_dash and a[i + 1].glued and a[i + 2].glued:
        value, j, rest = Decimal(a[i].text), i + 2, a[i + 2].low
        if len(a[i].text) > 3:
            return []
    if not _ADJECTIVE.search(rest) or len(rest) > 40:
        return []
    stem = _ADJECTIVE.sub("", rest)
    for ending, unit in duration_stems():
        if stem.endswith(ending):
            head = stem[: -len(ending)]
            if value is None:
                sense = lexicon().get(head)
                value = sense.get("numeral_stem") if sense else None
            elif head:
                return []
            if value is None or (ending == "годов") or (ending == "часов" and j > i and not rest.startswith("часов")):
                return []
            text = "P45D" if value == Decimal("1.5") and unit == "month" else amount(value, unit)
            timex = Timex(start=a[i].start, end=a[j].end, unit="duration", duration=text, rule="adjective")
            return [Piece(i, j + 1, timex)]
    return []
