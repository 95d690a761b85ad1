"""Numbers that count nothing: parts of names, codes, addresses, scores, ages, clock times."""

import re
from decimal import Decimal

from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.numbers import NumberMention, plain
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.units import is_time_noun, sign_before
from newsfacts.rule import rule

_CLOCK = re.compile(r"[0-2]?\d\.[0-5]\d")
_LATIN = re.compile(r"[A-Za-z][\w-]*")
_FRACTIONS = frozenset(("треть", "четверть", "половина"))
_AGED = frozenset(("ей", "ему", "мне", "им", "старше", "моложе", "младше"))
_STREETS = frozenset(
    ("улица", "ул", "проспект", "пр", "переулок", "шоссе", "площадь", "набережная", "бульвар", "проезд")
)
_LIST = 20  # tokens in a list of indexes
_NAME_LENGTH = 6  # tokens in a quoted name


@rule(
    "quantities",
    {
        "Сборная выиграла со счетом 3:1.": None,
        "Хоккеисты проиграли 5-2.": None,
        "Отряд приехал в школу № 51.": None,
        "На заводе собирают Ту-214 и К-745М.": None,
        "Две трети сельчан против.": None,
        "Роман «1984 метра над морем» переиздали.": None,
        "Спектакль «Двенадцать месяцев» посмотрели [400 детей].": "400 ребенок",
    },
)
def is_code(document: Document, number: NumberMention, sentence: Sentence) -> bool:
    """Whether a number can be no quantity, whatever follows it."""
    tokens, first, last = document.tokens, number.first, number.last
    if number.low > number.high:
        return True  # a score: 3-0
    before = tokens[first - 1] if first > sentence.first else None
    after = tokens[last] if last < sentence.last else None
    if before is not None:
        touches = before.end == number.start
        if before.text in ("№", "#", "=", "N") or (touches and before.text in (":", "/", "_", "\\")):
            return True
        if touches and before.text in ".," and first - 2 >= sentence.first and tokens[first - 2].is_number:
            return True
    if after is not None:
        touches = after.start == number.end
        if after.text == "=" or (touches and after.text in (":", "_") and _digit_at(document, after.end)):
            return True
        if after.is_word and not _FRACTIONS.isdisjoint(plain(lemma) for lemma in after.lemmas):
            return True
    return _in_name(document, number, sentence)


def _digit_at(document: Document, position: int) -> bool:
    return position < len(document.text) and document.text[position].isdigit()


def _in_name(document: Document, number: NumberMention, sentence: Sentence) -> bool:
    """Whether the number stands in a short quoted name («Атлант 2»), one that begins with a capital or the number."""
    tokens = document.tokens
    low = max(sentence.first, number.first - _NAME_LENGTH)
    opening = next((k for k in range(number.first - 1, low - 1, -1) if tokens[k].text in QUOTE_PAIRS), None)
    if opening is None:
        return False
    closing = QUOTE_PAIRS[tokens[opening].text]
    if any(tokens[k].text == closing for k in range(opening + 1, number.first)):
        return False
    work = opening > sentence.first and not words("units", "works").isdisjoint(tokens[opening - 1].lemmas)
    end = next((k for k in range(number.last, min(sentence.last, opening + 9)) if tokens[k].text == closing), None)
    if end is None or end - opening > _NAME_LENGTH + 1:
        return False
    if work:
        return True
    if any(tokens[k].pos in ("VERB", "PRTS", "INFN") for k in range(opening + 1, end)):
        return False
    return tokens[opening + 1].is_title


