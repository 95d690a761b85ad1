"""Names of countries, regions, cities and blocs of states, in every case.

The names and their forms are data: `data/gazetteer.tsv`, which `tests/tools/build_gazetteer.py` writes from
`countries.toml`, `regions.toml`, `cities.toml`, `blocs.toml` and `declension.toml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from newsfacts.lexicon import table

Kind = Literal["country", "region", "city", "bloc"]

_LONGEST_ENDING = 3
_ADJECTIVE_ENDINGS = frozenset(["ий", "ой", "ого", "ому", "им", "ом", "ая", "ую", "ою", "ое", "ие", "их", "ими", "о"])
_SAME = str.maketrans("ёЁ—–‑‒−’`ʼ", "еЕ-----'''")


@dataclass(frozen=True)
class Place:
    """A country, region, city or bloc, under one of its names.

    Attributes:
        kind: What it is.
        name: The name in the nominative, as this name of the place is written («Беларусь», «РФ»).
        code: ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a Russian region or federal city; else None.
        country: ISO 3166-1 alpha-2 of the country it is or lies in; None where unknown.
        region: ISO 3166-2 of the Russian region it is or lies in, where known.
        ambiguous: Whether the form found means other things as well (a given name, a surname, a common word,
            another place), so that it takes more evidence to be this place.
    """

    kind: Kind
    name: str
    code: str | None
    country: str | None
    region: str | None
    ambiguous: bool


_Forms = Mapping[str, Sequence[tuple[Sequence[str], Place]]]


class Gazetteer:
    """Finds places by their names, adjectives and inhabitants. Immutable; get it from `gazetteer()`."""

    __slots__ = ("_adjectives", "_capitals", "_countries", "_inhabitants", "_names")

    def __init__(
        self,
        names: _Forms,
        adjectives: Mapping[str, Place],
        inhabitants: Mapping[str, Place],
        capitals: Mapping[str, str],
        countries: Mapping[str, str],
    ) -> None:
        self._names = names
        self._adjectives = adjectives
        self._inhabitants = inhabitants
        self._capitals = capitals
        self._countries = countries

    def find(self, words: Sequence[str], i: int, any_case: bool = False) -> tuple[Place, int] | None:
        """The place whose name begins with the word at `i`, and the number of words of the name.

        The longest name wins; of equal ones, a country before a region, before a city, before a bloc. Names
        need their capital letters unless `any_case` (for text all in lower case).

        Raises:
            IndexError: there is no word at `i`.

        >>> place, length = gazetteer().find(["в", "Саудовской", "Аравии"], 1)
        >>> place.name, place.code, length
        ('Саудовская Аравия', 'SA', 2)
        """
        first = words[i]
        if not any_case and not first[:1].isupper():
            return None
        candidates = self._names.get(_key(first))
        if candidates is None:
            return None
        return next(self._fitting(candidates, words, i, any_case), None)

    def find_all(self, words: Sequence[str], i: int, any_case: bool = False) -> tuple[tuple[Place, int], ...]:
        """All places `find` could mean, the one it returns first.

        >>> [place.kind for place, _ in gazetteer().find_all(["Донецка"], 0)]
        ['city']
        """
        return tuple(self._fitting(self._names.get(_key(words[i]), ()), words, i, any_case))

    def by_adjective(self, word: str) -> Place | None:
        """The place of an adjective in any form; also the first half of a compound («российско-китайский»).

        >>> gazetteer().by_adjective("белорусской").code
        'BY'
        """
        word = _key(word)
        for length in range(_LONGEST_ENDING, 0, -1):
            if word[-length:] in _ADJECTIVE_ENDINGS and (place := self._adjectives.get(word[:-length])):
                return place
        return None

    def by_inhabitant(self, word: str) -> Place | None:
        """The place whose inhabitant a noun in any form names.

        >>> gazetteer().by_inhabitant("россиян").code
        'RU'
        """
        return self._inhabitants.get(_key(word))

    def country_name(self, code: str) -> str | None:
        """The main name of the country with this code.

        >>> gazetteer().country_name("BY")
        'Белоруссия'
        """
        return self._countries.get(code)

    def capital_of(self, city: str) -> str | None:
        """ISO 3166-1 alpha-2 of the country whose capital bears this name, in the nominative.

        >>> gazetteer().capital_of("Эр-Рияд")
        'SA'
        """
        return self._capitals.get(_key(city))

    def _fitting(
        self, candidates: Sequence[tuple[Sequence[str], Place]], words: Sequence[str], i: int, any_case: bool
    ) -> Iterator[tuple[Place, int]]:
        for form, place in candidates:
            length = len(form)
            if length == 1:
                # The first word is known to be the same but for capitals.
                if any_case or _same_capitals(form[0], words[i]):
                    yield place, 1
                continue
            found = words[i : i + length]
            if len(found) == length and all(map(_same_any_case if any_case else _same_within, form, found)):
                yield place, length


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    names: dict[str, list[tuple[Sequence[str], Place]]] = {}
    adjectives: dict[str, Place] = {}
    inhabitants: dict[str, Place] = {}
    capitals: dict[str, str] = {}
    countries: dict[str, str] = {}
    table = files("newsfacts").joinpath("data/gazetteer.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        what, kind, name, code, country, region, mark, forms = line.split("\t")
        place = Place(cast(Kind, kind), name, code or None, country or None, region or None, bool(mark))
        if what == "name":
            if kind == "country":
                countries.setdefault(code, name)
            for form in forms.split(";"):
                tokens = form.split(" ")
                names.setdefault(tokens[0].lower(), []).append((tokens, place))
        elif what == "capital":
            capitals.setdefault(forms.lower(), code)
        else:
            index = adjectives if what == "adjective" else inhabitants
            for form in forms.split(";"):
                index.setdefault(form, place)
    for candidates in names.values():
        if len(candidates) > 1:
            candidates.sort(key=lambda candidate: -len(candidate[0]))
    return Gazetteer(names, adjectives, inhabitants, capitals, countries)


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return word.translate(_SAME).lower()


def _same(form: str, word: str) -> bool:
    """Whether a word is the form, with capitals where the form has them."""
    return _key(word) == form.lower() and _same_capitals(form, word)


def _same_within(form: str, word: str) -> bool:
    """The same for the words of a longer name, of which «республика» and the like may be small."""
    return _same(form, word) or (_key(word) == form.lower() and _key(word).startswith(table("states")["orders"]))


def _same_capitals(form: str, word: str) -> bool:
    if form.isupper() and len(form) > 1:
        return word.isupper()
    return word[0].isupper() or not form[0].isupper()


def _same_any_case(form: str, word: str) -> bool:
    return _key(word) == form.lower()
