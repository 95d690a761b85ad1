"""A run of a batch: read what is to be read, keep the journal, load the output, reconcile."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import chdir, closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from newsfacts.batch.entries import Problem
from newsfacts.batch.inputs import Inputs
from newsfacts.batch.intake import Intake, Item, chunks
from newsfacts.batch.journal import Journal, JournalBusyError, State
from newsfacts.batch.place import Command, Mode, Place, UsageError, open_journal, stage_for_writing
from newsfacts.batch.progress import Progress
from newsfacts.batch.reading import Outcome, reader
from newsfacts.batch.settings import Settings
from newsfacts.batch.stats import Stats
from newsfacts.parallel import WorkerLostError, map_ordered

__all__ = ["JournalBusyError", "Report", "StoppedError", "UsageError", "retry", "run"]

_CHUNK = 16  # articles that one process reads at once
_COMMIT_SECONDS = 1.0
_COMMIT_BYTES = 1 << 23


class StoppedError(RuntimeError):
    """The run could not go on, a full disk for instance; ``--resume`` goes on from where it was."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all inputs; ``inputs`` were counted as they came, the others as the journal has them."""

    inputs: int
    results: int
    failures: int
    unchanged: int
    duplicates: int
    seconds: float
    errors: Path
    stats: list[str] = field(default_factory=list)

    @property
    def gone(self) -> int:
        """Inputs that an earlier part of the run read and that are no longer there."""
        return self.results + self.failures + self.unchanged + self.duplicates - self.inputs

    def line(self) -> str:
        """The account in one line."""
        skipped = self.unchanged + self.duplicates
        why = f" ({self.unchanged:,} unchanged, {self.duplicates:,} duplicate)" if skipped else ""
        gone = f" + {self.gone:,} no longer there" if self.gone else ""
        account = f"{self.results:,} results + {self.failures:,} failures + {skipped:,} skipped{why}"
        speed = f" ({self.results / self.seconds:.1f}/s)" if self.results and self.seconds else ""
        return f"{self.inputs:,} inputs{gone} = {account}, {self.seconds:.1f} s{speed}"


def run(
    inputs: Inputs,
    output: Path,
    settings: Settings | None = None,
    *,
    mode: Mode = "new",
    force: bool = False,
    layers: tuple[str, ...] | None = None,
    excel: bool = False,
    workers: int = 1,
    stats: bool = False,
    quiet: bool = False,
    every: float = 10,
) -> Report:
    """Read all inputs into an output.

    Args:
        inputs: what to read.
        output: a file whose suffix tells its kind, or a folder.
        settings: how to read, and what to keep.
        mode: ``new``; ``resume`` an interrupted run; ``incremental``: pass over articles whose content and rules are
            those of the last run.
        force: replace what is there.
        layers: the layers that tables are made for; None for all.
        excel: write CSV for Excel.
        workers: processes that read. One worker is this process itself, but where a run goes on (``resume``,
            ``retry``), and more are others; a script that starts others needs ``if __name__ == "__main__"``.
        stats: gather figures; each article is read on its own then, to time it.
        quiet: show no progress.
        every: seconds between two lines of progress where stderr is no terminal.

    Raises:
        UsageError: what was asked for does not go with what is there.
        StoppedError: it could not go on; resumable.
        JournalBusyError: another run is at it.
    """
    place = Place(output)
    command = Command(inputs, settings or Settings(max_chars=inputs.max_chars), layers, excel)
    journal, sink = open_journal(place, command, mode, force=force)
    with closing(journal):
        own = (*place.own, *sink.files)
        batch = _Batch(place, command, journal, own, Progress(sys.stderr, inputs.total_bytes, every=every, quiet=quiet))
        try:
            # Where an article has killed a run or a worker before, it must not kill this run, too.
            batch.read(workers, _CHUNK if not stats else 1, apart=mode in ("resume", "retry"))
            if journal.get("phase") != "complete":
                sink.load(place.stage, None if journal.get("fresh") else journal.loaded)
                place.write_errors(journal.failures())
                journal.put(phase="complete")
                journal.commit()
                place.stage.unlink(missing_ok=True)
        except (UsageError, StoppedError):
            raise
        except Exception as error:
            raise StoppedError(f"{output}: {getattr(error, 'strerror', None) or error}") from error
        finally:
            batch.progress.close()
        return batch.report(stats)


