"""Datelines: «МИНСК, 1 октября. /ТАСС/.», «Москва. 12 ноября. INTERFAX.RU -», and dates as headers write them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import DASH

CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?!\d)(?:\s*\(?(?i:мск|по московскому времени)\b\)?)?"
MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}"
_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DAY = rf"(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?(?:\s*г(?:\.|ода\b|\b))?"

_WORD = r"[A-ZА-ЯЁ][\w’'-]{0,30}"
_PLACE = rf"(?P<place>(?:[А-ЯЁ]\.[ -]?)?{_WORD}(?: {_WORD}){{0,3}})"
_WHEN = rf"{DAY}(?:[,\s]\s*{CLOCK})?"
_HEADS = (
    re.compile(rf"{_PLACE}(?:\s*[/(][^/()]{{2,40}}[/)])?(?P<comma>[,.])\s*{_WHEN}"),
    re.compile(rf"{_WHEN}[,.]\s+{_PLACE}"),
    re.compile(_WHEN),
    re.compile(_PLACE),
)
# Of a company's own news: «Москва / 5 мая 2025 АО «Луч» …», «Москва, 5 мая 2025 года – АО «Луч» …».
_RELEASED = (
    re.compile(rf"{_PLACE}\s*[/|]\s*{DAY}(?:\s*[/|])?(?=\s|$)"),
    re.compile(rf"{_PLACE},\s*{DAY}\s*{DASH}(?=\s*$|\s+[\"«„A-ZА-ЯЁ\d])"),
)
_BRACKETED = re.compile(rf"[.,]?\s*[/(](?P<inner>[^/()]{{2,80}})[/)]\s*(?:[.:]|{DASH})")
_BEFORE_AGENCY = re.compile(rf"[.,]?\s*(?P<dash>{DASH})?\s*")
_AUTHOR = rf"(?:,\s*{_WORD} {_WORD})?"
_AFTER_AGENCY = re.compile(rf"{_AUTHOR}(?:\s*{DASH}(?=\s|$)|\.(?=\s|$))")
_AFTER_SIGNED = re.compile(rf"{_AUTHOR}(?:\.(?=\s|$)|(?=\s+[\"«„A-ZА-ЯЁ\d]))")
_OTHER_AGENCY = re.compile(rf"(?P<agency>{_WORD}(?: {_WORD}){{0,2}}){_AUTHOR}\.(?=\s|$)")
INSIDE = re.compile(rf"(?<=\s)(?=[А-ЯЁ][А-ЯЁ-]{{2,30}}[ ,/(А-ЯЁа-яё-]{{1,60}}\d{{1,2}} {MONTH})")


@dataclass(frozen=True)
class FoundDateline:
    """A dateline's span, and what it says; ``published`` where it has a year."""

    start: int
    end: int
    place: str | None
    agency: str | None
    published: str | None


def find_dateline(text: str, start: int, end: int) -> FoundDateline | None:
    """The dateline that begins at ``start`` of a line that ends at ``end``.

    Example:
        >>> found = find_dateline("ОМСК, 7 мая. /ТАСС/. Мост открыт.", 0, 33)
        >>> found.place, found.agency, found.end
        ('Омск', 'ТАСС', 20)
    """
    for pattern in _RELEASED:
        head = pattern.match(text, start, end)
        if head and head["year"] and _is_place(head["place"]):
            return FoundDateline(start, head.end(), place_name(head["place"]), None, iso_date(head))
    for pattern in _HEADS:
        head = pattern.match(text, start, end)
        if not head:
            continue
        groups = head.groupdict()
        place, dated = groups.get("place"), bool(groups.get("day"))
        if place and not (dated or place.isupper()):
            continue
        shouted = place is not None and place.isupper() and dated
        signed = _signature(text, head.end(), end, shouted, place is not None and dated)
        if signed:
            return FoundDateline(start, signed[0], place and place_name(place), signed[1], iso_date(head))
        stop = head.end() if text[head.end() - 1] == "." else head.end() + 1
        if shouted and groups.get("comma") == "," and text[stop - 1 : stop] == ".":
            return FoundDateline(start, stop, place and place_name(place), None, iso_date(head))
    return None


def _is_place(name: str) -> bool:
    """Whether a name is a known town's, and no heading's («Новости / 5 мая 2025») or person's."""
    parts = place_name(name).split(" ")
    found = gazetteer().find(parts, 0)
    return found is not None and found[1] == len(parts)


def _signature(text: str, at: int, end: int, shouted: bool, placed: bool) -> tuple[int, str] | None:
    """The offset behind an agency's signature, and the agency.

    An agency that is not listed must stand in brackets or after a dash behind a place in capitals.
    """
    if text[at - 1] == ".":
        at -= 1
    if bracketed := _BRACKETED.match(text, at, end):
        inner = bracketed["inner"]
        known = known_agency(inner)
        if known or (placed and inner[0].isupper()):
            return bracketed.end(), known or inner
    before = _BEFORE_AGENCY.match(text, at, end)
    at = before.end() if before else at
    dash = before is not None and before["dash"] is not None
    if listed := _listed().match(text, at, end):
        after = (dash and _AFTER_SIGNED.match(text, listed.end(), end)) or _AFTER_AGENCY.match(text, listed.end(), end)
        if after:
            return after.end(), listed[0]
    other = _OTHER_AGENCY.match(text, at, end)
    return (other.end(), other["agency"]) if other and dash and shouted else None


@cache
def _listed() -> re.Pattern[str]:
    names = sorted(table("agencies")["names"], key=len, reverse=True)
    known = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![\w-])(?:{known})(?:[-.]\w{{1,15}}){{0,2}}(?![\w-])", re.IGNORECASE)


def known_agency(text: str) -> str | None:
    """The first listed agency in a text, as it is written there."""
    match = _listed().search(text)
    return match[0] if match else None


def place_name(name: str) -> str:
    """A place as it is written in running text: «РОСТОВ-НА-ДОНУ» → «Ростов-на-Дону»."""
    if not name.isupper() or name in words("agencies", "capitals"):
        return name
    small = words("agencies", "particles")
    parts = re.split(r"([ -])", name.lower())
    return "".join(part if i and part in small else part[:1].upper() + part[1:] for i, part in enumerate(parts))


def iso_date(match: re.Match[str]) -> str | None:
    """The date in groups ``day``, ``month``, ``year`` (or ``day2`` …) of a match, if it is a full and true one."""
    groups = match.groupdict()
    for n in ("", "2", "3"):
        day, month, year = (groups.get(part + n) for part in ("day", "month", "year"))
        if day and month and year:
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower().replace("май", "мая")) + 1
            try:
                return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day)).isoformat()
            except ValueError:
                return None
    return None
