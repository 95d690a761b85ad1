"""What outputs have in common."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from newsfacts.tables import Row, rows

Replaced = Callable[[str], bool]  # whether the stage has the article with this id

_DOCUMENTS = 200  # whose rows are held at once


class Output(Protocol):
    """A place for documents.

    Attributes:
        files: what it writes, the main one first.
        merges: whether a run may add to what is already there without being asked.
    """

    @property
    def files(self) -> tuple[Path, ...]:
        """What it writes, the main one first."""

    @property
    def merges(self) -> bool:
        """Whether a run may add to what stands there without being asked to."""

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Take in the documents of a stage; None where nothing was there before the run.

        Raises:
            OSError: it cannot be written; it is as it was.
        """


@contextmanager
def beside(path: Path, *companions: str) -> Iterator[Path]:
    """A place to write a file before it takes its name, all at once and durably.

    Args:
        path: the name.
        companions: endings of the files that a database keeps beside its own; those of a killed run are removed.
    """
    draft = path.with_name(f".{path.name}.tmp")
    for ending in ("", *companions):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)
    try:
        yield draft
        sync(draft)
        draft.replace(path)
        sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Let what is written of a file or folder reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lines(stage: Path) -> Iterator[bytes]:
    """The documents of a stage, one after another."""
    with stage.open("rb") as stream:
        yield from stream


def table_names(layers: Sequence[str] | None) -> tuple[str, ...]:
    """The tables that hold these layers."""
    wanted = ("times", "quantities", "entities", "facts") if layers is None else layers
    return ("articles", *wanted, *(("evidence",) if "facts" in wanted else ()))


def row_groups(stage: Path) -> Iterator[dict[str, list[Row]]]:
    """The rows of a stage by table, some hundred documents at a time."""
    group: dict[str, list[Row]] = {}
    held = 0
    for line in lines(stage):
        for name, found in rows(line).items():
            group.setdefault(name, []).extend(found)
        held += 1
        if held == _DOCUMENTS:
            yield group
            group, held = {}, 0
    if held:
        yield group
