"""What is stated of a gathering, and the sentence in which statements are sought."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.mentions import Mention
from newsfacts.discourse.events.time import last_day, today
from newsfacts.discourse.status import status_of
from newsfacts.document import Document, Sentence, Token, once
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.model import Place, Time


@dataclass(frozen=True)
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


_REACH = 45  # tokens; a mention is at most some twenty long


def _first(mention: Mention) -> int:
    return mention.first


@dataclass(frozen=True)
class Site:
    """A sentence with the mentions, times and places in it."""

    document: Document
    sentence: Sentence
    mentions: Sequence[Mention]
    times: Sequence[Time]
    places: Sequence[tuple[int, int, Place, bool]]  # first, last token, place, whether a preposition leads it
    published: str | None
    futures: dict[int, bool] = field(default_factory=dict)  # whether a mention's clause is of the future, once known

    def mentions_near(self, i: int) -> Sequence[Mention]:
        """The mentions whose first token lies within some forty tokens of a token."""
        low = bisect_left(self.mentions, i - _REACH, key=_first)
        return self.mentions[low : bisect_left(self.mentions, i + _REACH, low, key=_first)]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The document's tokens."""
        return self.document.tokens


def as_said(document: Document, sentence: Sentence, token: Token) -> bool:
    """Whether a verb stands in an aside: «как ожидается»."""
    before = document.tokens[max(sentence.first, token.index - 4) : token.index]
    return any(t.lower == "как" for t in before) and any(t.text == "," or t.text in DASHES for t in before)


def in_aside(site: Site, verb: Token, i: int) -> bool:
    """Whether a verb opens an aside that tells who said it, closed before token i: «форум, напомнил мэр, пройдет»."""
    k = verb.index
    if k <= site.sentence.first or site.tokens[k - 1].text != ",":
        return False
    said = verb.lemma in words("source", "verbs") or verb.lemma in words("source", "of_texts")
    return said and any(t.text == "," for t in site.tokens[k + 1 : i])


def number_of(document: Document, mention: Mention) -> int | None:
    """The number of an edition: «XII форум», «10-й форум», «десятый форум»; its year in «ЧМ-2018»."""
    dated = re.search(r"-((?:19|20)\d\d)$", document.tokens[mention.head].text)
    if dated:
        return int(dated.group(1))
    for token in document.tokens[mention.first : mention.head]:
        if token.text and not token.text.strip("IVXХ"):
            values = [_VALUES[c] for c in token.text.replace("Х", "X")]
            return sum(-v if values[i + 1 : i + 2] > [v] else v for i, v in enumerate(values))
        digits = token.text.split("-")[0]
        if digits.isdigit() and len(digits) <= 3:
            return int(digits)
        if token.lemma in words("events", "ordinals"):
            return int(table("events")["ordinals"].index(token.lemma)) + 2
    return None


_VALUES = {"I": 1, "V": 5, "X": 10}


CURRENT = ("нынешний", "текущий")


def cue_of(site: Site, mention: Mention, verb: int) -> str:
    """Whether a statement is of the main edition, a next or a previous one."""
    if site.tokens[verb - 1].lemma in CURRENT and site.sentence.first < verb != mention.last:
        return "main"
    low = min(mention.first, verb)
    k = low - 1
    while k >= site.sentence.first and site.tokens[k].text not in (",", ";") and low - k < 6:
        k -= 1
    for token in site.tokens[max(k, site.sentence.first) : max(mention.head + 1, verb)]:
        adjective = token.reading("ADJF")
        if adjective is None or adjective.score < 0.05:
            continue
        noun_ok = not (mention.first <= token.index < mention.last) or token.index < mention.head
        if (
            token.lemma in words("events", "ordinals")
            and token.index < verb
            and not mention.first <= token.index < mention.last
        ):
            follows = site.tokens[token.index + 1]
            if follows.pos in ("VERB", "PRTS") and site.tokens[token.index - 1].text in (",", ";", "."):
                return f"number {table('events')['ordinals'].index(token.lemma) + 2}"
        if adjective.lemma in words("events", "editions", "next") and noun_ok and _is_subject_cue(site, token, mention):
            return "next"
        if adjective.lemma in words("events", "editions", "previous") and _is_subject_cue(site, token, mention):
            return "previous"
    return "main"


def _is_subject_cue(site: Site, token: Token, mention: Mention) -> bool:
    """Whether «следующий» belongs to the gathering, not to a year or a week."""
    if mention.first <= token.index < mention.last:
        return True
    if mention.first - 2 <= token.index < mention.first:
        between = site.tokens[token.index + 1 : mention.first]
        return all(t.pos == "ADJF" or not t.is_word for t in between)
    follows = site.tokens[token.index + 1] if token.index + 1 < site.sentence.last else None
    return follows is None or follows.text == "," or follows.pos in ("VERB", "PRTS", "ADJS", "PRED")


