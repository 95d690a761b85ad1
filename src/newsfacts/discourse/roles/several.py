"""Roles of several persons told by one post in the plural."""

from dataclasses import replace

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.posts.reader import Post, lowered
from newsfacts.discourse.roles.found import Finder, Held
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Entity
from newsfacts.rule import rule

_ROOT = 4  # letters by which a post's head is found again in its wording


@rule(
    "facts",
    {
        "Приехали [вице-премьеры Игорь Белых] и Анна Котова.": {"person": "Игорь Белых", "position": "вице-премьер"},
        "Приехали [депутаты Госдумы Игорь Белых и Анна Котова].": {
            "person": "Анна Котова",
            "position": "депутат",
            "organization": "Госдума",
        },
        "Говорили [президенты Кубы и Чили Хуан Перес и Пабло Рохас].": {
            "person": "Пабло Рохас",
            "position": "президент",
            "country": "CL",
        },
        "Спорили [губернаторы Тверской и Псковской областей Игорь Белых] и Анна Котова.": {
            "person": "Игорь Белых",
            "position": "губернатор",
            "organization": "Тверская область",
        },
        "Спорили [мэры Твери и Пскова Игорь Белых и Анна Котова].": {
            "person": "Анна Котова",
            "position": "мэр",
            "organization": "Псков",
        },
        "Говорили [министры труда Кубы Хуан Перес и Чили Пабло Рохас].": {
            "person": "Пабло Рохас",
            "position": "министр труда",
            "country": "CL",
        },
        "Спорили [губернаторы Тверской области Игорь Белых и Псковской области Анна Котова].": {
            "person": "Анна Котова",
            "position": "губернатор",
            "organization": "Псковская область",
        },
        "Вошли [бывшие министры Игорь Белых и Олег Сомов].": {"person": "Олег Сомов", "position": "бывший министр"},
        "Депутаты собрались, Игорь Белых опоздал.": None,
    },
    fact_type="role",
)
def several(finder: Finder, post: Post) -> list[Held | None]:
    """«президенты Кубы и Чили Хуан Перес и Пабло Рохас»: a post in the plural and the names behind it."""
    at, countries = _countries(finder, post)
    territories = _territories(finder, post)
    apart = _apart(finder, post) if len(countries) < 2 and not territories else []
    if apart:
        single = singular(finder, post)
        first = finder.tokens[post.first].start
        posts = [replace(single, organization=body, country=country) for _, body, country in apart]
        return [finder.held(a[0], p, first, a[0].end, name="several") for a, p in zip(apart, posts, strict=True)]
    if territories:
        at = territories[-1][0]
    persons: list[Entity] = []
    while at in finder.person_at:
        person = finder.person_at[at]
        persons.append(person)
        _, end = finder.document.token_range(person.start, person.end)
        at = end + 1 if end < len(finder.tokens) and finder.tokens[end].text in (",", "и") else -1
    before = finder.tokens[post.first - 1] if post.first else None
    wished = before is not None and before.lower == "в"  # «кандидаты в президенты»
    if len(persons) < 2 or wished or (len(countries) > 1 and len(countries) != len(persons)):
        return []
    if territories and len(territories) != len(persons):
        return []
    single = singular(finder, post)
    found = []
    for n, person in enumerate(persons):
        one = replace(single, country=countries[n]) if len(countries) > 1 else single
        if territories:
            one = replace(single, organization=territories[n][1], generic=None)
        found.append(finder.held(person, one, finder.tokens[post.first].start, person.end, name="several"))
    return found


def _territories(finder: Finder, post: Post) -> list[tuple[int, str]]:
    """The territories joined behind the head, if several: «Тверской и Псковской областей», «Твери и Пскова»."""
    tokens, at = finder.tokens, post.head + 1
    found: list[tuple[int, str]] = []
    while at < len(tokens) and tokens[at].is_title and at not in finder.person_at:
        adjective = gazetteer().by_adjective(tokens[at].lower) if tokens[at].reading("ADJF", case="gent") else None
        place = gazetteer().find([t.text for t in tokens[at : at + 5]], 0) if adjective is None else None
        if adjective is not None and adjective.kind == "region":
            at, name = at + 1, adjective.name
        elif place is not None and place[0].kind in ("city", "region"):
            at, name = at + place[1], place[0].name
        else:
            return []
        if at < len(tokens) and tokens[at].reading("NOUN", case="gent", number="plur"):
            at += tokens[at].lemma in words("positions", "territories")
        found.append((at, name))
        if at < len(tokens) and tokens[at].text in (",", "и"):
            at += 1
    return found if len(found) > 1 else []


def _apart(finder: Finder, post: Post) -> list[tuple[Entity, str | None, str | None]]:
    """Each name behind its own state or territory: «министры труда Кубы Хуан Перес и Чили Пабло Рохас»."""
    tokens, person = finder.tokens, finder.person_at.get(post.last)
    if person is None or (post.country is None) == (post.organization is None):
        return []
    found = [(person, post.organization, post.country)]
    while person is not None:
        _, at = finder.document.token_range(person.start, person.end)
        person = None
        if at + 2 < len(tokens) and tokens[at].text in (",", "и"):
            place = gazetteer().find([t.text for t in tokens[at + 1 : at + 6]], 0)
            if place is not None and (place[0].kind == "country") == (post.country is not None):
                person = finder.person_at.get(at + 1 + place[1])
                country = place[0].code if place[0].kind == "country" else None
                if person is not None:
                    found.append((person, None if country else place[0].name, country))
    return found if len(found) > 1 else []


def _countries(finder: Finder, post: Post) -> tuple[int, list[str | None]]:
    """The index after the post with the countries joined to its own, and all their codes."""
    at = post.last
    codes: list[str | None] = [post.country] if post.country else []
    tokens = finder.tokens
    while codes and at + 1 < len(tokens) and tokens[at].text in (",", "и") and at + 1 not in finder.person_at:
        found = gazetteer().find([t.text for t in tokens[at + 1 : at + 5]], 0)
        if found is None or found[0].kind != "country":
            break
        codes.append(found[0].code)
        at += 1 + found[1]
    return at, codes


def singular(finder: Finder, post: Post) -> Post:
    """The post of one of them: «бывшие главы» is «бывший глава»."""
    head = finder.tokens[post.head]
    form = inflect(head.text, frozenset(("nomn", "sing")), like=post.parse) or head.text
    said = post.position.split(" ")
    at = next((n for n, word in enumerate(said) if word[:_ROOT] == head.lower[:_ROOT]), 0)
    one = frozenset(("nomn", "sing", post.parse.gender or "masc"))
    modifiers = [inflect(word, one) or word for word in said[:at]]
    return replace(post, position=" ".join([*modifiers, lowered(form), *said[at + 1 :]]), weak=post.weak and not at)
