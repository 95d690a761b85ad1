import pickle

import pytest

from newsfacts.analysis.morphology import inflect, parses

NOMINATIVE = frozenset({"nomn"})


def test_readings_come_with_lemma_and_grammemes() -> None:
    parse = parses("соглашениями")[0]
    assert parse[:5] == ("соглашение", "NOUN", "ablt", "plur", "neut")
    verb = parses("подписали")[0]
    assert (verb.pos, verb.tense, verb.aspect, verb.number, verb.mood) == ("VERB", "past", "perf", "plur", "indc")
    assert [parse.case for parse in parses("тысячи")] == ["gent", "nomn", "accs"]
    assert "Geox" in parses("москве")[0].grammemes


@pytest.mark.parametrize("word", ["ВЫСТАВКИ", "Выставки", "вы\u0301ставки"])
def test_writing_makes_no_difference(word: str) -> None:
    assert parses(word) == parses("выставки")


def test_composed_and_decomposed_letters_are_one() -> None:
    assert parses("трои\u0306ка") == parses("тройка")


def test_yo_is_kept() -> None:
    assert parses("звезды")[0].lemma == "звезда"
    assert parses("самолетом")[0].lemma == "самолёт"


def test_unknown_words_are_guessed_and_marked() -> None:
    assert not parses("герофармом")[0].is_known
    assert parses("соглашением")[0].is_known


@pytest.mark.parametrize("word", ["", "—", "🙂", "2025", "XXI", "ё", "-", "а-"])
def test_any_text_has_readings_or_none(word: str) -> None:
    assert all(isinstance(parse.lemma, str) for parse in parses(word))
    assert inflect(word, NOMINATIVE) in (None, word)


def test_a_lone_surrogate_is_just_unknown() -> None:
    assert parses("слово\ud800")[0].lemma == "слово?"


@pytest.mark.parametrize("unit", ["а", "а-"])
def test_what_is_too_long_is_no_word(unit: str) -> None:
    assert parses(unit * 100_000) == ()
    assert inflect(unit * 100_000, NOMINATIVE) is None


def test_readings_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(parses("мир"))) == parses("мир")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("выставку", "выставка"),
        ("Выставку", "Выставка"),
        ("ВЫСТАВКУ", "ВЫСТАВКА"),
        ("Санкт-Петербурге", "Санкт-Петербург"),
        ("САНКТ-ПЕТЕРБУРГЕ", "САНКТ-ПЕТЕРБУРГ"),
        ("Ростове-на-Дону", "Ростов-на-Дону"),
        ("Премьер-министром", "Премьер-министр"),
        ("РосАтома", "РосАтом"),
        ("Льва", "Лев"),
        ("НАТО", "НАТО"),
    ],
)
def test_inflected_words_keep_their_capitals(word: str, form: str) -> None:
    assert inflect(word, NOMINATIVE) == form


def test_a_hyphen_is_kept_where_the_dictionary_has_none() -> None:
    assert inflect("Южно-Уральской", frozenset({"nomn", "femn", "sing"})) == "Южно-Уральская"


def test_the_reading_to_inflect_can_be_chosen() -> None:
    town = next(parse for parse in parses("Иванову") if "Geox" in parse.grammemes)
    man = next(parse for parse in parses("Иванову") if {"Surn", "masc"} <= parse.grammemes)
    woman = next(parse for parse in parses("Иванову") if {"Surn", "femn"} <= parse.grammemes)
    assert [inflect("Иванову", NOMINATIVE, like=parse) for parse in (town, man, woman)] == [
        "Иваново",
        "Иванов",
        "Иванова",
    ]
    assert inflect("Иванову", NOMINATIVE, lemma="иваново") == "Иваново"
    assert inflect("Иванову", NOMINATIVE, lemma="стол") is None


def test_no_form_no_answer() -> None:
    assert inflect("вчера", frozenset({"plur", "ablt"})) is None
