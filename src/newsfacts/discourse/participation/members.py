"""Who the counted participants are: the countries, regions and bodies listed behind a number."""

from dataclasses import replace

from newsfacts.discourse.site import Site
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Member

_LIST_MARKS = frozenset((",", "и", "а", "также", "из", "с", "со", "для", "впервые"))
_AMONG = 12  # tokens between a number of countries and the verb before their names
_SENDS_WITHIN = 8  # tokens between a country and the number of those it sends
_INTRODUCTION = 40  # characters that «, в том числе» and the like take at most


def members_of(site: Site, start: int | None = None, *, own: bool = False) -> tuple[tuple[Member, ...], int]:
    """The countries, regions and bodies listed behind the number, and the index after the list.

    «из России и Китая», «, в том числе …», «, включая …»; an adjective of a country inside the quantity
    («247 российских компаний») names one as well, but not that of regions («62 российских региона»).
    """
    inside = tuple(
        Member(place.name, place.code)
        for t in site.tokens[site.first : site.last]
        if t.is_word and (place := gazetteer().by_adjective(t.lower)) is not None
    )
    if site.quantity.unit in words("participation", "kinds", "territories"):
        inside = ()
    i = site.last if start is None else start
    last = site.sentence.last
    i = _after_countries(site, i)
    while i < last and site.tokens[i].lower in {"мира", "рф", "россии"}:
        i += 1
    if i >= last or (i == last - 1 and not site.tokens[i].is_word):
        return inside or _told_next(site), site.last
    introduced = _introduced(site, i)
    if introduced is not None:
        i = introduced
    elif all_listed := _all_listed(site, i):
        return all_listed
    elif among := _among(site):
        return among, site.last
    else:
        if site.tokens[i].pos == "VERB" and i + 1 < last:  # «еще 20 прибыли из Сербии»
            i += 1
        if site.tokens[i].lower != "из":
            return inside, site.last
    listed, end = _listed(site, i, own)
    return inside or tuple(listed), (end if listed else site.last)


def _introduced(site: Site, i: int) -> int | None:
    """The index behind «, в том числе», «, включая», «, среди которых» at token i."""
    start = site.tokens[i].start
    ahead = site.reading.text[start : min(start + _INTRODUCTION, site.sentence.end)]
    begins = ahead.lstrip(", -–—")
    skip = next((w for w in words("participation", "members", "introductions") if begins.lower().startswith(w)), None)
    if skip is None:
        return None
    position = start + len(ahead) - len(begins) + len(skip)
    at = site.reading.document.token_range(position, site.sentence.end)[0]
    there = at < site.sentence.last and site.tokens[at].lower in ("есть", "были", "оказались")
    return at + 1 if there else at  # «среди них есть Китай»


def _told_next(site: Site) -> tuple[Member, ...]:
    """«… из 12 стран. Среди них – Китай и Индия»: those named in the next sentence, where it begins with saying so."""
    sentences = site.reading.document.sentences
    if site.sentence.index + 1 >= len(sentences):
        return ()
    sentence = sentences[site.sentence.index + 1]
    begins = site.reading.text[sentence.start : sentence.start + _INTRODUCTION].lower()
    if not any(begins.startswith(w) for w in words("participation", "members", "next")):
        return ()
    following = replace(site, sentence=sentence)
    introduced = _introduced(following, sentence.first)
    listed = _listed(following, introduced, own=True)[0] if introduced is not None else []
    if site.quantity.unit in words("participation", "kinds", "countries") and not all(m.code for m in listed):
        return ()
    return tuple(listed)


def _all_listed(site: Site, i: int) -> tuple[tuple[Member, ...], int] | None:
    """«Двух стран - Польши и Китая», «пять регионов: Дагестан, …»: as many names as were counted."""
    if site.tokens[i].text not in DASHES | {":", "("} or i + 1 >= site.sentence.last:
        return None
    listed, end = _listed(site, i + 1, own=True)
    behind = [t.lower for t in site.tokens[end : min(end + 2, site.sentence.last)]]
    open_ended = len(behind) == 2 and behind[0] == "и" and behind[1] in ("других", "другие", "др", "прочие")
    whole = open_ended or len(listed) == site.quantity.value
    end += 2 if open_ended else 0
    if site.tokens[i].text == "(" and end < site.sentence.last and site.tokens[end].text == ")":
        end += 1
    return (tuple(listed), end) if len(listed) > 1 and whole else None


