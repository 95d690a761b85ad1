"""The nominative of a name."""

from newsfacts.document import Document
from newsfacts.entities.names import OPENING, Name
from newsfacts.entities.persons import nominative_person
from newsfacts.phrases import find_head, nominative


def normal_form(document: Document, name: Name) -> str:
    """A name in the nominative; names in quotes, in Latin letters and abbreviations as they stand."""
    tokens = document.tokens[name.first : name.last]
    text = document.text[name.start : name.end]
    if name.type == "person":
        return nominative_person(tokens)
    quoted = name.first > 0 and document.tokens[name.first - 1].text in OPENING
    if quoted or not tokens[0].is_word or tokens[0].text.isupper() or text.isascii():
        return text
    return text if find_head(tokens) is None else nominative(tokens)
