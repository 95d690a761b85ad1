import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.analysis import LONGEST, analyse
from newsfacts.analysis.sentences import sentence_spans
from newsfacts.article import read_layout

# Where sentences meet stands "| ".
TEXTS = [
    "Форум открылся. | Его посетили 5 тыс. человек.",
    "Кто приедет? | Делегации 20 стран! | Их ждут…",
    "Форум... | Он открылся. | «Рады», - сказал он.",
    # line breaks
    "Заголовок без точки\n| Текст. | Ещё текст\r\n| \r\nКонец",
    # small letters and marks go on
    "Компания «Ура!» выросла.",
    "Он спросил: «Кто там?» и вышел.",
    "«Ура!» - закричали они. | - Победа!",
    "«Мы рады!» – Владимир Иванов поздравил всех.",
    "Подписали: ООО «Волна»; АО «Берег»; Банк России.",
    # quoted names
    "Выставка «Иннопром. Беларусь» завершилась. | Она росла.",
    'Выставка "Иннопром. Беларусь" завершилась. | Она росла.',
    '"Иннопром. Беларусь" посетили гости. | Они рады.',
    'Он посетил "Дом", "Лес. Река" и "Сад". | Там "хорошо". | Да.',
    'Фестиваль "Ура! Каникулы" прошел. | Прошел и "День".',
    "Конкурс «Поехали!» Иванов выиграл в мае.",
    "Они были на выставке „Море. Флот“. | Там шумно.",
    # quoted sentences
    "«Мы рады. | Форум вырос», - сказал он.",
    '"Мы рады. | Форум вырос", - сказал он.',
    '"Мы рады. | Форум вырос!" - сказал он.',
    "Он сказал: «Мы рады. | Форум вырос».",
    "Он ушел. | «Мы рады. | Форум вырос». | Все молчали.",
    "Он сказал, что «форум вырос. | Гостей больше».",
    "«Мы рады.» | Он улыбнулся.",
    "Гости приехали (их много.) | Они рады.",
    # unbalanced quotes
    'Он сказал: "Мы рады. | Форум вырос. | Гостей больше.',
    'Завод "Лада" и "Волга. | Он вырос. | Она тоже. | Это "успех"!',
    # datelines
    "МИНСК, 1 октября. /ТАСС/. | Выставка завершилась.",
    "МИНСК, 1 октября 2025 года. /Корр. ТАСС Иван Иванов/. | Выставка завершилась.",
    "МОСКВА, 3 дек - РИА Новости. | Выставка завершилась.",
    "БИШКЕК, 3 дек - РИА Новости. | Россия, Беларусь и Армения рады.",
    "МОСКВА, 3 дек. – РИА Новости, Иван Иванов. | Выставка завершилась.",
    "Москва. 12 ноября. INTERFAX.RU - Выставка завершилась. | Она росла.",
    "Нижний Новгород. 12 ноября. ИНТЕРФАКС-ПОВОЛЖЬЕ - Выставка завершилась.",
    "ЖУКОВСКИЙ /Московская область/, 23 июля. /ТАСС/. | Авиасалон открылся.",
    "РОСТОВ-НА-ДОНУ, 5 июня. ТАСС. | Выставка завершилась.",
    "Минск, 1 октября. (БЕЛТА). | Выставка завершилась.",
    "АСТАНА. КАЗИНФОРМ – Выставка завершилась. | Она росла.",
    "Форум завершился 1 октября. | ТАСС - участник.",
    # initials
    "Доклад сделал И. Иванов. | Ему ответил А.С. Петров.",
    "Выступил Дж. Смит. | Зал встал.",
    "Выступил Ж.-П. Мартен. | Зал встал.",
    "Матч группы А. | Матч группы Б.",
    "Правил Николай I. | Потом другой.",
    "В союз вошли США. | Потом ЕС.",
    # abbreviations
    "Собрали 5 тыс. | Иванов рад.",
    "Завод им. Иванова, ул. Ленина, д. 5, стр. 2, г. Москва.",
    "Купили 5 тыс. «Жигулей» за 3 млн. руб. | Они рады.",
    "Потратили 3 млн руб. | Банк рад.",
    "Потратили 3 млн руб. (40 тыс. долл.) в мае.",
    "Вывезли 3 млн т. | Порт рад.",
    "Смотри т. 3, гл. 5 и п. 2 ст. 10. | Там всё.",
    "Приехали врачи, учителя и др. | Их встретили.",
    "Врачи и т. д. | Их встретили. | Были и т.п. гости.",
    "Это т.н. Дом, т. е. Музей, с и.о. Министра.",
    "Цена выросла в 2023 г. | Завод закрылся.",
    "В 2023 г. Казань приняла форум. | Он вырос.",
    " " * 99 + "В 2023 г. Казань приняла форум.",
    "По итогам 2023 г. «Волга» выросла.",
    "Построен в XIX в. | Стоит и сейчас.",
    "В Московской обл. 15 заводов.",
    "Он из Московской обл. | Она из Твери.",
    "Это чл.-корр. РАН и проф. Иванов.",
    "1. Первый пункт. | 2.1. Второй пункт. | IV. Третий.",
    "Форум откроют в 10.30. | Вход свободный.",
    "Компания выросла. | iPhone не упомянут.",
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("marked", TEXTS)
def test_sentences(marked: str) -> None:
    assert cut(marked.replace("| ", "")) == [part.strip() for part in marked.split("| ") if part.strip()]


@given(st.text(st.sampled_from('АаБ1 .!?…«»"()-–\n\r\u00a0г') | st.characters()))
def test_sentences_cover_everything_but_blanks(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "а",
        " ",
        ".",
        ". ",
        "Да. ",
        "А. ",
        '"',
        '"А. ',
        "«",
        "«А. ",
        "«А. Б» ",
        ".)",
        "! -",
        "Да.  ",
        "1. ",
        "тыс. ",
        "А-",
        "(",
        "г. ",
    ],
)
def test_long_runs_keep_every_character(unit: str) -> None:
    text = "МИНСК, 1 октября. " + unit * (50_000 // len(unit))
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_every_abbreviation_is_listed_once_in_a_list() -> None:
    lists = tomllib.loads(files("newsfacts").joinpath("data", "abbreviations.toml").read_text("utf-8"))
    for name, entries in lists.items():
        assert len(set(entries)) == len(entries), name
        assert all(entry == entry.lower() for entry in entries), name
    assert set(lists["multipliers"]) | set(lists["years"]) <= set(lists["after"])


def test_what_never_ends_is_cut_and_nothing_is_lost() -> None:
    text = "Итог: " + "он, она и оно " * 300 + "ушли."
    document = analyse(text, read_layout(text))
    sentences = document.sentences
    assert len(sentences) > 1
    assert max(s.last - s.first for s in sentences) <= LONGEST
    assert [s.first for s in sentences] == [0, *(s.last for s in sentences[:-1])]
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    assert "".join(t.text for t in document.tokens) == text.replace(" ", "")
    assert all(s.start <= t.start and t.end <= s.end for s in sentences for t in document.words_of(s))
