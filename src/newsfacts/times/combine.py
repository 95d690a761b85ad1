"""Combining the pieces of a sentence: apposition, clock and day, ranges, lists, prepositions."""

from collections.abc import Callable

from newsfacts.times.atoms import Atoms
from newsfacts.times.clocks import zone_at
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import cue

Unite = Callable[[Atoms, Piece, Piece, str], Piece | None]

_DAYS = frozenset(("day_and_month", "numeric"))
_NAMED = frozenset(("nth_weekday", "edge_day", "day_of_month"))
_LOOSE = frozenset(("weekday", "day_word"))
_EXACT = frozenset(("month_and_year", "day_and_month", "years", "season"))
_TO_CLOCK = frozenset(
    (
        "", ",", "в", ", в", "к", "(", "около", ", около", "на", "-", "примерно в", ", примерно в", "ровно в",
        "ориентировочно в", "приблизительно в", "после", "в районе", "начиная с",
    )
)  # fmt: skip
_CROSSED = frozenset(("day", "month", "quarter", "half", "year"))  # a range may begin in one and end in another
_ORDER = ("minute", "day", "dekad", "month", "season", "quarter", "half", "year", "decade", "century")


def combine(a: Atoms, pieces: list[Piece]) -> list[Piece]:
    """Unite the pieces that make one time, share what lists share, and apply the prepositions."""
    taken = {k for piece in pieces for k in range(piece.first, piece.last)}
    pieces = [_with_daypart(a, piece, taken) for piece in pieces]
    for unite in (_one_day, _one_time, _ranged, _one_time):
        pieces = _joined(a, pieces, unite)
    out = [_with_preposition(a, piece) for piece in _shared(a, pieces)]
    for n, piece in enumerate(out[1:], start=1):
        before, timex = out[n - 1], piece.timex
        listed = timex.preposition in ("и", ",") and timex.unit == before.timex.unit
        if listed and _between(a, before, piece) == timex.preposition:
            out[n] = Piece(piece.first, piece.last, timex.but(preposition=before.timex.preposition))
    return out


def _between(a: Atoms, left: Piece, right: Piece) -> str:
    words = (
        "-" if atom.is_dash else "в" if atom.low == "во" else atom.low for atom in a.between(left.last, right.first)
    )
    return " ".join(words)


def _span(left: Piece, right: Piece, timex: Timex) -> Piece:
    return Piece(left.first, right.last, timex.but(start=left.timex.start, end=right.timex.end))


