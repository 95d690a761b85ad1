"""What a run has to read: each input compared with the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from newsfacts.batch.entries import Entry, Problem, Task, digest
from newsfacts.batch.inputs import HTML, Inputs
from newsfacts.batch.journal import Journal, State
from newsfacts.batch.progress import Progress
from newsfacts.batch.streams import inner_suffix, read_whole

_CHUNK_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Item:
    """An input in its place in the stream: the task to be read, or what is known of it already."""

    origin: str
    id: str
    digest: str
    task: Task | None
    state: State = "pending"

    @property
    def claims(self) -> bool:
        """Whether it is the article that its id stands for in this run."""
        return self.state == "unchanged" or (self.task is not None and self.task.problem is None)

    @property
    def size(self) -> int:
        """The bytes that go to the reader, about."""
        return len(self.task.data or b"") if self.task else 0


class Intake:
    """The inputs of a run, but for those that this pass has dealt with before; ``seen`` counts all.

    Args:
        inputs: what was named.
        own: the run's own files, which are no inputs.
        journal: knows what was read.
        fingerprint: of today's settings and rules.
        progress: is told how far the inputs are.
    """

    def __init__(
        self, inputs: Inputs, own: tuple[Path, ...], journal: Journal, fingerprint: str, progress: Progress
    ) -> None:
        self._inputs = inputs
        self._own = own
        self._journal = journal
        self._fingerprint = fingerprint
        self._progress = progress
        self._incremental = bool(journal.get("incremental"))
        self._pass: int = journal.get("pass")
        self.seen = 0

    def __iter__(self) -> Iterator[Item]:
        for entry in self._inputs.entries(self._own):
            self.seen += 1
            self._progress.consumed(entry.size)
            item = self._item(entry)
            if item is None:
                self._progress.settled("before")
            else:
                yield item

    def _item(self, entry: Entry) -> Item | None:
        """What to do with an input; None where this pass has dealt with it, before it was interrupted."""
        origin = entry.origin
        if entry.path is not None and self._journal.at(origin):  # a file is read once in a pass
            return None
        task = self._task(entry)
        known = self._journal.at(origin)
        if known and known.digest != task.digest:  # what holds the record has changed since
            origin = f"{origin}#{task.digest[:8]}"
            known = self._journal.at(origin)
        if known:
            return None
        item = Item(origin, entry.id, task.digest, task)
        if task.problem is None:
            item = self._compared(item, task)
        if item.state == "pending" and item.claims:
            self._journal.take(origin, entry.id, task.digest, self._fingerprint)
        return item

    def _compared(self, item: Item, task: Task) -> Item:
        """Look whether another input, or the last run, has the same article."""
        holder = self._journal.holder(item.id)
        if holder is None:
            return item
        same = holder.digest == item.digest
        if holder.number == self._pass:
            if same:
                return replace(item, task=None, state="duplicate")
            problem = Problem("DuplicateId", f"the id is also that of {holder.origin}, which has other content")
            return replace(item, task=Task(task.origin, task.id, task.digest, problem=problem))
        if self._incremental and same and holder.fingerprint == self._fingerprint:
            return replace(item, task=None, state="unchanged")
        return item

    def _task(self, entry: Entry) -> Task:
        problem = entry.problem
        if problem is None and entry.path is not None:
            try:
                data = read_whole(entry.path, self._inputs.max_chars)
            except Exception as error:
                problem = Problem.of(error)
            else:
                html = inner_suffix(entry.path) in HTML
                forced = [entry.encoding] if entry.encoding else []
                told = digest(data, entry.published, *forced)
                return Task(
                    entry.origin,
                    entry.id,
                    told,
                    data=data,
                    html=html,
                    published=entry.published,
                    encoding=entry.encoding,
                )
        if problem is not None:
            return Task(entry.origin, entry.id, digest(problem.reason), problem=problem)
        record = dict(entry.record or {})
        told = digest(*(record.get(name) for name in ("text", "title", "published", "date")))
        return Task(entry.origin, entry.id, told, record=record, encoding=entry.encoding)


def chunks(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """Cut the stream into lists of some articles, fewer where they are long."""
    chunk: list[Item] = []
    held = 0
    for item in items:
        chunk.append(item)
        held += item.size
        if len(chunk) == size or held > _CHUNK_BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk
