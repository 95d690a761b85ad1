"""The registry of gatherings: which of them a stretch of the text belongs to."""

from newsfacts.analysis import analyse
from newsfacts.article import read_layout
from newsfacts.discourse.events.registry import Events, find_events

TEXT = (
    "Форум «Дружба» завершился. Гостей было много. Мероприятие понравилось всем.\n\n"
    "Позже прошла выставка «Лес». Она собрала 300 мастеров.\n\nПогода стояла ясная. Шел снег."
)


def read(text: str) -> Events:
    return find_events(analyse(text, read_layout(text)), (), (), "2025-10-01")


def name_at(events: Events, text: str, words: str) -> str | None:
    event = events.event_of(text.index(words))
    return event.name if event else None


def test_a_fact_belongs_to_the_event_its_sentence_speaks_of() -> None:
    events = read(TEXT)
    assert name_at(events, TEXT, "понравилось") == "Дружба"
    assert name_at(events, TEXT, "300 мастеров") == "Лес"


def test_else_to_the_one_of_the_sentence_before_or_the_main_one() -> None:
    events = read(TEXT)
    assert name_at(events, TEXT, "много") == "Дружба"
    assert name_at(events, TEXT, "снег") == "Дружба"


def test_mentions_by_name_kind_and_pronoun() -> None:
    events = read(TEXT)
    for words in ("Форум", "Мероприятие", "Она"):
        assert events.mentioned(TEXT.index(words), TEXT.index(words) + len(words)), words
    assert not events.mentioned(TEXT.index("Погода"), len(TEXT))


def test_an_article_without_gatherings_has_an_empty_registry() -> None:
    events = read("Форум прошел тихо. Дороги открыты.")
    assert not events
    assert events.event_of(3) is None
    assert events.main is None


def test_an_event_of_the_last_paragraph_is_not_the_main_one() -> None:
    assert read("Снег растаял. Дороги открыты. Мосты закрыты. Итоги подвели на форуме «Дружба».").main is None
