"""Attendance: how many people came to a gathering or a venue."""

from collections.abc import Iterator

from newsfacts.discourse.participation.counts import participations
from newsfacts.discourse.reading import Reading
from newsfacts.model import Count, Fact
from newsfacts.rule import rule


class Attendance(Fact, frozen=True, kw_only=True, tag="attendance"):
    """People of any sort at ``event``: ``audience`` is what the text calls them, ``when`` the event's time."""

    # «Посетили 500 человек» and «500 гостей» are one.
    key = ("event", "count.bound", "count.value", "count.low", "count.high")
    plural = "attendances"

    event: str | None = None
    audience: str
    count: Count
    when: str | None = None


@rule(
    "facts",
    {
        '[Выставку "Луч" посетили более 14 тыс. человек].': {
            "event": "Луч",
            "audience": "человек",
            "count": ">14000 человек",
        },
        '[Фестиваль "Волна" в Твери собрал 3 тысячи зрителей].': {"event": "Волна", "count": "3000 зритель"},
        'Форум "Луч" откроется 3 ноября. [Ожидается около 200 делегатов].': {
            "audience": "делегат",
            "count": "~200 делегат",
            "status": "planned",
        },
        "Музей-заповедник [принял 20 тыс. посетителей].": {"event": None, "count": "20000 посетитель"},
        "Музей посетили 48 тысяч человек. [Из них 11,4 тыс. – школьники].": {
            "audience": "школьник",
            "count": "11400 человек",
        },
        "За лето регион посетили 20 тыс. туристов.": None,
        'Форум "Луч" завершился. Зал вмещает тысячу, на 500 зрителей рассчитана и площадь.': None,
        "В аварии пострадали 12 человек.": None,
        'На выставке "Луч" задержаны 12 человек.': None,
    },
    fact_type="attendance",
)
def find(reading: Reading) -> Iterator[Attendance]:
    """The people that came, are expected or were said to have come."""
    for p in participations(reading):
        if p.kind == "people":
            yield Attendance(audience=p.audience or p.quantity.unit, when=p.when, **p.told(reading))
