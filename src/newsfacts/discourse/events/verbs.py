"""Statements of verbs: which time and place belong to a verb, its tense and negation."""

from collections.abc import Iterator, Sequence

from newsfacts.discourse.events.denial import is_denied, refuted
from newsfacts.discourse.events.earlier import began_long_ago
from newsfacts.discourse.events.mentions import Mention
from newsfacts.discourse.events.roles import PLANS
from newsfacts.discourse.events.site import Site, Statement, cue_of, is_verb, over_bracket, tells_of_the_past
from newsfacts.discourse.events.time import in_future
from newsfacts.discourse.events.when import (
    asides_before,
    is_replaced,
    is_since,
    joined,
    lies_between,
    this_week,
    verb_of,
)
from newsfacts.discourse.events.where import place_of, with_lead
from newsfacts.lexicon import words
from newsfacts.model import Place, Time
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Форум «Дружба» прошел в Рязани с 3 по 5 сентября].": {
            "when": "2025-09-03/2025-09-05",
            "place.city": "Рязань",
            "status": "actual",
        },
        "Соглашение подпишут на [форуме «Дружба», который состоится в Рязани 12 ноября].": {
            "when": "2025-11-12",
            "status": "planned",
        },
        "[Ярмарка «Мёд» открылась 29 сентября и завершится 4 октября].": {"when": "2025-09-29/2025-10-04"},
        "Она посетила фестиваль «Лён». [Он продлится до 5 октября].": {"when": "../2025-10-05"},
        "[Фестиваль «Лён», назначенный на 7 ноября, проводиться не будет].": {"when": "2025-11-07", "status": "denied"},
        "Гости вернулись из [Твери, где 3–4 сентября состоялся форум «Дружба»].": {"place.city": "Тверь"},
        "Вместо 5 октября [фестиваль «Лён» пройдет 12 октября].": {"when": "2025-10-12"},
        "[Намеченный на 4 октября фестиваль «Лён» отменен].": {"when": "2025-10-04", "status": "denied"},
        "Участники [фестиваля «Лён» встретятся в Вологде 11 октября].": {"place.city": "Вологда"},
        "[Ночного забега «Искра», приуроченного к празднику, не будет].": {"status": "denied"},
        "[Фестиваль «Лён», который планировался 5 октября, состоится 12 октября].": {"when": "2025-10-12"},
        "[Форум «Лён»], который обычно проходит в мае, собрал гостей.": {"when": None},
        "Состоится ли [форум «Лён»] 5 октября, неизвестно.": {"when": None},
        "Завод [с 23 по 26 сентября участвовал в выставке «Лён»].": {"when": "2025-09-23/2025-09-26"},
        "[Фестиваль «Лён», отложенный весной, пройдет 10–12 ноября].": {"when": "2025-11-10/2025-11-12"},
        "Решено [перенести выставку «Лён» с мая на июль].": {"when": "2026-07", "status": "planned"},
        "[Выставка «Лён» работает с 20 сентября]. [Ее продлили до 12 октября].": {"when": "2025-09-20/2025-10-12"},
        "[Форум «Лён» начнется, как и обещали, завтра и завершится в воскресенье].": {"when": "2025-10-02/2025-10-05"},
        "[Фестиваль «Лён» перенесли на ноябрь]. [Он пройдет 7–9 ноября].": {"when": "2025-11-07/2025-11-09"},
        "[Форум «Лён», который начался в понедельник и который завершится в пятницу], собрал гостей.": {
            "when": "2025-09-29/2025-10-03"
        },
        "[Форум «Лён», напомнил мэр, назначен на 7 октября].": {"when": "2025-10-07", "status": "planned"},
        "Форум «Лён» намечен на 9 октября, раньше, [с 3 октября, город примет фестиваль «Шёлк»].": {
            "when": "2025-10-03/.."
        },
        "Форум «Лён» идет. [Выставка «Шёлк»], развернутая на форуме, открыта.": {"name": "Шёлк", "parent": "Лён"},
        "Форум «Лён» идет. Откроет его [выставка «Шёлк»].": {"name": "Шёлк", "parent": "Лён"},
        "Форум «Лён» идет. Во второй день пройдет [выставка «Шёлк»].": {"name": "Шёлк", "parent": "Лён"},
        "Форум «Лён» идет. Под его крышей прошла [сессия «Шёлк»].": {"name": "Шёлк", "parent": "Лён"},
        "Форум «Лён» идет. [Сессию «Шёлк» из программы исключили].": {"status": "denied", "parent": "Лён"},
        "Форум «Лён» открылся 29 сентября. В [2024 году форум проходил в Туле].": {
            "when": "2024",
            "place.city": "Тула",
        },
        "[Фестиваль «Лён»] отменять не будут.": {"status": "planned"},
        "[Фестиваль «Лён»] может не состояться.": {"status": "planned"},
        "[Фестиваля «Лён» в этом году не будет].": {"status": "denied"},
        "Прежде форум «Лён» проходил в Рязани (2021 год) и [Твери (2023 год]).": {
            "place.city": "Тверь",
            "when": "2023",
        },
        "Форум «Лён» откроется 5 октября. В этот же день [начнется ярмарка «Мёд»].": {"when": "2025-10-05/.."},
        "[Фестиваль «Лён» пройдет осенью]. [Он откроется 7 октября].": {"when": "2025-10-07/.."},
        "[До 30 октября продлена работа выставки «Лён»].": {"when": "../2025-10-30", "status": "actual"},
        "[Выставка «Лён» сдвигается на ноябрь].": {"when": "2025-11", "status": "planned"},
        "[С 5 по 8 ноября в Туле (пр. Мира, 5) пройдет форум «Лён»].": {
            "when": "2025-11-05/2025-11-08",
            "place.city": "Тула",
        },
        "[В Москве, в «Экспоцентре» (ул. Мира, 14), 5 ноября пройдет форум «Лён»].": {"place.city": "Москва"},
        "[Форум «Лён» пройдет в клубе (Тула, пр. Мира, 5) 5 ноября].": {"place.city": "Тула", "when": "2025-11-05"},
        "В Туле снег, [форум «Лён» пройдет 5 ноября].": {"place": None},
        "[Форум «Лён» стартовал в понедельник]. [Работать он будет до четверга] включительно.": {
            "when": "2025-09-29/2025-10-02"
        },
        "[За три дня] в рамках [форума «Лён»] подпишут 80 бумаг. [Форум завершится 3 октября].": {
            "when": "2025-10-01/2025-10-03"
        },
        "Завод готовится к [форуму «Лён»]. [Тот пройдет 14–15 ноября в Перми].": {
            "when": "2025-11-14/2025-11-15",
            "place.city": "Пермь",
        },
        "О [форуме «Лён»] рассказал мэр. Тот пройдет 14 ноября в Перми.": {"when": None, "place": None},
        "[Фестиваль «Лён»], который впервые прошел в 2011 году, соберет 300 гостей.": {
            "when": None,
            "status": "planned",
        },
        "Фестиваль «Лён» пройдет 12 ноября. Впервые [он прошел в 2011 году].": {"when": "2011", "status": "actual"},
        "[Форум «Лён» впервые прошел в Туле 12 сентября].": {"when": "2025-09-12"},
        "[Отменены фестиваль «Лён», ярмарка «Мёд» и забег «Искра»].": {"name": "Искра", "status": "denied"},
        "[Фестиваль «Лён», который хотели отменить, все же пройдет 7 октября].": {"status": "planned"},
        "Форум прошел в Рязани с 3 по 5 сентября.": None,
        "Концерт отменен, дороги открыты.": None,
    },
    fact_type="event",
)
def of_verb(site: Site, i: int, role: str, mention: Mention) -> Iterator[Statement]:
    """The statement of a verb, and those of the parts behind it that leave the verb out."""
    first, last = _reach(site, i, mention)
    begins = site.tokens[asides_before(site, first)].start
    times = [t for t in site.times if begins <= t.start < site.tokens[last - 1].end]
    own = [t for t in times if verb_of(site, t) == i]
    times = own or [t for t in times if lies_between(site, mention, t, i)]
    times = [t for t in times if not is_replaced(site, t)]
    if any(t.lemma in words("events", "habits") for t in site.tokens[max(first, i - 3) : i + 2]):
        return
    lemma = site.tokens[i].lemma
    host = (lemma in words("events", "verbs", "host") or lemma == "стать") and role == "hold"
    cue = cue_of(site, mention, i)
    if cue == "main" and began_long_ago(site, first, i, times):
        cue = "first"
    if host and _takes_guests(site, i):
        role, host = "gather", False
    if role == "gather" and cue == "main" and (mention.way == "pronoun" or tells_of_the_past(site)):
        return
    if any(is_since(site, t) for t in times) and site.tokens[i].parses[0].tense == "pres":
        return  # «проводится с 2015 года»
    if any(t.lower == "ли" for t in site.tokens[i : min(i + 2, site.sentence.last)]):
        return  # «состоится ли форум, неизвестно»
    parts = _elliptic(site, i, role) if role in ("hold", "gather") else []
    limit = parts[0][0] if parts else last
    times = [t for t in times if t.start < site.tokens[min(limit, last - 1)].start or not parts]
    place = place_of(site, with_lead(site, first), limit, i, host)
    future = _is_future(site, i)
    listed = _bracketed(site, i, host) if role == "hold" else []
    for where, time, a, b in listed:
        edition = cue if cue != "main" else "next" if future else "previous"
        yield statement_of(site, mention, role, [time], where, i, edition, future, (a, b))
    if listed:
        return
    yield statement_of(site, mention, role, times, place, i, cue, future)
    for a, b in parts:
        inner = [t for t in site.times if site.tokens[a].start <= t.start < site.tokens[b - 1].end]
        spot = place_of(site, a, b, i, host)
        if inner and spot is not None:
            yield statement_of(
                site, mention, "hold", inner, spot, i, "previous" if cue == "main" else cue, future, (a, b)
            )


