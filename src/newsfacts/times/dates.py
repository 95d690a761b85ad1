"""Dates: days and months, alone, in lists and in ranges that share a month or a year."""

from newsfacts.rule import rule
from newsfacts.times.atoms import LONGEST_LIST, Atoms
from newsfacts.times.numerals import ordinal
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import cue
from newsfacts.times.years import is_part, with_year, year_word

_LINKS = frozenset((",", "и", "или", "либо", "по", "до", "на", "а", "также"))


def day_number(a: Atoms, i: int) -> tuple[int, int] | None:
    """Read the number of a day: «8», «8-го», «восьмого»."""
    if found := ordinal(a, i):
        return found if 1 <= found[0] <= 31 and a[i].get("roman") is None else None
    n = a[i].number
    if n is not None and len(a[i].text) <= 2 and 1 <= n <= 31 and not is_part(a, i, i + 1):
        return n, i + 1
    return None


def _month_at(a: Atoms, i: int) -> tuple[int, int] | None:
    month = a[i].get("month")
    if month is None:
        return None
    j = i + 1
    if a[i].get("short_month") and a[j].text == "." and a[j].glued:
        j += 1
    return month, j


@rule(
    "times",
    {
        "Выставка открылась [29 сентября].": "2025-09-29",
        "Приём заявок завершился [25-го августа].": "2025-08-25",
        "Фестиваль пройдёт [8] и [10 февраля].": "2026-02-08 | 2026-02-10",
        "Концерты прошли [8], [10] и [12 февраля 2024 года].": "2024-02-08 | 2024-02-10 | 2024-02-12",
        "Съезд проходил [с 8 по 10 февраля 2024 г.] в Твери.": "2024-02-08/2024-02-10",
        "Семинар прошёл [8–10 февраля 2024 года].": "2024-02-08/2024-02-10",
        "Смены пройдут [с 2 по 8] и [с 11 по 17 июня].": "2026-06-02/2026-06-08 | 2026-06-11/2026-06-17",
        "Договор подписан [12 нояб. 2024 г.]": "2024-11-12",
        "Завод основан [восьмого мая 1932 года].": "1932-05-08",
        "В матче забито 8 мячей, счёт 5:3.": None,
        "На улице 8 Марта построят школу.": None,
    },
)
def day_and_month(a: Atoms, i: int) -> list[Piece]:
    """Days and the month after them, with or without a year: one date, a list of dates, ranges."""
    first = day_number(a, i)
    if first is None:
        return []
    groups: list[list[tuple[int, int, int]]] = [[(i, first[1], first[0])]]  # lists of one or two days
    j = first[1]
    while True:
        if month := _month_at(a, j):
            break
        link = a[j]
        k = j + 1
        is_range = link.is_dash or link.low in ("по", "до", "на")
        if not is_range and link.low not in _LINKS:
            return []
        if link.text == "," and a[k].low in ("а", "и"):
            k += 1
        if a[k].low == "также":
            k += 1
        start = k
        if a[k].low in ("с", "со"):
            k += 1
        after = day_number(a, k)
        if after is None or (is_range and len(groups[-1]) == 2) or len(groups) == LONGEST_LIST:
            return []
        if is_range:
            groups[-1].append((k, after[1], after[0]))
        else:
            groups.append([(start, after[1], after[0])])
        j = after[1]
    number, j = month
    if a[i - 1].low in ("с", "со") and len(groups[0]) == 2:
        i -= 1
        groups[0][0] = (i, groups[0][0][1], groups[0][0][2])
    if a[j - 1].text[:1].isupper() and a[j - 1].text[1:].islower() and _is_street(a, i):
        return []
    if number == 5 and a[j - 1].low == "май" or number == 3 and a[j - 1].low == "март":
        return []
    year, j = with_year(a, j)
    pieces = []
    for n, group in enumerate(groups):
        begin = group[0][0]
        stop = j if n == len(groups) - 1 else group[-1][1]
        days = [
            Timex(start=a[p].start, end=a[q - 1].end, unit="day", month=number, day=d, rule="day_and_month", **year)
            for p, q, d in group
        ]
        whole = days[0].but(start=a[begin].start, end=a[stop - 1].end)
        if len(days) == 2:
            night = a[begin - 1].low == "ночь" or a[begin - 2].low == "ночь"
            whole = whole.but(day=days[1].day) if night else whole.but(to=days[1], preposition="с")
        pieces.append(Piece(begin, stop, whole))
    return pieces


def _is_street(a: Atoms, i: int) -> bool:
    return any(a[i - k].low in cue("street") for k in (1, 2, 3))


