"""What the text around a counted number speaks of: a gathering, a venue, an undertaking, somebody else."""

from newsfacts.discourse.clauses import around, clauses
from newsfacts.discourse.participation.site import Counted
from newsfacts.discourse.reading import Reading
from newsfacts.document import Document, Sentence, Token, once
from newsfacts.lexicon import words

NO_OBJECT = frozenset(("с", "со", "в", "во", "для", "о", "об", "к", "по", "у", "под", "над", "через"))
"""Prepositions before a number that is no object of the verb."""
NO_SUBJECT = NO_OBJECT | {"на", "за"}
"""Prepositions before a number that is no subject of the verb."""
_THERE = {"ней": "femn", "нем": "masc neut", "нём": "masc neut", "них": "plur"}
_NAMES = ("NOUN", "ADJF", "PRTF")
_HEADS = 6  # sentences at the beginning among which the lead is
_NEAR = 3  # sentences before in which a named gathering is still meant
_OPENING = 3  # tokens with which a sentence begins
_GOAL = 6  # tokens between a verb and where or through what one goes
_SUBJECT = 10  # tokens between a verb and its subject before it
_NEAR_NAMELESS = 2  # a gathering without a name is sooner forgotten


@once
def names_gathering(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence has the common noun of a gathering, or a day that is celebrated: «День города»."""
    days = words("participation", "kinds", "days")
    tokens = document.words_of(sentence)
    for i, token in enumerate(tokens):
        if names_gathering_at(token):
            return True
        if token.is_title and token.lemma in days and tokens[i + 1 : i + 2] and tokens[i + 1].reading(case="gent"):
            return True
    return False


def names_gathering_at(token: Token) -> bool:
    """Whether a word is the common noun of a gathering: «форум», «бизнес-форум», but «пресс-конференция»."""
    if not token.is_word or token.lemma in words("participation", "kinds", "meetings"):
        return False
    return token.lemma.rpartition("-")[2] in words("participation", "kinds", "gatherings")


def gathering_here(counted: Counted) -> bool:
    """Whether the number's own sentence speaks of a gathering; not if that is only where somebody said so."""
    if told_at_gathering(counted):
        return False
    sentence = counted.sentence
    named = counted.reading.events.mentioned(sentence.start, sentence.end)
    return named or names_gathering(counted.reading.document, sentence)


def told_at_gathering(counted: Counted) -> bool:
    """«На форуме губернатор сообщил, что в регионе …»: the gathering is where it was said."""
    document, reading = counted.reading.document, counted.reading
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    while own is not None and own.kind == "coordinate" and own.parent is not None:
        own = found[own.parent]
    if own is None or own.kind != "complement" or own.parent is None:
        return False
    for k in own.indices():
        if _speaks(reading, document.tokens[k]):
            return False
    for k in found[own.parent].indices():
        token = document.tokens[k]
        if _speaks(reading, token) and (token.reading("NOUN", case="loct") or token.text in '«»"'):
            near = document.tokens[max(counted.sentence.first, k - 4) : k]
            if any(t.lower in ("на", "в", "во", "рамках", "ходе", "полях") for t in near):
                return True
    return False


def _speaks(reading: Reading, token: Token) -> bool:
    if reading.events.mentioned(token.start, token.end):
        return True
    return names_gathering_at(token)


def gathering_near(counted: Counted) -> bool:
    """Whether the sentence, or one of those before, speaks of a gathering."""
    document, at = counted.reading.document, counted.sentence.index
    if told_at_gathering(counted):
        return False
    if gathering_here(counted):
        return True
    if counted.sentence.block in ("title", "subtitle") and any(names_gathering(document, s) for s in lead(document)):
        return True
    if _is_named_next(document, counted.sentence):
        return True
    before = document.sentences[max(0, at - _NEAR) : at]
    if any(counted.reading.events.mentioned(s.start, s.end) for s in before):
        return True
    return any(names_gathering(document, s) for s in before[-_NEAR_NAMELESS:])


def _is_named_next(document: Document, sentence: Sentence) -> bool:
    """«Проститься пришли 3 тыс. человек. Церемония прошла …»: a lead whose gathering the next sentence begins with."""
    if sentence not in lead(document) or sentence.index + 1 >= len(document.sentences):
        return False
    following = document.words_of(document.sentences[sentence.index + 1])[:_OPENING]
    return any(names_gathering_at(t) and t.reading("NOUN", case="nomn") for t in following)


def lead(document: Document) -> tuple[Sentence, ...]:
    """The first sentence of the article's body, where it stands near the beginning."""
    return tuple(s for s in document.sentences[:_HEADS] if s.block == "body")[:1]


def about_gathering(counted: Counted) -> bool:
    """Whether the article names a gathering, or the text around speaks of one without a name."""
    return bool(counted.reading.events) or gathering_near(counted)


def at_gathering(counted: Counted) -> bool:
    """Whether the clause itself names the gathering."""
    return any(_speaks(counted.reading, counted.tokens[i]) for i in counted.field)


def at_venue(counted: Counted) -> bool:
    """Whether the clause, or what it explains, names a place that has visitors of its own."""
    venues = words("participation", "kinds", "venues")
    if any(counted.tokens[i].lemma in venues for i in counted.field):
        return True
    return any(t.lemma in venues for t in _antecedent(counted))


def _antecedent(counted: Counted) -> tuple[Token, ...]:
    """The words right before the relative clause that the number stands in."""
    document = counted.reading.document
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    if own is None or own.kind != "relative":
        return ()
    first = own.ranges[0][0]
    return counted.tokens[max(counted.sentence.first, first - 6) : first]


def at_house(counted: Counted) -> bool:
    """«Музей принял»: whether the one who received them is a house with visitors of its own; staff are none."""
    if any(counted.tokens[i].lemma in ("работа", "служба", "учеба", "обучение") for i in counted.field):
        return False
    houses = words("participation", "kinds", "houses")
    nouns = [counted.tokens[i] for i in counted.field if counted.tokens[i].lemma in houses]
    return any(t.reading("NOUN", case="nomn") for t in nouns)


def comes_to_speaker(counted: Counted) -> bool:
    """«За год нас посетили 150 тыс. человек», said in a house with visitors of its own."""
    ours = any(counted.tokens[i].lower in ("нас", "нам") for i in counted.field)
    houses = words("participation", "kinds", "houses")
    return ours and any(t.lemma in houses for t in counted.reading.document.words_of(counted.sentence))


def in_undertaking(counted: Counted) -> bool:
    """Whether they take part in what is no gathering: «участвовали в опросе», «в тушении пожара»."""
    tokens, first = counted.tokens, counted.sentence.first
    undertakings = words("participation", "kinds", "undertakings")
    for i in counted.field:
        noun = tokens[i]
        if noun.lower in _THERE and i > first and tokens[i - 1].lower in ("в", "во", "над"):
            return tokens[i - 1].lower == "над" or _last_named(counted, i) in undertakings
        if noun.lemma not in undertakings or not noun.reading("NOUN", case="loct") or i == first:
            continue
        near = tokens[max(first, i - 3) : i]
        if not any(t.lower in ("в", "во", "на") for t in near):
            continue
        if near[-1].lemma in words("participation", "kinds", "programmes"):
            continue  # «в деловой программе»
        if not any(_speaks(counted.reading, t) for t in tokens[i + 1 : min(i + 3, counted.sentence.last)]):
            return True  # but «в работе форума»
    return False


def _last_named(counted: Counted, i: int) -> str | None:
    """The gathering, house or undertaking named last before a pronoun, as far back as the sentence before."""
    sentences = counted.reading.document.sentences
    floor = sentences[max(0, counted.sentence.index - 1)].first
    undertakings = words("participation", "kinds", "undertakings")
    agrees = _THERE[counted.tokens[i].lower]
    for token in reversed(counted.tokens[floor:i]):
        known = token.lemma in undertakings or _speaks(counted.reading, token)
        if token.pos == "NOUN" and known:
            parse = token.parses[0]
            if ("plur" if parse.number == "plur" else str(parse.gender)) in agrees:
                return token.lemma
    return None


def in_meeting(counted: Counted) -> bool:
    """Whether the clause speaks of a gathering of a few: «во встрече», «круглый стол собрал»."""
    meetings = words("participation", "kinds", "meetings")
    again = any(counted.tokens[i].lower in ("ней", "нем", "нём") for i in counted.field)
    for i in range(counted.sentence.first, counted.site.first) if again else counted.field:
        token = counted.tokens[i]
        if token.lemma in meetings and token.reading("NOUN"):
            return token.lemma != "стол" or counted.tokens[i - 1].lemma == "круглый"
    return False


def goes_elsewhere(counted: Counted, i: int) -> bool:
    """«Практику пройдут 200 студентов», «к занятиям приступят 75 человек», «на завод придут 75 выпускников»."""
    tokens, first = counted.tokens, counted.sentence.first
    near = [k for k in counted.field if abs(k - i) <= _GOAL]
    if tokens[i].lemmas & {"пройти", "проходить"}:
        passed = words("participation", "kinds", "passed")
        return any(tokens[k].lemma in passed and tokens[k].reading("NOUN", case="accs") for k in near)
    for k in near:
        before = {t.lower for t in tokens[max(first, k - 2) : k]}
        if "приступить" in tokens[i].lemmas and tokens[k].reading("NOUN", case="datv") and "к" in before:
            return not _speaks(counted.reading, tokens[k])
        if tokens[k].lemma in words("participation", "kinds", "institutions") and before & {"в", "на"}:
            return tokens[k].reading("NOUN", case="accs") is not None
    return False


def is_of_institution(counted: Counted, i: int) -> bool:
    """«Кафедра примет 60 магистрантов»: the nearest subject before the verb is one that takes in people anyway."""
    tokens = counted.tokens
    for k in range(i - 1, max(i - _SUBJECT, counted.sentence.first) - 1, -1):
        if tokens[k].text in ';:."«»' or counted.reading.events.mentioned(tokens[k].start, tokens[k].end):
            return False
        governed = k > counted.sentence.first and tokens[k - 1].pos == "PREP"
        number = tokens[i].parses[0].number
        if tokens[k].pos == "NOUN" and tokens[k].reading("NOUN", case="nomn", number=number) and not governed:
            institutions = words("participation", "kinds", "institutions")
            return tokens[k].lemma in institutions | words("participation", "kinds", "undertakings")
    return False


def keeps_order(counted: Counted) -> bool:
    """Whether those counted guard the gathering: «за порядком следили»."""
    return any(counted.tokens[i].lemma in words("participation", "kinds", "order") for i in counted.field)


def is_of_another(counted: Counted) -> bool:
    """«Завод, на котором трудятся 340 человек»: the relative clause tells of something that is no gathering."""
    document = counted.reading.document
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    if own is None or own.kind != "relative":
        return False
    first = own.ranges[0][0]
    opening = counted.tokens[first : first + 2]
    if not any(t.lower in ("где", "куда") or (t.lemma == "который" and not t.reading(case="nomn")) for t in opening):
        return False
    if _explains_gathering(counted, first):
        return False
    before = [counted.tokens[k] for k in range(max(counted.sentence.first, first - 4), first)]
    return bool(before) and not any(
        _speaks(counted.reading, t) or t.lemma in words("participation", "kinds", "venues") for t in before
    )


def _explains_gathering(counted: Counted, first: int) -> bool:
    """«Работала выставка «Х» площадью 6 тыс. кв. м, где …»: only how large it is stands between it and the clause."""
    tokens = counted.tokens
    sized = False
    for k in range(first - 1, max(counted.sentence.first, first - _SIZED) - 1, -1):
        token = tokens[k]
        if counted.reading.events.mentioned(token.start, token.end):
            return sized
        if token.pos in ("VERB", "PRTS", "INFN") or token.text in (";", ":"):
            return False
        sized = sized or token.lower in ("площадью", "размером")
    return False


_SIZED = 14  # tokens of a gathering's name and size before a relative clause


def in_gathering_clause(counted: Counted) -> bool:
    """Whether the number stands in a main clause of a sentence about a gathering, or in a clause that names it."""
    document = counted.reading.document
    found = clauses(document, around(document, counted.sentence, counted.site.first))
    own = next((c for c in found if counted.site.first in c), None)
    if own is None or not gathering_here(counted):
        return False
    named = any(_speaks(counted.reading, counted.tokens[k]) for k in own.indices())
    return named or own.kind in ("main", "coordinate", "adverbial")


def is_online(counted: Counted) -> bool:
    """Whether what is visited is a site: «портал музея посетили»."""
    online = words("participation", "kinds", "online")
    return any(counted.tokens[i].lemma in online for i in counted.field)


def is_ablative(token: Token) -> bool:
    """Whether the word can be a plural in the instrumental."""
    return token.reading(*_NAMES, case="ablt", number="plur") is not None


def led_by(counted: Counted) -> str:
    """The word before the number, where that is a preposition; else nothing."""
    before = counted.tokens[counted.site.first - 1] if counted.site.first > counted.sentence.first else None
    return before.lower if before is not None and before.pos == "PREP" else ""


def became_else(counted: Counted, i: int) -> bool:
    """«Победителями стали 12 человек»: they became something other than guests."""
    tokens = counted.tokens
    if not tokens[i].lemmas & {"стать", "выступить", "выступать", "признать", "назвать"}:
        return False
    participants = words("participation", "kinds", "became")
    near = tokens[max(counted.sentence.first, i - 6) : i]
    return any(t.pos in _NAMES and t.lemma not in participants and is_ablative(t) for t in near)
