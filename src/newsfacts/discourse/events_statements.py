"""What the text says of a gathering's time and place: by verbs of holding, or beside its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events_mentions import Mention, case_fits
from newsfacts.discourse.events_places import places_in
from newsfacts.discourse.events_time import last_day, today
from newsfacts.discourse.status import status_of
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, Place, Time, covering
from newsfacts.rule import rule

_PREDICATE = ("VERB", "PRTS", "INFN", "PRTF", "GRND", "PRED")
_BREAKS = frozenset(",;:()—–-")
_DASHES = frozenset("—–-")
_FAR = 25  # tokens between a gathering and a verb that tells of it


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of a gathering: ``role`` (hold, open, close, postpone, cancel, gather, name), time, place."""

    mention: Mention
    role: str
    when: str | None
    duration: str | None
    place: Place | None
    denied: bool
    future: bool
    past: bool
    current: bool
    cue: str
    at: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Site:
    document: Document
    sentence: Sentence
    mentions: Sequence[Mention]
    times: Sequence[Time]
    places: Sequence[tuple[int, int, Place, bool]]  # first, last token, place, whether a preposition leads it
    published: str | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.document.tokens


def statements_of(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    entities: Sequence[Entity],
    published: str | None,
) -> list[Statement]:
    """All statements of time, place and status, in text order."""
    found: list[Statement] = []
    last: list[Mention] = []
    for sentence in document.sentences:
        ours = [m for m in mentions if sentence.first <= m.first < sentence.last]
        if ours or last:
            site = _Site(
                document,
                sentence,
                ours,
                covering(times, sentence.start, sentence.end),
                places_in(document, sentence, entities),
                published,
            )
            found += _read(site, last)
            found += _lasting(site, ours or last)
            found += _lengths(site)
        last = ours or ([] if sentence.block in ("title", "subtitle") else last[-1:])
    return found


def _read(site: _Site, before: Sequence[Mention]) -> Iterator[Statement]:
    for mention in site.mentions:
        yield from _beside(site, mention)
    for i in range(site.sentence.first, site.sentence.last):
        role = _role(site, i)
        if role is None:
            continue
        subject: Mention | None
        ceremony = _opening(site, i) if role == "hold" else None
        if ceremony is not None:
            subject, role = ceremony
        else:
            subject = _subject(site, i, role) or _elided(site, i, role, before)
        if subject is not None and not _given_up(site, i, role):
            for each in _coordinated(site, subject):
                yield from _of_verb(site, i, role, each)
    yield from _coming(site, before)


def _role(site: _Site, i: int) -> str | None:
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


def _opening(site: _Site, i: int) -> tuple[Mention, str] | None:
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


def _coordinated(site: _Site, mention: Mention) -> list[Mention]:
    """A mention and those joined to it: «выставка "Х" и фестиваль "У" пройдут»."""
    found = [mention]
    for other in site.mentions:
        if other.group is mention.group or other.way not in ("name", "short"):
            continue
        low, high = (other.last, mention.first) if other.last <= mention.first else (mention.last, other.first)
        if high - low in (1, 2) and any(t.lower == "и" for t in site.tokens[low:high]):
            found.append(other)
    return found


@rule(
    "facts",
    {
        "Форум «Дружба» собрал тысячу гостей. [Следующий организаторы ждут в Туле в 2026 году].": {
            "when": "2026",
            "place.city": "Тула",
            "status": "planned",
        },
        "Следующий дом организаторы сдадут в 2026 году.": None,
    },
    fact_type="event",
)
def _coming(site: _Site, before: Sequence[Mention]) -> Iterator[Statement]:
    """«Следующую ждут в 2027 году»: another edition told of with a time, by whatever verb."""
    tokens = site.tokens
    roles = [i for i in range(site.sentence.first, site.sentence.last) if _role(site, i) not in (None, "gather")]
    dates = [t for t in site.times if t.kind != "duration" and t.value]
    pool = [*before, *site.mentions]
    if roles or not dates or not pool:
        return
    for k in range(site.sentence.first, site.sentence.last - 1):
        token = tokens[k]
        if token.pos != "ADJF" or token.lemma not in _cues():
            continue
        if k > site.sentence.first and tokens[k - 1].text != "," and tokens[k - 1].pos != "NOUN":
            continue
        named = next((m for m in site.mentions if m.first <= k < m.last or m.first == k + 1), None)
        follows = tokens[k + 1]
        bare = follows.text in (",", ":") or follows.pos in ("VERB", "PRTS", "ADJS", "PREP") or _is_host(follows)
        if named is None and not bare:
            continue
        mention = named or pool[-1]
        if named is None and not _same_gender(token, mention):
            continue
        cue = "next" if token.lemma in words("events", "editions", "next") else "previous"
        place = next((p for a, _, p, led in site.places if led and a > k), None)
        behind = [d for d in dates if d.start > token.start][:2] or dates[:1]
        yield _statement(site, mention, "hold", behind, place, k, cue, cue == "next")
        return


