"""A scene: one clause with the groups and documents in it, as the rules for deals look at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from msgspec import structs

from newsfacts.discourse.clauses import Clause, clauses, is_predicate
from newsfacts.discourse.deals.acts import Paper, negated, papers
from newsfacts.discourse.deals.memory import Memory
from newsfacts.discourse.deals.subjects import Field
from newsfacts.discourse.parties.mentions import Group
from newsfacts.discourse.status import status_of
from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.marks import DASHES, QUOTES
from newsfacts.model import covering

_HANGING = ("relative", "adverbial")
_MARKS = 2  # marks that may part a tail from what it goes on with
_FINAL = frozenset((".", "!", "?", "…", ",", ";", ":"))


@dataclass(frozen=True)
class Scene:
    """A clause, its tokens' indices, the lists of possible parties and the documents it names."""

    memory: Memory
    sentence: Sentence
    clause: Clause
    indices: tuple[int, ...]
    groups: tuple[Group, ...]
    papers: tuple[Paper, ...]
    attached: tuple["Scene", ...] = ()  # the relative clauses and participles that hang on it
    above: "Scene | None" = None  # the clause on which a relative clause or participle hangs
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)  # what was read once

    @classmethod
    def of(cls, memory: Memory, sentence: Sentence, clause: Clause) -> "Scene":
        """Read what a clause holds."""
        indices = _trimmed(memory.mentions.document, sentence, tuple(clause.indices()))
        document = memory.mentions.document
        groups = (_bonded(document, g) for g in memory.mentions.groups(sentence, frozenset(indices)))
        return cls(memory, sentence, clause, indices, tuple(groups), tuple(papers(document, indices)))

    def indices_of(self, paper: Paper) -> tuple[int, ...]:
        """The clause's tokens, or those around it where the document stands outside («договор, который …»)."""
        if paper.index in self.indices:
            return self.indices
        token = self.document.tokens[paper.index]
        around = self.document.sentence_at(token.start) or self.sentence
        last = self.indices[0] if around is self.sentence and self.indices[0] > paper.index else around.last
        return tuple(range(around.first, last))

    def field(self, agent: Group | None, paper: Paper | None = None) -> Field:
        """Where to look for what is agreed on."""
        indices, groups = self.indices, self.groups
        if paper is not None and paper.index not in self.indices:
            indices = self.indices_of(paper)
            around = self.document.sentence_at(self.document.tokens[paper.index].start) or self.sentence
            groups = tuple(self.memory.mentions.groups(around, frozenset(indices)))
        return Field(self.document, indices, groups, agent, self.breaks, self.money)

    @property
    def money(self) -> frozenset[int]:
        """The tokens of amounts of money in the sentence."""
        if "money" not in self._known:
            self._known["money"] = self._read_money()
        known: frozenset[int] = self._known["money"]
        return known

    def _read_money(self) -> frozenset[int]:
        found: set[int] = set()
        for quantity in covering(self.memory.mentions.reading.quantities, self.sentence.start, self.sentence.end):
            if quantity.unit_type == "money":
                found.update(range(*self.document.token_range(quantity.start, quantity.end)))
        return frozenset(found)

    @property
    def breaks(self) -> frozenset[int]:
        """The tokens at which a time or a gathering begins, its preposition included; «на 2025–2027 годы» is none."""
        if "breaks" not in self._known:
            self._known["breaks"] = self._read_breaks()
        known: frozenset[int] = self._known["breaks"]
        return known

    def _read_breaks(self) -> frozenset[int]:
        reading, tokens = self.memory.mentions.reading, self.document.tokens
        found = set()
        for time in covering(reading.times, self.sentence.start, self.sentence.end):
            first, _ = self.document.token_range(time.start, time.end)
            before = tokens[first - 1].lower if first else ""
            if before != "на" and tokens[first].lower != "на":
                found.add(first - 1 if first and tokens[first - 1].pos == "PREP" else first)
        for i in self.indices:
            if tokens[i].lower in ("на", "в", "во") and i + 1 < self.sentence.last:
                following = tokens[i + 1]
                unnamed = following.lemma in words("parties", "events") and following.reading("NOUN", case="loct")
                if unnamed or (reading.events and reading.events.mentioned(following.start, following.end)):
                    found.add(i)
        found.update(p.first - 1 for p in self.joined_papers)
        return frozenset(found)

    @property
    def joined_papers(self) -> tuple[Paper, ...]:
        """Documents that a comma or «и» joins to one before: «подписали договор о мире и меморандум о туризме»."""
        if "joined_papers" not in self._known:
            self._known["joined_papers"] = self._read_joined_papers()
        known: tuple[Paper, ...] = self._known["joined_papers"]
        return known

    def _read_joined_papers(self) -> tuple[Paper, ...]:
        joined = []
        for before, paper in zip(self.papers, self.papers[1:], strict=False):
            linked = self.document.tokens[paper.first - 1].text in (",", "и")
            stands = not paper.preposition and not before.preposition and before.index < paper.first - 1
            if linked and stands and not paper.is_plural and paper.cases & before.cases & {"nomn", "accs"}:
                joined.append(paper)
        return tuple(joined)

    def is_refuted(self, index: int) -> bool:
        """Whether the sentence calls the report that the clause gives wrong."""
        tokens = self.document.tokens
        return status_of(self.document, tokens[index].start, tokens[index].end, index) == "denied" and not any(
            negated(tokens, i) for i in self.indices
        )

    @property
    def document(self) -> Document:
        """The text."""
        return self.memory.mentions.document

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the clause's first and last character."""
        tokens = self.document.tokens
        return tokens[self.indices[0]].start, tokens[self.indices[-1]].end


