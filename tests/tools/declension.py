"""Declines Russian place names by their endings, helped by the genitives listed in declension.toml.

A name and its genitive determine its other cases, as in dictionaries («Орёл, Орла»). The ending alone
determines the genitive of most names; the list has the others.
"""

from collections.abc import Mapping, Sequence
from itertools import product

Cases = tuple[str, str, str, str, str, str]
"""Nominative, genitive, dative, accusative, instrumental, prepositional."""

SIBILANTS = "жшчщ"
NO_Y = "гкх" + SIBILANTS
VOWELS = "аеёиоуыэюя"
ADJECTIVE_ENDINGS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


def fixed(word: str) -> Cases:
    """The cases of an indeclinable word."""
    return (word, word, word, word, word, word)


def adjective(word: str) -> Cases:
    """The cases of an adjective: «Новый», «Великая», «Отрадное», «Соединённые»."""
    stem, ending = word[:-2], word[-2:]
    # «синий» is soft; «великий» and «хороший» only spell и for ы.
    soft = ending in ("яя", "ее") or (ending in ("ий", "ие") and stem[-1] not in NO_Y)
    i = "и" if soft or stem[-1] in NO_Y else "ы"
    o = "е" if soft or (stem[-1] in SIBILANTS and stem != "Больш") else "о"
    if ending in ("ая", "яя"):
        oblique = stem + o + "й"
        return (word, oblique, oblique, stem + ("юю" if soft else "ую"), oblique, oblique)
    if ending in ("ые", "ие"):
        many = stem + i + "х"
        return (word, many, stem + i + "м", word, stem + i + "ми", many)
    return (word, stem + o + "го", stem + o + "му", word, stem + i + "м", stem + o + "м")


def plural(word: str, genitive: str) -> Cases:
    """The cases of a plural noun: «Афины, Афин»."""
    stem = word[:-1]
    a = "я" if word[-1] == "и" and stem[-1] not in NO_Y else "а"
    return (word, genitive, stem + a + "м", word, stem + a + "ми", stem + a + "х")


def masculine(word: str, genitive: str) -> Cases:
    """The cases of a masculine noun: «Орёл, Орла», «Ярославль, Ярославля»."""
    stem, soft = genitive[:-1], genitive[-1] == "я"
    last = "и" if stem[-1] == "и" else "е"
    instrumental = "ем" if soft or stem[-1] in SIBILANTS + "ц" else "ом"
    return (word, genitive, stem + ("ю" if soft else "у"), word, stem + instrumental, stem + last)


def feminine(word: str) -> Cases:
    """The cases of a noun in -а or -я: «Самара», «Россия»."""
    stem, soft = word[:-1], word[-1] == "я"
    i = "и" if soft or stem[-1] in NO_Y else "ы"
    e = "и" if soft and stem[-1] == "и" else "е"
    instrumental = "ей" if soft or stem[-1] in SIBILANTS + "ц" else "ой"
    return (word, stem + i, stem + e, stem + ("ю" if soft else "у"), stem + instrumental, stem + e)


def third(word: str, genitive: str) -> Cases:
    """The cases of a feminine noun in -ь: «Казань, Казани», «Церковь, Церкви»."""
    return (word, genitive, genitive, word, word + "ю", genitive)


def neuter(word: str) -> Cases:
    """The cases of a noun in -о, -е: «Кемерово», «Приморье», «королевство»."""
    stem, soft = word[:-1], word[-1] == "е"
    last = "и" if stem[-1] == "и" else "е"
    a, u = ("я", "ю") if soft and stem[-1] not in SIBILANTS + "ц" else ("а", "у")
    return (word, stem + a, stem + u, word, stem + ("ем" if soft else "ом"), stem + last)


def looks_adjectival(word: str) -> bool:
    """Whether a name has the form of an adjective: «Грозный», «Видное»; not «Уренгой», «Шанхай», «Мали»."""
    if word.endswith(("ий", "ие")):
        return word[:-2].endswith(("ск", "цк", "н", "ч", "ж", "к"))
    return word.endswith(("ый", "ая", "яя", "ое", "ее", "ые"))


def by_genitive(word: str, genitive: str) -> Cases:
    """The cases of a word whose genitive is known."""
    if word == genitive:
        return fixed(word)
    if genitive.endswith(("ого", "его")) or (
        word.endswith(ADJECTIVE_ENDINGS) and genitive.endswith(("ых", "их", "ой", "ей"))
    ):
        return adjective(word)
    if word.endswith(("овы", "евы", "ины")) and genitive.endswith("ых"):
        return (word, genitive, word + "м", word, word + "ми", genitive)
    if word.endswith(("ев", "ов", "ин")) and genitive.endswith(("ева", "ова", "ина")):
        return masculine(word, genitive)
    if word[-1] in "ыи" or genitive.endswith("ов"):
        return plural(word, genitive)
    if word[-1] in "ая":
        return feminine(word)
    if word[-1] == "ь" and genitive[-1] == "и":
        return third(word, genitive)
    if word[-1] in "ое":
        return neuter(word)
    return masculine(word, genitive)


