"""The registry of named gatherings: who they are, when and where, and which of them a stretch of text speaks of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfacts.discourse.events.editions import Edition, editions_of
from newsfacts.discourse.events.mentions import Mention, find_mentions
from newsfacts.discourse.events.parents import give_parents
from newsfacts.document import Document
from newsfacts.marks import CLOSING_QUOTES, OPENING_QUOTES
from newsfacts.model import Entity, Evidence, Place, Status, Time, overlaps, select


@dataclass(frozen=True)
class Event:
    """A named gathering, or one edition of it. What the text does not say is None."""

    name: str
    kind: str | None
    aliases: tuple[str, ...]
    when: str | None
    place: Place | None
    parent: str | None
    status: Status
    evidence: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True)
class Events:
    """The gatherings of an article in text order, and where it speaks of them. False where there are none."""

    events: tuple[Event, ...]
    _mentions: tuple[tuple[int, int, int], ...]  # start, end, index of the event; in text order
    _sentences: tuple[tuple[int, int], ...]
    _main: int | None
    names: tuple[Entity, ...] = ()
    _longest: int = 0  # characters of the longest mention
    called: frozenset[str] = frozenset()  # all their names, abbreviations too

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @property
    def main(self) -> Event | None:
        """The gathering that the article is about: named in the headline or the lead."""
        return None if self._main is None else self.events[self._main]

    def _touching(self, start: int, end: int) -> Sequence[tuple[int, int, int]]:
        """The mentions that touch a stretch; they stand in text order and are at most ``_longest`` long."""
        first = bisect_left(self._mentions, (start - self._longest, 0, 0))
        last = bisect_left(self._mentions, (end, 0, 0))
        return [m for m in self._mentions[first:last] if start < m[1]]

    def mentioned(self, start: int, end: int) -> bool:
        """Whether a stretch speaks of a gathering, by name or otherwise."""
        return bool(self._touching(start, end))

    def mentions_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans inside a stretch that speak of a gathering."""
        return [(a, b) for a, b, _ in self._touching(start, end) if start <= a and b <= end]

    def at(self, start: int, end: int) -> Event | None:
        """The gathering that a stretch speaks of, by name or otherwise; the last if it speaks of several."""
        found = self._touching(start, end)
        return self.events[found[-1][2]] if found else None

    def event_of(self, position: int) -> Event | None:
        """The gathering that a fact stated at this offset belongs to.

        That is the one its sentence speaks of (of several the nearest before, else the nearest behind), else the one
        spoken of last, where that is the article's main gathering or its paragraph's; else the article's main one.
        """
        at = bisect_right(self._sentences, (position, len(self._sentences) + position)) - 1
        if not self._mentions:
            return None
        start, end = self._sentences[at] if at >= 0 else (position, position)
        behind = bisect_right(self._mentions, (position, self._longest + position, len(self.events)))
        if behind and self._mentions[behind - 1][0] >= start:
            return self.events[self._mentions[behind - 1][2]]
        if behind < len(self._mentions) and start <= self._mentions[behind][0] < end:
            return self.events[self._mentions[behind][2]]
        before_start, _ = self._sentences[at - 1] if at > 0 else (start, start)
        before = bisect_left(self._mentions, (start, 0, 0)) - 1
        if before >= 0 and self._mentions[before][0] >= before_start:
            return self.events[self._mentions[before][2]]
        return self.main


def find_events(document: Document, times: Sequence[Time], entities: Sequence[Entity], published: str | None) -> Events:
    """Find the named gatherings of an article and every place that speaks of them.

    Args:
        document: the text.
        times: the calendar times read in it.
        entities: the names read in it.
        published: the article's date (ISO), where known.
    """
    groups, mentions = find_mentions(document)
    if not groups:
        return Events((), (), (), None)
    editions = editions_of(document, groups, mentions, times, entities, published)
    give_parents(document, editions)
    events = tuple(_event(e) for e in editions)
    spans = []
    owner = {id(m): i for i, e in enumerate(editions) for m in e.mentions}
    for mention in mentions:
        index = owner.get(id(mention))
        if index is not None:
            tokens = document.tokens
            spans.append((tokens[mention.first].start, tokens[mention.last - 1].end, index))
    sentences = tuple((s.start, s.end) for s in document.sentences)
    names = tuple(_named(document, m) for m in mentions if m.way in ("name", "short"))
    longest = max((b - a for a, b, _ in spans), default=0)
    called = frozenset(name for event in events for name in (event.name, *event.aliases))
    return Events(events, tuple(spans), sentences, _main(document, editions), names, longest, called)


def _named(document: Document, mention: Mention) -> Entity:
    """The name itself: what stands in quotes, where anything does; else the whole mention."""
    tokens = document.tokens[mention.first : mention.last]
    opening = next((i for i, t in enumerate(tokens) if t.text in OPENING_QUOTES), None)
    if opening is not None and opening + 1 < len(tokens):
        tokens = tokens[opening + 1 :]
        if tokens[-1].text in CLOSING_QUOTES and len(tokens) > 1:
            tokens = tokens[:-1]
    text = document.text[tokens[0].start : tokens[-1].end]
    name = text if opening is not None else mention.group.name
    return Entity(text=text, start=tokens[0].start, end=tokens[-1].end, type="event", name=name)


def with_event_names(entities: Sequence[Entity], events: Events) -> tuple[Entity, ...]:
    """The entities and the names of gatherings, which outrank what they overlap."""
    names = select(events.names)
    ends = [n.end for n in names]
    kept = []
    for entity in entities:
        at = bisect_right(ends, entity.start)
        if at == len(names) or not overlaps(entity, names[at]):
            kept.append(entity)
    return tuple(sorted([*kept, *names], key=lambda e: e.start))


def _event(edition: Edition) -> Event:
    group = edition.group
    return Event(
        group.name,
        group.kind,
        tuple(group.aliases),
        edition.when,
        edition.place,
        edition.parent,
        edition.status,
        edition.evidence,
        edition.rule,
    )


def _main(document: Document, editions: Sequence[Edition]) -> int | None:
    """The event of the headline; else of the first two sentences of the body, where no other is named there."""
    starts = sorted((m.first, i) for i, edition in enumerate(editions) for m in edition.mentions)
    body = 0
    early: list[int] = []
    for sentence in document.sentences:
        if sentence.block == "dateline":
            continue
        is_head = sentence.block in ("title", "subtitle")
        if not is_head:
            body += 1
        if not is_head and body > 2:
            break
        within = starts[bisect_left(starts, (sentence.first, 0)) : bisect_left(starts, (sentence.last, 0))]
        early += sorted({i for _, i in within})
        if is_head and early:
            return early[0]
    return early[0] if early else None
