"""A quantity where it stands: what the rules that start from a number look around in."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.model import Quantity


@dataclass(frozen=True)
class Site:
    """A quantity with the tokens ``[first, last)`` of its own, in its sentence."""

    reading: Reading
    sentence: Sentence
    quantity: Quantity
    first: int
    last: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the text."""
        return self.reading.document.tokens


def sites(reading: Reading, unit_type: str) -> Iterator[Site]:
    """The quantities of one unit type where they stand, in text order."""
    document = reading.document
    for quantity in reading.quantities:
        sentence = document.sentence_at(quantity.start)
        if quantity.unit_type == unit_type and sentence is not None:
            yield Site(reading, sentence, quantity, *document.token_range(quantity.start, quantity.end))
