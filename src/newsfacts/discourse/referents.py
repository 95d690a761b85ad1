"""Referents: what a bare noun or a surname means that the text named in full elsewhere."""

from bisect import bisect_right

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.reading import Reading
from newsfacts.document import Token
from newsfacts.entities.persons import nominative_person
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity
from newsfacts.phrases import find_head


class Referents:
    """Finds what «предприятие», «республика», «форум» or a surname alone refers to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self._regions = [e for e in reading.entities if e.type == "region"]
        self._cities = [e for e in reading.entities if e.type == "location" and _is_city(e.name)]
        self._words = {t.text for t in reading.document.tokens if t.is_title}
        self._full = self._full_names()
        self._described = self._descriptions()

    def person(self, entity: Entity, case: str | None = None) -> str:
        """The person's fullest name in the text: «А.Котова» and «Котова» are «Анна Котова».

        Args:
            entity: the name.
            case: the case it stands in, where the words before have settled it.
        """
        name = self._woman(entity)
        if name is None:
            name = entity.name if case is None else nominative_person(self.document.tokens_in(entity), case)
        surname, initial = _parts(name)
        if initial is not None and "." not in name:
            return name
        others = (f"{surname}а", surname.removesuffix("а")) if initial is not None else ()
        for form in (surname, *others):
            for full in self._full.get(form, ()):
                if initial is None or full[0].casefold() == initial:
                    return full
        return name

    def _woman(self, entity: Entity) -> str | None:
        """The name of a woman in the accusative («Анну Белову»), which reads like a man's in the dative.

        The surname elsewhere in the text tells them apart.
        """
        tokens = self.document.tokens_in(entity)
        surname = tokens[-1].text
        if not surname.lower().endswith(("ову", "еву", "ёву", "ину", "ыну")) or len(tokens) > 2:
            return None
        if surname[:-1] in self._words or f"{surname[:-1]}а" not in self._words:
            return None
        first = next(
            (
                p
                for t in tokens[:-1]
                for p in t.parses
                if p.case == "accs" and p.gender == "femn" and "Name" in p.grammemes
            ),
            None,
        )
        given = [inflect(t.text, frozenset(("nomn",)), like=first) or t.text for t in tokens[:-1] if first]
        return " ".join([*given, f"{surname[:-1]}а"]) if given or len(tokens) == 1 else None

    def _full_names(self) -> dict[str, list[str]]:
        full: dict[str, list[str]] = {}
        for e in self.reading.entities:
            name = self._woman(e) or e.name if e.type == "person" else ""
            if " " in name and "." not in name:
                full.setdefault(_folded(name.split()[-1]), []).append(name)
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
                head = find_head(self.document.tokens_in(e)) if not e.text.isupper() else None
                lemma = head.lemma if head is not None else ""
                before = tokens[first - 1] if first else None
                if before is not None and before.lemma in words("positions", "bodies"):
                    lemma = before.lemma
                found.append((e.start, lemma, e.name))
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
        nouns = table("positions")["alike"].get(noun, (noun,))
        exact = [d for d in self._described if d[1] in nouns]
        before = [d for d in exact if d[0] < position]
        if before or exact:
            return (before[-1] if before else exact[0])[2]
        if noun in ("команда", "клуб"):
            sport = [d for d in self._described if d[0] < position and d[1] in words("positions", "players")]
            if sport:
                named = {e.start: e.name for e in self.reading.entities}
                return named.get(sport[-1][0], sport[-1][2])
        loose = [d for d in self._described if d[0] < position and d[1] not in words("positions", "events")]
        loose = [d for d in loose if self._is_company(d)]
        return loose[-1][2] if loose else None

    def _is_company(self, described: tuple[int, str, str]) -> bool:
        _, noun, name = described
        return noun in words("positions", "bodies") and name.casefold() not in agencies()

    def _territory(self, noun: str, position: int) -> str | None:
        if noun in ("город", "столица"):
            cities = [e.name for e in self._cities if e.end <= position]
            return cities[-1] if cities else None
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
        event = self.reading.events.event_of(position) if self.reading.events else None
        if event is not None:
            return event.name
        exact = [d for d in self._described if d[1] == noun]
        others = [d for d in self._described if d[1] in words("positions", "events")]
        for fitting in (exact, others):
            before = [d for d in fitting if d[0] < position]
            if before:
                return before[-1][2]
        return None

    def of_post(self, position: str, offset: int) -> tuple[str | None, str | None]:
        """The body and country of a post that names none: a governor's region, a rector's university."""
        heads = position.split()
        if "правительства" in heads or any(word.startswith(table("positions")["of_regions"]) for word in heads):
            at = bisect_right(self._regions, offset, key=lambda e: e.end)
            return (self._regions[at - 1].name if at else None), None
        if any(word.startswith(table("positions")["of_universities"]) for word in heads):
            found = [d for d in self._described if d[0] < offset and d[1] in ("университет", "академия", "институт")]
            return (found[0][2] if found else None), None
        return None, None


def _is_city(name: str) -> bool:
    found = gazetteer().find(name.split(), 0)
    return found is not None and found[0].kind == "city"


def agencies() -> frozenset[str]:
    """The names of the news agencies, to which things are told and which are not spoken of."""
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
