"""Morphology: pymorphy3, each word form looked up once."""

import unicodedata
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

import pymorphy3

_HYPHENS = str.maketrans("‐‑", "--")
_STRESS = "\N{COMBINING ACUTE ACCENT}"
_LONGEST = 100  # letters in a word; what is longer is no word, and would take pymorphy long


class Parse(NamedTuple):
    """One morphological reading of a word, with pymorphy's (OpenCorpora's) names."""

    lemma: str
    pos: str
    case: str | None
    number: str | None
    gender: str | None
    tense: str | None
    aspect: str | None
    person: str | None
    animacy: str | None
    voice: str | None
    mood: str | None
    score: float
    grammemes: frozenset[str]
    is_known: bool


def parses(word: str) -> tuple[Parse, ...]:
    """Return all readings of a word in any capitalisation, likeliest first.

    Stress marks and the way й and ё are composed make no difference. What is too long to be a word has none.

    Example:
        >>> [(parse.lemma, parse.pos, parse.case) for parse in parses("Выставку")]
        [('выставка', 'NOUN', 'accs')]
    """
    return _parses(word.lower()) if len(word) <= _LONGEST else ()


def inflect(word: str, grammemes: frozenset[str], lemma: str | None = None, like: Parse | None = None) -> str | None:
    """Return the form of a word with these grammemes, capitalised like the word; None if there is none.

    The form comes from the word's likeliest reading that has it, of those with the given `lemma`, or
    with the lemma, part of speech and grammemes of the reading `like`.

    Example:
        >>> inflect("Казани", frozenset({"nomn"}), lemma="казань"), inflect("РОСАТОМА", frozenset({"datv"}))
        ('Казань', 'РОСАТОМУ')
    """
    if len(word) > _LONGEST:
        return None
    form = _inflect(word.lower(), grammemes, lemma, like)
    if form is not None and "-" in word and "-" not in form:
        # The dictionary writes «южно-уральской» as one word in the other cases.
        head, _, tail = word.rpartition("-")
        last = inflect(tail, grammemes)
        return capitalised(form, word) if last is None else f"{head}-{last}"
    return None if form is None else capitalised(form, word)


@lru_cache(maxsize=1)
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer()


def _readings(lower: str) -> Any:
    composed = unicodedata.normalize("NFC", lower).replace(_STRESS, "").translate(_HYPHENS)
    try:
        return _analyser().parse(composed.encode("utf-8", "replace").decode("utf-8"))  # no lone surrogates
    except ValueError:  # pymorphy asks for the name of every letter, and some have none
        return []


@lru_cache(maxsize=50_000)
def _parses(lower: str) -> tuple[Parse, ...]:
    # Of words with hyphens that it does not know («сити-менеджером») pymorphy gives the unlikeliest readings first.
    return tuple(sorted(map(_parse, _readings(lower)), key=lambda p: -p.score))


def _parse(reading: Any) -> Parse:
    pos, case, number, gender, tense, aspect, person, animacy, voice, mood, grammemes = _features(reading.tag)
    return Parse(
        reading.normal_form,
        pos or "",
        case,
        number,
        gender,
        tense,
        aspect,
        person,
        animacy,
        voice,
        mood,
        reading.score,
        grammemes,
        reading.is_known,
    )


@lru_cache(maxsize=10_000)
def _features(tag: Any) -> tuple[Any, ...]:
    """What a tag says, in plain strings (pymorphy's own cannot be pickled): few tags serve all words."""
    named = (tag.POS, tag.case, tag.number, tag.gender, tag.tense, tag.aspect, tag.person, tag.animacy, tag.voice)
    plain = [None if grammeme is None else str(grammeme) for grammeme in (*named, tag.mood)]
    return *plain, frozenset(map(str, tag.grammemes))


@lru_cache(maxsize=50_000)
def _inflect(lower: str, grammemes: frozenset[str], lemma: str | None, like: Parse | None) -> str | None:
    for reading in _readings(lower):
        if lemma is not None and reading.normal_form != lemma:
            continue
        if like is not None and (reading.normal_form, reading.tag.grammemes) != (like.lemma, like.grammemes):
            continue
        form = reading.inflect(grammemes)
        if form is not None:
            return str(form.word)
    return None


def capitalised(form: str, word: str) -> str:
    """Give every part of a hyphenated form the capitalisation of the word's part in its place.

    Example:
        >>> capitalised("росатом", "РосАтома")
        'РосАтом'
    """
    parts, models = form.split("-"), word.split("-")
    if len(parts) != len(models):
        parts, models = [form], [word]
    return "-".join(map(_capitalised_part, parts, models))


def _capitalised_part(form: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return form.upper()
    # What both have in common keeps its letters as they are: РосАтома, РосАтом.
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].lower(), zip(form, word, strict=False)))
    if common == 0 and word[:1].isupper():
        return form.capitalize()
    return word[:common] + form[common:]
