"""Numerals inside times: how many years, which day."""

from decimal import Decimal

from newsfacts.times.atoms import Atoms

HALF = Decimal("0.5")
_UNITS = {  # a unit as ISO 8601 has it, and how many of these it is
    "year": ("Y", 1), "month": ("M", 1), "week": ("W", 1), "day": ("D", 1), "24h": ("D", 1), "hour": ("TH", 1),
    "minute": ("TM", 1), "second": ("TS", 1), "quarter": ("M", 3), "half": ("M", 6), "dekad": ("D", 10),
    "century": ("Y", 100), "decade": ("Y", 10), "fiveyears": ("Y", 5),
}  # fmt: skip
_HALVES = {  # half of it in smaller units
    "year": ("M", 6), "month": ("D", 15), "day": ("TH", 12), "24h": ("TH", 12), "hour": ("M", 30), "minute": ("S", 30),
}  # fmt: skip


def cardinal(a: Atoms, i: int) -> tuple[Decimal, int] | None:
    """Read a number at i, in digits or words: its value and the atom after it."""
    if not (a[i].is_digits or "cardinal" in a[i].sense):
        return None
    key = ("cardinal", i)
    if key not in a.numbers:
        a.numbers[key] = _cardinal(a, i)
    found: tuple[Decimal, int] | None = a.numbers[key]
    return found


def _cardinal(a: Atoms, i: int) -> tuple[Decimal, int] | None:
    if a[i].is_digits:
        value, j = Decimal(a[i].text), i + 1
        if len(a[i].text) > 6:
            return None
        if a[j].text in (",", ".") and a[j].glued and a[j + 1].is_digits and a[j + 1].glued:
            return Decimal(f"{a[i].text}.{a[j + 1].text}"), j + 2
        if a[j].is_dash and a[j].glued and a[j + 1].glued and a[j + 1].low in ("ти", "х", "и", "ми", "ю"):
            j += 2
    else:
        found = _in_words(a, i)
        if found is None:
            return None
        value, j = found
    if a.words(j, "с", "половиной"):
        return value + HALF, j + 2
    return value, j


def _in_words(a: Atoms, i: int) -> tuple[Decimal, int] | None:
    total, least, j = Decimal(0), Decimal(1000), i
    while (value := a[j].get("cardinal")) is not None and value < least:
        total += value
        j += 1
        if value < 10 or 10 < value < 20:
            break
        least = Decimal(10) if value < 100 else Decimal(100)
        if value == 10:
            break
    return (total, j) if j > i else None


def ordinal(a: Atoms, i: int) -> tuple[int, int] | None:
    """Read an ordinal up to 99 at i: «3-й», «третий», «двадцать пятого», «III»."""
    key = ("ordinal", i)
    if key not in a.numbers:
        a.numbers[key] = _ordinal(a, i)
    found: tuple[int, int] | None = a.numbers[key]
    return found


def _ordinal(a: Atoms, i: int) -> tuple[int, int] | None:
    atom = a[i]
    if (n := atom.get("ordinal")) is not None:
        return n, i + 1
    if (roman := atom.get("roman")) is not None and atom.text.isupper():
        return roman, i + 1
    if atom.get("cardinal") in (20, 30) and (n := a[i + 1].get("ordinal")) is not None and n < 10:
        return int(atom.get("cardinal")) + n, i + 2
    if atom.is_digits and len(atom.text) <= 2 and a[i + 1].is_dash and a[i + 1].glued and is_suffix(a, i + 2):
        return int(atom.text), i + 3
    return None


def is_suffix(a: Atoms, i: int) -> bool:
    """Whether an ordinal's ending stands at i, as in «2022-го»."""
    return a[i].glued and a[i].low in (
        "й",
        "го",
        "м",
        "му",
        "е",
        "я",
        "ю",
        "ой",
        "ом",
        "ом",
        "ого",
        "ый",
        "х",
        "мы",
        "ми",
    )


def amount(value: Decimal, unit: str) -> str | None:
    """Write a number of units as an ISO 8601 duration; halves as whole smaller units."""
    letter, times = _UNITS[unit]
    value *= times
    if value % 1 == HALF and unit in _HALVES and (unit != "month" or value < 2):
        whole, (small, half) = int(value), _HALVES[unit]
        head = _plain(Decimal(whole), letter) if whole else ("" if letter[0] != "T" else "T")
        return f"P{head}{_plain(Decimal(half), small)}"
    return f"P{_plain(value, letter)}"


def _plain(value: Decimal, letter: str) -> str:
    text = f"{value.normalize():f}"
    return f"T{text}{letter[1]}" if letter.startswith("T") else f"{text}{letter}"
