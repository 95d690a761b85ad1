"""Results as flat tables: articles, times, quantities, entities, facts, evidence.

`tables` holds the columns, `rows` makes the rows of one document, `to_arrow`, `to_pandas` and `to_polars` those of
many. Every table has a text column ``id``, unique and the same on every run, so that a load can replace what it has.

Example:
    >>> import newsfacts
    >>> doc = newsfacts.load()("Форум посетили более 14 тыс. человек.", id="a")
    >>> [(row["article_id"], row["unit"], row["value"]) for row in rows(doc)["quantities"]]
    [('a', 'человек', Decimal('14000'))]
"""

from newsfacts.tables.columns import Column, ColumnType, Table, schema, tables
from newsfacts.tables.days import bounds
from newsfacts.tables.documents import document
from newsfacts.tables.frames import arrow_schema, to_arrow, to_pandas, to_polars
from newsfacts.tables.rows import Document, Row, rows

__all__ = [
    "Column",
    "ColumnType",
    "Document",
    "Row",
    "Table",
    "arrow_schema",
    "bounds",
    "document",
    "rows",
    "schema",
    "tables",
    "to_arrow",
    "to_pandas",
    "to_polars",
]
