"""Words of which parties are made: nouns, numbers, cases, Latin names, and what joins them in a list."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from newsfacts.document import Token
from newsfacts.lexicon import table, words
from newsfacts.phrases import MODIFIER, case_of, is_invariable

ALL_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
_ROMAN = frozenset("IVXLC")


def after_with(tokens: Sequence[Token], i: int) -> bool:
    """Whether «с» or «между» stands before a token."""
    return i > 0 and tokens[i - 1].lower in ("с", "со", "между")


def is_capitals(token: Token) -> bool:
    """«СО» in «СО РАН» is no preposition."""
    return len(token.text) > 1 and token.text.isupper()


def known_nominative(word: Token) -> bool:
    """Whether a word is a nominative singular that the dictionary has."""
    parse = word.parses[0] if word.parses else None
    return parse is None or (parse.is_known and parse.case == "nomn" and parse.number == "sing")


def modifiers(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The lemmas of the adjectives that begin a phrase, but for «другой», «новый» and the like."""
    found = []
    for token in tokens:
        if token.pos not in MODIFIER or not token.is_word:
            break
        parse = token.parses[0]
        if (
            "Apro" not in parse.grammemes
            and "Anum" not in parse.grammemes
            and parse.lemma not in words("parties", "idle")
        ):
            found.append(parse.lemma)
    return tuple(found)


def is_speech(inner: Sequence[Token]) -> bool:
    """Whether words in quotes are speech and no name: more than a few, and a verb among them."""
    return len(inner) > 4 and any(t.pos == "VERB" or t.text == "," for t in inner)


def is_dotted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is the end of a name with a full stop inside («ВЭБ.РФ»), and no surname behind an initial."""
    return (
        i > 1
        and tokens[i - 1].text == "."
        and len(tokens[i - 2].text) > 1
        and tokens[i - 2].end == tokens[i - 1].start
        and tokens[i - 1].end == tokens[i].start
    )


def is_house(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun means a company because of the adjective before it: «торговый дом»."""
    kinds: Mapping[str, Sequence[str]] = table("parties")["houses"]
    return tokens[i].lemma in kinds and tokens[i - 1].lemma in kinds[tokens[i].lemma]


def is_field(token: Token) -> bool:
    """Whether a word can go on with what a minister is for: «промышленности и торговли»."""
    return (
        token.lower == token.text
        and token.reading("NOUN", "ADJF", case="gent") is not None
        and party_noun(token) is None
    )


def after_comma(tokens: Sequence[Token], i: int) -> bool:
    """«договор, заключённый …»: a participle behind a comma belongs to what stands before."""
    return i > 0 and tokens[i - 1].text == ","


def party_noun(token: Token) -> str | None:
    """The lemma by which a word is one of the words for parties."""
    if not token.is_word:
        return None
    for parse in token.parses:
        if parse.pos == "NOUN" and parse.lemma.replace("ё", "е") in party_nouns():
            return parse.lemma.replace("ё", "е")
    if token.lower in party_nouns():
        return token.lower
    if len(token.lower) > 9 and token.lower == token.text and token.pos == "NOUN":
        return next((noun for noun in words("parties", "compounds") if token.lemma.endswith(noun)), None)
    return None


@lru_cache(maxsize=1)
def party_nouns() -> frozenset[str]:
    """All the words for parties."""
    return frozenset().union(
        *(
            words("parties", key)
            for key in (
                "players",
                "posts",
                "delegates",
                "bodies",
                "companies",
                "territories",
                "sides",
                "crowd",
                "counted",
            )
        )
    )


def number_of(token: Token) -> str | None:
    """The number of a noun; where its form leaves it open («стороны»), that of the nominative."""
    for parse in (*(p for p in token.parses if p.case == "nomn"), *token.parses):
        if parse.pos == "NOUN":
            return parse.number
    return None


def links(between: Sequence[str], preposition: str) -> bool:
    """Whether the words between two mentions join them in one list."""
    depth = 0
    for text in between:
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        elif not depth and text not in (",", "и", "а", "также", preposition):
            return False
    return True


def latin_end(tokens: Sequence[Token], i: int, stop: int) -> int:
    """The end of a run of Latin words: «Bank of East Asia»; the last is a capitalised one."""
    end = i + 1
    for k in range(i + 1, min(stop, i + 8)):
        token = tokens[k]
        if not token.text.isascii() and not is_latin(token.text):
            break
        if is_latin(token.text) and token.is_title:
            end = k + 1
        elif not (is_latin(token.text) or token.text in ("&", "-", "'")):
            break
    return end


def begins_latin(tokens: Sequence[Token], i: int) -> bool:
    """Whether a Latin name begins here, and not a model («A330», «SSJ100»)."""
    token = tokens[i]
    if not (is_latin(token.text) and token.is_title) or set(token.text) <= _ROMAN:
        return False
    return not (i + 1 < len(tokens) and tokens[i + 1].is_number and tokens[i + 1].start == token.end)


def is_latin(text: str) -> bool:
    """Whether a word is in Latin letters."""
    return text[0].isalpha() and not any("\u0400" <= c <= "\u04ff" for c in text)


def modifier_cases(tokens: Sequence[Token]) -> frozenset[str]:
    """The cases that adjectives before a name leave open."""
    cases = ALL_CASES
    for token in tokens:
        own = frozenset(case_of(p) for p in token.parses if p.pos in MODIFIER and p.case)
        if own:
            cases &= own
    return cases or ALL_CASES


def likely_case(cases: frozenset[str]) -> str | None:
    """The case to read a phrase in that can stand in several: one in which it is least often a plural."""
    return next((c for c in ("nomn", "ablt", "gent", "loct", "datv", "accs") if c in cases), None)


def singular_cases(noun: Token) -> frozenset[str]:
    """The cases in which a noun can be a singular."""
    return frozenset(case_of(p) for p in noun.parses if p.pos == "NOUN" and p.case and p.number == "sing")


def phrase_cases(tokens: Sequence[Token]) -> frozenset[str]:
    """The cases that a noun with its modifiers can stand in."""
    cases = ALL_CASES
    for token in tokens:
        if not token.is_word or is_latin(token.text) or (token.text.isupper() and len(token.text) > 1):
            continue
        if is_invariable(token.lower):
            return cases
        nouns = [p for p in token.parses if p.pos == "NOUN" and p.case]
        # Of guesses at a word that the dictionary lacks («акиматом»), those that make it a word for a body.
        nouns = [p for p in nouns if not p.is_known and p.lemma in party_nouns()] or nouns
        adjectives = [p for p in token.parses if p.pos in MODIFIER and p.case]
        if nouns and not (adjectives and token.pos in MODIFIER):
            own = frozenset(case_of(p) for p in nouns)
            if own <= {"gent", "accs"} and all(p.number == "plur" and not p.is_known for p in nouns):
                own = ALL_CASES  # a coined name that ends like a genitive plural
            return cases & own or own
        if adjectives:
            cases = cases & frozenset(case_of(p) for p in adjectives) or cases
    return cases
