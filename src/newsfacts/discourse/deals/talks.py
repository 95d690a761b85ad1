"""Deals that are talked about: talks with a contract, a loan, a sale or a supply in view."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.deals.acts import Act, Paper, act_at, lemma_in, negated
from newsfacts.discourse.deals.binding import Bound, bound, is_addressee
from newsfacts.discourse.deals.frame import Deal, both_sides
from newsfacts.discourse.deals.memory import Told
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.deals.subjects import Subject, phrase_at, subject_of, theme
from newsfacts.discourse.parties.mentions import Group
from newsfacts.lexicon import words
from newsfacts.model import Party, Status
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[«Вектор» ведет переговоры с заводом «Луч» о поставке станков].": {
            "stage": "negotiated",
            "parties": ["Вектор", "Луч"],
            "subject": "поставка станков",
        },
        "[Между Россией и Казахстаном идут переговоры о соглашении о транзите зерна].": {
            "stage": "negotiated",
            "subject": "транзит зерна",
        },
        "Завод «Маяк» расторг контракт с «Лучом». [О новом ведутся переговоры с фирмой «Заря»].": {
            "kind": "contract",
            "stage": "negotiated",
            "parties": ["Заря", "Маяк"],
        },
        "Холдинг «Вектор» отрицает, [что вел переговоры о продаже завода холдингу «Луч»].": {
            "status": "denied",
            "parties": ["Вектор", "Луч"],
        },
        "[Переговоры «Вектора» с заводом «Луч» о поставке станков продолжаются].": {"parties": ["Вектор", "Луч"]},
        "Россия и Казахстан ведут переговоры о мире.": None,
        "«Вектор» ведет переговоры с заводом «Луч».": None,
    },
    fact_type="agreement",
)
def in_talks(scene: Scene) -> Iterator[Deal]:
    """Talks that have a deal in view: about a contract, a loan, a sale, a supply."""
    tokens = scene.document.tokens
    for n in scene.indices:
        if tokens[n].lemma != "переговоры" or not _under_way(scene, n):
            continue
        verb = next((i for i in scene.indices if tokens[i].lemmas & words("agreements", "talks", "verbs")), n)
        act = Act(verb, "negotiated", "negotiated", "actual", tokens[verb].lower.endswith("ся"), False, verb)
        sides = bound(scene.memory, scene.groups, act, None)
        told = scene.memory.told_before(scene.indices[0], sentences=2)
        view = _view(scene, n, sides, told)
        if view is None:
            continue
        kind, subject, paper = view
        whose = [g for g in scene.groups if g.first == n + 1 and not g.preposition and "gent" in g.cases]
        owners = tuple(p for g in whose for p in scene.memory.resolve(g))
        bodies = unique((*owners, *sides.parties, *_buyer(scene, subject)))
        if not bodies and scene.clause.kind == "complement":
            said = scene.memory.teller(scene.sentence, scene.indices[0])
            bodies = (said,) if said is not None else ()
        if len(bodies) == 1:
            bodies = both_sides(scene, sides, bodies[0])
        if not bodies:
            bodies = scene.memory.last_deal(n, sentences=2)
        if not bodies:
            continue
        start, end = scene.span
        status: Status = "denied" if negated(tokens, verb) or scene.is_refuted(n) else "actual"
        yield Deal(in_talks.name, kind, "negotiated", status, bodies, subject, start, end, n, scene.indices, paper)


def _buyer(scene: Scene, subject: Subject | None) -> tuple[Party, ...]:
    """Who is to get what the talks are about: «переговоры о продаже завода холдингу «Луч»»."""
    groups = [g for g in scene.groups if subject is not None and subject.first <= g.first < subject.last]
    return tuple(p for g in groups if is_addressee(g) and "gent" not in g.cases for p in scene.memory.resolve(g))


def _view(scene: Scene, n: int, sides: Bound, told: Told | None) -> tuple[str, Subject | None, Paper | None] | None:
    """The kind of deal in view, what it is about, and its document; None where the talks have no deal in view."""
    tokens = scene.document.tokens
    paper = next((p for p in scene.papers if p.preposition in ("о", "об")), None)
    subject = theme(scene.field(sides.agent), n)
    if told is not None and any(
        tokens[i].lower in ("о", "об") and tokens[i + 1].lower in words("agreements", "elided", "another")
        for i in scene.indices[:-1]
    ):
        return told.kind, None, None
    if subject is None:
        again = told is not None and told.stage == "negotiated" and sides.parties and sides.agent is None
        return (told.kind, None, None) if again and told is not None else None
    if not _has_deal_in_view(subject.text):
        return None
    if paper is None or paper.is_plural:
        return "agreement", subject, paper
    return paper.kind, subject_of(scene.field(sides.agent), paper.index), paper


def _under_way(scene: Scene, n: int) -> bool:
    """Whether the talks are going on: led, going, continued, not finished."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if lemma_in(tokens[i], words("agreements", "talks", "verbs")) and tokens[i].pos in ("VERB", "PRTS", "INFN"):
            return True
        if tokens[i].lemma in ("завершить", "закончить") and negated(tokens, i):
            return True
    return False


