"""The gathering that a verb of holding tells of: its subject, its object, a relative's antecedent."""

from collections.abc import Sequence

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.kinds import edition_adjectives
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.roles import (
    FAR,
    becomes_site_of,
    begun,
    given_to,
    inside_other_clause,
    met,
    not_to_be,
    taken_part_in,
)
from newsfacts.discourse.events.site import CURRENT, Site
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES


def opening_at(site: Site, i: int, before: Sequence[Mention]) -> tuple[Mention, str] | None:
    """«Открытие форума состоится 5 июня», «проведение форума запланировано»: the gathering and what is told of it.

    «Закрытие намечено на 5 октября» tells of the gathering spoken of before.
    """
    for mention in site.mentions:
        k = mention.first - 1
        if (
            k < site.sentence.first
            or abs(k - i) > 8
            or "gent" not in {p.case for p in site.tokens[mention.head].parses}
        ):
            continue
        role = _CEREMONIES.get(site.tokens[k].lemma)
        if role is not None and case_fits(site.tokens[k], "nomn", "gent"):
            return mention, role
    k = site.sentence.first
    if before and not site.mentions and k < i <= k + 2:
        role = _CEREMONIES.get(site.tokens[k].lemma)
        if role is not None and site.tokens[k].lemma != "начало" and case_fits(site.tokens[k], "nomn"):
            return before[-1], role
    return None


_CEREMONIES = {
    "открытие": "open",
    "старт": "open",
    "начало": "open",
    "закрытие": "close",
    "проведение": "hold",
    "работа": "hold",
    "мероприятие": "hold",
}


def joined_to(site: Site, mention: Mention, listed: bool = False) -> list[Mention]:
    """A mention and those joined to it: «выставка "Х" (, намеченная на май,) и фестиваль "У" отменены».

    Args:
        site: the sentence.
        mention: the gathering.
        listed: whether a comma joins, too: before or behind a verb in the plural.
    """
    found = [mention, *(_in_list(site, mention) if listed else ())]
    for other in site.mentions:
        if other.group is mention.group or other.way not in ("name", "short") or other in found:
            continue
        low, high = (other.last, mention.first) if other.last <= mention.first else (mention.last, other.first)
        between = site.tokens[low:high]
        described = (
            3 < len(between) < 20
            and [between[0].text, between[-2].text, between[-1].lower] == [",", ",", "и"]
            and between[1].reading("PRTF") is not None
            and not any(t.pos in ("VERB", "PRTS") for t in between)
        )
        if described or (high - low in (1, 2) and any(t.lower == "и" for t in between)):
            found.append(other)
    return found


def _in_list(site: Site, mention: Mention) -> list[Mention]:
    """«Отменены форум "Х", ярмарка "У" и забег "Я"»: those that stand one behind another with a comma or «и»."""
    named = [m for m in site.mentions_near(mention.first) if m is mention or m.way in ("name", "short")]
    at = next((k for k, m in enumerate(named) if m is mention), -1)
    found: list[Mention] = []
    for step in (1, -1):
        k = at
        while at >= 0 and 0 <= k + step < len(named):
            one, other = sorted((named[k], named[k + step]), key=_first)
            between = [t.lower for t in site.tokens[one.last : other.first]]
            if between not in ([","], ["и"], [",", "и"]):
                break
            found.append(named[k + step])
            k += step
    return found if any(site.tokens[m.first - 1].lower == "и" for m in (mention, *found)) else []


def _first(mention: Mention) -> int:
    return mention.first


def same_gender(adjective: Token, mention: Mention, head: Token) -> bool:
    """Whether an adjective left without its noun can mean the gathering: its kind or its noun has that gender."""
    kind = next((p for p in parses(mention.group.kind or "") if p.pos == "NOUN"), None)
    name = next((p for w in mention.group.name.split() for p in parses(w.lower())[:1] if p.pos == "NOUN"), None)
    noun = head.reading("NOUN") if mention.way == "kind" else None
    return kind is None or any(
        p.pos == "ADJF" and (p.gender == n.gender if n.number == "sing" else p.number == "plur")
        for p in adjective.parses
        for n in (kind, noun, name)
        if n is not None
    )


def is_given_up(site: Site, i: int, role: str) -> bool:
    """Whether a plan is told of that did not come true: «первоначально форум планировали провести в мае»."""
    found = site.tokens[site.sentence.first : site.sentence.last]
    if role != "hold" or not any(t.lower in ("первоначально", "изначально", "сначала", "ранее") for t in found):
        return False
    return site.tokens[i].pos == "INFN"


