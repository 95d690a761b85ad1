"""What a word of a name may be: its nominative in every case and gender it may stand in."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsfacts.analysis.morphology import Parse, inflect, parses
from newsfacts.lexicon import table, words
from newsfacts.phrases import case_of

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ORDER = tuple((c, g) for g in ("masc", "femn", "plur") for c in CASES)
_LIKE_SURNAMES = ("овый", "евый", "иный")
_LONG = ("ской", "цкой")  # of a man in the nominative, though the dictionary sees a woman's surname in another case
_SHORTEST = 4  # letters that a surname in -ов, -ев or -ин has more than: «Новым» is no «Нов»
_VOWELS = frozenset("аеёиоуыэюя")
_NAMES = frozenset(("Name", "Surn", "Patr"))


class Form(NamedTuple):
    """The nominative that a word would have, and how likely it is."""

    nominative: str
    weight: float


@lru_cache(maxsize=20_000)
def forms(word: str) -> Mapping[tuple[str, str], Form]:
    """The nominatives of a word of a person's name, by the case and gender it stands in (masc, femn, plur).

    Args:
        word: one word without hyphens, in lower case.

    Example:
        >>> forms("кердпола")["gent", "masc"].nominative
        'кердпол'
    """
    if word in words("names", "fixed"):
        return {(c, g): Form(word, 1.0) for c in CASES for g in ("masc", "femn")}
    found: dict[tuple[str, str], Form] = {}
    readings = parses(word)
    named = False
    for parse in readings:
        weight = _weight(parse)
        if weight is None:
            continue
        nominative = _nominative(word, parse)
        if nominative is None:
            continue
        named = named or (weight > 1 and parse.number == "sing")
        for gender in _genders(parse):
            _add(found, case_of(parse), gender, Form(nominative, weight))
    surname = found.get(("gent", "masc"))
    if surname is not None and surname.weight > 1 and word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        _add(found, "nomn", "femn", Form(word, surname.weight - 0.02))
    if word.endswith(_LONG) and not any(p.is_known for p in readings):
        _add(found, "nomn", "masc", Form(word, 1.0))
    if named and word[-1] in "ая":
        _add(found, "nomn", "femn", Form(word, 0.5))  # «Джорджа» may be a woman's name, too
    # A common word may be a name as well («Волк»), and does not change then where it means a woman.
    common = any(p.is_known for p in readings) and any(gender != "plur" for _, gender in found)
    for case, gender, form in _by_ending(word):
        if named:
            if case == "*" and (form.weight >= 0.9 or (gender == "femn" and word[-1] not in _VOWELS)):
                _add_unchanged(found, word, gender)
        else:
            weight = form.weight * 0.5 if common else form.weight
            if common and case == "*" and word[-1] in _VOWELS:
                weight *= 0.8
            for c in CASES if case == "*" else (case,):
                _add(found, c, gender, Form(form.nominative, weight))
    return MappingProxyType({key: found[key] for key in ORDER if key in found})


def _add(found: dict[tuple[str, str], Form], case: str, gender: str, form: Form) -> None:
    known = found.get((case, gender))
    if known is None or form.weight > known.weight:
        found[case, gender] = form


class Double(NamedTuple):
    """The two surnames that a dictionary's adjective may be of: «Пучковым» is of «Пучков», or of «Пучковый»."""

    short: str
    long: str
    telling: frozenset[str]  # forms that only the long one has


@lru_cache(maxsize=20_000)
def double_surname(word: str) -> Double | None:
    """The surnames that an adjective in the instrumental, or a woman's in any case but two, may be of.

    Those in -ов and -ин are far more than those that are adjectives themselves. «Луговым» stays open: «Луговой» is no
    rarer than «Лугов».

    Args:
        word: one word of a person's name, in lower case.
    """
    for parse in parses(word):
        if parse.pos != "ADJF" or not parse.is_known or not parse.lemma.endswith(_LIKE_SURNAMES):
            continue
        lemma = parse.lemma.replace("ё", "е")
        stem = lemma[:-2]
        if len(stem) > _SHORTEST and parse.case == "ablt" and parse.gender == "masc":
            return Double(stem, lemma, frozenset(stem + ending for ending in ("ый", "ого", "ому")))
        if len(stem) > _SHORTEST and parse.case == "ablt" and parse.gender == "femn":
            return Double(f"{stem}а", f"{stem}ая", frozenset((f"{stem}ая", f"{stem}ую")))
    return None


def _add_unchanged(found: dict[tuple[str, str], Form], word: str, gender: str) -> None:
    """A known name never met in the nominative, or a man's surname borne by a woman, may stand unchanged."""
    if ("nomn", gender) not in found:
        for c in CASES:
            _add(found, c, gender, Form(word, 0.6))


def _weight(parse: Parse) -> float | None:
    """How likely a reading is in a name: names count far more; of unknown words only what looks like a surname."""
    if parse.pos not in ("NOUN", "ADJF") or parse.case in (None, "voct"):
        return None
    if not parse.is_known:
        surname = "Surn" in parse.grammemes and "Fixd" not in parse.grammemes and len(parse.lemma) > 3
        if surname and parse.lemma.endswith(table("names")["surnames"]):
            return 1.0 + parse.score / 4
        return 1.0 if parse.pos == "ADJF" and parse.lemma.endswith(("ский", "цкий")) else None
    if parse.grammemes & _NAMES:
        # Many a name has a rare indeclinable double («Алине» of Алина, and a name of its own).
        return 0.6 if "Fixd" in parse.grammemes else 1.0 + parse.score / 4
    if parse.animacy == "anim" or parse.pos == "ADJF":
        return 0.5 + parse.score / 2
    return 0.1 * parse.score


def _genders(parse: Parse) -> tuple[str, ...]:
    if parse.number == "plur":
        return ("plur",) if parse.pos == "ADJF" or parse.grammemes & _NAMES else ()
    if parse.gender is None or "ms-f" in parse.grammemes:
        return "masc", "femn"
    return (parse.gender,)


def _nominative(word: str, parse: Parse) -> str | None:
    if parse.case == "nomn" or "Fixd" in parse.grammemes:
        return word
    wanted = {"nomn", parse.number or "sing"}
    if parse.gender and (parse.pos == "ADJF" or "Surn" in parse.grammemes) and "ms-f" not in parse.grammemes:
        wanted.add(parse.gender)
    form = inflect(word, frozenset(wanted), like=parse)
    if form is None:
        return None
    return form if "ё" in word else form.replace("ё", "е")


@cache
def _endings() -> Mapping[str, tuple[tuple[str, str, str, float], ...]]:
    rows: dict[str, tuple[tuple[str, str, str, float], ...]] = {}
    for ending, lines in table("names")["endings"].items():
        split = [line.split(" ") for line in lines]
        rows[ending] = tuple((c, g, "" if e == "-" else e, float(w)) for c, g, e, w in split)
    return MappingProxyType(rows)


def _by_ending(word: str) -> Iterator[tuple[str, str, Form]]:
    """How a foreign name with these last letters may be declined; the case «*» is all."""
    endings = _endings()
    length = next(n for n in (5, 4, 3, 2, 1, 0) if n < len(word) and word[len(word) - n :] in endings)
    stem = word[: len(word) - length]
    for case, gender, ending, weight in endings[word[len(stem) :]]:
        for g in ("masc", "femn") if gender == "any" else (gender,):
            yield case, g, Form(stem + ending, weight)
