"""Files that hold many articles: JSON Lines, CSV, Parquet. Each record becomes an entry, each broken one too."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from newsfacts.batch.entries import Entry, Problem, clean
from newsfacts.batch.streams import open_bytes, too_large
from newsfacts.extras import require
from newsfacts.files import decoded, encoding_of

FieldMap = Mapping[str, str]  # name of ours to (dotted) name of theirs

_FIELDS = ("text", "id", "title", "published")
_SAMPLE = 1 << 16
_PIECE = 1 << 16
_ROWS = 64  # rows of Parquet that are decoded at once


def read_lines(
    stream: BinaryIO, name: str, fields: FieldMap, max_chars: int, encoding: str | None = None
) -> Iterator[Entry]:
    """The records of JSON Lines; empty lines are none. A line that is no JSON object costs only itself."""
    limit = 8 * max_chars + _PIECE
    number = 0
    while line := stream.readline(limit):
        number += 1
        size = len(line)
        whole = size < limit or line.endswith(b"\n")
        while not line.endswith(b"\n") and size >= limit and (piece := stream.readline(_PIECE)):
            size += len(piece)
            line = piece if piece.endswith(b"\n") else line
        origin = f"{name}:{number}"
        if not whole:
            yield Entry(origin, origin, size, problem=Problem.of(too_large(f"{size:,} bytes", max_chars)))
        elif line.strip():
            try:
                text, found = decoded(line, encoding)
                record = msgspec.json.decode(text)
                if not isinstance(record, dict):
                    raise TypeError(f"a record must be a JSON object, not {type(record).__name__}")
            # RecursionError: nested too deeply. msgspec's own error is no ValueError before 0.20.
            except (ValueError, TypeError, RecursionError, msgspec.DecodeError) as error:
                yield Entry(origin, origin, size, problem=Problem.of(error))
            else:
                yield entry_of(record, origin, size, fields, found)


def read_csv(path: Path, name: str, fields: FieldMap, max_chars: int, encoding: str | None = None) -> Iterator[Entry]:
    """The rows of a CSV file with a header; the delimiter is a comma, a semicolon or a tab."""
    csv.field_size_limit(4 * max_chars + _PIECE)
    with open_bytes(path) as stream:
        sample = stream.peek(_SAMPLE) if hasattr(stream, "peek") else b""
        encoding = encoding or encoding_of(sample) or "utf-8"
        header = sample.decode(encoding, "replace").partition("\n")[0]
        delimiter = max(",;\t", key=header.count)
        rows = csv.DictReader(io.TextIOWrapper(stream, encoding, newline=""), delimiter=delimiter)
        for number, row in _numbered(rows, name):
            if isinstance(row, Problem):
                yield Entry(f"{name}:{number}", f"{name}:{number}", 0, problem=row)
                return
            filled = {key: value for key, value in row.items() if key is not None and value not in ("", None)}
            size = sum(len(value) for value in filled.values())
            entry = entry_of(filled, f"{name}:{number}", size, fields, encoding)
            if None in row:
                problem = Problem("ValueError", "the row has more fields than the header")
                entry = Entry(entry.origin, entry.id, entry.size, problem=problem)
            yield entry


def read_parquet(path: Path, name: str, fields: FieldMap) -> Iterator[Entry]:
    """The rows of a Parquet file, a few at a time.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    with require("pyarrow.parquet", "parquet").ParquetFile(path) as file:
        wanted = {fields.get(field, field).split(".")[0] for field in (*_FIELDS, "date")}
        columns = [column for column in file.schema_arrow.names if column in wanted]
        size = path.stat().st_size // max(file.metadata.num_rows, 1)
        number = 0
        for batch in file.iter_batches(_ROWS, columns=columns):
            for record in batch.to_pylist():
                number += 1
                yield entry_of(record, f"{name}:{number}", size, fields)


def guarded(read: Callable[[], Iterator[Entry]], name: str) -> Iterator[Entry]:
    """The entries of a file; where reading it fails, a last entry that says so."""
    number = 0
    try:
        for entry in read():
            number += 1
            yield entry
    except Exception as error:
        told = Problem.of(error)
        after = f" (after {number} records; the rest is unread)" if number else ""
        origin = f"{name}:after {number}" if number else name
        yield Entry(origin, origin, 0, problem=Problem(told.error, told.reason + after, told.where))


def entry_of(record: Mapping[str, Any], origin: str, size: int, fields: FieldMap, encoding: str | None = None) -> Entry:
    """The fields of a record under our names; the others are left out."""
    found = {}
    for field in (*_FIELDS, "date"):
        value, there = _at(record, fields.get(field, field))
        if there:
            found[field] = value
    given = found.get("id")
    known = isinstance(given, str | int) and not isinstance(given, bool) and given != ""
    if given == "":
        del found["id"]
    return Entry(origin, clean(str(given)) if known else origin, size, record=found, encoding=encoding)


def _at(record: Any, path: str) -> tuple[Any, bool]:
    if isinstance(record, Mapping) and path in record:  # a name may have dots
        return record[path], True
    for step in path.split("."):
        if not isinstance(record, Mapping) or step not in record:
            return None, False
        record = record[step]
    return record, True


def _numbered(rows: Iterator[dict[Any, Any]], name: str) -> Iterator[tuple[int, dict[Any, Any] | Problem]]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            told = Problem.of(error)
            yield number, Problem(told.error, f"{told.reason} (the rest of the file is unread)")
            return
        yield number, row
