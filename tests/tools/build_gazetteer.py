"""Writes data/gazetteer.tsv: the names of countries, regions, cities and blocs in all their cases.

Run it after a change of the TOML files of these names or of declension.toml; `--check` only tells whether it
would change anything.

Each line has eight columns: what it lists (name, adjective, inhabitant, capital); kind, name, code, country
and region of the place; a mark where the forms mean other things as well; the forms, without ё, split into
tokens. Of adjectives the stem stands for all forms; of capitals, the nominative.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pymorphy3
import razdel

sys.path.insert(0, str(Path(__file__).parent))
from declension import adjective_stem, decline, person

DATA = Path(__file__).parents[2] / "src" / "newsfacts" / "data"
TARGET = DATA / "gazetteer.tsv"
COUNTED_AS_OTHER = {"Surn", "Name", "Patr"}


class Row(NamedTuple):
    """A line of the table."""

    what: str
    kind: str
    name: str
    code: str
    country: str
    region: str
    ambiguous: bool
    forms: Sequence[str]

    def __str__(self) -> str:
        """The line as it is written."""
        mark = "?" if self.ambiguous else ""
        return "\t".join([*self[:6], mark, ";".join(self.forms)])


def load(name: str) -> dict[str, Any]:
    """The content of a data file."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """A form as it is looked up: without ё, split into tokens, with one sort of dash."""
    tokens = [token.text for token in razdel.tokenize(text)]
    return " ".join(tokens).replace("ё", "е").replace("Ё", "Е").replace("—", "-")


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [entry["name"], *entry.get("aliases", ())]


class Builder:
    """Collects the rows of the table."""

    def __init__(self) -> None:
        declension = load("declension.toml")
        self.genitives: Mapping[str, Sequence[str]] = {
            name: [genitive] if isinstance(genitive, str) else genitive
            for name, genitive in declension["genitive"].items()
        }
        self.extra: Mapping[str, Sequence[str]] = declension["extra"]
        self.morph = pymorphy3.MorphAnalyzer()

    def forms(self, name: str) -> list[str]:
        """All forms of a name, the nominative first."""
        paradigms = decline(name, self.genitives)
        forms = [form for cases in paradigms for form in cases] + list(self.extra.get(name, ()))
        return list(dict.fromkeys(map(plain, forms)))

    def is_person(self, form: str) -> bool:
        """Whether a form is that of a given name or surname in the dictionary."""
        return " " not in form and any(
            parse.is_known and COUNTED_AS_OTHER & set(parse.tag.grammemes) for parse in self.morph.parse(form)
        )

    def names(
        self, kind: str, names: Iterable[str], place: tuple[str, str, str], ambiguous: Iterable[str]
    ) -> Iterator[Row]:
        """The rows of the names of one place, whose code, country and region are given.

        A city called like a person in the nominative is listed as ambiguous by hand; in other cases it is
        found here: «Иваново» is a city alone, «Иванова» is a surname too.
        """
        for name in names:
            forms = self.forms(name)
            if name in ambiguous or kind != "city":
                yield Row("name", kind, name, *place, name in ambiguous, forms)
                continue
            people = [form for form in forms[1:] if self.is_person(form) and not self.is_person(forms[0])]
            yield Row("name", kind, name, *place, False, [form for form in forms if form not in people])
            if people:
                yield Row("name", kind, name, *place, True, people)

    def words(
        self,
        kind: str,
        name: str,
        entry: Mapping[str, Any],
        place: tuple[str, str, str],
        ambiguous: Iterable[str],
    ) -> Iterator[Row]:
        """The rows of the adjectives and the inhabitants of one place."""
        for word in entry.get("adjectives", ()):
            stem = adjective_stem(word).replace("ё", "е")
            yield Row("adjective", kind, name, *place, word in ambiguous, [stem])
        for word in entry.get("inhabitants", ()):
            yield Row("inhabitant", kind, name, *place, word in ambiguous, person(word))

    def countries(self) -> Iterator[Row]:
        """The rows of countries and their capitals."""
        data = load("countries.toml")
        for code, entry in [
            *data["iso"].items(),
            *((None, e | {"name": n}) for n, e in data["unlisted"].items()),
        ]:
            place = (code or "", code or "", "")
            ambiguous = data["ambiguous"]
            name = entry["name"]
            yield from self.names("country", _names(entry), place, ambiguous)
            yield from self.words("country", name, entry, place, ambiguous)
            if code and "capital" in entry:
                yield Row("capital", "country", name, *place, False, [plain(entry["capital"])])

    def regions(self) -> Iterator[Row]:
        """The rows of regions."""
        data = load("regions.toml")
        ambiguous = data["ambiguous"]
        for code, entry in data["russia"].items():
            place = (code, "RU", code)
            yield from self.names("region", _names(entry), place, ambiguous)
            yield from self.words("region", entry["name"], entry, place, ambiguous)
        for name, entry in data["unlisted"].items():
            yield from self.names("region", [name, *entry.get("aliases", ())], ("", "", ""), ambiguous)
            yield from self.words("region", name, entry, ("", "", ""), ambiguous)
        for country, names in data["foreign"].items():
            yield from self.names("region", names, ("", country, ""), ambiguous)
            for name in names:
                if name.endswith("ская область"):
                    # «Киевский» is said of the city as well.
                    stem = adjective_stem(name.split()[0]).lower().replace("ё", "е")
                    yield Row("adjective", "region", name, "", country, "", True, [stem])

    def cities(self) -> Iterator[Row]:
        """The rows of cities; a name of several cities tells neither region nor, if they differ, country."""
        data = load("cities.toml")
        found: dict[str, set[tuple[str, str]]] = {}
        for code, entry in data["federal"].items():
            place = (code, "RU", code)
            yield from self.names("city", _names(entry), place, data["ambiguous"])
            yield from self.words("city", entry["name"], entry, place, data["ambiguous"])
        federal = {name for entry in data["federal"].values() for name in _names(entry)}
        for name, country, region in self._located(data):
            if name not in federal:
                found.setdefault(name, set()).add((country, region))
        for name, places in found.items():
            countries, regions = {country for country, _ in places}, {region for _, region in places}
            country = countries.pop() if len(countries) == 1 else ""
            region = regions.pop() if len(regions) == 1 else ""
            ambiguous = {name} if len(places) > 1 or name in data["ambiguous"] else set()
            yield from self.names("city", [name], ("", country, region), ambiguous)

    def _located(self, data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        countries, regions = load("countries.toml"), load("regions.toml")
        for country, entry in countries["iso"].items():
            if "capital" in entry:
                yield entry["capital"], country, ""
        for code, entry in regions["russia"].items():
            yield entry["capital"], "RU", code
        for entry in [*countries["unlisted"].values(), *regions["unlisted"].values()]:
            if "capital" in entry:
                yield entry["capital"], "", ""
        for code, names in data["russia"].items():
            yield from ((name, "RU", code) for name in names)
        for country, names in data["world"].items():
            yield from ((name, country, "") for name in names)
        for names in [*data["unlisted"].values(), *data["stateless"].values()]:
            yield from ((name, "", "") for name in names)

    def blocs(self) -> Iterator[Row]:
        """The rows of unions and organisations."""
        data = load("blocs.toml")
        for name, aliases in data["blocs"].items():
            yield from self.names("bloc", [name, *aliases], ("", "", ""), data["ambiguous"])


def build() -> str:
    """The whole table."""
    builder = Builder()
    rows = [*builder.countries(), *builder.regions(), *builder.cities(), *builder.blocs()]
    return "\n".join(map(str, rows)) + "\n"


if __name__ == "__main__":
    table = build()
    if "--check" in sys.argv[1:]:
        sys.exit(table != TARGET.read_text(encoding="utf-8"))
    TARGET.write_text(table, encoding="utf-8")
