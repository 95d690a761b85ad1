"""Clock times, with their zones."""

from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.timex import Piece, Timex

_AFTERNOON = {"утра": 0, "дня": 12, "вечера": 12, "ночи": 0, "пополудни": 12}


@rule(
    "times",
    {
        "Торги открылись в [среду в 12:30 мск].": "2025-10-01T12:30+03:00",
        "Старт дали [сегодня в 08.30].": "2025-10-01T08:30",
        "[1 октября в 9 утра] двери открыли.": "2025-10-01T09:00",
        "Сбор [2 октября в 11 часов].": "2025-10-02T11:00",
        "Эфир в [15:00 по московскому времени 1 октября].": "2025-10-01T15:00+03:00",
        "Команды сыграли 2:1, счёт по сетам 25:23.": None,
        "В 18.30 рубля обошлась одна штука.": None,
    },
)
def clock(a: Atoms, i: int) -> list[Piece]:
    """Hours and minutes: «15:00 мск», «в 18.30», «в 9 утра», «в 11 часов 20 минут»."""
    hour = a[i].number
    if (
        hour is None
        or len(a[i].text) > 2
        or hour > 24
        or (a[i].glued and not (a[i - 1].is_dash or a[i - 1].text in '(«"'))
    ):
        return []
    colon = a[i + 1].text in (":", ".") and a[i + 1].glued and a[i + 2].is_digits and a[i + 2].glued
    before = a[i - 1].low
    led = before in ("в", "к", "с", "до", "около", "после", "на", "по") or a[i - 1].text in "—–-,("
    if colon and len(a[i + 2].text) == 2 and (a[i + 2].number or 0) < 60:
        j, minute = i + 3, a[i + 2].number or 0
        if a[j].text in (":", ".", ",") and a[j].glued and a[j + 1].is_digits and a[j + 1].glued:
            return []
        zone, end = zone_at(a, j)
        part = a[end].low in _AFTERNOON
        if part:
            hour, end = _of_day(hour, a[end].low), end + 1
            zone, end = (zone, end) if zone else zone_at(a, end)
        dot = a[i + 1].text == "."
        if dot and not (zone or part) and not _is_dotted_clock(a, i, end):
            return []
        if (
            not dot
            and before not in ("в", "к", "с", "до", "после", "около", "на", "по")
            and not zone
            and a[end].low in ("в", "у")
        ):
            return []
        if hour > 23 and minute:
            return []
        return [_clock(a, i, end, hour, minute, zone)]
    j = i + 1
    if a[j].low in _AFTERNOON:
        if not led:
            return []
        zone, end = zone_at(a, j + 1)
        return [_clock(a, i, end, _of_day(hour, a[j].low), 0, zone)]
    if a[j].low in ("часов", "часа", "час") and before in ("в", "к", "с", "до"):
        minute, j = 0, j + 1
        if a[j].number is not None and a[j + 1].get("unit") == "minute":
            minute, j = a[j].number, j + 2
        part = a[j].low in _AFTERNOON
        if part:
            hour, j = _of_day(hour, a[j].low), j + 1
        zone, end = zone_at(a, j)
        if before == "до" and not (part or zone or minute):
            return []
        if before == "с" and not (part or zone or minute) and a[end].low not in ("до", "по"):
            return []
        return [_clock(a, i, end, hour, minute, zone)]
    return []


def _is_dotted_clock(a: Atoms, i: int, end: int) -> bool:
    """Whether «18.30» is a clock time and no number: led by a preposition or dash, nothing counted after it."""
    if len(a[i].text) < 2 or (a[i].number or 0) > 23:
        return False
    if a[i - 1].text == "(":
        return a[end].get("weekday") is not None
    led = a[i - 1].low in ("в", "к", "с", "до", "на") or a[i - 1].is_dash
    return led and (not a[end].is_word or _follows(a, end))


_AFTER = frozenset(
    (
        "и",
        "в",
        "на",
        "до",
        "по",
        "с",
        "за",
        "он",
        "она",
        "они",
        "у",
        "утра",
        "дня",
        "вечера",
        "ночи",
        "а",
        "но",
        "из",
        "к",
    )
)


def _follows(a: Atoms, end: int) -> bool:
    return (
        a[end].low in _AFTER
        or a[end].get("weekday") is not None
        or a[end].get("month") is not None
        or a[end].get("day") is not None
    )


def _of_day(hour: int, part: str) -> int:
    if part == "ночи":
        return 0 if hour == 12 else hour
    shift = _AFTERNOON[part]
    return hour + 12 if shift and hour < 12 else hour


def zone_at(a: Atoms, j: int) -> tuple[str, int]:
    """The zone said at j, as an offset, and the atom after it."""
    if (zone := a[j].get("zone")) and not a[j].low.endswith("му"):
        return str(zone), j + 1
    if a[j].text == "(" and (zone := a[j + 1].get("zone")) and a[j + 2].text == ")":
        return str(zone), j + 3
    if a[j].low == "по":
        zone = a[j + 1].get("zone")
        if zone and a[j + 1].low.endswith("му"):
            return str(zone), j + (3 if a[j + 2].low in ("времени", "часовому") else 2)
        if zone:
            return str(zone), j + 2
        if a[j + 1].low == "москве":
            return "+03:00", j + 2
        if a[j + 1].low == "местному":
            return "", j + (3 if a[j + 2].low == "времени" else 2)
    return "", j


def _clock(a: Atoms, i: int, end: int, hour: int, minute: int, zone: str) -> Piece:
    timex = Timex(
        start=a[i].start, end=a[end - 1].end, unit="minute", hour=hour % 24, minute=minute, zone=zone, rule="clock"
    )
    return Piece(i, end, timex)
