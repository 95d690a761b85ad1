"""Clauses: the parts of a sentence with a predicate of their own, and how they depend on each other.

There is no parser behind this: marks, conjunctions and predicates part a sentence. A clause that another one
interrupts («фестиваль, который закроется завтра, собрал …») has several token ranges.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Sentence, Token, once
from newsfacts.entities.quoted import quoted_names
from newsfacts.lexicon import words
from newsfacts.marks import DASHES

ClauseKind = Literal["main", "coordinate", "complement", "relative", "adverbial", "condition", "aside"]

_MARKS = frozenset((",", ";", ":", "(", ")"))
_COORDINATE = frozenset(("и", "а", "но", "однако", "зато", "или", "либо", "да"))
_SHORT = 3  # words in quotes that are surely a name
_LONGEST = 200  # tokens on either side of a place, at least, that are looked at in a sentence without end
_LEAST_SCORE = 0.2  # a reading less likely than this is no predicate


@dataclass(frozen=True)
class Clause:
    """A clause: its token ranges, what opens it, the index of the clause it hangs on (None: the sentence)."""

    ranges: tuple[tuple[int, int], ...]
    kind: ClauseKind
    parent: int | None
    names: frozenset[int] = frozenset()

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and any(first <= index < last for first, last in self.ranges)

    def indices(self) -> Iterator[int]:
        """The indices of its tokens."""
        for first, last in self.ranges:
            yield from range(first, last)

    def tokens(self, document: Document) -> list[Token]:
        """Its tokens but for short quoted names, whose verbs are not its own: «рейсы лоукостера «Победим»»."""
        return [document.tokens[i] for i in self.indices() if i not in self.names]


def is_predicate(token: Token) -> bool:
    """Whether the word can be the predicate of a clause: a finite verb, a short participle, «должен», «намерен»."""
    return token.is_word and _is_predicate(token.lower)


@lru_cache(maxsize=50_000)
def _is_predicate(word: str) -> bool:
    readings = parses(word)
    if not readings or word in ("и", "а"):
        return False
    pos, lemma = readings[0].pos, readings[0].lemma
    if pos in ("VERB", "PRTS", "PRED") or (pos == "ADJS" and lemma in words("status", "modal_adjectives")):
        return True
    return pos in ("NOUN", "ADJS") and any(
        p.pos == "PRTS" or (p.pos == "VERB" and p.mood == "indc") for p in readings if p.score >= _LEAST_SCORE
    )


def tells_past(document: Document, clause: Clause) -> bool:
    """Whether a clause has a verb in the past."""
    return any(is_past(t) for t in clause.tokens(document))


def is_past(token: Token) -> bool:
    """Whether a word is a verb in the past; «пришли» is, though it can be an imperative."""
    return (
        bool(token.parses) and token.pos == "VERB" and any(p.tense == "past" for p in token.parses if p.pos == "VERB")
    )


def around(document: Document, sentence: Sentence, index: int) -> Sentence:
    """The sentence; of one too long to be one, the part around a token: so that no text takes more than linear time."""
    piece = sentence.first + (index - sentence.first) // _LONGEST * _LONGEST
    first, last = max(sentence.first, piece - _LONGEST), min(sentence.last, piece + 2 * _LONGEST)
    if (first, last) == (sentence.first, sentence.last):
        return sentence
    tokens = document.tokens
    return replace(sentence, first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end)


@once
def clauses(document: Document, sentence: Sentence) -> tuple[Clause, ...]:
    """Part a sentence into clauses, in the order in which they open.

    Example:
        «Форум, | который открылся вчера, | собрал 500 человек, | сообщили организаторы» has three clauses: «Форум …
        собрал 500 человек», the relative clause, and the clause of the source.
    """
    return _Splitter(document, sentence).split()


@dataclass
class _Open:
    """A clause being built."""

    ranges: list[tuple[int, int]]
    kind: ClauseKind
    parent: int | None
    has_predicate: bool


class _Splitter:
    """Goes once through the segments between marks and gives each to a clause."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.tokens = document.tokens
        self.sentence = sentence
        self.built: list[_Open] = []
        self.names = frozenset(
            i for q in quoted_names(document, sentence) if q.last - q.first <= _SHORT for i in range(q.first, q.last)
        )

    def split(self) -> tuple[Clause, ...]:
        current = 0
        for first, last, mark in self._segments():
            current = self._place(first, last, mark, current)
        return tuple(Clause(tuple(c.ranges), c.kind, c.parent, self.names) for c in self.built)

    def _segments(self) -> Iterator[tuple[int, int, str]]:
        """The stretches between marks, and before a conjunction that joins two predicates; with the mark before."""
        tokens, start, mark = self.tokens, self.sentence.first, ""
        seen_predicate = False
        for i in range(self.sentence.first, self.sentence.last):
            token = tokens[i]
            spaced_dash = token.text in DASHES and i > self.sentence.first and token.start > tokens[i - 1].end
            if token.text in _MARKS or spaced_dash:
                if start < i:
                    yield start, i, mark
                start, mark, seen_predicate = i + 1, token.text, False
            elif token.lower in _COORDINATE and seen_predicate and self._joins_predicate(i + 1):
                yield start, i, mark
                start, mark, seen_predicate = i, "", False
            elif self._is_predicate(token):
                seen_predicate = True
        if start < self.sentence.last:
            yield start, self.sentence.last, mark

    def _joins_predicate(self, i: int) -> bool:
        """Whether a predicate follows before the next mark or conjunction."""
        for token in self.tokens[i : self.sentence.last]:
            if token.text in _MARKS or token.lower in _COORDINATE:
                return False
            if self._is_predicate(token):
                return True
        return False

    def _is_predicate(self, token: Token) -> bool:
        return token.index not in self.names and is_predicate(token)

    def _place(self, first: int, last: int, mark: str, current: int) -> int:
        """Give the segment to a clause; the index of the clause it went to."""
        if self.built and self._is_put_in(first, last):
            return current  # it parts nothing and tells nothing
        kind = self._opening(first, last)
        # «среди которых Китай» needs no verb and waits for none.
        verbless = kind == "relative" and self.tokens[first].pos == "PREP"
        has_predicate = verbless or any(self._is_predicate(t) for t in self.tokens[first:last])
        if not self.built:
            return self._new(first, last, kind or "main", None, has_predicate)
        if kind is not None:
            return self._new(first, last, kind, self._host(current, kind), has_predicate)
        if mark == "(":
            return self._new(first, last, "aside", current, has_predicate)
        waiting = self._waiting(current, mark)
        if waiting is not None:
            return self._continue(waiting, first, last, has_predicate)
        if has_predicate:
            return self._new(first, last, "coordinate", self.built[current].parent, True)
        return self._continue(current, first, last, False)

    def _is_put_in(self, first: int, last: int) -> bool:
        """«, напомним,», «, отметим,»: a verb by which the writer turns to the reader."""
        behind = self.tokens[last] if last < self.sentence.last else None
        verb = self.tokens[first].reading("VERB") if last == first + 1 else None
        turned = verb is not None and verb.person == "1per" and verb.lemma in words("status", "put_in")
        return turned and behind is not None and behind.text == ","

    def _host(self, current: int, kind: ClauseKind) -> int:
        """The clause that the subordinate clause hangs on: an adverbial one never hangs on an aside that is over."""
        return current if self.built[current].kind != "adverbial" or kind != "adverbial" else self._parent(current)

    def _parent(self, i: int) -> int:
        parent = self.built[i].parent
        return i if parent is None else parent

    def _waiting(self, current: int, mark: str) -> int | None:
        """The innermost clause around an interrupting one that still waits for its predicate, or follows a bracket."""
        at: int | None = current
        if mark == ")" and self.built[current].kind == "aside":
            return self.built[current].parent
        while at is not None:
            if not self.built[at].has_predicate and self.built[at].kind not in ("adverbial", "aside"):
                return at
            at = self.built[at].parent
        return None

    def _new(self, first: int, last: int, kind: ClauseKind, parent: int | None, has_predicate: bool) -> int:
        self.built.append(_Open([(first, last)], kind, parent, has_predicate))
        return len(self.built) - 1

    def _continue(self, i: int, first: int, last: int, has_predicate: bool) -> int:
        clause = self.built[i]
        clause.ranges.append((first, last))
        clause.has_predicate = clause.has_predicate or has_predicate
        return i

    def _opening(self, first: int, last: int) -> ClauseKind | None:
        """What kind of subordinate clause the words at the segment's beginning open, if any."""
        tokens = self.tokens[first:last]
        if tokens and tokens[0].lower in _COORDINATE:
            tokens = tokens[1:]
        if [t.lower for t in tokens[:2]] == ["тогда", "как"]:
            return "condition" if any(self._is_predicate(t) for t in tokens) else None
        while tokens and (tokens[0].pos in ("PREP", "PRCL", "ADVB") or tokens[0].lower in ("не", "уже")):
            if tokens[0].lower in words("status", "conjunctions"):
                break
            tokens = tokens[1:]
        if not tokens:
            return None
        word = tokens[0]
        if word.lower in words("status", "conditions"):
            return "condition" if any(self._is_predicate(t) for t in tokens) else None
        if word.lower == "как" and any(self._is_predicate(t) for t in tokens):
            return "aside"
        if word.lower in words("status", "complementizers"):
            return "complement"
        if word.lower in words("status", "relatives") or word.lemma == "который" or "чей" in word.lemmas:
            return "relative"
        elected = word.lemma == "избранный"  # the dictionary has it as an adjective first
        if first > self.sentence.first and (word.pos in ("PRTF", "GRND") or elected):
            return "adverbial"
        return None
