"""The document that a verb acts on: named, left out, or meant by a pronoun."""

from newsfacts.discourse.deals.acts import Act, Paper, lemma_in, papers, stages
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.parties.crowds import is_count
from newsfacts.lexicon import words


def object_of(scene: Scene, act: Act) -> Paper | None:
    """The document that the verb acts on: the nearest in the case that the verb asks for, or what stands for it."""
    if lemma_in(scene.document.tokens[act.index], stages()) is None:
        return _firming(scene, act)
    return (
        _named_object(scene, act)
        or _firming(scene, act)
        or _antecedent(scene, act)
        or _meant_object(scene, act)
        or _shared_subject(scene, act)
    )


def _firming(scene: Scene, act: Act) -> Paper | None:
    """The document that makes a bond firm: «скрепили партнерство договором»."""
    tokens = scene.document.tokens
    if lemma_in(tokens[act.index], words("agreements", "terms", "firmly")) is None:
        return None
    bonds = words("agreements", "terms", "bonds")
    if not any(tokens[i].lemma in bonds and tokens[i].reading("NOUN", case="accs") for i in scene.indices):
        return None
    return next((p for p in scene.papers if p.cases == {"ablt"} and not p.preposition), None)


def _shared_subject(scene: Scene, act: Act) -> Paper | None:
    """The document that is the subject of the clause before, too: «Договор рассчитан на год и подписан в мае»."""
    tokens = scene.document.tokens
    first = scene.indices[0]
    if tokens[first].lower != "и" or scene.clause.kind != "coordinate":
        return None
    if not act.passive:
        return _shared_object(scene, act)
    own = [i for i in scene.indices if tokens[i].pos == "NOUN" and tokens[i - 1].pos not in ("PREP", "NOUN", "ADJF")]
    if any(tokens[i].reading("NOUN", case="nomn") for i in own):
        return None
    before = [p for p in papers(scene.document, range(scene.sentence.first, first)) if not p.preposition]
    return before[0] if before and "nomn" in before[0].cases else None


def _shared_object(scene: Scene, act: Act) -> Paper | None:
    """The document that opens the sentence and is done two things to: «Договор доработают и подпишут»."""
    tokens, first = scene.document.tokens, scene.sentence.first
    verb, own = tokens[act.index].reading("VERB", number="plur"), [tokens[i] for i in scene.indices]
    if verb is None or any("nomn" in g.cases and not g.preposition for g in scene.groups):
        return None
    if any(t.pos == "NOUN" and t.reading("NOUN", case="accs") and tokens[t.index - 1].pos != "PREP" for t in own):
        return None
    before = papers(scene.document, range(first, scene.indices[0]))
    opens = bool(before) and before[0].first == first and "accs" in before[0].cases and not before[0].is_plural
    return before[0] if opens else None


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
    first = scene.sentence.first
    if tokens[first].lower == "что" and tokens[first + 1].lower == "касается":
        named = papers(scene.document, range(first, scene.indices[0]))
        return named[-1] if named and any(tokens[i].lower in _HIM for i in scene.indices) else None
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
            or ("gent" in p.cases and (p.is_counted or _is_several(scene, p) or _is_so_much(scene, act, p)))
            or (p.first > 0 and tokens[p.first - 1].lemma in ("действие", "участие") and "gent" in p.cases)
            or (act.base in ("negotiated", "drafted") and "gent" in p.cases and is_draft(scene, p))
        )
    ]
    return min(fitting, key=lambda p: abs(p.index - act.index), default=None)


def is_draft(scene: Scene, paper: Paper) -> bool:
    """«обсуждают проект соглашения», «согласовывают условия договора»."""
    return paper.first > 0 and scene.document.tokens[paper.first - 1].lemma in words("agreements", "terms", "drafts")


def _is_so_much(scene: Scene, act: Act, paper: Paper) -> bool:
    """«подписано соглашений на 700 млрд рублей», «соглашений подписано 45»: many, told by their sum or number."""
    tokens = scene.document.tokens
    before = tokens[paper.first - 1] if paper.first - 1 in scene.indices else None
    if not paper.is_plural or (before is not None and before.pos == "NOUN"):
        return False
    behind = max(paper.index, act.index)
    if act.index > paper.index and not act.passive:
        return False
    near = (*range(behind + 2, behind + 6), *range(paper.index + 2, paper.index + 4))
    return is_numbered(scene, act, paper) or any(i in scene.money for i in near)


def is_numbered(scene: Scene, act: Act, paper: Paper) -> bool:
    """«соглашений подписано 45»."""
    behind = scene.document.tokens[act.index + 1 : act.index + 2]
    fronted = paper.is_plural and act.passive and paper.index < act.index and "gent" in paper.cases
    return fronted and any(is_count(t) for t in behind) and act.index + 1 not in scene.money


def _is_several(scene: Scene, paper: Paper) -> bool:
    """«ряд соглашений», «пакет документов»."""
    before = scene.document.tokens[paper.first - 1] if paper.first else None
    return before is not None and before.lemma in words("agreements", "terms", "several") and paper.is_plural
