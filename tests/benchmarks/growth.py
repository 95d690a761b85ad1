"""Whether time grows with length: ``python tests/benchmarks/growth.py [LENGTH …]``.

Reads hostile strings of growing length through the whole pipeline and prints microseconds a character; a column that
grows with the length points at something worse than linear. The readers of files are measured up to a megabyte.
"""

import io
import sys
import time

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
]  # fmt: skip
LENGTHS = (2_000, 8_000, 32_000)
READERS = {
    "decoded, cp1251": lambda n: decoded(("форум «А», " * (n // 11)).encode("cp1251")),
    "decoded, utf-8": lambda n: decoded(("форум «А», " * (n // 11)).encode()),
    "decoded, no text": lambda n: _refused(bytes(range(128, 256)) * (n // 128)),
    "JSON Lines, one line": lambda n: list(read_lines(io.BytesIO(b'{"text": "' + b"[" * n + b'"}'), "a", {}, 2 * n)),
    "JSON Lines, nested": lambda n: list(read_lines(io.BytesIO(b"[" * n), "a", {}, 2 * n)),
    "JSON Lines, many": lambda n: list(read_lines(io.BytesIO(b'{"text": 5}\n' * (n // 12)), "a", {}, 2 * n)),
}


def main() -> None:
    """Measure and print."""
    nf = newsfacts.load()
    nf("Форум посетили 5 человек.")
    lengths = tuple(map(int, sys.argv[1:])) or LENGTHS
    print("| piece |", " | ".join(f"{n:,}" for n in lengths), "|\n|---|" + "--:|" * len(lengths))
    for piece in PIECES:
        costs = []
        for length in lengths:
            text = "Итог: " + piece * (length // len(piece))
            start = time.process_time()
            nf(text, published="2025-10-01")
            costs.append((time.process_time() - start) / len(text) * 1e6)
        print(f"| `{piece!r}` |", " | ".join(f"{c:.0f}" for c in costs), "|", flush=True)
    for name, read in READERS.items():
        costs = []
        for length in (10_000, 100_000, 1_000_000):
            start = time.process_time()
            read(length)
            costs.append((time.process_time() - start) / length * 1e6)
        print(f"| {name}, 10 kB to 1 MB |", " | ".join(f"{c:.3f}" for c in costs), "|", flush=True)


def _refused(data: bytes) -> None:
    try:
        decoded(data)
    except ValueError:
        return
    raise AssertionError


if __name__ == "__main__":
    main()
