"""Are tokens razdel's and name tags slovnet's? ``python -W ignore tests/tools/identity.py FOLDER…``, over ``*.txt``.

Both are computed faster here and must come out the same. A token may differ only where a mark of joining stands beside
a blank («2023, 15»), which razdel overlooks; such places are counted apart. Exit code 1 where anything else differs.
"""

import argparse
import importlib.util
import re
import sys
from pathlib import Path

import navec
import razdel
import slovnet

from newsfacts.analysis.ner import NameTagger
from newsfacts.analysis.tokens import token_spans

_BESIDE_A_BLANK = re.compile(r"[.,/\\_‑–—−-](?:\s|$)|(?:\s|^)[.,/\\_‑–—−-]")


def main() -> int:
    """Compare, print what was compared and what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--batch", type=int, default=16, help="documents tagged at once")
    arguments = parser.parse_args()
    texts = []
    for folder in arguments.folders:
        for file in sorted(folder.rglob("*.txt")):
            with file.open(encoding="utf-8", newline="") as source:
                texts.append(source.read())
    wrong, blanks = tokens_that_differ(texts)
    documents = [[text[a:b] for a, b in token_spans(text)] for text in texts]
    differ = tags_that_differ(documents, arguments.batch)
    print(f"{len(texts)} documents, {sum(map(len, documents))} tokens")
    print(f"tokens unlike razdel's: {wrong}, and {blanks} beside a blank")
    print(f"tags unlike slovnet's: {differ}")
    return 1 if wrong or differ else 0


def tokens_that_differ(texts: list[str]) -> tuple[int, int]:
    """Tokens of razdel's that are not ours: unexplained, and joined across a blank."""
    wrong = blanks = 0
    for text in texts:
        ours = set(token_spans(text))
        for token in razdel.tokenize(text):
            if (token.start, token.stop) not in ours:
                around = text[max(0, token.start - 1) : token.stop + 1]
                explained = bool(_BESIDE_A_BLANK.search(around))
                blanks += explained
                wrong += not explained
    return wrong, blanks


def tags_that_differ(documents: list[list[str]], batch: int) -> int:
    """How many tokens have another tag than slovnet gives, one document at a time."""
    spec = importlib.util.find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    data = Path(spec.submodule_search_locations[0], "data")
    model = slovnet.NER.load(data / "model" / "slovnet_ner_news_v1.tar")
    model.navec(navec.Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    infer, tagger = model.infer, NameTagger.load()
    differ = 0
    for i in range(0, len(documents), batch):
        some = documents[i : i + batch]
        for words, ours in zip(some, tagger.tag(some), strict=True):
            [theirs] = list(infer.decoder(infer.process(infer.encoder([words])))) if words else [[]]
            differ += sum(a != b for a, b in zip(ours, theirs, strict=True))
    return differ


if __name__ == "__main__":
    sys.exit(main())
