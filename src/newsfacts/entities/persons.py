"""Names of persons: their full extent, and their nominative."""

from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from newsfacts.analysis.morphology import capitalised
from newsfacts.document import Document, Token
from newsfacts.entities.declension import ORDER, Form, double_surname, forms
from newsfacts.entities.names import Name, name_of
from newsfacts.lexicon import words
from newsfacts.phrases import spaced
from newsfacts.rule import rule

_ONE_FORM = 1.0  # how likely a word that does not change for its place in the name stands in any case
_SECOND = 0.7  # the same for the first half of a double name («Жан-Марией»)
_ALIKE = 0.4  # from here on the first half is declined like the second («Мамина-Сибиряка»)
_FREE: Mapping[str, float] = MappingProxyType({"nomn": 0.3})
_AMBIGUOUS = ("вым", "ным", "вой", "ной")  # of a surname that may be an adjective or not
_SETTLED = 9.0
_MOST_SYLLABLES = 3  # of a Chinese name
_NEITHER = -1.0  # a word that cannot stand in the case
_ATTESTED = 0.6  # the text has the name in the nominative elsewhere


@rule(
    "entities",
    {
        "Его встретил посол [Хуай Цзиньпэн].": "person: Хуай Цзиньпэн",
        "Гостей провел [Вэй И Лян], ректор вуза.": "person: Вэй И Лян",
        "Беседу с [Цзян И Мином] отложили.": "person: Цзян И Мин",
        "Его встретил посол [Егор Бодренков].": "person: Егор Бодренков",
        "Доклад прочел [А.Г. Зимин].": "person: А.Г. Зимин",
        "Посла встретили у ворот.": None,
    },
)
def extend_person(document: Document, name: Name) -> Name:
    """Take in the initials beside a person's name («А.С. Пушкин», «Пушкин А.С.») and all of a Chinese one."""
    tokens, first, last = document.tokens, name.first, name.last
    while first >= 2 and tokens[first - 1].text == "." and _is_initial(tokens[first - 2]):
        first -= 2
    if last - first == 1 and last + 1 < len(tokens) and tokens[last].text == "И" and tokens[last + 1].text != ".":
        last += 1  # «Ван И»: a capital amid the sentence is no conjunction
    if last - first == 1:
        while last + 1 < len(tokens) and _is_initial(tokens[last]) and tokens[last + 1].text == ".":
            last += 2
    if first > 1 and tokens[first - 1].text == "У" and tokens[first - 2].text.islower():
        first -= 1  # «с У Тейн Сейном»: nor is it a preposition
    first, last = _chinese(document, first, last)
    return name_of(document, first, last, "person")


def _chinese(document: Document, first: int, last: int) -> tuple[int, int]:
    """A name with the words beside it, where they make it a Chinese name of three syllables: «Вэй И» and «Лян»."""
    if last - first >= _MOST_SYLLABLES:
        return first, last
    tokens = document.tokens
    for a in range(max(0, last - _MOST_SYLLABLES), first + 1):
        named = tokens[a : a + _MOST_SYLLABLES]
        plain = len(named) == _MOST_SYLLABLES and all(t.is_title and t.is_word for t in named)
        apart = plain and all(document.text[one.end : other.start] == " " for one, other in pairwise(named))
        if apart and is_chinese([t.lower for t in named]):
            return a, a + _MOST_SYLLABLES
    return first, last


def _is_initial(token: Token) -> bool:
    return len(token.text) <= 2 and token.text[0].isupper() and token.text[-1:].isalpha()


def nominative_person(
    tokens: Sequence[Token],
    case: str | None = None,
    attested: Set[str] = frozenset(),
) -> str:
    """A person's name in the nominative, all parts in one case and gender.

    Args:
        tokens: the name.
        case: the case, where the words before have settled it.
        attested: the capitalised words of the text, in lower case.

    Example:
        >>> nominative_person(tokens_of("Элою Альваресу Мартинесу"))
        'Элой Альварес Мартинес'
    """
    return decline(tokens, _FREE if case is None else {case: _SETTLED}, attested=attested)[0]


