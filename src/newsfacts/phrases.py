"""Noun phrases: where one ends, and what it is in the nominative.

There is no parser behind this, only agreement: modifiers agree with their head in case, number and gender, a genitive
depends on the noun before it, coordinated nouns share their case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfacts.analysis.morphology import Parse, inflect, parses
from newsfacts.document import Document, Token

MODIFIER = frozenset(("ADJF", "PRTF"))
NOMINAL = frozenset(("NOUN", "NPRO"))
_CONJUNCTIONS = frozenset(("и", "или", ","))
_FUNCTION = frozenset(("PREP", "PRCL", "INTJ", "PRED"))
_OPENING = frozenset("«\"„“'")
_CLOSING = {"«": "»", '"': '"', "„": "“", "“": "”", "'": "'"}
_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "voct": "nomn"}


@dataclass(frozen=True)
class Head:
    """The head noun of a phrase, the reading chosen for it, and the modifiers that agree with it."""

    index: int
    parse: Parse
    modifiers: tuple[tuple[int, Parse], ...]

    @property
    def case(self) -> str:
        """The head's case, second cases counted with the first."""
        return case_of(self.parse)

    @property
    def lemma(self) -> str:
        """The head's dictionary form."""
        return self.parse.lemma


_LIKELY = 0.1  # a noun's reading of a verb's form that is rarer is not meant


def case_of(parse: Parse) -> str:
    """The case of a reading; gen2, acc2 and loc2 are gent, accs and loct."""
    return _CASES.get(parse.case or "", parse.case or "")


def agrees(modifier: Parse, noun: Parse) -> bool:
    """Whether an adjective's or participle's reading agrees with a noun's in case, number and gender."""
    if case_of(modifier) != case_of(noun) or modifier.number != noun.number:
        return False
    if case_of(noun) == "accs" and modifier.animacy and noun.animacy and modifier.animacy != noun.animacy:
        return False
    return noun.number == "plur" or not modifier.gender or not noun.gender or modifier.gender == noun.gender


def find_head(tokens: Sequence[Token], case: str | None = None) -> Head | None:
    """The first noun of the tokens (outside quotes) and the modifiers before it, read so that they agree.

    Args:
        tokens: a stretch that begins a noun phrase.
        case: the case, where a preposition or a verb has settled it; only readings in it are considered.

    Example:
        >>> find_head(tokens_of("белорусской стороне"), "datv").lemma
        'сторона'
    """
    modifiers: list[int] = []
    for i, token in enumerate(tokens):
        if token.text in _OPENING or token.pos in _FUNCTION:
            return None
        nouns = [
            p
            for p in token.parses
            if p.pos in NOMINAL
            and p.case
            and (case is None or case_of(p) == case)
            and token.pos not in ("CONJ", "ADJS")
        ]
        adjectives = [p for p in token.parses if p.pos in MODIFIER]
        if nouns and not (adjectives and _noun_follows(tokens, i, adjectives)):
            return _settle(tokens, i, nouns, modifiers)
        if adjectives:
            modifiers.append(i)
        elif token.pos not in ("ADVB", "NUMR") and token.text not in _CONJUNCTIONS and not token.is_number:
            return None
    return None


def _noun_follows(tokens: Sequence[Token], i: int, adjectives: Sequence[Parse]) -> bool:
    """Whether a word that may be noun or adjective («рабочий», «российские») has a noun to agree with behind it."""
    for token in tokens[i + 1 : i + 6]:
        nouns = [p for p in token.parses if p.pos == "NOUN"]
        if nouns:
            return any(agrees(a, n) for a in adjectives for n in nouns)
        if not any(p.pos in MODIFIER for p in token.parses) and token.text not in _CONJUNCTIONS:
            return False
    return False


def _settle(tokens: Sequence[Token], index: int, nouns: Sequence[Parse], modifiers: Sequence[int]) -> Head:
    """Choose the noun's reading that most of its modifiers agree with, then the likeliest."""

    def fitting(noun: Parse) -> tuple[tuple[int, Parse], ...]:
        found = []
        for m in modifiers:
            parses = [p for p in tokens[m].parses if p.pos in MODIFIER and _modifies(p, noun)]
            if parses:
                # «большим» is the plain adjective, not the comparative «больший».
                found.append((m, min(parses, key=lambda p: p.lemma == "больший")))
        return tuple(found)

    choices = [(len(fit := fitting(noun)), noun.score, noun, fit) for noun in nouns]
    _, _, noun, fit = max(choices, key=lambda c: (c[0], c[1]))
    return Head(index, noun, fit)


