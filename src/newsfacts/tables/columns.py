"""What the tables hold: columns with types and meanings. The fields of facts come from the fact types."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import SCHEMA_VERSION, Evidence

ColumnType = Literal["text", "integer", "number", "date", "json"]

# Words that SQL keeps for itself get names of their own.
_RENAMED = {"start": "start_char", "end": "end_char", "of": "of_what"}
_EDTF = frozenset(("when", "period", "base"))

_MEANINGS = {
    "start_char": "Offset of the first character, in Unicode code points of the article's text.",
    "end_char": "Offset after the last character.",
    "text": "The words of the article.",
    "rule": "The rule that read it.",
    "bound": "= exactly, > more than, >= at least, < less, <= at most, ~ about.",
    "unit": "The counted noun, an ISO 4217 currency, % or pp, or a UCUM unit.",
    "value": "The number; null for a range.",
    "low": "The lower end of a range.",
    "high": "The upper end of a range.",
    "kind": "What it is: выставка, memorandum, компания and the like.",
    "stage": "signed, agreed, planned, negotiated, terminated or refused.",
    "parties": "Those bound by it: name, type, code.",
    "subject": "What it is about, in the article's words.",
    "city": "The city named.",
    "country": "The country's ISO 3166-1 alpha-2 code.",
    "event": "The gathering it belongs to.",
    "of_what": "The thing whose area it is.",
    "audience": "What the people are called.",
    "members": "Who they are or where they are from: name, code.",
    "role": "What came from these countries.",
    "name": "The name in the nominative.",
    "aliases": "Other names.",
    "parent": "The gathering it is part of.",
    "person": "The person's name.",
    "position": "The post, without the body.",
    "organization": "The body the post belongs to.",
    "code": "ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a region of Russia.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``path`` leads to its value in the record of the JSON document; empty where it is worked out."""

    name: str
    type: ColumnType
    meaning: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its key is the column ``id``."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """The six tables by name.

    Example:
        >>> list(tables())
        ['articles', 'times', 'quantities', 'entities', 'facts', 'evidence']
    """
    article = Column("article_id", "text", "The article: articles.id.")
    found = (
        Table("articles", "One row an article.", tuple(_article())),
        Table(
            "times",
            "Every expression of calendar time.",
            (
                _id("time"),
                article,
                *_plain("text", "start", "end"),
                Column("kind", "text", "date, datetime, interval or duration.", ("kind",)),
                *_edtf("value", "", ("value",)),
                *_plain("rule"),
            ),
        ),
        Table(
            "quantities",
            "Every number that counts or measures.",
            (
                _id("quantity"),
                article,
                *_plain("text", "start", "end", "bound", "value", "low", "high", "unit"),
                Column("unit_type", "text", "count, money, percent, ratio, area, mass and the like.", ("unit_type",)),
                *_plain("rule"),
            ),
        ),
        Table(
            "entities",
            "Every mention of a name.",
            (
                _id("mention"),
                article,
                Column("entity_id", "text", "Shared by the mentions of one thing in the article.", ("id",)),
                *_plain("text", "start", "end"),
                Column("type", "text", "person, organization, country, region, location or event.", ("type",)),
                *_plain("name", "code"),
            ),
        ),
        Table("facts", "One row a fact; columns of other types are null.", (*_fact(article), *_fact_fields())),
        Table(
            "evidence",
            "The stretches of text that state a fact: one or more rows a fact.",
            (
                _id("piece of evidence"),
                article,
                Column("fact_id", "text", "The fact: facts.id."),
                Column("position", "integer", "0 for the fact's first piece of evidence."),
                *_plain("text", "start", "end"),
            ),
        ),
    )
    return {table.name: table for table in found}


def schema() -> dict[str, Any]:
    """The tables as plain data, to publish or to store: names, types and meanings of all columns.

    Example:
        >>> schema()["tables"]["evidence"]["columns"][2]
        {'name': 'fact_id', 'type': 'text', 'meaning': 'The fact: facts.id.'}
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tables": {
            table.name: {
                "meaning": table.meaning,
                "key": ["id"],
                "columns": [{"name": c.name, "type": c.type, "meaning": c.meaning} for c in table.columns],
            }
            for table in tables().values()
        },
    }


