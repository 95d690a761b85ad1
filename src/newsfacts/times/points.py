"""Points: the one date or stretch that a timex names, by the day of writing, the tense and what was told before."""

from datetime import date

from newsfacts.document import Sentence
from newsfacts.times import edtf
from newsfacts.times.candidates import STALE, direction, make, months_ended, nearest, step
from newsfacts.times.edtf import Stretch
from newsfacts.times.memory import Memory
from newsfacts.times.tense import Said
from newsfacts.times.timex import Timex

_FIGURES = 130  # days after which figures of the year's first months are told
_BACKGROUND = 5  # years from which on «в 2012 году» is the history of a thing


class Points:
    """Finds the dates of the timexes of one document."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def stretch(self, timex: Timex, sentence: Sentence, said: Said) -> Stretch | None:
        """One point or stretch."""
        if timex.unit == "event_day":
            return self._event_day(timex)
        if timex.unit == "same_period":
            return self._same_period(timex)
        if timex.unit == "weekend" and timex.month is None:
            return self._weekend(timex, said)
        if timex.weekday is not None and timex.month is None:
            return self.weekday(timex, said)
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
        if self.told_of_another_year(timex, sentence, said) and memory.year is not None:
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

    def told_of_another_year(self, timex: Timex, sentence: Sentence, said: Said) -> bool:
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

    def weekday(self, timex: Timex, said: Said) -> Stretch | None:
        """The day that a weekday names, the last or the next by the tense."""
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
