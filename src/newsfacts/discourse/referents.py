"""Referents: what a bare noun or a surname means that the text named in full elsewhere."""

from newsfacts.document import Reading, Token
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Entity


class Referents:
    """Finds what «предприятие», «республика», «форум» or a surname alone refers to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self._full = self._full_names()
        self._described = self._descriptions()

    def person(self, entity: Entity) -> str:
        """The person's fullest name in the text: «А.Котова» and «Котова» are «Анна Котова»."""
        surname, initial = _parts(entity.name)
        for name in self._full.get(surname, ()):
            if initial is None or name[0].casefold() == initial:
                return name
        return entity.name

    def _full_names(self) -> dict[str, list[str]]:
        full: dict[str, list[str]] = {}
        for e in self.reading.entities:
            if e.type == "person" and " " in e.name and "." not in e.name:
                full.setdefault(_folded(e.name.split()[-1]), []).append(e.name)
        return full

    def _descriptions(self) -> list[tuple[int, str, str]]:
        """Names with the noun before them, in text order: (offset, noun's lemma, name)."""
        found: list[tuple[int, str, str]] = []
        tokens = self.document.tokens
        quoted_at: set[int] = set()
        for sentence in self.document.sentences:
            for q in quoted_names(self.document, sentence):
                noun = self._noun_before(q.first - 2, sentence.first)
                name = self.document.text[tokens[q.first].start : tokens[q.last - 1].end]
                if noun is not None:
                    found.append((tokens[q.first].start, noun.lemma, name))
                    quoted_at.add(tokens[q.first].start)
        for e in self.reading.entities:
            if e.start in quoted_at:
                continue
            first, _ = self.document.token_range(e.start, e.end)
            if e.type == "organization":
                head = next((t for t in self.document.tokens_in(e) if t.reading("NOUN")), None)
                noun = head if head is not None and not e.text.isupper() else None
                before = tokens[first - 1] if first else None
                if before is not None and before.lemma in words("positions", "bodies"):
                    noun = before
                found.append((e.start, noun.lemma if noun else "", e.name))
            elif e.type == "region":
                found.append((e.start, _kind_of_place(e.name), e.name))
        return sorted(found)

    def _noun_before(self, i: int, first: int) -> Token | None:
        token = self.document.tokens[i] if i >= first else None
        return token if token is not None and token.reading("NOUN") else None

    def named(self, noun: str, position: int) -> str | None:
        """The name that the noun's like was said with, last before the position, or else anywhere."""
        if noun in words("positions", "territories"):
            return self._territory(noun, position)
        if noun in words("positions", "events"):
            return self._gathering(noun, position)
        exact = [d for d in self._described if d[1] == noun]
        before = [d for d in exact if d[0] < position]
        if before or exact:
            return (before[-1] if before else exact[0])[2]
        loose = [d for d in self._described if d[0] < position and d[1] not in words("positions", "events")]
        loose = [d for d in loose if self._is_company(d)]
        return loose[-1][2] if loose else None

    def _is_company(self, described: tuple[int, str, str]) -> bool:
        _, noun, name = described
        return noun in words("positions", "bodies") and name.casefold() not in _agencies()

    def _territory(self, noun: str, position: int) -> str | None:
        regions = [d for d in self._described if d[1] in words("positions", "territories")]
        if noun in ("область", "край", "республика", "округ"):
            fitting = [d for d in regions if d[1] == noun] or ([] if noun != "республика" else regions)
        elif noun in ("регион", "субъект"):
            fitting = regions
        else:
            return None
        before = [d for d in fitting if d[0] < position]
        return before[-1][2] if before else (fitting[0][2] if fitting else None)

    def _gathering(self, noun: str, position: int) -> str | None:
        exact = [d for d in self._described if d[1] == noun]
        others = [d for d in self._described if d[1] in words("positions", "events")]
        for fitting in (exact, others):
            before = [d for d in fitting if d[0] < position]
            if before:
                return before[-1][2]
        return None

    def of_post(self, position: str, offset: int) -> str | None:
        """The body of a post that names none: a governor's region, a rector's university."""
        head = position.split()[-1] if position else ""
        if head in words("positions", "of_regions"):
            return self._territory("регион", offset)
        if head in words("positions", "of_universities"):
            found = [d for d in self._described if d[0] < offset and d[1] in ("университет", "академия", "институт")]
            return found[0][2] if found else None
        return None


def _agencies() -> frozenset[str]:
    return frozenset(n.casefold() for n in words("agencies", "names"))


def _kind_of_place(name: str) -> str:
    last = name.split()[-1].casefold()
    return last if last in ("область", "край", "округ") else "республика" if last != "город" else "город"


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _parts(name: str) -> tuple[str, str | None]:
    """The surname, and the first initial if there is one."""
    pieces = name.replace(".", ". ").split()
    initial = pieces[0][0].casefold() if len(pieces) > 1 else None
    return _folded(pieces[-1]), initial


__all__ = ["Referents", "gazetteer"]
