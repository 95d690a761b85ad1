"""Mutation testing: ``python tests/tools/mutate.py MODULE TEST_FILE … [--part=K/N]``, as in

    python tests/tools/mutate.py newsfacts.times.edtf tests/test_times_edtf.py

Changes the module in one place at a time (comparisons, «and» and «or», conditions, small numbers, signs) and runs the
tests on it, each time in a forked process that has the libraries already. Prints the changes that no test notices; a
part K/N is every Nth change from the Kth on. docs/mutation.md has what was found.
"""

import ast
import copy
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import newsfacts
from newsfacts.analysis.morphology import parses

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Mod: ast.Mult,
}  # fmt: skip
SECONDS = 30


def changes(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[ast.AST], None]]]:
    """The places to change: the node's number in `ast.walk`, what is told of it, and the change."""
    for number, node in enumerate(ast.walk(tree)):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare):
            for k, op in enumerate(node.ops):
                if type(op) in SWAPS:
                    told = f"{line}: {type(op).__name__} -> {SWAPS[type(op)].__name__} in {ast.unparse(node)}"
                    yield number, told, lambda n, k=k: n.ops.__setitem__(k, SWAPS[type(n.ops[k])]())
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            told = f"{line}: {type(node.op).__name__} -> {SWAPS[type(node.op)].__name__} in {ast.unparse(node)}"
            yield number, told, lambda n: setattr(n, "op", SWAPS[type(n.op)]())
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            told = f"{line}: condition turned round: {ast.unparse(node.test)}"
            yield number, told, lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield number, f"{line}: {node.value} -> {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)


def path_of(name: str) -> Path:
    """The file of a module of newsfacts."""
    return Path(newsfacts.__file__).parent.joinpath(*name.split(".")[1:]).with_suffix(".py")


class Changed(MetaPathFinder, Loader):
    """Imports one module with other code than its file has."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name = name
        self._tree = ast.fix_missing_locations(tree)

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(fullname, path_of(fullname), loader=self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, path_of(self._name), "exec"), module.__dict__)


def notices(name: str, tree: ast.Module, tests: list[str]) -> bool:
    """Whether the tests fail with this code for the module; a hang and a crash count as failing."""
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of its own time, however busy the machine is
        code = 1
        try:
            sys.meta_path.insert(0, Changed(name, tree))
            with redirect_stdout(io.StringIO()):
                code = int(pytest.main(["-x", "-qq", "-W", "ignore", "-p", "no:cacheprovider", *tests]))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def main() -> int:
    """Print the survivors and the score."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--part")]
    part, parts = next(((int(x) for x in a[7:].split("/")) for a in sys.argv if a.startswith("--part=")), (1, 1))
    name, *tests = arguments
    tree = ast.parse(path_of(name).read_text("utf-8"))
    parses("форум")  # loads the dictionary, once for all children
    if name in sys.modules:
        sys.exit(f"{name} is needed here and cannot be changed")
    if notices(name, copy.deepcopy(tree), tests):
        sys.exit("the tests fail without a change")
    all_changes = list(changes(tree))[part - 1 :: parts]
    survivors = 0
    for number, told, change in all_changes:
        mutant = copy.deepcopy(tree)
        change(list(ast.walk(mutant))[number])
        if not notices(name, mutant, tests):
            survivors += 1
            print(f"survives: {told}", flush=True)
    print(f"{name}: {len(all_changes)} changes, {len(all_changes) - survivors} noticed, {survivors} not")
    return 0


if __name__ == "__main__":
    sys.exit(main())
