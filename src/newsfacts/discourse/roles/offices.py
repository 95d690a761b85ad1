"""Offices of states: which ministry «ведомство», «министерство» or a bare «замминистра» means."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.discourse.posts.words import federal, is_ministry
from newsfacts.discourse.reading import Reading
from newsfacts.document import Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words

Described = tuple[int, str, str]
"""A named body: where it stands, the lemma of the noun it is told with, its name."""

_MOST_WORDS = 12  # of an office's name
_MOST_APART = 1500  # letters between a ministry and its minister
_FAR = 60  # offices before a post among which one of a certain state is looked for
_HOME = "RU"  # the state whose offices the news tells without saying whose they are


@dataclass(frozen=True)
class Office:
    """A ministry or another office: its name without the state's, the state where told, whether it is a region's."""

    start: int
    name: str
    country: str | None
    is_ministry: bool
    is_regional: bool = False


def _is_of_region(token: Token) -> bool:
    place = gazetteer().by_adjective(token.lower) if token.is_word and token.reading("ADJF") else None
    return place is not None and place.kind == "region"


class Offices:
    """The offices of states that a text names."""

    def __init__(self, reading: Reading, described: Sequence[Described]) -> None:
        self._document = reading.document
        kinds = words("positions", "state") | words("positions", "agencies_of_state")
        self._offices = [
            self._office(*d) for d in described if d[1] in kinds or is_ministry(d[1]) or federal(d[2])[1] is not None
        ]

    def before(self, offset: int, country: str | None, *, ministry: bool = False) -> Office | None:
        """The office named last before; of a state's, if the noun tells whose it is.

        Args:
            offset: where the noun stands.
            country: the code of the state that an adjective beside the noun tells.
            ministry: whether only a ministry will do.
        """
        at = bisect_left(self._offices, offset, key=lambda o: o.start)
        near = [o for o in self._offices[max(0, at - _FAR) : at] if o.is_ministry or not ministry]
        if country is not None:
            told = [o for o in near if o.country == country]
            near = told or [o for o in near if o.country is None and country == _HOME]
        return near[-1] if near else None

    def of_minister(self, offset: int) -> Office | None:
        """The ministry that a minister's bare post means: the last one named in its paragraph or the one before.

        A region's minister is told by the region. Of ministries of several states told in one sentence it is the one
        at home: a guest would be called one.
        """
        last = self.before(offset, None, ministry=True)
        sentence = self._document.sentence_at(last.start) if last is not None else None
        if last is None or last.is_regional or sentence is None or offset - last.start > _MOST_APART:
            return None
        if self._document.text.count("\n\n", last.start, offset) > 1:
            return None
        at = bisect_left(self._offices, offset, key=lambda o: o.start)
        first = bisect_left(self._offices, sentence.start, key=lambda o: o.start)
        here = [o for o in self._offices[max(first, at - _FAR) : at] if o.is_ministry]
        if len({o.country for o in here}) < 2:
            return last
        home = [o for o in here if o.country == _HOME and not o.is_regional]
        return home[-1] if home else None

    def _office(self, start: int, noun: str, name: str) -> Office:
        first, _ = self._document.token_range(start, start + 1)
        tokens = self._document.tokens[first : first + _MOST_WORDS]
        said = name.split()
        found = gazetteer().find(said[-1:], 0) if len(said) > 1 else None
        country = found[0].code if found is not None and found[0].kind == "country" else None
        if country is not None:
            name = " ".join(said[:-1])
        else:
            country = federal(name)[1] or self._beside(tokens[len(said) :]) or self._adjective(first)
        ministry = noun == "министерство" or is_ministry(noun)
        return Office(start, name, country, ministry, country is None and self._is_regional(first, said))

    def _is_regional(self, first: int, said: Sequence[str]) -> bool:
        """Whether a region stands in the name's end, behind it, or as an adjective before: «краевой минздрав»."""
        tokens = self._document.tokens
        before, behind = tokens[max(0, first - 1) : first + 1], tokens[first + len(said) : first + len(said) + 4]
        if any(t.lemma in table("positions")["local"] or _is_of_region(t) for t in before):
            return True
        if behind and behind[0].lemma in words("positions", "territories"):
            return True
        names = (said[-2:], said[-1:], [t.text for t in behind])
        found = (gazetteer().find(list(name), 0) for name in names if name and name[0][:1].isupper())
        regions = any(f is not None and f[0].kind == "region" for f in found)
        return regions or said[-1] in table("positions")["of_territory"]

    @staticmethod
    def _beside(behind: Sequence[Token]) -> str | None:
        """The state told right behind the name: «Минобрнауки РФ»."""
        found = gazetteer().find([t.text for t in behind[:4]], 0) if behind and behind[0].is_title else None
        return found[0].code if found is not None and found[0].kind == "country" else None

    def _adjective(self, first: int) -> str | None:
        """The state told by an adjective before the noun, or as the name's first word: «кубинское министерство»."""
        for token in self._document.tokens[max(0, first - 1) : first + 1]:
            place = gazetteer().by_adjective(token.lower) if token.is_word and token.reading("ADJF") else None
            if place is not None and place.kind == "country":
                return place.code
        return None
