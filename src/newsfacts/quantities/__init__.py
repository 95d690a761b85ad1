"""Quantities: every number that counts or measures, with its bound and unit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsfacts.document import Document, Sentence
from newsfacts.model import Bound, Quantity, Time
from newsfacts.numbers import NumberMention, find_numbers, ratios
from newsfacts.quantities.bounds import bound_after, bound_before, is_level
from newsfacts.quantities.draft import Draft
from newsfacts.quantities.ellipsis import fill
from newsfacts.quantities.grids import from_heads
from newsfacts.quantities.guards import are_bracketed, is_code, is_index, is_law
from newsfacts.quantities.inversion import inverted, is_time_before
from newsfacts.quantities.join import join
from newsfacts.quantities.measure import ONE_BEFORE, RATIO, bare_unit, half_unit, measure, whole_unit


def find_quantities(document: Document, times: Sequence[Time] = ()) -> tuple[Quantity, ...]:
    """Find the quantities of a document, in text order. What is part of a time is none.

    Example:
        >>> [q.text for q in find_quantities(document_of("Ярмарку посетили более 14 тыс. человек из 24 стран."))]
        ['более 14 тыс. человек', '24 стран']
    """
    drafts: list[Draft] = []
    for sentence, numbers in _by_sentence(document, find_numbers(document)):
        drafts.extend(join(document, list(_drafts(document, sentence, numbers, times))))
    kept: list[Draft] = []
    for draft in from_heads(document, drafts):
        if not _is_name(document, draft, bool(kept) and are_bracketed(document, kept[-1], draft)):
            kept.append(draft)
    return tuple(_quantity(document, draft) for draft in fill(document, kept))


def _is_name(document: Document, draft: Draft, listed: bool) -> bool:
    if draft.unit is None:
        start = document.tokens[max(draft.sentence.first, draft.first - 1)].lower
        return start == "кому" or is_index(document, draft.number, draft.sentence, listed)
    return draft.unit.type == "count" and is_law(document, draft.number, draft.sentence)


def _by_sentence(
    document: Document, numbers: Sequence[NumberMention]
) -> Iterator[tuple[Sentence, list[NumberMention]]]:
    at = 0
    for sentence in document.sentences:
        here = []
        while at < len(numbers) and numbers[at].start < sentence.end:
            here.append(numbers[at])
            at += 1
        yield sentence, here


def _drafts(
    document: Document, sentence: Sentence, numbers: Sequence[NumberMention], times: Sequence[Time]
) -> Iterator[Draft]:
    """The numbers of a sentence with their own units, and the words that hold a number."""
    at = sentence.first
    for number in [*numbers, None]:
        until = number.first if number else sentence.last
        yield from _words(document, sentence, range(at, until))
        if number is None:
            return
        at = max(at, number.last)
        if number.ordinal or _in_time(number, times) or is_code(document, number, sentence):
            continue
        draft = measure(document, number, sentence)
        if draft is not None and not _both(document, number):
            if draft.unit is None and is_time_before(document, draft):
                continue
            yield inverted(document, draft) if draft.unit is None else draft


def _both(document: Document, number: NumberMention) -> bool:
    """Whether the number is «оба», which counts nothing that is news."""
    return number.words and document.tokens[number.first].lower[:3] in ("оба", "обе", "обо")


def _in_time(number: NumberMention, times: Sequence[Time]) -> bool:
    at = bisect_left(times, number.end, key=lambda time: time.start)
    return any(time.end > number.start for time in times[max(0, at - 3) : at])


def _words(document: Document, sentence: Sentence, indices: range) -> Iterator[Draft]:
    """«Вдвое», «полгектара»: words that are a number and a unit at once."""
    for i in indices:
        token = document.tokens[i]
        if i > sentence.first and document.tokens[i - 1].lower in ONE_BEFORE and token.is_word:
            draft = bare_unit(document, i, sentence)
            if draft is not None:
                yield draft
                continue
        if token.lower[:1] not in "вдтпц":
            continue
        value = ratios().get(token.lower)
        if value is not None:
            number = NumberMention(token.start, token.end, i, i + 1, value, value, words=True)
            yield Draft(number, sentence, i, i + 1, value, value, "ratio_adverb", unit=RATIO)
        elif token.lower.startswith("цел"):
            draft = whole_unit(document, i, sentence)
            if draft is not None:
                yield draft
        elif token.lower.startswith("пол"):
            draft = half_unit(document, i, sentence)
            if draft is not None:
                yield draft


def _quantity(document: Document, draft: Draft) -> Quantity:
    bound, first, last = _bound(document, draft)
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    if draft.last == draft.number.last:
        end = max(end, draft.number.end)
    assert draft.unit is not None
    single = draft.low == draft.high
    return Quantity(
        text=document.text[start:end],
        start=start,
        end=end,
        bound=bound,
        unit=draft.unit.code,
        unit_type=draft.unit.type,
        value=draft.low if single else None,
        low=None if single else draft.low,
        high=None if single else draft.high,
        rule=draft.rule,
    )


def _bound(document: Document, draft: Draft) -> tuple[Bound, int, int]:
    """The bound, and the tokens of the quantity with the bound's words."""
    first, last, at = draft.first, draft.last, draft.sentence.first
    if draft.is_range:
        return "=", first, last
    ratio = draft.unit is not None and draft.unit.type == "ratio" and draft.preposition == "в"
    if ratio:
        first -= 1
    if draft.rule == "inversion" and draft.bound is not None:
        return draft.bound, first, last
    found = bound_before(document, first, at)
    if found is not None:
        return found.bound, first if found.bound == "=" else found.first, last
    if draft.number.rough:
        return "~", first, last
    if draft.number.more:
        return ">", first, last
    if draft.bound is not None:
        return draft.bound, first, last
    after = bound_after(document, last, draft.sentence.last)
    if after is not None:
        return after.bound, first, after.last
    return _limit(document, draft, first, last)


def _limit(document: Document, draft: Draft, first: int, last: int) -> tuple[Bound, int, int]:
    """«До» is a limit but for a level reached; «от» one but for a source («от двух фирм»)."""
    if draft.paired:
        return "=", first, last
    if draft.preposition == "до":
        if is_level(document, first - 1, draft.sentence.first):
            return "=", first, last
        return "<=", first - 1, last
    if draft.preposition == "от" and draft.unit is not None and draft.unit.type not in ("count", "length"):
        return ">=", first - 1, last
    if draft.preposition == "под" and draft.number.words and draft.number.scale > 1:
        return "~", first - 1, last
    return "=", first, last
