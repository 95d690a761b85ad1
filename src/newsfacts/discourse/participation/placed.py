"""A count of participants, and where it belongs: its gathering, its time, its status, its source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.clauses import Clause, around, clauses, is_past, tells_past
from newsfacts.discourse.events.registry import Event
from newsfacts.discourse.events.time import plain
from newsfacts.discourse.participation.context import lead, names_gathering
from newsfacts.discourse.participation.site import Kind
from newsfacts.discourse.participation.time import Told, time_of, whole_time
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import refuted, status_of
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Count, Evidence, Member, Quantity, Status

_THERE = frozenset(("здесь", "там", "сюда", "туда", "нем", "нём", "ней"))
_BREAKS = DASHES | frozenset(",;:()")
_FRAMES = frozenset(("рамках", "полях", "кулуарах", "программе", "программы"))
_FRAME = 3  # tokens before a gathering that is only the frame: «в рамках Красноярского форума»
_MENTION = 240  # characters around a number in which a gathering's name may stand beside it
_BESIDE = 40  # characters between a number and the gathering's name in one piece of evidence


@dataclass(frozen=True)
class Participation:
    """A count of participants: the quantity, what it counts, and the tokens ``[first, last)`` that say so.

    ``part_of`` is set where the number is a part of, or beside, one named before («из них 23», «годом ранее - 17»).
    ``role`` is what the countries sent; ``denied`` marks a figure that the text takes back.
    """

    quantity: Quantity
    kind: Kind
    sentence: Sentence
    first: int
    last: int
    members: tuple[Member, ...]
    role: str | None = None
    audience: str | None = None  # what a part of the people are, where the number's own unit is left out
    part_of: Quantity | None = None
    denied: bool = False
    rule: str = ""
    event: str | None = None
    when: str | None = None
    status: Status = "actual"
    source: Evidence | None = None

    def told(self, reading: Reading) -> dict[str, Any]:
        """What facts of every type take over from the count."""
        return {
            "event": self.event,
            "count": Count.of(self.quantity),
            "status": self.status,
            "source": self.source,
            "evidence": (self.evidence(reading),),
            "rule": self.rule,
        }

    def evidence(self, reading: Reading) -> Evidence:
        """The stretch that says so, with the gathering that the same clause names beside it."""
        document = reading.document
        start, end = document.tokens[self.first].start, document.tokens[self.last - 1].end
        if self.part_of is None and self.kind != "countries":
            nearest = max(self.sentence.start, start - _MENTION), min(self.sentence.end, end + _MENTION)
            for a, b in reading.events.mentions_in(*nearest):
                between = reading.text[b:start] if b <= start else reading.text[end:a]
                if len(between) <= _BESIDE and not set(between) & _BREAKS:
                    start, end = min(start, a), max(end, b)
        return document.quote(start, end)


def placed(reading: Reading, p: Participation, whole: Participation | None = None) -> Participation:
    """Add the gathering, the time, the status and the source; a part of ``whole`` belongs where that does."""
    denied = p.denied or _is_taken_back(reading, p)
    status: Status = "denied" if denied else status_of(reading.document, p.quantity.start, p.quantity.end)
    event = _event(reading, p, status)
    when = event.when if event else None
    own = time_of(Told(reading, p.sentence, p.quantity, p.first, p.last), when)
    own = own and plain(own)
    if status == "actual" and p.rule == "meant_for":
        status = "planned"
    if own is None and _is_last_years(reading, p):
        own = str(int((reading.published or "")[:4]) - 1)
    if own is not None and event is not None:
        own = _of_edition(reading, event.name, own)
    if whole is not None and own is None and whole.sentence is p.sentence:
        if status == "actual" and whole.status == "planned":
            status = "planned"
        source = source_of(reading.document, p.quantity, reading.entities)
        return replace(p, event=whole.event, when=whole.when, status=status, source=source)
    if status == "actual" and event is not None and _is_to_be(reading, event):
        status, own, when = _before_it(reading, p, own, when)
    elif status == "planned" and event is not None and own is None and _is_of_next(reading, p, when):
        coming = [e.when for e in reading.events if e.name == event.name and e.status == "planned"]
        when = coming[0] if coming else None
    elif status == "actual" and _is_promise(reading, p) and not _is_over(reading, when):
        status, own = "planned", None
    if event is None and not _at_house(reading, p):
        own = own or _nameless_time(reading, p)
        if status == "actual" and _is_nameless_ahead(reading, p) and not _has_come(reading, p):
            status = "planned"
    return replace(
        p,
        event=event.name if event else None,
        when=own or when,
        status=status,
        source=source_of(reading.document, p.quantity, reading.entities),
    )


def _is_to_be(reading: Reading, event: Event) -> bool:
    """Whether a gathering is yet to come, or called off; one that opens on the article's day is there."""
    return event.status != "actual" or _is_ahead(reading, event.when)