def subject_of(site: Site, i: int, role: str) -> Mention | None:
    """The gathering that a verb tells of: a participle's noun, a relative's antecedent, the subject or the object."""
    tokens = site.tokens
    token = tokens[i]
    parse = token.reading("VERB", "PRTS", "INFN", "PRTF", "GRND")
    assert parse is not None
    if parse.pos == "PRTF":
        return _participle(site, i)
    if parse.lemma == "быть":
        return not_to_be(site, i)
    if parse.lemma == "приступить":
        return begun(site, i)
    if parse.lemma == "участвовать":
        return taken_part_in(site, i)
    if parse.lemma == "отдать":
        return given_to(site, i)
    if parse.lemma == "стать":
        return becomes_site_of(site, i)
    if parse.lemma == "дать":
        return next((m for m in site.mentions if 0 < m.head - i <= 6 and case_fits(tokens[m.head], "datv")), None)
    relative = _relative(site, i)
    if relative is not None:
        return relative
    if parse.lemma in words("events", "verbs", "meet") or (parse.lemma == "ждать" and role != "close"):
        return met(site, i)
    transitive = parse.lemma in words("events", "verbs", "transitive") and parse.pos != "PRTS"
    cases = ("nomn", "accs") if transitive else ("nomn",)
    near = sorted(
        (m for m in site.mentions_near(i) if abs(m.head - i) <= FAR and not inside_other_clause(site, m, i)),
        key=lambda m: abs(m.head - i) + (3 if m.head > i else 0),
    )
    for mention in near:
        head = tokens[mention.head]
        if _stage(site, mention) or case_fits(head, *cases):
            if _stage(site, mention):
                return mention
            before = tokens[mention.first - 1]
            if mention.head > site.sentence.first and before.pos == "PREP" and before.lower != "прежде":
                continue
            if mention.way == "kind" and _governed(site, mention):
                continue
            if role == "hold" and mention.last <= i and _of_its_part(site, mention, i):
                continue
            if mention.way == "pronoun" and parse.lemma in words("events", "verbs", "move"):
                continue  # people move too
            if not transitive and parse.pos in ("VERB", "PRTS") and _other_subject(site, mention, i):
                continue
            joined = parse.number == "plur" and len(joined_to(site, mention, listed=True)) > 1
            if joined or _agrees(mention, head, parse.number, parse.pos, transitive):
                return mention
    return None


def _of_its_part(site: Site, mention: Mention, i: int) -> bool:
    """«Чемпионат, матчи которого город принимает с 16 июня»: what is told is told of a part."""
    tokens = site.tokens
    return any(
        tokens[k].lemma == "который" and tokens[k - 1].pos == "NOUN" and tokens[k].reading("ADJF", case="gent")
        for k in range(max(mention.last + 1, i - 10), i)
    )


def _other_subject(site: Site, mention: Mention, i: int) -> bool:
    """Whether a noun behind a comma stands nearer to a verb as its subject: «…на форум, регистрация завершится»."""
    tokens = site.tokens
    verb = tokens[i].reading("VERB", "PRTS")
    for k in range(i - 1, mention.last, -1):
        noun = tokens[k].parses[0] if tokens[k].parses else None
        if tokens[k].text == "," or tokens[k].text in DASHES or verb is None:
            return False
        if noun is not None and noun.pos == "NOUN" and noun.case == "nomn" and tokens[k - 1].text == ",":
            return noun.number == verb.number and (
                noun.number == "plur" or not verb.gender or noun.gender == verb.gender
            )
    return False


def _stage(site: Site, mention: Mention) -> bool:
    """Whether a mention tells whose stage it is: «региональный этап конкурса "Х"»."""
    if mention.first <= site.sentence.first:
        return False
    token = site.tokens[mention.first - 1]
    return token.lemma in words("events", "editions", "stage") and case_fits(token, "nomn")


def _governed(site: Site, mention: Mention) -> bool:
    """Whether a kind stands in the genitive behind another noun: «директор форума»."""
    tokens = site.tokens
    head = tokens[mention.head]
    cases = {p.case for p in head.parses if p.pos == "NOUN"}
    if mention.first <= site.sentence.first or "nomn" in cases or "gent" not in cases:
        return False
    return tokens[mention.first - 1].pos == "NOUN"


