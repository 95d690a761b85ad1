"""The pipeline: one pass from an article's text to its facts. Composition only."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from newsfacts.analysis import analyse
from newsfacts.analysis.ner import NameTagger
from newsfacts.article import read_layout
from newsfacts.document import Reading
from newsfacts.entities import find_entities, tag_names
from newsfacts.facts import fact_modules
from newsfacts.merge import merge
from newsfacts.model import SCHEMA_VERSION, Article, Entity, Fact, Quantity, Time, jsonable

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Facts(tuple[Fact, ...]):
    """The facts of an article in text order; ``facts.agreements`` and the like are those of one type."""

    __slots__ = ()

    def of(self, name: str) -> "Facts":
        """The facts of the type with this JSON name."""
        return Facts(f for f in self if f.type == name)

    def __getattr__(self, plural: str) -> "Facts":
        for module in fact_modules():
            if module.type.plural == plural:
                return self.of(module.name)
        raise AttributeError(plural)


@dataclass(frozen=True)
class Result:
    """One article, read."""

    text: str
    article: Article
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    facts: Facts

    def to_dict(self) -> dict[str, Any]:
        """The contract's document as plain dicts and lists; numbers are `decimal.Decimal`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "article": jsonable(self.article),
            "times": jsonable(self.times),
            "quantities": jsonable(self.quantities),
            "entities": jsonable(self.entities),
            "facts": jsonable(tuple(self.facts)),
        }

    def to_json(self) -> str:
        """The contract's document as one line of JSON."""
        return _ENCODER.encode(self.to_dict()).decode("utf-8")


class Pipeline:
    """Reads articles. Made by `newsfacts.load`; holds no state between calls, so threads may share it."""

    def __init__(self) -> None:
        self._tagger = NameTagger.load()

    def __call__(
        self, text: str, *, published: str | None = None, id: str | None = None, title: str | None = None
    ) -> Result:
        """Read one article."""
        layout = read_layout(text)
        document = analyse(text, layout)
        published = published or layout.published
        entities = find_entities(document, tag_names(document, self._tagger))
        reading = Reading(document, published, (), (), entities)
        article = Article(id=id, title=title or layout.title, published=published)
        facts = [fact for module in fact_modules() for fact in module.find(reading)]
        article_id = id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return Result(
            text,
            article,
            reading.times,
            reading.quantities,
            reading.entities,
            Facts(merge(facts, article_id)),
        )

    def pipe(self, records: Iterable[Any]) -> Iterator[Any]:
        """Read many: strings, mappings with text, id, title, published, or (record, context) pairs."""
        for record in records:
            if isinstance(record, tuple):
                yield self._one(record[0]), record[1]
            else:
                yield self._one(record)

    def _one(self, record: str | Mapping[str, Any]) -> Result:
        if isinstance(record, str):
            return self(record)
        return self(
            record["text"],
            published=record.get("published"),
            id=record.get("id"),
            title=record.get("title"),
        )
