"""Deals that are told by what has become of them: in force, valid, declared void."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.deals.acts import Act, lemma_in, negated
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal, build, signed_when
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.subjects import subject_of
from newsfacts.lexicon import words
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Соглашение о торговле между Ираном и Непалом вступило в силу в мае].": {
            "stage": "signed",
            "parties": ["Иран", "Непал"],
            "subject": "торговля",
            "when": None,
        },
        "[Договор завода «Маяк» с банком «Восход», подписанный в июне, действует пять лет].": {
            "parties": ["Маяк", "Восход"],
            "when": "2025-06",
        },
        "Закон о рыбе вступил в силу.": None,
        "Договор дороже денег, а соглашение действует на нервы.": None,
    },
    fact_type="agreement",
)
def in_force(scene: Scene) -> Iterator[Deal]:
    """A document whose parties are named is in force, enters into it, or expires: it was signed."""
    tokens = scene.document.tokens
    for i in scene.indices:
        token = tokens[i]
        if token.pos != "VERB" or lemma_in(token, words("agreements", "acts", "valid")) is None:
            continue
        papers = [p for p in scene.papers if not p.preposition and "nomn" in p.cases and not p.is_plural]
        if not papers:
            continue
        paper = papers[0]
        act = Act(i, "signed", "signed", "actual", True, False, i)
        sides = bound(scene.memory, scene.groups, act, paper)
        if len(sides.parties) < 2 or all(p.type == "person" for p in sides.parties):
            continue
        deal = build(scene, in_force.name, act, paper, sides)
        if deal is not None:
            yield replace(deal, status="actual", dated=signed_when(scene, paper))


@rule(
    "facts",
    {
        "[По контракту с мэрией Пскова фирма «Луч» построит два моста].": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Луч", "мэрия Пскова"],
        },
        "По контракту рабочий получит премию.": None,
        "По договору с соседом завод «Маяк» не шумит.": None,
    },
    fact_type="agreement",
)
def done_under(scene: Scene) -> Iterator[Deal]:
    """What is done under a document with another body: it was signed."""
    tokens = scene.document.tokens
    paper = next((p for p in scene.papers if p.preposition == "по" and not p.is_plural and "datv" in p.cases), None)
    verb = next((i for i in scene.indices if tokens[i].pos == "VERB"), None)
    if paper is None or verb is None or lemma_in(tokens[verb], words("agreements", "acts", "under")) is None:
        return
    others = [g for g in scene.groups if g.first > paper.index and g.preposition == "с" and "ablt" in g.cases]
    act = Act(verb, "signed", "signed", "actual", False, False, verb)
    agents = [g for g in scene.groups if not g.preposition and "nomn" in g.cases]
    sides = bound(scene.memory, [*agents, *others[:1]], act, None)
    if not others or sides.agent is None or len(sides.parties) < 2 or any(p.type == "person" for p in sides.parties):
        return
    names = {p.name for p in sides.parties}
    if any(names <= {p.name for p in told.parties} for told in scene.memory.deals):
        return
    subject = subject_of(scene.field(sides.agent, paper), paper.index)
    start, end = scene.span
    own = tuple(i for i in scene.indices if paper.first - 1 <= i < others[0].last)  # nothing dates it but its own words
    yield Deal(done_under.name, paper.kind, "signed", "actual", sides.parties, subject, start, end, verb, own, paper)


@rule(
    "facts",
    {
        "[Сделка завода «Маяк» с фирмой «Луч» сорвалась].": {
            "kind": "contract",
            "stage": "signed",
            "status": "denied",
            "parties": ["Маяк", "Луч"],
        },
        "[Подписание договора между Непалом и Бутаном не состоялось].": {"stage": "signed", "status": "denied"},
        "Матч между Непалом и Бутаном не состоялся.": None,
        "Сделка сорвалась.": None,
    },
    fact_type="agreement",
)
def fell_through(scene: Scene) -> Iterator[Deal]:
    """A deal or a signing between bodies named did not take place."""
    tokens = scene.document.tokens
    for i in scene.indices:
        failed = lemma_in(tokens[i], words("agreements", "acts", "failed")) is not None
        if tokens[i].pos != "VERB" or not (failed or (tokens[i].lemma == "состояться" and negated(tokens, i))):
            continue
        act = Act(i, "signed", "signed", "denied", True, True, i)
        for paper in scene.papers:
            signing = paper.first > 0 and tokens[paper.first - 1].lemma in words("agreements", "acts", "signed")
            if not signing and (paper.is_plural or paper.lemma != "сделка" or "nomn" not in paper.cases):
                continue
            sides = bound(scene.memory, scene.groups, act, paper)
            deal = build(scene, fell_through.name, act, paper, sides) if len(sides.parties) > 1 else None
            if deal is not None:
                yield deal
