"""Times told from the day of writing: yesterday, last week, on Friday, three years ago, this summer."""

from newsfacts.analysis.morphology import parses
from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.timex import Base, Piece, Timex, Unit
from newsfacts.times.years import goes_on, with_year

_CALENDAR_UNITS: dict[str, Unit] = {
    "year": "year", "month": "month", "week": "week", "day": "day", "24h": "day", "quarter": "quarter",
    "half": "half", "century": "century", "decade": "decade",
}  # fmt: skip


_PLURAL = frozenset(
    ("лета", "годы", "годах", "годов", "дни", "дней", "днях", "месяцы", "месяцев", "месяцах", "часы", "лет")
)


@rule(
    "times",
    {
        "[Вчера] подписали протокол.": "2025-09-30",
        "Съезд откроется [послезавтра].": "2025-10-03",
        "Об этом сообщили [накануне].": "2025-09-30",
        "[Сегодня вечером] покажут премьеру.": "2025-10-01",
        "На [сегодняшний день] заявок 300.": "2025-10-01",
        "Накануне выборов штаб сменил адрес.": None,
        "Газета «Вчера» закрылась.": None,
    },
)
def day_word(a: Atoms, i: int) -> list[Piece]:
    """Yesterday, today, tomorrow and the like."""
    shift = a[i].get("day")
    if (said := a[i].get("day_adjective")) is not None and (a[i + 1].get("unit") == "day" or a[i + 1].get("daypart")):
        return [Piece(i, i + 2, Timex(start=a[i].start, end=a[i + 1].end, unit="day", shift=said, rule="day_word"))]
    if shift is None or (a[i - 1].text in '«"' and a[i + 1].text in '»"'):
        return []
    j = i + 1
    if a[j].get("daypart"):
        j += 1
    if a[j].low == "же":
        j += 1
    return [Piece(i, j, Timex(start=a[i].start, end=a[j - 1].end, unit="day", shift=shift, rule="day_word"))]


@rule(
    "times",
    {
        "Совет собрался в [пятницу].": "2025-09-26",
        "Совет соберётся в [пятницу].": "2025-10-03",
        "Каток откроют для всех желающих в [пятницу].": "2025-10-03",
        "Совет собрался в [минувший четверг].": "2025-09-25",
        "Рейс отменили в [ночь на вторник].": "2025-09-30",
        "Занятия отменены [до понедельника].": "../2025-10-06",
        "Музей закрыт по понедельникам.": None,
        "Газета «Пятница» закрылась.": None,
    },
)
def weekday(a: Atoms, i: int) -> list[Piece]:
    """A day of the week, also with last, this, next."""
    j, shift = i, None
    if (shift := a[i].get("shift")) is not None or a[i].get("previous") is not None:
        j = i + 1
    day = a[j].get("weekday")
    if day is None or (a[j].text[0].isupper() and j > 0 and a[j - 1].is_word and not a[j].text.isupper()):
        return []
    if a[j - 1].text in '«"' and (a[j + 1].text in '»"' or a[j].text[0].isupper()):
        return []
    ordered = a[j - 1].get("last") is not None or a[j - 1].get("ordinal") is not None
    if ordered and "month" in (
        a[j + 1].get("unit"),
        a[j + 2].get("unit"),
    ):  # «в последнюю пятницу месяца»: of every month
        return []
    if a[j].low == "среде" and a[j - 1].low not in ("в", "к", "о"):
        return []
    if a[j].low in ("среда", "среды", "среду", "средой", "среде") and _is_environment(a, j):
        return []
    k = j + 1
    if shift is None and a[k].get("shift") is not None and a[k + 1].get("unit") == "week":
        shift, k = a[k].get("shift"), k + 2
        return [
            Piece(i, k, Timex(start=a[i].start, end=a[k - 1].end, unit="day", weekday=day, nth=shift, rule="weekday"))
        ]
    timex = Timex(start=a[i].start, end=a[k - 1].end, unit="day", weekday=day, rule="weekday")
    if (shift or 0) > 0 and a[i].low.startswith(("следующ", "будущ")):
        return [Piece(i, k, timex.but(nth=shift))]
    part = "future" if a[i].low.startswith("ближайш") else {-1: "past", 1: "future", -2: "past"}.get(shift or 0, "")
    return [Piece(i, k, timex.but(part=part))]


def _is_environment(a: Atoms, j: int) -> bool:
    """Whether «среда» is not the day: «городской среды», «окружающую среду»."""
    before = a[j - 1]
    if a[j].low == "среду":
        return before.low not in ("в", "на", "или", "и", "за", ",", "-", "–", "—") and before.get("shift") is None
    if a[j].low in ("среды", "среде"):
        late = before.low in ("до", "с", "со", "к", "утра", "вечера", "ночи", "и", "утром", "вечером", "утру", "вечеру")
        return not (late or before.is_digits or before.get("shift") is not None)
    return before.is_word and before.low not in ("и", "это")


