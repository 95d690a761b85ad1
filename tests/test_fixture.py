"""The articles of fixtures/ against their gold: what has been reached is not lost again."""

import json
from pathlib import Path
from typing import Any

import pytest
from scoring import LAYERS, compare, f1

import newsfacts

FIXTURES = Path(__file__).parent.parent / "fixtures"

# F1 in percent on the one article that must be read in full, and on all others together.
INNOPROM = {"times": 100, "quantities": 100, "facts": 100}
ARTICLES = {"times": 99.5, "quantities": 99, "facts": 94}


def documents(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold and output of every article of a folder."""
    published = json.loads((folder / "published.json").read_text("utf-8"))
    nf = newsfacts.load()
    pairs = []
    for name, date in published.items():
        with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            output = nf(file.read(), id=name, published=date)
        gold = json.loads((folder / f"{name}.gold.json").read_text("utf-8"))
        pairs.append((gold, json.loads(output.to_json())))
    return pairs


@pytest.fixture(scope="module")
def innoprom() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return documents(FIXTURES)


@pytest.fixture(scope="module")
def articles() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return documents(FIXTURES / "articles")


def score(pairs: list[tuple[dict[str, Any], dict[str, Any]]], layer: str) -> tuple[float, list[Any], list[Any]]:
    right, missed, wrong = 0, [], []
    for gold, output in pairs:
        hits, lost, added = compare(layer, gold[layer], output[layer])
        right, missed, wrong = right + hits, missed + lost, wrong + added
    return 100 * f1(right, len(missed), len(wrong)), missed, wrong


@pytest.mark.parametrize("layer", LAYERS)
def test_innoprom(innoprom: list[Any], layer: str) -> None:
    reached, missed, wrong = score(innoprom, layer)
    assert reached >= INNOPROM[layer] - 0.05, f"missed {missed}, wrong {wrong}"


@pytest.mark.parametrize("layer", LAYERS)
def test_articles(articles: list[Any], layer: str) -> None:
    reached, _, _ = score(articles, layer)
    assert reached >= ARTICLES[layer] - 0.05


def test_articles_know_their_title_date_and_dateline(innoprom: list[Any], articles: list[Any]) -> None:
    for gold, output in (*innoprom, *articles):
        wanted, read = gold["article"], output["article"]
        assert read["title"] == wanted["title"], output["article"]["id"]
        if wanted["dateline"] is None:
            assert read["dateline"] is None
        else:
            assert read["dateline"]["place"] == wanted["dateline"]["place"]
            assert read["dateline"]["agency"] == wanted["dateline"]["agency"]


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
    assert f1(1, 1, 1) == 0.5