def _has_deal_in_view(subject: str) -> bool:
    nouns = words("agreements", "talks", "about")
    return any(p.lemma in nouns for word in subject.split()[:3] for p in parses(word.strip(',."«»')))


@rule(
    "facts",
    {
        "[Создание совместного предприятия с холдингом «Луч» компания «Вектор» пока обсуждает].": {
            "kind": "joint_venture",
            "stage": "negotiated",
            "parties": ["Вектор", "Луч"],
        },
        "[Компания «Вектор» обсуждает с банком «Восход» покупку сети отелей].": {"subject": "покупка сети отелей"},
        "[Холдинг «Вектор» обсуждает продажу завода «Луч» китайской Longhai].": {"parties": ["Вектор", "Longhai"]},
        "«Вектор» опроверг сообщения о том, [что обсуждается продажа терминала чешской Hrad].": {
            "status": "denied",
            "parties": ["Вектор", "Hrad"],
        },
        "Обсуждается продажа лотереи.": None,
        "Компания «Вектор» обсуждает с банком «Восход» погоду.": None,
        "Депутаты обсуждают покупку автобусов.": None,
    },
    fact_type="agreement",
)
def discussed(scene: Scene) -> Iterator[Deal]:
    """Two bodies discuss a purchase, a sale, a lease or a venture between them."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if tokens[i].pos != "VERB" or lemma_in(tokens[i], words("agreements", "talks", "discussing")) is None:
            continue
        act = act_at(scene.document, scene.indices, i, "negotiated")
        case = "nomn" if act is not None and act.passive else "accs"
        noun = next((j for j in scene.indices if _is_traded(scene, j, case)), None)
        if act is None or noun is None:
            continue
        groups = [g for g in scene.groups if "совместный" not in (m for x in g.mentions for m in x.modifiers)]
        taker = taker_of(scene, noun)
        sides = bound(scene.memory, [g for g in groups if g is not taker], act, None)
        bodies = unique((*sides.parties, *(scene.memory.resolve(taker) if taker is not None else ())))
        if len(bodies) == 1 and sides.agent is None:
            bodies = both_sides(scene, sides, bodies[0])
        if len(bodies) < 2 or all(p.type == "person" for p in bodies):
            continue
        field = scene.field(sides.agent)
        subject = phrase_at(field if taker is None else replace(field, breaks=field.breaks | {taker.first}), noun, case)
        venture = any(t.lemma == "совместный" or t.text == "СП" for t in tokens[noun : noun + 3])
        kind = "joint_venture" if venture else "agreement"
        start, end = scene.span
        status: Status = "denied" if act.negated or scene.is_refuted(i) else "actual"
        yield Deal(discussed.name, kind, "negotiated", status, bodies, subject, start, end, i, scene.indices)


def taker_of(scene: Scene, noun: int) -> Group | None:
    """Who is to get what is discussed: «продажу завода китайской Longhai»; «продажу акций А» names the owner."""
    tokens, owned = scene.document.tokens, words("agreements", "talks", "owned")
    for group in scene.groups:
        if group.first <= noun + 1 or not is_addressee(group) or group.mentions[0].role != "name":
            continue
        before = tokens[group.first - 1]
        if "gent" not in group.cases or (before.lemma not in owned and before.pos != "PREP"):
            return group
    return None


def _is_traded(scene: Scene, j: int, case: str) -> bool:
    token = scene.document.tokens[j]
    before = scene.document.tokens[j - 1] if j else None
    if before is not None and before.pos == "PREP":
        return False
    return token.lemma in words("agreements", "talks", "objects") and token.reading("NOUN", case=case) is not None