def _modifies(modifier: Parse, noun: Parse) -> bool:
    """Agreement, or the singular modifiers of a plural («российская и белорусская компании»)."""
    return agrees(modifier, noun) or (
        noun.number == "plur" and modifier.number == "sing" and case_of(modifier) == case_of(noun)
    )


@lru_cache(maxsize=10_000)
def is_invariable(word: str) -> bool:
    """Whether a word in lower case is a ministry's short name that is never declined: «минэкологии», «минобороны»."""
    if not word.startswith("мин") or len(word) < 8:
        return False
    return any(
        p.pos == "NOUN" and p.case == "gent" and p.number == "sing" and p.gender != "masc"
        for p in parses(word[3:])
        if p.is_known
    )


def nominative_word(token: Token, parse: Parse, number: str | None = None, gender: str | None = None) -> str:
    """One word in the nominative, its number kept unless another is asked for; ё only where the text writes it."""
    if is_invariable(token.lower):
        return token.text
    wanted = {"nomn", number or parse.number or "sing"}
    if gender and "sing" in wanted and parse.pos in MODIFIER:
        wanted.add(gender)
    if "Supr" in parse.grammemes and "ш" in token.lower:
        return _superlative(token.text, "plur" if "plur" in wanted else gender or parse.gender or "masc")
    form = inflect(token.text, frozenset(wanted), like=parse) or token.text
    if form.endswith("ский") and f"{parse.lemma[:-2]}ой" in token.lemmas:
        form = f"{form[:-2]}ой"  # «донского» is of «донской»; the dictionary has «донский» as well
    return form if "ё" in token.lower else form.replace("ё", "е").replace("Ё", "Е")


_SUPERLATIVE = {"masc": "ий", "femn": "ая", "neut": "ее", "plur": "ие"}


def _superlative(word: str, gender: str) -> str:
    """«высшую» is «высшая», which the dictionary confuses with «высочайшая»: all superlatives end alike."""
    stem = word[: word.lower().rindex("ш") + 1]
    ending = _SUPERLATIVE[gender]
    return stem + (ending.upper() if stem.isupper() and len(stem) > 1 else ending)


def nominative(tokens: Sequence[Token], case: str | None = None) -> str:
    """Write a noun phrase in the nominative.

    Its head, the head's modifiers and the nouns coordinated with it are inflected; genitives, prepositional phrases,
    quoted and Latin names stay as they are.

    Args:
        tokens: the phrase's tokens, without a preposition before it.
        case: the case it stands in, where known.

    Example:
        >>> nominative(tokens_of("белорусской стороне исключительного права"), "datv")
        'белорусская сторона исключительного права'
    """
    new = {}
    head = find_head(tokens, case)
    while head is not None:
        offset_tokens = tokens
        token = offset_tokens[head.index]
        if head.case != "nomn":
            new[token.index] = nominative_word(token, head.parse)
            for i, parse in (*head.modifiers, *_postposed(tokens, head)):
                new[tokens[i].index] = nominative_word(tokens[i], parse, gender=head.parse.gender)
        head = _coordinated(tokens, head)
    return spaced([(t, new.get(t.index, t.text)) for t in tokens])


def _postposed(tokens: Sequence[Token], head: Head) -> list[tuple[int, Parse]]:
    """The adjective of a name that stands behind its noun and ends the phrase: «Республики Сербской»."""
    i = head.index + 1
    if i + 1 != len(tokens) or not (tokens[i].is_title and tokens[head.index].is_title):
        return []
    if any(p.pos == "NOUN" for p in tokens[i].parses):
        return []
    return [(i, p) for p in tokens[i].parses if p.pos in MODIFIER and agrees(p, head.parse)][:1]


def _coordinated(tokens: Sequence[Token], head: Head) -> Head | None:
    """The next noun in the head's own case that «и» or a comma joins to it.

    Right behind the head any noun in its case counts («кадров, туризма»); farther on, behind the head's own
    genitives, only one that cannot be a genitive itself («развитии туризма и создании центра»).
    """
    i = head.index + 1
    while i < len(tokens):
        token = tokens[i]
        if token.text in _OPENING:
            i = _after_quote(tokens, i)
            continue
        # «в торговой, научной и иных сферах»: what joins adjectives joins no nouns.
        if token.text in _CONJUNCTIONS and i + 1 < len(tokens) and tokens[i - 1].pos not in MODIFIER:
            following = find_head(tokens[i + 1 :], head.case)
            if following is not None:
                at = following.index + i + 1
                near = i == head.index + 1
                ambiguous = head.case == "gent" or any(
                    case_of(p) == "gent" for p in tokens[at].parses if p.pos == "NOUN"
                )
                if near or not ambiguous:
                    modifiers = tuple((m + i + 1, p) for m, p in following.modifiers)
                    return Head(at, following.parse, modifiers)
        i += 1
    return None


