"""Normal forms of names beside natasha, and what names cost: ``python tests/benchmarks/names.py``.

Reads the mentions in context of ``tests/data/nominatives.txt``. natasha's normaliser gets the very spans of the list;
newsfacts only those that it finds for itself. The cost is CPU time on the project's fixtures, without the network that
tags names, the least of several rounds for each article. Prints Markdown.
"""

import sys
import time
from datetime import date
from pathlib import Path

from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, Segmenter
from natasha.doc import DocSpan

sys.path.insert(0, str(Path(__file__).parents[1]))
from mentions import alike, mentions

import newsfacts
from newsfacts.analysis import analyse
from newsfacts.analysis.ner import NameTagger
from newsfacts.article import read_layout
from newsfacts.entities import find_entities, tag_names

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"
ROUNDS = 8


def ours() -> tuple[int, int]:
    """How many mentions newsfacts finds, and how many of them have the right normal form."""
    read = newsfacts.load()
    found = right = 0
    for text, wanted in mentions():
        names = {(e.start, e.end): e.name for e in read(text).entities}
        found += sum(span in names for span in wanted)
        right += sum(span in names and alike(names[span], name) for span, name in wanted.items())
    return found, right


def natasha() -> int:
    """How many mentions natasha's normaliser gets right."""
    segmenter, tagger, vocabulary = Segmenter(), NewsMorphTagger(NewsEmbedding()), MorphVocab()
    right = 0
    for text, wanted in mentions():
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(tagger)
        for (start, end), name in wanted.items():
            inside = [t for t in doc.tokens if start <= t.start and t.stop <= end]
            span = DocSpan(start, end, "PER", text[start:end], inside)
            span.normalize(vocabulary)
            right += alike(span.normal, name)
    return right


def cost() -> float:
    """Milliseconds for the names of 1,000 tokens."""
    tagger = NameTagger.load()
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    best, tokens = [float("inf")] * len(texts), 0
    for _ in range(ROUNDS):
        documents = [analyse(text, read_layout(text)) for text in texts]
        tokens = sum(len(document.tokens) for document in documents)
        for i, (document, tags) in enumerate(zip(documents, tag_names(documents, tagger), strict=True)):
            start = time.process_time()
            find_entities(document, tags)
            best[i] = min(best[i], time.process_time() - start)
    return 1e6 * sum(best) / tokens


def main() -> None:
    total = sum(len(wanted) for _, wanted in mentions())
    found, right = ours()
    print(f"{date.today()}, {total} mentions\n\n| | found | right, of those |\n|---|--:|--:|")
    print(f"| newsfacts | {found} | {right / found:.3f} |\n| natasha | (given) | {natasha() / total:.3f} |")
    print(f"\n{cost():.1f} ms for 1,000 tokens")


if __name__ == "__main__":
    main()
