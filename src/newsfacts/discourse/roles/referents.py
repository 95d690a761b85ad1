"""Referents: what a bare noun or a surname means that the text named in full elsewhere."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.posts.words import federal, is_ministry
from newsfacts.discourse.reading import Reading
from newsfacts.document import Token
from newsfacts.entities.persons import nominative_person
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import OPENING_QUOTES
from newsfacts.model import Entity, covering
from newsfacts.phrases import case_of, find_head, nominative, noun_phrase, territory_genitive

_FAR = 200  # names, or words, before a post among which what it means is looked for


class Referents:
    """Finds what «предприятие», «республика», «форум» or a surname alone refers to."""

    def __init__(self, reading: Reading, of_posts: Iterable[tuple[int, int, str | None]] = ()) -> None:
        self.reading = reading
        self.document = reading.document
        self._regions = self._regions_named()
        self._countries = self._countries_named()
        of_posts = tuple(of_posts)
        self._abroad = self._reported_from()
        self._spans_of_posts = [(start, end) for start, end, _ in of_posts]
        self._cities = self._cities_named([(start, end) for start, end, name in of_posts if name])
        self._adjectives, self._states = self._first_adjectives()
        self._fuller = self._full_forms()
        self._words = {t.text for t in reading.document.tokens if t.is_title}
        self._attested = frozenset(word.lower() for word in self._words)
        self._full = self._full_names()
        teams = [(at, "сборная", name) for at, _, name in of_posts if name and name.startswith("сборная ")]
        self._described = sorted([*self._descriptions(), *teams])
        self._has_company = any(self._is_company(d) for d in self._described)
        self._main = self._company_of_all()

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
                    found.append((start, noun.lemma, name))
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
                found.append((e.start, _kind_of_place(e.name), e.name))
        found.extend(self._in_lower_case({start for start, _, _ in found}))
        return sorted(found)

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

    def _noun_before(self, i: int, first: int) -> Token | None:
        token = self.document.tokens[i] if i >= first else None
        return token if token is not None and token.reading("NOUN") else None

    def named(self, noun: str, position: int) -> str | None:
        """The name that the noun's like was said with, last before the position, or else anywhere."""
        if noun in words("positions", "territories"):
            return self._territory(noun, position)
        if noun in words("positions", "events"):
            return self._gathering(noun, position)
        described = self._near(position)
        if noun == "ведомство":
            state = words("positions", "state") | {"служба", "агентство"}
            offices = [d for d in described if d[1] in state or is_ministry(d[1]) or federal(d[2])[1]]
            before = [d for d in offices if d[0] < position]
            return before[-1][2] if before else None
        nouns = table("positions")["alike"].get(noun, (noun,))
        compound = noun if noun in words("positions", "companies") else "\n"  # «маслозавод» is a «завод»
        exact = [d for d in described if d[1] in nouns or d[1].endswith(compound)]
        before = [d for d in exact if d[0] < position]
        if before or exact:
            return (before[-1] if before else exact[0])[2]
        if noun in ("команда", "клуб"):
            sport = [d for d in described if d[0] < position and d[1] in words("positions", "players")]
            if sport:
                named = {e.start: e.name for e in self.reading.entities}
                return named.get(sport[-1][0], sport[-1][2])
        loose = [d for d in described if d[0] < position and d[1] not in words("positions", "events")]
        loose = [d for d in loose if self._is_company(d)]
        if noun in words("positions", "companies"):
            loose = [d for d in loose if d[1] not in table("positions")["alike"]["вуз"]]
        if not loose and noun in words("positions", "companies"):
            return self._quoted_before(position) or self.company(position)
        return loose[-1][2] if loose else None

    def _near(self, position: int) -> Sequence[tuple[int, str, str]]:
        """The descriptions around a position, so many before and behind."""
        at = bisect_right(self._described, position, key=lambda d: d[0])
        return self._described[max(0, at - _FAR) : at + _FAR]

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

    def _territory(self, noun: str, position: int) -> str | None:
        if noun in ("город", "столица"):
            at = bisect_right(self._cities, position, key=lambda c: c[0])
            return self._cities[at - 1][1] if at else self._by_adjective(position, "city")
        at = bisect_right(self._regions, position, key=lambda r: r[0])
        near = self._regions[max(0, at - _FAR) : at + _FAR]
        regions = [(end, _kind_of_place(name), name) for end, name in near]
        if noun in ("область", "край", "республика", "округ"):
            fitting = [d for d in regions if d[1] == noun] or ([] if noun != "республика" else regions)
        elif noun in ("регион", "субъект"):
            fitting = regions
        else:
            return None
        before = [d for d in fitting if d[0] < position]
        if not fitting:
            return self._by_adjective(position, "region")
        return before[-1][2] if before else fitting[0][2]

    def _by_adjective(self, position: int, kind: str) -> str | None:
        """The town or region told by its adjective only: «в тюменском микрорайоне», «пензенский технопарк»."""
        start, name = self._adjectives.get(kind, (position, ""))
        return name if start < position else None

    def _regions_named(self) -> list[tuple[int, str]]:
        """The regions, with where they are named: by themselves, or at the end of a body's name."""
        found: list[tuple[int, str]] = []
        for e in self.reading.entities:
            if e.type == "region":
                found.append((e.end, e.name))
            elif e.type == "organization":
                words_of = [t.text for t in self.document.tokens_in(e)]
                head = find_head(self.document.tokens_in(e))
                if head is None or not (head.lemma in words("positions", "state") or is_ministry(head.lemma)):
                    continue
                for length in (2, 1):
                    place = gazetteer().find(words_of[-length:], 0) if len(words_of) > length else None
                    if place is not None and place[0].kind == "region" and place[1] == length:
                        found.append((e.end, place[0].name))
                        break
        return found

    def _countries_named(self) -> list[tuple[int, str]]:
        """The states, with where they are named: by themselves, or at the end of a body's name."""
        found: list[tuple[int, str]] = []
        for e in self.reading.entities:
            if e.type == "country" and e.code:
                found.append((e.end, e.code))
            elif e.type == "organization":
                place = gazetteer().find([self.document.tokens_in(e)[-1].text], 0)
                if place is not None and place[0].kind == "country" and place[0].code:
                    found.append((e.end, place[0].code))
        return found

    def _reported_from(self) -> str | None:
        """The foreign state whose city stands in the dateline."""
        for e in self.reading.entities:
            sentence = self.document.sentence_at(e.start) if e.type == "location" else None
            if sentence is not None and sentence.block == "dateline":
                place = gazetteer().find(e.name.split(), 0)
                return place[0].country if place is not None and place[0].country != "RU" else None
        return None

    def _cities_named(self, of_posts: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
        """The towns, with where they are named: beside «мэрия» too.

        The dateline's and those of others' posts count only where there is no other.
        """
        found: list[tuple[int, str]] = []
        aside: list[tuple[int, str]] = []
        for e in self.reading.entities:
            if e.type == "location" and _is_city(e.name):
                sentence = self.document.sentence_at(e.start)
                at = bisect_right(of_posts, (e.start, len(self.document.text))) - 1
                other = at >= 0 and e.end <= of_posts[at][1]
                dated = sentence is not None and sentence.block == "dateline"
                (aside if dated or other else found).append((e.end, e.name))
            elif e.type == "organization":
                first, *rest = self.document.tokens_in(e)
                place = gazetteer().find([t.text for t in rest[:4]], 0) if rest else None
                if first.lemma in words("positions", "town_halls") and place is not None and place[0].kind == "city":
                    found.append((e.end, place[0].name))
        return found or aside

    def with_territory(self, name: str, position: int) -> str:
        """The body's name with the territory that its last word means: «дума города» of one in Tver is Tver's."""
        body, _, last = name.rpartition(" ")
        noun = table("positions")["of_territory"].get(last)
        named = body[body.rfind(" ") + 1 :][:1].isupper()  # «департамент культуры Вологодской области»
        meant = self._territory(noun, position) if body and noun and not named else None
        form = territory_genitive(meant) if meant else None
        return f"{body} {form}" if form else name

    def in_full(self, name: str) -> str:
        """The name that the text says an abbreviation stands for: «Союз северных портов (ССП)»."""
        if not name.isupper() or " " in name:
            return name
        return self._fuller.get(name, name)

    def _full_forms(self) -> dict[str, str]:
        """The abbreviations of organisations, with the longest name of the same body."""
        longest: dict[str, str] = {}
        bodies = [e for e in self.reading.entities if e.type == "organization" and e.id]
        for e in bodies:
            if not e.name.isupper() and len(e.name) > len(longest.get(e.id or "", "")):
                longest[e.id or ""] = e.name
        return {e.name: longest[e.id or ""] for e in bodies if e.name.isupper() and (e.id or "") in longest}

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

    def _first_adjectives(self) -> tuple[dict[str, tuple[int, str]], list[tuple[int, str]]]:
        """The first adjective of a town and of a region; all those of states, with their codes."""
        first: dict[str, tuple[int, str]] = {}
        states = list(self._countries)
        for token in self.document.tokens:
            place = gazetteer().by_adjective(token.lower) if token.is_word and token.reading("ADJF") else None
            if place is None:
                continue
            first.setdefault(place.kind, (token.start, place.name))
            if place.kind == "country" and place.code and "-" not in token.text:
                states.append((token.end, place.code))
        return first, sorted(states)

    def country(self, noun: str, position: int) -> str | None:
        """The code of the state that «республика» means: the last one named that is a republic; or the only one."""
        if noun not in ("республика", "страна", "государство"):
            return None
        at = bisect_right(self._countries, (position, "~"))
        before = [code for _, code in self._countries[max(0, at - _FAR) : at]]
        if noun != "республика" and self._abroad in before:
            return self._abroad
        if noun == "республика":
            before = [code for code in before if code not in words("positions", "no_republics")]
        if noun == "республика":
            return before[-1] if before else None
        return before[-1] if len(set(before)) == 1 else None

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
        if any(field in position for field in words("positions", "of_states_only")):
            return None, self._state_spoken_of(offset)
        if "правительства" in heads or any(word.startswith(table("positions")["of_regions"]) for word in heads):
            region = self._region_spoken_of(offset, moved)
            return region, None if region or not self._is_of_state(heads) else self._state_spoken_of(offset)
        if heads[-1] in words("positions", "of_cities"):
            return self._territory("город", offset), None
        if " ".join(heads[:2]) in words("positions", "of_companies") or position in words("positions", "of_companies"):
            return self.company(offset), None
        if position in words("positions", "of_teams") or heads[-1].startswith("тренер"):
            return self.named("команда", offset) or self.company(offset), None
        if self._is_of_state(heads):
            return None, self._state_spoken_of(offset)
        return None, None

    def _is_of_state(self, heads: Sequence[str]) -> bool:
        """Whether a post that names no body is a state's: a premier's, or a president's where no company has one."""
        if heads[0] in words("positions", "of_states_alone"):
            return True
        return heads == ["президент"] and not self._has_company

    def _state_spoken_of(self, offset: int) -> str | None:
        """The state of the ministry named right before; the only one named before, or most of the time."""
        before = self._countries[: bisect_right(self._countries, (offset, "~"))][-_FAR:]
        for end, code in reversed(before):
            if "\n" in self.document.text[end:offset]:
                break
            first = self.document.tokens[max(0, self.document.token_range(end - 1, end)[0] - 1)]
            if is_ministry(first.lemma):
                return code
        if any(code == self._abroad for _, code in before):
            return self._abroad
        codes = Counter(code for _, code in self._states[: bisect_right(self._states, (offset, "~"))][-_FAR:])
        if not codes:
            return None
        code, count = codes.most_common(1)[0]
        return code if 3 * count >= 2 * codes.total() and (len(codes) == 1 or count > 2) else None

    def _region_spoken_of(self, offset: int, moved: bool) -> str | None:
        """The region named last, or the one that a noun after it means («министерство образования края»)."""
        at = bisect_right(self._regions, offset, key=lambda r: r[0])
        if not at or (moved and self._is_of_somebody(self._regions[at - 1][0], offset)):
            return None
        last, name = self._regions[at - 1]
        start, end = self.document.token_range(last, offset)
        for token in self.document.tokens[max(start, end - _FAR) : end]:
            if token.lemma in ("край", "область", "республика", "округ") and not token.is_title:
                return self._territory(token.lemma, last) or name
        return name

    def _is_of_somebody(self, end: int, offset: int) -> bool:
        """Whether a region is named, in the sentence of a post, by another post or right before a name."""
        sentence = self.document.sentence_at(offset)
        if sentence is None or end <= sentence.start:
            return False
        at = bisect_right(self._spans_of_posts, (end, 0)) - 1
        if at >= 0 and self._spans_of_posts[at][0] < end <= self._spans_of_posts[at][1]:
            return True
        return any(e.type == "person" and e.start <= end + 1 for e in covering(self.reading.entities, end, end + 60))


def _is_city(name: str) -> bool:
    found = gazetteer().find(name.split(), 0)
    return found is not None and found[0].kind == "city"


@cache
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
