"""Who holds which post: what the rules for roles share, and how they write what they found."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsfacts.analysis.morphology import inflect, parses
from newsfacts.discourse.clauses import around
from newsfacts.discourse.posts.reader import Post
from newsfacts.discourse.posts.words import federal, post_reading
from newsfacts.discourse.roles.appointments import under
from newsfacts.discourse.roles.holders import Holders, closed
from newsfacts.discourse.roles.referents import agencies
from newsfacts.discourse.source import source_of
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, Evidence, Status, covering, quote

_MOVED = frozenset(("became", "next_in_row", "post_after_name"))  # rules by which somebody comes to a post
_BY_ANOTHER = frozenset(("replaced", "predecessor"))  # rules that tell a post by way of another's
_OF_ALL = frozenset(("глава", "руководитель"))  # who leads a body is called that whatever the post
_NEAR = 12  # posts before a deputy's among which the chief's is looked for


@dataclass(frozen=True)
class Held:
    """A person and a post: ``position`` without the body, which is ``organization``, or a state's ``country``."""

    person: str
    position: str
    status: Status
    evidence: tuple[Evidence, ...]
    rule: str
    organization: str | None = None
    country: str | None = None
    source: Evidence | None = None


class Finder(Holders):
    """What the rules look at, and how they write a role."""

    def held(
        self, person: Entity, post: Post, start: int, end: int, status: Status = "actual", name: str = ""
    ) -> Held | None:
        """The role, its body found where the text names it only by a noun; None where a weak post has none."""
        if post.whose and post.organization is None and post.country is None:
            post = self._of_whom(post)
        post = self._with_chief_in_full(post)
        organization, country = post.organization, post.country
        offset = self.tokens[post.head].start
        if organization is None and post.generic == "администрация":
            organization = self.referents.named("город", offset)
            post = replace(post, position=f"{post.position} администрации")
        elif organization is None and post.generic is not None:
            organization = self.referents.named(post.generic, offset, country) or post.fallback
            if organization is None and country is None:
                country = self.referents.country(post.generic, offset)
        elif organization is None and country is None and not post.bare:
            moved = name in _MOVED and not self._gives(post)
            organization, country = self._of_chief(post) or self.referents.of_post(post.position, offset, moved=moved)
        if post.weak and organization is None and post.generic is None:
            return None
        organization, state = federal(organization)
        country = country or state
        if organization is not None:
            organization = self.referents.with_territory(self.referents.in_full(organization), offset)
        case = self.cases.get(person.start)
        start, end = closed(self.document.text, start, end)
        return Held(
            person=self.referents.person(person, case),
            position=post.position,
            organization=organization,
            country=country,
            status=status,
            evidence=(quote(self.document.text, start, end),),
            source=source_of(self.document, quote(self.document.text, start, end), self.reading.entities)
            if name == "became"
            else None,
            rule=name,
        )

    def _gives(self, post: Post) -> bool:
        """Whether somebody gives the post in the sentence: «губернатор назначил его министром» of the same region."""
        sentence = self.document.sentence_at(self.tokens[post.head].start)
        near = self.document.words_of(around(self.document, sentence, post.head)) if sentence is not None else ()
        return any(
            t.lemmas & words("positions", "decrees") or (t.pos == "VERB" and t.lemmas & words("positions", "give"))
            for t in near
        )

    def _of_chief(self, post: Post) -> tuple[str | None, str | None] | None:
        """«заместитель директора»: under the director whose body was named before."""
        if self.tokens[post.head].lemma not in words("positions", "deputies"):
            return None
        inside = self.tokens[post.head + 1 : post.last]
        chief = next((p.lemma for t in inside if (p := post_reading(t)) is not None), None)
        at = bisect_left(self.posts, post.head, key=lambda p: p.head)
        for other in reversed(self.posts[max(0, at - _NEAR) : at]):
            told = {p.lemma for t in self.tokens[other.head : other.last] if (p := post_reading(t)) is not None}
            known = chief in told or other.position.startswith(table("positions")["shorthands"].get(chief, "\n"))
            if known and (other.organization or other.country):
                return other.organization, other.country
            if known and other.generic is None:
                found = self.referents.of_post(other.position, self.tokens[other.head].start)
                if any(found):
                    return found
        return None

    def _with_chief_in_full(self, post: Post) -> Post:
        """«Заместитель генсека» of a body whose «генеральный секретарь» was told before: the wording in full."""
        if self.tokens[post.head].lemma not in words("positions", "deputies"):
            return post
        for token in self.tokens[post.head + 1 : post.last]:
            full = table("positions")["shorthands"].get(token.lemma)
            if not full:
                continue
            at = bisect_left(self.posts, post.head, key=lambda p: p.head)
            if any(p.position.startswith(full) for p in self.posts[max(0, at - _NEAR) : at]):
                written = _in_genitive(full)
                return replace(post, position=post.position.replace(token.text, written, 1))
        return post

    def _of_whom(self, post: Post) -> Post:
        """«Его пресс-секретарь»: of the one whose post was told before; «её основатель»: of the body."""
        if self.tokens[post.head].lemma in words("positions", "deputies"):
            return under(self, post, post.first)
        start = self.tokens[post.first].start
        sentence = self.document.sentence_at(start)
        begin = self.document.sentences[max(0, sentence.index - 1)].start if sentence is not None else start
        bodies = [e for e in covering(self.reading.entities, begin, start) if e.type == "organization"]
        bodies = [e for e in bodies if e.name.casefold() not in agencies()]
        return replace(post, organization=bodies[-1].name) if bodies else post


