"""Word shapes: the script and capitalisation classes that slovnet's networks see."""

import re

_SIGNS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_KIND = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(_SIGNS)}]+)", re.IGNORECASE
)


def word_shape(word: str) -> str:
    """Return the shape of `word` as slovnet names it.

    Example:
        >>> [word_shape(word) for word in ("Минск", "ТАСС", "14,5", ",", "МС-21", "Ростех-Авиа")]
        ['RU_Xx', 'RU_XX', 'NUM', 'PUNCT_,', 'RU_XX', 'RU_Xx-Xx']
    """
    match = _KIND.match(word)
    kind = match.lastgroup if match else None
    if kind in ("RU", "EN"):
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word if word in _SIGNS and len(word) == 1 else 'OTHER'}"
    return kind or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
