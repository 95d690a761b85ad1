"""Deals told in a list: one document with each of several parties, and a next one whose noun is left out."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.deals.acts import Act, Paper, act_at, lemma_in, papers, stages
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.memory import Told
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.deals.subjects import Subject, behind_dash, described, phrase_at, subject_of
from newsfacts.discourse.parties.mentions import Group
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.rule import rule

_ABOUT = {"о": "loct", "об": "loct", "по": "datv", "на": "accs"}


def shares(scene: Scene, paper: Paper) -> list[tuple[Group, Subject]]:
    """Whom each of several documents is with, and what it is about: «соглашения с А – о рыбе, с Б – о лесе»."""
    if not paper.is_plural:
        return []
    tokens = scene.document.tokens
    found = []
    for group in scene.groups:
        k = group.last
        while k < scene.sentence.last and tokens[k].text in DASHES:
            k += 1
        if group.preposition == "с" and group.first > paper.index and k < scene.sentence.last:
            case = _ABOUT.get(tokens[k].lower)
            subject = phrase_at(scene.field(None), k + 1, case) if case else None
            if subject is not None:
                found.append((group, subject))
    return found if len(found) > 1 else []


@rule(
    "facts",
    {
        "Коми подписала соглашение с «Лучом» о кадрах. [Еще одно – с банком «Восход» – о кредитах].": {
            "stage": "signed",
            "parties": ["Коми", "Восход"],
            "subject": "кредиты",
        },
        "На форуме заключено 14 контрактов. [Следующий, с верфью «Луч», завод «Маяк» намерен подписать в мае].": {
            "kind": "contract",
            "stage": "planned",
            "parties": ["Маяк", "Луч"],
        },
        "Завод «Маяк» подписал договор с «Лучом». [Второй готовится с банком «Восход»].": {
            "kind": "contract",
            "stage": "negotiated",
        },
        "Завод «Маяк» и «Заря» подписали 12 договоров. [Один из них заключили «Луч» и банк «Восход»].": {
            "kind": "contract",
            "parties": ["Луч", "Восход"],
        },
        "Еще один – с банком «Восход» – в пути.": None,
    },
    fact_type="agreement",
)
def another_one(scene: Scene) -> Iterator[Deal]:
    """A document whose noun stands in the sentence before: «Еще один – с …», «Следующий, с …, подпишут …»."""
    told = scene.memory.told_before(scene.indices[0], sentences=2)
    paper = elided(scene, told)
    if told is None or paper is None:
        return
    act = _act(scene, told, paper)
    if act is None:
        return
    sides = bound(scene.memory, scene.groups, act, paper)
    if not sides.parties:
        return
    parties = sides.parties
    if len(parties) == 1 and sides.agent is None:
        topic = told.parties[0] if told.parties else scene.memory.topic(scene.indices[0])
        parties = unique((topic, *parties)) if topic is not None else parties
    field = scene.field(sides.agent, paper)
    subject = (
        subject_of(field, paper.index) or behind_dash(field, paper.index) or described(scene.field(None), paper.index)
    )
    start, end = scene.span
    yield Deal(
        another_one.name,
        paper.kind,
        act.stage,
        act.status,
        parties,
        subject,
        start,
        end,
        paper.index,
        scene.indices,
        paper,
    )


def elided(scene: Scene, told: Told | None) -> Paper | None:
    """The document that an adjective without a noun opens a sentence with, where one was spoken of before."""
    i = opening(scene.document, scene.sentence)
    if told is None or i is None or scene.indices[0] != scene.sentence.first or _named(scene):
        return None
    return Paper(i, i, "документ", told.kind, frozenset(("nomn", "accs")), "", False, False)


def goes_on(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence behind a deal can tell of another one without a verb that does something to it."""
    return opening(document, sentence) is not None or _picks(document, sentence)


def opening(document: Document, sentence: Sentence) -> int | None:
    """The index of the adjective without a noun that a sentence opens with («Еще один – с …»), if it does."""
    tokens, i = document.tokens, sentence.first
    while i < sentence.last and tokens[i].lower in words("agreements", "elided", "opening"):
        i += 1
    behind = i + 3 if [t.lower for t in tokens[i + 1 : i + 3]] == ["из", "них"] else i + 1
    return i if behind < sentence.last and _stands_alone(tokens[i], tokens[behind]) else None


def _stands_alone(adjective: Token, following: Token) -> bool:
    """Whether «следующий», «второе», «крупнейшее» goes with no noun: a mark, «с», «о» or a verb follows."""
    parse = adjective.reading("ADJF", "NUMR", case="nomn") or adjective.reading("ADJF", case="accs")
    if parse is None or parse.number == "plur":
        return False
    if not (parse.lemma in words("agreements", "elided", "heads") or {"Anum", "Supr"} & set(parse.grammemes)):
        return False
    return (
        following.text in DASHES
        or following.text == ","
        or following.lower in ("с", "со", "между")
        or following.lower in _ABOUT
        or (is_predicate(following) and lemma_in(following, stages()) is not None)
    )


