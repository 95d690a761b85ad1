"""What a deal is about: the text's own words, with the head in the nominative."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.parties.mentions import Group
from newsfacts.document import Document, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.phrases import nominative

_CASES = {"о": "loct", "об": "loct", "обо": "loct", "по": "datv", "на": "accs"}
_DASH_REACH = 40  # tokens behind a document in which a dash leads to what it is about
_ABOUT = frozenset(("о", "об", "обо"))


@dataclass(frozen=True)
class Field:
    """Where a subject is looked for: the clause's tokens, the lists of parties in it, and where it must break off.

    ``breaks`` are the tokens at which the time or the gathering begins.
    """

    document: Document
    indices: tuple[int, ...]
    groups: tuple[Group, ...]
    agent: Group | None
    breaks: frozenset[int]
    money: frozenset[int]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The document's tokens."""
        return self.document.tokens


@dataclass(frozen=True)
class Subject:
    """The subject's words, and its tokens ``[first, last)``."""

    text: str
    first: int
    last: int


def subject_of(field: Field, paper: int) -> Subject | None:
    """What the document whose noun is token ``paper`` is about: «о …», «по …», «на …» or a genitive behind it."""
    tokens, allowed = field.tokens, frozenset(field.indices)
    k = paper + 1
    while k in allowed or (k < field.indices[-1] and (tokens[k].text in "()-–—" or _comma_about(tokens, k))):
        token = tokens[k]
        skipped = _skipped(field, k, paper)
        if skipped > k:
            k = skipped
        elif token.text in '()»"-–—,' or token.pos == "ADVB" or token.lower in ("и", ",", "но", "а", "только", "же"):
            k += 1
        elif token.lower in _CASES and k + 1 in allowed:
            if tokens[k + 1].lemma == "намерение":
                k += 2
            elif token.lower == "на" and (k + 1 in field.money or _is_amount(tokens, k + 1)):
                k = _after_amount(tokens, k + 1, allowed)
            elif k in field.breaks or (
                token.lower == "по" and tokens[k + 1].lemma in words("agreements", "themes", "frames")
            ):
                k = _after_break(field, k)
            else:
                return phrase_at(field, k + 1, _CASES[token.lower])
        elif token.lower == "в" and k + 1 in allowed and tokens[k + 1].lemma in ("сфера", "область"):
            return phrase_at(field, k + 1, "loct")
        elif token.is_number and k in field.breaks:
            k = _after_break(field, k)
        elif token.is_number or (token.lemma == "общий" and k + 1 in allowed and not _may_be_theme(tokens[k + 1])):
            k += 2 if k + 1 in allowed and tokens[k + 1].lemma in words("agreements", "themes", "never") else 1
        elif token.pos != "PREP" and token.reading("NOUN", "ADJF", case="gent") and _may_be_theme(token):
            if field.agent is not None and k == field.agent.first:
                return None
            return phrase_at(field, k, "gent")
        elif k in field.breaks:
            k = _after_break(field, k)
        else:
            return None
    return None


def _comma_about(tokens: Sequence[Token], k: int) -> bool:
    """«самый дорогой контракт, на строительство порта, …»."""
    following = tokens[k + 2] if tokens[k + 1].lower in ("но", "а", "только") and k + 2 < len(tokens) else tokens[k + 1]
    return tokens[k].text == "," and following.lower in ("о", "об", "на")


def _may_be_theme(token: Token) -> bool:
    return not is_predicate(token) and token.lemma not in words("agreements", "themes", "never")


def _after_break(field: Field, k: int) -> int:
    """The index after a time or a gathering between the document and what it is about."""
    k += 1
    allowed = frozenset(field.indices)
    while k in allowed and field.tokens[k].lower not in _CASES and not is_predicate(field.tokens[k]):
        k += 1
    return k


def _skipped(field: Field, k: int, paper: int) -> int:
    """The index after a list of parties that begins at k, with its preposition; k where there is none."""
    for group in field.groups:
        if group is not field.agent and k in (group.first, group.mentions[0].before):
            if group.preposition in ("с", "между"):
                return group.last
            if (
                group.first == k == paper + 1 + (field.tokens[paper + 1].lower == "же")
                and field.tokens[k].text in '«"„'
            ):
                return group.last  # «соглашение «Маяка» с …»
            party = group.mentions[0].parties or group.mentions[0].head in words("parties", "companies")
            if group.first == k and not group.preposition and "gent" in group.cases and party:
                return group.last
    return k


def described(field: Field, paper: int) -> Subject | None:
    """What a clause or sentence that follows says the document is about: «…, предусматривающий выпуск станков»."""
    tokens = field.tokens
    for k in field.indices:
        if k < paper and not set(range(paper)).isdisjoint(field.indices):
            continue
        parse = tokens[k].reading("PRTF", "VERB")
        if parse is not None and parse.lemma in words("agreements", "terms", "about") and k + 1 in field.indices:
            return phrase_at(field, k + 1, "gent" if parse.lemma == "касаться" else "accs")
    return None


