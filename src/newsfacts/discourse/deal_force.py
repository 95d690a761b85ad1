"""Deals that are told by what has become of them: in force, valid, declared void."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.binding import bound
from newsfacts.discourse.deal_frame import Deal, build, signed_when
from newsfacts.discourse.deals import Act, lemma_in
from newsfacts.discourse.scenes import Scene
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
