"""Quoted names: where quotation marks hold a name rather than speech, and which word before tells what it is."""

from dataclasses import dataclass

from newsfacts.document import Document, Sentence, Token, once
from newsfacts.marks import QUOTE_PAIRS

_LONGEST = 14  # tokens; what is longer is speech


@dataclass(frozen=True)
class Quoted:
    """A short quotation: the tokens ``[first, last)`` between the marks."""

    first: int
    last: int


@once
def quoted_names(document: Document, sentence: Sentence) -> tuple[Quoted, ...]:
    """The short quotations of a sentence that begin with a capital letter or a digit and hold no speech."""
    tokens = document.tokens
    found = []
    i = sentence.first
    while i < sentence.last:
        closing = QUOTE_PAIRS.get(tokens[i].text)
        if closing is None or (closing == '"' and not _opens(document, i, sentence)):
            i += 1
            continue
        end = next(
            (j for j in range(i + 1, min(sentence.last, i + _LONGEST + 2)) if _closes(document, j, closing)), None
        )
        nested = (
            closing == '"'
            and end is not None
            and any(tokens[j].text == '"' and _opens(document, j, sentence) for j in range(i + 1, end))
        )
        if end is not None and end > i + 1 and not nested and _is_name(tokens[i + 1 : end], tokens[end + 1 : end + 2]):
            found.append(Quoted(i + 1, end))
            i = end + 1
        else:
            i += 1
    return tuple(found)


def _opens(document: Document, i: int, sentence: Sentence) -> bool:
    """Whether a straight mark stands before its word: no blank after it, and a blank or bracket before."""
    tokens = document.tokens
    if i + 1 >= sentence.last or tokens[i + 1].start != tokens[i].end:
        return False
    return i == sentence.first or tokens[i - 1].end < tokens[i].start or not tokens[i - 1].text[-1].isalnum()


def _closes(document: Document, j: int, closing: str) -> bool:
    """Whether a mark closes a quotation: a straight one stands right behind its last word."""
    tokens = document.tokens
    return tokens[j].text == closing and (closing != '"' or tokens[j - 1].end == tokens[j].start)


def _is_name(inner: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether the words between the marks can be a name: a capital first, no comma and dash of speech behind."""
    if not (inner[0].is_title or inner[0].is_number) or inner[-1].text in {",", "!", "?", "…"}:
        return False
    return not (after and after[0].text == "," and inner[-1].text == ".")
