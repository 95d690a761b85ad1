"""Time and place beside a mention of a gathering, without a verb of holding."""

from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.events.denial import refuted
from newsfacts.discourse.events.earlier import held_before, year_behind
from newsfacts.discourse.events.kinds import genitives_end
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.site import Site, Statement, aside, clause_future, tells_of_the_past
from newsfacts.discourse.events.time import in_future
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Time
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "Договор подписан на [форуме «Дружба» в Рязани].": {"place.city": "Рязань", "place.text": "в Рязани"},
        "В [Играх доброй воли] он не участвовал.": {"name": "Игры доброй воли", "place": None},
        "Участие в [форуме «Лён»] подтвердили 500 человек.": {"status": "planned"},
        "Регистрация на [форум «Лён»] открыта.": {"status": "planned"},
        "Гости приехали в [Рязань на форум «Лён»].": {"place.city": "Рязань"},
        "Договор подписан [в Рязани в рамках форума «Лён»].": {"place.city": "Рязань"},
        "[Форум «Лён» пройдет в узбекской столице].": {"place.city": "Ташкент"},
        "Билеты на [форум «Лён»] поступили в продажу.": {"status": "planned"},
        "Сообщение об отмене [форума «Лён»] не соответствует действительности.": {"status": "actual"},
        "Слухи об отмене [форума «Лён»] опровергли в мэрии.": {"status": "actual"},
        "[Проведение форума «Лён»] признали невозможным.": {"status": "denied"},
        "В мэрии согласовали [проведение форума «Лён» 7–9 октября].": {
            "when": "2025-10-07/2025-10-09",
            "status": "planned",
        },
        "До открытия [форума «Лён»] остались три дня.": {"status": "planned"},
        "В Рязани подписан договор.": None,
    },
    fact_type="event",
)
def beside(site: Site, mention: Mention) -> Iterator[Statement]:
    """Time and place beside a mention, without a verb: «форум "Х" в Казани», «первый день форума, 26 сентября»."""
    tokens = site.tokens
    i = mention.last
    if mention.way == "kind" and site.sentence.block in ("title", "subtitle"):
        i = genitives_end(site.document, i, site.sentence.last)
    elif mention.way == "name" and i + 1 < site.sentence.last and tokens[i].is_number and tokens[i + 1].lemma == "год":
        i += 2
    elif mention.way == "kind" and (year := year_behind(site, mention)) is not None:
        i = site.document.token_range(year.start, year.end)[1]
    if mention.way in ("name", "short", "kind") and i < site.sentence.last:
        for a, b, place, led in site.places:
            bracket = tokens[i].text == "(" and a == i + 1
            if (led and a == i) or bracket:
                yield held_before(
                    site, aside(site, mention, "hold", None, place, tokens[mention.first].start, tokens[b - 1].end), b
                )
                break
    if mention.way in ("name", "short"):
        yield from list(_approved(site, mention)) or _dated(site, mention)
        yield from dashed(site, mention)
        yield from dashed_before(site, mention)
    k = mention.first - 1
    if k > site.sentence.first and tokens[k].lower == "на":
        for a, b, place, led in site.places:
            if led and b == k and tokens[a].lower in ("в", "во"):
                yield aside(site, mention, "hold", None, place, tokens[a].start, tokens[mention.last - 1].end)
    yield from _visited(site, mention)
    yield from _days(site, mention)
    yield from _ceremony(site, mention)
    yield from moving(site, mention)
    yield from _held(site, mention)
    cancelling = tokens[mention.first - 1].lemma == "отмена" or (
        tokens[mention.first - 1].lemma == "проведение"
        and any(
            t.lemmas & words("events", "verbs", "given_up")
            for t in tokens[max(site.sentence.first, mention.first - 4) : min(mention.last + 4, site.sentence.last)]
        )
    )
    if mention.first > site.sentence.first and cancelling and not refuted(site, mention.last - 1):
        governs = any(p.case == "gent" for p in tokens[mention.head].parses)
        if governs:
            start = tokens[mention.first - 1].start
            yield aside(site, mention, "cancel", None, None, start, tokens[mention.last - 1].end, denied=True)


