"""Parts of years and stretches of years: quarters, half-years, months counted, the same period, days of an event."""

from newsfacts.analysis.morphology import parses
from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.centuries import decade_or_century
from newsfacts.times.numerals import amount, cardinal, ordinal
from newsfacts.times.timex import Piece, Timex, YearSaid
from newsfacts.times.words import cue
from newsfacts.times.years import with_year

_PARTED = ("quarter", "half")
_BEFORE_DAY = frozenset(
    ("в", "во", "на", "к", "за", "и", "уже", "конца", "концу", "конце", "начала", "итогам", "первого", "утро", "вечер")
)


@rule(
    "times",
    {
        "Выпуск вырос в [III квартале].": "2025-07-01/2025-09-30",
        "Цех сдадут в [первом квартале 2026 года].": "2026-01-01/2026-03-31",
        "Убыток получен во [втором полугодии 2024 года].": "2024-07-01/2024-12-31",
        "Станцию откроют в [первой половине 2026 года].": "2026-01-01/2026-06-30",
        "Пик придётся на [вторую декаду ноября].": "2025-11-11/2025-11-20",
        "Цены росли в [4-м квартале прошлого года].": "2024-10-01/2024-12-31",
        "Спрос рос в [третьем] и [четвертом кварталах 2024 года].": "2024-07-01/2024-09-30 | 2024-10-01/2024-12-31",
        "Команда победила в первой половине матча.": None,
        "Дом стоит в третьем квартале посёлка.": None,
    },
)
def part_of_year(a: Atoms, i: int) -> list[Piece]:
    """A quarter, a half of a year, ten days of a month."""
    if a[i].glued and a[i - 1].text in ",." and a[i - 2].is_digits:
        return []
    found = ordinal(a, i)
    if found is None:
        if a[i].is_digits and len(a[i].text) == 1 and a[i + 1].get("unit") in ("quarter", "half"):
            found = a[i].number or 0, i + 1
        else:
            return []
    nth, j = found
    unit = a[j].get("unit")
    if (a[j].low == "и" or a[j].is_dash) and (second := ordinal(a, j + 1)) and a[second[1]].get("unit") in _PARTED:
        later = part_of_year(a, j + 1)
        if later and a[j].is_dash:
            last = later[0].timex
            return [Piece(i, later[0].last, last.but(start=a[i].start, nth=nth, to=last, preposition="с"))]
        if later:
            first = later[0].timex.but(start=a[i].start, end=a[j - 1].end, nth=nth)
            return [Piece(i, j, first), *later]
    if a[j].low in ("половине", "половину", "половина", "половины", "половиной") and nth in (1, 2):
        year, end = with_year(a, j + 1)
        if year:
            return [_piece(a, i, end, "half", nth, year)]
        if a[j + 1].get("month") is not None:
            return [_month_part(a, i, j + 1)]
        if a[j + 1].low == "года":
            return [_piece(a, i, j + 2, "half", nth, {})]
        if longer := decade_or_century(a, j + 1):
            return [Piece(i, longer[0].last, longer[0].timex.but(start=a[i].start))]
        return []
    if unit == "dekad" and nth <= 3 and a[j + 1].get("month") is not None:
        year, end = with_year(a, j + 2)
        timex = Timex(
            start=a[i].start,
            end=a[end - 1].end,
            unit="dekad",
            month=a[j + 1].get("month"),
            nth=nth,
            rule="part_of_year",
            **year,
        )
        return [Piece(i, end, timex)]
    if unit == "quarter" and nth <= 4 or unit == "half" and nth <= 2:
        end = j + 1
        if a[j].low == "кв":
            if a[end].text != ".":
                return []
            end += 1
        year, end = with_year(a, end)
        if not year and a[end].low == "года":
            end += 1
        elif not year and a[j].low == "кв":
            return []
        if (
            not year
            and end == j + 1
            and a[end].is_word
            and a[end].low in ("поселка", "города", "района", "микрорайона")
        ):
            return []
        return [_piece(a, i, end, "quarter" if unit == "quarter" else "half", nth, year)]
    return []


def _piece(a: Atoms, i: int, end: int, unit: str, nth: int, year: YearSaid) -> Piece:
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit=unit, nth=nth, rule="part_of_year", **year)  # type: ignore[arg-type]
    return Piece(i, end, timex)


def _month_part(a: Atoms, i: int, j: int) -> Piece:
    year, end = with_year(a, j + 1)
    timex = Timex(
        start=a[i].start, end=a[end - 1].end, unit="month", month=a[j].get("month"), rule="part_of_year", **year
    )
    return Piece(i, end, timex)


@rule(
    "times",
    {
        "Ввод жилья вырос [за девять месяцев 2024 года].": "2024-01/2024-09",
        "[За 9 месяцев] собрали 5 млн тонн.": "2025-01/2025-09",
        "Экспорт вырос [за первые шесть месяцев 2025 года].": "2025-01/2025-06",
        "За месяцы работы штаба ничего не изменилось.": None,
    },
)
def months_counted(a: Atoms, i: int) -> list[Piece]:
    """The first months of a year, counted: «за девять месяцев 2025 года»."""
    j = i
    if a[j].low in ("первые", "первых"):
        j += 1
    counted = cardinal(a, j)
    if counted is None:
        return []
    number, k = counted
    if number == 3 and (season := a[k].get("season_adjective")) and a[k + 1].get("unit") == "month":
        year, end = with_year(a, k + 2)
        timex = Timex(start=a[i].start, end=a[end - 1].end, unit="season", nth=season, rule="months_counted", **year)
        return [Piece(i, end, timex)]
    quarters = a[k].get("unit") == "quarter"
    if not quarters and a[k].get("unit") != "month" or not 1 < number <= (4 if quarters else 12):
        return []
    k += 1
    if a[k - 1].low == "мес" and a[k].text == ".":
        k += 1
    year, end = with_year(a, k)
    if number != int(number):
        return []
    if quarters:
        return [_first_quarters(a, i, end, int(number), year)] if year else []
    if not year and a[i - 1].low == "за" and _is_built(a, i):
        return []
    by = a[i - 1].low in ("за", "по") or a[i - 2].low in ("итогам",) or a[i - 1].low == "итогам"
    if not year and (not by or number > 12 or a[k].low in ("до", "после", "работы")):
        return []
    begin = i - 1 if a[i - 1].low == "за" else i
    timex = Timex(
        start=a[begin].start,
        end=a[end - 1].end,
        unit="month",
        month=1,
        months=int(number),
        duration=None if year else amount(number, "month"),
        rule="months_counted",
        **year,
    )
    return [Piece(begin, end, timex)]


