"""Editions of a gathering: when and where each takes place, and whether it does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsfacts.discourse.events.mentions import Group, Mention
from newsfacts.discourse.events.site import Statement, number_of, told_as_future
from newsfacts.discourse.events.statements import statements_of
from newsfacts.discourse.events.time import Span, compatible, first_day, join, last_day, today
from newsfacts.document import Document
from newsfacts.model import Entity, Evidence, Place, Status, Time

_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(eq=False)
class Edition:
    """One holding of a gathering."""

    group: Group
    cue: str  # main, next, previous
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    when: str | None = None
    place: Place | None = None
    parent: str | None = None
    status: Status = "actual"
    evidence: tuple[Evidence, ...] = ()
    rule: str = "named"
    times: dict[tuple[str, str], None] = field(default_factory=dict)  # what was told of its time, and the role
    is_over: bool = False  # the text has told that it was held: what is to come is another edition
    is_ahead: bool = False  # something was told of it as yet to come
    is_all_ahead: bool = True
    is_told_now: bool = False  # it is the news of the first sentences

    def add(self, statement: Statement) -> None:
        """Take in a statement."""
        self.statements.append(statement)
        if statement.when is not None:
            self.times[(statement.when, statement.role)] = None
        self.is_over = self.is_over or (statement.past and statement.role in ("held", "hold", "close", "ended"))
        self.is_ahead = self.is_ahead or statement.future
        self.is_all_ahead = self.is_all_ahead and statement.future
        self.is_told_now = self.is_told_now or (statement.current and statement.cue == "main")


_RECENT = 40  # editions that a statement is compared with


def editions_of(
    document: Document,
    groups: Sequence[Group],
    mentions: Sequence[Mention],
    times: Sequence[Time],
    entities: Sequence[Entity],
    published: str | None,
) -> list[Edition]:
    """The editions of all gatherings, in the order of their first evidence."""
    statements = statements_of(document, mentions, times, entities, published)
    found: list[Edition] = []
    ours: dict[Group, list[Mention]] = {g: [] for g in groups}
    told: dict[Group, list[Statement]] = {g: [] for g in groups}
    for mention in mentions:
        ours[mention.group].append(mention)
    for statement in statements:
        told[statement.mention.group].append(statement)
    for group in groups:
        found += _split(document, group, ours[group], told[group], published)
    for edition in found:
        _settle(document, edition, published)
    return sorted(found, key=lambda e: e.evidence[0].start)


def _split(
    document: Document,
    group: Group,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    published: str | None,
) -> list[Edition]:
    """Share mentions and statements out among the editions that the text tells apart."""
    statements = _numbered(document, mentions, _current(_dated(document, statements, published)))
    statements = _without_first(statements)
    # «Состоялась очередная акция "Х"» tells of the article's own edition where nothing was told before.
    told = any(s.cue == "main" and (s.when or s.place) for s in statements)
    statements = [
        replace(s, cue="main") if mentions and s.mention is mentions[0] and not (told and s.cue == "previous") else s
        for s in statements
    ]
    main = Edition(group, "main")
    others: list[Edition] = []
    same: dict[tuple[str, str | None], list[Edition]] = {}
    # What says nothing of another edition comes first: the others are told apart from it.
    for statement in sorted(statements, key=lambda s: (s.cue != "main", s.role != "held", not s.current, s.at)):
        if statement.cue == "main" and (statement.when is None or _fits(main, statement, published)):
            main.add(statement)
            continue
        if statement.role == "guests":
            continue
        known = [*others[:_RECENT], *same.get((statement.cue, statement.when), ())]
        edition = next((e for e in known if _same_cue(e, statement) and _fits(e, statement, published)), None)
        if edition is None:
            if statement.when is None and statement.place is None:
                continue
            edition = Edition(group, statement.cue)
            others.append(edition)
            same[(statement.cue, statement.when)] = [edition]
        edition.add(statement)
    owners = {id(s.mention): edition for edition in reversed(others) for s in edition.statements}
    for mention in mentions:
        owners.get(id(mention), main).mentions.append(mention)
    if others and not main.mentions and not any(s.when or s.place or s.denied for s in main.statements):
        return others
    return [main, *others]


def _without_first(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements, the first edition's only where the present one's time or place is told, too.

    «Фестиваль, который впервые прошел в 2011 году, соберет 300 гостей» tells of the present one, whose time it is not.
    """
    told = any(s.cue == "main" and (s.when or s.place) for s in statements)
    return [replace(s, cue="previous") if s.cue == "first" else s for s in statements if told or s.cue != "first"]


def _same_cue(edition: Edition, statement: Statement) -> bool:
    """Whether a statement can be of another edition by how both are told of; else its time must be the edition's."""
    if edition.cue == statement.cue:
        return True
    ahead = edition.is_all_ahead and statement.future
    return ahead and {edition.cue, statement.cue} == {"main", "next"}


def _dated(document: Document, statements: Sequence[Statement], published: str | None) -> Sequence[Statement]:
    """What is told of «форум-2026» is of that year's edition."""
    found = []
    for statement in statements:
        text = document.tokens[statement.mention.head].text
        told = statement.mention.way == "kind" and statement.role in ("hold", "open", "close", "postpone")
        year = text[-4:] if told and _YEAR.search(text) else None
        if year is not None and published is not None and not published.startswith(year):
            cue = "next" if year > published[:4] else "previous"
            statement = replace(statement, cue=cue, when=statement.when or year)
        found.append(statement)
    return found


