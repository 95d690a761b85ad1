"""Topics: the plural noun that a clause counts, where the number stands without it."""

from collections.abc import Sequence

from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.numbers import plain
from newsfacts.phrases import case_of
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.nouns import substantive
from newsfacts.quantities.units import is_time_noun

_NUMBER_OF = frozenset(("количество", "число", "численность", "объем"))
FAR = 14  # tokens back to the noun a number refers to
_EXCLUDED = frozenset(
    ("раз", "год", "время", "число", "количество", "счет", "итог", "данные", "рубеж", "уровень", "цифра")
)


def about_money() -> frozenset[str]:
    """The words beside which a number may be a sum of money."""
    return words("currencies", "about")


def topic(document: Document, draft: Draft, done: Sequence[Draft]) -> str | None:
    """The plural noun that the clause counts: «экспонентов было 264», «число жалоб превысило 300»."""
    tokens, first, amounts = document.tokens, draft.sentence.first, table("units")["amounts"]
    floor = max(first, draft.first - FAR)
    for one in reversed(done[-3:]):
        if one.sentence is draft.sentence and one.unit is not None and one.unit.code not in ("раз", "%"):
            floor = max(floor, one.last + 1)  # what stands right behind a quantity belongs to it
            break
    verbs, last = 0, draft.first - 1
    if last > first and tokens[last].text in (":", "("):
        last -= 1  # «участников стало больше: 120», «больше всего медалей у хозяев (31)»
    for k in range(last, floor - 1, -1):
        token = tokens[k]
        if token.text in (";", ":", "(") or (token.text == "." and k > first):
            return None
        if token.lower in ("но", "однако") and any(t.pos == "VERB" for t in tokens[first:k]):
            return None  # what another clause tells of
        amount = next((amounts[lemma] for lemma in token.lemmas if lemma in amounts), None)
        if amount is not None:
            return str(amount)
        if token.lower == "их" and k + 1 < len(tokens) and tokens[k + 1].pos not in ("NOUN", "ADJF"):
            return _noun_of_pronoun(document, k)
        if token.pos == "VERB":
            verbs += tokens[k + 1].lower != "и"  # «утроилось и достигло 900» is one
            if verbs > 1:
                return None
        noun = _plural(token)
        if noun is not None and _stands_free(document, k, floor):
            return noun
    return None


def _plural(token: Token) -> str | None:
    """The lemma of a noun in the genitive plural."""
    if len(token.text) < 3 or token.pos not in ("NOUN", "ADJF", "PRTF"):
        return None
    nouns = [parse for parse in token.parses if parse.pos == "NOUN"]
    for parse in nouns if nouns and nouns[0].number == "plur" else ():
        if (
            parse.pos == "NOUN"
            and parse.number == "plur"
            and case_of(parse) == "gent"
            and not {"Geox", "Name", "Surn"} & parse.grammemes
        ):
            lemma = plain(parse.lemma)
            if is_time_noun(lemma) or lemma in _EXCLUDED or lemma in about_money():
                return None
            return "человек" if lemma == "люди" else lemma
    modifier = token.reading("PRTF", "ADJF", case="gent", number="plur")
    return substantive(modifier, token) if modifier else None


def _stands_free(document: Document, k: int, floor: int) -> bool:
    """Whether no noun, number or preposition before it governs the noun at token k, but for «количество»."""
    tokens = document.tokens
    j = k - 1
    while j >= floor and (tokens[j].pos in ("ADJF", "PRTF", "ADVB") or tokens[j].lower in ("больше", "всего")):
        if tokens[j].pos in ("ADVB", "COMP") and tokens[j].lower not in ("всего", "больше"):
            break
        j -= 1
    if j < floor:
        return j < 0 or not tokens[j].is_number
    before = tokens[j]
    if before.is_number or before.pos in ("PREP", "NUMR"):
        return False
    if before.pos == "NOUN":
        if is_time_noun(plain(before.lemma)):
            return True
        if before.reading("NOUN", case="loct") and k + 1 < len(tokens) and tokens[k + 1].lemma in ("быть", "стать"):
            return True  # «в прошлом сезоне команд было 10»
        return not _NUMBER_OF.isdisjoint(plain(x) for x in before.lemmas)
    return True


def _noun_of_pronoun(document: Document, k: int) -> str | None:
    """What «их» at token k stands for: the last plural noun before it."""
    for token in reversed(document.tokens[max(0, k - 12) : k]):
        for parse in token.parses if len(token.text) > 2 else ():
            if parse.pos == "NOUN" and parse.number == "plur" and not {"Geox", "Name", "Surn"} & parse.grammemes:
                lemma = plain(parse.lemma)
                return None if is_time_noun(lemma) else lemma
    return None
