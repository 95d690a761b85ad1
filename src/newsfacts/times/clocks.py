"""Clock times, with their zones."""

from newsfacts.marks import OPENING_QUOTES
from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import cue
from newsfacts.times.years import goes_on

_LEADS = frozenset(("в", "во", "к", "с", "до", "около", "после", "на", "по", "примерно"))
_HOURS = frozenset(("часов", "часа", "час", "часам", "ч"))
_AFTERNOON = {"утра": 0, "дня": 12, "вечера": 12, "ночи": 0, "пополудни": 12}


@rule(
    "times",
    {
        "Торги открылись в [среду в 12:30 мск].": "2025-10-01T12:30+03:00",
        "Старт дали [сегодня в 08.30].": "2025-10-01T08:30",
        "[1 октября в 9 утра] двери открыли.": "2025-10-01T09:00",
        "Сбор [2 октября в 11 часов].": "2025-10-02T11:00",
        "Эфир в [15:00 по московскому времени 1 октября].": "2025-10-01T15:00+03:00",
        "Сбор в [9.30 4 октября] у входа.": "2025-10-04T09:30",
        "Взрыв прогремел в [три часа ночи].": "2025-10-01T03:00",
        "Взрыв прогремел около [3 часов ночи].": "2025-10-01T03:00",
        "Дорогу закроют [с 8 утра до 20 часов].": "2025-10-01T08:00/2025-10-01T20:00",
        "Пуск назначен на [полдень 5 октября].": "2025-10-05T12:00",
        "Хроника дня.\n\n[09:40] Мэр открыл школу.\n\n11:00 Начался салон.": "2025-10-01T09:40",
        "Хроника дня.\n\n[17:05] «Мы спешим», – сказал мэр.": "2025-10-01T17:05",
        "Счёт по сетам.\n\n25:18 Сет за гостями.": None,
        "Касса работает ежедневно с 10:00 до 19:00.": None,
        "Команды сыграли 2:1, счёт по сетам 25:23.": None,
        "В 18.30 рубля обошлась одна штука.": None,
    },
)
def clock(a: Atoms, i: int) -> list[Piece]:
    """Hours and minutes: «15:00 мск», «в 18.30», «в 9 утра», «в 11 часов 20 минут»."""
    if (named := a[i].get("point")) is not None:
        return [_clock(a, i, i + 1, named, 0, "")] if a[i - 1].low in _LEADS or a[i - 1].low == "ровно" else []
    if a[i].low in ("час", "часу", "часа") and a[i - 1].low in _LEADS and a[i + 1].low in ("дня", "ночи"):
        zone, end = zone_at(a, i + 2)
        return [_clock(a, i, end, _of_day(1, a[i + 1].low), 0, zone)]
    spelled = a[i].get("cardinal")
    if spelled is not None and 1 < spelled <= 12 and (a[i + 1].low in _AFTERNOON or a[i + 2].low in _AFTERNOON):
        return _whole_hours(a, i, int(spelled))
    hour = a[i].number
    inside = a[i].glued and not (a[i - 1].is_dash or a[i - 1].text in '(«"')
    if hour is None or len(a[i].text) > 2 or hour > 24 or inside:
        return []
    colon = a[i + 1].text in (":", ".") and a[i + 1].glued and a[i + 2].is_digits and a[i + 2].glued
    if colon and len(a[i + 2].text) == 2 and (a[i + 2].number or 0) < 60:
        return _with_minutes(a, i, hour, a[i + 2].number or 0)
    if a[i + 1].is_dash and a[i + 1].glued and a[i + 2].glued and a[i + 2].text in ("00", "15", "30", "45"):
        return _dashed(a, i, hour)
    return _whole_hours(a, i, hour)


def _dashed(a: Atoms, i: int, hour: int) -> list[Piece]:
    """«в 15-00»."""
    zone, end = zone_at(a, i + 3)
    led = a[i - 1].low in ("в", "с", "до", "к", "около") and hour < 24
    counted = a[end].is_word and not goes_on(a, end) or a[end].text in "%°$€№"
    return [_clock(a, i, end, hour, a[i + 2].number or 0, zone)] if led and not counted else []


def _with_minutes(a: Atoms, i: int, hour: int, minute: int) -> list[Piece]:
    j = i + 3
    longer = a[j].text in (":", ".", ",") and a[j].glued and a[j + 1].is_digits and a[j + 1].glued
    if longer or (hour > 23 and minute) or (a[j].glued and a[j].text in "%°"):
        return []
    j += a[j].low in ("часов", "ч")
    zone, end = zone_at(a, j)
    told = end > j  # «по местному времени» says that it is a clock
    part = a[end].low in _AFTERNOON
    if part:
        hour, end = _of_day(hour, a[end].low), end + 1
        zone, end = (zone, end) if zone else zone_at(a, end)
    if not (zone or part or told):
        if a[i + 1].text == "." and not _is_dotted_clock(a, i, end):
            return []
        if a[i + 1].text == ":" and not _is_led(a, i, end):
            return []
    return [_clock(a, i, end, hour, minute, zone)]


