"""DuckDB: the tables in one file; articles read again replace what was there of them."""

from contextlib import closing
from pathlib import Path
from typing import Any

from newsfacts.batch.outputs.base import Replaced, beside, lines, row_groups, table_names
from newsfacts.batch.outputs.jsonl import article_id
from newsfacts.extras import require
from newsfacts.tables import tables
from newsfacts.tables.frames import record_batch

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "json": "JSON"}


class DuckDb:
    """A database of its own, or tables in one that has others. Rows are unique by construction: no index is held."""

    merges = True

    def __init__(self, path: Path, layers: tuple[str, ...] | None) -> None:
        self._duckdb = require("duckdb", "duckdb")
        require("pyarrow", "duckdb")
        self._path = path
        self._tables = table_names(layers)

    @property
    def files(self) -> tuple[Path, ...]:
        """The database."""
        return (self._path,)

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Build the database beside its place, or change the one there in one transaction."""
        if replaced is None:
            with beside(self._path, ".wal") as draft:
                self._insert(draft, stage, replace=False)
        else:
            self._insert(self._path, stage, replace=True)

    def _insert(self, path: Path, stage: Path, *, replace: bool) -> None:
        with closing(self._duckdb.connect(str(path))) as database:
            database.execute("BEGIN")
            for name in self._tables:
                self._prepare(database, name)
            if replace:
                self._delete(database, stage)
            for group in row_groups(stage):
                for name in self._tables:
                    database.register("fresh", record_batch(group[name], name))
                    database.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM fresh')
                    database.unregister("fresh")
            database.execute("COMMIT")

    def _prepare(self, database: Any, name: str) -> None:
        columns = tables()[name].columns
        told = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in columns)
        database.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({told})')
        for column in columns:
            database.execute(f'ALTER TABLE "{name}" ADD COLUMN IF NOT EXISTS "{column.name}" {_TYPES[column.type]}')

    def _delete(self, database: Any, stage: Path) -> None:
        pa = require("pyarrow", "duckdb")
        database.execute("CREATE TEMP TABLE renewed (id VARCHAR)")
        ids: list[str | None] = []
        for line in lines(stage):
            ids.append(article_id(line))
            if len(ids) == 10_000:
                self._renew(database, pa, ids)
                ids = []
        self._renew(database, pa, ids)
        for name in self._tables:
            key = "id" if name == "articles" else "article_id"
            database.execute(f'DELETE FROM "{name}" WHERE {key} IN (SELECT id FROM renewed)')

    def _renew(self, database: Any, pa: Any, ids: list[str | None]) -> None:
        database.register("fresh", pa.table({"id": pa.array(ids, pa.string())}))
        database.execute("INSERT INTO renewed SELECT * FROM fresh")
        database.unregister("fresh")