def _bracketed(site: Site, i: int, host: bool) -> list[tuple[Place, Time, int, int]]:
    """«Прежде форум проходил в Уфе (2021) и Омске (2023)»: places behind a verb, each with its year in brackets."""
    found: list[tuple[Place, Time, int, int]] = []
    for a, b, place, led in site.places:
        bracket = b < site.sentence.last and site.tokens[b].text == "("
        if a < i or not bracket or not (led or host or found or site.tokens[a - 1].lower == "и"):
            continue
        start = site.tokens[b].end
        time = next((t for t in site.times if 0 <= t.start - start <= 2 and t.value and len(t.value) == 4), None)
        if time is not None:
            found.append((place, time, a, site.document.token_range(time.start, time.end)[1]))
    return found if len(found) > 1 else []


def _takes_guests(site: Site, i: int) -> bool:
    """«В прошлом году форум принял 6 тыс. участников»: a gathering takes in guests, where a town takes in it."""
    behind = site.tokens[i + 1 : min(i + 2, site.sentence.last)]
    return any(t.is_number or t.lemma in ("более", "свыше", "около", "порядка", "почти") for t in behind)


def _elliptic(site: Site, i: int, role: str) -> list[tuple[int, int]]:
    """The stretches behind a verb, up to the next mark, that have a time and a place and no verb of their own."""
    tokens = site.tokens
    parts = []
    start = None
    for k in range(i + 1, site.sentence.last + 1):
        if k == site.sentence.last or tokens[k].text in (",", ";", "."):
            if start is not None and k > start:
                piece = tokens[start:k]
                verbs = [t for t in piece if is_verb(t) and t.lemma != "быть"]
                timed = any(piece[0].start <= t.start < piece[-1].end for t in site.times)
                placed = any(start <= a < k for a, _, _, _ in site.places)
                another = any(start <= m.first < k and m.way in ("name", "short") for m in site.mentions)
                if timed and placed and not verbs and not another:
                    parts.append((start, k))
            start = k + 1
    return parts


