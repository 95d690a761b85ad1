"""Documents as tables of Arrow, pandas and polars."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from newsfacts.extras import require
from newsfacts.result import Result
from newsfacts.tables.columns import Column, Table, tables
from newsfacts.tables.rows import Document, Row, rows

_CHUNK = 10_000  # rows that are held as Python objects at once


def arrow_schema(table: str = "facts") -> Any:
    """The `pyarrow.Schema` of a table, the meanings of its columns as metadata.

    Numbers are doubles (exact up to 15 digits; JSON has all), lists compact JSON.

    Raises:
        ValueError: there is no such table.
        MissingExtraError: pyarrow is not installed.
    """
    pa = require("pyarrow", "parquet")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "json": pa.string(),
    }
    wanted = _table(table)
    fields = [
        pa.field(c.name, types[c.type], nullable=c.name != "id", metadata={"meaning": c.meaning})
        for c in wanted.columns
    ]
    return pa.schema(fields, metadata={"meaning": wanted.meaning})


def to_arrow(documents: Document | Iterable[Document], table: str = "facts") -> Any:
    """One table of many documents as a `pyarrow.Table`.

    Args:
        documents: results, or documents as dicts or lines of JSON; one or many.
        table: articles, times, quantities, entities, facts or evidence.

    Raises:
        TypeError: something else than a document is among them.
        ValueError: there is no such table.
        MissingExtraError: pyarrow is not installed.
    """
    pa = require("pyarrow", "parquet")
    schema = arrow_schema(table)
    batches = []
    pending: list[Row] = []
    for document in _many(documents):
        pending += rows(document)[table]
        if len(pending) >= _CHUNK:
            batches.append(record_batch(pending, table))
            pending = []
    if pending:
        batches.append(record_batch(pending, table))
    return pa.Table.from_batches(batches, schema)


def record_batch(rows: Iterable[Row], table: str) -> Any:
    """Rows of one table as a `pyarrow.RecordBatch`."""
    pa = require("pyarrow", "parquet")
    columns = _table(table).columns
    held = list(rows)
    arrays = [[typed(row[column.name], column) for row in held] for column in columns]
    schema = arrow_schema(table)
    return pa.RecordBatch.from_arrays([pa.array(a, f.type) for a, f in zip(arrays, schema, strict=True)], schema=schema)


def to_pandas(documents: Document | Iterable[Document], table: str = "facts") -> Any:
    """One table of many documents as a `pandas.DataFrame`; integers may be missing (``Int64``), dates are datetimes.

    Args and errors are those of `to_arrow`; pandas must be installed, too.
    """
    pd = require("pandas", "pandas")
    pa = require("pyarrow", "pandas")
    integers = {pa.int64(): pd.Int64Dtype()}
    return to_arrow(documents, table).to_pandas(types_mapper=integers.get, date_as_object=False)


def to_polars(documents: Document | Iterable[Document], table: str = "facts") -> Any:
    """One table of many documents as a `polars.DataFrame`.

    Args and errors are those of `to_arrow`; polars must be installed, too.
    """
    pl = require("polars", "polars")
    return pl.from_arrow(to_arrow(documents, table))


def typed(value: Any, column: Column) -> Any:
    """A value of a row as databases and data frames take it: numbers float, dates `date`."""
    if value is None:
        return None
    if column.type == "number":
        return float(value)
    return date.fromisoformat(value) if column.type == "date" else value


def _table(name: str) -> Table:
    try:
        return tables()[name]
    except KeyError:
        raise ValueError(f"no table {name!r}: there are {', '.join(tables())}") from None


def _many(documents: Any) -> Iterable[Document]:
    one = isinstance(documents, Result | Mapping | str | bytes)
    return [documents] if one else documents
