"""One pipeline, many threads: ``python tests/benchmarks/threads.py [CALLS] [THREADS]``.

The threads read the fixtures over and over through one pipeline. Prints how many results differ from those of a single
thread, the memory after a tenth of the calls and at the end, and whether processes that fork or spawn from a loaded
program read the same.
"""

import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import newsfacts

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"


def texts() -> list[str]:
    """The articles."""
    return [f.read_text("utf-8") for f in sorted(FIXTURES.glob("*.txt"))]


def memory() -> float:
    """Resident megabytes."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) / 1024


def alone(articles: list[str]) -> list[str]:
    """What a process of its own reads."""
    nf = newsfacts.load()
    return [nf(text, published="2025-10-01").to_json() for text in articles]


def main() -> None:
    """Measure and print."""
    calls, threads = (int(a) for a in (*sys.argv[1:], "4000", "16")[:2])
    articles, nf = texts(), newsfacts.load()
    wanted = [nf(text, published="2025-10-01").to_json() for text in articles]
    wrong, early = 0, 0.0
    with ThreadPoolExecutor(threads) as pool:
        read = pool.map(lambda i: nf(articles[i % len(articles)], published="2025-10-01").to_json(), range(calls))
        for i, line in enumerate(read):
            wrong += line != wanted[i % len(articles)]
            if i == calls // 10:
                early = memory()
    print(f"{calls:,} calls by {threads} threads: {wrong} differ;", end=" ")
    print(f"{early:.1f} MB after a tenth, {memory():.1f} at the end")
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as processes:
            [other] = processes.map(alone, [articles])
        print(f"{method}: {sum(a != b for a, b in zip(other, wanted, strict=True))} of {len(wanted)} differ")


if __name__ == "__main__":
    main()