def _first_quarters(a: Atoms, i: int, end: int, count: int, year: YearSaid) -> Piece:
    begin = i - 1 if a[i - 1].low == "за" else i
    first = Timex(start=a[begin].start, end=a[end - 1].end, unit="quarter", nth=1, rule="months_counted", **year)
    return Piece(begin, end, first.but(to=first.but(nth=count), preposition="за"))


def _is_built(a: Atoms, i: int) -> bool:
    """Whether something was made in so many months: then they are a duration, not months of the calendar."""
    for k in range(i - 2, max(i - 10, -1), -1):
        if a[k].text in ",;:()—–":
            break
        if a[k].is_word and any(p.lemma in cue("built") for p in parses(a[k].low)):
            return True
    return False


@rule(
    "times",
    {
        "Площадь [за аналогичный период прошлого года] была меньше.": "2024",
        "В [январе-мае 2025 года] продано 5 машин, [за тот же период 2024-го] - 7.": (
            "2025-01/2025-05 | 2024-01/2024-05"
        ),
        "В [августе] сдали 5 домов, [за аналогичный период прошлого года] - 3.": "2025-08 | 2024-08",
        "Аналогичный показатель соседей ниже.": None,
    },
)
def same_period(a: Atoms, i: int) -> list[Piece]:
    """The same period of another year."""
    j = i
    if a[j].get("same") is None:
        return []
    j += 1
    if a[j].low == "же":
        j += 1
    word = a[j]
    if (
        not word.get("period")
        and word.get("unit") not in ("month", "quarter", "half", "week")
        and word.get("season") is None
    ):
        return []
    j += 1
    year: YearSaid
    if a[j].low == "прошлого" and a[j + 1].low == "сезона":
        year, j = {"year_shift": -1}, j + 2
    elif a[j].low in ("предыдущего", "предшествующего") and a[j + 1].low == "года":
        year, j = {"shift": -1}, j + 2
    else:
        year, j = with_year(a, j)
    if not year:
        if not word.get("period") or a[i - 1].low != "за":
            return []
        year = {"shift": 0}
    return [Piece(i, j, Timex(start=a[i].start, end=a[j - 1].end, unit="same_period", rule="same_period", **year))]


@rule(
    "times",
    {
        "Салон открылся [29 сентября] и завершится [4 октября]. Договор подпишут [до закрытия салона].": (
            "2025-09-29 | 2025-10-04 | ../2025-10-04"
        ),
        "До закрытия завода ему оставалось немного.": None,
    },
)
def event_end(a: Atoms, i: int) -> list[Piece]:
    """The end of a gathering told of: «до закрытия выставки»."""
    if not a[i].get("closing") or a[i - 1].low not in ("до", "к") or a[i + 1].low not in cue("gathering"):
        return []
    timex = Timex(start=a[i].start, end=a[i + 1].end, unit="event_day", nth=-1, relation="until", rule="event_end")
    return [Piece(i - 1, i + 2, timex.but(start=a[i - 1].start))]


@rule(
    "times",
    {
        "Выставка шла [с 3 по 5 июня]. В [первый день] пришли 300 человек.": "2025-06-03/2025-06-05 | 2025-06-03",
        "В [первый день], [3 июня], пришли 300, во [второй день] - 200.": "2025-06-03 | 2025-06-03 | 2025-06-04",
        "Съезд пройдёт [10–12 ноября]. На [второй день] намечена экскурсия.": "2025-11-10/2025-11-12 | 2025-11-11",
        "На второй этаж пустили всех.": None,
    },
)
def event_day(a: Atoms, i: int) -> list[Piece]:
    """The first, second, last day of an event told of before."""
    if a[i].low == "день" and a[i + 1].low in ("открытия", "закрытия") and a[i - 1].low in ("в", "на"):
        edge = 1 if a[i + 1].low == "открытия" else -1
        timex = Timex(start=a[i].start, end=a[i + 1].end, unit="event_day", nth=edge, rule="event_day")
        return [Piece(i, i + 2, timex)]
    found = ordinal(a, i)
    nth = found[0] if found else a[i].get("last")
    j = found[1] if found else i + 1
    if nth is None or nth > 15:
        return []
    if a[j].low == "же":
        j += 1
    if a[j].low not in ("день", "дня", "дню", "днем"):
        return []
    if a[j + 1].get("month") is not None or a[j + 1].get("season") is not None:
        return []
    if i > 0 and a[i - 1].is_word and a[i - 1].low not in _BEFORE_DAY:
        return []
    return [Piece(i, j + 1, Timex(start=a[i].start, end=a[j].end, unit="event_day", nth=nth, rule="event_day"))]
