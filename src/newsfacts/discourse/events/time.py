"""Calendar values of gatherings: put together from what is said of their opening, close and length."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_DURATION = re.compile(r"P(\d+)([DW])$")


@dataclass(frozen=True)
class Span:
    """What one statement says of the time: its role (hold, open, close, …), value and length."""

    role: str
    when: str | None
    duration: str | None = None


def today(published: str | None) -> date | None:
    """The article's day."""
    return _day(published, False) if published else None


def _day(value: str, last: bool) -> date | None:
    """The first or last day of a plain EDTF date, month or year; None for what has no such day."""
    try:
        if m := _DAY.match(value):
            return date(int(m[1]), int(m[2]), int(m[3]))
        if m := _MONTH.match(value):
            year, month = int(m[1]), int(m[2])
            return date(year, month, monthrange(year, month)[1] if last else 1)
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 12 if last else 1, 31 if last else 1)
    except ValueError:
        return None
    return None


def first_day(value: str | None) -> date | None:
    """The first day of an EDTF value."""
    return None if value is None else _day(value.split("/")[0], False)


def last_day(value: str | None) -> date | None:
    """The last day of an EDTF value."""
    return None if value is None else _day(value.split("/")[-1], True)


def in_future(value: str, published: str | None) -> str:
    """Days of a year before the article's, read as the first such days after it: what is set is yet to come.

    Example:
        >>> in_future("2021-10-08/2021-10-09", "2022-09-15")
        '2022-10-08/2022-10-09'
    """
    start, now = first_day(value), today(published)
    if start is None or now is None or start >= now:
        return value
    later = now.year - start.year
    parts = [f"{int(part[:4]) + later}{part[4:]}" for part in value.split("/") if part[:4].isdigit()]
    return "/".join(parts) if len(parts) == len(value.split("/")) else value


def plain(value: str) -> str:
    """A value without the time of day."""
    return "/".join(part.split("T")[0] for part in value.split("/"))


def compatible(known: str, other: str, role: str, other_role: str) -> bool:
    """Whether two values can belong to one edition: they overlap, or an opening and a close lie within three months."""
    if known.startswith("XXXX") or other.startswith("XXXX"):
        return True
    a, b = first_day(known), last_day(known)
    c, d = first_day(other), last_day(other)
    a, b, c, d = a or b, b or a, c or d, d or c  # of an open stretch its one end
    if a is None or b is None or c is None or d is None:
        return True
    if a <= d and c <= b:
        return True
    if len(known) == 4 or len(other) == 4:
        return False
    for (begins, first), (ends, last) in (((role, a), (other_role, c)), ((other_role, c), (role, a))):
        if begins in ("open", "first", "headed") and ends in ("close", "last", "extend") and first <= last:
            return (last - first).days < 400
    partial = {"open", "headed", "close", "first", "last", "ended", "extend"}
    if role in partial or other_role in partial:
        return abs((c - a).days) < 100
    if role == "postpone" or other_role == "postpone":
        return abs((c - a).days) < 400
    return False


