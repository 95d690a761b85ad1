"""Deals that somebody leaves, turns down or joins."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from newsfacts.discourse.deals.acts import Paper, act_at, lemma_in, names_venture, papers
from newsfacts.discourse.deals.binding import bound
from newsfacts.discourse.deals.frame import Deal, build
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.deals.subjects import purchase
from newsfacts.lexicon import table, words
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Казахстан вышел из соглашения с Узбекистаном о водах].": {
            "stage": "terminated",
            "parties": ["Казахстан", "Узбекистан"],
        },
        "[Компания «Вектор» отказалась от контракта с заводом «Луч»].": {
            "kind": "contract",
            "stage": "refused",
            "status": "denied",
        },
        "[Непал и Бутан работают над договором о реках].": {"stage": "negotiated", "parties": ["Непал", "Бутан"]},
        "[К соглашению о свободной торговле присоединилась Молдавия].": {"stage": "signed", "parties": ["Молдавия"]},
        "[Компания «Вектор» отказалась от подписания договора с фирмой «Луч»].": {"stage": "refused"},
        "[Чешская Hrad от покупки завода отказалась].": {
            "stage": "refused",
            "parties": ["Hrad"],
            "subject": "покупка завода",
        },
        "[От покупки судна у верфи «Маяк» завод «Луч» отказался].": {
            "parties": ["Луч", "Маяк"],
            "subject": "покупка судна",
        },
        "Индия подписала договор с Непалом о реках, [но через год вышла из него].": {"stage": "terminated"},
        "[Непал и Бутан пришли к соглашению о реках].": {"stage": "agreed", "parties": ["Непал", "Бутан"]},
        "[От создания СП по огранке алмазов с бельгийской Helst «Вектор» отказался].": {
            "kind": "joint_venture",
            "stage": "refused",
            "parties": ["Вектор", "Helst"],
            "subject": "огранка алмазов",
        },
        "[Группа «Вектор» вышла из СП с бельгийской Helst].": {
            "kind": "joint_venture",
            "stage": "terminated",
            "parties": ["Вектор", "Helst"],
        },
        "[Группа «Вектор» выйдет из совместного предприятия с фирмой «Луч»], созданного в мае.": {
            "stage": "terminated"
        },
        "Группа «Вектор» вышла из предприятия в плюсе.": None,
        "Компания «Вектор» отказалась от комментариев.": None,
        "[Непал приостановил участие в договоре с Бутаном о реках].": {"stage": "terminated"},
        "Молдавия вышла из кризиса.": None,
        "Непал прекратил съемки в договоре указанных мест.": None,
    },
    fact_type="agreement",
)
def moved_in_or_out(scene: Scene) -> Iterator[Deal]:
    """A party left a document, turned it down or joined it."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if tokens[i].pos not in ("VERB", "INFN", "PRTS"):
            continue
        for phrase in table("agreements")["phrases"]:
            if lemma_in(tokens[i], phrase["verbs"]) is None:
                continue
            paper = _governed(scene, phrase)
            act = act_at(
                scene.document, scene.indices, i, "signed" if phrase["stage"] == "refused" else phrase["stage"]
            )
            if paper is None or act is None:
                continue
            if phrase["stage"] == "refused":
                if act.negated or act.stage == "planned":
                    continue
                act = replace(act, stage="refused", status="denied")
            sides = bound(scene.memory, scene.groups, act, paper)
            trade = (
                purchase(scene.field(None), paper.index)
                if paper.lemma in words("agreements", "acts", "refusable")
                else None
            )
            if trade is not None:
                sellers = [p for g in scene.groups if g.preposition == "у" for p in scene.memory.resolve(g)]
                sides = replace(sides, parties=unique((*sides.parties, *sellers)))
            deal = build(scene, moved_in_or_out.name, act, paper, sides, shared=False)
            if deal is not None and deal.parties:
                yield replace(deal, subject=trade) if trade is not None else deal


