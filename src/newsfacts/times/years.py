"""Years: alone, in lists and in ranges, and behind a month or a quarter."""

from newsfacts.analysis.morphology import parses
from newsfacts.rule import rule
from newsfacts.times.atoms import LONGEST_LIST, Atoms
from newsfacts.times.numerals import is_suffix
from newsfacts.times.timex import Piece, Timex, YearSaid

_YEARS = range(1000, 2200)
_NOT_COUNTED = frozenset(("VERB", "INFN", "GRND", "PRTS", "PREP", "CONJ", "PRCL", "NPRO", "ADVB"))


def year_at(a: Atoms, i: int) -> tuple[int, int] | None:
    """Read a year that says it is one: «2025 года», «2025-го», «2025 г.», «'25»."""
    n = a[i].number
    if n is None:
        if a[i].text in "'’" and (short := a[i + 1].number) is not None and len(a[i + 1].text) == 2 and a[i + 1].glued:
            return 2000 + short, i + 2
        return None
    if len(a[i].text) == 3 and n >= 100 and a[i + 1].low in ("году", "года"):
        return n, i + 2
    if len(a[i].text) != 4 or n not in _YEARS:
        return None
    j = i + 1
    if a[j].is_dash and a[j].glued and is_suffix(a, j + 1):
        if n % 10 == 0 and a[j + 1].low in ("е", "х", "ые", "ых", "ми"):
            return None
        j += 2
        return n, year_word(a, j) or j
    end = year_word(a, j)
    return (n, end) if end else None


def year_word(a: Atoms, j: int) -> int | None:
    """Read «года», «г.» at j: where it ends, None where it is not there."""
    if a[j].low.startswith(("учебн", "финансов", "сельскохозяйств", "хозяйств")):
        j += 1
    if a[j].get("unit") != "year" or a[j].low == "лет":
        return None
    if a[j].low in ("г", "гг"):
        return j + 2 if a[j + 1].text == "." and a[j + 1].glued else j + 1
    return j + 1


def bare_year(a: Atoms, i: int) -> int | None:
    """Read a group of four digits that can be a year."""
    n = a[i].number
    return n if n is not None and len(a[i].text) == 4 and n in _YEARS and not is_part(a, i, i + 1) else None


def is_part(a: Atoms, i: int, j: int) -> bool:
    """Whether the digits [i, j) are part of a longer number or a name."""
    before, after = a[i - 1], a[j]
    if a[i].glued and not (before.is_dash or before.text in "(«\"/'’,;:…"):
        return True
    if after.glued and (after.text in "%°$€№_" or (after.is_word and after.low not in ("г", "гг"))):
        return True
    return after.glued and after.text in ",." and a[j + 1].glued and a[j + 1].is_digits


def shifted_year(a: Atoms, i: int) -> tuple[int, int] | None:
    """Read «прошлого года», «этого года» at i: the shift and the atom after."""
    shift = a[i].get("shift")
    if shift is not None and a[i + 1].get("unit") == "year" and a[i + 1].low != "лет":
        return shift, year_word(a, i + 1) or i + 2
    return None


def with_year(a: Atoms, j: int) -> tuple[YearSaid, int]:
    """Read the year behind a month, a quarter or a season, if one is said."""
    if found := year_at(a, j):
        return {"year": found[0]}, found[1]
    if shifted := shifted_year(a, j):
        return {"year_shift": shifted[0]}, shifted[1]
    if a[j].is_dash and a[j].glued and a[j + 1].glued and (n := bare_year(a, j + 1)) is not None:
        return {"year": n}, j + 2
    if (
        (n := bare_year(a, j)) is not None
        and not (a[j + 1].is_dash and a[j + 1].glued and a[j + 2].glued and a[j + 2].is_word)
        and not a[j + 1].is_digits
        and not (a[j + 1].is_word and not goes_on(a, j + 1))
    ):
        return {"year": n}, j + 1
    if a[j].low in ("с", "т") and a[j + 1].text == "." and a[j + 2].low == "г":
        return {"year_shift": 0}, j + 4 if a[j + 3].text == "." else j + 3
    if _is_left_out(a, j):
        return {"year_shift": a[j].get("shift")}, j + 1
    if a[j].low == "того" and a[j + 1].low == "же" and a[j + 2].low == "года":
        return {"year_shift": 0, "base": "story"}, j + 3
    if a[j].low == "ушедшего" and a[j + 1].low == "года":
        return {"year_shift": -1}, j + 2
    if a[j].text == "," and (found := year_at(a, j + 1)) and a[j + 1].is_digits:
        return {}, j
    return {}, j


