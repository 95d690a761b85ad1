"""What else an article says of a deal: when, where, at which gathering, for how much, how many at once."""

from collections.abc import Sequence

from newsfacts.discourse.deals.acts import document_nouns
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.events.registry import Event
from newsfacts.discourse.events.time import first_day, last_day, plain
from newsfacts.discourse.parties.words import party_noun
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import CLOSING_QUOTES
from newsfacts.model import Count, Evidence, Place, Quantity, Time


def when_of(reading: Reading, deal: Deal) -> str | None:
    """The day or days of the deal, without the hour."""
    when = _time_of(reading, deal)
    return when and plain(when)


def _time_of(reading: Reading, deal: Deal) -> str | None:
    """The time of the deal: in its clause, outside what it is about, and not the term for which it runs."""
    fitting = [t for t in reading.times_in(_dated(reading, deal)) if _is_time_of(reading, deal, t)]
    if not fitting:
        apart = _time_of_ceremony(reading, deal) or _time_told_apart(reading, deal)
        return _time_before(reading, deal) or _time_over(reading, deal) or apart
    head = reading.document.tokens[deal.head].start
    return min(fitting, key=lambda t: abs(t.start - head)).value


def _time_before(reading: Reading, deal: Deal) -> str | None:
    """The time of the sentence before, where «тогда» points to it."""
    document = reading.document
    sentence = document.sentence_at(deal.start)
    if sentence is None or not sentence.index or document.tokens[sentence.first].lower not in ("тогда", "одновременно"):
        return None
    before = [t for t in reading.times_in(document.sentences[sentence.index - 1]) if t.kind != "duration" and t.value]
    return before[-1].value if before else None


def _time_of_ceremony(reading: Reading, deal: Deal) -> str | None:
    """The time of the sentence behind that tells when it was done: «Это произошло в среду», «Церемония прошла …»."""
    document = reading.document
    sentence = document.sentence_at(deal.start)
    if sentence is None or deal.stage not in ("signed", "planned") or sentence.index + 1 >= len(document.sentences):
        return None
    following = document.sentences[sentence.index + 1]
    opening = document.words_of(following)[:3]
    this = any(t.lower == "это" for t in opening) and any(
        not t.lemmas.isdisjoint(words("agreements", "terms", "happened")) for t in opening
    )
    ceremony = any(t.lemma in words("agreements", "terms", "ceremonies") and t.reading(case="nomn") for t in opening)
    if following.block != sentence.block or not (this or ceremony):
        return None
    times = [t for t in reading.times_in(following) if t.kind != "duration" and t.value]
    return times[0].value if times else None


_DAY = len("2025-01-01")
_SUBORDINATE = frozenset(("что", "чтобы", "который", "где", "как", "когда", "если"))


def _time_over(reading: Reading, deal: Deal) -> str | None:
    """The time that opens the sentence, for many deals: «Летом форум принял гостей, подписано 97 соглашений»."""
    document = reading.document
    sentence = document.sentence_at(deal.start)
    if sentence is None or deal.status == "planned" or not deal.is_counted or deal.dated is not None:
        return None
    before = document.tokens[sentence.first : deal.indices[0]]
    if any(document.tokens[i].lemma in _SUBORDINATE for i in deal.indices[:2]) or any(_tells(t) for t in before):
        return None
    for time in reading.times_in(sentence):
        first, last = document.token_range(time.start, time.end)
        opens = first == sentence.first or (
            first == sentence.first + 1 and document.tokens[sentence.first].pos == "PREP"
        )
        if not opens or time.kind == "duration" or last > deal.indices[0]:
            return None
        return time.value
    return None


def _tells(token: Token) -> bool:
    """Whether a verb says that somebody told something: the time may be that of the telling."""
    verb = token.reading("VERB")
    return verb is not None and verb.tense == "past" and verb.lemma in words("agreements", "acts", "told")


def _time_told_apart(reading: Reading, deal: Deal) -> str | None:
    """The time that the same sentence tells of the signing alone: «…, подписание состоялось вчера»."""
    document = reading.document
    sentence = document.sentence_at(deal.start)
    if sentence is None or deal.stage != "signed" or deal.status != "actual" or deal.is_counted:
        return None
    tokens = [t for t in document.words_of(sentence) if t.start >= deal.end]
    for token, after in zip(tokens, tokens[1:], strict=False):
        if token.lemma == "подписание" and after.lemma in words("agreements", "acts", "held"):
            times = [t for t in reading.times_in(sentence) if t.start > after.end and t.kind != "duration" and t.value]
            return times[0].value if times else None
    return None


