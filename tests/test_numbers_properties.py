"""Whatever number is written, in words, figures or both, the parser reads its value back."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st
from numerals import CASES, COLLECTIVE, GENDERS, HOUSE, in_words

from newsfacts import parse_quantities
from newsfacts.analysis import analyse
from newsfacts.article import read_layout
from newsfacts.numbers import find_numbers

GAPS = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"])
CASE, GENDER = st.sampled_from(CASES), st.sampled_from(GENDERS)
WHOLE = st.one_of(
    st.integers(2, 1_000), st.integers(2, 10**6), st.integers(2, 10**9), st.integers(2, 10**13),
    st.builds(lambda a, b: a * b, st.integers(1, 999), st.sampled_from([10**3, 10**6, 10**9])).filter(lambda n: n > 1),
)  # fmt: skip
SCALES = {
    "": 1, "тыс.": 10**3, "тысяч": 10**3, "млн": 10**6, "миллионов": 10**6, "млрд": 10**9, "миллиардов": 10**9,
    "трлн": 10**12,
}  # fmt: skip


def values(text: str) -> list[tuple[Decimal, Decimal]]:
    document = analyse(text, read_layout(text))
    return [(n.low, n.high) for n in find_numbers(document)]


def only(value: Decimal | int) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(value), Decimal(value))]


@settings(max_examples=400, deadline=None)
@given(WHOLE, CASE, GENDER, GAPS, st.booleans())
@example(40, "gent", "masc", " ", True)
@example(1_007, "ablt", "masc", " ", True)
@example(2_000_001_000, "nomn", "masc", " ", False)
def test_in_words(value: int, case: str, gender: str, gap: str, yo: bool) -> None:
    words = in_words(value, case, gender)
    words = words if yo else words.replace("ё", "е")
    assert values(f"Речь о {words.replace(' ', gap)} {HOUSE[case]}.") == only(value)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(COLLECTIVE)), st.sampled_from(range(6)))
def test_collective(value: int, case: int) -> None:
    word = COLLECTIVE[value].split()[case]
    assert values(f"Речь о {word} друзьях.") == only(value)
    if value < 10 and case == 0:
        assert [q.value for q in parse_quantities(f"В пути были {word} рабочих.")] == [value]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["полтора", "полторы", "полутора"]), st.sampled_from(["", "тысячи", "миллиона", "десятка"]))
def test_one_and_a_half(word: str, scale: str) -> None:
    factor = {"": 1, "тысячи": 1000, "миллиона": 10**6, "десятка": 10}[scale]
    assert values(f"Привезли {word} {scale} домов.") == only(Decimal("1.5") * factor)


def test_others_that_stand_alone() -> None:
    assert values("Привезли полтораста домов.") == only(150)
    assert values("До полутораста домов.") == only(150)
    for word in ("оба", "обе", "обоих", "обеим", "обоими"):
        assert values(f"Речь про {word}.") == only(2)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 10**12), st.sampled_from([*" \u00a0\u2009\u202f", ""]), st.integers(0, 999), st.sampled_from(",.")
)
def test_figures(value: int, separator: str, fraction: int, point: str) -> None:
    told = f"{value:,}".replace(",", separator)
    assert values(f"Привезли {told} домов.") == only(value)
    tail = f"{fraction:03}".rstrip("0")
    if tail and not (len(tail) == 3 and point == "."):  # «5.125» is five thousand
        assert values(f"Привезли {told}{point}{tail} тонны.") == only(value + Decimal(f"0.{tail}"))


@settings(max_examples=300, deadline=None)
@given(st.decimals("0.1", "999.9", places=1), st.sampled_from(sorted(SCALES)), st.sampled_from(",."), GAPS)
def test_figures_with_a_multiplier(value: Decimal, scale: str, point: str, gap: str) -> None:
    told = f"{value:f}".removesuffix(".0").replace(".", point)
    assert values(f"Привезли {told}{gap}{scale} рублей.") == only(value * SCALES[scale])


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 999))
def test_mixed(millions: int, thousands: int, ones: int) -> None:
    assert values(f"Привезли {millions} млн {thousands} тыс. рублей.") == only(millions * 10**6 + thousands * 1000)
    rest = f" {ones}" if ones else ""
    assert values(f"Привезли {thousands} тысяч{rest} рублей.") == only(thousands * 1000 + ones)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(2, 900),
    st.integers(1, 99),
    st.sampled_from("-‐‑–—−"),
    st.sampled_from(["", " "]),
    st.sampled_from(["", " тыс."]),
)
def test_ranges(low: int, more: int, dash: str, gap: str, scale: str) -> None:
    factor = 1000 if scale else 1
    wanted = [(Decimal(low) * factor, Decimal(low + more) * factor)]
    assert values(f"Привезли {low}{gap}{dash}{gap}{low + more}{scale} кг.") == wanted
    [quantity] = parse_quantities(f"Привезли от {low} до {low + more}{scale} кг.")
    assert [(quantity.low, quantity.high)] == wanted


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([2, 3, 4, 5, 7, 12, 20, 35, 100]), st.sampled_from(["тысяча", "миллион"]))
def test_the_multiplier_first(value: int, noun: str) -> None:
    few = {"тысяча": "тысячи", "миллион": "миллиона"}[noun]
    many = {"тысяча": "тысяч", "миллион": "миллионов"}[noun]
    [quantity] = parse_quantities(f"Собрали {few if value < 5 else many} {in_words(value)} подписей.")
    assert (quantity.bound, quantity.value, quantity.unit) == (
        "~",
        value * (10**3 if noun == "тысяча" else 10**6),
        "подпись",
    )
