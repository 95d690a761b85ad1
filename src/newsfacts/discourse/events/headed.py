"""Days told of a gathering by what stands over or before it: a heading, a programme, the number of one of its days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsfacts.discourse.events.kinds import kind_of
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.site import Site, Statement, aside
from newsfacts.document import Document, Sentence
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.model import Time, covering
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "Пятница. [Открылся фестиваль «Лён»].": {"when": "2025-09-26"},
        "26 сентября. [В Твери стартовал фестиваль «Лён»]. [Он продлится до 5 октября].": {
            "when": "2025-09-26/2025-10-05"
        },
        "Пятница. Мэр вручил ключи. Гостей принял [фестиваль «Лён»].": {"when": None},
        "Пятница была ясной. Открылся [фестиваль «Лён»].": {"when": None},
        "Пятница. Открылся новый мост.": None,
    },
    fact_type="event",
)
def under_heading(told: Statement, day: str | None) -> Statement:
    """A gathering that opens in a paragraph over which a day stands opens on that day."""
    opens = told.role == "open" and told.cue == "main" and told.when is None and not told.denied
    return replace(told, role="headed", when=day) if opens and day is not None else told


def heading_of(document: Document, times: Sequence[Time], sentence: Sentence, before: str | None) -> str | None:
    """The day that stands over a sentence: what its paragraph begins with, where that is a day and nothing else."""
    tokens = document.tokens
    begins = sentence.index == 0 or "\n" in document.text[tokens[sentence.first - 1].end : sentence.start]
    if not begins:
        return before
    found = covering(times, sentence.start, sentence.end)
    if len(found) != 1 or found[0].kind != "date" or len(found[0].value or "") != 10:
        return None
    first, last = document.token_range(found[0].start, found[0].end)
    alone = first == sentence.first and all(not t.is_word and not t.is_number for t in tokens[last : sentence.last])
    return found[0].value if alone else None


@rule(
    "facts",
    {
        "[Завтра в программе форум молодых пекарей «Колос»].": {"when": "2025-10-02", "status": "planned"},
        "[3 октября в программе – ярмарка «Колос»], концерт.": {"when": "2025-10-03", "status": "planned"},
        "В программе на [3 октября – ярмарка «Колос»].": {"when": "2025-10-03", "status": "planned"},
        "Завтра в программе канала – рассказ о [форуме «Колос»].": {"when": None},
        "Завтра в программе экскурсия по мосту.": None,
    },
    fact_type="event",
)
def in_programme(site: Site, mention: Mention) -> Iterator[Statement]:
    """«Завтра в программе форум "Х"», «в программе на 3 октября – ярмарка "Х"»: what is set for a day to come."""
    tokens, k = site.tokens, mention.first - 1
    if k > site.sentence.first and (tokens[k].text in DASHES or tokens[k].text == ":"):
        k -= 1
    if k <= site.sentence.first or not case_fits(tokens[mention.head], "nomn"):
        return
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        behind = last == k + 1 and tokens[first - 1].lower == "на" and _programme(site, first - 2)
        before = _programme(site, k) and 0 <= k - 1 - last <= 1
        day = time.kind == "date" and time.value is not None and len(time.value) == 10
        if day and (behind or before) and (time.value or "") > (site.published or "9"):
            start, end = min(time.start, tokens[mention.first].start), tokens[mention.last - 1].end
            yield replace(aside(site, mention, "hold", time.value, None, start, end), future=True)
            return


def _programme(site: Site, k: int) -> bool:
    """Whether «в программе» ends at a token."""
    tokens = site.tokens
    return k > site.sentence.first and tokens[k].lower in ("программе", "афише") and tokens[k - 1].lower == "в"


@rule(
    "facts",
    {
        "Форум «Русь» отложили\n\n[Псков увидит] ткачей на неделю позже. [Форум «Русь» пройдет 7–9 ноября].": {
            "place.city": "Псков"
        },
        "Форум «Лён» отменили\n\nПсков ждет ткачей. [Форум «Лён» прошел бы в Туле].": {"place.city": "Тула"},
        "[Форум «Лён»] открыт\n\nПсков купит ткани. Форум «Лён» идет.": {"place": None},
        "[Форум «Лён»] отложили. Псков примет матч.": {"place": None},
        "[Форум «Лён»] отложили. Псков ждет морозов.": {"place": None},
        "Псков увидит ткачей позже.": None,
    },
    fact_type="event",
)
def host_city(site: Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«"Лён" перенесли. Псков увидит ткачей позже»: right behind a gathering, the city that is to see its guests."""
    tokens, first = site.tokens, site.sentence.first
    floor = site.document.sentences[max(0, site.sentence.index - 1)].first
    kinds = {kind_of(t) for t in tokens[first : site.sentence.last]} - {None} - words("events", "weak_kinds")
    if before[0].first < floor or kinds:
        return
    if len({m.group for m in before}) != 1:
        return
    for a, b, place, _ in site.places:
        verb = tokens[b] if b < site.sentence.last else None
        if a != first or verb is None or verb.pos != "VERB" or place.city is None or not case_fits(tokens[a], "nomn"):
            continue
        guests = next((t for t in tokens[b + 1 : b + 4] if t.pos == "NOUN"), None)
        who = guests.reading("NOUN", number="plur") if guests is not None else None
        if who is None or who.animacy != "anim" or verb.parses[0].tense == "past":
            continue
        if verb.lemma in words("events", "verbs", "receive"):
            yield aside(site, before[0], "hosted", None, place, tokens[a].start, verb.end)
            return


