"""Names of persons: their full extent, and their nominative."""

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from newsfacts.analysis.morphology import capitalised
from newsfacts.document import Document, Token
from newsfacts.entities.declension import CASES, Form, forms
from newsfacts.entities.names import Name, name_of
from newsfacts.lexicon import words
from newsfacts.phrases import spaced

_GENDERS = ("masc", "femn", "plur")
_ONE_FORM = 1.0  # how likely a word that does not change for its place in the name stands in any case
_SECOND = 0.7  # the same for the first half of a double name («Жан-Марией»)
_FREE: Mapping[str, float] = MappingProxyType({"nomn": 0.3})
_SETTLED = 9.0
_NEITHER = -1.0  # a word that cannot stand in the case
_ATTESTED = 0.6  # the text has the name in the nominative elsewhere


def extend_person(document: Document, name: Name) -> Name:
    """Take in the initials before a person's name and after it: «А.С. Пушкин», «Пушкин А.С.»."""
    if name.type != "person":
        return name
    tokens, first, last = document.tokens, name.first, name.last
    while first >= 2 and tokens[first - 1].text == "." and _is_initial(tokens[first - 2]):
        first -= 2
    if last - first == 1:
        while last + 1 < len(tokens) and _is_initial(tokens[last]) and tokens[last + 1].text == ".":
            last += 2
    return name_of(document, first, last, "person")


def _is_initial(token: Token) -> bool:
    return len(token.text) <= 2 and token.text[0].isupper() and token.text[-1:].isalpha() and token.text != "И"


def nominative_person(
    tokens: Sequence[Token],
    case: str | None = None,
) -> str:
    """A person's name in the nominative, all parts in one case and gender.

    Args:
        tokens: the name.
        case: the case, where the words before have settled it.

    Example:
        >>> nominative_person(tokens_of("Элою Альваресу Мартинесу"))
        'Элой Альварес Мартинес'
    """
    return decline(tokens, _FREE if case is None else {case: _SETTLED})[0]


def decline(
    tokens: Sequence[Token],
    likely: Mapping[str, float],
    *,
    several: bool = False,
    attested: Set[str] = frozenset(),
) -> tuple[str, str]:
    """A name in the nominative, all parts in one case and gender, and the case it stands in.

    Args:
        tokens: the name.
        likely: how much speaks for which case and gender.
        several: whether the words before it tell of several persons of that name («братья Иваницкие»).
        attested: the capitalised words of the text, in lower case.
    """
    names = [t for t in tokens if t.is_word and not t.text.isascii() and not _is_initial(t)]
    eastern = _is_eastern(names)
    pieces: list[tuple[int, str, Mapping[tuple[str, str], Form], float]] = []
    for t in names:
        halves = t.lower.split("-")
        for k, half in enumerate(halves):
            if half:
                unchanged = _ONE_FORM if eastern and t is not names[-1] else _SECOND if k + 1 < len(halves) else 0.0
                pieces.append((t.index, half, forms(half), unchanged))
    best, key = -9.0 * len(pieces), ("nomn", "masc")
    for gender in _GENDERS:
        for c in CASES:
            total = likely.get(c, 0.0) + likely.get(gender, 0.0)
            if gender == "plur":
                total += 0.5 if several else -0.8
            total += sum(_value(piece, (c, gender), attested) for piece in pieces)
            if eastern and c == "gent":
                total += 0.5  # «Ким Чен Ына»: such names seldom end in -а themselves
            if total > best:
                best, key = total, (c, gender)
    new: dict[int, list[str]] = {}
    for index, half, table, unchanged in pieces:
        form = table.get(key)
        new.setdefault(index, []).append(half if form is None or form.weight < unchanged else form.nominative)
    return spaced([(t, _written(t, new.get(t.index))) for t in tokens]), key[0]


def _is_eastern(names: Sequence[Token]) -> bool:
    """Whether a name begins with a surname of East Asia, in any case if two syllables follow («Кима Чен Ира»)."""
    surnames = words("names", "first_surnames")
    if len(names) < 2 or names[0].lower in surnames:
        return len(names) > 1
    if len(names) < 3 or any(len(t.text) > 5 for t in names[1:]):
        return False
    return any(form.nominative in surnames for form in forms(names[0].lower).values())


def _value(
    piece: tuple[int, str, Mapping[tuple[str, str], Form], float], key: tuple[str, str], attested: Set[str]
) -> float:
    """How well a word stands in a case and gender."""
    _, half, table, unchanged = piece
    form = table.get(key)
    if form is None:
        return unchanged or _NEITHER
    if unchanged == _ONE_FORM and form.nominative == half:
        return unchanged
    weight = form.weight
    new = form.nominative
    if new != half and new in attested and (weight < 1 or new[-1] not in "ая"):
        weight += _ATTESTED  # «Петра» may be Пётр in the genitive, and says nothing of «Петру»
    return max(weight, unchanged)


def _written(token: Token, halves: Sequence[str] | None) -> str:
    if halves is None or (new := "-".join(halves)) == token.lower:
        return token.text
    return capitalised(new, token.text)
