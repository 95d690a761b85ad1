"""What callers get back: the records of one article, as objects, dicts and JSON."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import import_module
from operator import or_
from types import GenericAlias
from typing import Any

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import SCHEMA_VERSION, Article, Entity, Evidence, Fact, Named, Quantity, Time, jsonable, resolve

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


@dataclass(frozen=True)
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

    def quotes(self) -> Iterator[Time | Quantity | Entity | Evidence]:
        """Every record and piece of evidence that quotes the text."""
        yield from self.times
        yield from self.quantities
        yield from self.entities
        for fact in self.facts:
            yield from fact.evidence
            if fact.source:
                yield fact.source

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
        encoded = to_json(self.to_dict())
        return msgspec.json.format(encoded, indent=indent) if indent is not None else encoded

    def _repr_html_(self) -> str:
        """How notebooks show a result."""
        # The rendering stands above this module, and is wanted only here.
        fragment: str = import_module("newsfacts.html").fragment(self)
        return fragment

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], text: str = "") -> "Result":
        """The result that an output document tells of, as `to_dict` or JSON gave it.

        Args:
            document: the output document.
            text: the article, which the document does not hold; without it ``text`` is empty.

        Raises:
            ValueError: it is no output document of this schema version, or of another text.

        Example:
            >>> import newsfacts
            >>> doc = newsfacts.load()("Мост через Омь открыт.")
            >>> Result.from_dict(doc.to_dict(), doc.text) == doc
            True
        """
        if document.get("schema_version") != SCHEMA_VERSION:
            raise ValueError(f"no output document of schema version {SCHEMA_VERSION}")
        try:
            stored = msgspec.convert(document, _stored())
        except msgspec.ValidationError as error:
            raise ValueError(f"no output document: {error}") from None
        facts: tuple[Fact, ...] = stored.facts
        result = cls(text, stored.article, stored.times, stored.quantities, stored.entities, Facts(facts))
        if text and any(text[said.start : said.end] != said.text for said in result.quotes()):
            raise ValueError("the document was read from another text")
        return result


@dataclass(frozen=True)
class Failure:
    """A record that could not be read, in its place among the results of ``pipe(…, on_error="record")``."""

    number: int
    id: str | None
    error: str
    reason: str


def to_json(value: Any) -> str:
    """Plain values as JSON on one line; lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
    try:
        return _ENCODER.encode(value).decode("utf-8")
    except UnicodeEncodeError:
        return _ENCODER.encode(_writable(value)).decode("utf-8")


@lru_cache(maxsize=1)
def _stored() -> Any:
    """The output document as a type to convert to, with all fact types."""
    kinds: Any = reduce(or_, (module.type for module in fact_modules()))
    layers: dict[str, Any] = {"times": Time, "quantities": Quantity, "entities": Entity, "facts": kinds}
    fields: list[Any] = [(name, GenericAlias(tuple, (kind, ...)), ()) for name, kind in layers.items()]
    return msgspec.defstruct("Stored", [("article", Article), *fields])


def _writable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return _LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