def _span(deal: Deal) -> Evidence:
    return Evidence("", deal.start, deal.end)


def _dated(reading: Reading, deal: Deal) -> Evidence:
    """The stretch in which its time may stand."""
    if not deal.dated:
        return _span(deal)
    tokens = reading.document.tokens
    return Evidence("", tokens[deal.dated[0]].start, tokens[deal.dated[-1]].end)


def _is_time_of(reading: Reading, deal: Deal, time: Time) -> bool:
    if time.kind == "duration" or time.value is None:
        return False
    document = reading.document
    first, last = document.token_range(time.start, time.end)
    own = deal.indices if deal.dated is None else deal.dated
    if first not in own or last - 1 not in own:  # «в среду, 5 мая» has a comma of no clause
        return False
    begins = first_day(time.value)
    if (
        deal.stage == "signed"
        and deal.status == "actual"
        and begins
        and begins.isoformat() > (reading.published or "9")
    ):
        return False  # what was done does not lie ahead
    if deal.stage == "agreed" and time.value.startswith("../"):
        return False  # until then it is to be carried out
    if deal.subject is not None and deal.subject.first <= first < deal.subject.last:
        return False
    if time.value.endswith("/..") and deal.stage == "negotiated":
        return False
    if time.value.startswith("../") and deal.subject is not None and first == deal.subject.last:
        return False
    before = document.tokens[first - 1].lower if first else ""
    if first > 1 and document.tokens[first - 2].lemma in ("период", "срок"):
        return False  # «на период до 2030 года»
    verb = document.tokens[deal.head].lemma
    if verb in words("agreements", "terms", "verbs") and (before == "до" or document.tokens[first].lower == "до"):
        return False
    if before == "на" and deal.rule == "signing_ahead" and deal.status == "planned":
        return len(time.value) == _DAY  # «подписание намечено на 10 июня»
    # «договор 2011 года», «контракт от 2009 года» dates the document that is now ended.
    dates = document.tokens[first - 1].lemma in document_nouns() and (
        deal.paper is None or deal.paper.index == first - 1
    )
    dates = dates and not (deal.stage == "signed" and len(time.value) == _DAY)  # «Договор 8 июля подписали …»
    on = before == "на" and document.tokens[last - 1].lower != "неделе"
    return not (on or before == "от" or dates)


def event_of(reading: Reading, deal: Deal) -> str | None:
    """The gathering at which the deal was made: named in its clause or before it, else the article's own."""
    events = reading.events
    if not events:
        return None
    own = events.at(deal.start, deal.end)
    event = own or _venue_before(reading, deal)
    if event is not None and event.parent is not None and event.name not in reading.text[deal.start : deal.end]:
        event = events.main or event  # «на полях мероприятия» is the whole, not a session of it
    if event is None and deal.stage in ("signed", "refused") and deal.paper is not None:
        event = events.main or _venue_of_ceremony(reading) or events.event_of(deal.start)
        clause = reading.document.tokens_in(_span(deal))
        ends = any(t.lemma in ("закрытие", "открытие") for t in clause)
        if event is not None and not ends and event.kind in words("agreements", "terms", "contests"):
            return None
    when = when_of(reading, deal)
    if event is None:
        if deal.stage == "planned" and _on_its_days(when, events.main):
            event = events.main
        else:
            event = _venue_of_the_one_before(reading, deal)
    named = own or (_in_its_sentence(reading, deal) if deal.is_counted else None)
    if event is None or (_is_apart(when, event) and (named is None or len(when or "") == 10)):
        return None  # «днем ранее»; «год назад на форуме подписали» is of the same name
    if deal.stage in ("signed", "refused") and deal.status == "denied":
        sentence = reading.document.sentence_at(deal.start)
        told = reading.times_in(sentence) if sentence is not None else ()
        if any(t.kind != "duration" and _is_apart(t.value, event) for t in told):
            return None  # «меморандум, который готовили в 2019 году, так и не был подписан»
    return event.name


