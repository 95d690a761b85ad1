"""The records newsfacts hands out, and the base of every fact type.

All records are immutable. Offsets are half-open code-point offsets into the text as it was given, so that
``text[record.start:record.end] == record.text`` holds for every record that has a ``text``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal, Protocol, TypeVar

import msgspec

SCHEMA_VERSION = "1.0"

Bound = Literal["=", ">", ">=", "<", "<=", "~"]
TimeKind = Literal["date", "datetime", "interval", "duration"]
EntityType = Literal["person", "organization", "country", "region", "location", "event"]
Status = Literal["actual", "planned", "denied"]


class Located(Protocol):
    """Anything with a half-open span in the text."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


class Evidence(msgspec.Struct, frozen=True):
    """A stretch of the text, quoted."""

    text: str
    start: int
    end: int


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """An expression of calendar time: ``value`` is EDTF level 0-1, a duration ISO 8601, or None if open."""

    text: str
    start: int
    end: int
    kind: TimeKind
    value: str | None
    rule: str = ""


def _write_out(amount: "Quantity | Count") -> None:
    """Give equal numbers one form, without an exponent and idle zeros: 1.40E+4 is 14000."""
    for name in ("value", "low", "high"):
        number = getattr(amount, name)
        if number is not None:
            digits = f"{number:f}"
            digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
            if digits != str(number):
                msgspec.structs.force_setattr(amount, name, Decimal(digits))


class Quantity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number that counts or measures: either ``value``, or ``low`` and ``high`` of a range."""

    text: str
    start: int
    end: int
    bound: Bound
    unit: str
    unit_type: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _write_out(self)


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A name in the text; ``name`` is its nominative normal form, ``code`` an ISO 3166 code or None.

    Mentions of one thing in the same article share their ``id``.
    """

    text: str
    start: int
    end: int
    type: EntityType
    name: str
    code: str | None = None
    id: str | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation or place with all its mentions in the article; ``name`` is its fullest name."""

    id: str
    type: EntityType
    name: str
    code: str | None
    mentions: tuple[Entity, ...]


def resolve(entities: Iterable[Entity], *types: EntityType) -> tuple[Named, ...]:
    """Gather the mentions of these types by their ids, in the order of the first mentions."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.type in types and entity.id is not None:
            groups.setdefault(entity.id, []).append(entity)
    return tuple(
        Named(
            id=id,
            type=mentions[0].type,
            name=max((m.name for m in mentions), key=len),
            code=mentions[0].code,
            mentions=tuple(mentions),
        )
        for id, mentions in groups.items()
    )


class Count(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The amount inside a fact, as in `Quantity`."""

    bound: Bound
    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        _write_out(self)

    @classmethod
    def of(cls, quantity: Quantity) -> "Count":
        """Take the amount of a quantity."""
        return cls(
            bound=quantity.bound,
            unit=quantity.unit,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
        )


class Member(msgspec.Struct, frozen=True):
    """A country, region or body listed among participants."""

    name: str
    code: str | None = None


class Party(msgspec.Struct, frozen=True):
    """One side of an agreement."""

    name: str
    type: EntityType
    code: str | None = None


class Place(msgspec.Struct, frozen=True):
    """Where something happens: the words of the text, and what they name."""

    text: str
    city: str | None = None
    country: str | None = None


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every fact has in common. ``id`` is filled in by the pipeline and stable between runs.

    A fact type is a subclass in a module of its own under `newsfacts.facts`; ``key`` names the fields (dotted
    paths too) that make two statements one fact, ``plural`` its name on ``doc.facts``. An ``experimental`` type is
    only looked for when asked for.
    """

    key: ClassVar[tuple[str, ...]] = ()
    plural: ClassVar[str] = "facts"
    experimental: ClassVar[bool] = False

    evidence: tuple[Evidence, ...]
    status: Status = "actual"
    source: Evidence | None = None
    id: str = ""
    rule: str = ""

    @property
    def type(self) -> str:
        """The name of the fact's type, as in JSON."""
        return str(self.__struct_config__.tag)


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """«МИНСК, 1 октября. /ТАСС/.»: where and when the agency wrote, and the span of all of it."""

    place: str | None
    date: str | None
    agency: str | None
    start: int
    end: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the article itself. ``published`` (ISO date) anchors every relative date.

    ``encoding`` is only set, and written, where the article came from a file that was not in UTF-8.
    """

    id: str | None = None
    title: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    encoding: str | msgspec.UnsetType = msgspec.UNSET


_L = TypeVar("_L", bound=Located)


def select(found: Iterable[_L]) -> list[_L]:
    """Apply the one overlap policy: the longest wins, then the earliest; the rest is dropped. Text order."""
    kept: list[_L] = []
    for one in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        at = bisect_right(kept, one.start, key=lambda m: m.start)
        if (at == 0 or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def overlaps(one: Located, other: Located) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def inside(one: Located, other: Located) -> bool:
    """Whether the first span lies within the second."""
    return other.start <= one.start and one.end <= other.end


def quote(text: str, start: int, end: int) -> Evidence:
    """Quote a stretch of the text as evidence, without the blanks around it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Evidence(piece, start, start + len(piece))


def canonical(amount: Quantity | Count) -> str:
    """Write an amount on one line, for tests and tables: ``>14000 человек``, ``5..10 %``."""
    if amount.value is not None:
        number = f"{amount.value:f}"
    else:
        number = f"{amount.low:f}..{amount.high:f}"
    return f"{'' if amount.bound == '=' else amount.bound}{number} {amount.unit}"


def jsonable(value: Any) -> Any:
    """Turn records into plain dicts, lists and scalars (decimals stay `Decimal`)."""
    return msgspec.to_builtins(value, builtin_types=(Decimal,))


def covering(items: Sequence[_L], start: int, end: int) -> list[_L]:
    """Those of the items (in text order) that lie within [start, end)."""
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, first, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end <= end]
