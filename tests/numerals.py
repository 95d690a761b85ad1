"""Numbers in Russian words, written from paradigms of their own, so that the parser can be tested against them."""

from functools import cache

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn", "neut")

_ONE = {
    "masc": "один одного одному один одним одном",
    "femn": "одна одной одной одну одной одной",
    "neut": "одно одного одному одно одним одном",
}
_TWO = {
    "masc": "два двух двум два двумя двух",
    "femn": "две двух двум две двумя двух",
    "neut": "два двух двум два двумя двух",
}
_PARADIGMS = {
    0: "ноль ноля нолю ноль нолём ноле",
    3: "три трёх трём три тремя трёх",
    4: "четыре четырёх четырём четыре четырьмя четырёх",
    8: "восемь восьми восьми восемь восемью восьми",
    40: "сорок сорока сорока сорок сорока сорока",
    80: "восемьдесят восьмидесяти восьмидесяти восемьдесят восемьюдесятью восьмидесяти",
    90: "девяносто девяноста девяноста девяносто девяноста девяноста",
    100: "сто ста ста сто ста ста",
    200: "двести двухсот двумстам двести двумястами двухстах",
    300: "триста трёхсот трёмстам триста тремястами трёхстах",
    400: "четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах",
    800: "восемьсот восьмисот восьмистам восемьсот восемьюстами восьмистах",
}
_SOFT = {
    5: "пять", 6: "шесть", 7: "семь", 9: "девять", 10: "десять", 11: "одиннадцать", 12: "двенадцать", 13: "тринадцать",
    14: "четырнадцать", 15: "пятнадцать", 16: "шестнадцать", 17: "семнадцать", 18: "восемнадцать", 19: "девятнадцать",
    20: "двадцать", 30: "тридцать",
}  # fmt: skip
_GROUPS = (
    (10**12, "masc", "триллион"),
    (10**9, "masc", "миллиард"),
    (10**6, "masc", "миллион"),
    (10**3, "femn", "тысяча"),
)
COLLECTIVE = {
    2: "двое двоих двоим двоих двоими двоих", 3: "трое троих троим троих троими троих",
    4: "четверо четверых четверым четверых четверыми четверых", 5: "пятеро пятерых пятерым пятерых пятерыми пятерых",
    6: "шестеро шестерых шестерым шестерых шестерыми шестерых", 7: "семеро семерых семерым семерых семерыми семерых",
    8: "восьмеро восьмерых восьмерым восьмерых восьмерыми восьмерых",
    9: "девятеро девятерых девятерым девятерых девятерыми девятерых",
    10: "десятеро десятерых десятерым десятерых десятерыми десятерых",
}  # fmt: skip
HOUSE = {"nomn": "дома", "gent": "домов", "datv": "домам", "accs": "дома", "ablt": "домами", "loct": "домах"}


@cache
def _forms(value: int, gender: str) -> list[str]:
    if value in (1, 2):
        return (_ONE if value == 1 else _TWO)[gender].split()
    if value in _PARADIGMS:
        return _PARADIGMS[value].split()
    if value in _SOFT:
        stem = _SOFT[value][:-1]
        return [f"{stem}{ending}" for ending in ("ь", "и", "и", "ь", "ью", "и")]
    base, unit = (_SOFT[value // 10], "десят") if value < 100 else (_SOFT[value // 100], "сот")
    stem = base[:-1]
    if unit == "десят":
        endings = ("ьдесят", "идесяти", "идесяти", "ьдесят", "ьюдесятью", "идесяти")
    else:
        endings = ("ьсот", "исот", "истам", "ьсот", "ьюстами", "истах")
    return [f"{stem}{ending}" for ending in endings]


def _below_thousand(value: int, case: int, gender: str) -> list[str]:
    parts = [value // 100 * 100]
    rest = value % 100
    parts += [rest] if rest < 20 else [rest // 10 * 10, rest % 10]
    return [_forms(part, gender)[case] for part in parts if part]


def _group(noun: str, count: int, case: int) -> str:
    """The noun of a group in the form that its count asks for."""
    feminine = noun.endswith("а")
    stem = noun.removesuffix("а")
    singular = ("а", "и", "е", "у", "ей", "е") if feminine else ("", "а", "у", "", "ом", "е")
    plural = ("и", "", "ам", "и", "ами", "ах") if feminine else ("ы", "ов", "ам", "ы", "ами", "ах")
    rest, tens = count % 10, count % 100
    if rest == 1 and tens != 11:
        return stem + singular[case]
    if case in (0, 3):
        return stem + (singular[1] if 2 <= rest <= 4 and not 12 <= tens <= 14 else plural[1])
    return stem + plural[case]


def in_words(value: int, case: str = "nomn", gender: str = "masc") -> str:
    """A whole number in words.

    Example:
        >>> in_words(2005, "ablt"), in_words(21000, "nomn")
        ('двумя тысячами пятью', 'двадцать одна тысяча')
    """
    index = CASES.index(case)
    if value == 0:
        return _forms(0, gender)[index]
    words: list[str] = []
    for size, group_gender, noun in _GROUPS:
        count = value // size % 1000
        if count:
            words += [*_below_thousand(count, index, group_gender), _group(noun, count, index)]
    return " ".join([*words, *_below_thousand(value % 1000, index, gender)])
