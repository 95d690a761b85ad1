"""Batches of Arrow in, batches of Arrow out: what Spark's ``mapInArrow``, Dask and Ray call in their workers.

Two steps, so that each article is read once, whatever tables are wanted: `read_batches` makes documents of articles,
`table_batches` rows of documents. The models are loaded once in each worker process.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from newsfacts.extras import require
from newsfacts.pipeline import Pipeline
from newsfacts.result import Failure
from newsfacts.tables import rows
from newsfacts.tables.frames import record_batch

_FIELDS = ("text", "id", "title", "published")


def document_schema() -> Any:
    """The `pyarrow.Schema` of documents: id, document (JSON; null where reading failed), error, reason."""
    pa = require("pyarrow", "parquet")
    return pa.schema([(name, pa.string()) for name in ("id", "document", "error", "reason")])


def read_batches(
    batches: Iterator[Any], *, fields: Mapping[str, str] | None = None, experimental: bool = False
) -> Iterator[Any]:
    """Read the articles in record batches; each row becomes one row, a result or a failure.

    Args:
        batches: with the columns text and perhaps id, title, published; further ones are left alone.
        fields: our names to those of the columns, where they differ.
        experimental: look for experimental fact types, too.
    """
    pa = require("pyarrow", "parquet")
    pipeline = _pipeline(experimental)
    for batch in batches:
        named = {field: (fields or {}).get(field, field) for field in _FIELDS}
        columns = {field: batch.column(name).to_pylist() for field, name in named.items() if name in batch.schema.names}
        records = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        read: list[tuple[Any, ...]] = []
        for record, doc in zip(records, pipeline.pipe(records, on_error="record"), strict=True):
            if isinstance(doc, Failure):
                read.append((record.get("id"), None, doc.error, doc.reason))
            else:
                read.append((doc.article.id, doc.to_json(), None, None))
        told = zip(*read, strict=True) if read else [()] * 4
        arrays = [pa.array([None if v is None else str(v) for v in column], pa.string()) for column in told]
        yield pa.RecordBatch.from_arrays(arrays, schema=document_schema())


def table_batches(batches: Iterator[Any], table: str = "facts") -> Iterator[Any]:
    """The rows of one table, of the documents that `read_batches` made; failures have none."""
    for batch in batches:
        documents = batch.column("document").to_pylist()
        yield record_batch([row for document in documents if document for row in rows(document)[table]], table)


@lru_cache(maxsize=2)
def _pipeline(experimental: bool) -> Pipeline:
    return Pipeline(experimental=experimental)
