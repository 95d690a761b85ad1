"""Which mentions name one thing: a surname and the full name, an abbreviation and what it stands for, a code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from newsfacts.document import Document, Token
from newsfacts.entities.consistency import surname_keys
from newsfacts.entities.declension import forms
from newsfacts.entities.names import Name
from newsfacts.lexicon import table
from newsfacts.model import Entity

_Key = tuple[str, str]
_MINOR = frozenset(("и", "в", "на", "по", "при", "для", "о", "об", "с", "за", "имени"))


def link(document: Document, names: Sequence[Name], nominatives: Sequence[str]) -> tuple[Entity, ...]:
    """Make entities of names; the mentions of one thing get one ``id``, a surname alone the full name's surname.

    Args:
        document: the text.
        names: the names, in text order.
        nominatives: a normal form for each.
    """
    keys = [_key(name, form) for name, form in zip(names, nominatives, strict=True)]
    persons = _Persons(document)
    for name, form, key in zip(names, nominatives, keys, strict=True):
        if name.type == "person":
            persons.add(name, form, key)
    short = _abbreviations(document, names, keys)
    ids: dict[_Key, str] = {}
    linked = []
    for name, form, own in zip(names, nominatives, keys, strict=True):
        key = short.get(own, own)
        if name.type == "person" and (full := persons.known(name)) is not None:
            key = full.key
            if name.last - name.first == 1:
                form = full.surname
        linked.append(
            Entity(
                text=document.text[name.start : name.end],
                start=name.start,
                end=name.end,
                type=name.type,
                name=form,
                code=name.code,
                id=ids.setdefault(key, f"{name.type}-{len(ids) + 1}"),
            )
        )
    return tuple(linked)


_IGNORED = str.maketrans("ё", "е", "«»\"„“”'")


@lru_cache(maxsize=20_000)
def _plain(form: str) -> str:
    return form.lower().translate(_IGNORED)


def _key(name: Name, form: str) -> _Key:
    """What makes two mentions one thing: the code of a place, else the type and the name."""
    if name.code is not None:
        return "place", name.code
    key = _plain(form)
    if name.type == "organization":
        key = _bodies().get(key, key)
    return name.type, key


@cache
def _bodies() -> Mapping[str, str]:
    """The other names of unions of states and of ministries, with the one that stands for all."""
    known: dict[str, str] = {}
    for short, longer in table("blocs")["blocs"].items():
        known.update((_plain(other), _plain(short)) for other in longer)
    for short, full in table("organizations")["ministries"].items():
        for owner in ("", " россии", " рф", " российской федерации"):
            known[f"{full}{owner}"] = known[f"{short}{owner}"] = short
    return MappingProxyType(known)


@dataclass(frozen=True)
class _Person:
    """A person that the text names with more than the surname."""

    first: int
    initial: str
    surname: str
    key: _Key


class _Persons:
    """The persons that the text names with more than the surname."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_surname: dict[str, list[_Person]] = {}
        self._added: set[tuple[str, str]] = set()  # names looked at already, by surname as written and initial

    def add(self, name: Name, nominative: str, key: _Key) -> None:
        """Remember a person, unless it is a surname alone or one known already."""
        surname, initial = self._parts(name)
        if initial is None or (surname.lower, initial) in self._added:
            return
        self._added.add((surname.lower, initial))
        if self.known(name) is None:
            form = next((p for p in reversed(re.split(r"[ .]+", nominative)) if len(p) > 1), nominative)
            for form_key in surname_keys(surname):
                self._by_surname.setdefault(form_key, []).append(_Person(name.first, initial, form, key))

    def known(self, name: Name) -> _Person | None:
        """Whom this name may mean: the same surname, and the same initial if it has one; the last named before it."""
        surname, initial = self._parts(name)
        fitting = {
            person.first: person
            for key in surname_keys(surname)
            for person in self._by_surname.get(key, ())
            if (initial is None or initial == person.initial) and _may_be(surname, person)
        }
        before = [first for first in fitting if first <= name.first]
        return fitting[max(before) if before else min(fitting)] if fitting else None

    def _parts(self, name: Name) -> tuple[Token, str | None]:
        """The surname (the last word that is no initial), and the first letter of the first name if there is one."""
        tokens = [t for t in self._document.tokens[name.first : name.last] if t.is_word]
        surname = next((t for t in reversed(tokens) if len(t.text) > 1), self._document.tokens[name.first])
        return surname, next((t.lower[0] for t in tokens if t is not surname), None)


def _may_be(surname: Token, person: _Person) -> bool:
    """Whether a surname in any case may be this person's: «Седовой» is no «Седов»."""
    known = person.surname.lower()
    return "-" in known or any(f.nominative == known for f in forms(surname.lower).values())


def _abbreviations(document: Document, names: Sequence[Name], keys: Sequence[_Key]) -> dict[_Key, _Key]:
    """The keys of abbreviations, with the keys of the names in full: by the initials, or introduced in brackets."""
    initials: dict[str, _Key] = {}
    single: list[tuple[str, _Key]] = []
    short: dict[_Key, _Key] = {}
    before: Name | None = None
    for i, name in enumerate(names):
        if name.type == "organization" or (name.type == "region" and name.code is None):
            words = [t.lower for t in document.tokens[name.first : name.last] if t.is_word]
            if len(words) > 1:
                initials.setdefault("".join(w[0] for w in words if w not in _MINOR), keys[i])
                initials.setdefault("".join(w[0] for w in words), keys[i])
            elif document.text[name.start : name.end].isupper():
                single.append((document.text[name.start : name.end].lower(), keys[i]))
            if (
                before is not None
                and before.type == "organization"
                and before.last - before.first > 1
                and document.text[before.end : name.start] == " ("
                and document.text[name.end : name.end + 1] == ")"
            ):
                short.setdefault(keys[i], keys[i - 1])
        before = name
    for text, key in single:
        if text in initials:
            short.setdefault(key, initials[text])
    return short
