"""Numbers in digits and words, their multipliers and ranges."""

from decimal import Decimal

import pytest

from newsfacts.analysis import analyse
from newsfacts.article import read_layout
from newsfacts.lexicon import table
from newsfacts.numbers import find_numbers, is_collective, numeral

CASES = {
    "14 000 гостей": "14000",
    "1\u00a0938\u00a0154 рубля": "1938154",
    "14\u2009000 м": "14000",
    "1.938.154": "1938154",
    "6 742,3 м": "6742.3",
    "1.2 млн": "1200000",
    "14,5 тыс. тонн": "14500",
    "4 трлн 118,7 млрд рублей": "4118700000000",
    "2 миллиона 300 тысяч": "2300000",
    "215 тысяч 408 гостей": "215408",
    "тысяча двести пять": "1205",
    "двадцать пять": "25",
    "полутора тысяч": "1500",
    "полтораста": "150",
    "полмиллиона": "500000",
    "шесть с половиной тысяч": "6500",
    "20 с лишним тысяч": "20000",
    "две-три": "2..3",
    "2,5-3 тыс.": "2500..3000",
    "500–1 тыс.": "500..1000",
    "10 - 12 человек": "10..12",
    "13-ю филиалами": "13",
    "около тысячи": "1000",
    "тысячи полторы зрителей": "1500",
    "тысяч двадцать пять": "25000",
    "миллиона полтора рублей": "1500000",
    "сотни три гостей": "300",
    "около тысячи двухсот человек": "1200",
    "тысяч 20 гостей": "20000",
    "2️⃣ тонны": "",
    "полтора десятка": "15",
    "пару писем": "2",
    "семью странами": "7",
    "5-ти домов": "5",
    "2 тыс. - 3 тыс.": "2000..3000",
    "десять пять": "10 5",
    "5 и 10 домов": "5 10",
    "5 - 10-й": "5 10-й",
    "пять - 10 домов": "5 10",
    "2–3 – 5 домов": "2..3 5",
    "пять три": "5 3",
    "5 тысяч миллионов тысяч": "5000000000",
    "900000000000 трлн": "900000000000000000000000",
    "2000000000000 трлн": "2000000000000",
    "трёхстах": "300",
    "пятерых": "5",
    "двадцать первый": "21-й",
    "2-й": "2-й",
    "две тысячи двадцать пятый": "2025-й",
    # none
    "Ту-214": "",
    "A330": "",
    "тысячи людей": "",
    "десятки тысяч": "",
    "семью и детей": "",
    "три: 8-800-222-04-15": "3",
}


@pytest.mark.parametrize(("text", "want"), CASES.items())
def test_read(text: str, want: str) -> None:
    document = analyse(text, read_layout(text))
    found = [f"{n.low}{f'..{n.high}' if n.is_range else ''}{'-й' if n.ordinal else ''}" for n in find_numbers(document)]
    assert " ".join(found) == want


@pytest.mark.parametrize("kind", table("numerals").keys() - {"ratios"})
def test_every_numeral_is_known_by_its_dictionary_form(kind: str) -> None:
    for lemma, value in table("numerals")[kind].items():
        word = numeral(lemma)
        assert word is not None, lemma
        assert (word.kind, word.value) == (kind, Decimal(str(value))), lemma


def test_collectives_count_people() -> None:
    found = [word for word in ("двое", "пятерых", "пять", "оба", "полтора", "первый", "тысяча") if is_collective(word)]
    assert found == ["двое", "пятерых"]
