"""Tables in the text: a number alone in its cell has the unit that the head of its column names."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfacts.article import table_rows
from newsfacts.document import Document, Token
from newsfacts.numbers import ONE, exact, numeral
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.units import Unit, unit_at
from newsfacts.rule import rule


@rule(
    "quantities",
    {
        "Итоги подвели в среду.\n\nРайон | Сдано, тыс. кв. м | Рост, %\nОмский | [41,7] | [3,1]\nТарский | [8] | [5]": (
            "41700 m2 | 3.1 % | 8000 m2 | 5 %"
        ),
        "Итоги подвели в среду.\n\nХор\tМесто\nОмский\t1\nТарский\t2": None,
    },
)
def from_heads(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the numbers in cells their units."""
    heads = _heads(document) if "|" in document.text or "\t" in document.text else {}
    done = []
    for draft in drafts:
        head = heads.get(draft.number.start)
        if head is not None and draft.unit is None:
            unit, scale = head
            low, high = exact(draft.low * scale * unit.part), exact(draft.high * scale * unit.part)
            draft = replace(draft, unit=unit, low=low, high=high, rule="from_heads")
        done.append(draft)
    return done


def _heads(document: Document) -> dict[int, tuple[Unit, Decimal]]:
    """The unit and multiplier of every cell that may hold a number, by the cell's offset."""
    found: dict[int, tuple[Unit, Decimal]] = {}
    for rows in table_rows(document.text):
        head, *others = rows
        units = [_unit(document, *cell) for cell in head]
        for row in others:
            for unit, (start, _) in zip(units, row, strict=True):
                if unit is not None:
                    found[start] = unit
    return found


def _unit(document: Document, start: int, end: int) -> tuple[Unit, Decimal] | None:
    """The unit with its multiplier that ends the head of a column: «Сдано, тыс. кв. м», «Рост (%)»."""
    first, last = document.token_range(start, end)
    while last > first and document.tokens[last - 1].text in (")", "."):
        last -= 1
    for k in range(first, last):
        begin, scale = _multiplier(document.tokens, k, last)
        found = unit_at(document, begin, last)
        if found is not None and found.last >= last and (k == first or not document.tokens[k - 1].is_word):
            return found.unit, scale
    return None


def _multiplier(tokens: Sequence[Token], k: int, last: int) -> tuple[int, Decimal]:
    word = numeral(tokens[k].lower) if tokens[k].is_word else None
    if word is None or word.kind != "multipliers":
        return k, ONE
    k += 1
    return (k + 1 if k < last and tokens[k].text == "." else k), word.value
