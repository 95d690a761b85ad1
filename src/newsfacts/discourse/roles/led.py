"""Roles told by a verb of leading: «возглавляет завод»."""

from bisect import bisect_right
from collections.abc import Iterator

from newsfacts.discourse.clauses import around
from newsfacts.discourse.roles.appointments import body_after, can_hold
from newsfacts.discourse.roles.found import Finder, Held
from newsfacts.discourse.roles.holders import (
    closed,
)
from newsfacts.discourse.status import status_of
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, covering, quote
from newsfacts.rule import rule

_MOST_BETWEEN = 8  # words between a body and the verb of leading it


def led(finder: Finder) -> Iterator[Held | None]:
    """«возглавляет завод», «возглавивший комитет»: the verb amounts to a post."""
    for token in finder.tokens:
        if token.pos not in ("VERB", "PRTF", "INFN"):
            continue
        for lemma in token.lemmas & frozenset(table("positions")["lead"]):
            yield leads(finder, token, table("positions")["lead"][lemma])


@rule(
    "facts",
    {
        '[Игорь Белых возглавил холдинг "Рубин"].': {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Рубин",
        },
        '[Анна Котова, возглавляющая компанию "Сплав"], промолчала.': {
            "person": "Анна Котова",
            "position": "глава",
            "organization": "Сплав",
        },
        '[Игорь Белых, который ныне возглавляет фонд "Мост"], приехал.': {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Мост",
        },
        "[Игорь Белых возглавил городской комитет по культуре].": {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "городской комитет по культуре",
        },
        "[Союз северных портов возглавила Анна Котова].": {
            "person": "Анна Котова",
            "position": "глава",
            "organization": "Союз северных портов",
        },
        "В [Музее воды, который возглавляет Анна Котова], открыли зал.": {
            "person": "Анна Котова",
            "position": "глава",
            "organization": "Музей воды",
        },
        "До него [«Рубин» на протяжении более 30 лет возглавлял Олег Сомов].": {
            "person": "Олег Сомов",
            "position": "глава",
            "organization": "Рубин",
        },
        'Игорь Белых устал. Раньше [он возглавлял фонд "Мост"].': {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Мост",
        },
        "Игорь Белых возглавил шествие.": None,
    },
    fact_type="role",
)
def leads(finder: Finder, verb: Token, position: str) -> Held | None:
    """«Игорь Белых возглавил холдинг»: the named body right behind the verb."""
    sentence = finder.document.sentence_at(verb.start)
    if sentence is None:
        return None
    body = body_after(finder, verb, sentence)
    if body is None:
        return _led_by(finder, verb, position, sentence)
    near = around(finder.document, sentence, verb.index)
    before = covering(finder.persons, near.start, verb.start)
    if not before:
        return _led_by_pronoun(finder, verb, position, body)
    person = before[-1]
    gap = finder.document.tokens_in(quote(finder.document.text, person.end, verb.start))
    adverbs = words("positions", "before_post")
    marks = [t.text for t in gap if t.pos != "ADVB" and (t.lower not in adverbs or t.text == ",")]
    relative = [",", "который"], [",", "которая"]
    if verb.pos == "PRTF" and marks not in ([","], []):
        return None
    if verb.pos != "PRTF" and marks not in relative and any(t.text in (",", ".", ":", ";") for t in gap):
        return None
    return Held(
        person=finder.referents.person(person),
        position=position,
        organization=body.name,
        status=status_of(finder.document, verb.start, verb.end, verb.index),
        evidence=(quote(finder.document.text, *closed(finder.document.text, person.start, body.end)),),
        rule="leads",
    )


def _led_by_pronoun(finder: Finder, verb: Token, position: str, body: Entity) -> Held | None:
    """«Ранее он возглавлял фонд»: the person named last."""
    near = finder.tokens[max(0, verb.index - 3) : verb.index]
    pronoun = next((t for t in near if t.lower in ("он", "она")), None)
    at = bisect_right(finder.persons, verb.start, key=lambda e: e.end)
    if pronoun is None or not at:
        return None
    evidence = quote(finder.document.text, *closed(finder.document.text, pronoun.start, body.end))
    return Held(
        person=finder.referents.person(finder.persons[at - 1]),
        position=position,
        organization=body.name,
        status=status_of(finder.document, verb.start, verb.end, verb.index),
        evidence=(evidence,),
        rule="leads",
    )


def _led_by(finder: Finder, verb: Token, position: str, sentence: Sentence) -> Held | None:
    """«Комитет возглавила Анна Котова»: the person right behind the verb, the body before it."""
    person = finder.person_at.get(verb.index + 1)
    if person is None or verb.pos != "VERB" or not can_hold(finder, person, False):
        return None
    bodies = [
        e
        for e in covering(finder.reading.entities, around(finder.document, sentence, verb.index).start, verb.start)
        if e.type in ("organization", "region")
    ]
    if not bodies:
        return None
    body = bodies[-1]
    between = finder.document.tokens_in(quote(finder.document.text, body.end, verb.start))
    relative = [t.text for t in between] in ([",", "который"], [",", "которую"], [",", "которое"], [",", "которым"])
    if (
        len(between) > _MOST_BETWEEN
        or not relative
        and any(t.text in (",", ";", ":") or t.pos == "VERB" for t in between)
    ):
        return None
    start, end = closed(finder.document.text, body.start, person.end)
    return Held(
        person=finder.referents.person(person),
        position=position,
        organization=body.name,
        status=status_of(finder.document, verb.start, verb.end, verb.index),
        evidence=(quote(finder.document.text, start, end),),
        rule="leads",
    )
