"""Score the articles of fixtures/ against their gold and compare with the committed baseline.

    python tests/evaluate.py [--update]

A type whose precision or recall falls ends it with exit code 1; what each article has lost and gained is printed.
``--update`` writes what is reached now to fixtures/baseline.json, which also lists the known failures of each article.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring import LAYERS, compare

import newsfacts

FIXTURES = Path(__file__).parent.parent / "fixtures"
BASELINE = FIXTURES / "baseline.json"

Document = dict[str, Any]
Failures = dict[str, list[str]]  # of an article: "missed" and "wrong", a line each


@dataclass(frozen=True)
class Score:
    """How many records of a type were read right, were missed, and were read wrong."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.missed + other.missed, self.wrong + other.wrong)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True)
class Evaluation:
    """Scores by type, and the failures of each article that has any."""

    types: dict[str, Score]
    articles: dict[str, Failures]


def read_fixtures() -> Iterator[tuple[Document, Document]]:
    """Gold and output of every article, those of the main folder first."""
    nf = newsfacts.load()
    for folder in (FIXTURES, FIXTURES / "articles"):
        for name, date in json.loads((folder / "published.json").read_text("utf-8")).items():
            with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as file:
                output = nf(file.read(), id=name, published=date)
            yield json.loads((folder / f"{name}.gold.json").read_text("utf-8")), json.loads(output.to_json())


def evaluate(pairs: Iterable[tuple[Document, Document]]) -> Evaluation:
    """Compare outputs with their gold."""
    types: dict[str, Score] = {}
    articles: dict[str, Failures] = {}
    for gold, output in pairs:
        failures: Failures = {"missed": [], "wrong": []}
        wanted, read = _heading(gold), _heading(output)
        for name in sorted(wanted.keys() | read.keys()):
            missed, wrong = (both.get(name) if wanted.get(name) != read.get(name) else None for both in (wanted, read))
            _add(types, "heading", Score(int(wanted.get(name) == read.get(name)), bool(missed), bool(wrong)))
            failures["missed"] += [f"{name} «{missed}»"] if missed else []
            failures["wrong"] += [f"{name} «{wrong}»"] if wrong else []
        for layer in LAYERS:
            _, missed, wrong = compare(layer, gold[layer], output[layer])
            for record in gold[layer]:
                if layer != "times" or record["value"]:
                    _add(types, _type(layer, record), Score(right=1))
            for record in missed:
                _add(types, _type(layer, record), Score(right=-1, missed=1))
            for record in wrong:
                _add(types, _type(layer, record), Score(wrong=1))
            failures["missed"] += [_line(layer, record) for record in missed]
            failures["wrong"] += [_line(layer, record) for record in wrong]
        if any(failures.values()):
            articles[output["article"]["id"]] = failures
    return Evaluation(dict(sorted(types.items())), articles)


def _heading(document: Document) -> dict[str, str]:
    """What is known of the article itself."""
    article = document["article"]
    dateline = article.get("dateline") or {}
    told = {"title": article.get("title"), "place": dateline.get("place"), "agency": dateline.get("agency")}
    return {name: value for name, value in told.items() if value}


def _add(types: dict[str, Score], name: str, score: Score) -> None:
    types[name] = types.get(name, Score()) + score


def _type(layer: str, record: Document) -> str:
    return record["type"] if layer == "facts" else layer


def _line(layer: str, record: Document) -> str:
    """A record on a line: its type, its words and what is compared."""
    told: list[Any] = [record.get(key) for key in ("stage", "name", "person", "position", "kind") if layer == "facts"]
    told += [party["name"] for party in record.get("parties") or ()]
    for amount in (record, record.get("count") or {}, record.get("amount") or {}):
        if any(key in amount for key in ("value", "low")):
            told += [amount.get(key) for key in ("bound", "value", "low", "high", "unit")]
    said = record["evidence"][0] if layer == "facts" else record
    return f"{_type(layer, record)} {said['start']} «{said['text']}» " + " ".join(str(t) for t in told if t is not None)


def stored() -> Evaluation:
    """The committed baseline."""
    known = json.loads(BASELINE.read_text("utf-8"))
    return Evaluation({name: Score(*counts) for name, counts in known["types"].items()}, known["known failures"])


def store(now: Evaluation) -> None:
    """Make this the baseline."""
    types = {name: [score.right, score.missed, score.wrong] for name, score in now.types.items()}
    told = {"types": types, "known failures": now.articles}
    BASELINE.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def fallen(now: Evaluation, before: Evaluation) -> list[str]:
    """Which types have lost precision or recall, a line each."""
    return [
        f"{name}: {measure} fell from {getattr(was, measure):.4f} to {getattr(score, measure):.4f}"
        for name, was in before.types.items()
        for score in [now.types.get(name, Score())]
        for measure in ("precision", "recall")
        if getattr(score, measure) < getattr(was, measure)
    ]


def changes(now: Evaluation, before: Evaluation) -> list[str]:
    """What each article lost (-) and gained (+)."""
    told = []
    for name in sorted(now.articles.keys() | before.articles.keys()):
        for kind in ("missed", "wrong"):
            new = now.articles.get(name, {}).get(kind, [])
            old = before.articles.get(name, {}).get(kind, [])
            told += [f"  - {name}: now {kind}: {line}" for line in new if line not in old]
            told += [f"  + {name}: no longer {kind}: {line}" for line in old if line not in new]
    return told


def table(now: Evaluation, before: Evaluation) -> list[str]:
    """The figures of each type beside those of the baseline."""
    lines = [f"{'':20} {'precision':>9} {'recall':>7}   {'baseline':>16}"]
    for name, score in now.types.items():
        was = before.types.get(name, Score())
        figures = f"{score.precision:9.3f} {score.recall:7.3f}   {was.precision:8.3f} {was.recall:7.3f}"
        lines.append(f"{name:20} {figures}   {score.right} right, {score.missed} missed, {score.wrong} wrong")
    return lines


def main() -> int:
    """Print the comparison; 1 where a type fell and the baseline is to stay."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the baseline anew")
    arguments = parser.parse_args()
    now = evaluate(read_fixtures())
    before = stored() if BASELINE.exists() else Evaluation({}, {})
    worse = fallen(now, before)
    print(*table(now, before), *changes(now, before), *worse, sep="\n")
    if arguments.update:
        store(now)
        return 0
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
