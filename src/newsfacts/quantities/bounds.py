"""Bounds: what the words around a number say of it."""

from dataclasses import dataclass
from functools import cache

from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Bound
from newsfacts.numbers import numeral, plain
from newsfacts.rule import rule

PREPOSITIONS = frozenset(
    ("на", "в", "во", "за", "по", "до", "под", "из", "к", "от", "с", "со", "у", "о", "об", "для", "при", "над")
)
_COMPARATIVES = frozenset(
    ("более", "больше", "менее", "меньше", "выше", "ниже", "дороже", "дешевле", "дольше", "короче", "тяжелее", "легче")
)
_FINITE = frozenset(("VERB", "PRTS"))
_FILLERS = frozenset(("уже", "и", "даже", "сразу", "лишь", "только", "всего", "едва", "впервые", "отметку", "планку"))
_REACH = 25  # tokens back to the verb


@dataclass(frozen=True)
class Found:
    """A bound, and the tokens [first, last) of its words."""

    bound: Bound
    first: int
    last: int


@cache
def _phrases(side: str) -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """Phrases keyed by the word next to the number."""
    index: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for entry in table("bounds")[side]:
        for phrase in entry["phrases"]:
            pieces = tuple(plain(phrase).split())
            index.setdefault(pieces[-1 if side == "before" else 0], []).append((pieces, entry["bound"]))
    for found in index.values():
        found.sort(key=lambda p: -len(p[0]))
    return index


@cache
def _verbs() -> dict[tuple[str, str], tuple[Bound, Bound]]:
    return {
        (plain(lemma), preposition): (entry["bound"], entry["negated"])
        for entry in table("bounds")["verbs"]
        for lemma in entry["lemmas"]
        for preposition in entry["prepositions"]
    }


@rule(
    "quantities",
    {
        "Ярмарку посетили [более 14 тыс. человек].": ">14000 человек",
        "Цены выросли [более чем на 15%].": ">15 %",
        "Глубина - [не менее 40 метров].": ">=40 m",
        "Зал вмещает [не более 300 зрителей].": "<=300 зритель",
        "Приехали [чуть меньше тысячи гостей].": "<1000 гость",
        "Собрали [порядка 500 подписей].": "~500 подпись",
        "Долг [превысил 5 млрд рублей].": ">5000000000 RUB",
        "Цена [не превышает 300 рублей].": "<=300 RUB",
        "Счет идет: долг [перевалил за миллион рублей].": ">1000000 RUB",
        "Сумма [не дотянула до 90 млрд рублей].": "<90000000000 RUB",
        "Бюджет превышен на [9%].": "9 %",
        "Яблок собрали на [13%] больше.": "13 %",
        "Зрителей было гораздо больше обычного.": None,
    },
)
def bound_before(document: Document, i: int, first: int) -> Found | None:
    """The bound said before the number that begins at token i; the sentence begins at token ``first``."""
    tokens = document.tokens
    found = _phrase(tokens, i, first)
    if found:
        return found
    j, than = i, False
    if j > first and tokens[j - 1].lower in PREPOSITIONS:
        j -= 1
    if j > first and tokens[j - 1].lower == "чем":
        j, than = j - 1, True
        if j > first and tokens[j - 1].text == ",":
            j -= 1
    if j < i:
        found = _phrase(tokens, j, first)
        if found and (than or tokens[j - 1].lower not in _COMPARATIVES):
            return Found(found.bound, found.first, i)
    return None if than else _verb(tokens, i, first)


def _phrase(tokens: tuple[Token, ...], end: int, first: int) -> Found | None:
    if end <= first:
        return None
    for pieces, bound in _phrases("before").get(plain(tokens[end - 1].lower), ()):
        start = end - len(pieces)
        if start >= first and all(plain(tokens[start + k].lower) == piece for k, piece in enumerate(pieces)):
            return Found(bound, start, end)
    return None


def _verb(tokens: tuple[Token, ...], i: int, first: int) -> Found | None:
    """«Превысил 5 тыс.», «перевалило за миллион», «не дотянула до 90»."""
    preposition, j = "", i - 1
    if j >= first and tokens[j].lower in ("за", "до"):
        preposition, j = tokens[j].lower, j - 1
    for k in range(j, max(first, j - 3) - 1, -1):
        token = tokens[k]
        if token.lower in _FILLERS:
            continue
        for lemma in token.lemmas if token.is_word else ():
            bounds = _verbs().get((plain(lemma), preposition))
            if bounds:
                negation = next((n for n in range(k - 1, max(first, k - 3) - 1, -1) if tokens[n].lower == "не"), None)
                if negation is None:
                    return Found(bounds[0], k, i)
                return Found(bounds[1], negation, i)
        return None
    return None


def bound_after(document: Document, i: int, last: int) -> Found | None:
    """The bound said behind the number or its unit, from token i on."""
    if i >= last:
        return None
    tokens = document.tokens
    for pieces, bound in _phrases("after").get(plain(tokens[i].lower), ()):
        end = i + len(pieces)
        if end <= last and all(plain(tokens[i + k].lower) == piece for k, piece in enumerate(pieces)):
            if end < last and (tokens[end].is_number or numeral(tokens[end].lower) is not None):
                return None  # it belongs to the next number
            if end < last and len(pieces) == 1 and tokens[end].lower in PREPOSITIONS:
                return None
            return Found(bound, i, end)
    return None


@rule(
    "quantities",
    {
        "Цена выросла до [243 долларов].": "243 USD",
        "Снижение до [5%] не исключено.": "5 %",
        "Пруд остыл до [9 градусов].": "9 Cel",
        "Машина берет [до 68 пассажиров].": "<=68 пассажир",
        "Потери составляют [до 60%].": "<=60 %",
        "До 30 лет учиться не поздно.": None,
    },
)
def is_level(document: Document, i: int, first: int) -> bool:
    """Whether «до» at token i names a level reached: the last verb before it is one of change."""
    levels = words("bounds", "levels")
    for k in range(i - 1, max(first, i - _REACH) - 1, -1):
        token = document.tokens[k]
        if not token.is_word:
            continue
        if not levels.isdisjoint(plain(lemma) for lemma in token.lemmas):
            return True
        if token.pos in _FINITE:
            return False
    return False
