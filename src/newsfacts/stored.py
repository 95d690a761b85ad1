"""Results that a run left behind, read again: JSON documents, JSON Lines."""

import codecs
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from newsfacts.files import decoded
from newsfacts.result import Result
from newsfacts.tables import document, tables

SUFFIXES = (".jsonl", ".json", ".sqlite")


def read_results(path: Path, articles: Mapping[str, Path] | None = None) -> Iterator[Result]:
    """The results in a file: one output document, an array of them, one a line, or tables; in a folder, of all such.

    Args:
        path: a ``.jsonl``, ``.json`` or ``.sqlite`` file, or a folder.
        articles: the files of the articles by id; without its file a result has the text that the document carries
            (``batch --with-text``), or none.

    Raises:
        OSError: a file cannot be read.
        ValueError: it holds something else; the message names the line.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in SUFFIXES and not file.name.endswith(".errors.jsonl"):
                yield from read_results(file, articles)
        return
    for number, found in _documents(path):
        try:
            if not isinstance(found, dict):
                raise ValueError("no output document")
            yield _with_text(found, articles or {})
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from None


def article_files(folder: Path) -> dict[str, Path]:
    """The article files in a folder, by the ids that reading them gives: the path in it, and the bare name."""
    files = sorted(folder.rglob("*.txt"))
    paths = {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}
    return {file.stem: file for file in files} | paths


def _with_text(document: dict[str, Any], articles: Mapping[str, Path]) -> Result:
    article = document.get("article")
    article = article if isinstance(article, dict) else {}
    known = article.get("id")
    file = articles.get(known) if isinstance(known, str) else None
    text = decoded(file.read_bytes(), _encoding(article)).text if file else article.get("text")
    return Result.from_dict(document, text if isinstance(text, str) else "")


def _encoding(article: Mapping[str, Any]) -> str | None:
    """What the article's file was read as, where the result tells: it may have been forced."""
    name = article.get("encoding")
    try:
        return codecs.lookup(name).name if isinstance(name, str) else None
    except LookupError:
        raise ValueError(f"{name!r} is no encoding that Python knows") from None


def _documents(path: Path) -> Iterator[tuple[int, Any]]:
    """The documents of a file, with the numbers of their lines."""
    if path.suffix == ".sqlite":
        yield from enumerate(_from_tables(path), 1)
        return
    if path.suffix == ".json":
        try:
            whole = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}:{error.lineno}: no JSON: {error.msg}") from None
        except RecursionError:
            raise ValueError(f"{path}: JSON nested too deeply") from None
        yield from ((n, one) for n, one in enumerate(whole if isinstance(whole, list) else [whole], 1))
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield number, json.loads(line, parse_float=Decimal)
                except json.JSONDecodeError as error:
                    raise ValueError(f"{path}:{number}: no JSON: {error.msg}") from None
                except RecursionError:
                    raise ValueError(f"{path}:{number}: JSON nested too deeply") from None


def _from_tables(path: Path) -> Iterator[dict[str, Any]]:
    """The documents that a database's tables tell of, in the order they were stored."""
    order = {"facts": "rowid", "evidence": "fact_id, position"}
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        try:
            there = {row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "articles" not in there:
                raise ValueError(f"{path}: no table of articles in it")
            for article in database.execute("SELECT * FROM articles ORDER BY rowid"):
                found = {"articles": [dict(article)]}
                for table in there & tables().keys() - {"articles"}:
                    by = order.get(table, "start_char, end_char")
                    query = f"SELECT * FROM {table} WHERE article_id = ? ORDER BY {by}"
                    found[table] = [dict(row) for row in database.execute(query, (article["id"],))]
                yield document(found)
        except sqlite3.Error as error:
            raise ValueError(f"{path}: {error}") from None