def goes_on(a: Atoms, j: int, *, nouns: bool = True) -> bool:
    """Whether the clause goes on at j with nothing that is counted, which would be in the genitive.

    Where ``nouns`` is false, a noun or adjective in any case is what a numeral can belong to.
    """
    if a[j].text[:1].isupper():
        return True
    readings = parses(a[j].low)
    if not readings:
        return False
    counted = any(p.case == "gent" for p in readings)
    return readings[0].pos in _NOT_COUNTED or (nouns and readings[0].pos in ("NOUN", "ADJF", "PRTF") and not counted)


def _is_left_out(a: Atoms, j: int) -> bool:
    """Whether «год» is left out behind «следующего», as it was said before: «в мае этого года и марте следующего»."""
    if a[j].get("shift") is None or not a[j].low.endswith("его") and not a[j].low.endswith("ого"):
        return False
    if a[j + 1].is_digits or a[j + 1].is_word and not goes_on(a, j + 1):
        return False
    return any(a[k].get("unit") == "year" for k in range(j - 2, max(j - 14, -1), -1))


@rule(
    "times",
    {
        "Завод построят в [2027 году].": "2027",
        "Выработка выросла против [2024-го].": "2024",
        "Проект вели в [2023–2025 годах].": "2023/2025",
        "Съезды прошли в [1993] и [2001 годах].": "1993 | 2001",
        "[С 2019 по 2024 год] построили три моста.": "2019/2024",
        "План рассчитан на [2026/27 год].": "2026/2027",
        "Комиссия работала [с 2015 по 2020].": "2015/2020",
        "[С 1967 по 1976] Мария Лоу жила в Лондоне.": "1967/1976",
        "Концерт перенесли с [5 октября] на [12 ноября].": "2025-10-05 | 2025-11-12",
        "Цены выросли на 5% к [августу].": "2025-08",
        "По сравнению с [2024 годом] спрос вырос.": "2024",
        "В сезоне [2023/24] клуб был третьим.": "2023/2024",
        "Завод запустят в [конце 2026 - начале 2027 года].": "2026/2027",
        "В зале 2023 места, в фойе ещё 40.": None,
        "Чемпионат «Кубок-2024» собрал 30 команд.": None,
    },
)
def years(a: Atoms, i: int) -> list[Piece]:
    """Years: one, a list, or ranges that share the word «год»."""
    if a[i].text in "'’":
        found = year_at(a, i)
        return [Piece(i, found[1], _year(a, i, found[1], found[0]))] if found else []
    n = bare_year(a, i) or _suffixed(a, i)
    season = a[i - 1].low.startswith("сезон") or (a[i - 1].is_dash and a[i - 2].low.startswith("сезон"))
    if n is None or (a[i].glued and a[i - 1].is_dash and a[i - 1].glued and a[i - 2].is_word and not season):
        return []
    groups = [[(i, i + 1, n)]]
    j = i + 1
    named = False
    while True:
        if found := year_at(a, j - 1):
            j, named = found[1], True
            p, _, value = groups[-1][-1]
            groups[-1][-1] = (p, j, value)
            if a[j - 1].get("unit") == "year" or a[j - 1].text == ".":
                break
        link, k = a[j], j + 1
        is_range = link.is_dash or link.low in ("по", "до") or (link.text == "/" and link.glued)
        if a[k].low in ("с", "со", "в") and not is_range:
            k += 1
        after = bare_year(a, k) or _suffixed(a, k)
        if after is None and link.text in "/" and link.glued and len(a[k].text) == 2 and a[k].is_digits:
            after = n // 100 * 100 + int(a[k].text)
            after += 100 if after < n else 0
        if after is None and link.is_dash and link.glued and a[k].glued and len(a[k].text) == 2 and a[k].is_digits:
            short = n // 100 * 100 + int(a[k].text)
            bracketed = a[i - 1].text == "(" and a[k + 1].text == ")"
            after = short if n < short <= n + 40 and (bracketed or year_word(a, k + 1)) else None
        listed = is_range or link.low in (",", "и", "или")
        if after is None or not listed or (is_range and len(groups[-1]) == 2) or len(groups) == LONGEST_LIST:
            break
        if is_range:
            groups[-1].append((k, k + 1, after))
        else:
            groups.append([(k, k + 1, after)])
        j = k + 1
        if (end := year_word(a, j)) is not None and (len(a[k].text) == 2):
            p, _, value = groups[-1][-1]
            groups[-1][-1] = (p, end, value)
            j, named = end, True
            break
    if not named and not (season and len(groups[0]) == 2) and not _stands_as_year(a, i, j, groups):
        return []
    pieces = []
    for group in groups:
        begin, stop = group[0][0], group[-1][1]
        whole = _year(a, begin, stop, group[0][2])
        if len(group) == 2:
            if group[1][2] <= group[0][2]:
                continue
            if a[begin - 1].low in ("с", "со"):
                begin -= 1
            second = _year(a, group[1][0], stop, group[1][2])
            whole = whole.but(to=second, start=a[begin].start, preposition="с")
        pieces.append(Piece(begin, stop, whole))
    return pieces


