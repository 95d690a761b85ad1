"""Deals: the documents and acts that a clause speaks of, whether they are done, meant or denied, and what about."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.parties import Group
from newsfacts.document import Document, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Status
from newsfacts.phrases import case_of, nominative

_PREPOSITIONS = {"о": "loct", "об": "loct", "обо": "loct", "по": "datv", "на": "accs"}
_SIGN_NOUNS = frozenset(("подпись",))


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
def stages() -> dict[str, str]:
    """The stage that each verb of signing, negotiating or ending makes."""
    return {verb: stage for stage, verbs in table("agreements")["verbs"].items() for verb in verbs}


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
    tokens = document.tokens
    for i in indices:
        token = tokens[i]
        if not token.is_word or token.reading("NOUN") is None:
            continue
        lemma = lemma_in(token, _kinds())
        if lemma is None:
            continue
        first = i
        while first > 0 and (tokens[first - 1].pos in ("ADJF", "PRTF", "NUMR") or tokens[first - 1].is_number):
            first -= 1
        around = [t.lemma for t in tokens[first : i + 4]]
        needs = table("agreements")["needs"].get(lemma)
        if needs and not any(n in around or n == token.lower for n in needs):
            continue
        kind = _kinds()[lemma]
        for other, adjectives in table("agreements")["adjectives"].items():
            if any(a in around[: i - first] for a in adjectives):
                kind = other
        before = tokens[first - 1].lower if first > 0 and tokens[first - 1].pos == "PREP" else ""
        nouns = [p for p in token.parses if p.lemma == lemma and p.case]
        found.append(
            Paper(
                i,
                first,
                lemma,
                kind,
                frozenset(case_of(p) for p in nouns),
                before,
                bool(nouns) and nouns[0].number == "plur",
                any(t.pos == "NUMR" or t.is_number for t in tokens[first:i]),
            )
        )
    return found


def act_at(document: Document, indices: Sequence[int], i: int, base: str) -> Act | None:
    """What the verb at token i says is done, with what its helpers make of it; None where it is only wished."""
    tokens = document.tokens
    token = tokens[i]
    passive = token.pos == "PRTS" or (base == "negotiated" and token.lower.endswith(("ся", "сь")))
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
    else:
        parse = token.reading("VERB")
        if parse is None:
            return None
        if parse.mood == "impr":
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
    if base == "negotiated":
        return ("negotiated", "denied" if negated else "actual")
    if mode == "planned":
        return ("planned", "denied" if negated else "planned")
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


def is_money(document: Document, i: int) -> bool:
    """Whether an amount begins at token i: a number, a currency sign, or «сумму»."""
    token = document.tokens[i]
    return token.is_number or token.text in "$€₽£¥" or token.lemma in ("сумма", "миллион", "миллиард", "срок")


def subject_of(
    document: Document, paper_index: int, indices: Sequence[int], groups: Sequence[Group], agent: Group | None
) -> tuple[str | None, int]:
    """What the document at a token is about, in the text's words with the head in the nominative, and where it ends.

    The end is the index after its last token, the token behind the document where there is no subject.
    """
    tokens = document.tokens
    allowed = frozenset(indices)
    k = paper_index + 1
    while k in allowed or (k < indices[-1] and tokens[k].text in "()"):
        token = tokens[k]
        group = next((g for g in groups if k in (g.first, g.mentions[0].before) and g is not agent), None)
        if group is not None and (
            group.preposition in ("с", "между")
            or (group.first == k and group.preposition == "" and "gent" in group.cases)
        ):
            k = group.last
            continue
        if token.text in "()" or token.pos == "ADVB" or token.lower in ("и", ","):
            k += 1
            continue
        if token.lower in _PREPOSITIONS and k + 1 in allowed:
            following = tokens[k + 1]
            if following.lemma == "намерение":
                k += 2
                continue
            if token.lower == "на" and is_money(document, k + 1) and not _counts_things(tokens, k + 1):
                k = _after_amount(tokens, k + 1, allowed)
                continue
            case = _PREPOSITIONS[token.lower]
            return _phrase(document, k + 1, allowed, groups, agent, case)
        if token.is_number:
            k += 1
            if k in allowed and tokens[k].lemma == "год":
                k += 1
            continue
        if (
            group is None
            and token.reading("NOUN", "ADJF", case="gent")
            and not is_predicate(token)
            and token.lemma not in ("год", "срок")
        ):
            return _phrase(document, k, allowed, groups, agent, "gent")
        break
    return None, paper_index + 1


def _counts_things(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number at token i counts goods («на 60 тыс. тонн пшеницы»), not money or time."""
    for token in tokens[i : i + 6]:
        if token.text in "$€₽£¥" or token.lemma in (
            "рубль",
            "доллар",
            "евро",
            "юань",
            "фунт",
            "тенге",
            "руб",
            "долл",
            "сумма",
        ):
            return False
        if token.lemma in ("год", "месяц", "день", "лето", "сутки", "неделя", "срок"):
            return False
        if (
            token.is_word
            and token.pos == "NOUN"
            and token.lemma not in ("миллион", "миллиард", "тысяча", "тыс", "млн", "млрд", "трлн")
        ):
            return True
        if token.pos == "PREP":
            return False
    return False


