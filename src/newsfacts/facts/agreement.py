"""Agreements: who bound themselves to whom, to what, and how far it has come."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from newsfacts.discourse.binding import Memory, bound
from newsfacts.discourse.clauses import clauses
from newsfacts.discourse.deals import Act, Paper, act_at, lemma_in, stages, subject_of
from newsfacts.discourse.parties import Mentions
from newsfacts.discourse.scenes import Scene
from newsfacts.document import Reading
from newsfacts.model import Count, Fact, Party, Place
from newsfacts.rule import rule


class Agreement(Fact, frozen=True, kw_only=True, tag="agreement"):
    """A deal: its document, how far it has come, and whom it binds."""

    key: ClassVar[tuple[str, ...]] = ("kind", "stage", "parties", "subject", "count", "amount")
    plural: ClassVar[str] = "agreements"

    kind: str
    stage: str
    parties: tuple[Party, ...] = ()
    subject: str | None = None
    count: Count | None = None
    amount: Count | None = None
    when: str | None = None
    place: Place | None = None
    event: str | None = None


@rule(
    "facts",
    {
        "[Компания «Вектор» и холдинг «Орион» подписали соглашение о поставке оборудования].": {
            "kind": "agreement",
            "stage": "signed",
            "parties": ["Вектор", "Орион"],
            "subject": "поставка оборудования",
        },
        "Завод «Маяк» расторг договор с фирмой «Луч».": {
            "kind": "contract",
            "stage": "terminated",
            "parties": ["Маяк", "Луч"],
        },
        "Завод «Маяк» и банк «Восход» завтра заключат кредитный договор.": {"stage": "planned", "status": "planned"},
        "Завод «Маяк» и банк «Восход» кредитный договор не заключали.": {"stage": "signed", "status": "denied"},
        "Депутаты призвали завод «Маяк» заключить договор с банком «Восход».": None,
        "Губернатор подписал указ о назначении министра.": None,
        "Между заводом «Маяк» и банком «Восход» нет спора.": None,
    },
    fact_type="agreement",
)
def acted_on_paper(scene: Scene) -> Iterator[Agreement]:
    """Something is done to a document: it is signed, prepared, terminated, or is to be."""
    tokens = scene.document.tokens
    for i in scene.indices:
        base = lemma_in(tokens[i], stages())
        if base is None or tokens[i].pos not in ("VERB", "INFN", "PRTS"):
            continue
        act = act_at(scene.document, scene.clause, i, stages()[base])
        if act is None:
            continue
        paper = _object(scene, act)
        if paper is None or (act.base == "adopted" and paper.kind not in ("declaration", "plan")):
            continue
        yield from _told(scene, act, paper)


def _object(scene: Scene, act: Act) -> Paper | None:
    """The document that the verb acts on: the nearest in the case that the verb asks for."""
    wanted = {"nomn"} if act.passive else {"accs", "gent"} if act.negated or act.stage == "refused" else {"accs"}
    fitting = [
        p for p in scene.papers if not p.preposition and (p.cases & wanted or (p.is_counted and "gent" in p.cases))
    ]
    return min(fitting, key=lambda p: abs(p.index - act.index), default=None)


def _told(scene: Scene, act: Act, paper: Paper) -> Iterator[Agreement]:
    parties = bound(scene.memory, scene.clause, scene.groups, act, paper)
    subject, _ = subject_of(scene.document, paper.index, scene.clause, scene.groups, parties.agent)
    bodies = parties.parties
    if not bodies:
        bodies = scene.memory.last_deal(paper.index, sentences=2)
    elif len(bodies) == 1:
        topic = scene.memory.topic(scene.indices[0])
        bodies = (*bodies, topic) if topic is not None and topic not in bodies else bodies
    if len(bodies) < 2 and subject is None:
        return
    if not bodies:
        return
    kind = paper.kind
    if paper.lemma == "договор" and all(p.type == "country" for p in bodies):
        kind = "treaty"
    first, last = scene.span
    yield Agreement(
        evidence=(scene.document.quote(first, last),),
        status=act.status,
        rule=acted_on_paper.name,
        kind=kind,
        stage="signed" if act.stage == "adopted" else act.stage,
        parties=bodies,
        subject=subject,
    )


RULES = (acted_on_paper,)


@lru_cache(maxsize=1)
def _triggers() -> frozenset[str]:
    return frozenset(stages())


def find(reading: Reading) -> Iterable[Agreement]:
    """Find the agreements of an article."""
    if not any(t.is_word and t.lemma in _triggers() for t in reading.document.tokens):
        return ()
    memory = Memory(Mentions(reading))
    found: list[Agreement] = []
    for sentence in reading.document.sentences:
        tokens = reading.document.words_of(sentence)
        if any(t.is_word and not t.lemmas.isdisjoint(_triggers()) for t in tokens):
            for clause in clauses(reading.document, sentence):
                scene = Scene.of(memory, sentence, clause)
                for read in RULES:
                    for fact in read(scene):
                        found.append(fact)
                        memory.deals.append((scene.indices[0], fact.parties))
    return found