def _after_quote(tokens: Sequence[Token], i: int) -> int:
    """The index after the quotation that opens at token i; i + 1 where nothing closes it."""
    closing = _CLOSING[tokens[i].text]
    for j in range(i + 1, len(tokens)):
        if tokens[j].text == closing:
            return j + 1
    return i + 1


def spaced(words: Sequence[tuple[Token, str]]) -> str:
    """Join words with a blank wherever the text has any space between their tokens."""
    parts: list[str] = []
    before: Token | None = None
    for token, word in words:
        if before is not None and token.start > before.end:
            parts.append(" ")
        parts.append(word)
        before = token
    return "".join(parts)


def noun_phrase(document: Document, start: int, last: int, case: str | None = None, *, coordinate: bool = True) -> int:
    """The index after the noun phrase that begins at token ``start``; ``start`` where there is none.

    The phrase is modifiers, noun, quoted or Latin name, the chain of genitives behind it with what «и» or commas
    join to them, and, unless ``coordinate`` is false, nouns joined to the head in the head's own case.

    Args:
        document: the text.
        start: index of the first token.
        last: index after the last token to look at (the end of the sentence or clause).
        case: the head's case, where known.
        coordinate: whether the head may have equals.

    Example:
        «министр торговли, промышленности и недропользования Ирана | посетил»
    """
    tokens = document.tokens[start:last]
    head = find_head(tokens, case)
    if head is None:
        return start
    return start + _extend(tokens, head.index + 1, head, coordinate)


def _extend(tokens: Sequence[Token], i: int, head: Head, coordinate: bool) -> int:
    """Take in names and genitives from token i on; the index after them."""
    while i < len(tokens):
        token = tokens[i]
        if token.text in _OPENING:
            after = _after_quote(tokens, i)
            if after == i + 1:
                break
            i = after
            continue
        joined = i + 1 if token.text in _CONJUNCTIONS and i + 1 < len(tokens) else i
        following = find_head(tokens[joined:], "gent")
        if following is not None and _is_verb_of(tokens[joined + following.index], tokens[head.index], following.parse):
            break  # «власти области ведут …»
        if following is not None and _unbroken(tokens[joined : joined + following.index]):
            i = joined + following.index + 1
            continue
        if coordinate and joined > i and head.case != "gent":
            following = find_head(tokens[joined:], head.case)
            if following is not None and _unbroken(tokens[joined : joined + following.index]):
                i = joined + following.index + 1
                continue
        if joined == i and token.text[0].isalpha() and token.text.isascii():
            i += 1
            continue
        break
    return i


def _is_verb_of(word: Token, head: Token, noun: Parse) -> bool:
    """Whether a word that can be a noun in the genitive is rather the verb whose subject the head is."""
    verb = word.reading("VERB") if word.pos == "VERB" and noun.score < _LIKELY else None
    return verb is not None and head.reading("NOUN", case="nomn", number=verb.number) is not None


def _unbroken(modifiers: Sequence[Token]) -> bool:
    """Whether the words before a noun are its modifiers: no mark but commas between two of them, no other noun."""
    return all(
        t.text in _CONJUNCTIONS or t.pos in ("ADVB",) or any(p.pos in MODIFIER for p in t.parses) for t in modifiers
    )


def territory_genitive(name: str) -> str | None:
    """A territory's name in the genitive, where it is one word or an adjective and a noun."""
    words_of = name.split()
    gentle = frozenset(("gent", "sing"))
    if len(words_of) == 2 and words_of[1] in ("область", "край", "округ", "район"):
        gender = "femn" if words_of[1] == "область" else "masc"
        forms = [inflect(words_of[0], gentle | {gender}), inflect(words_of[1], gentle)]
    elif len(words_of) == 1 and "-на-" in name:
        town, _, river = name.partition("-")
        form = inflect(town, gentle)
        forms = [f"{form}-{river}" if form else None]  # «Ростова-на-Дону»
    elif len(words_of) == 1 and "-" not in name:
        if not any(p.case == "nomn" and p.number == "sing" for p in parses(name.lower())):
            return None  # «Апатиты» are a plural
        forms = [inflect(name, gentle)]
    else:
        return None
    return " ".join(w if n else w[:1].upper() + w[1:] for n, w in enumerate(forms) if w) if all(forms) else None
