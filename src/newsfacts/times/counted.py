"""Days counted within a month or a season: its first Monday, its last day, its 15th."""

from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.dates import day_number
from newsfacts.times.numerals import ordinal
from newsfacts.times.timex import Piece, Timex, YearSaid
from newsfacts.times.words import cue
from newsfacts.times.years import with_year

_FIRST_MONTHS = {1: 12, 2: 3, 3: 6, 4: 9}  # of the seasons


@rule(
    "times",
    {
        "День посёлка отметят в [последнее воскресенье сентября].": "2026-09-27",
        "Ярмарка открылась во [вторую субботу августа].": "2025-08-09",
        "Конкурс прошёл в [первый понедельник июня 2024 года].": "2024-06-03",
        "Гонка пройдёт в [третьи выходные ноября].": "2025-11-15/2025-11-16",
        "Набор откроют на [первой неделе июня 2026 года], закроют в [последнюю неделю августа 2026 года].": (
            "2026-06-01/2026-06-07 | 2026-08-25/2026-08-31"
        ),
        "В последнюю пятницу каждого месяца здесь ярмарка.": None,
    },
)
def nth_weekday(a: Atoms, i: int) -> list[Piece]:
    """The first, second, last week, weekday or weekend of a month."""
    found = ordinal(a, i)
    nth, j = found if found else (a[i].get("last"), i + 1)
    day, weekend, week = a[j].get("weekday"), a[j].get("weekend"), a[j].get("unit") == "week"
    if nth is None or nth > 5 or not (day is not None or weekend is not None or (week and nth < 5)):
        return []
    month = a[j + 1].get("month")
    if month is None:
        return []
    year, end = with_year(a, j + 2)
    timex = Timex(
        start=a[i].start,
        end=a[end - 1].end,
        unit="week" if week else "weekend" if weekend else "day",
        weekday=None if weekend or week else day,
        month=month,
        nth=nth,
        rule="nth_weekday",
        **year,
    )
    return [Piece(i, end, timex)]


@rule(
    "times",
    {
        "Фонтаны включили в [первый день лета].": "2025-06-01",
        "Сбор завершится в [последний день октября].": "2025-10-31",
        "Закон приняли в [последний день 2024 года].": "2024-12-31",
        "На первый взгляд всё готово.": None,
    },
)
def edge_day(a: Atoms, i: int) -> list[Piece]:
    """The first or last day of a month, a season or a year."""
    found = ordinal(a, i)
    nth, j = found if found else (a[i].get("last"), i + 1)
    if nth not in (1, -1) or a[j].low not in ("день", "дня", "дню", "днем"):
        return []
    j += 1
    year: YearSaid
    if (month := a[j].get("month")) is not None:
        year, end = with_year(a, j + 1)
    elif (season := a[j].get("season")) is not None:
        month = _FIRST_MONTHS[season] if nth == 1 else _FIRST_MONTHS[season] % 12 + 2
        year, end = with_year(a, j + 1)
    else:
        month = 1 if nth == 1 else 12
        new = a[j].low in ("нового", "уходящего")
        year, end = with_year(a, j + new)
        if not year and a[j + new].low == "года":
            end = j + new + 1
        elif not year:
            return []
    timex = Timex(
        start=a[i].start,
        end=a[end - 1].end,
        unit="day",
        month=month,
        day=1 if nth == 1 else None,
        nth=None if nth == 1 else -1,
        rule="edge_day",
        **year,
    )
    return [Piece(i, end, timex)]


