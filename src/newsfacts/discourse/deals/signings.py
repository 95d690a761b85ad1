"""Deals that are told by a noun of the act: the signing of a document is expected, announced, or has taken place."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.deals.acts import Act, lemma_in, negated
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal, build, signed_when
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import ratifying, unique
from newsfacts.discourse.status import status_of
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.model import Status
from newsfacts.rule import rule

_ABOUT = frozenset(("о", "об"))
_TIME = 8  # tokens of a time and what stands before it


@rule(
    "facts",
    {
        "[Подписание соглашения между Россией и Казахстаном намечено на май].": {
            "stage": "planned",
            "parties": ["Россия", "Казахстан"],
        },
        "[С Мьянмой подписания договора ждет корпорация «Рост»].": {"stage": "planned", "parties": ["Рост", "Мьянма"]},
        "[Договор между Непалом и Бутаном ждет подписания].": {"stage": "planned", "parties": ["Непал", "Бутан"]},
        "[Хоккейный клуб «Витязь-Урал» объявил о подписании контракта с нападающим Сергеем Лаптевым].": {
            "stage": "signed",
            "parties": ["Витязь-Урал", "Сергей Лаптев"],
        },
        "[Итогом встречи стало подписание договора о кадрах вуза «Луч» и завода «Маяк»].": {
            "parties": ["Луч", "Маяк"],
            "subject": "кадры",
        },
        "[Итогом поездки стало подписание меморандума между Коми и Вологодской областью].": {"stage": "signed"},
        "[Состоялось подписание в мае соглашения между Коми и Вологодской областью].": {"when": "2025-05"},
        "[В Баку прошла церемония подписания договора между «Каспием» и фирмой «Луч»].": {"stage": "signed"},
        "[Сенат Казахстана одобрил ратификацию соглашения с Ираном о торговле].": {
            "stage": "signed",
            "parties": ["Казахстан", "Иран"],
        },
        "[Сведения о расторжении договора завода «Маяк» с банком «Восход» директор назвал ложью].": {
            "stage": "terminated",
            "status": "denied",
        },
        "[В мэрии опровергли информацию о подписании договора между Муромом и Псковом].": {
            "stage": "signed",
            "status": "denied",
        },
        "Подписание соглашения сорвал ливень.": None,
        "Депутат рассказал о пользе подписания соглашений.": None,
        "Посол призвал к подписанию договора между Перу и Чили.": None,
    },
    fact_type="agreement",
)
def signing_ahead(scene: Scene) -> Iterator[Deal]:
    """The signing of a document is expected, fixed for a day or announced, or has taken place."""
    tokens = scene.document.tokens
    for paper in scene.papers:
        noun = _before_time(scene, paper.first) - 1
        done = _done(tokens[noun]) if noun >= 0 else None
        if done is None:
            behind = [i for i in scene.indices if i > paper.index and tokens[i].lower in ("подписания", "подписанию")]
            if not behind or paper.preposition or "nomn" not in paper.cases or behind[0] + 1 in _beginnings(scene):
                continue
            noun, done = behind[0], "signed"
        act = _signing(scene, noun, done)
        if act is None:
            continue
        sides = bound(scene.memory, scene.groups, act, paper)
        if done == "ratified":
            between = [g for g in scene.groups if g.preposition == "между"]
            others = [p for g in between for p in scene.memory.resolve(g)]
            sides = replace(sides, parties=unique(others) if len(others) > 1 else ratifying(sides.parties))
        deal = build(scene, signing_ahead.name, act, paper, sides)
        if deal is not None and deal.parties:
            yield replace(deal, dated=signed_when(scene, paper)) if done == "ratified" else deal


def _before_time(scene: Scene, first: int) -> int:
    """Where a time begins that stands right before token ``first``: «подписание в мае договора»; else ``first``."""
    document = scene.document
    start = max(scene.sentence.first, first - _TIME)
    for time in scene.memory.mentions.reading.times_in(
        document.quote(document.tokens[start].start, document.tokens[first].end)
    ):
        begin, end = document.token_range(time.start, time.end)
        if end == first and begin > scene.sentence.first:
            return begin - 1 if document.tokens[begin - 1].pos == "PREP" else begin
    return first


def _done(noun: Token) -> str | None:
    """What a noun says is done to the document behind it: signed, terminated, ratified."""
    known = ("signed", "terminated", "ratified")
    return next((key for key in known if noun.lemma in words("agreements", "acts", key)), None)


def _beginnings(scene: Scene) -> frozenset[int]:
    return frozenset(p.first for p in scene.papers)


def _signing(scene: Scene, noun: int, done: str) -> Act | None:
    """What becomes of the signing: the verb it goes with, and what that makes of it."""
    tokens = scene.document.tokens
    before = tokens[noun - 1].lower if noun else ""
    if done == "ratified":
        verb = _first(scene, "ratifying")
        return Act(verb, "signed", "signed", "actual", False, False, verb) if verb is not None else None
    if done == "terminated" and before not in _ABOUT:
        return None
    if before in _ABOUT:
        verb = _said(scene, noun)
        if verb is None:
            return None
        said = status_of(scene.document, tokens[noun].start, tokens[noun].end, noun)
        stage = "planned" if said == "planned" and done == "signed" else done
        # Who calls a report wrong is not who signed.
        return Act(verb, done, stage, said, tokens[verb].pos == "NOUN", False, verb)
    verb = _first(scene, "ahead")
    held = _first(scene, "held")
    index = verb if verb is not None else held
    if index is None or negated(tokens, index) or (verb is None and before in ("к", "для", "из-за")):
        return None
    ahead = verb is not None or _is_future(tokens[index])
    status: Status = "planned" if ahead else "actual"
    return Act(index, "signed", "planned" if ahead else "signed", status, False, False, index)


def _said(scene: Scene, noun: int) -> int | None:
    """The verb or noun of telling, agreeing or refuting that «о подписании» hangs on."""
    tokens = scene.document.tokens
    near = [i for i in scene.indices if i < noun and (is_predicate(tokens[i]) or tokens[i].pos == "NOUN")]
    for i in reversed(near):
        if lemma_in(tokens[i], words("agreements", "acts", "told")) is not None:
            return i
    return None


def _first(scene: Scene, key: str) -> int | None:
    tokens = scene.document.tokens
    return next((i for i in scene.indices if lemma_in(tokens[i], words("agreements", "acts", key))), None)


def _is_future(token: Token) -> bool:
    return bool(token.parses) and token.parses[0].tense == "futr"
