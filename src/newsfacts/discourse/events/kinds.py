"""Words for kinds of gatherings, and what stands around a name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.phrases import case_of

ROMAN = re.compile(r"[IVXХ]+$")


_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё]*[A-ZА-ЯЁ]\d{0,2}(?:-\d{4})?$")


DATED = re.compile(r"([A-ZА-ЯЁ]\w+)-((?:19|20)\d\d)$")


_ORDINAL = re.compile(r"\d+(?:-?[а-я]{1,3})?$")


@dataclass(frozen=True)
class NameMention:
    """A gathering named in the text: the tokens ``[first, last)`` of its kind and name."""

    first: int
    last: int
    name: str
    kind: str | None
    aliases: tuple[str, ...] = ()
    head: int = -1  # the token whose case tells its part in the sentence
    tells_kind: bool = False  # the kind stands before a quoted name: «фестиваль "Неделя чая"»


@lru_cache(maxsize=4096)
def kind_of_lemma(lemma: str, plural: bool) -> str | None:
    """The kind of gathering that a noun names, a compound included; None if it names none."""
    data = table("events")
    if plural and lemma in data["plural_kinds"]:
        return str(data["plural_kinds"][lemma])
    lemma = lemma.replace("маневр", "манёвр")
    kinds = words("events", "kinds")
    if lemma in kinds:
        return None if plural and lemma in words("events", "singular_only") else lemma
    if lemma in words("events", "weak_kinds"):
        return lemma
    parts = lemma.split("-")
    if len(parts) == 2 and (parts[0] in kinds or parts[1] in kinds or parts[1] in words("events", "compounded")):
        return lemma
    for kind in ("фестиваль", "выставка", "марафон", "форум", "салон", "конкурс", "олимпиада", "конференция"):
        if lemma.endswith(kind) and len(lemma) > len(kind) + 2:
            return lemma
    return None


def kind_of(token: Token) -> str | None:
    """The kind of gathering that a token names."""
    return kind_of_word(token.lower) if token.is_word else None


@lru_cache(maxsize=50_000)
def kind_of_word(lower: str) -> str | None:
    """The kind of gathering that a word in small letters names."""
    found = parses(lower)
    if not found or found[0].pos not in ("NOUN", "ADJF", "INFN", "VERB", "GRND", "INTJ", "PRED"):
        return None
    if lower == "экспо":
        return "экспо"
    for parse in found:
        if parse.pos == "NOUN" and parse.score > 0.05:
            kind = kind_of_lemma(parse.lemma, parse.number == "plur")
            if kind is not None:
                return kind
    return None


def is_holding(token: Token) -> bool:
    """Whether a verb tells that something takes place."""
    return any(token.lemma in words("events", "verbs", role) for role in ("hold", "open", "close", "cancel"))


def with_modifiers(tokens: tuple[Token, ...], at: int, taken: int) -> int:
    """The first of the adjectives and ordinals before a noun."""
    first = at
    while first > taken and (tokens[first - 1].pos in ("ADJF",) or is_ordinal(tokens[first - 1])):
        first -= 1
    return first


def is_ordinal(token: Token) -> bool:
    """Whether a token is a number that tells which one: XII, 10, 10-й."""
    return bool(ROMAN.match(token.text) or _ORDINAL.match(token.text))


def bracketed(document: Document, i: int, last: int) -> tuple[int, tuple[str, ...]]:
    """An abbreviation or a Latin name in brackets: the index after it and what it is."""
    tokens = document.tokens
    if i + 2 < last and tokens[i].text == "(" and tokens[i + 2].text == ")" and _is_short(tokens[i + 1].text):
        return i + 3, (tokens[i + 1].text,)
    if i + 3 < last and tokens[i].text == "(" and tokens[i + 1].is_title:
        end = next((k for k in range(i + 2, min(i + 5, last)) if tokens[k].text == ")"), i)
        if end > i + 2 and all(t.text.isascii() and t.is_word for t in tokens[i + 1 : end]):
            return end + 1, (document.text[tokens[i + 1].start : tokens[end - 1].end],)
    return i, ()


def _is_short(text: str) -> bool:
    return bool(_ABBREVIATION.match(text) or DATED.match(text))


def is_modifier(token: Token) -> bool:
    """Whether a token is an adjective or a number of the kind behind it."""
    if is_ordinal(token):
        return True
    return token.is_word and any(p.pos == "ADJF" and "Apro" not in p.grammemes for p in token.parses[:2])


def genitives_end(document: Document, i: int, last: int) -> int:
    """The index after the genitives of a name: «конгресс онкологов», «съезд судей России»; i where there are none."""
    tokens = document.tokens
    end = i
    while end < min(last, i + 4):
        token = tokens[end]
        if token.lower == "и" and end > i and end + 1 < last and _is_tail(tokens[end + 1]):
            end += 2
            continue
        if not _is_tail(token):
            break
        end += 1
    while end > i and tokens[end - 1].pos == "ADJF":
        end -= 1
    if i < end < last and tokens[end].is_title and tokens[end].reading("NOUN", "ADJF", case="gent"):
        place = gazetteer().find([t.text for t in tokens[end : min(end + 4, last)]], 0)
        if place is not None:
            end += place[1]
        elif (noun := tokens[end].parses[0]).pos == "NOUN" and noun.is_known and noun.animacy != "anim":
            end += 1  # «съезд фермеров Урала»
    return end


def _is_tail(token: Token) -> bool:
    if not token.is_word or token.is_title:
        return False
    parse = token.parses[0] if token.parses else None
    if parse is None or case_of(parse) != "gent" or parse.pos not in ("NOUN", "ADJF"):
        return False
    if parse.lemma in words("events", "no_tails"):
        return False  # «форума власти края подписали …»
    return not (parse.pos == "NOUN" and parse.animacy == "anim" and parse.number == "sing")


@lru_cache(maxsize=4096)
def tells_of_a_place(lemma: str) -> bool:
    """Whether an adjective looks made from the name of a place or a person: ирбитский, платоновский; not детский."""
    if not lemma.endswith(("ский", "цкий")) or lemma.endswith("ческий"):
        return False
    return lemma not in words("events", "common_adjectives", "words")


@lru_cache(maxsize=1)
def edition_adjectives() -> frozenset[str]:
    """Adjectives that tell of another edition: «следующий», «прошлогодний»."""
    return words("events", "editions", "next") | words("events", "editions", "previous")
