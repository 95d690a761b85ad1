"""Whether time grows with length: ``python tests/benchmarks/growth.py``.

Reads hostile strings of growing length through the whole pipeline and prints microseconds a character; a column that
grows with the length points at something worse than linear.
"""

import time

import newsfacts

PIECES = [
    "5, ", "8 и 10 февраля, ", "в конце ", "первом и ", "2024-", "5 лет и ", "1 год 5 месяцев и ",
    "10:00 – ", "среду, 5 мая ", "20-х числах ", "лет 5 ",
    "5-", "1 000 ", "«", "«5 ", '"А. ', "( ", "и, ", "от 5 до ", "с 1 по ", "5 млн ", "из них 7, ", "в 2020, ",
    "подписали ", "форум «А», ", "министр Иванов, ", "кв. м, ", "что ", "который, ", "Россия и ", "А. ",
]  # fmt: skip
LENGTHS = (2_000, 8_000, 32_000)


def main() -> None:
    """Measure and print."""
    nf = newsfacts.load()
    nf("Форум посетили 5 человек.")
    print("| piece |", " | ".join(f"{n:,}" for n in LENGTHS), "|\n|---|--:|--:|--:|")
    for piece in PIECES:
        costs = []
        for length in LENGTHS:
            text = "Итог: " + piece * (length // len(piece))
            start = time.process_time()
            nf(text, published="2025-10-01")
            costs.append((time.process_time() - start) / len(text) * 1e6)
        print(f"| `{piece}` |", " | ".join(f"{c:.0f}" for c in costs), "|", flush=True)


if __name__ == "__main__":
    main()
