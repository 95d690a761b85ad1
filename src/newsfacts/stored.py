"""Results that a run left behind, read again: JSON documents, JSON Lines."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from newsfacts.files import decode
from newsfacts.result import Result

SUFFIXES = (".jsonl", ".json")


def read_results(path: Path, articles: Mapping[str, Path] | None = None) -> Iterator[Result]:
    """The results in a file: one output document, an array of them, or one a line; in a folder, of all such files.

    Args:
        path: a ``.jsonl`` or ``.json`` file, or a folder.
        articles: the files of the articles by id; the results of those that are not there have no text.

    Raises:
        OSError: a file cannot be read.
        ValueError: it holds something else; the message names the line.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in SUFFIXES and not file.name.endswith(".errors.jsonl"):
                yield from read_results(file, articles)
        return
    for number, document in _documents(path):
        try:
            if not isinstance(document, dict):
                raise ValueError("no output document")
            yield _with_text(document, articles or {})
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from None


def article_files(folder: Path) -> dict[str, Path]:
    """The article files in a folder, by the id that reading them gives."""
    return {file.stem: file for file in sorted(folder.rglob("*.txt"))}


def _with_text(document: dict[str, Any], articles: Mapping[str, Path]) -> Result:
    known = (document.get("article") or {}).get("id")
    file = articles.get(known) if isinstance(known, str) else None
    return Result.from_dict(document, decode(file.read_bytes()) if file else "")


def _documents(path: Path) -> Iterator[tuple[int, Any]]:
    """The documents of a file, with the numbers of their lines."""
    if path.suffix == ".json":
        whole = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        yield from ((n, one) for n, one in enumerate(whole if isinstance(whole, list) else [whole], 1))
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield number, json.loads(line, parse_float=Decimal)
                except json.JSONDecodeError as error:
                    raise ValueError(f"{path}:{number}: no JSON: {error.msg}") from None
