"""Weeding: what looks like a time and is none: ages, names, rates, repetition."""

from collections.abc import Sequence

from newsfacts.document import Document, Token
from newsfacts.marks import CLOSING_QUOTES, DASHES, OPENING_QUOTES
from newsfacts.times.atoms import Atoms, word
from newsfacts.times.timex import Piece, Timex
from newsfacts.times.words import cue

_LIKELY = 0.1  # «премьера», «политика» can be a person
_CLAUSE = 40  # tokens to look for a verb among, on either side


def is_time(document: Document, a: Atoms, piece: Piece) -> bool:
    """Whether a piece names a time and not an age, a name, a rate or a repetition."""
    if _in_name(a, piece):
        return False
    if piece.timex.unit == "duration":
        if piece.timex.rule == "adjective":
            return not _describes_somebody(document, a, piece)
        return not (_is_rate(a, piece) or _is_street(a, piece) or _is_age(document, a, piece))
    if a[piece.last].low == "каждого" and a[piece.last + 1].get("unit"):
        return False
    if piece.timex.rule == "years" and _is_street(a, piece):
        return False
    if a[piece.last - 1].low == "накануне" and _governs(document, piece):
        return False
    return not _is_rate(a, piece)


def _is_street(a: Atoms, piece: Piece) -> bool:
    """Whether it names a street: «улица 1905 года», «площадь 50 лет Октября»."""
    return a[piece.first - (2 if a[piece.first - 1].text == "." else 1)].low in cue("street")


def _governs(document: Document, piece: Piece) -> bool:
    """Whether «накануне» is a preposition: a genitive that can be no subject follows."""
    _, i = document.token_range(piece.timex.start, piece.timex.end)
    if i >= len(document.tokens):
        return False
    token = document.tokens[i]
    if token.reading("NOUN", "ADJF", "PRTF", case="gent") is None:
        return False
    if token.reading("NOUN", "ADJF", "PRTF", case="nomn") is None:
        return True
    return token.parses[0].case == "gent"


def without_opening_hours(a: Atoms, timexes: Sequence[Timex]) -> list[Timex]:
    """Leave out the hours, and the days of the week beside hours, at which something is open."""
    hours = {id(t) for t in timexes if t.unit == "minute" and t.to is not None and t.month is None}
    if not hours or not any(word(text)[0] in cue("open") for text in a.texts):
        return list(timexes)
    return [t for t in timexes if not (id(t) in hours or (t.weekday is not None and t.to is not None))]


def _is_rate(a: Atoms, piece: Piece) -> bool:
    before, second = a[piece.first - 1].low, a[piece.first - 2].low
    counted = before == "в" and second in ("раз", "раза") and piece.timex.unit == "duration"
    if before in cue("repetition") or counted:
        return True
    return piece.timex.rule == "weekday" and before in ("каждый", "каждую", "каждое")


def _in_name(a: Atoms, piece: Piece) -> bool:
    """Whether the piece stands inside a quoted name: «Белые ночи - 2025», «Осень 1941 года»."""
    if not a.has_quotes:
        return False
    left = next((k for k in range(piece.first - 1, max(piece.first - 11, -1), -1) if _opens(a, k)), None)
    if left is None or any(_closes(a, k) for k in range(left + 1, piece.first)):
        return False
    inner, right = 0, None
    for k in range(piece.last, min(left + 16, len(a))):
        if _opens(a, k):
            inner += 1
        elif _closes(a, k) and inner:
            inner -= 1
        elif _closes(a, k):
            right = k
            break
    if right is None or not (a[left + 1].text[:1].isupper() or a[left + 1].is_digits):
        return False
    after = a[right + 1]
    if (after.text in ",.!?" and a[right + 2].is_dash) or a[right - 1].text in ",.!?":
        return False
    return (a[left - 1].is_word and left > 0) or (right - left <= 9 and not after.is_dash)


def _opens(a: Atoms, k: int) -> bool:
    return a[k].text in OPENING_QUOTES and not (a[k].text in CLOSING_QUOTES and a[k].glued and not a[k + 1].glued)


def _closes(a: Atoms, k: int) -> bool:
    return a[k].text in CLOSING_QUOTES and not (a[k].text in OPENING_QUOTES and not a[k].glued)


def _is_age(document: Document, a: Atoms, piece: Piece) -> bool:
    """Whether years or months are an age: «ему 39 лет», «в возрасте 5 лет», «дети до 14 лет»."""
    if a[piece.last - 1].low not in ("лет", "года", "год", "месяцев", "месяца"):
        return False
    before = a[piece.first - 1].low
    if a[piece.last].low in cue("punishment") or a[piece.last].low == "со" and a[piece.last + 1].low == "дня":
        return False
    if before in ("на", "старше", "младше"):
        compared = ("старше", "младше", "моложе")
        return a[piece.last].low in compared or any(a[k].low in compared for k in range(piece.first - 5, piece.first))
    if before in ("за", "через", "течение", "протяжении", "спустя"):
        return False
    if before in ("с", "со") and a[piece.last - 1].low == "лет":
        return True
    if (
        before == "в"
        and a[piece.last - 1].low in ("лет", "года", "год")
        and a[piece.first].low not in ("полтора", "год")
    ):
        return a[piece.first - 2].low not in cue("length") and a[piece.first - 2].text != "%"
    if a[piece.last].text in ".,)" and _follows_name(a, piece):
        return True
    for k in range(piece.first - 1, max(piece.first - 15, -1), -1):
        if a[k].low in cue("of_age"):
            return True
        if a[k].text in ",;:()":
            break
    first, last = document.token_range(piece.timex.start, piece.timex.end)
    return _whose(document, a, first) or _of_people(document, first)


