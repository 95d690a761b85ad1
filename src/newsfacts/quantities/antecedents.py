"""Antecedents: the quantity before it that a number without a noun refers to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document
from newsfacts.marks import DASHES
from newsfacts.numbers import ONE, exact
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.units import Unit

_ABSTRACT = frozenset(("%", "pp", "раз"))
_EMBEDDING = frozenset(("из", "от", "для", "при", "с", "по", "под", "за"))
_COMPARED = 4  # sentences back to the quantity of another year that a number is compared with
_BRIEF = 5  # tokens before a number that is only compared
_SENTENCES = 1  # sentences back to the quantity a number refers to


def antecedent(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """The quantity before it that a number without a noun refers to."""
    near = []
    part, gender = _is_part(document, draft), _gender(document, draft)
    for one in reversed(done[-12:]):
        distance = draft.sentence.index - one.sentence.index
        if distance > _SENTENCES and not (distance <= _COMPARED and _compares(document, draft)):
            break
        decimal = one.number.scale > ONE and draft.number.scale == ONE and _scaled_ratio(draft, one) is not None
        if (
            one.unit is not None
            and _compatible(draft, one.unit, decimal)
            and not _too_large(draft, one)
            and (gender is None or _has_gender(one.unit.code, gender))
        ):
            near.append(one)
    if not near:
        return None
    if part and _is_measured(document, near[0], draft):
        return near[0]
    if part and any(one.unit is not None and one.unit.type == "count" for one in near):
        near = [one for one in near if one.unit is not None and one.unit.type == "count"]
    same = [one for one in near if one.sentence is draft.sentence]
    if same and same[0].preposition == "из" and _opens_clause(document, same[0], draft):
        return same[0]
    negated = draft.first >= 2 and document.tokens[draft.first - 2].lower == "не"
    if draft.preposition == "в" or (draft.preposition == "из" and negated):
        for one in same:
            if one.preposition == draft.preposition:
                return one
    pool = same or [one for one in near if one.sentence.index == near[0].sentence.index]
    free = [one for one in pool if one.preposition not in _EMBEDDING]
    return (free or pool)[0]


def _compares(document: Document, draft: Draft) -> bool:
    """«В 2018 году было 23,9 тысячи»: nothing but a time and a verb of being before a number in thousands."""
    before = document.tokens[draft.sentence.first : draft.first]
    return draft.number.scale > ONE and len(before) <= _BRIEF and any("быть" in t.lemmas for t in before)


def _is_measured(document: Document, one: Draft, draft: Draft) -> bool:
    """«Площадь - 1460 м², из них 320 занял музей»: a part of the measure right before it."""
    between = [t.lower for t in document.tokens[one.last : draft.first]]
    measure = one.unit is not None and one.unit.type not in ("count", "money", "percent", "ratio")
    return measure and between in ([",", "из", "них"], [",", "из", "которых"])


def _opens_clause(document: Document, one: Draft, draft: Draft) -> bool:
    """«Из 70 вагонов купили два»: the first begins the clause in which the other stands."""
    before = document.tokens[one.first - 2].text if one.first - 2 >= one.sentence.first else ","
    between = document.tokens[one.last : draft.first]
    return (before in (",", ";", ":") or before in DASHES) and all(t.text not in (",", ";") for t in between)


def _gender(document: Document, draft: Draft) -> str | None:
    """The gender that a verb in the singular beside a number in one tells: «приехал 41» are no countries."""
    if draft.high % 10 != 1 or draft.high % 100 == 11:
        return None
    before = document.tokens[draft.first - 1] if draft.first > draft.sentence.first else None
    verb = before.reading("VERB", number="sing") if before is not None and before.pos == "VERB" else None
    return verb.gender if verb is not None and verb.gender != "neut" else None


def _has_gender(noun: str, gender: str) -> bool:
    found = {parse.gender for parse in parses(noun) if parse.pos == "NOUN"} - {None}
    return not found or gender in found


def _is_part(document: Document, draft: Draft) -> bool:
    """Whether «из них» stands beside a whole number: one of things, not of a sum of money."""
    if draft.number.scale != ONE or draft.high != int(draft.high):
        return False
    tokens = document.tokens
    beside = (tokens[draft.last : draft.last + 2], tokens[max(0, draft.first - 2) : draft.first])
    return any([t.lower for t in pair] in (["из", "них"], ["из", "которых"]) for pair in beside)


def _too_large(draft: Draft, one: Draft) -> bool:
    """Whether a number in millions cannot be of what was counted in ones, nor a small one of a sum in millions."""
    if one.number.scale >= 1_000_000 and draft.number.scale == ONE and one.unit and one.unit.type != "count":
        return _scaled_ratio(draft, one) is None
    return draft.number.scale >= 1_000_000 and draft.high > one.high * 100


def _compatible(draft: Draft, unit: Unit, decimal: bool) -> bool:
    """Whether a number of this size and form may count the unit; things in decimals only with a multiplier."""
    scaled, whole = draft.number.scale > ONE, draft.high == int(draft.high)
    if unit.code in _ABSTRACT:
        return not scaled and unit.code != "раз" and not draft.adjectives and draft.high <= 100
    if unit.type == "temperature":
        return not scaled and draft.high <= 60
    if draft.adjectives:
        return unit.type == "count"
    return whole or decimal or unit.type != "count"


def _scaled_ratio(draft: Draft, before: Draft) -> Decimal | None:
    """How the number compares with the one before in the other's multiplier; None where that cannot be meant."""
    ratio = draft.high * before.number.scale / before.high if before.high else Decimal(0)
    limit = Decimal(30) if draft.high != int(draft.high) else Decimal(4)
    return ratio if 1 / limit <= ratio <= limit else None


def _multiplied(document: Document, draft: Draft, before: Draft) -> bool:
    """Whether the multiplier may be left out: of things not in another clause, nor of a part of them («из них 3»)."""
    if draft.high != int(draft.high) or before.unit is None or before.unit.type != "count":
        return True
    between = document.tokens[before.last : draft.first] if before.sentence is draft.sentence else ()
    return not _is_part(document, draft) and all(token.text != ";" for token in between)


def take(document: Document, draft: Draft, before: Draft) -> Draft:
    """The draft with the unit of the quantity it refers to, and its multiplier where that was left out too."""
    unit, scale = before.unit, before.number.scale
    low, high = draft.low, draft.high
    bare = scale > ONE and draft.number.scale == ONE and draft.high < 1000
    if bare and _multiplied(document, draft, before) and _scaled_ratio(draft, before) is not None:
        low, high = low * scale, high * scale
    return replace(draft, unit=unit, low=exact(low), high=exact(high), rule="noun_left_out", shared=True)
