"""The pipeline: one pass from an article's text to its facts. Composition only."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, overload

from newsfacts.analysis import analyse
from newsfacts.analysis.ner import NameTagger
from newsfacts.article import Layout, read_layout
from newsfacts.discourse.events import find_events, with_event_names
from newsfacts.document import Reading
from newsfacts.entities import find_entities, tag_names
from newsfacts.facts import fact_modules
from newsfacts.merge import merge
from newsfacts.model import Article, Dateline, Time, covering
from newsfacts.quantities import find_quantities
from newsfacts.records import Input, Published, Record, checked, from_record, label
from newsfacts.result import Facts, Failure, Result
from newsfacts.times import published_by, read_times, resolve_times

C = TypeVar("C")


class Pipeline:
    """Reads articles. Made by `newsfacts.load`; holds no state between calls, so threads may share it.

    Args:
        experimental: look for the fact types that are still experimental, too.
    """

    def __init__(self, *, experimental: bool = False) -> None:
        self._tagger = NameTagger.load()
        self._experimental = experimental

    def __call__(
        self, text: str, *, published: Published = None, id: str | int | None = None, title: str | None = None
    ) -> Result:
        """Read one article.

        Args:
            text: the article as it is, headers and all.
            published: the day that relative dates start from (ISO date, `date` or `datetime`); without it, the
                article's own header or dateline serves.
            id: the caller's name for the article, part of the facts' ids.
            title: the headline, where it does not stand in the text.

        Raises:
            TypeError: a field has the wrong type.
            ValueError: ``published`` is no ISO date.

        Example:
            >>> import newsfacts
            >>> newsfacts.load()("ОМСК, 7 мая. /ТАСС/. Открыт мост.", published="2025-05-07").article.dateline.place
            'Омск'
        """
        return self._read(checked(text, id=id, title=title, published=published))

    def _read(self, article: Input) -> Result:
        text = article.text
        layout = read_layout(text)
        document = analyse(text, layout)
        read = read_times(document)
        published = article.published or layout.published or published_by(document, read)
        entities = find_entities(document, tag_names(document, self._tagger))
        times = resolve_times(document, read, published)
        events = find_events(document, times, entities, published)
        quantities = find_quantities(document, times)
        reading = Reading(document, published, times, quantities, entities, events)
        modules = [m for m in fact_modules() if self._experimental or not m.type.experimental]
        facts = [fact for module in modules for fact in module.find(reading)]
        article_id = article.id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return Result(
            text,
            Article(
                id=article.id,
                title=article.title or layout.title,
                published=published,
                dateline=_dateline(layout, reading.times),
            ),
            reading.times,
            reading.quantities,
            with_event_names(entities, events),
            Facts(merge(facts, article_id)),
        )

    @overload
    def pipe(
        self, records: Iterable[tuple[Record, C]], *, on_error: Literal["raise"] = ...
    ) -> Iterator[tuple[Result, C]]: ...
    @overload
    def pipe(
        self, records: Iterable[tuple[Record, C]], *, on_error: Literal["record"]
    ) -> Iterator[tuple[Result | Failure, C]]: ...
    @overload
    def pipe(self, records: Iterable[Record], *, on_error: Literal["raise"] = ...) -> Iterator[Result]: ...
    @overload
    def pipe(self, records: Iterable[Record], *, on_error: Literal["record"]) -> Iterator[Result | Failure]: ...
    def pipe(self, records: Iterable[Any], *, on_error: Literal["raise", "record"] = "raise") -> Iterator[Any]:
        """Read many articles, one after another, as they come; the order is kept.

        A record is a text, a mapping with ``text`` and perhaps ``id``, ``title`` and ``published`` (other keys are
        left alone), or a pair of one of these and a context of any kind, which comes back beside the result.

        Args:
            records: the articles.
            on_error: ``"raise"`` stops at a record that cannot be read; ``"record"`` yields a `Failure` for it.

        Raises:
            TypeError, ValueError: a record is wrong; the message names its number, id and field.

        Example:
            >>> import newsfacts
            >>> nf = newsfacts.load()
            >>> [(doc.article.id, row) for doc, row in nf.pipe([({"id": "a", "text": "Мост открыт."}, 7)])]
            [('a', 7)]
        """
        if on_error not in ("raise", "record"):
            raise ValueError(f"on_error must be 'raise' or 'record', not {on_error!r}")
        return self._pipe(records, on_error)

    def _pipe(self, records: Iterable[Any], on_error: str) -> Iterator[Any]:
        for number, item in enumerate(records):
            paired = isinstance(item, tuple) and len(item) == 2
            record = item[0] if paired else item
            result: Result | Failure
            try:
                result = self._read(from_record(record))
            except Exception as error:
                if on_error == "raise":
                    if type(error) in (TypeError, ValueError):
                        raise type(error)(f"{label(record, number)}: {error}") from error
                    error.add_note(label(record, number))
                    raise
                known = record.get("id") if isinstance(record, Mapping) else None
                result = Failure(number, None if known is None else str(known), type(error).__name__, str(error))
            yield (result, item[1]) if paired else result


def _dateline(layout: Layout, times: tuple[Time, ...]) -> Dateline | None:
    """The dateline with the day that was read in it."""
    block = layout.block("dateline")
    if block is None:
        return None
    days = [t.value for t in covering(times, block.start, block.end) if t.kind == "date"]
    return Dateline(
        place=layout.place,
        date=days[0] if days else None,
        agency=layout.agency,
        start=block.start,
        end=block.end,
    )
