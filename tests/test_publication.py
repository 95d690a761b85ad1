"""The publication day, where only the dateline and the story fix it."""

import pytest

import newsfacts
from newsfacts.pipeline import Pipeline


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.mark.parametrize(
    ("story", "published"),
    [
        ("За девять месяцев 2022 года построено 5 домов.", "2022-10-24"),
        ("Дом построен 12 октября 2022 года, а начат 5 мая 2019 года.", "2022-10-24"),
        ("Дом построен 5 мая 2022 года на месте дома, сгоревшего 20 октября 1903 года.", "2022-10-24"),
        ("В сентябре 2022 года построено на 5 домов больше, чем в сентябре 2021 года.", "2022-10-24"),
        ("Стройка шла с 1 июля 2021 года.", "2021-10-24"),
        ("Дом построен в декабре 2021 года.", None),
        ("Дом построен 20 декабря 2021 года.", None),
        ("В 2021 году построено 5 домов.", None),
        ("Дом сдадут к 1 ноября 2023 года.", None),
        ("Дом построен.", None),
    ],
)
def test_the_year_follows_from_the_story(nf: Pipeline, story: str, published: str | None) -> None:
    doc = nf(f"ОМСК, 24 октября. /ТАСС/. {story} Вчера его открыли.")
    assert doc.article.published == published
    yesterday = next(time for time in doc.times if time.text.lower() == "вчера")
    assert yesterday.value == (published and published.replace("24", "23"))


def test_a_dateline_of_january_after_december(nf: Pipeline) -> None:
    assert nf("ОМСК, 12 января. /ТАСС/. Дом сдан в декабре 2021 года.").article.published == "2022-01-12"


def test_a_dateline_with_a_year(nf: Pipeline) -> None:
    assert nf("ОМСК, 12 января 2022, 10:00 — REGNUM Дом сдан.").article.published == "2022-01-12"
