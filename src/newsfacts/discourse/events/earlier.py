"""Editions long past, told of in passing: «на форуме в Уфе в прошлом году», «впервые прошел в 2011 году»."""

from dataclasses import replace

from newsfacts.discourse.events.mentions import Mention
from newsfacts.discourse.events.site import Site, Statement
from newsfacts.discourse.events.time import last_day, today
from newsfacts.model import Time
from newsfacts.rule import rule

_LONG_AGO = 200  # days


@rule(
    "facts",
    {
        "Форум «Лён» открылся в Туле. На [форуме в Уфе в прошлом году] договорились о ценах.": {
            "when": "2024",
            "place.city": "Уфа",
        },
        "Форум «Лён» открылся в Туле. В [прошлом году на форуме в Уфе] договорились о ценах.": {"when": "2024"},
        "Форум «Лён» открылся в Туле. [Форум 2023 года в Уфе] принес 300 сделок.": {
            "when": "2023",
            "place.city": "Уфа",
        },
        "Форум «Лён» открылся в Туле. На [прошлогоднем форуме в Уфе] договорились о ценах.": {"when": "2024"},
        "Форум «Лён» открылся в Туле. [Год назад на форуме в Уфе] договорились о ценах.": {"place.city": "Уфа"},
        "На [форуме «Лён» в Уфе] в этом году договорились о ценах.": {"when": None, "place.city": "Уфа"},
        "На складе в Уфе в прошлом году навели порядок.": None,
    },
    fact_type="event",
)
def held_before(site: Site, told: Statement, last: int) -> Statement:
    """A place told beside a gathering together with a year before the article's is that year's edition's.

    Args:
        site: the sentence.
        told: the statement of the place.
        last: the index after the place.
    """
    mention = told.mention
    year = year_behind(site, mention)
    for time in site.times if year is None else ():
        first, end = site.document.token_range(time.start, time.end)
        behind = first == last or (first == last + 1 and site.tokens[last].lower in ("в", "во"))
        before = end == mention.first - 1 and site.tokens[end].lower in ("на", "в", "во")
        if (behind or before) and _is_past(site, time):
            year = time
            break
    if year is not None:
        start, stop = min(told.start, year.start), max(told.end, year.end)
        return replace(told, when=year.value, cue="previous", start=start, end=stop)
    before_head = site.tokens[mention.first : mention.head]
    if site.published is not None and any(t.lemma == "прошлогодний" for t in before_head):
        return replace(told, when=str(int(site.published[:4]) - 1), cue="previous")
    return told


def year_behind(site: Site, mention: Mention) -> Time | None:
    """The year before the article's right behind a gathering: «форум 2023 года»."""
    for time in site.times:
        if 0 <= time.start - site.tokens[mention.last - 1].end <= 2 and _is_past(site, time):
            return time
    return None


def _is_past(site: Site, time: Time) -> bool:
    """Whether a time is a year or a month of a year before the article's."""
    value = time.value or ""
    if time.kind == "duration" or len(value) not in (4, 7) or not value[:4].isdigit() or site.published is None:
        return False
    return value[:4] < site.published[:4]


def began_long_ago(site: Site, first: int, verb: int, times: list[Time]) -> bool:
    """«Впервые форум прошел в 2011 году»: whether a verb tells of the first edition, long before the article."""
    now = today(site.published)
    near = site.tokens[max(first, verb - 6) : min(verb + 4, site.sentence.last)]
    if now is None or not any(t.lower == "впервые" for t in near):
        return False
    days = [last_day(t.value) for t in times if t.kind != "duration"]
    return any(d is not None and (now - d).days > _LONG_AGO for d in days)
