"""What a batch found, for its last words."""

import heapq
from collections import Counter

from newsfacts.batch.reading import Outcome

_SLOWEST = 5


class Stats:
    """Figures over the articles that were read."""

    def __init__(self) -> None:
        self._facts: Counter[str] = Counter()
        self._documents = self._numbers = self._unread = 0
        self._slowest: list[tuple[float, str]] = []

    def add(self, id: str, outcome: Outcome) -> None:
        """Count one article."""
        self._documents += 1
        self._facts += outcome.facts
        self._numbers += outcome.numbers
        self._unread += outcome.unread
        keep = heapq.heappush if len(self._slowest) < _SLOWEST else heapq.heappushpop
        keep(self._slowest, (outcome.seconds, id))

    def lines(self) -> list[str]:
        """The figures in words."""
        found = [f"facts: {self._facts.total():,} in {self._documents:,} articles"]
        found += [f"  {name}: {count:,}" for name, count in self._facts.most_common()]
        share = self._unread / self._numbers if self._numbers else 0
        found.append(f"unread numbers: {self._unread:,} of {self._numbers:,} ({share:.1%})")
        found.append("slowest articles:")
        found += [f"  {seconds * 1000:,.0f} ms {id}" for seconds, id in sorted(self._slowest, reverse=True)]
        return found
