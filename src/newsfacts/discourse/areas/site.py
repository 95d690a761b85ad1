"""The noun phrases around a quantity of area that may name what has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.discourse.site import Site
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.phrases import MODIFIER, case_of, find_head, nominative_word

OPENING = frozenset('«"„“(')
CLOSING = frozenset('»"”“)')
NOT_THINGS = frozenset(
    (
        "площадь",
        "процент",
        "раз",
        "год",
        "дата",
        "день",
        "период",
        "человек",
        "гектар",
        "метр",
        "квадрат",
        "тысяча",
        "миллион",
        "план",
        "тыс",
        "га",
        "кв",
        "млн",
        "млрд",
    )
)
_HANGING = frozenset(("у", "возле", "около", "для", "близ", "от", "из"))
_PHRASE = 5  # tokens of a phrase that hangs on a noun


@dataclass(frozen=True)
class Owner:
    """The thing that has an area, and the tokens ``[first, last)`` that say so."""

    name: str
    first: int
    last: int


def named(site: Site, first: int, last: int, case: str | None = None) -> Owner | None:
    """The noun phrase that begins at a token: its noun with the last adjective before it."""
    tokens = site.tokens[first:last]
    if tokens and (plant := crop(tokens[0])):
        whole = len(tokens) > 1 and tokens[1].lemma == "культура"  # «яровые культуры», «озимые»
        return Owner(f"{plant} культуры" if whole else plant, first, first + 1 + whole)
    head = find_head(tokens, case)
    if head is None or head.parse.pos != "NOUN" or head.parse.lemma in NOT_THINGS:
        return None
    things = [p for p in tokens[head.index].parses if p.pos == "NOUN" and p.lemma in words("area", "things")]
    things = [p for p in things if case is None or case_of(p) == case]
    parse = things[0] if things and head.parse.lemma not in words("area", "things") else head.parse  # «в парке»
    counted = head.index > 0 and tokens[head.index - 1].pos == "NUMR"  # «двух корпусов»: of one such
    name = nominative_word(tokens[head.index], parse, number="sing" if counted else None).lower()
    close = [m for m in head.modifiers if m[0] == head.index - 1 and not m[1].grammemes & {"Anum", "Apro"}]
    for i, modifier in close:
        if first + i > site.sentence.first and site.tokens[first + i - 1].lemma == "самый":
            continue  # «самый большой стенд» is no other kind of stand
        adjective = nominative_word(tokens[i], modifier, gender=parse.gender)
        name = f"{adjective.lower()} {name}"
    return Owner(name, first, first + head.index + 1)


def crop(token: Token) -> str | None:
    """«Зерновые», «озимые»: adjectives that have become nouns of the field."""
    parse = token.reading("ADJF", number="plur")
    if parse is None or parse.lemma not in words("area", "crops"):
        return None
    return nominative_word(token, parse).lower()


def noun(site: Site, index: int, cases: Sequence[str] = ()) -> Owner | None:
    """One common noun as the thing, with an adjective right before it."""
    token = site.tokens[index]
    nouns = [p for p in token.parses if p.pos == "NOUN" and (not cases or case_of(p) in cases)]
    if not nouns or token.pos not in ("NOUN", "ADJF") or nouns[0].lemma in NOT_THINGS:
        return None
    nouns.sort(key=lambda p: p.lemma not in words("area", "things"))  # «в парке» is no parka
    before = site.tokens[index - 1] if index > site.sentence.first else None
    if before is not None and any(p.pos in MODIFIER for p in before.parses) and before.pos in MODIFIER:
        return named(site, index - 1, index + 1)
    name = nominative_word(token, nouns[0], number="sing").lower()
    follows = site.tokens[index + 1].lower if index + 1 < site.sentence.last else ""
    if follows and f"{name} {follows}" in words("area", "compounds"):
        return Owner(f"{name} {follows}", index, index + 2)
    return Owner(name, index, index + 1)


def common_noun_before(site: Site, index: int) -> Owner | None:
    """The nearest common noun at or before a token; names, quotations, brackets and «в Омске» are passed over."""
    i = index
    depth = 0
    while i >= site.sentence.first and index - i < 14:
        token = site.tokens[i]
        if token.text in CLOSING and (token.text != '"' or not depth):
            depth += 1
        elif token.text in OPENING and depth:
            depth -= 1
        elif depth == 0 and token.is_word and token.lower != "площадь":
            if "VERB" in (token.pos,):
                return None
            if token.text in words("area", "short"):
                return Owner(token.text, i, i + 1)  # «ЖК «Луч» площадью N»
            outer = out_of_phrase(site, i, _HANGING) if i == index and token.pos == "NOUN" else i
            if outer != i:
                return noun(site, chain_head(site, outer))
            adjacent = i == index and not token.is_title
            named = token.is_title and i > site.sentence.first
            if token.pos == "NOUN" and (adjacent or not (named or is_locative(site, i))):
                return noun(site, i)
        i -= 1
    return None


def out_of_phrase(site: Site, index: int, prepositions: frozenset[str] = frozenset()) -> int:
    """The noun that a phrase ending at a token hangs on: «участок» of «участок у вокзала», «корпус на 512 мест».

    Where ``prepositions`` are given only with one of them, or with «на» and a number of those who find room there;
    else the token itself.
    """
    i, number = index, False
    while i > site.sentence.first and index - i < _PHRASE and site.tokens[i].pos != "PREP":
        number = number or site.tokens[i].is_number or site.tokens[i].pos == "NUMR"
        if site.tokens[i].pos in ("VERB", "PRTS") or not (site.tokens[i].is_word or site.tokens[i].is_number):
            return index
        i -= 1
    before = site.tokens[i - 1] if i > site.sentence.first else None
    if site.tokens[i].pos != "PREP" or before is None or before.pos != "NOUN" or before.lemma in NOT_THINGS:
        return index
    low = site.tokens[i].lower
    room = low == "на" and number and site.tokens[index].lemma in words("area", "capacity")
    if prepositions and low not in prepositions and not room:
        return index
    if before.is_title and i - 1 > site.sentence.first:
        outer = out_of_phrase(site, i - 1)
        return outer if outer != i - 1 else index
    return i - 1


def chain_head(site: Site, index: int, never: frozenset[str] = frozenset()) -> int:
    """The head of a chain of genitives that ends at a token, «дом» of «дом культуры»; no word of ``never``."""
    while index - 1 >= site.sentence.first:
        token, k = site.tokens[index], index - 1
        while k > site.sentence.first and site.tokens[k].pos in MODIFIER and site.tokens[k].reading(case="gent"):
            k -= 1
        before = site.tokens[k]
        if before.pos != "NOUN" or token.reading("NOUN", case="gent") is None or before.lemma in never:
            return index
        if before.parses[0].animacy == "anim":
            return index  # «владелец завода»
        index = k
    return index


def number_before(site: Site, index: int) -> int:
    """The index where a counted noun's number begins: «два» of «два павильона»."""
    before = index - 1
    while before >= site.sentence.first and (site.tokens[before].is_number or site.tokens[before].pos == "NUMR"):
        before -= 1
    return before + 1


def is_locative(site: Site, index: int) -> bool:
    """Whether a noun stands behind «в» or «на» in the prepositional case: a place, not the thing."""
    token = site.tokens[index]
    if token.reading("NOUN", case="loct") is None and token.reading("NOUN", case="loc2") is None:
        return False
    for i in range(index - 1, max(index - 4, site.sentence.first - 1), -1):
        if site.tokens[i].lower in {"в", "на", "во"}:
            return True
        if site.tokens[i].pos not in MODIFIER:
            return False
    return False
