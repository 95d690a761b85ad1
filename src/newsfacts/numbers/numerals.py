"""Numerals: what a word says as a number."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.lexicon import table

_ONE = Decimal(1)


@dataclass(frozen=True)
class Numeral:
    """What a word says as a numeral."""

    value: Decimal
    kind: str  # a table of numerals.toml
    parse: Parse


def plain(word: str) -> str:
    """Lower case without ё, for comparing with data."""
    return word.lower().replace("ё", "е")


@cache
def _lexicon() -> dict[str, tuple[str, Decimal]]:
    return {
        plain(lemma): (kind, Decimal(str(value)))
        for kind, entries in table("numerals").items()
        if kind != "ratios"
        for lemma, value in entries.items()
    }


@cache
def ratios() -> dict[str, Decimal]:
    """Adverbs that say how many times as much («вдвое»)."""
    return {plain(word): Decimal(value) for word, value in table("numerals")["ratios"].items()}


@cache
def prefixes() -> frozenset[str]:
    """The first two letters any form of a numeral may have."""
    return frozenset(lemma[:2] for lemma in _lexicon()) | {"об"}


@cache
def numeral(lower: str) -> Numeral | None:
    """What a word says as a numeral, None if it is none.

    Example:
        >>> numeral("двумстам").value
        Decimal('200')
    """
    if lower[:2] not in prefixes():
        return None
    lexicon = _lexicon()
    for parse in parses(lower):
        kind, value = lexicon.get(plain(parse.lemma), ("", _ONE))
        if kind in ("cardinals", "collective"):
            fits = parse.pos in ("NUMR", "ADJF") or parse.lemma in ("ноль", "нуль")
        elif kind == "ordinals":
            fits = parse.pos == "ADJF"
        else:
            fits = parse.pos in ("NOUN", "")
        if kind and fits:
            return Numeral(value, kind, parse)
    return _half(lower)


def is_collective(lower: str) -> bool:
    """Whether a word counts people without naming them («двое», «пятерых»)."""
    word = numeral(lower)
    return word is not None and word.kind == "collective" and word.value >= 2 and lower[:2] not in ("об", "по")


def _half(lower: str) -> Numeral | None:
    """«Полмиллиона», «полутора» apart: half of a multiplier or group."""
    for prefix in ("полу", "пол-", "пол"):
        if lower.startswith(prefix) and len(lower) > 6:
            for parse in parses(lower.removeprefix(prefix)):
                kind, value = _lexicon().get(plain(parse.lemma), ("", _ONE))
                if kind in ("multipliers", "groups") and parse.number == "sing" and value > 2:
                    return Numeral(value / 2, "collective", parse)
    return None
