"""What an article's names are, as the readers of parties look at them."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.names import BareNames
from newsfacts.discourse.parties.shared import shared
from newsfacts.discourse.parties.words import (
    begins_latin,
    is_speech,
    number_of,
    party_noun,
)
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, EntityType
from newsfacts.phrases import MODIFIER, noun_phrase


class Known(ABC):
    """What stands where: entities and quotations by token, and what the words around them tell."""

    @abstractmethod
    def mention(self, i: int, stop: int) -> Mention | None:
        """The mention that begins at token i."""

    @abstractmethod
    def _noun(self, i: int, j: int, stop: int) -> Mention | None:
        """A common noun that can stand for a party, or before its name."""

    @abstractmethod
    def _post(self, i: int, j: int, stop: int, lemma: str, number: str | None) -> Mention | None:
        """A post or delegates, standing for the body, state or region named behind."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self._entities: dict[int, tuple[Entity, int]] = {}
        for entity in reading.entities:
            first, last = self.document.token_range(entity.start, entity.end)
            if entity.type in ("country", "region") and not words("states", "parties").isdisjoint(
                self.document.tokens[last - 1].lemmas
            ):
                continue  # «белорусская сторона» is read as a description
            if entity.type == "organization" and self._is_shared(first, last):
                continue  # «Правительства России и Казахстана» are read as two
            if not any(t.pos == "VERB" and t.lower == t.text for t in self.document.tokens[first:last]):
                self._entities[first] = (entity, last)
        self._quoted: dict[int, tuple[int, int]] = {}
        self._full: dict[str, str] = {}  # the longest names of regions without a code, by their ids
        for entity in reading.entities:
            known = self._full.get(entity.id or "", "")
            if entity.type == "region" and entity.code is None and len(entity.name) > len(known):
                self._full[entity.id or ""] = entity.name
        self._bodies = frozenset(e.name for e in reading.entities if e.type == "organization")
        self._names = BareNames(self.document)
        self._depth = 0  # how many posts are being read, one within the other
        self._inner_read: dict[tuple[int, int, int], Mention | None] = {}

    def _is_shared(self, first: int, last: int) -> bool:
        """Whether a name is several bodies under one noun; the places in it are noted for themselves."""
        tokens = self.document.tokens
        if not any(t.lower == "и" for t in tokens[first:last]):
            return False
        noun = next((k for k in range(first, last) if tokens[k].pos not in MODIFIER), first)
        if shared(tokens, first, noun, last) is not None:
            return True
        if party_noun(tokens[noun]) not in words("parties", "delegates") or number_of(tokens[noun]) != "plur":
            return False
        texts = [t.text for t in tokens[:last]]
        for k in range(noun + 1, last):
            found = gazetteer().find(texts, k) if tokens[k].is_title else None
            if found is not None and found[0].kind in ("country", "region"):
                place, end = found[0], k + found[1]
                start, stop = tokens[k].start, tokens[end - 1].end
                kind: EntityType = "country" if place.kind == "country" else "region"
                text = self.document.text[start:stop]
                entity = Entity(text=text, start=start, end=stop, type=kind, name=place.name, code=place.code)
                self._entities[k] = (entity, end)
        return True

    def open(self, sentence: Sentence) -> None:
        """Make ready for the mentions of a sentence."""
        self._inner_read.clear()
        for q in quoted_names(self.document, sentence):
            if not is_speech(self.document.tokens[q.first : q.last]):
                self._quoted[q.first - 1] = (q.first, q.last)

    def _is_gathering(self, entity: Entity) -> bool:
        """Whether a name is a gathering's, behind which stand those who take part («участники «Енисея» подписали»)."""
        return self.reading.events is not None and self.reading.events.at(entity.start, entity.end) is not None

    def _is_common(self, j: int) -> bool:
        """Whether a word is in lower case, or has its capital from the sentence only."""
        token = self.document.tokens[j]
        if token.lower == token.text:
            return True
        sentence = self.document.sentence_at(token.start)
        return sentence is not None and sentence.first == j

    def _is_called(self, noun: int, last: int) -> bool:
        """Whether a quoted or Latin name stands right behind the word for what it is: «корпорация Sinopec»."""
        if last == noun + 1 and last in self._quoted:
            return True
        tokens = self.document.tokens
        return (
            tokens[noun].lower == tokens[noun].text
            and noun + 1 < last
            and (noun + 1 in self._quoted or begins_latin(tokens, noun + 1))
        )

    def _is_person(self, k: int) -> bool:
        return k in self._entities and self._entities[k][0].type == "person"

    def _is_owner(self, k: int) -> bool:
        """Whether token k is a word for a body in the genitive, to which belongs what stands before."""
        token = self.document.tokens[k]
        return party_noun(token) is not None and token.reading("NOUN", case="gent", number="sing") is not None

    def _acts(self, first: int, last: int) -> bool:
        """Whether a news agency stands among those who act («ТАСС и вуз подписали»), not as who was told."""
        tokens = self.document.tokens
        before = tokens[first - 1] if first else None
        if before is not None and (before.pos == "VERB" or before.text in ("/", ",", "(")):
            return False
        led = before is not None and (
            before.lower in ("с", "со", "между", "и") or party_noun(before) in words("parties", "posts")
        )
        return led or (last < len(tokens) and tokens[last].lower == "и")

    def _is_parliament(self, name: Sequence[Token]) -> bool:
        """Whether a name taken for a place or a person is a parliament's: «Жогорку Кенеш»."""
        return len(name) > 1 and not name[-1].lemmas.isdisjoint(table("parties")["parliaments"])

    def _is_coined(self, token: Token) -> bool:
        """Whether a word that no dictionary has is made like a company's name: «Газстройбанк», «Сибэнергосбыт»."""
        if not token.is_title or token.text.isupper() or any(p.is_known for p in token.parses):
            return False
        return any(stem in token.lower[1:] for stem in words("parties", "stems")) and token.reading("NOUN") is not None

    def _may_name(self, j: int) -> bool:
        """Whether a quoted name without a word for what it is can be a body: no thing stands before it."""
        inner = self._quoted[j]
        if j and self.document.tokens[j - 1].lemma in words("events", "visitors"):
            return False  # «участники «Северной зари»» came to it
        if any(k in self._entities and self._entities[k][0].type == "organization" for k in range(j, inner[1])):
            return True
        name = self.document.text[self.document.tokens[inner[0]].start : self.document.tokens[inner[1] - 1].end]
        if j == 0 or name in self._bodies:
            return True
        if self._names.is_thing(name):
            return False
        before = self.document.tokens[j - 1]
        return before.pos != "NOUN" or before.reading("NOUN", number="sing") is None

    def _field_end(self, lemma: str, end: int, stop: int) -> int:
        """The end of «комитет по транспорту» and what an office is for otherwise."""
        tokens = self.document.tokens
        if lemma not in words("parties", "offices_for") or end + 1 >= stop or tokens[end].lower != "по":
            return end
        if tokens[end + 1].lemma in words("agreements", "themes", "frames"):
            return end
        return max(noun_phrase(self.document, end + 1, stop, "datv", coordinate=False), end)

    def _body_end(self, j: int, end: int) -> int:
        """The end of a body's name: a comma or «и» before another name or body begins the next one."""
        tokens = self.document.tokens
        for k in range(j + 1, end - 1):
            following = tokens[k + 1]
            if tokens[k].text in (",", "и") and (
                following.text.isupper() or k + 1 in self._entities or k + 1 in self._quoted or party_noun(following)
            ):
                return k
        return end
