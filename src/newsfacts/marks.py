"""Marks of punctuation that are written in several ways."""

_DASHES = "-‐‑‒–—−"
DASH = f"[{_DASHES}]"  # in a regular expression
DASHES = frozenset(_DASHES)
OPENING_QUOTES = frozenset('«"„“')
CLOSING_QUOTES = frozenset('»"“”')
QUOTES = OPENING_QUOTES | CLOSING_QUOTES
QUOTE_PAIRS = {"«": "»", '"': '"', "„": "“", "“": "”"}
