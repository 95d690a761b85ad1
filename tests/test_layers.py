"""Imports run one way: a module may import only from layers below its own."""

import ast
from pathlib import Path

import newsfacts

ROOT = Path(newsfacts.__file__).parent

# lowest first; a package stands for all its modules, whose imports among themselves may not form a cycle
LAYERS = [
    ["model"],
    ["lexicon", "marks", "rule", "records", "parallel", "extras"],
    ["analysis.weights", "analysis.shapes", "analysis.viterbi", "gazetteer"],
    ["analysis.morphology", "analysis.ner", "analysis.tokens", "analysis.sentences", "dateline"],
    ["article", "document"],
    ["analysis", "phrases"],
    ["numbers"],
    ["times", "quantities"],
    ["entities"],
    ["discourse.clauses"],
    ["discourse.status", "discourse.source"],
    ["discourse.events"],
    ["discourse.reading"],
    ["discourse.site", "discourse.parties", "discourse.posts"],
    ["discourse.areas", "discourse.deals", "discourse.participation", "discourse.roles"],
    ["discourse"],
    ["facts"],
    ["merge", "result"],
    ["pipeline", "parse"],
    ["render", "schema", "files", "tables", "__init__"],
    ["stored", "report"],
    ["html"],
    ["serve"],
    ["batch", "diff", "adapters"],
    ["cli.console"],
    ["cli.articles"],
    ["cli.commands", "predictions"],
    ["cli"],
    ["__main__"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def room_of(module: str) -> str:
    """The longest listed prefix."""
    parts = module.split(".")
    for n in range(len(parts), 0, -1):
        if ".".join(parts[:n]) in LEVEL:
            return ".".join(parts[:n])
    raise AssertionError(f"{module} stands in no layer: add it to LAYERS")


def level_of(module: str) -> int:
    return LEVEL[room_of(module)]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports_of(source: str) -> set[str]:
    """The newsfacts modules a source imports anywhere but under TYPE_CHECKING, functions included."""
    found = set()
    tree = ast.parse(source)
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "newsfacts":
            base = node.module.removeprefix("newsfacts").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                is_module = (ROOT / inner.replace(".", "/")).with_suffix(".py").exists()
                is_package = (ROOT / inner.replace(".", "/") / "__init__.py").exists()
                found.add(inner if is_module or is_package else base or "__init__")
        elif isinstance(node, ast.Import):
            found |= {
                a.name.removeprefix("newsfacts.") if "." in a.name else "__init__"
                for a in node.names
                if a.name.split(".")[0] == "newsfacts"
            }
    return found


def graph() -> dict[str, set[str]]:
    return {module_name(p): imports_of(p.read_text("utf-8")) for p in sorted(ROOT.rglob("*.py"))}


def wrong_way(edges: dict[str, set[str]]) -> list[str]:
    wrong = []
    for module, targets in edges.items():
        for target in targets:
            if module == "__init__" or room_of(target) == room_of(module):
                continue
            if level_of(target) >= level_of(module):
                wrong.append(f"{module} imports {target}")
    return wrong


def test_imports_run_downward() -> None:
    assert wrong_way(graph()) == []


def test_no_cycles() -> None:
    edges = graph()
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module in done or module == "__init__":
            return
        for target in edges.get(module, ()):
            visit(target, (*path, module))
        done.add(module)

    for module in edges:
        visit(module, ())


def test_the_check_sees_a_planted_import() -> None:
    assert wrong_way({"model": imports_of("def f():\n    from newsfacts.pipeline import Pipeline\n")})


def test_fact_modules_do_not_import_each_other() -> None:
    for module, targets in graph().items():
        if module.startswith("facts."):
            assert not [t for t in targets if t.startswith("facts")], module