def _visited(site: Site, mention: Mention) -> Iterator[Statement]:
    """«Приехали в Тверь на форум "Х"», «состоялось в Твери в рамках форума»: the place right before or behind."""
    tokens, k = site.tokens, mention.first - 1
    if k <= site.sentence.first:
        return
    start, end = tokens[mention.first].start, tokens[mention.last - 1].end
    if tokens[k].lower == "на" and case_fits(tokens[mention.head], "accs"):
        for a, b, place, led in site.places:
            to = not led and a > site.sentence.first and tokens[a - 1].lower in ("в", "во")
            if to and (b == k or (a == mention.last + 1 and place.city)):
                yield aside(
                    site, mention, "hold", None, place, min(start, tokens[a].start), max(end, tokens[b - 1].end)
                )
                return
    elif tokens[k].lemma in words("events", "around") and tokens[k - 1].pos == "PREP":
        for a, b, place, led in site.places:
            if led and b == k - 1:
                yield aside(site, mention, "hold", None, place, tokens[a].start, end)
                return


def _approved(site: Site, mention: Mention) -> Iterator[Statement]:
    """«Согласовали проведение форума 1-4 октября»: what is allowed or planned is yet to come."""
    tokens, k = site.tokens, mention.first - 1
    if k <= site.sentence.first or tokens[k].lemma not in ("проведение", "организация"):
        return
    around = tokens[max(site.sentence.first, k - 4) : k]
    if not any(t.pos in ("VERB", "PRTS", "INFN") and t.lemmas & words("events", "verbs", "approve") for t in around):
        return
    start, end = tokens[k].start, tokens[mention.last - 1].end
    time = next((t for t in site.times if t.value and t.kind != "duration" and 0 <= t.start - end <= 4), None)
    value = in_future(str(time.value), site.published) if time is not None else None
    stated = aside(site, mention, "hold", value, None, start, time.end if time is not None else end)
    yield replace(stated, future=True)


def _dated(site: Site, mention: Mention) -> Iterator[Statement]:
    """A time right behind a name or in brackets there: «Игры 2028 года», «форум "Х" (Казань, 3-5 июня)»."""
    tokens = site.tokens
    i = mention.last
    if i >= site.sentence.last:
        return
    i = next((b for a, b, _, led in site.places if led and a == i and b < site.sentence.last), i)
    i = i if tokens[i].text == "(" else mention.last
    end = i
    if tokens[i].text == "(":
        end = next((k for k in range(i, min(i + 12, site.sentence.last)) if tokens[k].text == ")"), i)
    exact = [t for t in site.times if t.value and len(t.value) == 10]
    gap = mention.first - site.document.token_range(exact[0].start, exact[0].end)[1] if len(exact) == 1 else -1
    if mention.group.kind == "акция" and 0 <= gap <= 3:
        # An action has one day: «18 мая на акцию "Ночь музеев" пришли …».
        yield aside(site, mention, "hold", exact[0].value, None, exact[0].start, tokens[mention.last - 1].end)
        return
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        if time.kind == "duration" or not time.value or time.value.startswith(".."):
            continue
        days = "/" in time.value and len(time.value) == 21
        year = first == i and tokens[first].is_number and (len(time.value) == 4 or days)
        month = first == i + 1 and tokens[i].lower == "в" and len(time.value) == 7 and clause_future(site, mention)
        year = year or month
        if year or (i < first and last <= end):
            yield aside(site, mention, "hold", time.value, None, tokens[mention.first].start, time.end)
            return


@rule(
    "facts",
    {
        "[Перенос фестиваля «Лён» на ноябрь] подтвердили в мэрии.": {"when": "2025-11", "status": "planned"},
        "О переносе [фестиваля «Лён»] объявили в пятницу.": {"when": None, "status": "planned"},
        "Слухи о переносе [фестиваля «Лён»] опровергли.": {"status": "actual"},
        "Перенос склада на ноябрь подтвердили в мэрии.": None,
    },
    fact_type="event",
)
def moving(site: Site, mention: Mention) -> Iterator[Statement]:
    """«Перенос форума на ноябрь»: the moving as a noun."""
    tokens = site.tokens
    k = mention.first - 1
    if k < site.sentence.first or tokens[k].lemma != "перенос" or refuted(site, mention.last):
        return
    if not any(p.case == "gent" for p in tokens[mention.head].parses):
        return
    value, end = None, tokens[mention.last - 1].end
    for time in site.times:
        first, _ = site.document.token_range(time.start, time.end)
        led = time.text.lower().startswith("на ") or tokens[first - 1].lower == "на" or " на " in time.text
        if time.value and time.kind != "duration" and 0 <= first - mention.last <= 3 and led:
            value = time.value.split("/")[-1] if " на " in time.text else time.value
            value, end = in_future(value, site.published), time.end
            break
    yield replace(aside(site, mention, "postpone", value, None, tokens[k].start, end), at=k, future=True)


