"""Resolving: one pass over the timexes of a text, from what they say to calendar values."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from newsfacts.document import Document, Sentence
from newsfacts.model import Time, TimeKind
from newsfacts.times import edtf
from newsfacts.times.candidates import direction, make, nearest
from newsfacts.times.edtf import Stretch
from newsfacts.times.memory import Memory
from newsfacts.times.points import Points
from newsfacts.times.tense import Said, tense_at
from newsfacts.times.timex import Timex


class Resolver:
    """Resolves the timexes of one document in text order."""

    def __init__(self, document: Document, anchor: date | None) -> None:
        self._document = document
        self._memory = Memory(document, anchor)
        self._points = Points(self._memory)

    def resolve(self, read: Sequence[tuple[Timex, Sentence]]) -> tuple[Time, ...]:
        """Resolve all, in text order; days of an event that is dated only later in the text come last."""
        times = [self._add(timex, sentence) for timex, sentence in read]
        for n, (timex, sentence) in enumerate(read):
            if timex.unit == "event_day" and times[n].value is None:
                kind, value = self._value(timex, sentence, Said("open"))
                times[n] = msgspec.structs.replace(times[n], kind=kind, value=value)
            elif _is_bare(timex) and (told := self._memory.period_told(times[n])):
                times[n] = msgspec.structs.replace(times[n], kind="interval" if "/" in told else "date", value=told)
        return tuple(times)

    def _add(self, timex: Timex, sentence: Sentence) -> Time:
        said = self._said(timex, sentence)
        kind: TimeKind
        try:
            kind, value = self._value(timex, sentence, said)
        except (ValueError, OverflowError):  # before the first day of the calendar, or after its last
            kind, value = "date", None
        time = Time(
            text=self._document.text[timex.start : timex.end],
            start=timex.start,
            end=timex.end,
            kind=kind,
            value=value,
            rule=timex.rule,
        )
        self._memory.times.append(time)
        return time

    def _said(self, timex: Timex, sentence: Sentence) -> Said:
        if sentence.block == "dateline" or timex.unit == "duration":
            return Said("open")
        if timex.part == "moved":
            return Said("open")
        if timex.part in ("past", "future"):
            return Said("past" if timex.part == "past" else "future")
        return tense_at(self._document, timex, sentence)

    # --- values -------------------------------------------------------------------------------------------------

    def _value(self, timex: Timex, sentence: Sentence, said: Said) -> tuple[TimeKind, str | None]:
        if timex.unit == "duration":
            return self._duration(timex, sentence)
        if timex.unit == "minute":
            return self._clock(timex, sentence, said)
        stretch = self._range(timex, sentence, said) if timex.to else self._points.stretch(timex, sentence, said)
        if stretch is None and timex.duration is not None:
            return "duration", timex.duration
        if stretch is None:
            return ("date" if timex.to is None and timex.relation == "in" else "interval"), None
        self._memory.remember(timex, stretch, sentence, said)
        if timex.relation == "since":
            return "interval", f"{stretch.low}/.."
        if timex.relation == "until":
            return "interval", f"../{stretch.high}"
        return ("interval" if "/" in stretch.value else "date"), stretch.value

    def _duration(self, timex: Timex, sentence: Sentence) -> tuple[TimeKind, str | None]:
        memory = self._memory
        if timex.duration == "P1Y" and _is_bare(timex) and memory.full_year is not None:
            return "date", f"{memory.full_year}"
        if timex.preposition == "на" and timex.duration == "P1Y" and self._is_forecast(timex) and memory.anchor:
            return "date", f"{memory.anchor.year}"
        return "duration", timex.duration

    def _is_forecast(self, timex: Timex) -> bool:
        first, _ = self._document.token_range(timex.start, timex.end)
        before = self._document.tokens[first - 1].lemma if first else ""
        return before in ("прогноз", "план", "бюджет", "задача", "цель", "оценка")

    def _clock(self, timex: Timex, sentence: Sentence, said: Said) -> tuple[TimeKind, str | None]:
        memory = self._memory
        dated = timex.to if timex.to is not None and _is_dated(timex.to) and not _is_dated(timex) else timex
        if _is_dated(dated):
            day = self._points.stretch(dated.but(unit="day"), sentence, said)
            first = day.first if day else None
            if day is not None and first is not None:
                memory.day, memory.day_sentence = first, sentence.index
                memory.remember(timex.but(to=None), day, sentence, said)
        else:
            first = memory.day if self._tells_on(sentence, said) else memory.anchor
        if first is None:
            return "datetime", None
        value = self._at(first, timex)
        if timex.to is not None:
            last = self._points.stretch(timex.to.but(unit="day"), sentence, said) if _is_dated(timex.to) else None
            start: date | None = first
            end: date | None = last.first if last and last.first else first
            if start == end and _hour(timex.to) < _hour(timex):  # over midnight
                start, end = (edtf.plus(first, -1), end) if dated is timex.to else (first, edtf.plus(first, 1))
            if start is None or end is None:
                return "interval", None
            return "interval", f"{self._at(start, timex)}/{self._at(end, timex.to)}"
        if timex.relation == "since":
            return "interval", f"{value}/.."
        if timex.relation == "until":
            return "interval", f"../{value}"
        return "datetime", value

    def _tells_on(self, sentence: Sentence, said: Said) -> bool:
        """Whether a clock time is of the day told of before, and not of the day of writing."""
        memory = self._memory
        if memory.anchor is None or (memory.day is not None and memory.day >= memory.anchor):
            ahead = memory.anchor is not None and memory.day is not None and memory.day > memory.anchor
            same = memory.day_sentence >= 0 and memory.same_paragraph(memory.day_sentence, sentence)
            return not (ahead and not same and said.tense == "past")
        told = memory.day is not None and memory.same_paragraph(memory.day_sentence, sentence)
        return memory.day is not None and (told or said.tense == "past")

    @staticmethod
    def _at(day: date, timex: Timex) -> str:
        return f"{day.isoformat()}T{timex.hour or 0:02}:{timex.minute:02}{timex.zone}"

    def _range(self, timex: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        """The end is resolved first where it says its year, and the beginning lies before it."""
        last = timex.to
        if last is None:
            return None
        if timex.has_year and not last.has_year and timex.unit != "year":
            first = self._points.stretch(timex.but(to=None), sentence, said)
            end = self._after(last, first, sentence, said)
        elif timex.weekday is not None and last.weekday is not None and said.tense == "future" and not last.month:
            first = self._points.weekday(timex, said)
            length = (last.weekday - timex.weekday) % 7
            day = edtf.plus(first.first, length) if first and first.first else None
            end = edtf.one_day(day) if day else None
        elif whole := self._yearless_range(timex, last, sentence, said):
            return whole
        else:
            end = self._points.stretch(last, sentence, said)
            first = self._before(timex, end, sentence, said)
        if first is None or end is None:
            return None
        return first.to(end)

    def _yearless_range(self, timex: Timex, last: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        """A range of days whose year the tense asks for; None where something else fixes it.

        The figures of a range of months are told after it, so there the last month decides.
        """
        anchor = self._memory.anchor
        open_year = last.month is not None and timex.month is not None and not (last.has_year or timex.has_year)
        if timex.unit == "month":
            return None
        if (
            anchor is None
            or not open_year
            or last.said_weekday
            or self._points.told_of_another_year(last, sentence, said)
        ):
            return None
        made = []
        for year in (anchor.year - 1, anchor.year, anchor.year + 1):
            end = make(last, year)
            first = self._before(timex, end, sentence, said)
            if first is not None and end is not None and first.first is not None and end.last is not None:
                made.append(first.to(end))
        return nearest(made, anchor, direction(timex, said), timex.unit, said.pos == "PRTS") if made else None

    def _before(self, timex: Timex, end: Stretch | None, sentence: Sentence, said: Said) -> Stretch | None:
        """The beginning of a range, the latest that is not after its end."""
        if end is None:
            return None
        if timex.weekday is not None and end.first is not None:
            back = (end.first.weekday() - (timex.weekday - 1)) % 7
            return edtf.one_day(end.first - timedelta(days=back)) if end.first.toordinal() > 7 else None
        if timex.has_year or timex.month is None and timex.nth is None:
            return self._points.stretch(timex.but(to=None), sentence, said)
        if end.first is None or end.last is None:
            return make(timex, None)
        year = end.last.year
        made = make(timex, year)
        if made is not None and made.first is not None and made.first > end.last:
            made = make(timex, year - 1)
        return made

    def _after(self, timex: Timex, first: Stretch | None, sentence: Sentence, said: Said) -> Stretch | None:
        """The end of a range whose beginning says its year: the earliest that is not before it."""
        if first is None or first.first is None:
            return None
        if timex.month is None and timex.nth is None:
            return self._points.stretch(timex, sentence, said)
        made = make(timex, first.first.year)
        if made is not None and made.last is not None and made.last < first.first:
            made = make(timex, first.first.year + 1)
        return made


def _is_bare(timex: Timex) -> bool:
    """Whether a stretch is named by its length alone, which may be the length of one told of: «за полугодие»."""
    single = timex.rule == "duration" and timex.preposition == "за" and timex.duration in ("P1Y", "P3M", "P6M")
    return single and timex.end - timex.start <= len("за полугодие")


def _hour(clock: Timex) -> tuple[int, int]:
    return clock.hour or 0, clock.minute


def _is_dated(timex: Timex) -> bool:
    return any(said is not None for said in (timex.day, timex.month, timex.weekday, timex.shift))
