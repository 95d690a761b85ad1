"""What has a date, along a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from newsfacts.html.safe import plain, text

_DAY = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?")
_WIDTH = 1000
_LEAST = 12  # of _WIDTH: what a day on a line of many years still gets


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that has a date: its EDTF value, what it is as markup, where it is told, and its colour."""

    when: str
    what: str
    link: str
    look: str


def bounds(when: str) -> tuple[date | None, date | None] | None:
    """The first and last day of an EDTF value; None at an open end; None for durations and unknown years.

    Example:
        >>> bounds("2025-02")
        (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
        >>> bounds("2019/..")
        (datetime.date(2019, 1, 1), None)
        >>> bounds("P3D") is None
        True
    """
    low, _, high = when.partition("/")
    ends = [_day(low, last=False), _day(high or low, last=True)]
    known = [end is not None or part == ".." for end, part in zip(ends, (low, high or low), strict=True)]
    return (ends[0], ends[1]) if all(known) and any(ends) else None


def _day(part: str, *, last: bool) -> date | None:
    """The first or the last day of one end of an interval."""
    match = _DAY.match(part)
    if match is None:
        return None
    year = int(match[1].replace("X", "9" if last else "0"))
    try:
        if match[3]:
            return date(year, int(match[2]), int(match[3]))
        if not last:
            return date(year, int(match[2] or 1), 1)
        month = int(match[2] or 12)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def timeline(items: Iterable[Dated], published: str | None = None) -> str:
    """A list of dated things in the order of their dates, each with its stretch of a common line.

    Args:
        items: what to show; those without a day in the calendar are left out.
        published: a day to mark on the line.
    """
    dated = [(stretch, item) for item in items if (stretch := bounds(item.when))]
    days = [day for stretch, _ in dated for day in stretch if day]
    if not days:
        return ""
    mark = bounds(published) if published else None
    if mark and mark[0]:
        days.append(mark[0])
    first, last = min(days), max(days)
    total = max((last - first).days + 1, 1)

    def x(day: date) -> int:
        return (day - first).days * _WIDTH // total

    tick = f'<rect class="tick" x="{x(mark[0])}" y="0" width="3" height="12"></rect>' if mark and mark[0] else ""
    rows = []
    dated.sort(key=lambda pair: (pair[0][0] or date.min, pair[0][1] or date.max))
    for (low, high), item in dated:
        left = x(low) if low else 0
        right = x(high + timedelta(days=1)) if high and high < date.max else _WIDTH
        left = max(min(left, _WIDTH - _LEAST), 0)
        width = max(right - left, _LEAST)
        look = item.look if low and high else f"{item.look} open"
        rows.append(
            f'<li><time>{text(item.when)}</time><svg viewBox="0 0 {_WIDTH} 12" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect class="track" x="0" y="5" width="{_WIDTH}" height="2"></rect>{tick}'
            f'<rect class="{look}" x="{left}" y="2" width="{width}" height="8"></rect></svg>'
            f'<a href="{plain(item.link)}">{item.what}</a></li>'
        )
    return f'<ol class="timeline">{"".join(rows)}</ol>'
