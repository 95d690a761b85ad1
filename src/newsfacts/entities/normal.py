"""The nominative of a name."""

from newsfacts.document import Document
from newsfacts.entities.names import OPENING, Name
from newsfacts.entities.persons import nominative_person
from newsfacts.phrases import case_of, find_head, nominative


def normal_form(document: Document, name: Name) -> str:
    """A name in the nominative; names in quotes, in Latin letters and abbreviations as they stand."""
    tokens = document.tokens[name.first : name.last]
    text = document.text[name.start : name.end]
    if name.type == "person":
        return nominative_person(tokens)
    quoted = name.first > 0 and document.tokens[name.first - 1].text in OPENING
    if not tokens[0].is_word or tokens[0].text[-1].isupper() or text.isascii():
        return text
    if quoted and _stands(document, name):
        return text
    return text if find_head(tokens) is None else nominative(tokens)


def _stands(document: Document, name: Name) -> bool:
    """Whether a quoted name is in the nominative already: behind a noun it names, or by its own form."""
    tokens = document.tokens
    if name.first > 1 and tokens[name.first - 2].pos == "NOUN" and not tokens[name.first - 2].is_title:
        return True
    head = find_head(tokens[name.first : name.last])
    return head is None or any(case_of(p) == "nomn" for p in tokens[name.first + head.index].parses)