def _reach(site: Site, i: int, mention: Mention) -> tuple[int, int]:
    """The tokens that a verb's time and place are sought in: from its clause's start to the next clause with a verb."""
    tokens = site.tokens
    first = i
    low = min(mention.first, i) if site.sentence.first <= mention.first < site.sentence.last else site.sentence.first
    while first > site.sentence.first:
        beyond = over_bracket(site, first - 1, -1)
        if beyond < first - 1:
            first = beyond + 1
            continue
        clock = tokens[first - 1].text == ":" and tokens[first].is_number and tokens[first - 2].is_number
        if tokens[first - 1].text == ";" or (first <= low and tokens[first - 1].text in (",", ":") and not clock):
            break
        first -= 1
    return first, site.sentence.last


def _is_future(site: Site, i: int) -> bool:
    token = site.tokens[i]
    parse = token.reading("VERB", "PRTS", "INFN", "PRTF")
    if parse is None:
        return False
    lemma = parse.lemma
    if parse.tense == "futr" or (lemma == "ждать" and parse.tense == "pres"):
        return True
    if parse.pos in ("PRTS", "PRTF") and lemma in ("запланировать", "наметить", "назначить", "планироваться"):
        return True
    if parse.pos == "INFN":
        if any(t.lower in ("будет", "будут") for t in site.tokens[i + 1 : min(i + 4, site.sentence.last)]):
            return True  # «работать форум будет до пятницы»
        before = site.tokens[max(site.sentence.first, i - 5) : i]
        return any(t.lemma in PLANS for t in before)
    return False


