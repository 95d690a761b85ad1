"""The rules that read deals in a clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.binding import Bound, bound, unique
from newsfacts.discourse.deals import Act, Paper, act_at, lemma_in, negated, papers, stages
from newsfacts.discourse.scenes import Scene, scenes
from newsfacts.discourse.subjects import Subject, described, goods, subject_of, theme
from newsfacts.document import Token
from newsfacts.lexicon import table, words
from newsfacts.model import Party, Status
from newsfacts.rule import Rule, rule


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement as one clause tells it."""

    rule: str
    kind: str
    stage: str
    status: Status
    parties: tuple[Party, ...]
    subject: Subject | None
    start: int
    end: int
    head: int  # index of the token that states it
    indices: tuple[int, ...]  # the tokens of its clause
    paper: Paper | None = None
    also: tuple["Deal", ...] = ()  # the same deal, told elsewhere
    told: "Deal | None" = None  # the statement that gave its present stage, if not this one

    @property
    def is_counted(self) -> bool:
        """Whether it is a number of agreements at once."""
        return self.paper is not None and self.paper.is_counted


@rule(
    "facts",
    {
        "[Компания «Вектор» и холдинг «Орион» подписали соглашение о поставке оборудования].": {
            "kind": "agreement",
            "stage": "signed",
            "parties": ["Вектор", "Орион"],
            "subject": "поставка оборудования",
        },
        "[Завод «Маяк» расторг договор с фирмой «Луч»], а зарплаты выросли.": {
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
def acted_on_paper(scene: Scene) -> Iterator[Deal]:
    """Something is done to a document: it is signed, prepared, terminated, or is to be."""
    for i in scene.indices:
        token = scene.document.tokens[i]
        base = lemma_in(token, stages())
        if base is None or token.pos not in ("VERB", "INFN", "PRTS"):
            continue
        act = act_at(scene.document, scene.indices, i, stages()[base])
        paper = _object(scene, act) if act is not None else None
        if act is None or paper is None or (act.base == "adopted" and paper.kind not in ("declaration", "plan")):
            continue
        if act.stage == "adopted":
            act = replace(act, stage="signed")
        included = _included(scene, paper)
        own = [g for g in scene.groups if not included or g.first < included[0][1].index]
        sides = bound(scene.memory, own, act, paper)
        deal = _deal(scene, acted_on_paper.name, act, paper, sides)
        if deal is not None and (deal.is_counted or not included):
            yield deal
        for n, (place, part) in enumerate(included):
            inner = bound(scene.memory, [g for g in place.groups if g.first > part.index], act, part)
            if len(inner.parties) < 2:
                around = (*scene.groups, *(g for child in scene.attached for g in child.groups))
                inner = bound(scene.memory, around, act, paper)
            deal = _deal(place, acted_on_paper.name, act, part, inner)
            if deal is not None:
                yield (
                    replace(deal, head=part.index, start=min(deal.start, scene.span[0]))
                    if not n
                    else replace(deal, head=part.index)
                )


def _included(scene: Scene, whole: Paper) -> list[tuple[Scene, Paper]]:
    """The documents that are picked out of many: «подписаны девять документов, в том числе соглашение между …»."""
    if not whole.is_plural:
        return []
    tokens = scene.document.tokens
    found = []
    hanging = [*scene.attached, *(inner for child in scene.attached for inner in child.attached)]
    for place in (scene, *hanging):
        for paper in place.papers:
            before = [t.lower for t in tokens[max(0, paper.first - 2) : paper.index]]
            picked = any(t in words("agreements", "terms", "included") for t in before)
            if paper.index > whole.index and picked and not paper.is_plural:
                found.append((place, paper))
    return found


def _object(scene: Scene, act: Act) -> Paper | None:
    """The document that the verb acts on: the nearest in the case that the verb asks for, or what stands for it."""
    return _named_object(scene, act) or _antecedent(scene, act) or _meant_object(scene, act)


def _antecedent(scene: Scene, act: Act) -> Paper | None:
    """The document on which a relative clause hangs: «соглашение, которое подписали А и Б»."""
    if scene.above is None or not any(scene.document.tokens[i].lemma == "который" for i in scene.indices[:3]):
        return None
    before = [p for p in scene.above.papers if p.index < scene.indices[0]]
    return before[-1] if before and scene.indices[0] - before[-1].index < 12 else None


def _meant_object(scene: Scene, act: Act) -> Paper | None:
    """The document of the sentence before, where a pronoun stands for it: «Его подписали А и Б»."""
    tokens = scene.document.tokens
    near = [i for i in (act.index - 1, act.index + 1) if i in scene.indices]
    if act.passive or scene.sentence.index == 0 or not any(tokens[i].lower in _HIM for i in near):
        return None
    before = scene.document.sentences[scene.sentence.index - 1]
    found = papers(scene.document, range(before.first, before.last))
    return found[-1] if found else None


_HIM = frozenset(("его", "ее", "её", "их"))


def _named_object(scene: Scene, act: Act) -> Paper | None:
    wanted = {"nomn"} if act.passive else {"accs", "gent"} if act.negated or act.stage == "refused" else {"accs"}
    tokens = scene.document.tokens
    fitting = [
        p
        for p in scene.papers
        if not p.preposition
        and (
            p.cases & wanted
            or (p.is_counted and "gent" in p.cases)
            or (act.base == "terminated" and p.first > 0 and tokens[p.first - 1].lemma in ("действие", "участие"))
        )
    ]
    return min(fitting, key=lambda p: abs(p.index - act.index), default=None)


def _deal(scene: Scene, name: str, act: Act, paper: Paper, sides: Bound) -> Deal | None:
    """Put together what the clause says of a document; None where it does not say whom it binds."""
    subject = subject_of(scene.field(sides.agent, paper), paper.index) or _told_after(scene, paper)
    bodies = sides.parties or _attached_parties(scene)
    if not act.passive and sides.agent is None and _has_stranger(scene, act, paper):
        return None
    if not bodies or (paper.lemma == "документ" and all(p.type == "person" for p in bodies)):
        before = scene.memory.last_deal(scene.indices[0], sentences=2)
        bodies = before or bodies or (() if paper.is_plural else scene.memory.pair_before(scene.sentence))
    elif len(bodies) == 1 and act.stage != "refused":
        topic = scene.memory.topic(scene.indices[0])
        bodies = unique((*bodies, topic)) if topic is not None else bodies
    if not bodies and not paper.is_counted:
        return None
    if paper.lemma == "документ" and bodies and all(p.type == "person" for p in bodies):
        return None
    kind = paper.kind
    if paper.lemma == "договор" and bodies and all(p.type == "country" for p in bodies):
        kind = "treaty"
    start, end = scene.span
    status = "denied" if scene.is_refuted(act.index) else act.status
    return Deal(name, kind, act.stage, status, bodies, subject, start, end, act.index, scene.indices, paper)


def _has_stranger(scene: Scene, act: Act, paper: Paper) -> bool:
    """Whether the verb has a subject that is no party we know («Россиянин заключил контракт с …»)."""
    tokens = scene.document.tokens
    known = {i for g in scene.groups for i in range(g.first, g.last)}
    verb = tokens[act.governor]
    number = next((p.number for p in verb.parses if p.pos in ("VERB", "ADJS", "PRTS")), None)
    for i in scene.indices:
        token = tokens[i]
        if i in known or i == paper.index or not token.is_word or not token.parses:
            continue
        parse = token.parses[0]
        if parse.pos != "NOUN" or token.is_title and i or parse.case != "nomn" or parse.number != number:
            continue
        if i == 0 or tokens[i - 1].pos not in ("PREP", "ADJF") or tokens[i - 1].reading("ADJF", case="nomn"):
            return parse.animacy == "anim"
    return False


def _told_after(scene: Scene, paper: Paper) -> Subject | None:
    """What a participle, or the sentence behind, says the document provides for."""
    for child in scene.attached:
        if child.indices[0] > paper.index and child.document.tokens[child.indices[0]].reading("PRTF"):
            found = described(child.field(None), paper.index)
            if found is not None:
                return found
    sentences = scene.document.sentences
    following = sentences[scene.sentence.index + 1] if scene.sentence.index + 1 < len(sentences) else None
    if following is None or following.block != scene.sentence.block:
        return None
    head = scene.document.tokens[following.first]
    if head.lemma not in words("agreements", "terms", "named"):
        return None
    for child in scenes(scene.memory, following)[:1]:
        return described(child.field(None), -1)
    return None


def _attached_parties(scene: Scene) -> tuple[Party, ...]:
    """Parties named only in a clause that hangs on the document: «меморандум, который готовили А и Б, не подписан»."""
    found: list[Party] = []
    for child in scene.attached:
        for group in child.groups:
            if not group.preposition and not group.cases.isdisjoint(("nomn", "ablt")):
                found.extend(scene.memory.resolve(group))
    parties = unique(found)
    return parties if len(parties) > 1 else ()


@rule(
    "facts",
    {
        "[«Вектор» и завод «Луч» договорились о поставке станков].": {
            "kind": "agreement",
            "stage": "agreed",
            "parties": ["Вектор", "Луч"],
            "subject": "поставка станков",
        },
        "[Россия и Казахстан договорились построить мост].": {"stage": "agreed", "subject": "построить мост"},
        "[О создании совместного предприятия договорились «Вектор» и «Луч»].": {"kind": "joint_venture"},
        "Соседи договорились о ремонте подъезда.": None,
        "Россия и Казахстан договорились продолжить переговоры.": None,
    },
    fact_type="agreement",
)
def agreed_on(scene: Scene) -> Iterator[Deal]:
    """Two bodies agreed on a thing, or to do it."""
    for i in scene.indices:
        token = scene.document.tokens[i]
        if token.pos != "VERB" or lemma_in(token, words("agreements", "deals", "agreed")) is None:
            continue
        act = act_at(scene.document, scene.indices, i, "agreed")
        if act is None or act.stage != "agreed":
            continue
        sides = bound(scene.memory, scene.groups, replace(act, passive=False), None)
        subject = theme(scene.field(sides.agent), i)
        if subject is None or not any(p.type != "person" for p in sides.parties):
            continue
        bodies = sides.parties
        if len(bodies) == 1:
            topic = scene.memory.topic(scene.indices[0])
            if sides.agent is not None or topic is None:
                continue
            bodies = unique((*bodies, topic))
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
        "[«Вектор» ведет переговоры с заводом «Луч» о поставке станков].": {
            "stage": "negotiated",
            "parties": ["Вектор", "Луч"],
            "subject": "поставка станков",
        },
        "[Между Россией и Казахстаном идут переговоры о соглашении о транзите зерна].": {
            "stage": "negotiated",
            "subject": "транзит зерна",
        },
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
        subject = theme(scene.field(sides.agent), n)
        if subject is None or not _has_deal_in_view(subject.text):
            continue
        kind = "agreement"
        paper = next((p for p in scene.papers if p.preposition in ("о", "об")), None)
        if paper is not None and not paper.is_plural:
            kind = paper.kind
            subject = subject_of(scene.field(sides.agent), paper.index)
        bodies = sides.parties
        if len(bodies) == 1:
            topic = scene.memory.topic(scene.indices[0])
            bodies = unique((*bodies, topic)) if topic is not None else bodies
        if not bodies:
            bodies = scene.memory.last_deal(n, sentences=2)
        if not bodies:
            continue
        start, end = scene.span
        status: Status = "denied" if negated(tokens, verb) or scene.is_refuted(n) else "actual"
        yield Deal(in_talks.name, kind, "negotiated", status, bodies, subject, start, end, n, scene.indices, paper)


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
        "[Казахстан вышел из соглашения с Узбекистаном о водах].": {
            "stage": "terminated",
            "parties": ["Казахстан", "Узбекистан"],
        },
        "[Компания «Вектор» отказалась от контракта с заводом «Луч»].": {
            "kind": "contract",
            "stage": "refused",
            "status": "denied",
        },
        "[К соглашению о свободной торговле присоединилась Молдавия].": {"stage": "signed", "parties": ["Молдавия"]},
        "[Компания «Вектор» отказалась от подписания договора с фирмой «Луч»].": {"stage": "refused"},
        "Компания «Вектор» отказалась от комментариев.": None,
        "Молдавия вышла из кризиса.": None,
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
            deal = _deal(scene, moved_in_or_out.name, act, paper, bound(scene.memory, scene.groups, act, paper))
            if deal is not None and deal.parties:
                yield deal


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
        if paper.preposition == wanted:
            return paper
        before = paper.first - 1
        if (
            before > 0
            and tokens[before].lemma in words("agreements", "acts", "signed")
            and tokens[before - 1].lower == wanted
        ):
            return paper
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


@rule(
    "facts",
    {
        "[«Вектор» и банк «Восход» учредили совместное предприятие].": {
            "kind": "joint_venture",
            "stage": "signed",
            "parties": ["Вектор", "Восход"],
        },
        "[«Вектор» и банк «Восход» создадут СП по переработке рыбы].": {"stage": "planned", "kind": "joint_venture"},
        "Город создал муниципальное предприятие.": None,
    },
    fact_type="agreement",
)
def founded_venture(scene: Scene) -> Iterator[Deal]:
    """Two bodies founded, or will found, a joint venture."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if lemma_in(tokens[i], words("agreements", "ventures", "verbs")) is None or tokens[i].pos not in (
            "VERB",
            "INFN",
        ):
            continue
        noun = next((j for j in scene.indices if _names_venture(tokens, j)), None)
        act = act_at(scene.document, scene.indices, i, "signed")
        if noun is None or act is None:
            continue
        sides = bound(scene.memory, scene.groups, act, None)
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


def _names_venture(tokens: Sequence[Token], j: int) -> bool:
    if tokens[j].text == "СП":
        return True
    return tokens[j].lemma == "предприятие" and any(t.lemma == "совместный" for t in tokens[max(0, j - 3) : j])


@rule(
    "facts",
    {
        "[Подписание соглашения между Россией и Казахстаном намечено на май].": {
            "stage": "planned",
            "parties": ["Россия", "Казахстан"],
        },
        "[С Мьянмой подписания договора ждет корпорация «Рост»].": {"stage": "planned", "parties": ["Рост", "Мьянма"]},
        "Подписание соглашения сорвал ливень.": None,
    },
    fact_type="agreement",
)
def signing_ahead(scene: Scene) -> Iterator[Deal]:
    """The signing of a document is expected or fixed for a day, or has taken place."""
    tokens = scene.document.tokens
    for paper in scene.papers:
        before = paper.first - 1
        if before < 0 or tokens[before].lemma not in words("agreements", "acts", "signed"):
            continue
        verb = next((i for i in scene.indices if lemma_in(tokens[i], words("agreements", "acts", "ahead"))), None)
        held = next((i for i in scene.indices if lemma_in(tokens[i], words("agreements", "acts", "held"))), None)
        if verb is None and held is None:
            continue
        index = verb if verb is not None else held
        assert index is not None
        stage, status = (
            ("planned", "planned") if verb is not None or _is_future(tokens[index]) else ("signed", "actual")
        )
        act = Act(index, "signed", stage, status, False, negated(tokens, index), index)  # type: ignore[arg-type]
        if act.negated:
            continue
        deal = _deal(scene, signing_ahead.name, act, paper, bound(scene.memory, scene.groups, act, paper))
        if deal is not None and deal.parties:
            yield deal


def _is_future(token: Token) -> bool:
    return bool(token.parses) and token.parses[0].tense == "futr"


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
        sides = bound(scene.memory, scene.groups, act, None)
        if len(sides.parties) < 2 or act.negated:
            continue
        deal = _deal(scene, signed_by_participle.name, act, before[-1], sides)
        if deal is not None:
            yield replace(deal, start=tokens[before[-1].first].start)


@rule(
    "facts",
    {
        "[Холдинг «Вектор» законтрактовал у верфи «Луч» два буксира]": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Вектор", "Луч"],
        },
        "Пенсионер купил у соседа гараж.": None,
    },
    fact_type="agreement",
)
def bought_from(scene: Scene) -> Iterator[Deal]:
    """One body bought something from another."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if tokens[i].pos != "VERB" or lemma_in(tokens[i], words("agreements", "purchases", "verbs")) is None:
            continue
        act = act_at(scene.document, scene.indices, i, "signed")
        seller = next((g for g in scene.groups if g.preposition == "у"), None)
        if act is None or seller is None or act.stage != "signed":
            continue
        sides = bound(scene.memory, scene.groups, act, None)
        sellers = scene.memory.resolve(seller)
        parties = unique((*sides.parties, *sellers))
        if not sellers or not sides.parties or any(p.type == "person" for p in parties):
            continue
        start, end = scene.span
        bought = goods(scene.field(sides.agent), max(seller.last, i + 1))
        status = "denied" if scene.is_refuted(i) else act.status
        yield Deal(bought_from.name, "contract", "signed", status, parties, bought, start, end, i, scene.indices)


RULES: tuple[Rule[[Scene], Iterator[Deal]], ...] = (
    acted_on_paper,
    agreed_on,
    in_talks,
    moved_in_or_out,
    founded_venture,
    signing_ahead,
    signed_by_participle,
    bought_from,
)


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """The words without which a sentence tells of no deal."""
    phrases = {verb for phrase in table("agreements")["phrases"] for verb in phrase["verbs"]}
    return frozenset(
        {
            *stages(),
            *phrases,
            "переговоры",
            *words("agreements", "deals", "agreed"),
            *words("agreements", "acts", "signed"),
        }
        | words("agreements", "ventures", "verbs")
        | words("agreements", "purchases", "verbs")
    )
