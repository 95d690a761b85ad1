"""Entities: persons, organisations, countries, regions and other places that the text names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfacts.analysis.ner import NameTagger
from newsfacts.document import Document, Token
from newsfacts.entities.persons import extend_person, nominative_person
from newsfacts.entities.quoted import quoted_names
from newsfacts.lexicon import words
from newsfacts.model import Entity, EntityType, select
from newsfacts.phrases import find_head, nominative, noun_phrase

_TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "location"}


_OPENING = frozenset('«"„“')
_MARKS = frozenset('«»"„“”.,;:()-–—')


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: the tokens ``[first, last)`` and what they name."""

    first: int
    last: int
    type: EntityType
    start: int
    end: int


def find_entities(document: Document, tags: Sequence[str]) -> tuple[Entity, ...]:
    """Find the names in a text, with their nominative, in text order and without overlaps.

    Args:
        document: the text.
        tags: one BIO tag a token, as `NameTagger.tag` gives them for the whole document.
    """
    names = [*_tagged(document, tags), *_quoted(document, tags), *_bodies(document)]
    return tuple(_entity(document, n) for n in select(names))


def tag_names(document: Document, tagger: NameTagger) -> list[str]:
    """The name tags of a document, which is tagged as a whole: that is better than sentence by sentence."""
    return tagger.tag([[t.text for t in document.tokens]])[0]


def _name(document: Document, first: int, last: int, kind: EntityType) -> Name:
    return Name(first, last, kind, document.tokens[first].start, document.tokens[last - 1].end)


def _tagged(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """The spans the network tags; a person with the initials; quotation marks at the edges left out."""
    for first, last, kind in _bio(tags):
        first, last = _trimmed(document.tokens, first, last)
        if first >= last:
            continue
        if kind == "PER":
            first, last = extend_person(document, first, last)
        yield _name(document, first, last, _TYPES[kind])


def _bio(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, tag in enumerate((*tags, "O")):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            yield start, i, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out marks at the edges, and what stands before a quotation that the span opens but does not close."""
    while first < last and tokens[first].text in _MARKS:
        first += 1
    while last > first and tokens[last - 1].text in _MARKS:
        last -= 1
    opening = [i for i in range(first, last) if tokens[i].text in _OPENING]
    if len(opening) == 1 and not any(tokens[i].text == "»" for i in range(opening[0], last)):
        first = opening[0] + 1
    return first, last


def _quoted(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """Quoted names that a word before them or the network makes organisations."""
    named = words("organizations", "named")
    for sentence in document.sentences:
        for q in quoted_names(document, sentence):
            before = document.tokens[q.first - 2] if q.first - 2 >= sentence.first else None
            inner = tags[q.first : q.last]
            is_named = before is not None and (before.text in named or bool(before.lemmas & named))
            if is_named or any(t.endswith("ORG") for t in inner):
                yield _name(document, q.first, q.last, "organization")


def _bodies(document: Document) -> Iterator[Name]:
    """State and public bodies in full: «министерство промышленности и торговли РФ», in lower case too."""
    heads = words("organizations", "bodies")
    for sentence in document.sentences:
        i = sentence.first
        while i < sentence.last:
            token = document.tokens[i]
            if token.is_word and token.lemma in heads and token.reading("NOUN", number="sing"):
                end = noun_phrase(document, i, sentence.last, coordinate=False)
                if any(t.is_title for t in document.tokens[i + 1 : end]):
                    yield _name(document, i, end, "organization")
                    i = end
                    continue
            i += 1


def _entity(document: Document, name: Name) -> Entity:
    tokens = document.tokens[name.first : name.last]
    return Entity(
        text=document.text[name.start : name.end],
        start=name.start,
        end=name.end,
        type=name.type,
        name=_normal(document, name, tokens),
    )


def _normal(document: Document, name: Name, tokens: Sequence[Token]) -> str:
    text = document.text[name.start : name.end]
    if name.type == "person":
        return nominative_person(tokens)
    if _in_quotes(document, name) or not tokens[0].is_word or tokens[0].text.isupper() or text.isascii():
        return text
    head = find_head(tokens)
    return nominative(tokens) if head is not None else text


def _in_quotes(document: Document, name: Name) -> bool:
    return name.first > 0 and document.tokens[name.first - 1].text in _OPENING
