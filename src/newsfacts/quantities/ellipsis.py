"""Numbers whose noun was left out take it from what they refer to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfacts.document import Document, Token
from newsfacts.lexicon import words
from newsfacts.numbers import ONE, exact, is_collective, plain
from newsfacts.phrases import case_of
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.nouns import substantive
from newsfacts.quantities.units import Unit, is_time_noun

_ABSTRACT = frozenset(("%", "pp", "раз"))
_NUMBER_OF = frozenset(("количество", "число", "численность", "объем"))
_EMBEDDING = frozenset(("из", "от", "для", "при", "с", "по", "под", "за"))

_FAR = 14  # tokens back to the noun a number refers to
_SENTENCES = 2  # sentences back to the quantity a number refers to

_EXCLUDED = frozenset(
    ("раз", "год", "время", "число", "количество", "счет", "итог", "данные", "рубеж", "уровень", "цифра")
)


def fill(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every draft without a unit the one it refers to; those that refer to nothing are dropped."""
    done: list[Draft] = []
    skip = 0
    for k, draft in enumerate(drafts):
        if draft.unit is not None:
            done.append(draft)
            continue
        if k < skip:
            continue
        listed = _respective(document, drafts, k)
        if listed:
            done.extend(listed)
            skip = k + len(listed)
            continue
        found = _resolve(document, draft, done, drafts)
        if found is not None:
            done.append(found)
    return done


def _resolve(document: Document, draft: Draft, done: Sequence[Draft], drafts: Sequence[Draft]) -> Draft | None:
    if _for_currency(document, draft):
        return replace(draft, unit=Unit("RUB", "money"), rule="exchange_rate")
    if draft.signed:
        return _temperature(document, draft, done)
    if draft.is_range and not draft.number.words and draft.number.scale == ONE and draft.high < 10 and draft.low < 10:
        before = _antecedent(document, draft, done)
        return _take(draft, before) if before is not None and before.unit else None
    noun = None if draft.adjectives else _topic(document, draft, done)
    if noun is not None:
        return replace(draft, unit=Unit(noun, "count"), rule="noun_before")
    before = _antecedent(document, draft, done)
    if before is None and is_collective(document.tokens[draft.number.first].lower) and draft.low == draft.high:
        return replace(draft, unit=Unit("человек", "count"), rule="people")
    if draft.number.scale >= 1000 and (before is None or before.unit is None or before.unit.type != "money"):
        tokens = document.tokens[max(draft.sentence.first, draft.first - _FAR) : draft.sentence.last][: _FAR + 6]
        if any(not _about_money().isdisjoint(t.lemmas) for t in tokens if t.is_word):
            money = _money(document, draft, done)
            if money is not None:
                return money
    if before is not None:
        return _take(draft, before)
    return _money(document, draft, done)


def _for_currency(document: Document, draft: Draft) -> bool:
    """«Рубль укрепился до 52,6 за доллар»."""
    if draft.last + 1 >= draft.sentence.last or document.tokens[draft.last].lower != "за":
        return False
    lemmas = document.tokens[draft.last + 1].lemmas
    return not lemmas.isdisjoint(("доллар", "евро", "юань")) and draft.number.scale == ONE


def _respective(document: Document, drafts: Sequence[Draft], k: int) -> list[Draft]:
    """«Их было соответственно 980, 163 и 19»: the numbers from the k-th on take the last units in their order."""
    first = drafts[k]
    listed = [first]
    for one in drafts[k + 1 :]:
        between = document.tokens[listed[-1].last : one.first]
        if (
            one.unit is not None
            or one.sentence is not first.sentence
            or [t.text for t in between] not in ([","], ["и"])
        ):
            break
        listed.append(one)
    near = document.tokens[max(first.sentence.first, first.first - 2) : min(first.sentence.last, listed[-1].last + 2)]
    if len(listed) < 2 or all(t.lower != "соответственно" for t in near):
        return []
    units = [d for d in drafts[:k] if d.unit is not None and first.sentence.index - d.sentence.index <= 1]
    if len(units) < len(listed):
        return []
    return [
        replace(one, unit=d.unit, rule="respectively") for one, d in zip(listed, units[-len(listed) :], strict=True)
    ]


def _about_money() -> frozenset[str]:
    return words("currencies", "about")


