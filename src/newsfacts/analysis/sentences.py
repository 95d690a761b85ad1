"""Sentences: razdel's rules, asked only where a sentence can end, and mended for news."""

import re
from collections.abc import Iterator

from newsfacts.lexicon import words

_DASHES = "‑–—−-"
_CLOSERS = "»”’\"')\\]}"

# A line, without outer blanks; each blank is looked at once.
_PARAGRAPH = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")

# A stop, the quotes and brackets it closes, blanks, and then nothing that must go on with the sentence:
# a small letter (behind a dash too), or a mark that never begins one.
_BOUNDARY = re.compile(
    rf"(?P<stop>[.!?…](?<![.!?…].)[.!?…]*+)(?P<closers>[{_CLOSERS}]*+)"
    rf"(?=\s++(?!(?:[{_DASHES}]++\s*+)?(?:[а-яё]|[a-z]++(?![A-Z]))|[.!?…;:,»”’)\]}}])(?P<next>\S.?))"
)

_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}"
_PLACE = r"[А-ЯЁ][А-ЯЁа-яё-]{1,30}(?: [А-ЯЁ][А-ЯЁа-яё-]{1,30}){0,2}(?: [/(][^/()\n]{2,40}[/)])?"
_AGENCY = r"[A-ZА-ЯЁ][\w-]{1,30}(?:\.\w{1,10})?(?: [A-ZА-ЯЁ][\w-]{1,30}){0,2}"
_DATELINE = re.compile(
    rf"{_PLACE}(?:[,.]\s*\d{{1,2}}\s+{_MONTH}\.?(?:\s+\d{{4}}(?:\s+г(?:ода|\.)?)?)?[.,]?\s*"
    rf"(?:/[^/\n]{{2,60}}/|\([^()\n]{{2,60}}\)|(?:[{_DASHES}]\s*)?{_AGENCY}(?=\s*[{_DASHES}]|[.,]))"
    rf"|\.\s+[A-ZА-ЯЁ]{{3,}}[\w.-]{{0,30}}(?=\s+[{_DASHES}]))"
)

# A short text in quotes, which may be a name.
_QUOTED = re.compile(
    r"[\"«„“](?<!\w\")(?P<inner>[А-ЯЁA-Z\d][^«»„“”\"\n\r]{0,80})(?:(?<!\s)\"(?!\w)|[»”“])"
    rf"(?P<after>[,.!?…]?)\s{{0,3}}(?P<dash>[{_DASHES}]?)"
)
_NAME_WORDS = 7

_DATE_WORDS, _DATE_LENGTH = 6, 60
_WORD_LENGTH = 16  # of the abbreviations and their surroundings

_LAST_WORD = re.compile(r"(?:([^\W\d_]+)\.\s?)?((?:[^\W\d_]+[-/])?[^\W\d_]+)$")
_NUMBER = re.compile(r"(?:\d|[IVX]|\b(?:тыс|млн|млрд|трлн)\.?)\s*-?$")
_BULLET = re.compile(r"(?:\d{1,3}|[IVXLM]{1,5}|[а-яa-z§])(?:\.\d{1,3}){0,4}")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the `(start, end)` offsets of the sentences of `text`, in order, without outer blanks.

    A line break ends a sentence. Otherwise the rules are razdel's, except that no sentence ends inside
    a dateline or a quoted name («Волга. Море»), and none at a semicolon.

    Example:
        >>> text = "КАЗАНЬ, 5 мая. /ТАСС/. Форум «Волга. Море» прошел. Его открыл И. И. Иванов."
        >>> [text[start:end] for start, end in sentence_spans(text)]
        ['КАЗАНЬ, 5 мая. /ТАСС/.', 'Форум «Волга. Море» прошел.', 'Его открыл И. И. Иванов.']
    """
    return [span for paragraph in _PARAGRAPH.finditer(text) for span in _sentences(text, *paragraph.span())]


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph `text[first:last]`, which neither begins nor ends with a blank."""
    start = first
    unsplit: list[tuple[int, int]] | None = None
    at = 0
    for boundary in _BOUNDARY.finditer(text, first, last):
        stop = boundary.start()
        if _goes_on(text, start, boundary):
            continue
        if unsplit is None:
            unsplit = _unsplit(text, first, last)
        while at < len(unsplit) and unsplit[at][1] <= stop:
            at += 1
        if at < len(unsplit) and unsplit[at][0] <= stop:
            continue
        yield start, boundary.end()
        start = boundary.start("next")
    yield start, last


