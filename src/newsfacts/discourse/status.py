"""Status: whether what a stretch of text states has happened, is planned, or is denied.

Cues with a scope, as in ConText: a cue reaches its own clause, and verbs of expecting or refuting reach the clause
that depends on them («ожидается, что …», «опровергли сообщения о том, что …»). The tense of the predicate decides
where there is no cue.
"""

from collections.abc import Iterator, Sequence

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.clauses import Clause, around, clauses, is_past, is_predicate
from newsfacts.document import Document, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Status

_NEAR = 4  # tokens before a stretch in which a participle belongs to it: «ожидавшихся ранее двух тысяч»
_VERBAL = ("VERB", "PRTS", "INFN", "ADJS", "PRED", "GRND")


def status_of(document: Document, start: int, end: int, head: int | None = None) -> Status:
    """Tell whether what the stretch states is actual, planned or denied.

    Args:
        document: the text.
        start: offset of the stretch's first character.
        end: offset after its last character; what lies beyond the first sentence is not looked at.
        head: index of the token that states it (the verb, the participle, the noun of the deed), where known:
            its clause decides. Otherwise the first clause with a predicate in the stretch does, or the clause
            around the stretch.

    Example:
        The amount in «Форум, как ожидается, соберет [500 человек]» is planned, in «Форум собрал [500 человек]» actual,
        in «приехали [300], а не [500 человек]» actual and denied.
    """
    sentence = document.sentence_at(start)
    if sentence is None:
        return "actual"
    first, last = document.token_range(start, min(end, sentence.end))
    if first >= last:
        return "actual"
    sentence = around(document, sentence, first if head is None else head)
    last = min(last, sentence.last)
    found = clauses(document, sentence)
    beside = _beside(document, sentence.first, first, last)
    if beside is not None:
        return beside
    at = _clause_of(document, found, first, last, head)
    return _Reader(document, found, first).status(at, head)


def _beside(document: Document, begin: int, first: int, last: int) -> Status | None:
    """What stands right before the stretch: «а не 500», «вместо ожидавшихся двух»."""
    tokens = document.tokens
    at = first
    while at < last and tokens[at].lower in ("а", "не"):
        at += 1
    before = at - 1
    if "против" in (tokens[at].lower, tokens[before].lower if before >= begin else ""):
        return "actual"  # «составит 5 тыс. против 4 тыс. в прошлом году»
    if before >= begin and tokens[before].pos == "PREP":
        before -= 1
    if at < last and before >= begin and tokens[before].lower == "не":
        follows = tokens[at]
        verbal = any(p.pos in _VERBAL or p.pos == "PRTF" for p in follows.parses)
        if not verbal and follows.lower not in words("status", "bounds"):
            return "denied"
    near = max(
        (i + 1 for i in range(begin, first) if tokens[i].text in ",:;(" or tokens[i].text in DASHES), default=begin
    )
    for token in tokens[max(near, first - _NEAR) : last]:
        if token.index > first and token.text in ",:;(":
            return None
        participle = token.reading("PRTF", "ADJF")
        if participle and _is_plan(participle) and not any(is_predicate(t) for t in tokens[token.index + 1 : first]):
            came = token.index >= first and not any(t.pos == "PREP" for t in tokens[max(near, first - 1) : first + 1])
            return None if came and _follows_past(document, token.index, last) else "planned"
    return None


def _follows_past(document: Document, index: int, last: int) -> bool:
    """«Все 12 заявленных команд вышли на старт»: what was announced has come."""
    sentence = document.sentence_at(document.tokens[index].start)
    end = last if sentence is None else min(last + 1, sentence.last)
    return any(is_past(t) for t in document.tokens[last:end])


def _is_plan(parse: Parse) -> bool:
    """Whether a participle or an adjective like one tells of a plan."""
    return parse.lemma in words("status", "plans_participle") or (
        parse.pos == "PRTF" and parse.lemma in words("status", "plans")
    )


def _clause_of(document: Document, found: Sequence[Clause], first: int, last: int, head: int | None) -> int:
    if head is not None:
        return next((i for i, c in enumerate(found) if head in c), 0)
    touched = [i for i, c in enumerate(found) if any(a < last and first < b for a, b in c.ranges)]
    for i in touched:
        if any(first <= k < last and is_predicate(document.tokens[k]) for k in found[i].indices()):
            return i
    return next((i for i in touched if first in found[i]), touched[0] if touched else 0)


