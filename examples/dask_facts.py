"""Dask: articles in Parquet to facts in Parquet, on all cores or on a cluster of Dask workers.

    pip install 'newsfacts[dask]'
    python examples/dask_facts.py articles.parquet facts/

Why Dask and not Ray Data: it is a plain Python package of 2 MB that needs no server, no shared memory and no open
ports on one machine, runs on every Python that newsfacts runs on, and its partitions are files, so a failed one is
simply read again. Under Ray Data the same function works: ``dataset.map_batches(facts_of, batch_format="pyarrow")``.
"""

import sys
from pathlib import Path

import dask
import pyarrow as pa
import pyarrow.parquet as pq

from newsfacts.adapters.arrow import document_schema, read_batches, table_batches
from newsfacts.tables import arrow_schema

ROWS = 200  # articles a task


def facts_of(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Read a partition in a worker: its facts, and its failures."""
    documents = list(read_batches(iter(articles.to_batches(64))))
    facts = pa.Table.from_batches(table_batches(iter(documents), "facts"), arrow_schema("facts"))
    read = pa.Table.from_batches(documents, document_schema())
    return facts, read.filter(read.column("document").is_null()).drop_columns(["document"])


@dask.delayed
def partition(source: str, number: int, target: str) -> tuple[int, int]:
    """Read rows ``number * ROWS`` on, write them under the partition's name, count."""
    articles = pq.read_table(source).slice(number * ROWS, ROWS)
    facts, failures = facts_of(articles)
    pq.write_table(facts, f"{target}/facts-{number:05}.parquet")
    pq.write_table(failures, f"{target}/failures-{number:05}.parquet")
    return articles.num_rows, failures.num_rows


def main(source: str, target: str) -> None:
    """Split the articles, read the parts in processes, reconcile."""
    Path(target).mkdir(parents=True, exist_ok=True)
    parts = -(-pq.read_metadata(source).num_rows // ROWS)
    counts = dask.compute(*(partition(source, i, target) for i in range(parts)), scheduler="processes")
    articles, failures = (sum(column) for column in zip(*counts, strict=True))
    print(f"{articles} articles = {articles - failures} results + {failures} failures")


if __name__ == "__main__":
    main(*sys.argv[1:])
