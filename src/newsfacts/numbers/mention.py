"""A number in the text."""

from dataclasses import dataclass
from decimal import Decimal

ONE = Decimal(1)


@dataclass(frozen=True)
class NumberMention:
    """A number in the text: ``low`` equals ``high`` unless it is a range."""

    start: int
    end: int
    first: int  # its tokens are document.tokens[first:last]
    last: int
    low: Decimal
    high: Decimal
    ordinal: bool = False
    scale: Decimal = ONE  # the multiplier said last («тыс.»), 1 where there is none
    words: bool = False  # whether it is written in words, at least at its end
    more: bool = False  # «с лишним», «с небольшим»
    single: bool = False  # the word «один» alone, which may be a pronoun
    rough: bool = False  # «тысяч пять», the multiplier first

    @property
    def is_range(self) -> bool:
        """Whether it is a range."""
        return self.low != self.high


def shared_scale(low: Decimal, scale: Decimal, other: NumberMention) -> Decimal:
    """The first number of a range, with the multiplier that only the second has («от 5 до 10 тыс.»)."""
    if scale == 1 and other.scale > 1 and low * other.scale <= other.high:
        return low * other.scale
    return low


def exact(value: Decimal) -> Decimal:
    """The same number without needless zeros or exponent: 1500.0 is 1500."""
    return value.quantize(ONE) if value == value.to_integral_value() else value.normalize()