@rule(
    "times",
    {
        "Завод запустили в [октябре].": "2025-10",
        "Отчёт [за октябрь 2024 года] готов.": "2024-10",
        "Станцию сдали в [октябре прошлого года].": "2024-10",
        "Выпуск журнала [октябрь-2024].": "2024-10",
        "Станцию сдали в [сент. 2024 г.], цех позже.": "2024-09",
        "Рост в [январе–сентябре] составил 5%.": "2025-01/2025-09",
        "Школа носит имя Марта Лукина.": None,
    },
)
def month_and_year(a: Atoms, i: int) -> list[Piece]:
    """A month, with or without a year."""
    month = a[i].get("month")
    short = bool(a[i].get("short_month"))
    if month is None or (short and not (a[i + 1].text == "." and with_year(a, i + 2)[0])):
        return []
    if a[i].text[0].isupper() and i > 0 and (a[i + 1].text[:1].isupper() and a[i + 1].is_word):
        return []
    year, j = with_year(a, i + 1 + short)
    named = a[i].text[0].isupper() and not a[i].text.isupper() and i > 0
    if not year and named and (a[i - 1].is_word or a[i - 1].is_digits):
        return []
    return [
        Piece(i, j, Timex(start=a[i].start, end=a[j - 1].end, unit="month", month=month, rule="month_and_year", **year))
    ]


@rule(
    "times",
    {
        "Акт подписан [01.10.2024].": "2024-10-01",
        "Акт подписан [2024-10-01].": "2024-10-01",
        "Акт подписан [1.10.24 г.]": "2024-10-01",
        "Запись открыта [с 05.09 по 12.09].": "2025-09-05/2025-09-12",
        "Работы шли [8-10.02.2024].": "2024-02-08/2024-02-10",
        "Версия 3.10.2 вышла с ошибкой.": None,
        "Цена выросла до 10.12 рубля.": None,
    },
)
def numeric(a: Atoms, i: int) -> list[Piece]:
    """Dates in digits: 01.10.2025, 1.10.25, 1.10, 01/10/2025, 2025-10-01, 8-10.02.2025."""
    if is_part(a, i, i) or (a[i].glued and (a[i - 1].text == "/" or a[i - 1].text in ".," and a[i - 2].is_digits)):
        return []
    if iso := _iso(a, i):
        return [iso]
    first = a[i].number
    j = i
    if a[i + 1].is_dash and a[i + 1].glued and a[i + 2].glued and _dotted(a, i + 2):
        j = i + 2
    found = _dotted(a, j)
    if found is None or first is None:
        return []
    day, month, year, k = found
    if year is None and not _looks_dated(a, i, k):
        return []
    timex = Timex(start=a[i].start, end=a[k - 1].end, unit="day", day=day, month=month, year=year, rule="numeric")
    if j > i:
        if not 1 <= first < day:
            return []
        timex = timex.but(day=first, to=timex, preposition="с")
    return [Piece(i, k, timex)]


def _iso(a: Atoms, i: int) -> Piece | None:
    if len(a[i].text) != 4 or not (a[i + 1].is_dash and a[i + 3].is_dash and all(a[i + n].glued for n in (1, 2, 3, 4))):
        return None
    year, month, day = a[i].number, a[i + 2].number, a[i + 4].number
    if year is None or month is None or day is None or not _is_date(day, month) or len(a[i + 2].text) != 2:
        return None
    return Piece(
        i,
        i + 5,
        Timex(start=a[i].start, end=a[i + 4].end, unit="day", day=day, month=month, year=year, rule="numeric"),
    )


def _dotted(a: Atoms, i: int) -> tuple[int, int, int | None, int] | None:
    day, month, mark = a[i].number, a[i + 2].number, a[i + 1].text
    if day is None or month is None or mark not in (".", "/") or not (a[i + 1].glued and a[i + 2].glued):
        return None
    if len(a[i].text) > 2 or len(a[i + 2].text) > 2 or not _is_date(day, month):
        return None
    j = i + 3
    if a[j].text == mark and a[j].glued and a[j + 1].glued and a[j + 1].is_digits:
        year = a[j + 1].number
        if year is None or len(a[j + 1].text) not in (2, 4):
            return None
        if len(a[j + 1].text) == 2:
            year += 2000 if year < 60 else 1900
        if a[j + 2].glued and a[j + 2].text in "./" and a[j + 3].is_digits and a[j + 3].glued:
            return None
        return day, month, year, year_word(a, j + 2) or j + 2
    return (day, month, None, j) if mark == "." and len(a[i + 2].text) == 2 else None


def _looks_dated(a: Atoms, i: int, j: int) -> bool:
    """Whether «1.10» can only be a day: a preposition of time before it, nothing counted after."""
    if len(a[i].text) == 2 and a[i].text[0] != "0" and a[i - 1].low not in ("с", "по"):
        return False
    if a[j].glued and a[j].text in "%°":
        return False
    ranged = a[i - 1].low == "с" and a[j].low in ("по", "до") or a[i - 1].low == "по"
    return ranged and not (a[j].is_word and a[j].low not in ("по", "до", "и", "в", "на"))


def _is_date(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 31 - (month in (4, 6, 9, 11)))