def _same_gender(adjective: Token, mention: Mention) -> bool:
    """Whether an adjective left without its noun can mean the gathering: its kind has that gender."""
    kind = next((p for p in parses(mention.group.kind or "") if p.pos == "NOUN"), None)
    return kind is None or any(
        p.pos == "ADJF" and (p.gender == kind.gender if kind.number == "sing" else p.number == "plur")
        for p in adjective.parses
    )


def _is_host(token: Token) -> bool:
    """Whether a noun can be who awaits or holds the next edition: «следующую организаторы ждут»."""
    noun = token.reading("NOUN")
    return noun is not None and noun.case == "nomn" and noun.animacy == "anim" and noun.number == "plur"


def _given_up(site: _Site, i: int, role: str) -> bool:
    """Whether a plan is told of that did not come true: «первоначально форум планировали провести в мае»."""
    found = site.tokens[site.sentence.first : site.sentence.last]
    if role != "hold" or not any(t.lower in ("первоначально", "изначально", "сначала", "ранее") for t in found):
        return False
    return site.tokens[i].pos == "INFN"


def _takes_part(site: _Site, i: int) -> bool:
    """Whether «принять» goes with «участие»."""
    around = site.tokens[max(site.sentence.first, i - 6) : min(site.sentence.last, i + 6)]
    return any(t.lemma in ("участие", "решение", "закон", "мера", "заявление") for t in around)


def _subject(site: _Site, i: int, role: str) -> Mention | None:
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
        if _stage(site, mention) or mention.way == "short" or case_fits(head, *cases):
            if _stage(site, mention):
                return mention
            if mention.head > site.sentence.first and tokens[mention.first - 1].pos == "PREP":
                continue
            if mention.way == "kind" and _governed(site, mention):
                continue
            joined = parse.number == "plur" and len(_coordinated(site, mention)) > 1
            if joined or _agrees(mention, head, parse.number, parse.pos, transitive):
                return mention
    return None


def _stage(site: _Site, mention: Mention) -> bool:
    """Whether a mention tells whose stage it is: «региональный этап конкурса "Х"»."""
    if mention.first <= site.sentence.first:
        return False
    token = site.tokens[mention.first - 1]
    return token.lemma in words("events", "editions", "stage") and case_fits(token, "nomn")


def _governed(site: _Site, mention: Mention) -> bool:
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


def _participle(site: _Site, i: int) -> Mention | None:
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


def _place_only(site: _Site, first: int, last: int) -> bool:
    return any(a <= first + 1 and b >= last - 1 for a, b, _, _ in site.places)


def _relative(site: _Site, i: int) -> Mention | None:
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


def _inside_other_clause(site: _Site, mention: Mention, i: int) -> bool:
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
            if t.pos in ("VERB", "PRTS") and t.lemma not in _PLANS and not _as_said(site.document, site.sentence, t)
        ]
        return bool(verbs) and not any(t.lower in _JOINS for t in between)
    return any(t.pos in ("VERB", "PRTS") or t.text in ",;" for t in between)


_JOINS = frozenset(("и", "а", "но", "который", "которая", "которое", "которые"))


def _as_said(document: Document, sentence: Sentence, token: Token) -> bool:
    """Whether a verb stands in an aside: «как ожидается»."""
    before = document.tokens[max(sentence.first, token.index - 4) : token.index]
    return any(t.lower == "как" for t in before) and any(t.text in (",", "-", "–", "—") for t in before)


def _elided(site: _Site, i: int, role: str, before: Sequence[Mention]) -> Mention | None:
    """«Следующий, как ожидается, состоится …»: the noun left out is the gathering of the sentence before."""
    if role == "gather":
        return None
    pool = [*before, *site.mentions]
    if not pool:
        return None
    for k in range(site.sentence.first, i):
        if site.tokens[k].lemma in _cues() and k + 1 < site.sentence.last:
            follows = site.tokens[k + 1]
            clause_start = k == site.sentence.first or site.tokens[k - 1].text in (",", ";")
            if clause_start and (follows.text == "," or follows.pos in ("VERB", "PRTS", "ADJS", "PRED")):
                past = [m for m in pool if m.last <= k] or pool
                return past[-1] if _same_gender(site.tokens[k], past[-1]) else None
    return None


def _cues() -> frozenset[str]:
    return words("events", "editions", "next") | words("events", "editions", "previous")


def number_of(document: Document, mention: Mention) -> int | None:
    """The number of an edition: «XII форум», «10-й форум», «десятый форум»."""
    for token in document.tokens[mention.first : mention.head]:
        if token.text and not token.text.strip("IVXХ"):
            values = [_ROMAN[c] for c in token.text.replace("Х", "X")]
            return sum(-v if values[i + 1 : i + 2] > [v] else v for i, v in enumerate(values))
        digits = token.text.split("-")[0]
        if digits.isdigit() and len(digits) <= 3:
            return int(digits)
        if token.lemma in words("events", "ordinals"):
            return int(table("events")["ordinals"].index(token.lemma)) + 2
    return None


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _cue(site: _Site, mention: Mention, verb: int) -> str:
    """Whether a statement is of the main edition, a next or a previous one."""
    low = min(mention.first, verb)
    k = low - 1
    while k >= site.sentence.first and site.tokens[k].text not in (",", ";") and low - k < 6:
        k -= 1
    for token in site.tokens[max(k, site.sentence.first) : max(mention.head + 1, verb)]:
        if not token.parses or token.parses[0].pos != "ADJF":
            continue
        noun_ok = not (mention.first <= token.index < mention.last) or token.index < mention.head
        if token.lemma in words("events", "editions", "next") and noun_ok and _is_subject_cue(site, token, mention):
            return "next"
        if token.lemma in words("events", "editions", "previous") and _is_subject_cue(site, token, mention):
            return "previous"
    return "main"


def _is_subject_cue(site: _Site, token: Token, mention: Mention) -> bool:
    """Whether «следующий» belongs to the gathering, not to a year or a week."""
    if mention.first <= token.index < mention.last:
        return True
    if mention.first - 2 <= token.index < mention.first:
        between = site.tokens[token.index + 1 : mention.first]
        return all(t.pos == "ADJF" or not t.is_word for t in between)
    follows = site.tokens[token.index + 1] if token.index + 1 < site.sentence.last else None
    return follows is None or follows.text == "," or follows.pos in ("VERB", "PRTS", "ADJS", "PRED")


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
        "Форум прошел в Рязани с 3 по 5 сентября.": None,
        "Концерт отменен, дороги открыты.": None,
    },
    fact_type="event",
)
def _of_verb(site: _Site, i: int, role: str, mention: Mention) -> Iterator[Statement]:
    """The statement of a verb, and those of the parts behind it that leave the verb out."""
    first, last = _reach(site, i, mention)
    times = [t for t in site.times if site.tokens[first].start <= t.start < site.tokens[last - 1].end]
    times = [t for t in times if _verb_of(site, t) == i or _between(site, mention, t, i)]
    host = site.tokens[i].lemma in words("events", "verbs", "host") and role == "hold"
    cue = _cue(site, mention, i)
    if role == "gather" and cue == "main" and (mention.way == "pronoun" or _tells_of_the_past(site)):
        return
    if any(t.value and t.value.endswith("/..") for t in times) and site.tokens[i].parses[0].tense == "pres":
        return  # «проводится с 2015 года»
    parts = _elliptic(site, i, role) if role in ("hold", "gather") else []
    limit = parts[0][0] if parts else last
    times = [t for t in times if t.start < site.tokens[min(limit, last - 1)].start or not parts]
    place = _place(site, first, limit, i, host)
    future = _is_future(site, i)
    yield _statement(site, mention, role, times, place, i, cue, future)
    for a, b in parts:
        inner = [t for t in site.times if site.tokens[a].start <= t.start < site.tokens[b - 1].end]
        spot = _place(site, a, b, i, host)
        if inner and spot is not None:
            yield _statement(
                site, mention, "hold", inner, spot, i, "previous" if cue == "main" else cue, future, (a, b)
            )


