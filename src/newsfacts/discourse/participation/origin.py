"""Numbers that lean on another: how many countries the participants are from, and parts of a number told before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsfacts.discourse.participation.context import gathering_here, gathering_near
from newsfacts.discourse.participation.cues import said
from newsfacts.discourse.participation.members import by_adjective, members_of, sender_of
from newsfacts.discourse.participation.site import Counted, kind_of
from newsfacts.discourse.site import Site
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Member, Quantity

_FAR = 3  # sentences between a number and one of another year that is compared with it
_BRIEF = 6  # tokens before a number that is only compared
_BARE = ("NUMR", "", "PREP", "ADVB", "COMP", "PRCL")
_MULTIPLIERS = frozenset(("тыс", "тысяча", "тысячи", "тысяч", "млн", "миллион", "миллиона", "миллионов", "человек"))
_OF_THEM = frozenset(("них", "которых"))
_BEFORE_COUNTRIES = frozenset(("из", "от"))


@dataclass(frozen=True)
class Sent:
    """What came from the counted countries: its name, the token where the phrase begins."""

    role: str
    first: int


def sent_from(counted: Counted, told: Mapping[Quantity, str | None]) -> Sent | None:
    """«Компании из 24 стран», «представители 130 компаний», «делегации 19 стран»: what came from there.

    It must be known to take part: counted as such before (``told``, with what they sent if territories), or by the
    words around.
    """
    if counted.kind not in ("countries", "territories"):
        return None
    tokens, i = counted.tokens, counted.site.first - 1
    if i < counted.sentence.first:
        return None
    if tokens[i].lower in _BEFORE_COUNTRIES:
        i -= 1
    elif tokens[i].pos == "PREP":
        return None
    before = _quantity_before(counted)
    if before is not None:
        if before.unit in words("participation", "kinds", "territories") and before in told:
            return Sent(told[before] or before.unit, counted.site.first)
        if before.unit_type != "count" or before.unit in words("participation", "kinds", "not_sent"):
            return None
        first, _ = counted.reading.document.token_range(before.start, before.end)
        shown = before.unit in words("participation", "kinds", "exhibits") and gathering_near(counted)
        known = before in told or shown
        return Sent(before.unit, first) if known else _if_said(counted, Sent(before.unit, first))
    k = _head_before(counted, i)
    parse = tokens[k].reading("NOUN", number="plur") if k is not None else None
    if k is None or parse is None or parse.lemma in words("participation", "kinds", "not_sent"):
        return None
    return _if_said(counted, Sent(parse.lemma, k))


def _head_before(counted: Counted, i: int) -> int | None:
    """The plural noun before «из N стран»; of «представители деловых кругов» the first."""
    tokens, found = counted.tokens, None
    for k in range(i, max(i - 4, counted.sentence.first - 1), -1):
        if tokens[k].reading("NOUN", number="plur") is not None:
            found = k
            if tokens[k].reading("NOUN", case="gent", number="plur") is None:
                return k
        elif tokens[k].pos not in ("ADJF", "PRTF"):
            break
    return found


def _quantity_before(counted: Counted) -> Quantity | None:
    """The quantity that stands right before «из N стран»."""
    start = counted.site.quantity.start
    before = [q for q in counted.reading.quantities_in(counted.sentence) if q.end <= start]
    return before[-1] if before and start - before[-1].end <= 6 else None


def _if_said(counted: Counted, sent: Sent) -> Sent | None:
    """What was sent, if the words around make it a participant."""
    kind = kind_of(sent.role)
    if kind is None and sent.role not in words("participation", "kinds", "exhibits"):
        return None
    return sent if gathering_here(counted) or said(replace(counted, kind=kind or "bodies", unit=sent.role)) else None


@dataclass(frozen=True)
class Part:
    """A number beside one told before: the tokens that say so, whose they are, whether it is taken back."""

    first: int
    last: int
    members: tuple[Member, ...]
    denied: bool
    audience: str | None = None


def part_of(site: Site, sentence: Sentence, whole: Quantity) -> Part | None:
    """«Из них 30», «восемь - из Индии», «против 40», «годом ранее - 12 тыс.»: beside a number in ``sentence``."""
    distance = site.sentence.index - sentence.index
    if distance > 1 and not (distance <= _FAR and _compares(site)):
        return None
    lower = [t.lower for t in site.tokens[max(site.sentence.first, site.first - 4) : site.first]]
    after = [t.lower for t in site.tokens[site.last : min(site.last + 3, site.sentence.last)]]
    denied = lower[-2:] == ["а", "не"] or lower[-3:-1] == ["а", "не"]
    elliptic = all(t.is_number or t.pos in _BARE or t.lower in _MULTIPLIERS for t in _own(site))
    if elliptic and (lower == ["не"] or site.tokens[site.sentence.first].lower == "не" == _own(site)[0].lower):
        denied = True  # «Не 30 тысяч, как пишут»
    if elliptic and not denied and _is_larger(site.quantity, whole) and not _compares_with_other(site):
        return None
    if not (elliptic or denied or _OF_THEM & set(lower)):
        return None
    members, end = members_of(site)
    if after[:1] and after[0] in DASHES and not members:
        members, end = members_of(site, site.last + 1, own=True)
    if not members:
        members = by_adjective(site)
    if not members:
        members, sender = sender_of(site)
        if members:
            return Part(sender, max(site.last, end), members, denied)
    first = site.first - 2 if _OF_THEM & set(lower[-1:]) else site.first
    audience = _told_behind(site) if elliptic and not members else None
    end = max(site.last + 2 if audience else site.last, end)
    return Part(max(first, site.sentence.first), end, members, denied, audience)


def _told_behind(site: Site) -> str | None:
    """«Из них 11 тыс. – школьники»: what the people counted are, told behind a dash and nothing else with it."""
    tokens, last, end = site.tokens, site.last, site.sentence.last
    if last + 1 >= end or tokens[last].text not in DASHES:
        return None
    noun = tokens[last + 1].reading("NOUN", case="nomn", number="plur")
    closed = last + 2 >= end or tokens[last + 2].text in (".", ",", ";", ")", "!", "»")
    return noun.lemma if noun is not None and noun.animacy == "anim" and closed else None


def _is_larger(part: Quantity, whole: Quantity) -> bool:
    most = whole.value if whole.value is not None else whole.high
    return part.value is not None and most is not None and part.value > 2 * most


def _compares_with_other(site: Site) -> bool:
    """Whether a time, «против» or «вместо» before the number tells that it is of another year, or was expected."""
    tokens = site.tokens[site.sentence.first : site.first]
    if any(t.lower in ("против", "вместо", "ранее", "раньше", "из") or t.pos in ("VERB", "PRTF") for t in tokens[-6:]):
        return True
    return any(t.end <= site.quantity.start for t in site.reading.times_in(site.sentence))


def _compares(site: Site) -> bool:
    """«В 2018 году было 23,9 тысячи»: nothing but a time, a verb of being and the number."""
    tokens = site.tokens[site.sentence.first : site.first]
    times = [t for t in site.reading.times_in(site.sentence) if t.end <= site.quantity.start and t.kind != "duration"]
    return bool(times) and len(tokens) <= _BRIEF and any(t.lemmas & {"быть", "составить"} for t in tokens)


def _own(site: Site) -> Sequence[Token]:
    return [t for t in site.tokens[site.first : site.last] if t.is_word or t.is_number]


def itemises(site: Site, told: Quantity) -> bool:
    """«36 человек: двенадцать писателей, пять переводчиков»: what stands behind a colon parts the number before it."""
    _, last = site.reading.document.token_range(told.start, told.end)
    if not site.sentence.first < last < site.first or site.tokens[last].text != ":":
        return False
    return not any(t.pos in ("VERB", "PRTS", "INFN") for t in site.tokens[last : site.last])
