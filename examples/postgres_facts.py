"""PostgreSQL: articles from a folder into tables, upserted on the rows' ids.

    pip install 'newsfacts[postgres]'
    python examples/postgres_facts.py 'postgresql://localhost/news' news/

Run it as often as you like: a row that is there is updated, what an article no longer states is deleted.
"""

import sys
from pathlib import Path

import psycopg

import newsfacts
from newsfacts.adapters.postgres import create_tables, save
from newsfacts.files import decode
from newsfacts.result import Failure


def main(address: str, folder: str) -> None:
    """Read the articles and save what they state."""
    records = ({"id": path.stem, "text": decode(path.read_bytes())} for path in sorted(Path(folder).glob("*.txt")))
    read = newsfacts.load().pipe(records, on_error="record")
    with psycopg.connect(address) as connection:
        create_tables(connection)
        print(save(connection, (doc for doc in read if not isinstance(doc, Failure))), "articles saved")


if __name__ == "__main__":
    main(*sys.argv[1:])
