"""What changed between two runs: articles and their records, old beside new."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec

Kind = Literal["same", "added", "removed", "changed"]

LAYERS = ("times", "quantities", "entities", "facts")
_NOT_CONTENT = frozenset(("id", "rule"))
_DECODER = msgspec.json.Decoder(float_hook=Decimal)


@dataclass(frozen=True)
class Change:
    """A record of one article, as it was and as it is; ``fields`` are those that differ.

    ``what`` is the type of a fact, else the layer, or ``article``.
    """

    article: str
    what: str
    kind: Kind
    old: Mapping[str, Any] | None = None
    new: Mapping[str, Any] | None = None
    fields: tuple[str, ...] = ()


def changes(old: Path, new: Path) -> Iterator[Change]:
    """Compare two files of documents (JSON Lines), article by article; equal records are told of, too.

    Memory does not grow with the files: an index of the old one is kept by SQLite, on disk if need be.

    Raises:
        OSError: a file cannot be read.
        ValueError: a line is no document; the message names it.
    """
    with closing(sqlite3.connect("")) as index, old.open("rb") as source:
        index.execute("CREATE TABLE places (id TEXT PRIMARY KEY, place INTEGER, seen INTEGER) WITHOUT ROWID")
        index.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, 0)", _places(old))
        for id, document, _ in _documents(new):
            row = index.execute("SELECT place FROM places WHERE id = ?", (id,)).fetchone()
            if row is None:
                yield Change(id, "article", "added", new=document["article"])
                continue
            index.execute("UPDATE places SET seen = 1 WHERE id = ?", (id,))
            source.seek(row[0])
            yield from compared(id, _DECODER.decode(source.readline()), document)
        for id, place in index.execute("SELECT id, place FROM places WHERE NOT seen ORDER BY place"):
            source.seek(place)
            yield Change(id, "article", "removed", old=_DECODER.decode(source.readline())["article"])


def compared(id: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Compare two documents of one article.

    Example:
        >>> was = {"times": [{"start": 0, "end": 5, "text": "вчера", "value": None}]}
        >>> now = {"times": [{"start": 0, "end": 5, "text": "вчера", "value": "2025-05-06"}]}
        >>> [(change.what, change.kind, change.fields) for change in compared("a", was, now)]
        [('times', 'changed', ('value',))]
    """
    for layer in LAYERS:
        gone = list(old.get(layer, ()))
        fresh = []
        for record in new.get(layer, ()):
            same = next((r for r in gone if _content(r) == _content(record)), None)
            if same is None:
                fresh.append(record)
            else:
                gone.remove(same)
                yield Change(id, _what(layer, record), "same", same, record)
        for record in gone:
            other = next((r for r in fresh if _alike(record, r)), None)
            if other is None:
                yield Change(id, _what(layer, record), "removed", old=record)
            else:
                fresh.remove(other)
                one, two = _content(record), _content(other)
                fields = tuple(name for name in {**one, **two} if one.get(name) != two.get(name))
                yield Change(id, _what(layer, record), "changed", record, other, fields)
        for record in fresh:
            yield Change(id, _what(layer, record), "added", new=record)


def summary(counts: Mapping[tuple[str, Kind], int]) -> list[str]:
    """A table of how many records of each sort are the same, added, removed, changed.

    Example:
        >>> summary({("role", "added"): 2})[1].split()
        ['role', '0', '2', '0', '0']
    """
    kinds: tuple[Kind, ...] = ("same", "added", "removed", "changed")
    lines = [f"{'':<18}" + "".join(f"{kind:>9}" for kind in kinds)]
    for what in sorted({what for what, _ in counts}, key=lambda w: (w != "article", w not in LAYERS, w)):
        lines.append(f"{what:<18}" + "".join(f"{counts.get((what, kind), 0):>9,}" for kind in kinds))
    return lines


def count(found: Iterator[Change], counts: Counter[tuple[str, Kind]]) -> Iterator[Change]:
    """Count changes as they pass."""
    for change in found:
        counts[change.what, change.kind] += 1
        yield change


def _content(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _NOT_CONTENT and value is not None}


def _what(layer: str, record: Mapping[str, Any]) -> str:
    return str(record["type"]) if layer == "facts" else layer


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records are of one type and share words of the text."""
    if one.get("type") != other.get("type"):
        return False
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in _spans(one) for b in _spans(other))


def _spans(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(record["evidence"]) if "evidence" in record else [record]


def _places(path: Path) -> Iterator[tuple[str, int]]:
    for id, _, place in _documents(path):
        yield id, place


def _documents(path: Path) -> Iterator[tuple[str, dict[str, Any], int]]:
    """The documents of a file with their articles' ids and places."""
    with path.open("rb") as stream:
        place = 0
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    document = _DECODER.decode(line)
                    id = document["article"]["id"]
                except (msgspec.DecodeError, TypeError, KeyError, RecursionError):
                    raise ValueError(f"{path}:{number}: no newsfacts document") from None
                yield str(id), document, place
            place += len(line)
