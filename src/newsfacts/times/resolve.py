"""Resolving: one pass over the timexes of a text, from what they say to calendar values."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from newsfacts.document import Document, Sentence
from newsfacts.model import Time, TimeKind
from newsfacts.times import edtf
from newsfacts.times.candidates import STALE, direction, make, months_ended, nearest, step
from newsfacts.times.edtf import Stretch
from newsfacts.times.memory import Memory
from newsfacts.times.tense import Said, tense_at
from newsfacts.times.timex import Timex

_FIGURES = 130  # days after which figures of the year's first months are told
_BACKGROUND = 5  # years from which on «в 2012 году» is the history of a thing


class Resolver:
    """Resolves the timexes of one document in text order."""

    def __init__(self, document: Document, anchor: date | None) -> None:
        self._document = document
        self._memory = Memory(document, anchor)

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
        stretch = self._range(timex, sentence, said) if timex.to else self._stretch(timex, sentence, said)
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
            day = self._stretch(dated.but(unit="day"), sentence, said)
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
            last = self._stretch(timex.to.but(unit="day"), sentence, said) if _is_dated(timex.to) else None
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
            first = self._stretch(timex.but(to=None), sentence, said)
            end = self._after(last, first, sentence, said)
        elif timex.weekday is not None and last.weekday is not None and said.tense == "future" and not last.month:
            first = self._weekday(timex, said)
            length = (last.weekday - timex.weekday) % 7
            day = edtf.plus(first.first, length) if first and first.first else None
            end = edtf.one_day(day) if day else None
        elif whole := self._yearless_range(timex, last, sentence, said):
            return whole
        else:
            end = self._stretch(last, sentence, said)
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
        if anchor is None or not open_year or last.said_weekday or self._told_of_another_year(last, sentence, said):
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
            return self._stretch(timex.but(to=None), sentence, said)
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
            return self._stretch(timex, sentence, said)
        made = make(timex, first.first.year)
        if made is not None and made.last is not None and made.last < first.first:
            made = make(timex, first.first.year + 1)
        return made

    def _stretch(self, timex: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        """One point or stretch."""
        if timex.unit == "event_day":
            return self._event_day(timex)
        if timex.unit == "same_period":
            return self._same_period(timex)
        if timex.unit == "weekend" and timex.month is None:
            return self._weekend(timex, said)
        if timex.weekday is not None and timex.month is None:
            return self._weekday(timex, said)
        if timex.unit == "day" and timex.day is not None and timex.month is None:
            return self._day_of_month(timex, said)
        if timex.unit == "decade":
            return edtf.decade(timex.year or 0)
        if timex.unit == "century" and timex.shift is None:
            return edtf.century(timex.year or 0)
        if timex.shift is not None:
            return self._shifted(timex, sentence, said)
        if timex.year is not None and timex.unit == "year":
            return self._year_or_start(timex, timex.year)
        if timex.year is not None:
            return make(timex, timex.year)
        if timex.year_shift is not None:
            year = self._base_year(timex, sentence)
            return make(timex, year + timex.year_shift) if year is not None else None
        if timex.unit == "year":
            return None
        return self._yearless(timex, sentence, said)

    def _base_year(self, timex: Timex, sentence: Sentence) -> int | None:
        """The year that «прошлого года» or «того же года» counts from."""
        memory = self._memory
        if timex.base == "story" and memory.year is not None and self._near(sentence):
            return memory.year
        return memory.anchor.year if memory.anchor and (timex.base == "anchor" or timex.part == "this") else None

    # --- years left out -----------------------------------------------------------------------------------------

    def _yearless(self, timex: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        anchor, memory = self._memory.anchor, self._memory
        if anchor is None:
            year = memory.year if memory.year is not None and self._near(sentence) else None
            return make(timex, year)
        if timex.part in ("last", "next", "this"):
            return self._season(timex, anchor)
        if self._told_of_another_year(timex, sentence, said) and memory.year is not None:
            told = make(timex, memory.year)
            if told is None or told.first is None or not (said.tense == "past" and told.first > anchor):
                memory.year_sentence = sentence.index  # the narrative goes on
                return told
        if timex.months is not None and timex.month is not None and said.tense != "future":
            ended = months_ended(timex, anchor)
            if ended is None or ended.last is None or (anchor - ended.last).days <= _FIGURES or timex.duration is None:
                return ended
            return None  # «за два месяца», told in November: not the year's first ones
        made = [m for y in (-1, 0, 1) if (m := make(timex, anchor.year + y)) is not None and m.first and m.last]
        if not made:
            return make(timex, None)
        if timex.said_weekday is not None:
            made = [m for m in made if m.first and m.first.weekday() == timex.said_weekday - 1] or made
        weak = said.pos == "PRTS" or (timex.relation == "since" and said.tense in ("open", "present"))
        return nearest(made, anchor, direction(timex, said), timex.unit, weak)

    def _told_of_another_year(self, timex: Timex, sentence: Sentence, said: Said) -> bool:
        """Whether the narrative is in a year of its own, which the tense allows."""
        memory = self._memory
        if memory.year is None or memory.anchor is None or not memory.year_firm:
            return False
        if timex.months is not None and abs(memory.year - memory.anchor.year) > 2:  # figures are of late
            return False
        gap = sentence.index - memory.year_sentence
        earlier, later = memory.year < memory.anchor.year, memory.year > memory.anchor.year
        if (said.tense == "future" and earlier) or (said.tense == "past" and later):
            return False
        if gap == 0:
            return True
        if gap == 1 and memory.same_paragraph(memory.year_sentence, sentence):
            if not memory.year_exact and abs(memory.year - memory.anchor.year) > _BACKGROUND:
                return False
            return (said.tense == "past" and earlier) or (said.tense == "future" and later)
        return False

    def _near(self, sentence: Sentence) -> bool:
        return self._is_recent(self._memory.year_sentence, sentence)

    def _season(self, timex: Timex, anchor: date) -> Stretch | None:
        made = [m for y in (-2, -1, 0, 1, 2) if (m := make(timex, anchor.year + y)) is not None and m.first and m.last]
        if timex.part == "last":
            past = [m for m in made if m.last and m.last < anchor]
            return past[-1] if past else None
        if timex.part == "next":
            return next((m for m in made if m.first and m.first > anchor), None)
        return nearest(made, anchor, "open", timex.unit, False)

    # --- counted from the day of writing or the time spoken of ---------------------------------------------------

    def _shifted(self, timex: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        shift = timex.shift or 0
        anchor, memory = self._memory.anchor, self._memory
        if timex.base == "story" and (found := self._from_story(timex, shift, sentence)):
            return found
        if (
            shift > 0
            and timex.part != "ellipsis"
            and (timex.base == "story" or (timex.rule == "ago" and said.tense == "past"))
        ):
            return self._later(timex, shift, sentence)
        if timex.part == "ellipsis":
            return self._memory_year(timex, sentence, shift)
        if shift == 0 and timex.part == "total" and timex.unit == "year" and anchor and said.tense == "past":
            return edtf.year_of(memory.full_year or (anchor.year - 1 if anchor.month <= 3 else anchor.year))
        if shift == 0 and timex.rule == "part_of" and timex.unit == "year":
            told = (
                memory.year
                if memory.year is not None and memory.year_sentence == sentence.index and memory.year_firm
                else None
            )
            if told is not None and anchor is not None and not (said.tense == "future" and told < anchor.year):
                return self._year_or_start(timex, told)
        if anchor is None:
            return None
        if timex.part == "new" and anchor.month <= 6:  # the new year has begun
            return edtf.year_of(anchor.year)
        if timex.months is not None:
            return edtf.year_of((anchor.year * 12 + anchor.month - 1 + timex.months) // 12)
        if timex.unit == "year":
            return self._year_or_start(timex, anchor.year + shift)
        return step(timex.unit, anchor, shift, timex)

    def _later(self, timex: Timex, shift: int, sentence: Sentence) -> Stretch | None:
        """So long after what was told just before: «в 2018 году …, через два года …»; None where nothing was."""
        memory = self._memory
        if timex.unit == "year" and memory.year is not None and self._near(sentence):
            late = memory.anchor is not None and memory.year + shift > memory.anchor.year
            return None if late else edtf.year_of(memory.year + shift)
        if timex.unit == "day" and memory.day is not None and self._is_recent(memory.day_sentence, sentence):
            day = edtf.plus(memory.day, shift)
            return edtf.one_day(day) if day and (memory.anchor is None or day <= memory.anchor) else None
        return None

    @staticmethod
    def _is_recent(told: int, sentence: Sentence) -> bool:
        return sentence.index - told <= 3

    def _memory_year(self, timex: Timex, sentence: Sentence, shift: int) -> Stretch | None:
        """«в 2022 году …, в следующем …»: a year counted from the one just told of."""
        memory = self._memory
        if memory.year is None or sentence.index - memory.year_sentence > (1 if shift > 0 else 0):
            return None
        if shift <= 0 and timex.base == "anchor":
            return edtf.year_of(memory.anchor.year + shift) if memory.anchor else None
        return edtf.year_of(memory.year + shift)

    def _year_or_start(self, timex: Timex, year: int) -> Stretch | None:
        made = edtf.year_of(year)
        if made and made.first and timex.relation == "since" and timex.part == "begin":
            return Stretch(made.first.isoformat(), made.high, made.first, made.last)
        return made

    def _from_story(self, timex: Timex, shift: int, sentence: Sentence) -> Stretch | None:
        memory = self._memory
        if timex.unit == "day":
            told = memory.day is not None and self._is_recent(memory.day_sentence, sentence)
            base = memory.day if shift < 0 or told else None
            if shift < 0:
                base = base or memory.anchor
            day = edtf.plus(base, shift) if base else None
            return edtf.one_day(day) if day else None
        period = memory.period
        if period is None or period.first is None or period.last is None or self._is_past_comparison(sentence):
            return None
        if timex.unit == "year":
            return period.shifted(shift)
        if timex.unit == "week" and (period.last - period.first).days == 6:
            first, last = edtf.plus(period.first, 7 * shift), edtf.plus(period.last, 7 * shift)
            return edtf.days(first, last) if first and last else None
        if timex.unit in ("quarter", "half") or (timex.unit == "month" and len(period.value) == 7):
            return step(timex.unit, period.first, shift, timex)
        return None

    def _is_past_comparison(self, sentence: Sentence) -> bool:
        """Whether the last period is a year long over, told of in another paragraph: news is compared with news."""
        memory, period = self._memory, self._memory.period
        if period is None or period.last is None or memory.anchor is None or len(period.value) != 4:
            return False
        old = (memory.anchor - period.last).days > STALE
        return old and not memory.same_paragraph(memory.period_sentence, sentence)

    def _weekday(self, timex: Timex, said: Said) -> Stretch | None:
        anchor = self._memory.anchor
        if anchor is None or timex.weekday is None:
            return None
        if timex.nth is not None:
            monday = edtf.week(anchor).first
            day = edtf.plus(monday, 7 * timex.nth + timex.weekday - 1) if monday else None
            return edtf.one_day(day) if day else None
        ahead = (timex.weekday - 1 - anchor.weekday()) % 7
        ahead_of = timex.relation == "until" or timex.preposition == "к"
        lasts = timex.relation == "until" and said.pos == "PRTS"  # «занятия отменены до понедельника»
        future = said.tense == "future" or (ahead_of and (said.tense != "past" or lasts))
        if future:
            ahead = ahead or (7 if timex.part == "future" else 0)
        else:
            ahead = ahead - 7 if ahead else (-7 if timex.part == "past" else 0)
        day = edtf.plus(anchor, ahead)
        return edtf.one_day(day) if day else None

    def _day_of_month(self, timex: Timex, said: Said) -> Stretch | None:
        """A day by its number: of the month said, else of the one that the tense asks for."""
        anchor = self._memory.anchor
        if anchor is None or timex.day is None:
            return None
        shifts = (timex.months,) if timex.months is not None else (0, -1, -2) if said.tense == "past" else (0, 1, 2)
        for shift in shifts:
            count = anchor.year * 12 + anchor.month - 1 + (shift or 0)
            made = edtf.day_of(count // 12, count % 12 + 1, timex.day)
            if made is None or made.first is None:
                continue
            if timex.months is not None or (made.first <= anchor if said.tense == "past" else made.first >= anchor):
                return made
        return None

    def _weekend(self, timex: Timex, said: Said) -> Stretch | None:
        anchor = self._memory.anchor
        if anchor is None:
            return None
        saturday = edtf.plus(anchor, 5 - anchor.weekday())
        if timex.shift is not None:
            saturday = saturday and edtf.plus(saturday, 7 * timex.shift)
        elif saturday and said.tense != "future" and saturday > anchor:
            saturday = edtf.plus(saturday, -7)
        sunday = saturday and edtf.plus(saturday, 1)
        return edtf.days(saturday, sunday) if saturday and sunday else None

    def _event_day(self, timex: Timex) -> Stretch | None:
        event, nth = self._memory.event, timex.nth or 1
        if event is None:
            return None
        day = event[1] if nth < 0 else edtf.plus(event[0], nth - 1)
        if day is None or (nth > 1 and event[1] > event[0] and day > event[1]):
            return None
        return edtf.one_day(day)

    def _same_period(self, timex: Timex) -> Stretch | None:
        memory = self._memory
        if timex.shift == 0:
            return memory.period
        if timex.year is not None:
            target: int | None = timex.year
        elif timex.shift is not None:
            if memory.period is None or memory.period.last is None:
                target = memory.anchor.year + timex.shift if memory.anchor else None
            else:
                target = memory.period.last.year + timex.shift
        else:
            base = memory.period.last if memory.period and memory.period.last else memory.anchor
            target = base.year + (timex.year_shift or 0) if base else None
        if target is None:
            return None
        if memory.period is not None and memory.period.last is not None:
            return memory.period.shifted(target - memory.period.last.year) or edtf.year_of(target)
        return edtf.year_of(target)


def _is_bare(timex: Timex) -> bool:
    """Whether a stretch is named by its length alone, which may be the length of one told of: «за полугодие»."""
    single = timex.rule == "duration" and timex.preposition == "за" and timex.duration in ("P1Y", "P3M", "P6M")
    return single and timex.end - timex.start <= len("за полугодие")


def _hour(clock: Timex) -> tuple[int, int]:
    return clock.hour or 0, clock.minute


def _is_dated(timex: Timex) -> bool:
    return any(said is not None for said in (timex.day, timex.month, timex.weekday, timex.shift))