@rule(
    "times",
    {
        "Рост начался на [прошлой неделе].": "2025-09-22/2025-09-28",
        "Продажи упали в [прошлом месяце].": "2025-09",
        "Завод строили в [позапрошлом году].": "2023",
        "Спрос вырос в [текущем квартале].": "2025-10-01/2025-12-31",
        "Сезон открыли [этой осенью].": "2025-09/2025-11",
        "Школу сдадут в [мае следующего года].": "2026-05",
        "Участки раздали в [прошлом мае].": "2025-05",
        "Пожар потушили [минувшей ночью].": "2025-10-01",
        "[За минувшие сутки] выпал снег.": "P1D",
        "Завод основан в [1932 году]. В [том же году] открыли школу.": "1932 | 1932",
        "В [этом году] пришли 10 тыс. человек, в [прошлом] - 8 тыс.": "2025 | 2024",
        "Цех откроют в [новом году].": "2026",
        "Прошлый раз всё было иначе.": None,
        "В этом зале прошёл концерт.": None,
    },
)
def shifted_unit(a: Atoms, i: int) -> list[Piece]:
    """A unit, month or season with last, this, next before it."""
    if a[i].low == "новом" and a[i + 1].low == "году":
        timex = Timex(start=a[i].start, end=a[i + 1].end, unit="year", shift=1, part="new", rule="shifted_unit")
        return [Piece(i, i + 2, timex)]
    if a[i].low in ("том", "этом") and a[i + 1].low == "же" and a[i + 2].low == "году":
        timex = Timex(start=a[i].start, end=a[i + 2].end, unit="year", year_shift=0, base="story", rule="shifted_unit")
        return [Piece(i, i + 3, timex.but(part="this" if a[i].low == "этом" else ""))]
    shift = a[i].get("shift")
    base: Base = "anchor"
    if shift is None:
        shift, base = a[i].get("previous"), "story"
    if shift is None:
        return []
    j = i + 1
    if a[j].low == "же":
        j += 1
    if (month := a[j].get("month")) is not None and not a[j].get("short_month"):
        timex = Timex(start=a[i].start, end=a[j].end, unit="month", month=month, rule="shifted_unit")
        if shift and base == "anchor":
            timex = timex.but(part="past" if shift < 0 else "future")
        return [Piece(i, j + 1, timex)]
    if (season := a[j].get("season")) is not None:
        timex = Timex(
            start=a[i].start,
            end=a[j].end,
            unit="season",
            nth=season,
            rule="shifted_unit",
            part={-1: "last", 1: "next", -2: "last"}.get(shift, "this"),
        )
        return [Piece(i, j + 1, timex)]
    if a[j].low in ("ночью", "ночь", "утром", "утро", "вечером", "вечер", "днем") and base == "anchor" and shift <= 0:
        return [Piece(i, j + 1, Timex(start=a[i].start, end=a[j].end, unit="day", shift=0, rule="shifted_unit"))]
    if a[j].get("weekend"):
        return [
            Piece(i, j + 1, Timex(start=a[i].start, end=a[j].end, unit="weekend", shift=shift, rule="shifted_unit"))
        ]
    unit = _CALENDAR_UNITS.get(a[j].get("unit") or "")
    if a[j].low == "сутки":
        return [
            Piece(j, j + 1, Timex(start=a[j].start, end=a[j].end, unit="duration", duration="P1D", rule="shifted_unit"))
        ]
    if unit is None or a[j].low == "лет":
        if not _stands_alone(a, i) or (shift == 0 and not _continues(a, i)):
            return []
        base = "story" if shift > 0 else base
        timex = Timex(start=a[i].start, end=a[i].end, unit="year", shift=shift, base=base, rule="shifted_unit")
        return [Piece(i, i + 1, timex.but(part="ellipsis"))]
    if a[i].low.endswith(("ом", "ем")) and a[j].low in ("год", "месяц", "день", "квартал", "век", "неделю", "неделя"):
        return []
    if a[i].low in ("этот", "этого", "этому", "этим") and a[j].get("unit") == "day":
        return []
    if a[j].low in _PLURAL or (a[j].low == "недели" and not a[i].low.endswith(("ей", "ой"))):
        return []
    end = j + 1
    if a[j].low == "г" and a[end].text == ".":
        end += 1
    if unit == "day" and a[i].low.startswith("следующ"):
        base = "story"
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit=unit, shift=shift, base=base, rule="shifted_unit")
    return [Piece(i, end, timex)]


