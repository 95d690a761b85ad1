"""How far a batch is: a bar on a terminal, a plain line now and then elsewhere."""

import shutil
import time
from collections.abc import Callable
from threading import Thread
from typing import TextIO

_REDRAW = 0.2  # seconds
_BAR = 24


class Progress:
    """Counts inputs and shows them.

    Args:
        stream: where to; standard error.
        every: seconds between two lines where the stream is no terminal.
        quiet: show nothing.
        total: works out the size of all inputs in bytes, in a thread of its own; None where it cannot be known.
    """

    def __init__(
        self, stream: TextIO, total: Callable[[], int | None], *, every: float = 10, quiet: bool = False
    ) -> None:
        self._stream = stream
        self._bar = stream.isatty()
        self._every = _REDRAW if self._bar else every
        self._begun = self._shown = time.monotonic()
        self._quiet = quiet
        self._total: int | None = None
        self._bytes = self._done = self._failed = self._skipped = 0
        if not quiet:
            Thread(target=self._measure, args=(total,), daemon=True).start()

    def _measure(self, total: Callable[[], int | None]) -> None:
        self._total = total()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._begun

    def consumed(self, size: int) -> None:
        """Note that input was taken in."""
        self._bytes += size

    def settled(self, state: str) -> None:
        """Note what became of an input."""
        self._done += state == "done"
        self._failed += state == "failed"
        self._skipped += state in ("duplicate", "unchanged", "before")
        now = time.monotonic()
        if not self._quiet and now - self._shown >= self._every:
            self._shown = now
            self._show()

    def close(self) -> None:
        """Wipe the bar."""
        if self._bar and not self._quiet:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self) -> None:
        told = self.line()
        if self._bar:
            share = self._share()
            if share is not None:
                full = round(share * _BAR)
                told = f"[{'#' * full}{'.' * (_BAR - full)}] {told}"
            told = f"\r\x1b[K{told[: shutil.get_terminal_size().columns - 1]}"
        self._stream.write(told if self._bar else f"newsfacts: {told}\n")
        self._stream.flush()

    def line(self) -> str:
        """The state in words."""
        seconds = max(self.seconds, 1e-9)
        share = self._share()
        parts = [f"{self._done:,} read", f"{self._done / seconds:.1f}/s"]
        if share is not None:
            parts.insert(0, f"{share:.0%}")
            if share > 0:
                parts.append(f"{clock(seconds / share - seconds)} left")
        parts.append(f"{self._failed:,} failed")
        if self._skipped:
            parts.append(f"{self._skipped:,} skipped")
        return ", ".join(parts)

    def _share(self) -> float | None:
        return min(self._bytes / self._total, 1.0) if self._total else None


def clock(seconds: float) -> str:
    """A time span as people write it.

    Example:
        >>> clock(3725)
        '1:02:05'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
