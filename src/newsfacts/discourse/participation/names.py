"""Participants by what they are called: guests, delegates, crews, and bodies in a clause about the gathering."""

from newsfacts.discourse.participation.context import (
    NO_SUBJECT,
    about_gathering,
    at_venue,
    became_else,
    gathering_near,
    in_gathering_clause,
    in_undertaking,
    keeps_order,
    led_by,
)
from newsfacts.discourse.participation.site import Counted, Said
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.rule import rule

_OWNER = 4  # tokens between «у» and what somebody has


def _does_else(counted: Counted) -> bool:
    """Whether a verb beside the number tells of anything but taking part."""
    elsewhere = words("participation", "subject", "not_taking_part")
    return any(token.lemmas & elsewhere or became_else(counted, i) for i, token in counted.verbs())


@rule(
    "facts",
    {
        'Завершился форум "Луч". [Все 300 участников] получили сертификаты.': {"event": "Луч", "count": "300 участник"},
        'Завершился форум "Луч". [Из 300 участников] 120 - студенты.': {"event": "Луч", "count": "300 участник"},
        'Завершился форум "Луч". Призы получили 30 участников.': None,
        "Все 300 участников сделки известны.": None,
    },
    fact_type="attendance",
)
def whole_number(counted: Counted) -> Said | None:
    """«Все 300 участников», «из 300 участников», «каждый из 300 гостей», «всего 300 участников»."""
    whole = counted.unit in words("participation", "kinds", "became") or "-участни" in counted.unit
    if not whole or not gathering_near(counted):
        return None
    first, last = counted.site.first, counted.site.last
    if "-участни" in counted.unit:
        return first, last
    lead = [t.lower for t in counted.tokens[max(counted.sentence.first, first - 1) : first + 1]]
    if not set(lead) & {"все", "всего", "из", "всех"}:
        return None
    return (first - 1 if lead[0] in ("все", "всего", "из", "всех") else first), last


@rule(
    "facts",
    {
        'Открылся турнир "Кубок". [Команд - 24].': {"event": "Кубок", "kind": "команда", "count": "24 команда"},
        'Открылся турнир "Кубок". Мячей - 24.': None,
    },
    fact_type="participant_count",
)
def counted_noun(counted: Counted) -> Said | None:
    """«Команд - 24», «общее количество участников - 1200 человек»."""
    first = counted.site.first
    if first - 2 < counted.sentence.first or counted.tokens[first - 1].text not in DASHES:
        return None
    noun = counted.tokens[first - 2]
    participant = noun.lemma in words("participation", "kinds", "inherent") or noun.lemma in words(
        "participation", "kinds", "visitors"
    )
    if participant and noun.reading("NOUN", case="gent", number="plur") and about_gathering(counted):
        return first - 2, first
    return None


@rule(
    "facts",
    {
        'Завершился фестиваль "Волна". [40 тысяч гостей] съели тонну сыра.': {"event": "Волна", "count": "40000 гость"},
        "Парад понравился всем: [3 тысячам зрителей] раздали флажки.": {"event": None, "count": "3000 зритель"},
        'Завершился фестиваль "Волна". Призы получили 40 участников.': None,
        'Завершился турнир "Волна". Победителями признаны 23 участника.': None,
        "У канала 3 тысячи зрителей.": None,
    },
    fact_type="attendance",
)
def visitors_by_name(counted: Counted) -> Said | None:
    """«40 тысяч гостей съели тонну сыра»: those who are such only at gatherings, unless it tells of some of them."""
    if counted.kind != "people" or not counted.is_visitor() or keeps_order(counted) or in_undertaking(counted):
        return None
    if not (gathering_near(counted) or at_venue(counted)):
        return None
    return None if _does_else(counted) else (counted.site.first, counted.site.last)


@rule(
    "facts",
    {
        'Соглашения на [форуме "Луч" подписали 14 компаний].': {"event": "Луч", "count": "14 компания"},
        'На форуме "Луч" рассказали, что субсидии дадут 14 заводам.': None,
        'На выставке "Луч" купили 14 самолетов.': None,
        'Фабрика наладила выпуск столов для 14 компаний, их нет на выставке "Луч".': None,
    },
    fact_type="participant_count",
)
def bodies_by_name(counted: Counted) -> Said | None:
    """«Соглашения на форуме подписали 14 компаний»: bodies in the sentence that speaks of the gathering."""
    if counted.kind != "bodies" or counted.only_clear or not in_gathering_clause(counted):
        return None
    if counted.unit in words("participation", "kinds", "machines") or led_by(counted) in NO_SUBJECT | {"от"}:
        return None
    if keeps_order(counted) or _is_owned(counted):
        return None
    return None if _does_else(counted) else (counted.site.first, counted.site.last)


def _is_owned(counted: Counted) -> bool:
    """«У фирмы 200 дилеров»: those that somebody has."""
    before = counted.tokens[max(counted.sentence.first, counted.site.first - _OWNER) : counted.site.first]
    return any(t.lower == "у" for t in before)


@rule(
    "facts",
    {
        'Стартовала регата "Ветер". В море [вышли 18 экипажей].': {"event": "Ветер", "count": "18 экипаж"},
        'Завершилась регата "Ветер". Дипломы получили 18 экипажей.': None,
    },
    fact_type="participant_count",
)
def inherent_participants(counted: Counted) -> Said | None:
    """«В небо поднялись 18 экипажей»: what one counts only where it takes part, with a verb beside it."""
    if counted.unit not in words("participation", "kinds", "inherent") or not gathering_near(counted):
        return None
    first, last = counted.site.first, counted.site.last
    for i in (first - 1, first - 2, last):
        if counted.sentence.first <= i < counted.sentence.last and counted.tokens[i].pos == "VERB":
            other = counted.tokens[i].lemmas & words("participation", "subject", "not_taking_part")
            return None if other or became_else(counted, i) else (i, i + 1)
    return None
