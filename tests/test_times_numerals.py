"""Numerals inside times, case by case: every boundary has its line."""

from decimal import Decimal

import pytest

from newsfacts.analysis import analyse
from newsfacts.article import read_layout
from newsfacts.times.atoms import Atoms, atoms_of
from newsfacts.times.numerals import amount, cardinal, is_suffix, ordinal


def atoms(text: str) -> Atoms:
    document = analyse(text, read_layout(text))
    return atoms_of(document, document.sentences[0])


CARDINALS = {
    "7 лет": ("7", 1),
    "100000 лет": ("100000", 1),
    "1000000 лет": None,
    "2,5 года": ("2.5", 3),
    "2.5 года": ("2.5", 3),
    "2, 5 и 7 лет": ("2", 1),
    "2 ,5 года": ("2", 1),
    "2,лет": ("2", 1),
    "5-ти лет": ("5", 3),
    "5 -ти лет": ("5", 1),
    "5- ти лет": ("5", 1),
    "5-й год": ("5", 1),
    "2 с половиной года": ("2.5", 3),
    "два с половиной года": ("2.5", 3),
    "двадцать пять лет": ("25", 2),
    "сто двадцать лет": ("120", 2),
    "сто двадцать пять лет": ("125", 3),
    "сто десять лет": ("110", 2),
    "девяносто девять лет": ("99", 2),
    "сто пять лет": ("105", 2),
    "двадцать десять": ("20", 1),
    "двадцать тридцать": ("20", 1),
    "пять пять лет": ("5", 1),
    "десять пять лет": ("10", 1),
    "одиннадцать два": ("11", 1),
    "девятнадцать два": ("19", 1),
    "двести сто": ("200", 1),
    "лет": None,
}


@pytest.mark.parametrize(("text", "want"), CARDINALS.items())
def test_cardinals(text: str, want: tuple[str, int] | None) -> None:
    found = cardinal(atoms(text), 0)
    assert found == (want and (Decimal(want[0]), want[1]))


ORDINALS = {
    "третий год": (3, 1),
    "двадцать пятого мая": (25, 2),
    "тридцать первого мая": (31, 2),
    "двадцать десятого": None,
    "сорок первого": None,
    "XXI век": (21, 1),
    "iv век": None,
    "3-й день": (3, 3),
    "25-го мая": (25, 3),
    "125-го": None,
    "3 -й день": None,
    "3- й день": None,
    "3-х": (3, 3),
    "3-дневный": None,
    "3 мая": None,
}


@pytest.mark.parametrize(("text", "want"), ORDINALS.items())
def test_ordinals(text: str, want: tuple[int, int] | None) -> None:
    assert ordinal(atoms(text), 0) == want


def test_an_ending_is_glued() -> None:
    assert is_suffix(atoms("2022-го"), 2)
    assert not is_suffix(atoms("2022- го"), 2)
    assert not is_suffix(atoms("2022-лет"), 2)


AMOUNTS = {
    ("3", "year"): "P3Y",
    ("1.5", "year"): "P1Y6M",
    ("0.5", "year"): "P6M",
    ("2.25", "year"): "P2.25Y",
    ("7", "month"): "P7M",
    ("1.5", "month"): "P1M15D",
    ("0.5", "month"): "P15D",
    ("2.5", "month"): "P2.5M",
    ("2", "week"): "P2W",
    ("1.5", "week"): "P1.5W",
    ("4", "day"): "P4D",
    ("1.5", "day"): "P1DT12H",
    ("0.5", "day"): "PT12H",
    ("1.5", "24h"): "P1DT12H",
    ("2", "24h"): "P2D",
    ("3", "hour"): "PT3H",
    ("2.5", "hour"): "PT2H30M",
    ("0.5", "hour"): "PT30M",
    ("45", "minute"): "PT45M",
    ("1.5", "minute"): "PT1M30S",
    ("0.5", "minute"): "PT30S",
    ("9", "second"): "PT9S",
    ("1.5", "second"): "PT1.5S",
    ("2", "quarter"): "P6M",
    ("1.5", "quarter"): "P4.5M",
    ("1", "half"): "P6M",
    ("1.5", "half"): "P9M",
    ("2", "dekad"): "P20D",
    ("2", "century"): "P200Y",
    ("1.5", "century"): "P150Y",
    ("3", "decade"): "P30Y",
    ("1.5", "decade"): "P15Y",
    ("1", "fiveyears"): "P5Y",
    ("20", "year"): "P20Y",
}


@pytest.mark.parametrize(("number", "unit", "want"), [(*key, want) for key, want in AMOUNTS.items()])
def test_amounts(number: str, unit: str, want: str) -> None:
    assert amount(Decimal(number), unit) == want
