"""Participant counts: how many companies, teams, regions, vessels took part in a gathering."""

from collections.abc import Iterator

from newsfacts.discourse.participation.counts import participations
from newsfacts.discourse.reading import Reading
from newsfacts.model import Count, Fact, Member
from newsfacts.rule import rule


class ParticipantCount(Fact, frozen=True, kw_only=True, tag="participant_count"):
    """Bodies, not people, at ``event``: ``kind`` is what they are, ``members`` who they are or where they are from."""

    key = ("event", "kind", "count")
    plural = "participant_counts"

    event: str | None = None
    kind: str
    count: Count
    members: tuple[Member, ...] = ()


@rule(
    "facts",
    {
        'В [форуме "Луч" участвуют 520 компаний из России и Китая].': {
            "event": "Луч",
            "kind": "компания",
            "count": "520 компания",
            "members": ["Россия", "Китай"],
        },
        'В [выставке "Луч" приняли участие 73 региона], [из них 23] - со стендами.': {"event": "Луч", "kind": "регион"},
        'Форум "Луч" откроется сегодня. [Участвуют 40 компаний].': {"count": "40 компания", "status": "planned"},
        'Форум "Луч" пройдет 7 октября. В программе – конкурс "Игла". В [нем участвуют 40 мастерских].': {
            "event": "Игла",
            "status": "planned",
        },
        'Ярмарка "Луч" пройдет 7 октября. [Участниками стали 40 хозяйств].': {"status": "planned"},
        'Открылся форум "Луч". Система охватит 11 центров фирмы.': None,
        "Налоговую проверку прошли 520 компаний.": None,
        "В городе работают 12 школ.": None,
        'На форуме "Луч" сказали, что у фирмы 12 дилеров, резидентами парка стали 9 компаний.': None,
    },
    fact_type="participant_count",
)
def find(reading: Reading) -> Iterator[ParticipantCount]:
    """The numbers of bodies and of regions that took part."""
    for p in participations(reading):
        if p.kind in ("bodies", "territories"):
            yield ParticipantCount(kind=p.quantity.unit, members=p.members, **p.told(reading))
