"""What the stages before the facts have read in an article: all that a fact rule may look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from newsfacts.discourse.events.registry import Events
from newsfacts.document import Document
from newsfacts.model import Entity, Located, Quantity, Time, covering

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Reading:
    """All that is read before facts: what a fact rule may look at."""

    document: Document
    published: str | None
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    events: Events
    _known: dict[Any, Any] = field(default_factory=dict, repr=False)  # what `once_read` has kept

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def times_in(self, span: Located) -> list[Time]:
        """The times within a span."""
        return covering(self.times, span.start, span.end)

    def quantities_in(self, span: Located) -> list[Quantity]:
        """The quantities within a span."""
        return covering(self.quantities, span.start, span.end)

    def entities_in(self, span: Located, *types: str) -> list[Entity]:
        """The entities within a span, of these types if any are named."""
        return [e for e in covering(self.entities, span.start, span.end) if not types or e.type in types]


def once_read(function: Callable[[Reading], _T]) -> Callable[[Reading], _T]:
    """Make a pure function of a reading run once an article, however many rules ask; the reading keeps the result."""

    @wraps(function)
    def kept(reading: Reading) -> _T:
        known: dict[Any, _T] = reading._known
        if function not in known:
            known[function] = function(reading)
        return known[function]

    return kept