def _id(what: str) -> Column:
    return Column("id", "text", f"Key of the {what}: 16 hexadecimal digits, the same on every run.")


def _plain(*fields: str) -> Iterator[Column]:
    for field in fields:
        name = _RENAMED.get(field, field)
        kind: ColumnType = "integer" if name.endswith("_char") else "text"
        kind = "number" if field in ("value", "low", "high") else kind
        yield Column(name, kind, _MEANINGS[name], (field,))


def _article() -> Iterator[Column]:
    yield Column("id", "text", "The caller's id, else a hash of the text.")
    yield Column("title", "text", "The headline.", ("title",))
    yield Column("published", "date", "The day that relative dates start from.", ("published",))
    for field, kind, meaning in (
        ("place", "text", "Where the agency wrote."),
        ("date", "text", "The dateline's day, EDTF."),
        ("agency", "text", "The agency."),
    ):
        yield Column(f"dateline_{field}", kind, meaning, ("dateline", field))  # type: ignore[arg-type]
    yield Column("text", "text", "The article, where the document carries it.", ("text",))
    for layer in ("times", "quantities", "entities", "facts"):
        yield Column(layer, "integer", f"How many {layer} were read.")


def _fact(article: Column) -> Iterator[Column]:
    yield Column("id", "text", "Key of the fact: the same article and fact give the same id on every run.", ("id",))
    yield article
    yield Column("published", "date", "articles.published.")
    yield Column("type", "text", ", ".join(module.name for module in fact_modules()) + ".", ("type",))
    yield Column("status", "text", "actual, planned or denied.", ("status",))
    yield Column("evidence", "text", "The first piece of evidence; the table evidence has all.")
    yield from _flat("source", Evidence, ("source",), "Who said it")
    yield Column("rule", "text", _MEANINGS["rule"], ("rule",))


def _fact_fields() -> Iterator[Column]:
    found: dict[str, Column] = {}
    users: dict[str, list[str]] = {}
    common = {"evidence", "status", "source", "id", "rule"}
    for module in fact_modules():
        hints = get_type_hints(module.type)
        for field in module.type.__struct_fields__:
            if field in common:
                continue
            for column in _flat(field, hints[field], (field,), ""):
                known = found.setdefault(column.name, column)
                if known.type != column.type:
                    raise TypeError(
                        f"facts.{column.name} is {known.type} in {users[column.name][0]}, "
                        f"{column.type} in {module.name}: name one of them anew"
                    )
                users.setdefault(column.name, []).append(module.name)
    for name, column in found.items():
        yield Column(name, column.type, f"Of {', '.join(users[name])}: {column.meaning}", column.path)


def _flat(name: str, hint: Any, path: tuple[str, ...], meaning: str) -> Iterator[Column]:
    """The columns of one field: a record inside a record is spread out, a list stays one column of JSON."""
    kind = _inner(hint)
    column = _RENAMED.get(name, name)
    if path[-1] in _EDTF and kind is str:
        yield from _edtf(f"{column}_value", f"{column}_", path)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        for field in kind.__struct_fields__:
            inner = _RENAMED.get(field, field)
            yield from _flat(f"{column}_{inner}", hints[field], (*path, field), meaning)
    else:
        told = _MEANINGS.get(_RENAMED.get(path[-1], path[-1]), f"{' '.join(path)}.")
        yield Column(column, _column_type(kind), f"{meaning}: {told}" if meaning else told, path)


def _edtf(name: str, prefix: str, path: tuple[str, ...]) -> Iterator[Column]:
    yield Column(name, "text", f"{' '.join(path)}: EDTF level 0-1, or an ISO 8601 duration.", path)
    yield Column(f"{prefix}first", "date", "Its first day, where it has one.", path)
    yield Column(f"{prefix}last", "date", "Its last day, where it has one.", path)


def _inner(hint: Any) -> Any:
    """The type itself, of ``X | None``."""
    if get_origin(hint) in (Union, UnionType):
        [hint] = [kind for kind in get_args(hint) if kind is not type(None)]
    return str if get_origin(hint) is Literal else hint


def _column_type(kind: Any) -> ColumnType:
    if get_origin(kind) in (tuple, list, dict):
        return "json"
    if kind is Decimal or kind is float:
        return "number"
    return "integer" if kind in (int, bool) else "text"
