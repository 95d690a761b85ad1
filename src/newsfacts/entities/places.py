"""Places by the gazetteer: countries and regions with their codes, cities, unions of states."""

from collections.abc import Iterator, Sequence

from newsfacts.document import Document
from newsfacts.entities.names import Capitals, Name
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.model import EntityType
from newsfacts.rule import rule

_TYPES: dict[str, EntityType] = {
    "country": "country",
    "region": "region",
    "city": "location",
    "bloc": "organization",
}


@rule(
    "entities",
    {
        "Груз ушел в [Нигер] и [Чад].": "country: Нигер | country: Чад",
        "Завод стоит в [Рыбинске].": "location: Рыбинск",
        "Лес горит в [Хабаровском крае].": "region: Хабаровский край",
        "Товары идут в страны [ЕАЭС].": "organization: ЕАЭС",
        "Об этом рассказал [Владимир].": "person: Владимир",
        "Рис растет у реки в долине.": None,
    },
)
def places(document: Document, tags: Sequence[str], capitalised: Capitals) -> Iterator[Name]:
    """The places of the gazetteer that the text names; an ambiguous name only where the network agrees."""
    tokens = document.tokens
    texts = [t.text for t in tokens]
    known = gazetteer()
    for sentence, indices in capitalised:
        after = sentence.first
        for i in indices:
            found = known.find(texts, i) if i >= after else None
            if found is None:
                continue
            place, count = found
            if i + count <= sentence.last and (not place.ambiguous or _agreed(place, tags[i : i + count])):
                yield Name(
                    i,
                    i + count,
                    _TYPES[place.kind],
                    tokens[i].start,
                    tokens[i + count - 1].end,
                    place.name,
                    place.code,
                )
                after = i + count


def _agreed(place: Place, tags: Sequence[str]) -> bool:
    """Whether the network sees a place, or a body, where the gazetteer does."""
    wanted = "ORG" if place.kind == "bloc" else "LOC"
    return any(t.endswith(wanted) for t in tags)
