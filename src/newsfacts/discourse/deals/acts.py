"""Deals: the documents and acts that a clause speaks of, whether they are done, meant or denied, and what about."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfacts.discourse.clauses import is_predicate
from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Status
from newsfacts.phrases import case_of


@dataclass(frozen=True)
class Paper:
    """A document: its noun's index and lemma, its kind, the case it stands in and the preposition before it."""

    index: int
    first: int  # of its phrase, with the adjectives before it
    lemma: str
    kind: str
    cases: frozenset[str]
    preposition: str
    is_plural: bool
    is_counted: bool


@dataclass(frozen=True)
class Act:
    """What is done to a document: the verb's index, the stage, and the status."""

    index: int
    base: str  # the verb's own stage
    stage: str
    status: Status
    passive: bool
    negated: bool
    governor: int  # the finite verb's index


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {noun: kind for kind, nouns in table("agreements")["documents"].items() for noun in nouns}


@lru_cache(maxsize=1)
def document_nouns() -> frozenset[str]:
    """The nouns for documents."""
    return frozenset(_kinds())


def document_kind(noun: str) -> str:
    """The kind of document that a noun names."""
    return _kinds()[noun]


@lru_cache(maxsize=1)
def stages() -> dict[str, str]:
    """The stage that each verb of signing, negotiating or ending makes."""
    listed = table("agreements")["verbs"].items()
    return {verb: stage for stage, verbs in listed if stage != "passive" for verb in verbs}


@lru_cache(maxsize=1)
def _modals() -> dict[str, str]:
    return {verb: mode for mode, verbs in table("agreements")["modal"].items() for verb in verbs}


def lemma_in(token: Token, known: Container[str]) -> str | None:
    """The first of a word's dictionary forms that is among the known."""
    for parse in token.parses:
        if parse.lemma in known:
            return parse.lemma
    return token.lower if token.lower in known else None


def papers(document: Document, indices: Sequence[int]) -> list[Paper]:
    """The documents named among these tokens."""
    found = []
    tokens, kinds = document.tokens, _kinds()
    for i in indices:
        token = tokens[i]
        lemma = lemma_in(token, kinds) if token.is_word else None
        if lemma is None or token.reading("NOUN") is None:
            continue
        first = i
        while first > 0 and (tokens[first - 1].pos in ("ADJF", "PRTF", "NUMR") or tokens[first - 1].is_number):
            first -= 1
        around = [t.lemma for t in tokens[first : i + 4]]
        needs = table("agreements")["needs"].get(lemma)
        if needs and not any(n in around or n == token.lower for n in needs):
            continue
        kind = kinds[lemma]
        for other, adjectives in table("agreements")["adjectives"].items():
            if any(a in around[: i - first] for a in adjectives):
                kind = other
        if (one := _one_of(tokens, i, first, lemma, kind)) is not None:
            found.append(one)
            continue
        before = tokens[first - 1].lower if first > 0 and tokens[first - 1].pos == "PREP" else ""
        if before in words("agreements", "terms", "about_so_many") and any(t.is_number for t in tokens[first:i]):
            before = ""
        nouns = [p for p in token.parses if p.lemma == lemma and p.case]
        found.append(
            Paper(
                i,
                first,
                lemma,
                kind,
                frozenset(case_of(p) for p in nouns),
                before,
                any(p.number == "plur" and p.case in ("nomn", "accs") for p in nouns) or nouns[0].number == "plur",
                any(t.pos == "NUMR" or t.is_number for t in tokens[first:i]),
            )
        )
    return found


def _one_of(tokens: Sequence[Token], i: int, first: int, lemma: str, kind: str) -> Paper | None:
    """«Одно из соглашений», «крупнейший из договоров», «пакет из 12 документов»: in the case of what is picked."""
    one = tokens[first - 2] if first > 1 and tokens[first - 1].lower == "из" else None
    if one is None or not tokens[i].reading("NOUN", case="gent", number="plur"):
        return None
    several = not one.lemmas.isdisjoint(words("agreements", "terms", "several")) and one.reading("NOUN") is not None
    readings = [p for p in one.parses if p.case and (several or p.lemma == "один" or p.grammemes & {"Supr", "Anum"})]
    if not readings:
        return None
    start = first - 2
    before = tokens[start - 1].lower if start > 0 and tokens[start - 1].pos == "PREP" else ""
    counted = several and any(t.pos == "NUMR" or t.is_number for t in tokens[first:i])
    return Paper(i, start, lemma, kind, frozenset(case_of(p) for p in readings), before, several, counted)