@rule(
    "quantities",
    {
        "Штраф назначили по статье 105.": None,
        "Музей находится на улице Мира, 12.": None,
        "Телефон для справок: 8 (8412) 55-03-17.": None,
        "Начало в 14.20.": None,
        "Автобусы № 11, 50 и 61 не пойдут.": None,
        "Проверили [8 школ] и гимназию 12.": "8 школа",
    },
)
def is_index(document: Document, number: NumberMention, sentence: Sentence, listed: bool) -> bool:
    """Whether a number without a unit of its own is an index, an address, an age, a clock time or a year.

    ``listed``: it stands in brackets behind another number in brackets.
    """
    tokens, first, last = document.tokens, number.first, number.last
    text = document.text[number.start : number.end]
    if (
        _CLOCK.fullmatch(text)
        or (text[0] == "0" and text[1:2].isdecimal())
        or (text.isdecimal() and len(text) == 4 and 1800 <= number.low <= 2100)
    ):
        return True
    after = tokens[last] if last < sentence.last else None
    if after is not None and ((after.start == number.end and (after.text == "+" or after.is_word)) or after.is_number):
        return True
    if after is not None and after.text in "()" and last + 1 < sentence.last and tokens[last + 1].is_number:
        return True  # a telephone number: 8 (800) 200-00-00
    if first == sentence.first:
        return after is None or after.text in ").-"
    before = tokens[first - 1]
    if before.lower == "до" and first - 2 >= sentence.first and is_time_noun(tokens[first - 2].lemma):
        return True  # «с 61 года до 57»
    if before.text == "+" or before.is_number or (before.is_word and plain(before.lower) in _AGED):
        return True
    if before.lower in ("за", "от", "до", "под") and first - 2 >= sentence.first and tokens[first - 2].lower == "кому":
        return True
    if _LATIN.fullmatch(before.text) and sign_before(document, first, sentence.first) is None:
        return True
    closes = after is None or after.text in ',.;)»":'
    if before.text == "(" and closes and number.scale == 1:
        return not listed and first - 2 >= sentence.first and tokens[first - 2].is_title
    return _indexed(document, first, sentence) or (closes and _address(document, first, sentence))


def _indexed(document: Document, first: int, sentence: Sentence) -> bool:
    """Behind «статья», «п.», «дом» and the like in the singular, or with a list between («статьи 5 и 6»)."""
    tokens = document.tokens
    k = first - 1
    floor = max(sentence.first + 1, first - _LIST)
    while k > floor and tokens[k].text in (",", "и") and tokens[k - 1].is_number:
        k -= 2
    if tokens[k].text == "." and k > sentence.first:
        k -= 1
    token = tokens[k]
    if token.text == "№":
        return True
    if not token.is_word or (token.parses and token.parses[0].number == "plur" and k == first - 1):
        return False
    return not words("units", "indexes").isdisjoint(plain(lemma) for lemma in token.lemmas)


def is_law(document: Document, number: NumberMention, sentence: Sentence) -> bool:
    """Behind «статья», «часть», «п.» and the like a number is an index even if a noun follows; so is a clock time."""
    tokens, k = document.tokens, number.first - 1
    if _CLOCK.fullmatch(document.text[number.start : number.end]):
        return True
    if k > sentence.first and tokens[k].text == ".":
        k -= 1
    if k < sentence.first or not tokens[k].is_word or number.words:  # «главы двух городов»
        return False
    return not words("units", "laws").isdisjoint(plain(lemma) for lemma in tokens[k].lemmas)


def _address(document: Document, first: int, sentence: Sentence) -> bool:
    """«Ленина, 69», «на улице 1 Мая, 5»."""
    tokens = document.tokens
    if tokens[first - 1].text != "," or first - 2 < sentence.first:
        return False
    near = tokens[max(sentence.first, first - 6) : first - 1]
    street = any(not _STREETS.isdisjoint(token.lemmas) for token in near if token.is_word)
    return street or (tokens[first - 2].is_title and tokens[first - 2].pos != "VERB")


def is_year(value: Decimal) -> bool:
    """Whether a number could be a year of our times."""
    return 1800 <= value <= 2100 and value == int(value)


def are_bracketed(document: Document, one: Draft, other: Draft) -> bool:
    """Whether two numbers of a sentence stand each in brackets of its own: «Китай (214 человек), Сербия (160)»."""
    return one.sentence is other.sentence and all(_in_brackets(document, draft) for draft in (one, other))


def _in_brackets(document: Document, draft: Draft) -> bool:
    """Whether the number is the first thing in brackets, but for a word or two before it, and ends a part of it."""
    tokens, first = document.tokens, draft.sentence.first
    if draft.last >= draft.sentence.last or tokens[draft.last].text not in (")", ",", ";"):
        return False
    return any(t.text == "(" for t in tokens[max(first, draft.first - 3) : draft.first])
