"""Verbs of holding, opening and closing, and the gathering that each tells of."""

from collections.abc import Sequence

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events_mentions import Mention, case_fits
from newsfacts.discourse.events_site import Site, as_said, cues
from newsfacts.document import Token
from newsfacts.lexicon import words

_PREDICATE = ("VERB", "PRTS", "INFN", "PRTF", "GRND", "PRED")


_FAR = 25  # tokens between a gathering and a verb that tells of it


def role_of(site: Site, i: int) -> str | None:
    """What a verb of holding at token i tells of, if there is one."""
    token = site.tokens[i]
    if not token.is_word or token.pos not in _PREDICATE and not token.reading("PRTF", "PRTS", "VERB"):
        return None
    parse = token.reading("VERB", "PRTS", "INFN", "PRTF", "GRND")
    if parse is None or parse.score < 0.2:
        return None
    if parse.lemma in ("начать", "начинать", "возобновить"):
        after = site.tokens[i + 1 : min(i + 3, site.sentence.last)]
        return "open" if any(t.lower == "работу" for t in after) else None
    if parse.lemma in words("events", "verbs", "host") and _takes_part(site, i):
        return None
    for role in ("hold", "open", "close", "cancel", "postpone", "gather"):
        if parse.lemma in words("events", "verbs", role):
            return role
    return None


def opening_at(site: Site, i: int) -> tuple[Mention, str] | None:
    """«Открытие форума состоится 5 июня», «проведение форума запланировано»: the gathering and what is told of it."""
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
    return None


_CEREMONIES = {"открытие": "open", "старт": "open", "начало": "open", "закрытие": "close", "проведение": "hold"}


def joined_to(site: Site, mention: Mention) -> list[Mention]:
    """A mention and those joined to it: «выставка "Х" и фестиваль "У" пройдут»."""
    found = [mention]
    for other in site.mentions:
        if other.group is mention.group or other.way not in ("name", "short"):
            continue
        low, high = (other.last, mention.first) if other.last <= mention.first else (mention.last, other.first)
        if high - low in (1, 2) and any(t.lower == "и" for t in site.tokens[low:high]):
            found.append(other)
    return found


def same_gender(adjective: Token, mention: Mention) -> bool:
    """Whether an adjective left without its noun can mean the gathering: its kind has that gender."""
    kind = next((p for p in parses(mention.group.kind or "") if p.pos == "NOUN"), None)
    return kind is None or any(
        p.pos == "ADJF" and (p.gender == kind.gender if kind.number == "sing" else p.number == "plur")
        for p in adjective.parses
    )


def is_given_up(site: Site, i: int, role: str) -> bool:
    """Whether a plan is told of that did not come true: «первоначально форум планировали провести в мае»."""
    found = site.tokens[site.sentence.first : site.sentence.last]
    if role != "hold" or not any(t.lower in ("первоначально", "изначально", "сначала", "ранее") for t in found):
        return False
    return site.tokens[i].pos == "INFN"


def _takes_part(site: Site, i: int) -> bool:
    """Whether «принять» goes with «участие»."""
    around = site.tokens[max(site.sentence.first, i - 6) : min(site.sentence.last, i + 6)]
    return any(t.lemma in ("участие", "решение", "закон", "мера", "заявление") for t in around)


def subject_of(site: Site, i: int, role: str) -> Mention | None:
    """The gathering that a verb tells of: a participle's noun, a relative's antecedent, the subject or the object."""
    tokens = site.tokens
    token = tokens[i]
    parse = token.reading("VERB", "PRTS", "INFN", "PRTF", "GRND")
    assert parse is not None
    if parse.pos == "PRTF":
        return _participle(site, i)
    relative = _relative(site, i)
    if relative is not None:
        return relative
    transitive = parse.lemma in words("events", "verbs", "transitive") and parse.pos != "PRTS"
    cases = ("nomn", "accs") if transitive else ("nomn",)
    near = sorted(
        (m for m in site.mentions if abs(m.head - i) <= _FAR and not _inside_other_clause(site, m, i)),
        key=lambda m: abs(m.head - i) + (3 if m.head > i else 0),
    )
    for mention in near:
        head = tokens[mention.head]
        if _stage(site, mention) or case_fits(head, *cases):
            if _stage(site, mention):
                return mention
            if mention.head > site.sentence.first and tokens[mention.first - 1].pos == "PREP":
                continue
            if mention.way == "kind" and _governed(site, mention):
                continue
            joined = parse.number == "plur" and len(joined_to(site, mention)) > 1
            if joined or _agrees(mention, head, parse.number, parse.pos, transitive):
                return mention
    return None


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
        if mention.first <= i < mention.head:
            return mention
    if token.reading("PRTF") and k == i - 1 and tokens[k].text != ",":
        return None
    return None


def _place_only(site: Site, first: int, last: int) -> bool:
    return any(a <= first + 1 and b >= last - 1 for a, b, _, _ in site.places)


def _relative(site: Site, i: int) -> Mention | None:
    """«форум, который состоится …»: the mention before «который», with only a place between."""
    tokens = site.tokens
    for k in range(i - 1, max(site.sentence.first, i - 10), -1):
        if tokens[k].text in (";", ":"):
            return None
        if tokens[k].lemma == "который":
            before = k - 1
            if tokens[before].pos == "NOUN":
                return None  # «форум, гости которого …»
            while before > site.sentence.first and (tokens[before].text == "," or tokens[before].pos == "PREP"):
                before -= 1
            for mention in reversed(site.mentions):
                if mention.last <= k and before - mention.last <= 3 and mention.last <= before + 1:
                    return mention
            return None
    return None


def _inside_other_clause(site: Site, mention: Mention, i: int) -> bool:
    """Whether another verb stands between a mention and a verb, unless both share the subject («прошел и собрал»)."""
    tokens = site.tokens
    low, high = (mention.last, i) if mention.last <= i else (i + 1, mention.first)
    between = tokens[low:high]
    if any(t.text == ";" for t in between):
        return True
    if mention.last <= i:
        verbs = [
            t
            for t in between
            if t.pos in ("VERB", "PRTS") and t.lemma not in PLANS and not as_said(site.document, site.sentence, t)
        ]
        return bool(verbs) and not any(t.lower in _JOINS for t in between)
    return any(t.pos in ("VERB", "PRTS") or t.text in ",;" for t in between)


_JOINS = frozenset(("и", "а", "но", "который", "которая", "которое", "которые"))


def elided_at(site: Site, i: int, role: str, before: Sequence[Mention]) -> Mention | None:
    """«Следующий, как ожидается, состоится …»: the noun left out is the gathering of the sentence before."""
    if role == "gather":
        return None
    pool = [*before, *site.mentions]
    if not pool:
        return None
    for k in range(site.sentence.first, i):
        if site.tokens[k].lemma in cues() and k + 1 < site.sentence.last:
            follows = site.tokens[k + 1]
            clause_start = k == site.sentence.first or site.tokens[k - 1].text in (",", ";")
            if clause_start and (follows.text == "," or follows.pos in ("VERB", "PRTS", "ADJS", "PRED")):
                past = [m for m in pool if m.last <= k] or pool
                return past[-1] if same_gender(site.tokens[k], past[-1]) else None
    return None


PLANS = frozenset(
    ("должный", "должен", "планироваться", "планировать", "быть", "намерить", "рассчитывать", "предполагаться")
    + ("намеренный", "наметить", "собираться", "предстоять", "хотеть")
)
