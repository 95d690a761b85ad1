"""Indicators (experimental): a named measure, its value, its change, the period and the territory.

The type has no gold yet; its fields may change.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from newsfacts.discourse.clauses import Clause, clauses
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Count, Fact, Member, Quantity, Time, quote
from newsfacts.phrases import nominative, noun_phrase
from newsfacts.rule import rule

_MOST_WORDS = 8  # of the name of a measure


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a measure changed: the direction, by how much, and the EDTF period it is compared with."""

    direction: Literal["up", "down"]
    amount: Count | None = None
    base: str | None = None


class Indicator(Fact, tag="indicator", frozen=True, kw_only=True):
    """A measure with its value or change; ``period`` is EDTF, ``territory`` the country or region."""

    key = ("measure", "period", "value", "change")
    plural = "indicators"
    experimental = True

    measure: str
    value: Count | None = None
    change: Change | None = None
    period: str | None = None
    territory: Member | None = None


def find(reading: Reading) -> Iterable[Indicator]:
    """Find measures whose value or change is told in their own clause."""
    for sentence in reading.document.sentences:
        if not reading.quantities_in(sentence):
            continue
        heads = [t for t in reading.document.words_of(sentence) if t.lemmas & words("indicator", "measures")]
        if not heads:
            continue
        before: Token | None = None  # «инфляция замедлилась и составила»: the subject of the clause before
        for clause in clauses(reading.document, sentence):
            head = next((t for t in heads if t.index in clause and t.reading("NOUN", case="nomn")), None)
            opening = reading.document.tokens[clause.ranges[0][0]].lower
            head = head or (before if clause.kind == "coordinate" and opening in ("и", "а", "но") else None)
            found = measured(reading, sentence, clause, head) if head is not None else None
            before = head if found is None else None
            if found is not None:
                yield found


@rule(
    "facts",
    {
        "[Экспорт зерна за пять месяцев вырос на 12%, до 25 млн тонн].": {
            "measure": "экспорт зерна",
            "value": "25000000 t",
            "change.direction": "up",
            "change.amount": "12 %",
            "period": "2025-01/2025-05",
        },
        "[Добыча угля в Кузбассе снизилась на 3,1%].": {
            "measure": "добыча угля",
            "change.direction": "down",
            "change.amount": "3.1 %",
            "territory.code": "RU-KEM",
        },
        "[Выручка холдинга в 2024 году составила 4,2 млрд рублей].": {
            "measure": "выручка холдинга",
            "value": "4200000000 RUB",
            "period": "2024",
        },
        "[Пассажиропоток аэропорта увеличился в 1,5 раза].": {
            "measure": "пассажиропоток аэропорта",
            "change.amount": "1.5 раз",
        },
        "[Цены на бензин выросли с 50 до 55 рублей].": {"measure": "цены на бензин", "value": "55 RUB"},
        "[Инфляция в августе замедлилась и составила 8,1%].": {"measure": "инфляция", "value": "8.1 %"},
        "[Число туристов в Карелии достигло 400 тыс. человек].": {
            "measure": "число туристов",
            "value": "400000 человек",
            "territory.name": "Карелия",
        },
        "[Средняя зарплата учителей превысила 70 тыс. рублей].": {
            "measure": "средняя зарплата учителей",
            "value": ">70000 RUB",
        },
        "[Экспорт леса сократился вдвое по сравнению с прошлым годом].": {
            "measure": "экспорт леса",
            "change.direction": "down",
            "change.amount": "2 раз",
            "change.base": "2024",
        },
        "В 2026 году [производство стали вырастет на 5%].": {
            "measure": "производство стали",
            "status": "planned",
            "period": "2026",
        },
        "[Производство стали не выросло на 5%].": {"measure": "производство стали", "status": "denied"},
        "[Долг компании на 11% ниже, чем в 2023 году].": {
            "measure": "долг компании",
            "change.direction": "down",
            "change.base": "2023",
        },
        "Цена билета известна, в зале 400 мест.": None,
        "Рост цен обсудили 40 депутатов.": None,
        "Директор по экспорту пригласил 30 партнеров.": None,
    },
    fact_type="indicator",
)
def measured(reading: Reading, sentence: Sentence, clause: Clause, head: Token) -> Indicator | None:
    """«Экспорт зерна за пять месяцев вырос на 12%, до 25 млн тонн»: measure, verb, change and value."""
    document = reading.document
    name = _measure(reading, sentence, clause, head)
    if name is None:
        return None
    first, last, measure = name
    verb = _verb(clause.tokens(document), last)
    if verb is None or _is_of_another(document.tokens, last, verb):
        return None
    end = _end(document.tokens, sentence, clause)
    stretch = quote(reading.text, verb.start, end)
    quantities = reading.quantities_in(stretch)
    before = reading.quantities_in(quote(reading.text, document.tokens[last - 1].end, verb.start))
    change = _change(reading, verb, [*before, *quantities], stretch.end)
    value = _value(reading, verb, quantities, change)
    if value is None and change is None:
        return None
    used = [q for q in (*before, *quantities) if Count.of(q) in (value, change.amount if change else None)]
    if not used:
        return None
    base = change.base if change else None
    stop = max(used[-1].end, verb.end, *(t.end for t in _bases(reading, verb, end)))
    evidence = quote(reading.text, document.tokens[first].start, stop)
    return Indicator(
        measure=measure,
        value=value,
        change=change,
        period=_period(reading, sentence, clause, base),
        territory=_territory(reading, clause),
        status=status_of(document, evidence.start, evidence.end, verb.index),
        source=source_of(document, evidence, reading.entities),
        evidence=(evidence,),
        rule="measured",
    )


