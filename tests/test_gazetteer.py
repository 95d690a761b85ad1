import subprocess
import sys
import tomllib
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from newsfacts.gazetteer import gazetteer

ROOT = Path(__file__).parent.parent
DATA = files("newsfacts").joinpath("data")


def load(name):
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def order(name):
    return name.replace("ё", "е").replace("Ё", "Е").casefold()


def find(text, **options):
    return gazetteer().find(text.split(), 0, **options)


def rows():
    for line in DATA.joinpath("gazetteer.tsv").read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def test_table_is_up_to_date():
    script = ROOT / "tests" / "tools" / "build_gazetteer.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0, f"run {script}"


def test_every_form_is_found():
    for what, _kind, name, _code, _country, _region, _mark, forms in rows():
        if what != "name":
            continue
        for form in forms.split(";"):
            tokens = form.split(" ")
            found = gazetteer().find_all(["«", *tokens, "»"], 1)
            assert any(place.name == name and length == len(tokens) for place, length in found), form
            assert gazetteer().find(["«", *tokens, "»"], 1)[1] == len(tokens), form
            assert gazetteer().find([token.lower() for token in tokens], 0, any_case=True), form


@pytest.mark.parametrize(
    "forms",
    [
        "Россия России России Россию Россией России",
        "Китай Китая Китаю Китай Китаем Китае",
        "Египет Египта Египту Египет Египтом Египте",
        "Казань Казани Казани Казань Казанью Казани",
        "Ярославль Ярославля Ярославлю Ярославль Ярославлем Ярославле",
        "Орёл Орла Орлу Орёл Орлом Орле",
        "Череповец Череповца Череповцу Череповец Череповцом Череповце",
        "Мытищи Мытищ Мытищам Мытищи Мытищами Мытищах",
        "Грозный Грозного Грозному Грозный Грозным Грозном",
        "Кемерово Кемерова Кемерову Кемерово Кемеровом Кемерове",
        "Сочи Сочи Сочи Сочи Сочи Сочи",
        "Приморье Приморья Приморью Приморье Приморьем Приморье",
        "Ростов-на-Дону Ростова-на-Дону Ростову-на-Дону Ростов-на-Дону Ростовом-на-Дону Ростове-на-Дону",
        "Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ Улан-Удэ",
        "Эр-Рияд Эр-Рияда Эр-Рияду Эр-Рияд Эр-Риядом Эр-Рияде",
        "Шэньчжэнь Шэньчжэня Шэньчжэню Шэньчжэнь Шэньчжэнем Шэньчжэне",
    ],
)
def test_cases_of_one_word(forms):
    name, *_ = forms.split()
    assert {find(form)[0].name for form in forms.split()} == {name}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Белоруссии", "Белоруссия", "BY"),
        ("Беларусью", "Беларусь", "BY"),
        ("Республикой Беларусь", "Республика Беларусь", "BY"),
        ("РФ", "РФ", "RU"),
        ("США", "США", "US"),
        ("Объединенными Арабскими Эмиратами", "Объединённые Арабские Эмираты", "AE"),
        ("Китайской Народной Республике", "Китайская Народная Республика", "CN"),
        ("Боснией и Герцеговиной", "Босния и Герцеговина", "BA"),
        ("Кот-д ' Ивуаре", "Кот-д'Ивуар", "CI"),
        ("Кот-д ’ Ивуаре", "Кот-д'Ивуар", "CI"),
        ("Шри-Ланкой", "Шри-Ланка", "LK"),
        ("ДР Конго", "ДР Конго", "CD"),
        ("Южной Кореи", "Южная Корея", "KR"),
        ("КНДР", "КНДР", "KP"),
        ("Ульяновской областью", "Ульяновская область", "RU-ULY"),
        ("Подмосковьем", "Подмосковье", "RU-MOS"),
        ("ХМАО – Югре", "ХМАО — Югра", "RU-KHM"),
        ("Республике Саха ( Якутия )", "Республика Саха (Якутия)", "RU-SA"),
        ("Республике Саха ( Якутии )", "Республика Саха (Якутия)", "RU-SA"),
        ("Марий Эл", "Марий Эл", "RU-ME"),
        ("Крыму", "Крым", None),
        ("Санкт-Петербурге", "Санкт-Петербург", "RU-SPE"),
        ("Москвой", "Москва", "RU-MOW"),
        ("Нижнем Новгороде", "Нижний Новгород", None),
        ("Евразийскому экономическому союзу", "Евразийский экономический союз", None),
        ("ШОС", "ШОС", None),
        ("РОССИИ", "Россия", "RU"),
    ],
)
def test_names(text, name, code):
    place, length = find(text + " и другие")
    assert (place.name, place.code, length) == (name, code, len(text.split()))


