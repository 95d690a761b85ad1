"""Days told of the gathering spoken of, its name not beside them: set dates, first and last days, lengths."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts.discourse.events.beside import EDGES
from newsfacts.discourse.events.kinds import is_holding
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.site import Site, Statement, aside
from newsfacts.discourse.events.time import in_future, of_days
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Time
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Даты форума «Лён» — 7-9 октября].": {"when": "2025-10-07/2025-10-09", "status": "planned"},
        "Фестиваль «Лён», намеченный на 4 октября, перенесли. Новая [дата — 11 октября].": {"when": "2025-10-11"},
        "[Даты проведения форума «Лён» — 7 и 8 октября].": {"when": "2025-10-07/2025-10-08"},
        "Новые [даты проведения выставки «Лён»: 7–9 ноября].": {"when": "2025-11-07/2025-11-09"},
        "Организаторы [форума «Лён»] назвали [даты: 7–9 октября].": {"when": "2025-10-07/2025-10-09"},
        "Дата сдачи моста — 11 октября.": None,
    },
    fact_type="event",
)
def set_dates(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«Даты форума - 7-9 октября», «новая дата - 9 октября»: days set for the gathering spoken of."""
    tokens = site.tokens
    for k in range(site.sentence.first, site.sentence.last - 2):
        if tokens[k].lemma not in ("дата", "срок", "время", "день") or not case_fits(tokens[k], "nomn"):
            continue
        behind = k + 2 if tokens[k + 1].lemma == "проведение" else k + 1
        named = next((m for m in site.mentions if m.first == behind), None)
        is_new = k > site.sentence.first and tokens[k - 1].lemma == "новый"
        leads = is_new or k == site.sentence.first or _is_announced(site, k)
        if k == site.sentence.first + 1 and tokens[k - 1].lower in ("его", "ее", "её", "их"):
            leads = True
        at = named.last if named else behind
        pool = [*before, *(m for m in site.mentions if m.last <= k)]
        if tokens[k].lemma in ("время", "день"):  # «дни форума - 7 и 8 октября», «время проведения форума»
            adjective = k > site.sentence.first and tokens[k - 1].pos in ("ADJF", "PRTF")
            if named is None or adjective or (tokens[k].lemma == "время") != (behind == k + 2):
                continue
        mention = named or (pool[-1] if leads and pool else None)
        if mention is None or at >= site.sentence.last or tokens[at].text not in DASHES | {":"}:
            continue
        days = list(_days_from(site, at))
        if days:
            role = "postpone" if is_new else "hold"
            value = in_future(of_days([str(t.value) for t in days]), site.published)
            stated = aside(site, mention, role, value, None, tokens[k].start, days[-1].end)
            yield replace(stated, at=k, future=True)


def _is_announced(site: Site, k: int) -> bool:
    """«Организаторы форума назвали даты: 7–9 октября»."""
    before = site.tokens[k - 1] if k > site.sentence.first else None
    return before is not None and site.tokens[k + 1].text == ":" and bool(before.lemmas & words("events", "published"))


def _days_from(site: Site, at: int) -> Iterator[Time]:
    """The times from a mark on, one directly after the other: «3 и 4 июня»."""
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        if time.value and time.kind != "duration" and first - at in (1, 2):
            yield time
            day = len(time.value) == 10
            if not day or last >= site.sentence.last or site.tokens[last].lower != "и":
                return
            at = last


