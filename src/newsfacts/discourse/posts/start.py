"""Reading a post: its head noun and what stands before it."""

from dataclasses import dataclass, field

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.posts.words import plain
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity
from newsfacts.phrases import case_of

_LONGEST = 40  # tokens of a post with its body


@dataclass
class Body:
    """The body as far as it was read."""

    first: int
    last: int
    lemma: str
    kind: str  # inner, organ, body, name, place, quoted
    name: str | None = None


@dataclass
class Parts:
    """What was read of a post: pieces of the position, bodies, the state."""

    position: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    country: str | None = None


class Start:
    """A post from its head to the left, and what is read of it."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        named: dict[int, tuple[int, Entity]],
        head: int,
        parse: Parse,
    ) -> None:
        self.document = document
        self.tokens = document.tokens
        self.begin = sentence.first
        self.last = min(sentence.last, head + _LONGEST)
        self.named = named
        self.head = head
        self.parse = parse
        self.lemma = plain(parse.lemma)
        self.parts = Parts()
        self.modifiers: list[int] = []
        self.local: str | None = None
        self.acting: tuple[int, int] | None = None
        self.modifier_region: str | None = None
        self.over = head  # the post, or the post inside it, that an instrumental may depend on
        self.own = False
        self.whose = False

    # --- to the left ------------------------------------------------------------------------------------------------

    def read_left(self) -> int:
        """Take in the modifiers before the head; the index of the first."""
        i = self.head - 1
        first = self.head
        while i >= self.begin and i not in self.named:
            token = self.tokens[i]
            if token.lower in ("его", "её", "ее", "их"):
                self.whose = True
                return i
            if token.lower in ("и", "-") and self.modifiers and i > self.begin and self._modifies(self.tokens[i - 1]):
                if self.tokens[i - 1].lemma in words("positions", "passing"):
                    break
                self.modifiers.append(i)
            elif self._modifies(token):
                self._modifier(i, token)
            else:
                break
            first = i
            i -= 1
        return self._acting_before(first)

    def _modifies(self, token: Token) -> bool:
        return any(
            p.pos in ("ADJF", "PRTF")
            and p.number == self.parse.number
            and (case_of(p) == case_of(self.parse) or "Fixd" in self.parse.grammemes)
            and (p.number == "plur" or not p.gender or not self.parse.gender or p.gender == self.parse.gender)
            or ("Anum" in p.grammemes and case_of(p) == case_of(self.parse))
            for p in token.parses
            if p.score > 0.01
        )

    def _modifier(self, i: int, token: Token) -> None:
        place = gazetteer().by_adjective(token.lower)
        if place is not None and token.lemma not in words("positions", "passing"):
            if place.kind == "country":
                self.parts.country = place.code
            else:
                self.modifier_region = place.name
        elif token.lemma in table("positions")["local"]:
            self.local = table("positions")["local"][token.lemma]
        elif token.lemmas & words("positions", "passing"):
            self.own = self.own or "свой" in token.lemmas
        else:
            self.modifiers.append(i)

    def _acting_before(self, first: int) -> int:
        """«и. о. министра», «врио главы», «исполняющий обязанности директора»."""
        i = first - 1
        if i >= self.begin and self.tokens[i].lower in words("positions", "acting"):
            self.acting = (i, i + 1)
        elif i - 3 >= self.begin and [t.lower for t in self.tokens[i - 3 : i + 1]] == ["и", ".", "о", "."]:
            self.acting = (i - 3, i + 1)
        elif i - 2 >= self.begin and [t.lower for t in self.tokens[i - 2 : i + 1]] == ["и", "о", "."]:
            self.acting = (i - 2, i + 1)
        elif i - 1 >= self.begin and self.tokens[i].lower == "обязанности" and _is_acting(self.tokens[i - 1]):
            start = i - 1
            if start - 1 >= self.begin and self.tokens[start - 1].lower == "временно":
                start -= 1
            self.acting = (start, i + 1)
        return self.acting[0] if self.acting else first


def _is_acting(token: Token) -> bool:
    """«исполняющий», «исполняющей»; the verb in «исполняет обязанности» gives the post by itself."""
    return "исполнять" in token.lemmas and token.reading("PRTF") is not None
