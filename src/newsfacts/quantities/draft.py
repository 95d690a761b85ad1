"""A quantity in the making."""

from dataclasses import dataclass
from decimal import Decimal

from newsfacts.document import Sentence
from newsfacts.model import Bound
from newsfacts.numbers import NumberMention
from newsfacts.quantities.units import Unit


@dataclass(frozen=True)
class Draft:
    """A number with the unit found so far; its tokens are document.tokens[first:last], signs and unit included."""

    number: NumberMention
    sentence: Sentence
    first: int
    last: int
    low: Decimal
    high: Decimal
    rule: str
    unit: Unit | None = None
    bound: Bound | None = None
    adjectives: bool = False  # adjectives without a noun follow («95 иностранных»)
    signed: bool = False  # «плюс», «минус» before it
    preposition: str = ""  # the word right before it, where that is a preposition
    paired: bool = False  # the first or last of «с … до …», where «до» is no bound
    shared: bool = False  # the unit was taken from another quantity

    @property
    def is_range(self) -> bool:
        """Whether it is a range."""
        return self.low != self.high
