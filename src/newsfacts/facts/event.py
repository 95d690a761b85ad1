"""Named gatherings: exhibitions, forums, summits, festivals, championships, and their editions."""

import re
from collections import Counter
from collections.abc import Iterator

from newsfacts.discourse.participation.counts import participations
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.source import source_of
from newsfacts.model import Fact, Place
from newsfacts.rule import rule

_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


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
    editions = Counter(event.name for event in reading.events)
    for event in reading.events:
        when = event.when
        if when is None and event.status == "actual" and editions[event.name] == 1:
            when = visited(reading, event.name)
        yield EventFact(
            name=event.name,
            aliases=event.aliases,
            kind=event.kind,
            when=when,
            place=event.place,
            parent=event.parent,
            status=event.status,
            evidence=event.evidence,
            source=source_of(reading.document, event.evidence[0], reading.entities),
            rule=event.rule,
        )


@rule(
    "facts",
    {
        "[Фестиваль «Лён» 23 и 24 сентября посетили] 18 тысяч человек.": {"when": "2025-09-23/2025-09-24"},
        "За два дня, 23 и 24 сентября, на [фестивале «Лён»] побывало 18 тыс. человек.": {
            "when": "2025-09-23/2025-09-24"
        },
        "[Фестиваль «Лён»] в [первый день, 23 сентября], посетили 18 тысяч человек.": {"when": "2025-09-23/.."},
        "Музей льна 23 и 24 сентября посетили 18 тысяч человек.": None,
    },
    fact_type="event",
)
def visited(reading: Reading, name: str) -> str | None:
    """The days on which people came to a gathering of which nothing else tells when it was."""
    days: set[str] = set()
    for p in participations(reading):
        if p.event == name and p.when and p.status == "actual" and p.part_of is None:
            if any(t.lemma in ("первый", "последний") for t in reading.document.words_of(p.sentence)):
                return None
            days.add(p.when)
    return next(filter(_DAYS.fullmatch, days), None) if len(days) == 1 else None
