"""Reading: from the atoms of a sentence to its timexes."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from newsfacts.document import Document, Sentence
from newsfacts.marks import DASHES
from newsfacts.rule import Rule
from newsfacts.times import centuries, clocks, counted, dates, distance, durations, periods, relative, years
from newsfacts.times.atoms import STEM, Atoms, atoms_of, is_promising, word
from newsfacts.times.combine import combine
from newsfacts.times.parts import part_of
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.weed import is_time, without_opening_hours
from newsfacts.times.words import lexicon

Reader = Callable[[Atoms, int], list[Piece]]

# Each with what can stand at its beginning: a section of the calendar's words, a word, or digits. At a tie the earlier
# wins.
_ORDINALS = "digits ordinal roman двадцать тридцать"
READERS: tuple[tuple[Rule[[Atoms, int], list[Piece]], str], ...] = (
    (dates.numeric, "digits"),
    (dates.day_and_month, _ORDINALS),
    (dates.month_and_year, "month"),
    (years.years, "digits ' ’"),
    (relative.shifted_unit, "shift previous том этом новом"),
    (periods.same_period, "same"),
    (periods.part_of_year, _ORDINALS),
    (periods.months_counted, "digits cardinal первые первых"),
    (centuries.decade_or_century, f"{_ORDINALS} decade"),
    (counted.nth_weekday, f"{_ORDINALS} last"),
    (counted.edge_day, f"{_ORDINALS} last"),
    (counted.day_of_month, f"{_ORDINALS} last decade"),
    (periods.event_day, f"{_ORDINALS} last день"),
    (periods.event_end, "closing"),
    (
        distance.ago,
        "digits cardinal unit span через около почти примерно ровно более больше приблизительно чуть немногим",
    ),
    (distance.earlier, "digits cardinal unit спустя"),
    (relative.weekday, "weekday shift previous"),
    (relative.weekend, "weekend shift ближайшие эти минувшие прошедшие следующие"),
    (relative.season, "season"),
    (relative.day_word, "day day_adjective"),
    (relative.new_year, "нового новому"),
    (clocks.clock, "digits cardinal point час часу часа"),
    (durations.duration, "digits cardinal unit span четверть"),
    (durations.adjective, "digits"),
)


def _functions(*rules: Rule[[Atoms, int], list[Piece]]) -> tuple[Reader, ...]:
    return tuple(rule.function for rule in rules)


# What can begin with digits, by what stands behind them.
_YEARS = _functions(years.years)
_BEFORE_MONTH = _functions(dates.day_and_month, years.years)
_BEFORE_COMMA = _functions(dates.day_and_month, years.years, durations.duration)
_BEFORE_MARK = _functions(
    dates.numeric, dates.day_and_month, years.years, distance.ago, distance.earlier, clocks.clock, durations.duration
)
_BEFORE_UNIT = _functions(
    years.years, periods.part_of_year, periods.months_counted, centuries.decade_or_century, distance.ago,
    distance.earlier, clocks.clock, durations.duration,
)  # fmt: skip
_AFTER_DIGITS = frozenset(
    (
        "и", "или", "либо", "по", "до", "на", "а", "также", "с", "со", "в", "ч", "календарных", "полных", "полного",
        "рабочих", "ближайших", "световых", "последних", "минувших", "неполных", "числа", "число", "числу", "чисел",
    )
)  # fmt: skip


@cache
def _openers() -> Mapping[str, tuple[Reader, ...]]:
    """The readers that can begin with a word, by word; "digits" stands for a group of digits."""
    by_kind: dict[str, set[int]] = {}
    for n, (_, kinds) in enumerate(READERS):
        for kind in kinds.split():
            by_kind.setdefault(kind, set()).add(n)
    words = {word: {word, *sense} for word, sense in lexicon().items()}
    words.update((kind, {kind}) for kind in by_kind if kind not in words)
    found = {word: sorted(set().union(*(by_kind.get(kind, ()) for kind in kinds))) for word, kinds in words.items()}
    return {word: tuple(READERS[n][0].function for n in numbers) for word, numbers in found.items() if numbers}


def read_sentence(document: Document, sentence: Sentence) -> list[Timex]:
    """The timexes of a sentence, in text order."""
    if not is_promising(document, sentence):
        return []
    a = atoms_of(document, sentence)
    pieces = [piece for piece in _scan(a) if is_time(document, a, piece)]
    if not pieces:
        return []
    return without_opening_hours(a, [piece.timex for piece in combine(a, pieces)])


def _scan(a: Atoms) -> Iterator[Piece]:
    after = 0
    for i, text in enumerate(a.texts):
        if i >= after and _readers(text) is not None and (found := _longest(a, i)):
            yield from found
            after = found[-1].last


@lru_cache(maxsize=50_000)
def _begins_part(text: str) -> bool:
    return "part" in word(text)[1]


@lru_cache(maxsize=50_000)
def _readers(text: str) -> tuple[Reader, ...] | None:
    """What can read a time that begins with this text; None where nothing can."""
    if text[0] in "0123456789":
        return _openers()["digits"]
    low, sense, _, is_word = word(text)
    if found := _openers().get(low):
        return found
    if is_word and STEM.search(low):
        return (durations.adjective.function,)
    return () if "part" in sense else None


def _longest(a: Atoms, i: int) -> list[Piece]:
    if i >= len(a):
        return []
    readers = _readers(a.texts[i]) or ()
    if a.texts[i][0] in "0123456789" and i + 1 < len(a):
        readers = _of_digits(a, i, readers)
    best: list[Piece] = []
    for read in readers:
        pieces = read(a, i)
        if pieces and (not best or pieces[-1].last > best[-1].last):
            best = pieces
    if _begins_part(a.texts[i]):
        pieces = part_of(a, i, _longest)
        if pieces and (not best or pieces[-1].last > best[-1].last):
            best = pieces
    return best


def _of_digits(a: Atoms, i: int, readers: tuple[Reader, ...]) -> tuple[Reader, ...]:
    """The readers of digits that what stands next leaves: most numbers count something and need none."""
    low, sense, is_digits, is_word = word(a.texts[i + 1])
    glued = a.is_glued(i + 1)
    if low in DASHES:
        return readers if glued or not _is_word(a, i + 2) else _YEARS
    if is_word:
        if glued:
            return readers
        if "month" in sense:
            return _BEFORE_MONTH
        if "unit" in sense:
            return _BEFORE_UNIT
        return readers if sense or low in _AFTER_DIGITS else _YEARS if len(a.texts[i]) == 4 else ()
    if is_digits:
        return ()
    if low in ".,:/" and glued and a.is_glued(i + 2) and word(a.texts[i + 2])[2]:
        return () if low == "," and _is_count(a, i + 3) else _BEFORE_MARK
    return _BEFORE_COMMA if low == "," else _YEARS


def _is_word(a: Atoms, i: int) -> bool:
    return i < len(a) and word(a.texts[i])[3]


def _is_count(a: Atoms, i: int) -> bool:
    """Whether a number that ends before i counts what is no part of a time: «14,5 тыс.», «7,2%»."""
    if i >= len(a):
        return True
    low, sense, is_digits, is_word = word(a.texts[i])
    if is_word:
        return not sense and low not in _AFTER_DIGITS
    return not is_digits and low not in DASHES and low != ","
