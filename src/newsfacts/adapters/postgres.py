"""PostgreSQL: the tables in a schema, upserted with psycopg."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from newsfacts.extras import require
from newsfacts.tables import Document, Row, rows, tables

_TYPES = {"text": "text", "integer": "bigint", "number": "numeric", "date": "date", "json": "jsonb"}


def create_tables(connection: Any, schema: str = "newsfacts") -> None:
    """Make the schema and its tables where they are missing, and add columns that older ones lack.

    Raises:
        MissingExtraError: psycopg is not installed.
    """
    sql = require("psycopg.sql", "postgres")
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        for table in tables().values():
            name = sql.Identifier(schema, table.name)
            cursor.execute(sql.SQL("CREATE TABLE IF NOT EXISTS {} (id text PRIMARY KEY)").format(name))
            for column in table.columns:
                adding = sql.SQL("ALTER TABLE {} ADD COLUMN IF NOT EXISTS {} {}")
                kind = sql.SQL(_TYPES[column.type])
                cursor.execute(adding.format(name, sql.Identifier(column.name), kind))
            if "article_id" in table.names:
                index = sql.Identifier(f"{table.name}_article")
                cursor.execute(sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} (article_id)").format(index, name))


def save(connection: Any, documents: Iterable[Document], schema: str = "newsfacts", *, chunk: int = 500) -> int:
    """Upsert the rows of documents; what an article no longer has is deleted. One transaction a chunk.

    Args:
        connection: a psycopg connection; `create_tables` has made the tables.
        documents: results, or documents as dicts or JSON.
        schema: where the tables are.
        chunk: documents a transaction.

    Returns:
        How many documents were saved.

    Raises:
        MissingExtraError: psycopg is not installed.
    """
    source = iter(documents)
    saved = 0
    while held := [rows(document) for document in islice(source, chunk)]:
        with connection.transaction(), connection.cursor() as cursor:
            for name in tables():
                _upsert(cursor, schema, name, [row for found in held for row in found[name]], held)
        saved += len(held)
    return saved


def _upsert(cursor: Any, schema: str, name: str, found: list[Row], held: list[dict[str, list[Row]]]) -> None:
    sql = require("psycopg.sql", "postgres")
    table = sql.Identifier(schema, name)
    if name != "articles":
        articles = [article["id"] for document in held for article in document["articles"]]
        stay = [row["id"] for row in found]
        stale = sql.SQL("DELETE FROM {} WHERE article_id = ANY(%s) AND id <> ALL(%s)").format(table)
        cursor.execute(stale, (articles, stay))
    names = tables()[name].names
    upsert = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}").format(
        table,
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join([sql.Placeholder()] * len(names)),
        sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(n)) for n in names if n != "id"),
    )
    cursor.executemany(upsert, [[row[name] for name in names] for row in found])
