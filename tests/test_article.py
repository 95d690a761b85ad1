"""The layout of articles as agencies and sites write them. The articles are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.article import Layout, read_layout

BODY = "Завод пластмасс открылся в среду. На нем работают 300 человек."


def parts(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in read_layout(text).blocks]


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("ОМСК, 7 мая. /ТАСС/.", "Омск", "ТАСС"),
        ("ОМСК, 7 мая. /ИТАР-ТАСС/.", "Омск", "ИТАР-ТАСС"),
        ("Омск / 7 мая 2025", "Омск", None),
        ("Нижний Новгород | 7 мая 2025 г.", "Нижний Новгород", None),
        ("Омск, 7 мая 2025 года –", "Омск", None),
        ("ОМСК, 7 мая. (ИТАР-ТАСС).", "Омск", "ИТАР-ТАСС"),
        ("ОМСК, 7 мая./ТАСС/.", "Омск", "ТАСС"),
        ("ОМСК, 7 мая. /Корр. ТАСС Нина Белова/.", "Омск", "ТАСС"),
        ("ОМСК, 7 мая. /корр. ИТАР-ТАСС Нина Белова/.", "Омск", "ИТАР-ТАСС"),
        ("ОМСК, 7 мая. /Степная хроника/.", "Омск", "Степная хроника"),
        ("ЧЕРЛАК /Омская область/, 7 мая. /ТАСС/.", "Черлак", "ТАСС"),
        ("ЧЕРЛАК (Омская область), 7 мая - РИА Новости.", "Черлак", "РИА Новости"),
        ("РОСТОВ-НА-ДОНУ, 7 мая. /ТАСС/.", "Ростов-на-Дону", "ТАСС"),
        ("НИЖНИЙ НОВГОРОД, 17 ноября. /ТАСС/.", "Нижний Новгород", "ТАСС"),
        ("РИО-ДЕ-ЖАНЕЙРО, 7 мая. /ТАСС/.", "Рио-де-Жанейро", "ТАСС"),
        ("ЭР-РИЯД, 7 мая. /ТАСС/.", "Эр-Рияд", "ТАСС"),
        ("ООН, 7 мая. /ТАСС/.", "ООН", "ТАСС"),
        ("ОМСК, 7 дек - РИА Новости.", "Омск", "РИА Новости"),
        ("ОМСК, 7 дек — РИА Новости, Нина Белова.", "Омск", "РИА Новости"),
        ("ОМСК, 7 дек – Р-Спорт.", "Омск", "Р-Спорт"),
        ("ОМСК, 7 мая - ПРАЙМ.", "Омск", "ПРАЙМ"),
        ("ОМСК, 7 мая. /ПРАЙМ-ТАСС/.", "Омск", "ПРАЙМ-ТАСС"),
        ("ОМСК, 7 мая /ПРАЙМ/.", "Омск", "ПРАЙМ"),
        ("ОМСК, 7 мая – Степь-Инфо.", "Омск", "Степь-Инфо"),
        ("Омск. 7 мая. INTERFAX.RU -", "Омск", "INTERFAX.RU"),
        ("Омск. 7 мая. ИНТЕРФАКС -", "Омск", "ИНТЕРФАКС"),
        ("Омск. 7 мая. ИНТЕРФАКС-СИБИРЬ -", "Омск", "ИНТЕРФАКС-СИБИРЬ"),
        ("Нижний Новгород. 7 мая. ИНТЕРФАКС-ПОВОЛЖЬЕ –", "Нижний Новгород", "ИНТЕРФАКС-ПОВОЛЖЬЕ"),
        ("7 мая. Interfax-Russia.ru -", None, "Interfax-Russia.ru"),
        ("7 мая, Минск /Корр. БЕЛТА/.", "Минск", "БЕЛТА"),
        ("7 мая, Минск /Нина Белова - БЕЛТА/.", "Минск", "БЕЛТА"),
        ("АСТАНА. 7 мая. КАЗИНФОРМ -", "Астана", "КАЗИНФОРМ"),
        ("АСТАНА. КАЗИНФОРМ –", "Астана", "КАЗИНФОРМ"),
        ("ОМСК, 7 мая 2015, 12:30 — REGNUM", "Омск", None),
        ("Омск, 7 мая, 2015, 12:30 — ИА Регнум.", "Омск", "ИА Регнум"),
        ("Бишкек, 7 мая /Кабар/.", "Бишкек", "Кабар"),
        ("Омск, 7 мая - АиФ-Омск.", None, None),
        ("ОМСК, 7 мая.", "Омск", None),
    ],
)
def test_datelines(dateline: str, place: str | None, agency: str | None) -> None:
    text = f"Завод открылся\n\n{dateline} {BODY}"
    layout = read_layout(text)
    if dateline == "Омск, 7 мая - АиФ-Омск.":
        assert layout.block("dateline") is None
        return
    if "REGNUM" in dateline:
        agency = "REGNUM"
    assert parts(text)[-2:] == [("dateline", dateline), ("body", BODY)]
    assert (layout.title, layout.place, layout.agency) == ("Завод открылся", place, agency)


@pytest.mark.parametrize(
    "lead",
    [
        "Москва. 12 ноября. Вчера - в праздник - открылся завод.",
        "Омск, 7 мая - день открытия завода.",
        "Омск, 7 мая 2025 года - день открытия завода.",
        "Новости / 7 мая 2025 Завод открыт.",
        "Путин, 7 мая вступивший в должность, открыл завод.",
        "В Омске 7 мая открылся завод (на снимке).",
        "Завод (ООО «Пласт») открылся 7 мая.",
        "ТАСС - агентство, которое открыло завод.",
        "7 мая открылся завод. ТАСС - об открытии.",
        "РФ. Завод открыт.",
        "США, 7 мая вышедшие из соглашения, вернулись.",
    ],
)
def test_no_dateline(lead: str) -> None:
    assert parts(f"{lead}\n\n{BODY}") == [("body", f"{lead}\n\n{BODY}")]


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("07 мая 2024, 13:02", "2024-05-07"),
        ("7 мая 2024", "2024-05-07"),
        ("7 мая 2024 г.", "2024-05-07"),
        ("7 мая 2024 года", "2024-05-07"),
        ("7 мая 2024 г. в 13:02", "2024-05-07"),
        ("13:02, 7 мая 2024", "2024-05-07"),
        ("07.05.2024", "2024-05-07"),
        ("07.05.2024 13:02", "2024-05-07"),
        ("07.05.2024, 13:02 (мск)", "2024-05-07"),
        ("13:02 07.05.2024", "2024-05-07"),
        ("07/05/24", "2024-05-07"),
        ("2024-05-07", "2024-05-07"),
        ("2024-5-7 13:02 |", "2024-05-07"),
        ("2024-05-07T13:02:00+03:00", "2024-05-07"),
        ("Вторник, 7 мая 2024, 13:02", "2024-05-07"),
        ("Опубликовано: 7 мая 2024", "2024-05-07"),
        ("Дата публикации: 07.05.2024 13:02", "2024-05-07"),
        ("07 мая 2024, 13:02 | Экономика", "2024-05-07"),
        ("date 2024-05-07", "2024-05-07"),
        ("Обновлено 7 мая 2024, 14:00", None),
        ("7 мая, 13:02", None),
        ("13:02", None),
        ("31.02.2024", None),
    ],
)
def test_headers(header: str, published: str | None) -> None:
    for text in (f"{header}\n\nЗавод открылся\n\n{BODY}", f"{header}\n{BODY}", f"Завод открылся\n{header}\n{BODY}"):
        layout = read_layout(text)
        if header == "31.02.2024":
            assert layout.published is None
            continue
        found = parts(text)
        assert ("header", header) in found
        assert ("body", BODY) in found
        assert layout.published == published
        assert layout.title == ("Завод открылся" if "Завод о" in text.replace(BODY, "") else None)


@pytest.mark.parametrize(
    "lead",
    [
        "7 мая 2024 года в Омске открылся завод.",
        "7 мая открылся завод.",
        "13:02 - время открытия завода.",
        "2024 год начался с открытия завода.",
        "5,5 млн рублей стоил завод.",
    ],
)
def test_a_sentence_that_begins_with_a_date_is_no_header(lead: str) -> None:
    assert parts(lead) == [("body", lead)]
    assert read_layout(lead).published is None


def test_date_and_title_on_one_line() -> None:
    head = ' date 2024-05-07 "Пласт. Омск" открылся\n\nНа заводе 300 мест\n\nРедакция сайта ТАСС'
    text = f"{head}\n\nОМСК, 7 мая. /ТАСС/. {BODY}"
    assert parts(text) == [
        ("header", "date 2024-05-07"),
        ("title", '"Пласт. Омск" открылся'),
        ("subtitle", "На заводе 300 мест"),
        ("byline", "Редакция сайта ТАСС"),
        ("dateline", "ОМСК, 7 мая. /ТАСС/."),
        ("body", BODY),
    ]


def test_page_with_rubbish_around_the_article() -> None:
    text = (
        " date 2024-05-07 ТАСС Медиа> 5 млн снимков\n"
        "Экономика\n"
        "Завод открылся\n"
        "07 мая 2024, 05:00\n\n"
        "© Нина Белова/ТАСС\n"
        f"ОМСК, 7 мая. /ТАСС/. {BODY}\n"
        "Он построен за год.\n"
        "ТАСС - партнер завода.\n"
        "0 комментариев\n"
        "Читайте также:\n"
        "Мост через Омь сдан\n"
        "Двум театрам дали премию\n"
        "Теги: завод, Омск\n"
    )
    assert parts(text) == [
        ("header", "date 2024-05-07"),
        ("menu", "ТАСС Медиа> 5 млн снимков"),
        ("menu", "Экономика"),
        ("title", "Завод открылся"),
        ("header", "07 мая 2024, 05:00"),
        ("byline", "© Нина Белова/ТАСС"),
        ("dateline", "ОМСК, 7 мая. /ТАСС/."),
        ("body", f"{BODY}\nОн построен за год."),
        ("note", "ТАСС - партнер завода."),
        ("menu", "0 комментариев"),
        ("menu", "Читайте также:"),
        ("menu", "Мост через Омь сдан"),
        ("menu", "Двум театрам дали премию"),
        ("menu", "Теги: завод, Омск"),
    ]


def test_the_headline_among_other_headlines_is_the_one_like_the_lead() -> None:
    text = (
        "Мост через Омь сдан\nДвум театрам дали премию\nВ Туле потеплело\n"
        f"Открылся завод пластмасс\nНа нем 300 мест\nОмск. 7 мая. ИНТЕРФАКС - {BODY}"
    )
    assert read_layout(text).title == "Открылся завод пластмасс"
    assert [kind for kind, _ in parts(text)] == ["menu", "menu", "menu", "title", "subtitle", "dateline", "body"]


def test_headlines_after_the_article() -> None:
    others = "Мост через Омь сдан\nДвум театрам дали премию\nВ Туле сегодня потеплело"
    assert parts(f"{BODY}\n{others}") == [("body", BODY), *(("menu", line) for line in others.split("\n"))]
    listed = f"{BODY} В нем участвовали:\n{others}"
    assert parts(listed) == [("body", listed)]


def test_inner_headings_belong_to_the_body() -> None:
    text = f"Завод открылся\n\n{BODY}\n\nСКОЛЬКО СТОИЛ ЗАВОД\n\nОн стоил 5 млн рублей."
    assert [kind for kind, _ in parts(text)] == ["title", "body"]


def test_remark_and_signatures() -> None:
    head = "(Исправлено число мест, первый абзац)\n\nЗавод открылся\n\nНина Белова\n\nФото: А. Серов"
    text = f"{head}\n\n{BODY}\n\n07.05.2024"
    assert [kind for kind, _ in parts(text)] == ["header", "title", "byline", "byline", "body", "header"]
    assert read_layout(text).published == "2024-05-07"


def test_sentences_that_begin_like_a_byline_are_read() -> None:
    text = f"{BODY}\n\nКорреспондент видел завод.\n\nФото завода обошло газеты.\n\nФото: А. Серов"
    assert [kind for kind, _ in parts(text)] == ["body", "byline"]


def test_title_and_dateline_on_one_line() -> None:
    text = f"Завод открылся ОМСК, 7 мая. /ТАСС/. {BODY}"
    assert parts(text) == [("title", "Завод открылся"), ("dateline", "ОМСК, 7 мая. /ТАСС/."), ("body", BODY)]


def test_plain_text() -> None:
    assert read_layout(BODY) == Layout(read_layout(BODY).blocks)
    assert parts(BODY) == [("body", BODY)]
    wrapped = "Завод пластмасс открылся в среду\nв Омске. На нем работают 300 человек."
    assert parts(wrapped) == [("body", wrapped)]


def test_line_ends_and_blanks() -> None:
    text = f"\ufeff date 2024-05-07 Завод открылся\r\n\r\n\u00a0ОМСК, 7\u00a0мая. /ТАСС/. {BODY}\r\n\r\nОн нов.\r\n"
    assert parts(text) == [
        ("header", "date 2024-05-07"),
        ("title", "Завод открылся"),
        ("dateline", "ОМСК, 7\u00a0мая. /ТАСС/."),
        ("body", f"{BODY}\r\n\r\nОн нов."),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "date", "7", "©", "()", "(", "/"])
def test_next_to_nothing(text: str) -> None:
    assert read_layout(text).title is None


LINES = st.sampled_from(
    [
        "07 мая 2024, 13:02",
        "Завод открылся",
        "ОМСК, 7 мая. /ТАСС/. Завод сдан.",
        "© ТАСС",
        "0 комментариев",
        BODY,
        "",
        "\r",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=12).map("\n".join))
def test_blocks_are_in_order_and_lose_no_text(text: str) -> None:
    blocks = read_layout(text).blocks
    at = 0
    left = ""
    for block in blocks:
        assert at <= block.start <= block.end <= len(text)
        left += text[at : block.start]
        at = block.end
    left += text[at:]
    assert not left.replace("\ufeff", "").strip(" \n\r\t|,–—-") or not left.strip()


def test_text_that_ends_with_a_dateline() -> None:
    layout = read_layout("завода\n\nЗапустить его планируют в 2027 году\n\nКАЗАНЬ, 22 октября. /ТАСС/.")
    assert layout.place == "Казань"