def by_ending(word: str) -> tuple[Cases, ...]:
    """The cases of a word whose genitive follows from its ending; -ово and -ино have two paradigms."""
    last = word[-1]
    if not "а" <= last <= "я" or sum(map(str.isupper, word)) > 1:
        return (fixed(word),)
    if looks_adjectival(word):
        return (adjective(word),)
    if last == "ь":
        return (masculine(word, word[:-1] + "я"),) if word.endswith("ль") else (third(word, word[:-1] + "и"),)
    if last == "а" and word[-2] in VOWELS:
        return (fixed(word),)
    if last in "ая":
        return (feminine(word),)
    if last == "й":
        return (masculine(word, word[:-1] + "я"),)
    if last == "ы":
        return (plural(word, word[:-1]),)
    if word.endswith(("ово", "ево", "ёво", "ино", "ыно")):
        return (neuter(word), fixed(word))
    if word.endswith(("ье", "ие", "ство")):
        return (neuter(word),)
    if last in VOWELS:
        return (fixed(word),)
    return (masculine(word, word + "а"),)


def decline_hyphenated(word: str) -> tuple[Cases, ...]:
    """The cases of a word with or without hyphens, of which mostly the last part alone declines."""
    first, *middle, last = word.split("-") if "-" in word else ("", word)
    if not first:
        return by_ending(word)
    if middle == ["на"]:  # «Ростов-на-Дону»
        return tuple(_join([head, fixed("на"), fixed(last)], "-") for head in by_ending(first))
    before = [fixed(part) for part in (first, *middle)]
    paradigms = [_join([*before, tail], "-") for tail in by_ending(last)]
    if looks_adjectival(last) and first[-1] not in VOWELS + "ь":  # «Петропавловск-Камчатский»
        paradigms.append(_join([*by_ending(first), *by_ending(last)], "-"))
    return tuple(paradigms)


def decline(name: str, genitives: Mapping[str, Sequence[str]]) -> tuple[Cases, ...]:
    """The paradigms of a name, with the genitives that it or its words are listed with.

    Without a listed genitive of the whole, adjectives at the start agree with the first noun, and what
    follows the noun stays as it is («Республика Беларусь», «Берег Слоновой Кости»).
    """
    words = name.split(" ")
    if name in genitives:
        return tuple(_by_genitives(words, genitive.split(" ")) for genitive in genitives[name])
    head = next((i for i, word in enumerate(words) if not _agrees(word)), len(words))
    head = min(head, len(words) - 1)
    options: list[tuple[Cases, ...]] = []
    for i, word in enumerate(words):
        if i > head:
            options.append((fixed(word),))
        elif word in genitives:
            options.append(tuple(by_genitive(word, genitive) for genitive in genitives[word]))
        elif i < head and word.endswith("ой"):
            options.append((adjective(word),))
        else:
            options.append(decline_hyphenated(word))
    return tuple(_join(choice, " ") for choice in product(*options))


def _by_genitives(words: Sequence[str], genitives: Sequence[str]) -> Cases:
    declined = []
    for word, genitive in zip(words, genitives, strict=True):
        if word[0] == "(":
            inner = by_genitive(word[1:-1], genitive[1:-1])
            declined.append(_join([fixed("("), inner, fixed(")")], ""))
            continue
        pairs = zip(word.split("-"), genitive.split("-"), strict=True)
        declined.append(_join([by_genitive(*pair) for pair in pairs], "-"))
    return _join(declined, " ")


def _agrees(word: str) -> bool:
    return looks_adjectival(word) or (word.endswith("ой") and len(word) > 5)


def _join(parts: Sequence[Cases], by: str) -> Cases:
    nominative, genitive, dative, accusative, instrumental, prepositional = (
        by.join(case) for case in zip(*parts, strict=True)
    )
    return (nominative, genitive, dative, accusative, instrumental, prepositional)


def adjective_stem(word: str) -> str:
    """The stem of an adjective: «российский» → «российск»."""
    return word[:-2]


def person(word: str) -> list[str]:
    """The forms, singular and plural, of the name of an inhabitant: «россиянин», «китаец», «чех»."""
    plural_genitive, i = "ов", "ы"
    if word.endswith("ин"):
        stem = word if word == "грузин" else word[:-2]
        i, plural_genitive = ("е" if word.endswith(("анин", "янин")) else "ы"), ""
        singular, many = word, stem
    elif word.endswith("ец"):
        before = word[-3]
        many = word[:-2] + ("й" if before in VOWELS else "ь" if before == "л" else "") + "ц"
        singular, plural_genitive = many, "ев"
    elif word == "турок":
        singular = many = "турк"
        i = "и"
    else:
        singular = many = word
        i = "и" if word[-1] in NO_Y else "ы"
        plural_genitive = "ей" if word[-1] in SIBILANTS else "ов"
    instrumental = "ем" if singular[-1] == "ц" else "ом"
    forms = [word, *(singular + ending for ending in ("а", "у", instrumental, "е"))]
    forms += [many + ending for ending in (i, plural_genitive, "ам", "ами", "ах")]
    if word in ("турок", "румын", "туркмен"):
        forms.append(word)
    return list(dict.fromkeys(forms))