def _suffixed(a: Atoms, i: int) -> int | None:
    n = a[i].number
    if n is None or len(a[i].text) != 4 or n not in _YEARS or not (a[i + 1].is_dash and a[i + 1].glued):
        return None
    tens = n % 10 == 0 and a[i + 2].low in ("е", "х", "ые", "ых", "ми")
    return n if is_suffix(a, i + 2) and not tens else None


def _stands_as_year(a: Atoms, i: int, j: int, groups: list[list[tuple[int, int, int]]]) -> bool:
    """Whether digits without «год» can only be a year: «в 2023», «с 2015 по 2020», «(1998–2004)»."""
    values = [value for group in groups for _, _, value in group]
    if a[i - 1].text == "(" and a[j].text == ")" and len(values) == 2 and 0 < values[1] - values[0] < 120:
        return True
    if not all(1700 <= value <= 2100 for value in values):
        return False
    if a[i - 1].text == "," and a[j].text == ")" and len(values) == 1:
        return any(a[k].text == "(" for k in range(i - 2, max(i - 12, -1), -1))
    after = a[j]
    if after.is_word and not goes_on(a, j):
        return False
    if after.text in "%°$€№":
        return False
    if all(len(group) == 2 and group[1][2] == group[0][2] + 1 and a[group[0][1]].text == "/" for group in groups):
        return True
    if any(len(group) == 2 for group in groups):
        return a[i - 1].low in ("с", "со", "в", "за", "на", ":") or (a[i - 1].text == "(" and after.text == ")")
    if a[i - 1].text == "(" and after.text == ")":
        return True
    if a[i - 1].get("part") and after.is_dash and a[j + 1].get("part"):
        return True
    return a[i - 1].low in ("в", "во", "с", "до", "к", "за", "на") and values[0] >= 1900 and a[i - 2].text != "("


def _year(a: Atoms, i: int, j: int, value: int) -> Timex:
    return Timex(start=a[i].start, end=a[j - 1].end, unit="year", year=value, rule="years")
