"""Country counts: from how many countries a gathering's participants came."""

from collections.abc import Iterator

from newsfacts.discourse.participation.counts import participations
from newsfacts.discourse.reading import Reading
from newsfacts.model import Count, Fact, Member
from newsfacts.rule import rule


class CountryCount(Fact, frozen=True, kw_only=True, tag="country_count"):
    """Countries at ``event``: ``members`` are those named, ``role`` is what came from them (человек, компания)."""

    key = ("event", "count.bound", "count.value", "count.low", "count.high")
    plural = "country_counts"

    event: str | None = None
    count: Count
    members: tuple[Member, ...] = ()
    role: str | None = None


@rule(
    "facts",
    {
        'На выставку "Луч" приехали [400 гостей из 14 стран, в том числе Китая и Индии].': {
            "event": "Луч",
            "count": "14 страна",
            "role": "гость",
            "members": ["Китай", "Индия"],
        },
        'В форуме "Луч" участвуют [делегации 19 стран].': {"count": "19 страна", "role": "делегация"},
        'Форум "Луч" собрал [3 140 человек из 27 государств, больше всего - из Монголии и Китая].': {
            "members": ["Монголия", "Китай"]
        },
        'На форум "Луч" приехали [гости из 27 стран, в основном из Китая].': {"members": ["Китай"]},
        'На форум "Луч" приехали [гости из 27 стран]. Среди них - Китай и Индия.': {"members": ["Китай", "Индия"]},
        'На форум "Луч" приехали [гости из 27 стран (Китай, Индия и другие)].': {"members": ["Китай", "Индия"]},
        'На форум "Луч" приехали [гости из 27 стран]. Среди них - мэр Омска.': {"members": []},
        "Зерно поставляют в 14 стран.": None,
        "Вакцину выпускают четыре страны.": None,
    },
    fact_type="country_count",
)
def find(reading: Reading) -> Iterator[CountryCount]:
    """The numbers of countries that took part."""
    for p in participations(reading):
        if p.kind == "countries":
            yield CountryCount(members=p.members, role=p.role, **p.told(reading))
