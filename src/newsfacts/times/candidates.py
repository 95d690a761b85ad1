"""The stretches that a timex can mean, year by year, and which of them the tense asks for."""

from collections.abc import Sequence
from datetime import date

from newsfacts.times import edtf
from newsfacts.times.edtf import Stretch
from newsfacts.times.tense import Said, Tense
from newsfacts.times.timex import Timex

STALE = 120  # days after its end that a year's figures are news
_EARLY = 5  # days before its end that the figures of a period can be told


def months_ended(timex: Timex, anchor: date) -> Stretch | None:
    """The first months of a year, the last that are over; twelve of them only while they are news."""
    made = [m for y in (0, -1) if (m := make(timex, anchor.year + y)) is not None and m.last]
    ended = next((m for m in made if m.last and (m.last - anchor).days <= _EARLY), None)
    late = ended and ended.last and (anchor - ended.last).days > STALE
    return None if late and timex.months == 12 else ended


def direction(timex: Timex, said: Said) -> Tense:
    """Where in time to look, by the tense and by whether something lasts since or until then."""
    if timex.relation == "until" and said.tense == "past":
        return "open"
    if timex.relation == "since" and said.tense in ("present", "open"):
        return "past"
    return "open" if said.tense == "present" else said.tense


def nearest(made: Sequence[Stretch], anchor: date, tense: Tense, unit: str, weak: bool) -> Stretch:
    """The one of several years that the tense asks for; the nearest where it is silent.

    A short participle («отдан», «назначен») is weak: it can speak of a day close ahead.
    """
    known = [(m, m.first, m.last) for m in made if m.first and m.last]
    if tense == "past":
        fit = [m for m, first, last in known if _begun(first, last, unit) <= anchor]
        close = weak and any(0 < (first - anchor).days <= 30 for _, first, _ in known)
        if fit and not (close and fit[-1].last and (anchor - fit[-1].last).days > 200):
            return fit[-1]
    if tense == "future":
        ahead = [m for m, _, last in known if last >= anchor]
        if ahead:
            return ahead[0]
    return min(known, key=lambda k: _distance(k[1], k[2], anchor))[0]


def _begun(first: date, last: date, unit: str) -> date:
    """The day from which on a stretch can be told of in the past tense: for quarters and longer its middle."""
    return first + (last - first) / 2 if unit in ("quarter", "half") else first


def _distance(first: date, last: date, anchor: date) -> int:
    if first <= anchor <= last:
        return 0
    return min(abs((first - anchor).days), abs((last - anchor).days))


def make(timex: Timex, year: int | None) -> Stretch | None:
    """The stretch that a timex with a month, quarter, half or season names in a year."""
    if year is not None and not 1 <= year <= 9998:
        return None
    nth, month = timex.nth or 1, timex.month
    if timex.unit == "day" and month is not None and timex.day is not None:
        return edtf.day_of(year, month, timex.day)
    if timex.weekday is not None and month is not None:
        return edtf.weekday_of(year, month, timex.weekday, nth) if year is not None else None
    if timex.unit == "day" and month is not None:
        return _month_end(year, month)
    if timex.unit == "weekend" and month is not None and year is not None:
        saturday = edtf.weekday_of(year, month, 6, nth)
        sunday = edtf.plus(saturday.first, 1) if saturday and saturday.first else None
        return saturday.to(edtf.one_day(sunday)) if saturday and sunday else None
    if timex.unit == "month" and month is not None:
        return edtf.months(year, month, timex.months or 1)
    if timex.unit == "week" and month is not None:
        last = _month_end(year, month)
        start = edtf.day_of(year, month, nth * 7 - 6) if nth > 0 else None
        if nth < 0 and last is not None and last.last is not None:
            first = edtf.plus(last.last, -6)
            start = edtf.one_day(first) if first else None
        end = last if nth < 0 else edtf.day_of(year, month, nth * 7)
        return start.to(end) if start and end else None
    if timex.unit == "dekad" and month is not None:
        start = edtf.day_of(year, month, nth * 10 - 9)
        if start is None:
            return None
        end = edtf.day_of(year, month, nth * 10) if nth < 3 else _month_end(year, month)
        return start.to(end) if end else None
    if timex.unit == "quarter":
        return edtf.quarter(year, nth)
    if timex.unit == "half":
        return edtf.half(year, nth)
    if timex.unit == "season":
        return edtf.season(year, nth) if year is None or year > 1 else None
    if timex.unit == "year" and year is not None:
        return edtf.year_of(year)
    return None


def _month_end(year: int | None, month: int) -> Stretch | None:
    whole = edtf.months(year, month)
    if whole.last is not None:
        return edtf.one_day(whole.last)
    return edtf.day_of(None, month, 29 if month == 2 else 30)


def step(unit: str, anchor: date, shift: int, timex: Timex) -> Stretch | None:
    """So many calendar units from a day."""
    if abs(shift) > 9000:
        return None
    if unit == "day":
        day = edtf.plus(anchor, shift)
        return edtf.one_day(day) if day else None
    if unit == "week":
        day = edtf.plus(anchor, 7 * shift)
        return edtf.week(day) if day else None
    if unit == "month":
        count = anchor.year * 12 + anchor.month - 1 + shift
        if not 12 < count < 119_000:
            return None
        month = edtf.months(count // 12, count % 12 + 1)
        if timex.relation == "since" and timex.part == "begin" and month.first:
            return Stretch(month.first.isoformat(), month.high, month.first, month.last)
        return month
    if unit == "quarter":
        count = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return edtf.quarter(count // 4, count % 4 + 1) if 4 < count < 39_000 else None
    if unit == "half":
        count = anchor.year * 2 + (anchor.month - 1) // 6 + shift
        return edtf.half(count // 2, count % 2 + 1) if 2 < count < 19_000 else None
    if unit == "year":
        return edtf.year_of(anchor.year + shift)
    if unit == "century":
        return edtf.century((anchor.year - 1) // 100 * 100 + shift * 100)
    if unit == "decade":
        return edtf.decade(anchor.year // 10 * 10 + shift * 10)
    return None
