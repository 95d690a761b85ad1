"""Which verb a time belongs to, and the one value of all the times of a verb."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.site import Site, in_aside, is_verb, over_bracket, verbs_of
from newsfacts.discourse.events.time import first_day, last_day, today
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Time


def verb_of(site: Site, time: Time) -> int | None:
    """The verb that a time belongs to: that of its own part of the sentence, else the last before, else the next."""
    tokens = site.tokens
    verbs = verbs_of(site.document, site.sentence)
    a, b = site.document.token_range(time.start, time.end)
    if _leads_another(site, b):
        return None
    low = _begins(site, a)
    opening = _aside_before(site, low)
    if opening is not None:
        verbs = verbs[: bisect_left(verbs, opening)] + verbs[bisect_left(verbs, low) :]
        low = _begins(site, opening)
    high = b
    while high < site.sentence.last and (tokens[high].text not in _CLAUSE or over_bracket(site, high, 1) > high):
        high = max(high + 1, over_bracket(site, high, 1))
    before = bisect_left(verbs, a)
    if before and verbs[before - 1] >= low:
        return _deed(site, verbs, before - 1, low)
    after = bisect_left(verbs, b)
    if after < len(verbs) and verbs[after] < high:
        # «планируется провести», «должен пройти»: the infinitive is the deed.
        second = verbs[after + 1] if after + 1 < len(verbs) and verbs[after + 1] < high else None
        return second if second is not None and tokens[second].pos == "INFN" else verbs[after]
    earlier = bisect_left(verbs, low)
    later = bisect_left(verbs, high)
    if earlier and not (later < len(verbs) and _has_its_own(site, verbs[earlier - 1], low)):
        return verbs[earlier - 1]
    return verbs[later] if later < len(verbs) else None


def _begins(site: Site, i: int) -> int:
    """The first token of the part of a sentence before a token, brackets passed over."""
    while i > site.sentence.first:
        beyond = over_bracket(site, i - 1, -1)
        if beyond == i - 1 and site.tokens[i - 1].text in _CLAUSE:
            return i
        i = beyond + 1 if beyond < i - 1 else i - 1
    return i


def _deed(site: Site, verbs: Sequence[int], at: int, low: int) -> int:
    """«Работать форум будет до пятницы»: of a future in two words the infinitive is the deed, wherever it stands."""
    tokens = site.tokens
    split = at > 0 and verbs[at - 1] >= low and tokens[verbs[at - 1]].pos in ("INFN", "PRTS")
    return verbs[at - 1] if split and tokens[verbs[at]].lower in ("будет", "будут") else verbs[at]


def _has_its_own(site: Site, verb: int, last: int) -> bool:
    """«Форум намечен на 7 октября, раньше, с 3 октября, пройдет …»: a verb with a time behind takes no other."""
    start, end = site.tokens[verb].end, site.tokens[last - 1].start
    found = [t for t in site.times if start <= t.start and t.end <= end and t.kind != "duration"]
    if not found:
        return False
    behind = site.document.token_range(found[-1].start, found[-1].end)[1]
    return behind < last - 1 and any(t.text == "," for t in site.tokens[behind:last])


def _aside_before(site: Site, low: int) -> int | None:
    """The comma that opens an aside closed before a token: «начнется, как и планировалось, завтра»."""
    if low - 1 <= site.sentence.first or site.tokens[low - 1].text != ",":
        return None
    for k in range(low - 2, max(site.sentence.first, low - 8), -1):
        if site.tokens[k].text == ",":
            aside = site.tokens[k + 1].lower == "как" or in_aside(site, site.tokens[k + 1], low)
            return k if aside else None
    return None


def _leads_another(site: Site, last: int) -> bool:
    """Whether a time is another gathering's, its verb left out: «… 3 июня, а в день закрытия форума - регата "Х"»."""
    tokens = site.tokens
    dash = next((k for k in range(last, min(last + 5, site.sentence.last)) if not tokens[k].is_word), None)
    if dash is None or tokens[dash].text not in DASHES:
        return False
    return any(m.first == dash + 1 and m.way == "name" and case_fits(tokens[m.head], "nomn") for m in site.mentions)


def asides_before(site: Site, first: int) -> int:
    """The first token of the stretches without verbs right before a clause: «чуть раньше, с 3 июня, город примет»."""
    tokens = site.tokens
    while first - 1 > site.sentence.first and tokens[first - 1].text == ",":
        k = first - 1
        while (
            k > site.sentence.first
            and first - k < 9
            and tokens[k - 1].text not in _CLAUSE
            and not is_verb(tokens[k - 1])
        ):
            k -= 1
        if k > site.sentence.first and tokens[k - 1].text != ",":
            return first
        first = k
    return first


_CLAUSE = frozenset(",;:()")


def lies_between(site: Site, mention: Mention, time: Time, i: int) -> bool:
    """Whether a time stands between a gathering and its verb: «Прошлый слет, в июне 2023 года, собрал»."""
    start = site.tokens[mention.last - 1].end
    return start <= time.start <= site.tokens[i].start and not any(
        is_verb(t) for t in site.tokens[mention.last : i] if t.start < time.start
    )


def is_replaced(site: Site, time: Time) -> bool:
    """«Вместо 5 октября»."""
    first, _ = site.document.token_range(time.start, time.end)
    return first > site.sentence.first and site.tokens[first - 1].lower == "вместо"


def is_since(site: Site, time: Time) -> bool:
    """Whether a time is the year, or a day long past, since which something is done."""
    if not time.value or not time.value.endswith("/.."):
        return False
    start, now = first_day(time.value), today(site.published)
    return len(time.value) < 12 or start is None or now is None or (now - start).days > 60


def joined(site: Site, dates: Sequence[Time]) -> str | None:
    """The value of a verb's dates: one; or two days with «и» or a dash between as a stretch of days."""
    if not dates:
        return None
    values = list(dict.fromkeys(t.value for t in dates if t.value))
    values = [v for v in values if not any(_holds(v, other) for other in values)]  # «на той неделе, 7 октября»
    if len(values) > 1 and all("/" not in v and len(v) == 10 for v in values):
        gap = site.document.text[dates[0].end : dates[-1].start]
        if len(gap) < 30 and " и " in f" {gap} ":
            return f"{min(values)}/{max(values)}"
    ranked = sorted(values, key=lambda v: (not ("/" in v and ".." not in v), -len(v)))
    return ranked[0] if len(ranked[0].split("/")[0]) >= len(values[0]) else values[0]


def _holds(value: str, other: str) -> bool:
    """Whether a year, a month or a stretch of days has another time inside it."""
    start, end = first_day(value), last_day(value)
    first, last = first_day(other), last_day(other)
    if value == other or start is None or end is None or first is None or last is None:
        return False
    return start <= first and last <= end and (start, end) != (first, last)


def this_week(when: str, dates: Sequence[Time], published: str | None) -> str:
    """Weekdays of what goes on now («идет с понедельника») are those nearest to the article's day."""
    start, now = first_day(when), today(published)
    named = any(
        p.lemma in words("events", "weekdays") for d in dates for w in d.text.split() for p in parses(w.lower())
    )
    if start is None or now is None or not named or len(when) < 10 or abs((start - now).days) > 10:
        return when
    if any(c.isdigit() for d in dates for c in d.text):
        return when
    end = now if when.endswith("..") else last_day(when) or start
    shift = 7 if end < now else -7 if start > now else 0
    days = [
        date.fromisoformat(part[:10]) + timedelta(shift) if part[:1].isdigit() else None for part in when.split("/")
    ]
    return "/".join(".." if d is None else d.isoformat() for d in days)
