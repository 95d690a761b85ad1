"""Names as token ranges, and the network's spans mended: cut at lines and brackets, edges trimmed, titles left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import CLOSING_QUOTES, OPENING_QUOTES
from newsfacts.model import EntityType
from newsfacts.phrases import case_of

TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "location"}
_MARKS = OPENING_QUOTES | CLOSING_QUOTES | frozenset(".,;:()-–—•*[]/'")
_BREAKS = frozenset("()[];:•/|")


class Name(NamedTuple):
    """A name found: the tokens ``[first, last)`` and what they name; ``code`` and ``name`` where already known."""

    first: int
    last: int
    type: EntityType
    start: int
    end: int
    name: str | None = None
    code: str | None = None


Capitals = Sequence[tuple[Sentence, Sequence[int]]]


def capitals(document: Document) -> Capitals:
    """The sentences that have capitalised words, with the indices of these."""
    tokens = document.tokens
    found = [(s, [i for i in range(s.first, s.last) if tokens[i].is_title]) for s in document.sentences]
    return [(sentence, indices) for sentence, indices in found if indices]


def positions(text: str, pieces: Iterable[str]) -> list[int]:
    """Where any of these strings stands in a text, in text order."""
    found = []
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            found.append(at)
            at = text.find(piece, at + 1)
    return sorted(found)


def name_of(document: Document, first: int, last: int, kind: EntityType) -> Name:
    """Make a name of the tokens ``[first, last)``."""
    return Name(first, last, kind, document.tokens[first].start, document.tokens[last - 1].end)


def tagged_names(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """The names the network tags, mended.

    Args:
        document: the text.
        tags: a BIO tag a token.
    """
    never = words("organizations", "never")
    for first, last, kind in _without_holder(document, _bio(tags)):
        if last - first == 1 and document.tokens[first].text in _MARKS:
            continue
        for a, b in _pieces(document, first, last, kind):
            a, b = _trimmed(document.tokens, a, b)
            a, b = (_person if kind == "person" else _unheaded)(document, a, b)
            named = document.tokens[a:b]
            if any(t.is_word or t.text[0].isalnum() for t in named) and named[0].text not in never:
                yield name_of(document, a, b, kind)


def _bio(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, end, kind = 0, 0, ""
    for i in [i for i, tag in enumerate(tags) if tag != "O"]:
        tag = tags[i]
        if i > end or tag[0] != "I" or tag[2:] != kind:
            if kind:
                yield start, end, kind
            start, kind = i, tag[2:]
        end = i + 1
    if kind:
        yield start, end, kind


def _without_holder(document: Document, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, EntityType]]:
    """The network's spans, with the person behind an organisation's name apart: «директор Союза | В. Ф. Гусев»."""
    for first, last, tag in spans:
        kind = TYPES[tag]
        at = _initials(document.tokens, first, last) if kind == "organization" else None
        if at is not None and _holds(document, first, document.tokens[last - 1]):
            yield first, at, kind
            yield at, last, "person"
        else:
            yield first, last, kind


def _initials(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the initials begin that with one word behind them end a span."""
    at = last - 1
    while at - 2 > first and is_initial(tokens, at - 2):
        at -= 2
    named = at < last - 1 and tokens[last - 1].is_title and tokens[at - 1].is_word
    return at if named and tokens[at - 1].lower != "имени" else None


def _holds(document: Document, first: int, surname: Token) -> bool:
    """Whether a surname behind initials is no genitive («Фонд А. П. Зотова»), or in one case with a post before."""
    if surname.reading(case="gent", number="sing") is None:
        return True
    before = document.tokens[first - 1] if first else None
    if before is None or not _is_human(before):
        return False
    cases = {case_of(p) for p in before.parses if p.pos == "NOUN" and p.number == "sing"}
    return any(case_of(p) in cases for p in surname.parses if p.number == "sing")


def _pieces(document: Document, first: int, last: int, kind: EntityType) -> Iterator[tuple[int, int]]:
    """Cut a span at line ends, at brackets and bullets, and where a comma or «и» joins two names of persons."""
    tokens = document.tokens
    if last - first == 1:
        yield first, last
        return
    start = first
    for i in range(first, last):
        token = tokens[i]
        if i > start and "\n" in document.text[tokens[i - 1].end : token.start]:
            yield start, i
            start = i
        if token.text in _BREAKS or (kind == "person" and token.lower in (",", "и")) or _apart(tokens, i, last, kind):
            yield start, i
            start = i + 1
    yield start, last


