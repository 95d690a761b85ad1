"""Calendar words: every form of the words in ``data/calendar.toml``, each with what it can mean."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from newsfacts.lexicon import table

Sense = Mapping[str, Any]

# Sections whose words open a time; the others only matter beside them.
_TRIGGERS = ("month", "weekday", "weekend", "season", "unit", "span", "day", "point", "decade", "closing")
_NUMERIC = frozenset(
    (
        "month",
        "weekday",
        "weekend",
        "season",
        "shift",
        "previous",
        "day",
        "day_adjective",
        "season_adjective",
        "point",
        "ordinal",
        "last",
        "decade",
        "roman",
    )
)
_SECTIONS = (
    *_TRIGGERS[:-1],
    "day_adjective",
    "season_adjective",
    "shift",
    "previous",
    "part",
    "ordinal",
    "last",
    "cardinal",
    "zone",
    "roman",
)
_CYRILLIC = str.maketrans("xi", "хі")
_FLAGS = ("closing", "short_month", "same", "period", "daypart")


def forms(entry: str) -> Iterator[str]:
    """Write out the forms of an entry: ``год|- а`` is год, года."""
    stem, bar, endings = entry.partition("|")
    if not bar:
        yield stem
        return
    for ending in endings.split():
        for one in table("calendar")["endings"].get(ending, ending).split():
            yield stem + ("" if one == "-" else one)


def _meaning(section: str, key: str) -> Any:
    if section in _NUMERIC:
        return int(key)
    return Decimal(key) if section == "cardinal" else key


@cache
def lexicon() -> Mapping[str, Sense]:
    """Every known word form (lower case, е for ё) with its senses: ``{"month": 5}``."""
    senses: dict[str, dict[str, Any]] = {}
    for section in _SECTIONS:
        for key, entries in table("calendar")[section].items():
            for entry in entries:
                for form in forms(entry):
                    senses.setdefault(form, {})[section] = _meaning(section, key)
                    if section == "roman":  # typed with Cyrillic letters as often as with Latin ones
                        for typed in (form.replace("x", "х"), form.translate(_CYRILLIC)):
                            senses.setdefault(typed, {})[section] = _meaning(section, key)
    for section in _FLAGS:
        for entry in table("calendar")[section]["words"]:
            for form in forms(entry):
                senses.setdefault(form, {})[section] = True
    return senses


@cache
def triggers() -> frozenset[str]:
    """The words without which, or digits, a sentence names no time."""
    opening = (*_TRIGGERS, "daypart")
    return frozenset(word for word, sense in lexicon().items() if any(section in sense for section in opening))


@cache
def cue(name: str) -> frozenset[str]:
    """The forms of the cue words of this name."""
    return frozenset(form for entry in table("calendar")["cue"][name] for form in forms(entry))


def numeral_stem(head: str) -> Decimal | None:
    """The value of the numeral that begins an adjective: «пяти» of «пятидневный», «двадцатипяти»."""
    known = _numeral_stems()
    if head in known:
        return known[head]
    for end in range(4, len(head)):
        tens, ones = known.get(head[:end]), known.get(head[end:])
        if tens is not None and ones is not None and 20 <= tens < 100 and tens % 10 == 0 and ones in range(1, 10):
            return tens + ones
    return None


@cache
def _numeral_stems() -> Mapping[str, Decimal]:
    return {stem: Decimal(value) for value, stems in table("calendar")["numeral_stem"].items() for stem in stems}


@cache
def duration_stems() -> tuple[tuple[str, str], ...]:
    """The stems of adjectives of duration with their units, longest first."""
    pairs = [(stem, unit) for unit, stems in table("calendar")["stems"].items() for stem in stems]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
