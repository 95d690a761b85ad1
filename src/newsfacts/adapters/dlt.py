"""dlt: documents as a source whose tables are merged on the rows' ids."""

from collections.abc import Iterable, Iterator
from typing import Any

from newsfacts.extras import require
from newsfacts.tables import Document, rows, tables
from newsfacts.tables.frames import typed

_TYPES = {"text": "text", "integer": "bigint", "number": "double", "date": "date", "json": "text"}


def facts_source(documents: Iterable[Document], *, chunk: int = 500) -> Any:
    """A dlt resource that feeds all tables; rows of articles that come again replace the earlier ones.

    Args:
        documents: results, or documents as dicts or JSON.
        chunk: documents whose rows are handed over at once.

    Raises:
        MissingExtraError: dlt is not installed.
    """
    dlt = require("dlt", "dlt")

    def feed() -> Iterator[Any]:
        held: dict[str, list[dict[str, Any]]] = {name: [] for name in tables()}
        for number, document in enumerate(documents, 1):
            for name, found in rows(document).items():
                columns = tables()[name].columns
                held[name] += [{c.name: typed(row[c.name], c) for c in columns} for row in found]
            if number % chunk == 0:
                yield from _handed(dlt, held)
        yield from _handed(dlt, held)

    return dlt.resource(feed, name="newsfacts")


def _handed(dlt: Any, held: dict[str, list[dict[str, Any]]]) -> Iterator[Any]:
    for name, found in held.items():
        hints = dlt.mark.make_hints(
            table_name=name,
            write_disposition="merge",
            primary_key="id",
            merge_key="id" if name == "articles" else "article_id",
            columns=[{"name": c.name, "data_type": _TYPES[c.type]} for c in tables()[name].columns],
        )
        if found:
            yield dlt.mark.with_hints(found, hints, create_table_variant=True)
    for found in held.values():
        found.clear()
