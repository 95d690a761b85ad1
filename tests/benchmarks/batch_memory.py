"""Memory of a batch over many small articles: ``batch_memory.py [ARTICLES] [WORKERS]``.

Articles are made as they are read, of a few glued sentences each; resident memory is that of all processes.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.txt"))
SAMPLES = 10


def resident(pid: int) -> float:
    """Megabytes that a process and its children hold."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(found[1]) / 1024 if found else 0.0) + sum(resident(int(child)) for child in children)


def main(articles: int, workers: int) -> None:
    """Feed a batch and print its memory now and then."""
    chance = random.Random(3)
    texts = [file.read_text("utf-8") for file in FIXTURES]
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 30 < len(s) < 300]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        command = [
            sys.executable,
            "-m",
            "newsfacts",
            "batch",
            "-",
            "-o",
            str(out),
            "--workers",
            str(workers),
            "--quiet",
        ]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        begun = time.monotonic()

        def sample(fed: int) -> None:
            seconds = time.monotonic() - begun
            print(f"{fed:>9,} fed  {seconds:>6.0f} s  {resident(process.pid):>7.1f} MB", flush=True)

        assert process.stdin is not None
        for number in range(articles):
            record = {"id": number, "text": f"{number}. {' '.join(chance.sample(sentences, 2))}"}
            process.stdin.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            if number and number % (articles // SAMPLES) == 0:
                sample(number)
        sample(articles)
        told = process.communicate()[1].decode()
        print(told.strip())


if __name__ == "__main__":
    main(*(int(a) for a in (*sys.argv[1:], *("200000", "1")[len(sys.argv) - 1 :])))
