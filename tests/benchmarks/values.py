"""Times and amounts beside other tools: ``python tests/benchmarks/values.py [FOLDER]``.

FOLDER holds ``<id>.txt``, ``<id>.gold.json`` and perhaps ``published.json`` (the project's fixtures by default). Each
peer is installed in an environment of its own under ``.peers`` (pip, npm) and reads the same texts with the same
publication date. A time is right where the span overlaps and the value names the same days; an amount where the span
overlaps and the number is equal; newsfacts is also scored with bound and unit. natasha reads absolute dates and sums of
money only, the others only dates. Prints Markdown.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".peers"
Found = dict[str, Any]

DATEPARSER = """
import json, sys
from datetime import datetime
from dateparser.search import search_dates
out = []
for doc in json.load(sys.stdin):
    base = datetime.fromisoformat(doc["published"] or "2020-01-01")
    found, at = [], 0
    for text, value in search_dates(doc["text"], languages=["ru"], settings={"RELATIVE_BASE": base}) or []:
        start = doc["text"].find(text, at)
        if start >= 0:
            at = start + len(text)
            found.append({"start": start, "end": at, "value": value.date().isoformat()})
    out.append({"times": found})
json.dump(out, sys.stdout)
"""
NATASHA = """
import json, sys
from natasha import DatesExtractor, MoneyExtractor, MorphVocab
vocab = MorphVocab()
dates, money = DatesExtractor(vocab), MoneyExtractor(vocab)
out = []
for doc in json.load(sys.stdin):
    times = []
    for m in dates(doc["text"]):
        parts = [m.fact.year, m.fact.month, m.fact.day]
        value = "-".join(f"{p:02d}" for p in parts if p) if parts[0] else None
        times.append({"start": m.start, "end": m.stop, "value": value})
    sums = [{"start": m.start, "end": m.stop, "value": m.fact.amount} for m in money(doc["text"])]
    out.append({"times": times, "quantities": sums})
json.dump(out, sys.stdout)
"""
CHRONO = """
const chrono = require('chrono-node');
const docs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const iso = c => [c.get('year'), c.get('month'), c.get('day')].map(x => String(x).padStart(2, '0')).join('-');
const points = s => Array.from(s).length;
process.stdout.write(JSON.stringify(docs.map(doc => ({
  times: chrono.ru.parse(doc.text, new Date((doc.published || '2020-01-01') + 'T12:00:00')).map(r => {
    const start = points(doc.text.slice(0, r.index));
    const value = iso(r.start) + (r.end ? '/' + iso(r.end) : '');
    return {start, end: start + points(r.text), value};
  })
}))));
"""


def python_peer(name: str, packages: list[str], code: str) -> Callable[[str], str]:
    """Install packages in an environment of their own; return the function from input to output."""
    home = PEERS / name
    if not (home / "ready").exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin" / "pip", "install", "-q", *packages], check=True, stderr=subprocess.DEVNULL)
        (home / "ready").touch()

    def run(text: str) -> str:
        command = [home / "bin" / "python", "-W", "ignore", "-c", code]
        return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout

    return run


def node_peer(name: str, package: str, code: str) -> Callable[[str], str]:
    """The same with npm."""
    home = PEERS / name
    if not (home / "node_modules").exists():
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", home, package], check=True, stdout=subprocess.DEVNULL)

    def run(text: str) -> str:
        return subprocess.run(
            ["node", "-e", code], input=text, capture_output=True, text=True, check=True, cwd=home
        ).stdout

    return run


def newsfacts_peer(text: str) -> str:
    """What newsfacts reads, without loading a model."""
    import newsfacts

    out = []
    for doc in json.loads(text):
        times = newsfacts.parse_times(doc["text"], published=doc["published"])
        amounts = newsfacts.parse_quantities(doc["text"])
        out.append(
            {
                "times": [{"start": t.start, "end": t.end, "value": t.value} for t in times],
                "quantities": [
                    {
                        "start": q.start,
                        "end": q.end,
                        "value": None if q.value is None else float(q.value),
                        "low": None if q.low is None else float(q.low),
                        "bound": q.bound,
                        "unit": q.unit,
                    }
                    for q in amounts
                ],
            }
        )
    return json.dumps(out)


def days(value: str | None) -> tuple[str, str] | str | None:
    """The first and last day that a value names, so that a month and its days are equal."""
    if value is None or "T" in value or "X" in value or value.startswith("P"):
        return value
    first, _, last = value.partition("/")
    return _edge(first, 0), _edge(last or first, 1)


def _edge(value: str, end: int) -> str:
    parts = value.split("-")
    if value == ".." or len(parts) == 3:
        return value
    year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else (12 if end else 1)
    if not end:
        return date(year, month, 1).isoformat()
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def same_time(gold: Found, found: Found) -> bool:
    """The same days."""
    return days(gold["value"]) == days(found["value"])


def same_number(gold: Found, found: Found) -> bool:
    """The same number, or the same lower end of a range."""
    wanted = gold.get("value") if gold.get("value") is not None else gold.get("low")
    read = found.get("value") if found.get("value") is not None else found.get("low")
    return read is not None and wanted is not None and abs(float(read) - float(wanted)) < 1e-6


def same_amount(gold: Found, found: Found) -> bool:
    """The same number, bound and unit."""
    return same_number(gold, found) and all(gold.get(k) == found.get(k) for k in ("bound", "unit"))


def f1(pairs: Iterable[tuple[list[Found], list[Found]]], same: Callable[[Found, Found], bool]) -> str:
    """Precision, recall and F1 over all articles, as a table cell."""
    right = read = wanted = 0
    for gold, found in pairs:
        left = list(found)
        read, wanted = read + len(found), wanted + len(gold)
        for g in gold:
            hit = next((f for f in left if f["start"] < g["end"] and g["start"] < f["end"] and same(g, f)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
    if not read:
        return "–"
    precision, recall = right / read, right / wanted
    score = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{precision:.3f} / {recall:.3f} / {score:.3f}"


def main() -> None:
    """Run all and print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "fixtures" / "articles"
    known = folder / "published.json"
    published = json.loads(known.read_text("utf-8")) if known.exists() else {}
    golds, docs = [], []
    for file in sorted(folder.glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        gold = json.loads(file.read_text("utf-8"))
        with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as source:
            text = source.read()
        golds.append(gold)
        day = published.get(name) or (gold.get("article") or {}).get("published")
        docs.append({"text": text, "published": day})
    peers = {
        "newsfacts": newsfacts_peer,
        "natasha": python_peer("natasha", ["natasha==1.6.0", "setuptools<81"], NATASHA),
        "dateparser": python_peer("dateparser", ["dateparser"], DATEPARSER),
        "chrono-node": node_peer("chrono", "chrono-node", CHRONO),
    }
    print(f"{len(docs)} articles; precision / recall / F1\n")
    print("| | times | numbers | amounts with bound and unit |\n|---|---|---|---|")
    for name, run in peers.items():
        out = json.loads(run(json.dumps(docs)))
        times = [([t for t in g["times"] if t["value"]], o["times"]) for g, o in zip(golds, out, strict=True)]
        amounts = [(g["quantities"], o.get("quantities", [])) for g, o in zip(golds, out, strict=True)]
        bounded = any("bound" in q for _, found in amounts for q in found)
        full = f1(amounts, same_amount) if bounded else "–"
        cells = f1(times, same_time), f1(amounts, same_number), full
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
