"""Standard output and error, as commands use them."""

import sys
from typing import TextIO


def complain(name: str, reason: str, failed: list[str]) -> None:
    """Name a failed input on stderr and note it."""
    failed.append(name)
    print(f"newsfacts: {'standard input' if name == '-' else name}: {reason}", file=sys.stderr)


def utf8(stream: TextIO) -> TextIO:
    """Let a stream write UTF-8 with plain line ends, whatever the locale."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
