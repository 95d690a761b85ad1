"""One statement, one fact: equal facts become one with several pieces of evidence, and get their stable id."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from newsfacts.model import Evidence, Fact, jsonable

_NOT_CONTENT = frozenset(("id", "evidence", "source", "rule"))


def identity(fact: Fact, article_id: str) -> str:
    """Hash the article and the normalised content of a fact (not its evidence) to 16 hexadecimal digits."""
    content = {k: v for k, v in jsonable(fact).items() if k not in _NOT_CONTENT}
    return sha256(f"{article_id}\n{_canonical(content)}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{k}:{_canonical(v)}" for k, v in sorted(value.items()) if v is not None) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_canonical(v) for v in value) + "]"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _key(fact: Fact) -> str:
    content = jsonable(fact)
    return _canonical([content["type"], content["status"], *(_fold(_at(content, k)) for k in fact.key)])


def _at(content: Any, path: str) -> Any:
    """The value at a dotted path."""
    for key in path.split("."):
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _fold(value: Any) -> Any:
    return value.casefold().replace("ё", "е") if isinstance(value, str) else value


def _united(statements: Sequence[Fact]) -> Fact:
    """Join the statements of one fact: all evidence; each field from the first that has it."""
    first, *others = statements
    if not others:
        return first
    changes: dict[str, Any] = {
        name: theirs
        for name in first.__struct_fields__
        if not getattr(first, name) and (theirs := next(filter(None, (getattr(o, name) for o in others)), None))
    }
    spans = {(e.start, e.end): e for statement in statements for e in statement.evidence}
    changes["evidence"] = tuple(spans[k] for k in sorted(spans))
    return msgspec.structs.replace(first, **changes)


def merge(facts: Iterable[Fact], article_id: str) -> tuple[Fact, ...]:
    """Unite equal facts, give each its id, and put them in text order."""
    told: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=_position):
        told.setdefault(_key(fact), []).append(fact)
    united = sorted(map(_united, told.values()), key=_position)
    return tuple(msgspec.structs.replace(fact, id=identity(fact, article_id)) for fact in united)


def _position(fact: Fact) -> tuple[int, int, str]:
    first: Evidence = min(fact.evidence, key=lambda e: (e.start, e.end))
    return first.start, first.end, fact.type
