"""Agreements: who bound themselves to whom, to what, and how far it has come."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from msgspec.structs import replace

from newsfacts.discourse.deals.details import amount_of, count_of, event_of, place_of, when_of
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.lists import goes_on
from newsfacts.discourse.deals.memory import Memory, Told
from newsfacts.discourse.deals.rules import RULES, can_tell
from newsfacts.discourse.deals.scenes import scenes
from newsfacts.discourse.deals.union import unite
from newsfacts.discourse.parties.groups import Mentions
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.source import source_of
from newsfacts.model import Count, Fact, Party, Place

_T = TypeVar("_T")
_LATELY = 60  # facts back that are looked at for another telling


class Agreement(Fact, frozen=True, kw_only=True, tag="agreement"):
    """A deal: its document, how far it has come, and whom it binds."""

    key: ClassVar[tuple[str, ...]] = ("kind", "stage", "parties", "subject", "count", "amount")
    plural: ClassVar[str] = "agreements"

    kind: str
    stage: str
    parties: tuple[Party, ...] = ()
    subject: str | None = None
    count: Count | None = None
    amount: Count | None = None
    when: str | None = None
    place: Place | None = None
    event: str | None = None


def find(reading: Reading) -> Iterable[Agreement]:
    """Find the agreements of an article."""
    document = reading.document
    memory = Memory(Mentions(reading))
    found: list[Deal] = []
    for sentence in document.sentences:
        if not can_tell(reading, sentence) and not goes_on(document, sentence):
            continue
        for scene in scenes(memory, sentence):
            seen: set[int] = set()
            for read in RULES:
                for deal in read(scene):
                    if deal.head not in seen:
                        seen.add(deal.head)
                        memory.deals.append(_told(scene.indices[0], deal))
                        found.append(deal)
    facts = (_fact(reading, deal) for deal in unite(document, found))
    return _bulk_once([f for f in facts if f.parties or f.count or f.amount])


def _bulk_once(facts: list[Agreement]) -> list[Agreement]:
    """Facts without those in bulk that an other one says more fully: the same sum, and how many that are."""
    kept: list[Agreement] = []
    for fact in facts:
        near = range(max(0, len(kept) - _LATELY), len(kept))
        at = next((i for i in near if _is_same_sum(kept[i], fact)), None)
        if at is None:
            kept.append(fact)
            continue
        fuller = fact if kept[at].count is None else kept[at]
        evidence = tuple(sorted({*kept[at].evidence, *fact.evidence}, key=lambda e: (e.start, e.end)))
        parties = kept[at].parties if len(kept[at].parties) > len(fact.parties) else fact.parties
        kept[at] = replace(fuller, evidence=evidence, parties=parties)
    return kept


def _is_same_sum(first: Agreement, second: Agreement) -> bool:
    if first.amount is None or second.amount is None or first.subject or second.subject:
        return False
    if first.count is not None and second.count is not None and first.count.value != second.count.value:
        return False
    same = (first.stage, first.status, first.event) == (second.stage, second.status, second.event)
    return same and first.amount.value is not None and first.amount.value == second.amount.value


def _told(at: int, deal: Deal) -> Told:
    return Told(at, deal.parties, deal.kind, deal.stage, deal.status, deal.subject)


def _fact(reading: Reading, deal: Deal) -> Agreement:
    told = sorted({(d.start, d.end) for d in (deal, *deal.also)})
    evidence = tuple(reading.document.quote(start, end) for start, end in told)
    stages = (deal.told or deal, deal, *deal.also)
    return Agreement(
        evidence=evidence,
        status=deal.status,
        source=_first(source_of(reading.document, span, reading.entities) for span in evidence),
        rule=deal.rule,
        kind=deal.kind,
        stage="agreed" if deal.stage == "initialled" else deal.stage,
        parties=deal.parties,
        subject=deal.subject.text if deal.subject else None,
        count=_first(count_of(reading, d) for d in stages),
        amount=_first(amount_of(reading, d) for d in stages),
        when=_first(when_of(reading, d) for d in stages if deal.stage != "terminated" or d.stage == "terminated"),
        place=_first(place_of(reading, d) for d in stages),
        event=_first(event_of(reading, d) for d in stages),
    )


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((v for v in values if v is not None), None)