def without_repetitions(roles: Sequence[Held]) -> list[Held]:
    """Drop a shorter wording of a post that the same person has in full («министр» beside «министр экономики»)."""
    kept: list[Held] = []
    evidence: list[list[Evidence]] = []
    bare = words("positions", "of_ministries")  # the ministry they got is only the one spoken of
    full = {r.person for r in roles if (r.organization or r.country) and r.position not in bare}
    # «глава ведомства», «президент» of one whose post the text tells in full is that post again.
    roles = [
        r
        for r in roles
        if ((r.organization or r.country) and r.position not in bare)
        or " " in r.position
        or r.person not in full
        or r.position not in words("positions", "heads_of_all") | words("positions", "deputies_of_all")
    ]
    for role in sorted(roles, key=lambda r: (r.position in _OF_ALL, -len(r.position))):
        fuller = next((k for k, other in enumerate(kept) if _same_post(role, other)), None)
        if fuller is None:
            kept.append(role)
            evidence.append([*role.evidence])
            continue
        by_another = kept[fuller].rule in _BY_ANOTHER and role.rule not in _BY_ANOTHER
        if by_another and _in_words(role.position) == _in_words(kept[fuller].position):
            kept[fuller] = replace(kept[fuller], position=role.position, rule=role.rule)  # in the text's own words
        spoken_of = role.position in bare and kept[fuller].position not in bare
        kept[fuller] = replace(
            kept[fuller],
            organization=kept[fuller].organization or (None if spoken_of else role.organization),
            country=kept[fuller].country or role.country,
        )
        evidence[fuller].extend(role.evidence)
    return [replace(role, evidence=tuple(said)) for role, said in zip(kept, evidence, strict=True)]


def _same_post(shorter: Held, fuller: Held) -> bool:
    if shorter.person.replace("ё", "е") != fuller.person.replace("ё", "е") or shorter.status != fuller.status:
        return False
    said, full = _in_words(shorter.position), _in_words(fuller.position)
    body = shorter.organization or shorter.country
    if shorter.position in _OF_ALL and body is not None and body == (fuller.organization or fuller.country):
        return fuller.position.split(" ")[0] in words("positions", "heads_of_all")  # the mayor is the town's head
    if said == full:
        bodies = {_folded(shorter.organization), _folded(fuller.organization), None}
        return len(bodies) <= 2
    if "бывший" in full - said or not said < full:
        return False
    minister = shorter.position in words("positions", "of_ministries") and fuller.country in (None, shorter.country)
    return minister or shorter.organization in (None, fuller.organization)


def _in_words(position: str) -> frozenset[str]:
    """The words of a post, short forms in full: «гендиректор» is «генеральный директор», «врио» one who acts."""
    shorthands = table("positions")["shorthands"]
    text = position.lower().replace("и. о.", "и.о.")
    return frozenset(part for word in text.split() for part in shorthands.get(word, word).split())


def _folded(name: str | None) -> str | None:
    return None if name is None else name.casefold().replace("ё", "е")


def _in_genitive(post: str) -> str:
    """A post in the genitive: «генерального секретаря»; what its noun governs stays («управляющего делами»)."""
    gentle = frozenset(("gent", "sing"))
    stands = (any(p.case == "nomn" and p.number == "sing" for p in parses(name)) for name in post.split())
    return " ".join(inflect(n, gentle) or n if own else n for n, own in zip(post.split(), stands, strict=True))