@rule(
    "facts",
    {
        "Открытие [выставки «Лён» запланировано на 10 октября, закрытие – на 5 ноября].": {
            "when": "2025-10-10/2025-11-05"
        },
        "Открытие [выставки «Лён» прошло 30 сентября], [закрытие состоится 5 октября].": {
            "when": "2025-09-30/2025-10-05"
        },
        "[Выставку «Лён»] ждут в Туле. [Открытие – 10 октября].": {"when": "2025-10-10/..", "status": "planned"},
        "[Открытие форума «Лён» – 10 октября].": {"when": "2025-10-10/..", "status": "planned"},
        "Мост готов, закрытие дороги – 5 октября.": None,
    },
    fact_type="event",
)
def ceremonies(site: Site, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """«…, закрытие – на 5 ноября»: the opening or the close of the gathering spoken of, its name left out."""
    tokens = site.tokens
    for k in range(site.sentence.first, site.sentence.last - 1):
        opens = tokens[k].lemma in words("events", "parts", "beginnings")
        role = "open" if opens else {"закрытие": "close", "завершение": "close"}.get(tokens[k].lemma)
        begins = k == site.sentence.first
        if role is None or not case_fits(tokens[k], "nomn"):
            continue
        if not begins and tokens[k - 1].text not in (",", ";", "а", "и"):
            continue
        named = next((m for m in site.mentions if m.first == k + 1), None)
        verb = tokens[named.last] if named is not None and named.last < site.sentence.last else tokens[k + 1]
        if verb.text not in DASHES and (named or not (verb.pos in ("VERB", "PRTS") and is_holding(verb))):
            continue
        for time in site.times:
            first, _ = site.document.token_range(time.start, time.end)
            day = time.kind != "duration" and (tokens[k].lemma not in _STARTS or time.kind == "date")
            if time.value and day and 0 < first - (verb.index - 1) <= 4:
                yield aside(site, named or mentions[-1], role, time.value, None, tokens[k].start, time.end)
                break


_STARTS = frozenset(("начало", "старт"))  # of a concert or a match, where an hour is told


def lasting(site: Site, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """«За четыре дня, со среды по субботу, …»: a length with its days is that of the gathering spoken of."""
    tokens = site.tokens
    for k in range(site.sentence.first, site.sentence.last - 3):
        if tokens[k].lower != "за" or tokens[k + 2].lemma not in ("день", "смена", "сутки", "уик-энд"):
            continue
        if tokens[k + 3].text != ",":
            continue
        spans = []
        at = k + 4
        for time in site.times:
            first, last = site.document.token_range(time.start, time.end)
            lead = first - 1 if tokens[first - 1].lower == "с" else first
            if lead - at in (0, 1) and time.value and "/" in time.value:
                spans.append(time)
                at = last
        if spans:
            values = [part for t in spans for part in str(t.value).split("/") if part != ".."]
            mention = mentions[-1]
            till = spans[0].value is not None and spans[0].value.startswith("..")
            role = "close" if till else "hold"
            when = f"{min(values)}/{max(values)}" if len(values) > 1 else values[0]
            yield aside(site, mention, role, when, None, tokens[k].start, spans[-1].end)


@rule(
    "facts",
    {
        "[Форум «Дружба»] соберет 300 гостей\n\nРЯЗАНЬ, 1 октября. /ТАСС/. Эксперты [приедут в город 7–9 октября].": {
            "when": "2025-10-07/2025-10-09"
        },
        "[Форум «Дружба» завершился]. [С 22 по 24 сентября участники обсуждали] дороги.": {
            "when": "2025-09-22/2025-09-24"
        },
        "Форум машин соберет 300 гостей\n\nРЯЗАНЬ, 1 октября. /ТАСС/. Эксперты приедут в город 7–9 октября.": None,
    },
    fact_type="event",
)
def guests_days(site: Site, mentions: Sequence[Mention], leads: bool) -> Iterator[Statement]:
    """The days on which the guests of the gathering spoken of meet, it not being named; in a lead whoever meets."""
    days = [t for t in site.times if t.kind != "duration" and t.value]
    if len(days) != 1 or len(str(days[0].value)) != 21 or len({id(m.group) for m in mentions}) != 1:
        return
    tokens = site.document.words_of(site.sentence)
    if not leads and not any(t.lemma in words("events", "guests") for t in tokens):
        return
    for token in tokens:
        if token.pos == "VERB" and token.lemma in words("events", "verbs", "convene"):
            start, end = min(token.start, days[0].start), max(token.end, days[0].end)
            future = any(p.tense == "futr" for p in token.parses[:1])
            stated = aside(site, mentions[0], "guests", days[0].value, None, start, end)
            yield replace(stated, at=token.index, future=future)
            return


@rule(
    "facts",
    {
        "Доклад готовят к [форуму «Лён», который состоится в Дубне]. Физики [соберутся там с 7 по 11 ноября].": {
            "when": "2025-11-07/2025-11-11",
            "place.city": "Дубна",
        },
        "Школьники едут на [слет «Лён»]. [Там их ждут 7–9 ноября], сообщили в оргкомитете форума.": {
            "when": "2025-11-07/2025-11-09",
        },
        "Школьники едут на [слет «Лён»]. Там 7 ноября выступит мэр.": {"when": None},
        "Школьники едут в Дубну. Там их ждут 7–9 ноября.": None,
    },
    fact_type="event",
)
def there_days(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«Ученые соберутся там с 7 по 11 ноября»: the days on which people meet at the gathering spoken of last."""
    tokens = site.tokens
    for k in range(site.sentence.first, site.sentence.last):
        if tokens[k].lower not in _THERE or any(m.first < k for m in site.mentions):
            continue
        near = tokens[max(site.sentence.first, k - 4) : min(k + 6, site.sentence.last)]
        verb = next((t for t in near if t.pos == "VERB" and t.lemma in words("events", "verbs", "convene")), None)
        for time in site.times:
            first, _ = site.document.token_range(time.start, time.end)
            days = time.kind == "interval" and len(time.value or "") == 21
            if verb is None or not days or not 0 <= first - min(k, verb.index) <= 8:
                continue
            future = any(p.tense == "futr" for p in verb.parses[:1])
            start, end = min(verb.start, tokens[k].start, time.start), max(verb.end, tokens[k].end, time.end)
            yield replace(aside(site, before[-1], "guests", time.value, None, start, end), at=verb.index, future=future)
            return


_THERE = frozenset(("там", "туда"))


def edge_days(site: Site, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """«В первый день, 29 сентября, пришли …», «последний показ дадут 16-го»: the first or last day, dated."""
    tokens = site.tokens
    for k in range(site.sentence.first + 1, site.sentence.last - 1):
        role = EDGES.get(tokens[k - 1].lemma)
        if role is None or tokens[k].lemma not in _EDGED:
            continue
        behind = k + 1
        while behind < site.sentence.last - 1 and (tokens[behind].pos == "VERB" or tokens[behind].text in (",", "(")):
            behind += 1
        for time in site.times:
            first, _ = site.document.token_range(time.start, time.end)
            if time.value and len(time.value) == 10 and first in (behind, behind + 1) and behind > k + 1:
                mention = mentions[-1]
                yield aside(site, mention, role, time.value, None, tokens[k - 1].start, time.end)
                return


_EDGED = frozenset(("день", "показ", "сеанс", "спектакль", "концерт", "заезд", "заседание"))


def lengths(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«За три дня выставку посетили …», «трехдневный форум»: how long it lasts."""
    tokens = site.tokens
    for mention in site.mentions:
        for token in tokens[max(site.sentence.first, mention.first - 2) : mention.head]:
            days = _DAYS.get(token.lemma.removesuffix("дневный")) if token.lemma.endswith("дневный") else None
            if days is not None:
                start, end = tokens[mention.first].start, tokens[mention.last - 1].end
                yield aside(site, mention, "length", None, None, start, end, duration=f"P{days}D")
                return
    mentions = site.mentions or before
    for time in site.times:
        if mentions and time.kind == "duration" and time.value and time.text.lower().startswith("за "):
            first, last = site.document.token_range(time.start, time.end)
            past = [t for t in tokens[last : min(last + 12, site.sentence.last)] if t.pos == "VERB"]
            if any(t.lemma in ("первый", "последний") for t in tokens[first:last]):
                continue  # «за первые два дня» is not all of it
            of_it = [m for m in site.mentions if 0 <= m.first - last <= 2 and tokens[m.first - 1].lower in _AT]
            if of_it and first <= site.sentence.first + 1:  # «за три дня в рамках форума подпишут …»
                yield aside(site, of_it[0], "length", None, None, time.start, time.end, duration=time.value)
                return
            if first <= site.sentence.first + 1 and past and past[0].lemma in words("events", "verbs", "come"):
                yield aside(site, mentions[-1], "lasted", None, None, time.start, time.end, duration=time.value)
                return


_AT = frozenset(("рамках", "на", "дня", "дней"))
_DAYS = {"двух": 2, "трёх": 3, "трех": 3, "четырёх": 4, "четырех": 4, "пяти": 5, "шести": 6, "десяти": 10}
