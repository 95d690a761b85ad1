"""The tense of what is said about a time: that of the nearest verb, in the same clause before others."""

from functools import lru_cache
from typing import Literal, NamedTuple

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.times.timex import Timex
from newsfacts.times.words import cue

Tense = Literal["past", "present", "future", "open"]

_VERBAL = frozenset(("VERB", "INFN", "PRTS", "PRTF", "ADJS", "PRED"))
_REACH = 30  # tokens to look at on either side
_MODAL = frozenset(("должный", "намеренный", "намерить", "готовый", "обязанный", "предстоять", "мочь", "надо", "нужно"))
_NOMINAL = (  # participles that name people or order things, and tell of no time
    "подозреваем", "желающ", "присутствующ", "отдыхающ", "нуждающ", "трудящ",
    "обвиняем", "пострадавш", "погибш", "управляющ", "заведующ",
    "командующ", "ведущ", "учащ", "начинающ", "действующ", "следующ", "будущ", "текущ", "бывш",
)  # fmt: skip
_AHEAD = frozenset(("на", "до", "к", "по", "с"))  # what is planned for a day, not on it
_WAS = frozenset(("был", "была", "было", "были"))
_CLAUSE, _SPEECH = 8, 16
_JOINS = frozenset(("и", "а", "но"))  # before a verb they begin a clause of its own
_JOINED = 4
_APART = frozenset(",–—-:")  # what parts the words of somebody from who said them
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


class Said(NamedTuple):
    """What the nearest verb says of a time."""

    tense: Tense
    pos: str = ""  # the verb's part of speech


def tense_at(document: Document, timex: Timex, sentence: Sentence) -> Said:
    """What the nearest verb says: past, present, future, or open where it does not tell."""
    first, last = document.token_range(timex.start, timex.end)
    best: tuple[int, Said] | None = None
    for step, bound in ((-1, sentence.first - 1), (1, sentence.last)):
        cost, i, seen, parted = 0, first - 1 if step < 0 else last, 0, False
        while i != bound and seen < _REACH:
            cost += 1 + _MARKS.get(document.tokens[i].text, 0)
            if best is not None and cost >= best[0]:
                break
            token = document.tokens[i]
            cost += _JOINED if step > 0 and token.lower in _JOINS else 0
            parted = parted or token.text in _APART
            said = _said(document, i, sentence, timex.preposition) if token.is_word else None
            if said and not (parted and token.lemma in words("source", "verbs")):
                best = (cost, said)
                break
            i += step
            seen += 1
    return best[1] if best else Said("open")


@lru_cache(maxsize=50_000)
def _verb(word: str) -> Parse | None:
    """The verbal reading of a word in lower case, if it is likely or certain enough."""
    readings = parses(word)
    if not readings:
        return None
    first = readings[0]
    if first.mood == "impr":  # «нашли», «вышли», «пришли» are the past of one verb and the imperative of another
        return next((p for p in readings if p.pos == "VERB" and p.mood != "impr"), first)
    if first.pos in _VERBAL:
        return first
    return next((p for p in readings if p.pos == "VERB" and p.score >= 0.2), None)


def _said(document: Document, i: int, sentence: Sentence, preposition: str) -> Said | None:
    verb = _verb(document.tokens[i].lower)
    if verb is None or verb.mood == "impr" or _is_aside(document, i, verb):
        return None
    planned = verb.lemma in cue("planned")
    ahead = planned and preposition in _AHEAD
    tense: Tense | None = None
    if verb.lemma in _MODAL and verb.pos in ("ADJS", "PRED", "PRTS"):
        tense = _around(document, i, sentence, "future")
    elif verb.lemma == "быть" and _is_auxiliary(document, i, sentence):
        return None
    elif verb.pos == "VERB":
        tense = _finite(document, i, verb, sentence, planned, ahead)
    elif verb.pos == "INFN":
        tense = _infinitive(document, i, sentence)
    elif verb.pos == "PRTS":
        tense = _around(document, i, sentence, "future" if planned else "past")
    elif verb.pos == "PRTF":
        if document.tokens[i].lower.startswith(_NOMINAL):
            return None
        tense = ("future" if ahead else "open") if planned else "past" if verb.tense == "past" else "present"
    was = tense == "past" and any(
        sentence.first <= k < sentence.last and document.tokens[k].lower in _WAS for k in (i - 1, i + 1)
    )
    return Said(tense, "VERB" if was else verb.pos) if tense else None


def _is_aside(document: Document, i: int, verb: Parse) -> bool:
    """Whether a verb is only put in: «, напомним,», «, отметим,»."""
    tokens = document.tokens
    return verb.person == "1per" and 0 < i < len(tokens) - 1 and tokens[i - 1].text == tokens[i + 1].text == ","


def _is_auxiliary(document: Document, i: int, sentence: Sentence) -> bool:
    """Whether a form of быть stands before a short participle: «был запланирован», which tells more."""
    after = _verb(document.tokens[i + 1].lower) if i + 1 < sentence.last and document.tokens[i + 1].is_word else None
    return after is not None and after.pos == "PRTS"


def _finite(document: Document, i: int, verb: Parse, sentence: Sentence, planned: bool, ahead: bool) -> Tense:
    if verb.tense == "past":
        if planned:
            return "future" if ahead and verb.aspect == "perf" else "open" if verb.aspect == "impf" else "past"
        return _around(document, i, sentence, "past") if verb.lemma == "быть" else "past"
    if verb.tense == "futr":
        return "future"
    return "future" if planned or verb.lemma in _MODAL else "present"


def _around(document: Document, i: int, sentence: Sentence, otherwise: Tense) -> Tense:
    """Look for a form of быть beside a short participle or a modal word."""
    for k in (i - 1, i + 1, i - 2, i + 2):
        if sentence.first <= k < sentence.last:
            low = document.tokens[k].lower
            if low in ("будет", "будут"):
                return "future"
            if otherwise == "future" and low in _WAS:
                return "open"
    return otherwise


def _infinitive(document: Document, i: int, sentence: Sentence) -> Tense:
    """The tense of an infinitive: of what governs it, before it in the clause."""
    was = False
    for k in range(i - 1, max(sentence.first, i - 8) - 1, -1):
        token = document.tokens[k]
        if token.lower in ("будет", "будут"):
            return "future"
        if token.lower in _WAS:
            was = True
            continue
        verb = _verb(token.lower) if token.is_word else None
        if verb is None or _is_aside(document, k, verb):
            continue
        if verb.lemma in _MODAL or verb.lemma in cue("planned"):
            return "open" if was or (verb.tense == "past" and verb.pos == "VERB") else "future"
        if verb.pos == "VERB":
            return "past" if verb.tense == "past" else "future"
    for token in document.tokens[i + 1 : min(sentence.last, i + 8)]:  # «продать пакет холдинг отказался»
        verb = _verb(token.lower) if token.is_word else None
        if token.text in _MARKS or (verb is not None and verb.pos != "VERB"):
            break
        if verb is not None:
            return "past" if verb.tense == "past" and verb.lemma not in cue("planned") else "future"
    return "future"
