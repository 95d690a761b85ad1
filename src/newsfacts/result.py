"""What callers get back: the records of one article, as objects, dicts and JSON."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import SCHEMA_VERSION, Article, Entity, Fact, Named, Quantity, Time, jsonable, resolve

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Facts(tuple[Fact, ...]):
    """The facts of an article in text order; ``facts.agreements`` and the like are those of one type.

    Example:
        >>> Facts().agreements
        ()
    """

    __slots__ = ()

    def of(self, name: str) -> "Facts":
        """The facts of the type with this JSON name."""
        return Facts(f for f in self if f.type == name)

    def __getattr__(self, plural: str) -> "Facts":
        if not plural.startswith("_"):
            for module in fact_modules():
                if module.type.plural == plural:
                    return self.of(module.name)
        raise AttributeError(f"there is no fact type with the plural {plural!r}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(module.type.plural for module in fact_modules())]


@dataclass(frozen=True, slots=True)
class Result:
    """One article, read. Records refer to ``text`` by offsets."""

    text: str
    article: Article
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    facts: Facts

    @property
    def persons(self) -> tuple[Named, ...]:
        """The persons named, each with all mentions."""
        return resolve(self.entities, "person")

    @property
    def organizations(self) -> tuple[Named, ...]:
        """The organisations named, each with all mentions."""
        return resolve(self.entities, "organization")

    @property
    def places(self) -> tuple[Named, ...]:
        """The countries, regions and other places named, each with all mentions."""
        return resolve(self.entities, "country", "region", "location")

    def to_dict(self) -> dict[str, Any]:
        """The output document as plain dicts and lists; amounts are `decimal.Decimal`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "article": jsonable(self.article),
            "times": jsonable(self.times),
            "quantities": jsonable(self.quantities),
            "entities": jsonable(self.entities),
            "facts": jsonable(tuple(self.facts)),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The output document as JSON, on one line unless ``indent`` is given.

        Amounts are numbers, exact in decimal. Lone surrogates, which UTF-8 cannot hold, are written as U+FFFD.
        """
        document = self.to_dict()
        try:
            encoded = _ENCODER.encode(document)
        except UnicodeEncodeError:
            encoded = _ENCODER.encode(_writable(document))
        if indent is not None:
            encoded = msgspec.json.format(encoded, indent=indent)
        return encoded.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that could not be read, in its place among the results of ``pipe(…, on_error="record")``."""

    number: int
    id: str | None
    error: str
    reason: str


def _writable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return _LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