def _is_of_next(reading: Reading, p: Participation, when: str | None) -> bool:
    """«Форум завершился. В следующем рассчитывают на 20 тыс.»: what is planned when the gathering is over."""
    clause = _clause(reading, p)
    return _is_over(reading, when) and clause is not None and not tells_past(reading.document, clause)


def _is_taken_back(reading: Reading, p: Participation) -> bool:
    """«Насчитали 9 тыс., однако эту цифру назвали ошибочной»: a clause behind says that the figure is wrong."""
    document, figures = reading.document, words("participation", "kinds", "figures")
    here = around(document, p.sentence, p.last - 1)
    following = [around(document, s, s.first) for s in document.sentences[p.sentence.index + 1 : p.sentence.index + 2]]
    for sentence in (here, *following):
        for clause in clauses(document, sentence):
            tokens = clause.tokens(document)
            if tokens and tokens[0].start >= p.quantity.end and _names_figure(tokens, figures) and refuted(tokens):
                return not reading.quantities_in(document.quote(p.quantity.end, tokens[0].start))
    return False


def _names_figure(tokens: Sequence[Token], figures: frozenset[str]) -> bool:
    return any(t.lemmas & figures and "этот" in tokens[i - 1].lemmas for i, t in enumerate(tokens) if i)


def _clause(reading: Reading, p: Participation) -> Clause | None:
    """The clause of the words that make the number one of participants."""
    found = clauses(reading.document, around(reading.document, p.sentence, p.first))
    return next((c for c in found if p.first in c or p.last - 1 in c), None)


def _before_it(
    reading: Reading, p: Participation, own: str | None, when: str | None
) -> tuple[Status, str | None, str | None]:
    """The status and times of what is told as done of a gathering to come.

    Those who have registered for it are expected; who has come came to what is under way, or to another edition.
    """
    if own is not None and own != reading.published and not _is_to_come(reading, own):
        return "actual", own, when
    if _is_of_former(reading, p):
        return "actual", own, None
    if _has_come(reading, p):
        return "actual", None, None if _is_ahead(reading, when) else when
    return "planned", None, when


def _of_edition(reading: Reading, name: str, own: str) -> str:
    """The days of the gathering that «в этом году», «в июле» or «в 2019 году» names, where they are known."""
    if len(own) > len("2000-01"):
        return own
    found = [e.when for e in reading.events if e.name == name and e.when and e.when.startswith(f"{own}-")]
    return found[0] if len(found) == 1 else own


def _is_of_former(reading: Reading, p: Participation) -> bool:
    """«В прошлый раз собрал», «ежегодно посещают»: other editions than the one to come."""
    former = words("participation", "parts", "former")
    return any(t.lemma in former for t in reading.document.words_of(p.sentence) if t.end <= p.quantity.start)


def _is_promise(reading: Reading, p: Participation) -> bool:
    """«Участие подтвердили 40 компаний»: they are to come."""
    said = {lemma for t in reading.document.tokens[p.first : p.last] for lemma in t.lemmas}
    return "участие" in said and bool(said & {"подтвердить", "подтверждать"})


def _is_last_years(reading: Reading, p: Participation) -> bool:
    """«Прошлогодний форум посетили 450 человек»."""
    near = around(reading.document, p.sentence, p.first)
    tokens = reading.document.tokens[near.first : p.last]
    return reading.published is not None and any(t.lemma == "прошлогодний" for t in tokens)


def _has_come(reading: Reading, p: Participation) -> bool:
    """Whether the number's clause has a verb in the past that tells of what is done at a gathering only."""
    clause = _clause(reading, p)
    tokens = [] if clause is None else clause.tokens(reading.document)
    if any(t.lower in ("известны", "известен", "известно") for t in tokens):
        return False  # «стали известны участники»
    if any(t.lower in ("участниками", "экспонентами") for t in tokens):
        return False  # «участниками стали»: by now they are to take part
    return any(t.lemmas & words("participation", "subject", "attends") for t in tokens if is_past(t))


def _is_ahead(reading: Reading, when: str | None) -> bool:
    """Whether the gathering begins after the article."""
    first = (when or "").partition("/")[0]
    return reading.published is not None and len(first) == len("2000-01-01") and first > reading.published


def _is_to_come(reading: Reading, when: str) -> bool:
    """Whether a time begins after the article."""
    return reading.published is not None and when.partition("/")[0] > reading.published