@rule(
    "facts",
    {
        "Форум «Дружба» пройдет 7 октября, а [фестиваль «Лён» – 20 ноября].": {
            "when": "2025-11-20",
            "status": "planned",
        },
        "Ярмарка «Мёд» пройдет 7 октября, [«Лён» – в Твери 12 октября].": {"name": "Лён", "when": "2025-10-12"},
        "Ярмарка откроется 7 октября, [форум «Лён» — с 12 по 14 ноября].": {"when": "2025-11-12/2025-11-14"},
        "В программе форума «Лён» – 12 ноября, 13 ноября и другие даты.": {"name": "Лён", "when": None},
        "Мост откроют 7 октября, завод – 20 ноября.": None,
    },
    fact_type="event",
)
def dashed(site: Site, mention: Mention) -> Iterator[Statement]:
    """«… пройдет 7 октября, а фестиваль "Х" – 20 ноября»: the verb of the part before, left out."""
    tokens, i = site.tokens, mention.last
    if i + 1 >= site.sentence.last or tokens[i].text not in DASHES or not case_fits(tokens[mention.head], "nomn"):
        return
    if mention.first > site.sentence.first and tokens[mention.first - 1].lemma in ("дата", "срок", "проведение"):
        return
    where = next((p for p in site.places if p[3] and p[0] == i + 1), None)
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        closed = last >= site.sentence.last or tokens[last].text in ",;." or tokens[last].lower in ("и", "а")
        at_once = first - i in (1, 2) or (where is not None and first - where[1] in (0, 1))
        if at_once and time.kind != "duration" and time.value and len(time.value) >= 10 and closed:
            future = clause_future(site, mention)
            value = in_future(time.value, site.published) if future else time.value
            place = where[2] if where is not None else None
            yield aside(site, mention, "hold", value, place, tokens[mention.first].start, time.end)
            return


@rule(
    "facts",
    {
        "Форум «Дружба» пройдет 7 октября, [8 октября – фестиваль «Лён»].": {"when": "2025-10-08", "status": "planned"},
        "Ярмарка откроется 7 октября, а [12 октября в Твери – форум «Лён»].": {"when": "2025-10-12"},
        "[12 ноября: фестиваль «Лён»].": {"when": "2025-11-12"},
        "Договор от 7 октября – «Лён».": None,
    },
    fact_type="event",
)
def dashed_before(site: Site, mention: Mention) -> Iterator[Statement]:
    """«… пройдет 7 октября, 20 ноября – фестиваль "Х"»: a time, at most a place, and a dash for the verb."""
    tokens, k = site.tokens, mention.first - 1
    if k - 1 <= site.sentence.first or tokens[k].text not in DASHES | {":"}:
        return
    if not case_fits(tokens[mention.head], "nomn", "accs"):
        return
    for time in site.times:
        _, last = site.document.token_range(time.start, time.end)
        if time.kind == "duration" or not time.value or len(time.value) < 7 or not 0 <= k - last <= 4:
            continue
        first, _ = site.document.token_range(time.start, time.end)
        if tokens[k].text == ":" and (first > site.sentence.first + 1 or last != k):
            continue
        if all(t.is_word for t in tokens[last:k]):
            future = clause_future(site, mention)
            value = in_future(time.value, site.published) if future else time.value
            place = next((p for a, b, p, led in site.places if led and last <= a and b == k), None)
            yield aside(site, mention, "hold", value, place, time.start, tokens[mention.last - 1].end)
            return


EDGES = {"первый": "first", "последний": "last", "завершающий": "last", "заключительный": "last", "финальный": "last"}