def _after_amount(tokens: Sequence[Token], i: int, allowed: frozenset[int]) -> int:
    while i in allowed:
        token = tokens[i]
        if token.lower in _PREPOSITIONS or is_predicate(token):
            break
        i += 1
        if token.lemma in ("рубль", "доллар", "евро", "юань", "год", "тенге", "руб", "долл", "лето"):
            if i in allowed and tokens[i].text == "." and tokens[i - 1].lemma in ("руб", "долл"):
                i += 1
            break
    return i


def _phrase(
    document: Document, start: int, allowed: frozenset[int], groups: Sequence[Group], agent: Group | None, case: str
) -> tuple[str | None, int]:
    """The phrase from ``start`` to the end of what belongs to it, in the nominative."""
    tokens = document.tokens
    end = start
    stops = {g.first for g in groups if g is agent} | {
        g.mentions[0].before for g in groups if g.preposition in ("с", "между") and g.first > start
    }
    depth = 0
    while end in allowed or (
        end < len(tokens)
        and tokens[end].text in ".,%"
        and end + 1 in allowed
        and tokens[end].end == tokens[end + 1].start
    ):
        token = tokens[end]
        if (
            end > start
            and not depth
            and (end in stops or is_predicate(token) or token.lemma in ("срок", "сообщать") or token.pos == "INFN")
        ):
            break
        end += 1
    while end > start + 1 and (tokens[end - 1].pos in ("PREP", "CONJ", "PRCL") or (tokens[end - 1].text in ",-–—(")):
        end -= 1
    while end > start + 1 and tokens[end - 1].pos == "ADVB":
        end -= 1
    if end == start:
        return None, start
    return nominative(tokens[start:end], case), end


def theme(
    document: Document, i: int, indices: Sequence[int], groups: Sequence[Group], agent: Group | None
) -> str | None:
    """What was agreed on or is talked about: «о …» behind the word at token i or before it, or an infinitive."""
    tokens = document.tokens
    allowed = frozenset(indices)
    infinitive = next((k for k in indices if k > i and tokens[k].pos == "INFN"), None)
    about = [k for k in indices if tokens[k].lower in ("о", "об", "обо") and k + 1 in allowed]
    after = [k for k in about if k > i]
    if infinitive is not None and not (after and after[0] < infinitive):
        if tokens[infinitive].lemma in words("agreements", "deals", "empty"):
            return None
        return _verbal(document, infinitive, allowed, groups, agent)
    for k in (*after, *about):
        phrase, _ = _phrase(document, k + 1, allowed, groups, agent, "loct")
        if phrase is not None and tokens[k + 1].lemma not in ("то", "что"):
            return phrase
    return None


def _verbal(
    document: Document, start: int, allowed: frozenset[int], groups: Sequence[Group], agent: Group | None
) -> str:
    """An infinitive with what hangs on it, as it stands."""
    end = start
    while end in allowed and not (agent is not None and end == agent.first):
        end += 1
    return document.text[document.tokens[start].start : document.tokens[end - 1].end]