def _act(scene: Scene, told: Told, paper: Paper) -> Act | None:
    """What is done to the elided document; without a verb of its own it is as far as the one before."""
    tokens = scene.document.tokens
    for i in scene.indices:
        base = lemma_in(tokens[i], stages())
        if base is not None and tokens[i].pos in ("VERB", "INFN", "PRTS"):
            return act_at(scene.document, scene.indices, i, stages()[base])
    predicates = [i for i in scene.indices if is_predicate(tokens[i])]
    if any(lemma_in(tokens[i], words("agreements", "terms", "about")) is None for i in predicates):
        return None
    return Act(paper.index, told.stage, told.stage, told.status, False, False, paper.index)


@rule(
    "facts",
    {
        "На форуме заключено 40 соглашений. [В их числе – контракт авиакомпании «Бриз» и завода «Луч» на 14 машин].": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Бриз", "Луч"],
            "subject": "14 машин",
        },
        "Подписать планируют 40 соглашений. [Среди них – меморандум Коми и Карелии о туризме].": {"stage": "planned"},
        "На форуме заключено 40 соглашений. [Самым дорогим стал договор «Маяка» с «Лучом» о газе].": {
            "parties": ["Маяк", "Луч"],
        },
        "[Крупнейшим стало соглашение между «Маяком» и банком «Восход» о газе].": {"parties": ["Маяк", "Восход"]},
        "Крупнейшим будет соглашение о газе.": None,
        "Среди них – контракт «Маяка» с «Лучом» о газе.": None,
    },
    fact_type="agreement",
)
def picked_out(scene: Scene) -> Iterator[Deal]:
    """Documents picked out of those counted just before: «В их числе – контракт А и Б», «Крупнейшим стал …»."""
    told = scene.memory.told_before(scene.indices[0], sentences=2)
    named = _named(scene) if scene.indices[0] == scene.sentence.first else []
    tokens = scene.document.tokens
    if not named or not _picks(scene.document, scene.sentence):
        return
    alone = told is None or _counts_none(scene)
    if alone and not _is_superlative(scene.document, scene.sentence):
        return  # «среди них» of none; the greatest must say itself whom it binds
    verbs = [i for i in scene.indices if is_predicate(tokens[i]) and not tokens[i].is_title]  # «Молот» is a name
    if any(lemma_in(tokens[i], words("agreements", "picked", "verbs")) is None for i in verbs):
        return
    for n, paper in enumerate(named):
        stop = named[n + 1].first if n + 1 < len(named) else scene.indices[-1] + 1
        own = tuple(i for i in scene.indices if paper.first <= i < stop)
        groups = [g for g in scene.groups if paper.index < g.first < stop]
        sides = bound(scene.memory, groups, None, paper)
        parties = sides.parties
        if told is not None and not alone and len(parties) == 1:
            parties = unique((*told.parties[:1], *parties))
        if len(parties) < 2:
            continue
        field = scene.field(None, paper)
        subject = subject_of(replace(field, indices=own), paper.index)
        start, end = (scene.span[0] if not n else tokens[own[0]].start), tokens[own[-1]].end
        yield Deal(
            picked_out.name,
            paper.kind,
            "signed" if told is None or alone else told.stage,
            "actual" if told is None or alone else told.status,
            parties,
            subject,
            start,
            end,
            paper.index,
            own,
            paper,
        )


def _named(scene: Scene) -> list[Paper]:
    """The documents that a sentence names in the nominative, one of each."""
    return [p for p in scene.papers if "nomn" in p.cases and not p.is_plural and not p.preposition]


def _picks(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence opens with «в их числе», «среди них» or «самым дорогим», «крупнейшее»."""
    tokens, first = document.tokens, sentence.first
    start = tuple(t.lower for t in tokens[first : first + 3])
    return any(start[: len(o)] == o for o in table("agreements")["picked"]["openings"]) or _is_superlative(
        document, sentence
    )


def _is_superlative(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence opens with «самым дорогим», «крупнейшее»."""
    tokens, first = document.tokens, sentence.first
    at = first + 1 if not tokens[first].lemmas.isdisjoint(("самый", "наиболее")) else first
    adjective = tokens[at].reading("ADJF", number="sing") if at < sentence.last else None
    if adjective is None or not (at > first or "Supr" in adjective.grammemes):
        return False
    return any(tokens[at].reading("ADJF", case=case) for case in ("ablt", "nomn"))


def _counts_none(scene: Scene) -> bool:
    """Whether the sentences before name no documents in the plural."""
    at, sentences = scene.sentence.index, scene.document.sentences
    near = range(sentences[max(0, at - 2)].first, scene.sentence.first)
    return not any(p.is_plural for p in papers(scene.document, near))
