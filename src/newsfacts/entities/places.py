"""Places by the gazetteer: countries and regions with their codes, cities, unions of states."""

from collections.abc import Iterator, Sequence

from newsfacts.document import Document
from newsfacts.entities.names import Name
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.model import EntityType

_TYPES: dict[str, EntityType] = {
    "country": "country",
    "region": "region",
    "city": "location",
    "bloc": "organization",
}


def places(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """The places of the gazetteer that the text names; an ambiguous name only where the network agrees."""
    tokens = document.tokens
    texts = [t.text for t in tokens]
    known = gazetteer()
    for sentence in document.sentences:
        i = sentence.first
        while i < sentence.last:
            found = known.find(texts, i) if tokens[i].is_title else None
            if found is None:
                i += 1
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
                i += count
            else:
                i += 1


def _agreed(place: Place, tags: Sequence[str]) -> bool:
    """Whether the network sees a place, or a body, where the gazetteer does."""
    wanted = "ORG" if place.kind == "bloc" else "LOC"
    return any(t.endswith(wanted) for t in tags)
