"""Numbers: digits, words and both mixed, with multipliers and ranges, as exact decimals."""

from newsfacts.numbers.mention import ONE, NumberMention, exact, shared_scale
from newsfacts.numbers.numerals import is_collective, numeral, plain, ratios
from newsfacts.numbers.reader import find_numbers

__all__ = [
    "ONE",
    "NumberMention",
    "exact",
    "find_numbers",
    "is_collective",
    "numeral",
    "plain",
    "ratios",
    "shared_scale",
]
