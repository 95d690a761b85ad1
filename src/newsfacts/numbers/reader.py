"""Reading: the numbers of a text, in digits, in words and in both mixed, with their multipliers, and ranges."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from newsfacts.document import Document, Token
from newsfacts.marks import DASH, DASHES
from newsfacts.numbers.mention import ONE, NumberMention, exact, shared_scale
from newsfacts.numbers.numerals import Numeral, numeral, plain, prefixes

_PLAIN = re.compile(r"\d{1,18}(?:[.,]\d{1,12})?")
_POINTS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,5}|(?:,\d{3}){2,5})")
_RANGE = re.compile(rf"(\d{{1,18}}(?:[.,]\d{{1,6}})?){DASH}(\d{{1,18}}(?:[.,]\d{{1,6}})?)")
_SUFFIXED = re.compile(rf"(\d{{1,9}}){DASH}([а-яё]{{1,3}})")
_CARDINAL_SUFFIX = frozenset(("ти", "ух", "ех", "ёх", "мя", "ми", "рых"))
_ORDINAL_SUFFIX = frozenset(
    ["й", "я", "е", "го", "му", "м", "ю", "х", "ой", "ей", "ом", "ым", "им", "ая", "ый", "ую", "ое", "ых", "ий"]
)
_GAPS = frozenset(" \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{PUNCTUATION SPACE}")
_KEYCAP = ("\N{VARIATION SELECTOR-16}", "\N{COMBINING ENCLOSING KEYCAP}")
_GROUPS = 4  # a number has no more groups: trillions, billions, millions, thousands, ones
_FACTORS = 2  # multipliers of one number: «два десятка тысяч»
_LARGEST = Decimal(10) ** 24  # decimals of 28 digits hold it and its fractions exactly
_POINTED = frozenset(("тыс", "млн", "млрд", "трлн"))
_GENITIVE_BEFORE = frozenset(["более", "больше", "свыше", "менее", "меньше", "около", "порядка", "до", "от", "с", "из"])


def find_numbers(document: Document) -> tuple[NumberMention, ...]:
    """Find the numbers of a document, cardinal and ordinal, in text order.

    Numbers inside codes («Ту-214», «A330») are none, nor are vague plurals («тысячи», «десятки»).

    Example:
        >>> [(n.low, n.high) for n in find_numbers(document_of("от 4 трлн 118,7 млрд до двух-трех тысяч"))]
        [(Decimal('4118700000000'), Decimal('4118700000000')), (Decimal('2000'), Decimal('3000'))]
    """
    return tuple(n for s in document.sentences for n in _Reader(document, s.first, s.last).read())


class _Reader:
    """Reads the numbers of one sentence."""

    def __init__(self, document: Document, first: int, last: int) -> None:
        self.text = document.text
        self.tokens = document.tokens
        self.first = first
        self.last = last
        self._nested = 0  # how many groups of a number are being read

    def read(self) -> Iterator[NumberMention]:
        """Yield the sentence's numbers."""
        i, tokens, known = self.first, self.tokens, prefixes()
        pending: NumberMention | None = None
        while i < self.last:
            if tokens[i].lower[:2] not in known and not tokens[i].is_number:
                i += 1
                continue
            found = self._number(i)
            if found is None:
                i += 1
                continue
            i = found.last
            joined = self._joined(pending, found) if pending else None
            if joined is not None:
                pending = joined
            else:
                if pending:
                    yield pending
                pending = found
        if pending:
            yield pending

    def _joined(self, one: NumberMention, other: NumberMention) -> NumberMention | None:
        """A range of two numbers with a dash between them."""
        if other.first != one.last + 1 or self.tokens[one.last].text not in DASHES or one.ordinal or other.ordinal:
            return None
        if one.is_range or other.is_range or one.words != other.words:
            return None
        low = shared_scale(one.low, one.scale, other)
        if not low < other.high or (one.scale == ONE and _like_year(one.low) and not _like_year(other.high)):
            return None
        return replace(other, start=one.start, first=one.first, low=low)

    def _token(self, i: int) -> Token | None:
        return self.tokens[i] if i < self.last else None

    def _number(self, i: int) -> NumberMention | None:
        token = self.tokens[i]
        if token.is_number:
            return self._digits(i)
        if not token.is_word:
            return None
        plain_word = token.text.isalpha() or not any(d in token.text for d in DASHES)
        return self._words(i) if plain_word else self._hyphenated(i)

    # digits

    def _digits(self, i: int) -> NumberMention | None:
        token = self.tokens[i]
        if i > self.first and self.text[token.start - 1].isalnum():
            return None  # a code: A330, G20
        if self.text[token.end : token.end + 1] in _KEYCAP:
            return None  # an emoji: 2️⃣
        if len(token.text) > 40:
            return None
        if m := _SUFFIXED.fullmatch(token.lower):
            return self._suffixed(i, Decimal(m.group(1)), m.group(2))
        if m := _RANGE.fullmatch(token.text):
            low, high = (exact(Decimal(g.replace(",", "."))) for g in m.groups())
            number = NumberMention(token.start, token.end, i, i + 1, low, high)
            return self._scaled(number)
        if _POINTS.fullmatch(token.text):
            value, last = Decimal(re.sub("[.,]", "", token.text)), i + 1
        elif _PLAIN.fullmatch(token.text):
            value, last = self._grouped(i)
        else:
            return None
        return self._scaled(NumberMention(token.start, self.tokens[last - 1].end, i, last, value, value))

    def _grouped(self, i: int) -> tuple[Decimal, int]:
        """Digits in groups of three: «1 938 154», «6 742,3»; and where they end."""
        token = self.tokens[i]
        digits, last = token.text, i + 1
        if len(digits) <= 3 and digits.isdecimal() and digits[0] != "0":
            while following := self._token(last):
                whole, _, fraction = following.text.replace(",", ".").partition(".")
                if not (
                    len(whole) == 3
                    and whole.isdecimal()
                    and (not fraction or fraction.isdecimal())
                    and self.text[self.tokens[last - 1].end : following.start] in _GAPS
                    and last - i < 6
                ):
                    break
                digits += following.text
                last += 1
                if fraction:
                    break
        return exact(Decimal(digits.replace(",", "."))), last

    def _suffixed(self, i: int, value: Decimal, suffix: str) -> NumberMention | None:
        """«13-ю филиалами» counts, «2-й» orders, «35-летний» does neither."""
        token, following = self.tokens[i], self._token(i + 1)
        plural = following is not None and following.is_word and following.reading("NOUN", "ADJF", number="plur")
        counts = suffix in _CARDINAL_SUFFIX or (suffix in ("ю", "х") and plural and not _like_year(value))
        if suffix == "ю" and counts:
            counts = following is not None and following.reading("NOUN", "ADJF", case="ablt", number="plur") is not None
        if not counts and suffix not in _ORDINAL_SUFFIX:
            return None
        return NumberMention(token.start, token.end, i, i + 1, value, value, ordinal=not counts)

    # words

    def _hyphenated(self, i: int) -> NumberMention | None:
        """«Две-три», «пять-шесть», «сто-двести», «полтора-два»."""
        token = self.tokens[i]
        parts = [numeral(part) for part in re.split(DASH, token.lower)]
        if len(parts) != 2 or parts[0] is None or parts[1] is None:
            half = numeral(token.lower) if token.lower.startswith("пол-") else None
            if half is None:
                return None
            return NumberMention(token.start, token.end, i, i + 1, half.value, half.value, words=True)
        if any(p is None or p.kind not in ("cardinals", "collective") for p in parts):
            return None
        low, high = parts[0].value, parts[1].value
        if not low < high:
            return None
        return self._scaled(NumberMention(token.start, token.end, i, i + 1, low, high, words=True))

    def _words(self, i: int) -> NumberMention | None:
        token = self.tokens[i]
        word = numeral(token.lower)
        if word is None or not self._is_numeral(i, word):
            return None
        if word.kind == "ordinals":
            return NumberMention(token.start, token.end, i, i + 1, word.value, word.value, ordinal=True, words=True)
        if word.kind in ("multipliers", "groups"):
            if rough := self._inverted(i, word):
                return rough
            if not self._counts_one(i, word):
                return None
            one = NumberMention(token.start, token.end, i, i + 1, word.value, word.value, words=True)
            return self._with_rest(replace(one, scale=word.value))
        value, last, ordinal = word.value, i + 1, False
        step = word.value
        while word.kind == "cardinals" and (following := self._token(last)):
            more = numeral(following.lower) if following.is_word else None
            if more is None or more.kind not in ("cardinals", "ordinals") or not _adds(step, more.value):
                break
            value, step, last = value + more.value, more.value, last + 1
            if more.kind == "ordinals":
                ordinal = True
                break
        number = NumberMention(
            token.start,
            self.tokens[last - 1].end,
            i,
            last,
            value,
            value,
            ordinal=ordinal,
            words=True,
            single=value == 1 and last == i + 1,
        )
        return number if ordinal else self._scaled(number)

    def _inverted(self, i: int, multiplier: Numeral) -> NumberMention | None:
        """«Тысячи полторы», «миллионов пять», «сотни три»: a multiplier in the genitive before its number."""
        following = self._token(i + 1)
        if following is None or multiplier.value == 2 or (i > self.first and self.tokens[i - 1].is_number):
            return None
        word = numeral(following.lower) if following.is_word else None
        if not following.is_number and (word is None or word.kind not in ("cardinals", "collective")):
            return None
        number = self._number(i + 1)
        if number is None or number.ordinal or number.is_range or number.scale != ONE or number.low == 1:
            return None
        if number.words and following.reading("NUMR", case="nomn") is None:
            return None  # «около тысячи двухсот» is a sum
        few = number.low < 5
        if not any(p.case == "gent" and (p.number == "sing") == few for p in self.tokens[i].parses):
            return None
        value = exact(number.low * multiplier.value)
        token = self.tokens[i]
        return replace(
            number, start=token.start, first=i, low=value, high=value, scale=multiplier.value, words=True, rough=True
        )

    def _is_numeral(self, i: int, word: Numeral) -> bool:
        """Whether a word that may be something else («семью», «сорока») is a numeral here."""
        token = self.tokens[i]
        if token.lower in ("семью", "сорока"):
            following = self._token(i + 1)
            return following is not None and (
                (following.pos in ("NOUN", "ADJF") and following.reading(number="plur") is not None)
                or (following.is_word and numeral(following.lower) is not None)
            )
        return True

    def _counts_one(self, i: int, word: Numeral) -> bool:
        """Whether a multiplier without a number before it is one («миллион», «около сотни»), not many («тысячи»)."""
        token = self.tokens[i]
        before = self.tokens[i - 1] if i > self.first else None
        lemma = plain(word.parse.lemma)
        if lemma in ("тыс", "млн", "млрд", "трлн"):
            return False
        if before is not None and before.reading("ADJF") and lemma in ("пара", "десяток", "сотня"):
            return False
        numbers = {p.number for p in token.parses if plain(p.lemma) == lemma}
        if numbers == {"plur"}:
            return False
        if numbers != {"sing"}:  # «тысячи», «сотни»: singular only where a genitive is asked for
            return before is not None and before.lower in _GENITIVE_BEFORE
        if lemma == "десяток" and any(plain(p.lemma) == "десятка" for p in token.parses):
            return before is not None and before.lower in _GENITIVE_BEFORE
        if lemma in ("пара", "дюжина", "десяток"):
            following = self._token(i + 1)
            return (
                following is not None
                and following.reading("NOUN", "ADJF", "PRTF", case="gent", number="plur") is not None
            )
        return True

    # multipliers

    def _scaled(self, number: NumberMention) -> NumberMention:
        """Read «с половиной», «с лишним», the multiplier and the lesser groups behind a number."""
        number = self._with_half(number)
        factor, end, last = ONE, number.end, number.last
        for _ in range(_FACTORS):
            if (found := self._multiplier(last)) is None or number.high * factor * found[0] > _LARGEST:
                break
            factor, (end, last) = factor * found[0], found[1:]
        if last == number.last:
            return number
        low, high = number.low, number.high * factor
        low = low * factor if low * factor <= high else low
        number = replace(number, low=exact(low), high=exact(high), scale=factor, end=end, last=last, single=False)
        if number.is_range or number.low % factor:
            return self._with_half(number)
        return self._with_rest(number)

    def _multiplier(self, i: int) -> tuple[Decimal, int, int] | None:
        """A multiplier at token i: its factor, and where it ends, its point included, in text and tokens."""
        token = self._token(i)
        if token is None or not token.is_word:
            return None
        word = numeral(token.lower)
        if word is None or word.kind not in ("multipliers", "groups") or plain(word.parse.lemma) == "пара":
            return None
        point = self._token(i + 1)
        if (
            point is not None
            and point.text == "."
            and token.lower in _POINTED
            and (i + 2 < self.last or token.lower == "тыс")
        ):
            return word.value, point.end, i + 2
        return word.value, token.end, i + 1

    def _with_half(self, number: NumberMention) -> NumberMention:
        """«Шесть с половиной», «20 с лишним»."""
        one, two = self._token(number.last), self._token(number.last + 1)
        if one is None or two is None or one.lower != "с":
            return number
        if two.lower in ("половиной", "четвертью") and not number.is_range:
            value = number.low + (Decimal("0.5") if two.lower == "половиной" else Decimal("0.25"))
            return replace(number, low=value, high=value, end=two.end, last=number.last + 2, single=False)
        if two.lower in ("лишним", "лишком", "небольшим", "гаком", "хвостиком"):
            return replace(number, end=two.end, last=number.last + 2, more=True)
        return number

    def _with_rest(self, number: NumberMention) -> NumberMention:
        """«2 миллиона 300 тысяч», «215 тысяч 408», «тысяча двести»."""
        number = self._with_half(number)
        if self._token(number.last) is None or number.more:
            return number
        if self._nested == _GROUPS:
            return number
        self._nested += 1
        rest = self._number(number.last)
        self._nested -= 1
        if (
            rest is None
            or rest.is_range
            or rest.high >= number.scale
            or rest.low <= 0
            or (rest.ordinal and not number.words)
            or rest.low % 1
            or not self.text[number.end : rest.start].isspace()
            or (rest.scale == 1 and number.scale > 1000 and not number.words)
            or number.scale < 1000
        ):
            return number
        value = exact(number.low + rest.low)
        return replace(
            rest, start=number.start, first=number.first, low=value, high=value, scale=rest.scale, single=False
        )


def _adds(step: Decimal, value: Decimal) -> bool:
    """Whether a numeral of this value may follow one of the value ``step``: hundreds, tens, ones."""
    if step >= 100:
        return 0 < value < 100
    return step >= 20 and 0 < value < 10


def _like_year(value: Decimal) -> bool:
    return 1800 <= value <= 2100 and value == int(value)
