"""Agreements: who bound themselves to whom, to what, and how far it has come."""

from collections.abc import Iterable
from typing import ClassVar

from newsfacts.discourse.binding import Memory
from newsfacts.discourse.deal_details import amount_of, count_of, event_of, place_of, when_of
from newsfacts.discourse.deal_rules import RULES, Deal, triggers
from newsfacts.discourse.parties import Mentions
from newsfacts.discourse.scenes import scenes
from newsfacts.document import Reading
from newsfacts.model import Count, Fact, Party, Place


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
    found: list[Agreement] = []
    for sentence in document.sentences:
        if all(t.lemmas.isdisjoint(triggers()) for t in document.words_of(sentence) if t.is_word):
            continue
        for scene in scenes(memory, sentence):
            seen: set[int] = set()
            for read in RULES:
                for deal in read(scene):
                    if deal.head not in seen:
                        seen.add(deal.head)
                        memory.deals.append((scene.indices[0], deal.parties))
                        found.append(_fact(reading, deal))
    return found


def _fact(reading: Reading, deal: Deal) -> Agreement:
    return Agreement(
        evidence=(reading.document.quote(deal.start, deal.end),),
        status=deal.status,
        rule=deal.rule,
        kind=deal.kind,
        stage=deal.stage,
        parties=deal.parties,
        subject=deal.subject.text if deal.subject else None,
        count=count_of(reading, deal),
        amount=amount_of(reading, deal),
        when=when_of(reading, deal),
        place=place_of(reading, deal),
        event=event_of(reading, deal),
    )
