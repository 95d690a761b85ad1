"""Holders: which person a post stands beside, and in which case."""

from collections.abc import Sequence

import msgspec

from newsfacts.discourse.clauses import around
from newsfacts.discourse.posts.reader import Post, find_posts
from newsfacts.discourse.posts.words import is_rank, post_reading
from newsfacts.discourse.reading import Reading
from newsfacts.discourse.roles.referents import Referents
from newsfacts.document import Token
from newsfacts.entities.persons import nominative_person
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.model import Entity
from newsfacts.phrases import case_of, find_head, noun_phrase

_MOST_BETWEEN = 5  # marks and words like «ныне» between a name and its post
_MOST_RANKS = 6  # words of rank between a post and a name


class Holders:
    """A text's posts and persons, and what nouns refer back to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self.tokens = reading.document.tokens
        told = (_without_post(self, e) for e in reading.entities if not _is_adjective(self, e))
        entities = [_without_body(self, e) for e in told if e is not None]
        self.posts = find_posts(reading.document, entities)
        self.referents = Referents(
            reading, [(self.tokens[p.head].start, self.tokens[p.last - 1].end, p.organization) for p in self.posts]
        )
        self.persons = [e for e in entities if e.type == "person"]
        self.person_at = {self.document.token_range(e.start, e.end)[0]: e for e in self.persons}
        places = (self.document.token_range(e.start, e.end) for e in entities if e.type not in ("person", "event"))
        self.place_at = dict(places)
        bodies = [e for e in entities if e.type not in ("person", "event")]
        self.body_before = {self.document.token_range(e.start, e.end)[1]: e for e in bodies}
        self.cases: dict[int, str] = {}
        self.person_before = {self.document.token_range(e.start, e.end)[1]: e for e in self.persons}

    def span(self, *indices: int) -> tuple[int, int]:
        """The offsets from the first of the tokens to the last."""
        return self.tokens[min(indices)].start, self.tokens[max(indices)].end


def _without_post(finder: Holders, entity: Entity) -> Entity | None:
    """The person without a compound post that the network took for a name: «ИТ-директор Иван Петров»."""
    tokens = finder.document.tokens_in(entity) if entity.type == "person" and "-" in entity.text else ()
    if not tokens or "-" not in tokens[0].text or post_reading(tokens[0]) is None:
        return entity
    named = tokens[2:] if len(tokens) > 3 and gazetteer().find([tokens[1].text], 0) is not None else tokens[1:]
    if not named:
        return None
    text = finder.document.text[named[0].start : entity.end]
    return msgspec.structs.replace(entity, text=text, start=named[0].start, name=nominative_person(named))


def _without_body(finder: Holders, entity: Entity) -> Entity:
    """The person without the body's name before it, where the network took both for one name."""
    tokens = finder.document.tokens_in(entity)
    if entity.type != "person" or len(tokens) < 3 or not tokens[1].reading("NOUN"):
        return entity
    first, second = ({g for p in t.parses if p.is_known for g in p.grammemes} for t in tokens[:2])
    surname = tokens[2].lower.endswith(table("positions")["surnames"])
    if "Name" in second and not first & {"Name", "Surn"} and surname:
        start = tokens[1].start
        text = finder.document.text[start : entity.end]
        return msgspec.structs.replace(entity, text=text, start=start, name=nominative_person(tokens[1:]))
    return entity


