"""The files of a batch, and in what state a run finds and leaves them."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from newsfacts.batch.inputs import Inputs
from newsfacts.batch.journal import Journal
from newsfacts.batch.outputs import Output, output_for
from newsfacts.batch.outputs.base import beside
from newsfacts.batch.settings import Settings

Mode = Literal["new", "resume", "incremental", "retry"]


class UsageError(ValueError):
    """What was asked for does not go with what is there."""


@dataclass(frozen=True, slots=True)
class Place:
    """An output and the files beside it: the stage, the journal, the failures."""

    output: Path

    def _beside(self, suffix: str) -> Path:
        return self.output.with_name(self.output.name + suffix)

    @property
    def stage(self) -> Path:
        """Documents that were read and not yet loaded."""
        return self._beside(".part")

    @property
    def journal(self) -> Path:
        """What became of each input."""
        return self._beside(".journal")

    @property
    def errors(self) -> Path:
        """The inputs that failed."""
        return self._beside(".errors.jsonl")

    @property
    def own(self) -> tuple[Path, ...]:
        """The files beside the output, which are nobody's input."""
        return self.stage, self.journal, self._beside(".journal-journal"), self.errors

    @classmethod
    def of_errors(cls, path: Path) -> "Place":
        """The place whose failures a file holds.

        Raises:
            UsageError: it is no such file.
        """
        if not path.name.endswith(".errors.jsonl"):
            raise UsageError(f"{path} is no file of failures (OUT.errors.jsonl)")
        place = cls(path.with_name(path.name.removesuffix(".errors.jsonl")))
        if not place.journal.exists():
            raise UsageError(f"{place.journal} is gone: run the batch again")
        return place

    def write_errors(self, failures: Iterator[dict[str, str | None]]) -> None:
        """Write the file of failures; none, no file."""
        first = next(failures, None)
        if first is None:
            self.errors.unlink(missing_ok=True)
            return
        with beside(self.errors) as draft, draft.open("wb") as sink:
            sink.write(msgspec.json.encode(first) + b"\n")
            for failure in failures:
                sink.write(msgspec.json.encode(failure) + b"\n")


@dataclass(frozen=True, slots=True)
class Command:
    """All that a run was asked for, as the journal keeps it for the next one."""

    inputs: Inputs
    settings: Settings
    layers: tuple[str, ...] | None = None
    excel: bool = False
    folder: str = ""

    def told(self) -> dict[str, Any]:
        """The command as plain data."""
        return asdict(self) | {"folder": self.folder or str(Path.cwd())}

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Command":
        """The command that the journal kept."""
        return msgspec.convert(told, cls)

    def shape(self) -> list[Any]:
        """What two runs into one output must have in common."""
        return [list(self.layers) if self.layers else None, self.excel]


def open_journal(place: Place, command: Command, mode: Mode, *, force: bool) -> tuple[Journal, Output]:
    """Find out what there is to do, and let the journal say so.

    Raises:
        UsageError: the mode does not go with what is there.
    """
    try:
        output = output_for(place.output, command.layers, excel=command.excel)
    except ValueError as error:
        raise UsageError(str(error)) from None
    there = any(path.exists() for path in output.files)
    known = place.journal.exists()
    if not known and mode in ("resume", "retry"):
        raise UsageError(f"there is no run of {place.output} to go on with")
    if not known and there and mode == "new" and not (force or output.merges):
        raise UsageError(f"{place.output} exists: --incremental adds to it, --force replaces it")
    journal = _journal(place, force)
    try:
        phase = journal.get("phase")
        if phase is not None and (force or (phase == "complete" and not there and mode == "new")):
            journal.close()
            place.journal.unlink()
            place.stage.unlink(missing_ok=True)
            journal = _journal(place, force)
            phase = None
        _start(journal, place, command, output, mode, phase, fresh=not there or (force and not output.merges))
    except BaseException:
        journal.close()
        raise
    return journal, output


def _journal(place: Place, force: bool) -> Journal:
    try:
        place.output.absolute().parent.mkdir(parents=True, exist_ok=True)
        try:
            return Journal(place.journal)
        except sqlite3.DatabaseError:
            if not force:
                raise
            place.journal.unlink()
            return Journal(place.journal)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{place.journal} cannot be used: {error}; --force starts anew") from None


def _start(
    journal: Journal, place: Place, command: Command, output: Output, mode: Mode, phase: str | None, *, fresh: bool
) -> None:
    fingerprint = command.settings.fingerprint()
    if phase in ("reading", "loading"):
        if mode not in ("resume", "retry"):
            raise UsageError(f"a run of {place.output} was interrupted: --resume goes on, --force starts anew")
        if journal.get("fingerprint") != fingerprint or journal.get("shape") != command.shape():
            raise UsageError(f"the run of {place.output} had other settings or rules: --force starts anew")
        journal.begin(journal.get("pass"))
        return
    if phase is None and mode in ("resume", "retry"):
        raise UsageError(f"there is no run of {place.output} to go on with")
    if phase == "complete":
        if mode == "resume":
            journal.begin(journal.get("pass"))
            return
        if not output.files[0].exists():
            raise UsageError(f"{place.output} is gone: --force starts anew")
        if journal.get("shape") != command.shape():
            raise UsageError(f"{place.output} was written with another --only or --excel: --force starts anew")
        if mode == "new" and not output.merges:
            raise UsageError(f"{place.output} exists: --incremental adds to it, --force replaces it")
    number: int = journal.get("pass", 0) + (mode != "retry")
    place.stage.unlink(missing_ok=True)
    journal.put(
        **{"pass": number},
        load=journal.get("load", 0) + 1,
        phase="reading",
        fresh=fresh,
        incremental=mode == "incremental",
        fingerprint=fingerprint,
        shape=command.shape(),
        command=command.told(),
        stage=0,
    )
    journal.begin(number)
    if mode == "retry":
        journal.forget_failures()
    journal.commit()


def stage_for_writing(place: Place, length: int) -> int:
    """Open the stage behind what the journal knows of it; what stands there beyond was never committed.

    Raises:
        UsageError: it is shorter than the journal says.
    """
    handle = os.open(place.stage, os.O_RDWR | os.O_CREAT, 0o666)
    if os.fstat(handle).st_size < length:
        os.close(handle)
        raise UsageError(f"{place.stage} is damaged or gone: --force starts anew")
    os.ftruncate(handle, length)
    os.lseek(handle, length, os.SEEK_SET)
    return handle