def _follows_name(a: Atoms, piece: Piece) -> bool:
    """Whether the piece stands behind a name, after a comma or in brackets: «Иванов, 45 лет,», «(43 года)»."""
    mark, name = a[piece.first - 1].text, a[piece.first - 2]
    named = name.is_word and name.text[0].isupper() and not name.text.isupper()
    return named and (mark == "," or (mark == "(" and a[piece.last].text == ")"))


def _of_people(document: Document, first: int) -> bool:
    """Whether people stand before «до 14 лет», «от 18 лет»."""
    tokens = document.tokens
    if first < 1:
        return False
    if first > 2 and tokens[first - 1].lower in ("и", ",") and tokens[first - 2].is_number:  # «дети 5 и 7 лет»
        first -= 2
    led = first > 1 and tokens[first - 1].lower in ("до", "от", "с", "старше", "младше", "(")
    noun = tokens[first - 2 if led else first - 1]
    before = noun.reading("NOUN")
    if before is None or before.animacy != "anim":
        return False
    return led or (noun.pos == "NOUN" and noun.parses[0].case != "ablt")


def _whose(document: Document, a: Atoms, first: int) -> bool:
    """Whether a person in the dative stands before the number, and no verb governs him."""
    tokens, k = document.tokens, first - 1
    while k >= a.sentence.first and (tokens[k].lower in cue("before_age") or tokens[k].text in DASHES):
        k -= 1
    if k < a.sentence.first:
        return False
    token = tokens[k]
    if a.sentence.first < first and tokens[first - 1].lower in ("было", "исполнилось", "исполнится"):
        reach = range(max(a.sentence.first, first - 6), first - 1)
        if tokens[first - 2].is_title or any(tokens[n].lower in cue("somebody") for n in reach):
            return True  # «которому на тот момент было 75 лет»
    opens = k == a.sentence.first or not tokens[k - 1].is_word
    thing = opens and token.pos == "NOUN" and token.reading("NOUN", case="datv") is not None
    named = token.is_title and k > a.sentence.first and _is_dative_person(tokens[k - 1])  # «Джеймсу Коми»
    known = token.lower in cue("somebody") or thing or named or _is_dative_person(token)
    return known and not _has_verb(document, a, k)


def _is_dative_person(token: Token) -> bool:
    reading = token.parses[0] if token.parses else None
    dative = token.reading("NOUN", case="datv")
    if reading is None:
        return False
    if dative is None:  # a foreign name that the dictionary guesses wrong
        return token.is_title and not reading.is_known and token.lower.endswith(("у", "ю"))
    if reading.pos != "NOUN" and dative.is_known:
        return False
    named = {"Name", "Surn", "Patr"} & dative.grammemes
    return bool(named or dative.animacy == "anim" or (token.is_title and not dative.is_known))


def _has_verb(document: Document, a: Atoms, k: int) -> bool:
    """Whether a finite verb stands in the clause around a token: then the dative is its object."""
    tokens = document.tokens
    i = k - 1
    while i >= max(a.sentence.first, k - _CLAUSE) and tokens[i].text not in ',;:()—–.-"«':
        if (
            tokens[i].is_word
            and tokens[i].pos in ("VERB", "INFN", "PRTS")
            and tokens[i].lemma not in ("быть", "исполниться")
        ):
            return True
        i -= 1
    i = k + 1
    while i < min(a.sentence.last, k + _CLAUSE) and tokens[i].text not in ',;:()—–.-"»':
        if tokens[i].is_word and tokens[i].pos in ("VERB", "PRTS") and tokens[i].lemma not in ("быть", "исполниться"):
            return True
        i += 1
    return False


def _describes_somebody(document: Document, a: Atoms, piece: Piece) -> bool:
    """Whether an adjective of years or months stands before a person or an animal, or in place of one."""
    if "летн" not in a[piece.last - 1].low and "месячн" not in a[piece.last - 1].low:
        return False
    _, last = document.token_range(piece.timex.start, piece.timex.end)
    for token in document.tokens[last : min(last + 4, a.sentence.last)]:
        if not token.is_word:
            return True
        parse = token.parses[0] if token.parses else None
        if parse is None:
            return True
        if parse.pos in ("NOUN", "NPRO"):
            return (
                any(p.animacy == "anim" and p.pos == "NOUN" and p.score >= _LIKELY for p in token.parses)
                or bool({"Name", "Surn", "Patr"} & parse.grammemes)
                or token.is_title
                or parse.lemma in cue("person")
                or parse.lemma in ("возраст", "юбилей", "годовщина", "стаж", "опыт")
            )
        if parse.pos not in ("ADJF", "PRTF", "CONJ"):
            return True
    return True
