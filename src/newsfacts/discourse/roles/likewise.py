"""Roles told by way of another's: the next in a row, a colleague abroad, the one replaced."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsfacts.analysis.morphology import inflect, parses
from newsfacts.discourse.posts.reader import Post
from newsfacts.discourse.roles.appointments import can_hold
from newsfacts.discourse.roles.found import Finder, Held
from newsfacts.discourse.roles.holders import name_after
from newsfacts.discourse.status import status_of
from newsfacts.document import Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Entity, covering
from newsfacts.rule import rule

_ROW = 8  # posts back in a row to the one whose body is told


Told = dict[int, list[Held]]
"""The roles found, by the sentences that tell them."""


def likewise(finder: Finder, told: Sequence[Held]) -> Iterator[Held | None]:
    """The roles told by way of those already found."""
    by_sentence: Told = {}
    for role in told:
        for index in {s.index for e in role.evidence if (s := finder.document.sentence_at(e.start)) is not None}:
            by_sentence.setdefault(index, []).append(role)
    for n, post in enumerate(finder.posts):
        yield next_in_row(finder, n, post)
    for token in finder.tokens:
        if token.lemma == "коллега" and token.is_word:
            yield colleague(finder, token)
        elif token.lemma in words("positions", "replace") or token.lower == "вместо":
            yield replaced(finder, token, by_sentence)
        elif token.lemma in words("positions", "predecessors"):
            yield predecessor(finder, token, by_sentence)


@rule(
    "facts",
    {
        "Министром культуры Тувы назначен Игорь Белых, [министром спорта — Анна Котова].": {
            "person": "Анна Котова",
            "position": "министр спорта",
        },
        "Министром леса Тувы стал Олег Сомов, [министром спорта — бывший мэр Твери Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "министр спорта",
            "organization": "Тува",
        },
        "Министром леса Тувы стал Олег Сомов. [Министром спорта — Игорь Белых].": {
            "person": "Игорь Белых",
            "organization": "Тува",
        },
        "Министром леса Тувы стал Олег Сомов, спорта — Ян Ким, [министром труда — Игорь Белых].": {
            "person": "Игорь Белых",
            "organization": "Тува",
        },
        "Съезд избрал председателем Игоря Белых, [директором — Анну Котову].": {
            "person": "Анна Котова",
            "position": "директор",
        },
        "Министр культуры доволен, министр спорта — нет. Игорь Белых молчит.": None,
        "Министром он стал, министром спорта — мэр Твери, рассказал Игорь Белых.": None,
    },
    fact_type="role",
)
def next_in_row(finder: Finder, n: int, post: Post) -> Held | None:
    """«…, министром спорта — Анна Котова»: the verb that gave the first post is left out."""
    tokens, at = finder.tokens, post.last
    if "ablt" not in post.cases or post.parse.number == "plur" or n == 0:
        return None
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES:
        return None
    person = finder.person_at.get(at + 1) or name_after(finder, at + 1)
    after = finder.posts[n + 1] if n + 1 < len(finder.posts) else None
    if person is None and after is not None and after.first == at + 1 and "nomn" in after.cases:
        person = name_after(finder, after.last)  # «министром спорта — бывший мэр Твери Игорь Белых»
    sentence = finder.document.sentence_at(tokens[at].start)
    if person is None or sentence is None:
        return None
    if post.first == sentence.first and sentence.index:
        sentence = finder.document.sentences[sentence.index - 1]
    given = next(
        (t for t in finder.document.words_of(sentence) if t.index < post.first and _gives(t)),
        None,
    )
    if given is None:
        return None
    gives = given.pos == "VERB" and bool(given.lemmas & words("positions", "give"))
    if not can_hold(finder, person, False):
        if not gives or not can_hold(finder, person, True):
            return None
        finder.cases[person.start] = "accs"  # «избрал председателем Игоря Белых, секретарем — Анну Котову»
    post = _under_the_same(finder, n, post, sentence.first)
    start = tokens[post.first].start
    status = status_of(finder.document, given.start, given.end, given.index)
    status = "actual" if given.pos == "PRTS" else status
    return finder.held(person, post, start, person.end, status, "next_in_row")


def _under_the_same(finder: Finder, n: int, post: Post, first: int) -> Post:
    """The post of a row with the body of the one before it that names its own, told behind the token."""
    for before in reversed(finder.posts[max(0, n - _ROW) : n]):
        if post.organization or post.country or post.generic or before.head < first:
            return post
        if "ablt" in before.cases:
            post = replace(post, organization=before.organization, country=before.country, generic=before.generic)
    return post


def _gives(token: Token) -> bool:
    return token.pos in ("VERB", "PRTS") and bool(token.lemmas & words("positions", "become"))


@rule(
    "facts",
    {
        "Министр леса РФ Игорь Белых встретил гостей. Прибыл [его кенийский коллега Джозеф Мванги].": {
            "person": "Джозеф Мванги",
            "position": "министр леса",
            "country": "KE",
        },
        "Министр леса РФ Игорь Белых говорил с [коллегой из Кении Джозефом Мванги].": {
            "person": "Джозеф Мванги",
            "position": "министр леса",
            "country": "KE",
        },
        "Пианист ждал коллегу Джозефа Мванги.": None,
    },
    fact_type="role",
)
def colleague(finder: Finder, noun: Token) -> Held | None:
    """«его монгольский коллега»: one who holds in another state the post told before."""
    tokens, first, last = finder.tokens, noun.index, noun.index + 1
    code = None
    while first > 0 and tokens[first - 1].reading("ADJF") is not None and code is None:
        place = gazetteer().by_adjective(tokens[first - 1].lower)
        code = place.code if place is not None and place.kind == "country" else None
        first -= 1
    if code is None and last + 1 < len(tokens) and tokens[last].lower == "из":
        found = gazetteer().find([t.text for t in tokens[last + 1 : last + 6]], 0)
        if found is not None and found[0].kind == "country":
            code, last = found[0].code, last + 1 + found[1]
    person = finder.person_at.get(last)
    sentence = finder.document.sentence_at(noun.start)
    if code is None or person is None or sentence is None:
        return None
    begin = finder.document.sentences[max(0, sentence.index - 1)].first
    before = [p for p in finder.posts if begin <= p.head < first and p.parse.number != "plur"]
    post = next((p for p in reversed(before) if p.country is not None), None)
    if post is None or post.country == code:
        return None
    if first > 0 and tokens[first - 1].lower in ("его", "её", "ее"):
        first -= 1
    abroad = replace(post, country=code)
    return finder.held(person, abroad, tokens[first].start, person.end, name="colleague")


@rule(
    "facts",
    {
        "Ректором Томского университета [вместо Игоря Белых] избрана Анна Котова.": {
            "person": "Игорь Белых",
            "position": "ректор",
            "organization": "Томский университет",
        },
        'Анна Котова стала директором завода "Сплав". Она [сменила Игоря Белых].': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        '[Игоря Белых на посту директора завода "Сплав" сменит] Анна Котова.': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        "Врио директора музея «Луч» назначена Анна Котова. Она [сменила Игоря Белых].": {
            "person": "Игорь Белых",
            "position": "директор",
        },
        "Анна Котова, врио губернатора Тверской области, [сменила Игоря Белых].": {
            "person": "Игорь Белых",
            "position": "губернатор",
            "organization": "Тверская область",
        },
        "[Игоря Белых на посту врио губернатора Тверской области сменила] Анна Котова.": {
            "person": "Игорь Белых",
            "position": "врио губернатора",
        },
        "Анна Котова сменила Игоря Белых за роялем.": None,
        "Мэр Твери занят. Анна Котова пела вместо Олега Сомова.": None,
    },
    fact_type="role",
)
def replaced(finder: Finder, word: Token, told: Told) -> Held | None:
    """«вместо Игоря Белых избрана …», «она сменила Игоря Белых»: the post was his before."""
    sentence = finder.document.sentence_at(word.start)
    person = _who_left(finder, word, sentence) if sentence is not None else None
    if sentence is None or person is None:
        return None
    here = [r for r in told.get(sentence.index, ()) if _is_given(r) or _is_acting(r)]
    if word.lower != "вместо" and not here:
        here = [r for r in told.get(sentence.index - 1, ()) if _is_given(r)]
        here = here if _is_subject(finder, word, sentence) else []
    name = finder.referents.person(person)
    here = [r for r in here if r.person != name]
    if not here:
        return None
    start, end = min(person.start, word.start), max(person.end, word.end)
    evidence = (finder.document.quote(start, end),)
    position = here[-1].position if _is_left(finder, here[-1]) else _not_acting(here[-1].position)
    earlier = replace(here[-1], person=name, position=position, status="actual", source=None)
    return replace(earlier, evidence=evidence, rule="replaced")


@rule(
    "facts",
    {
        'Анна Котова стала директором завода "Сплав". [Ее предшественник Игорь Белых] ушел на пенсию.': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        "Министром культуры Тувы назначена Анна Котова. [Ее предшественницей была Ольга Белых].": {
            "person": "Ольга Белых",
            "position": "министр культуры",
        },
        "Врио министра леса Тувы назначена Анна Котова. [Ее предшественник Игорь Белых] уехал.": {
            "person": "Игорь Белых",
            "position": "министр леса",
        },
        "Мэром Твери стала Ольга Ким, врио министра леса Тувы — Анна Котова. [Ее предшественник Ян Ким] уехал.": {
            "person": "Ян Ким",
            "position": "министр леса",
        },
        "Анна Котова пела. Ее предшественник Игорь Белых молчал.": None,
    },
    fact_type="role",
)
def predecessor(finder: Finder, noun: Token, told: Told) -> Held | None:
    """«его предшественник Игорь Белых», «ее предшественницей была …»: the post just given to another was theirs."""
    tokens, at = finder.tokens, noun.index + 1
    sentence = finder.document.sentence_at(noun.start)
    if sentence is None or noun.index == sentence.first or tokens[noun.index - 1].lower not in ("его", "её", "ее"):
        return None
    if noun.reading("NOUN", case="ablt", number="sing") and at < sentence.last and tokens[at].lemma in _WAS:
        at += 1
    person = finder.person_at.get(at) or name_after(finder, at)
    here = _of_whom(finder, noun, [*told.get(sentence.index - 1, ()), *told.get(sentence.index, ())])
    if person is None or not here or here[-1].person == (name := finder.referents.person(person)):
        return None
    evidence = (finder.document.quote(tokens[noun.index - 1].start, person.end),)
    earlier = replace(here[-1], person=name, position=_not_acting(here[-1].position), status="actual", source=None)
    return replace(earlier, evidence=evidence, rule="predecessor")


def _is_acting(role: Held) -> bool:
    """Whether the post is one of who only acts: «врио губернатора», «и. о. директора»."""
    return _not_acting(role.position) != role.position


def _is_left(finder: Finder, role: Held) -> bool:
    """«сменил Белых на посту врио губернатора»: the one before was only acting, too."""
    acting = words("positions", "acting_words")
    for said in role.evidence:
        first, last = finder.document.token_range(said.start, said.end)
        near = finder.tokens[max(0, first - 1) : last]
        if any(a.lemmas & words("positions", "office") and b.lower in acting for a, b in pairwise(near)):
            return True
    return False


def _not_acting(position: str) -> str:
    """The post that somebody acts in: «врио губернатора» acts for the «губернатор»."""
    said = position.split(" ")
    first = next((n for n, word in enumerate(said) if word not in words("positions", "acting_words")), 0)
    if not first:
        return position
    out = []
    for n, word in enumerate(said[first:], first):
        parse = next((p for p in parses(word.lower()) if p.case == "gent" and p.pos in ("ADJF", "NOUN")), None)
        if parse is None:
            return position
        out.append(inflect(word, frozenset(("nomn", "sing")), like=parse) or word)
        if parse.pos == "NOUN":
            return " ".join([*out, *said[n + 1 :]])
    return position


_WAS = frozenset(("быть", "являться", "стать"))


def _is_given(role: Held) -> bool:
    return role.rule in ("became", "became_several", "next_in_row")


def _of_whom(finder: Finder, noun: Token, near: Sequence[Held]) -> list[Held]:
    """The posts just given to the one whom «его предшественник» means: the last named, if a post is told of them."""
    at = bisect_right(finder.persons, noun.start, key=lambda e: e.end)
    last = finder.referents.person(finder.persons[at - 1]) if at else None
    own = [r for r in near if r.person == last]
    return [r for r in own or near if _is_given(r) or (r in own and _is_acting(r))]


def _who_left(finder: Finder, word: Token, sentence: Sentence) -> Entity | None:
    """The name behind «вместо»; or the object of «сменить», before it or behind."""
    if word.lower == "вместо":
        return name_after(finder, word.index + 1)
    if word.pos not in ("VERB", "GRND", "PRTF"):
        return None
    found = [e for e in covering(finder.persons, sentence.start, sentence.end) if not can_hold(finder, e, False)]
    found = [e for e in found if can_hold(finder, e, True)]
    return min(found, key=lambda e: abs(e.start - word.start), default=None)


def _is_subject(finder: Finder, word: Token, sentence: Sentence) -> bool:
    """Whether «он» or «она», who was told of before, stands beside the verb, or the verb begins the sentence."""
    near = finder.tokens[max(sentence.first, word.index - 2) : word.index]
    return any(t.lower in ("он", "она") for t in near)
