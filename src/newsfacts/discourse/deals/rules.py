"""The rules that read deals in a clause, in their order, and the words that call them."""

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.discourse.deals.acts import document_nouns, stages
from newsfacts.discourse.deals.bulk import brought, counted_by_body, counts_papers, summed_up
from newsfacts.discourse.deals.force import done_under, fell_through, in_force
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.leavings import moved_in_or_out
from newsfacts.discourse.deals.licences import licensed, ordered
from newsfacts.discourse.deals.lists import another_one, picked_out
from newsfacts.discourse.deals.papers import acted_on_paper
from newsfacts.discourse.deals.participles import signed_by_participle, signer_by_participle
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.signings import signing_ahead
from newsfacts.discourse.deals.talks import discussed, in_talks
from newsfacts.discourse.deals.trades import closed, traded
from newsfacts.discourse.deals.verbs import agreed_on, founded_venture
from newsfacts.discourse.reading import Reading, once_read
from newsfacts.document import Sentence
from newsfacts.lexicon import table, words
from newsfacts.rule import Rule

RULES: tuple[Rule[[Scene], Iterator[Deal]], ...] = (
    another_one,
    picked_out,
    counted_by_body,
    acted_on_paper,
    agreed_on,
    in_talks,
    discussed,
    moved_in_or_out,
    founded_venture,
    signing_ahead,
    signed_by_participle,
    signer_by_participle,
    brought,
    summed_up,
    in_force,
    done_under,
    fell_through,
    traded,
    closed,
    licensed,
    ordered,
)


def can_tell(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence can tell of a deal: by its verbs, and by the document before them that most of them need."""
    tokens, triggers = reading.document.words_of(sentence), _triggers()
    called = {lemma for t in tokens if t.is_word and not t.lemmas.isdisjoint(triggers) for lemma in t.lemmas & triggers}
    if not called.isdisjoint(_deeds()):
        return True
    if not called.isdisjoint(_done_to_papers()) and _first_paper(reading) < sentence.last:
        return True
    if _first_paper(reading) < sentence.last and counts_papers(reading, sentence):
        return True
    return bool(called) and any(t.text == "СП" or t.lemma == "предприятие" for t in tokens)  # a venture is founded


@once_read
def _first_paper(reading: Reading) -> int:
    """Where the article first names a document, or what is turned down like one."""
    tokens, known = reading.document.tokens, _papers()
    return next((t.index for t in tokens if not t.lemmas.isdisjoint(known) or t.lower in known), len(tokens))


@lru_cache(maxsize=1)
def _papers() -> frozenset[str]:
    return document_nouns() | words("agreements", "acts", "refusable") | {"подпись"}


@lru_cache(maxsize=1)
def _deeds() -> frozenset[str]:
    """The words that tell of a deal without a document."""
    lists = (
        ("deals", "agreed"),
        ("deals", "jointly"),
        ("acts", "signed"),
        ("acts", "terminated"),
        ("acts", "ratified"),
        ("talks", "objects"),
        ("trades", "buy"),
        ("trades", "sell"),
        ("licences", "called"),
    )
    return frozenset({"переговоры"}.union(*(words("agreements", *path) for path in lists)))


@lru_cache(maxsize=1)
def _done_to_papers() -> frozenset[str]:
    """The verbs of what is done to a document."""
    lists = (
        ("acts", "valid"),
        ("acts", "under"),
        ("acts", "failed"),
        ("acts", "held"),
        ("trades", "close"),
        ("terms", "firmly"),
    )
    verbs = frozenset(stages()).union(*(words("agreements", *path) for path in lists))
    return verbs.union(*(phrase["verbs"] for phrase in table("agreements")["phrases"]))


@lru_cache(maxsize=1)
def _triggers() -> frozenset[str]:
    """The words without which a sentence tells of no deal."""
    return _deeds() | _done_to_papers() | words("agreements", "ventures", "verbs")
