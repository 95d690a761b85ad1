"""Article files: bytes to text, in the encodings that Russian news comes in."""

import codecs
import math
from collections import Counter
from functools import cache
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BYTEWISE = ("cp1251", "koi8-r", "cp866")
_LETTERS = dict(  # how many of ten thousand letters of Russian text are this one
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        [
            1097,
            845,
            801,
            735,
            670,
            626,
            547,
            473,
            454,
            440,
            349,
            321,
            298,
            281,
            262,
            201,
            190,
            174,
            170,
            165,
            159,
            144,
            121,
            97,
            94,
            73,
            64,
            48,
            36,
            32,
            26,
            4,
            4,
        ],
        strict=True,
    )
)
_NEIGHBOURS = "іїєґў"  # of Ukrainian and Belarusian
_SIGNS = "«»—–„“”‘’‹›…№•·§©°±\N{NO-BREAK SPACE}"
_STRANGE = 60  # what a sign costs that no newspaper prints
_WORST = 20  # the mean cost of a letter in what still is text: Russian has 9, bytes at random have 36


class Decoded(NamedTuple):
    """The text of a file and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> str:
    """The text of an article's bytes, as `decoded` gives it.

    Raises:
        ValueError: as `decoded` does.

    Example:
        >>> decode("Мост".encode("cp1251"))
        'Мост'
    """
    return decoded(data).text


def decoded(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode an article: Unicode with or without a byte order mark, else Windows-1251, KOI8-R or CP866.

    The mark is no part of the text; line ends are kept.

    Args:
        data: the bytes of the article.
        encoding: any encoding that Python knows; without it, the bytes tell.

    Raises:
        ValueError: it is empty, no text, or not in this encoding.
        LookupError: there is no such encoding.

    Example:
        >>> decoded("Мост открыт".encode("koi8-r"))
        Decoded(text='Мост открыт', encoding='koi8-r')
    """
    name = encoding or encoding_of(data)
    if name is None:
        raise ValueError(f"no text in Unicode, {', '.join(_BYTEWISE[:-1])} or {_BYTEWISE[-1]}")
    try:
        text = data.decode(name).removeprefix("\ufeff")
    except UnicodeError as error:
        told = f"{error.reason} at byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ValueError(f"{f'not {name}' if encoding else f'begins as {name} but is not'}: {told}") from None
    if not text.strip("\ufeff \t\r\n"):
        raise ValueError("the file is empty")
    if "\0" in text:
        raise ValueError(f"not a text file (read as {name}, it holds NUL characters)")
    return Decoded(text, name)


def encoding_of(data: bytes) -> str | None:
    """The encoding of a file that is, or begins with, these bytes; None where they are no text.

    Example:
        >>> encoding_of("Мост открыт".encode("cp866")), encoding_of("Мост".encode("utf-16-le"))
        ('cp866', 'utf-16-le')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _wide(data):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return _bytewise(data)
    return "utf-8"


def noted(encoding: str) -> str | None:
    """What a result says of an encoding: nothing of UTF-8, which goes without saying.

    Example:
        >>> noted("utf-8-sig"), noted("cp866")
        (None, 'cp866')
    """
    return None if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii") else encoding


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is that of the Latin or the Cyrillic block."""
    if len(data) < 4:
        return None
    shares = [sum(half.count(block) for block in (b"\0", b"\4")) / len(half) for half in (data[0::2], data[1::2])]
    if min(shares) <= 0.1 and max(shares) >= 0.75:
        return "utf-16-le" if shares[1] > shares[0] else "utf-16-be"
    return None


def _bytewise(data: bytes) -> str | None:
    """The encoding with one byte a character in which these bytes look most like Russian."""
    pairs = Counter(zip(b"\n" + data, data, strict=False))
    above = sum(times for (_, byte), times in pairs.items() if byte >= 0x80)
    if any(byte < 0x09 or 0x0D < byte < 0x1B for _, byte in pairs):
        return None  # control characters
    costs = {name: sum(_cost(name, *pair) * times for pair, times in pairs.items()) / above for name in _BYTEWISE}
    best = min(_BYTEWISE, key=lambda name: costs[name])
    return best if costs[best] <= _WORST else None


@cache
def _cost(encoding: str, before: int, byte: int) -> float:
    """How unlikely a byte is behind another in Russian text: rare letters, signs, capitals and Latin inside a word."""
    one, other = (bytes((b,)).decode(encoding, "replace") for b in (before, byte))
    if before >= 0x80 and byte < 0x80:
        return 20 if one.isalpha() and other.isalpha() else 0
    if byte < 0x80:
        return 0
    if not other.isalpha():
        return 10 if other in _SIGNS else _STRANGE
    share = _LETTERS.get(other.lower(), 1 if other.lower() in _NEIGHBOURS else 0)
    cost = (-3 * math.log(share / 1e4) if share else _STRANGE) + 0.5 * other.isupper()
    if one.isalpha():
        cost += 20 * (before < 0x80) + 30 * (one.islower() and other.isupper())
    return cost