def _elliptic(site: _Site, i: int, role: str) -> list[tuple[int, int]]:
    """The stretches behind a verb, up to the next mark, that have a time and a place and no verb of their own."""
    tokens = site.tokens
    parts = []
    start = None
    for k in range(i + 1, site.sentence.last + 1):
        if k == site.sentence.last or tokens[k].text in (",", ";", "."):
            if start is not None and k > start:
                piece = tokens[start:k]
                verbs = [t for t in piece if _is_verb(t) and t.lemma != "быть"]
                timed = any(piece[0].start <= t.start < piece[-1].end for t in site.times)
                placed = any(start <= a < k for a, _, _, _ in site.places)
                if timed and placed and not verbs:
                    parts.append((start, k))
            start = k + 1
    return parts


def _reach(site: _Site, i: int, mention: Mention) -> tuple[int, int]:
    """The tokens that a verb's time and place are sought in: from its clause's start to the next clause with a verb."""
    tokens = site.tokens
    first = i
    low = min(mention.first, i) if site.sentence.first <= mention.first < site.sentence.last else i
    while first > site.sentence.first:
        if tokens[first - 1].text == ";" or (first <= low and tokens[first - 1].text in (",", ":")):
            break
        first -= 1
    return first, site.sentence.last


def _verb_of(site: _Site, time: Time) -> int | None:
    """The verb that a time belongs to: that of its own part of the sentence, else the last before, else the next."""
    tokens = site.tokens
    a, b = site.document.token_range(time.start, time.end)
    low = a
    while low > site.sentence.first and tokens[low - 1].text not in _CLAUSE:
        low -= 1
    high = b
    while high < site.sentence.last and tokens[high].text not in _CLAUSE:
        high += 1
    before = [k for k in range(low, a) if _is_verb(tokens[k])]
    after = [k for k in range(b, high) if _is_verb(tokens[k])]
    if before:
        return _governing(site, before[-1])
    if after:
        # «планируется провести», «должен пройти»: the infinitive is the deed.
        deed = after[0]
        if len(after) > 1 and tokens[after[1]].pos == "INFN":
            deed = after[1]
        return deed
    earlier = [k for k in range(site.sentence.first, low) if _is_verb(tokens[k])]
    if earlier:
        return _governing(site, earlier[-1])
    later = [k for k in range(high, site.sentence.last) if _is_verb(tokens[k])]
    return later[0] if later else None


def _governing(site: _Site, k: int) -> int:
    return k


_CLAUSE = frozenset(",;:()")


def _is_verb(token: Token) -> bool:
    if not token.is_word:
        return False
    if token.pos in ("VERB", "PRTS", "INFN", "GRND"):
        return True
    participle = token.reading("PRTF")
    return participle is not None and participle.lemma in _holding()


def _holding() -> frozenset[str]:
    return frozenset(
        w for role in ("hold", "open", "close", "cancel", "postpone") for w in words("events", "verbs", role)
    )


def _between(site: _Site, mention: Mention, time: Time, i: int) -> bool:
    """Whether a time stands between a gathering and its verb: «Предыдущая встреча, в марте 2024 года, собрала»."""
    start = site.tokens[mention.last - 1].end
    return start <= time.start <= site.tokens[i].start and not any(
        _is_verb(t) for t in site.tokens[mention.last : i] if t.start < time.start
    )


def _place(site: _Site, first: int, last: int, verb: int, host: bool) -> Place | None:
    """The place of a verb: with a preposition near it; of a host the place that is its subject."""
    found = []
    for a, b, place, led in site.places:
        if not (first <= a and b <= last):
            continue
        between = site.tokens[b:verb] if b <= verb else site.tokens[verb + 1 : a]
        if first <= verb and any(_is_verb(t) or t.text == ";" for t in between):
            continue
        near = first > verb or min(abs(a - verb), abs(verb - b)) <= 2
        if led or (host and near and case_fits(site.tokens[a], "nomn")):
            found.append((abs(a - verb), place))
    return min(found, key=lambda f: f[0])[1] if found else None


