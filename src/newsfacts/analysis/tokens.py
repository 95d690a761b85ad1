"""Tokens."""

from razdel import tokenize


def token_spans(text: str) -> list[tuple[int, int]]:
    """The tokens' spans."""
    return [(t.start, t.stop) for t in tokenize(text)]
