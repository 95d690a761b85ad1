"""Timex: an expression of time as it was read, before anything is known of when it was written."""

from typing import Any, Literal, NamedTuple, TypedDict

import msgspec

Unit = Literal[
    "minute", "day", "week", "weekend", "dekad", "month", "quarter", "half", "season", "year", "decade", "century",
    "duration", "event_day", "same_period",
]  # fmt: skip
Relation = Literal["in", "since", "until"]
Base = Literal["anchor", "story"]


class YearSaid(TypedDict, total=False):
    """The year behind a month, quarter or season: by number, or so many years from now or from the one spoken of."""

    year: int
    year_shift: int
    shift: int
    base: Base


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression says: the components it names, and how it leans on others.

    ``shift`` counts units from the base: from publication («вчера») or from the time spoken of («годом ранее»).
    ``year_shift`` is the shift of the year a month or season belongs to («в мае прошлого года»). ``nth`` numbers a
    quarter, half-year, season, ten days of a month or the day of an event (-1: the last). ``to`` is the end of a range.
    """

    start: int
    end: int
    unit: Unit
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    said_weekday: int | None = None  # named beside a date
    nth: int | None = None
    year_shift: int | None = None
    shift: int | None = None
    base: Base = "anchor"
    hour: int | None = None
    minute: int = 0
    zone: str = ""
    duration: str | None = None
    relation: Relation = "in"
    to: "Timex | None" = None
    part: str = ""
    months: int | None = None
    preposition: str = ""
    last: bool = False

    def but(self, **changes: Any) -> "Timex":
        """Return a copy with other values."""
        return msgspec.structs.replace(self, **changes)

    @property
    def has_year(self) -> bool:
        """Whether it says or counts its year."""
        return self.year is not None or self.year_shift is not None or self.shift is not None


class Piece(NamedTuple):
    """A timex and the atoms [first, last) of its sentence that it covers."""

    first: int
    last: int
    timex: Timex
