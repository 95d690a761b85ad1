"""A folder with one JSON file an article."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from newsfacts.batch.outputs.base import Replaced, beside, lines, sync
from newsfacts.batch.outputs.jsonl import article_id

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Folder:
    """Files named after the articles' ids."""

    path: Path
    merges: bool = True

    @property
    def files(self) -> tuple[Path, ...]:
        """The folder."""
        return (self.path,)

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Write the files of the stage, each all at once."""
        self.path.mkdir(parents=True, exist_ok=True)
        for line in lines(stage):
            with beside(self.path / file_name(article_id(line) or "")) as draft:
                draft.write_bytes(line)
        sync(self.path)


def file_name(id: str) -> str:
    """A file name for an id: readable, and no other id has it, on systems that fold case either.

    Example:
        >>> file_name("2025/10/a 1")
        '2025_10_a_1-f6c14c41899f.json'
    """
    readable = _UNSAFE.sub("_", id)[:60].strip(".")
    return f"{readable or 'article'}-{sha256(id.encode()).hexdigest()[:12]}.json"
