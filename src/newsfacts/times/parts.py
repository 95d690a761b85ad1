"""Beginning, middle and end of a stretch; its value stays the stretch."""

from collections.abc import Callable

from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.timex import Piece, Timex, Unit

_UNITS: dict[str, Unit] = {
    "года": "year", "г": "year", "месяца": "month", "недели": "week", "квартала": "quarter", "дня": "day",
    "века": "century", "полугодия": "half", "десятилетия": "decade",
}  # fmt: skip


@rule(
    "times",
    {
        "Он ушёл в [конце марта].": "2025-03",
        "Цех заработал в [начале 2024 года].": "2024",
        "Рост [с начала года] составил 5%.": "2025-01-01/..",
        "Рост [с начала 2024 года] составил 5%.": "2024-01-01/..",
        "Заявки примут [до конца недели].": "../2025-10-05",
        "Дом сдадут [к концу 2027 года].": "../2027",
        "Убыток [по итогам года] сократится.": "2025",
        "В конце концов все согласились.": None,
        "С начала строительства прошла проверка.": None,
    },
)
def part_of(a: Atoms, i: int, read: Callable[[Atoms, int], list[Piece]]) -> list[Piece]:
    """The beginning, middle or end of a stretch that follows."""
    part, j = a[i].get("part"), i + 1
    if part == "total" and a[i - 1].low == "по":
        i -= 1
    if a[j].is_dash and a[j + 1].get("part"):
        part, j = a[j + 1].get("part"), j + 2
    elif a[j].low == "и" and a[j + 1].get("part"):
        j += 2
    if a[j].get("part"):
        return []
    if unit := _UNITS.get(a[j].low):
        if unit in ("day", "century", "decade") and a[j].low != "дня":
            return []
        end = j + 2 if a[j].low == "г" and a[j + 1].text == "." else j + 1
        timex = Timex(start=a[i].start, end=a[end - 1].end, unit=unit, shift=0, part=part, rule="part_of")
        return [Piece(i, end, timex)]
    inner = read(a, j)
    if not inner or inner[0].first != j or inner[0].timex.unit in ("duration", "minute", "event_day"):
        if inner and inner[0].timex.unit == "event_day":
            return [Piece(i, inner[0].last, inner[0].timex.but(start=a[i].start))]
        return []
    head = inner[0]
    return [Piece(i, head.last, head.timex.but(start=a[i].start, part=part)), *inner[1:]]
