"""A mention is a phrase that can be a party; a group is a list of them in one case."""

import msgspec

from newsfacts.model import Party


class Mention(msgspec.Struct, frozen=True):
    """A phrase that can be a party: tokens ``[first, last)``, who that is, and the cases it can stand in.

    ``role`` is name, reference (to be resolved by what was named before: «компания», «стороны», «мы»),
    post (a person for a body) or crowd. ``preposition`` is the one before the list it stands in.
    """

    first: int
    last: int
    parties: tuple[Party, ...]
    cases: frozenset[str]
    number: str | None
    role: str
    head: str
    preposition: str = ""
    before: int = -1  # index of the preposition
    person: str = ""  # who holds the post
    described: tuple[Party, ...] = ()  # whom a reference means where nothing named before fits
    modifiers: tuple[str, ...] = ()  # the lemmas of its adjectives
    inner: "Mention | None" = None  # the reference inside a post: «директор предприятия»


class Group(msgspec.Struct, frozen=True):
    """Mentions joined by commas and «и», in one case and under one preposition."""

    mentions: tuple[Mention, ...]
    cases: frozenset[str]
    preposition: str

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.mentions[0].first

    @property
    def last(self) -> int:
        """Index after the last token."""
        return self.mentions[-1].last

    @property
    def is_plural(self) -> bool:
        """Whether a verb with these as its subject would be plural."""
        return len(self.mentions) > 1 or self.mentions[0].number == "plur"