_REACH = 60  # tokens


def act_at(document: Document, indices: Sequence[int], i: int, base: str) -> Act | None:
    """What the verb at token i says is done, with what its helpers make of it; None where it is only wished."""
    tokens = document.tokens
    token = tokens[i]
    # What is farther away in a clause without end has no say, and must cost nothing.
    indices = indices[bisect_left(indices, i - _REACH) : bisect_left(indices, i + _REACH)]
    reflexive = base == "negotiated" or lemma_in(token, words("agreements", "verbs", "passive")) is not None
    passive = token.pos == "PRTS" or (reflexive and token.lower.endswith(("ся", "сь")))
    denied = negated(tokens, i)
    mode, governor = "actual", i
    if token.pos == "INFN":
        mode, governor, gov_negated = _governor(tokens, indices, i)
        denied = denied or gov_negated
        if mode == "wished":
            return None
    elif token.pos == "PRTS":
        helper = next((j for j in indices if abs(j - i) <= 8 and tokens[j].lower in _HELPERS), None)
        if helper is not None:
            denied = denied or negated(tokens, helper)
            mode = _HELPERS[tokens[helper].lower]
        if any(
            tokens[j].lower in ("может", "могут", "мог", "должен", "должно", "должна", "должны")
            for j in indices
            if j < i
        ):
            if not any(tokens[j].lower.startswith("долж") for j in indices if j < i):
                return None
            mode = "planned"
    elif token.pos == "GRND":
        governor = next((j for j in indices if is_predicate(tokens[j])), i)
    else:
        parse = next((p for p in token.parses if p.pos == "VERB" and p.mood != "impr"), None)
        if parse is None:
            return None
        if parse.tense == "futr":
            mode = "planned"
        if _conditional(tokens, indices):
            return None
    stage, status = _outcome(base, mode, denied)
    return Act(i, base, stage, status, passive, denied, governor)


_HELPERS = {
    "будет": "planned",
    "будут": "planned",
    "был": "actual",
    "была": "actual",
    "было": "actual",
    "были": "actual",
}


def _outcome(base: str, mode: str, negated: bool) -> tuple[str, Status]:
    if mode == "refused":
        return ("refused", "denied")
    if base == "terminated":
        return ("terminated", "denied" if negated else "planned" if mode == "planned" else "actual")
    if base in ("negotiated", "drafted"):
        return ("negotiated", "denied" if negated else "actual")
    if base in ("reached", "won"):
        base = "agreed" if base == "reached" else "signed"
    if mode == "planned":
        return ("refused", "denied") if negated else ("planned", "planned")
    return (base, "denied" if negated else "actual")


def negated(tokens: Sequence[Token], i: int) -> bool:
    """Whether «не» stands before the word."""
    return i > 0 and tokens[i - 1].lower == "не"


def _conditional(tokens: Sequence[Token], indices: Sequence[int]) -> bool:
    return any(tokens[j].lower in ("бы", "якобы", "если", "возможно", "вероятно") for j in indices)


def _governor(tokens: Sequence[Token], indices: Sequence[int], i: int) -> tuple[str, int, bool]:
    """The mode that the verb above an infinitive gives it: the nearest before, else the nearest behind."""
    before = [j for j in indices if j < i and (is_predicate(tokens[j]) or lemma_in(tokens[j], _modals()))]
    after = [j for j in indices if j > i and (is_predicate(tokens[j]) or lemma_in(tokens[j], _modals()))]
    for j in (*reversed(before), *after):
        token = tokens[j]
        if token.lower in ("будет", "будут"):
            return "planned", j, negated(tokens, j)
        lemma = lemma_in(token, _modals())
        if lemma is not None:
            mode = _modals()[lemma]
            if mode == "refused" and negated(tokens, j):
                return "wished", j, False
            return mode, j, negated(tokens, j)
        if token.lemma == "стать" and negated(tokens, j):
            return "refused", j, False
        if token.lemma in ("удаться", "успеть"):
            return "actual", j, negated(tokens, j)
        if token.lemma in ("решить", "согласиться", "договориться", "решиться"):
            return "planned", j, negated(tokens, j)
        if is_predicate(token):
            return "wished", j, False
    return "wished", i, False


def names_venture(tokens: Sequence[Token], j: int) -> bool:
    """Whether «СП» or «совместное предприятие» stands at token j."""
    if tokens[j].text == "СП":
        return True
    return tokens[j].lemma == "предприятие" and any(t.lemma == "совместный" for t in tokens[max(0, j - 3) : j])
