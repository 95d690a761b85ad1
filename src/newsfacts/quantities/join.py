"""What neighbouring numbers give each other: ranges, kopecks, a unit said once for several."""

from collections.abc import Sequence
from dataclasses import replace

from newsfacts.document import Document
from newsfacts.marks import DASHES
from newsfacts.numbers import ONE, exact, shared_scale
from newsfacts.quantities.draft import Draft
from newsfacts.rule import rule

_LINKS = frozenset(("и", "или", "до", "из", "против", "либо", "от", "на", "к"))
_MARKS = frozenset((",", ":", "/", "×", "x", "х", "*"))
_FILLERS = frozenset(
    ("не", "то", "по", "в", "с", "со", "а", "на", "о", "около", "примерно", "почти", "еще", "ещё", "плюс")
)
_RATIO = 50  # how many times greater a number may become by the other's multiplier
_CLOSE = 4  # tokens between two numbers that share a unit


@rule(
    "quantities",
    {
        "Билет стоит [от 5 до 10 тыс. рублей].": "5000..10000 RUB",
        "Газ купят по цене [от $220 до $235].": "220..235 USD",
        "Днем ожидается [плюс 12 - плюс 14 градусов].": "12..14 Cel",
        "Парк вырос с [3,5] до [5 га].": "3.5 har | 5 har",
        "Кофе стоит [2 рубля 14 копеек].": "2.14 RUB",
        "Забеги пройдут на [3], [10] и [21,1 км].": "3 km | 10 km | 21.1 km",
        "Свет дали в [61] из [63 домов].": "61 дом | 63 дом",
        "Надои выросли на [1,8%], до [16 млн литров].": "1.8 % | 16000000 L",
        "Из [54 км] путей сменили [шесть], из [70 вагонов] купили [два].": "54 km | 6 km | 70 вагон | 2 вагон",
        "Место стоило 3 тысячи рублей, дом - [от 9 до 25 тысяч].": "9000..25000 RUB",
        "Они разделили места с 14 по 17.": None,
    },
)
def join(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Join the drafts of one sentence, in text order."""
    return _levels(document, _share(document, _ranges(document, _coins(drafts))))


def _coins(drafts: Sequence[Draft]) -> list[Draft]:
    """«2 руб. 14 коп.» is 2.14 roubles, «5 метров 30 сантиметров» stays two."""
    joined: list[Draft] = []
    for draft in drafts:
        one = joined[-1] if joined else None
        if (
            one is not None
            and one.unit
            and draft.unit
            and one.last == draft.first
            and draft.unit.type == "money"
            and one.unit.code == draft.unit.code
            and draft.unit.part < 1 == one.unit.part
        ):
            total = exact(one.high + draft.high)
            joined[-1] = replace(one, low=total, high=total, last=draft.last)
        else:
            joined.append(draft)
    return joined


def _ranges(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """«От 5 до 10», «плюс 12 - плюс 14»; «с 5 до 10» stays two, of which neither is a limit."""
    joined: list[Draft] = []
    for draft in drafts:
        one = joined[-1] if joined else None
        link = _between(document, one, draft) if one else None
        if one is None or one.is_range or draft.is_range or not _alike(one, draft):
            joined.append(draft)
        elif one.preposition == "от" and link == "до":
            joined[-1] = _range(one, draft, one.first - 1)
        elif one.preposition in ("с", "со") and draft.preposition == "до" and _from_to(document, one, draft):
            joined[-1] = replace(shared(one, draft), paired=True)
            joined.append(replace(draft, paired=True))
        elif one.preposition in ("с", "со") and link == "по" and one.unit is None and draft.unit is None:
            joined.pop()  # places or pages, no amounts
        elif link is not None and link in DASHES and draft.signed and (one.signed or one.unit):
            joined[-1] = _range(one, draft, one.first)
        else:
            joined.append(draft)
    return joined


def _levels(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """«На 1,8%, до 16 млн», «вдвое - до 5 тыс.»: behind an amount of change «до» is no limit."""
    done: list[Draft] = []
    for draft in drafts:
        one = done[-1] if done else None
        if one is not None and draft.preposition == "до" and (one.preposition == "на" or _is_ratio(one)):
            between = [t.text for t in document.tokens[one.last : draft.first - 1]]
            if not between or (len(between) == 1 and (between[0] == "," or between[0] in DASHES)):
                draft = replace(draft, paired=True)
        done.append(draft)
    return done


def _is_ratio(draft: Draft) -> bool:
    return draft.unit is not None and draft.unit.type == "ratio"


def _between(document: Document, one: Draft, other: Draft) -> str | None:
    """The one token between two drafts."""
    return document.tokens[one.last].lower if other.first == one.last + 1 else None


def _from_to(document: Document, one: Draft, other: Draft) -> bool:
    """«С 1,5 млн в 2022 году до 2,3 млн человек»: nothing but a few words of time between."""
    between = document.tokens[one.last : other.first - 1]
    return len(between) <= _CLOSE + 1 and all(t.is_word or t.is_number for t in between) and _alike(one, other)


def _alike(one: Draft, other: Draft) -> bool:
    """Whether the two may have one unit."""
    return one.unit is None or other.unit is None or one.unit.code == other.unit.code


def _range(one: Draft, other: Draft, first: int) -> Draft:
    one = shared(one, other)
    if one.unit is None and other.unit is None:
        one = replace(one, low=shared_scale(one.low, one.number.scale, other.number))
    low, high = sorted((one.low, other.low))
    unit = other.unit or one.unit
    return replace(other, first=first, low=low, high=high, unit=unit, preposition="", bound="=", rule="range")


def shared(one: Draft, other: Draft) -> Draft:
    """The first with the unit and the multiplier that only the second has."""
    if one.unit is not None or other.unit is None:
        return one
    part, scale = other.unit.part, other.number.scale
    low, high = one.low, one.high
    if one.number.scale == ONE and high < 1000 and high * scale <= other.high * _RATIO:
        low, high = low * scale, high * scale
    return replace(
        one, unit=other.unit, low=exact(low * part), high=exact(high * part), rule="unit_shared", shared=True
    )


def _share(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Hand a unit leftwards: «3, 10 и 21,1 км», «61 из 63 домов», «1 134 китайские и 247 российских компаний»."""
    done = list(drafts)
    for k in range(len(done) - 2, -1, -1):
        one, other = done[k], done[k + 1]
        if one.unit is None and other.unit is not None and _linked(document, one, other):
            done[k] = shared(one, other)
    return done


def _linked(document: Document, one: Draft, other: Draft) -> bool:
    between = document.tokens[one.last : other.first]
    if not between or len(between) > _CLOSE or other.unit is None:
        return False
    links = [t.lower for t in between]
    if one.adjectives:
        return links in (["и"], [","])
    if other.unit.type == "count" and (other.preposition in ("по", "на") or other.unit.code == "раз"):
        return False
    if links[0] == "," and "из" in links[1:3]:
        return False  # «из 54 км построил шесть, а из 70 вагонов купил два»
    if links[0] in _MARKS or links[0] in _LINKS:
        return all(link in _MARKS or link in _LINKS or link in _FILLERS for link in links)
    return False
