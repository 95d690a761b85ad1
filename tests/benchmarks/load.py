"""The server under load: many clients at once, some of them wrong, slow or too large; memory over time.

Usage: python load.py [SECONDS] [CLIENTS], default 60 seconds, 50 clients. Prints figures; exit code 1 if it broke.
"""

import http.client
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from server import Server, server  # noqa: E402

_SLOW = b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"
_OPTIONS = ("--max-body", "200000", "--body-timeout", "3", "--concurrency", "40")


def main() -> int:
    """Run the load and print what came of it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    articles = [path.read_text("utf-8") for path in sorted((HERE.parent.parent / "fixtures").rglob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "log", *_OPTIONS) as running:
        counts: Counter[str] = Counter()
        times: list[float] = []
        memory: list[tuple[float, int]] = []
        stop = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_client, args=(running, articles, n, stop, counts, times)) for n in range(clients)
        ]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        worst = 0.0
        while any(thread.is_alive() for thread in threads):
            time.sleep(min(1.0, seconds / 20))
            asked = time.monotonic()
            if running.ask("GET", "/healthz")[0] != 200:
                counts["unhealthy"] += 1
            worst = max(worst, time.monotonic() - asked)
            memory.append((time.monotonic() - began, running.memory()))
        elapsed = time.monotonic() - began
        last = running.ask("POST", "/v1/extract", {"text": articles[0]})[0]
    times.sort()
    print(f"{clients} clients, {elapsed:.0f} s")
    print("answers: " + ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())))
    print(f"articles read: {len(times) / elapsed:.1f}/s, {_at(times, 0.5)} median, {_at(times, 0.99)} 99th percentile")
    print(f"/healthz: slowest {worst:.2f} s")
    tenth = max(len(memory) // 10, 1)
    early, late = memory[2 * tenth][1], max(size for _, size in memory[-tenth:])
    print(f"memory: {early / 1e6:.0f} MB after a fifth of the time, {late / 1e6:.0f} MB at the end")
    broken = counts["unhealthy"] or counts["unexpected"] or last != 200 or late > early * 1.2
    return 1 if broken else 0


def _at(times: list[float], share: float) -> str:
    return f"{times[int(share * (len(times) - 1))]:.2f} s" if times else "–"


def _client(
    running: Server, articles: list[str], seed: int, stop: float, counts: Counter[str], times: list[float]
) -> None:
    chance = random.Random(seed)
    while time.monotonic() < stop:
        deed = chance.choices([_good, _batch, _malformed, _oversized, _slow], (80, 4, 6, 6, 4))[0]
        began = time.monotonic()
        try:
            what = deed(running, chance.choice(articles))
        except (OSError, http.client.HTTPException) as error:
            what = f"unexpected {type(error).__name__}"
            counts["unexpected"] += 1
        counts[what] += 1
        if what == "200 read":
            times.append(time.monotonic() - began)
        elif what.startswith("429"):
            time.sleep(chance.uniform(0.1, 1.0))


def _good(running: Server, article: str) -> str:
    status, _, body = running.ask("POST", "/v1/extract", {"text": article, "published": "2025-10-01"}, 60)
    if status == 200:
        json.loads(body)
        return "200 read"
    return "429 busy" if status == 429 else f"unexpected {status}"


def _batch(running: Server, article: str) -> str:
    lines = "\n".join(json.dumps({"id": str(n), "text": article}) for n in range(5))
    status, _, body = running.ask("POST", "/v1/extract-batch", lines, 120)
    if status == 200:
        return "200 batch" if body.count(b'"schema_version"') == 5 else "unexpected batch"
    return "429 busy" if status == 429 else f"unexpected {status}"


def _malformed(running: Server, article: str) -> str:
    status = running.ask("POST", "/v1/extract", b'{"text": "' + article.encode()[:101], 60)[0]
    return {400: "400 malformed", 429: "429 busy"}.get(status, f"unexpected {status}")


def _oversized(running: Server, article: str) -> str:
    status = running.ask("POST", "/v1/extract", {"text": article * (250_000 // len(article))}, 60)[0]
    return {413: "413 oversized", 429: "429 busy"}.get(status, f"unexpected {status}")


def _slow(running: Server, article: str) -> str:
    with running.raw(_SLOW) as line:
        answer = line.recv(100)
    return {b"408": "408 slow", b"429": "429 busy"}.get(answer[9:12], f"unexpected {answer[9:12]!r}")


if __name__ == "__main__":
    sys.exit(main())