def _in_its_sentence(reading: Reading, deal: Deal) -> Event | None:
    """A gathering that the sentence names before the clause."""
    sentence = reading.document.sentence_at(deal.start)
    mentions = reading.events.mentions_in(sentence.start, deal.start) if sentence is not None else ()
    return next((reading.events.at(start, end) for start, end in mentions), None)


def _on_its_days(when: str | None, event: Event | None) -> bool:
    """Whether a day is one of those of a gathering."""
    if when is None or event is None or event.when is None or len(event.when) != 21 or len(when) != 10:
        return False
    start, end = event.when.split("/")
    return start <= when <= end


def _is_apart(when: str | None, event: Event) -> bool:
    """Whether a time lies wholly before or behind that of a gathering; a term set till behind it does too."""
    if when is None or event.when is None:
        return False
    start, end = first_day(event.when), last_day(event.when)
    first, last = first_day(when), last_day(when)
    if start is None or last is None:
        return False
    return last < start or (end is not None and (first or last) > end)


def _venue_of_the_one_before(reading: Reading, deal: Deal) -> Event | None:
    """«Там же ведомство договорилось …»; «завод подписал контракт, а вуз договорился …»: where the other was made."""
    document = reading.document
    sentence = document.sentence_at(deal.start)
    if sentence is None:
        return None
    tokens = document.words_of(sentence)
    if len(tokens) > 1 and tokens[0].lower in ("там", "тут") and tokens[1].lower == "же":
        return reading.events.event_of(sentence.start)
    signed = words("agreements", "terms", "signing")
    if deal.stage == "agreed" and any(t.end <= deal.start and t.lemma in signed and t.pos == "VERB" for t in tokens):
        return reading.events.main
    return None


def _venue_before(reading: Reading, deal: Deal) -> Event | None:
    """The gathering named before the clause in its sentence: «На форуме, сказали в мэрии, подпишут соглашение …»."""
    sentence = reading.document.sentence_at(deal.start)
    if sentence is None or sentence.start >= deal.start:
        return None
    for start, end in reading.events.mentions_in(sentence.start, deal.start):
        first, _ = reading.document.token_range(start, end)
        if first and reading.document.tokens[first - 1].lower in words("agreements", "terms", "at"):
            return reading.events.at(start, end)
    return None


def _venue_of_ceremony(reading: Reading) -> Event | None:
    """Where the article says the signing was held: «Церемония прошла на форуме …»."""
    for sentence in reading.document.sentences:
        tokens = reading.document.words_of(sentence)[:4]
        if any(t.lemma in ("церемония", "подписание") and t.reading("NOUN", case="nomn") for t in tokens):
            event = reading.events.at(sentence.start, sentence.end)
            if event is not None:
                return event
    return None


def amount_of(reading: Reading, deal: Deal) -> Count | None:
    """The sum of the deal: money in its clause, or right behind it as its sum or price."""
    for quantity in reading.quantities_in(_span(deal)):
        if quantity.unit_type == "money" and _belongs(reading, deal, quantity):
            return Count.of(quantity)
    if (found := _beside_paper(reading, deal)) is not None:
        return found
    sentence = reading.document.sentence_at(deal.start)
    if sentence is None:
        return None
    following = [
        s for s in reading.document.sentences[sentence.index : sentence.index + 3] if s.block == sentence.block
    ]
    following = [s for s in following if s.index < sentence.index + 2 or _opens_with_sum(reading, s)]
    for other in following:
        for quantity in reading.quantities_in(other):
            if quantity.unit_type == "money" and quantity.start >= deal.end and _names_sum(reading, other, quantity):
                return Count.of(quantity)
    return None


def _beside_paper(reading: Reading, deal: Deal) -> Count | None:
    """The sum behind a document that stands outside the clause: «соглашение на 48 млрд рублей. Его подпишут …»."""
    if deal.paper is None or deal.paper.index in deal.indices or deal.paper.is_plural:
        return None
    document = reading.document
    tokens = document.tokens
    sentence = document.sentence_at(tokens[deal.paper.index].start)
    if sentence is None:
        return None
    for quantity in reading.quantities_in(sentence):
        first, last = document.token_range(quantity.start, quantity.end)
        behind = deal.paper.index < first <= deal.paper.index + 8
        if quantity.unit_type == "money" and behind and tokens[first - 1].lower == "на":
            return Count.of(quantity)
    return None