@rule(
    "facts",
    {
        "Договор подписали [накануне, во второй день форума «Лён»]. [Форум продлится до пятницы].": {
            "when": "2025-09-29/2025-10-03"
        },
        "Договор подписали [30 сентября, на третий день форума «Лён»].": {"when": "2025-09-28/.."},
        "Договор подписали во второй день [форума «Лён»].": {"when": None},
        "На второй день после пожара, 30 сентября, открыли мост.": None,
    },
    fact_type="event",
)
def nth_day(site: Site, mention: Mention) -> Iterator[Statement]:
    """«Вчера, во второй день форума»: a numbered day with its date tells on which day the gathering began."""
    tokens, k = site.tokens, mention.first - 1
    if k - 2 < site.sentence.first or tokens[k].lower != "день" or not case_fits(tokens[mention.head], "gent"):
        return
    ordinals = table("events")["ordinals"]
    if tokens[k - 1].lemma not in words("events", "ordinals") or tokens[k - 2].lower not in ("в", "во", "на"):
        return
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        before = 0 <= k - 2 - last <= 1 and not any(t.is_word for t in tokens[last : k - 2])
        behind = first - mention.last == 1 and tokens[mention.last].text in (",", "(")
        if time.kind != "date" or not time.value or len(time.value) != 10 or not (before or behind):
            continue
        start, end = min(time.start, tokens[k - 2].start), max(time.end, tokens[mention.last - 1].end)
        begun = _days_before(time.value, int(ordinals.index(tokens[k - 1].lemma)) + 1)
        yield aside(site, mention, "first", begun, None, start, end)
        return


@rule(
    "facts",
    {
        "[В Туле второй день идет форум «Лён»].": {"when": "2025-09-30/..", "place.city": "Тула"},
        "[Форум «Лён» третий день идет в Туле].": {"when": "2025-09-29/.."},
        "Второй день идет дождь. [Форум «Лён»] открыт.": {"when": None},
        "Второй день идет дождь.": None,
    },
    fact_type="event",
)
def going_on(site: Site) -> Iterator[Statement]:
    """«В Туле второй день идет форум»: so many days before the article the gathering began."""
    tokens, ordinals = site.tokens, table("events")["ordinals"]
    for k in range(site.sentence.first + 1, site.sentence.last - 1):
        verb, ordinal = tokens[k + 1], tokens[k - 1].lemma
        if tokens[k].lower != "день" or ordinal not in words("events", "ordinals") or site.published is None:
            continue
        goes = verb.pos == "VERB" and verb.parses[0].tense == "pres" and verb.lemmas & words("events", "verbs", "go_on")
        for mention in site.mentions if goes else ():
            beside = mention.last == k - 1 or mention.first == k + 2
            if beside and case_fits(tokens[mention.head], "nomn"):
                start, end = min(tokens[k - 1].start, tokens[mention.first].start), tokens[mention.last - 1].end
                begun = _days_before(site.published[:10], int(ordinals.index(ordinal)) + 1)
                yield aside(site, mention, "first", begun, None, start, max(end, verb.end))
                return


def _days_before(day: str, number: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(number)).isoformat()
    except (ValueError, OverflowError):
        return day
