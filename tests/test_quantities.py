"""Quantities: every unit, currency and bound in all its forms, and what holds for any text."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfacts
from newsfacts.analysis.morphology import inflect, parses
from newsfacts.lexicon import table
from newsfacts.model import canonical

UNITS = table("units")["units"]
CURRENCIES = table("currencies")["currencies"]
AMBIGUOUS = ("градус по цельсий", "лея", "молдавский лея")  # a word the forms of which are another's


def read(text: str) -> list[str]:
    return [canonical(q) for q in newsfacts.parse_quantities(text)]


def genitive(form: str, number: str) -> str:
    """A form of data, given in dictionary forms, with its head and the head's adjectives in the genitive."""
    words = form.split()
    done, open_ = [], True
    for word in words:
        parse = parses(word)[0] if not word.endswith(".") and parses(word) else None
        known = parse is not None and parse.pos in ("ADJF", "NOUN") and "Fixd" not in parse.grammemes
        if open_ and parse is not None and known and (parse.pos == "ADJF" or parse.lemma == word):
            done.append(inflect(word, frozenset({"gent", number})) or word)
            open_ = parse.pos == "ADJF"
        else:
            done.append(word)
            open_ = open_ and word.endswith(".")
    return " ".join(done)


def near(entry: object) -> str:
    words = entry.get("near", ())  # type: ignore[attr-defined]
    return f"{words[0]}: " if words else "итог: "


UNIT_FORMS = [(e, f) for e in UNITS for f in e["short"]] + [(e, f) for e in CURRENCIES for f in e["short"]]


@pytest.mark.parametrize(("entry", "form"), [pytest.param(e, f, id=f"{e['code']} {f}") for e, f in UNIT_FORMS])
def test_every_abbreviation(entry: dict[str, str], form: str) -> None:
    amount = Decimal(7) * Decimal(entry.get("part", "1"))
    assert read(f"{near(entry)}7 {form} и все") == [f"{amount:f} {entry['code']}"]


WORD_FORMS = [(e, f) for e in (*UNITS, *CURRENCIES) for f in e["words"] if f not in AMBIGUOUS and "." not in f]


@pytest.mark.parametrize(("entry", "form"), [pytest.param(e, f, id=f) for e, f in WORD_FORMS])
def test_every_name_in_the_singular_and_plural(entry: dict[str, str], form: str) -> None:
    part = Decimal(entry.get("part", "1"))
    tail = {"секунда": "секунду", "минута": "минуту", "гектар": "гектара", "литр": "литр", "цельсий": "цельсию"}
    for number, value in (("sing", "1,5"), ("plur", "7")):
        first, *rest = genitive(form, number).rsplit(" ", 1)
        written = " ".join((first, *(tail.get(word, word) for word in rest)))
        amount = (Decimal(value.replace(",", ".")) * part).normalize()
        assert read(f"{near(entry)}{value} {written} и все") == [f"{amount:f} {entry['code']}"]


SIGNS = [(e, s) for e in CURRENCIES for s in e.get("before", ())]


@pytest.mark.parametrize(("entry", "sign"), [pytest.param(e, s, id=s) for e, s in SIGNS])
def test_every_sign_before(entry: dict[str, str], sign: str) -> None:
    gap = " " if sign.isalpha() else ""
    assert read(f"Цена - {sign}{gap}340 млн в год") == [f"340000000 {entry['code']}"]


BEFORE = [(e["bound"], p) for e in table("bounds")["before"] for p in e["phrases"]]
AFTER = [(e["bound"], p) for e in table("bounds")["after"] for p in e["phrases"]]


@pytest.mark.parametrize(("bound", "phrase"), BEFORE)
def test_every_bound_before(bound: str, phrase: str) -> None:
    assert read(f"Там {phrase} 300 тонн зерна") == [f"{bound}300 t"]


@pytest.mark.parametrize(("bound", "phrase"), AFTER)
def test_every_bound_behind(bound: str, phrase: str) -> None:
    gap = "" if phrase == "+" else " "
    assert read(f"Там 300{gap}{phrase} тонн зерна") == [f"{bound}300 t"]


SIGNED = {
    "Ночью было -5 градусов.": "-5 Cel",
    "-5 градусов обещают ночью.": "-5 Cel",
    "-5 градусов ночью": "-5 Cel",
    "Ночью 5 градусов\n\nМороз крепчает": "5 Cel",
    "Днём 5 градусов тепла.": "5 Cel",
    "Завтра –7 градусов.": "-7 Cel",
    "Днём +20 градусов.": "20 Cel",
    "Днём плюс 3 градуса.": "3 Cel",
    "Ночью минус 5-7 градусов.": "-7..-5 Cel",
    "Ночью от -5 до -7 градусов.": "-7..-5 Cel",
    "Ночью 5-7 градусов мороза.": "-7..-5 Cel",
    "Ночью 0 градусов мороза.": "0 Cel",
    "Ночью - 5 градусов.": "5 Cel",
    "Долг вырос на -5 млн рублей.": "5000000 RUB",
    "Приехали -5 домов.": "5 дом",
    "Сдали новый километр дороги.": "",
}


@pytest.mark.parametrize(("text", "want"), SIGNED.items())
def test_signs_belong_to_temperatures(text: str, want: str) -> None:
    assert " | ".join(read(text)) == want


MEASURED = {
    "Привезли 2025 кг соли.": "2025 kg",
    "Отвесили 5 г соли.": "5 g",
    "Построили 3 млн домов.": "3000000 дом",
    "До берега оставалось около мили.": "~1 [mi_i]",
}