def _governed(scene: Scene, phrase: Mapping[str, Any]) -> Paper | None:
    """The document behind the phrase's preposition, an act between allowed; or the one that lost its force."""
    tokens = scene.document.tokens
    if phrase.get("preposition") == "под":
        return _under_signature(scene)
    for paper in scene.papers:
        if "noun" in phrase:
            if "nomn" in paper.cases and any(tokens[i].lemma == phrase["noun"] for i in scene.indices):
                return paper
            continue
        wanted = phrase["preposition"]
        if paper.preposition == wanted and "through" in phrase:
            if paper.first > 1 and tokens[paper.first - 2].lemma == phrase["through"]:
                return paper
            continue
        if paper.preposition == wanted:
            return paper
        before = paper.first - 1
        if (
            before > 0
            and tokens[before].lemma in words("agreements", "acts", "signed")
            and tokens[before - 1].lower == wanted
        ):
            return paper
    if "through" in phrase:
        return None
    wanted = phrase.get("preposition")
    return _meant_by_pronoun(scene, wanted) or _turned_down(scene, phrase) or _venture(scene, wanted)


def _venture(scene: Scene, preposition: str | None) -> Paper | None:
    """The joint venture behind the preposition: «вышла из СП с …»."""
    tokens = scene.document.tokens
    for j in scene.indices:
        first = j if tokens[j].text == "СП" else j - 1
        if preposition and first and names_venture(tokens, j) and tokens[first - 1].lower == preposition:
            return Paper(j, first, "предприятие", "joint_venture", frozenset(("gent",)), preposition, False, False)
    return None


def _meant_by_pronoun(scene: Scene, preposition: str | None) -> Paper | None:
    """The document that a pronoun behind the preposition means: «индийцы вышли из него»."""
    tokens = scene.document.tokens
    near = any(
        tokens[i].lower in _IT and tokens[i - 1].lower in (preposition, f"{preposition}о") for i in scene.indices if i
    )
    if preposition is None or not near:
        return None
    sentence = scene.sentence
    found = papers(scene.document, range(sentence.first, scene.indices[0]))
    if not found and sentence.index:
        before = scene.document.sentences[sentence.index - 1]
        found = papers(scene.document, range(before.first, before.last))
    return found[-1] if found else None


_IT = frozenset(("него", "нее", "неё", "них", "нему", "ней", "ним"))


def _turned_down(scene: Scene, phrase: Mapping[str, Any]) -> Paper | None:
    """The deal that a noun of trade names: «от покупки отказалась»."""
    tokens = scene.document.tokens
    if phrase["stage"] != "refused":
        return None
    for i in scene.indices:
        if not i or tokens[i - 1].lower != "от":
            continue
        if tokens[i].lemma == "создание" and (
            venture := next((j for j in scene.indices if i < j < i + 3 and names_venture(tokens, j)), 0)
        ):
            return Paper(venture, i, "предприятие", "joint_venture", frozenset(("gent",)), "от", False, False)
        if tokens[i].lemma in words("agreements", "acts", "refusable"):
            kind = "agreement" if tokens[i].lemma in ("партнерство", "партнёрство", "слияние") else "contract"
            return Paper(i, i, tokens[i].lemma, kind, frozenset(("gent",)), "от", False, False)
    return None


def _under_signature(scene: Scene) -> Paper | None:
    """The document under which signatures are put; «под ним» means the one of the sentence before."""
    tokens = scene.document.tokens
    if not any(tokens[i].lemma == "подпись" for i in scene.indices):
        return None
    for paper in scene.papers:
        if paper.preposition == "под":
            return paper
    pronoun = any(tokens[i].lower in ("ним", "ней") and tokens[i - 1].lower == "под" for i in scene.indices if i)
    if not pronoun or scene.sentence.index == 0:
        return None
    before = scene.document.sentences[scene.sentence.index - 1]
    found = papers(scene.document, range(before.first, before.last))
    return found[-1] if found else None
