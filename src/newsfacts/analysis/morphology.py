"""Morphology: pymorphy3, each word form looked up once."""

from functools import lru_cache
from typing import Any, NamedTuple

import pymorphy3


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


@lru_cache(maxsize=1)
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a lower-cased word, likeliest first."""
    out = []
    for p in _analyser().parse(word):
        t = p.tag
        out.append(
            Parse(
                p.normal_form,
                str(t.POS or ""),
                t.case,
                t.number,
                t.gender,
                t.tense,
                t.aspect,
                t.person,
                t.animacy,
                t.voice,
                t.mood,
                p.score,
                frozenset(map(str, t.grammemes)),
                p.is_known,
            )
        )
    return tuple(out)


@lru_cache(maxsize=50_000)
def inflect(word: str, grammemes: frozenset[str], lemma: str | None = None) -> str | None:
    """The form of a lower-cased word with these grammemes, from its reading with this lemma (or the likeliest)."""
    for p in _analyser().parse(word):
        if lemma is None or p.normal_form == lemma:
            form = p.inflect(grammemes)
            if form is not None:
                return str(form.word)
    return None
