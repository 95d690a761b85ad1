"""Tables for the terminal."""

from decimal import Decimal

import pytest

import newsfacts
from newsfacts.model import Count, Evidence, Member, Party, Place
from newsfacts.render import amount, clean, render, show


def test_hostile_text_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\u202ec\td\x00\ud800") == "a·[31mb·c d··"
    result = newsfacts.load()("Мэр Омска \x1b[2JНина\u202e Белова приехала.", id="\x1b]0;x\x07")
    assert "\x1b" not in render(result)
    assert "\u202e" not in render(result)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Count(bound=">", unit="человек", value=Decimal(14000)), "> 14\u202f000 человек"),
        (Count(bound="=", unit="%", low=Decimal("5"), high=Decimal("10.5")), "5–10.5 %"),
        (Count(bound="=", unit="Cel", value=Decimal("-2.5")), "-2.5 Cel"),
        (Count(bound="=", unit="Cel", value=Decimal("-0.5")), "-0.5 Cel"),
        (Evidence("о мосте", 1, 8), "о мосте"),
        (Place("в столице", "Минск", "Белоруссия"), "Минск, Белоруссия"),
        (Place("в столице"), "в столице"),
        ((Member("Куба", "CU"), Member("Омск")), "Куба (CU); Омск"),
        ((Party("Герофарм", "organization"),), "Герофарм"),
        (None, ""),
        ((), ""),
    ],
)
def test_cells(value: object, written: str) -> None:
    assert show(value) == written
    if isinstance(value, Count):
        assert amount(value) == written


@pytest.mark.parametrize("width", [1, 40, 80, 200])
def test_lines_fit(width: int) -> None:
    text = "Мост открыт\n\n" + "В Омск приехали Нина Белова, Иван Кузнецов и Анна Ли. " * 3
    lines = render(newsfacts.load()(text), width=width).splitlines()
    assert max(map(len, lines)) <= max(width, 40)
