"""Units of measure and currencies: what stands behind a number, or a sign before it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.numbers import plain

ONE = Decimal(1)
_JOINTS = frozenset(".·*•⋅∙‧‑-")
_OPENING = frozenset("«\"„“'")
_CLOSING = frozenset("»\"“”'")
_LONGEST = 8  # tokens in an abbreviation
_BACK = 150  # tokens back to a currency's full name


@dataclass(frozen=True)
class Unit:
    """A unit: its code, its sense, and how much of the code's unit it is (a kopeck: 0.01)."""

    code: str
    type: str
    part: Decimal = ONE
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A unit found in the text, and where it ends."""

    unit: Unit
    end: int
    last: int


@dataclass(frozen=True)
class _Index:
    """All written forms: by dictionary words (keyed by the first), by abbreviation, and signs before numbers."""

    words: dict[str, list[tuple[tuple[frozenset[str], ...], Unit]]]
    short: dict[str, tuple[Unit, bool]]
    loose: dict[str, tuple[Unit, bool]]
    before: dict[str, Unit]
    starts: set[str]  # what abbreviations begin with, in small letters


@cache
def _index() -> _Index:
    index = _Index({}, {}, {}, {}, set())
    entries = [(e, e["type"]) for e in table("units")["units"]] + [
        (e, "money") for e in table("currencies")["currencies"]
    ]
    for entry, kind in entries:
        unit = Unit(entry["code"], kind, Decimal(entry.get("part", "1")), tuple(entry.get("near", ())))
        for form in entry["words"]:
            pattern = tuple(_element(word) for word in form.split())
            for key in pattern[0]:
                index.words.setdefault(key.removesuffix("."), []).append((pattern, unit))
        for form in entry["short"]:
            known = (unit, form.endswith("."))
            index.short.setdefault(_squeeze(form), known)
            index.starts.update(_squeeze(form)[:k].lower() for k in range(1, len(form) + 1))
            if len(_squeeze(form)) > 2:
                index.loose.setdefault(_squeeze(form).lower(), known)
        for sign in entry.get("before", ()):
            index.before.setdefault(sign, unit)
    for patterns in index.words.values():
        patterns.sort(key=lambda p: -len(p[0]))
    return index


def _element(word: str) -> frozenset[str]:
    """What a token must have as lemma to match a word of a form; an abbreviation with its point stands for itself."""
    word = plain(word)
    if word.endswith("."):
        return frozenset((word,))
    return frozenset(plain(p.lemma) for p in parses(word) if p.pos == "ADJF") | {word}


def _squeeze(form: str) -> str:
    return "".join(c for c in form if c not in _JOINTS and not c.isspace())


def unit_at(document: Document, i: int, last: int) -> Measure | None:
    """The unit that begins at token i of a sentence that ends before token ``last``."""
    if i >= last:
        return None
    token = document.tokens[i]
    if token.text in _OPENING and i + 2 < last and document.tokens[i + 2].text in _CLOSING:
        inner = _by_words(document.tokens, i + 1, last)  # 8 млн "квадратов"
        return Measure(inner.unit, document.tokens[i + 2].end, i + 3) if inner else None
    choices = [m for m in (_by_words(document.tokens, i, last), _by_abbreviation(document, i, last)) if m]
    found = max(choices, key=lambda m: m.last, default=None)
    if found and found.unit.near and not mentioned(document, i, found.unit.near):
        return None
    return _named_before(document, i, last, found) if token.is_word else found


def _named_before(document: Document, i: int, last: int, found: Measure | None) -> Measure | None:
    """«Фунтов» behind «египетский фунт» are Egyptian: the currency of that name that was named last."""
    tokens = document.tokens
    names = {plain(lemma) for lemma in tokens[i].lemmas} & words("currencies", "shared")
    if not names or (found and found.last != i + 1):
        return found
    for k in range(i - 1, max(0, i - _BACK), -1):
        if tokens[k].is_word and tokens[k - 1].is_word and not names.isdisjoint(plain(x) for x in tokens[k].lemmas):
            named = _by_words(tokens, k - 1, k + 1)
            if named is not None and named.last == k + 1:
                return Measure(named.unit, tokens[i].end, i + 1)
    return found


def _by_words(tokens: tuple[Token, ...], i: int, last: int) -> Measure | None:
    token = tokens[i]
    if not token.is_word:
        return None
    index = _index().words
    best: Measure | None = None
    for key in {plain(lemma) for lemma in token.lemmas} | {plain(token.lower)}:
        for pattern, unit in index.get(key, ()):
            end = _match(tokens, i, last, pattern)
            if end and (best is None or end > best.last):
                best = Measure(unit, tokens[end - 1].end, end)
    return best


def _match(tokens: tuple[Token, ...], i: int, last: int, pattern: tuple[frozenset[str], ...]) -> int:
    """The token index after the pattern, 0 where it does not stand."""
    for element in pattern:
        if i >= last:
            return 0
        token = tokens[i]
        if plain(token.lower) + "." in element:
            if i + 1 < last and tokens[i + 1].text == ".":
                i += 1
        elif plain(token.lower) not in element and element.isdisjoint(plain(lemma) for lemma in token.lemmas):
            return 0
        i += 1
    return i


def _by_abbreviation(document: Document, i: int, last: int) -> Measure | None:
    index = _index()
    text, best, pointed = "", None, False
    for j in range(i, min(last, i + _LONGEST)):
        token = document.tokens[j]
        touches = j == i or document.tokens[j - 1].end == token.start
        if token.text in _JOINTS:
            if not touches:
                break
            pointed = True
            continue
        if not touches and token.start - document.tokens[j - 1].end > 1:
            break
        text += _squeeze(token.text)
        if text.lower() not in index.starts:
            break
        known = index.short.get(text) or index.loose.get(text.lower())
        if token.pos == "VERB" and i > 0 and not document.tokens[i - 1].is_number:
            break  # «девять дал меценат»
        spaced = len(text) == 2 and j > i and not touches and not pointed  # «л с» is no «л. с.»
        if known and not spaced:
            unit, with_point = known
            after = j + 1
            if with_point and after < last and document.tokens[after].text == ".":
                after += 1
            best = Measure(unit, document.tokens[after - 1].end, after)
    return best


def unit_named(word: str) -> Unit | None:
    """The unit that one word in the genitive singular names, None if none does («литра», «гектара»)."""
    for parse in parses(word):
        if parse.case == "gent" and parse.number == "sing":
            for pattern, unit in _index().words.get(plain(parse.lemma), ()):
                if len(pattern) == 1:
                    return unit
    return None


def sign_before(document: Document, i: int, first: int) -> tuple[Unit, int] | None:
    """A currency sign or code right before token i, and the index of its first token."""
    if i <= first:
        return None
    token, before = document.tokens[i - 1], _index().before
    if i - 2 >= first and document.tokens[i - 2].end == token.start:
        unit = before.get(document.tokens[i - 2].text + token.text)
        if unit:
            return unit, i - 2
    unit = before.get(token.text)
    return (unit, i - 1) if unit else None


def mentioned(document: Document, i: int, near: tuple[str, ...]) -> bool:
    """Whether one of the words stands around token i, in its sentence or the one before."""
    sentence = document.sentence_at(document.tokens[i].start)
    if sentence is None:
        return False
    first = document.sentences[max(0, sentence.index - 1)].first
    span = document.tokens[max(first, i - 40) : min(sentence.last, i + 15)]
    return any(lemma in near for token in span if token.is_word for lemma in token.lemmas)


def is_time_noun(lemma: str) -> bool:
    """Whether a noun makes its number a time («5 лет», «3 октября»)."""
    return lemma in words("units", "times")