def _agrees(mention: Mention, head: Token, number: str | None, pos: str, transitive: bool) -> bool:
    if transitive or pos in ("INFN", "GRND") or mention.way in ("short", "pronoun") or number is None:
        return True
    found = [p for p in head.parses if p.pos == "NOUN" and p.case == "nomn"]
    return not found or any(p.number == number for p in found)


def _participle(site: Site, i: int) -> Mention | None:
    """The mention a participle describes: right before it with a comma between, or right behind it."""
    tokens = site.tokens
    token = tokens[i]
    k = i - 1
    while k > site.sentence.first and tokens[k].pos in ("ADVB", "PRCL", "CONJ") and tokens[k].text != ",":
        k -= 1
    for mention in site.mentions:
        if tokens[k].text == "," and mention.last == k:
            return mention
        if tokens[k].text == "," and mention.last < k and k - mention.last <= 4 and _place_only(site, mention.last, k):
            return mention
        if i < mention.first <= i + 2 and all(t.pos in ("ADJF", "") for t in tokens[i + 1 : mention.first]):
            return mention
        if i < mention.first <= i + 9 and _told_between(site, i + 1, mention.first):
            return mention
        if mention.first <= i < mention.head:
            return mention
    if token.reading("PRTF") and k == i - 1 and tokens[k].text != ",":
        return None
    return None


def _told_between(site: Site, first: int, last: int) -> bool:
    """«Намеченный на 4 октября в Твери фестиваль»: only times and places stand between a participle and its noun."""
    spans = [site.document.token_range(t.start, t.end) for t in site.times] + [(a, b) for a, b, _, _ in site.places]
    return all(
        token.pos in ("PREP", "ADJF") or token.is_number or any(a <= token.index < b for a, b in spans)
        for token in site.tokens[first:last]
    )


def _place_only(site: Site, first: int, last: int) -> bool:
    return any(a <= first + 1 and b >= last - 1 for a, b, _, _ in site.places)


def _relative(site: Site, i: int) -> Mention | None:
    """«форум, который состоится …»: the mention before «который», with only a place between."""
    tokens = site.tokens
    limit = i - 10
    for k in range(i - 1, site.sentence.first, -1):
        if k <= limit or tokens[k].text in (";", ":"):
            return None
        if tokens[k].lemma == "который":
            before = k - 1
            if tokens[before].lower in ("и", "а", "но"):
                limit = k - 14  # «который начался вчера и который завершится завтра»
                continue
            if tokens[before].pos == "NOUN":
                return None  # «форум, гости которого …»
            while before > site.sentence.first and (tokens[before].text == "," or tokens[before].pos == "PREP"):
                before -= 1
            for mention in reversed(site.mentions):
                if mention.last <= k and before - mention.last <= 3 and mention.last <= before + 1:
                    return mention
            return None
    return None


def elided_at(site: Site, i: int, role: str, before: Sequence[Mention]) -> Mention | None:
    """«Следующий, как ожидается, состоится …»: the noun left out is the gathering of the sentence before."""
    if role == "gather":
        return None
    pool = [*before, *site.mentions]
    if not pool:
        return None
    if role == "hold" and before and not site.mentions and _hosts_guests(site, i):
        return before[-1]
    for k in range(site.sentence.first, i):
        token = site.tokens[k]
        cued = token.lemma in edition_adjectives() or token.lemma in CURRENT
        if (cued or token.lemma in words("events", "ordinals")) and k + 1 < site.sentence.last:
            follows = site.tokens[k + 1]
            clause_start = k == site.sentence.first or site.tokens[k - 1].text in (",", ";")
            if clause_start and (follows.text == "," or follows.pos in ("VERB", "PRTS", "ADJS", "PRED")):
                past = [m for m in pool if m.last <= k] or pool
                chosen = past[-1]
                return chosen if same_gender(site.tokens[k], chosen, site.tokens[chosen.head]) else None
    return None


def _hosts_guests(site: Site, i: int) -> bool:
    """«В 2026 году лидеров примет Индия», «участники собирались в Твери»: who comes to the gathering spoken of."""
    lemma = site.tokens[i].lemma
    case = "nomn" if lemma in words("events", "verbs", "meet") else "accs"
    if case == "accs" and lemma not in words("events", "verbs", "host"):
        return False
    near = site.tokens[max(site.sentence.first, i - 4) : min(i + 4, site.sentence.last)]
    return bool(site.times and site.places) and any(
        t.lemma in words("events", "guests") and t.reading("NOUN", case=case, number="plur") for t in near
    )
