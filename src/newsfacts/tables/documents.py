"""Documents from the rows that they were written as."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import SCHEMA_VERSION
from newsfacts.tables.columns import Column, tables
from newsfacts.tables.rows import Row

_DATELINE = {"place": None, "date": None, "agency": None, "start": 0, "end": 0}
_DECODER = msgspec.json.Decoder(float_hook=Decimal)


def document(found: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """The output document of one article, from its rows in each table; what tables do not hold is null.

    Args:
        found: the rows by table, ``articles`` with its one row; evidence in the order of ``position``.

    Example:
        >>> import newsfacts
        >>> from newsfacts.tables import rows
        >>> doc = newsfacts.load()("Форум посетили более 14 тыс. человек.", id="a")
        >>> document(rows(doc))["quantities"][0]["text"]
        'более 14 тыс. человек'
    """
    [article] = found["articles"]
    read: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "article": _record(article, "articles")}
    read["article"]["id"] = article["id"]
    if "dateline" in read["article"]:  # tables do not tell where it stands
        read["article"]["dateline"] = {**_DATELINE, **read["article"]["dateline"]}
    for layer in ("times", "quantities", "entities", "facts"):
        read[layer] = [_record(row, layer) for row in found.get(layer, ())]
    read["times"] = [{"value": None} | time for time in read["times"]]
    types = {module.name: module.type for module in fact_modules()}
    evidence: dict[str, list[Any]] = {}
    for row in found.get("evidence", ()):
        evidence.setdefault(row["fact_id"], []).append(_record(row, "evidence"))
    for fact in read["facts"]:
        fact["evidence"] = evidence.get(fact["id"], [])
        read_type = types.get(fact["type"])
        for field in msgspec.structs.fields(read_type) if read_type else ():
            if field.required:
                fact.setdefault(field.name, None)
    return read


def _record(row: Row, table: str) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for column in tables()[table].columns:
        if column.path and not column.name.endswith(("first", "last")):
            value = row.get(column.name)
            if value is not None:
                _put(record, column, value)
    return record


def _put(record: dict[str, Any], column: Column, value: Any) -> None:
    *parents, last = column.path
    for step in parents:
        record = record.setdefault(step, {})
    if column.type == "json":
        value = _DECODER.decode(value)
    elif column.type == "number":
        value = Decimal(str(value))
    record[last] = value
