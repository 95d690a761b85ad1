"""One text, one name: what the text names once is found wherever it stands again."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Token
from newsfacts.entities.names import Capitals, Name, name_of
from newsfacts.marks import CLOSING_QUOTES, OPENING_QUOTES
from newsfacts.model import EntityType
from newsfacts.rule import rule


@rule(
    "entities",
    {
        "Речь прочел [Егор Бодренков]. Позже к [Бодренкову] подошли.": "person: Егор Бодренков | person: Бодренков",
        "Сеть открыл концерн [Zentrix]. Соседи против [Zentrix].": "organization: Zentrix | organization: Zentrix",
        "Речь прочел сосед. Позже к соседу подошли.": None,
    },
)
def repeated(document: Document, names: Sequence[Name], capitalised: Capitals) -> Iterator[Name]:
    """Further mentions of what was found: surnames of persons named in full, abbreviations, quoted and Latin names.

    Args:
        document: the text.
        names: the names found so far, in text order.
        capitalised: the text's capitalised words.
    """
    surnames = _surnames(document, names)
    marks = _marks(document, names)
    taken = [False] * len(document.tokens)
    for name in names:
        if name.last - name.first > 1 or name.name is not None:
            taken[name.first : name.last] = [True] * (name.last - name.first)
    for sentence, indices in capitalised:
        for i in indices:
            if taken[i]:
                continue
            token = document.tokens[i]
            kind = marks.get(token.text)
            if kind is not None:
                yield name_of(document, i, i + 1, kind)
            elif (
                not surnames.isdisjoint(surname_keys(token))
                and (i > sentence.first or _only_names(token))
                and not _quoted(document, i)
            ):
                yield name_of(document, i, i + 1, "person")


def _surnames(document: Document, names: Sequence[Name]) -> frozenset[str]:
    """What the surnames of persons named in full may be in the dictionary form."""
    found: set[str] = set()
    for name in names:
        last = document.tokens[name.last - 1]
        if name.type == "person" and name.last - name.first > 1 and last.is_word and len(last.text) > 3:
            found |= surname_keys(last)
    return frozenset(found)


def surname_keys(token: Token) -> frozenset[str]:
    """The dictionary forms of a name in any case: those that are names, or all where the dictionary has none."""
    return _surname_keys(token.lower)


@lru_cache(maxsize=20_000)
def _surname_keys(lower: str) -> frozenset[str]:
    readings = parses(lower)
    names = frozenset(p.lemma for p in readings if "Surn" in p.grammemes)
    return names or frozenset(p.lemma for p in readings if p.pos == "NOUN") | {lower}


def _only_names(token: Token) -> bool:
    """Whether a word that may be capitalised for its place in the sentence can only be a name."""
    return all(p.grammemes & {"Surn", "Name"} or not p.is_known for p in token.parses)


def _marks(document: Document, names: Sequence[Name]) -> dict[str, EntityType]:
    """Names of one token that always mean the same: abbreviations, Latin and mixed writing."""
    found: dict[str, EntityType] = {}
    for name in names:
        text = document.tokens[name.first].text
        if name.last - name.first == 1 and name.type != "person" and name.name is None and _is_mark(text):
            found.setdefault(text, name.type)
    return found


def _is_mark(text: str) -> bool:
    """Whether a word is written as only names are: РЖД, РусГидро, Bayer."""
    return len(text) > 1 and (text[1:] != text[1:].lower() or (text.isascii() and text.isalpha()))


def _quoted(document: Document, i: int) -> bool:
    tokens = document.tokens
    return (i > 0 and tokens[i - 1].text in OPENING_QUOTES) or (
        i + 1 < len(tokens) and tokens[i + 1].text in CLOSING_QUOTES
    )
