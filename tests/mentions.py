"""The mentions in context with their nominatives: `data/nominatives.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).parent / "data" / "nominatives.txt"
_MENTION = re.compile(r"\[([^=\]]+)=([^\]]+)\]")


def mentions() -> Iterator[tuple[str, dict[tuple[int, int], str]]]:
    """Each text of the list, and the nominative of each span marked in it."""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, wanted, at = "", {}, 0
        for m in _MENTION.finditer(line):
            text += line[at : m.start()]
            wanted[len(text), len(text) + len(m[1])] = m[2]
            text += m[1]
            at = m.end()
        yield text + line[at:], wanted


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for ё."""
    return one.replace("ё", "е") == other.replace("ё", "е")
