"""What the text says of a gathering's time and place: by verbs of holding, or beside its name."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts.discourse.events.beside import beside
from newsfacts.discourse.events.dates import ceremonies, edge_days, guests_days, lasting, lengths, set_dates, there_days
from newsfacts.discourse.events.headed import going_on, heading_of, host_city, in_programme, nth_day, under_heading
from newsfacts.discourse.events.kinds import edition_adjectives
from newsfacts.discourse.events.mentions import Mention
from newsfacts.discourse.events.places import places_in
from newsfacts.discourse.events.roles import roles_in
from newsfacts.discourse.events.site import Site, Statement
from newsfacts.discourse.events.subjects import (
    elided_at,
    is_given_up,
    joined_to,
    opening_at,
    same_gender,
    subject_of,
)
from newsfacts.discourse.events.verbs import of_verb, statement_of
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES, QUOTE_PAIRS
from newsfacts.model import Entity, Place, Time, covering
from newsfacts.rule import rule


def statements_of(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    entities: Sequence[Entity],
    published: str | None,
) -> list[Statement]:
    """All statements of time, place and status, in text order."""
    found: list[Statement] = []
    last: Sequence[Mention] = []
    starts = [m.first for m in mentions]
    lead = next((s.index for s in document.sentences if s.block not in ("title", "subtitle", "dateline")), -1)
    day: str | None = None  # what stands over the paragraph
    for sentence in _pieces(document):
        day = heading_of(document, times, sentence, day)
        ours = mentions[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.last)]
        if ours or last:
            site = Site(
                document,
                sentence,
                ours,
                covering(times, sentence.start, sentence.end),
                _outside(document, ours, places_in(document, sentence, entities)),
                published,
            )
            found += [under_heading(s, day) for s in _same_day(site, _read(site, last), found)]
            found += lasting(site, ours or last)
            found += edge_days(site, ours or last)
            found += set_dates(site, last)
            found += ceremonies(site, ours or last)
            found += lengths(site, last)
            if last:
                found += there_days(site, last)
            if not ours:
                found += guests_days(site, last, sentence.index == lead)
                found += host_city(site, last)
        last = ours or ([] if sentence.block in ("title", "subtitle") else last[-1:])
    return found


def _same_day(site: Site, read: Iterator[Statement], told: Sequence[Statement]) -> Iterator[Statement]:
    """«Фестиваль откроется 5 октября. В этот же день начнется ярмарка «Х»»: the day told last is meant."""
    tokens = site.tokens
    pointed = any(
        tokens[k].lower == "же" and (tokens[k + 1].lower == "день" or tokens[k - 1].lower == "тогда")
        for k in range(site.sentence.first + 1, site.sentence.last - 1)
    )
    recent = reversed(told[-40:]) if pointed else ()
    last = next((s.when for s in recent if s.when and s.role in ("hold", "open")), None)
    day = last.split("/")[0][:10] if last is not None else None
    for statement in read:
        if day is not None and len(day) == 10 and statement.when is None and statement.role in ("hold", "open"):
            statement = replace(statement, when=day)
        yield statement


def _outside(
    document: Document, mentions: Sequence[Mention], places: Sequence[tuple[int, int, Place, bool]]
) -> list[tuple[int, int, Place, bool]]:
    """The places but for those inside quoted names: «форум "Сделано в России"»."""
    named = [m for m in mentions if m.way in ("name", "short")]
    return [
        p
        for p in places
        if not any(
            m.first < p[0] and p[1] < m.last and any(t.text in QUOTE_PAIRS for t in document.tokens[m.first : p[0]])
            for m in named
        )
    ]


def _pieces(document: Document) -> Iterator[Sentence]:
    """The sentences; one that goes on for hundreds of words is read in pieces, so that time grows with length only."""
    for sentence in document.sentences:
        first = sentence.first
        while sentence.last - first > _LONG:
            last = next(
                (k + 1 for k in range(first + _LONG - 1, first, -1) if document.tokens[k].text in ",;"), first + _LONG
            )
            yield _piece(document, sentence, first, last)
            first = last
        yield sentence if first == sentence.first else _piece(document, sentence, first, sentence.last)


def _piece(document: Document, sentence: Sentence, first: int, last: int) -> Sentence:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return replace(sentence, start=start, end=end, first=first, last=last)


_LONG = 300  # tokens


def _read(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    for mention in site.mentions:
        yield from beside(site, mention)
        yield from in_programme(site, mention)
        yield from nth_day(site, mention)
    yield from going_on(site)
    roles = roles_in(site)
    for i, role in roles:
        subject: Mention | None
        ceremony = opening_at(site, i, before) if role != "gather" else None
        if ceremony is not None and role in ("open", "close") and ceremony[1] != "hold":
            ceremony = None
        if ceremony is not None:
            subject = ceremony[0]
            moved = role == "postpone" and ceremony[1] == "close"
            role = ceremony[1] if role == "hold" else "extend" if moved else role
        else:
            subject = subject_of(site, i, role) or elided_at(site, i, role, before)
        if subject is not None and not is_given_up(site, i, role):
            described = site.tokens[i].pos == "PRTF" and site.tokens[i].parses[0].number != "plur"
            plural = site.tokens[i].parses[0].number == "plur"
            for each in (subject,) if described else joined_to(site, subject, listed=plural):
                yield from of_verb(site, i, role, each)
    if all(role == "gather" for _, role in roles):
        yield from _coming(site, before)


@rule(
    "facts",
    {
        "Форум «Дружба» собрал тысячу гостей. [Следующий организаторы ждут в Туле в 2026 году].": {
            "when": "2026",
            "place.city": "Тула",
            "status": "planned",
        },
        "[Форум «Дружба» прошел в Туле]. Дату следующего форума назовут в декабре.": {"when": None},
        "Следующий дом организаторы сдадут в 2026 году.": None,
    },
    fact_type="event",
)
def _coming(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«Следующую ждут в 2027 году»: another edition told of with a time, by whatever verb."""
    tokens = site.tokens
    dates = [t for t in site.times if t.kind != "duration" and t.value]
    pool = [*before, *site.mentions]
    if not dates or not pool:
        return
    for k in range(site.sentence.first, site.sentence.last - 1):
        token = tokens[k]
        if token.pos != "ADJF" or token.lemma not in edition_adjectives():
            continue
        if k > site.sentence.first and tokens[k - 1].text != "," and tokens[k - 1].pos != "NOUN":
            continue
        if k > site.sentence.first and _is_asked_for(site, tokens[k - 1]):
            continue
        named = next((m for m in site.mentions if m.first <= k < m.last or m.first == k + 1), None)
        follows = tokens[k + 1]
        bare = follows.text in (",", ":") or follows.pos in ("VERB", "PRTS", "ADJS", "PREP") or _is_host(follows)
        if named is None and not bare:
            continue
        mention = named or pool[-1]
        if named is None and not same_gender(token, mention, tokens[mention.head]):
            continue
        cue = "next" if token.lemma in words("events", "editions", "next") else "previous"
        place = next((p for a, _, p, led in site.places if led and a > k), None)
        behind = [d for d in dates if d.start > token.start][:2] or dates[:1]
        yield statement_of(site, mention, "hold", behind, place, k, cue, cue == "next")
        return


def _is_asked_for(site: Site, noun: Token) -> bool:
    """«Дату следующего форума назовут в декабре»: what is told is told of its date, not of the gathering."""
    if noun.lemma not in words("events", "asked_for"):
        return False
    return not any(t.text in DASHES or t.text == ":" for t in site.tokens[noun.index : site.sentence.last])


def _is_host(token: Token) -> bool:
    """Whether a noun can be who awaits or holds the next edition: «следующую организаторы ждут»."""
    noun = token.reading("NOUN")
    return noun is not None and noun.case == "nomn" and noun.animacy == "anim" and noun.number == "plur"
