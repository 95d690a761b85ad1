"""SQLite: the tables in one file; articles read again replace what was there of them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsfacts.batch.outputs.base import Replaced, beside, row_groups, table_names
from newsfacts.tables import Column, Row, tables

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "json": "TEXT"}


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A database of its own, or tables in one that has others."""

    path: Path
    layers: tuple[str, ...] | None = None
    merges: bool = True

    @property
    def files(self) -> tuple[Path, ...]:
        """The database."""
        return (self.path,)

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Build the database beside its place, or change the one there in one transaction."""
        if replaced is None:
            with beside(self.path, "-journal") as draft:
                self._insert(draft, stage, replace=False)
        else:
            self._insert(self.path, stage, replace=True)

    def _insert(self, path: Path, stage: Path, *, replace: bool) -> None:
        names = table_names(self.layers)
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            for name in names:
                _prepare(database, name)
            for group in row_groups(stage):
                if replace:
                    ids = [(article["id"],) for article in group["articles"]]
                    for name in names:
                        key = "id" if name == "articles" else "article_id"
                        database.executemany(f'DELETE FROM "{name}" WHERE {key} = ?', ids)
                for name in names:
                    columns = tables()[name].columns
                    places = ", ".join("?" * len(columns))
                    listed = ", ".join(f'"{column.name}"' for column in columns)
                    database.executemany(
                        f'INSERT OR REPLACE INTO "{name}" ({listed}) VALUES ({places})',
                        (_values(row, columns) for row in group[name]),
                    )
            database.execute("COMMIT")


def _prepare(database: sqlite3.Connection, name: str) -> None:
    """Make the table, or add to an older one the columns that it lacks."""
    columns = tables()[name].columns
    told = ", ".join(f'"{c.name}" {_TYPES[c.type]}{" PRIMARY KEY" if c.name == "id" else ""}' for c in columns)
    database.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({told})')
    there = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
    for column in columns:
        if column.name not in there:
            database.execute(f'ALTER TABLE "{name}" ADD COLUMN "{column.name}" {_TYPES[column.type]}')
    for key in ("article_id", "fact_id"):
        if key in tables()[name].names:
            database.execute(f'CREATE INDEX IF NOT EXISTS "{name}_{key}" ON "{name}" ({key})')


def _values(row: Row, columns: tuple[Column, ...]) -> list[Any]:
    return [float(row[c.name]) if c.type == "number" and row[c.name] is not None else row[c.name] for c in columns]
