"""The tense of what is said about a time: that of the nearest verb, in the same clause before others."""

from typing import Literal

from newsfacts.document import Document, Token
from newsfacts.model import Located
from newsfacts.times.words import cue

Tense = Literal["past", "present", "future", "open"]

_VERBAL = ("VERB", "INFN", "PRTS", "PRTF", "ADJS", "PRED")
_REACH = 30  # tokens to look at on either side
_MODAL = frozenset(("должный", "намеренный", "готовый", "обязанный", "предстоять", "мочь", "надо", "нужно"))
_CLAUSE, _SPEECH = 8, 16
_MARKS = {
    ",": _CLAUSE,
    "(": _CLAUSE,
    ")": _CLAUSE,
    "-": 4,
    "–": 4,
    "—": 4,
    ":": _CLAUSE,
    ";": _SPEECH,
    '"': 6,
    "«": 6,
    "»": 6,
}


def tense_at(document: Document, span: Located, sentence_first: int, sentence_last: int) -> Tense:
    """What the nearest verb says: past, present, future, or open where it does not tell."""
    first, last = document.token_range(span.start, span.end)
    best: tuple[int, Token, str] | None = None
    for step, bound in ((-1, sentence_first - 1), (1, sentence_last)):
        cost, i = 0, first - 1 if step < 0 else last
        seen = 0
        while i != bound and seen < _REACH:
            token = document.tokens[i]
            cost += 1 + _MARKS.get(token.text, 0)
            if best is not None and cost >= best[0]:
                break
            if token.is_word and (found := _tense_of(document, i, sentence_first, sentence_last)):
                best = (cost, token, found)
                break
            i += step
            seen += 1
    if best is None:
        return "open"
    return best[2]  # type: ignore[return-value]


def _tense_of(document: Document, i: int, low: int, high: int) -> str | None:
    token = document.tokens[i]
    if not token.parses:
        return None
    parse = token.parses[0]
    if parse.pos not in _VERBAL:
        return None
    planned = parse.lemma in cue("planned")
    if parse.pos == "VERB":
        if parse.mood == "impr":
            return None
        if parse.tense == "past":
            if planned and parse.aspect == "impf":
                return "open"
            if planned:
                return "future" if parse.lemma != "ожидать" else "open"
            if parse.lemma == "быть":
                return _around(document, i, low, high, "past")
            return "past"
        if parse.tense == "futr":
            return "future"
        return "future" if planned or parse.lemma in _MODAL else "present"
    if parse.pos == "INFN":
        return _modal_before(document, i, low)
    if parse.pos == "PRTS":
        if planned:
            return "future"
        return _around(document, i, low, high, "past")
    if parse.pos == "PRTF":
        if planned:
            return "future"
        return "past" if parse.tense == "past" else "present"
    if parse.lemma in _MODAL or planned:
        return _around(document, i, low, high, "future")
    return None


def _around(document: Document, i: int, low: int, high: int, otherwise: str) -> str:
    """Look for a form of быть beside a short participle or a modal word."""
    for k in (i - 1, i + 1, i - 2, i + 2):
        if low <= k < high and (near := document.tokens[k]).is_word:
            if near.lower in ("будет", "будут"):
                return "future"
            if otherwise == "future" and near.lower in ("был", "была", "было", "были"):
                return "open"
    return otherwise


def _modal_before(document: Document, i: int, low: int) -> str | None:
    for k in range(i - 1, max(low, i - 8) - 1, -1):
        token = document.tokens[k]
        if not token.is_word or not token.parses:
            continue
        parse = token.parses[0]
        if token.lower in ("будет", "будут"):
            return "future"
        if parse.lemma in _MODAL or parse.lemma in cue("planned"):
            if parse.tense == "past" and parse.pos == "VERB":
                return "open"
            return "future"
        if parse.pos == "VERB":
            return {"past": "past", "futr": "future"}.get(parse.tense or "", "future")
    return "future"
