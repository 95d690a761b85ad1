"""CSV: one row a fact, for spreadsheets; other layers stand in files of their own beside it."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from newsfacts.batch.outputs.base import Replaced, beside, row_groups
from newsfacts.batch.outputs.siblings import siblings
from newsfacts.tables import Column, Row, tables

_TITLE = Column("title", "text", "The article's headline.")


@dataclass(frozen=True, slots=True)
class Csv:
    """A file a layer. ``excel``: semicolons, decimal commas, lists in words, a byte order mark, no formulas."""

    path: Path
    layers: tuple[str, ...]
    excel: bool = False
    merges: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """One file a layer."""
        return tuple(siblings(self.path, self.layers).values())

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Write each file anew: the rows that stay, then those of the stage."""
        for layer, path in siblings(self.path, self.layers).items():
            with (
                beside(path) as draft,
                draft.open("w", encoding="utf-8-sig" if self.excel else "utf-8", newline="") as f,
            ):
                columns = _columns(layer)
                names = [column.name for column in columns]
                sink = csv.DictWriter(
                    f, names, delimiter=";" if self.excel else ",", lineterminator="\r\n" if self.excel else "\n"
                )
                sink.writeheader()
                if replaced is not None and path.exists():
                    sink.writerows(self._kept(path, names, replaced))
                for group in row_groups(stage):
                    titles = {article["id"]: article["title"] for article in group["articles"]}
                    for row in group[layer]:
                        sink.writerow(self._cells({**row, "title": titles[row["article_id"]]}, columns))

    def _kept(self, path: Path, names: list[str], replaced: Replaced) -> Iterable[dict[str, str]]:
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8-sig", newline="") as source:
            for row in csv.DictReader(source, delimiter=";" if self.excel else ","):
                if not replaced(row["article_id"]):
                    yield {name: row.get(name, "") for name in names}

    def _cells(self, row: Row, columns: tuple[Column, ...]) -> dict[str, str]:
        write = _excel if self.excel else _plain
        return {column.name: write(row[column.name], column) for column in columns}


def _columns(layer: str) -> tuple[Column, ...]:
    first, *others = tables()[layer].columns
    return first, _TITLE, *others


def _plain(value: Any, column: Column) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _excel(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if column.type == "number":
        return _plain(value, column).replace(".", ",")
    if column.type == "json":
        items = json.loads(value)
        return "; ".join(str(item.get("name", item) if isinstance(item, dict) else item) for item in items)
    told = str(value)
    return f"'{told}" if told[:1] in "=+-@\t" and len(told) > 1 else told
