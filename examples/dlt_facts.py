"""dlt: documents of a batch into DuckDB (or any of dlt's destinations), merged on the rows' ids.

    pip install 'newsfacts[dlt]'
    newsfacts batch news/ -o facts.jsonl
    python examples/dlt_facts.py facts.jsonl facts.duckdb

Run it again after ``newsfacts batch … --incremental``: rows that are there are replaced, none is doubled.
"""

import sys
from pathlib import Path

import dlt

from newsfacts.adapters.dlt import facts_source


def main(documents: str, database: str) -> None:
    """Load a file of documents."""
    pipeline = dlt.pipeline(
        "newsfacts", destination=dlt.destinations.duckdb(database), dataset_name="news", pipelines_dir=f"{database}.dlt"
    )
    with Path(documents).open("rb") as lines:
        print(pipeline.run(facts_source(lines)))


if __name__ == "__main__":
    main(*sys.argv[1:])
