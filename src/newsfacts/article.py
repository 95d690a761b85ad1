"""The article's layout: header, title, subtitle, byline, dateline, body, notes, and what is not the article."""

import re
from dataclasses import dataclass

from newsfacts.dateline import CLOCK, DAY, INSIDE, FoundDateline, find_dateline, iso_date, known_agency
from newsfacts.lexicon import table, words
from newsfacts.marks import DASH


@dataclass(frozen=True)
class Block:
    """A stretch of the article: ``kind`` is header, title, subtitle, byline, dateline, body, note or menu."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """The blocks of an article in text order, and what its header says.

    ``published`` is the ISO date of a header line, or of a dateline with a year; ``place`` and ``agency`` come from
    the dateline, whose day is read by the times stage like any other.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    place: str | None = None
    agency: str | None = None

    def block(self, kind: str) -> Block | None:
        """The first block of a kind."""
        return next((b for b in self.blocks if b.kind == kind), None)


_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^\s\ufeff](?:[^{_BREAKS}]*[^\s\ufeff])?")
_DATE = (
    rf"(?:{DAY}"
    r"|(?P<day2>\d{1,2})[./](?P<month2>\d{1,2})[./](?P<year2>\d{4}|\d\d)\b"
    r"|(?P<year3>\d{4})-(?P<month3>\d{1,2})-(?P<day3>\d{1,2})(?:T[\d:.+Z-]{4,20})?(?!\d))"
)
_WEEKDAY = r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|сегодня|вчера)"
_LABEL = re.compile(r"(?P<label>[a-zа-яё][a-zа-яё ]{2,24}?)\s*(?::|\s)\s*(?=\d|пн|вт|ср|чт|пт|сб|вс)", re.IGNORECASE)
_STAMP = re.compile(
    rf"(?:{_WEEKDAY}\s*,?\s*)?(?:(?P<clock>{CLOCK})\s*[,|]?\s*)?"
    rf"{_DATE}(?P<time>(?:\s*[,|]?\s*(?:в\s+)?|\s+)(?:{CLOCK}))?",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(rf"(?:{_WEEKDAY},?\s*)?{CLOCK}", re.IGNORECASE)
_AFTER_STAMP = re.compile(r"\s*(?:[|·•,]\s*[^.!?]{0,60})?")

_PERSON = re.compile(r"[А-ЯЁ][а-яё-]{1,20}(?: [А-ЯЁ]\.| [А-ЯЁ][а-яё-]{1,20}){1,2}")
_COUNTER = re.compile(r"\d{1,7} (?P<what>[а-яё]{4,20})")
_NOTE = re.compile(rf"(?P<head>[^:–—-]{{2,60}}?)(?::|\s{DASH})\s")

_CELL = re.compile(r"[^\s|](?:[^|\t\n]*[^\s|])?")
_FIGURE = re.compile(r"[-–−+]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?")
_FRONT = 60  # lines in which a dateline is looked for
_SINGLE_LINE = 1500  # characters of a line in which a dateline may follow the headline
_TITLE_LENGTH, _SUBTITLE_LENGTH = 200, 250
_ENDS = ".!?…:;,"


def read_layout(text: str) -> Layout:
    r"""Find the parts of an article; a text without any of them is one body.

    Example:
        >>> layout = read_layout(" date 2025-05-07 Мост сдан\n\nОМСК, 7 мая. /ТАСС/. Мост через Омь открыт.")
        >>> layout.title, layout.published, layout.place, layout.agency
        ('Мост сдан', '2025-05-07', 'Омск', 'ТАСС')
        >>> [block.kind for block in layout.blocks]
        ['header', 'title', 'dateline', 'body']
    """
    return _Reader(text).layout()


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [m.span() for m in _LINE.finditer(text)]
        self.blocks: list[Block] = []
        self.published: str | None = None

    def layout(self) -> Layout:
        at, dateline = self._find_dateline()
        body = self._front_of(at, dateline) if dateline else self._front()
        if dateline:
            self._add("dateline", dateline.start, dateline.end)
        self._rest(body, dateline)
        title = next((b for b in self.blocks if b.kind == "title"), None)
        return Layout(
            tuple(self.blocks) or (Block("body", 0, len(self.text)),),
            self.text[title.start : title.end] if title else None,
            self.published or (dateline.published if dateline else None),
            dateline.place if dateline else None,
            dateline.agency if dateline else None,
        )

    def _add(self, kind: str, start: int, end: int) -> None:
        """Add a block without outer blanks, unless it is empty; body lines grow together."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            return
        if kind == "body" and self.blocks and self.blocks[-1].kind == "body":
            start = self.blocks.pop().start
        self.blocks.append(Block(kind, start, end))

    def _find_dateline(self) -> tuple[int, FoundDateline | None]:
        for i, (start, end) in enumerate(self.lines[:_FRONT]):
            if found := find_dateline(self.text, start, end):
                return i, found
        for i, (start, end) in enumerate(self.lines[:3]):
            for m in INSIDE.finditer(self.text, start, min(end, start + _SINGLE_LINE)):
                found = find_dateline(self.text, m.start(), end)
                if found and found.agency:
                    return i, found
        return 0, None

    def _front_of(self, at: int, dateline: FoundDateline) -> int:
        """The lines before the dateline; returns the index of the line where the body begins."""
        lines = self.lines[:at]
        if self.lines[at][0] < dateline.start:
            lines.append((self.lines[at][0], dateline.start))
        plain: list[tuple[int, int]] = []
        special: list[Block] = []
        for start, end in lines:
            blocks, rest = self._special(start, end, bool(plain))
            special += blocks
            if rest:
                plain.append(rest)
        first = self._title_among(plain, dateline)
        kinds = ["menu"] * first + ["title"] + ["subtitle"] * (len(plain) - first - 1)
        found = [Block(kind, *span) for kind, span in zip(kinds, plain, strict=False)]
        for block in sorted(special + found, key=lambda b: b.start):
            self._add(block.kind, block.start, block.end)
        return at

    def _title_among(self, plain: list[tuple[int, int]], dateline: FoundDateline) -> int:
        """Which of the lines is the headline: the first, or of many (a menu) the one most like the lead."""
        if len(plain) <= 3:
            return 0
        lead = _stems(self.text[dateline.end : dateline.end + 600])
        last = plain[-4:]
        likeness = [len(_stems(self.text[start:end]) & lead) for start, end in last]
        return len(plain) - len(last) + likeness.index(max(likeness))

    def _front(self) -> int:
        """The lines above the body of an article without a dateline; returns the index of the body's first line."""
        has_title = has_header = False
        for i, (start, end) in enumerate(self.lines):
            blocks, rest = self._special(start, end, has_title)
            has_header = has_header or any(b.kind == "header" for b in blocks)
            for block in blocks:
                self._add(block.kind, block.start, block.end)
            if not rest:
                continue
            kind = "subtitle" if has_title else "title"
            if not self._is_heading(i, rest, kind):
                if blocks:  # a header and the body's first words on one line
                    self._add("body", *rest)
                    return i + 1
                return i
            self._add(kind, *rest)
            if has_title:
                return i + 1
            has_title = True
        return len(self.lines)

    def _is_heading(self, i: int, span: tuple[int, int], kind: str) -> bool:
        """Whether a line above the body is a headline: short, without a full stop, and more follows."""
        line = self.text[slice(*span)]
        if i + 1 >= len(self.lines) or len(line) > (_TITLE_LENGTH if kind == "title" else _SUBTITLE_LENGTH):
            return False
        follows = self.text[slice(*self.lines[i + 1])]
        if (follows[0].islower() and not _stamp(follows)) or not (
            line[0].isupper() or line[0].isdigit() or line[0] in '"«“„'
        ):
            return False
        if kind == "subtitle":
            return line[-1] not in _ENDS and self._has_body(i + 1)
        return line[-1] not in ".;,:" and self._has_body(i + 1)

    def _has_body(self, i: int) -> bool:
        """Whether a line that ends as a sentence does comes later."""
        return any(self.text[end - 1] in '.!?…"»”)' for _, end in self.lines[i:])

    def _special(self, start: int, end: int, has_title: bool) -> tuple[list[Block], tuple[int, int] | None]:
        """The blocks of a line above the body that is no headline; the headline, if one stands on the line too."""
        line = self.text[start:end]
        stamp = _stamp(line)
        if stamp:
            length, published = stamp
            self.published = self.published or published
            blocks = [Block("header", start, start + length)]
            rest = line[length:].lstrip(" \t|,–—-")
            if not rest:
                return blocks, None
            if _is_menu(rest):
                return [*blocks, Block("menu", end - len(rest), end)], None
            return blocks, (end - len(rest), end)
        if _is_byline(line) or (has_title and _PERSON.fullmatch(line)):
            return [Block("byline", start, end)], None
        if _is_remark(line):
            return [Block("header", start, end)], None
        if _is_menu(line) or line.lower() in words("layout", "lists") or line.lower() in words("layout", "rubrics"):
            return [Block("menu", start, end)], None
        return [], (start, end)

    def _rest(self, first: int, dateline: FoundDateline | None) -> None:
        """The body and what follows it."""
        lines = self.lines[first:]
        if dateline and lines:
            lines[0] = (dateline.end, lines[0][1])
        rows = {row[0][0] for rows in table_rows(self.text) for row in rows}
        last = len(lines) - self._headlines_at_end(lines)
        in_list = False
        for i, (start, end) in enumerate(lines):
            line = self.text[start:end].strip()
            in_list = line.lower() in words("layout", "lists") or (in_list and line[-1:] not in ".!?…")
            stamp = _stamp(line) if i == len(lines) - 1 else None
            if not in_list and start in rows:
                kind = "body"
            elif in_list or i >= last or _is_menu(line):
                kind = "menu"
            elif _is_byline(line) and (":" in line[:20] or not line[0].isalpha() or line[-1] not in ".!?…"):
                kind = "byline"  # not «Корреспондент приехал в Омск.»
            elif stamp and stamp[0] == len(line):
                kind = "header"
                self.published = self.published or stamp[1]
            elif i > 0 and _is_note(line):
                kind = "note"
            else:
                kind = "body"
            self._add(kind, start, end)

    def _headlines_at_end(self, lines: list[tuple[int, int]]) -> int:
        """How many lines at the end are headlines of other articles: at least three, without full stops."""
        count = 0
        for start, end in reversed(lines):
            line = self.text[start:end]
            if not line or line[-1] in '.!?…:;,)»"' or line.count(" ") < 2 or line[0].islower() or line[0] in "-–—•*":
                break
            count += 1
        introduced = 0 < count < len(lines) and self.text[lines[-count - 1][1] - 1] in ":,;"
        return count if 3 <= count < len(lines) and not introduced else 0


def _stems(text: str) -> set[str]:
    return {m[0].lower() for m in re.finditer(r"(?<!\w)\w{5}", text)}


def _stamp(line: str) -> tuple[int, str | None] | None:
    """The length of the publication date at the start of a line, and the date; None if the line has none."""
    label = _LABEL.match(line)
    name = label["label"].lower().strip() if label else ""
    known = name in words("layout", "dated") or name in words("layout", "updated")
    at = label.end() if label and known else 0
    stamp = _STAMP.match(line, at)
    if not stamp:
        return (len(line), None) if _CLOCK_ALONE.fullmatch(line, at) else None
    published = None if name in words("layout", "updated") else iso_date(stamp)
    if _AFTER_STAMP.fullmatch(line, stamp.end()):
        return (len(line), published) if published or stamp["time"] or stamp["clock"] or known else None
    rest = line[stamp.end() :].lstrip(" |–—-")
    exact = known or stamp["time"] or stamp["clock"] or not stamp["day"]
    if exact and published and (rest[:1].isupper() or rest[:1] in ('"', "«", "“")):
        return stamp.end(), published
    return None


def _is_byline(line: str) -> bool:
    lower = line.lower()
    return len(line) < 160 and any(lower.startswith(beginning) for beginning in table("layout")["bylines"])


def _is_remark(line: str) -> bool:
    if line[0] != "(" or line[-1] != ")" or len(line) > _TITLE_LENGTH:
        return False
    return any(line.lower().startswith(beginning, 1) for beginning in table("layout")["remarks"])


def _is_menu(line: str) -> bool:
    """Whether a line belongs to the page rather than to the article."""
    if len(line) > _TITLE_LENGTH:
        return False
    lower = line.lower()
    if lower in words("layout", "menu") or any(lower.startswith(b) for b in table("layout")["menu_beginnings"]):
        return True
    if line.count(" > ") + line.count(" / ") + line.count(" | ") >= 2 and line[-1] not in _ENDS:
        return True
    counter = _COUNTER.fullmatch(lower)
    return counter is not None and any(counter["what"].startswith(word) for word in table("layout")["counters"])


def table_rows(text: str) -> list[list[list[tuple[int, int]]]]:
    r"""The tables of a text as rows of cells: neighbouring lines with as many cells, numbers in all but the first.

    Example:
        >>> text = "Район | Рост\\nОмский | 3,1"
        >>> [[text[a:b] for a, b in row] for row in table_rows(text)[0]]
        [['Район', 'Рост'], ['Омский', '3,1']]
    """
    tables: list[list[list[tuple[int, int]]]] = []
    if "|" not in text and "\t" not in text:
        return tables
    group: list[list[tuple[int, int]]] = []
    for start, end in [*(match.span() for match in _LINE.finditer(text)), (0, 0)]:
        cells = [match.span() for match in _CELL.finditer(text, start, end)] if end else []
        if len(cells) > 1 and (not group or len(cells) == len(group[0])):
            group.append(cells)
            continue
        if len(group) > 1 and all(any(_FIGURE.fullmatch(text, *cell) for cell in row) for row in group[1:]):
            tables.append(group)
        group = [cells] if len(cells) > 1 else []
    return tables


def _is_note(line: str) -> bool:
    """Whether a line near the end tells of the agency or how to call, not of the news."""
    note = _NOTE.match(line)
    if note is None:
        return False
    head = note["head"].strip()
    return head.lower() in words("layout", "notes") or known_agency(head) == head
