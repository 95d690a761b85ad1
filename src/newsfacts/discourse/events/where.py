"""Which place belongs to a verb of holding."""

from collections.abc import Iterator, Sequence

from newsfacts.discourse.events.mentions import case_fits
from newsfacts.discourse.events.site import Site, is_address, is_verb
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.model import Place


def with_lead(site: Site, first: int) -> int:
    """«В Москве, в «Экспоцентре», пройдет»: where a clause begins with the place that stands before its commas."""
    lead = site.tokens[site.sentence.first : first]
    leads = (
        lead
        and len(lead) < _LEAD
        and lead[0].pos == "PREP"
        and not any(_tells_more(site, t) for t in _outside_brackets(lead))
    )
    return site.sentence.first if leads else first


_LEAD = 24  # tokens of a place told in several parts at the head of a sentence


def _tells_more(site: Site, token: Token) -> bool:
    """Whether a word before a clause is a verb or a subject: what stands there is a clause of its own."""
    before = site.tokens[token.index - 1] if token.index > site.sentence.first else token
    if is_verb(token) or token.text in (";", ":"):
        return True
    leads = before.pos in ("PREP", "ADJF") or before.text in QUOTE_PAIRS
    return token.pos == "NOUN" and token.reading("NOUN", case="nomn") is not None and not leads


def place_of(site: Site, first: int, last: int, verb: int, host: bool) -> Place | None:
    """The place of a verb: with a preposition near it; of a host the place that is its subject."""
    found = []
    for a, b, place, led in site.places:
        if not (first <= a and b <= last):
            continue
        between = site.tokens[b:verb] if b <= verb else site.tokens[verb + 1 : a]
        if first <= verb and any(is_verb(t) or t.text == ";" for t in _outside_brackets(between)):
            continue
        near = first > verb or min(abs(a - verb), abs(verb - b)) <= 5
        to = site.tokens[verb].lemma in words("events", "verbs", "move") and site.tokens[a - 1].lower in ("в", "во")
        if led or is_address(site, a, b) or (to and a > verb) or (host and near and case_fits(site.tokens[a], "nomn")):
            found.append((abs(a - verb), place))
    return min(found, key=lambda f: f[0])[1] if found else _where(site, verb)


def _outside_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth <= 0:
            yield token


def _where(site: Site, verb: int) -> Place | None:
    """«вернулись из Твери, где прошел форум»: the place that a relative «где» before the verb refers to."""
    k = verb
    while (
        k > site.sentence.first and site.tokens[k].text not in (",", ";") and not (k < verb and is_verb(site.tokens[k]))
    ):
        k -= 1
    if site.tokens[k].text != "," or site.tokens[k + 1].lower != "где":
        return None
    return next((place for _, b, place, _ in site.places if b == k), None)