def _belongs(reading: Reading, deal: Deal, quantity: Quantity) -> bool:
    first, _ = reading.document.token_range(quantity.start, quantity.end)
    if first not in deal.indices:
        return False
    before = reading.document.tokens[max(0, first - 3) : first]
    if deal.is_counted and deal.paper is not None:
        part = reading.document.tokens[deal.paper.index + 1 : first]
        if any(t.lower == "них" and of.lower == "из" for of, t in zip(part, part[1:], strict=False)):
            return False  # «13 соглашений, из них семь на 2 млрд рублей»
    return not any(t.lower == "по" for t in before) and not any(t.lemma in ("аванс", "неустойка") for t in before)


def _names_sum(reading: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words before an amount call it the deal's sum: «Сумма контракта – …», «цена – …»."""
    tokens = reading.document.words_of(sentence)
    before = [t for t in tokens if t.start < quantity.start]
    start = next((i + 1 for i in range(len(before) - 1, -1, -1) if before[i].text in ",;:.("), 0)
    piece = _from_noun([t for t in before[start:] if t.is_word])
    after = next((t for t in tokens if t.start >= quantity.end), None)
    if after is not None and after.lower == "за":  # a price for one
        return False
    if _opens_with_sum(reading, sentence):
        return True
    if (
        not piece
        or any(t.lemma == "каждый" for t in piece)
        or piece[0].lemma not in words("agreements", "terms", "sums")
    ):
        return False
    of = next((t for t in piece[1:] if t.reading("NOUN", case="gent")), None)
    return of is None or _is_deal(of)


def _from_noun(tokens: list[Token]) -> list[Token]:
    """The words from the first that is no adjective: «их общая сумма …», «совокупный объем …»."""
    first = next((i for i, t in enumerate(tokens) if t.pos != "ADJF" and t.lower not in ("их", "при", "этом")), 0)
    return tokens[first:]


def _opens_with_sum(reading: Reading, sentence: Sentence) -> bool:
    """«Сумма контракта …» at the beginning of a sentence."""
    opening = [t for t in reading.document.words_of(sentence) if t.is_word][:3]
    whose = bool(opening) and opening[0].lower in ("его", "ее", "её", "их") and sentence.block != "title"
    opening = _from_noun(opening[1:] if whose else opening)[:2]
    if opening and whose:
        return opening[0].lemma in words("agreements", "terms", "sums")
    return len(opening) == 2 and opening[0].lemma in words("agreements", "terms", "sums") and _is_contract(opening[1])


def _is_contract(token: Token) -> bool:
    return bool(token.lemmas & document_nouns())


def _is_deal(token: Token) -> bool:
    return _is_contract(token) or token.lemma == "вопрос"


def count_of(reading: Reading, deal: Deal) -> Count | None:
    """How many agreements a bulk statement counts."""
    if deal.paper is not None and not deal.is_counted:
        return None
    for quantity in reading.quantities_in(_span(deal)):
        if (
            quantity.unit_type == "count"
            and quantity.unit.replace("ё", "е") in document_nouns()
            and quantity.value != 1
        ):
            first, _ = reading.document.token_range(quantity.start, quantity.end)
            if first in deal.indices:
                return Count.of(quantity)
    return None


def place_of(reading: Reading, deal: Deal) -> Place | None:
    """The town in which the deal was made: «в …» in its clause, outside what it is about."""
    document = reading.document
    indices = deal.indices if deal.dated is None else deal.dated
    for entity in reading.entities_in(_dated(reading, deal), "location", "region"):
        first, last = document.token_range(entity.start, entity.end)
        before = document.tokens[first - 1] if first else None
        inside = deal.subject is not None and deal.subject.first <= first < deal.subject.last
        if before is None or before.lower not in ("в", "во") or first not in indices or inside:
            continue
        if not _is_of_a_party(document.tokens, first - 1, last):
            text = document.text[before.start : document.tokens[last - 1].end]
            return Place(text, city=entity.name if entity.type == "location" else None)
    return None


def _is_of_a_party(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a place tells where a party is: «завод «Молот» в Перми и банк …»."""
    if not first or last >= len(tokens) or tokens[last].lower not in ("и", ","):
        return False
    return tokens[first - 1].text in CLOSING_QUOTES or party_noun(tokens[first - 1]) is not None