def _dotted(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a dot stands behind a letter, or it is the last of a name («Ван И» has none)."""
    i = token.index - tokens[0].index + 1
    return i < len(tokens) and tokens[i].text == "."


def decline(
    tokens: Sequence[Token],
    likely: Mapping[str, float],
    *,
    several: bool = False,
    person: bool = True,
    attested: Set[str] = frozenset(),
) -> tuple[str, str]:
    """A name in the nominative, all parts in one case and gender, and the case it stands in.

    Args:
        tokens: the name.
        likely: how much speaks for which case and gender.
        several: whether the words before it tell of several persons of that name («братья Иваницкие»).
        person: whether it is a person's; names of places and bodies are declined likewise.
        attested: the capitalised words of the text, in lower case.
    """
    names = [t for t in tokens if t.is_word and not t.text.isascii() and not (_is_initial(t) and _dotted(tokens, t))]
    best, chosen = float("-inf"), _NO_CHOICE
    for choice in _choices(tuple([t.lower for t in names])):
        total = choice.weight + likely.get(choice.case, 0.0) + likely.get(choice.gender, 0.0)
        if choice.gender == "plur":
            total += 0.5 if several else -0.8
        for nominative, gain in choice.attestable:
            if nominative in attested:
                total += gain
        if total > best:
            best, chosen = total, choice
    new = {
        t.index: _written(t, _of_person(t.lower, word, attested) if person else word)
        for t, word in zip(names, chosen.words, strict=False)
    }
    return spaced([(t, new.get(t.index, t.text)) for t in tokens]), chosen.case


def _of_person(lower: str, word: str, attested: Set[str]) -> str:
    """A surname's nominative: «Садовым» is of «Садов» but where the text has a form that only «Садовый» has."""
    double = double_surname(lower) if lower.endswith(_AMBIGUOUS) else None
    if double is None or word != double.long or not double.telling.isdisjoint(attested):
        return word
    return double.short


class _Choice(NamedTuple):
    """A name read in one case and gender: how well that fits, and its words in the nominative."""

    case: str
    gender: str
    weight: float
    attestable: tuple[tuple[str, float], ...]  # nominatives that speak for the choice where the text has them
    words: tuple[str, ...]


_NO_CHOICE = _Choice("nomn", "masc", 0.0, (), ())


@lru_cache(maxsize=20_000)
def _choices(names: tuple[str, ...]) -> tuple[_Choice, ...]:
    """The cases and genders a name may be read in, by its words in lower case."""
    eastern = _is_eastern(names)
    halves: list[tuple[int, str, Mapping[tuple[str, str], Form], float]] = []
    for n, name in enumerate(names):
        parts = name.split("-")
        for k, half in enumerate(parts):
            one_form = _ONE_FORM if eastern and n + 1 < len(names) else _SECOND if k + 1 < len(parts) else 0.0
            halves.append((n, half, forms(half) if half else {}, one_form))
    found = []
    for key in ORDER:
        if not any(key in table for _, _, table, _ in halves):
            continue
        # «Ким Чен Ына»: such names seldom end in -а themselves
        total = 0.5 if eastern and key[0] == "gent" else 0.0
        attestable = []
        written: list[list[str]] = [[] for _ in names]
        for n, half, table, one_form in halves:
            form = table.get(key)
            if form is None and 0 < n < len(names) - 1:
                form = table.get((key[0], "femn"))  # «Эриха Марии Ремарка»
            if form is None or (one_form == _ONE_FORM and form.nominative == half):
                weight, new = one_form or _NEITHER, half
            else:
                weight, new = (
                    max(form.weight, one_form),
                    form.nominative if form.weight >= min(one_form, _ALIKE) else half,
                )
                # «Петра» may be Пётр in the genitive, and says nothing of «Петру».
                if form.nominative != half and (form.weight < 1 or form.nominative[-1] not in "ая"):
                    attestable.append((form.nominative, max(form.weight + _ATTESTED, one_form) - weight))
            total += weight
            written[n].append(new)
        found.append(_Choice(*key, total, tuple(attestable), tuple("-".join(word) for word in written)))
    return tuple(found)


def _is_eastern(names: Sequence[str]) -> bool:
    """Whether a name begins with a surname of East Asia, in any case if two syllables follow («Кима Чен Ира»)."""
    surnames = words("names", "first_surnames")
    if len(names) < 2 or names[0] in surnames or is_chinese(names):
        return len(names) > 1
    if len(names) < 3 or any(len(name) > 5 for name in names[1:]):
        return False
    return any(form.nominative in surnames for form in forms(names[0]).values())


def is_chinese(names: Sequence[str]) -> bool:
    """Whether a name of two or three words in lower case is made of Chinese syllables: one and two, or thrice one.

    The last word may stand in any case: «Хуай Цзиньпэном», «Вэй И Ляном».
    """
    if not 2 <= len(names) <= _MOST_SYLLABLES or not all(name in _syllables() for name in names[:-1]):
        return False
    most = _MOST_SYLLABLES + 1 - len(names)
    return any(_has_syllables(form.nominative, most) for form in forms(names[-1]).values())


def _has_syllables(word: str, most: int) -> bool:
    """Whether a word is so many Chinese syllables or fewer."""
    if word in _syllables():
        return True
    return most > 1 and any(word[:n] in _syllables() and word[n:] in _syllables() for n in range(1, len(word)))


@cache
def _syllables() -> frozenset[str]:
    parts = words("names", "syllable_beginnings"), words("names", "syllable_ends")
    return frozenset(beginning + end for beginning in parts[0] for end in parts[1])


def _written(token: Token, word: str) -> str:
    return token.text if word == token.lower else capitalised(word, token.text)
