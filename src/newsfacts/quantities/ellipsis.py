"""Numbers whose noun was left out take it from what they refer to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfacts.document import Document, Token
from newsfacts.marks import DASHES
from newsfacts.numbers import ONE, is_collective, plain
from newsfacts.quantities.antecedents import antecedent, take
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.guards import are_bracketed
from newsfacts.quantities.join import shared
from newsfacts.quantities.topics import FAR, about_money, topic
from newsfacts.quantities.units import Unit
from newsfacts.rule import rule

_NOT_SHARED = frozenset(("count", "percent", "percentage_point", "ratio"))
_HOURS = 24  # «с 9 до 21» without a word more are hours
_AHEAD = 5  # tokens to the next number of a list
_LISTED = 6  # numbers in a list with «соответственно»


@rule(
    "quantities",
    {
        "На слет прибыли [73 отряда], из них [23] были с наставниками.": "73 отряд | 23 отряд",
        "Экспонентов было [264].": "264 экспонент",
        "Число участников утроилось и достигло [900].": "900 участник",
        "Площадь биржи - [1 460 м²], из них [320] занял музей.": "1460 m2 | 320 m2",
        "Прошли [21 640 человек]. Много это? Мало? В том году было [23,9 тысячи].": "21640 человек | 23900 человек",
        "На слёте [180 бойцов], в том сезоне отрядов было [10].": "180 боец | 10 отряд",
        "Заявок поступило [2 180], прошлой весной - [1 900].": "2180 заявка | 1900 заявка",
        "Количество жалоб достигло [1,2 тыс.]": "1200 жалоба",
        "Пшеницы вывезли [25,4 млн тонн], ячменя - [3,1].": "25400000 t | 3100000 t",
        "Были [9 послов] и [2 хора], теперь - [7] и [3] соответственно.": "9 посол | 2 хор | 7 посол | 3 хор",
        "[Двое] пострадали.": "2 человек",
        "Купили [семь вагонов] вместо [42], а из [38 км] путей уложили немного.": "7 вагон | 42 вагон | 38 km",
        "Пассажиропоток достиг [1,2 млн].": "1200000 пассажир",
        "Участников стало больше: [120] против [95].": "120 участник | 95 участник",
        "Больше дипломов у москвичей ([31]), тверичей ([17]), у Омска ([12]).": "31 диплом | 17 диплом | 12 диплом",
        "Делегации Китая ([214 человек]), Сербии ([160]), ОАЭ ([до 70]).": "214 человек | 160 человек | <=70 человек",
        "Хоров было [58], стран - [12], из села приехал [41].": "58 хор | 12 страна | 41 хор",
        "Нефти вывезли [18,8 млн тонн], цветных металлов - [12,2], лесных грузов - [5,04 млн].": (
            "18800000 t | 12200000 t | 5040000 t"
        ),
        "Площадь зала - [8 тыс. кв. м], участников - [300].": "8000 m2 | 300 участник",
        "Самому молодому зрителю 21 год, старейшему - 78.": None,
        "Рубль укрепился до [92,6] за доллар.": "92.6 RUB",
        "Ремонт обойдется в [71,5 млн].": "71500000 RUB",
        "Шахматист набрал рейтинг, о котором спорят: 2731.": None,
    },
)
def fill(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Give every draft without a unit the one it refers to; those that refer to nothing are dropped."""
    done: list[Draft] = []
    skip = 0
    for k, draft in enumerate(drafts):
        if draft.unit is not None:
            done.append(draft)
            continue
        if k < skip or (done and draft.first < done[-1].last):  # «3 градуса ниже нуля» has taken its zero
            continue
        if draft.paired and k + 1 < len(drafts) and drafts[k + 1].paired and drafts[k + 1].unit is None:
            last = _resolve(document, drafts[k + 1], done)  # «с 15 до 18 млрд»: what is meant stands behind the second
            if last is not None and (_spoken_of(draft, done) or last.high > _HOURS):
                done.extend((shared(draft, last), last))
            skip = k + 2
            continue
        listed = _respective(document, drafts, k)
        if listed:
            done.extend(listed)
            skip = k + len(listed)
            continue
        found = _ahead(document, draft, drafts, k) or _resolve(document, draft, done)
        if found is not None:
            done.append(found)
    return done


