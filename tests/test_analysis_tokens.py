import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from razdel import tokenize
from razdel.segmenters.tokenize import RULES, TokenSegmenter, TokenSplit, TokenSplitter

import newsfacts
from newsfacts.analysis.tokens import token_spans


class _Touching(TokenSplitter):
    """Razdel's splitter, hiding from its rules the neighbours that stand behind a blank."""

    def __call__(self, text: str) -> Any:
        for part in super().__call__(text):
            if isinstance(part, TokenSplit):
                for side, atoms in (("left_2", part.left_atoms[-2:]), ("right_2", part.right_atoms[:2])):
                    if len(atoms) == 2 and atoms[0].stop != atoms[1].start:
                        part.__dict__[side] = None
            yield part


class _Repaired(TokenSegmenter):
    def __init__(self) -> None:
        super(TokenSegmenter, self).__init__(_Touching(), RULES)


_repaired = _Repaired()

TEXTS = [
    "",
    "   \n\t",
    "МИНСК, 1 октября. /ТАСС/. Выставку посетили более 14,5 тыс. человек.",
    "из-за Санкт-Петербурга, 5–10%, 5-10 тыс., 1/2 и 3\\4 и 1.2.3 и 1,5-2,5",
    "COVID-19 Ту-214 3G, G20 МС-21-300 «Союз-2025», А.С. Пушкин",
    "Что?! Нет... Да!.. Эх… ** *** -- --- :) ;( =))) :-) :))))",
    "(_x_) a__b snake_case (-5) __ -- a-–b -- a--b",
    "Δσ mβж 25°C 5€ $5 №5 5\u00a0000 14\u2009000 й\u0306 ко\u0301шка 😀ой",
    "yahoo! Yahoo!! xyahoo! Δyahoo! yahoo-yahoo! yahoo ! яyahoo!.",
    "русLatin Latinрус ſK 12345абв абв12345 ٣٤,٥ ²³",
    '"ООО "Рога и копыта"", „так“ ‘так’ \'так\' `так` {x} [y] a|b ~ ^ & @ # + <=>',
    "http://tass.ru/a_b?x=1&y=2 e-mail@site.ru 12:30 2:1",
]


def spans_of(tokens: Any) -> list[tuple[int, int]]:
    return [(token.start, token.stop) for token in tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_same_tokens_as_razdel(text: str) -> None:
    assert token_spans(text) == spans_of(tokenize(text))


@pytest.mark.parametrize(
    ("text", "ours", "razdels"),
    [
        ("в 2023, 15 стран", "в|2023|,|15|стран", "в|2023,|15|стран"),
        ("в 2023. 15 стран", "в|2023|.|15|стран", "в|2023.|15|стран"),
        ("от 10- 15", "от|10|-|15", "от|10-|15"),
        ("упало до -15", "упало|до|-|15", "упало|до|-15"),
        ("5 / 6 и 5 /6", "5|/|6|и|5|/|6", "5|/|6|и|5|/6"),
        ("агро- и био_ тех", "агро|-|и|био|_|тех", "агро-|и|био_|тех"),
    ],
)
def test_a_joiner_joins_only_what_it_touches(text: str, ours: str, razdels: str) -> None:
    assert "|".join(text[a:b] for a, b in token_spans(text)) == ours
    assert "|".join(token.text for token in tokenize(text)) == razdels


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.sampled_from("абЯёzK ſ\u1c80\u0130\u0301Δ€0٣5..,,/\\--–_!?…*:;=)(«»\"'  \n\u00a0№") | st.characters())
)
def test_same_tokens_as_razdel_but_for_blanks_beside_joiners(text: str) -> None:
    assert token_spans(text) == spans_of(_repaired(text))


@given(st.text())
def test_tokens_cover_everything_but_blanks(text: str) -> None:
    spans = token_spans(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["5", "-", "«", '"', ",", "5,", "5-", "а-", "_", "а", "Δ", "Δа", ".", "yahoo", " ", "- ", "=("]
)
def test_long_runs_keep_every_character(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    assert "".join(text[a:b] for a, b in token_spans(text)) == "".join(text.split())


def test_no_possessive_quantifier_on_a_group() -> None:
    # Python 3.11 before 3.11.5, Debian 12's among them, mismatches them.
    for path in sorted(Path(newsfacts.__file__).parent.rglob("*.py")):
        assert not re.search(r"\)(?:[?*+]|\{\d*,?\d*\})\+", path.read_text("utf-8")), path
