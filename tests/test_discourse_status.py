"""Whether a stretch is actual, planned or denied; the stretch stands in square brackets."""

import pytest

from newsfacts.analysis import analyse
from newsfacts.article import Block, Layout
from newsfacts.discourse.clauses import clauses
from newsfacts.discourse.status import status_of
from newsfacts.document import Document

ACTUAL = [
    "Ярмарку посетили [800 человек].",
    "Форум, который продлится до пятницы, собрал [400 участников].",
    "На площадке работают [30 волонтеров], не менее десяти приедут позже.",
    "[Выставка] открылась в понедельник и завершится в субботу.",
    "Не только студенты пришли [на лекцию].",
    "Рейсами лоукостера «Полетим» воспользовались [900 пассажиров].",
    "Концерт собрал [5 тысяч зрителей], сообщат позднее и о других итогах.",
    "Министр рассказал, что стенды развернули [60 компаний].",
    "Поселок, подтопленный весной, занимает [12 га].",
]
PLANNED = [
    "Ярмарку посетят [800 человек].",
    "Форум, как ожидается, соберут [400 участников].",
    "Ожидается, что в Тверь приедут [90 делегаций].",
    "Организаторы рассчитывали на [сотню команд].",
    "Стороны намерены подписать [меморандум].",
    "[Съезд] пройдет в мае, сообщили в мэрии.",
    "Школа примет [500 учеников], если ее достроят.",
    "Площадь склада должна составить [8 тыс. кв. м].",
    "Приехали 40 врачей вместо ожидавшихся [семидесяти].",
    "Мы хотим собрать [300 гостей].",
    "Опровергнуто сообщение о том, что [фестиваль] отменен.",
    "[Договор] будет подписан в Омске.",
    "На заезд могут записаться [20 семей].",
]
DENIED = [
    "Ярмарку посетили 800, а не [900 человек].",
    "[Съезд] не состоится.",
    "[Меморандум], подготовленный осенью, подписан не был.",
    "[Концерт] отменен из-за шторма.",
    "В мэрии опровергли сообщения о том, что завод возглавит [Петр Лунин].",
    "Слухи, будто [порт] продан, в компании назвали выдумкой.",
    "[Соглашение] стороны так и не подписали.",
    "От [договора] подрядчик отказался.",
    "Данные о [двух тысячах пострадавших] не соответствуют действительности.",
    "Сведения о том, что [банк] закроется, директор не подтвердил.",
]
CASES = [
    (text, status) for status, texts in (("actual", ACTUAL), ("planned", PLANNED), ("denied", DENIED)) for text in texts
]


def read(text: str) -> Document:
    return analyse(text, Layout((Block("body", 0, len(text)),)))


@pytest.mark.parametrize(("marked", "status"), CASES)
def test_status(marked: str, status: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    assert status_of(read(marked.replace("[", "").replace("]", "")), start, end) == status


@pytest.mark.parametrize(
    ("text", "head", "status"),
    [
        ("Подписанное весной соглашение вступит в силу в мае.", "Подписанное", "actual"),
        ("Не подписанное весной соглашение обсудили снова.", "подписанное", "denied"),
        ("Министр приехал открыть школу.", "открыть", "planned"),
        ("Министру удалось открыть школу.", "открыть", "actual"),
        ("Завод построили и продадут.", "построили", "actual"),
        ("Завод построили и продадут.", "продадут", "planned"),
    ],
)
def test_the_clause_of_the_head_decides(text: str, head: str, status: str) -> None:
    document = read(text)
    token = next(t for t in document.tokens if t.text == head)
    assert status_of(document, 0, len(text), token.index) == status


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Форум, который открылся вчера, собрал 500 человек, сообщили организаторы.",
            ["Форум … собрал 500 человек", "который открылся вчера", "сообщили организаторы."],
        ),
        ("Завод построили и продадут.", ["Завод построили", "и продадут."]),
        ("Россия, Китай и Индия подписали протокол.", ["Россия … Китай и Индия подписали протокол."]),
        ("Выставка (она займет три павильона) откроется.", ["Выставка … откроется.", "она займет три павильона"]),
        ("Закончив осмотр, министр уехал.", ["Закончив осмотр … министр уехал."]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    document = read(text)
    tokens = document.tokens
    found = clauses(document, document.sentences[0])
    assert [" … ".join(text[tokens[a].start : tokens[b - 1].end] for a, b in c.ranges) for c in found] == parts


def test_every_token_but_marks_is_in_one_clause() -> None:
    text = "Глава, приехав, сказал: «Мы построим мост (он нужен), а не дорогу», - и уехал, хотя его ждали."
    document = read(text)
    found = clauses(document, document.sentences[0])
    for token in document.tokens:
        if token.is_word:
            assert sum(token.index in c for c in found) == 1, token