def _temperature(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """«В домах плюс 17-19»: degrees, where the text has spoken of them."""
    for before in reversed(done[-6:]):
        if before.unit is not None and before.unit.code == "Cel":
            return replace(draft, unit=before.unit, rule="temperature")
    near = document.tokens[max(draft.sentence.first, draft.first - 12) : min(draft.sentence.last, draft.last + 6)]
    if any({"температура", "воздух", "тепло", "мороз", "днем", "ночью"} & {plain(x) for x in t.lemmas} for t in near):
        return replace(draft, unit=Unit("Cel", "temperature"), rule="temperature")
    return None


def _topic(document: Document, draft: Draft, done: Sequence[Draft]) -> str | None:
    """The plural noun that the clause counts: «экспонентов было 264», «количество заявок достигло 1,2 млн»."""
    tokens, first = document.tokens, draft.sentence.first
    floor = max(first, draft.first - _FAR)
    for one in reversed(done[-3:]):
        if one.sentence is draft.sentence and one.unit is not None and one.unit.code != "раз":
            floor = max(floor, one.last)
            break
    verbs = 0
    for k in range(draft.first - 1, floor - 1, -1):
        token = tokens[k]
        if token.text in (";", ":", "(") or (token.text == "." and k > first):
            return None
        if "население" in token.lemmas:
            return "человек"
        if token.lower == "их" and k + 1 < len(tokens) and tokens[k + 1].pos not in ("NOUN", "ADJF"):
            return _noun_of_pronoun(document, k)
        if token.pos == "VERB":
            verbs += 1
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
            if is_time_noun(lemma) or lemma in _EXCLUDED:
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
        return not _NUMBER_OF.isdisjoint(plain(x) for x in before.lemmas)
    return True


def _noun_of_pronoun(document: Document, k: int) -> str | None:
    """What «их» at token k stands for: the last plural noun before it."""
    for token in reversed(document.tokens[max(0, k - 12) : k]):
        for parse in token.parses:
            if parse.pos == "NOUN" and parse.number == "plur" and not {"Geox", "Name", "Surn"} & parse.grammemes:
                lemma = plain(parse.lemma)
                return None if is_time_noun(lemma) else lemma
    return None


def _antecedent(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """The quantity before it that a number without a noun refers to."""
    near = []
    for one in reversed(done[-12:]):
        if draft.sentence.index - one.sentence.index > _SENTENCES:
            break
        if one.unit is not None and _compatible(draft, one.unit) and not _too_large(draft, one):
            near.append(one)
    if not near:
        return None
    same = [one for one in near if one.sentence is draft.sentence]
    negated = draft.first >= 2 and document.tokens[draft.first - 2].lower == "не"
    if draft.preposition == "в" or (draft.preposition == "из" and negated):
        for one in same:
            if one.preposition == draft.preposition:
                return one
    pool = same or [one for one in near if one.sentence.index == near[0].sentence.index]
    free = [one for one in pool if one.preposition not in _EMBEDDING]
    return (free or pool)[0]


def _too_large(draft: Draft, one: Draft) -> bool:
    """Whether a number in millions cannot be of what was counted in ones, nor a small one of a sum in millions."""
    if one.number.scale >= 1_000_000 and draft.number.scale == ONE and one.unit and one.unit.type != "count":
        return _scaled_ratio(draft, one) is None
    return draft.number.scale >= 1_000_000 and draft.high > one.high * 100


def _compatible(draft: Draft, unit: Unit) -> bool:
    """Whether a number of this size and form may count the unit."""
    scaled, whole = draft.number.scale > ONE, draft.high == int(draft.high)
    if unit.code in _ABSTRACT:
        return not scaled and unit.code != "раз" and not draft.adjectives and draft.high <= 100
    if unit.type == "temperature":
        return not scaled and draft.high <= 60
    if draft.adjectives:
        return unit.type == "count"
    return whole or unit.type != "count"


def _scaled_ratio(draft: Draft, before: Draft) -> Decimal | None:
    """How the number compares with the one before in the other's multiplier; None where that cannot be meant."""
    ratio = draft.high * before.number.scale / before.high if before.high else Decimal(0)
    limit = Decimal(30) if draft.high != int(draft.high) else Decimal(4)
    return ratio if 1 / limit <= ratio <= limit else None


def _take(draft: Draft, before: Draft) -> Draft:
    """The draft with the unit of the quantity it refers to, and its multiplier where that was left out too."""
    unit, scale = before.unit, before.number.scale
    low, high = draft.low, draft.high
    if scale > ONE and draft.number.scale == ONE and draft.high < 1000 and _scaled_ratio(draft, before) is not None:
        low, high = low * scale, high * scale
    return replace(draft, unit=unit, low=exact(low), high=exact(high), rule="noun_left_out", shared=True)


def _money(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """«Обойдется в 71,5 млрд»: a large sum without a unit is in the currency last named, else in roubles."""
    if draft.number.scale < 1000 or draft.adjectives:
        return None
    for one in reversed(done):
        if one.unit is not None and one.unit.type == "money":
            return replace(draft, unit=one.unit, rule="sum")
    return replace(draft, unit=Unit("RUB", "money"), rule="sum") if draft.number.scale > 1000 else None
