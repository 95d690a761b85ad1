"""The overlap policy and the spans of the model."""

from hypothesis import given
from hypothesis import strategies as st

from newsfacts.model import Evidence, covering, overlaps, select


def spans(*pairs: tuple[int, int]) -> list[Evidence]:
    return [Evidence("", a, b) for a, b in pairs]


def test_longest_then_earliest() -> None:
    assert select(spans((0, 3), (2, 8), (7, 9), (9, 11), (8, 10))) == spans((2, 8), (8, 10))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1]))))
def test_select_keeps_no_overlap_and_drops_only_overlapped(pairs: list[tuple[int, int]]) -> None:
    found = spans(*pairs)
    kept = select(found)
    assert all(a.end <= b.start for a, b in zip(kept, kept[1:], strict=False))
    assert all(any(overlaps(f, k) for k in kept) for f in found)


def test_covering() -> None:
    items = spans((0, 2), (3, 5), (4, 9), (6, 7))
    assert covering(items, 3, 8) == spans((3, 5), (6, 7))
