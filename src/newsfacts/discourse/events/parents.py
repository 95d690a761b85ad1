"""The greater gathering that another is part of: a session of a forum, a contest in the programme of a festival."""

from bisect import bisect_left
from collections.abc import Sequence

from newsfacts.discourse.events.editions import Edition
from newsfacts.discourse.events.mentions import Mention, case_fits
from newsfacts.document import Document, Sentence
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.rule import rule

_Spoken = tuple[int, Mention, Edition]  # where a mention begins, the mention, its edition
_RECENT = 40  # mentions that a part looks back over for the whole


_FRAMES = frozenset(("на", "полях", "площадке", "площадках", "ходе"))


_PARTS = frozenset(("рамка", "программа", "часть", "поле", "площадка", "крыша", "кулуары"))


def give_parents(document: Document, editions: Sequence[Edition]) -> None:
    """Give a session, a lecture or a symposium the greater gathering that the text speaks of around it."""
    spoken: list[_Spoken] = sorted(((m.first, m, e) for e in editions for m in e.mentions), key=_first)
    for edition in editions:
        frame = _frame(document, edition, spoken)
        edition.parent = frame.group.name if frame is not None else None
        if frame is not None and frame.status == "planned" and _is_silent(edition):
            edition.status = "planned"  # «форум пройдет 7 октября. В программе – конкурс «Х»»
    for edition in editions:
        if edition.parent is not None:
            continue
        if edition.group.kind not in words("events", "parts", "kinds") or not edition.mentions:
            continue
        if edition.status == "denied":
            continue  # what is called off is part of nothing, unless the text says so
        sentence = document.sentence_at(document.tokens[edition.mentions[0].first].start)
        if sentence is None:
            continue
        near = [s for s in _within(spoken, sentence.first, sentence.last) if _may_hold(s[2], edition)]
        chosen = next((e for _, m, e in near if m.way != "name"), None)
        chosen = chosen or _before(edition, spoken, sentence.first) or (near[0][2] if near else None)
        if chosen is not None:
            edition.parent = chosen.group.name
            if edition.when is None and edition.status == "actual":
                edition.status = chosen.status


def _is_silent(edition: Edition) -> bool:
    """Whether nothing tells when a part takes place, nor that it has."""
    return edition.when is None and edition.status == "actual" and not any(s.past for s in edition.statements)


def _frame(document: Document, edition: Edition, spoken: Sequence[_Spoken]) -> Edition | None:
    """The gathering in whose frame another takes place: «в рамках форума пройдет фестиваль "Х"»."""
    named = next((m for m in edition.mentions if m.way == "name"), None)
    sentence = document.sentence_at(document.tokens[named.first].start) if named else None
    if named is None or sentence is None:
        return None
    held = any(s.mention is named and s.role in ("hold", "open", "close") for s in edition.statements)
    for first, mention, other in _within(spoken, sentence.first, sentence.last):
        if other.group is edition.group or named.first <= mention.first < named.last:
            continue
        framed = first > sentence.first and _frames(document, sentence, first, mention, held)
        if framed or _holds_it(document, mention, named):
            return other
    inside = _in_programme(document, sentence, named.first) or _awaits(document, sentence, named)
    inside = inside or _goes_on(document, sentence)
    return _before(edition, spoken, sentence.first) if inside else None


@rule(
    "facts",
    {
        "Форум «Лён» открылся. Участников ждут 40 лекций и [конкурс «Первый шаг»].": {"parent": "Лён"},
        "Форум «Лён» открылся. Участники ждут [конкурс «Первый шаг»].": {"parent": None},
        "Лен убран, участников ждут 40 лекций.": None,
    },
    fact_type="event",
)
def _awaits(document: Document, sentence: Sentence, named: Mention) -> bool:
    """«Участников форума ждет конкурс "Х"»: what awaits the guests of a gathering spoken of is part of it."""
    tokens = document.tokens[max(sentence.first, named.first - _RECENT) : named.first]
    for k, token in enumerate(tokens[1:], 1):
        guests = tokens[k - 1].lemma in words("events", "guests") and tokens[k - 1].pos == "NOUN"
        if token.lemma == "ждать" and token.pos == "VERB" and guests and not case_fits(tokens[k - 1], "nomn"):
            return case_fits(document.tokens[named.head], "nomn")
    return False