def join(spans: Sequence[Span], published: str | None) -> str | None:
    """The time of an edition from all that is said of it; None where nothing is.

    Example:
        >>> join([Span("open", "2025-05-06"), Span("close", "2025-05-08")], "2025-05-07")
        '2025-05-06/2025-05-08'
    """
    held = [plain(s.when) for s in spans if s.role in ("hold", "cancel") and s.when]
    moved = [plain(s.when) for s in spans if s.role == "postpone" and s.when]
    if moved:
        return next((h for h in held if _sharper(h, moved[-1])), moved[-1])
    opened = [plain(s.when).split("/")[0] for s in spans if s.role in ("open", "first") and s.when]
    closed = [plain(s.when).split("/")[-1] for s in spans if s.role in ("close", "last", "ended") and s.when]
    headed = [plain(s.when) for s in spans if s.role == "headed" and s.when]
    extended = [plain(s.when).split("/")[-1] for s in spans if s.role == "extend" and s.when]
    closed = extended or closed
    if headed and not held and not opened:
        opened, held = (headed, held) if closed else (opened, headed)
    running = bool(closed and published and closed[-1] > published)  # «за два дня» is then not all of it
    lengths = [s.duration for s in spans if s.duration and not (running and s.role == "lasted")]
    whole = [h for h in held if "/" in h and ".." not in h]
    whole = [h for h in whole if not (_is_week(h) and any(_sharper_in(h, s) for s in spans))]
    if opened and _DAY.fullmatch(opened[0]):  # «осенью» with the day of the opening told is no time of its own
        whole = [h for h in whole if len(h) == 21 or not _lies_in(opened[0], h)]
    days = [h for h in held if _DAY.fullmatch(h)]
    if whole:
        begins, ends = whole[0].split("/")
        return f"{begins}/{extended[-1]}" if extended and ends < extended[-1] else whole[0]
    for guests in (plain(s.when) for s in spans if s.role == "guests" and s.when):
        fits = not opened or opened[0] == guests.split("/")[0]
        told = any(s.role in ("close", "last") and s.when for s in spans)
        if fits and not days and (not told or closed[-1] == guests.split("/")[-1]):
            return guests
    if opened and closed and opened[0] > closed[-1] and opened[0][4:] < closed[-1][4:]:
        opened[0] = closed[-1][:4] + opened[0][4:]  # the verb of the close led the opening's year astray
    if (
        opened
        and closed
        and _DAY.fullmatch(opened[0])
        and _DAY.fullmatch(closed[-1])
        and opened[0][4:] <= closed[-1][4:]
    ):
        closed[-1] = opened[0][:4] + closed[-1][4:]  # «открылась 13 января … продлится до 17 января»: within one year
    if opened and closed and opened[0] > closed[-1] and _DAY.fullmatch(closed[-1]):
        closed[-1] = _next_week(closed[-1], opened[0])  # «7 октября … и будет идти до четверга»
    if opened and closed:
        return f"{opened[0]}/{closed[-1]}" if opened[0] != closed[-1] else opened[0]
    start = opened[0] if opened else None
    length = _days(lengths)
    if start and length and _DAY.fullmatch(start):
        return _lasting(start, length - 1)
    if closed and length and _DAY.fullmatch(closed[-1]):
        return _lasting(closed[-1], 1 - length)
    if days:
        return of_days(days)
    vague = start is not None and held and _DAY.fullmatch(start) and len(held[0]) != 21 and _lies_in(start, held[0])
    if held and not vague:
        return held[0]
    if start:
        return f"{start}/.." if _DAY.fullmatch(start) or start.startswith("XXXX") else start
    stated = extended or [plain(s.when).split("/")[-1] for s in spans if s.role in ("close", "last") and s.when]
    return f"../{stated[-1]}" if stated and (_DAY.fullmatch(stated[-1]) or _MONTH.match(stated[-1])) else None


def _is_week(value: str) -> bool:
    """Whether a stretch is a week of the calendar: «на следующей неделе»."""
    start, end = first_day(value), last_day(value)
    return start is not None and end is not None and start.weekday() == 0 and (end - start).days == 6


def _sharper_in(week: str, span: Span) -> bool:
    """Whether something tells more of days in a week."""
    if span.when is None or plain(span.when) == week or span.role not in ("hold", "open", "close", "guests"):
        return False
    start, end = week.split("/")
    days = [part for part in plain(span.when).split("/") if part != ".."]
    return all(_DAY.fullmatch(day) and start <= day <= end for day in days)


def _next_week(day: str, start: str) -> str:
    """The same weekday from a start on, where it lies less than two weeks ahead; else the start."""
    first, last = _day(start, False), _day(day, True)
    if first is None or last is None or not _DAY.fullmatch(day) or (first - last).days >= 14:
        return start
    weeks = -(-(first - last).days // 7)
    return _lasting(day, 7 * weeks).split("/")[-1]


def _lies_in(day: str, value: str) -> bool:
    """Whether a day lies in a stretch of months or years."""
    at, start, end = first_day(day), first_day(value), last_day(value)
    return at is not None and start is not None and end is not None and start <= at <= end


def _sharper(value: str, other: str) -> bool:
    """Whether a value tells the days of what another gives a month or the first day of."""
    start, first, last = first_day(value), first_day(other), last_day(other)
    if start is None or first is None or last is None or len(value) <= len(other):
        return False
    return first <= start <= last


def _lasting(day: str, shift: int) -> str:
    """From a day so many days on, or, for a negative shift, back; the day alone where the calendar ends."""
    try:
        other = (date.fromisoformat(day) + timedelta(shift)).isoformat()
    except OverflowError:
        return day
    return day if not shift else "/".join(sorted((day, other)))


def of_days(days: Sequence[str]) -> str:
    """Several days as one value.

    Example:
        >>> of_days(["2025-10-08", "2025-10-07"])
        '2025-10-07/2025-10-08'
    """
    return days[0] if len(set(days)) == 1 else f"{min(days)}/{max(days)}"


def _days(lengths: Sequence[str]) -> int | None:
    for length in lengths:
        if m := _DURATION.match(length):
            return int(m[1]) * (7 if m[2] == "W" else 1)
    return None
