"""Results for people: a table per kind of record, fitted to the terminal."""

import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import Count, Evidence, Fact, Member, Party, Place, Quantity, covering
from newsfacts.result import Result
from newsfacts.rule import Rule

_COMMON = frozenset(Fact.__struct_fields__)
_GAP = "  "
_NARROWEST = 8
_INDENT = "    "

Row = tuple[Sequence[str], Sequence[str]]  # the cells, and the lines of evidence below them


def render(result: Result, *, width: int = 100, explain: bool = False) -> str:
    """Show a result as tables: the article, each fact type, times, quantities, entities.

    Args:
        result: what was read.
        width: characters a line, at least 40.
        explain: below each fact, say which rule read it, what the rule does, and what it had to go by.
    """
    width = max(width, 40)
    return "\n".join(_lines(result, width, explain)) + "\n"


def _lines(result: Result, width: int, explain: bool) -> Iterator[str]:
    yield from _article(result, width)
    for module in fact_modules():
        facts = result.facts.of(module.name)
        if facts:
            yield from _facts(module.type, facts, result, width, explain)
    rows: list[Row]
    if result.times:
        rows = [((time.value or "?", time.kind, time.text, _span(time)), ()) for time in result.times]
        yield from _table("times", len(rows), ("value", "kind", "text", "span"), rows, width)
    if result.quantities:
        rows = [((amount(q), q.unit_type, q.text, _span(q)), ()) for q in result.quantities]
        yield from _table("quantities", len(rows), ("amount", "unit type", "text", "span"), rows, width)
    if result.entities:
        names: dict[tuple[str, str, str], dict[str, int]] = {}
        for entity in result.entities:
            texts = names.setdefault((entity.name, entity.type, entity.code or ""), {})
            texts[entity.text] = texts.get(entity.text, 0) + 1
        rows = [
            ((*key, ", ".join(text if n == 1 else f"{text} ×{n}" for text, n in texts.items())), ())
            for key, texts in names.items()
        ]
        yield from _table("entities", len(result.entities), ("name", "type", "code", "mentions"), rows, width)


def _article(result: Result, width: int) -> Iterator[str]:
    article = result.article
    if article.title:
        yield from textwrap.wrap(clean(article.title), width)
    dateline = article.dateline
    about = [
        f"id {clean(article.id)}" if article.id else "",
        f"published {article.published}" if article.published else "publication date unknown",
        f"read as {article.encoding}" if article.encoding else "",
        ", ".join(clean(part) for part in (dateline.place, dateline.date, dateline.agency) if part) if dateline else "",
    ]
    yield from textwrap.wrap(" · ".join(part for part in about if part), width)


def _facts(kind: type[Fact], facts: Sequence[Fact], result: Result, width: int, explain: bool) -> Iterator[str]:
    fields = [f for f in kind.__struct_fields__ if f not in _COMMON and any(getattr(x, f) for x in facts)]
    if any(fact.status != "actual" for fact in facts):
        fields.append("status")
    rows: list[Row] = []
    for fact in facts:
        notes = [f"«{clean(evidence.text)}» {_span(evidence)}" for evidence in fact.evidence]
        if fact.source:
            notes.append(f"source: «{clean(fact.source.text)}» {_span(fact.source)}")
        if explain:
            notes += _explanation(fact, result)
        rows.append(([show(getattr(fact, field)) for field in fields], notes))
    yield from _table(kind.plural.replace("_", " "), len(facts), fields, rows, width)


def _explanation(fact: Fact, result: Result) -> Iterator[str]:
    """The rule behind a fact, and the records it could see in the evidence."""
    known = known_rules().get(fact.rule)
    about = known.about if known else ""
    yield f"rule: {fact.rule or 'unnamed'}" + (f" ({about})" if about else "")
    for evidence in fact.evidence:
        for time in covering(result.times, evidence.start, evidence.end):
            yield f"time: «{clean(time.text)}» = {time.value or '?'}" + (f", by {time.rule}" if time.rule else "")
        for quantity in covering(result.quantities, evidence.start, evidence.end):
            by = f", by {quantity.rule}" if quantity.rule else ""
            yield f"quantity: «{clean(quantity.text)}» = {amount(quantity)}{by}"
        for entity in covering(result.entities, evidence.start, evidence.end):
            code = f" {entity.code}" if entity.code else ""
            yield f"{entity.type}: «{clean(entity.text)}» = {clean(entity.name)}{code}"


def known_rules() -> dict[str, Rule[..., Any]]:
    """The rules of all modules that are loaded, by name."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("newsfacts.")]
    return {item.name: item for module in modules for item in vars(module).values() if isinstance(item, Rule)}


def amount(of: Quantity | Count) -> str:
    """Write an amount for people: «> 14 000 человек», «5–10 %»."""
    number = _digits(of.value) if of.value is not None else f"{_digits(of.low)}–{_digits(of.high)}"
    return f"{'' if of.bound == '=' else of.bound + ' '}{number} {of.unit}"


def _digits(number: Any) -> str:
    return f"{number:,f}".replace(",", "\u202f")


def show(value: Any) -> str:
    """Write the value of a field in one cell."""
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, Count):
        return amount(value)
    if isinstance(value, Evidence):
        return clean(value.text)
    if isinstance(value, Place):
        names = [part for part in (value.city, value.country) if part]
        return clean(", ".join(names) or value.text)
    if isinstance(value, Member | Party):
        return clean(value.name) + (f" ({value.code})" if value.code else "")
    if isinstance(value, tuple | list):
        return "; ".join(show(item) for item in value)
    if isinstance(value, msgspec.Struct):
        return "; ".join(show(getattr(value, field)) for field in value.__struct_fields__ if getattr(value, field))
    return clean(str(value))


def clean(text: str) -> str:
    """Text that cannot steer a terminal: control, format and surrogate characters become blanks or «·»."""
    return "".join(
        " " if ch.isspace() else "·" if unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Co", "Cn") else ch
        for ch in text
    )


def _span(located: Any) -> str:
    return f"{located.start}:{located.end}"


def _table(name: str, count: int, columns: Sequence[str], rows: Iterable[Row], width: int) -> Iterator[str]:
    rows = list(rows)
    heads = [column.replace("_", " ") for column in columns]
    cells = [[clean(cell) for cell in row] for row, _ in rows]
    widths = _fit([max(_length(line[i]) for line in (heads, *cells)) for i in range(len(heads))], width)
    yield ""
    yield f"{name.upper()} ({count})"
    yield from _row(heads, widths)
    yield "─" * min(width, sum(widths) + len(_GAP) * (len(widths) - 1))
    for line, (_, notes) in zip(cells, rows, strict=True):
        yield from _row(line, widths)
        for note in notes:
            yield from textwrap.wrap(note, width, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ")


def _fit(wanted: list[int], width: int) -> list[int]:
    """Column widths that fit a line: the widest are narrowed first."""
    widths = list(wanted)
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, max(w, 1)) or [""] for cell, w in zip(cells, widths, strict=True)]
    for i in range(max(map(len, wrapped), default=0)):
        line = [(lines[i] if i < len(lines) else "") for lines in wrapped]
        yield _GAP.join(part + " " * (w - _length(part)) for part, w in zip(line, widths, strict=True)).rstrip()


def _length(text: str) -> int:
    """The columns that a text takes: combining marks take none, East Asian wide characters two."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)
