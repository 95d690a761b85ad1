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

# The forms of the shared noun, and those that stand behind one adjective.
_OBLAST = ("область", "области", "областью")
_KRAI = ("край", "края", "краю", "краем", "крае")
_SHARED = {
    **dict.fromkeys(("области", "областей", "областям", "областями", "областях"), _OBLAST),
    **dict.fromkeys(("края", "краев", "краёв", "краям", "краями", "краях"), _KRAI),
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


@rule(
    "entities",
    {
        "Приехали из [Курской] и [Ростовской областей].": "region: Курская область | region: Ростовская область",
        "Соседи - [Пермский], [Алтайский] и [Ставропольский края].": (
            "region: Пермский край | region: Алтайский край | region: Ставропольский край"
        ),
        "Приехали из северных и южных областей.": None,
    },
)
def listed_regions(document: Document) -> list[Name]:
    """Regions of one kind that share its noun: «Курская, Орловская и Ростовская области»."""
    tokens = document.tokens
    found: list[Name] = []
    for sentence in document.sentences:
        for i in range(sentence.first + 3, sentence.last):
            forms = _SHARED.get(tokens[i].lower)
            if forms is None or tokens[i - 2].lower != "и":
                continue
            listed: list[Name] = []
            k = i - 1
            while k >= sentence.first and (name := _region(document, k, i if k == i - 1 else k, forms)):
                listed.append(name)
                k -= 2
                if k < sentence.first or tokens[k + 1].text not in (("и",) if len(listed) == 1 else (",",)):
                    break
            if len(listed) > 1:
                found += listed[::-1]
    return found


def _region(document: Document, k: int, last: int, forms: Sequence[str]) -> Name | None:
    """The region whose adjective stands at token k."""
    adjective = document.tokens[k]
    if not adjective.is_title or adjective.reading("ADJF") is None:
        return None
    for form in forms:
        place = gazetteer().find((adjective.text, form), 0)
        if place is not None and place[1] == len((adjective, form)) and place[0].kind == "region":
            end = document.tokens[last].end
            return Name(k, last + 1, "region", adjective.start, end, place[0].name, place[0].code)
    return None


def _agreed(place: Place, tags: Sequence[str]) -> bool:
    """Whether the network sees a place, or a body, where the gazetteer does."""
    wanted = "ORG" if place.kind == "bloc" else "LOC"
    return any(t.endswith(wanted) for t in tags)
