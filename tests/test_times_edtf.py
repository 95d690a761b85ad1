"""Calendar arithmetic, case by case: every boundary has its line."""

from datetime import date

import pytest

from newsfacts.times import edtf
from newsfacts.times.edtf import Stretch


def told(stretch: Stretch | None) -> str | None:
    """The value, and the days where they are known."""
    if stretch is None:
        return None
    known = f" {stretch.first}..{stretch.last}" if stretch.first or stretch.last else ""
    return stretch.value + known


CASES = [
    (edtf.day_of(2025, 10, 1), "2025-10-01 2025-10-01..2025-10-01"),
    (edtf.day_of(None, 2, 29), "XXXX-02-29"),
    (edtf.day_of(None, 2, 30), None),
    (edtf.day_of(None, 6, 30), "XXXX-06-30"),
    (edtf.day_of(2025, 2, 28), "2025-02-28 2025-02-28..2025-02-28"),
    (edtf.day_of(2025, 2, 29), None),
    (edtf.day_of(0, 2, 1), None),
    (edtf.day_of(1, 2, 1), "0001-02-01 0001-02-01..0001-02-01"),
    (edtf.day_of(9999, 12, 31), "9999-12-31 9999-12-31..9999-12-31"),
    (edtf.day_of(10000, 1, 1), None),
    (edtf.weekday_of(2025, 10, 3, 1), "2025-10-01 2025-10-01..2025-10-01"),
    (edtf.weekday_of(2025, 10, 2, 1), "2025-10-07 2025-10-07..2025-10-07"),
    (edtf.weekday_of(2025, 10, 3, 5), "2025-10-29 2025-10-29..2025-10-29"),
    (edtf.weekday_of(2025, 10, 1, 5), None),
    (edtf.weekday_of(2025, 10, 5, 5), "2025-10-31 2025-10-31..2025-10-31"),
    (edtf.weekday_of(2025, 10, 5, -1), "2025-10-31 2025-10-31..2025-10-31"),
    (edtf.weekday_of(2025, 10, 6, -1), "2025-10-25 2025-10-25..2025-10-25"),
    (edtf.days(date(2025, 9, 29), date(2025, 10, 1)), "2025-09-29/2025-10-01 2025-09-29..2025-10-01"),
    (edtf.months(2025, 10), "2025-10 2025-10-01..2025-10-31"),
    (edtf.months(2025, 1, 9), "2025-01/2025-09 2025-01-01..2025-09-30"),
    (edtf.months(2025, 0, 3), "2024-12/2025-02 2024-12-01..2025-02-28"),
    (edtf.months(2024, 12, 2), "2024-12/2025-01 2024-12-01..2025-01-31"),
    (edtf.months(None, 0, 3), "XXXX-12/XXXX-02"),
    (edtf.months(None, 11, 3), "XXXX-11/XXXX-01"),
    (edtf.months(2000, 2), "2000-02 2000-02-01..2000-02-29"),
    (edtf.months(None, 12), "XXXX-12"),
    (edtf.months(None, 1), "XXXX-01"),
    (edtf.quarter(2025, 3), "2025-07-01/2025-09-30 2025-07-01..2025-09-30"),
    (edtf.quarter(None, 1), "XXXX-01-01/XXXX-03-31"),
    (edtf.half(2025, 1), "2025-01-01/2025-06-30 2025-01-01..2025-06-30"),
    (edtf.half(None, 2), "XXXX-07-01/XXXX-12-31"),
    (edtf.season(2024, 1), "2023-12/2024-02 2023-12-01..2024-02-29"),
    (edtf.season(2025, 3), "2025-06/2025-08 2025-06-01..2025-08-31"),
    (edtf.year_of(2024), "2024 2024-01-01..2024-12-31"),
    (edtf.year_of(1), "0001 0001-01-01..0001-12-31"),
    (edtf.year_of(0), None),
    (edtf.year_of(9999), "9999 9999-01-01..9999-12-31"),
    (edtf.year_of(10000), None),
    (edtf.decade(1990), "199X 1990-01-01..1999-12-31"),
    (edtf.decade(0), "000X 0001-01-01..0009-12-31"),
    (edtf.decade(-10), None),
    (edtf.decade(9990), "999X 9990-01-01..9999-12-31"),
    (edtf.decade(9991), None),
    (edtf.century(2000), "20XX 2000-01-01..2099-12-31"),
    (edtf.century(0), "00XX 0001-01-01..0099-12-31"),
    (edtf.century(-1), None),
    (edtf.century(9900), "99XX 9900-01-01..9999-12-31"),
    (edtf.century(9901), None),
    (edtf.week(date(2025, 10, 1)), "2025-09-29/2025-10-05 2025-09-29..2025-10-05"),
    (edtf.week(date(2025, 9, 29)), "2025-09-29/2025-10-05 2025-09-29..2025-10-05"),
    (edtf.months(2025, 2).to(edtf.months(2025, 4)), "2025-02/2025-04 2025-02-01..2025-04-30"),
    (edtf.months(2024, 2).shifted(1), "2025-02 2025-02-01..2025-02-28"),
    (edtf.one_day(date(2024, 2, 29)).shifted(-4), "2020-02-29 2020-02-29..2020-02-29"),
    (edtf.one_day(date(2024, 2, 29)).shifted(1), "2025-02-28 2025-02-28..2025-02-28"),
    (edtf.months(None, 5).shifted(1), None),
    (edtf.days(date(9998, 12, 31), date(9999, 1, 1)).shifted(1), None),
    (edtf.days(date(1, 12, 31), date(2, 1, 1)).shifted(-1), None),
    (edtf.one_day(date(9999, 1, 1)).shifted(1), None),
    (edtf.one_day(date(1, 1, 1)).shifted(-1), None),
    (Stretch("2025", "..", date(2025, 1, 1), date(2025, 1, 1)).shifted(1), None),
    (Stretch("..", "2025", date(2025, 1, 1), date(2025, 1, 1)).shifted(1), None),
    (Stretch("2025", "2025", None, date(2025, 1, 1)).shifted(1), None),
    (Stretch("2025", "2025", date(2025, 1, 1), None).shifted(1), None),
]


@pytest.mark.parametrize(("stretch", "want"), CASES)
def test_stretch(stretch: Stretch | None, want: str | None) -> None:
    assert told(stretch) == want


def test_moved_days() -> None:
    assert edtf.move(date(9998, 5, 5), 1) == date(9999, 5, 5)
    assert edtf.move(date(9998, 5, 5), 2) is None
    assert edtf.move(date(2, 5, 5), -1) == date(1, 5, 5)
    assert edtf.move(date(2, 5, 5), -2) is None
    assert edtf.plus(date(2025, 12, 31), 1) == date(2026, 1, 1)
    assert edtf.plus(date(9999, 12, 31), 1) is None
