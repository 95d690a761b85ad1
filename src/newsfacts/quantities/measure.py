"""A number's own unit: a sign before it, a unit, a currency or a counted noun behind it."""

from dataclasses import replace
from decimal import Decimal

from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.numbers import NumberMention, exact, plain
from newsfacts.quantities.bounds import PREPOSITIONS, bound_after, is_level
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.guards import is_year
from newsfacts.quantities.nouns import counted
from newsfacts.quantities.units import Unit, is_time_noun, sign_before, unit_at, unit_named
from newsfacts.rule import rule

RATIO = Unit("раз", "ratio")
ONE_BEFORE = frozenset(("на", "более", "больше", "менее", "меньше", "около", "свыше", "порядка"))
_COLD = frozenset(("мороз", "холод"))
_ZERO = frozenset(("ноль", "нуль"))
_DEGREES = ("широта", "долгота", "северный", "южный", "западный", "восточный", "крепость")
_IDIOMS = frozenset(("сторона", "рука", "мах", "слово", "голос", "взгляд", "ряд", "целое", "другой", "корень"))


@rule(
    "quantities",
    {
        "Завод занимает [12,5 га].": "12.5 har",
        "В реестр внесли [64 сельских клуба].": "64 клуб",
        "Смену открыли [120 российских и сербских школьников].": "120 школьник",
        "Слет собрал [530 ученых] и предпринимателей.": "530 ученый",
        "Кредит составил [$340 млн].": "340000000 USD",
        "Долг оценили в [5 млрд USD].": "5000000000 USD",
        "Музей купил картину за [2 млн 300 тыс. белорусских рублей].": "2300000 BYN",
        "Область получит [10 тыс. новых рабочих мест].": "10000 рабочее место",
        "За ночь похолодает до [минус 12 градусов].": "-12 Cel",
        "Ночью было [7 градусов мороза].": "-7 Cel",
        "В Якутске [3 градуса ниже нуля], в Сочи [15 градусов выше нуля].": "-3 Cel | 15 Cel",
        "Сбор яблок вырос [в 2,3 раза].": "2.3 раз",
        "Тариф поднимется на [3 процентных пункта].": "3 pp",
        "Паром сделал [два рейса].": "2 рейс",
        "Стенд собрали [пятеро пострадавших рабочих].": "5 рабочий",
        "В деревне остался [один колодец].": "1 колодец",
        "Встретились главы [двух городов] и [трех сел].": "2 город | 3 село",
        "Одним махом такое не сделать.": None,
        "Ни один протест не рассмотрели.": None,
        "Закрыли еще один мост.": None,
        "Одна из компаний отказалась от участия.": None,
        "Сотни людей и десятки машин ждали парома.": None,
        "Экспедиция продлится 5 лет.": None,
    },
)
def measure(document: Document, number: NumberMention, sentence: Sentence) -> Draft | None:
    """The number with its own unit, without one where it has none; None where it is a time or an idiom."""
    draft = Draft(number, sentence, number.first, number.last, number.low, number.high, "number")
    draft = _signed(document, draft)
    i = number.last
    following = bound_after(document, i, sentence.last)
    if following:
        draft, i = replace(draft, bound=following.bound, last=following.last), following.last
    sign = sign_before(document, draft.first, sentence.first)
    if sign:
        return _with_preposition(document, replace(draft, unit=sign[0], first=sign[1], rule="currency_before"))
    found = unit_at(document, i, sentence.last)
    if found and not (found.unit.code == "g" and is_year(number.low)):
        measured = _measured(document, draft, found.unit, found.last)
        return _with_preposition(document, measured) if measured else None
    return _counted(document, _with_preposition(document, draft), i)


def _with_preposition(document: Document, draft: Draft) -> Draft:
    before = document.tokens[draft.first - 1].lower if draft.first > draft.sentence.first else ""
    return replace(draft, preposition=before) if before in PREPOSITIONS else draft


def _signed(document: Document, draft: Draft) -> Draft:
    """«Минус 5», «плюс 3», «-5», «+20»."""
    if draft.first == draft.sentence.first:
        return draft
    before = document.tokens[draft.first - 1]
    touches = before.end == draft.number.start
    spaced = before.start == 0 or not document.text[before.start - 1].isalnum()
    if before.lower in ("минус", "плюс") or (touches and spaced and before.text in "+-–−"):
        negative = before.text not in ("+", "-") and before.lower != "плюс" or before.text == "-"
        low, high = (-draft.high, -draft.low) if negative else (draft.low, draft.high)
        return replace(draft, first=draft.first - 1, low=low, high=high, signed=True)
    return draft


def unsigned(draft: Draft) -> Draft:
    """The draft without the sign before it, where that was a dash or belongs to something else."""
    if not draft.signed:
        return draft
    return replace(draft, first=draft.number.first, low=draft.number.low, high=draft.number.high, signed=False)


def _measured(document: Document, draft: Draft, unit: Unit, last: int) -> Draft | None:
    tokens, end = document.tokens, draft.sentence.last
    if unit.type != "temperature" and document.tokens[draft.first].text in "-–−+":
        draft = unsigned(draft)
    if unit.type == "temperature" and last < end and tokens[last].is_word:
        lemmas = tokens[last].lemmas
        if not lemmas.isdisjoint(_DEGREES):
            return None
        of_zero = last + 1 < end and not tokens[last + 1].lemmas.isdisjoint(_ZERO)
        below = of_zero and tokens[last].lower == "ниже"
        if (below or not lemmas.isdisjoint(_COLD)) and draft.low >= 0:
            draft, last = replace(draft, low=-draft.high, high=-draft.low), last + 1 + below
        elif of_zero and tokens[last].lower == "выше":
            last += 2
    low, high = exact(draft.low * unit.part), exact(draft.high * unit.part)
    return replace(draft, unit=unit, last=last, low=low, high=high, rule=unit.type)


