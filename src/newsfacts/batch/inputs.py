"""What a batch reads: files, folders, standard input, in an order that is the same on every run."""

import os
import re
import sqlite3
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from newsfacts.batch.containers import FieldMap, guarded, read_csv, read_lines, read_parquet
from newsfacts.batch.entries import Entry, Problem, clean
from newsfacts.batch.streams import byte_limit, inner_suffix, open_bytes, too_large, unpacked
from newsfacts.files import decoded

PublishedFrom = Literal["header", "mtime", "filename"]

HTML = (".html", ".htm", ".xhtml")
_CONTAINERS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
_KNOWN = (".txt", *HTML, *_CONTAINERS)
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_RUSSIAN_DAY = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Inputs:
    """The inputs as they were named.

    Files are articles (``.txt`` or any other suffix, ``.html``) or hold many (``.jsonl``, ``.csv``, ``.parquet``);
    both may be packed (``.gz``, ``.zst``). Folders are read with all below them, in the order of names: files whose
    suffix is known, or those whose path or name matches ``glob``; hidden ones are passed over. ``-`` is standard
    input: JSON Lines where it begins with a brace, else one article. A file that is named twice is read once.

    Ids: that of the record; else the path of the file without ``.txt``, inside a folder that was named relative to
    it (behind the folder's name, where several inputs are named), and the number of the record.

    What is text is decoded as its bytes tell, or as ``encoding`` says.
    """

    names: Sequence[str]
    glob: str | None = None
    fields: FieldMap = field(default_factory=dict)
    published_from: PublishedFrom = "header"
    max_chars: int = 1_000_000
    encoding: str | None = None

    def __iter__(self) -> Iterator[Entry]:
        return self.entries()

    def entries(self, leave: Collection[Path] = ()) -> Iterator[Entry]:
        """The inputs; files and folders to ``leave`` are passed over where they stand in a folder."""
        leave = frozenset(map(_real, leave))
        named = {os.path.realpath(name): i for i, name in reversed(list(enumerate(self.names)))}
        for i, name in enumerate(self.names):
            if name == "-":
                yield from guarded(lambda: self._stdin(sys.stdin.buffer), "-")
            elif Path(name).is_dir():
                root = Path(name)
                prefix = f"{root.resolve().name}/" if len(self.names) > 1 else ""
                for path in self._below(root, leave):
                    if isinstance(path, Entry):
                        yield path
                    elif _first_naming(path, named) == i:
                        yield from self._file(path, prefix + path.relative_to(root).as_posix())
            elif named[os.path.realpath(name)] == i and not _inside(name, i, named):
                yield from self._file(Path(name), Path(name).as_posix())

    def total_bytes(self) -> int | None:
        """The size of all inputs, for the progress shown; None where it cannot be known."""
        if "-" in self.names:
            return None
        total = 0
        for name in self.names:
            root = Path(name)
            for path in self._below(root, ()) if root.is_dir() else (root,):
                if isinstance(path, Entry):
                    continue
                try:
                    total += path.stat().st_size
                except OSError:
                    continue
        return total

    def _below(self, folder: Path, leave: Collection[Path]) -> Iterator[Path | Entry]:
        """The files wanted; an entry for each folder that cannot be listed."""
        try:
            for path, is_folder in _listed(folder):
                if leave and _real(path) in leave:
                    continue
                if is_folder:
                    yield from self._below(path, leave)
                elif self._wanted(path):
                    yield path
        except OSError as error:
            origin = clean(folder.as_posix())
            yield Entry(origin, origin, 0, problem=Problem.of(error))

    def _wanted(self, path: Path) -> bool:
        if self.glob is None:
            return inner_suffix(path) in _KNOWN
        return fnmatch(path.name, self.glob) or path.match(self.glob)

    def _file(self, path: Path, name: str) -> Iterator[Entry]:
        suffix = inner_suffix(path)
        origin, name = clean(path.as_posix()), clean(name)
        if suffix not in _CONTAINERS:
            try:
                yield Entry(
                    origin,
                    name.removesuffix(".txt"),
                    path.stat().st_size,
                    path=path,
                    published=self._published(path),
                    encoding=self.encoding,
                )
            except OSError as error:
                yield Entry(origin, name.removesuffix(".txt"), 0, path=path, problem=Problem.of(error))
        elif suffix in (".csv", ".tsv"):
            read = partial(read_csv, path, origin, self.fields, self.max_chars, self.encoding)
            yield from self._dated(guarded(read, origin), path)
        elif suffix == ".parquet":
            yield from self._dated(guarded(partial(read_parquet, path, origin, self.fields), origin), path)
        else:
            yield from self._dated(guarded(partial(self._lines, path, origin), origin), path)

    def _lines(self, path: Path, origin: str) -> Iterator[Entry]:
        with open_bytes(path) as stream:
            yield from read_lines(stream, origin, self.fields, self.max_chars, self.encoding)

    def _stdin(self, raw: BinaryIO) -> Iterator[Entry]:
        stream = unpacked(raw)
        start = stream.peek(1 << 12).lstrip() if hasattr(stream, "peek") else b"{"
        if start.startswith(b"{"):
            yield from read_lines(stream, "-", self.fields, self.max_chars, self.encoding)
        else:
            limit = byte_limit(self.max_chars)
            data = stream.read(limit + 1)
            if len(data) > limit:
                raise too_large(f"more than {limit:,} bytes", self.max_chars)
            text, encoding = decoded(data, self.encoding)
            yield Entry("-", "-", len(data), record={"text": text}, encoding=encoding)

    def _dated(self, entries: Iterator[Entry], path: Path) -> Iterator[Entry]:
        """Give the file's date to records that have none of their own."""
        published = self._published(path)
        for entry in entries:
            record = entry.record
            if published and record is not None and record.get("published") is None and record.get("date") is None:
                record = {**record, "published": published}
            yield replace(entry, record=record)

    def _published(self, path: Path) -> str | None:
        if self.published_from == "mtime":
            return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
        return day_in_name(path.name) if self.published_from == "filename" else None