def retry(
    errors: Path, *, max_chars: int | None = None, workers: int = 1, quiet: bool = False, every: float = 10
) -> Report:
    """Read again what failed, with the settings of the run that it failed in.

    Args:
        errors: the file of failures, ``OUT.errors.jsonl``.
        max_chars: let longer articles pass this time.
        workers: processes that read.
        quiet: show no progress.
        every: seconds between two lines of progress where stderr is no terminal.

    Raises:
        UsageError, StoppedError, JournalBusyError: as `run`.
    """
    place = Place(Place.of_errors(errors).output.absolute())
    with closing(Journal(place.journal)) as journal:
        told = journal.get("command")
    if told is None:
        raise UsageError(f"{place.journal} has no run")
    command = Command.of(told)
    if max_chars is not None:
        command = replace(
            command,
            inputs=replace(command.inputs, max_chars=max_chars),
            settings=replace(command.settings, max_chars=max_chars),
        )
    with chdir(command.folder):
        return run(
            command.inputs,
            place.output,
            command.settings,
            mode="retry",
            layers=command.layers,
            excel=command.excel,
            workers=workers,
            quiet=quiet,
            every=every,
        )


class _Batch:
    """One run: the inputs in, the stage and the journal out."""

    def __init__(
        self, place: Place, command: Command, journal: Journal, own: tuple[Path, ...], progress: Progress
    ) -> None:
        self._place = place
        self._settings = command.settings
        self._journal = journal
        self._fingerprint = command.settings.fingerprint()
        self._intake = Intake(command.inputs, own, journal, self._fingerprint, progress)
        self._stats = Stats()
        self._held: list[bytes] = []  # documents since the last commit
        self._bytes = 0
        self.progress = progress

    def read(self, workers: int, size: int, *, apart: bool) -> None:
        """Read the inputs into the stage, unless that was done before; ``apart``: in another process in any case."""
        if self._journal.get("phase") != "reading":
            self._intake.seen = self._journal.get("seen")
            return
        self._handle = stage_for_writing(self._place, self._journal.get("stage"))
        try:
            due = time.monotonic() + _COMMIT_SECONDS
            with closing(self._outcomes(workers, size, apart)) as done:
                for item, outcome in done:
                    self._settle(item, outcome)
                    if time.monotonic() >= due or self._bytes >= _COMMIT_BYTES:
                        self._commit()
                        due = time.monotonic() + _COMMIT_SECONDS
            self._journal.put(phase="loading", seen=self._intake.seen)
            self._commit()
        finally:
            os.close(self._handle)
        self._prove()

    def report(self, stats: bool) -> Report:
        """Reconcile.

        Raises:
            RuntimeError: an input is neither among the results nor the failures nor what was skipped.
        """
        counts = self._journal.counts()
        report = Report(
            self._intake.seen,
            counts.get("done", 0),
            counts.get("failed", 0),
            counts.get("unchanged", 0),
            counts.get("duplicate", 0),
            self.progress.seconds,
            self._place.errors,
            self._stats.lines() if stats else [],
        )
        if report.gone < 0:
            raise RuntimeError(f"not reconciled: {report.line()}")
        return report

    def _outcomes(self, workers: int, size: int, apart: bool) -> Generator[tuple[Item, Outcome | None], None, None]:
        found = chunks(iter(self._intake), size)
        first = list(islice(found, 2))
        work = (([item.task for item in chunk if item.task], chunk) for chunk in chain(first, found))
        done: Generator[tuple[list[Outcome | WorkerLostError], list[Item]], None, None]
        if not apart and (workers == 1 or len(first) < 2):
            read = reader(self._settings)
            done = ((list(read(tasks)), chunk) for tasks, chunk in work)
        else:
            done = map_ordered(reader, (self._settings,), work, workers)
        with closing(done):
            for outcomes, chunk in done:
                read_so = iter(outcomes)
                for item in chunk:
                    outcome = next(read_so) if item.task else None
                    yield item, Outcome(None, Problem.of(outcome)) if isinstance(outcome, Exception) else outcome

    def _settle(self, item: Item, outcome: Outcome | None) -> None:
        state: State = item.state
        if outcome is not None:
            state = "failed" if outcome.line is None else "done"
            if outcome.line is not None:
                self._held.append(outcome.line)
                self._bytes += len(outcome.line)
                self._stats.add(item.id, outcome)
        why = outcome.problem if outcome else None
        self._journal.settle(item.origin, item.id, item.digest, self._fingerprint, state, why, claim=item.claims)
        self.progress.settled(state)

    def _commit(self) -> None:
        """Make the stage durable, then the journal that says how long it is."""
        data = memoryview(b"".join(self._held))
        while data:
            data = data[os.write(self._handle, data) :]
        os.fsync(self._handle)
        self._held.clear()
        self._bytes = 0
        self._journal.put(stage=os.lseek(self._handle, 0, os.SEEK_CUR))
        self._journal.commit()

    def _prove(self) -> None:
        """Count the documents in the stage against the journal.

        Raises:
            StoppedError: they differ.
        """
        found = 0
        with self._place.stage.open("rb") as stream:
            while block := stream.read(1 << 20):
                found += block.count(b"\n")
        if found != self._journal.staged():
            raise StoppedError(f"{self._place.stage} has {found} documents, the journal {self._journal.staged()}")
