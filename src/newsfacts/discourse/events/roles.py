"""Verbs of holding, opening and closing: which words of a sentence they are and what each tells of."""

from functools import lru_cache

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.discourse.events.site import Site, as_said, in_aside
from newsfacts.document import Document, Sentence, once
from newsfacts.lexicon import words

_PREDICATE = ("VERB", "PRTS", "INFN", "PRTF", "GRND", "PRED")


FAR = 25  # tokens between a gathering and a verb that tells of it


@once
def _candidates(document: Document, sentence: Sentence) -> tuple[int, ...]:
    """The tokens of a sentence that can be verbs of holding."""
    tokens = document.tokens
    return tuple(k for k in range(sentence.first, sentence.last) if tokens[k].is_word and _holding(tokens[k].lower))


def roles_in(site: Site) -> list[tuple[int, str]]:
    """The verbs of holding in a sentence, and what each tells of."""
    found = ((k, role_of(site, k)) for k in _candidates(site.document, site.sentence))
    return [(k, role) for k, role in found if role is not None]


def role_of(site: Site, i: int) -> str | None:
    """What a verb of holding at token i tells of, if there is one."""
    token = site.tokens[i]
    known = _holding(token.lower) if token.is_word else None
    if known is None:
        return None
    parse, role = known
    if parse.score < 0.2 and not (parse.pos == "PRTF" and _opens_clause(site, i)):
        return None
    lemma = parse.lemma
    if lemma == "быть":
        return "hold" if not_to_be(site, i) else None
    if lemma in ("начать", "начинать", "возобновить", "продолжать", "продолжить"):
        after = site.tokens[i + 1 : min(i + 5, site.sentence.last)]
        role = {"продолжать": "hold", "продолжить": "close"}.get(lemma, "open")
        return role if any(t.lower == "работу" for t in after) else None
    if lemma in words("events", "verbs", "host") and _takes_part(site, i):
        return None
    if parse.pos == "INFN" and lemma in words("events", "verbs", "visit"):
        near = site.tokens[max(site.sentence.first, i - 5) : min(i + 6, site.sentence.last)]
        if any(t.lower == "можно" for t in near):
            return "hold"
    if lemma in ("исключить", "снять", "убрать"):
        near = site.tokens[max(site.sentence.first, i - 3) : min(i + 4, site.sentence.last)]
        return "cancel" if any(t.lower == "программы" for t in near) else None
    if lemma == "отдать":
        return "hold" if parse.pos == "PRTS" and given_to(site, i) else None
    if lemma == "стать":
        return "hold" if becomes_site_of(site, i) else None
    if lemma == "приступить":
        return "open" if begun(site, i) else None
    if lemma == "ждать" and parse.tense == "pres" and _awaits_guests(site, i):
        return "close"
    if lemma == "ждать":
        return "hold" if parse.tense == "pres" and met(site, i) else None
    if lemma == "участвовать":
        return "hold" if parse.tense == "past" and taken_part_in(site, i) else None
    if lemma == "дать":
        return "open" if any(t.lower == "старт" for t in site.tokens[i - 1 : i + 2]) else None
    return role


_SPECIAL = frozenset(
    ("быть", "начать", "начинать", "возобновить", "продолжать", "приступить", "ждать", "участвовать", "дать")
    + ("исключить", "снять", "убрать", "стать", "продолжить", "отдать")
)


@lru_cache(maxsize=50_000)
def _holding(lower: str) -> tuple[Parse, str | None] | None:
    """The reading of a word as a verb that can tell of a gathering's time, and what it tells by itself."""
    found = parses(lower)
    if not found or (found[0].pos not in _PREDICATE and not any(p.pos in ("PRTF", "PRTS", "VERB") for p in found)):
        return None
    parse = next((p for p in found if p.pos in ("VERB", "PRTS", "INFN", "PRTF", "GRND")), None)
    if parse is None:
        return None
    for role in ("hold", "open", "close", "cancel", "postpone", "gather"):
        if parse.lemma in words("events", "verbs", role):
            return parse, role
    known = parse.lemma in _SPECIAL or parse.lemma in words("events", "verbs", "visit")
    return (parse, None) if known else None


def _takes_part(site: Site, i: int) -> bool:
    """Whether «принять» goes with «участие»."""
    around = site.tokens[max(site.sentence.first, i - 6) : min(site.sentence.last, i + 6)]
    return any(t.lemma in ("участие", "решение", "закон", "мера", "заявление") for t in around)


def given_to(site: Site, i: int) -> Mention | None:
    """«Последний день, 12 октября, отдан симпозиуму "Х"»."""
    return next((m for m in site.mentions if 0 < m.head - i <= 3 and case_fits(site.tokens[m.head], "datv")), None)


def _awaits_guests(site: Site, i: int) -> bool:
    """«Выставка ждет гостей до 5 ноября»."""
    behind = site.tokens[i + 1 : min(i + 3, site.sentence.last)]
    return any(t.lemma in ("гость", "посетитель", "зритель") for t in behind)