def _counted(document: Document, draft: Draft, i: int) -> Draft | None:
    number, tokens = draft.number, document.tokens
    noun = counted(document, i, draft.sentence.last, number.high)
    if noun.lemma is None:
        return None if number.single else replace(draft, adjectives=noun.last > i, last=max(noun.last, draft.last))
    if is_time_noun(noun.lemma):
        return None
    draft = unsigned(draft) if document.tokens[draft.first].text in "-–−" else draft
    if noun.lemma == "раз":
        ratio = draft.preposition == "в"
        return replace(draft, unit=RATIO if ratio else Unit("раз", "count"), last=noun.last, rule="times_as_much")
    if number.single and not _one(document, draft, noun.lemma, noun.last):
        return None
    if number.scale > 1000 and noun.last == i + 1 and noun.lemma in words("currencies", "about"):
        return draft  # «3,5 трлн расходов»: the currency was left out
    if noun.lemma == "место" and "рабочий" in {plain(x) for x in tokens[noun.last - 2].lemmas}:
        return replace(draft, unit=Unit("рабочее место", "count"), last=noun.last, rule="counted_noun")
    return replace(draft, unit=Unit(noun.lemma, "count"), last=noun.last, rule="counted_noun")


def _one(document: Document, draft: Draft, lemma: str, last: int) -> bool:
    """Whether «один» counts its noun: it agrees with it, and is no part of «ни один», «с одной стороны»."""
    tokens, i = document.tokens, draft.number.first
    if lemma in _IDIOMS or (i > draft.sentence.first and tokens[i - 1].lower in ("ни", "не", "как", "еще", "ещё")):
        return False
    head = tokens[last - 1]
    for one in tokens[i].parses:
        if one.pos == "ADJF" and one.number == "sing" and head.reading("NOUN", case=one.case, number="sing"):
            return True
    return False


@rule(
    "quantities",
    {
        "На бочку кладут [целый килограмм] соли.": "1 kg",
        "Целый отряд остался без ужина.": None,
    },
)
def whole_unit(document: Document, i: int, sentence: Sentence) -> Draft | None:
    """«Целый килограмм» at token i is one."""
    token = document.tokens[i]
    if "целый" not in token.lemmas or token.reading("ADJF", number="sing") is None:
        return None
    found = unit_at(document, i + 1, sentence.last)
    if found is None or document.tokens[i + 1].reading("NOUN", number="sing") is None:
        return None
    one = found.unit.part
    number = NumberMention(token.start, token.end, i, i + 1, one, one, words=True)
    return Draft(number, sentence, i, found.last, one, one, "whole_unit", unit=found.unit)


@rule(
    "quantities",
    {
        "Курган высотой [чуть более метра] распахан.": ">1 m",
        "До берега оставалось [около километра].": "~1 km",
        "Проезд подорожает на [рубль].": "1 RUB",
        "Поставили на рубль, цена выросла и за центнер, и в пересчете на тонну.": None,
    },
)
def bare_unit(document: Document, i: int, sentence: Sentence) -> Draft | None:
    """A unit in the singular without a number at token i is one behind a bound, or behind «на» where things change."""
    tokens = document.tokens
    before = tokens[i - 1].lower if i > sentence.first else ""
    if before not in ONE_BEFORE or tokens[i].reading("NOUN", number="sing") is None:
        return None
    case = "accs" if before == "на" else "gent"
    if tokens[i].reading("NOUN", case=case, number="sing") is None:
        return None
    if before == "на" and not is_level(document, i - 1, max(sentence.first, i - 3)):
        return None
    found = unit_at(document, i, sentence.last)
    if found is None or found.last != i + 1 or len(tokens[i].text) < 4:
        return None
    one = found.unit.part
    number = NumberMention(tokens[i].start, tokens[i].end, i, i + 1, one, one, words=True)
    draft = Draft(number, sentence, i, found.last, one, one, "bare_unit", unit=found.unit)
    return _with_preposition(document, draft)


@rule(
    "quantities",
    {
        "Огонь прошел [полгектара].": "0.5 har",
        "На стол ставят [пол-литра] молока.": "0.5 L",
        "Полгода и полдня прошли впустую, полмира не заметило.": None,
    },
)
def half_unit(document: Document, i: int, sentence: Sentence) -> Draft | None:
    """«Полгектара», «пол-литра», «полпроцента» at token i."""
    token = document.tokens[i]
    for prefix in ("полу", "пол-", "пол"):
        if not token.lower.startswith(prefix):
            continue
        rest = token.lower.removeprefix(prefix)
        unit = unit_named(rest)
        if unit:
            half = exact(Decimal("0.5") * unit.part)
            number = NumberMention(token.start, token.end, i, i + 1, half, half, words=True)
            draft = Draft(number, sentence, i, i + 1, half, half, "half_unit", unit=unit)
            return _with_preposition(document, draft)
    return None
