"""Deals that a participle tells: «договор, заключённый А и Б», «компания, подписавшая договор с Б»."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.deals.acts import Act, lemma_in, negated, stages
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal, build
from newsfacts.discourse.deals.papers import lists_beside
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.parties.mentions import Group
from newsfacts.document import Token
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Договор, заключённый «Вектором» и банком «Восход»], рассчитан на пять лет.": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Вектор", "Восход"],
        },
        "Договор, подписанный в мае, хранится в сейфе.": None,
    },
    fact_type="agreement",
)
def signed_by_participle(scene: Scene) -> Iterator[Deal]:
    """A document that a participle says was signed: «договор, заключённый А и Б»."""
    if scene.above is None:
        return
    tokens = scene.document.tokens
    for i in scene.indices[:3]:
        base = stages().get(lemma_in(tokens[i], stages()) or "") if tokens[i].reading("PRTF") else None
        before = [p for p in scene.above.papers if p.index < scene.indices[0]]
        if base not in ("signed", "terminated") or not before or scene.indices[0] - before[-1].index > 12:
            continue
        act = Act(i, base, base, "actual", True, negated(tokens, i), i)
        whole = before[-1]
        sides = bound(scene.memory, [*lists_beside(scene, whole), *scene.groups], act, None)
        if len(sides.parties) == 1 and whole.preposition == "по":  # who does something by a contract is bound by it
            over = bound(scene.memory, [g for g in scene.above.groups if not g.preposition], _plain(scene.above), None)
            sides = replace(sides, parties=unique((*over.parties, *sides.parties)))
        if len(sides.parties) < 2 or act.negated:
            continue
        deal = build(scene, signed_by_participle.name, act, whole, sides)
        if deal is not None:
            yield replace(deal, start=tokens[whole.first].start)


def _plain(scene: Scene) -> Act:
    """The clause's own verb, as an act that its subject does."""
    verb = next((i for i in scene.indices if is_predicate(scene.document.tokens[i])), scene.indices[0])
    return Act(verb, "signed", "signed", "actual", False, False, verb)


@rule(
    "facts",
    {
        "[Фирма «Луч», подписавшая договор о дорогах с заводом «Маяк»], растет.": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Луч", "Маяк"],
            "subject": "дороги",
        },
        "Дорогу строит [банк «Восход», расторгнувший договор с фирмой «Луч»].": {
            "stage": "terminated",
            "parties": ["Восход", "Луч"],
        },
        "Директор, подписавший договор, уехал.": None,
        "Фирма «Луч», не подписавшая договор с заводом «Маяк», растет.": None,
    },
    fact_type="agreement",
)
def signer_by_participle(scene: Scene) -> Iterator[Deal]:
    """A party of which a participle says that it signed or ended a document: «компания, подписавшая договор с Б»."""
    if scene.above is None:
        return
    tokens = scene.document.tokens
    for i in scene.indices[:3]:
        base = stages().get(lemma_in(tokens[i], stages()) or "") if _has_done(tokens[i]) else None
        signed = next((p for p in scene.papers if p.index > i and not p.preposition and "accs" in p.cases), None)
        signer = _named_before(scene, i)
        if base not in ("signed", "terminated") or signed is None or signer is None or negated(tokens, i):
            continue
        act = Act(i, base, base, "actual", False, False, i)
        sides = bound(scene.memory, [g for g in scene.groups if g.preposition], act, signed)
        parties = unique((*scene.memory.resolve(signer), *sides.parties))
        if len(parties) < 2 or any(p.type == "person" for p in parties):
            continue
        deal = build(scene, signer_by_participle.name, act, signed, replace(sides, parties=parties, agent=signer))
        if deal is not None:
            yield replace(deal, start=tokens[signer.first].start)


def _has_done(token: Token) -> bool:
    """Whether a word is an active participle of the past: «подписавший»."""
    parse = token.reading("PRTF")
    return parse is not None and parse.voice == "actv" and parse.tense == "past"


def _named_before(scene: Scene, i: int) -> Group | None:
    """The party on which the participle at token i hangs, a comma between them."""
    above = scene.above.groups if scene.above is not None else ()
    marks = scene.document.tokens
    before = [g for g in above if g.last < i and not any(t.is_word for t in marks[g.last : i] if t.lower != "не")]
    return before[-1] if before else None
