"""Gathers the rows of a report from results, one after another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from newsfacts.model import Count, Fact, Status
from newsfacts.render import amount, show
from newsfacts.result import Result

_SQUARE_METRES = {"m2": Decimal(1), "har": Decimal(10_000), "km2": Decimal(1_000_000)}
_PEOPLE = "attendance"


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement, as a row of the register. ``value`` is its amount as a number, to sort by."""

    parties: str
    kind: str
    stage: str
    status: Status
    subject: str
    count: str
    amount: str
    value: Decimal | None
    when: str
    event: str
    evidence: str
    article: str
    published: str
    link: str
    id: str


@dataclass(frozen=True, slots=True)
class Measured:
    """How many came to an event (``attendance``), or how large something is, in square metres (``area``)."""

    measure: str
    event: str
    when: str
    value: Decimal
    said: str
    status: Status
    article: str
    link: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering that has a date."""

    name: str
    kind: str
    when: str
    place: str
    status: Status
    article: str
    link: str


@dataclass(frozen=True, slots=True)
class Report:
    """What many articles say together, each part without repetitions and in a fixed order."""

    articles: int
    agreements: tuple[Agreed, ...]
    measures: tuple[Measured, ...]
    gatherings: tuple[Gathering, ...]


@dataclass(slots=True)
class _Gathered:
    agreements: list[Agreed] = field(default_factory=list)
    measures: dict[tuple[str, str, str], Measured] = field(default_factory=dict)
    gatherings: dict[tuple[str, str], Gathering] = field(default_factory=dict)


def collect(results: Iterable[Result], link: Callable[[Result], str] = lambda _: "") -> Report:
    """Gather a report.

    Args:
        results: the articles, read; they pass through one by one.
        link: gives the address of an article's page.

    Example:
        >>> import newsfacts
        >>> doc = newsfacts.load()("Форум «Дом» посетили более 14 тыс. человек.", id="a")
        >>> [(m.event, m.value, m.article) for m in collect([doc]).measures]
        [('Дом', Decimal('14000'), 'a')]
    """
    gathered = _Gathered()
    articles = 0
    for result in results:
        articles += 1
        _add(gathered, result, link(result))
    return Report(
        articles,
        tuple(sorted(gathered.agreements, key=lambda row: row.published, reverse=True)),
        tuple(sorted(gathered.measures.values(), key=lambda row: (-row.value, row.event))),
        tuple(sorted(gathered.gatherings.values(), key=lambda row: (row.when, row.name))),
    )


def _add(gathered: _Gathered, result: Result, link: str) -> None:
    article = result.article.title or result.article.id or ""
    for fact in result.facts:
        if fact.type == "agreement":
            gathered.agreements.append(_agreed(fact, result, article, link))
        elif fact.type in (_PEOPLE, "area"):
            found = _measured(fact, article, link)
            if found:
                key = (found.measure, found.event.casefold(), found.when)
                known = gathered.measures.get(key)
                if known is None or known.value < found.value:
                    gathered.measures[key] = found
        elif fact.type == "event" and (when := _text(fact, "when")):
            name = _text(fact, "name")
            gathered.gatherings.setdefault(
                (name.casefold(), when),
                Gathering(name, _text(fact, "kind"), when, _text(fact, "place"), fact.status, article, link),
            )


def _agreed(fact: Fact, result: Result, article: str, link: str) -> Agreed:
    of = getattr(fact, "amount", None)
    return Agreed(
        parties=_text(fact, "parties"),
        kind=_text(fact, "kind"),
        stage=_text(fact, "stage"),
        status=fact.status,
        subject=_text(fact, "subject"),
        count=_text(fact, "count"),
        amount=_text(fact, "amount"),
        value=_number(of) if isinstance(of, Count) else None,
        when=_text(fact, "when"),
        event=_text(fact, "event"),
        evidence=" […] ".join(evidence.text for evidence in fact.evidence),
        article=article,
        published=result.article.published or "",
        link=link,
        id=fact.id,
    )


def _measured(fact: Fact, article: str, link: str) -> Measured | None:
    """A measure of an event, unless it is denied, of nothing named, or in a unit that cannot be compared."""
    count = getattr(fact, "count", None)
    event = _text(fact, "event") or _text(fact, "of")
    if not isinstance(count, Count) or fact.status == "denied" or not event:
        return None
    factor = Decimal(1) if fact.type == _PEOPLE else _SQUARE_METRES.get(count.unit)
    number = _number(count)
    if factor is None or number is None:
        return None
    when = _text(fact, "when")
    return Measured(fact.type, event, when, number * factor, amount(count), fact.status, article, link)


def _number(count: Count) -> Decimal | None:
    return count.value if count.value is not None else count.high


def _text(fact: Fact, name: str) -> str:
    return show(getattr(fact, name, None))
