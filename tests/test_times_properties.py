"""Times read back what a generator writes, and nothing but the words themselves changes a value."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfacts import parse_times

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
DASHES = ["-", "–", "—", "\N{NON-BREAKING HYPHEN}"]
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 28))
SENTENCES = [
    "Выставка прошла с 8 по 10 февраля 2024 года.",
    "Рост за девять месяцев 2024 года составил 5%.",
    "В четвертом квартале прошлого года открыли цех.",
    "Сбор сегодня в 15:00 мск, зимой 2024 года его не было.",
]


def read(text: str, published: str = "2025-10-01") -> list[tuple[str, str | None]]:
    times = parse_times(text, published=published)
    assert all(text[time.start : time.end] == time.text for time in times)
    return [(time.text, time.value) for time in times]


def values(text: str) -> list[str | None]:
    return [value for _, value in read(text)]


def written(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    return [
        f"{day.day} {month} {day.year} года",
        f"{day.day}-го {month} {day.year} г.",
        f"{day.day} {month} {day.year}-го",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
    ]


@given(day=DAYS, form=st.integers(0, 5), lead=st.sampled_from(["Акт подписан", "Договор вступил в силу"]))
@settings(max_examples=150, deadline=None)
def test_a_day_is_read_back(day: date, form: int, lead: str) -> None:
    assert values(f"{lead} {written(day)[form]} в Твери") == [day.isoformat()]


@given(day=DAYS, length=st.integers(1, 60), dash=st.sampled_from([" {} ", "{}"]), mark=st.sampled_from(DASHES))
@settings(max_examples=150, deadline=None)
def test_a_range_is_read_back(day: date, length: int, dash: str, mark: str) -> None:
    last = day + timedelta(days=length)
    first = f"{day.day} {MONTHS[day.month - 1]}"
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year} года"
    expected = [f"{day.isoformat()}/{last.isoformat()}"]
    assert values(f"Работы шли с {first} по {end}") == expected
    assert values(f"Работы шли {first} {mark} {end}") == expected
    if day.month == last.month:
        assert values(f"Работы шли {day.day}{dash.format(mark)}{end}") == expected


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("before", ["Погода была ясной. ", "\n\n\N{GRINNING FACE} ", "е\N{COMBINING DIAERESIS}лка\r\n"])
def test_what_stands_before_shifts_spans_only(sentence: str, before: str) -> None:
    assert read(before + sentence) == read(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_blanks_and_letters_change_no_value(sentence: str) -> None:
    assert values(sentence.replace(" ", "\N{NO-BREAK SPACE}")) == values(sentence)
    assert values(sentence.replace("четвертом", "четвёртом")) == values(sentence)


@given(st.text(st.sampled_from("0123456789.,:-–/'«» \n() абвгдежз") | st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    read(text)


WORDS = st.sampled_from(
    [
        *MONTHS,
        "8",
        "2024",
        "00",
        "31",
        "года",
        "с",
        "по",
        "до",
        "в",
        "–",
        ".",
        ":",
        ",",
        "первый",
        "квартал",
        "XX",
        "века",
    ]
    + [
        "прошлого",
        "лет",
        "назад",
        "через",
        "полтора",
        "конце",
        "среду",
        "зимой",
        "дня",
        "ранее",
        "9999",
        "0001",
        "том же",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from(["2024-02-29", "0001-01-01", "9999-12-31"]))
@settings(max_examples=300, deadline=None)
def test_no_calendar_words_raise(text: str, published: str) -> None:
    read(text, published)


def test_ranges_of_durations_have_no_value() -> None:
    assert read("Работы займут полтора-два месяца") == [("полтора-два месяца", None)]


def test_without_a_day_of_publication_the_year_stays_open() -> None:
    assert [t.value for t in parse_times("Отдых с 4 по 18 апреля.")] == ["XXXX-04-04/XXXX-04-18"]
