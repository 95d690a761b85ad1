"""Parties without names of their own: «15 компаний», «российские туроператоры», «вузы Самарской области»."""

from collections.abc import Sequence

from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.words import after_with, party_noun, phrase_cases
from newsfacts.document import Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, case_of, nominative_word, spaced

_DIRECT = frozenset(("nomn", "accs"))


def is_crowd(token: Token) -> bool:
    """Whether a word can name several bodies that have no names: «предприятия», «вузы», «туроператоры»."""
    noun = party_noun(token)
    return noun is not None and any(noun in words("parties", key) for key in ("crowd", "companies", "counted"))


def is_count(token: Token) -> bool:
    """Whether a word says how many: «15», «восемь», «несколько»."""
    return token.is_number or token.pos == "NUMR"


def counted(tokens: Sequence[Token], i: int, stop: int) -> int | None:
    """The noun that a number at token i counts, where it is one for bodies."""
    if not is_count(tokens[i]) or (i and is_count(tokens[i - 1])):
        return None
    j = i + 1
    while j < stop and tokens[j].pos in MODIFIER and tokens[j].is_word:
        j += 1
    if j >= stop or not is_crowd(tokens[j]) or tokens[j].is_title:
        return None
    if party_noun(tokens[j]) in words("parties", "territories") and not after_with(tokens, i):
        return None  # «пять стран» are those named before
    if tokens[i].lower in words("parties", "both") and j == i + 1:  # so are «две компании»
        if j + 1 == stop:
            return None
        following = tokens[j + 1].parses[0] if tokens[j + 1].parses else None
        if following is None or case_of(following) != "gent" or not following.is_known:
            return None
    return j


def crowd(tokens: Sequence[Token], i: int, j: int, end: int) -> Mention | None:
    """The several bodies that the noun at token j names with a number or adjectives from token i on, up to ``end``."""
    first = i + 1 if is_count(tokens[i]) else i
    nouns = [
        p for p in tokens[j].parses if p.pos == "NOUN" and (p.number == "plur" or (first > i and p.case == "gent"))
    ]
    if not nouns or not is_crowd(tokens[j]) or (first == i == j and end == j + 1):
        return None
    direct = first > i and tokens[i].pos != "NUMR" and all(case_of(p) in ("gent", "accs") for p in nouns)
    if direct:
        cases = _DIRECT | {"gent"}
    elif first > i and tokens[i].pos == "NUMR":
        cases = frozenset(case_of(p) for p in tokens[i].parses if p.pos == "NUMR" and p.case) or _DIRECT
    else:
        cases = phrase_cases(tokens[i : j + 1])
    noun = nominative_word(tokens[j], nouns[0], "plur")
    tail = spaced([(t, t.text) for t in tokens[j + 1 : end]])
    names = []
    for words_before in _kinds(tokens[first:j]):
        adjectives = [nominative_word(t, p, "plur") for t in words_before if (p := t.reading(*MODIFIER)) is not None]
        names.append(" ".join(w for w in (*adjectives, noun, tail) if w))
    parties = tuple(Party(name, "organization", None) for name in names)
    return Mention(i, end, parties, cases, "plur", "crowd", party_noun(tokens[j]) or "")


def _kinds(adjectives: Sequence[Token]) -> list[Sequence[Token]]:
    """The adjectives; where two of places stand side by side («российские и китайские»), each for itself."""
    plain = [t for t in adjectives if t.pos in MODIFIER]
    places = [t for t in plain if gazetteer().by_adjective(t.text) is not None]
    if len(places) > 1:
        return [[t] for t in places]
    return [plain]
