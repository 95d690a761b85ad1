"""Words of an article in a page: text, never markup, with nothing hidden in it; and the policy that enforces it."""

import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def text(words: str) -> str:
    """Text as markup; characters that would change how the rest shows are named instead.

    Example:
        >>> text("<b>\u202e")
        '&lt;b&gt;<span class="sign">U+202E</span>'
    """
    return "".join(f'<span class="sign">{_named(ch)}</span>' if _is_hidden(ch) else ch for ch in escape(words))


def plain(words: str) -> str:
    """Text where no tags may stand: in attributes and titles."""
    return "".join(_named(ch) if _is_hidden(ch) else ch for ch in escape(words))


def json(encoded: str) -> str:
    """JSON that can stand in a script element."""
    return "".join(f"\\u{ord(ch):04x}" if ch in "&<>\u2028\u2029" or ch in _BIDI else ch for ch in encoded)


def policy(styles: Iterable[str], scripts: Iterable[str], also: str = "") -> str:
    """The Content-Security-Policy of a page: nothing is fetched, nothing runs but these.

    Args:
        styles: the contents of the page's style elements.
        scripts: the contents of its script elements.
        also: further directives.
    """
    parts = ["default-src 'none'", "base-uri 'none'"]
    for name, sources in (("style-src", styles), ("script-src", scripts)):
        hashes = " ".join(f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'" for source in sources)
        if hashes:
            parts.append(f"{name} {hashes}")
    return "; ".join([*parts, also or "form-action 'none'"])


def _is_hidden(ch: str) -> bool:
    return ch in _BIDI or (ch not in "\n\r\t" and unicodedata.category(ch) in ("Cc", "Cs"))


def _named(ch: str) -> str:
    return f"U+{ord(ch):04X}"