def _is_over(reading: Reading, when: str | None) -> bool:
    """Whether what is known of the gathering's time lies before the article."""
    last = (when or "").rpartition("/")[2]
    return reading.published is not None and len(last) == len("2000-01-01") and last < reading.published


def _event(reading: Reading, p: Participation, status: Status) -> Event | None:
    """The gathering meant: of several editions, one that fits what is said to have happened."""
    if _only_venue(reading, p):
        return None
    event = _named_beside(reading, p) or reading.events.event_of(p.quantity.start)
    if event is not None and event.status == "denied" and status != "denied":
        # Who is to come comes to another edition than the one called off.
        event = next((e for e in reading.events if e.name == event.name and e.status != "denied"), event)
    main = reading.events.main
    if event is None or main is None or status == "planned" or event.status != "planned":
        return event
    return main if main.name == event.name and main.status == "actual" else event


def _named_beside(reading: Reading, p: Participation) -> Event | None:
    """The gathering that the number's own clause names last before it; not the greater one that it is part of.

    «Выставку «Лед», развернутую на форуме «Север», посетили …» are the exhibition's, «конкурс в рамках фестиваля
    посмотрели …» the contest's.
    """
    clause, document = _clause(reading, p), reading.document
    start = max(p.sentence.start, p.quantity.start - _MENTION)
    found: Event | None = None
    for a, b in reading.events.mentions_in(start, p.quantity.start):
        first, _ = document.token_range(a, b)
        before = document.tokens[max(p.sentence.first, first - _FRAME) : first]
        if clause is not None and first in clause and not any(t.lower in _FRAMES for t in before):
            found = reading.events.at(a, b)
    return found


def _only_venue(reading: Reading, p: Participation) -> bool:
    """«Музей принял 5 тыс. гостей»: a house with visitors of its own, in a sentence without a gathering.

    So is one that «здесь» or «в нем» stands for, where it was named last.
    """
    document, houses = reading.document, words("participation", "kinds", "houses")
    clause = _clause(reading, p)
    if clause is not None and any(document.tokens[i].lower in _THERE for i in clause.indices()):
        before = document.sentences[max(0, p.sentence.index - 1)]
        if any(
            t.lemma in houses and t.reading("NOUN", case="nomn") for t in document.tokens[p.sentence.first : p.first]
        ):
            return True  # «музей на дни форума закроют; за август здесь побывали …»
        for token in reversed(document.tokens[before.first : p.first]):
            if token.lemma in houses:
                return True
            if reading.events.mentioned(token.start, token.end) and token.lower not in _THERE:
                return False
    if not _at_house(reading, p) or reading.events.mentioned(p.sentence.start, p.sentence.end):
        return False
    return not _is_of_houses(reading.events.event_of(p.quantity.start))


def _is_of_houses(event: Event | None) -> bool:
    """«Ночь музеев»: a gathering held in houses, whose visitors are its own."""
    houses = words("participation", "kinds", "houses")
    named = event.name.lower().split() if event is not None else []
    return any(p.lemma in houses for word in named for p in parses(word))


def _at_house(reading: Reading, p: Participation) -> bool:
    houses = words("participation", "kinds", "houses")
    return any(t.lemma in houses for t in reading.document.words_of(around(reading.document, p.sentence, p.first)))


def _of_nameless(reading: Reading, p: Participation) -> Sequence[Sentence]:
    """Where a gathering without a name is spoken of: here, right before, or under the headline."""
    document = reading.document
    sentences = document.sentences[max(0, p.sentence.index - 2) : p.sentence.index + 1][::-1]
    if p.sentence.block in ("title", "subtitle"):
        sentences = (p.sentence, *lead(document))
    pieces = [around(document, s, p.first if s is p.sentence else s.last - 1) for s in sentences]
    return [s for s in pieces if names_gathering(document, s)]


def _is_nameless_ahead(reading: Reading, p: Participation) -> bool:
    """«Ярмарка пройдет 15 марта. В ней участвуют 40 хозяйств»: the gathering is told of as yet to come."""
    holds = words("events", "verbs", "hold") | words("events", "verbs", "open")
    for sentence in _of_nameless(reading, p):
        told = [t for t in reading.document.words_of(sentence) if t.pos == "VERB" and t.lemmas & holds]
        if told:
            return any(t.parses[0].tense == "futr" for t in told)
    return False


def _nameless_time(reading: Reading, p: Participation) -> str | None:
    """The time of a gathering without a name."""
    for sentence in _of_nameless(reading, p):
        times = [t for t in reading.times_in(sentence) if t.kind != "duration" and t.value]
        if times:
            return whole_time(reading, sentence, times[0])
    return None