def statement_of(
    site: Site,
    mention: Mention,
    role: str,
    times: Sequence[Time],
    place: Place | None,
    verb: int,
    cue: str,
    future: bool,
    stretch: tuple[int, int] | None = None,
) -> Statement:
    """Make the statement of a verb with the times and the place that belong to it."""
    lemma = site.tokens[verb].lemma
    dates = [t for t in times if t.kind != "duration" and t.value]
    lengths = [t.value for t in times if t.kind == "duration" and t.value]
    if role == "postpone" or (role == "extend" and lemma != "продлить"):
        dates = [t for t in dates if _is_goal(site, t)]
    if role == "close" and lemma == "работать":
        dates = [t for t in dates if t.value and "/" in t.value]
        lengths = [length for length in lengths if length[-1] in "DW"]
    when = joined(site, dates[-1:] if role == "postpone" else dates)
    if when and site.tokens[verb].parses[0].tense == "pres":
        when = this_week(when, dates, site.published)
    if when and role in ("open", "close") and "/" in when and ".." not in when:
        role = "hold"
    if when and role in ("hold", "open") and when.startswith("../"):
        role = "close"
    elif when and role in ("hold", "close") and when.endswith("/.."):
        role = "open"
    if when and role == "postpone":
        when = when.split("/")[-1] if " на " in dates[-1].text or when.startswith("../") else when
        if not any(c.isdigit() for c in dates[-1].text):
            when = in_future(when, site.published)  # «перенести с апреля на июнь»
    if when and role == "cancel" and len(when) > 7:
        when = None  # the day of the decision
    denied = is_denied(site, verb, role)
    if role == "cancel" and not denied and not refuted(site, verb):
        future = True  # «решили не отменять»
    if role == "gather" and cue == "main" and when and not (future or len(when) == 21):
        when = when if mention.group.kind == "акция" and len(when) == 10 else None  # an action has one day
    if role in ("hold", "open", "close") and when and _was_planned(site, verb):
        role = f"planned {role}"
    if role == "close" and lemma == "продлить":
        role = "extend"
    if lemma in ("закрыть", "закрывать") and when is None:
        role = "told"  # «выставку закрыли из-за пожара»
    if role == "close" and when is None and not lengths and not future and not _is_plan(site, verb):
        role, when = ("ended", site.published) if _is_today(site, verb) else (role, None)
    start, end = _extent(site, mention, verb, dates, place, stretch)
    return Statement(
        mention=mention,
        role="hold" if role == "gather" else role,
        when=when,
        duration=lengths[0] if lengths and role in ("hold", "close", "open") else None,
        place=place,
        denied=denied,
        future=future,
        past=_is_past(site, verb) and not future,
        current=_is_current(site, verb),
        cue=cue,
        at=verb,
        start=start,
        end=end,
        rule="held",
    )


