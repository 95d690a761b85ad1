"""The rules that read deals in a clause, in their order, and the words that call them."""

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.discourse.deal_frame import Deal
from newsfacts.discourse.deal_lists import another_one
from newsfacts.discourse.deal_papers import acted_on_paper, moved_in_or_out, signed_by_participle
from newsfacts.discourse.deal_signings import signing_ahead
from newsfacts.discourse.deal_talks import discussed, in_talks
from newsfacts.discourse.deal_trades import traded
from newsfacts.discourse.deal_verbs import agreed_on, founded_venture
from newsfacts.discourse.deals import stages
from newsfacts.discourse.scenes import Scene
from newsfacts.lexicon import table, words
from newsfacts.rule import Rule

RULES: tuple[Rule[[Scene], Iterator[Deal]], ...] = (
    another_one,
    acted_on_paper,
    agreed_on,
    in_talks,
    discussed,
    moved_in_or_out,
    founded_venture,
    signing_ahead,
    signed_by_participle,
    traded,
)


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """The words without which a sentence tells of no deal."""
    phrases = {verb for phrase in table("agreements")["phrases"] for verb in phrase["verbs"]}
    return frozenset(
        {
            *stages(),
            *phrases,
            "переговоры",
            *words("agreements", "deals", "agreed"),
            *words("agreements", "acts", "signed"),
        }
        | words("agreements", "ventures", "verbs")
        | words("agreements", "trades", "buy")
        | words("agreements", "trades", "sell")
    )