def _is_led(a: Atoms, i: int, end: int) -> bool:
    """Whether «18:30» is a clock time and no score: led by a preposition, or by a day, or at the head of a line."""
    if a[i - 1].low in _LEADS:
        return True
    if i == 0:  # «18:30 - Начало», and a chronicle's «09:40 В Сочи открыли …»
        opens = a[end].text[:1].isupper() or a[end].text in OPENING_QUOTES
        return bool(a[end].is_dash) or (len(a[i].text) == 2 and not a[end].glued and opens)
    if len(a[i].text) == 2 and "month" in a[i - 1].sense:  # «6 октября 18:00»
        return True
    if len(a[i].text) < 2 or any(a[k].low in cue("score") or _is_score(a, k) for k in range(i - 9, end + 9)):
        return False
    return bool(a[i - 1].text in "—–-,(" and a[end].low not in ("в", "у"))


def _is_score(a: Atoms, k: int) -> bool:
    """Whether «25:18» or «3:1» stands around the colon at k: no hour of a clock."""
    one, two = a[k - 1], a[k + 1]
    if a[k].text != ":" or not (a[k].glued and two.glued and one.is_digits and two.is_digits):
        return False
    return (one.number or 0) > 24 or (len(one.text) == 1 and len(two.text) == 1)


def _whole_hours(a: Atoms, i: int, hour: int) -> list[Piece]:
    before, j = a[i - 1].low, i + 1
    if a[j].low in _AFTERNOON:
        zone, end = zone_at(a, j + 1)
        led = before in _LEADS or a[i - 1].text in "—–-,("
        if a[j].low == "дня" and before in ("на", "по", "около", "после", "примерно"):  # «на два дня» is how long
            return []
        return [_clock(a, i, end, _of_day(hour, a[j].low), 0, zone)] if led else []
    if before in ("с", "со") and a[j].low in ("до", "по"):
        last = a[j + 1].number if a[j + 1].is_digits else a[j + 1].get("cardinal")
        known = last is not None and last <= 24 and (a[j + 2].low in _HOURS or a[j + 2].low in _AFTERNOON)
        return [_clock(a, i, j, hour, 0, "")] if known else []
    if a[j].low not in _HOURS or (before not in _LEADS and zone_at(a, j + 1)[1] == j + 1):
        return []
    minute, j = 0, j + 1
    j += a[j - 1].low == "ч" and a[j].text == "."
    if (minutes := a[j].number) is not None and a[j + 1].get("unit") == "minute":
        minute, j = minutes, j + 2
        j += a[j - 1].low == "мин" and a[j].text == "."
    part = a[j].low in _AFTERNOON
    if part:
        hour, j = _of_day(hour, a[j].low), j + 1
    zone, end = zone_at(a, j)
    sure = part or end > j or (minute > 0 and before not in ("на", "по", "после", "примерно", "около", "до"))
    if before in ("в", "к") or sure:
        return [_clock(a, i, end, hour, minute, zone)]
    opened = (
        a[i - 2].low in _HOURS or a[i - 2].low in _AFTERNOON or (a[i - 2].is_digits and a[i - 3].low in ("с", "со"))
    )
    ranged = (before in ("до", "по") and opened) or (before == "с" and a[end].low in ("до", "по"))
    return [_clock(a, i, end, hour, minute, zone)] if ranged else []


def _is_dotted_clock(a: Atoms, i: int, end: int) -> bool:
    """Whether «18.30» is a clock time and no number: led by a preposition or dash, nothing counted after it."""
    if (a[i].number or 0) > 23:
        return False
    if len(a[i].text) < 2:
        return a[i - 1].low in ("в", "к") and a[end].is_digits and a[end + 1].get("month") is not None
    if a[i - 1].text == "(":
        return a[end].get("weekday") is not None
    if a[end].low in ("руб", "рубля", "рублей", "доллара", "процента", "млн", "млрд", "тыс"):
        return False
    led = a[i - 1].low in ("в", "к", "с", "до", "на", "около", "после") or a[i - 1].is_dash
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
        if a[j + 1].get("zone") is None and a[j + 1].low.endswith("скому") and a[j + 2].low in ("времени", "часовому"):
            return "", j + 3
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
