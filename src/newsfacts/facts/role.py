"""Roles: who holds which post, in what body."""

from collections.abc import Iterator

from newsfacts.discourse.reading import Reading
from newsfacts.discourse.roles.beside import appositions
from newsfacts.discourse.roles.found import Finder, without_repetitions
from newsfacts.discourse.roles.led import led
from newsfacts.discourse.roles.likewise import likewise
from newsfacts.discourse.roles.told import predicates
from newsfacts.model import Fact


class Role(Fact, tag="role", frozen=True, kw_only=True):
    """A person and a post: ``position`` without the body, which is ``organization``, or a state's ``country``."""

    key = ("person", "position")
    plural = "roles"

    person: str
    position: str
    organization: str | None = None
    country: str | None = None


def find(reading: Reading) -> Iterator[Role]:
    """Find who holds which post."""
    finder = Finder(reading)
    if not finder.persons:
        return
    found = [h for h in (*appositions(finder), *predicates(finder), *led(finder)) if h is not None]
    found.extend([h for h in likewise(finder, found) if h is not None])
    for held in without_repetitions(found):
        yield Role(
            person=held.person,
            position=held.position,
            organization=held.organization,
            country=held.country,
            status=held.status,
            evidence=held.evidence,
            source=held.source,
            rule=held.rule,
        )
