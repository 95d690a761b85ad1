"""What has a date, along a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from newsfacts.html.safe import plain, text
from newsfacts.tables import bounds

_WIDTH = 1000
_LEAST = 12  # of _WIDTH: what a day on a line of many years still gets


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that has a date: its EDTF value, what it is as markup, where it is told, and its colour."""

    when: str
    what: str
    link: str
    look: str


def timeline(items: Iterable[Dated], published: str | None = None) -> str:
    """A list of dated things in the order of their dates, each with its stretch of a common line.

    Args:
        items: what to show; those without a day in the calendar are left out.
        published: a day to mark on the line.
    """
    dated = [(*_days(item.when), item) for item in items]
    dated = [one for one in dated if one[0] or one[1]]
    days = [day for low, high, _ in dated for day in (low, high) if day]
    if not days:
        return ""
    mark = _days(published)[0] if published else None
    if mark:
        days.append(mark)
    first, last = min(days), max(days)
    total = max((last - first).days + 1, 1)

    def x(day: date) -> int:
        return (day - first).days * _WIDTH // total

    tick = f'<rect class="tick" x="{x(mark)}" y="0" width="3" height="12"></rect>' if mark else ""
    rows = []
    dated.sort(key=lambda one: (one[0] or date.min, one[1] or date.max))
    for low, high, item in dated:
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


def _days(when: str) -> tuple[date | None, date | None]:
    """The first and last day of an EDTF value, where it has them."""
    low, high = bounds(when)
    return date.fromisoformat(low) if low else None, date.fromisoformat(high) if high else None
