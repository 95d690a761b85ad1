"""Article files: bytes to text, in the encodings that Russian news comes in."""

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_article(path: Path) -> str:
    """Read an article file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is empty, or no text in a known encoding.
    """
    return decode(path.read_bytes())


def decode(data: bytes) -> str:
    """Decode an article: UTF-8, UTF-16 or UTF-32 with a byte order mark, else Windows-1251. Line ends are kept.

    Raises:
        ValueError: it is empty, or no text in any of these encodings.

    Example:
        >>> decode("Мост".encode("cp1251"))
        'Мост'
    """
    text = _decoded(data)
    if not text.strip("\ufeff \t\r\n"):
        raise ValueError("the file is empty")
    if "\0" in text:
        raise ValueError("not a text file (it holds NUL characters)")
    return text


def encoding_of(sample: bytes) -> str:
    """The encoding of a file of which these are the first bytes: by its mark, else UTF-8 or Windows-1251."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8"


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ValueError(f"begins as {encoding} but is not: {error.reason}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_windows(data):
            return data.decode("cp1251")
    raise ValueError("neither UTF-8, UTF-16 nor Windows-1251")


def _is_windows(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 make Russian in Windows-1251: small letters outnumber all else above ASCII."""
    above = [byte for byte in data if byte >= 0x80]
    small = sum(byte >= 0xE0 or byte == 0xB8 for byte in above)
    return 0x98 not in data and 0 not in data and small * 2 > len(above)
