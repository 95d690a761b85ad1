"""Analysis: text to tokens and sentences, with morphology on demand and slovnet's name tags."""

from typing import TYPE_CHECKING

from newsfacts.analysis.sentences import sentence_spans
from newsfacts.analysis.tokens import token_spans
from newsfacts.article import Layout

if TYPE_CHECKING:
    from newsfacts.document import Document

# Menus, bylines and the header's own date are not the article.
UNREAD = frozenset(("header", "byline", "menu"))
# Tokens of a sentence; what goes on without an end is no prose, and is cut so that its cost stays in step with its length.
LONGEST = 500


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
                    last = tokens[-1].end
                    sentences.append(Sentence(begin, last, first, len(tokens), len(sentences), block.kind))
                    first, begin = len(tokens), start + a
                tokens.append(Token(text[start + a : start + b], start + a, start + b, len(tokens)))
            sentences.append(Sentence(begin, end, first, len(tokens), len(sentences), block.kind))
    return Document.of(text, tokens, sentences)
