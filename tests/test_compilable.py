"""What mypyc cannot compile stays out of the modules that setup.py compiles."""

import ast
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETUP = ROOT / "setup.py"


def modules() -> list[Path]:
    return [ROOT / path for path in runpy.run_path(str(SETUP), run_name="setup")["sources"](ROOT)]


def uncompilable(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            listed = node.comparators[0]
            if isinstance(listed, ast.Tuple | ast.List | ast.Set) and any(
                isinstance(item, ast.Starred) for item in listed.elts
            ):
                yield node.lineno, "a star inside `in (…)`"
        elif isinstance(node, ast.keyword) and node.arg == "slots":
            yield node.value.lineno, "a dataclass with slots"
        elif isinstance(node, ast.FunctionDef) and node.name in ("__missing__", "__getattr__"):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and node.id == "cached_property":
            yield node.lineno, "cached_property, which is computed every time there"


def test_the_check_finds_what_it_looks_for() -> None:
    source = "@dataclass(slots=True)\nclass A:\n  def __missing__(self): return 1 in (2, *b)\n"
    source += "  @cached_property\n  def f(self): return 0\n"
    assert [line for line, _ in sorted(uncompilable(source))] == [1, 3, 3, 4]


@pytest.mark.skipif(not SETUP.exists(), reason="not a source tree")
def test_all_can_be_compiled() -> None:
    paths = modules()
    assert len(paths) > 90
    found = [f"{p.name}:{line}: {what}" for p in paths for line, what in uncompilable(p.read_text(encoding="utf-8"))]
    assert not found
