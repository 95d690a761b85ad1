"""Reading: from the atoms of a sentence to its timexes."""

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.document import Document, Sentence
from newsfacts.rule import Rule
from newsfacts.times import clocks, counted, dates, durations, periods, relative
from newsfacts.times.atoms import Atoms, atoms_of, is_promising
from newsfacts.times.combine import combine
from newsfacts.times.parts import part_of
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.weed import is_opening_hours, is_time

# At a tie the earlier wins.
READERS: tuple[Rule[[Atoms, int], list[Piece]], ...] = (
    dates.numeric,
    dates.day_and_month,
    dates.month_and_year,
    dates.years,
    relative.shifted_unit,
    periods.same_period,
    periods.part_of_year,
    periods.months_counted,
    periods.decade_or_century,
    counted.nth_weekday,
    counted.edge_day,
    counted.day_of_month,
    periods.event_day,
    periods.event_end,
    relative.ago,
    relative.earlier,
    relative.weekday,
    relative.weekend,
    relative.season,
    relative.day_word,
    relative.new_year,
    clocks.clock,
    durations.duration,
    durations.adjective,
)
_READ = tuple(reader.function for reader in READERS)
_OPENERS = frozenset(
    (
        "через",
        "спустя",
        "ближайшие",
        "эти",
        "первые",
        "нового",
        "новому",
        "около",
        "более",
        "больше",
        "чуть",
        "немногим",
    )
)
_ADJECTIVES = ("дневн", "летн", "месячн", "недельн", "суточн", "часов", "минутн", "годичн")


def read_sentence(document: Document, sentence: Sentence) -> list[Timex]:
    """The timexes of a sentence, in text order."""
    if not is_promising(document, sentence):
        return []
    a = atoms_of(document, sentence)
    pieces = [piece for piece in _scan(a) if is_time(document, a, piece)]
    combined = [piece.timex for piece in combine(a, pieces)]
    return [timex for timex in combined if not is_opening_hours(a, timex, combined)]


def _scan(a: Atoms) -> Iterator[Piece]:
    i = 0
    while i < len(a):
        found = _longest(a, i)
        yield from found
        i = found[-1].last if found else i + 1


def _longest(a: Atoms, i: int) -> list[Piece]:
    atom = a[i]
    known = atom.is_digits or atom.sense or atom.low in _OPENERS or atom.text in "'’"
    if not known and not (atom.is_word and _has_stem(atom.low)):
        return []
    best: list[Piece] = []
    for read in _READ:
        found = read(a, i)
        if found and (not best or found[-1].last > best[-1].last):
            best = found
    if atom.get("part"):
        found = part_of(a, i, _longest)
        if found and (not best or found[-1].last > best[-1].last):
            best = found
    return best


@lru_cache(maxsize=50_000)
def _has_stem(word: str) -> bool:
    return any(stem in word for stem in _ADJECTIVES)
