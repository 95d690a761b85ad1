"""Any text gives a result whose every span quotes the text, the same each time."""

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfacts
from newsfacts.pipeline import Pipeline, Result

WORDS = (
    'форум выставка «Луч» "Луч" подписали соглашение между и, . — - 5 10 2024 тыс. млн рублей кв. м человек из стран '
    "МОСКВА, 3 мая. /ТАСС/. Россия Китай Иван Петров министр директор компания посетили более до с по января года "
    "не планируется в среду вчера ( ) : ; % \r\n \n \u00a0 \u202f ё й е\u0301 😀 \u200b \u202e Ту-214 2:1 18+ №5 $ € ²"
).split(" ")


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


def assert_quotes(result: Result) -> None:
    text = result.text
    for record in (*result.times, *result.quantities, *result.entities):
        assert text[record.start : record.end] == record.text
    for fact in result.facts:
        assert fact.evidence
        for span in (*fact.evidence, *((fact.source,) if fact.source else ())):
            assert text[span.start : span.end] == span.text != ""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_news_like_text(nf: Pipeline, text: str) -> None:
    assert_quotes(nf(text, published="2025-10-01"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text(nf: Pipeline, text: str) -> None:
    assert_quotes(nf(text))


ODD = ["", " ", "\n\n", "\ud800", "a" * 9999, "«" * 500, "1 " * 500, "и, " * 500, "\x00", "5-" * 300, "((((" * 99]
ODD += ["два " + "млрд " * 3000, "тысяч " * 3000, "полмиллиона " * 3000, "9" * 18 + " млрд" * 3]
ODD += ["Соглашение подписали " + "глава директор министр " * 40 + "и «Луч»."]  # read once, not 2⁸⁰ times
ODD += ["15.10.2025 — ", "Дата: 15.10.2025 |"]  # a stamp with nothing behind its dash
ODD += ["Автор: ,5 в среду делегации области "]  # a trigger in a line that is left unread
ODD += ["двадцать 2:1 договор ’ расторгли » ( “ "]  # a clause of nothing but marks
ODD += [f"Компании подписали соглашение о поставке вагонов {word}" for word in ("за", "с", "до", "на", "в", "«", "5")]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_text(nf: Pipeline, number: int) -> None:
    assert_quotes(nf(ODD[number], published="2025-10-01"))


def test_same_result_each_time_and_through_pickle(nf: Pipeline) -> None:
    text = 'МОСКВА, 3 мая. /ТАСС/. Форум "Луч" посетили 500 человек, сообщил директор форума Иван Петров.'
    first = nf(text, published="2025-05-03").to_json()
    assert nf(text, published="2025-05-03").to_json() == first
    assert pickle.loads(pickle.dumps(nf))(text, published="2025-05-03").to_json() == first
