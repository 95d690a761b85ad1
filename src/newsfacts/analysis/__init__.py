"""Analysis: text to tokens and sentences, with morphology on demand and slovnet's name tags."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsfacts.analysis.sentences import sentence_spans
from newsfacts.analysis.tokens import token_spans
from newsfacts.article import Layout

if TYPE_CHECKING:
    from newsfacts.document import Document, Token

# Menus, bylines and the header's own date are not the article.
UNREAD = frozenset(("header", "byline", "menu"))
# Tokens of a sentence; what goes on without an end is no prose, and is cut so that it costs no more a word.
LONGEST = 250
_BACK = 50  # tokens back among which the mark is looked for that it is cut behind


def analyse(text: str, layout: Layout) -> "Document":
    """Cut the readable blocks of an article into sentences and tokens."""
    # Not above: a document's tokens look words up in analysis.morphology, whose package this is.
    from newsfacts.document import Document, Sentence, Token

    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block in layout.blocks:
        if block.kind in UNREAD:
            continue
        piece = text[block.start : block.end]
        for start, end in sentence_spans(piece):
            first = len(tokens)
            start, end = start + block.start, end + block.start
            begin = start
            for a, b in token_spans(text[start:end]):
                if len(tokens) - first == LONGEST:
                    last = _last_mark(tokens)
                    sentences.append(Sentence(begin, tokens[last - 1].end, first, last, len(sentences), block.kind))
                    first, begin = last, tokens[last].start if last < len(tokens) else start + a
                tokens.append(Token(text[start + a : start + b], start + a, start + b, len(tokens)))
            sentences.append(Sentence(begin, end, first, len(tokens), len(sentences), block.kind))
    return Document.of(text, tokens, sentences)


def _last_mark(tokens: "Sequence[Token]") -> int:
    """The index behind the last mark of the last tokens; that behind all of them where there is none."""
    for i in range(len(tokens) - 1, len(tokens) - _BACK, -1):
        if tokens[i].text in (".", ";", ","):
            return i + 1
    return len(tokens)
