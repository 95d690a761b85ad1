"""A scene: one clause with the groups and documents in it, as the rules for deals look at it."""

from dataclasses import dataclass

from newsfacts.discourse.binding import Memory
from newsfacts.discourse.clauses import Clause
from newsfacts.discourse.deals import Paper, papers
from newsfacts.discourse.parties import Group
from newsfacts.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause, its tokens' indices, the lists of possible parties and the documents it names."""

    memory: Memory
    sentence: Sentence
    clause: Clause
    indices: tuple[int, ...]
    groups: tuple[Group, ...]
    papers: tuple[Paper, ...]

    @classmethod
    def of(cls, memory: Memory, sentence: Sentence, clause: Clause) -> "Scene":
        """Read what a clause holds."""
        indices = tuple(clause.indices())
        groups = memory.mentions.groups(sentence, frozenset(indices))
        return cls(memory, sentence, clause, indices, tuple(groups), tuple(papers(memory.mentions.document, indices)))

    @property
    def document(self) -> Document:
        """The text."""
        return self.memory.mentions.document

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the clause's first and last character."""
        tokens = self.document.tokens
        return tokens[self.indices[0]].start, tokens[self.indices[-1]].end
