"""Times so long before or after another: three years ago, in two months, a year earlier."""

from decimal import Decimal

from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.numerals import amount, cardinal
from newsfacts.times.timex import Piece, Timex, Unit


@rule(
    "times",
    {
        "Цех закрыли [три года назад].": "2022",
        "Мост перекрыли [два дня назад].": "2025-09-29",
        "Письмо пришло [неделю назад].": "2025-09-24",
        "Спор начался [полтора года назад].": "2024",
        "Сбор начнётся [через два месяца].": "2025-12",
        "Форум откроется [через неделю].": "2025-10-08",
        "Год назад это было бы шуткой? [Год назад] театр закрылся.": "2024",
        "Несколько лет назад зал горел.": None,
    },
)
def ago(a: Atoms, i: int) -> list[Piece]:
    """So many units ago, or in so many units."""
    ahead = a[i].low == "через"
    j = i + 1 if ahead else i
    while a[j].low in _ABOUT:
        j += 1
    if not ahead and j > i and a[j - 1].low == "чем":
        i = j if a[j - 2].low not in _ABOUT else i
    counted = cardinal(a, j)
    number, k = counted if counted else (None, j)
    unit = a[k].get("unit")
    if unit is None:
        halves: dict[str, tuple[Unit, int]] = {"P6M": ("month", 6), "P50Y": ("year", 50)}
        half = halves.get(a[k].get("span") or "")
        if half and (ahead or a[k + 1].low == "назад"):
            end = k + 1 if ahead else k + 2
            shift = half[1] if ahead else -half[1]
            return [Piece(i, end, Timex(start=a[i].start, end=a[end - 1].end, unit=half[0], shift=shift, rule="ago"))]
        return []
    end = k + 1
    if counted is None and a[k].low in _MANY and (after := cardinal(a, end)):  # «лет пять назад»
        number, end = after
    if not ahead:
        if a[end].low == "тому":
            end += 1
        if a[end].low != "назад":
            return []
        end += 1
    one = a[k].low in ("год", "месяц", "неделю", "день", "сутки", "час", "века", "век", "квартал")
    if number is None and not (one or (j > i and a[k].low in ("года", "месяца", "недели", "суток", "дня", "часа"))):
        return []
    size = number if number is not None else 1
    where = {
        "year": "year",
        "month": "month",
        "week": "day",
        "day": "day",
        "24h": "day",
        "quarter": "quarter",
        "century": "century",
        "decade": "decade",
    }.get(unit)
    if where is None or (ahead and a[end].low in ("после", "с")):
        value = amount(_decimal(size), unit)
        if not ahead:
            return []
        return [Piece(i, end, Timex(start=a[i].start, end=a[end - 1].end, unit="duration", duration=value, rule="ago"))]
    scale = 7 if unit == "week" else 1
    whole = (
        int(size * scale)
        if size * scale == int(size * scale)
        else int(size * scale + 1)
        if not ahead and size > 2
        else int(size * scale)
    )
    shift = whole if ahead else -whole
    if unit == "decade":
        where, shift = "year", shift * 10
    if unit == "century":
        where, shift = "year", shift * 100
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit=where, shift=shift, rule="ago")  # type: ignore[arg-type]
    if unit == "year" and size != int(size):  # counted in months
        timex = timex.but(months=int(size * 12) * (1 if ahead else -1))
    if ahead:
        timex = timex.but(duration=amount(_decimal(size), unit))
    return [Piece(i, end, timex)]


_ABOUT = frozenset(
    (
        "почти", "примерно", "около", "ровно", "более", "больше", "чем", "приблизительно", "чуть", "немногим", "менее",
        "меньше", "еще",
    )
)  # fmt: skip
_MANY = frozenset(("лет", "месяцев", "недель", "дней", "суток", "часов", "минут"))


def _decimal(value: object) -> "Decimal":
    return Decimal(str(value))


@rule(
    "times",
    {
        "Выпуск вырос до 5 млн тонн, [годом ранее] было меньше.": "2024",
        "Доход [за 2023 год] вдвое выше, чем [годом ранее].": "2023 | 2022",
        "В [2020 году] собрали 5 тыс. зрителей, [тремя годами раньше] - 4 тыс.": "2020 | 2017",
        "Закон приняли в [2018 году], [спустя год] его отменили.": "2018 | 2019",
        "[За январь-июнь 2025 года] продано 5 машин против 7 [годом ранее].": "2025-01/2025-06 | 2024-01/2024-06",
        "[Днём ранее] подписали протокол.": "2025-09-30",
        "Двумя этажами ранее располагался архив.": None,
        "Несколькими днями ранее зал закрыли.": None,
    },
)
def earlier(a: Atoms, i: int) -> list[Piece]:
    """So many units before or after the time spoken of: «годом ранее», «днем позже», «спустя год»."""
    sign, j, end = 0, i, 0
    if a[i].low == "спустя":
        sign, j = 1, i + 1
    counted = cardinal(a, j)
    number, k = counted if counted else (None, j)
    unit = a[k].get("unit")
    if unit is None:
        return []
    end = k + 1
    if counted is None and a[k].low.endswith(("ами", "ями")):  # «несколькими днями ранее»
        return []
    if counted and counted[0] > 1 and a[k].low in ("годом", "месяцем", "неделей", "днем", "кварталом"):
        return []
    if not sign:
        if a[end].low in ("ранее", "раньше"):
            sign = -1
        elif a[end].low in ("позже", "позднее", "спустя"):
            sign = 1
        else:
            return []
        if a[end].low != "спустя" and not a[k].low.endswith(("ом", "ем", "ей", "ами", "ями", "ем", "нем")):
            return []
        end += 1
    where = {
        "year": "year",
        "month": "month",
        "week": "week",
        "day": "day",
        "24h": "day",
        "quarter": "quarter",
        "decade": "year",
    }.get(unit)
    if where is None:
        return []
    size = int(number) if number is not None else 1
    if unit == "decade":
        size *= 10
    timex = Timex(start=a[i].start, end=a[end - 1].end, unit=where, shift=sign * size, base="story", rule="earlier")  # type: ignore[arg-type]
    if "спустя" in (a[i].low, a[end - 1].low):
        length = amount(_decimal(number if number is not None else 1), unit)
        if a[end].low in ("после", "с"):
            timex = timex.but(unit="duration", shift=None)
        timex = timex.but(duration=length)
    return [Piece(i, end, timex)]