def _ceremony(site: Site, mention: Mention) -> Iterator[Statement]:
    """«рассказал в среду на закрытии»: the day of the opening or the close, and «за два дня» the length."""
    tokens = site.tokens
    for k in range(site.sentence.first + 1, site.sentence.last):
        role = {"открытии": "first", "закрытии": "last"}.get(tokens[k].lower)
        if role is None or tokens[k - 1].lower != "на":
            continue
        of = tokens[k + 1].reading("NOUN", case="gent") if k + 1 < site.sentence.last else None
        if of is not None and of.animacy != "anim" and k + 1 != mention.first:
            continue  # the opening of something else
        days = [t for t in site.times if t.kind in ("date", "datetime") and t.end <= tokens[k].start]
        days = [t for t in days if k - site.document.token_range(t.start, t.end)[1] <= 3]
        if not days:
            continue
        lengths = [t.value for t in site.times if t.kind == "duration" and t.value and t.text.lower().startswith("за ")]
        yield aside(
            site,
            mention,
            role,
            days[-1].value,
            None,
            tokens[mention.first].start,
            max(tokens[k].end, tokens[mention.last - 1].end),
            duration=lengths[0] if lengths else None,
        )


def _held(site: Site, mention: Mention) -> Iterator[Statement]:
    """«на форуме подписали»: it has taken place or is under way."""
    tokens = site.tokens
    k = mention.first - 1
    if k < site.sentence.first:
        return
    on = tokens[k].lower in ("на", "в") and case_fits(tokens[mention.head], "loct")
    around = tokens[k].lemma in words("events", "around") and tokens[k - 1].pos == "PREP"
    asked = tokens[k].lower == "на" and not on and _invited(site, k)
    if not (on or around or asked) or clause_future(site, mention):
        return
    if asked:
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
        yield replace(aside(site, mention, "pledged", None, None, start, end), future=True)
    if not on and not around:
        return
    verbs = [t for t in tokens[site.sentence.first : site.sentence.last] if t.pos in ("VERB", "PRTS")]
    if not verbs or tells_of_the_past(site) or any(t.value and len(t.value) == 4 for t in site.times):
        return
    near = min(verbs, key=lambda t: abs(t.index - mention.head))
    start, end = tokens[mention.first].start, tokens[mention.last - 1].end
    joining = tokens[k - 1].lemma in ("участие", "участвовать") and k > site.sentence.first
    if near.lemma in words("events", "pledges") or (joining and near.lemma not in words("events", "joined")):
        yield replace(aside(site, mention, "pledged", None, None, start, end), future=True)
    elif near.parses[0].tense == "past":
        yield aside(site, mention, "held", None, None, start, end)


def _invited(site: Site, k: int) -> bool:
    """«Пригласил гостей на форум», «регистрация на форум открыта»: what is named behind «на» is yet to come."""
    before = site.tokens[max(site.sentence.first, k - 6) : k]
    after = site.tokens[k + 1 : min(k + 10, site.sentence.last)]
    return any(t.lemma in words("events", "invitations") for t in before) or any(
        t.lemma in words("events", "pledges") for t in after
    )


def _days(site: Site, mention: Mention) -> Iterator[Statement]:
    """«7 мая, в первый день слета» opens it; «за три дня форума» tells its length."""
    tokens = site.tokens
    k = mention.first - 1
    if k - 1 < site.sentence.first or tokens[k].lemma not in ("день", "открытие", "закрытие", "старт"):
        return
    if not any(p.case == "gent" for p in tokens[mention.head].parses):
        return
    ordinal = tokens[k - 1].lemma
    role = EDGES.get(ordinal)
    if role is None:
        role = {"открытие": "first", "закрытие": "last"}.get(tokens[k].lemma)
    if role is None:
        return
    near = [
        t
        for t in site.times
        if t.kind in ("date", "datetime")
        and t.value
        and (
            (abs(site.document.token_range(t.start, t.end)[1] - k) <= 5 and t.end <= tokens[k].end)
            or (tokens[mention.last - 1].end <= t.start and _falls_on(site, mention.last, t))
        )
    ]
    if near:
        time = near[-1]
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
        yield aside(site, mention, role, time.value, None, min(time.start, start), max(time.end, end))


def _falls_on(site: Site, first: int, time: Time) -> bool:
    """«Первый день форума пришелся на 7 октября», «последний день форума - 9 октября»."""
    last, _ = site.document.token_range(time.start, time.end)
    between = site.tokens[first:last]
    return len(between) < 4 and all(
        t.text in DASHES
        or t.text in (",", "(")
        or t.lower in ("на", "будет")
        or t.lemma in ("прийтись", "выпасть", "приходиться")
        for t in between
    )