def _measure(reading: Reading, sentence: Sentence, clause: Clause, head: Token) -> tuple[int, int, str] | None:
    """The measure's noun phrase: modifiers, noun, genitives, «цены на …»; without territory."""
    document = reading.document
    first = head.index
    while first - 1 in clause and document.tokens[first - 1].reading("ADJF", case="nomn"):
        first -= 1
    last = noun_phrase(document, head.index, sentence.last, "nomn", coordinate=False)
    if last < sentence.last and document.tokens[last].lower == "на":
        last = max(last, noun_phrase(document, last + 1, sentence.last, "accs", coordinate=False))
    named = [e for e in reading.entities if e.type in ("country", "region") and e.start >= document.tokens[first].start]
    stop = next((document.token_range(e.start, e.end)[0] for e in named), last)
    last = min(last, max(stop, head.index + 1))
    if document.tokens[last - 1].pos in ("PREP", "CONJ"):
        last -= 1
    if last - first > _MOST_WORDS or (last == head.index + 1 and first == head.index and _is_empty(head)):
        return None
    text = nominative(document.tokens[first:last], "nomn")
    return first, last, text if document.tokens[first].text[:2].isupper() else text[:1].lower() + text[1:]


def _is_empty(head: Token) -> bool:
    return bool(head.lemmas & words("indicator", "empty"))


def _verb(tokens: Sequence[Token], last: int) -> Token | None:
    """The word that tells the change or the value: the first of change, else of value."""
    behind = [t for t in tokens if t.index >= last]
    for kinds in (("up", "down"), ("levels",)):
        for token in behind:
            if any(
                token.lemmas & words("indicator", kind) or token.lower in words("indicator", kind) for kind in kinds
            ):
                return token
    return None


def _is_of_another(tokens: Sequence[Token], last: int, verb: Token) -> bool:
    """«Цена – 5 млн, аванс составит 20%»: the verb has a subject of its own right before it."""
    before = tokens[verb.index - 1]
    mark = tokens[verb.index - 2]
    return before.index > last and mark.text == "," and before.reading("NOUN", case="nomn") is not None


def _end(tokens: Sequence[Token], sentence: Sentence, clause: Clause) -> int:
    """The offset where the clause ends, with what hangs behind it («, до 25 млн тонн», «, чем в 2023 году»)."""
    last = max(clause.indices())
    while last + 2 < sentence.last and tokens[last + 1].text == "," and tokens[last + 2].lower in ("до", "чем"):
        last += 2
        while last + 1 < sentence.last and tokens[last + 1].text not in (",", ";", "."):
            last += 1
    return tokens[last].end


def _change(reading: Reading, verb: Token, quantities: Sequence[Quantity], end: int) -> Change | None:
    """The direction by the verb, the amount behind «на», or a ratio."""
    direction: Literal["up", "down"]
    if verb.lemmas & words("indicator", "up") or verb.lower in words("indicator", "up"):
        direction = "up"
    elif verb.lemmas & words("indicator", "down") or verb.lower in words("indicator", "down"):
        direction = "down"
    else:
        return None
    amount = next((q for q in quantities if q.unit_type == "ratio" or _word_before(reading, q) == "на"), None)
    # «по сравнению с 2023 годом» is the year, not the time from it on.
    bases = [t.value.removesuffix("/..") for t in _bases(reading, verb, end) if t.value]
    return Change(direction=direction, amount=Count.of(amount) if amount else None, base=bases[0] if bases else None)


def _bases(reading: Reading, verb: Token, end: int) -> list[Time]:
    """The times that the change is counted from."""
    found = []
    for time in reading.times_in(quote(reading.text, verb.start, end)):
        between = reading.text[verb.end : time.start].lower()
        if any(f" {word}" in between for word in table("indicator")["bases"]):
            found.append(time)
    return found


def _value(reading: Reading, verb: Token, quantities: Sequence[Quantity], change: Change | None) -> Count | None:
    """The level reached: behind «до» after a change; right behind a verb of value."""
    for quantity in quantities:
        if change is not None:
            if _word_before(reading, quantity) == "до":
                return Count.of(quantity)
        elif quantity.unit_type != "ratio" and _word_before(reading, quantity) != "на":
            return Count.of(quantity)
    return None


def _word_before(reading: Reading, quantity: Quantity) -> str:
    """The preposition before a quantity; some quantities hold it themselves."""
    first, _ = reading.document.token_range(quantity.start, quantity.end)
    own = reading.document.tokens[first].lower
    if own in ("на", "до"):
        return own
    return reading.document.tokens[first - 1].lower if first else ""


def _period(reading: Reading, sentence: Sentence, clause: Clause, base: str | None) -> str | None:
    """The time the measure is told for: in its clause first, else in the sentence; never the base."""
    times = [t for t in reading.times_in(sentence) if t.value and t.kind in ("date", "interval") and t.value != base]
    inside = [t for t in times if reading.document.token_range(t.start, t.end)[0] in clause]
    chosen = inside or times
    return chosen[0].value if chosen else None


def _territory(reading: Reading, clause: Clause) -> Member | None:
    for entity in reading.entities:
        if entity.type in ("country", "region") and reading.document.token_range(entity.start, entity.end)[0] in clause:
            return Member(entity.name, entity.code)
    return None
