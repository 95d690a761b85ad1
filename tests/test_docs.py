"""What the documentation names is there, and what is public is documented."""

import inspect
import re
from pathlib import Path

import pytest

import newsfacts
from newsfacts import cli

ROOT = Path(__file__).parent.parent
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
}
PUBLIC = [name for name in newsfacts.__all__ if name != "__version__"]
MEMBERS = [
    f"{owner}.{name}"
    for owner in ("Pipeline", "Result", "Facts", "Failure")
    for name, member in vars(getattr(newsfacts, owner)).items()
    if (not name.startswith("_") or name == "__call__")
    and (callable(member) or isinstance(member, (property, classmethod)))
]


def found(path: str) -> object:
    thing: object = newsfacts
    for name in path.split("."):
        thing = inspect.getattr_static(thing, name) if isinstance(thing, type) else getattr(thing, name)
    return thing


@pytest.mark.parametrize("path", [*PUBLIC, *MEMBERS])
def test_what_is_public_is_documented(path: str) -> None:
    thing = found(path)
    thing = thing.__func__ if isinstance(thing, classmethod) else thing
    doc = inspect.getdoc(thing) or ""
    assert doc
    if inspect.isfunction(thing):
        names = [p for p in inspect.signature(thing).parameters if p not in ("self", "cls")]
        told = re.findall(r"^    (\w+)(?: \(.*\))?: ", doc.partition("Args:")[2].partition("\n\n")[0], re.MULTILINE)
        assert set(told) <= set(names), "arguments that are not there"
        if told:
            assert told == names
        for name in names:
            assert name in doc, f"nothing is said of {name}"


@pytest.mark.parametrize("name", PUBLIC)
def test_the_readme_names_what_is_public(name: str) -> None:
    if name not in ("Pipeline", "Result", "Facts"):  # made by the others, never named by callers
        assert re.search(rf"\b{name}\b", PAGES["README.md"])


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGES[page]):
        assert ((ROOT / page).parent / path).exists(), path


@pytest.mark.parametrize("page", PAGES)
def test_files_and_targets_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z][a-z-]+)(?=[`\s])", PAGES[page]):
        if re.search(rf"[`\n]make {target}\b", PAGES[page]):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"`?((?:tests|src|docs|fixtures|examples)/[\w/.-]*\w)", PAGES[page]):
        assert (ROOT / path).exists() or "NAME" in path, path


def test_options_exist(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            cli.main([*arguments, "--help"])
        return capsys.readouterr().out

    commands = re.findall(r"^    ([a-z]+) ", told(), re.MULTILINE)
    assert "extract" in commands
    known = set(re.findall(r"--[a-z-]+", " ".join([told(), *map(told, commands)])))
    for page, text in PAGES.items():
        used = {
            option for line in re.findall(r"newsfacts [a-z]+ .*", text) for option in re.findall(r"--[a-z-]+", line)
        }
        assert used <= known, page