def _is_adjective(finder: Holders, entity: Entity) -> bool:
    """«Донской археологической экспедиции»: an adjective that the network took for a surname."""
    first, last = finder.document.token_range(entity.start, entity.end)
    tokens = finder.tokens[first : last + 2]
    if entity.type != "person" or last - first != 1 or len(tokens) < 3 or tokens[1].is_title:
        return False
    if not (tokens[0].reading("ADJF") and tokens[1].reading("ADJF")):
        return False
    head = find_head(tokens, "gent")
    return head is not None and head.index == 2


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the closing mark of a quotation or bracket that it opens, or the opening one of its first name."""
    inner = text[start:end]
    if text[max(0, start - 1) : start] == "«" and inner.count("»") > inner.count("«"):
        start, inner = start - 1, "«" + inner
    after = text[end : end + 1]
    unpaired = (
        (after == "»" and inner.count("«") > inner.count("»"))
        or (after == '"' and inner.count('"') % 2 == 1)
        or (after == ")" and inner.count("(") > inner.count(")"))
    )
    return start, end + unpaired


def name_after(finder: Holders, i: int) -> Entity | None:
    """The person whose name begins at token i, or behind ranks, a comma, or where the post is held."""
    tokens = finder.tokens
    seen, placed = 0, False
    while i < len(tokens) and seen <= _MOST_RANKS:
        if i in finder.person_at:
            return finder.person_at[i]
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.text == "," and following is not None and (is_rank(following) or _is_inhabitant(following)):
            i += 1
            continue
        if seen and token.reading("ADJF", case="gent") and following is not None and following.lower == "наук":
            i += 1  # «доктор биологических наук»
            continue
        if token.pos == "PREP" and not placed:
            placed = True
            i = noun_phrase(finder.document, i + 1, min(len(tokens), i + 6), coordinate=False)
            i = finder.place_at.get(i, i)
            continue
        if not (is_rank(token) or _is_inhabitant(token)):
            return None
        i, seen = i + 1, seen + 1
    return None


def name_after_mark(finder: Holders, post: Post) -> Entity | None:
    """«врио министра культуры - Анна Лунд», «лучший вратарь сборной, Олег Кан,»: a mark between, a mark behind."""
    tokens, i = finder.tokens, post.last
    if i + 1 >= len(tokens) or i + 1 not in finder.person_at:
        return None
    person = finder.person_at[i + 1]
    _, end = finder.document.token_range(person.start, person.end)
    after = tokens[end].text if end < len(tokens) else "."
    if tokens[i].text in DASHES and after in (",", ".", ";"):
        return person
    if tokens[i].text == "," and after in (",", ".") and "nomn" in {case_of(p) for p in tokens[post.head].parses}:
        return person
    return None


def in_one_case(finder: Holders, post: Post, person: Entity) -> bool:
    """Whether post and name can stand in one case: «назначил заместителем Анну» is no apposition."""
    tokens = finder.document.tokens_in(person)
    if is_foreign(tokens):
        return True
    for token in sorted(tokens, key=lambda t: not any(p.is_known and "Name" in p.grammemes for p in t.parses))[:1]:
        names = [
            p for p in token.parses if p.is_known and p.number == "sing" and p.grammemes & {"Name", "Surn", "Patr"}
        ]
        if names and not any("Fixd" in p.grammemes or case_of(p) in post.cases for p in names):
            return False
    return True


def is_foreign(tokens: Sequence[Token]) -> bool:
    """Whether what looks like a man's name in another case is a woman's: «Сауле Айдарханова» (not «Саул»)."""
    given, surname = tokens[0], tokens[-1]
    if len(tokens) < 2 or not surname.lower.endswith(("ова", "ева", "ёва", "ина")):
        return False
    names = [p for p in given.parses if p.is_known and "Name" in p.grammemes]
    return bool(names) and all(p.gender == "masc" and case_of(p) not in ("nomn", "gent", "accs") for p in names)


def _is_inhabitant(token: Token) -> bool:
    return token.is_word and not token.is_title and gazetteer().by_inhabitant(token.lower) is not None


def chain_before(finder: Holders, n: int) -> list[Post]:
    """The post and those joined to it by a dash, a comma or «и»: «вице-премьер – министр финансов»."""
    chain = [finder.posts[n]]
    while n > 0:
        before, post = finder.posts[n - 1], chain[-1]
        between = finder.tokens[before.last : post.first]
        joined = len(between) == 1 and (between[0].text in DASHES or between[0].text in (",", "и"))
        later = (
            len(between) > 1
            and between[0].text == ","
            and all(t.lower in words("positions", "before_post") for t in between[1:])
        )
        joined = (
            joined or later or (not between and (before.organization or before.country or before.generic) is not None)
        )
        if not joined or not before.cases & post.cases or before.parse.number == "plur":
            break
        if between and between[0].text == "и" and _plural_verb(finder, post):
            break
        if (not between or between[0].text in (",", "и")) and _is_claimed(finder, before):
            break
        chain.append(before)
        n -= 1
    return chain


def _plural_verb(finder: Holders, post: Post) -> bool:
    """Whether a verb in the plural stands in the sentence: two posts with «и» are then two persons."""
    sentence = finder.document.sentence_at(finder.tokens[post.head].start)
    near = around(finder.document, sentence, post.head) if sentence is not None else None
    tokens = finder.document.words_of(near) if near is not None else ()
    return any(t.pos in ("VERB", "PRTS") and t.parses[0].number == "plur" for t in tokens)


def _is_claimed(finder: Holders, post: Post) -> bool:
    """Whether the post stands behind another person's name: «Белов, мэр Твери, и глава района Чернов»."""
    return name_before(finder, post) is not None


def name_before(finder: Holders, post: Post) -> Entity | None:
    """The person whose name ends right before the post, with a comma, bracket or dash between."""
    tokens = finder.tokens
    i, marked = post.first - 1, False
    while i > 0 and post.first - i <= _MOST_BETWEEN:
        text = tokens[i].text
        if text in (",", "(") or text in DASHES:
            marked = True
        elif tokens[i].lower not in words("positions", "before_post"):
            break
        i -= 1
    return finder.person_before.get(i + 1) if marked else None


def agree(finder: Holders, person: Entity, post: Post) -> bool:
    """Whether name and post can stand in one case; an indeclinable name can stand in any."""
    opening = finder.tokens[post.first - 1].text
    bracket = opening == "(" or opening in DASHES
    return bracket or in_one_case(finder, post, person)


def is_instrumental(finder: Holders, post: Post) -> bool:
    """Whether the post stands in the instrumental by itself, not after «с» or «за»."""
    before = finder.tokens[post.first - 1] if post.first else None
    return "ablt" in post.cases and not (before is not None and before.pos == "PREP")