def _apart(tokens: Sequence[Token], i: int, last: int, kind: EntityType) -> bool:
    """Whether a comma in an organisation's name parts two names, not the members of a list of its duties."""
    if tokens[i].text != "," or kind == "person" or i + 1 == last:
        return False
    return tokens[i + 1].is_title or not any(t.lower == "и" for t in tokens[i + 1 : last])


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out marks at the edges, and what stands before a quotation that the span opens but does not close."""
    if last - first == 1:
        return first, last
    while first < last and tokens[first].text in _MARKS:
        first += 1
    while last > first and tokens[last - 1].text in _MARKS:
        last -= 1
    opening = [i for i in range(first, last) if tokens[i].text in OPENING_QUOTES]
    if opening and not any(tokens[i].text in CLOSING_QUOTES for i in range(opening[0] + 1, last)):
        if len(opening) == 2 and last < len(tokens) and tokens[last].text in CLOSING_QUOTES:
            return opening[0] + 1, last + 1  # «АО «Завод «Купол»»: one mark closes both
        if len(opening) == 1:
            first = opening[0] + 1
    return first, last


def _person(document: Document, first: int, last: int) -> tuple[int, int]:
    """A person's name without the words before it that name no one, nothing where there are only such."""
    tokens = document.tokens
    while last - first > 1 and (_is_common(tokens[first]) or _is_preposition(tokens[first], tokens[first + 1])):
        first += 1
    if last - first == 1 and _is_common(tokens[first]) and _begins(document, first):
        return first, first
    return first, last


_NAMING = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Init", "Abbr"))


def _is_common(token: Token) -> bool:
    """Whether the dictionary knows a word, and knows it only as no name: «император», «свергнутый»."""
    return len(token.text) > 3 and all(p.is_known and not p.grammemes & _NAMING for p in token.parses)


def _begins(document: Document, i: int) -> bool:
    """Whether a token is capitalised because it begins a sentence or a line."""
    sentence = document.sentence_at(document.tokens[i].start)
    if sentence is None or i == sentence.first:
        return True
    before = document.tokens[i - 1]
    return before.text in OPENING_QUOTES or "\n" in document.text[before.end : document.tokens[i].start]


def _unheaded(document: Document, first: int, last: int) -> tuple[int, int]:
    """An organisation or place without the person before it («замглавы …») and what goes on behind it («… решил»)."""
    tokens = document.tokens
    if last - first == 1:
        beside = last < len(tokens) and tokens[last].is_title and tokens[first].pos == "NOUN"
        dropped = beside and _is_common(tokens[first]) and _begins(document, first) and not _is_head(tokens[first])
        return first, first if dropped else last
    while last - first > 1 and (_is_human(tokens[first]) or _is_preposition(tokens[first], tokens[first + 1])):
        first += 1
    if last - first > 1 and _is_beside(document, first, last):
        first += 1
    for i in range(first + 1, last):
        if tokens[i].text in OPENING_QUOTES or tokens[i].text.isascii():
            break
        if tokens[i].pos in _PREDICATE and not tokens[i].is_title and not is_honour(tokens, i):
            return first, i
    while last - first > 1 and not tokens[last - 1].is_title and _is_human(tokens[last - 1]):
        last -= 1
    if last - first == 2 and _follows(tokens[first], tokens[first + 1]):
        last -= 1
    return first, last


_HEADS = ("bodies", "perhaps_bodies", "named")
_PREDICATE = frozenset(("VERB", "INFN", "PRCL", "ADVB", "PRED", "GRND", "PRTS", "NPRO"))


def is_honour(tokens: Sequence[Token], i: int) -> bool:
    """Whether «имени» or «им.» stands at token i, behind which is whose name a body bears."""
    short = tokens[i].lower == "им" and i + 1 < len(tokens) and tokens[i + 1].text == "."
    return short or tokens[i].lower == "имени"


def is_initial(tokens: Sequence[Token], i: int) -> bool:
    """Whether an initial with its dot stands at token i."""
    return len(tokens[i].text) == 1 and tokens[i].is_title and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _is_preposition(token: Token, behind: Token) -> bool:
    """Whether a capital letter or word is a preposition that begins a sentence, and no initial."""
    prepositions = table("names")["prepositions"].values()
    return token.is_title and behind.text != "." and any(token.lower in of_case for of_case in prepositions)


def _is_beside(document: Document, first: int, last: int) -> bool:
    """Whether a span begins, with its sentence, with a common noun in front of the name: «Гастроли Большого театра»."""
    tokens = document.tokens
    token, second = tokens[first], tokens[first + 1]
    if token.pos != "NOUN" or not second.is_title or not _is_common(token) or not _begins(document, first):
        return False
    place = gazetteer().find([t.text for t in tokens[first:last]], 1)
    if place is not None and place[1] == last - first - 1 and (place[1] > 1 or place[0].kind != "country"):
        return True
    if _is_head(token):
        return False
    return second.reading("ADJF", case="gent") is not None or second.lemma in words("organizations", "perhaps_bodies")


def _is_head(token: Token) -> bool:
    """Whether names of bodies begin with such a word."""
    return any(not token.lemmas.isdisjoint(words("organizations", kind)) for kind in _HEADS)


def _follows(name: Token, noun: Token) -> bool:
    """Whether a noun behind a name of one word begins something else: «Росатома завод»."""
    if noun.is_title or noun.pos != "NOUN" or name.pos != "NOUN":
        return False
    return all(p.case in ("nomn", "accs") for p in noun.parses) and all(p.case != "nomn" for p in name.parses)


def _is_human(token: Token) -> bool:
    """Whether a word is a person's post or kin («член», «исследователи»)."""
    return token.pos == "NOUN" and _is_common(token) and token.parses[0].animacy == "anim"
