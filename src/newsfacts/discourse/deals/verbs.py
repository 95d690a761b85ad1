"""Deals that are told without a document: agreed on, founded."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.deals.acts import Paper, act_at, lemma_in, names_venture
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal, both_sides
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import states
from newsfacts.discourse.deals.subjects import subject_of, theme
from newsfacts.lexicon import words
from newsfacts.model import Status
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Договор подписали ректоры Андрей Рудской, Яков Силин и мэр Олег Ким].": {
            "parties": ["Андрей Рудской", "Яков Силин", "Олег Ким"],
        },
        "[АО «Молот» и ФГБОУ ВО «Горный университет» подписали соглашение].": {
            "parties": ["Молот", "Горный университет"]
        },
        "[Издательский дом «Слово» и фонд «Опора» подписали соглашение].": {"parties": ["Слово", "Опора"]},
        "Жильцы дома «Слово» и соседи обсудили ремонт.": None,
        "[«Вектор» и завод «Луч» договорились о поставке станков].": {
            "kind": "agreement",
            "stage": "agreed",
            "parties": ["Вектор", "Луч"],
            "subject": "поставка станков",
        },
        "[Россия и Казахстан договорились построить мост].": {"stage": "agreed", "subject": "построить мост"},
        "[О создании совместного предприятия договорились «Вектор» и «Луч»].": {"kind": "joint_venture"},
        "[Перу и Чили согласились снизить пошлины].": {"stage": "agreed", "parties": ["Перу", "Чили"]},
        "Перу согласилась снизить пошлины.": None,
        "Соседи договорились о ремонте подъезда.": None,
        "Россия и Казахстан договорились продолжить переговоры.": None,
    },
    fact_type="agreement",
)
def agreed_on(scene: Scene) -> Iterator[Deal]:
    """Two bodies agreed on a thing, or to do it."""
    for i in scene.indices:
        token = scene.document.tokens[i]
        jointly = lemma_in(token, words("agreements", "deals", "jointly")) is not None
        if token.pos != "VERB" or not (jointly or lemma_in(token, words("agreements", "deals", "agreed"))):
            continue
        act = act_at(scene.document, scene.indices, i, "agreed")
        if act is None or act.stage != "agreed":
            continue
        sides = bound(scene.memory, scene.groups, replace(act, passive=False), None)
        subject = theme(scene.field(sides.agent), i)
        if subject is None or not any(p.type != "person" for p in sides.parties):
            continue
        bodies = sides.parties
        agents = scene.memory.resolve(sides.agent) if sides.agent is not None else ()
        if len(agents) > 1 and any(g.first in range(subject.first, subject.last) for g in scene.groups):
            bodies = states(agents)  # «договорились запустить паром между А и Б»
        if jointly and (len(bodies) < 2 or sides.agent is None or not sides.agent.is_plural):
            continue
        if len(bodies) == 1:
            if sides.agent is not None:
                continue
            bodies = both_sides(scene, sides, bodies[0])
        kind = "joint_venture" if _is_venture(subject.text) else "agreement"
        start, end = scene.span
        status: Status = "denied" if act.negated or scene.is_refuted(i) else "actual"
        yield Deal(agreed_on.name, kind, "agreed", status, bodies, subject, start, end, i, scene.indices)


def _is_venture(subject: str) -> bool:
    lower = subject.lower()
    return "совместного предприятия" in lower or "СП" in subject.split() or "совместных предприятий" in lower


@rule(
    "facts",
    {
        "[«Вектор» и банк «Восход» учредили совместное предприятие].": {
            "kind": "joint_venture",
            "stage": "signed",
            "parties": ["Вектор", "Восход"],
        },
        "[«Вектор» и банк «Восход» создадут СП по переработке рыбы].": {"stage": "planned", "kind": "joint_venture"},
        "[Создать совместное предприятие с чешской Hrad «Вектор» рассчитывает в мае].": {"parties": ["Вектор", "Hrad"]},
        "[Создано СП завода «Маяк» и банка «Восход» по выпуску шин].": {"parties": ["Маяк", "Восход"]},
        "Город создал муниципальное предприятие.": None,
    },
    fact_type="agreement",
)
def founded_venture(scene: Scene) -> Iterator[Deal]:
    """Two bodies founded, or will found, a joint venture."""
    tokens, verbs = scene.document.tokens, words("agreements", "ventures", "verbs")
    for i in scene.indices:
        if tokens[i].pos not in ("VERB", "INFN", "PRTS") or lemma_in(tokens[i], verbs) is None:
            continue
        noun = next((j for j in scene.indices if names_venture(tokens, j)), None)
        act = act_at(scene.document, scene.indices, i, "signed")
        if noun is None or act is None:
            continue
        groups = [g for g in scene.groups if not g.first <= noun < g.last]
        venture = Paper(noun, noun, "предприятие", "joint_venture", frozenset(("nomn", "accs")), "", False, False)
        sides = bound(scene.memory, groups, act, venture if act.passive else None)
        if len(sides.parties) < 2:
            continue
        subject = subject_of(scene.field(sides.agent), noun)
        start, end = scene.span
        status = "denied" if scene.is_refuted(i) else act.status
        yield Deal(
            founded_venture.name,
            "joint_venture",
            act.stage,
            status,
            sides.parties,
            subject,
            start,
            end,
            i,
            scene.indices,
        )
