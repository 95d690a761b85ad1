"""The rows of one document."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from newsfacts.result import Failure, Result
from newsfacts.tables.columns import Column, Table, tables
from newsfacts.tables.days import bounds

Document = Result | Mapping[str, Any] | str | bytes
Row = dict[str, Any]

_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def rows(document: Document) -> dict[str, list[Row]]:
    """Turn a result, or the document that it was written as, into rows: one list a table.

    Dates are ISO strings, numbers `Decimal` or int, lists compact JSON. A layer that the document leaves out has no
    rows. Without an id of the caller's the article's id is a hash: of the text for a result, of the document for JSON.

    Raises:
        TypeError: it is no document.
        ValueError: it is no JSON.

    Example:
        >>> rows('{"article": {"id": "a"}, "entities": [{"start": 0, "name": "Омск"}]}')["entities"][0]["name"]
        'Омск'
    """
    record = _record(document)
    article = record["article"]
    article_id = article.get("id") or _hash_of(document, record)
    found = {name: [] for name in tables()}  # type: dict[str, list[Row]]
    columns = {name: _Reader(table) for name, table in tables().items()}
    for layer in ("times", "quantities", "entities"):
        for key, item in _keyed(article_id, layer, record.get(layer, ())):
            found[layer].append(columns[layer].row(item, id=key, article_id=article_id))
    for fact in record.get("facts", ()):
        evidence = fact["evidence"]
        given = {"article_id": article_id, "published": article.get("published")}
        found["facts"].append(columns["facts"].row(fact, evidence=evidence[0]["text"], **given))
        for position, (key, item) in enumerate(_keyed(fact["id"], "evidence", evidence)):
            given = {"id": key, "article_id": article_id, "fact_id": fact["id"], "position": position}
            found["evidence"].append(columns["evidence"].row(item, **given))
    counts = {layer: len(record.get(layer, ())) for layer in ("times", "quantities", "entities", "facts")}
    found["articles"].append(columns["articles"].row(article, id=article_id, **counts))
    return found


class _Reader:
    """Reads the columns of one table out of records."""

    def __init__(self, table: Table) -> None:
        self.names = table.names
        self.columns = [column for column in table.columns if column.path]

    def row(self, record: Mapping[str, Any], **given: Any) -> Row:
        row: Row = dict.fromkeys(self.names)
        for column in self.columns:
            row[column.name] = _value(record, column)
        row.update(given)
        return row


def _value(record: Any, column: Column) -> Any:
    value = record
    for step in column.path:
        value = value.get(step) if value is not None else None
    if value is None:
        return None
    if column.type == "json":
        return _ENCODER.encode(value).decode() if value else None
    if column.type == "date" and column.path[-1] != "published":
        return bounds(value)[0 if column.name.endswith("first") else 1]
    return value


def _record(document: Document) -> Mapping[str, Any]:
    if isinstance(document, Result):
        return document.to_dict()
    if isinstance(document, str | bytes):
        document = _DECODER.decode(document)
    if isinstance(document, Failure) or not isinstance(document, Mapping) or "article" not in document:
        raise TypeError(f"no newsfacts document: {type(document).__name__}")
    return document


def _hash_of(document: Document, record: Mapping[str, Any]) -> str:
    # As in the facts' ids, which the pipeline makes of the text where there is no id.
    whole = document.text.encode("utf-8", "surrogatepass") if isinstance(document, Result) else _ENCODER.encode(record)
    return sha256(whole).hexdigest()[:16]


def _keyed(owner: str, what: str, items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give each item the hash of its owner and span, and of its number among those of one span."""
    seen: dict[tuple[int, int], int] = {}
    for item in items:
        span = item.get("start", 0), item.get("end", 0)
        seen[span] = number = seen.get(span, -1) + 1
        name = f"{owner}\n{what}\n{span[0]}\n{span[1]}\n{number}"
        yield sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16], item