def _unsplit(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of a paragraph in which no sentence ends: its dateline and quoted names."""
    dateline = _DATELINE.match(text, first, last)
    spans = [dateline.span()] if dateline else []
    for quoted in _QUOTED.finditer(text, first, last):
        if _is_name(text, first, quoted):
            # A full stop before the closing quote is no part of a name.
            spans.append((quoted.start(), quoted.end("inner") - quoted["inner"].endswith(".")))
    return spans


def _is_name(text: str, first: int, quoted: re.Match[str]) -> bool:
    """Whether a quoted text is a name rather than somebody's words."""
    if quoted["inner"].count(" ") >= _NAME_WORDS:
        return False
    before = text[max(first, quoted.start() - 3) : quoted.start()].rstrip()[-1:]
    if before == ":":
        return False
    ends = quoted["inner"][-1] in ".!?…,"
    if quoted["dash"] and (ends or quoted["after"]):
        return False
    begins = not before or before in ".!?…" + _DASHES
    return not (begins and (ends or quoted["after"] in (".", "!", "?", "…")))


def _goes_on(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Whether the sentence begun at `start` goes on behind the stop."""
    stop, closers, following = boundary["stop"], boundary["closers"], boundary["next"]
    if following[0] in _DASHES and any(mark in closers for mark in '»”’"'):
        return True  # «…!» – said he
    end = boundary.start()
    if end == start:
        return True
    if stop != "." or closers not in ("", ")"):
        return False
    sentence = text[start : min(end, start + _DATE_LENGTH)]
    if not closers and _BULLET.fullmatch(sentence):
        return True
    word = _LAST_WORD.search(text, max(start, end - _WORD_LENGTH), end)
    if not word:
        return False
    before = text[max(start, word.start(2) - _WORD_LENGTH) : word.start(2)]
    if not closers and _is_initial(word[2].rpartition("-")[2], before, following):
        return True
    return _is_unfinished(word, before, following, sentence)


def _is_initial(word: str, before: str, following: str) -> bool:
    if word[0].islower() or before[-1:].isdigit():  # «5G», «Ка-226Т»
        return False
    if _is_listed(word.lower(), "initials"):
        return True
    if len(word) > 1 or (word in "IVX" and "А" <= following[0] <= "Я"):
        return False
    kind = before.rstrip().rpartition(" ")[2].lower()
    return not any(kind.startswith(beginning) for beginning in words("abbreviations", "lettered"))


def _is_unfinished(match: re.Match[str], before: str, following: str, sentence: str) -> bool:
    """Whether the word is an abbreviation behind which the sentence goes on."""
    if match[2].isupper():
        return False
    word = match[2].lower()
    if match[1]:
        pair = f"{match[1].lower()}.{word}"
        if _is_listed(pair, "pairs_before"):
            return True
        if _is_listed(pair, "pairs_after"):
            return not _begins_sentence(following)
    may_end = _is_listed(word, "after")
    if _is_listed(word, "before") and not (may_end and _NUMBER.search(before)):
        return True
    if not may_end:
        return False
    if _is_listed(word, "years") and _opens_with_date(sentence):
        return True
    if _is_listed(word, "multipliers"):
        return not following[0].isalpha() or (following.isascii() and following.isupper())  # «5 тыс. TEU»
    return not _begins_sentence(following)


def _is_listed(word: str, kind: str) -> bool:
    return word in words("abbreviations", kind)


def _begins_sentence(following: str) -> bool:
    return following[0].isalpha() or (following[0] in '«„“"' and following[1:].isupper())


def _opens_with_date(sentence: str) -> bool:
    """Whether the sentence has but a preposition, a date and little else so far."""
    opener, *others = sentence.split(maxsplit=_DATE_WORDS)
    return len(others) < _DATE_WORDS and _is_listed(opener.lower(), "openers")
