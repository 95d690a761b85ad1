"""Territories spoken of: which region, town or state «регион», «город», «республика» or a governor's post means."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from newsfacts.discourse.posts.words import is_ministry
from newsfacts.discourse.reading import Reading
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import covering
from newsfacts.phrases import find_head, territory_genitive

_LIFE = 25  # words of a sentence before a region that may tell it as one in somebody's life
_FAR = 200  # names before a post among which what it means is looked for


class Territories:
    """The regions, towns and states that a text names, and which of them is spoken of where."""

    def __init__(self, reading: Reading, of_posts: Sequence[tuple[int, int, str | None]]) -> None:
        self.reading = reading
        self.document = reading.document
        self._regions = self._regions_named()
        self._countries = self._countries_named()
        self._abroad = self._reported_from()
        self._spans_of_posts = [(start, end) for start, end, _ in of_posts]
        self._cities = self._cities_named([(start, end) for start, end, name in of_posts if name])
        self._adjectives, self._states = self._first_adjectives()

    def _territory(self, noun: str, position: int) -> str | None:
        if noun in ("город", "столица"):
            at = bisect_right(self._cities, position, key=lambda c: c[0])
            return self._cities[at - 1][1] if at else self._by_adjective(position, "city")
        at = bisect_right(self._regions, position, key=lambda r: r[0])
        near = self._regions[max(0, at - _FAR) : at + _FAR]
        regions = [(end, kind_of_place(name), name) for end, name in near]
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
            if e.type == "region" and not self._is_of_life(e.start):
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

    def _is_of_life(self, start: int) -> bool:
        """Whether a region is one in somebody's life: «он родился в Омской области», «ранее работал в …»."""
        sentence = self.document.sentence_at(start)
        if sentence is None:
            return False
        at, _ = self.document.token_range(start, start + 1)
        before = self.document.tokens[max(sentence.first, at - _LIFE) : at]
        if any(t.lower in ("он", "она") for t in before):  # «с 2019 года он был вице-губернатором Ямала»
            return any(not t.lemmas.isdisjoint(words("positions", "of_career")) for t in before)
        return any(not t.lemmas.isdisjoint(words("positions", "of_life")) for t in before)

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


def kind_of_place(name: str) -> str:
    """The noun that refers to a region: «область», «край», «округ»; any other is a «республика»."""
    last = name.split()[-1].casefold()
    return last if last in ("область", "край", "округ") else "республика" if last != "город" else "город"
