"""The pipeline: one pass from an article's text to its facts. Composition only."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

import msgspec

from newsfacts.analysis import analyse
from newsfacts.analysis.ner import NameTagger
from newsfacts.article import Layout, read_layout
from newsfacts.discourse.events.registry import find_events, with_event_names
from newsfacts.discourse.reading import Reading
from newsfacts.document import Document
from newsfacts.entities import find_entities, tag_names
from newsfacts.facts import fact_modules
from newsfacts.merge import merge
from newsfacts.model import Article, Dateline, Time, covering
from newsfacts.parallel import batches, map_ordered
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
        return self.read(checked(text, id=id, title=title, published=published))

    def read(self, article: Input) -> Result:
        """Read an article whose fields are checked."""
        layout = read_layout(article.text)
        document = analyse(article.text, layout)
        [tags] = tag_names([document], self._tagger)
        return self._read(article, layout, document, tags)

    def read_batch(self, articles: Sequence[Input]) -> list[Result | Exception]:
        """Read articles whose names are tagged at once; an error in one stands in its place."""
        outcomes: list[Result | Exception | None] = [None] * len(articles)
        analysed: list[tuple[int, Layout, Document]] = []
        for i, article in enumerate(articles):
            try:
                layout = read_layout(article.text)
                analysed.append((i, layout, analyse(article.text, layout)))
            except Exception as error:
                outcomes[i] = error
        tagged = tag_names([document for _, _, document in analysed], self._tagger)
        for (i, layout, document), tags in zip(analysed, tagged, strict=True):
            try:
                outcomes[i] = self._read(articles[i], layout, document, tags)
            except Exception as error:
                outcomes[i] = error
        return [outcome for outcome in outcomes if outcome is not None]

    def _read(self, article: Input, layout: Layout, document: Document, tags: Sequence[str]) -> Result:
        text = article.text
        read = read_times(document)
        published = article.published or layout.published or published_by(document, read)
        entities = find_entities(document, tags)
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
                encoding=article.encoding or msgspec.UNSET,
            ),
            reading.times,
            reading.quantities,
            with_event_names(entities, events),
            Facts(merge(facts, article_id)),
        )

    @overload
    def pipe(
        self,
        records: Iterable[tuple[Record, C]],
        *,
        batch_size: int = ...,
        processes: int = ...,
        on_error: Literal["raise"] = ...,
    ) -> Iterator[tuple[Result, C]]: ...
    @overload
    def pipe(
        self,
        records: Iterable[tuple[Record, C]],
        *,
        batch_size: int = ...,
        processes: int = ...,
        on_error: Literal["record"],
    ) -> Iterator[tuple[Result | Failure, C]]: ...
    @overload
    def pipe(
        self,
        records: Iterable[Record],
        *,
        batch_size: int = ...,
        processes: int = ...,
        on_error: Literal["raise"] = ...,
    ) -> Iterator[Result]: ...
    @overload
    def pipe(
        self, records: Iterable[Record], *, batch_size: int = ..., processes: int = ..., on_error: Literal["record"]
    ) -> Iterator[Result | Failure]: ...
    def pipe(
        self,
        records: Iterable[Any],
        *,
        batch_size: int = 16,
        processes: int = 1,
        on_error: Literal["raise", "record"] = "raise",
    ) -> Iterator[Any]:
        """Read many articles, a batch at a time; the order is kept, and the results are those of one by one.

        A record is a text, a mapping with ``text`` and perhaps ``id``, ``title`` and ``published`` (other keys are
        left alone), or a pair of one of these and a context of any kind, which comes back beside the result.

        Args:
            records: the articles; no more than a few batches are taken ahead.
            batch_size: how many articles have their names tagged at once; 1 reads each record as it comes.
            processes: how many processes read. Each loads the models for itself; contexts are not sent to them. A
                script that asks for more than one needs ``if __name__ == "__main__"``.
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
        if batch_size < 1 or processes < 1:
            raise ValueError("batch_size and processes must be at least 1")
        return self._pipe(records, batch_size, processes, on_error)

    def _pipe(self, records: Iterable[Any], batch_size: int, processes: int, on_error: str) -> Iterator[Any]:
        slots = (_Slot.of(number, item) for number, item in enumerate(records))
        work = (([s.checked for s in b if isinstance(s.checked, Input)], b) for b in batches(slots, batch_size))
        done: Generator[tuple[list[Result | Exception], list[_Slot]], None, None]
        if processes == 1:
            done = ((self.read_batch(articles), batch) for articles, batch in work)
        else:
            done = map_ordered(_batch_reader, (self._experimental,), work, processes)
        with closing(done):
            for outcomes, batch in done:
                read = iter(outcomes)
                for slot in batch:
                    outcome = next(read) if isinstance(slot.checked, Input) else slot.checked
                    result = slot.failed(outcome, on_error) if isinstance(outcome, Exception) else outcome
                    yield (result, slot.context) if slot.paired else result


@dataclass(frozen=True)
class _Slot:
    """A record in its place in the stream: what is read of it, or why it cannot be read."""

    number: int
    record: Any
    context: Any
    paired: bool
    checked: Input | Exception

    @classmethod
    def of(cls, number: int, item: Any) -> "_Slot":
        paired = isinstance(item, tuple) and len(item) == 2
        record, context = item if paired else (item, None)
        try:
            return cls(number, record, context, paired, from_record(record))
        except Exception as error:
            return cls(number, record, context, paired, error)

    def failed(self, error: Exception, on_error: str) -> Failure:
        """The failure as a record; or raise it."""
        if on_error == "raise":
            if type(error) in (TypeError, ValueError):
                raise type(error)(f"{label(self.record, self.number)}: {error}") from error
            error.add_note(label(self.record, self.number))
            raise error
        known = self.record.get("id") if isinstance(self.record, Mapping) else None
        return Failure(self.number, None if known is None else str(known), type(error).__name__, str(error))


def _batch_reader(experimental: bool) -> Callable[[Sequence[Input]], list[Result | Exception]]:
    """What reads batches in another process."""
    return Pipeline(experimental=experimental).read_batch


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
