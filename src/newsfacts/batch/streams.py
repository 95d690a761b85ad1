"""Files and standard input as streams of bytes, decompressed, never larger than they may be."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from newsfacts.extras import require

PACKED = (".gz", ".zst")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class TooLargeError(ValueError):
    """An article is larger than allowed."""


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file; gzip and zstd are told by their first bytes.

    Raises:
        OSError: it cannot be opened.
        MissingExtraError: it is zstd, and zstandard is not installed.
    """
    with path.open("rb") as raw:
        yield unpacked(raw)


def unpacked(raw: BinaryIO) -> BinaryIO:
    """The bytes behind gzip or zstd, or the stream as it is."""
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    start = stream.peek(4)[:4]
    if start.startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if start.startswith(_ZSTD):
        reader = require("zstandard", "zstd").ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return io.BufferedReader(reader)
    return cast(BinaryIO, stream)


def inner_suffix(path: Path) -> str:
    """The suffix that tells what a file holds, in small letters and without that of the packing.

    Example:
        >>> inner_suffix(Path("news.JSONL.gz"))
        '.jsonl'
    """
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in PACKED else suffix


def byte_limit(max_chars: int) -> int:
    """How many bytes an article of so many characters may take, in any encoding."""
    return 4 * max_chars + 4


def read_whole(path: Path, max_chars: int) -> bytes:
    """Read one article's file, unless it is larger than any text of ``max_chars`` characters.

    Raises:
        TooLargeError: it is.
        OSError: it cannot be read.
    """
    limit = byte_limit(max_chars)
    size = path.stat().st_size
    if size > limit:
        raise too_large(f"{size:,} bytes", max_chars)
    with open_bytes(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(f"more than {limit:,} bytes unpacked", max_chars)
    return data


def too_large(what: str, max_chars: int) -> TooLargeError:
    """The error that says so."""
    return TooLargeError(f"{what}: an article may have {max_chars:,} characters; --max-chars allows more")