def test_capital_letters_matter():
    assert find("россии") is None
    assert find("россии", any_case=True)[0].code == "RU"
    assert find("Рф") is None
    assert find("Ес") is None
    assert find("нижнем новгороде", any_case=True)[1] == 2


def test_part_of_a_name_is_not_the_name():
    assert find("Саудовской") is None
    assert find("Нижний предел") is None


def test_yo_is_optional():
    assert find("Могилеве") == find("Могилёве")


def test_ambiguous():
    assert find("Владимира")[0].ambiguous
    assert find("Иванова")[0].ambiguous
    assert not find("Иваново")[0].ambiguous
    assert not find("Самаре")[0].ambiguous


def test_same_name_in_two_countries_says_neither():
    assert find("Светлогорске")[0].country is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("российская", "RU"),
        ("белорусской", "BY"),
        ("южнокорейскими", "KR"),
        ("саудовскую", "SA"),
        ("ульяновского", "RU-ULY"),
        ("тверском", "RU-TVE"),
        ("московские", "RU-MOW"),
        ("Ханты-Мансийском", "RU-KHM"),
        ("российско", "RU"),
    ],
)
def test_adjectives(word, code):
    assert gazetteer().by_adjective(word).code == code


def test_adjectives_name_the_place_by_its_main_name():
    assert gazetteer().by_adjective("петербургский").name == "Санкт-Петербург"


@pytest.mark.parametrize("word", ["росси", "российск", "морской", "ого", ""])
def test_not_adjectives(word):
    assert gazetteer().by_adjective(word) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("россиян", "RU"),
        ("россиянина", "RU"),
        ("китайцев", "CN"),
        ("бразильцами", "BR"),
        ("турок", "TR"),
        ("грузин", "GE"),
        ("болгары", "BG"),
        ("чехов", "CZ"),
        ("латышей", "LV"),
        ("поляки", "PL"),
    ],
)
def test_inhabitants(word, code):
    assert gazetteer().by_inhabitant(word).code == code


def test_capitals():
    assert gazetteer().capital_of("Москва") == "RU"
    assert gazetteer().capital_of("Эр-Рияд") == "SA"
    assert gazetteer().capital_of("Кишинев") == "MD"
    assert gazetteer().capital_of("Самара") is None
    for code, entry in load("countries.toml")["iso"].items():
        if "capital" in entry:
            assert gazetteer().capital_of(entry["capital"]) == code


def test_countries_are_complete():
    codes = load("countries.toml")["iso"]
    assert len(codes) == 249
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)


def test_russian_regions_are_complete():
    regions, federal = load("regions.toml"), load("cities.toml")["federal"]
    assert len(regions["russia"]) + len(federal) == 83
    assert len(regions["unlisted"]) + len(["Севастополь"]) == 6
    assert set(load("cities.toml")["russia"]) <= set(regions["russia"]) | set(federal)


def names_of(entries):
    for key, entry in entries.items():
        yield from [entry.get("name", key), *entry.get("aliases", ())]


def test_no_duplicates():
    countries, regions, cities = load("countries.toml"), load("regions.toml"), load("cities.toml")
    kinds = [
        [*names_of(countries["iso"]), *names_of(countries["unlisted"])],
        [*names_of(regions["russia"]), *names_of(regions["unlisted"]), *chain(*regions["foreign"].values())],
        *cities["russia"].values(),
        *cities["world"].values(),
    ]
    for names in kinds:
        assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    capitals = {
        entry["capital"]
        for table in (countries["iso"], countries["unlisted"], regions["russia"], regions["unlisted"])
        for entry in table.values()
        if "capital" in entry
    }
    assert not capitals & set(chain(*cities["world"].values()))


def test_canonical_order():
    countries, regions, cities, blocs = map(load, ("countries.toml", "regions.toml", "cities.toml", "blocs.toml"))
    tables = [
        *(countries[key] for key in ("iso", "unlisted")),
        *(regions[key] for key in ("russia", "unlisted", "foreign")),
        *(cities[key] for key in ("federal", "russia", "unlisted", "world", "stateless")),
        blocs["blocs"],
        load("declension.toml")["genitive"],
    ]
    for table in tables:
        assert list(table) == sorted(table, key=lambda key: (order(key), key))
    lists = [
        *(data["ambiguous"] for data in (countries, regions, cities, blocs)),
        *(names for key in ("russia", "unlisted", "world", "stateless") for names in cities[key].values()),
        *regions["foreign"].values(),
    ]
    for names in lists:
        assert names == sorted(names, key=lambda name: (order(name), name))


def test_ambiguous_names_are_listed():
    listed = {name for _what, _kind, name, *_ in rows()}
    for name in ("cities.toml", "blocs.toml"):
        assert set(load(name)["ambiguous"]) <= listed
    for name in ("countries.toml", "regions.toml"):
        words = {word for word in load(name)["ambiguous"] if word[0].isupper()}
        assert words <= listed
