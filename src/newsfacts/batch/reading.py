"""From inputs to documents: what each process of a batch does."""

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newsfacts.batch.entries import Problem, Task
from newsfacts.batch.settings import LAYERS, Settings
from newsfacts.batch.streams import too_large
from newsfacts.extras import require
from newsfacts.files import decoded, noted
from newsfacts.pipeline import Pipeline
from newsfacts.records import Input, checked, from_record
from newsfacts.result import Result, to_json

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a document as one line of JSON, or the problem; and figures about it."""

    line: bytes | None
    problem: Problem | None = None
    facts: Counter[str] = field(default_factory=Counter)
    numbers: int = 0
    unread: int = 0
    seconds: float = 0.0


def reader(settings: Settings) -> Callable[[list[Task]], list[Outcome]]:
    """Load the models; what comes back reads a list of tasks and never fails."""
    pipeline = Pipeline(experimental=settings.experimental)

    def read(tasks: list[Task]) -> list[Outcome]:
        begun = time.perf_counter()
        inputs = [_input(task, settings.max_chars) for task in tasks]
        results = iter(pipeline.read_batch([i for i in inputs if isinstance(i, Input)]))
        outcomes = [_outcome(next(results) if isinstance(i, Input) else i, settings) for i in inputs]
        if len(outcomes) == 1:
            [one] = outcomes
            seconds = time.perf_counter() - begun
            return [Outcome(one.line, one.problem, one.facts, one.numbers, one.unread, seconds)]
        return outcomes

    return read


def _input(task: Task, max_chars: int) -> Input | Problem:
    if task.problem is not None:
        return task.problem
    try:
        if task.data is None:
            given = from_record(task.record)
            encoding = noted(task.encoding) if task.encoding else None
            found = Input(given.text, task.id, given.title, given.published, encoding)
        elif task.html:
            found = _page(task, task.data)
        else:
            text, name = decoded(task.data, task.encoding)
            found = checked(text, id=task.id, published=task.published, encoding=noted(name))
        if len(found.text) > max_chars:
            raise too_large(f"{len(found.text):,} characters", max_chars)
        if not found.text.strip():
            raise ValueError("the text is empty")
    except Exception as error:
        return Problem.of(error)
    return found


_HEAD = 2048  # bytes in which a page tells its encoding


def _page(task: Task, data: bytes) -> Input:
    """The article on a web page, its headline and day, as trafilatura finds them."""
    extract = require("trafilatura", "html").bare_extraction
    head = data[:_HEAD].lower()
    if task.encoding or not (b"charset" in head or b"encoding=" in head):
        text, name = decoded(data, task.encoding)
        page, encoding = extract(text, with_metadata=True), noted(name)
    else:
        page, encoding = extract(data, with_metadata=True), None
    if page is None or not page.text:
        raise ValueError("no article was found on the page")
    day = task.published or page.date or None
    return checked(page.text, id=task.id, title=page.title or None, published=day, encoding=encoding)


def _outcome(result: Result | Exception | Problem, settings: Settings) -> Outcome:
    if isinstance(result, Problem):
        return Outcome(None, result)
    if isinstance(result, Exception):
        return Outcome(None, Problem.of(result))
    try:
        line = document(result, settings)
        kept = Counter(f.type for f in result.facts if not settings.types or f.type in settings.types)
        return Outcome(line, None, kept, *_unread(result))
    except Exception as error:
        return Outcome(None, Problem.of(error))


def document(result: Result, settings: Settings) -> bytes:
    """The part of a document that was asked for, as a line of JSON."""
    whole: dict[str, Any] = result.to_dict()
    for layer in LAYERS:
        if layer not in settings.only:
            del whole[layer]
    if settings.types and "facts" in whole:
        whole["facts"] = [fact for fact in whole["facts"] if fact["type"] in settings.types]
    if settings.with_text:
        whole["article"]["text"] = result.text
    return to_json(whole).encode() + b"\n"


def _unread(result: Result) -> tuple[int, int]:
    """How many numbers in figures the text has, and how many of them nothing was read from."""
    read = bytearray(len(result.text))
    dateline = (result.article.dateline,) if result.article.dateline else ()
    for span in (*result.times, *result.quantities, *result.entities, *dateline):
        read[span.start : span.end] = b"\1" * (span.end - span.start)
    numbers = [match.start() for match in _NUMBER.finditer(result.text)]
    return len(numbers), sum(not read[start] for start in numbers)
