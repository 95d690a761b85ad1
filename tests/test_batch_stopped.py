"""Batches that are stopped: killed, interrupted, out of disk; resumed, they end as if nothing had been."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "tools"))
from kill_batch import PROGRAM, campaign  # type: ignore[import-not-found]

MANY = 1500  # articles: seconds of work, so that a signal finds the run still under way
TEXT = "Форум «Луч» посетили более {} тыс. человек из 20 стран. Площадь выставки {} кв. м."
ACCOUNT = "newsfacts: 40 inputs = 38 results + 2 failures"


def start(
    *arguments: str, limit: int | None = None, path: str | None = None, what: str = "batch"
) -> subprocess.Popen[bytes]:
    def limited() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite run in the background hands on that it is ignored
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", PROGRAM, what, *arguments, "--quiet"]
    environment = os.environ | ({"PYTHONPATH": path} if path else {})
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=limited, env=environment)


def end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    told = process.communicate(timeout=120)[1].decode()
    return process.returncode, told


def lines(folder: Path, count: int) -> Path:
    path = folder / "news.jsonl"
    texts = [{"id": str(i), "text": TEXT.format(i, i * 7)} for i in range(count)]
    path.write_text("\n".join(map(json.dumps, texts)))
    return path


def ids(out: Path) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in out.read_bytes().splitlines()]


def wait_for(path: Path, size: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not (path.exists() and path.stat().st_size >= size):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    random.seed(5)
    told = list(campaign(tmp_path, 60, 3, ("out.jsonl", "out.sqlite")))
    assert len(told) == 4


@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted(tmp_path: Path, workers: str) -> None:
    news, out = lines(tmp_path, MANY), tmp_path / "out.jsonl"
    process = start(str(news), "-o", str(out), "--workers", workers)
    wait_for(tmp_path / "out.jsonl.part", 1, process)
    process.send_signal(signal.SIGINT if workers == "1" else signal.SIGTERM)
    code, told = end(process)
    assert (code, told) == (130, "newsfacts: interrupted; --resume goes on from here\n")
    assert not out.exists()
    code, told = end(start(str(news), "-o", str(out)))
    assert code == 2
    assert "--resume goes on, --force starts anew" in told
    code, told = end(start(str(news), "-o", str(out), "--types", "area", "--resume"))
    assert code == 2
    assert "had other settings or rules" in told
    code, told = end(start(str(news), "-o", str(out), "--resume"))
    assert code == 0
    assert told.startswith(f"newsfacts: {MANY:,} inputs = {MANY:,} results + 0 failures")
    assert ids(out) == [str(i) for i in range(MANY)]


@pytest.mark.parametrize(("name", "limit"), [("out.jsonl", 60_000), ("out.sqlite", 60_000), ("out.sqlite", 200_000)])
def test_a_full_disk(tmp_path: Path, name: str, limit: int) -> None:
    news, out = lines(tmp_path, 60), tmp_path / name
    code, told = end(start(str(news), "-o", str(out), limit=limit))
    assert code == 130
    assert "stopped: " in told
    assert not out.exists()
    assert (tmp_path / f"{name}.part").stat().st_size <= limit
    code, told = end(start(str(news), "-o", str(out), "--resume"))
    assert code == 0
    assert told.startswith("newsfacts: 60 inputs = 60 results + 0 failures")
    if name == "out.jsonl":
        assert ids(out) == [str(i) for i in range(60)]
    else:
        with closing(sqlite3.connect(out)) as database:
            assert database.execute("SELECT count(*) FROM articles").fetchone() == (60,)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["news.jsonl", name, f"{name}.journal"])


def test_input_that_changes_meanwhile(tmp_path: Path) -> None:
    news, out = lines(tmp_path, 400), tmp_path / "out.jsonl"
    process = start(str(news), "-o", str(out), "--workers", "1")
    wait_for(tmp_path / "out.jsonl.part", 200_000, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    texts = news.read_text().splitlines()
    new = json.dumps({"id": "new", "text": "Мост открыт."})
    news.write_text("\n".join([new, *texts[1:]]))  # one at the head is another now, the rest stay
    code, told = end(start(str(news), "-o", str(out), "--resume"))
    assert code == 0
    assert told.startswith("newsfacts: 400 inputs + 1 no longer there = 401 results")
    found = ids(out)
    assert sorted(found) == sorted(["new", *map(str, range(400))])


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    news, out = lines(tmp_path, 400), tmp_path / "out.jsonl"
    process = start(str(news), "-o", str(out), "--workers", "2")
    wait_for(tmp_path / "out.jsonl.part", 1, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in children:
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
            break
    code, told = end(process)
    assert code == 0, told
    assert ids(out) == [str(i) for i in range(400)]


def test_an_article_that_kills_the_only_process_does_not_block_the_run(tmp_path: Path) -> None:
    """What kills is put into every process that starts, as a fault in a library would be."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os\n"
        "import newsfacts.batch.reading as reading\n"
        "right = reading.from_record\n"
        "def from_record(record):\n"
        "    if 'killer' in record['text']:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return right(record)\n"
        "reading.from_record = from_record\n",
        "utf-8",
    )
    news, out = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    texts = [{"id": str(i), "text": "killer" if i in (3, 30) else TEXT.format(i, i)} for i in range(40)]
    news.write_text("\n".join(map(json.dumps, texts)))
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    command = (str(news), "-o", str(out), "--workers", "1")
    assert end(start(*command, path=path))[0] == -signal.SIGKILL
    code, told = end(start(*command, "--resume", path=path))
    assert (code, told.splitlines()[0].partition(" + 0 skipped")[0]) == (1, ACCOUNT)
    assert ids(out) == [str(i) for i in range(40) if i not in (3, 30)]
    errors = [json.loads(line) for line in Path(f"{out}.errors.jsonl").read_text("utf-8").splitlines()]
    assert [(error["id"], error["error"]) for error in errors] == [("3", "WorkerLostError"), ("30", "WorkerLostError")]
    code, told = end(start(f"{out}.errors.jsonl", "--workers", "1", path=path, what="retry"))
    assert (code, told.splitlines()[0].partition(" + 0 skipped")[0]) == (1, ACCOUNT)