def over_bracket(site: Site, i: int, step: int) -> int:
    """The index beyond a bracket that opens (or, going back, closes) at token i; i itself where there is none.

    «В парке (ул. Мира, 5) пройдет»: what is put into brackets parts no clause.
    """
    opening, closing = ("(", ")") if step > 0 else (")", "(")
    if not site.sentence.first <= i < site.sentence.last or site.tokens[i].text != opening:
        return i
    for k in range(i + step, i + step * _BRACKET, step):
        if not site.sentence.first <= k < site.sentence.last or site.tokens[k].text == opening:
            return i
        if site.tokens[k].text == closing:
            return k + step
    return i


def is_address(site: Site, first: int, last: int) -> bool:
    """«В «Экспоцентре» (Москва, ул. Мира, 5)»: a place that opens a bracket with its address."""
    if first <= site.sentence.first or site.tokens[first - 1].text != "(" or over_bracket(site, first - 1, 1) < first:
        return False
    return site.tokens[last].text == "," if last < site.sentence.last else False


_BRACKET = 16  # tokens that an address, an age or a remark in brackets takes at most


def is_verb(token: Token) -> bool:
    """Whether a token is a verb that a time can belong to; of participles only those of holding."""
    return token.is_word and _is_verb(token.lower)


@lru_cache(maxsize=50_000)
def _is_verb(lower: str) -> bool:
    found = parses(lower)
    if found and found[0].pos in ("VERB", "PRTS", "INFN", "GRND"):
        return True
    participle = next((p for p in found if p.pos == "PRTF"), None)
    roles = ("hold", "open", "close", "cancel", "postpone")
    return participle is not None and any(participle.lemma in words("events", "verbs", role) for role in roles)


@once
def verbs_of(document: Document, sentence: Sentence) -> tuple[int, ...]:
    """The verbs of a sentence that a time can belong to: their tokens' indices."""
    return tuple(k for k in range(sentence.first, sentence.last) if is_verb(document.tokens[k]))


def tells_of_the_past(site: Site) -> bool:
    """Whether a sentence has a date long before the article."""
    now = today(site.published)
    days = [last_day(t.value) for t in site.times if t.kind != "duration"]
    return now is None or any(d is not None and (now - d).days > 45 for d in days)


def aside(
    site: Site,
    mention: Mention,
    role: str,
    when: str | None,
    place: Place | None,
    start: int,
    end: int,
    denied: bool = False,
    duration: str | None = None,
) -> Statement:
    """Make the statement of what stands beside a mention."""
    future = clause_future(site, mention)
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
        cue=cue_of(site, mention, mention.last),
        at=mention.first,
        start=start,
        end=end,
        rule="beside",
    )


_READYING = frozenset(("готовиться", "готовить", "подготовка", "подготовить", "подготовиться"))


def clause_future(site: Site, mention: Mention) -> bool:
    """As `told_as_future`."""
    if mention.first not in site.futures:
        site.futures[mention.first] = told_as_future(site.document, mention)
    return site.futures[mention.first]


def told_as_future(document: Document, mention: Mention) -> bool:
    """Whether a gathering is yet to come by what its clause tells: «итоги подведут на форуме», «предстоящий саммит»."""
    tokens = document.tokens
    sentence = document.sentence_at(tokens[mention.first].start)
    if sentence is None:
        return False
    lead = tokens[max(sentence.first, mention.first - 3) : mention.head + 1]
    if any(t.lemma in words("events", "ahead") for t in lead):
        return True
    before = tokens[mention.first - 1] if mention.first > sentence.first else None
    opens = (
        before is not None and before.lemma in words("events", "parts", "beginnings") and before.reading(case="gent")
    )
    lead_in = tokens[mention.first - 2] if opens and mention.first - 1 > sentence.first else before
    if opens and lead_in is not None and lead_in.lower in ("накануне", "перед"):
        return True
    if before is not None and before.lemma in words("events", "asked_for") and before.reading("NOUN"):
        around = tokens[max(sentence.first, mention.first - 8) : min(mention.last + 6, sentence.last)]
        if any(t.pos in ("VERB", "PRTS") and t.lemmas & words("events", "published") for t in around):
            return True
    if lead_in is not None and lead_in.lower == "до":
        around = tokens[max(sentence.first, mention.first - 6) : min(mention.last + 4, sentence.last)]
        if any(t.lemma in ("остаться", "оставаться") for t in around):
            return True
    if before is not None and before.lower in ("к", "ко"):
        around = tokens[max(sentence.first, mention.first - 8) : min(mention.last + 6, sentence.last)]
        if any(t.lemma in _READYING and not any(p.tense == "past" for p in t.parses[:1]) for t in around):
            return True
    verbs = verbs_of(document, sentence)
    at = bisect_left(verbs, mention.first)
    behind = bisect_left(verbs, mention.last)
    nearest = [*reversed(verbs[max(0, at - _REACH) : at]), *verbs[behind : behind + _REACH]]
    near = next((tokens[k] for k in nearest if not as_said(document, sentence, tokens[k])), None)
    if near is not None and any(p.tense == "futr" for p in near.parses[:1]):
        return True
    return status_of(document, tokens[mention.first].start, tokens[mention.last - 1].end) == "planned"
