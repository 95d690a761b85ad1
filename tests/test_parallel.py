"""Reading many articles: in batches and in several processes, as one by one."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsfacts
from newsfacts import pipeline as module
from newsfacts.article import Layout, read_layout
from newsfacts.parallel import WorkerLostError, batches, map_ordered
from newsfacts.pipeline import Pipeline
from newsfacts.result import Failure, Result

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))
TEXTS = [f.read_text("utf-8") for f in FIXTURES[:12]] + ["", "Мост открыт."]


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.mark.parametrize(("batch_size", "processes"), [(1, 1), (5, 1), (64, 1), (3, 2)])
def test_as_one_by_one(nf: Pipeline, batch_size: int, processes: int) -> None:
    alone = [nf(text) for text in TEXTS]
    records = ((text, lambda i=i: i) for i, text in enumerate(TEXTS))  # a function cannot be sent elsewhere
    read = list(nf.pipe(records, batch_size=batch_size, processes=processes))
    assert [result for result, _ in read] == alone
    assert [context() for _, context in read] == list(range(len(TEXTS)))
    assert [doc.to_json() for doc, _ in read] == [doc.to_json() for doc in alone]


@pytest.mark.parametrize("processes", [1, 2])
def test_failures_in_their_places(nf: Pipeline, processes: int) -> None:
    records: list[Any] = ["Мост открыт.", {"id": "b"}, "Мост закрыт.", 5, "Мост забыт."]
    read = list(nf.pipe(records, batch_size=2, processes=processes, on_error="record"))
    assert [type(one) for one in read] == [Result, Failure, Result, Failure, Result]
    assert read[1] == Failure(1, "b", "ValueError", "field 'text' is missing")
    ahead = nf.pipe(records, batch_size=4, processes=processes)
    assert next(ahead).text == "Мост открыт."
    with pytest.raises(ValueError, match="record 1 "):
        next(ahead)


@pytest.mark.parametrize("stage", ["read_layout", "read_times"])
def test_an_internal_error_costs_one_record(nf: Pipeline, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    right = getattr(module, stage)

    def failing(argument: Any) -> Any:
        if "закрыт" in (argument if isinstance(argument, str) else argument.text):
            raise KeyError("x")
        return right(argument)

    monkeypatch.setattr(module, stage, failing)
    read = list(nf.pipe(["Мост открыт.", "Мост закрыт.", "Мост забыт."], on_error="record"))
    assert [getattr(one, "text", None) for one in read] == ["Мост открыт.", None, "Мост забыт."]
    assert read[1] == Failure(1, None, "KeyError", "'x'")


def test_a_source_that_fails(nf: Pipeline) -> None:
    def records() -> Iterator[str]:
        yield "Мост открыт."
        raise OSError("gone")

    read = nf.pipe(records())
    assert next(read).text == "Мост открыт."
    with pytest.raises(OSError, match="gone"):
        next(read)


def test_early_stop_ends_the_processes_and_leaves_the_rest_unread(nf: Pipeline) -> None:
    taken: list[int] = []

    def records() -> Iterator[str]:
        for i in range(1000):
            taken.append(i)
            yield f"Мост {i} открыт."

    read = nf.pipe(records(), batch_size=2, processes=2)
    assert next(read).text == "Мост 0 открыт."
    read.close()  # type: ignore[attr-defined]
    assert len(taken) <= 12
    assert multiprocessing.active_children() == []


def test_wrong_numbers(nf: Pipeline) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        nf.pipe([], batch_size=0)
    with pytest.raises(ValueError, match="at least 1"):
        nf.pipe([], processes=0)


def test_batches_take_no_more_than_they_hand_out() -> None:
    source = iter(range(10))
    assert next(batches(source, 3)) == [0, 1, 2]
    assert next(source) == 3


def _layouts() -> Any:
    return lambda texts: [read_layout(text) for text in texts]


def test_processes_keep_order() -> None:
    read = list(map_ordered(_layouts, (), (([text], i) for i, text in enumerate(TEXTS)), 2))
    assert [i for _, i in read] == list(range(len(TEXTS)))
    assert all(isinstance(layout, Layout) for [layout], _ in read)


def _killer(folder: Path) -> Any:
    """Reads numbers; 13 kills the process each time, 7 the first time."""

    def read(numbers: list[int]) -> list[int]:
        first = folder / "first"
        if 13 in numbers or (7 in numbers and not first.exists()):
            first.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return [number * 2 for number in numbers]

    return read


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    items = [(list(range(i, i + 3)), i) for i in range(0, 30, 3)]
    read = list(map_ordered(_killer, (tmp_path,), items, 2))
    assert [kept for _, kept in read] == list(range(0, 30, 3))
    outcomes = [outcome for found, _ in read for outcome in found]
    assert isinstance(outcomes.pop(13), WorkerLostError)
    assert outcomes == [number * 2 for number in range(30) if number != 13]


def test_processes_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, newsfacts\n"
        "if __name__ == '__main__':\n"
        "    read = newsfacts.load().pipe(['Мост открыт.'] * 100, batch_size=1, processes=2)\n"
        "    next(read)\n"
        "    import multiprocessing\n"
        "    print(*(p.pid for p in multiprocessing.active_children()), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n",
        "utf-8",
    )
    printed = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, timeout=60).stdout
    pids = [int(pid) for pid in printed.split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}/stat").exists() and not _is_dead(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