def _bonded(document: Document, group: Group) -> Group:
    """«о сотрудничестве А и Б» is between them."""
    names = [m for m in group.mentions if m.role == "name" and m.parties]
    before = document.tokens[group.first - 1] if group.first else None
    if group.preposition or "gent" not in group.cases or len(names) < 2 or before is None:
        return group
    if before.lemma not in words("agreements", "terms", "bonds"):
        return group
    mentions = tuple(structs.replace(m, preposition="между", before=m.first) for m in group.mentions)
    return Group(mentions, group.cases, "между")


def scenes(memory: Memory, sentence: Sentence) -> list[Scene]:
    """The scenes of a sentence, each with those that hang on it; read once."""
    if sentence.index not in memory.scenes:
        memory.scenes[sentence.index] = _read(memory, sentence)
    known: list[Scene] = memory.scenes[sentence.index]
    return known


def _read(memory: Memory, sentence: Sentence) -> list[Scene]:
    found = _regrouped(memory.mentions.document, clauses(memory.mentions.document, sentence))
    plain = [Scene.of(memory, sentence, clause) for clause in found]
    hanging = [c.parent if c.kind in _HANGING else None for c in found]
    whole = list(plain)
    for i in range(len(plain) - 1, -1, -1):  # what hangs on a clause stands behind it
        above = hanging[i]
        children = tuple(whole[k] for k, parent in enumerate(hanging) if parent == i)
        whole[i] = replace(plain[i], attached=children, above=None if above is None else plain[above])
    return [scene for scene in whole if scene.indices]  # a clause of mere marks tells nothing


def _regrouped(document: Document, found: Sequence[Clause]) -> list[Clause]:
    """Give «…, а А, Б и В договорились» its first name: a contrasting tail without a predicate goes on with it.

    What hangs on the tail («…, а с А, создавшей завод, Б договорился») goes along.
    """
    whole = list(found)
    tokens = document.tokens
    for i in range(len(whole) - 1):
        ranges = whole[i].ranges
        at = next((k for k in range(len(ranges) - 1, 0, -1) if tokens[ranges[k][0]].lower in ("а", "но")), None)
        first, last = ranges[-1]
        if at is None and len(ranges) > 1 and tokens[first].lower == "с" and tokens[last].text in DASHES:
            at = len(ranges) - 1  # «…, с А – подписали договор»
        if at is None or any(is_predicate(t) for first, last in ranges[at:] for t in tokens[first:last]):
            continue
        tail = ranges[-1][1]
        j = i + 1
        while j < len(whole) and whole[j].kind in _HANGING and tail <= whole[j].ranges[0][0] <= tail + _MARKS:
            tail = whole[j].ranges[-1][1]
            j += 1
        if j == len(whole) or whole[j].kind != "coordinate" or not 0 <= whole[j].ranges[0][0] - tail <= _MARKS:
            continue
        whole[i] = replace(whole[i], ranges=ranges[:at])
        whole[j] = replace(whole[j], ranges=(*ranges[at:], *whole[j].ranges))
        for k in range(i + 1, j):
            whole[k] = replace(whole[k], parent=j)
    return whole


def _trimmed(document: Document, sentence: Sentence, indices: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out the sentence's final marks and the quotation marks of speech at the edges."""
    tokens = document.tokens
    first, last = 0, len(indices)
    while last > first + 1 and tokens[indices[last - 1]].text in _FINAL:
        last -= 1
    texts = [tokens[i].text for i in indices[first:last]]
    if texts[0] in QUOTES and sum(t in QUOTES for t in texts) % 2:
        first += 1
    elif texts[-1] in QUOTES and sum(t in QUOTES for t in texts) % 2:
        last -= 1
    while last > first + 1 and tokens[indices[last - 1]].text in _FINAL:
        last -= 1
    return indices[first:last]
