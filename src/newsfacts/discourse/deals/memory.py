"""What the article named before: whom a reference means, who acted last, whom the article is about."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.deals.references import codes, is_territory, likeness, places
from newsfacts.discourse.deals.states import state_behind, state_of, states, unique
from newsfacts.discourse.deals.subjects import Subject
from newsfacts.discourse.deals.territories import Territories
from newsfacts.discourse.parties.groups import Mentions
from newsfacts.discourse.parties.mentions import Group, Mention
from newsfacts.document import Sentence
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party, Status

_FAR = 100  # sentences; what was last named farther back is not referred to
_NEAR = 8  # sentences within which a minister's ministry is meant
_MINISTRIES = frozenset(("ведомство", "министерство"))
_MINISTERS = frozenset(("министр", "замминистра", "вице-министр"))
_MOST = 300  # mentions back that are looked at
_LATELY = 60  # deals back that are looked at for whom the article is about
_AHEAD = 30  # sentences behind that are looked at for whom the article is about
_TO_COME = 0.5  # what being named later counts against being named before
_WINDOW = 200  # tokens back in a sentence that are looked at for who was joined before
_BOUND = 2  # what being bound by a deal counts against being named as a subject
_TOPICS = frozenset(("organization", "country", "region"))


@dataclass(frozen=True)
class Told:
    """A deal told before: where, whom it binds, of what kind and how far it was, and what it is about."""

    at: int
    parties: tuple[Party, ...]
    kind: str
    stage: str
    status: Status
    subject: Subject | None = None


@dataclass
class Memory:
    """What a reference may mean: the mentions read so far and the parties of the deals found so far."""

    mentions: Mentions
    deals: list[Told] = field(default_factory=list)
    agents: list[tuple[int, tuple[Party, ...]]] = field(default_factory=list)
    scenes: dict[int, list[Any]] = field(default_factory=dict)  # of the sentences looked at, by index
    kinds: dict[int, tuple[Party, ...]] = field(default_factory=dict)  # what references mean by kind, by first token
    territories: Territories = field(init=False)

    def __post_init__(self) -> None:
        self.territories = Territories(self.mentions)

    def resolve(self, group: Group, taken: Sequence[Party] = ()) -> tuple[Party, ...]:
        """The parties of a list, references replaced by what they mean, which is none of the ``taken``."""
        found: list[Party] = []
        for mention in group.mentions:
            parties = mention.parties
            if mention.role == "post" and mention.number == "plur" and self._is_of_both(mention):
                parties = self.last_deal(mention.first, sentences=30) or parties
            elif not parties and mention.role == "reference":
                known = [*taken, *(p for m in group.mentions if m is not mention for p in m.parties)]
                parties = self._meant(mention, frozenset(p.name for p in known))
            elif parties and parties[0].type == "person":
                parties = tuple(body for person in parties for body in self._body_of(person, mention))
            aliases = self.mentions.aliases()
            named = [aliases.get(p.name, p) for p in parties or mention.described or self._hall(mention)]
            found.extend(self.territories.owned(p, mention.first) for p in named)
        return unique(found)

    def _body_of(self, person: Party, mention: Mention) -> tuple[Party, ...]:
        """The body for which somebody signs whose post stands beside the name or was told before."""
        if _is_reference(mention.inner) and (found := self._meant(mention.inner, frozenset())):
            return found
        surname = person.name.split()[-1].split(".")[-1]
        for post in self._earlier(mention.first):
            if post.role == "post" and post.person.endswith(surname):
                if post.parties[0].type != "person":
                    return post.parties
                if _is_reference(post.inner) and (found := self._meant(post.inner, frozenset())):
                    return found
        return (person,)

    def _meant(self, mention: Mention, taken: frozenset[str]) -> tuple[Party, ...]:
        """Whom a reference means among those named before; nobody where none fits."""
        head = mention.head
        plural = mention.number == "plur"
        if head == "мы":
            return self.speaker(mention.first)
        if plural and (head in words("parties", "sides") or head in words("parties", "delegates")):
            listed = self._list_before(mention.first) if head == "они" else ()
            return listed or self._just_joined(mention.first) or self.last_deal(mention.first, sentences=30)
        if head in words("parties", "players") and not plural:
            people = [m for m in self._named(mention.first) if m.parties[0].type == "person"]
            near = (
                people[-1:]
                if people and self.mentions.sentence_of(mention.first) - self.mentions.sentence_of(people[-1].first) < 2
                else []
            )
            return near[0].parties if near else ()
        if plural and (self._leads_states(mention) or head in ("страна", "государство") and self._is_of_both(mention)):
            return self.both_states(mention.first)
        if plural and self._is_of_both(mention):
            return self.last_deal(mention.first, sentences=30) or self._list_before(mention.first)
        if plural:
            return ()
        if head == "который":
            named = [
                m
                for m in self._named(mention.first)
                if self.mentions.sentence_of(m.first) == self.mentions.sentence_of(mention.first)
            ]
            return named[-1].parties if named else ()
        earlier = self._named(mention.first)
        here = bool(earlier) and self.mentions.sentence_of(earlier[-1].first) == self.mentions.sentence_of(
            mention.first
        )
        if head in ("он", "она") and here and earlier[-1].head in words("parties", "players"):
            return earlier[-1].parties
        if head in words("parties", "territories"):
            mine = places(mention)
            known = [(m, 1.0) for m in earlier if is_territory(m, head) and (not mine or not mine.isdisjoint(codes(m)))]
            ground = self.territories.meant(head, mention.first, theirs=mine, taken=taken)
            return (ground,) if ground is not None else self._salient(mention, known)
        fits = [(m, fit) for m in earlier if m.parties[0].name not in taken and (fit := likeness(mention, m))]
        if head not in words("parties", "generic"):
            fits = [(m, fit) for m, fit in fits if m.head == head] or fits
        return self._salient(mention, fits) or self._of_kind(mention)

    def _of_kind(self, mention: Mention) -> tuple[Party, ...]:
        """What nothing but an earlier minister or phrase tells; read once, for no deal changes it."""
        if mention.first not in self.kinds:
            self.kinds[mention.first] = self._ministry(mention) or self._described_before(mention)
        return self.kinds[mention.first]

    def _described_before(self, mention: Mention) -> tuple[Party, ...]:
        """The body that an earlier phrase without a name told more of: «городское управление культуры»."""
        if mention.described or mention.number == "plur" or mention.head not in words("parties", "bodies"):
            return ()
        for earlier in reversed(self._earlier(mention.first)):
            for m in (earlier, earlier.inner):
                if m is not None and m.role == "reference" and m.head == mention.head and m.described:
                    return tuple(self.territories.owned(p, m.first) for p in m.described)
        return ()

    def _hall(self, mention: Mention) -> tuple[Party, ...]:
        """A government told by its noun alone, where the text tells whose it is."""
        if mention.role != "reference" or mention.number == "plur" or mention.head not in words("parties", "halls"):
            return ()
        bare = Party(mention.head, "organization", None)
        owned = self.territories.owned(bare, mention.first)
        return (owned,) if owned is not bare else ()

    def _ministry(self, mention: Mention) -> tuple[Party, ...]:
        """The ministry of the minister spoken of last: «министр просвещения республики сказала, что ведомство …»."""
        tokens, entities = self.mentions.document.tokens, self.mentions.reading
        posts = [m for m in self._earlier(mention.first) if m.role in ("post", "reference") and m.head in _MINISTERS]
        if mention.head not in _MINISTRIES or mention.number == "plur" or not posts:
            return ()
        first = next((k for k in range(posts[-1].first, posts[-1].last) if "министр" in tokens[k].lower), None)
        if first is None or self.mentions.sentence_of(mention.first) - self.mentions.sentence_of(first) > _NEAR:
            return ()
        names = entities.entities_in(self.mentions.document.quote(tokens[first].start, tokens[posts[-1].last - 1].end))
        end = min((e.start for e in names if e.type == "person"), default=tokens[posts[-1].last - 1].end)
        words_of = [t.text for t in tokens[first + 1 : posts[-1].last] if t.end <= end]
        return (Party(" ".join(("министерство", *words_of)), "organization", None),) if words_of else ()

    def _salient(self, mention: Mention, fits: Sequence[tuple[Mention, float]]) -> tuple[Party, ...]:
        """The parties of those that the article speaks of most around here: subjects before others, the near first."""
        here = self.mentions.sentence_of(mention.first)
        weights: dict[tuple[Party, ...], float] = {}
        for m, fit in fits:
            subject = "nomn" in m.cases and not m.preposition
            distance = here - self.mentions.sentence_of(m.first)
            weight = fit * (2 if subject else 1) / (1 + distance)
            weights[m.parties] = weights.get(m.parties, 0) + weight
        return max(reversed(weights), key=lambda p: weights[p], default=())

    def _is_of_both(self, mention: Mention) -> bool:
        """Whether a plural belongs to those named before: «мэры двух городов», «академии обеих стран»."""
        tokens = self.mentions.document.tokens[max(0, mention.first - 1) : mention.last + 3]
        return any(t.lower in words("parties", "both") for t in tokens)

    def _leads_states(self, mention: Mention) -> bool:
        """«главы правительств», «лидеры государств» without their names."""
        tokens = self.mentions.document.tokens[mention.first : mention.last + 1]
        return any(t.lower in ("правительств", "государств") and t.index > mention.first for t in tokens)

    def both_states(self, position: int) -> tuple[Party, ...]:
        """The states spoken of: of the deal told last, of the list before, or the two named most."""
        recent = (told.parties for told in reversed(self.deals[-_LATELY:]))
        for parties in (*recent, self._list_before(position)):
            if len(parties) > 1 and all(p.type == "country" for p in parties):
                return parties
        return self.territories.states(position)

    def _list_before(self, position: int) -> tuple[Party, ...]:
        """The list that stands before in the same sentence: «Станут «А» и «Б»: соглашение с ними …»."""
        document = self.mentions.document
        sentence = document.sentence_at(document.tokens[position].start)
        if sentence is None:
            return ()
        groups = self.mentions.groups(sentence, frozenset(range(sentence.first, position)))
        listed = [g for g in groups if len(g.mentions) > 1]
        return self.resolve(listed[-1]) if listed else ()

    def _named(self, position: int) -> list[Mention]:
        """The names before a token, those inside posts («глава Тверской области Иванов») included."""
        found = [m if m.role == "name" else m.inner for m in self._earlier(position) if m.role in ("name", "post")]
        return [m for m in found if m is not None and m.role == "name" and m.parties]

    def _earlier(self, position: int) -> list[Mention]:
        """The mentions before a token, no farther back than anything is referred to."""
        here = self.mentions.sentence_of(position)
        found: list[Mention] = []
        for sentence in reversed(self.mentions.document.sentences[max(0, here - _FAR) : here + 1]):
            if sentence.block != "dateline":
                known = self.mentions.of(sentence)
                stop = bisect_left(known, position, key=_begin)
                found.extend(reversed(known[max(0, stop - _MOST) : stop]))
            if len(found) > _MOST:
                break
        found.reverse()
        return found

    def _later(self, position: int) -> list[Mention]:
        """The mentions of the sentences behind that of a token, no farther off than anything is referred to."""
        here = self.mentions.sentence_of(position)
        found: list[Mention] = []
        for sentence in self.mentions.document.sentences[here + 1 : here + _AHEAD]:
            found.extend(self.mentions.of(sentence)[:_MOST])
        return found

    def pair_before(self, sentence: Sentence) -> tuple[Party, ...]:
        """Two or more that the sentence before joins: «А и Б …», «А … с Б»."""
        if sentence.index == 0:
            return ()
        before = self.mentions.document.sentences[sentence.index - 1]
        return self._pair(before, before.last)

    def pair_here(self, sentence: Sentence, position: int) -> tuple[Party, ...]:
        """Two or more that the same sentence joined before: «А поставит Б станки, контракт подписан в мае»."""
        return self._pair(sentence, position)

    def _just_joined(self, position: int) -> tuple[Party, ...]:
        """Those whom «стороны» means in the same sentence: «А провел переговоры с Б, стороны договорились …»."""
        document = self.mentions.document
        sentence = document.sentence_at(document.tokens[position].start)
        return self._pair(sentence, position) if sentence is not None and sentence.first < position else ()

    def _pair(self, sentence: Sentence, stop: int) -> tuple[Party, ...]:
        groups = self.mentions.groups(sentence, frozenset(range(max(sentence.first, stop - _WINDOW), stop)))
        plain = [g for g in groups if not g.preposition and "nomn" in g.cases]
        for group in plain:
            parties = self.resolve(group)
            if len(parties) > 1 and all(p.type != "person" for p in parties):
                return states(parties)
        beside = [g for g in groups if (g.preposition == "с" and "ablt" in g.cases) or self._is_addressee(g)]
        beside = beside or [g for g in groups if g.preposition == "в" and g.mentions[0].parties[:1] and _is_state(g)]
        if plain and beside:
            parties = unique((*self.resolve(plain[0]), *self.resolve(beside[0])))
            return states(parties) if len(parties) > 1 and all(p.type != "person" for p in parties) else ()
        return ()

    def _is_addressee(self, group: Group) -> bool:
        """Whether a list is who gets something, or who gives it: «поставит Индонезии …», «получит от Индии …»."""
        if group.preposition == "от":
            return "gent" in group.cases
        before = self.mentions.document.tokens[group.first - 1] if group.first else None
        return before is not None and before.pos == "VERB" and "datv" in group.cases and "nomn" not in group.cases

    def last_deal(self, position: int, sentences: int) -> tuple[Party, ...]:
        """The parties of the deal found last, where it is not more than so many sentences back."""
        here = self.mentions.sentence_of(position)
        for told in reversed(self.deals):
            if here - self.mentions.sentence_of(told.at) > sentences:
                break
            if len(told.parties) > 1:
                return told.parties
        return ()

    def told_before(self, position: int, sentences: int) -> Told | None:
        """The deal told last, where it is not more than so many sentences back."""
        if (
            self.deals
            and self.mentions.sentence_of(position) - self.mentions.sentence_of(self.deals[-1].at) <= sentences
        ):
            return self.deals[-1]
        return None

    def speaker(self, position: int) -> tuple[Party, ...]:
        """The body of whoever says the sentence: «Мы подписали …», рассказал директор «Луча»."""
        document = self.mentions.document
        sentence = document.sentence_at(document.tokens[position].start)
        if sentence is None:
            return ()
        said = [m for m in self.mentions.of(sentence) if m.first > position and "nomn" in m.cases and not m.preposition]
        for m in said:
            if m.role == "post" or (m.parties and m.parties[0].type == "person"):
                found = self.resolve(Group((m,), m.cases, ""))
                if found and found[0].type != "person":
                    return found
        return ()

    def teller(self, sentence: Sentence, position: int) -> Party | None:
        """The body that says what the clause at ``position`` tells: «Фонд опроверг, что ведет переговоры с …»."""
        known = self.mentions.of(sentence)
        stop = bisect_left(known, position, key=_begin)
        before = [m for m in known[max(0, stop - _MOST) : stop] if m.last <= position]
        named = [m for m in before if not m.preposition and "nomn" in m.cases and m.role != "crowd"]
        for m in (named or [m for m in before if self._houses(m)])[-1:]:
            found = self.resolve(Group((m,), m.cases, ""))
            return found[0] if found and found[0].type != "person" else None
        return None

    def _houses(self, mention: Mention) -> bool:
        """«В компании сообщили», «в пресс-службе фонда сообщили»."""
        tokens = self.mentions.document.tokens
        before = tokens[mention.first - 1] if mention.first else None
        return mention.preposition == "в" or (before is not None and "пресс-служб" in before.lower)

    def last_agent(self, position: int, sentences: int) -> tuple[Party, ...]:
        """Who acted last in a deal, not more than so many sentences back."""
        if self.agents:
            at, parties = self.agents[-1]
            if self.mentions.sentence_of(position) - self.mentions.sentence_of(at) <= sentences:
                return parties
        return ()

    def as_states(self, parties: tuple[Party, ...], position: int) -> tuple[Party, ...]:
        """A capital alone, for its state where the article names that: «Тегеран из конвенции не выходит»."""
        if len(parties) != 1 or parties[0].type != "location":
            return parties
        code = gazetteer().capital_of(parties[0].name)
        named = code and any(e.code == code for e in self.mentions.reading.entities)
        return (state_of(code),) if code and named and code != "RU" else parties

    def topic(self, position: int, other: Party | None = None, *, ahead: bool = False) -> Party | None:
        """Whom the article is about: the body most often bound by its deals or named as a subject before.

        Args:
            position: the token before which it was named.
            other: whom it is not.
            ahead: whether what follows tells too, as behind a headline.
        """
        weights: dict[Party, float] = {}
        full: dict[str, Party] = {}  # the same name with and without the word for what it is, and its abbreviation
        aliases = self.mentions.aliases()
        seen = [(m, 1.0) for m in self._earlier(position)]
        if ahead:
            seen += [(m, _TO_COME) for m in self._later(position)]
        for mention, weight in seen:
            if mention.role == "crowd":
                continue
            subject = not mention.preposition and "nomn" in mention.cases
            for party in mention.parties:
                party = full.setdefault(_core(party.name), aliases.get(party.name, party))
                weights[party] = weights.get(party, 0) + (weight if subject else 0)
        recent = self.deals[-_LATELY:]
        parties = frozenset(party for told in recent for party in told.parties)
        for told in recent:
            for n, party in enumerate(told.parties):
                party = full.setdefault(_core(party.name), party)
                weights[party] = weights.get(party, 0) + (_BOUND if not n else 1)
        # Towns bind themselves to towns, and one that has bound itself may again.
        peer = other is not None and other.type == "location"
        fits = {
            party: weight
            for party, weight in weights.items()
            if party != other and weight and party.name not in words("parties", "forms") and not _decides(party)
            if party.type in _TOPICS or (party.type == "location" and (peer or party in parties))
        }
        return max(fits, key=lambda p: fits[p], default=None)


def _core(name: str) -> str:
    """The part of a name in quotes: «Аэропорт «Пулково»» and «Пулково» are one."""
    for opening, closing in (("«", "»"), ('"', '"')):
        if name.endswith(closing) and opening in name[:-1]:
            return name[name.index(opening) + 1 : -1]
    return name


def _decides(party: Party) -> bool:
    """Whether a body rules on the deals of others: a parliament, a court."""
    lemmas = {p.lemma for name in party.name.split()[:4] for p in parses(name.lower())[:1]}
    return not lemmas.isdisjoint(words("parties", "judges")) or state_behind(party) is not party


def _begin(mention: Mention) -> int:
    return mention.first


def _is_state(group: Group) -> bool:
    return group.mentions[0].parties[0].type == "country"


def _is_reference(mention: Mention | None) -> TypeGuard[Mention]:
    return mention is not None and mention.role == "reference"
