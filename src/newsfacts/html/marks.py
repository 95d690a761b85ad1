"""The article with its records marked, however they overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsfacts.facts import fact_modules
from newsfacts.html.links import Words
from newsfacts.html.safe import text
from newsfacts.result import Result

LANES = 3  # lines under the text, for facts that overlap
COLOURS = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark: the record it belongs to (``facts0``, or a field of it: ``facts0.count``), and its looks."""

    of: str
    look: str
    start: int
    end: int


def colour(fact_type: str) -> int:
    """The number of the colour of a fact type."""
    order = [module.name for module in fact_modules()]
    return order.index(fact_type) % COLOURS


def entity_keys(result: Result) -> list[int]:
    """For each entity the number of the first mention of the same thing."""
    first: dict[str, int] = {}
    return [n if e.id is None else first.setdefault(e.id, n) for n, e in enumerate(result.entities)]


def marks(result: Result) -> list[Mark]:
    """Every stretch of the article that a record stands on."""
    found = [Mark(f"times{n}", "times", time.start, time.end) for n, time in enumerate(result.times)]
    found += [Mark(f"quantities{n}", "quantities", q.start, q.end) for n, q in enumerate(result.quantities)]
    for key, entity in zip(entity_keys(result), result.entities, strict=True):
        found.append(Mark(f"entities{key}", f"entities {entity.type}", entity.start, entity.end))
    return [*found, *_evidence(result), *_parts(result)]


def _evidence(result: Result) -> Iterator[Mark]:
    """The evidence of the facts, each in the first lane that is free."""
    spans = [(evidence, n) for n, fact in enumerate(result.facts) for evidence in fact.evidence]
    ends = [0] * LANES
    for evidence, n in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        lane = next((i for i in range(LANES) if ends[i] <= evidence.start), LANES - 1)
        ends[lane] = max(ends[lane], evidence.end)
        yield Mark(f"facts{n}", f"facts u{lane}c{colour(result.facts[n].type)}", evidence.start, evidence.end)


def _parts(result: Result) -> Iterator[Mark]:
    words = Words(result)
    for n, fact in enumerate(result.facts):
        for field, at in words.behind(fact):
            yield Mark(f"facts{n}.{field}", "", at.start, at.end)


def marked(result: Result, prefix: str) -> str:
    """The article as markup: cut at every border of a mark, each piece a link to the card of its shortest record.

    Of an article whose text is unknown, what its records quote.
    """
    found = marks(result)
    words = result.text or _quoted(result, max((mark.end for mark in found), default=0))
    pieces = []
    for start, end, active in cut(found, len(words)):
        if active:
            pieces.append(_piece(words[start:end], start, active, prefix))
        else:
            pieces.append(text(words[start:end]) if result.text else '<span class="gap"> […] </span>')
    return "".join(pieces)


def cut(found: Iterable[Mark], length: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """Cut a text of this length at every border of a mark: start, end and the marks of each piece."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in found:
        opens.setdefault(mark.start, []).append(mark)
        closes.setdefault(mark.end, []).append(mark)
    borders = sorted({*opens, *closes, 0, length})
    active: dict[Mark, None] = {}
    for start, end in zip(borders, borders[1:], strict=False):
        for mark in closes.get(start, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(opens.get(start, ())))
        yield start, end, list(active)


def _piece(words: str, start: int, active: list[Mark], prefix: str) -> str:
    target = min(active, key=lambda mark: (mark.end - mark.start, mark.of)).of.partition(".")[0]
    looks = " ".join(dict.fromkeys(look for mark in active for look in mark.look.split()))
    kept = {mark.of: mark.look for mark in active}
    look = f'id="{prefix}t{start}" class="{looks}" data-of="{" ".join(kept)}" data-by="{",".join(kept.values())}"'
    if not any(map(str.isalnum, words)):
        return f"<span {look}>{text(words)}</span>"  # a link needs a name
    return f'<a {look} href="#{prefix}{target}">{text(words)}</a>'


def _quoted(result: Result, length: int) -> str:
    """An article as far as its records quote it, each word in its place."""
    known = [" "] * length
    for said in result.quotes():
        known[said.start : said.end] = said.text
    return "".join(known)
