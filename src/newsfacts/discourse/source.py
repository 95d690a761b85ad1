"""Source: who said what a sentence states, as the text names them."""

from collections.abc import Sequence
from functools import cache

from newsfacts.discourse.clauses import around
from newsfacts.document import Document, Sentence, Token, once
from newsfacts.lexicon import words
from newsfacts.marks import CLOSING_QUOTES, DASHES, QUOTE_PAIRS
from newsfacts.model import Entity, Evidence, Located, covering
from newsfacts.phrases import case_of, noun_phrase

_MARKS = frozenset((",", ";", ":", "(", ")", ".", "!", "?", "…", "\n"))
_PLEDGES = frozenset(("заявить", "подтвердить", "подтверждать"))
_LONGEST_QUOTE = 8  # sentences that one quotation may run over
_REACH = 14  # tokens between the verb of saying and its subject


def source_of(document: Document, span: Located, entities: Sequence[Entity] = ()) -> Evidence | None:
    """Find who said what the sentence around a span states.

    The formula may stand in the sentence itself («…, сообщили организаторы»), in the next one («Об этом сообщил
    глава района»), or behind the quotation that the sentence is part of («…», – отметил он).

    Args:
        document: the text.
        span: a sentence or anything in it; the formula's own words state nothing, so a span inside the source has none.
        entities: the names in the text; a person's name ends the source's phrase.

    Returns:
        the noun phrase that names the source, without a preposition, or None.

    Example:
        For «Выставку посетили 900 человек, рассказала ТАСС [директор музея Анна Вятская].» the bracketed stretch.
    """
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return None
    found = _in_sentence(document, around(document, sentence, document.token_range(span.start, span.end)[0]), entities)
    if found is None and sentence.index + 1 < len(document.sentences):
        found = _of_the_sentence_before(document, document.sentences[sentence.index + 1], entities)
    if found is None:
        found = _behind_the_quotation(document, sentence, entities)
    if found is None or (found.start <= span.start and span.end <= found.end):
        return None
    return found


