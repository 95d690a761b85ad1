"""The territories an article speaks of: which of them «регион» means, and whose «мэрия» or «правительство» it is."""

from bisect import bisect_left
from collections.abc import Sequence, Set

from newsfacts.discourse.deals.references import names_territory
from newsfacts.discourse.parties.groups import Mentions
from newsfacts.document import Sentence
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import EntityType, Party
from newsfacts.phrases import territory_genitive

_KINDS: dict[str, EntityType] = {"country": "country", "region": "region", "city": "location"}
_SEATS = {"мэрия": ("город",), "правительство": ("регион",), "облправительство": ("регион",)}  # whose each may be
_TITLED = 0.5  # what standing in a headline counts beside being near
_FAR = 100  # sentences; what was last named farther back is not referred to


class Territories:
    """The places that a text names or makes an adjective of."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._document = mentions.document
        self._before: dict[tuple[str, int], Party | None] = {}  # by a body's short name and a sentence's index
        self._known: Sequence[tuple[int, Party]] | None = None
        sentences = self._document.sentences
        # The token at which the text behind the headlines begins.
        self._body = next((s.first for s in sentences if s.block not in ("title", "subtitle")), 0)

    def meant(
        self, noun: str, position: int, *, theirs: Set[str] = frozenset(), taken: Set[str] = frozenset()
    ) -> Party | None:
        """The territory that the article speaks of most before a token, by name, inside other names or by adjective.

        Args:
            noun: what it is called: область, город, страна.
            position: the token.
            theirs: codes of the countries that adjectives beside the noun name.
            taken: names of those that are not meant.
        """
        here = self._mentions.sentence_of(position)
        weights: dict[Party, float] = {}
        begin = self._document.sentences[max(0, here - _FAR)].first
        grounds = self._grounds()
        first = bisect_left(grounds, begin, key=_where)
        for at, party in grounds[first : bisect_left(grounds, position, key=_where)]:
            fits = names_territory(party, noun) and party.name not in taken
            if fits and (not theirs or (party.code or "")[:2] in theirs):
                near = 1 / (1 + here - self._mentions.sentence_of(at))
                weights[party] = weights.get(party, 0) + (near if at >= self._body else _TITLED + near)
        return max(reversed(weights), key=lambda p: weights[p], default=None)

    def states(self, position: int) -> tuple[Party, ...]:
        """The two states that the article speaks of most before a token; nothing where it speaks of other than two."""
        first: Party | None = self.meant("страна", position)
        second = self.meant("страна", position, taken={first.name}) if first is not None else None
        if first is None or second is None or self.meant("страна", position, taken={first.name, second.name}):
            return ()
        return first, second

    def owned(self, party: Party, position: int) -> Party:
        """A territory's body, told without its name, with it: «правительство региона», «мэрия»."""
        names = party.name.split()
        if party.type != "organization" or party.name != party.name.lower():
            return party
        noun = table("parties")["of_territory"].get(names[-1]) if len(names) > 1 else None
        if noun is None:
            return self._fuller(party, position) if len(names) == 1 else party
        territory = self.meant(noun, position)
        form = territory_genitive(territory.name) if territory is not None else None
        return Party(" ".join((*names[:-1], form)), party.type, party.code) if form else party

    def _fuller(self, party: Party, position: int) -> Party:
        """The body with the territory that the text told with it: «мэрия Орска» for «мэрия»."""
        if party.name not in words("parties", "halls"):
            return party
        here = self._mentions.sentence_of(position)
        known = self._told(party.name, self._document.sentences[here], position)
        if known is None:
            if (party.name, here) not in self._before:
                earlier = reversed(self._document.sentences[max(0, here - _FAR) : here])
                self._before[party.name, here] = next((p for s in earlier if (p := self._told(party.name, s))), None)
            known = self._before[party.name, here]
        if known is not None:
            return known
        territory = next((t for n in _SEATS.get(party.name, ()) if (t := self.meant(n, position))), None)
        form = territory_genitive(territory.name) if territory is not None else None
        return Party(f"{party.name} {form}", party.type, party.code) if form else party

    def _told(self, name: str, sentence: Sentence, before: int | None = None) -> Party | None:
        """The body of this name that a sentence tells more of, before a token if one is given."""
        for mention in self._mentions.of(sentence):
            if before is not None and mention.first >= before:
                break
            for p in mention.parties or mention.described:
                if p.name.lower().startswith(f"{name} "):
                    return self.owned(p, mention.first)
        return None

    def _grounds(self) -> Sequence[tuple[int, Party]]:
        """What `_read_grounds` finds, read when it is first asked for."""
        if self._known is None:
            self._known = self._read_grounds()
        return self._known

    def _read_grounds(self) -> Sequence[tuple[int, Party]]:
        """Every place that the text names or makes an adjective of, by token."""
        texts = [t.text for t in self._document.tokens]
        found: list[tuple[int, Party]] = []
        for sentence in self._document.sentences:
            for i in range(sentence.first, sentence.last if sentence.block != "dateline" else sentence.first):
                place = _place_at(texts, i)
                kind = _KINDS.get(place.kind) if place is not None else None
                if place is not None and kind is not None:
                    name = gazetteer().country_name(place.code) if kind == "country" and place.code else None
                    found.append((i, Party(name or place.name, kind, place.code)))  # «РФ» and «Россия» are one
        return tuple(found)


def _where(ground: tuple[int, Party]) -> int:
    return ground[0]


def _place_at(texts: Sequence[str], i: int) -> Place | None:
    """The place named at token i, or the region that an adjective there belongs to."""
    if texts[i][0].isupper():
        found = gazetteer().find(texts, i)
        if found is not None:
            return found[0]
    place = gazetteer().by_adjective(texts[i]) if texts[i][0].islower() and "ск" in texts[i] else None
    return place if place is not None and place.kind == "region" else None
