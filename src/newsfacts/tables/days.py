"""EDTF values as first and last days, for tables that are sorted and joined by date."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of an EDTF value as ISO dates; None where it is open, a duration or has no year.

    Example:
        >>> bounds("2025-02"), bounds("2019/.."), bounds("199X"), bounds("P3D")
        (('2025-02-01', '2025-02-28'), ('2019-01-01', None), ('1990-01-01', '1999-12-31'), (None, None))
    """
    if value is None:
        return None, None
    first, _, last = value.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(value: str) -> tuple[str | None, str | None]:
    match = _DATE.fullmatch(value)
    if match is None:
        return None, None
    year, month, day = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    try:
        if month is None:
            return date(low, 1, 1).isoformat(), date(high, 12, 31).isoformat()
        if day is None:
            length = monthrange(high, int(month))[1]
            return date(low, int(month), 1).isoformat(), date(high, int(month), length).isoformat()
        return date(low, int(month), int(day)).isoformat(), date(high, int(month), int(day)).isoformat()
    except ValueError:  # no such day in the calendar
        return None, None
