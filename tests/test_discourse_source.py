"""Who said it: the source stands in square brackets, what it said in braces."""

import pytest

import newsfacts
from newsfacts.analysis import analyse
from newsfacts.article import Block, Layout
from newsfacts.discourse.source import source_of
from newsfacts.model import Evidence

FOUND = [
    "{Ярмарку посетили 900 человек}, сообщили ТАСС [организаторы].",
    "{Парк принял 900 гостей}, рассказала журналистам в среду [директор парка Анна Вятская].",
    "{Форум соберет 300 врачей}, уточнили в [пресс-службе губернатора].",
    "По словам [министра], {приедут 40 делегаций}.",
    "По данным [Росстата], {введено 12 тыс. кв. м}.",
    "Как рассказал [глава района Олег Чижов], {приедут 40 делегаций}.",
    "{Стороны подписали договор}, говорится в [сообщении холдинга].",
    "[Организаторы] также напомнили, что {выставка займет два павильона}.",
    "«{Зал вмещает 400 человек}», - отметил [собеседник агентства].",
    "{Приедут 40 делегаций}. Об этом сообщила [пресс-секретарь мэрии Ольга Рысь].",
    "«{Приедут 40 делегаций}. Места хватит всем», - заверил [он].",
    "{Пожар тушат 60 человек}, передает [пресс-служба МЧС].",
    "{Долг погашен}, следует из [отчета завода].",
    "{Завод работает}, сообщил РИА Новости [источник в отрасли].",
    "{Каток откроют}, подтвердила РИАМО в среду и [директор парка Анна Вятская].",
    "В [документе] говорится, что {стороны подписали договор}.",
    "{Введено 12 тыс. кв. м}, свидетельствуют [данные Росстата].",
]
NONE = [
    "{Ярмарку посетили 900 человек}.",
    "{Выставка пройдет в мае}, в пресс-службе ничего не уточнили.",
    "{Площадь зала составляет 400 кв. м}. Директор показал новые витрины.",
    "{Мост построили в 2019 году}, сообщалось ранее.",
    "{Ярмарку посетили 900 человек}, об этом говорят и итоги опроса.",
    "{Область и край договорились дружить}. Об этом свидетельствует соглашение, подписанное сегодня.",
    "Говорится, что на данный момент {приехали 40 делегаций}.",
    "Принято коммюнике, в котором {стороны подтверждают обмен 300 студентами}.",
]


def ask(marked: str) -> tuple[str | None, str | None]:
    """The source found, and the source marked."""
    text = marked.translate(str.maketrans("", "", "[]{}"))

    def offset(mark: str) -> int:
        return len(marked[: marked.index(mark)].translate(str.maketrans("", "", "[]{}")))

    document = analyse(text, Layout((Block("body", 0, len(text)),)))
    start, end = offset("{"), offset("}")
    found = source_of(document, Evidence(text[start:end], start, end), newsfacts.load()(text).entities)
    wanted = text[offset("[") : offset("]")] if "[" in marked else None
    return found and found.text, wanted


@pytest.mark.parametrize("marked", [*FOUND, *NONE])
def test_source(marked: str) -> None:
    found, wanted = ask(marked)
    assert found == wanted
