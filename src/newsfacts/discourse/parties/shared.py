"""Several bodies under one noun: «министерства транспорта России и Узбекистана» are two ministries."""

from collections.abc import Sequence

from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.words import modifier_cases, party_noun, phrase_cases
from newsfacts.document import Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, find_head, nominative_word, spaced

_FARTHEST = 8  # tokens between the noun and the first territory


def territory_end(tokens: Sequence[Token], k: int, stop: int) -> int:
    """The index after a territory in the genitive that begins at token k; k where there is none."""
    if k >= stop or not tokens[k].is_title:
        return k
    found = gazetteer().find([t.text for t in tokens[k : min(k + 5, stop)]], 0)
    if found is None or not any(t.reading("NOUN", case="gent") for t in tokens[k : k + found[1]]):
        return k
    return k + found[1]


def is_single(token: Token) -> bool:
    """Whether a territory has one body of this sort: a ministry, a government, a chamber of commerce."""
    noun = party_noun(token)
    return noun is not None and (noun in words("parties", "single") or noun.startswith("мин"))


def shared(tokens: Sequence[Token], i: int, j: int, stop: int) -> Mention | None:
    """Read the bodies of several territories that share one noun, at token j, with its adjectives from token i on."""
    if not is_single(tokens[j]):
        return None
    if tokens[j].reading("NOUN", case="nomn", number="sing") and not (tokens[j].text.isupper()):
        return None
    k = j + 1
    while k < min(stop, j + _FARTHEST) and territory_end(tokens, k, stop) == k:
        if tokens[k].lower not in ("и", ",", "по") and not (tokens[k].pos == "NOUN" or tokens[k].pos in MODIFIER):
            return None
        k += 1
    lists: list[tuple[int, int]] = []
    while (end := territory_end(tokens, k, stop)) > k:
        lists.append((k, end))
        k = end + 1 if end < stop and tokens[end].lower in ("и", ",") else end
        if k == end:
            break
    if len(lists) < 2:
        return None
    head = _one(tokens[i : lists[0][0]])
    parties = tuple(
        Party(f"{head} {spaced([(t, t.text) for t in tokens[first:last]])}", "organization", None)
        for first, last in lists
    )
    cases = modifier_cases(tokens[i:j]) if tokens[j].text.isupper() else phrase_cases(tokens[i : j + 1])
    return Mention(i, lists[-1][1], parties, cases, "plur", "name", party_noun(tokens[j]) or "")


def _one(tokens: Sequence[Token]) -> str:
    """The noun with its adjectives in the nominative singular, and what hangs on it."""
    head = find_head(tokens)
    new = {}
    if head is not None and not tokens[head.index].text.isupper():
        new[head.index] = nominative_word(tokens[head.index], head.parse, "sing")
        for m, parse in head.modifiers:
            new[m] = nominative_word(tokens[m], parse, "sing", head.parse.gender)
    return spaced([(t, new.get(n, t.text)) for n, t in enumerate(tokens)])