def becomes_site_of(site: Site, i: int) -> Mention | None:
    """«Казань с 7 по 9 октября станет площадкой форума "Х"», «хозяйкой форума станет Казань»."""
    around = site.tokens[max(site.sentence.first, i - 8) : min(i + 6, site.sentence.last)]
    at = next((t.index for t in around if t.lemma in _SITES and t.reading("NOUN", case="ablt")), None)
    if at is None:
        return None
    return next((m for m in site.mentions if 0 < m.first - at <= 3 and case_fits(site.tokens[m.head], "gent")), None)


_SITES = frozenset(("площадка", "место", "хозяин", "хозяйка", "столица"))


def begun(site: Site, i: int) -> Mention | None:
    """«Военные приступили к учению "Х"»."""
    return next((m for m in site.mentions if 0 < m.first - i <= 4 and site.tokens[m.first - 1].lower in "ко"), None)


def taken_part_in(site: Site, i: int) -> Mention | None:
    """«Завод с 3 по 5 мая участвовал в выставке "Х"»: the days of taking part are the days it lasts."""
    days = [t for t in site.times if t.value and len(t.value) == 21 and t.kind == "interval"]
    if not days or any(t.kind in ("date", "datetime") for t in site.times):
        return None
    return next((m for m in site.mentions if 0 < m.first - i <= 4 and site.tokens[m.first - 1].lower in "во"), None)


def _opens_clause(site: Site, i: int) -> bool:
    """Whether a word that may be a participle has words of its own: behind a comma, or a preposition follows."""
    before = site.tokens[i - 1].text if i > site.sentence.first else ""
    return before == "," or (i + 1 < site.sentence.last and site.tokens[i + 1].lower in ("в", "во", "на", "с"))


def not_to_be(site: Site, i: int) -> Mention | None:
    """«Велопробега "Х" (, приуроченного к фестивалю,) не будет»: a gathering in the genitive before «не быть»."""
    tokens = site.tokens
    if tokens[i].lower not in ("будет", "было") or tokens[i - 1].lower != "не":
        return None
    for mention in site.mentions:
        spans = [site.document.token_range(t.start, t.end) for t in site.times]
        between = [t for t in tokens[mention.last : i - 1] if not any(a <= t.index < b for a, b in spans)]
        aside = len(between) > 1 and between[0].text == "," and between[-1].text == ","
        if mention.last > i - 1 or mention.way == "pronoun" or not case_fits(tokens[mention.head], "gent"):
            continue
        if len(between) <= 10 and (aside or not any(t.pos in ("VERB", "NOUN") for t in between)):
            return mention
    return None


def met(site: Site, i: int) -> Mention | None:
    """«Участники форума встретятся в Твери», «на фестиваль съедутся гости»: the gathering whose guests meet."""
    tokens = site.tokens
    for mention in site.mentions:
        if mention.first <= site.sentence.first or abs(mention.head - i) > FAR:
            continue
        before = tokens[mention.first - 1]
        guests = before.lemma in ("участник", "гость", "делегат", "финалист") and before.reading("NOUN", case="nomn")
        awaits = tokens[i].lemma == "ждать" and before.lower == "на" and case_fits(tokens[mention.head], "loct")
        to = before.lower == "на" and case_fits(tokens[mention.head], "accs") and tokens[i].lemma != "ждать"
        offered = tokens[i].lemma == "ждать" and mention.last > i and case_fits(tokens[mention.head], "nomn")
        if offered and any(t.lemma in ("гость", "зритель", "посетитель") for t in tokens[max(0, i - 2) : i + 2]):
            return mention  # «в воскресенье гостей ждет забег "Х"»
        if (guests and mention.last <= i) or to or awaits:
            return None if inside_other_clause(site, mention, i) else mention
    return None


def inside_other_clause(site: Site, mention: Mention, i: int) -> bool:
    """Whether another verb stands between a mention and a verb, unless both share the subject («прошел и собрал»)."""
    tokens = site.tokens
    low, high = (mention.last, i) if mention.last <= i else (i + 1, mention.first)
    between = tokens[low:high]
    if any(t.text in (";", ":") for t in between):
        return True
    if mention.last <= i:
        verbs = [
            t
            for t in between
            if t.pos in ("VERB", "PRTS")
            and t.lemma not in PLANS
            and not as_said(site.document, site.sentence, t)
            and not in_aside(site, t, i)
        ]
        joined = (
            any(t.lower in _JOINS for t in between) or tokens[i - 1].text == ","
        )  # «начнется в среду, завершится …»
        return bool(verbs) and not joined
    return any(t.pos in ("VERB", "PRTS") or t.text in ",;" for t in between)


_JOINS = frozenset(("и", "а", "но", "который", "которая", "которое", "которые", "где"))


PLANS = frozenset(
    ("должный", "должен", "планироваться", "планировать", "быть", "намерить", "рассчитывать", "предполагаться")
    + ("мочь", "намеренный", "наметить", "собираться", "предстоять", "хотеть", "решить", "решать", "передумать")
)