def _resolve(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    if _for_currency(document, draft):
        return replace(draft, unit=Unit("RUB", "money"), rule="exchange_rate")
    if draft.signed:
        return _temperature(document, draft, done)
    if _is_age(document, draft):
        return None
    beside = _bracketed(document, draft, done)
    if beside is not None:
        return take(document, draft, beside)
    if draft.is_range and not draft.number.words and draft.number.scale == ONE and draft.high < 10 and draft.low < 10:
        before = antecedent(document, draft, done)
        return take(document, draft, before) if before is not None and before.unit else None
    whole = draft.high == int(draft.high) or draft.number.scale > ONE
    listed = (
        (not whole and _spoken_of(draft, done))
        or draft.adjectives
        or _is_price(draft, done)
        or _parallel(document, draft, done)
    )
    noun = None if listed else topic(document, draft, done)
    if noun is not None:
        return replace(draft, unit=Unit(noun, "count"), rule="noun_before")
    before = antecedent(document, draft, done)
    if before is None and is_collective(document.tokens[draft.number.first].lower) and draft.low == draft.high:
        return replace(draft, unit=Unit("человек", "count"), rule="people")
    if draft.number.scale >= 1000 and (before is None or before.unit is None or before.unit.type != "money"):
        begin = max(draft.sentence.first, draft.first - FAR)
        tokens = document.tokens[begin : min(draft.sentence.last, begin + FAR + 6)]
        if any(not about_money().isdisjoint(t.lemmas) for t in tokens if t.is_word):
            money = _money(document, draft, done, Decimal(1_000_000) if before is not None else ONE)
            if money is not None:
                return money
    if before is not None:
        return take(document, draft, before)
    return _money(document, draft, done, ONE)


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
    for one in drafts[k + 1 : k + _LISTED]:
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


def _spoken_of(draft: Draft, done: Sequence[Draft]) -> bool:
    """Whether a quantity stands before it in its sentence."""
    return any(one.sentence is draft.sentence for one in done[-4:])


def _is_age(document: Document, draft: Draft) -> bool:
    """«Победителю 21 год, старейшему - 78»: the number before it in its list is one of years."""
    tokens = document.tokens
    if draft.first < 2 or tokens[draft.first - 1].text not in DASHES or draft.number.scale > ONE:
        return False
    for k in range(draft.first - 2, max(draft.sentence.first, draft.first - _AHEAD - 1), -1):
        if tokens[k].is_number:
            return False
        if tokens[k].lower in ("год", "года", "лет"):
            return tokens[k - 1].is_number and tokens[k + 1].text == ","
    return False


def _bracketed(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """«Делегации Китая (214 человек), Сербии (160)»: numbers in brackets in one list have one unit."""
    one = done[-1] if done else None
    if one is None or one.unit is None:
        return None
    return one if are_bracketed(document, one, draft) else None


def _parallel(document: Document, draft: Draft, done: Sequence[Draft]) -> bool:
    """«Огурцы - 45 рублей, помидоры - 60»: a list of measures, in which the nouns are not what is counted."""
    last = done[-1] if done else None
    if last is None or last.unit is None or last.unit.type in ("count", "ratio") or last.sentence is not draft.sentence:
        return False
    between = document.tokens[last.last : draft.first]
    if document.tokens[max(0, last.first - 1)].text not in DASHES and not last.shared:
        return False
    if len(between) > 2 and _is_many(between[-2]) and not _is_many(document.tokens[max(0, last.first - 2)]):
        return False  # «Площадь - 8 тыс. кв. м, участников - 300»
    return 3 <= len(between) <= 4 and between[0].text in (",", ";") and between[-1].text in DASHES


def _is_many(token: Token) -> bool:
    """Whether a noun stands in the genitive plural, as what is counted does."""
    return token.reading("NOUN", case="gent", number="plur") is not None and token.reading("NOUN", case="nomn") is None


def _ahead(document: Document, draft: Draft, drafts: Sequence[Draft], k: int) -> Draft | None:
    """«Ночью 5-7, днем 10-12 градусов»: the unit said with the next number, where none was said before."""
    other = drafts[k + 1] if k + 1 < len(drafts) else None
    if other is None or other.unit is None or other.sentence is not draft.sentence or draft.signed:
        return None
    if other.unit.type in _NOT_SHARED or _spoken_of(draft, drafts[max(0, k - 4) : k]):
        return None
    between = document.tokens[draft.last : other.first]
    if not between or len(between) > _AHEAD or between[0].text != "," or any(t.pos == "VERB" for t in between):
        return None
    return shared(draft, other)


def _is_price(draft: Draft, done: Sequence[Draft]) -> bool:
    """«Книги за 250 рублей, открытки по 90»: a price, not so many postcards."""
    last = done[-1] if done else None
    return draft.preposition == "по" and last is not None and last.unit is not None and last.unit.type == "money"


def _temperature(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """«В домах плюс 17-19»: degrees, where the text has spoken of them."""
    for before in reversed(done[-6:]):
        if before.unit is not None and before.unit.code == "Cel":
            return replace(draft, unit=before.unit, rule="temperature")
    near = document.tokens[max(draft.sentence.first, draft.first - 12) : min(draft.sentence.last, draft.last + 6)]
    if any({"температура", "воздух", "тепло", "мороз", "днем", "ночью"} & {plain(x) for x in t.lemmas} for t in near):
        return replace(draft, unit=Unit("Cel", "temperature"), rule="temperature")
    return None


def _money(document: Document, draft: Draft, done: Sequence[Draft], least: Decimal) -> Draft | None:
    """«Обойдется в 71,5 млрд»: a large sum without a unit is in the currency last named, else in roubles."""
    if draft.number.scale < 1000 or draft.adjectives:
        return None
    for one in reversed(done):
        if one.unit is not None and one.unit.type == "money":
            return replace(draft, unit=one.unit, rule="sum")
    near = document.tokens[max(draft.sentence.first, draft.first - FAR) : draft.first + 6]
    named = any(not about_money().isdisjoint(t.lemmas) for t in near if t.is_word)
    if draft.high < least:
        return None
    if (
        named
        or draft.number.scale >= 1_000_000_000
        or (draft.preposition in ("на", "за", "в") and draft.high >= 1_000_000)
    ):
        return replace(draft, unit=Unit("RUB", "money"), rule="sum")
    return None
