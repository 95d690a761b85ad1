"""Posts: the noun phrase that names a post, parted into position, body and country.

«первый заместитель генерального директора корпорации «Рубин» по экономике» is the position «первый заместитель
генерального директора по экономике» and the organisation «Рубин».
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.posts.nouns import ordinal
from newsfacts.discourse.posts.scan import Scanner
from newsfacts.discourse.posts.start import Body
from newsfacts.discourse.posts.words import chief_reading, federal, is_body, is_trade, post_reading
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Entity
from newsfacts.phrases import MODIFIER, agrees, case_of, nominative, nominative_word, spaced

_ANY = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))


@dataclass(frozen=True)
class Post:
    """A post in the text.

    Attributes:
        first: index of its first token.
        last: index after its last token, the body included.
        head: index of its head noun.
        parse: the head's reading.
        position: the position in the nominative, without body and country.
        organization: the body's or territory's name in the nominative, where it stands beside the post.
        country: ISO 3166-1 code, where the post is a state's.
        generic: the lemma of a noun for the body that was named before («предприятия», «форума»).
        weak: whether it is a post only with a body.
        cases: the cases its head may stand in.
        fallback: the body's name where nothing was named before that the noun means.
        own: whether «свой» tells that the post is under the one who gives it.
        bare: whether no body is to be looked for elsewhere in the text.
        whose: whether «его» tells that it is under the one named before.
    """

    first: int
    last: int
    head: int
    parse: Parse
    position: str
    organization: str | None
    country: str | None
    generic: str | None
    weak: bool
    cases: frozenset[str]
    fallback: str | None = None
    own: bool = False
    whose: bool = False
    bare: bool = False


def find_posts(document: Document, entities: Sequence[Entity]) -> tuple[Post, ...]:
    """Find the posts that the text names, in text order."""
    starts = {document.token_range(e.start, e.end): e for e in entities}
    named = {first: (last, e) for (first, last), e in starts.items()}
    found: list[Post] = []
    for sentence in document.sentences:
        at = sentence.first
        while at < sentence.last:
            parse = post_reading(document.tokens[at]) or chief_reading(document, sentence, at)
            if parse is None or at in named and named[at][1].type == "person":
                at += 1
                continue
            parse = _beside_modifier(document, sentence, at, parse)
            post = _Reader(document, sentence, named, at, parse).post()
            if post is not None:
                found.append(post)
                at = max(post.last, at + 1)
            else:
                at += 1
    return tuple(found)


def _beside_modifier(document: Document, sentence: Sentence, at: int, parse: Parse) -> Parse:
    """The reading of a post's head that agrees with the adjective before it: «бывшие главы», «бывшему главе»."""
    before = document.tokens[at - 1] if at > sentence.first else None
    if before is None or before.pos not in MODIFIER:
        return parse
    modifiers = [p for p in before.parses if p.pos in MODIFIER]
    same = [p for p in document.tokens[at].parses if p.pos == parse.pos and p.lemma == parse.lemma]
    return next((p for p in (parse, *same) if any(agrees(m, p) for m in modifiers)), parse)


