"""What notebooks show, and the example notebook, cell by cell (without a kernel: the code alone)."""

import ast
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import newsfacts

NOTEBOOK = Path(__file__).parent.parent / "examples" / "notebook.ipynb"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "innoprom-belarus-2025.txt"


def execute(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; returns the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas", reason="the extra 'pandas' is not installed")
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 4)
    names: dict[str, Any] = {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert not [cell for cell in cells if cell["outputs"] or cell["execution_count"]]
    shown = [execute("".join(cell["source"]), names) for cell in cells]
    assert "более 14 тыс. человек" in shown[1]._repr_html_()
    assert "signed 2500000000" in capsys.readouterr().out
    assert set(shown[3]["article_id"]) == {"сад", "a", "b"}
    assert dict(shown[4]) == {"Сад": 14_000, "Дом": 7_000}
    assert shown[5] is True


def test_a_result_shows_its_text_and_facts() -> None:
    doc = newsfacts.load()(FIXTURE.read_text("utf-8"))
    source = doc._repr_html_()
    [body] = re.findall(r'<div class="text" lang="ru">(.*?)</div>', source, re.DOTALL)
    assert unescape(re.sub(r"<[^>]*>", "", body)) == doc.text
    assert source.count("<tr><td>") == len(doc.facts)
    for fact in doc.facts:
        for evidence in fact.evidence:
            assert f"«{evidence.text}»" in unescape(source)
    assert 'title="&gt; 14\u202f000 человек' in source


def test_a_notebook_runs_nothing_from_an_article() -> None:
    doc = newsfacts.load()('<script>alert(1)</script> В Омске <img src=x onerror="alert(1)">\u202e 7 мая.', id="<b>")
    source = doc._repr_html_()
    assert set(re.findall(r"<(\w+)", source)) <= {
        "div",
        "style",
        "p",
        "mark",
        "table",
        "tr",
        "th",
        "td",
        "b",
        "br",
        "span",
        "em",
    }
    assert "\u202e" not in source
    long = newsfacts.load()("Мост открыт. " * 3000)._repr_html_()
    assert "[…]" in long
    assert len(long) < 60_000