def _joined(a: Atoms, pieces: list[Piece], unite: Unite) -> list[Piece]:
    """Unite neighbours, from left to right, as long as they can be."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        while len(out) > 1 and 0 <= out[-1].first - out[-2].last <= 3:
            united = unite(a, out[-2], out[-1], _between(a, out[-2], out[-1]))
            if united is None:
                break
            out[-2:] = [united]
    return out


def _one_day(a: Atoms, left: Piece, right: Piece, link: str) -> Piece | None:
    """Two wordings of one day, where the second is not the day of a clock time."""
    return _apposed(a, left, right, link) if _is_day(left.timex) and _is_day(right.timex) else None


def _one_time(a: Atoms, left: Piece, right: Piece, link: str) -> Piece | None:
    """Two pieces that make one time."""
    if (
        a[left.first].get("point") is not None
        and a[left.first - 1].low in ("к", "ко")
        and _is_day(right.timex)
        and not link
    ):
        return _span(left, right, right.timex.but(part="daypart"))
    if link == "на" and a[left.first - 1].low in ("с", "со") and a[left.first - 2].low == "ночь":
        return Piece(left.first - 2, right.last, right.timex.but(start=a[left.first - 2].start))
    return _clocked(a, left, right, link) or _apposed(a, left, right, link) or _day_of_week(left, right, link)


def _day_of_week(left: Piece, right: Piece, link: str) -> Piece | None:
    """«на прошлой неделе, в пятницу»."""
    one, two = left.timex, right.timex
    if one.unit == "week" and one.shift is not None and two.rule == "weekday" and link in ("", "в", ", в"):
        return _span(left, right, two.but(nth=one.shift, part=""))
    return None


def _is_day(timex: Timex) -> bool:
    return timex.unit == "day" and timex.to is None


def _clocked(a: Atoms, left: Piece, right: Piece, link: str) -> Piece | None:
    """A day and a clock time, in either order."""
    one, two = left.timex, right.timex
    if _is_day(one) and two.unit == "minute" and not _has_day(two) and link in _TO_CLOCK:
        return _span(left, right, _on_day(two, one))
    if one.unit == "minute" and not _has_day(one) and _is_day(two) and link in ("", ",", "в", "на", ", в"):
        zone, end = zone_at(a, right.last)
        clock = _on_day(one, two)
        return Piece(left.first, end, clock.but(start=one.start, end=a[end - 1].end, zone=zone or clock.zone))
    return None


def _has_day(timex: Timex) -> bool:
    return any(said is not None for said in (timex.day, timex.month, timex.weekday, timex.shift))


def _on_day(clock: Timex, day: Timex) -> Timex:
    return clock.but(
        year=day.year, month=day.month, day=day.day, weekday=day.weekday, shift=day.shift, base=day.base,
        year_shift=day.year_shift, nth=day.nth, months=day.months,
    )  # fmt: skip


def _apposed(a: Atoms, left: Piece, right: Piece, link: str) -> Piece | None:
    """Two wordings of one time side by side: «в среду, 20 ноября», «три года назад, в мае 2021-го»."""
    one, two = left.timex, right.timex
    if link not in ("", ",", ", в", "(", "-", ", на"):
        return None
    if one.rule in _NAMED and two.rule in _DAYS and _is_day(two):
        return _span(left, right, two)
    if one.rule in _DAYS and _is_day(one) and two.rule in _NAMED and link:
        return _span(left, right, one)
    if one.rule in _LOOSE and _is_day(two):
        if two.rule in _DAYS:
            return _span(left, right, two.but(said_weekday=one.weekday))
        return _span(left, right, two) if one.rule == "day_word" and two.rule == "weekday" else None
    if one.rule in _DAYS and _is_day(one) and link not in ("-", ", на"):
        if two.rule == "day_word" and link == "," and a[right.last].is_word:  # «5 мая, вчера он …»: another day
            return None
        if two.rule in _LOOSE:
            return _span(left, right, one.but(said_weekday=two.weekday))
        return _span(left, right, one) if two.unit == "event_day" and link else None
    if one.rule == "weekday" and two.unit == "event_day" and link.startswith(","):
        return _span(left, right, one)
    if (
        one.rule in ("ago", "earlier")
        and _is_day(one)
        and two.rule in _DAYS
        and _is_day(two)
        and link in (",", ", в", "(")
    ):
        return _span(left, right, two)
    if one.duration == "P1W" and two.rule == "day_and_month" and two.to is not None and not link:
        return _span(left, right, two)
    if one.rule == "ago" and two.rule in _EXACT and two.year is not None and link:
        return _span(left, right, two)
    return None


def _ranged(a: Atoms, left: Piece, right: Piece, link: str) -> Piece | None:
    """Two times of a kind with a dash, or с … по, between them."""
    one, two = left.timex, right.timex
    if one.to is not None or two.to is not None or one.unit not in _ORDER or two.unit not in _ORDER:
        return None
    before = a[left.first - 1].low
    worded = link in ("по", "до", "и до", "и по") and before in ("с", "со", "от") or link == "и" and before == "между"
    dashed = link == "-" and not {one.rule, two.rule} & {"day_word"} and not (one.zone and one.unit == "minute")
    if not (worded or dashed) or (one.shift is not None and one.unit not in ("day", "minute")):
        return None
    if one.unit == "minute" and one.zone == "" and two.zone:
        one = one.but(zone=two.zone)
    if one.unit != two.unit and not (worded and {one.unit, two.unit} <= _CROSSED):
        return None
    first = left.first - 1 if worded else left.first
    united = one.but(to=two, start=a[first].start, end=two.end, preposition="с" if worded else "")
    return Piece(first, right.last, united)


def _shared(a: Atoms, pieces: list[Piece]) -> list[Piece]:
    """Give the members of a list the year that only the last of them says."""
    out = list(pieces)
    for n in range(len(out) - 2, -1, -1):
        one, two = out[n].timex, out[n + 1].timex
        link = _between(a, out[n], out[n + 1])
        if link not in (",", "и", "и в", "или", ", в", "и с") or one.unit != two.unit:
            continue
        if one.unit in ("year", "decade", "century", "duration") or one.has_year:
            continue
        said = two.to or two
        if said.year is not None or said.year_shift is not None:
            changes = {"year": said.year, "year_shift": said.year_shift, "base": said.base}
            to = one.to.but(**changes) if one.to else None
            out[n] = Piece(out[n].first, out[n].last, one.but(to=to, **changes))
    return out


def _with_daypart(a: Atoms, piece: Piece, taken: set[int]) -> Piece:
    """Take in a part of the day before or after: «вечером 5 мая», «к утру пятницы», «в ночь на четверг»."""
    timex = piece.timex
    if timex.unit != "day" or timex.to is not None:
        return piece
    first, last = piece.first, piece.last
    if a[last].get("daypart") and a[last].low != "днем" and last not in taken:
        last += 1
    elif a[last].text == "," and a[last + 1].get("daypart") and a[last + 2].text == ",":
        last += 2
    if first - 1 in taken or first - 2 in taken:
        pass
    elif a[first - 1].get("daypart"):
        first -= 1
    elif a[first - 1].low in ("на", "в", "во") and a[first - 2].get("daypart"):
        first -= 2
    if (first, last) == (piece.first, piece.last):
        return piece
    return Piece(first, last, timex.but(start=a[first].start, end=a[last - 1].end, part=timex.part or "daypart"))


_UNTIL = {"до": "до", "к": "к", "ко": "к", "по": "по"}


def _with_preposition(a: Atoms, piece: Piece) -> Piece:
    timex = piece.timex
    i = piece.first - 1
    before = a[i].low
    while before in cue("filler"):
        if i < 0:
            break
        i -= 1
        before = a[i].low
    if timex.unit == "duration":
        return _duration_preposition(a, piece, i)
    if timex.to is not None:
        first = i if before == "за" else piece.first
        return Piece(first, piece.last, timex.but(start=a[first].start, preposition=timex.preposition or before))
    two = a[i - 1].low
    if before in ("позднее", "позже") and two == "не":
        return _led(a, piece, i - 1, "until")
    if before in ("ранее", "раньше") and two == "не":
        return _led(a, piece, i - 1, "since")
    if timex.unit == "same_period" and before == "за":
        return Piece(i, piece.last, timex.but(start=a[i].start, preposition=before))
    if timex.unit in ("event_day", "same_period") or (timex.unit == "minute" and before in ("к", "ко")):
        return Piece(piece.first, piece.last, timex.but(preposition=before))
    after = a[piece.last + 1]
    moved = before in ("с", "со") and a[piece.last].low == "на" and (after.is_digits or "weekday" in after.sense)
    if moved:
        return Piece(piece.first, piece.last, timex.but(preposition=before, part="moved"))
    compared = before == "к" and (a[i - 1].text == "%" or a[i - 1].low.startswith("процент"))
    if compared or (before in ("с", "со") and _is_instrumental(a, piece)):
        by = "сравнению" if before != "к" and two == "сравнению" else before
        return Piece(piece.first, piece.last, timex.but(preposition=by))
    if before in ("с", "со"):
        return _led(a, piece, i - (two == "начиная"), "since")
    if before in _UNTIL:
        if timex.part == "daypart" and before in ("к", "ко"):
            return Piece(piece.first, piece.last, timex.but(preposition="к"))
        if before == "по" and (timex.unit not in ("day", "month", "year") or timex.shift is not None):
            return Piece(piece.first, piece.last, timex.but(preposition=before))
        return _led(a, piece, i, "until")
    if before == "за":
        first = min(i, piece.first)
        return Piece(first, piece.last, timex.but(start=a[first].start, preposition="за"))
    return Piece(piece.first, piece.last, timex.but(preposition=before))


def _is_instrumental(a: Atoms, piece: Piece) -> bool:
    """Whether «с» compares: «по сравнению с прошлым годом», not «с прошлого года»."""
    words = [
        atom
        for atom in a.between(piece.first, piece.last)
        if atom.sense.keys() & {"unit", "month", "season", "weekday"}
    ]
    return bool(words) and words[0].low.endswith(("ом", "ем", "ью", "ой", "ей"))


def _led(a: Atoms, piece: Piece, first: int, relation: str) -> Piece:
    timex = piece.timex.but(start=a[first].start, relation=relation, preposition=a[first].low)
    return Piece(first, piece.last, timex)


def _duration_preposition(a: Atoms, piece: Piece, i: int) -> Piece:
    before, timex = a[i].low, piece.timex
    first = piece.first
    if before in ("за", "на", "через"):
        first = i
    elif before in ("течение", "протяжении") and a[i - 1].low in ("в", "на"):
        first, before = i - 1, "в течение"
    else:
        first = min(first, i + 1)
    return Piece(first, piece.last, timex.but(start=a[first].start, preposition=before))
