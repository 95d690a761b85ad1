"""Which case the words beside a name ask for."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from newsfacts.document import Document, Token
from newsfacts.entities.names import CLOSING, OPENING
from newsfacts.lexicon import table, words
from newsfacts.phrases import case_of

_FREE: Mapping[str, float] = MappingProxyType({"nomn": 0.3})
_FARTHEST = 8  # words looked at before a name for the post or title it stands with
_FINITE = frozenset(("past", "pres", "futr"))
_PERSONAL = frozenset(("Name", "Surn", "Patr"))
_ENDS = frozenset(".!?…»")
_JOINING = frozenset((",", "и", "или"))
_BARS = frozenset(".,;:!?()[]–—-")


@cache
def _prepositions() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for case, prepositions in table("names")["prepositions"].items():
        for word in prepositions:
            found.setdefault(word, {})[case] = 1.5
    return MappingProxyType(found)


def person_case(document: Document, first: int, last: int) -> Mapping[str, float]:
    """How much the words beside a person's name speak for which case: a preposition, a title, a verb.

    Args:
        document: the text.
        first: index of the name's first token.
        last: index after its last token.
    """
    tokens = document.tokens
    found: dict[str, float] = {}
    before = tokens[first - 1] if first else None
    if before is None:
        return _FREE
    if (preposition := _preposition(tokens, first - 1)) is not None:
        return preposition
    if before.pos == "VERB" or before.pos == "PRTS":
        found["nomn"] = 0.4
    elif before.is_word or before.text in CLOSING:
        _add_titles(document, first, found)
    # «Полёт Гагарина был …», but «в декабре Диарра подал …»
    governed = "gent" in found and not (first > 1 and tokens[first - 2].lower in _prepositions())
    if not governed and _verb_follows(document, last):
        found["nomn"] = found.get("nomn", 0.0) + 0.6
    return found or _FREE


def _preposition(tokens: Sequence[Token], i: int) -> Mapping[str, float] | None:
    """What the preposition at token i asks for, or the one before the list of names that goes on there."""
    found = _prepositions().get(tokens[i].lower)
    if found is not None or tokens[i].lower not in _JOINING:
        return found
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        found = _prepositions().get(tokens[k].lower)
        if found is not None:
            return {case: weight / 2 for case, weight in found.items()}
        if not tokens[k].is_title and tokens[k].lower not in _JOINING:
            break
    return None


def _add_titles(document: Document, first: int, found: dict[str, float]) -> None:
    """The case of the nearest noun that means a person («министру спорта …»), or the genitive after another noun."""
    tokens = document.tokens
    for i in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        token = tokens[i]
        if token.text in _BARS:
            break
        noun = token.reading("NOUN")
        if noun is None or token.pos not in ("NOUN", "ADJF"):
            if token.pos == "VERB":
                break
            continue
        if noun.animacy == "anim" and not token.is_title:
            for parse in token.parses:
                if parse.pos == "NOUN" and parse.number == "sing":
                    case = case_of(parse)
                    found[case] = max(found.get(case, 0.0), 0.6)
            if i == first - 1:
                found.setdefault("gent", 0.3)  # «соратник Рейсмана»
            return
        begins = i == 0 or tokens[i - 1].text in _ENDS
        if i == first - 1 and is_common(token) and (begins or not token.is_title):
            found["gent"] = 0.4
    if tokens[first - 1].text in CLOSING:
        found["gent"] = 0.4  # «Сияние» Стэнли Кубрика
    found.setdefault("nomn", 0.1)


def _verb_follows(document: Document, last: int) -> bool:
    """Whether a finite verb stands right behind a name, or but an adverb away."""
    for token in document.tokens[last : last + 2]:
        if not token.is_word:
            return False
        parse = token.parses[0] if token.parses else None
        if parse is None:
            return False
        if (parse.pos == "VERB" and parse.tense in _FINITE) or parse.pos in ("ADJS", "PRTS"):
            return parse.number == "sing"
        if parse.pos not in ("ADVB", "PRCL", "CONJ"):
            return False
    return False


def name_case(document: Document, first: int) -> Mapping[str, float]:
    """How much the word before the name of a place or an organisation speaks for which case.

    Behind a noun that names its kind («городке Саратога», «компании «Вымпел»») it stands in the nominative.
    """
    tokens = document.tokens
    i = first - 1
    while i >= 0 and tokens[i].text in OPENING:
        i -= 1
    if i < 0:
        return _FREE
    before = tokens[i]
    if (preposition := _preposition(tokens, i)) is not None:
        return preposition
    if names_kind(before):
        return {"nomn": 1.0}
    if before.pos == "NOUN" and not before.is_title:
        return {"gent": 0.6, "datv": 0.2, "ablt": 0.2}
    if before.pos in ("ADJF", "PRTF"):
        return {case: 0.3 for p in before.parses if (case := case_of(p))}
    return _FREE


def is_common(token: Token) -> bool:
    """Whether the dictionary knows a word otherwise than as a person's name."""
    return any(p.is_known and not p.grammemes & _PERSONAL for p in token.parses)


def names_kind(token: Token) -> bool:
    """Whether a word tells what the name behind it is: «компания», «поезд», «городок»."""
    return token.text in words("organizations", "named") or not (
        token.lemmas.isdisjoint(words("organizations", "named"))
        and token.lemmas.isdisjoint(words("organizations", "others"))
        and token.lemmas.isdisjoint(words("organizations", "bodies"))
        and token.lemmas.isdisjoint(words("names", "places"))
    )
