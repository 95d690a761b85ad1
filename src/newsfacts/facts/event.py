"""Named gatherings: exhibitions, forums, summits, festivals, championships, and their editions."""

from collections.abc import Iterator

from newsfacts.discourse.source import source_of
from newsfacts.document import Reading
from newsfacts.model import Fact, Place


class EventFact(Fact, frozen=True, kw_only=True, tag="event"):
    """A named gathering, or one edition of it: ``when`` is EDTF, ``parent`` the gathering that it is part of."""

    key = ("name", "when")
    plural = "events"

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    when: str | None = None
    place: Place | None = None
    parent: str | None = None


def find(reading: Reading) -> Iterator[EventFact]:
    """The gatherings of the registry as facts."""
    for event in reading.events:
        yield EventFact(
            name=event.name,
            aliases=event.aliases,
            kind=event.kind,
            when=event.when,
            place=event.place,
            parent=event.parent,
            status=event.status,
            evidence=event.evidence,
            source=source_of(reading.document, event.evidence[0], reading.entities),
            rule=event.rule,
        )