class _Reader:
    """Reads the clauses of one sentence."""

    def __init__(self, document: Document, found: Sequence[Clause], first: int) -> None:
        self.document = document
        self.found = found
        self.first = first  # the stretch's first token

    def status(self, at: int, head: int | None) -> Status:
        clause = self.found[at]
        tokens = clause.tokens(self.document)
        own = self._own(tokens, head)
        reach = self._from_above(at)
        if reach == "denied":
            # «Опровергли, что форум отменен»: it is to take place.
            return "planned" if own == "denied" else "denied"
        if own is not None and own != "actual":
            return own
        if reach is not None or self._plan_aside(at):
            return "planned"
        if own is None and clause.parent is not None and clause.kind in ("aside", "adverbial", "condition"):
            return self.status(clause.parent, None)
        return "actual"

    def _own(self, tokens: Sequence[Token], head: int | None) -> Status | None:
        """What the clause says by itself; None if it has no predicate."""
        word = self.document.tokens[head] if head is not None else None
        if word is not None and word.pos == "PRTF":
            return self._participle(word)
        if _denied(tokens, self.first):
            return "denied"
        if _planned(tokens, word):
            return "planned"
        return "actual" if any(is_predicate(t) for t in tokens) else None

    def _participle(self, word: Token) -> Status:
        """A participle's own status: «подписанный» is done, «не подписанный» not, «намеченный» a plan."""
        before = self.document.tokens[word.index - 1] if word.index else None
        if before is not None and before.lower == "не":
            return "denied"
        parse = word.reading("PRTF")
        return "planned" if parse is not None and _is_plan(parse) else "actual"

    def _from_above(self, at: int) -> Status | None:
        """What a verb of expecting or refuting says of the clause that depends on it."""
        clause = self.found[at]
        while clause.parent is not None:
            above = self.found[clause.parent].tokens(self.document)
            if clause.kind == "complement":
                if refuted(above):
                    return "denied"
                if any(_tells_plan(t) for t in above):
                    return "planned"
            elif clause.kind not in ("coordinate", "aside"):
                return None
            clause = self.found[clause.parent]
        return None

    def _plan_aside(self, at: int) -> bool:
        """Whether «как ожидается» or the like is put into the clause."""
        return any(
            c.parent == at and c.kind == "aside" and any(_tells_plan(t) for t in c.tokens(self.document))
            for c in self.found
        )


def _denied(tokens: Sequence[Token], first: int) -> bool:
    for i, token in enumerate(tokens):
        if token.lower in ("не", "ни"):
            verb = _negated(tokens, i)
            if verb is not None and not (verb.lemmas & words("status", "negated_done")):
                return True
            continue
        missing = token.lower == "нет" and token.pos == "PRED"
        cancelled = token.lemma in words("status", "cancellations") and token.index < first
        if missing or cancelled or (_cancels(token) and not _is_negated(tokens, i)):
            return True
    return refuted(tokens)


def _cancels(token: Token) -> bool:
    if token.lemmas.isdisjoint(words("status", "cancels")):
        return False
    return is_predicate(token) or token.reading("PRTS", "INFN") is not None


def _negated(tokens: Sequence[Token], i: int) -> Token | None:
    """The verb that «не» at i negates; None where it bounds a number or belongs to another word."""
    for token in tokens[i + 1 : i + 5]:
        if token.lower in words("status", "bounds"):
            return None
        if token.lower in words("status", "between") and token.index + 1 <= tokens[-1].index:
            following = next((t for t in tokens if t.index == token.index + 1), None)
            if following is not None and any(p.pos in _VERBAL for p in following.parses):
                continue
            return token if token.pos == "VERB" else None
        return token if any(p.pos in _VERBAL for p in token.parses) else None
    return None


def _is_negated(tokens: Sequence[Token], i: int) -> bool:
    return any(t.lower == "не" for t in tokens[max(0, i - 2) : i])


def refuted(tokens: Sequence[Token]) -> bool:
    """Whether the clause says that a report is wrong."""
    naming = False
    refutes, names, falsehoods = (words("status", key) for key in ("refutes", "naming", "falsehoods"))
    for i, token in enumerate(tokens):
        if not token.lemmas.isdisjoint(refutes) and is_predicate(token):
            return True
        if token.lower == "не":
            verb = _negated(tokens, i)
            if verb is not None and verb.lemmas & words("status", "refutes_negated"):
                return True
        naming = naming or not token.lemmas.isdisjoint(names)
        if not token.lemmas.isdisjoint(falsehoods) and (naming or token.reading("NOUN", "ADJF", case="nomn")):
            # «слухи о …» are the report itself; «назвал слухами», «это слухи» is the verdict.
            before = tokens[i - 1] if i else None
            if naming or (before is not None and before.lower in ("это", "-", "–", "—", "просто", "лишь")):
                return True
    return False


def _planned(tokens: Sequence[Token], head: Token | None) -> bool:
    hypothetical = words("status", "hypothetical")
    if any(t.lower in hypothetical for t in tokens):
        return True
    if head is not None and head.pos == "INFN":
        return not any(t.lemmas & words("status", "done") and _is_past(t) for t in tokens)
    return any(_tells_plan(t) or _is_future(t) for t in _outside_infinitives(tokens))


def _outside_infinitives(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that tell the clause's tense: a verb of agreeing tells a plan of its infinitive only."""
    infinitive = any(t.pos == "INFN" for t in tokens)
    of_infinitive = words("status", "plans_of_infinitive")
    for token in tokens:
        if infinitive or token.lemmas.isdisjoint(of_infinitive):
            yield token


def _tells_plan(token: Token) -> bool:
    """Whether the word makes its clause a plan by what it means."""
    for p in token.parses[:2]:
        if p.pos in ("VERB", "PRTS", "ADJS") and p.lemma in words("status", "plans"):
            return True
        if p.pos == "VERB" and p.tense == "pres" and p.lemma in words("status", "plans_present"):
            return True
        if p.pos == "PRTS" and p.lemma in words("status", "plans_participle"):
            return True
    return False


def _is_future(token: Token) -> bool:
    if not token.parses or token.parses[0].pos != "VERB" or token.parses[0].tense != "futr":
        return False
    return not any(p.pos == "VERB" and p.tense == "pres" for p in token.parses)  # «отводят», «проводят»


def _is_past(token: Token) -> bool:
    return any(p.pos == "VERB" and p.tense == "past" for p in token.parses)
