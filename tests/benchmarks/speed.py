"""How fast newsfacts is beside natasha: ``python tests/benchmarks/speed.py [FOLDER] [--rounds N] [--svg FILE]``.

FOLDER holds article files (``*.txt``; the project's fixtures by default). natasha does what its users run: segmentation
and names, no facts. Both run in turn in one process with one BLAS thread; figures are medians over rounds. Start-up and
peak memory are taken in processes of their own. Prints Markdown.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"

NATASHA = """
from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
def read(text):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_ner(tagger)
    return doc
"""
NEWSFACTS = """
import newsfacts
read = newsfacts.load()
"""
STAGES = (
    "read_layout", "analyse", "tag_names", "read_times", "find_entities", "resolve_times", "find_events",
    "find_quantities", "merge",
)  # fmt: skip
PEERS = {"natasha": NATASHA, "newsfacts": NEWSFACTS}


def reader(setup: str) -> Callable[[str], object]:
    """Run a peer's set-up and return its function from text to result."""
    scope: dict[str, object] = {}
    exec(setup, scope)
    read = scope["read"]
    assert callable(read)
    return read


def seconds(work: Callable[[], object]) -> float:
    """CPU time of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def throughput(texts: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """Documents a second: in the first round (fresh caches) and the median of the later ones, peers in turn."""
    readers = {name: reader(setup) for name, setup in PEERS.items()}
    for read in readers.values():
        read("Форум прошел в Москве.")  # what loads lazily is loaded
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            times[name].append(seconds(lambda read=read: [read(t) for t in texts]))  # type: ignore[misc]
    return {
        name: {"fresh": len(texts) / spent[0], "warm": len(texts) / statistics.median(spent[1:])}
        for name, spent in times.items()
    }


def in_process(code: str) -> dict[str, float]:
    """Run code in a new interpreter; its wall time, CPU time and peak memory in MB."""
    tail = """
import json, time
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({"cpu": time.process_time(), "rss": int(status["VmHWM"].split()[0]) / 1024}))
"""
    # What pip installs is compiled to bytecode; so must be what runs from the sources.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("PYTHONPYCACHEPREFIX", tempfile.gettempdir())
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, text=True, check=True, env=environment
    )
    wall = time.perf_counter() - start
    return {"wall": wall, **json.loads(run.stdout.splitlines()[-1])}


def cold_start(file: Path, rounds: int) -> dict[str, dict[str, float]]:
    """From nothing to the first result of one article."""
    found: dict[str, dict[str, float]] = {}
    for name, setup in PEERS.items():
        code = f"{setup}\nread(open({str(file)!r}, encoding='utf-8').read())"
        in_process(code)  # writes the bytecode
        runs = [in_process(code) for _ in range(rounds)]
        found[name] = {key: statistics.median(r[key] for r in runs) for key in runs[0]}
    return found


def growth(texts: Sequence[str]) -> list[tuple[int, float]]:
    """Microseconds a character of newsfacts for articles glued together, from short to long."""
    read = reader(NEWSFACTS)
    glued = "\n\n".join(texts)
    found = []
    for length in (1_000, 10_000, 100_000, 1_000_000):
        text = (glued * (length // len(glued) + 1))[:length]
        read(text)
        found.append((length, seconds(lambda text=text: read(text)) / length * 1e6))  # type: ignore[misc]
    return found


def stages(texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds of each stage, warm, for 1,000 tokens; the facts are the rest."""
    from newsfacts import pipeline
    from newsfacts.analysis.tokens import token_spans

    read = reader(NEWSFACTS)
    for text in texts:
        read(text)
    spent = dict.fromkeys(STAGES, 0.0)
    whole = {name: getattr(pipeline, name) for name in STAGES}

    def timed(name: str) -> Callable[..., object]:
        def stage(*args: object) -> object:
            start = time.process_time()
            try:
                return whole[name](*args)
            finally:
                spent[name] += time.process_time() - start

        return stage

    for name in STAGES:
        setattr(pipeline, name, timed(name))
    try:
        total = seconds(lambda: [read(text) for text in texts])
    finally:
        for name, function in whole.items():
            setattr(pipeline, name, function)
    spent["facts and the rest"] = total - sum(spent.values())
    thousands = sum(len(token_spans(text)) for text in texts) / 1000
    return {name: 1000 * time_ / thousands for name, time_ in spent.items()}


def scaling(texts: Sequence[str]) -> dict[int, float]:
    """Documents a second by the clock, in one process and in two, once these are warm."""
    import newsfacts

    pipeline = newsfacts.load()
    many = [*texts] * (600 // len(texts) + 1)
    found = {}
    for processes in (1, 2):
        read = pipeline.pipe(many, processes=processes)
        for _ in range(len(many) // 3):
            next(read)
        start = time.perf_counter()
        found[processes] = sum(1 for _ in read) / (time.perf_counter() - start)
    return found


def svg(rates: dict[str, dict[str, float]]) -> str:
    """A bar chart of documents a second."""
    top = max(r["warm"] for r in rates.values())
    bars = []
    for i, (name, r) in enumerate(rates.items()):
        y, width = 30 + 34 * i, 360 * r["warm"] / top
        bars.append(
            f'<text x="90" y="{y + 16}" text-anchor="end">{name}</text>'
            f'<rect x="98" y="{y}" width="{width:.0f}" height="22" fill="#2a6fb0"/>'
            f'<text x="{104 + width:.0f}" y="{y + 16}">{r["warm"]:.0f}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="560" height="{50 + 34 * len(rates)}" '
        f'font-family="sans-serif" font-size="14"><text x="98" y="18">documents a second, one core</text>'
        f"{''.join(bars)}</svg>\n"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--svg", type=Path)
    args = parser.parse_args()
    files = sorted(args.folder.glob("*.txt"))
    texts = [f.read_text("utf-8") for f in files]
    rates = throughput(texts, args.rounds)
    starts = cold_start(files[0], args.rounds)
    print(f"{len(texts)} articles of {sum(map(len, texts)) // len(texts)} characters; {platform.machine()},", end=" ")
    print(f"Python {platform.python_version()}, {date.today()}, one thread\n")
    print("| | documents/s, fresh | documents/s, warm | to first result, s | peak memory, MB |\n|---|--:|--:|--:|--:|")
    for name, rate in rates.items():
        start = starts[name]
        print(f"| {name} | {rate['fresh']:.1f} | {rate['warm']:.1f} | {start['wall']:.2f} | {start['rss']:.0f} |")
    ratio = {key: rates["newsfacts"][key] / rates["natasha"][key] for key in ("fresh", "warm")}
    print(f"| ratio | ×{ratio['fresh']:.1f} | ×{ratio['warm']:.1f} | | |\n")
    print("| characters | µs a character |\n|--:|--:|")
    for length, cost in growth(texts):
        print(f"| {length:,} | {cost:.2f} |")
    print("\n| stage | ms for 1,000 tokens |\n|---|--:|")
    for stage, cost in stages(texts).items():
        print(f"| {stage} | {cost:.1f} |")
    one, two = scaling(texts).values()
    print(f"\n{one:.1f} documents/s in one process, {two:.1f} in two: ×{two / one:.2f}")
    if args.svg:
        args.svg.write_text(svg(rates), "utf-8")


if __name__ == "__main__":
    main()
