"""Names: their extent, their type and their nominative."""

import pytest

import newsfacts
from newsfacts.analysis import analyse
from newsfacts.article import Block, Layout
from newsfacts.entities.persons import nominative_person
from newsfacts.pipeline import Pipeline


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Элою Альваресу Мартинесу", "Элой Альварес Мартинес"),
        ("Мохаммад Атабак", "Мохаммад Атабак"),
        ("Ивана Петрова", "Иван Петров"),
        ("Верой Шмидт", "Вера Шмидт"),
        ("Марии Ковалевой", "Мария Ковалева"),
        ("А.С. Пушкину", "А.С. Пушкин"),
        ("Сергеем Ильичом Гончаренко", "Сергей Ильич Гончаренко"),
        ("Дональду Трампу", "Дональд Трамп"),
    ],
)
def test_nominative_person(text: str, want: str) -> None:
    document = analyse(text, Layout((Block("body", 0, len(text)),)))
    assert nominative_person(document.tokens) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('Компания "Северный ветер" открыла завод.', ("organization", "Северный ветер")),
        (
            "Документ подписали в министерстве сельского хозяйства Татарстана.",
            ("organization", "министерство сельского хозяйства Татарстана"),
        ),
        ("Об этом сообщил Иван Петров.", ("person", "Иван Петров")),
        ("Встреча с А.С. Петровым состоялась.", ("person", "А.С. Петров")),
    ],
)
def test_entities(nf: Pipeline, text: str, want: tuple[str, str]) -> None:
    assert want in [(e.type, e.name) for e in nf(text).entities]


def test_speech_is_no_name(nf: Pipeline) -> None:
    assert nf('Он ответил компании: "Мы не согласны.", - и ушел.').entities == ()
