"""The article's layout: header, title, subtitle, byline, dateline, body."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article: ``kind`` is header, title, subtitle, byline, dateline, body or note."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of an article in text order, and what its header says.

    ``published`` is the ISO date of a header line; ``place``, ``agency`` come from the dateline, whose day is read
    by the times stage like any other.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    place: str | None = None
    agency: str | None = None

    def block(self, kind: str) -> Block | None:
        """The first block of a kind."""
        return next((b for b in self.blocks if b.kind == kind), None)


def read_layout(text: str) -> Layout:
    """Find the parts of an article; a text without any of them is one body."""
    return Layout((Block("body", 0, len(text)),))
