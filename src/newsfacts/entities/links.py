"""Which mentions name one thing: a surname and the full name, an abbreviation and what it stands for, a code."""

import re
from collections.abc import Sequence

import msgspec

from newsfacts.document import Document, Token
from newsfacts.entities.consistency import surname_keys
from newsfacts.entities.declension import forms
from newsfacts.entities.names import Name
from newsfacts.model import Entity

_MINOR = frozenset(("и", "в", "на", "по", "при", "для", "о", "об", "с", "за", "имени"))


def link(document: Document, names: Sequence[Name], entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Give the mentions of one thing one ``id``, and a surname alone the nominative of the full name's surname.

    Args:
        document: the text.
        names: the names, in text order.
        entities: an entity a name, without ids.
    """
    ids: dict[tuple[str, str], str] = {}
    persons = _Persons(document)
    for name, entity in zip(names, entities, strict=True):
        if entity.type == "person":
            persons.add(name, entity)
    short = _abbreviations(document, names, entities)
    linked = []
    for name, entity in zip(names, entities, strict=True):
        key = short.get(_key(entity), _key(entity))
        if entity.type == "person" and (full := persons.known(name)) is not None:
            key = _key(full)
            if name.last - name.first == 1:
                entity = msgspec.structs.replace(entity, name=re.split(r"[ .]", full.name)[-1])
        linked.append(msgspec.structs.replace(entity, id=ids.setdefault(key, f"{entity.type}-{len(ids) + 1}")))
    return tuple(linked)


_IGNORED = str.maketrans("ё", "е", "«»\"„“”'")


def _key(entity: Entity) -> tuple[str, str]:
    if entity.code is not None:
        return "place", entity.code
    return entity.type, entity.name.lower().translate(_IGNORED)


class _Persons:
    """The persons that the text names with more than the surname."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_surname: dict[str, list[tuple[Name, Entity]]] = {}

    def add(self, name: Name, entity: Entity) -> None:
        """Remember a person, unless it is a surname alone or one known already."""
        if self._initial(name) is not None and self.known(name) is None:
            for key in surname_keys(_surname(self._document, name)):
                self._by_surname.setdefault(key, []).append((name, entity))

    def known(self, name: Name) -> Entity | None:
        """Whom this name may mean: the same surname, and the same initial if it has one; the last named before it."""
        first = self._initial(name)
        best: tuple[Name, Entity] | None = None
        surname = _surname(self._document, name)
        for key in surname_keys(surname):
            for other, entity in self._by_surname.get(key, ()):
                if not _may_be(surname, entity):
                    continue
                if first in (None, self._initial(other)) and (best is None or other.first <= name.first):
                    best = other, entity
        return best[1] if best else None

    def _initial(self, name: Name) -> str | None:
        """The first letter of the first name, None for a surname alone."""
        surname = _surname(self._document, name)
        tokens = self._document.tokens[name.first : name.last]
        return next((t.lower[0] for t in tokens if t.is_word and t is not surname), None)


def _may_be(surname: Token, person: Entity) -> bool:
    """Whether a surname in any case may be this person's: «Седовой» is no «Седов»."""
    known = person.name.lower().rsplit(" ", 1)[-1]
    return "-" in known or "." in known or any(f.nominative == known for f in forms(surname.lower).values())


def _surname(document: Document, name: Name) -> Token:
    """The surname: the last word that is no initial."""
    tokens = [t for t in document.tokens[name.first : name.last] if t.is_word]
    return next((t for t in reversed(tokens) if len(t.text) > 1), document.tokens[name.first])


def _abbreviations(
    document: Document, names: Sequence[Name], entities: Sequence[Entity]
) -> dict[tuple[str, str], tuple[str, str]]:
    """The keys of abbreviations, with the keys of the names in full: by the initials, or introduced in brackets."""
    short: dict[tuple[str, str], tuple[str, str]] = {}
    initials: dict[str, tuple[str, str]] = {}
    for i, (name, entity) in enumerate(zip(names, entities, strict=True)):
        if entity.type != "organization":
            continue
        words = [t for t in document.tokens[name.first : name.last] if t.is_word]
        if len(words) > 1:
            major = "".join(t.lower[0] for t in words if t.lower not in _MINOR)
            initials.setdefault(major, _key(entity))
            initials.setdefault("".join(t.lower[0] for t in words), _key(entity))
        elif entity.text.isupper() and entity.text.lower() in initials:
            short[_key(entity)] = initials[entity.text.lower()]
        before = names[i - 1] if i else None
        if (
            before is not None
            and before.type == "organization"
            and before.last - before.first > 1
            and document.text[before.end : name.start] == " ("
            and document.text[name.end : name.end + 1] == ")"
        ):
            short.setdefault(_key(entity), _key(entities[i - 1]))
    return short
