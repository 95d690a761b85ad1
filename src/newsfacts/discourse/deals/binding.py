"""Who is bound: the parties of a deal, from the frame of its clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.discourse.deals.acts import Act, Paper
from newsfacts.discourse.deals.memory import Memory
from newsfacts.discourse.deals.states import state_of, states, unique
from newsfacts.discourse.parties.mentions import Group
from newsfacts.document import Document
from newsfacts.gazetteer import gazetteer
from newsfacts.marks import DASHES
from newsfacts.model import Party


@dataclass(frozen=True)
class Bound:
    """The parties of a deal, and the group that is the verb's subject."""

    parties: tuple[Party, ...]
    agent: Group | None
    explicit: int


def bound(memory: Memory, groups: Sequence[Group], act: Act | None, paper: Paper | None) -> Bound:
    """Read the parties from the clause: subject, «с …», «между …», genitive behind the document, agent of a passive."""
    document = memory.mentions.document
    found: list[Party] = []
    agents: list[Group] = []
    if act is not None and not act.passive:
        agents = _agents(document, groups, act, paper)
    beside = [p for g in groups if g.preposition in ("с", "между") for m in g.mentions for p in m.parties]
    stand_for = [g for g in groups if _is_stood_for(document, g)]
    if stand_for:
        agents = []
        found.extend(p for g in stand_for for p in memory.resolve(g))
    for group in agents:
        found.extend(memory.resolve(group, beside))
    named = tuple(found)
    if agents and found and act is not None:
        memory.agents.append((act.index, unique(found)))
    elif act is not None and not act.passive and (groups_at(groups, act) or (paper is not None and paper.is_counted)):
        found.extend(memory.last_agent(act.index, sentences=0))
    for group in groups:
        if group in agents or group in stand_for:
            continue
        if _binds(document, group, act, paper):
            found.extend(memory.resolve(group, named))
    if any(_is_behalf(g) for g in groups):
        found = [p for p in found if p.type != "person"] or found
    parties = states(unique(found))
    if len(parties) < 2 and paper is not None:
        parties = unique((*_by_adjective(document, paper), *parties))
    return Bound(parties, agents[0] if agents else None, len(parties))


def _is_behalf(group: Group) -> bool:
    """«С российской стороны документ подписал …»: for whom somebody signs."""
    return group.preposition == "с" and "gent" in group.cases and group.mentions[0].head == "сторона"


def _is_stood_for(document: Document, group: Group) -> bool:
    """«От Омска - мэр …, от завода - директор …», «от имени правительства подписал …»: for whom others sign."""
    tokens, first = document.tokens, group.first
    if first > 1 and tokens[first - 1].lower == "имени" and tokens[first - 2].lower == "от":
        return True
    named = group.preposition == "от" and "gent" in group.cases and group.last < len(tokens)
    return named and tokens[group.last].text in DASHES


def is_addressee(group: Group) -> bool:
    """Whether a list is who gets something: «передал Египту проект»."""
    return not group.preposition and "datv" in group.cases and "nomn" not in group.cases


def _by_adjective(document: Document, paper: Paper) -> tuple[Party, ...]:
    """The two states in «российско-китайское соглашение»."""
    for token in document.tokens[paper.first : paper.index]:
        first, dash, second = token.lower.partition("-")
        places = (gazetteer().by_adjective(first), gazetteer().by_adjective(second)) if dash else ()
        if len(places) == 2 and all(p is not None and p.kind == "country" and p.code for p in places):
            return tuple(state_of(p.code) for p in places if p is not None and p.code is not None)
    return ()


def _binds(document: Document, group: Group, act: Act | None, paper: Paper | None) -> bool:
    """Whether a list that is no subject names parties by its place or its preposition."""
    if group.preposition == "между" or (group.preposition == "с" and "ablt" in group.cases):
        return True
    if group.preposition:
        return act is not None and _is_behalf(group)
    behind = paper.index + 1 if paper is not None else -1
    if behind > 0 and document.tokens[behind : behind + 1] and document.tokens[behind].lower == "же":
        behind += 1
    if group.first == behind and "gent" in group.cases:
        return True
    if act is not None and act.base == "drafted" and is_addressee(group):
        return True
    if act is not None and document.tokens[act.index].lemma in ("уведомить", "уведомлять"):
        return "accs" in group.cases and "nomn" not in group.cases
    if act is None or not act.passive:
        return False
    before = document.tokens[group.first - 1] if group.first else None
    if before is not None and before.lemma == "подпись" and "gent" in group.cases:
        return True  # «скреплен подписями министров …»
    return group.cases == {"ablt"}


def groups_at(groups: Sequence[Group], act: Act) -> bool:
    """Whether a clause names one side only, so that the sentence's subject is the other: «… и продлил договор с А»."""
    return any(g.preposition == "с" and "ablt" in g.cases for g in groups)


def _agents(document: Document, groups: Sequence[Group], act: Act, paper: Paper | None) -> list[Group]:
    verb = document.tokens[act.governor]
    number = next(
        (p.number for p in verb.parses if p.pos in ("VERB", "PRTS", "ADJS", "PRED") and p.mood != "impr"), None
    )
    candidates = [g for g in groups if not g.preposition and "nomn" in g.cases]
    if not candidates:
        return []

    def weight(group: Group) -> tuple[int, int]:
        plain = 2 if "gent" not in group.cases else 0
        adjacent = (
            1 if group.last in (act.governor, act.index) or group.first in (act.governor + 1, act.index + 1) else 0
        )
        attached = -2 if paper is not None and group.first == paper.index + 1 and "gent" in group.cases else 0
        fits = 2 if number is None or (number == "plur") == group.is_plural else 0
        distance = min(abs(group.first - act.index), abs(group.last - act.index))
        return plain + adjacent + attached + fits, -distance

    fitting = [g for g in candidates if number is None or (number == "plur") == g.is_plural]
    if not fitting and number == "plur":
        singles = [g for g in candidates if "gent" not in g.cases]
        return singles if len(singles) > 1 else candidates[:1]
    if not fitting and number == "sing":
        fitting = [g for g in candidates if g.first > act.index and g.mentions[0].number != "plur"]
    return [max(fitting, key=weight)] if fitting else []