class _Reader(Scanner):
    """Reads one post and writes what it read."""

    def post(self) -> Post | None:
        first = self.read_left()
        end = self.read_right()
        return self._assemble(first, end)

    # --- together ---------------------------------------------------------------------------------------------------

    def _assemble(self, first: int, end: int) -> Post | None:
        pieces = list(self.parts.position)
        bodies = self._kept_bodies(pieces)
        organization, generic, fallback = self._organization(bodies)
        organization, state = federal(organization)
        if organization is None and generic is None and self.modifier_region:
            organization = self.modifier_region
        chief = any(self.tokens[m].lemmas & words("positions", "chief") for m in self.modifiers)
        listed = (
            self.lemma in words("positions", "posts") and not is_trade(self.parse.lemma)
        ) or self.parse.lemma in words("positions", "as_posts")
        alone = words("positions", "weak") - words("positions", "owners")
        weak = not listed and not (chief and self.lemma in alone)
        if weak and self.lemma == "представитель":
            weak = not any(self.tokens[m].lemmas & words("positions", "official") for m in self.modifiers)
        if self.lemma in words("positions", "of_states") and self.parts.country is not None:
            weak = False
        if self.lemma in words("positions", "partners") and not (
            any(self.tokens[m].lemmas & words("positions", "of_partners") for m in self.modifiers)
        ):
            return None
        if self.lemma in words("positions", "deputies") and not (organization or generic or pieces or self.whose):
            return None  # «помощник Анны Беловой» is not her post
        return Post(
            first=first,
            last=end,
            head=self.head,
            parse=self.parse,
            position=self._position(sorted(pieces)),
            organization=organization,
            country=self.parts.country or state,
            generic=generic or (self.local if organization is None else None),
            weak=weak,
            cases=self._cases(),
            fallback=fallback,
            own=self.own,
            whose=self.whose,
        )

    def _cases(self) -> frozenset[str]:
        """The cases the post may stand in: those of its head; of «исполняющий»; any, where nothing shows it."""
        token = self.tokens[self.head]
        if self.acting is not None:
            at = next((k for k in range(*self.acting) if self.tokens[k].lemma == "исполнять"), None)
            if at is None:
                return _ANY
            token = self.tokens[at]
            return frozenset(case_of(p) for p in token.parses if p.pos == "PRTF")
        if "Fixd" in self.parse.grammemes:
            return _ANY
        found = frozenset(case_of(p) for p in token.parses if p.lemma == self.parse.lemma and p.number == "sing")
        agreeing = [{case_of(p) for p in self.tokens[m].parses if p.pos in ("ADJF", "PRTF")} for m in self.modifiers]
        for cases in agreeing:
            if cases & found:
                found &= cases
        return found

    def _kept_bodies(self, pieces: list[tuple[int, int]]) -> list[Body]:
        """The bodies that name the organisation; parts of a body with the body behind them go to the position."""
        bodies = self.parts.bodies
        kept: list[Body] = []
        for n, body in enumerate(bodies):
            later = bodies[n + 1 :]
            outer = [b for b in later if b.kind in ("name", "body", "quoted", "inner")]
            if body.kind == "organ" or (body.kind == "inner" and outer):
                pieces.append((body.first, body.last))
            else:
                kept.append(body)
        return kept

    def _organization(self, bodies: Sequence[Body]) -> tuple[str | None, str | None, str | None]:
        """The body's name; or the noun that refers back to it, and what to call it where nothing is found."""
        if not bodies:
            organ = any(b.lemma in ("оргкомитет", "жюри") for b in self.parts.bodies)
            return None, "форум" if organ else None, None
        first = bodies[0]
        quoted = next((b for b in bodies if b.kind == "quoted"), None)
        if quoted is not None and (first is quoted or first.kind == "body"):
            return self._with_quotation(first, quoted) or quoted.name, None, None
        if first.name is not None:
            return first.name, None, None
        tokens = [t for t in self.tokens[first.first : first.last] if not self._is_country_adjective(t)]
        common = not any(t.is_title for t in tokens)
        text = nominative(tokens, "gent")
        if tokens[0].is_number and "-" in tokens[0].text:
            text = f"{ordinal(tokens[0].text, first.lemma)}{text[len(tokens[0].text) :]}"
        if len(tokens) > 1 and tokens[0].lower.startswith("сборн") and tokens[1].is_title:
            text = "сборная " + spaced([(t, t.text) for t in tokens[1:]])  # it looks like an adjective
        team = next((n for n, t in enumerate(tokens) if t.lower.startswith("сборн")), 0)
        if team and team + 1 < len(tokens) and tokens[team + 1].is_title:
            kinds = [
                nominative_word(t, p, gender="femn") if (p := t.reading("ADJF")) else t.text for t in tokens[:team]
            ]
            text = " ".join([*kinds, "сборная", spaced([(t, t.text) for t in tokens[team + 1 :]])])
        if first.lemma == "администрация" and all(t.lemma in ("администрация", "город") for t in tokens):
            return None, first.lemma, None
        if first.lemma == "город" and len(tokens) > 1 and tokens[0].lemma == "город" and tokens[1].is_title:
            return nominative(tokens[1:], "gent"), None, None  # «глава города Читы»
        if not common or not self._refers_back(first, tokens):
            return text, None, None
        whole = len(tokens) > 1 or first.lemma in words("positions", "definite") or first.kind == "inner"
        return None, first.lemma, text if whole and first.lemma not in words("positions", "territories") else None

    def _with_quotation(self, body: Body, quoted: Body) -> str | None:
        """«Дворца водного спорта "Волна"»: a body named by words with a capital, and by the quotation."""
        if quoted is body or body.last != quoted.first or body.last - body.first < 3:
            return None
        tokens = self.tokens[body.first : body.last]
        if not tokens[0].is_title or tokens[0].lemma in words("positions", "companies"):
            return None
        inner = self.document.text[self.tokens[quoted.first].start : self.tokens[quoted.last - 1].end]
        return f"{nominative(tokens, 'gent')} {inner}"

    @staticmethod
    def _refers_back(body: Body, tokens: Sequence[Token]) -> bool:
        """Whether the noun means something named before: alone, or a company with its trade before it."""
        if len(tokens) > 1 and (tokens[-1].lemma != body.lemma or body.lemma not in words("positions", "companies")):
            return False
        if body.kind == "inner" and body.lemma in words("positions", "branches"):
            return len(tokens) == 1
        return is_body(body.lemma) or any(body.lemma in words("positions", kind) for kind in ("territories", "events"))

    def _is_country_adjective(self, token: Token) -> bool:
        place = gazetteer().by_adjective(token.lower) if token.is_word and not token.is_title else None
        return place is not None and place.kind == "country" and token.reading("ADJF") is not None

    def _position(self, pieces: Sequence[tuple[int, int]]) -> str:
        """The position in the nominative: modifiers, head, and what depends on it as it stands."""
        kept = sorted(self.modifiers)
        if self.acting is not None:
            a, b = self.acting
            before = (
                " ".join(self._acting_words(a, b)) or self.document.text[self.tokens[a].start : self.tokens[b - 1].end]
            )
            before = before.lower()
            core = [*(self.tokens[i] for i in kept), self.tokens[self.head]]
            return " ".join([before, *(self._lower(t) for t in core), *self._texts(pieces)])
        out: list[str] = []
        for i in kept:
            token = self.tokens[i]
            adjectives = [p for p in token.parses if p.pos in ("ADJF", "PRTF")]
            parse = next((p for p in adjectives if case_of(p) == case_of(self.parse)), None)
            if parse is None and adjectives:
                parse = adjectives[0]
            form = nominative_word(token, parse, gender=self.parse.gender) if parse else token.text
            out.append(lowered(form))
        head = self.tokens[self.head]
        plain = case_of(self.parse) == "nomn" or "Fixd" in self.parse.grammemes
        out.append(lowered(head.text if plain else nominative_word(head, self.parse)))
        return " ".join([*out, *self._texts(pieces)])

    def _acting_words(self, first: int, last: int) -> list[str]:
        """«временно исполняющим обязанности» in the nominative; nothing for «и. о.»."""
        out = []
        for token in self.tokens[first:last]:
            parse = token.reading("PRTF")
            out.append(nominative_word(token, parse, gender=parse.gender) if parse else token.text)
        return out if any(t.lemma == "исполнять" for t in self.tokens[first:last]) else []

    def _texts(self, pieces: Sequence[tuple[int, int]]) -> list[str]:
        return [spaced([(t, t.text) for t in self.tokens[a:b]]) for a, b in pieces]

    @staticmethod
    def _lower(token: Token) -> str:
        return lowered(token.text)


def lowered(text: str) -> str:
    """The first letter of a post is small, unless the word is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
