"""Referents: what a bare noun or a surname means that the text named in full elsewhere."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.roles.offices import Offices
from newsfacts.discourse.roles.territories import Territories, kind_of_place
from newsfacts.entities.persons import nominative_person
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import OPENING_QUOTES
from newsfacts.model import Entity
from newsfacts.phrases import case_of, find_head, nominative, noun_phrase

_FAR = 200  # names, or words, before a post among which what it means is looked for


class Referents(Territories):
    """Finds what «предприятие», «республика», «форум» or a surname alone refers to."""

    def __init__(self, reading: Reading, of_posts: Iterable[tuple[int, int, str | None]] = ()) -> None:
        of_posts = tuple(of_posts)
        super().__init__(reading, of_posts)
        self._fuller = _full_forms(reading)
        self._words = {t.text for t in reading.document.tokens if t.is_title}
        self._attested = frozenset(word.lower() for word in self._words)
        self._full = self._full_names()
        teams = [(at, "сборная", name) for at, _, name in of_posts if name and name.startswith("сборная ")]
        self._described = sorted([*self._descriptions(), *teams])
        self.offices = Offices(reading, self._described)
        self._has_company = any(self._is_company(d) for d in self._described)
        self._firms = self._firms_named()
        self._main = self._company_of_all()
        schools = table("positions")["alike"]["вуз"]
        self._is_school = self._main is not None and (self._main[0], self._main[1]) in {
            (start, name) for start, noun, name in self._described if noun in schools
        }

    def person(self, entity: Entity, case: str | None = None) -> str:
        """The person's fullest name in the text: «А.Котова» and «Котова» are «Анна Котова».

        Args:
            entity: the name.
            case: the case it stands in, where the words before have settled it.
        """
        name = self._woman(entity)
        if name is None:
            tokens = self.document.tokens_in(entity)
            name = entity.name if case is None else nominative_person(tokens, case, self._attested)
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
        bodies = {(e.start, e.end): e.name for e in self.reading.entities if e.type == "organization"}
        for sentence in self.document.sentences:
            for q in quoted_names(self.document, sentence):
                noun = self._noun_before(q.first - 2, sentence.first)
                start, end = tokens[q.first].start, tokens[q.last - 1].end
                name = bodies.get((start, end), self.document.text[start:end])
                if noun is not None:
                    found.append((start, noun, name))
                    quoted_at.add(start)
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
                found.append((e.start, kind_of_place(e.name), e.name))
        found.extend(self._in_lower_case({start for start, _, _ in found}))
        found.extend(self._teams())
        return sorted(found)

    def _teams(self) -> Iterator[tuple[int, str, str]]:
        """«Сборная России»: the teams of states and regions."""
        for token in self.document.tokens:
            if not token.lower.startswith("сборн") or not {"сборная", "сборный"} & token.lemmas:
                continue
            behind = [t.text for t in self.document.tokens[token.index + 1 : token.index + 5]]
            place = gazetteer().find(behind, 0) if behind and behind[0][:1].isupper() else None
            if place is not None and not self._is_rival(token.index):
                yield token.start, "сборная", " ".join(["сборная", *behind[: place[1]]])

    def _is_rival(self, at: int) -> bool:
        """Whether a team is told as the other side: «в матче со сборной Чили»."""
        before = self.document.tokens[max(0, at - 3) : at]
        return any(t.lower in ("с", "со", "против", "у", "над", "от") for t in before)

    def _in_lower_case(self, known: set[int]) -> Iterator[tuple[int, str, str]]:
        """«министерстве экономического развития региона», «инфекционной больнице»: bodies told without a capital."""
        tokens = self.document.tokens
        full, described = words("positions", "lower_case"), words("positions", "lower_case_described")
        for token in tokens:
            if token.lemma not in full and token.lemma not in described or token.start in known:
                continue
            sentence = self.document.sentence_at(token.start)
            reading = token.reading("NOUN", number="sing")
            if sentence is None or reading is None:
                continue
            case = case_of(reading)
            first, end = token.index, token.index + 1
            if token.lemma in described:
                while first > sentence.first and tokens[first - 1].reading("ADJF", case=case, gender=reading.gender):
                    first -= 1
            else:
                end = noun_phrase(self.document, first, sentence.last, case, coordinate=False)
                if end == first + 1 and end + 1 < sentence.last and tokens[end].lower == "по":
                    after = noun_phrase(self.document, end + 1, sentence.last, "datv", coordinate=True)
                    end = after if after > end + 1 else end
                while end > first + 1 and tokens[end - 1].lemma in words("positions", "territories"):
                    end -= 1
            if end > first + 1 and not any(t.is_title for t in tokens[first:end]):
                yield token.start, token.lemma, nominative(tokens[first:end], case)

    def _noun_before(self, i: int, first: int) -> str | None:
        """The lemma of the noun before a quotation, or of the one that a sport's adjective alone stands for."""
        token = self.document.tokens[i] if i >= first else None
        if token is not None and token.lemma in words("positions", "of_sports") and token.reading("ADJF"):
            return "клуб"  # «хоккейный «Сокол»»
        if token is not None and token.text.isupper() and token.lower in words("positions", "teams"):
            return token.lower
        return token.lemma if token is not None and token.reading("NOUN") else None

    def named(self, noun: str, position: int, country: str | None = None) -> str | None:
        """The name that the noun's like was said with, last before the position, or else anywhere.

        Args:
            noun: the noun's lemma.
            position: where it stands.
            country: the code of the state whose body it is, where the text tells that.
        """
        if noun in ("ведомство", "министерство") or (country is not None and noun in words("positions", "state")):
            office = self.offices.before(position, country, ministry=noun == "министерство")
            return office.name if office is not None else None
        if noun in words("positions", "territories"):
            return self._territory(noun, position)
        if noun in words("positions", "events"):
            return self._gathering(noun, position)
        described = self._near(position)
        nouns = table("positions")["alike"].get(noun, (noun,))
        compound = noun if noun in words("positions", "companies") else "\n"  # «маслозавод» is a «завод»
        if noun in ("команда", "клуб"):
            nouns = (*nouns, *words("positions", "teams"))
        exact = [d for d in described if d[1] in nouns or d[1].endswith(compound)]
        before = [d for d in exact if d[0] < position]
        if before:
            return before[-1][2]
        kin = table("positions")["kin"].get(noun, ())
        before = [d for d in described if d[0] < position and d[1] in kin]
        if before:
            return before[-1][2]
        is_firm = noun in words("positions", "companies") or noun in words("positions", "trades") or bool(kin)
        if is_firm and (name := self._firm_before(position) or self._quoted_before(position)) is not None:
            return name
        if exact:
            return exact[0][2]
        if noun in ("команда", "клуб"):
            sport = [d for d in described if d[0] < position and d[1] in words("positions", "players")]
            if sport:
                named = {e.start: e.name for e in self.reading.entities}
                return named.get(sport[-1][0], sport[-1][2])
        loose = [d for d in described if d[0] < position and d[1] not in words("positions", "events")]
        if is_firm:
            return None if self._is_school else self.company(position)
        if noun not in words("positions", "any_bodies"):
            return None
        loose = [d for d in loose if self._is_company(d)]
        return loose[-1][2] if loose else None

    def _near(self, position: int) -> Sequence[tuple[int, str, str]]:
        """The descriptions around a position, so many before and behind."""
        at = bisect_right(self._described, position, key=lambda d: d[0])
        return self._described[max(0, at - _FAR) : at + _FAR]

    def _firm_before(self, position: int) -> str | None:
        """The company that the last sentence to name one begins with: what follows it there is told about it."""
        at = bisect_left(self._firms, (position, ""))
        sentence = self.document.sentence_at(self._firms[at - 1][0]) if at else None
        if sentence is None:
            return None
        return self._firms[bisect_left(self._firms, (sentence.start, ""))][1]

    def _firms_named(self) -> list[tuple[int, str]]:
        """The companies, with where they are named: behind a noun for one."""
        nouns = words("positions", "companies") | words("positions", "trades") | words("positions", "firms")
        ending = tuple(words("positions", "companies"))
        found = [(d[0], d[2]) for d in self._described if d[1] in nouns or d[1].endswith(ending)]
        return [(start, name) for start, name in found if name.casefold() not in agencies()]

    def _quoted_before(self, position: int) -> str | None:
        """The organisation named in quotes last before the position, in its paragraph."""
        text = self.document.text
        at = bisect_right(self.reading.entities, position, key=lambda e: e.end)
        for e in reversed(self.reading.entities[max(0, at - _FAR) : at]):
            if "\n" in text[e.end : position]:
                return None
            if e.type == "organization" and text[max(0, e.start - 1)] in OPENING_QUOTES:
                return e.name
        return None

    def _is_company(self, described: tuple[int, str, str]) -> bool:
        _, noun, name = described
        return noun in words("positions", "bodies") and name.casefold() not in agencies()

    def in_full(self, name: str) -> str:
        """The name that the text says an abbreviation stands for: «Союз северных портов (ССП)»."""
        if not name.isupper() or " " in name:
            return name
        return self._fuller.get(name, name)

    def company(self, position: int) -> str | None:
        """The company or institution the text is about, if it was named before."""
        return self._main[1] if self._main is not None and self._main[0] < position else None

    def _company_of_all(self) -> tuple[int, str] | None:
        """The company named alone, or far most often, with where it is named first."""
        names = {e.start: e for e in self.reading.entities if e.type == "organization"}
        counts: Counter[str] = Counter()
        called: dict[str, tuple[int, str]] = {}
        kinds = words("positions", "companies") | words("positions", "bodies") - words("positions", "state")
        for start, noun, name in self._described:
            entity = names.get(start)
            quoted = start > 0 and self.document.text[start - 1] in OPENING_QUOTES
            if entity is None or name.casefold() in agencies() or not (quoted or noun in kinds):
                continue
            key = entity.id or name
            counts[key] += 1
            called.setdefault(key, (start, name))
        best = counts.most_common(2)
        if not best or len(best) == 2 and best[0][1] < 2 * best[1][1]:
            return None
        return called[best[0][0]]

    def _gathering(self, noun: str, position: int) -> str | None:
        event = self.reading.events.event_of(position) if self.reading.events else None
        if event is not None:
            return event.name
        near = self._near(position)
        exact = [d for d in near if d[1] == noun]
        others = [d for d in near if d[1] in words("positions", "events")]
        for fitting in (exact, others):
            before = [d for d in fitting if d[0] < position]
            if before:
                return before[-1][2]
        return None

    def of_post(self, position: str, offset: int, *, moved: bool = False) -> tuple[str | None, str | None]:
        """The body and country of a post that names none: a governor's region, a rector's university.

        Args:
            position: the post's wording.
            offset: where it is told.
            moved: whether somebody comes to the post: then the region of his old one tells nothing.
        """
        heads = position.split()
        for post, kinds in table("positions")["of_kinds"].items():
            if position.startswith(post):
                found = [d for d in self._near(offset) if d[0] < offset and d[1] in kinds]
                if found:
                    here = "\n" not in self.document.text[found[-1][0] : offset]
                    return found[-1 if here else 0][2], None
        if position.removeprefix("бывший ") in words("positions", "of_ministries"):
            office = self.offices.of_minister(offset)
            if office is not None:
                return office.name, office.country
        if any(field in position for field in words("positions", "of_states_only")):
            return None, self._state_spoken_of(offset)
        if "правительства" in heads or any(word.startswith(table("positions")["of_regions"]) for word in heads):
            region = self._region_spoken_of(offset, moved)
            return region, None if region or not self._is_of_state(heads) else self._state_spoken_of(offset)
        if heads[-1] in words("positions", "of_cities"):
            return self._territory("город", offset), None
        if " ".join(heads[:2]) in words("positions", "of_companies") or position in words("positions", "of_companies"):
            return self.company(offset), None
        if position in words("positions", "of_events"):
            event = self.reading.events.event_of(offset) if self.reading.events else None
            return (event.name if event is not None else None), None
        if position in words("positions", "of_teams") or heads[-1].startswith("тренер"):
            return self.named("команда", offset), None
        if self._is_of_state(heads):
            return None, self._state_spoken_of(offset)
        return None, None

    def _is_of_state(self, heads: Sequence[str]) -> bool:
        """Whether a post that names no body is a state's: a premier's, or a president's where no company has one."""
        if heads[0] in words("positions", "of_states_alone"):
            return True
        return heads == ["президент"] and not self._has_company


@cache
def agencies() -> frozenset[str]:
    """The names of the news agencies, to which things are told and which are not spoken of."""
    return frozenset(n.casefold() for n in words("agencies", "names"))


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _parts(name: str) -> tuple[str, str | None]:
    """The surname, and the first initial if there is one."""
    pieces = name.replace(".", ". ").split()
    initial = pieces[0][0].casefold() if len(pieces) > 1 else None
    return _folded(pieces[-1]), initial


def _full_forms(reading: Reading) -> dict[str, str]:
    """The abbreviations of organisations, with the longest name of the same body."""
    longest: dict[str, str] = {}
    bodies = [e for e in reading.entities if e.type == "organization" and e.id]
    for e in bodies:
        if not e.name.isupper() and len(e.name) > len(longest.get(e.id or "", "")):
            longest[e.id or ""] = e.name
    return {e.name: longest[e.id or ""] for e in bodies if e.name.isupper() and (e.id or "") in longest}
