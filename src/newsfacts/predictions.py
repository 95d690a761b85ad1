"""Run the pipeline over a folder of articles for scoring: ``python -m newsfacts.predictions FOLDER OUT.jsonl``.

The folder holds ``<id>.txt`` and ``published.json`` (id to ISO date or null, what a caller would pass).
"""

import json
import sys
from pathlib import Path

import newsfacts


def predict(folder: Path, out: Path) -> int:
    """Write one JSON line an article; return how many."""
    known = folder / "published.json"
    published = json.loads(known.read_text("utf-8")) if known.exists() else {}
    nf = newsfacts.load()
    files = sorted(folder.glob("*.txt"))
    with out.open("w", encoding="utf-8") as sink:
        for file in files:
            with file.open(encoding="utf-8", newline="") as source:
                text = source.read()
            result = nf(text, id=file.stem, published=published.get(file.stem))
            sink.write(result.to_json() + "\n")
    return len(files)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(f"{predict(Path(sys.argv[1]), Path(sys.argv[2]))} articles written", file=sys.stderr)
