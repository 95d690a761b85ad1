"""Whether time grows with length: ``python tests/benchmarks/growth.py [LENGTH …] [--svg FILE]``.

Reads hostile strings of growing length through the whole pipeline and prints microseconds a character; a column that
grows with the length points at something worse than linear. The readers of files are measured up to a megabyte. With
``--svg`` the articles of the fixtures glued together, up to ten megabytes, and the dearest of the hostile strings, up
to one, are measured and plotted instead.
"""

import argparse
import io
import time
from math import log10
from pathlib import Path

import newsfacts
from newsfacts.batch.containers import read_lines
from newsfacts.files import decoded

PIECES = [
    "5, ", "8 и 10 февраля, ", "в конце ", "первом и ", "2024-", "5 лет и ", "1 год 5 месяцев и ",
    "10:00 – ", "среду, 5 мая ", "20-х числах ", "лет 5 ",
    "5-", "1 000 ", "«", "«5 ", '"А. ', "( ", "и, ", "от 5 до ", "с 1 по ", "5 млн ", "из них 7, ", "в 2020, ",
    "форум «Иннопром. Беларусь» ", "министр директор ", "глава Минска директор ", "из 5 человек 3, ", "«Луч» и ",
    "(5), ", "а | 5\n", "МОСКВА, 3 мая. /ТАСС/. ", "тысяч пять ", "более чем на ", "сообщил Иван Петров, ",
    "млрд ", "0", "«А» (Б), ",
    "подписали ", "форум «А», ", "министр Иванов, ", "кв. м, ", "что ", "который, ", "Россия и ", "А. ",
    "он подписал договор. ", "институт подписал с «Лучом» договор. ", "(А) ",
]  # fmt: skip
# References in an endless sentence: what they mean is looked for in windows wider than the tests' texts are long.
WINDOWED = ["мэрия подписала договор с правительством. ", "министр подписал меморандум с министерством. "]
LENGTHS = (2_000, 8_000, 32_000)
READERS = {
    "decoded, cp1251": lambda n: decoded(("форум «А», " * (n // 11)).encode("cp1251")),
    "decoded, utf-8": lambda n: decoded(("форум «А», " * (n // 11)).encode()),
    "decoded, no text": lambda n: _refused(bytes(range(128, 256)) * (n // 128)),
    "JSON Lines, one line": lambda n: list(read_lines(io.BytesIO(b'{"text": "' + b"[" * n + b'"}'), "a", {}, 2 * n)),
    "JSON Lines, nested": lambda n: list(read_lines(io.BytesIO(b"[" * n), "a", {}, 2 * n)),
    "JSON Lines, many": lambda n: list(read_lines(io.BytesIO(b'{"text": 5}\n' * (n // 12)), "a", {}, 2 * n)),
}


FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles"
DEAREST = ["5, ", "из 5 человек 3, ", "«5 ", "а | 5\n", "с 1 по "]
COLOURS = ("#b03a2a", "#2a6fb0", "#3a8f4d", "#8a5ab0", "#b0852a", "#555555")


def main() -> None:
    """Measure and print, or plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lengths", nargs="*", type=int)
    parser.add_argument("--svg", type=Path)
    args = parser.parse_args()
    nf = newsfacts.load()
    nf("Форум посетили 5 человек.")
    if args.svg:
        args.svg.write_text(plot(curves(nf)), "utf-8")
    else:
        table(nf, args.lengths or LENGTHS)


def seconds(nf: newsfacts.Pipeline, text: str) -> float:
    """CPU time of reading a text."""
    start = time.process_time()
    nf(text, published="2025-10-01")
    return time.process_time() - start


def table(nf: newsfacts.Pipeline, lengths: list[int] | tuple[int, ...]) -> None:
    """Microseconds a character of every hostile string, and of the readers of files."""
    print("| piece |", " | ".join(f"{n:,}" for n in lengths), "|\n|---|" + "--:|" * len(lengths))
    for piece in (*PIECES, *WINDOWED):
        texts = ["Итог: " + piece * (length // len(piece)) for length in lengths]
        print(f"| `{piece!r}` |", " | ".join(f"{seconds(nf, t) / len(t) * 1e6:.0f}" for t in texts), "|", flush=True)
    for name, read in READERS.items():
        costs = []
        for length in (10_000, 100_000, 1_000_000):
            start = time.process_time()
            read(length)
            costs.append((time.process_time() - start) / length * 1e6)
        print(f"| {name}, 10 kB to 1 MB |", " | ".join(f"{c:.3f}" for c in costs), "|", flush=True)


def curves(nf: newsfacts.Pipeline) -> dict[str, list[tuple[int, float]]]:
    """Seconds by length: of articles glued together, and of hostile strings."""
    articles = "\n\n".join(f.read_text("utf-8") for f in sorted(FIXTURES.glob("*.txt")))
    found = {}
    for name, piece, most in (("articles", articles, 7), *((p, "Итог: " + p * 10, 6) for p in DEAREST)):
        lengths = [10**k for k in range(3, most + 1)]
        found[name] = [(n, seconds(nf, (piece * (n // len(piece) + 1))[:n])) for n in lengths]
        print(repr(name), " ".join(f"{n:,}: {s:.3g} s" for n, s in found[name]), flush=True)
    return found


def plot(lines: dict[str, list[tuple[int, float]]]) -> str:
    """An SVG of seconds against characters, both axes logarithmic: linear growth is a line of 45 degrees."""
    left, top, decade = 60, 30, 80  # pixels

    def at(length: float, spent: float) -> tuple[float, float]:
        return left + decade * (log10(length) - 3), top + decade * (2.5 - log10(max(spent, 1e-2)))

    marks = []
    for k in range(3, 8):
        x, y = at(10**k, 1e-2)
        marks.append(f'<text x="{x:.0f}" y="{y + 22:.0f}" text-anchor="middle">10{_raised(k)}</text>')
        marks.append(f'<path d="M{x:.0f},{top}V{y + 6:.0f}" stroke="#ddd"/>')
    for k in range(-2, 3):
        x, y = at(1e3, 10.0**k)
        marks.append(f'<text x="{x - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{10.0**k:g} s</text>')
        marks.append(f'<path d="M{x:.0f},{y:.0f}H{x + 4 * decade + 10:.0f}" stroke="#ddd"/>')
    for n, ((name, points), colour) in enumerate(zip(lines.items(), COLOURS, strict=True)):
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in (at(*p) for p in points))
        marks.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = name if name == "articles" else f"«{name.strip()}» repeated"
        y = top + 20 + 20 * n
        marks.append(f'<path d="M440,{y}h20" stroke="{colour}" stroke-width="2"/>')
        marks.append(f'<text x="466" y="{y + 4}">{label}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="660" height="430" font-family="sans-serif" font-size="13">'
        f'<text x="{left}" y="18">seconds for a text of so many characters</text>{"".join(marks)}</svg>\n'
    )


def _raised(k: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in str(k))


def _refused(data: bytes) -> None:
    try:
        decoded(data)
    except ValueError:
        return
    raise AssertionError


if __name__ == "__main__":
    main()