def day_in_name(name: str) -> str | None:
    """The day that a file's name tells, if it does.

    Example:
        >>> day_in_name("tass_2025-10-01_17.txt"), day_in_name("01.10.2025.txt"), day_in_name("a17.txt")
        ('2025-10-01', '2025-10-01', None)
    """
    for pattern, order in ((_ISO_DAY, (1, 2, 3)), (_RUSSIAN_DAY, (3, 2, 1))):
        for match in pattern.finditer(name):
            try:
                return date(*(int(match[group]) for group in order)).isoformat()
            except ValueError:
                continue
    return None


def _listed(folder: Path) -> Iterator[tuple[Path, bool]]:
    """What a folder holds, in the order of names. SQLite sorts the list, which may be long, and spills it to disk."""
    names = sqlite3.connect("")
    try:
        names.execute("CREATE TABLE names (name BLOB PRIMARY KEY, folder INTEGER) WITHOUT ROWID")
        with os.scandir(folder) as entries:
            names.executemany(
                "INSERT INTO names VALUES (?, ?)",
                (
                    (os.fsencode(entry.name), entry.is_dir(follow_symlinks=False))
                    for entry in entries
                    if not entry.name.startswith(".")
                ),
            )
        for name, is_folder in names.execute("SELECT name, folder FROM names ORDER BY name"):
            yield folder / os.fsdecode(name), bool(is_folder)
    finally:
        names.close()


def _first_naming(path: Path, named: dict[str, int]) -> int:
    """Which of the names on the command line is the first that takes in this file."""
    real = _real(path)
    return min(named[str(p)] for p in (real, *real.parents) if str(p) in named)


def _inside(name: str, i: int, named: dict[str, int]) -> bool:
    """Whether a folder named earlier takes in this file."""
    return any(named.get(str(parent), i) < i for parent in Path(os.path.realpath(name)).parents)


def _real(path: Path) -> Path:
    """Where a file stands, links among its folders resolved."""
    return Path(os.path.realpath(path.parent)) / path.name