def _continues(a: Atoms, i: int) -> bool:
    """Whether «в этом» goes on from a year said before: «в прошлом году было 5 школ, в этом откроют 7»."""
    parted = a[i - 2].text in ",;—–-" or a[i - 2].low in ("а", "и")
    return a[i].low == "этом" and parted and any(a[k].low == "году" for k in range(i - 3, max(i - 20, -1), -1))


def _stands_alone(a: Atoms, i: int) -> bool:
    """Whether the noun «году» was left out: «в 2022 году …, в следующем потребуется …»."""
    if a[i - 1].low != "в" or not a[i].low.endswith(("ем", "ом")):
        return False
    after = a[i + 1]
    return not after.is_word or any(p.pos == "VERB" for p in parses(after.low)[:1])


@rule(
    "times",
    {
        "Аварию устранили [прошлой зимой].": "2024-12/2025-02",
        "Мост открыли [летом 2024 года].": "2024-06/2024-08",
        "Сезон начнётся [осенью].": "2025-09/2025-11",
        "[Весной], напомним, сдать дом подрядчик отказался.": "2025-03/2025-05",
        "Отели заполнялись [зимой 2023/24 года].": "2023-12/2024-02",
        "Каналы чистили [весной прошлого года].": "2024-03/2024-05",
        "Лето выдалось сухим в песне группы «Лето».": None,
        "Ему десять лет.": None,
    },
)
def season(a: Atoms, i: int) -> list[Piece]:
    """A season, with or without a year."""
    nth = a[i].get("season")
    if nth is None:
        return []
    year, j = with_year(a, i + 1)
    if a[j].text in "/-–—" and a[j].glued and a[j + 1].is_digits and len(a[j + 1].text) in (2, 4):
        year, j = {}, i + 1
    adverbial = a[i].low in ("зимой", "весной", "летом", "осенью", "зимою", "весною")
    prepositional = a[i - 1].low in (
        "на",
        "к",
        "до",
        "с",
        "за",
        "конца",
        "начала",
        "середины",
        "конец",
        "начало",
        "конце",
        "начале",
        "раньше",
        "ранее",
        "позже",
        "позднее",
    )
    if a[i - 1].text in '«"' and a[i].text[0].isupper() and not year:
        return []
    double = None
    if (
        not year
        and a[i + 1].number is not None
        and a[i + 2].text in "/-–"
        and a[i + 3].is_digits
        and len(a[i + 1].text) == 4
    ):
        double, j = a[i + 1].number, i + 4
        if found := a[j].get("unit") == "year":
            j += 1 if found else 0
    if not (year or double or adverbial or prepositional):
        return []
    if adverbial and a[i - 1].low in ("каждой", "каждую", "холодной", "теплой"):
        return []
    if double:
        year = {"year": double + 1 if nth == 1 else double}
    return [Piece(i, j, Timex(start=a[i].start, end=a[j - 1].end, unit="season", nth=nth, rule="season", **year))]


@rule(
    "times",
    {
        "Сделку закроют [до Нового года].": "../2025",
        "Ёлку поставят [к Новому году].": "../2025",
        "Для нового года обучения купили парты.": None,
    },
)
def new_year(a: Atoms, i: int) -> list[Piece]:
    """New Year's as the end of this year."""
    if (a[i].low, a[i + 1].low) not in (("нового", "года"), ("новому", "году")) or a[i - 1].low not in (
        "до",
        "к",
        "под",
    ):
        return []
    if a[i].text[0].islower() and a[i + 2].is_word and not goes_on(a, i + 2):
        return []
    return [Piece(i, i + 2, Timex(start=a[i].start, end=a[i + 1].end, unit="year", shift=0, rule="new_year"))]


@rule(
    "times",
    {
        "Город убирали в [выходные].": "2025-09-27/2025-09-28",
        "Ярмарка пройдёт в [ближайшие выходные].": "2025-10-04/2025-10-05",
        "Выходной костюм висел в шкафу.": None,
    },
)
def weekend(a: Atoms, i: int) -> list[Piece]:
    """The weekend."""
    j = i + 1 if a[i].low in ("ближайшие", "эти", "минувшие", "прошедшие", "прошлые", "следующие") else i
    if not a[j].get("weekend") or a[j + 1].low in ("дни", "дней", "данные", "сигналы"):
        return []
    if j == i and a[i - 1].low not in ("в", "на", "за"):
        return []
    shift = a[i].low if j > i else ""
    past = shift in ("минувшие", "прошедшие", "прошлые")
    return [
        Piece(
            i,
            j + 1,
            Timex(
                start=a[i].start,
                end=a[j].end,
                unit="weekend",
                rule="weekend",
                part="past" if past else "future" if shift in ("ближайшие", "следующие") else "",
            ),
        )
    ]
