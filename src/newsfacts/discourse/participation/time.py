"""When a count of participants was: its own time, where its sentence tells one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsfacts.discourse.clauses import Clause, around, clauses, tells_past
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.model import Quantity, Time

_HOSTS = frozenset(("main", "coordinate"))
_EDGES = frozenset(("открытие", "закрытие", "финал"))
_WHEN = ", когда"
_BESIDE = 4  # characters between a day and the number of those who came on it: «4 ноября — 192 тыс.»
_LEADING = 2  # tokens at most before a time that begins its clause
_NOW = frozenset(("теперь", "сейчас", "нынче", "сегодня"))
_THEN = frozenset(("тогда",))


@dataclass(frozen=True)
class Told:
    """A counted number in its sentence, and the tokens ``[first, last)`` that make it one of participants."""

    reading: Reading
    sentence: Sentence
    quantity: Quantity
    first: int
    last: int

    def at(self, time: Time) -> int:
        """The index of a time's first token."""
        return self.reading.document.token_range(time.start, time.end)[0]


def time_of(told: Told, when: str | None) -> str | None:
    """The time the number belongs to, no duration; ``when`` is the gathering's.

    That is the last named before it in its own clause («в среду и четверг» are both), else the first behind it with
    no comma between, else the last day before it in a clause beside its own, or the time that opens the sentence. «На
    открытие» is the gathering's first day, «за три дня» so many of its days; its own days told one by one are its
    whole time. The days on which something opened or closed are not when so many came.
    """
    reading, quantity, document = told.reading, told.quantity, told.reading.document
    sentence = around(document, told.sentence, told.first)
    found = clauses(document, sentence)
    clause = next((c for c in found if told.first in c or told.last - 1 in c), None)
    stated = [t for t in reading.times_in(sentence) if t.value]
    times = [t for t in stated if t.kind != "duration" and _is_when(told, t)]
    own = [t for t in times if clause is not None and told.at(t) in clause]
    first, _, last = (when or "").partition("/")
    edge = _edge(told, clause) if last and clause is not None else None
    if edge is not None:
        day = next((t.value for t in times if 0 <= quantity.start - t.end <= _BESIDE), None)
        told_day = day or (first if edge == "открытие" else last)
        return told_day if told_day and told_day != ".." else None
    if last and {first, last} <= {t.value for t in own}:
        return when
    before = [t for t in own if t.start < quantity.start]
    if not before and clause is not None and clause.kind in ("relative", "condition"):
        before = [t for t in times if _leads(told, t, clause)]
    if not before and clause is not None and clause.kind == "aside":
        before = [t for t in times if 0 <= document.tokens[clause.ranges[0][0]].start - t.end <= len(" (")]
    if before:
        return None if _is_now(told, before[-1]) else _joined(reading, before)
    days = _days(told, stated, clause)
    if days and last:
        return _stretch(first, last, days)
    behind = [t for t in own if t.start >= quantity.end and _is_beside(told, t)]
    if behind:
        return behind[0].value
    if clause is None or clause.kind in _HOSTS:
        hosts = [c for c in found if c.kind in _HOSTS and not _reports(told, c)]
        others = [t for t in times if t.kind == "date" and t.end <= quantity.start and "-" in (t.value or "")]
        others = [t for t in others if any(told.at(t) in c for c in hosts)]
        if others:
            return _joined(reading, others)
    if clause is not None and clause.kind == "coordinate" and tells_past(told.reading.document, clause):
        opening = [t for t in times if told.at(t) - sentence.first <= _LEADING and t.end <= quantity.start]
        if opening and not _is_now(told, opening[-1]):
            return opening[-1].value
    return _then(told, clause)


def _edge(told: Told, clause: Clause) -> str | None:
    """«На открытие», «на финал»: the end of a gathering that the clause names for the number."""
    tokens, text = told.reading.document.tokens, told.reading.text
    found: str | None = None
    for i in clause.indices():
        if tokens[i].lemma not in _EDGES or tokens[i].pos != "NOUN":
            continue
        if tokens[i].lemma == "финал" and not _is_goal(tokens, i):
            continue
        if tokens[i].start > told.quantity.start and "," in text[told.quantity.end : tokens[i].start]:
            break
        if found is None or tokens[i].start < told.quantity.start:
            found = tokens[i].lemma
    return found


def _is_goal(tokens: Sequence[Token], i: int) -> bool:
    """«На финал», not «на финалы», nor «в финале»."""
    return tokens[i].lower == "финал" and any(t.lower == "на" for t in tokens[max(0, i - 2) : i])


def _is_when(told: Told, time: Time) -> bool:
    """Whether a time can be when they came: not when something began, nor of the figures' state, nor compared with."""
    return not (_is_of_edge(told, time) or _is_state(told, time) or _is_compared(told, time))


def _is_compared(told: Told, time: Time) -> bool:
    """«Меньше, чем год назад: 4 тыс. против 8 тыс.»: only what stands behind «против» is of then."""
    document, at = told.reading.document, told.at(time)
    if at == told.sentence.first or document.tokens[at - 1].lower != "чем":
        return False
    _, last = document.token_range(told.quantity.start, told.quantity.end)
    return last < told.sentence.last and document.tokens[last].lower == "против"


def _is_of_edge(told: Told, time: Time) -> bool:
    """«Открытая в июне», «приступили в пятницу»: when something began or ended."""
    lemmas = _told_of(told.reading, told.sentence, time)
    return bool(lemmas & (words("participation", "parts", "begins") | words("participation", "parts", "ends")))


