"""Every rule's examples, run through the whole pipeline: alone, and after another paragraph."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import newsfacts
from newsfacts.model import canonical, jsonable
from newsfacts.pipeline import Pipeline, Result
from newsfacts.rule import Rule

BRACKET = re.compile(r"\[([^\[\]]*)\]")
BEFORE = "Погода была ясной.\n\n"


def rules() -> Iterator[Rule[..., Any]]:
    for info in pkgutil.walk_packages(newsfacts.__path__, "newsfacts."):
        if info.name.endswith("__main__"):
            continue
        for item in vars(importlib.import_module(info.name)).values():
            if isinstance(item, Rule) and item.__module__ == info.name:
                yield item


CASES = [pytest.param(r, text, want, id=f"{r.name}: {text}") for r in rules() for text, want in r.examples.items()]


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load(experimental=True)


def plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without brackets, and the spans that they marked."""
    text, spans, at = "", [], 0
    for m in BRACKET.finditer(marked):
        text += marked[at : m.start()]
        spans.append((len(text), len(text) + len(m.group(1))))
        text += m.group(1)
        at = m.end()
    return text + marked[at:], spans


def slot(record: Any, path: str) -> Any:
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def simple(record: Any, path: str) -> Any:
    """A slot as an example writes it: amounts as canonical strings, parties and members as names."""
    value = slot(record, path)
    if isinstance(value, dict) and "bound" in value:
        amount = newsfacts.model.Count(**value)
        return canonical(amount)
    if isinstance(value, dict) and "start" in value:
        return value["text"]
    if isinstance(value, list | tuple):
        return [v["name"] if isinstance(v, dict) else v for v in value]
    return value


def check(result: Result, r: Rule[..., Any], spans: list[tuple[int, int]], want: Any) -> None:
    if r.layer == "facts":
        facts = [jsonable(f) for f in result.facts if f.type == r.fact_type]
        if want is None:
            assert facts == []
            return
        fitting = [f for f in facts if all(simple(f, k) == v for k, v in want.items())]
        seen = [{k: simple(f, k) for k in want} for f in facts]
        assert fitting, f"wanted {want}, read {seen}"
        evidence = {(e["start"], e["end"]) for f in fitting for e in f["evidence"]}
        assert set(spans) <= evidence, (spans, [e["text"] for f in fitting for e in f["evidence"]])
        return
    records = getattr(result, r.layer)
    if want is None:
        # Where spans are marked, just these must be no records.
        wrong = [x.text for x in records if not spans or (x.start, x.end) in spans]
        assert wrong == []
        return
    found = {(x.start, x.end): x for x in records}
    write = {
        "times": lambda x: x.value,
        "quantities": canonical,
        "entities": lambda x: f"{x.type}: {x.name}",
    }[r.layer]
    read = [write(found[s]) for s in spans if s in found]
    assert read == want.split(" | "), [(x.text, write(x)) for x in records]


@pytest.mark.parametrize(("r", "marked", "want"), CASES)
@pytest.mark.parametrize("before", ["", BEFORE], ids=["alone", "after"])
def test_example(nf: Pipeline, r: Rule[..., Any], marked: str, want: Any, before: str) -> None:
    text, spans = plain(before + marked)
    check(nf(text, published=r.published), r, spans, want)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_examples_may_break_off(nf: Pipeline, cut: int) -> None:
    """A text that ends in the middle of what a rule reads is read to its end."""
    for text in sorted({plain(text)[0] for r in rules() for text in r.examples}):
        broken = text.rsplit(None, cut)[0]
        result = nf(broken, published="2025-10-01")
        assert all(broken[said.start : said.end] == said.text for said in result.quotes())
