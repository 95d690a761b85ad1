"""Places of gatherings: «в Твери на берегу Тьмаки», «в белорусском Бресте», «на стадионах Германии»."""

from collections.abc import Sequence

from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import Place as Known
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, Place, covering
from newsfacts.rule import rule

_LEADS = frozenset(("в", "во", "на", "под", "близ", "у"))
_TYPES = ("location", "country", "region")


def places_in(document: Document, sentence: Sentence, entities: Sequence[Entity]) -> list[tuple[int, int, Place, bool]]:
    """The places a sentence names: first and last token, the place, and whether a preposition of place leads it.

    Neighbouring phrases are one place: «в Саудовской Аравии в Эр-Рияде».
    """
    single = []
    for entity in covering(entities, sentence.start, sentence.end):
        if entity.type not in _TYPES:
            continue
        first, last = document.token_range(entity.start, entity.end)
        lead = _lead(document, sentence, first)
        single.append((lead if lead is not None else first, last, lead is not None, entity, first))
    out: list[tuple[int, int, Place, bool]] = []
    i = 0
    while i < len(single):
        a, b, led, entity, first = single[i]
        parts = [(entity, first)]
        j = i + 1
        while j < len(single) and _follows(document, b, single[j], led):
            b = single[j][1]
            parts.append((single[j][3], single[j][4]))
            j += 1
        if "(" in {t.text for t in document.tokens[a:b]} and b < sentence.last and document.tokens[b].text == ")":
            b += 1
        if j == i + 1 or led:
            out.append((a, b, _place(document, a, b, parts), led))
        i = max(j, i + 1)
    for meant in (_in_a_capital(document, sentence, entities), _in_the_city(document, sentence, entities)):
        if meant is not None and not any(a < meant[1] and meant[0] < b for a, b, _, _ in out):
            out = sorted([*out, meant], key=lambda p: p[0])
    return out


@rule(
    "facts",
    {
        "Мэр посетил Пермь. Гости едут на [форум «Лён», который пройдет в городе 7 октября].": {"place.city": "Пермь"},
        "Мэр сравнил Пермь и Омск. Гости едут на [форум «Лён», который пройдет в городе 7 октября].": {
            "place.city": None
        },
        "Мэр посетил Пермь. [Форум «Лён» пройдет в городе Кашине].": {"place.city": "Кашин"},
        "Мэр посетил Пермь, в городе идет дождь.": None,
    },
    fact_type="event",
)
def _in_the_city(
    document: Document, sentence: Sentence, entities: Sequence[Entity]
) -> tuple[int, int, Place, bool] | None:
    """«… проходит в городе»: the one city that this sentence before it, or the sentence before, names."""
    tokens = document.tokens
    for k in range(sentence.first + 1, sentence.last):
        if tokens[k].lower != "городе" or tokens[k - 1].lower != "в":
            continue
        after = tokens[k + 1] if k + 1 < sentence.last else None
        named = after is not None and (after.is_title or after.text in ("«", '"'))
        if named or (after is not None and after.pos in ("NOUN", "ADJF") and after.reading(case="gent")):
            return None
        before = document.sentences[sentence.index - 1] if sentence.index else sentence
        if before.block in ("title", "subtitle", "dateline"):
            before = sentence
        found = {
            e.name
            for e in covering(entities, before.start, tokens[k].start)
            if e.type == "location" and _is_city(document, e)
        }
        if len(found) == 1:
            return k - 1, k + 1, Place(document.text[tokens[k - 1].start : tokens[k].end], found.pop(), None), True
    return None


def _is_city(document: Document, entity: Entity) -> bool:
    first, _ = document.token_range(entity.start, entity.end)
    known = _known(document, first, entity)
    if known is None:
        return _stands_in(document.tokens, first) and _may_be_city(entity.name)
    return known.kind == "city"


