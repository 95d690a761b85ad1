"""What has been told so far, for the times that lean on it: the last day, period, year and event."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from newsfacts.document import Document, Sentence
from newsfacts.model import Time
from newsfacts.times.edtf import Stretch
from newsfacts.times.tense import Said
from newsfacts.times.timex import Timex

_PERIODS = frozenset(("year", "month", "quarter", "half", "season", "week", "same_period", "dekad"))
_ADVERBIAL = frozenset(("в", "во", "за", "на", "по", "с"))
_OPENING = frozenset(("открыться", "открыть", "стартовать", "начаться", "начать", "открывшийся", "стартовавший"))
_CLOSING = frozenset(
    ("завершиться", "закрыться", "закончиться", "продлиться", "завершать", "завершаться", "продолжиться")
)
_LONGEST_EVENT = 40  # days
_LISTED = 8  # characters between the days of a list


@dataclass
class Memory:
    """What has been told so far; the resolver's only changing thing, made anew for every document."""

    document: Document
    anchor: date | None
    day: date | None = None  # the last day told of
    day_sentence: int = -1
    period: Stretch | None = None  # the last stretch of the past that figures were told for
    period_sentence: int = -1
    full_year: int | None = None  # the last year of the past that figures were told for
    event: tuple[date, date] | None = None  # first and last day of the last event
    year: int | None = None  # the last year told of
    year_sentence: int = -1
    year_firm: bool = False  # told of what happens, not as the attribute of a thing
    year_exact: bool = False  # told with a month or a day
    periods: list[tuple[int, Stretch]] = field(default_factory=list)  # those told of, and where
    times: list[Time] = field(default_factory=list)

    def remember(self, timex: Timex, stretch: Stretch, sentence: Sentence, said: Said) -> None:
        """Take in a time that was resolved."""
        first, last = stretch.first, stretch.last
        if first is None or last is None:
            return
        if timex.unit in ("day", "minute"):
            self._remember_day(timex, first, last, sentence)
        explicit = timex.year is not None or (timex.to is not None and timex.to.year is not None)
        told = explicit or timex.year_shift is not None or (timex.unit == "year" and timex.shift is not None)
        if told and not _compares(timex) and timex.unit not in ("decade", "century") and timex.relation == "in":
            self._remember_year(timex, last.year, sentence, said)
        if said.tense != "future" and self._is_period(timex, stretch):
            adverbial = timex.preposition in _ADVERBIAL or timex.to is not None
            if adverbial or self.period is None or self.period_sentence != sentence.index:
                self.period, self.period_sentence = stretch, sentence.index
                self.periods.append((timex.start, stretch))
                ended = timex.unit == "year" or (last.month, last.day) == (12, 31)
                if ended and timex.to is None and (self.anchor is None or last < self.anchor):
                    self.full_year = last.year

    def _remember_day(self, timex: Timex, first: date, last: date, sentence: Sentence) -> None:
        if sentence.block == "dateline" or timex.unit == "minute":
            if timex.unit == "minute" and self._near(timex, sentence, _OPENING):
                self.event = (first, first)
        elif timex.to is not None:
            if (last - first).days <= _LONGEST_EVENT and timex.relation == "in":
                self.event = (first, last)
        elif self.event is not None and self.event[0] <= first <= self.event[1]:
            pass  # a day of the event
        elif self._follows_listed(timex, first):
            self.event = (first - timedelta(days=1), first)
        elif self.event and self._closes(timex, first, sentence):
            self.event = (self.event[0], first)
        elif timex.relation == "in" and (self._near(timex, sentence, _OPENING) or self._is_first_day(timex, sentence)):
            self.event = (first, first)
        if timex.relation == "in":
            self.day, self.day_sentence = first, sentence.index

    def _follows_listed(self, timex: Timex, day: date) -> bool:
        if not self.times or day.toordinal() <= 1:
            return False
        before = self.times[-1]
        return before.value == (day - timedelta(days=1)).isoformat() and timex.start - before.end < _LISTED

    def _closes(self, timex: Timex, day: date, sentence: Sentence) -> bool:
        event = self.event
        near = event is not None and event[0] == event[1] and 0 < (day - event[0]).days <= _LONGEST_EVENT
        return near and self._near(timex, sentence, _CLOSING)

    def _is_first_day(self, timex: Timex, sentence: Sentence) -> bool:
        """«В первый день, 10 июля»: the day named is the event's first."""
        first, _ = self.document.token_range(timex.start, timex.end)
        before = [t.lower for t in self.document.tokens[max(first - 6, sentence.first) : first]]
        return before[-1:] == [","] and any(before[k : k + 2] == ["первый", "день"] for k in range(len(before)))

    def _near(self, timex: Timex, sentence: Sentence, lemmas: frozenset[str]) -> bool:
        first, last = self.document.token_range(timex.start, timex.end)
        near = self.document.tokens[max(first - 6, sentence.first) : min(last + 4, sentence.last)]
        return any(t.is_word and t.lemma in lemmas for t in near)

    def _remember_year(self, timex: Timex, year: int, sentence: Sentence, said: Said) -> None:
        attributive = timex.unit == "year" and timex.preposition not in ("в", "во")
        if not (attributive and self.year_sentence == sentence.index):
            self.year, self.year_sentence = year, sentence.index
            self.year_firm = not attributive and said.pos != "PRTF"
            self.year_exact = timex.unit != "year"

    def _is_period(self, timex: Timex, stretch: Stretch) -> bool:
        """Whether it is a stretch of the past that figures can be told for."""
        first, last, anchor = stretch.first, stretch.last, self.anchor
        if first is None or last is None or timex.base == "story" or timex.rule == "same_period":
            return False
        if anchor and first > anchor:
            return False
        if timex.to is None:
            return timex.unit in _PERIODS and timex.relation == "in"
        return timex.unit in ("month", "year", "quarter") or (last - first).days > 4

    def period_told(self, time: Time) -> str | None:
        """The period of this length that was told of last, or else is next."""
        months = {"P1Y": 12, "P6M": 6, "P3M": 3}.get(time.value or "")
        fit = [(at, s) for at, s in self.periods if months and _months(s) == months]
        told = [s for at, s in fit if at < time.start]
        return told[-1].value if told else fit[0][1].value if fit else None

    def same_paragraph(self, earlier: int, sentence: Sentence) -> bool:
        """Whether a sentence stands in the paragraph of an earlier one."""
        before = self.document.sentences[earlier]
        return "\n" not in self.document.text[before.end : sentence.start]


def _compares(timex: Timex) -> bool:
    """Whether a time is only named to compare with: «по сравнению с тем же месяцем 2023 года», «против 2023-го»."""
    return timex.rule == "same_period" or timex.preposition in ("против", "относительно", "сравнению")


def _months(stretch: Stretch) -> int:
    """How many whole months a stretch is long."""
    if stretch.first is None or stretch.last is None or stretch.first.day != 1:
        return 0
    after = stretch.last + timedelta(days=1) if stretch.last < date.max else stretch.last
    return (after.year - stretch.first.year) * 12 + after.month - stretch.first.month if after.day == 1 else 0
