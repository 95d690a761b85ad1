"""Numbers whose noun was left out take it from what they refer to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.numbers import DASHES, ONE, exact, is_collective, plain
from newsfacts.phrases import case_of
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.guards import are_bracketed
from newsfacts.quantities.join import shared
from newsfacts.quantities.nouns import substantive
from newsfacts.quantities.units import Unit, is_time_noun
from newsfacts.rule import rule

_ABSTRACT = frozenset(("%", "pp", "раз"))
_NUMBER_OF = frozenset(("количество", "число", "численность", "объем"))
_EMBEDDING = frozenset(("из", "от", "для", "при", "с", "по", "под", "за"))

_NOT_SHARED = frozenset(("count", "percent", "percentage_point", "ratio"))
_HOURS = 24  # «с 9 до 21» without a word more are hours
_AHEAD = 5  # tokens to the next number of a list
_LISTED = 6  # numbers in a list with «соответственно»
_FAR = 14  # tokens back to the noun a number refers to
_COMPARED = 4  # sentences back to the quantity of another year that a number is compared with
_BRIEF = 5  # tokens before a number that is only compared
_SENTENCES = 1  # sentences back to the quantity a number refers to

_EXCLUDED = frozenset(
    ("раз", "год", "время", "число", "количество", "счет", "итог", "данные", "рубеж", "уровень", "цифра")
)


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
        if k < skip:
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
        return _take(document, draft, beside)
    if draft.is_range and not draft.number.words and draft.number.scale == ONE and draft.high < 10 and draft.low < 10:
        before = _antecedent(document, draft, done)
        return _take(document, draft, before) if before is not None and before.unit else None
    whole = draft.high == int(draft.high) or draft.number.scale > ONE
    listed = (
        (not whole and _spoken_of(draft, done))
        or draft.adjectives
        or _is_price(draft, done)
        or _parallel(document, draft, done)
    )
    noun = None if listed else _topic(document, draft, done)
    if noun is not None:
        return replace(draft, unit=Unit(noun, "count"), rule="noun_before")
    before = _antecedent(document, draft, done)
    if before is None and is_collective(document.tokens[draft.number.first].lower) and draft.low == draft.high:
        return replace(draft, unit=Unit("человек", "count"), rule="people")
    if draft.number.scale >= 1000 and (before is None or before.unit is None or before.unit.type != "money"):
        tokens = document.tokens[max(draft.sentence.first, draft.first - _FAR) : draft.sentence.last][: _FAR + 6]
        if any(not _about_money().isdisjoint(t.lemmas) for t in tokens if t.is_word):
            money = _money(document, draft, done, Decimal(1_000_000) if before is not None else ONE)
            if money is not None:
                return money
    if before is not None:
        return _take(document, draft, before)
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
    return 3 <= len(between) <= 4 and between[0].text in (",", ";") and between[-1].text in DASHES


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
    """The plural noun that the clause counts: «экспонентов было 264», «число жалоб превысило 300»."""
    tokens, first, amounts = document.tokens, draft.sentence.first, table("units")["amounts"]
    floor = max(first, draft.first - _FAR)
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
            if is_time_noun(lemma) or lemma in _EXCLUDED or lemma in _about_money():
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


def _antecedent(document: Document, draft: Draft, done: Sequence[Draft]) -> Draft | None:
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


def _take(document: Document, draft: Draft, before: Draft) -> Draft:
    """The draft with the unit of the quantity it refers to, and its multiplier where that was left out too."""
    unit, scale = before.unit, before.number.scale
    low, high = draft.low, draft.high
    bare = scale > ONE and draft.number.scale == ONE and draft.high < 1000
    if bare and _multiplied(document, draft, before) and _scaled_ratio(draft, before) is not None:
        low, high = low * scale, high * scale
    return replace(draft, unit=unit, low=exact(low), high=exact(high), rule="noun_left_out", shared=True)


def _money(document: Document, draft: Draft, done: Sequence[Draft], least: Decimal) -> Draft | None:
    """«Обойдется в 71,5 млрд»: a large sum without a unit is in the currency last named, else in roubles."""
    if draft.number.scale < 1000 or draft.adjectives:
        return None
    for one in reversed(done):
        if one.unit is not None and one.unit.type == "money":
            return replace(draft, unit=one.unit, rule="sum")
    near = document.tokens[max(draft.sentence.first, draft.first - _FAR) : draft.first + 6]
    named = any(not _about_money().isdisjoint(t.lemmas) for t in near if t.is_word)
    if draft.high < least:
        return None
    if (
        named
        or draft.number.scale >= 1_000_000_000
        or (draft.preposition in ("на", "за", "в") and draft.high >= 1_000_000)
    ):
        return replace(draft, unit=Unit("RUB", "money"), rule="sum")
    return None
