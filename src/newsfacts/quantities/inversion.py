"""«Человек двадцать», «процентов на девяносто»: a noun before its number makes the number a rough one."""

from dataclasses import replace

from newsfacts.document import Document
from newsfacts.numbers import plain
from newsfacts.phrases import case_of
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.measure import RATIO
from newsfacts.quantities.units import Unit, unit_at
from newsfacts.rule import rule

_TIMES = frozenset(("лет", "месяцев", "недель", "дней", "часов", "минут", "секунд"))
_BETWEEN = frozenset(("на", "в", "за", "через"))
_COUNTED = frozenset(("человек", "штука", "место", "единица", "раз", "машина", "экземпляр"))


@rule(
    "quantities",
    {
        "На пристани стояли [человек двадцать].": "~20 человек",
        "Работа готова [процентов на девяносто].": "~90 %",
        "Цена выше [раза в два].": "~2 раз",
        "Ветер был [баллов пять].": "~5 балл",
        "Лет пять назад здесь был лес.": None,
    },
)
def inverted(document: Document, draft: Draft) -> Draft:
    """The draft with the unit that stands before it in the genitive, if one does."""
    tokens, k = document.tokens, draft.first - 1
    if k > draft.sentence.first and tokens[k].lower in _BETWEEN:
        k -= 1
    if k < draft.sentence.first or not tokens[k].is_word or draft.number.scale > 1:
        return draft
    if k > draft.sentence.first and (tokens[k - 1].is_number or tokens[k - 1].pos in ("NUMR", "ADJF", "NOUN", "PREP")):
        return draft
    cases = {case_of(p) for p in tokens[k].parses if p.pos == "NOUN"}
    if not cases & ({"gent"} if k == draft.first - 1 else {"gent", "loct", "ablt", "datv"}):
        return draft
    lemmas = {plain(lemma) for lemma in tokens[k].lemmas}
    found = unit_at(document, k, k + 1)
    if found is not None and len(tokens[k].text) > 2:
        unit = found.unit
    elif lemmas & _COUNTED:
        name = next(iter(lemmas & _COUNTED))
        ratio = name == "раз" and tokens[draft.first - 1].lower == "в"
        unit = RATIO if ratio else Unit("человек" if name == "человек" else name, "count")
    else:
        return draft
    return replace(draft, unit=unit, first=k, bound="~", preposition="", rule="inversion")


def is_time_before(document: Document, draft: Draft) -> bool:
    """Whether the number is one of years or hours that stand before it: «лет 45-50»."""
    k = draft.first - 1
    return (
        k >= draft.sentence.first
        and document.tokens[k].lower in _TIMES
        and not (
            k > draft.sentence.first and (document.tokens[k - 1].is_number or document.tokens[k - 1].pos == "NUMR")
        )
    )