def _numbered(document: Document, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Sequence[Statement]:
    """Statements of a numbered edition other than the first that the text numbers are of another edition."""
    main = next((n for m in mentions if (n := number_of(document, m)) is not None), None)
    if main is None:
        return statements
    numbers = [(s, number_of(document, s.mention)) for s in statements]
    return [replace(s, cue=f"number {n}") if n is not None and n != main and s.cue == "main" else s for s, n in numbers]


def _current(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements without the time that a postponed gathering was first set for."""
    firm = any(s.cue == "main" and s.when and s.role in ("hold", "open", "postpone") for s in statements)
    closed = firm or any(s.cue == "main" and s.when and s.role in ("close", "extend") for s in statements)
    kept = [
        s
        for s in statements
        if not s.role.startswith("planned ") or s.denied or not (closed if s.role.endswith("close") else firm)
    ]
    ends = any(s.role.endswith("close") and s.when for s in kept)
    roles = {"planned hold": "hold", "planned close": "close", "planned open": "open" if ends else "hold"}
    statements = [replace(s, role=roles.get(s.role, s.role)) for s in kept]
    moved = next((s for s in statements if s.role == "postpone" and s.when), None)
    if moved is None:
        return statements
    others = [s for s in statements if s.cue != "main" or s.role not in ("hold", "open", "close") or s.at > moved.at]
    placed = [replace(s, when=None, duration=None) for s in statements if s.place is not None and s not in others]
    return sorted([*others, *placed], key=lambda s: s.at)


def _fits(edition: Edition, statement: Statement, published: str | None) -> bool:
    now = today(published)
    if statement.role in ("hold", "open") and now is not None:
        start, end = first_day(statement.when), last_day(statement.when)
        if edition.is_over and (statement.future if start is None else start > now):
            return False
        if end is not None and (now - end).days > 45 and edition.is_ahead:
            return False
    when = statement.when
    if when is not None and edition.is_told_now and not edition.times and now is not None and statement.role == "hold":
        end = last_day(when)
        if end is not None and (now - end).days > 200:
            return False  # «Форум посетили 300 человек … В 2019 году форум принимал Омск»
    return when is None or all(compatible(known, when, role, statement.role) for known, role in edition.times)


def _settle(document: Document, edition: Edition, published: str | None) -> None:
    """Put together what was stated of an edition: time, place, status and evidence."""
    placed = any(s.place and s.role != "hosted" for s in edition.statements)
    statements = sorted((s for s in edition.statements if not (placed and s.role == "hosted")), key=lambda s: s.at)
    postponed = any(s.role == "postpone" for s in statements)
    edition.when = join([Span(s.role, s.when, s.duration) for s in statements], published)
    edition.place = next((s.place for s in statements if s.place is not None), None)
    edition.status = _status(document, edition, statements, published)
    if postponed and (edition.status == "denied" or not any(s.past and s.role != "postpone" for s in statements)):
        edition.status = "planned"
    edition.rule = statements[0].rule if statements else "named"
    edition.evidence = _evidence(document, edition, statements)


def _status(document: Document, edition: Edition, statements: Sequence[Statement], published: str | None) -> Status:
    if any(s.denied for s in statements):
        return "denied"
    start = first_day(edition.when)
    now = today(published)
    if edition.when is not None and edition.when.startswith("../"):
        running = any(s.role == "lasted" or (s.when and not s.future) for s in statements)  # «проходит до 17 августа»
        return (
            "planned"
            if any(s.future and s.role not in ("close", "extend") for s in statements) and not running
            else "actual"
        )
    if start is not None and now is not None:
        begins = (edition.when or "").split("/")[0]
        whole = any(s.when == edition.when for s in statements)  # not put together from an opening and a close
        latest = last_day(edition.when if whole else begins)
        vague = len(begins) < 10 and latest is not None and latest >= now
        ahead = start > now or ((vague or start == now) and _is_ahead(statements))
        return "planned" if ahead else "actual"
    if any(s.future and s.role != "pledged" for s in statements):
        return "planned"
    if any(s.future for s in statements):  # tickets are sold, guests invited
        return "actual" if any(s.past for s in statements) else "planned"
    year = _YEAR.search(edition.group.name)
    if year and now is not None and int(year.group()) != now.year:
        return "planned" if int(year.group()) > now.year else "actual"
    if not any(s.past for s in statements):
        named = [m for m in edition.mentions if m.way in ("name", "short")]
        if any(told_as_future(document, m) for m in named[:2]):
            return "planned"
    return "actual"


def _is_ahead(statements: Sequence[Statement]) -> bool:
    """Whether a gathering of this month or year is told of as yet to come: «запланирован на октябрь»."""
    return any(s.future for s in statements) and not any(s.past for s in statements)


def _evidence(document: Document, edition: Edition, statements: Sequence[Statement]) -> tuple[Evidence, ...]:
    """The first mention by name, in the headline and in the body, and the stretches that tell time and place."""
    spans: list[tuple[int, int]] = []
    for statement in statements:
        if statement.when or statement.place or statement.denied or (statement.duration and edition.when):
            spans.append((statement.start, statement.end))
    if edition.cue == "main" or not spans:
        named = [m for m in edition.mentions if m.way in ("name", "short")] or edition.mentions
        for mention in named[:1]:
            start, end = _bounds(document, mention)
            if not any(a <= start and end <= b for a, b in spans):
                spans.append((start, end))
    if not spans:
        spans = [(s.start, s.end) for s in statements]
    spans.sort()
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(document.quote(a, b) for a, b in merged)


def _bounds(document: Document, mention: Mention) -> tuple[int, int]:
    return document.tokens[mention.first].start, document.tokens[mention.last - 1].end
