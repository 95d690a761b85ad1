"""The noun that a number counts: behind adjectives and participles, in the nominative singular."""

from dataclasses import dataclass
from decimal import Decimal

from newsfacts.analysis.morphology import Parse, inflect
from newsfacts.document import Document, Token
from newsfacts.lexicon import words
from newsfacts.numbers import plain
from newsfacts.phrases import case_of

_MODIFIERS = frozenset(("ADJF", "PRTF"))
_FUNCTION = frozenset(("PREP", "CONJ", "PRCL", "VERB", "INFN", "INTJ"))
_HEADS = frozenset(("NOUN", "ADJF", "PRTF", "NUMR"))
_FAR = 9  # tokens to look ahead


@dataclass(frozen=True)
class Counted:
    """A counted noun: its lemma (None where only adjectives stand) and the token index after it."""

    lemma: str | None
    last: int


def counted(document: Document, i: int, last: int, value: Decimal) -> Counted:
    """The noun counted by a number of this value, whose phrase would begin at token i."""
    tokens, end, modified = document.tokens, i, False
    for j in range(i, min(last, i + _FAR)):
        token = tokens[j]
        if token.text in (",", "и") and modified and j + 1 < last and tokens[j + 1].pos in _MODIFIERS:
            continue
        if not token.is_word or (token.pos in _FUNCTION and not modified and not _plural_genitive(token, value)):
            break
        modifier = next((p for p in token.parses if p.pos in _MODIFIERS), None)
        noun = fitting(token, value, modified)
        follows = modifier is not None and _head_follows(tokens, j + 1, last, value)
        if noun and j + 2 < last and tokens[j + 1].text in (",", "и") and tokens[j + 2].reading(*_MODIFIERS) is None:
            follows = False  # «530 ученых и предпринимателей»
        if noun and not follows:
            return Counted(_name(noun), j + 1)
        if modifier:
            if not follows and (name := substantive(modifier, token)):
                return Counted(name, j + 1)
            modified = True
            if token.reading(*_MODIFIERS, number="plur") or value == 1:
                end = j + 1
        elif token.pos != "ADVB" or j + 1 >= last or tokens[j + 1].pos not in _MODIFIERS:
            break
    return Counted(None, end)


def substantive(modifier: Parse, token: Token) -> str | None:
    """An adjective or participle that people are called by («погибших», «раненых»)."""
    name = inflect(token.lower, frozenset({"nomn", "sing", "masc"}), like=modifier)
    return plain(name) if name and plain(name) in words("units", "substantives") else None


def _head_follows(tokens: tuple[Token, ...], i: int, last: int, value: Decimal) -> bool:
    """Whether a noun fit for the number stands behind, with nothing but modifiers before it."""
    for token in tokens[i : min(last, i + 5)]:
        if fitting(token, value, True):
            return True
        if token.text not in (",", "и") and not any(p.pos in _MODIFIERS for p in token.parses):
            return False
    return False


def fitting(token: Token, value: Decimal, modified: bool = False) -> Parse | None:
    """The noun reading in a form that a number of this value governs."""
    if len(token.text) < 3:
        return None
    if token.pos not in _HEADS and not modified and not _plural_genitive(token, value):
        return None
    rare: Parse | None = None
    for parse in token.parses:
        if parse.pos != "NOUN" or not parse.case or {"Surn", "Name", "Patr"} & parse.grammemes:
            continue
        if _governed(parse, value):
            if plain(parse.lemma) not in words("units", "rare"):
                return parse
            rare = rare or parse
    return None if rare is None or token.pos not in ("NOUN", "NUMR") else rare


def _plural_genitive(token: Token, value: Decimal) -> bool:
    """Whether what looks like a verb or an adjective («сел», «саженцев») is the noun that the number asks for."""
    many = value == int(value) and (int(value) % 10 != 1 or int(value) % 100 == 11)
    return many and token.pos in ("VERB", "ADJS") and token.reading("NOUN", case="gent", number="plur") is not None


def _governed(parse: Parse, value: Decimal) -> bool:
    case, plural = case_of(parse), parse.number == "plur"
    if "Fixd" in parse.grammemes or "Pltm" in parse.grammemes:
        return True
    if value != int(value):
        return case == "gent"
    rest, tens = int(value) % 10, int(value) % 100
    if rest == 1 and tens != 11:
        return not plural
    if 2 <= rest <= 4 and not 12 <= tens <= 14:
        return (case == "gent" and not plural) or plural
    return plural and case in ("gent", "datv", "ablt", "loct")


def _name(parse: Parse) -> str:
    """The noun in the nominative singular, without ё."""
    return "человек" if parse.lemma == "люди" else plain(parse.lemma)
