"""Which rule makes a counted number one of participants.

A rule returns the tokens ``[first, last)`` that say so. Of several that fire, the one whose word is nearest to the
number names the fact.
"""

from collections.abc import Sequence

from newsfacts.discourse.participation.names import (
    bodies_by_name,
    counted_noun,
    inherent_participants,
    visitors_by_name,
    whole_number,
)
from newsfacts.discourse.participation.nouns import (
    among_participants,
    delegation,
    geography,
    number_of_visitors,
    reported,
)
from newsfacts.discourse.participation.site import Counted, Said
from newsfacts.discourse.participation.verbs import (
    event_gathers,
    guests_were,
    meant_for,
    opens_stand,
    participants_come,
    take_part,
)
from newsfacts.rule import Rule

READERS: Sequence[Rule[[Counted], Said | None]] = (
    take_part,
    guests_were,
    number_of_visitors,
    delegation,
    participants_come,
    event_gathers,
    opens_stand,
    reported,
    among_participants,
    geography,
)
CLEAR: Sequence[Rule[[Counted], Said | None]] = (take_part, participants_come)
# Asked only where none of the others fires.
BRIEF: Sequence[Rule[[Counted], Said | None]] = (
    counted_noun,
    whole_number,
    inherent_participants,
    visitors_by_name,
    bodies_by_name,
)


def said(counted: Counted) -> tuple[Said, str] | None:
    """The words that make the number one of participants, and the rule that found them."""
    if any(
        "рассчитать" in t.lemmas
        for t in counted.tokens[max(counted.sentence.first, counted.site.first - 2) : counted.site.first]
    ):
        return (span, meant_for.name) if (span := meant_for(counted)) is not None else None  # else room, not guests
    readers = CLEAR if counted.only_clear else READERS
    found = [(span, reader.name) for reader in readers if (span := reader(counted)) is not None]
    if found:
        rank = {i: k for k, i in enumerate(counted.field)}
        return min(found, key=lambda f: min(rank.get(i, len(rank)) for i in range(*f[0])))
    if counted.only_clear:
        return None
    return next(((span, r.name) for r in BRIEF if (span := r(counted)) is not None), None)
