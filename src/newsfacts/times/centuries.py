"""Decades and centuries, alone, in pairs and in ranges."""

from newsfacts.rule import rule
from newsfacts.times.atoms import Atoms
from newsfacts.times.numerals import ordinal
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.years import goes_on


@rule(
    "times",
    {
        "Завод закрыли в [1990-х годах].": "199X",
        "Дом построен в [тридцатых].": "193X",
        "Спад начался в [девяностые].": "199X",
        "Мода пришла из [80-х].": "198X",
        "Церковь стоит [с XVII века].": "16XX/..",
        "Фрески написаны в [XVIII–XIX вв.] мастерами.": "17XX/18XX",
        "Мост построен в [двадцатом веке].": "19XX",
        "Дома строили на рубеже [XIX] и [XX веков].": "18XX | 19XX",
        "Дома строили в [1940–1950-х годах].": "194X/195X",
        "Храм возвели на рубеже [XIX века].": "18XX",
        "Десятые сутки тушат пожар.": None,
        "Клуб поднялся на 40-е место.": None,
        "Том о живописи [XX века] вышел в свет.": "19XX",
        "Команда заняла места в девяностых рядах зала.": None,
    },
)
def decade_or_century(a: Atoms, i: int) -> list[Piece]:
    """A decade or a century."""
    return _century(a, i) or _decades(a, i) or _decade(a, i)


def _decades(a: Atoms, i: int) -> list[Piece]:
    """«в 1940–1950-х годах», «в 1960–70-е»."""
    n = a[i].number
    if n is None or len(a[i].text) != 4 or n % 10 or not a[i + 1].is_dash or a[i + 2].number is None:
        return []
    later = _decade(a, i + 2)
    if not later:
        return []
    last = later[0].timex
    if len(a[i + 2].text) == 2:
        last = last.but(year=n // 100 * 100 + (a[i + 2].number or 0))
    if (last.year or 0) <= n:
        return []
    first = last.but(start=a[i].start, year=n, to=last, preposition="с")
    return [Piece(i, later[0].last, first)]


def _says_century(a: Atoms, j: int) -> bool:
    return a[j].get("unit") == "century" or (a[j].low in ("в", "вв") and a[j + 1].text == ".")


def _century(a: Atoms, i: int) -> list[Piece]:
    found = ordinal(a, i)
    if found is None:
        n = a[i].number
        if n is None or not 5 <= n <= 21:
            return []
        found = n, i + 1
    nth, j = found
    second = None
    if a[j].low == "и" and (other := ordinal(a, j + 1)) and _says_century(a, other[1]):
        later = _century(a, j + 1)
        if not later or not 0 < nth <= 21:
            return []
        first = later[0].timex.but(start=a[i].start, end=a[j - 1].end, year=(nth - 1) * 100)
        return [Piece(i, j, first), *later]
    if a[j].is_dash and (other := ordinal(a, j + 1)):
        second, j = other
    if not _says_century(a, j):
        return []
    if a[j].get("unit") != "century":
        j += 1
    if nth > 21 or (a[j + 1].low, a[j + 2].low) == ("до", "н"):
        return []
    timex = Timex(start=a[i].start, end=a[j].end, unit="century", year=(nth - 1) * 100, rule="decade_or_century")
    if second is not None and second > nth:
        timex = timex.but(to=timex.but(year=(second - 1) * 100), preposition="с")
    return [Piece(i, j + 1, timex)]


def _decade(a: Atoms, i: int) -> list[Piece]:
    n, tens = a[i].number, a[i].get("decade")
    j = i + 1
    if n is not None:
        if not (
            n % 10 == 0
            and a[j].is_dash
            and a[j].glued
            and a[j + 1].low in ("х", "е", "ым", "ые", "ых", "м", "ми")
            and a[j + 1].glued
        ):
            return []
        if a[j + 1].low == "м" and a[j + 2].get("unit") != "year":
            return []
        if a[j + 1].low == "е" and len(a[i].text) == 4 and a[j + 2].low == "место":
            return []
        j += 2
        if len(a[i].text) == 4 and n % 100 == 0 and n < 2000:
            return []
        if not (
            len(a[i].text) == 4
            or (
                len(a[i].text) == 2
                and (
                    a[j].get("unit") == "year"
                    or not a[j].is_word
                    or a[j].low == "прошлого"
                    or goes_on(a, j, nouns=False)
                )
            )
        ):
            return []
        if len(a[i].text) == 4 and a[j].low in ("году", "год", "года") and a[j - 1].low in ("м", "е"):
            return []
        start = n if len(a[i].text) == 4 else 1900 + n if n >= 20 else 2000 + n
    elif tens is not None:
        if a[j].get("unit") != "year":
            before = a[i - 1].low in (
                "в",
                "с",
                "до",
                "к",
                "начала",
                "начале",
                "конца",
                "конце",
                "середине",
                "середины",
                "из",
                "на",
            )
            if not before or (
                a[j].is_word
                and a[j].low not in ("и", "в", "на", "прошлого", "он", "она", "был", "была", "здесь", "тут", "там", "а")
            ):
                return []
        start = 2000 + tens if tens < 20 and not a[i].low.startswith("тысяча") else 1900 + tens
    else:
        return []
    if a[j].get("unit") == "year" and a[j].low in ("годы", "годах", "годов", "годам", "годами", "гг"):
        j += 1
        if a[j - 1].low == "гг" and a[j].text == ".":
            j += 1
    if a[j].low == "прошлого" and a[j + 1].low == "века":
        j += 2
    elif (century := ordinal(a, j)) and a[century[1]].get("unit") == "century":
        start, j = (century[0] - 1) * 100 + start % 100, century[1] + 1
    return [Piece(i, j, Timex(start=a[i].start, end=a[j - 1].end, unit="decade", year=start, rule="decade_or_century"))]
