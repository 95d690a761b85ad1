"""Times: every expression that names a point or a stretch of calendar time, read and then resolved."""

from collections.abc import Sequence
from datetime import date

from newsfacts.document import Document
from newsfacts.model import Time
from newsfacts.times.anchor import Read, published_by
from newsfacts.times.reader import read_sentence
from newsfacts.times.resolve import Resolver

__all__ = ["Read", "find_times", "published_by", "read_times", "resolve_times"]


def read_times(document: Document) -> tuple[Read, ...]:
    """Read the times of a document, each with its sentence, in text order; nothing is resolved yet."""
    return tuple((timex, s) for s in document.sentences for timex in read_sentence(document, s))


def resolve_times(document: Document, read: Sequence[Read], published: str | None) -> tuple[Time, ...]:
    """Give the times that were read their values, counted from the day of publication (an ISO date) if known."""
    anchor = date.fromisoformat(published) if published else None
    resolver = Resolver(document, anchor)
    return resolver.resolve(read)


def find_times(document: Document, published: str | None) -> tuple[Time, ...]:
    """Read and resolve in one go; without a day of publication the dateline's serves, if the text fixes its year."""
    read = read_times(document)
    return resolve_times(document, read, published or published_by(document, read))
