"""Calendar arithmetic, and stretches of days written as EDTF."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"^\d{4}")


@dataclass(frozen=True)
class Stretch:
    """A stretch of calendar time: how its two ends are written, and its first and last day where known."""

    low: str
    high: str
    first: date | None = None
    last: date | None = None

    @property
    def value(self) -> str:
        """The stretch as EDTF."""
        return self.low if self.low == self.high else f"{self.low}/{self.high}"

    def shifted(self, years: int) -> "Stretch | None":
        """The same stretch so many years later; None where there is no such date or year."""
        if self.first is None or self.last is None or not _YEAR.match(self.low) or not _YEAR.match(self.high):
            return None
        first, last = move(self.first, years), move(self.last, years)
        if first is None or last is None:
            return None
        low, high = _write(first, len(self.low)), _write(last, len(self.high))
        return Stretch(low, high, first, last)

    def to(self, other: "Stretch") -> "Stretch":
        """From the beginning of this to the end of the other."""
        return Stretch(self.low, other.high, self.first, other.last)


def _write(day: date, length: int) -> str:
    return day.isoformat()[:length]


def move(day: date, years: int) -> date | None:
    """The same day so many years later; the 28th for 29 February."""
    year = day.year + years
    if not 1 <= year <= 9999:
        return None
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def day_of(year: int | None, month: int, day: int) -> Stretch | None:
    """A day; without a year ``XXXX-MM-DD``."""
    if year is None:
        text = f"XXXX-{month:02}-{day:02}"
        return Stretch(text, text) if day <= monthrange(2024, month)[1] else None
    if not 1 <= year <= 9999 or day > monthrange(year, month)[1]:
        return None
    return one_day(date(year, month, day))


def weekday_of(year: int, month: int, weekday: int, nth: int) -> Stretch | None:
    """The nth Monday (1) to Sunday (7) of a month, the last for -1; None where there is none."""
    length = monthrange(year, month)[1]
    first = 1 + (weekday - date(year, month, 1).isoweekday()) % 7
    day = first + 7 * (nth - 1) if nth > 0 else first + 7 * ((length - first) // 7)
    return one_day(date(year, month, day)) if day <= length else None


def one_day(day: date) -> Stretch:
    """A day."""
    return Stretch(day.isoformat(), day.isoformat(), day, day)


def days(first: date, last: date) -> Stretch:
    """From one day to another."""
    return Stretch(first.isoformat(), last.isoformat(), first, last)


def months(year: int | None, first: int, count: int = 1) -> Stretch:
    """So many months; the first may lie in the year before, as months below 1."""
    if year is None:
        low, high = (first - 1) % 12 + 1, (first + count - 2) % 12 + 1
        return Stretch(f"XXXX-{low:02}", f"XXXX-{high:02}")
    a, b = year * 12 + first - 1, year * 12 + first + count - 2
    start = date(a // 12, a % 12 + 1, 1)
    end = date(b // 12, b % 12 + 1, monthrange(b // 12, b % 12 + 1)[1])
    return Stretch(start.isoformat()[:7], end.isoformat()[:7], start, end)


def quarter(year: int | None, nth: int) -> Stretch:
    """A quarter, in days."""
    return _in_days(months(year, nth * 3 - 2, 3))


def half(year: int | None, nth: int) -> Stretch:
    """A half-year, in days."""
    return _in_days(months(year, nth * 6 - 5, 6))


def _in_days(stretch: Stretch) -> Stretch:
    if stretch.first is None or stretch.last is None:
        last = int(stretch.high[-2:])
        return Stretch(f"{stretch.low}-01", f"{stretch.high}-{monthrange(2024, last)[1]:02}")
    return days(stretch.first, stretch.last)


def season(year: int | None, nth: int) -> Stretch:
    """A season, in months: winter belongs to the year of its January."""
    return months(year, nth * 3 - 3, 3)


def year_of(year: int) -> Stretch | None:
    """A year."""
    if not 1 <= year <= 9999:
        return None
    return Stretch(f"{year:04}", f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def decade(year: int) -> Stretch | None:
    """The ten years from a year on; None outside the calendar."""
    if not 0 <= year <= 9990:
        return None
    text = f"{year // 10:03}X"
    return Stretch(text, text, date(max(year, 1), 1, 1), date(year + 9, 12, 31))


def century(year: int) -> Stretch | None:
    """The hundred years from a year on; None outside the calendar."""
    if not 0 <= year <= 9900:
        return None
    text = f"{year // 100:02}XX"
    return Stretch(text, text, date(max(year, 1), 1, 1), date(year + 99, 12, 31))


def week(day: date) -> Stretch:
    """The week, Monday to Sunday, around a day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6))


def plus(day: date, count: int) -> date | None:
    """So many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None
