"""A deal as one clause tells it, and how it is put together from an act, a document and the parties."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.discourse.deals.acts import Act, Paper, lemma_in, stages
from newsfacts.discourse.deals.binding import Bound
from newsfacts.discourse.deals.memory import Told
from newsfacts.discourse.deals.references import alike
from newsfacts.discourse.deals.scenes import Scene, scenes
from newsfacts.discourse.deals.states import states, unique
from newsfacts.discourse.deals.subjects import Subject, behind_dash, continued, described, shortened, subject_of
from newsfacts.document import Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party, Status

_FURTHER = 2  # sentences behind in which further parties are named
_FEW = 5  # documents that two or three parties may sign at once
_SAME = 0.5  # of their lemmas two names share that mean one body


@dataclass(frozen=True)
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
    dated: tuple[int, ...] | None = None  # the tokens that can date it, where not all of its clause do
    told: "Deal | None" = None  # the statement that gave its present stage, if not this one

    @property
    def is_counted(self) -> bool:
        """Whether it is a number of agreements at once."""
        return self.paper is not None and self.paper.is_counted


def build(scene: Scene, name: str, act: Act, paper: Paper, sides: Bound, *, shared: bool = True) -> Deal | None:
    """Put together what the clause says of a document; None where it does not say whom it binds."""
    field = scene.field(sides.agent, paper)
    subject = subject_of(field, paper.index) or behind_dash(field, paper.index) or _told_after(scene, paper)
    owner, subject = _whose(scene, subject)
    bodies = unique((*owner, *sides.parties)) or _attached_parties(scene)
    bodies = unique((*bodies, *_listed_after(scene, paper)))
    if not act.passive and sides.agent is None and _has_stranger(scene, act, paper):
        return None
    if not bodies and act.passive:
        bodies = _met(scene)
    if not bodies or (paper.lemma == "документ" and all(p.type == "person" for p in bodies)):
        joined = () if paper.is_plural else scene.memory.pair_here(scene.sentence, scene.indices[0])
        before = joined or (() if _is_bulk(scene, paper) else scene.memory.last_deal(scene.indices[0], sentences=2))
        bodies = before or bodies or (() if paper.is_plural else scene.memory.pair_before(scene.sentence))
    elif len(bodies) == 1 and _has_other(sides, act, paper):
        refuted = act.index if act.status == "denied" else None
        both = both_sides(scene, sides, bodies[0], told=refuted, ahead=not (paper.is_counted or paper.is_plural))
        # A company that leaves a deal leaves another company; whoever leaves a treaty leaves many.
        leaves = not shared and sides.agent is not None
        bodies = both if not leaves or all(p.type == "organization" for p in both) else bodies
    if not bodies and subject is not None:
        bodies, subject = _in_subject(scene, subject)
    if not bodies and not paper.is_counted and not (paper.is_plural and scene.money):
        return None
    if paper.lemma == "документ" and paper.is_plural and not paper.is_counted and not scene.money and len(bodies) < 2:
        return None  # a governor's «документы» are no deals
    meant = paper.index not in scene.indices  # «под ним»
    if (subject is None or meant) and not paper.is_counted and act.stage == "signed":
        bodies = _behind_the_pens(scene, bodies, paper, act)
    if subject is None and paper.lemma == "документ" and not paper.is_plural:
        subject = _told_before(scene)
    if paper.lemma == "документ" and bodies and all(p.type == "person" for p in bodies):
        return None
    if _is_between_states(scene, paper) and any(p.type != "country" for p in bodies):
        bodies = scene.memory.both_states(scene.indices[0]) or bodies
    bodies = scene.memory.as_states(bodies, act.index)
    kind = paper.kind
    again = _meant_before(scene, act, paper, bodies) if subject is None else None
    if again is not None:
        subject = again.subject
        kind = again.kind if paper.lemma == "документ" else kind
    if paper.lemma == "договор" and bodies and all(p.type == "country" for p in bodies):
        kind = "treaty"
    start, end = scene.span
    status = "denied" if scene.is_refuted(act.index) else act.status
    return Deal(name, kind, act.stage, status, bodies, subject, start, end, act.index, scene.indices, paper)


def _is_bulk(scene: Scene, paper: Paper) -> bool:
    """Whether so many documents are counted that those spoken of last cannot have signed them all."""
    if not paper.is_counted:
        return False
    tokens = scene.document.tokens
    counts = scene.memory.mentions.reading.quantities_in(
        scene.document.quote(tokens[paper.first].start, tokens[paper.index].end)
    )
    return any((q.value or q.high or 0) > _FEW for q in counts)


def _is_between_states(scene: Scene, paper: Paper) -> bool:
    """«межправительственное соглашение»: whoever signs it, it binds states."""
    adjectives = scene.document.tokens[paper.first : paper.index]
    return any(t.lemma in ("межправительственный", "межгосударственный") for t in adjectives)


def _has_other(sides: Bound, act: Act, paper: Paper) -> bool:
    """Whether the only party named is bound with another; who signs many documents signs them with many."""
    if act.stage == "refused":
        return sides.agent is not None and all(p.type == "person" for p in sides.parties)  # a player refuses his club
    if paper.is_counted:
        return sides.agent is None and act.passive
    return sides.agent is None or act.status != "denied"


def _meant_before(scene: Scene, act: Act, paper: Paper, bodies: tuple[Party, ...]) -> Told | None:
    """The deal told just before, where the document is the same or is «об этом»."""
    told = scene.memory.told_before(scene.indices[0], sentences=2)
    if told is None or told.subject is None or paper.is_plural or paper.is_counted:
        return None
    tokens = scene.document.tokens
    around = [t.lower for t in tokens[paper.first : paper.index + 3]]
    if "этом" in around or "соответствующее" in around or "соответствующий" in around:
        return told
    if _is_in_title(scene, told):
        return None
    same = told.kind == paper.kind or paper.lemma == "документ"
    if act.stage == "terminated" and told.stage not in ("signed", "terminated"):
        return None
    if same and act.stage == "refused":
        return told
    if same and not act.passive and bodies and {p.name for p in bodies} == {p.name for p in told.parties}:
        return told
    return told if paper.lemma == "документ" and {p.name for p in bodies} <= {p.name for p in told.parties} else None


def _is_in_title(scene: Scene, told: Told) -> bool:
    sentence = scene.document.sentence_at(scene.document.tokens[told.at].start)
    return sentence is None or sentence.block != scene.sentence.block


def both_sides(
    scene: Scene, sides: Bound, only: Party, *, told: int | None = None, ahead: bool = False
) -> tuple[Party, ...]:
    """The only party named and who is bound with it: who says that it was done, else whom the article is about.

    ``told`` is the verb that says so in the same clause («опроверг сообщения о …»); ``ahead`` lets what follows tell
    whom the article is about.
    """
    told = scene.indices[0] if told is None and scene.clause.kind == "complement" else told
    if sides.agent is None and told is not None:
        said = scene.memory.teller(scene.sentence, told)
        if said is not None and said != only:
            return states(unique((said, only)))
    topic = scene.memory.topic(scene.indices[0], only, ahead=ahead)
    return states(unique((only, topic))) if topic is not None else (only,)


def _behind_the_pens(scene: Scene, bodies: tuple[Party, ...], paper: Paper, act: Act) -> tuple[Party, ...]:
    """The parties of the deal told just before, where those named are who signed for them."""
    told = scene.memory.last_deal(scene.indices[0], sentences=2)
    signers = [b for b in bodies if b.type != "person"]
    beside = [p for g in scene.groups if g.preposition for p in scene.memory.resolve(g)]
    if any(b.type == "person" and (paper.is_plural or b in beside) for b in bodies):
        return bodies  # a player is bound himself
    if not told or len(signers) > len(told):
        return bodies
    fits = [any(_is_for(b, t) for t in told) for b in signers]
    pens = all(m.role == "post" for g in scene.groups if "nomn" in g.cases and not g.preposition for m in g.mentions)
    again = paper.lemma == "документ" or (pens and _is_told_bare(scene, paper))
    same = again and act.status == "actual" and len(bodies) == len(told) and any(fits)
    return told if all(fits) or same else bodies


def _is_told_bare(scene: Scene, paper: Paper) -> bool:
    """Whether a document that the sentence opens with is one told before: «Соглашение подписали министры …»."""
    told = scene.memory.told_before(scene.indices[0], sentences=1)
    return told is not None and told.kind == paper.kind and paper.first == paper.index == scene.sentence.first


def _is_for(signer: Party, bound: Party) -> bool:
    """Whether a body or territory is a party or stands for it: the region for its government."""
    if signer.code is not None and signer.code == bound.code:
        return True
    named = gazetteer().find(bound.name.split(), len(bound.name.split()) - 1) if signer.code is not None else None
    if named is not None and named[0].code == signer.code:
        return True  # «Россия» for «Минэнерго России»
    return signer.name in bound.name or bound.name in signer.name or alike(signer.name, bound.name) >= _SAME


def signed_when(scene: Scene, paper: Paper) -> tuple[int, ...]:
    """The tokens of the participle that tells when a document was signed: «соглашение, подписанное в мае»."""
    tokens = scene.document.tokens
    for child in scene.attached:
        first = child.indices[0]
        if first > paper.index and any(stages().get(lemma) == "signed" for lemma in tokens[first].lemmas):
            return child.indices
    return ()


def _met(scene: Scene) -> tuple[Party, ...]:
    """Those after whose meeting a document was signed: «По итогам переговоров лидеров Перу и Чили подписан …»."""
    tokens = scene.document.tokens
    for group in scene.groups:
        before = tokens[group.first - 1] if group.first else None
        if before is not None and before.lemma in words("agreements", "terms", "meetings") and "gent" in group.cases:
            parties = scene.memory.resolve(group)
            if len(parties) > 1 and all(p.type != "person" for p in parties):
                return parties
    return ()


def _in_subject(scene: Scene, subject: Subject) -> tuple[tuple[Party, ...], Subject]:
    """The parties in a genitive at the end of what it is about: «договор о сотрудничестве вуза «А» и завода «Б»»."""
    for group in scene.groups:
        if (
            len(group.mentions) > 1
            and subject.first < group.first < subject.last == group.last
            and not group.preposition
        ):
            parties = scene.memory.resolve(group)
            if "gent" in group.cases and len(parties) > 1 and all(p.type != "person" for p in parties):
                return parties, shortened(scene.document, subject, group.first)
    return (), subject


def _whose(scene: Scene, subject: Subject | None) -> tuple[tuple[Party, ...], Subject | None]:
    """The party in a genitive before «с …», and the subject with what it says behind the parties.

    «о сотрудничестве вуза «А» с заводом «Б» в сфере кадров» is about «сотрудничество в сфере кадров».
    """
    if subject is None or scene.document.tokens[subject.first].lemma not in words("agreements", "terms", "bonds"):
        return (), subject
    groups = [g for g in scene.groups if subject.first < g.first]
    inside = next((g for g in groups if g.first == subject.first + 1 and g.last == subject.last), None)
    owner: tuple[Party, ...] = ()
    if inside is not None and "gent" in inside.cases and not inside.preposition:
        owner = scene.memory.resolve(inside)
        subject = shortened(scene.document, subject, inside.first) if owner else subject
    beside = next((g for g in groups if g.preposition in ("с", "между") and g.mentions[0].before == subject.last), None)
    if owner and inside is not None:
        beside = next((g for g in groups if g.preposition == "с" and g.mentions[0].before == inside.last), None)
        if beside is None:
            return (), subject
    return owner, continued(scene.field(None), subject, beside.last) if beside is not None else subject


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
            visitors = paper.is_counted and parse.lemma in words("events", "visitors")
            return parse.animacy == "anim" and not visitors  # «Участники форума подписали 40 соглашений»
    return False


def _told_before(scene: Scene) -> Subject | None:
    """What the only document of the sentence before is about, where that sentence did not say whom it binds."""
    at = scene.sentence.index - 1
    sentences = scene.document.sentences
    if at < 0 or sentences[at].block != scene.sentence.block or scene.memory.told_before(scene.indices[0], 1):
        return None
    papers = [(place, p) for place in scenes(scene.memory, sentences[at]) for p in place.papers if not p.is_plural]
    return subject_of(papers[0][0].field(None), papers[0][1].index) if len(papers) == 1 else None


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


def _listed_after(scene: Scene, paper: Paper) -> tuple[Party, ...]:
    """Parties that are listed behind: «… с пулом банков, куда вошли А и Б», «Его участниками стали А и Б»."""
    tokens = scene.document.tokens
    for child in scene.attached:
        first = child.indices[0]
        crowd = any(t.lemma in words("parties", "pools") for t in tokens[max(0, first - 5) : first])
        if crowd and any(lemma_in(tokens[i], words("parties", "entered")) for i in child.indices):
            return _subjects(child)
    found: tuple[Party, ...] = ()
    sentences = scene.document.sentences
    for behind in sentences[scene.sentence.index + 1 : scene.sentence.index + 1 + _FURTHER]:
        if behind.block != scene.sentence.block or tokens[behind.last - 1].text == "?":
            break
        if _names_sides(tokens[behind.first : min(behind.first + 4, behind.last)]):
            for child in scenes(scene.memory, behind)[:1]:
                if any(lemma_in(tokens[i], words("parties", "became")) for i in child.indices):
                    found = unique((*found, *_subjects(child)))
    return found


def _names_sides(opening: Sequence[Token]) -> bool:
    """Whether a sentence begins with «сторонами», «третьей стороной»."""
    for before, token in zip((None, *opening), opening, strict=False):
        if token.lemma in words("parties", "sides") and token.reading("NOUN", case="ablt"):
            ordinal = before is not None and any("Anum" in p.grammemes for p in before.parses)
            if ordinal or token.reading("NOUN", case="ablt", number="plur"):
                return True
    return False


def _subjects(scene: Scene) -> tuple[Party, ...]:
    """The parties named in the nominative without a preposition."""
    found: list[Party] = []
    for group in scene.groups:
        if not group.preposition and "nomn" in group.cases:
            found.extend(scene.memory.resolve(group))
    return unique(found)


def _attached_parties(scene: Scene) -> tuple[Party, ...]:
    """Parties named only in a clause that hangs on the document: «меморандум, который готовили А и Б, не подписан»."""
    found: list[Party] = []
    for child in scene.attached:
        for group in child.groups:
            if not group.preposition and not group.cases.isdisjoint(("nomn", "ablt")):
                found.extend(scene.memory.resolve(group))
    parties = unique(found)
    return parties if len(parties) > 1 else ()
