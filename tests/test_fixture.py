"""The articles of fixtures/ against their gold: what has been reached is not lost again."""

from typing import Any

import pytest
from evaluate import Evaluation, Score, changes, evaluate, fallen, read_fixtures, stored
from scoring import LAYERS, compare


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(read_fixtures())


def test_the_main_article_is_read_in_full(pairs: list[Any]) -> None:
    assert evaluate(pairs[:1]).articles == {}


def test_no_type_loses_precision_or_recall(pairs: list[Any]) -> None:
    now, before = evaluate(pairs), stored()
    worse = fallen(now, before)
    assert not worse, "\n".join([*worse, *changes(now, before), "if that is meant: make eval-update, and commit it"])


def test_the_comparison_sees_differences() -> None:
    time = {"start": 0, "end": 5, "value": "2025-01/2025-09"}
    assert compare("times", [time], [{**time, "value": "2025-01-01/2025-09-30"}])[0] == 1
    assert compare("times", [time], [{**time, "value": "2025-01/2025-08"}])[0] == 0
    assert compare("times", [time], [{**time, "start": 5, "end": 6}])[0] == 0
    quantity = {"start": 0, "end": 5, "bound": ">", "unit": "человек", "value": 14000}
    assert compare("quantities", [quantity], [quantity, quantity]) == (1, [], [quantity])
    for change in ({"bound": "="}, {"unit": "гость"}, {"value": 1400}):
        assert compare("quantities", [quantity], [{**quantity, **change}])[0] == 0
    role = {"type": "role", "person": "Нина Белова", "position": "министр"}
    assert compare("facts", [role], [role])[0] == 1
    assert compare("facts", [role], [{**role, "person": "Иван Кузнецов"}])[0] == 0


def test_the_gate_names_what_was_lost_and_gained() -> None:
    def document(*values: int) -> dict[str, Any]:
        quantities = [
            {"text": "5 т", "start": 9 * v, "end": 9 * v + 3, "bound": "=", "unit": "t", "value": v} for v in values
        ]
        return {
            "article": {"id": "a", "title": "Мост"},
            "quantities": quantities,
            **{n: [] for n in LAYERS if n != "quantities"},
        }

    before = evaluate([(document(1, 2, 3), document(1, 2, 4))])
    assert before == Evaluation(
        {"heading": Score(1, 0, 0), "quantities": Score(2, 1, 1)},
        {"a": {"missed": ["quantities 27 «5 т» = 3 t"], "wrong": ["quantities 36 «5 т» = 4 t"]}},
    )
    now = evaluate([(document(1, 2, 3), document(1, 3))])
    assert fallen(now, before) == []
    assert changes(now, before) == [
        "  - a: now missed: quantities 18 «5 т» = 2 t",
        "  + a: no longer missed: quantities 27 «5 т» = 3 t",
        "  + a: no longer wrong: quantities 36 «5 т» = 4 t",
    ]
    assert fallen(before, now) == ["quantities: precision fell from 1.0000 to 0.6667"]
