"""Work grows with length, whatever is repeated: counted in calls of functions, which no busy machine changes.

`tests/benchmarks/growth.py` measures the time of the same strings, up to any length.
"""

import sys
from pathlib import Path
from types import FrameType

import pytest

import newsfacts

sys.path.append(str(Path(__file__).parent / "benchmarks"))
from growth import PIECES  # type: ignore[import-not-found]

SHORT, TIMES = 1200, 4  # shorter ones are not yet beyond the windows that rules look at


@pytest.fixture(scope="module")
def nf() -> newsfacts.Pipeline:
    return newsfacts.load()


def calls(nf: newsfacts.Pipeline, text: str) -> int:
    """How many functions are called, those of libraries in C included, when a text is read."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(counted)
    try:
        nf(text, published="2025-10-01")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_length(nf: newsfacts.Pipeline, piece: str) -> None:
    short = "Итог: " + piece * (SHORT // len(piece))
    long = "Итог: " + piece * (TIMES * SHORT // len(piece))
    nf(long, published="2025-10-01")  # what is remembered of words is so in both
    assert calls(nf, long) < 1.5 * TIMES * calls(nf, short)