def _is_future(site: _Site, i: int) -> bool:
    token = site.tokens[i]
    parse = token.reading("VERB", "PRTS", "INFN", "PRTF")
    if parse is None:
        return False
    if parse.tense == "futr":
        return True
    lemma = parse.lemma
    if parse.pos in ("PRTS", "PRTF") and lemma in ("запланировать", "наметить", "назначить", "планироваться"):
        return True
    if parse.pos == "INFN":
        before = site.tokens[max(site.sentence.first, i - 5) : i]
        return any(t.lemma in _PLANS for t in before)
    return False


_PLANS = frozenset(
    ("должный", "должен", "планироваться", "планировать", "быть", "намерить", "рассчитывать", "предполагаться")
    + ("намеренный", "наметить", "собираться", "предстоять", "хотеть")
)


def _is_denied(site: _Site, i: int, role: str) -> bool:
    tokens = site.tokens
    before = tokens[max(site.sentence.first, i - 3) : i]
    after = tokens[i + 1 : min(i + 4, site.sentence.last)]
    if role == "cancel":
        return not any(t.lower in ("не", "опровергли", "если") for t in before) and not _refuted(site, i)
    if any(t.lower == "не" for t in before[-2:]):
        return role in ("hold", "open")
    # «проводиться не будет»
    return tokens[i].pos == "INFN" and len(after) > 1 and after[0].lower == "не" and after[1].lemma == "быть"


def _refuted(site: _Site, i: int) -> bool:
    """Whether the cancelling is itself denied or doubted: «опровергли информацию о том, что отменены …»."""
    before = site.tokens[max(site.sentence.first, i - 14) : i]
    return any(t.lemma in ("опровергнуть", "опровергать", "слух", "если", "ли") for t in before)


def _statement(
    site: _Site,
    mention: Mention,
    role: str,
    times: Sequence[Time],
    place: Place | None,
    verb: int,
    cue: str,
    future: bool,
    stretch: tuple[int, int] | None = None,
) -> Statement:
    dates = [t for t in times if t.kind != "duration" and t.value]
    lengths = [t.value for t in times if t.kind == "duration" and t.value]
    if role == "close" and site.tokens[verb].lemma == "работать":
        dates = [t for t in dates if t.value and t.value.startswith("../")]
        lengths = []
    when = _joined(site, dates[-1:] if role == "postpone" else dates)
    if when and role in ("open", "close") and "/" in when and ".." not in when:
        role = "hold"
    if when and role in ("hold", "open") and when.startswith("../"):
        role = "close"
    elif when and role == "hold" and when.endswith("/.."):
        role = "open"
    if when and role == "postpone":
        when = when.split("/")[-1] if " на " in dates[-1].text or when.startswith("../") else when
    if when and role == "cancel" and len(when) > 7:
        when = None  # the day of the decision
    denied = _is_denied(site, verb, role)
    if role == "gather" and cue == "main":
        when = None
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


def _is_past(site: _Site, verb: int) -> bool:
    return any(p.tense == "past" for p in site.tokens[verb].parses[:1])


def _is_plan(site: _Site, verb: int) -> bool:
    return site.tokens[verb].pos == "INFN"


def _is_today(site: _Site, verb: int) -> bool:
    """Whether a close without a date is the news itself: told in the past in the headline or the lead."""
    return site.tokens[verb].pos == "VERB" and site.sentence.index <= 3


def _is_current(site: _Site, verb: int) -> bool:
    parse = site.tokens[verb].parses[0]
    return parse.tense == "pres" or parse.pos == "PRTF" or site.sentence.index <= 4


def _joined(site: _Site, dates: Sequence[Time]) -> str | None:
    """The value of a verb's dates: one; or two days with «и» or a dash between as a stretch of days."""
    if not dates:
        return None
    values = list(dict.fromkeys(t.value for t in dates if t.value))
    if len(values) > 1 and all("/" not in v and len(v) == 10 for v in values):
        gap = site.document.text[dates[0].end : dates[-1].start]
        if len(gap) < 30 and " и " in f" {gap} ":
            return f"{min(values)}/{max(values)}"
    ranked = sorted(values, key=lambda v: (not ("/" in v and ".." not in v), -len(v)))
    return ranked[0] if len(ranked[0].split("/")[0]) >= len(values[0]) else values[0]


