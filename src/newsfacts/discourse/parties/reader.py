"""The phrase that names a body, a state or a person and begins at a token, read from its first word on."""

from newsfacts.discourse.parties.crowds import counted, crowd
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.posts import Posts
from newsfacts.discourse.parties.words import (
    after_comma,
    after_with,
    begins_latin,
    is_dotted,
    is_house,
    latin_end,
    party_noun,
    phrase_cases,
)
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, nominative

_PRONOUNS = {
    "мы": "мы",
    "ним": "он",
    "ней": "она",
    "нею": "она",
    "ними": "они",
    "они": "они",
    "него": "он",
    "нее": "она",
    "неё": "она",
}
_HIS = {"его": "он", "ее": "она", "её": "она"}


_GRAMMAR = frozenset(("PREP", "CONJ", "PRCL", "INFN", "GRND"))


class PartyReader(Posts):
    """Reads the mention that begins at a token: names, bodies, posts, descriptions."""

    def mention(self, i: int, stop: int) -> Mention | None:
        """The mention that begins at token i."""
        tokens = self.document.tokens
        if is_dotted(tokens, i) or self._begins_none(i):
            return None
        pronoun = _PRONOUNS.get(tokens[i].lower)
        if tokens[i].lemma == "который" and i > 0 and tokens[i - 1].lower in ("с", "со", "между"):
            return Mention(i, i + 1, (), frozenset(("ablt",)), "sing", "reference", "который")
        if (
            pronoun is not None
            and (i > 0 or pronoun == "мы")
            and (tokens[i].lower in ("они", "мы") or tokens[i - 1].lower in ("с", "со", "между"))
        ):
            cases = frozenset(("nomn",)) if tokens[i].lower in ("они", "мы") else frozenset(("ablt",))
            return Mention(i, i + 1, (), cases, "plur" if pronoun in ("они", "мы") else "sing", "reference", pronoun)
        if (acting := self._acting(i, stop)) is not None:
            return acting
        if tokens[i].lower in _HIS and i + 1 < stop:
            return self._belonging(i, stop)
        if (many := counted(tokens, i, stop)) is not None:
            end = self._crowd_end(many, stop)
            named = any(k in self._quoted or begins_latin(tokens, k) for k in range(many, min(end + 1, stop)))
            return None if named else crowd(tokens, i, many, end)
        j = i
        while j < stop:
            if j in self._quoted:
                return self._name(i, j, j, self._quoted[j][1] + 1) if self._may_name(j) else None
            token = tokens[j]
            if j in self._entities and not (j + 2 < stop and is_dotted(tokens, j + 2)):
                return self._entity(i, j, stop)
            if token.text.isupper() and len(token.text) > 1 and j + 2 < stop and is_dotted(tokens, j + 2):
                return self._name(i, j, j, j + 3)
            if begins_latin(tokens, j) and token.lower not in words("parties", "never"):
                return self._name(i, j, j, latin_end(tokens, j, stop))
            house = j > i and j + 1 in self._quoted and is_house(tokens, j)
            if house or token.text in words("parties", "forms") or party_noun(token) is not None:
                return self._noun(i, j, stop)
            noun = token.reading("NOUN", case="ablt") if token.pos == "NOUN" and after_with(tokens, i) else None
            if noun is not None and (noun.animacy == "anim" or self._is_with_party(i, noun)):
                return self._somebody(i, j, stop, noun)
            if self._is_coined(token):
                name = nominative(tokens[j : j + 1], next((c for c in ("ablt",) if after_with(tokens, i)), None))
                cases = phrase_cases(tokens[i : j + 1])
                return Mention(i, j + 1, (Party(name, "organization", None),), cases, "sing", "name", "")
            if token.lower == "и" and j > i and self._joins_kinds(j, stop):
                j += 1
                continue
            if (
                token.pos in MODIFIER
                and token.is_word
                and token.parses[0].lemma not in ("который", "сам", "чей")
                and not (token.pos == "PRTF" and j == i and after_comma(tokens, i))
            ):
                j += 1
                continue
            return None
        return None

    def _begins_none(self, i: int) -> bool:
        """Whether a word of grammar or a mark stands here, at which no mention begins but «и. о. главы»."""
        token = self.document.tokens[i]
        if i in self._quoted or i in self._entities or token.is_number:
            return False
        if not token.is_word:
            return True
        return token.pos in _GRAMMAR and token.lower == token.text and token.text != "и"

    def is_event(self, mention: Mention) -> bool:
        """Whether a name is a gathering's: «фестиваль «Театральный мост»» and «ВЭФ» are no parties."""
        tokens, events = self.document.tokens, self.reading.events
        if not events or mention.parties[0].type != "organization":
            return False
        event = events.at(tokens[mention.first].start, tokens[mention.last - 1].end)
        if event is None:
            return not mention.head and mention.parties[0].name in events.called
        called = {mention.parties[0].name, nominative([t for t in tokens[mention.first : mention.last] if t.is_word])}
        return not called.isdisjoint((event.name, *event.aliases))