def _is_goal(site: Site, time: Time) -> bool:
    """Whether something is moved to a time: «на май», «до осени»; «отложенная весной» was moved then."""
    first, _ = site.document.token_range(time.start, time.end)
    before = site.tokens[first - 1].lower if first > site.sentence.first else ""
    goals = ("на", "до")
    return before in goals or any(word in goals for word in time.text.lower().split())


def _was_planned(site: Site, verb: int) -> bool:
    """«Планировался 5 октября», «должен был пройти 5 октября»: a time that another told of replaces."""
    token = site.tokens[verb]
    if token.lemma in words("events", "verbs", "plan"):
        return token.pos == "VERB" and token.parses[0].tense == "past"
    before = site.tokens[max(site.sentence.first, verb - 4) : verb]
    plans = [
        t for t in before if t.lemma in words("events", "verbs", "plan") or t.lower in ("должен", "должна", "должны")
    ]
    past = any(t.parses and t.parses[0].tense == "past" for t in before)
    return token.pos == "INFN" and bool(plans) and past


def _is_past(site: Site, verb: int) -> bool:
    """Whether a verb tells that the gathering was held; that it has moved elsewhere does not."""
    if site.tokens[verb].lemma in words("events", "verbs", "move"):
        return False
    return any(p.tense == "past" for p in site.tokens[verb].parses[:1])


def _is_plan(site: Site, verb: int) -> bool:
    return site.tokens[verb].pos == "INFN"


def _is_today(site: Site, verb: int) -> bool:
    """Whether a close without a date is the news itself: told in the past in the headline or the lead."""
    return site.tokens[verb].pos == "VERB" and site.sentence.index <= 3


def _is_current(site: Site, verb: int) -> bool:
    parse = site.tokens[verb].parses[0]
    return parse.tense == "pres" or parse.pos == "PRTF" or site.sentence.index <= 4


def _extent(
    site: Site,
    mention: Mention,
    verb: int,
    dates: Sequence[Time],
    place: Place | None,
    stretch: tuple[int, int] | None,
) -> tuple[int, int]:
    """The evidence: from the mention to the verb, time and place."""
    tokens = site.tokens
    if stretch is not None:
        return tokens[stretch[0]].start, tokens[stretch[1] - 1].end
    starts = [tokens[verb].start, *(t.start for t in dates)]
    ends = [tokens[verb].end, *(t.end for t in dates)]
    if verb + 2 < site.sentence.last and tokens[verb + 1].lower == "не" and tokens[verb + 2].lemma == "быть":
        ends.append(tokens[verb + 2].end)
    if site.sentence.first <= mention.first < site.sentence.last:
        starts.append(tokens[mention.first].start)
        ends.append(tokens[mention.last - 1].end)
    if place is not None:
        at = site.document.text.find(place.text, min(starts) - 60 if min(starts) > 60 else 0, site.sentence.end)
        if at >= 0 and abs(at - min(starts)) < 200:
            starts.append(at)
            ends.append(at + len(place.text))
    return min(starts), max(ends)