def goods(field: Field, i: int) -> Subject | None:
    """What was bought: the words from token i on."""
    allowed = frozenset(field.indices)
    end = i
    while end in allowed and not _ends_goods(field, end) and end not in field.breaks:
        if is_predicate(field.tokens[end]) and not _in_name(field.tokens, end):
            break
        end += 1
    if end == i or not (field.tokens[i].is_number or field.tokens[i].reading("NOUN", "ADJF", "NUMR")):
        return None
    text = field.document.text[field.tokens[i].start : field.tokens[end - 1].end]
    if not field.tokens[i].is_number and field.tokens[i].reading("NOUN", "ADJF", case="accs"):
        text = nominative(field.tokens[i:end], "accs")
    sentence = field.document.sentence_at(field.tokens[i].start)
    if sentence is not None and sentence.first == i and any(p.is_known for p in field.tokens[i].parses):
        text = text[:1].lower() + text[1:]
    return Subject(text, i, end)


def purchase(field: Field, i: int) -> Subject | None:
    """The phrase in the genitive from token i on, up to who sells it: «покупки сети «Бриз» у фонда «Луч»»."""
    sellers = {g.mentions[0].before for g in field.groups if g.preposition == "у"}
    return phrase_at(replace(field, breaks=field.breaks | sellers), i, "gent")


def _ends_goods(field: Field, i: int) -> bool:
    token = field.tokens[i]
    if token.lower == "на":  # a price, and no place: «завод на Сицилии»
        if i + 1 == len(field.tokens):
            return True
        return i + 1 in field.money or _is_amount(field.tokens, i + 1) or not field.tokens[i + 1].is_title
    return token.lower in ("за", "для", "у") or any(
        i == g.first and "datv" in g.cases and "gent" not in g.cases for g in field.groups
    )


def theme(field: Field, i: int) -> Subject | None:
    """What was agreed on or is talked about: «о …» behind the word at token i or before it, or an infinitive."""
    tokens, allowed = field.tokens, frozenset(field.indices)
    infinitive = next((k for k in field.indices if k > i and tokens[k].pos == "INFN"), None)
    about = [k for k in field.indices if tokens[k].lower in _ABOUT and k + 1 in allowed]
    after = [k for k in about if k > i]
    if infinitive is not None and not (after and after[0] < infinitive):
        if tokens[infinitive].lemma in words("agreements", "deals", "empty"):
            return None
        return _verbal(field, infinitive)
    for k in (*after, *about):
        if tokens[k + 1].lemma not in ("тот", "что", "это"):
            return phrase_at(field, k + 1, "loct")
    return None


def _is_amount(tokens: Sequence[Token], i: int) -> bool:
    """Whether money or time begins at token i («на 3 млрд рублей», «на сумму …»), and no goods («на 60 тонн …»)."""
    if i >= len(tokens):
        return False
    token = tokens[i + 1] if tokens[i].lemma == "общий" and i + 1 < len(tokens) else tokens[i]
    if not (
        token.is_number
        or token.text in "$€₽£¥"
        or token.pos == "NUMR"
        or token.lemma in words("agreements", "themes", "amounts")
    ):
        return False
    for following in tokens[i : i + 6]:
        if following.text in "$€₽£¥" or following.lemma in words("agreements", "themes", "amounts"):
            return True
        if (
            following.is_word
            and following.pos == "NOUN"
            and following.lemma not in words("agreements", "themes", "multipliers")
        ):
            return False
        if following.pos == "PREP":
            return True
    return True


def _after_amount(tokens: Sequence[Token], i: int, allowed: frozenset[int]) -> int:
    while i in allowed:
        token = tokens[i]
        if token.lower in _CASES or is_predicate(token):
            break
        i += 1
        if token.lemma in words("agreements", "themes", "amounts") and token.lemma != "сумма":
            if i in allowed and tokens[i].text == "." and tokens[i - 1].lemma in ("руб", "долл"):
                i += 1
            break
    return i


