"""Which case the words beside a name ask for."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.marks import CLOSING_QUOTES, OPENING_QUOTES
from newsfacts.phrases import MODIFIER, case_of

_FREE: Mapping[str, float] = MappingProxyType({"nomn": 0.3})
_FARTHEST = 8  # words looked at before a name for the post or title it stands with
_FINITE = frozenset(("past", "pres", "futr"))
_PERSONAL = frozenset(("Name", "Surn", "Patr"))
_ENDS = frozenset(".!?…»")
_OBJECTS: Mapping[str, float] = MappingProxyType({"accs": 0.5, "datv": 0.4, "gent": 0.2})
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
    """How much the words beside a person's name speak for which case and gender: a preposition, a title, a verb.

    Args:
        document: the text.
        first: index of the name's first token.
        last: index after its last token.
    """
    tokens = document.tokens
    before = tokens[first - 1] if first else None
    if before is None or _parted(document, first):
        return _FREE
    if (preposition := _preposition(tokens, first - 1)) is not None:
        return preposition
    found: dict[str, float] = {}
    verb = _verb_behind(document, last)
    if before.pos in ("VERB", "PRTS"):
        if before.parses[0].number == "sing":
            found["nomn"] = 0.3
        if "tran" in before.parses[0].grammemes:
            found["accs"] = found["datv"] = 0.3
    elif before.is_word or before.is_number or before.text in CLOSING_QUOTES:
        _add_titles(document, first, found)
    if verb is not None and verb.number != "sing":
        # «Алине прочат успех»: a verb in the plural has another subject.
        for case, weight in _OBJECTS.items():
            found[case] = found.get(case, 0.0) + weight
    elif verb is not None and not _is_subject(document, first - 1, verb):
        found["nomn"] = found.get("nomn", 0.0) + 0.6
        if verb.gender in ("masc", "femn"):
            found[verb.gender] = found.get(verb.gender, 0.0) + 0.2
    return found or _FREE


def _parted(document: Document, first: int) -> bool:
    """Whether a line ends before the token."""
    return "\n" in document.text[document.tokens[first - 1].end : document.tokens[first].start]


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
    before = tokens[first - 1]
    if before.pos in MODIFIER or before.is_number:
        # «верховной Ирины», «66-летнего Павла»
        for parse in before.parses or parses(before.text.rsplit("-", 1)[-1]):
            if parse.pos in MODIFIER and parse.number == "sing":
                found[case_of(parse)] = 0.6
                if parse.gender:
                    found[parse.gender] = 0.2
        if found:
            return
    if before.text in CLOSING_QUOTES:
        found["gent"] = 0.4  # «Сияние» Стэнли Кубрика
    for i in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        token = tokens[i]
        if token.text in _BARS or token.pos == "VERB":
            break
        noun = token.reading("NOUN")
        if noun is None or token.pos not in ("NOUN", "ADJF"):
            continue
        if not _is_plain(document, i):
            continue
        if noun.animacy == "anim":
            singular = [p for p in token.parses if p.pos == "NOUN" and p.number == "sing"]
            several = 0.45 if "gent" in found else 0.3  # «ректоры университетов А. И. Рудской и …»
            for parse in singular or token.parses:
                case = case_of(parse)
                found[case] = max(found.get(case, 0.0), 0.6 if singular else several)
            if singular and singular[0].gender == "femn":
                found["femn"] = 0.5
            if i == first - 1:
                found.setdefault("gent", 0.3)  # «соратник Рейсмана»
            return
        if i == first - 1 and token.lemmas.isdisjoint(words("names", "moments")):
            found["gent"] = 0.4
    found.setdefault("nomn", 0.1)


def _is_plain(document: Document, i: int) -> bool:
    """Whether a word is no name: not capitalised, or so only because it begins a sentence."""
    tokens = document.tokens
    if not tokens[i].is_title:
        return True
    return is_common(tokens[i]) and (i == 0 or tokens[i - 1].text in _ENDS or _parted(document, i))


def _verb_behind(document: Document, last: int) -> Parse | None:
    """The finite verb right behind a name, or but an adverb away."""
    for token in document.tokens[last : last + 2]:
        parse = token.parses[0] if token.is_word and token.parses else None
        if parse is None:
            return None
        if (parse.pos == "VERB" and parse.tense in _FINITE) or parse.pos in ("ADJS", "PRTS"):
            return parse
        if parse.pos not in ("ADVB", "PRCL", "CONJ"):
            return None
    return None


def _is_subject(document: Document, i: int, verb: Parse) -> bool:
    """Whether token i belongs to the verb's subject rather than the name behind it: «полёт Гагарина был …»."""
    tokens = document.tokens
    if (
        tokens[i].pos != "NOUN"
        or not _is_plain(document, i)
        or not tokens[i].lemmas.isdisjoint(words("names", "moments"))
    ):
        return False
    nouns = [p for p in tokens[i].parses if p.pos == "NOUN" and p.number == "sing"]
    if nouns and nouns[0].animacy == "anim":
        return not any(case_of(p) == "nomn" for p in nouns)
    return not nouns or all(case_of(p) != "nomn" or p.gender == verb.gender or not verb.gender for p in nouns)


def name_case(document: Document, first: int) -> Mapping[str, float]:
    """How much the word before the name of a place or an organisation speaks for which case.

    Behind a noun that names its kind («городке Саратога», «компании «Вымпел»») it stands in the nominative.
    """
    tokens = document.tokens
    i = first - 1
    while i >= 0 and tokens[i].text in OPENING_QUOTES:
        i -= 1
    if i < 0:
        return _FREE
    before = tokens[i]
    if (preposition := _preposition(tokens, i)) is not None:
        return preposition
    if before.lemma in words("organizations", "owners") or before.text == "%":
        return {"gent": 0.6}
    if names_kind(before):
        return {"nomn": 0.5} | {c: 0.3 for p in before.parses if p.pos == "NOUN" and (c := case_of(p)) != "nomn"}
    if before.pos == "NOUN" and (not before.is_title or i == 0 or tokens[i - 1].text in _ENDS or _parted(document, i)):
        return {"gent": 0.6, "datv": 0.2, "ablt": 0.2}
    if before.pos in MODIFIER:
        return {case: 0.5 for p in before.parses if (case := case_of(p))}
    return _FREE


def is_common(token: Token) -> bool:
    """Whether the dictionary knows a word otherwise than as a person's name."""
    return _is_common(token.lower)


@lru_cache(maxsize=20_000)
def _is_common(lower: str) -> bool:
    return any(p.is_known and not p.grammemes & _PERSONAL for p in parses(lower))


def names_kind(token: Token) -> bool:
    """Whether a word tells what the name behind it is: «компания», «поезд», «городок»."""
    return token.text in words("organizations", "named") or (
        not _kinds().isdisjoint(_halves(token)) and token.reading("NOUN", number="sing") is not None
    )


def _halves(token: Token) -> frozenset[str]:
    """The lemmas of a word, or of the halves of one with a hyphen: «музей-заповедник»."""
    if "-" not in token.text:
        return token.lemmas
    return token.lemmas.union(*(lemma.split("-") for lemma in token.lemmas))


@cache
def _kinds() -> frozenset[str]:
    bodies = (words("organizations", key) for key in ("named", "others", "bodies"))
    return words("names", "places").union(*bodies)