@rule(
    "times",
    {
        "Выплаты начнутся [15-го числа].": "2025-10-15",
        "Совет соберётся [5 числа следующего месяца].": "2025-11-05",
        "Сев начали в [20-х числах мая].": "2025-05",
        "Ремонт завершат в [первых числах ноября].": "2025-11",
        "Ярмарка начнётся 3 октября и завершится [18-го].": "2025-10-18",
        "Форум откроется 28 октября, гостей ждут [до 2-го].": "../2025-11-02",
        "Палатки откроются [18-го] в парке.": "2025-10-18",
        "Он пришёл 18-го, она заняла место 25-го.": None,
        "Налог платят 5-го числа каждого месяца.": None,
        "Среди прочих числа 5 и 7 простые.": None,
    },
)
def day_of_month(a: Atoms, i: int) -> list[Piece]:
    """A day by its number alone, or the first, last or twentieth days of a month."""
    if several := _days_of_month(a, i):
        return several
    first = day_number(a, i)
    if first is None:
        return []
    days = [(i, first[1], first[0])]
    j = first[1]
    ranged = a[i - 1].low in ("с", "со") and a[j].low in ("по", "до") or a[j].is_dash
    if (ranged or a[j].low == "и") and (second := day_number(a, j + 1)):
        days.append((j + 1, second[1], second[0]))
        j = second[1]
    if a[j].low not in ("числа", "число", "числу", "чисел", "числам", "числах"):
        return _day_alone(a, i, first)
    if a[i].is_digits and j == i + 1 and a[j].low == "чисел":
        return []
    j += 1
    shift = None
    if a[j + 1].low == "месяца":
        if (shift := a[j].get("shift")) is None:
            return []
        j += 2
    elif a[j].is_word and a[j].low in ("каждого", "ежемесячно"):
        return []
    read = [
        Timex(start=a[p].start, end=a[q - 1].end, unit="day", day=d, months=shift, rule="day_of_month")
        for p, q, d in days
    ]
    if len(read) == 2 and ranged:
        begin = i - 1 if a[i - 1].low in ("с", "со") else i
        to = read[1].but(end=a[j - 1].end)
        return [Piece(begin, j, read[0].but(start=a[begin].start, end=to.end, to=to, preposition="с"))]
    ends = [*(q for _, q, _ in days[:-1]), j]
    return [
        Piece(p, end, timex.but(end=a[end - 1].end)) for (p, _, _), end, timex in zip(days, ends, read, strict=True)
    ]


def _day_alone(a: Atoms, i: int, said: tuple[int, int]) -> list[Piece]:
    """«Откроется 3 июня, завершится 18-го»: a day by its number alone, of the month told of before, or the next."""
    day, end = said
    after = a[end]
    if not a[i].is_digits or end == i + 1 or a[end - 1].low != "го":
        return []
    if not (after.low in ("", " ", "и", "а", "в", "во", "на") or (not after.is_word and not after.is_digits)):
        return []
    sets = a[i - 2 if a[i - 1].is_dash else i - 1].low in cue("setting")
    known = next((k for k in range(i - 1, max(0, i - 30), -1) if a[k].get("month") is not None), None)
    if not sets and (known is None or a[i - 1].low not in cue("showing") | {"с", "до", "по", "на"}):
        return []
    month = None
    if known is not None:
        month = a[known].get("month")
        before = a[known - 1].number
        if before is not None and before > day:
            month = month % 12 + 1
    return [
        Piece(
            i, end, Timex(start=a[i].start, end=a[end - 1].end, unit="day", month=month, day=day, rule="day_of_month")
        )
    ]


def _days_of_month(a: Atoms, i: int) -> list[Piece]:
    """«в 20-х числах мая», «в последних числах мая»: the month."""
    j = i + 1
    if a[i].is_digits:
        if a[i].text not in ("10", "20") or not a[j].is_dash or a[j + 1].low not in ("х", "е"):
            return []
        j += 2
    elif not (a[i].get("ordinal") == 1 or a[i].get("last") or a[i].get("decade") in (10, 20)):
        return []
    if a[j].low not in ("числах", "числа", "чисел") or (month := a[j + 1].get("month")) is None:
        return []
    year, end = with_year(a, j + 2)
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit="month", month=month, rule="day_of_month", **year)
    return [Piece(i, end, timex)]
