"""The lower bounds of pyproject.toml as requirements for pip: ``python tests/tools/lowest.py [EXTRA …]``."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(requirements: list[str]) -> Iterator[str]:
    """Each requirement at its lower bound; one of the project's own extras stands for what is in it.

    Raises:
        ValueError: a requirement has no lower bound.
    """
    for requirement in requirements:
        name, _, bound = requirement.partition(">=")
        if own := re.fullmatch(r"newsfacts\[(.+)\]", name):
            for extra in own[1].split(","):
                yield from pinned(PROJECT["optional-dependencies"][extra])
        elif bound:
            yield f"{name}=={bound}"
        else:
            raise ValueError(f"{requirement} has no lower bound")


if __name__ == "__main__":
    extras = [f"newsfacts[{extra}]" for extra in sys.argv[1:]]
    print(*dict.fromkeys(pinned([*PROJECT["dependencies"], *extras])), sep="\n")