def _in_a_capital(
    document: Document, sentence: Sentence, entities: Sequence[Entity]
) -> tuple[int, int, Place, bool] | None:
    """«В столице», «в узбекской столице»: the city; without an adjective Moscow, where no other state is spoken of."""
    tokens = document.tokens
    for k in range(sentence.first + 1, sentence.last):
        if tokens[k].lower != "столице":
            continue
        adjective = tokens[k - 1] if tokens[k - 1].pos == "ADJF" else None
        first = k - 2 if adjective is not None else k - 1
        if first < sentence.first or tokens[first].lower not in ("в", "во"):
            continue
        city: str | None = None
        if adjective is not None:
            known = gazetteer().by_adjective(adjective.text)
            city = _capital(known.code) if known is not None and known.kind == "country" else None
        elif not any(e.type == "country" and e.code != "RU" for e in entities):
            follows = tokens[k + 1] if k + 1 < sentence.last else None
            city = _capital("RU") if follows is None or not follows.reading("NOUN", "ADJF", case="gent") else None
        if city is not None:
            text = document.text[tokens[first].start : tokens[k].end]
            return first, k + 1, Place(text, city, None), True
    return None


def _capital(code: str | None) -> str | None:
    found = table("countries")["iso"].get(code or "", {}).get("capital")
    return str(found) if found else None


def _lead(document: Document, sentence: Sentence, first: int) -> int | None:
    """The preposition that leads a place, adjectives and a common noun between: «на стадионах Германии»."""
    tokens = document.tokens
    if first - 3 >= sentence.first and tokens[first - 1].text == "." and tokens[first - 2].lower == "г":
        return first - 3 if tokens[first - 3].lower in _LEADS else None
    known = [p for p in tokens[first].parses if p.pos in ("NOUN", "ADJF") and p.is_known]
    if known and not any(p.case in ("loct", "loc2", "ablt", "gent") or "Fixd" in p.grammemes for p in known):
        return None  # «в Самару» is where to
    k = first - 1
    nouns = 0
    while k >= sentence.first and first - k <= 5:
        token = tokens[k]
        if token.lower in _LEADS:
            settled = nouns or any(p.case in ("loct", "loc2", "ablt") or "Fixd" in p.grammemes for p in known)
            return k if settled or not known else None
        if token.pos == "NOUN" and nouns < 1 and any(p.case in ("loct", "loc2") for p in token.parses):
            nouns += 1
        elif token.pos not in ("ADJF", "NUMR") and not token.is_number:
            return None
        k -= 1
    return None


def _follows(document: Document, end: int, other: tuple[int, int, bool, Entity, int], led: bool) -> bool:
    """Whether another place goes on with a place: at once, in brackets, or behind a comma and its own preposition."""
    tokens = document.tokens
    first, _, has_lead, _, _ = other
    if first == end:
        return led and (tokens[first].reading(case="nomn") is None or tokens[first].reading(case="gent") is not None)
    between = [t.text for t in tokens[end:first]]
    return led and (between == ["("] or (between == [","] and has_lead))


def _place(document: Document, first: int, last: int, parts: Sequence[tuple[Entity, int]]) -> Place:
    tokens = document.tokens
    city: str | None = None
    country: str | None = None
    for entity, at in parts:
        if entity.type == "country":
            country = country or entity.code
            continue
        known = _known(document, at, entity)
        if known is not None and known.kind == "city":
            city = city or entity.name
            country = country or (known.country if known.country != "RU" else None)
        elif entity.type == "location" and known is None and city is None and _stands_in(tokens, at):
            city = city or (entity.name if _may_be_city(entity.name) else None)
    for token in tokens[first:last]:
        if country is None and token.pos == "ADJF" and not token.is_title:
            described = gazetteer().by_adjective(token.text)
            if described is not None and described.kind == "country":
                country = described.code
    if city is None and country is not None and any(t.lower == "столице" for t in tokens[first:last]):
        city = _capital(country)
    if tokens[first].lower in ("под", "близ"):
        city = None
    text = document.text[tokens[first].start : tokens[last - 1].end]
    return Place(text, city, country)


def _stands_in(tokens: Sequence[Token], at: int) -> bool:
    """Whether «в» stands before a place, its country's adjective between: «в китайском Хайларе»."""
    k = at - 1
    if k > 0 and tokens[k].pos == "ADJF" and gazetteer().by_adjective(tokens[k].text) is not None:
        k -= 1
    return k >= 0 and tokens[k].lower in ("в", "во")


def _may_be_city(name: str) -> bool:
    """Whether a place that the gazetteer lacks can be a town: one or two words, all with capitals."""
    parts = name.split()
    return len(parts) <= 2 and all(p[:1].isupper() for p in parts) and parts[0] not in words("events", "no_cities")


def _known(document: Document, first: int, entity: Entity) -> Known | None:
    found = gazetteer().find([t.text for t in document.tokens[first : first + 5]], 0)
    return found[0] if found is not None else None