def _told_of(reading: Reading, sentence: Sentence, time: Time) -> frozenset[str]:
    """The lemmas of the verb or participle right before a time."""
    at = reading.document.token_range(time.start, time.end)[0]
    near = reading.document.tokens[max(sentence.first, at - 3) : at]
    verbs = [t for t in near if t.pos in ("VERB", "PRTF", "ADJF", "PRTS", "GRND", "INFN")]
    return verbs[-1].lemmas if verbs else frozenset()


def whole_time(reading: Reading, sentence: Sentence, time: Time) -> str | None:
    """The time of a gathering of which one time is told: from the day it began on, till the day it ended on."""
    value, lemmas = time.value, _told_of(reading, sentence, time)
    if value is None or "/" in value or value == reading.published:
        return value
    if lemmas & words("participation", "parts", "begins"):
        return f"{value}/.."
    return f"../{value}" if lemmas & words("participation", "parts", "ends") else value


def _is_state(told: Told, time: Time) -> bool:
    """«На сегодня зарегистрировались», «по данным на 8 августа»: the state of that time, not when they come."""
    before = told.reading.document.tokens[max(told.sentence.first, told.at(time) - 1)]
    published = told.reading.published
    past = published is not None and (time.value or "") <= published
    if told.reading.text[time.end : time.end + len(_WHEN)] == _WHEN:
        return False  # «пик пришелся на 3 августа, когда приехали 6,8 тыс.»
    return before.lower == "на" and (time.kind == "datetime" or past)


def _reports(told: Told, clause: Clause) -> bool:
    """«В понедельник в мэрии рассказали, что …»: the time of the telling."""
    verbs = [t for t in clause.tokens(told.reading.document) if t.pos in ("VERB", "GRND")]
    return any(t.lemmas & words("source", "verbs") for t in verbs)


def _is_now(told: Told, time: Time) -> bool:
    """«В 2024-м пришли 1900 человек, теперь - 2640»: what is told of another time before it."""
    tokens = told.reading.document.tokens
    first, _ = told.reading.document.token_range(told.quantity.start, told.quantity.end)
    between = tokens[told.at(time) + 1 : first]
    return any(t.lower in _NOW or (t.lower in _THIS and _is_bare(tokens, t.index)) for t in between)


def _is_bare(tokens: Sequence[Token], i: int) -> bool:
    """«В прошлом году пришли 300 человек, в этом – 400»: «в этом» whose noun is the one told before."""
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i - 1].lower == "в" and (follows is None or follows.pos not in ("NOUN", "ADJF", "PRTF"))


_THIS = frozenset(("этом", "нынешнем"))


def _is_beside(told: Told, time: Time) -> bool:
    """Whether no comma and no other number stands between the number and a time behind it.

    The commas around a number put in are none: «больше всего гостей, 19 тысяч, пришло в субботу».
    """
    between = told.reading.text[told.quantity.end : time.start]
    if told.reading.text[: told.quantity.start].rstrip().endswith(","):
        between = between.removeprefix(",")
    others = told.reading.quantities_in(told.reading.document.quote(told.quantity.end, time.start))
    return "," not in between and not others


def _then(told: Told, clause: Clause | None) -> str | None:
    """«Прошлый раз выставка прошла в 2021 году. Тогда ее посетили …»: the time told of last."""
    document = told.reading.document
    tokens = document.tokens
    if clause is None or not any(
        tokens[i].lower in _THEN and not (i + 1 < len(tokens) and tokens[i + 1].lower == "как")
        for i in clause.indices()
    ):
        return None
    for sentence in (told.sentence, *document.sentences[max(0, told.sentence.index - 1) : told.sentence.index]):
        times = [t for t in told.reading.times_in(sentence) if t.kind != "duration" and t.value]
        times = [t for t in times if t.end <= told.quantity.start]
        if times:
            return times[-1].value
    return None


def _leads(told: Told, time: Time, clause: Clause) -> bool:
    """«В прошлом году, когда выставку посетили …»: the time right before the relative clause of time."""
    start = clause.ranges[0][0]
    tokens = told.reading.document.tokens
    return tokens[start].lower == "когда" and 0 <= tokens[start].start - time.end <= 2


def _joined(reading: Reading, times: list[Time]) -> str | None:
    """The last of the times; two days joined by «и» are both."""
    last = times[-1]
    if len(times) > 1 and times[-2].kind == last.kind == "date" and last.value and times[-2].value:
        between = reading.text[times[-2].end : last.start].strip()
        if between in ("и", "и в", "и во") and times[-2].value < last.value and "/" not in last.value:
            return f"{times[-2].value}/{last.value}"
    return last.value


def _days(told: Told, stated: list[Time], clause: Clause | None) -> int:
    """How many days «за три дня» in the number's clause names; 0 where nothing does."""
    for time in stated:
        if time.kind != "duration" or time.end > told.quantity.start or not clause or told.at(time) not in clause:
            continue
        value = time.value or ""
        if value[:1] == "P" and value[-1:] == "D" and value[1:-1].isdigit():
            return int(value[1:-1])
    return 0


def _stretch(first: str, last: str, days: int) -> str | None:
    """The first days of a gathering; None where it is no longer than that, or its days are not known."""
    try:
        end = date.fromisoformat(first) + timedelta(days=days - 1)
        return f"{first}/{end.isoformat()}" if end < date.fromisoformat(last) else None
    except (ValueError, OverflowError):
        return None
