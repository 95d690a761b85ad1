"""Sentences."""

import re

from razdel import sentenize


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences' spans; a line break ends a sentence."""
    out = []
    for line in re.finditer(r"[^\r\n]+", text):
        out += [(s.start + line.start(), s.stop + line.start()) for s in sentenize(line.group())]
    return [(a, b) for a, b in out if b > a]
