"""Times: every expression that names a point or a stretch of calendar time, read and then resolved."""

from datetime import date

from newsfacts.document import Document
from newsfacts.model import Time
from newsfacts.times.reader import read_sentence
from newsfacts.times.resolve import Resolver

__all__ = ["find_times"]


def find_times(document: Document, published: str | None) -> tuple[Time, ...]:
    """Read and resolve the times of a document, in text order."""
    anchor = date.fromisoformat(published) if published else None
    resolver = Resolver(document, anchor)
    return tuple(
        resolver.add(timex, sentence) for sentence in document.sentences for timex in read_sentence(document, sentence)
    )
