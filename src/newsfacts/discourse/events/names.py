"""Names of gatherings: quoted, proper, by whose they are, and known abbreviations."""

from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.contests import contest_at, dedicated_at, inauguration_at, owned_at
from newsfacts.discourse.events.kinds import NameMention
from newsfacts.discourse.events.known import (
    abbreviated_at,
    capitals_at,
    days_at,
    latin_alone_at,
    latin_at,
    may_be_known,
    phrase_at,
)
from newsfacts.discourse.events.proper import proper_at
from newsfacts.discourse.events.quoted import listed_at, quotations, quoted_at
from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS


def find_names(document: Document, sentence: Sentence) -> list[NameMention]:
    """The gatherings that a sentence names, in text order; none overlap."""
    found: list[NameMention] = []
    taken = sentence.first
    i = sentence.first
    quotes = {q[0]: q for q in quotations(document, sentence)}
    while i < sentence.last:
        mention = None
        if i in quotes:
            mention = quoted_at(document, sentence, quotes[i], taken) or listed_at(document, quotes[i], found)
            if mention is None:
                # What is quoted is no place for names without quotes, but speech is.
                i = quotes[i][1] + 1 if quotes[i][1] - i <= 6 else i + 1
                continue
        elif document.tokens[i].is_word and may_head(document.tokens[i].text):
            mention = _unquoted(document, sentence, i, taken)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        i = taken = mention.last
    return found


def _unquoted(document: Document, sentence: Sentence, i: int, taken: int) -> NameMention | None:
    """A gathering named without quotes, whose kind or abbreviation is the token i."""
    token = document.tokens[i]
    known = may_be_known(token.text) and (
        phrase_at(document, sentence, i)
        or abbreviated_at(document, sentence, i)
        or latin_alone_at(document, sentence, i)
    )
    if known:
        return known
    lemma = noun_of(token.lower)
    if lemma is None:
        return None
    before_quote = i + 1 < sentence.last and document.tokens[i + 1].text in QUOTE_PAIRS
    if before_quote:
        return None
    mention = (
        dedicated_at(document, sentence, i, lemma, taken)
        or contest_at(document, sentence, i, lemma, taken)
        or inauguration_at(document, sentence, i, lemma, taken)
    )
    if mention is not None:
        return mention
    if lemma in words("events", "bloc_kinds") or lemma.endswith("форум"):
        owned = owned_at(document, sentence, i, lemma, taken)
        if owned is not None:
            return owned
    mention = latin_at(document, sentence, i, lemma) or capitals_at(document, sentence, i, lemma)
    mention = mention or days_at(document, sentence, i)
    if mention is not None:
        return mention
    if is_proper(lemma):
        return proper_at(document, sentence, i, lemma, taken)
    return None


def is_proper(lemma: str) -> bool:
    """Whether a kind takes a proper name without quotes."""
    return lemma in words("events", "proper_kinds") or lemma.endswith(("форум", "фестиваль", "салон", "выставка"))


@lru_cache(maxsize=50_000)
def noun_of(lower: str) -> str | None:
    """The likeliest noun that a word can be, as a dictionary form."""
    if lower == "экспо":
        return "экспо"
    return next((p.lemma for p in parses(lower) if p.pos == "NOUN" and p.score > 0.05), None)


@lru_cache(maxsize=50_000)
def may_head(text: str) -> bool:
    """Whether a word can be the head of a gathering's name without quotes, or begin a well-known one."""
    if may_be_known(text):
        return True
    lemma = noun_of(text.lower())
    if lemma is None:
        return False
    lists = ("dedicated", "contests", "bloc_kinds", "kinds")
    return (
        lemma in ("день", "неделя", "инаугурация")
        or is_proper(lemma)
        or any(lemma in words("events", name) for name in lists)
    )
