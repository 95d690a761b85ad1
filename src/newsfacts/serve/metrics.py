"""Counters in the text format of Prometheus."""

import time
from collections import Counter
from pathlib import Path

from newsfacts.serve.work import Outcome

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What a server has done since it began."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._began = time.time()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._articles = self._failures = self._bytes = 0
        self._facts: Counter[str] = Counter()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests[route, status] += 1
        self._counts[route] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        for bucket in _BUCKETS:
            if seconds <= bucket:
                self._buckets[route, bucket] += 1

    def read(self, outcome: Outcome, size: int) -> None:
        """Count an article."""
        self._articles += 1
        self._bytes += size
        self._failures += bool(outcome.failure)
        self._facts.update(outcome.facts)

    def text(self, busy: int) -> str:
        """All counters."""
        lines = [
            _head("newsfacts_info", "gauge", "The version that runs."),
            f'newsfacts_info{{version="{self._version}"}} 1',
            _head("newsfacts_busy", "gauge", "Requests that are read or wait."),
            f"newsfacts_busy {busy}",
            _head("newsfacts_requests_total", "counter", "Requests by route and status."),
            *(
                f'newsfacts_requests_total{{route="{route}",status="{status}"}} {count}'
                for (route, status), count in sorted(self._requests.items())
            ),
            _head("newsfacts_request_seconds", "histogram", "Seconds from a request to the end of its answer."),
        ]
        for route, count in sorted(self._counts.items()):
            name = f'newsfacts_request_seconds_bucket{{route="{route}",le='
            lines += [f'{name}"{bucket:g}"}} {self._buckets[route, bucket]}' for bucket in _BUCKETS]
            lines += [f'{name}"+Inf"}} {count}']
            lines += [f'newsfacts_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}']
            lines += [f'newsfacts_request_seconds_count{{route="{route}"}} {count}']
        lines += [
            _head("newsfacts_articles_total", "counter", "Articles read."),
            f"newsfacts_articles_total {self._articles}",
            _head("newsfacts_failures_total", "counter", "Articles that could not be read for an error of ours."),
            f"newsfacts_failures_total {self._failures}",
            _head("newsfacts_bytes_total", "counter", "Bytes of articles read."),
            f"newsfacts_bytes_total {self._bytes}",
            _head("newsfacts_facts_total", "counter", "Facts by type."),
            *(f'newsfacts_facts_total{{type="{kind}"}} {count}' for kind, count in sorted(self._facts.items())),
            _head("process_start_time_seconds", "gauge", "When the server began, in Unix time."),
            f"process_start_time_seconds {self._began:.3f}",
        ]
        memory = _resident()
        if memory is not None:
            lines += [_head("process_resident_memory_bytes", "gauge", "Memory of the server's process.")]
            lines += [f"process_resident_memory_bytes {memory}"]
        return "\n".join(lines) + "\n"


def _head(name: str, kind: str, meaning: str) -> str:
    return f"# HELP {name} {meaning}\n# TYPE {name} {kind}"


def _resident() -> int | None:
    """The memory of this process, where the system tells it."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return None