def _among(site: Site) -> tuple[Member, ...]:
    """«Среди 16 стран впервые были Оман и Ливия»: those named behind the verb."""
    before = site.tokens[site.first - 1].lower if site.first > site.sentence.first else ""
    if before not in ("среди", "числе") and site.tokens[site.first].lower != "среди":
        return ()
    for k in range(site.last, min(site.last + _AMONG, site.sentence.last - 1)):
        if site.tokens[k].pos == "VERB" and site.tokens[k].lemmas & words("participation", "members", "are"):
            return tuple(_listed(site, k + 1, own=True)[0])
    return ()


def _after_countries(site: Site, i: int) -> int:
    """Pass over «из 14 стран» behind a number: the list after it names where they are from."""
    if i + 1 >= site.sentence.last or site.tokens[i].lower != "из":
        return i
    start = site.tokens[i + 1].start
    for quantity in site.reading.quantities_in(site.sentence):
        if quantity.start == start and quantity.unit in words("participation", "kinds", "countries"):
            return site.reading.document.token_range(quantity.start, quantity.end)[1]
    return i


def _listed(site: Site, i: int, own: bool) -> tuple[list[Member], int]:
    """The names from token i on, joined by commas and «и».

    Counts between them («40 - из Сербии, 12 - из Ирана») are passed over, unless the list is one count's ``own``.
    """
    found: list[Member] = []
    quoted = {q.first: q.last for q in quoted_names(site.reading.document, site.sentence)}
    end = i
    names = {
        site.reading.document.token_range(e.start, e.end)[0]: e
        for e in site.reading.entities_in(site.sentence)
        if e.type != "person"
    }
    while i < site.sentence.last:
        entity = names.get(i)
        token = site.tokens[i]
        if entity is None and i in quoted:
            end, i = quoted[i] + 1, quoted[i] + 1
            found.append(Member(site.reading.text[token.start : site.tokens[i - 2].end]))
            continue
        if entity is not None:
            found.append(Member(entity.name, entity.code))
            i = end = site.reading.document.token_range(entity.start, entity.end)[1]
        elif token.is_number or token.pos == "NUMR":
            if own:
                break
            i += 1
        elif token.lower in _LIST_MARKS or token.text in DASHES or token.pos == "PREP":
            i += 1
        elif token.text in '«"»':
            i += 1
            end = i if found and token.text != "«" else end
        else:
            break
    return found, end


def by_adjective(site: Site) -> tuple[Member, ...]:
    """«Турецких было 90», «сербских - 12», «40 иранских»: the country in an adjective near the number."""
    for indices in (range(site.first - 1, site.first - 4, -1), range(site.last, site.last + 2)):
        for i in indices:
            if not site.sentence.first <= i < site.sentence.last or site.tokens[i].text in {",", ";", ":"}:
                break
            if site.tokens[i].reading("ADJF", number="plur"):
                place = gazetteer().by_adjective(site.tokens[i].lower)
                return (Member(place.name, place.code),) if place is not None else ()
    return ()


def sender_of(site: Site) -> tuple[tuple[Member, ...], int]:
    """«Китай привез 97 фирм», «Турция - 54»: who sends what is counted, and the token where the name begins.

    A name in the nominative that opens the clause before the number, with a verb of sending or a dash between.
    """
    document, tokens = site.reading.document, site.tokens
    entities = site.reading.entities_in(site.sentence, "country", "region")
    before = [e for e in entities if e.end <= site.quantity.start]
    if not before:
        return (), site.first
    first, last = document.token_range(before[-1].start, before[-1].end)
    between = tokens[last : site.first]
    opens = first == site.sentence.first or tokens[first - 1].text in {",", ";", ":", ".", "(", "и", "а"}
    near = opens and len(between) <= _SENDS_WITHIN
    stands = any(t.lemmas & {"представить", "представлять"} and t.reading("VERB", number="plur") for t in between)
    if near and stands and tokens[last - 1].reading("NOUN", "ADJF", case="accs"):
        return (Member(before[-1].name, before[-1].code),), first  # «Россию представят 38 компаний»
    if not near or not tokens[last - 1].reading("NOUN", "ADJF", case="nomn"):
        return (), site.first
    sends = any(t.lemmas & words("participation", "members", "sends") for t in between)
    dash = bool(between) and between[-1].text in DASHES
    if sends or (dash and not any(t.pos in ("VERB", "NOUN", "PRTS") and t.is_title for t in between)):
        return (Member(before[-1].name, before[-1].code),), first
    return (), site.first