@pytest.mark.parametrize(("text", "want"), MEASURED.items())
def test_what_a_number_measures_or_counts(text: str, want: str) -> None:
    assert " | ".join(read(text)) == want


VERBS = [(e, v) for e in table("bounds")["verbs"] for v in e["lemmas"]]


@pytest.mark.parametrize(("entry", "verb"), [pytest.param(e, v, id=v) for e, v in VERBS])
def test_every_verb(entry: dict[str, list[str]], verb: str) -> None:
    preposition = entry["prepositions"][0]
    phrase = f"{verb} {preposition} 300 тонн".replace("  ", " ")
    want = {"=": "", **{b: b for b in ("<", ">", "<=", ">=")}}
    assert read(f"Может {phrase}") == [f"{want[str(entry['bound'])]}300 t"]
    assert read(f"Не может {phrase}") == [f"{want[str(entry['negated'])]}300 t"]


@pytest.mark.parametrize("word", table("bounds")["levels"])
def test_behind_every_word_of_change_a_level_is_meant(word: str) -> None:
    assert read(f"Это {word} до 300 тонн") == ["300 t"]


@pytest.mark.parametrize("noun", table("units")["times"])
def test_no_noun_of_time_is_counted(noun: str) -> None:
    form = inflect(noun, frozenset({"gent", "plur"})) or noun
    assert read(f"Ушло 7 {form}") == []


@pytest.mark.parametrize("name", table("units")["substantives"])
def test_people_are_counted_by_what_they_are_called(name: str) -> None:
    form = inflect(name, frozenset({"gent", "plur"}))
    assert read(f"Там 70 {form}.") == [f"70 {name}"]


DIGITS = st.integers(1, 999_999)
GAPS = st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}"])


@given(DIGITS, GAPS)
def test_digits_in_groups_are_read_with_any_blank(number: int, gap: str) -> None:
    written = f"{number:,}".replace(",", gap)
    assert read(f"Вывезли {written} тонн зерна.") == [f"{number} t"]


@given(
    DIGITS, st.sampled_from([("тыс.", 1000), ("млн", 10**6), ("миллиона", 10**6), ("млрд", 10**9), ("трлн", 10**12)])
)
def test_multipliers_are_exact(number: int, multiplier: tuple[str, int]) -> None:
    name, factor = multiplier
    value = Decimal(number) / 1000
    written = f"{value.normalize():f}".replace(".", ",")
    want = value * factor
    assert newsfacts.parse_quantities(f"Это {written} {name} руб. за год.")[0].value == want


@given(st.integers(2, 500), st.integers(1, 400), st.sampled_from("-‑–—−"))
def test_a_range_has_both_ends_whatever_the_dash(low: int, more: int, dash: str) -> None:
    assert read(f"Уложат {low}{dash}{low + more} км труб.") == [f"{low}..{low + more} km"]


PIECES = (
    " млн ; тыс. ; более ; от ; до ; двадцать ; рублей ; человек ;\n; из них ; с ; раза в ; кв. м ; полтора ;"
    " соответственно ;²;\ud800;é;м;х; «Год ;» ; № ; ноль ;%;$;₽; миллион ; 7 ; 1 000 ;5-6; полгектара "
).split(";")
SOUP = st.lists(st.sampled_from([*PIECES, *"0123456789 .,-–()/:+"]), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_no_text_breaks_it_and_spans_are_exact(text: str) -> None:
    for quantity in newsfacts.parse_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert (quantity.value is None) == (quantity.low is not None)


@settings(max_examples=60, deadline=None)
@given(SOUP)
def test_a_paragraph_before_only_shifts_the_spans(text: str) -> None:
    body = "Итог. " + text.replace("\n", " ")
    before = "Погода была ясной.\n\n"
    alone = newsfacts.parse_quantities("Погода.\n\n" + body)
    behind = newsfacts.parse_quantities(before + body)
    shift = len(before) - len("Погода.\n\n")
    assert [(q.start + shift, q.end + shift, canonical(q)) for q in alone] == [
        (q.start, q.end, canonical(q)) for q in behind
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ночью было 5 градусов ниже нуля.", ["-5 Cel"]),
        ("Ночью было 5 градусов выше нуля.", ["5 Cel"]),
        ("Ночью было 5 градусов мороза.", ["-5 Cel"]),
        ("Ночью было 10–15 градусов ниже нуля, днем 3 градуса тепла.", ["-15..-10 Cel", "3 Cel"]),
        ("Ночью было 0 градусов ниже нуля.", ["0 Cel"]),
        ("Вода на 5 градусов ниже нормы.", ["5 Cel"]),
        ("Выпуск вырос в 3 раза.", ["3 раз"]),
        ("Ремонт шел 3 раза.", ["3 раз"]),
        ("На заводе 1,2 тыс. рабочих мест.", ["1200 рабочее место"]),
        ("В зале 1,2 тыс. мест.", ["1200 место"]),
        ("В зале 20 удобных мест.", ["20 место"]),
        ("Ввели один завод.", ["1 завод"]),
        ("Не ввели ни один завод, еще один завод стоит.", []),
        ("Завод один. Один из цехов стоит.", []),
        ("С одной стороны, завод стоит.", []),
        ("Кладут целый килограмм соли.", ["1 kg"]),
        ("Целый мешок соли и целые тонны сахара.", []),
        ("Полгектара сгорело, осталось полтонны зерна.", ["0.5 har", "0.5 t"]),
        ("Пропало около тонны зерна.", ["~1 t"]),
        ("Тонны зерна пропали.", []),
    ],
)
def test_what_is_counted_or_measured_without_more_ado(text: str, expected: list[str]) -> None:
    assert read(text) == expected
