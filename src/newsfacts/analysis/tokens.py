"""Tokens: razdel's tokenisation by one compiled regular expression."""

import re

_DASHES = "‑–—−-"
_PUNCT = "\\/!#$%&*+,.:;<=>?@^_`|~№…" + _DASHES + "«“‘»”’\"„'" + "([})]}"

# What razdel's case-insensitive [а-яё] and [a-z] match, written out: the explicit class is faster.
_RU = "а-яёА-ЯЁ\u1c80-\u1c86"
_LAT = "a-zA-Z\u0130\u0131\u017f\u212a"
_OTHER = rf"[^\s\d{_RU}{_LAT}{re.escape(_PUNCT)}]"

# Possessive quantifiers stand on single characters only: on groups Python 3.11 before 3.11.5 mismatches them.
# Letters of one script, glued to what follows by characters of no script (mβж); or digits.
_LETTERS = rf"(?:[{_RU}]++|[{_LAT}]++)"
_UNIT = rf"(?:{_LETTERS}?(?:{_OTHER}++{_LETTERS}?)+|{_LETTERS}|\d++)"

# Units joined by a dash or underscore, digits also by a point, comma or slash.
_CHAIN = rf"{_UNIT}(?:[{re.escape(_DASHES)}_]{_UNIT}|(?<=\d)[.,/\\]\d++)*"
_YAHOO = "[Yy][Aa][Hh][Oo][Oo]!"
_TOKEN = re.compile(
    rf"{_CHAIN}(?:!(?<={_YAHOO})(?<![{_LAT}]{_YAHOO})[.?!…]*+)?"
    r"|[=:;][)(]{1,3}+|[.?!…]++|-++|\*++|\S"
)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Return the `(start, end)` offsets of the tokens of `text`, in order.

    The tokens are those of razdel, except that a dash, underscore, comma, point or slash joins only
    what it touches on both sides. Razdel overlooks blanks there and reads «2023, 5» as «2023,» and «5».

    Example:
        >>> [text[a:b] for text in ["в 2023, 14,5 тыс."] for a, b in token_spans(text)]
        ['в', '2023', ',', '14,5', 'тыс', '.']
    """
    return [match.span() for match in _TOKEN.finditer(text)]