def _extent(
    site: _Site,
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


@rule(
    "facts",
    {
        "Договор подписан на [форуме «Дружба» в Рязани].": {"place.city": "Рязань", "place.text": "в Рязани"},
        "В [Играх доброй воли] он не участвовал.": {"name": "Игры доброй воли", "place": None},
        "В Рязани подписан договор.": None,
    },
    fact_type="event",
)
def _beside(site: _Site, mention: Mention) -> Iterator[Statement]:
    """Time and place beside a mention, without a verb: «форум "Х" в Казани», «первый день форума, 26 сентября»."""
    tokens = site.tokens
    i = mention.last
    if mention.way in ("name", "short", "kind") and i < site.sentence.last:
        for a, b, place, led in site.places:
            bracket = tokens[i].text == "(" and a == i + 1
            if (led and a == i) or bracket:
                yield _aside(site, mention, "hold", None, place, tokens[mention.first].start, tokens[b - 1].end)
                break
    if mention.way in ("name", "short"):
        yield from _dated(site, mention)
    k = mention.first - 1
    if k > site.sentence.first and tokens[k].lower == "на":
        for a, b, place, led in site.places:
            if led and b == k and tokens[a].lower in ("в", "во"):
                yield _aside(site, mention, "hold", None, place, tokens[a].start, tokens[mention.last - 1].end)
    yield from _days(site, mention)
    yield from _ceremony(site, mention)
    yield from _held(site, mention)
    cancelling = tokens[mention.first - 1].lemma == "отмена" or (
        tokens[mention.first - 1].lemma == "проведение"
        and any(t.lemma == "отказаться" for t in tokens[max(site.sentence.first, mention.first - 4) : mention.first])
    )
    if mention.first > site.sentence.first and cancelling:
        governs = any(p.case == "gent" for p in tokens[mention.head].parses)
        if governs:
            start = tokens[mention.first - 1].start
            yield _aside(site, mention, "cancel", None, None, start, tokens[mention.last - 1].end, denied=True)


def _dated(site: _Site, mention: Mention) -> Iterator[Statement]:
    """A time right behind a name or in brackets there: «Игры 2028 года», «форум "Х" (Казань, 3-5 июня)»."""
    tokens = site.tokens
    i = mention.last
    if i >= site.sentence.last:
        return
    end = i
    if tokens[i].text == "(":
        end = next((k for k in range(i, min(i + 12, site.sentence.last)) if tokens[k].text == ")"), i)
    for time in site.times:
        first, last = site.document.token_range(time.start, time.end)
        if time.kind == "duration" or not time.value or time.value.startswith(".."):
            continue
        year = first == i and tokens[first].is_number and len(time.value) == 4
        if year or (i < first and last <= end):
            yield _aside(site, mention, "hold", time.value, None, tokens[mention.first].start, time.end)
            return


def _lasting(site: _Site, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """«За три дня, с пятницы по воскресенье, …»: a length with its days is that of the gathering spoken of."""
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
            values = [part for t in spans for part in str(t.value).split("/")]
            mention = mentions[-1]
            when = f"{min(values)}/{max(values)}"
            yield _aside(site, mention, "hold", when, None, tokens[k].start, spans[-1].end)


def _lengths(site: _Site) -> Iterator[Statement]:
    """«За три дня выставку посетили …», «трехдневный форум»: how long it lasts."""
    tokens = site.tokens
    for mention in site.mentions:
        for token in tokens[max(site.sentence.first, mention.first - 2) : mention.head]:
            days = _DAYS.get(token.lemma.removesuffix("дневный")) if token.lemma.endswith("дневный") else None
            if days is not None:
                start, end = tokens[mention.first].start, tokens[mention.last - 1].end
                yield _aside(site, mention, "length", None, None, start, end, duration=f"P{days}D")
                return
    for time in site.times:
        if site.mentions and time.kind == "duration" and time.value and time.text.lower().startswith("за "):
            first, last = site.document.token_range(time.start, time.end)
            past = [t for t in tokens[last : min(last + 12, site.sentence.last)] if t.pos == "VERB"]
            if first <= site.sentence.first + 1 and past and past[0].lemma in words("events", "verbs", "come"):
                yield _aside(site, site.mentions[-1], "length", None, None, time.start, time.end, duration=time.value)
                return


_DAYS = {"двух": 2, "трёх": 3, "трех": 3, "четырёх": 4, "четырех": 4, "пяти": 5, "шести": 6, "десяти": 10}


def _ceremony(site: _Site, mention: Mention) -> Iterator[Statement]:
    """«сообщил в пятницу на закрытии»: the day of the opening or the close, and «за два дня» the length."""
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
        yield _aside(
            site,
            mention,
            role,
            days[-1].value,
            None,
            tokens[mention.first].start,
            max(tokens[k].end, tokens[mention.last - 1].end),
            duration=lengths[0] if lengths else None,
        )


def _held(site: _Site, mention: Mention) -> Iterator[Statement]:
    """«на форуме подписали»: it has taken place or is under way."""
    tokens = site.tokens
    k = mention.first - 1
    if k < site.sentence.first or _clause_future(site, mention):
        return
    on = tokens[k].lower in ("на", "в") and case_fits(tokens[mention.head], "loct")
    around = tokens[k].lemma in words("events", "around") and tokens[k - 1].pos == "PREP"
    if not on and not around:
        return
    verbs = [t for t in tokens[site.sentence.first : site.sentence.last] if t.pos in ("VERB", "PRTS")]
    if not verbs or _tells_of_the_past(site):
        return
    near = min(verbs, key=lambda t: abs(t.index - mention.head))
    if near.parses[0].tense == "past":
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
        yield _aside(site, mention, "held", None, None, start, end)


def _tells_of_the_past(site: _Site) -> bool:
    """Whether a sentence has a date long before the article."""
    now = today(site.published)
    days = [last_day(t.value) for t in site.times if t.kind != "duration"]
    return now is None or any(d is not None and (now - d).days > 45 for d in days)


def _days(site: _Site, mention: Mention) -> Iterator[Statement]:
    """«26 сентября, в первый день форума» opens it; «за три дня форума» tells its length."""
    tokens = site.tokens
    k = mention.first - 1
    if k - 1 < site.sentence.first or tokens[k].lemma not in ("день", "открытие", "закрытие", "старт"):
        return
    if not any(p.case == "gent" for p in tokens[mention.head].parses):
        return
    ordinal = tokens[k - 1].lemma
    role = {"первый": "first", "последний": "last", "заключительный": "last"}.get(ordinal)
    if role is None:
        role = {"открытие": "first", "закрытие": "last"}.get(tokens[k].lemma)
    if role is None:
        return
    near = [
        t
        for t in site.times
        if t.kind in ("date", "datetime")
        and t.value
        and (abs(site.document.token_range(t.start, t.end)[1] - k) <= 5)
        and t.end <= tokens[k].end
    ]
    if near:
        time = near[-1]
        yield _aside(site, mention, role, time.value, None, time.start, tokens[mention.last - 1].end)


def _aside(
    site: _Site,
    mention: Mention,
    role: str,
    when: str | None,
    place: Place | None,
    start: int,
    end: int,
    denied: bool = False,
    duration: str | None = None,
) -> Statement:
    future = _clause_future(site, mention)
    return Statement(
        mention=mention,
        role=role,
        when=when,
        duration=duration,
        place=place,
        denied=denied,
        future=future,
        past=role == "held",
        current=True,
        cue=_cue(site, mention, mention.last),
        at=mention.first,
        start=start,
        end=end,
        rule="beside",
    )


def _clause_future(site: _Site, mention: Mention) -> bool:
    return told_as_future(site.document, mention)


def told_as_future(document: Document, mention: Mention) -> bool:
    """Whether a gathering is yet to come by what its clause tells: «итоги подведут на форуме», «предстоящий саммит»."""
    tokens = document.tokens
    sentence = document.sentence_at(tokens[mention.first].start)
    if sentence is None:
        return False
    lead = tokens[max(sentence.first, mention.first - 3) : mention.head + 1]
    if any(t.lemma in words("events", "ahead") for t in lead):
        return True
    start, end = tokens[mention.first].start, tokens[mention.last - 1].end
    if status_of(document, start, end) == "planned":
        return True
    verbs = [t for t in tokens[sentence.first : sentence.last] if _is_verb(t) and not _as_said(document, sentence, t)]
    before = [t for t in verbs if t.index < mention.first]
    near = before[-1] if before else next((t for t in verbs if t.index >= mention.last), None)
    return near is not None and any(p.tense == "futr" for p in near.parses[:1])
