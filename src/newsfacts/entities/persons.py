"""Names of persons: their full extent, and their nominative."""

from collections.abc import Sequence

from newsfacts.analysis.morphology import Parse, inflect
from newsfacts.document import Document, Token
from newsfacts.entities.names import Name, name_of
from newsfacts.phrases import case_of, spaced

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_ENDINGS = {
    "gent": (("я", "й"), ("а", "")),
    "datv": (("ю", "й"), ("у", "")),
    "accs": (("я", "й"), ("а", "")),
    "ablt": (("ем", "й"), ("ом", "")),
}
_NAME = frozenset(("Name", "Surn", "Patr"))


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


def nominative_person(tokens: Sequence[Token], case: str | None = None) -> str:
    """A person's name in the nominative, all parts in one case and gender.

    Args:
        tokens: the name.
        case: the case, where the words before have settled it.

    Example:
        >>> nominative_person(tokens_of("Элою Альваресу Мартинесу"))
        'Элой Альварес Мартинес'
    """
    names = [t for t in tokens if t.is_word and not _is_initial(t)]
    best, score = ("nomn", "masc"), -1.0
    for gender in ("masc", "femn"):
        for c in _CASES if case is None else (case,):
            total = sum(max((_weight(p) for p in t.parses if _fits(p, c, gender)), default=0.0) for t in names)
            # All alike, a name in the nominative is the likeliest: a foreign name often does not change.
            if c == "nomn":
                total += 0.05 + sum(_foreign(t) for t in names if not any(_fits(p, c, gender) for p in t.parses))
            if total > score:
                best, score = (c, gender), total
    c, gender = best
    return spaced([(t, _word(t, c, gender)) for t in tokens])


def _fits(parse: Parse, case: str, gender: str) -> bool:
    if parse.pos not in ("NOUN", "ADJF") or parse.number != "sing" or case_of(parse) != case:
        return False
    return parse.gender in (None, gender) or "ms-f" in parse.grammemes


def _weight(parse: Parse) -> float:
    """Readings as names count far more than others; a word unknown to the dictionary counts by its ending."""
    if parse.grammemes & _NAME:
        return 1.0 + parse.score
    if parse.animacy == "anim" or not parse.is_known:
        return 0.5 + parse.score / 2
    return 0.1 * parse.score


_UNCHANGED = {"и": 1.1, "о": 1.1, "э": 1.1, "а": 0.6, "я": 0.6, "е": 0.35}


def _foreign(token: Token) -> float:
    """How much the ending of a name the dictionary does not know speaks for a nominative: «Маэхара», «Пелоси»."""
    if any(p.is_known for p in token.parses):
        return 0.0
    return _UNCHANGED.get(token.lower[-1], 0.0)


def _word(token: Token, case: str, gender: str) -> str:
    if case == "nomn" or not token.is_word or _is_initial(token):
        return token.text
    fitting = [p for p in token.parses if _fits(p, case, gender)]
    if not fitting:
        return _by_ending(token.text, case) if gender == "masc" else token.text
    # A name that also has a rare indeclinable reading («Анне») is declined.
    parse = max(fitting, key=lambda p: (int(_weight(p)), "Fixd" not in p.grammemes, _weight(p)))
    wanted = frozenset(("nomn", gender)) if parse.pos == "ADJF" or "Surn" in parse.grammemes else frozenset(("nomn",))
    form = inflect(token.text, wanted, like=parse) or inflect(token.text, frozenset(("nomn",)), like=parse)
    if form is None:
        return token.text
    return form if "ё" in token.lower else form.replace("ё", "е")


def _by_ending(word: str, case: str) -> str:
    """A masculine foreign name that the dictionary cannot decline: «Элою» to «Элой»."""
    for ending, nominative in _ENDINGS.get(case, ()):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + nominative
    return word
