"""Names: their extent, their type and their nominative."""

import pytest
from mentions import alike, mentions

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
        ("Нэнси Калоси", "Нэнси Калоси"),
    ],
)
def test_nominative_person(text: str, want: str) -> None:
    document = analyse(text, Layout((Block("body", 0, len(text)),)))
    assert nominative_person(document.tokens) == want


def test_nominatives_of_mentions_in_context(nf: Pipeline) -> None:
    """Nearly all mentions of the list are found, and nearly all of those have the right normal form."""
    total, wrong, missed = 0, [], []
    for text, wanted in mentions():
        found = {(e.start, e.end): e.name for e in nf(text).entities}
        total += len(wanted)
        for span, name in wanted.items():
            if span not in found:
                missed.append(text[slice(*span)])
            elif not alike(found[span], name):
                wrong.append((text[slice(*span)], found[span], name))
    assert total >= 300
    assert len(missed) <= 0.03 * total, missed
    assert len(wrong) <= 0.015 * total, wrong


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


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Делегации Белоруссии и Приморского края прибыли в Казань.",
            ["country Белоруссия BY", "region Приморский край RU-PRI", "location Казань None"],
        ),
        ("Аграрии Мордовии отправили зерно в КНР.", ["region Мордовия RU-MO", "country КНР CN"]),
        ("Матч прошел в Петербурге.", ["location Петербург RU-SPE"]),
        ('Концерн "Россия" построил цех.', ["organization Россия None"]),
        ("Верховный суд Сербии отложил дело.", ["organization Верховный суд Сербии None"]),
        ("КАЗАНЬ, 5 мая. Форум открылся. КАЗАНЬ ждет гостей.", ["location Казань None", "location Казань None"]),
        ("Страны ЕАЭС снизили пошлины.", ["organization ЕАЭС None"]),
    ],
)
def test_places(nf: Pipeline, text: str, want: list[str]) -> None:
    assert [f"{e.type} {e.name} {e.code}" for e in nf(text).entities] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Об этом рассказал Егор Бодренков. Позже с Бодренковым говорили о сроках.",
            ["person: Егор Бодренков", "person: Бодренков"],
        ),
        (
            "Завод «АгроТехМаш» нанял рабочих. Из АгроТехМаш ушли двое.",
            ["organization: АгроТехМаш", "organization: АгроТехМаш"],
        ),
        ("Концерн Zentrix купил землю. Соседи против Zentrix.", ["organization: Zentrix", "organization: Zentrix"]),
    ],
)
def test_what_is_named_once_is_found_again(nf: Pipeline, text: str, want: list[str]) -> None:
    assert [f"{e.type}: {e.name}" for e in nf(text).entities] == want


def test_names_end_with_their_line(nf: Pipeline) -> None:
    found = nf("Президентом избран Петр Ланской\nПетр Ланской победил во втором туре.").entities
    assert [e.text for e in found] == ["Петр Ланской", "Петр Ланской"]


def test_event_names_are_entities(nf: Pipeline) -> None:
    doc = nf('Выставку "Северный луч" в Омске открыл Иван Петров.')
    assert [(e.type, e.name) for e in doc.entities] == [
        ("event", "Северный луч"),
        ("location", "Омск"),
        ("person", "Иван Петров"),
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Об этом рассказал Кирилл Одинцов. По словам Одинцова, цех готов. К. Одинцов добавил детали.",
            ["1 Кирилл Одинцов", "1 Одинцов", "1 К. Одинцов"],
        ),
        (
            "Выступили Кирилл Одинцов и Мария Седова. Седовой возразили.",
            ["1 Кирилл Одинцов", "2 Мария Седова", "2 Седова"],
        ),
        (
            "В Министерстве сельского хозяйства РФ ждут урожая. Минсельхоз уточнит прогноз.",
            ["1 Министерство сельского хозяйства РФ", "1 Минсельхоз"],
        ),
        (
            "В ЕЭК ждут роста. Прогноз Евразийской экономической комиссии готов.",
            ["1 ЕЭК", "1 Евразийская экономическая комиссия"],
        ),
        (
            "Сбор ввели в ЕАЭС. Страны Евразийского экономического союза согласны.",
            ["1 ЕАЭС", "1 Евразийский экономический союз"],
        ),
        ("Турция ждет гостей. Официальная Анкара молчит.", ["1 Турция", "1 Турция"]),
        ("Соседи Белоруссии обсудили цены. Беларусь поддержала РФ.", ["1 Белоруссия", "1 Беларусь", "2 РФ"]),
        (
            "В Евразийской экономической комиссии (ЕЭК) ждут роста. ЕЭК уточнит прогноз.",
            ["1 Евразийская экономическая комиссия", "1 ЕЭК", "1 ЕЭК"],
        ),
    ],
)
def test_mentions_of_one_thing_share_an_id(nf: Pipeline, text: str, want: list[str]) -> None:
    entities = nf(text).entities
    assert [f"{(e.id or '-').rsplit('-')[-1]} {e.name}" for e in entities] == want


def test_things_with_their_mentions(nf: Pipeline) -> None:
    read = nf("Кирилл Одинцов прилетел в Казань. В Казани Одинцова встретили из министерства экономики Татарстана.")
    assert [(p.name, [m.text for m in p.mentions]) for p in read.persons] == [
        ("Кирилл Одинцов", ["Кирилл Одинцов", "Одинцова"])
    ]
    assert [(p.name, len(p.mentions)) for p in read.places] == [("Казань", 2)]
    assert [o.name for o in read.organizations] == ["министерство экономики Татарстана"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("«Норд-Полюс развития» и компания «Тавр» подписали договор.", ["Норд-Полюс развития", "Тавр"]),
        ("«Кварцит» подписал договор с агентством.", ["Кварцит"]),
        ("Роман «Кварцит» вышел вторым изданием.", []),
        ("Об этом пишут СМИ.", []),
        ("Договор с «Кварцитом» подписал «Гранит».", ["Кварцит", "Гранит"]),
    ],
)
def test_quoted_organizations(nf: Pipeline, text: str, want: list[str]) -> None:
    assert [e.name for e in nf(text).entities] == want
