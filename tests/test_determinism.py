"""The same output, byte for byte, from other processes, hash seeds, batch sizes and threads."""

import gc
import hashlib
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsfacts

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures/articles").glob("*.txt"))[::6]
TEXTS = [path.read_bytes().decode() for path in ARTICLES]
SHORT = ["Форум «Луч» посетили 500 человек из 12 стран.", "Омск и Тверь подписали соглашение.", "В среду открыт мост."]
READ = """
import hashlib, sys
import newsfacts
whole = hashlib.sha256()
nf = newsfacts.load()
texts = [open(path, encoding="utf-8", newline="").read() for path in sys.argv[2:]]
for doc in nf.pipe(texts, batch_size=int(sys.argv[1])):
    whole.update(doc.to_json().encode())
print(whole.hexdigest())
"""


def digest(documents: list[str]) -> str:
    return hashlib.sha256("".join(documents).encode()).hexdigest()


@pytest.fixture(scope="module")
def nf() -> newsfacts.Pipeline:
    return newsfacts.load()


@pytest.fixture(scope="module")
def here(nf: newsfacts.Pipeline) -> list[str]:
    return [nf(text).to_json() for text in TEXTS]


@pytest.mark.parametrize(("seed", "batch"), [("0", 1), ("1", 7)])
def test_hash_seeds_and_batch_sizes(here: list[str], seed: str, batch: int) -> None:
    env = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-W", "ignore", "-c", READ, str(batch), *map(str, ARTICLES)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest(here)


def _read(text: str) -> str:
    return newsfacts.load()(text).to_json()


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # other tests may have left threads
def test_processes(here: list[str], method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.map(_read, TEXTS[:3]) == here[:3]


def test_a_fork_reads_with_the_parents_pipeline(nf: newsfacts.Pipeline) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    wanted = nf(SHORT[0]).to_json()
    code = (
        "import os, newsfacts, sys\nnf = newsfacts.load()\nnf(sys.argv[1])\n"
        "if os.fork() == 0:\n    print(nf(sys.argv[1]).to_json(), flush=True)\n    os._exit(0)\nos.wait()"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, SHORT[0]], capture_output=True, check=True)
    assert done.stdout.decode().strip() == wanted


def test_sixteen_threads_share_a_pipeline(nf: newsfacts.Pipeline) -> None:
    wanted = [nf(text).to_json() for text in SHORT]
    calls = [n % len(SHORT) for n in range(3000)]
    with ThreadPoolExecutor(16) as pool:
        read = list(pool.map(lambda n: nf(SHORT[n]).to_json(), calls))
    assert read == [wanted[n] for n in calls]


def test_calls_leave_nothing_behind(nf: newsfacts.Pipeline) -> None:
    def objects() -> int:
        for _ in range(50):
            for text in SHORT:
                nf(text)
        gc.collect()
        return len(gc.get_objects())

    objects()
    before = objects()
    assert objects() - before < 50
