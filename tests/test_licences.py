"""docs/licences.md tells what the installed packages say of themselves, and leaves none out."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
ALWAYS, EXTRAS, DATA = (ROOT / "docs/licences.md").read_text("utf-8").split("\n## ")[1:]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FREE = {"MIT", "BSD-3-Clause", "Apache-2.0"}


def rows(section: str) -> dict[str, str]:
    found = re.findall(r"^\| ([\w-]+) \| ([\w.-]+)", section, re.MULTILINE)
    return {plain(name): licence for name, licence in found if name != "package"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def said(name: str) -> str:
    """All that a package says of its licence."""
    metadata = distribution(name).metadata
    classifiers = [c for c in metadata.get_all("Classifier") or () if c.startswith("License")]
    return " ".join([metadata.get("License-Expression") or "", metadata.get("License") or "", *classifiers]).lower()


def needed(requirements: list[str], extra: str = "") -> set[str]:
    """The packages that requirements bring along, with theirs."""
    found: set[str] = set()
    for requirement in map(Requirement, requirements):
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = plain(requirement.name)
        found.add(name)
        for inner in requirement.extras or {""}:
            found |= needed(distribution(name).requires or [], inner)
    return found


def test_every_package_of_the_core_is_listed_and_free() -> None:
    listed = rows(ALWAYS)
    assert needed(PROJECT["dependencies"]) - {"setuptools", "typing-extensions"} == listed.keys()
    assert set(listed.values()) <= FREE


@pytest.mark.parametrize(("name", "licence"), (rows(ALWAYS) | rows(EXTRAS)).items())
def test_the_licence_is_the_one_that_the_package_names(name: str, licence: str) -> None:
    try:
        told = said(name)
    except PackageNotFoundError:
        pytest.skip("not installed")
    assert licence.split("-")[0].lower() in told


def test_every_extra_is_listed() -> None:
    ours = {"test", "dev"}
    wanted = {
        plain(Requirement(one).name)
        for extra, requirements in PROJECT["optional-dependencies"].items()
        if extra not in ours
        for one in requirements
    }
    assert wanted - {"newsfacts"} == rows(EXTRAS).keys()
