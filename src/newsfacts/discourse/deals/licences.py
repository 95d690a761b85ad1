"""Deals in which a body gives another a licence, or places an order with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts.discourse.deals.acts import Act, act_at, lemma_in
from newsfacts.discourse.deals.binding import bound, is_addressee
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.deals.subjects import phrase_at, subject_of
from newsfacts.discourse.parties.mentions import Group
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Фирма «Луч» получила от «Маяка» лицензию на выпуск станков].": {
            "kind": "licence",
            "stage": "signed",
            "parties": ["Луч", "Маяк"],
            "subject": "выпуск станков",
        },
        "[Завод «Маяк» продаст фирме «Луч» лицензию на выпуск станков].": {
            "stage": "planned",
            "parties": ["Маяк", "Луч"],
        },
        "Банк «Луч» получил от ЦБ лицензию на торги.": None,
        "Школа «Луч» получила от министерства лицензию на обучение.": None,
        "Фирма «Луч» получила лицензию на выпуск станков.": None,
        "Фирма «Луч» получила от «Маяка» станки.": None,
    },
    fact_type="agreement",
)
def licensed(scene: Scene) -> Iterator[Deal]:
    """A company gives a licence to another one; what an authority grants is no deal."""
    tokens = scene.document.tokens
    paper = next((p for p in scene.papers if p.lemma == "лицензия" and not p.preposition and "accs" in p.cases), None)
    if paper is None:
        return
    for i in scene.indices:
        taken = lemma_in(tokens[i], words("agreements", "licences", "taken")) is not None
        given = lemma_in(tokens[i], words("agreements", "licences", "given")) is not None
        act = act_at(scene.document, scene.indices, i, "signed") if taken or given else None
        others = [g for g in scene.groups if _is_other(g, taken)]
        if act is None or not others or act.passive:
            continue
        deal = _deal(scene, act, others[0], licensed.name)
        if deal is None or any(_is_authority(p) for p in deal.parties):
            continue
        subject = subject_of(scene.field(None, paper), paper.index)
        yield replace(deal, kind="licence", subject=subject, paper=paper)
        return


def _is_other(group: Group, taken: bool) -> bool:
    """Whether a list is who gives («от «Маяка»»), or to whom something is given."""
    return group.preposition == "от" if taken else is_addressee(group)


def _is_authority(party: Party) -> bool:
    """Whether a body licenses others by law: a ministry, an agency, a government."""
    names = party.name.lower().split()
    known: Sequence[str] = (*words("parties", "halls"), *words("parties", "watchdogs"), *words("parties", "agencies"))
    return (
        party.type != "organization"
        or any(n.startswith(word) for n in names for word in known)
        or (" ".join(names) == "банк россии")
    )


@rule(
    "facts",
    {
        "[Компания «Луч» разместила на верфи «Маяк» заказ на два танкера].": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Луч", "Маяк"],
            "subject": "два танкера",
        },
        "[Группа «Луч» разместит у завода «Маяк» заказ на станки].": {"stage": "planned", "parties": ["Луч", "Маяк"]},
        "Компания «Луч» разместила заказ на станки.": None,
        "Компания «Луч» разместила на портале «Маяк» заказ на станки.": None,
        "Компания «Луч» разместила в газете «Маяк» заказ на рекламу.": None,
        "Жители разместили на сайте «Маяк» заказ на дрова.": None,
    },
    fact_type="agreement",
)
def ordered(scene: Scene) -> Iterator[Deal]:
    """A body places an order with another."""
    tokens = scene.document.tokens
    noun = next(
        (i for i in scene.indices if tokens[i].lemma == "заказ" and tokens[i].reading("NOUN", case="accs")), None
    )
    verb = next((i for i in scene.indices if lemma_in(tokens[i], words("agreements", "licences", "placed"))), None)
    if noun is None or verb is None:
        return
    act = act_at(scene.document, scene.indices, verb, "signed")
    makers = [g for g in scene.groups if g.first < noun and g.mentions[0].parties and _is_maker(g)]
    deal = _deal(scene, act, makers[0], ordered.name) if act is not None and not act.passive and makers else None
    if deal is not None and noun + 2 in scene.indices and tokens[noun + 1].lower == "на":
        yield replace(deal, subject=phrase_at(scene.field(None), noun + 2, "accs"))


def _is_maker(group: Group) -> bool:
    """Whether a list is with whom an order is placed: «у фирмы», «на верфи», «на заводе», and no «на портале»."""
    if group.preposition == "у":
        return True
    return group.preposition in ("на", "в") and group.mentions[0].head in words("agreements", "licences", "makers")


def _deal(scene: Scene, act: Act, other: Group, name: str) -> Deal | None:
    """A contract between the verb's subject and the other side; None where the subject is no body."""
    rest = [g for g in scene.groups if g is not other and not g.preposition and "nomn" in g.cases]
    agents = tuple(p for p in bound(scene.memory, rest, act, None).parties if p.type != "person")
    parties = unique((*agents, *scene.memory.resolve(other)))
    if not agents or len(parties) < 2:
        return None
    status = "denied" if scene.is_refuted(act.index) else act.status
    start, end = scene.span
    return Deal(name, "contract", act.stage, status, parties, None, start, end, act.index, scene.indices)