def _of_the_sentence_before(document: Document, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    """«Об этом сообщил …»: the formula of the sentence before."""
    opening = [t.lower for t in document.tokens[sentence.first : sentence.first + 2]]
    if opening != ["об", "этом"] and opening[:1] != ["это"]:
        return None
    return _in_sentence(document, around(document, sentence, sentence.first), entities)


def _behind_the_quotation(document: Document, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    """The speaker of a quotation that begins in this sentence, or before it, and closes in a later one."""
    at = _closing_of(document, sentence)
    if at is None:
        return None
    return _in_sentence(
        document, around(document, document.sentence_at(document.tokens[at].start) or sentence, at), entities
    )


@once
def _closing_of(document: Document, sentence: Sentence) -> int | None:
    """The token that closes, in one of the next sentences of the paragraph, a quotation open at this one's end."""
    if not _inside_quotation(document, sentence):
        return None
    for following in document.sentences[sentence.index + 1 : sentence.index + _LONGEST_QUOTE]:
        if "\n" in document.text[document.sentences[following.index - 1].end : following.start]:
            return None
        for i in range(following.first, following.last):
            if document.tokens[i].text in CLOSING_QUOTES:
                return i
    return None


def _inside_quotation(document: Document, sentence: Sentence) -> bool:
    """Whether a quotation is open at the sentence's end: counted from the paragraph's beginning."""
    at = sentence.index
    while at > 0 and sentence.index - at < _LONGEST_QUOTE:
        if "\n" in document.text[document.sentences[at - 1].end : document.sentences[at].start]:
            break
        at -= 1
    depth = 0
    for token in document.tokens[document.sentences[at].first : sentence.last]:
        if token.text in "«„":
            depth += 1
        elif token.text in "»“”" and depth:
            depth -= 1
        elif token.text == '"':
            depth = 1 - depth
    return depth > 0


def _in_sentence(document: Document, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    tokens = document.tokens
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        if not token.is_word or _is_aside(tokens, i, sentence.first):
            continue
        if token.lower in ("по", "согласно"):
            found = _account(document, i, sentence, entities)
        elif token.lemmas & words("source", "of_texts") and token.pos == "VERB":
            found = _text(document, i, sentence) or _speaker(document, i, sentence, entities)
        elif token.lemma == "свидетельствовать":
            found = _speaker(document, i, sentence, entities)
            if found is not None and not document.tokens_in(found)[0].lemmas & words("source", "witnesses"):
                found = None
        elif token.pos in ("VERB", "GRND") and token.lemmas & words("source", "verbs"):
            found = _speaker(document, i, sentence, entities)
        else:
            continue
        if found is not None:
            return found
    return None


def _is_aside(tokens: Sequence[Token], i: int, first: int) -> bool:
    """«Не уточнили», «о котором говорилось», «заявили об участии»: nobody's word for this sentence."""
    before = tokens[i - 1] if i > first else None
    near = tokens[max(first, i - 2) : i + 4]
    if tokens[i].lemmas & _PLEDGES and any(t.lemma == "участие" for t in near):
        return True
    return before is not None and (
        before.lower in ("не", "ранее")
        or before.lemma == "который"
        or (before.lower == "как" and bool(tokens[i].lemmas & words("source", "of_texts")))
    )


def _account(document: Document, i: int, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    """«По словам министра», «по его данным», «по данным Росстата»."""
    tokens, at = document.tokens, i + 1
    last = sentence.last
    if at < last and tokens[at].lower in ("его", "ее", "её", "их"):
        at += 1
        if at < last and tokens[at].lemmas & words("source", "accounts"):
            return document.quote(tokens[i].start, tokens[at].end)
        return None
    while at < last and tokens[at].reading("ADJF") and tokens[at].lower not in ("словам", "данным"):
        at += 1
    if at + 1 >= last or not tokens[at].lemmas & words("source", "accounts") or tokens[at + 1].pos == "PREP":
        return None  # «по данным на 8 августа»
    return _phrase(document, at + 1, last, "gent", entities)


def _text(document: Document, i: int, sentence: Sentence) -> Evidence | None:
    """«Говорится в сообщении компании», «следует из отчёта», «в документе говорится»."""
    tokens = document.tokens
    begin = i
    while begin > sentence.first and tokens[begin - 1].text not in _MARKS:
        begin -= 1
    for at in (*range(i + 1, min(i + 4, sentence.last)), begin):  # «в документе говорится»
        if at < sentence.last and tokens[at].lower in ("в", "во", "из", "на"):
            case = "gent" if tokens[at].lower == "из" else "loct"
            last = sentence.last if at > i else i
            if _is_text(document, at + 1, last, case):
                return _phrase(document, at + 1, last, case, ())
    return None


def _is_text(document: Document, i: int, last: int, case: str) -> bool:
    """Whether a noun phrase begins at i, neither a pronoun («в нём», «в котором») nor a time («на данный момент»)."""
    if i >= last or document.tokens[i].lemmas & words("source", "no_places"):
        return False
    begins = document.tokens[i].reading("NOUN", "ADJF", "PRTF", case=case)
    return begins is not None and noun_phrase(document, i, last, case, coordinate=False) > i


def _speaker(document: Document, i: int, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    """The subject of a verb of saying, behind it or before it; or «сообщили в пресс-службе»."""
    tokens, verb = document.tokens, document.tokens[i]
    plural = any(p.pos == "VERB" and p.number == "plur" for p in verb.parses)
    at, last = i + 1, min(sentence.last, i + _REACH)
    place: int | None = None
    while at < last:
        token = tokens[at]
        if token.text in _MARKS or token.text in DASHES:
            break
        if token.text in QUOTE_PAIRS:
            at = _after_quote(tokens, at, last)
        elif token.pos == "PREP":
            if place is None and plural and token.lower in ("в", "во", "на") and _is_body(document, at + 1, last):
                place = at + 1
            at = max(at + 2, noun_phrase(document, at + 1, last, coordinate=False))
        elif _is_subject(token, verb) and not _is_hearer(token):
            return _phrase(document, at, sentence.last, "nomn", entities)
        else:
            at = max(at + 1, noun_phrase(document, at, last, "datv", coordinate=False))
    if place is not None:
        return _phrase(document, place, sentence.last, "loct", entities)
    return _subject_before(document, i, sentence, entities)


def _subject_before(document: Document, i: int, sentence: Sentence, entities: Sequence[Entity]) -> Evidence | None:
    """«Организаторы напомнили, что …», «в компании назвали домыслом»: only right at the clause's beginning."""
    tokens = document.tokens
    begin = i
    while begin > sentence.first and tokens[begin - 1].text not in _MARKS and tokens[begin - 1].text not in DASHES:
        begin -= 1
    if tokens[begin].lower in ("а", "и", "но", "как", "хотя", "однако", "при", "позже", "ранее"):
        begin += 1
    if begin >= i:
        return None
    follows_that = i + 1 < sentence.last and any(t.lower in ("что", ":") for t in tokens[i + 1 : i + 4])
    verb = tokens[i]
    plural = any(p.pos == "VERB" and p.number == "plur" for p in verb.parses)
    if tokens[begin].lower in ("в", "во") and plural and _is_body(document, begin + 1, i):
        return _phrase(document, begin + 1, i, "loct", entities)
    if follows_that and _is_subject(tokens[begin], verb):
        return _phrase(document, begin, i, "nomn", entities)
    return None


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether the word, in the nominative, agrees with the verb."""
    if token.lemma in words("source", "no_sources"):
        return False
    for v in verb.parses:
        if v.pos != "VERB":
            continue
        for p in token.parses:
            if p.pos not in ("NOUN", "NPRO", "ADJF", "PRTF") or case_of(p) != "nomn" or p.number != v.number:
                continue
            same_gender = v.number == "plur" or not v.gender or not p.gender or p.gender == v.gender
            if same_gender or (v.gender == "femn" and p.animacy == "anim"):
                return True
    return bool(token.text.isupper() and len(token.text) > 1 and not token.parses[:1])


def _is_hearer(token: Token) -> bool:
    """Whether a name behind the verb is the one told rather than the one who tells."""
    if token.lemmas & words("source", "hearers") and token.reading("NOUN", case="datv"):
        return True
    return token.is_title and token.lower in _agencies()


@cache
def _agencies() -> frozenset[str]:
    """The words of the agencies' names, which tell whom something was said to: «сообщил ТАСС директор»."""
    return frozenset(w for name in words("agencies", "names") for w in name.lower().split())


def _is_body(document: Document, i: int, last: int) -> bool:
    """Whether a noun phrase begins at i that can speak: neither a day nor a month, nor «котором»."""
    if i >= last:
        return False
    token = document.tokens[i]
    noun = token.reading("NOUN", "ADJF", case="loct")
    return noun is not None and not token.lemmas & (words("source", "no_places") | words("source", "no_sources"))


def _phrase(document: Document, i: int, last: int, case: str, entities: Sequence[Entity]) -> Evidence | None:
    """The noun phrase at token i, up to the person named in it."""
    tokens = document.tokens
    while i < last and tokens[i].pos in ("CONJ", "PRCL") and tokens[i].lower == tokens[i].text:
        i += 1  # «сообщил и директор»
    if i >= last:
        return None
    named = next(
        (e for e in covering(entities, tokens[i].start, tokens[last - 1].end) if e.start == tokens[i].start), None
    )
    if named is not None and named.type == "person":
        return document.quote(named.start, named.end)
    end = noun_phrase(document, i, last, case, coordinate=False)
    if end == i:
        if not tokens[i].is_word:
            return None
        end = i + 1
    head = next((t for t in tokens[i:end] if t.pos == "NOUN"), None)
    if head is not None and head.lemma in words("source", "no_sources"):
        return None
    if tokens[i].lemma in words("source", "placed") and end + 1 < last and tokens[end].lower in ("в", "на"):
        end = max(end, noun_phrase(document, end + 1, last, "loct", coordinate=False))
    stop = i
    while stop < last and tokens[stop].text not in _MARKS and not (tokens[stop].text in DASHES and stop > end):
        stop = _after_quote(tokens, stop, last) if tokens[stop].text in QUOTE_PAIRS else stop + 1
    persons = [
        e
        for e in covering(entities, tokens[i].start, tokens[min(stop, last) - 1].end)
        if e.type == "person" and e.start <= tokens[end - 1].end + 60
    ]
    if persons and not any(t.pos in ("VERB", "PRTS") for t in document.tokens_in(persons[0])):
        between = [t for t in tokens[i:stop] if t.start < persons[0].start]
        if not any(t.pos in ("VERB", "PRTS", "GRND") for t in between):
            return document.quote(tokens[i].start, max(tokens[end - 1].end, persons[0].end))
    return document.quote(tokens[i].start, tokens[end - 1].end)


def _after_quote(tokens: Sequence[Token], i: int, last: int) -> int:
    """The index after the quotation that opens at i."""
    closing = QUOTE_PAIRS[tokens[i].text]
    return next((j + 1 for j in range(i + 1, last) if tokens[j].text == closing), i + 1)
