"""How much of a gold document was read: true positives, false positives and misses, by layer."""

import calendar
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from newsfacts.analysis.morphology import parses

Record = dict[str, Any]
LAYERS = ("times", "quantities", "facts")


def words(name: str | None) -> frozenset[str]:
    found = re.findall(r"\w+", (name or "").lower())
    lemmas = (parse[0].lemma if (parse := parses(word)) else word for word in found)
    return frozenset(lemma.replace("ё", "е") for lemma in lemmas)


def alike(one: str | None, other: str | None) -> bool:
    a, b = words(one), words(other)
    return bool(a and b) and len(a & b) / len(a | b) >= 0.5


def day(value: str, last: bool) -> str:
    """The first or last day of an EDTF year, month or day."""
    parts = value.split("-")
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value) or len(parts) == 3:
        return value
    year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else (12 if last else 1)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1] if last else 1:02}"


def stretch(value: str | None) -> Any:
    if value is None or value.startswith("P") or "T" in value:
        return value
    first, _, last = value.partition("/")
    return day(first, False), day(last or first, True)


def amount(record: Record | None) -> tuple[Decimal, ...] | None:
    found = [(record or {}).get(key) for key in ("value", "low", "high")]
    numbers = tuple(Decimal(str(number)).normalize() for number in found if number is not None)
    return numbers or None


def overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def same_time(gold: Record, read: Record) -> bool:
    return overlap(gold, read) and stretch(gold["value"]) == stretch(read["value"])


def same_quantity(gold: Record, read: Record) -> bool:
    units = gold["unit"] == read["unit"] or (words(gold["unit"]) == words(read["unit"]) != frozenset())
    return overlap(gold, read) and amount(gold) == amount(read) and gold["bound"] == read["bound"] and units


def same_fact(gold: Record, read: Record) -> bool:
    if gold["type"] != read["type"]:
        return False
    counts = [
        amount(gold.get(key)) is not None and amount(gold.get(key)) == amount(read.get(key))
        for key in ("count", "amount")
    ]
    match gold["type"]:
        case "event":
            names = [read["name"], *read.get("aliases", ())]
            return any(alike(one, other) for one in (gold["name"], *gold.get("aliases", ())) for other in names)
        case "role":
            return alike(gold["person"], read["person"]) and alike(gold["position"], read["position"])
        case "agreement":
            ours, theirs = gold.get("parties") or [], read.get("parties") or []
            common = sum(any(alike(a["name"], b["name"]) for b in theirs) for a in ours)
            parties = bool(ours and theirs) and common / max(len(ours), len(theirs)) >= 0.5
            return gold["stage"] == read["stage"] and (parties or any(counts))
        case "participant_count":
            return counts[0] and alike(gold["kind"], read["kind"])
    return counts[0]


SAME: dict[str, Callable[[Record, Record], bool]] = {
    "times": same_time,
    "quantities": same_quantity,
    "facts": same_fact,
}


def compare(layer: str, gold: list[Record], read: list[Record]) -> tuple[int, list[Record], list[Record]]:
    """How many agree, which were missed, and which are wrong."""
    if layer == "times":
        gold, read = ([r for r in records if r["value"]] for records in (gold, read))
    left, missed = list(read), []
    for record in gold:
        match = next((other for other in left if SAME[layer](record, other)), None)
        if match is None:
            missed.append(record)
        else:
            left.remove(match)
    return len(gold) - len(missed), missed, left
