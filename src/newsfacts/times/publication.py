"""The publication day of an article that names only day and month in its dateline."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from newsfacts.model import Located, Time, inside

_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_RECENT = 5  # years
_LONGEST = 270  # days that news may lie behind what it tells of


def publication_day(times: Iterable[Time], dateline: Located) -> str | None:
    """The dateline's day in the year that the article's own dates fix: that in which they lie shortly before it.

    Only dates with a year and a month count: «за девять месяцев 2022 года» under «24 октября» is news of 2022, while
    «в 2020 году» may be any year's news.

    Example:
        >>> from newsfacts.model import Evidence
        >>> told = Time(text="в июле 2022 года", start=40, end=56, kind="date", value="2022-07")
        >>> day = Time(text="20 августа", start=6, end=16, kind="date", value="XXXX-08-20")
        >>> publication_day((day, told), Evidence("ОМСК, 20 августа.", 0, 17))
        '2022-08-20'
    """
    own = next((time.value for time in times if inside(time, dateline)), None) or ""
    if _FULL_DAY.fullmatch(own):
        return own
    open_day = _OPEN_DAY.fullmatch(own)
    if not open_day:
        return None
    month, day = map(int, open_day.groups())
    found: list[tuple[timedelta, date]] = []
    for told in filter(None, (_last_day(time.value) for time in times)):
        for year in (told.year, told.year + 1):
            try:
                published = date(year, month, day)
            except ValueError:
                continue
            lag = published - told
            if timedelta(0) <= lag <= timedelta(_LONGEST):
                found.append((lag, published))
    # What the news recalls from long ago says nothing of its own year.
    recent = max((published.year for _, published in found), default=0) - _RECENT
    near = min((one for one in found if one[1].year >= recent), key=lambda one: (one[0], -one[1].year), default=None)
    return near[1].isoformat() if near else None


def _last_day(value: str | None) -> date | None:
    """The last day that a value names, or its first where the end is open; None for years and less."""
    if not value or value.startswith(("P", "..")):
        return None
    first, _, last = value.partition("/")
    end = first if last in ("", "..") else last
    end = end.partition("T")[0]
    if _FULL_DAY.fullmatch(end):
        return date.fromisoformat(end)
    month = _MONTH.fullmatch(end)
    if not month:
        return None
    year, number = map(int, month.groups())
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(1)
