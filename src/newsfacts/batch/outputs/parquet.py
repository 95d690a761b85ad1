"""Parquet: one file a table, the facts under the name given."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from newsfacts.batch.outputs.base import Replaced, beside, row_groups, table_names
from newsfacts.batch.outputs.siblings import siblings
from newsfacts.extras import require
from newsfacts.tables import arrow_schema
from newsfacts.tables.frames import record_batch

_GROUP = 50_000  # rows a row group, however the rows came in


class Parquet:
    """Files of the tables; a single layer is a single file."""

    merges = False

    def __init__(self, path: Path, layers: tuple[str, ...] | None) -> None:
        require("pyarrow.parquet", "parquet")
        names = layers if layers is not None and len(layers) == 1 else table_names(layers)
        self._files = siblings(path, names)

    @property
    def files(self) -> tuple[Path, ...]:
        """One file a table."""
        return tuple(self._files.values())

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Write each file anew: the rows that stay, then those of the stage."""
        pq = require("pyarrow.parquet", "parquet")
        with ExitStack() as files:
            drafts = {name: files.enter_context(beside(path)) for name, path in self._files.items()}
            with ExitStack() as writers:
                sinks = {name: writers.enter_context(_Sink(draft, name)) for name, draft in drafts.items()}
                for name, path in self._files.items():
                    if replaced is not None and path.exists():
                        with pq.ParquetFile(path) as old:
                            for batch in old.iter_batches(1 << 13):
                                sinks[name].write(_kept(batch, name, replaced))
                for group in row_groups(stage):
                    for name, sink in sinks.items():
                        sink.write(record_batch(group[name], name))


class _Sink:
    """Writes batches as row groups of one size."""

    def __init__(self, path: Path, table: str) -> None:
        self._schema = arrow_schema(table)
        self._writer = require("pyarrow.parquet", "parquet").ParquetWriter(path, self._schema)
        self._held: list[Any] = []
        self._rows = 0

    def __enter__(self) -> "_Sink":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and self._held:
            self._writer.write_table(self._table(), _GROUP)
        self._writer.close()

    def write(self, batch: Any) -> None:
        self._held.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _GROUP:
            table = self._table()
            whole = self._rows - self._rows % _GROUP
            self._writer.write_table(table.slice(0, whole), _GROUP)
            self._held = table.slice(whole).to_batches()
            self._rows -= whole

    def _table(self) -> Any:
        return require("pyarrow", "parquet").Table.from_batches(self._held, self._schema)


def _kept(batch: Any, table: str, replaced: Replaced) -> Any:
    """The rows that stay, with the columns of today."""
    pa = require("pyarrow", "parquet")
    ids = batch.column("id" if table == "articles" else "article_id").to_pylist()
    batch = batch.filter(pa.array([not replaced(id) for id in ids], pa.bool_()))
    schema = arrow_schema(table)
    there = set(batch.schema.names)
    columns = [
        batch.column(f.name).cast(f.type) if f.name in there else pa.nulls(batch.num_rows, f.type) for f in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