def phrase_at(field: Field, start: int, case: str) -> Subject | None:
    """The phrase from ``start`` to the end of what belongs to it, in the nominative."""
    tokens, allowed = field.tokens, frozenset(field.indices)
    stops = field.breaks | {g.first for g in field.groups if g is field.agent}
    stops |= {
        g.mentions[0].before
        for g in field.groups
        if g.preposition in ("с", "между") and g.first > start
        if any(m.parties or (m.role == "reference" and g.preposition == "с") for m in g.mentions)
        or (g.preposition == "между" and len(g.mentions) > 1)
    }
    end = start
    while end in allowed or (end > start and end + 1 in allowed and _joins(tokens, end)):
        token = tokens[end]
        ends = is_predicate(token) or token.pos == "INFN" or token.lemma in ("срок", "период")
        if end > start and (end in stops or (ends and not _in_name(tokens, end))):
            break
        following = tokens[end + 1 : end + 2]  # none at the end of the text
        if end > start and _is_occasion(tokens, end):
            break
        if end > start and token.lower == "на" and any(t.lemma == "сумма" for t in tokens[end + 1 : end + 3]):
            break
        if token.text == "," and end + 2 in allowed and _is_attribution(tokens, end + 1):
            break
        if token.text == "," and following and following[0].reading("PRTF") and following[0].pos == "PRTF":
            break  # «о кадрах, подписанное в мае»
        if end > start and token.lemma in words("agreements", "terms", "sums") and token.reading("NOUN", case="ablt"):
            break
        if token.lower in ("за", "с") and (end + 1 in field.money or any(t.lemma == "опцион" for t in following)):
            break
        end += 1
    while end > start + 1 and (
        (tokens[end - 1].pos in ("PREP", "CONJ", "PRCL", "ADVB") and not _in_name(tokens, end - 1))
        or tokens[end - 1].text in ".,-–—("
        or _closes_speech(tokens, start, end)
    ):
        end -= 1
    if end == start:
        return None
    if end == start + 1 and tokens[start].lemma in ("это", "он", "тот", "что"):
        return None
    return Subject(nominative(tokens[start:end], case), start, end)


def shortened(document: Document, subject: Subject, last: int) -> Subject:
    """The subject without its tokens from ``last`` on."""
    text = subject.text[: len(subject.text) - (document.tokens[subject.last - 1].end - document.tokens[last].start)]
    return Subject(text.rstrip(), subject.first, last)


def behind_dash(field: Field, paper: int) -> Subject | None:
    """What a deal is about where that stands behind a dash: «Второй готовится с «Лучом» – о кадрах»."""
    tokens, last = field.tokens, field.indices[-1]
    for k in range(paper + 1, min(last, paper + _DASH_REACH)):
        if tokens[k].text in DASHES and tokens[k + 1].lower in _ABOUT and k + 2 <= last:
            return phrase_at(field, k + 2, "loct") if k + 2 in field.indices else None
    return None


def continued(field: Field, subject: Subject, i: int) -> Subject:
    """The subject with «в сфере …», «в области …», «по …» from token i on, where that goes on behind the parties."""
    tokens = field.tokens
    if i + 1 not in field.indices or i in field.breaks:
        return subject
    field_of = tokens[i].lower == "в" and tokens[i + 1].lemma in ("сфера", "область")
    other = tokens[i].lower == "по" and tokens[i + 1].lemma not in words("agreements", "themes", "frames")
    goes_on = field_of or other
    rest = phrase_at(field, i + 1, "loct" if field_of else "datv") if goes_on else None
    if rest is None:
        return subject
    text = field.document.text[tokens[i].start : tokens[rest.last - 1].end]
    return Subject(f"{subject.text} {text}", subject.first, subject.last)


def _is_occasion(tokens: Sequence[Token], i: int) -> bool:
    """Whether «во время …», «в ходе …», «на полях …», «в рамках …» begins at token i."""
    return (
        tokens[i].lower in ("в", "во", "на")
        and i + 1 < len(tokens)
        and tokens[i + 1].lower
        in ("время", "ходе", "рамках", "полях", "кулуарах", "преддверии", "присутствии", "площадке")
    )


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash stands between two names («газопровод Яссы – Унгены»), or a comma between two adjectives."""
    if tokens[i].text == ",":
        return tokens[i - 1].pos == tokens[i + 1].pos == "ADJF"
    return tokens[i].text in DASHES and tokens[i - 1].is_title and tokens[i + 1].is_title


def _is_attribution(tokens: Sequence[Token], i: int) -> bool:
    """«, по словам директора», «, по данным ведомства»."""
    return tokens[i].lower == "по" and tokens[i + 1].lemma in words("agreements", "themes", "frames")


def _closes_speech(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last token is a quote that was opened before the first: the end of somebody's words."""
    last = tokens[end - 1].text
    if last not in ('"', "»", "”"):
        return False
    marks = [t.text for t in tokens[start:end]]
    return marks.count('"') % 2 == 1 if last == '"' else marks.count(last) > marks.count("«" if last == "»" else "“")


def _in_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word begins a quoted name or ends a model («Ту-214СМ»), whatever it looks like."""
    if i > 0 and tokens[i - 1].is_number and tokens[i - 1].end == tokens[i].start:
        return True
    return i > 0 and tokens[i - 1].text in '«"„' and tokens[i - 1].end == tokens[i].start


def _verbal(field: Field, start: int) -> Subject:
    """An infinitive with what hangs on it, as it stands."""
    allowed = frozenset(field.indices)
    end = start
    while end in allowed and not (field.agent is not None and end == field.agent.first):
        end += 1
    while end > start + 1 and _closes_speech(field.tokens, start, end):
        end -= 1
    text = field.document.text[field.tokens[start].start : field.tokens[end - 1].end]
    return Subject(text, start, end)
