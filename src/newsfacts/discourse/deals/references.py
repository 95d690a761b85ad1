"""What a reference can mean: how well a name fits «компания», «банк», «регион», «он»."""

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party

_MINISTRIES = ("мин", "мид", "мвд", "мчс")


def likeness(reference: Mention, named: Mention) -> float:
    """How well a name fits a reference by its kind and by the adjectives of both; 0 where it cannot be meant."""
    party = named.parties[0]
    if party.type != "organization" or named.head in words("parties", "events"):
        return 0.0
    head, loose = reference.head, words("parties", "loose")
    if head in ("он", "она"):
        return 1.0
    if head == "вуз":
        school = any(w in f"{named.head} {party.name}".lower() for w in words("parties", "schools"))
        return 1.0 if school or (party.name.isupper() and party.name[-1] in "УАИ") else 0.0
    if head in ("министерство", "ведомство"):
        lower, words_of = party.name.lower(), tuple(words("parties", "watchdogs"))
        office = lower.startswith(_MINISTRIES) or (
            head == "ведомство" and (lower.startswith(words_of) or named.head in words("parties", "agencies"))
        )
        return 1.0 if office and not _other_place(reference, named) else 0.0
    if named.head == head or head in party.name.lower():
        fit = 1.0
    elif head in words("parties", "halls"):
        return 0.0
    elif head in loose:
        fit = 0.1 if named.head in words("parties", "offices") else 0.8
    elif head not in words("parties", "companies") or head in words("parties", "offices") and reference.described:
        return 0.0
    else:
        fit = 0.5 if not named.head or named.head in loose else 0.1
    if not reference.modifiers or not fit:
        return fit
    if any(m in named.modifiers for m in reference.modifiers):
        return fit
    if head not in loose and named.head != head:
        return 0.0
    mine, theirs = places(reference), places(named)
    if mine and theirs:
        return fit if not mine.isdisjoint(theirs) else 0.0
    if reference.preposition or "nomn" not in reference.cases:
        return 0.0
    return fit * (0.6 if any(m.endswith("ский") for m in named.modifiers) else 0.3)


def alike(first: str, second: str) -> float:
    """The share of lemmas two phrases have in common."""
    a, b = _lemmas(first), _lemmas(second)
    return len(a & b) / len(a | b) if a and b else 0.0


def contains(longer: str, shorter: str) -> bool:
    """Whether a name has all the words of another: «правительство Татарстана» those of «Татарстан»."""
    words_of = _lemmas(shorter)
    return bool(words_of) and words_of <= _lemmas(longer)


def _lemmas(text: str) -> frozenset[str]:
    words = (w.strip('«»"„“”.,:;()') for w in text.split())
    return frozenset(readings[0].lemma for w in words if len(w) > 2 and (readings := parses(w)))


def _other_place(reference: Mention, named: Mention) -> bool:
    """Whether the adjectives of both name different places."""
    mine, theirs = places(reference), places(named)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def codes(mention: Mention) -> frozenset[str]:
    """The code of the country that a name belongs to."""
    return frozenset((mention.parties[0].code or "")[:2].split())


def places(mention: Mention) -> frozenset[str]:
    """The codes of the places that adjectives name."""
    found = [gazetteer().by_adjective(m) for m in mention.modifiers]
    return frozenset(p.country for p in found if p is not None and p.country)


def is_territory(mention: Mention, head: str) -> bool:
    """Whether a mention is a territory that the word can stand for."""
    return names_territory(mention.parties[0], head)


def names_territory(party: Party, head: str) -> bool:
    """Whether a party is a territory of this sort: область, край, страна, город and so on."""
    if party.type not in ("country", "region", "location"):
        return False
    name = party.name.lower()
    if head in ("область", "край", "район", "округ"):
        return head in name
    if head == "республика":
        return party.type != "location" and not any(w in name for w in ("область", "край", "район", "округ"))
    if head == "город":
        return party.type == "location"
    if head == "регион":
        return party.type == "region"
    if head in ("страна", "государство"):
        return party.type == "country"
    return True