@rule(
    "facts",
    {
        "Форум «Лён» пройдет 7–9 октября. В рамках деловой программы подпишут договор.\n\n"
        "Кроме того, на [9 октября намечена конференция «Зерно»].": {"parent": "Лён"},
        "Форум «Лён» пройдет 7–9 октября. Договор подпишут в мэрии. Кроме того, на [9 октября намечена "
        "конференция «Зерно»].": {"parent": None},
        "Подпишут договор. Кроме того, на 9 октября намечена встреча.": None,
    },
    fact_type="event",
)
def _goes_on(document: Document, sentence: Sentence) -> bool:
    """«Кроме того, намечена конференция "Х"» right behind what is told of a gathering's programme."""
    tokens = document.tokens[sentence.first : min(sentence.last, sentence.first + 2)]
    opens = [t.lower for t in tokens] == ["кроме", "того"] or (tokens and tokens[0].lower in ("также", "помимо"))
    if not opens or sentence.index == 0:
        return False
    before = document.words_of(document.sentences[sentence.index - 1])[: 2 * _RECENT]
    return any(
        t.lower in ("программы", "программе") and any(b.lower in ("рамках", "в") for b in before[max(0, k - 3) : k])
        for k, t in enumerate(before)
    )


def _frames(document: Document, sentence: Sentence, first: int, mention: Mention, held: bool) -> bool:
    """Whether what stands around a mention makes it a frame: «в день закрытия форума», «гостей форума ждет …»."""
    tokens = document.tokens
    frame = tokens[first - 1]
    behind = tokens[mention.last] if mention.last < sentence.last else None
    if mention.way == "pronoun" and behind is not None and behind.lemma in _PARTS:
        return True
    ceremony = frame.lemma in ("открытие", "закрытие") and tokens[first - 2].lemma == "день"
    of_a_day = frame.lemma in ("день", "вечер") and tokens[first - 2].pos == "ADJF"
    if frame.lemma in ("рамка", "программа", "часть", "площадка", "поле") or of_a_day or ceremony:
        return True
    guests = frame.lemma in ("гость", "участник") and not frame.reading("NOUN", case="nomn")
    to = frame.lower == "на" and not case_fits(tokens[mention.head], "loct")  # «едут на форум»
    return held and (guests or (frame.lower in _FRAMES and not to))


def _holds_it(document: Document, mention: Mention, named: Mention) -> bool:
    """«Форум включает конкурс "Х"», «завершит его фестиваль "Х"»: a verb between or before tells of a part."""
    low, high = sorted((mention.first, named.first))
    if high - low > 2 * _RECENT:
        return False
    for token in document.tokens[max(0, low - 2) : high]:
        if token.pos != "VERB" or token.index > named.first:
            continue
        if token.lemma in words("events", "parts", "holding"):
            return True
        edge = token.lemma in ("открыть", "завершить", "закрыть") and mention.way in ("kind", "pronoun")
        if edge and case_fits(document.tokens[mention.head], "accs") and case_fits(document.tokens[named.head], "nomn"):
            return True
        by = token.lemma in ("открыться", "завершиться", "закончиться", "начаться")
        head = document.tokens[named.head].reading("NOUN", case="ablt")
        if by and head is not None and mention.last <= token.index < named.first:
            return True
    return False


def _in_programme(document: Document, sentence: Sentence, at: int) -> bool:
    """Whether a sentence tells of the programme or the days of a gathering spoken of before."""
    tokens = document.tokens[sentence.first : min(sentence.last, sentence.first + 3)]
    if len(tokens) > 2 and tokens[0].lower in ("здесь", "там") and tokens[1].lower == "же":
        return True
    for token in document.tokens[max(sentence.first, at - 2 * _RECENT) : min(sentence.last, at + 2 * _RECENT)]:
        before = document.tokens[token.index - 1] if token.index > sentence.first else None
        after = document.tokens[token.index + 1] if token.index + 1 < sentence.last else None
        if after is None or after.text in QUOTE_PAIRS or before is None and token.lemma != "программа":
            continue
        if token.lower in ("программе", "программу") and not after.reading("NOUN", case="gent"):
            return True
        if token.lower == "программы" and before is not None and before.lower == "из":
            return True
        edge = before is not None and before.lemma in words("events", "parts", "days")
        if token.lower == "день" and edge and not after.reading("NOUN", "ADJF", case="gent"):
            return True
    return False


def _within(spoken: Sequence[_Spoken], first: int, last: int) -> Sequence[_Spoken]:
    return spoken[bisect_left(spoken, first, key=_first) : bisect_left(spoken, last, key=_first)]


def _first(one: _Spoken) -> int:
    return one[0]


def _before(edition: Edition, spoken: Sequence[_Spoken], first: int) -> Edition | None:
    """The gathering that the text spoke of last before a token, but for parts of others."""
    at = bisect_left(spoken, first, key=_first)
    for _, _, other in reversed(spoken[max(0, at - _RECENT) : at]):
        if _may_hold(other, edition):
            return other
    return None


def _may_hold(greater: Edition, part: Edition) -> bool:
    if greater.parent is not None:
        return False
    return greater.group is not part.group and greater.group.kind not in words("events", "parts", "kinds")
