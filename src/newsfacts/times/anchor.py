"""The day of publication, where only the dateline's day is known: the text's own dates can fix its year."""

from collections.abc import Iterable, Sequence
from datetime import date

from newsfacts.document import Document, Sentence
from newsfacts.times import edtf
from newsfacts.times.edtf import Stretch
from newsfacts.times.tense import tense_at
from newsfacts.times.timex import Timex

Read = tuple[Timex, Sentence]
_SOON = 370  # days ahead that a coming event is told of
_LATELY = 200  # days back that a past event is still news
_ENOUGH = 2


def published_by(document: Document, read: Sequence[Read]) -> str | None:
    """The day of publication: the dateline's day in the one year that the text's dates allow and support; or None."""
    dateline = next((t for t, s in read if s.block == "dateline" and t.unit == "day" and t.month and t.day), None)
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    if dateline.year is not None:
        made = edtf.day_of(dateline.year, dateline.month, dateline.day)
        return made.value if made else None
    body = [(t, s) for t, s in read if s.block != "dateline"]
    told = {
        y for t, _ in body for y in (t.year, t.to.year if t.to else None) if y and t.unit not in ("decade", "century")
    }
    best: tuple[int, str] | None = None
    tied = False
    for year in sorted({y + step for y in told for step in (-1, 0, 1)}):
        made = edtf.day_of(year, dateline.month, dateline.day)
        if made is None or made.first is None:
            continue
        score = _support(document, body, made.first)
        if score is None or score < _ENOUGH:
            continue
        tied = best is not None and score == best[0]
        if best is None or score > best[0]:
            best = (score, made.value)
    return None if best is None or tied else best[1]


def _support(document: Document, body: Sequence[Read], day: date) -> int | None:
    """How well the text's dates fit a day of publication; None if one contradicts it."""
    score, weekdays = 0, False
    for timex, sentence in body:
        if timex.said_weekday and timex.month and timex.day:
            near = [edtf.day_of(y, timex.month, timex.day) for y in (day.year - 1, day.year, day.year + 1)]
            closest = min((m.first for m in near if m and m.first), key=lambda d: abs((d - day).days), default=None)
            if closest and closest.weekday() != timex.said_weekday - 1:
                return None
            score += 1
        if timex.weekday is not None and timex.month is None and timex.relation == "in" and timex.to is None:
            if not weekdays and tense_at(document, timex, sentence).tense == "past":
                weekdays = True
                score += 2 if timex.weekday - 1 == day.weekday() else 0
            continue
        for stretch in _explicit(timex):
            fit = _fit(document, timex, sentence, stretch, day)
            if fit is None:
                return None
            score += fit
    return score


def _explicit(timex: Timex) -> Iterable[Stretch]:
    last = timex.to or timex
    if last.year is None or last.unit in ("decade", "century"):
        return ()
    if last.unit == "year":
        made = edtf.year_of(last.year)
    elif last.unit == "month" and last.month:
        made = edtf.months(last.year, last.month, last.months or 1)
    elif last.unit in ("day", "minute") and last.month and last.day:
        made = edtf.day_of(last.year, last.month, last.day)
    elif last.unit == "quarter" and last.nth:
        made = edtf.quarter(last.year, last.nth)
    elif last.unit == "half" and last.nth:
        made = edtf.half(last.year, last.nth)
    else:
        made = None
    return (made,) if made else ()


def _fit(document: Document, timex: Timex, sentence: Sentence, stretch: Stretch, day: date) -> int | None:
    """How one explicit date fits: 2 near and in its tense, 1 a year that fits, 0 says nothing, None contradicts."""
    if stretch.first is None or stretch.last is None:
        return 0
    tense = tense_at(document, timex, sentence).tense
    exact = timex.unit != "year"
    firm = exact or timex.preposition == "в"
    if timex.relation == "since":
        if tense != "future" and stretch.first > day:
            return None
        return 2 if exact and 0 <= (day - stretch.first).days <= _LATELY else 0
    if tense == "past" and timex.relation == "in":
        end = stretch.last if exact and timex.unit != "day" else stretch.first
        if end > day:
            return None if firm else 0
        if exact and (day - end).days <= _LATELY:
            return 2
        return 1 if not exact and 0 <= day.year - stretch.last.year <= 1 else 0
    if tense == "future" or timex.relation == "until":
        if tense == "future" and stretch.last < day:
            return None if firm else 0
        if exact and 0 <= (stretch.first - day).days <= _SOON:
            return 1
        return 1 if not exact and 0 <= stretch.first.year - day.year <= 1 else 0
    return 1 if exact and abs((stretch.first - day).days) <= _LATELY else 0
