"""Kill a batch at random moments, resume it, compare with an undisturbed run: ``kill_batch.py [ROUNDS] [ARTICLES]``.

Inputs are a folder, JSON Lines and CSV, with broken ones among them. Each round kills with SIGKILL one to three times.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.txt"))
OUTPUTS = ("out.jsonl", "out.csv", "out.sqlite", "out.parquet")
# Commits follow each other closely, so that a kill finds something half done.
PROGRAM = """
import newsfacts.batch.running
newsfacts.batch.running._COMMIT_SECONDS = 0.02
from newsfacts.cli import main
raise SystemExit(main())
"""


def corpus(folder: Path, articles: int, seed: int = 7) -> list[str]:
    """Write inputs of varied glued sentences, and every sort of broken one; returns their names."""
    chance = random.Random(seed)
    sentences = [s for f in FIXTURES for s in re.split(r"(?<=[.!?])\s+", f.read_text("utf-8")) if 30 < len(s) < 150]

    def text() -> str:
        return " ".join(chance.sample(sentences, chance.randint(1, 3)))

    files = folder / "news"
    for i in range(articles // 2):
        path = files / f"{i % 7}" / f"a{i}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), "utf-8")
        if i % 40 == 3:
            path.write_bytes((b"", b"\xff\xfe\x00", bytes(range(256)), b" \n")[i // 40 % 4])
        if i % 90 == 5:
            path.write_text("Мост открыт. " * 100_000, "utf-8")
    rows = [{"id": f"r{i}", "body": text(), "published": "2025-10-01"} for i in range(articles // 2)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows[: len(rows) // 2]]
    for i in range(3, len(lines), 40):
        lines[i] = ("{", '"text"', '{"id": 7}', '{"id": "r1", "body": 5}')[i // 40 % 4]
    lines += [lines[0], json.dumps({"id": "r1", "body": "Мост закрыт."})]
    lines += [json.dumps({"id": "z", "body": body}) for body in ("", "", "Мост открыт.", text())]
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    table = ["id;body;published"] + [
        f'{r["id"]};"{str(r["body"]).replace(chr(34), chr(34) * 2)}";{r["published"] if i % 50 else "вчера"}'
        for i, r in enumerate(rows[len(rows) // 2 :])
    ]
    (folder / "news.csv").write_text("\n".join(table) + "\n", "utf-8")
    return ["news", "news.jsonl", "news.csv", "news/0/a0.txt", "nothing.txt"]


def command(folder: Path, names: list[str], out: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start a batch."""
    call = [sys.executable, "-c", PROGRAM, "batch", *names, "-o", str(out), "--map", "text=body", "--quiet", *more]
    return subprocess.Popen(call, cwd=folder, stderr=subprocess.PIPE, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})


def written(out: Path) -> dict[str, bytes]:
    """All files of an output but its journal."""
    found = {p.name: p.read_bytes() for p in sorted(out.parent.glob(f"{out.stem}.*")) if p.suffix != ".journal"}
    return {name: data for name, data in found.items() if not name.endswith((".part", "-journal"))}


def finish(folder: Path, names: list[str], out: Path, *more: str) -> str:
    """Run to the end; returns the account."""
    process = command(folder, names, out, *more)
    told = process.communicate(timeout=900)[1].decode()
    if process.returncode != 1:
        raise AssertionError(f"exit code {process.returncode}: {told}")
    return told.strip().rpartition(",")[0]


def killed(folder: Path, names: list[str], out: Path, fraction: float, whole: int, *more: str) -> bool:
    """Run until the stage has so much of its size, then kill; False where it ended before."""
    process = command(folder, names, out, *more)
    stage = out.with_name(out.name + ".part")
    while process.poll() is None:
        if stage.exists() and stage.stat().st_size >= fraction * whole:
            time.sleep(random.random() * 0.05)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return process.returncode == -signal.SIGKILL
        time.sleep(0.005)
    process.communicate()
    return False


def campaign(
    folder: Path, articles: int, rounds: int, outputs: tuple[str, ...] = OUTPUTS, workers: int = 2
) -> Iterator[str]:
    """Undisturbed runs, then rounds of kills; yields a line a round.

    Raises:
        AssertionError: something is lost, doubled or different.
    """
    names = corpus(folder, articles)
    wanted: dict[str, tuple[str, dict[str, bytes]]] = {}
    for name in outputs:
        out = folder / "reference" / name / name
        out.parent.mkdir(parents=True)
        wanted[name] = finish(folder, names, out), written(out)
    whole = (folder / "reference" / outputs[0] / outputs[0]).stat().st_size
    yield wanted[outputs[0]][0]
    for number in range(rounds):
        name = outputs[number % len(outputs)]
        target = folder / f"round{number}"
        target.mkdir()
        out = target / name
        kills, more = 0, ["--workers", str(1 + number % workers)]
        # At the whole size the stage is complete: that kill meets the load of the output.
        fractions = sorted(random.choice((random.random(), random.random(), 1.0)) for _ in range(random.randint(1, 3)))
        for fraction in fractions:
            kills += killed(folder, names, out, fraction, whole, *more, *(["--resume"] if kills else ()))
        account = finish(folder, names, out, *more, *(["--resume"] if kills or out.exists() else ()))
        assert account == wanted[name][0], (account, wanted[name][0])
        assert written(out) == wanted[name][1], _difference(written(out), wanted[name][1])
        yield f"round {number + 1}: {name}, {kills} kills at {[f'{f:.0%}' for f in fractions]}: identical"


def _difference(found: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    told = [f"files {sorted(found)}, wanted {sorted(wanted)}"]
    for name in found.keys() & wanted.keys():
        pairs = zip(found[name].splitlines(), wanted[name].splitlines(), strict=False)
        told += [f"{name}: {one[:300]!r} is not {other[:300]!r}" for one, other in pairs if one != other][:2]
    return "\n".join(told)


if __name__ == "__main__":
    rounds, articles = (int(a) for a in (*sys.argv[1:], *("20", "2000")[len(sys.argv) - 1 :]))
    random.seed(2026)
    with tempfile.TemporaryDirectory() as place:
        for line in campaign(Path(place), articles, rounds):
            print(line, flush=True)
