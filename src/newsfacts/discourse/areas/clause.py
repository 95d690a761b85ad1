"""The words of a clause that may name what has the area in it: subject, object, purpose, crop."""

from collections.abc import Iterator

from newsfacts.discourse.areas.site import NOT_THINGS, Owner, chain_head, crop, named, noun
from newsfacts.discourse.clauses import Clause, around, clauses
from newsfacts.discourse.site import Site
from newsfacts.document import Token
from newsfacts.lexicon import words
from newsfacts.model import overlaps


def crop_before(site: Site, index: int) -> Owner | None:
    """The crop named before a token of the clause: «обмолотили зерновые на площади N»."""
    for i in range(index - 1, max(index - 12, site.sentence.first - 1), -1):
        if plant := crop(site.tokens[i]):
            return Owner(plant, i, i + 1)
        sown = site.tokens[i].lower in ("сев", "посев") and i > site.sentence.first
        if site.tokens[i].lower in ("сев", "посев") and (sown_crop := named(site, i + 1, index, "gent")):
            return Owner(sown_crop.name, i, sown_crop.last)  # «сев картофеля»
        field = site.tokens[i - 1].reading("ADJF") if sown else None
        if field is not None and field.lemma in words("area", "crops"):
            return Owner(f"{field.lemma[:-2]}ые", i - 1, i + 1)  # «яровой сев»
    return None


def near(site: Site) -> Iterator[int]:
    """The indices around the quantity, nearest first, within its clause-sized neighbourhood."""
    for distance in range(1, 16):
        if site.first - distance >= site.sentence.first:
            yield site.first - distance
        if site.last + distance - 1 < site.sentence.last:
            yield site.last + distance - 1


def subject_of(site: Site, first: int, last: int, inside: Clause | None = None) -> Owner | None:
    """A common noun in the nominative, nearest to the verb; if a clause is given, one ``inside`` it."""
    indices = range(last - 1, first - 1, -1) if last <= site.first else range(first, last)
    for i in indices:
        token = site.tokens[i]
        if token.text in {";", ":"} or i - first > 25:
            return None
        if inside is not None and i not in inside:
            continue
        if (token.is_title and not _opens(site, i)) or len(token.text) < 3 or _is_territory(site, token):
            continue
        if plant := crop(token):
            return Owner(plant, i, i + 1)
        if token.lemma in words("area", "measures") and token.reading("NOUN", case="nomn"):
            while i + 1 < last and site.tokens[i + 1].lemma in words("area", "measures"):
                i += 1
            return named(site, i + 1, min(i + 5, site.sentence.last), "gent")
        if token.pos == "NOUN" and token.lemma not in NOT_THINGS:
            parse = token.reading("NOUN", case="nomn")
            governed = i > site.sentence.first and site.tokens[i - 1].pos == "PREP"
            opens = inside is not None and any(i == a for a, _ in inside.ranges)
            if parse is not None and (token.parses[0].case in ("nomn", "accs") or opens) and not governed:
                head = chain_head(site, i, words("area", "actions"))
                return noun(site, i, ("nomn",)) if head == i else noun(site, head, ("nomn", "accs"))
    return None


def _opens(site: Site, i: int) -> bool:
    """Whether a word begins its sentence, a quotation mark or a dash before it aside."""
    before = site.tokens[site.sentence.first : i]
    return len(before) <= 2 and not any(t.is_word or t.is_number for t in before)


def _is_territory(site: Site, token: Token) -> bool:
    """Whether the word is part of a place's name."""
    return any(overlaps(token, e) for e in site.reading.entities_in(site.sentence, "country", "region", "location"))


def purpose_of(site: Site, verb: int) -> Owner | None:
    """«Под озимые отвели N га»: what the area is for; the nearest before the number, else the first behind."""
    prepositions = words("area", "purpose")
    near_verb = range(max(site.sentence.first, verb - 8), min(site.sentence.last - 1, max(verb + 4, site.first)))
    found = [i for i in near_verb if site.tokens[i].lower in prepositions and not _is_attribute(site, i)]
    before = [i for i in found if i < site.first]
    for i in before[-1:] or found[:1]:
        if site.tokens[i + 1].lemma == "который":
            return _antecedent(site, i)
        owner = behind_deed(site, named(site, i + 1, min(i + 5, site.sentence.last)))
        if owner is None and site.tokens[i + 1].pos == "ADJF":
            return Owner(site.tokens[i + 1].lower, i, i + 2)
        return Owner(owner.name, i, owner.last) if owner else None
    return None


def behind_deed(site: Site, owner: Owner | None) -> Owner | None:
    """«Под строительство завода»: what is to be made, where the noun is that of making it."""
    if owner is None or site.tokens[owner.last - 1].lemma not in words("area", "actions"):
        return owner
    thing = named(site, owner.last, min(owner.last + 5, site.sentence.last), "gent")
    return Owner(thing.name, owner.first, thing.last) if thing is not None else owner


def _is_attribute(site: Site, i: int) -> bool:
    """«Лагерь для студентов»: what stands behind the preposition only tells which."""
    return i > site.sentence.first and site.tokens[i].lower == "для" and site.tokens[i - 1].pos == "NOUN"


def clause_at(site: Site, index: int) -> Clause | None:
    """The clause of a token."""
    document = site.reading.document
    return next((c for c in clauses(document, around(document, site.sentence, index)) if index in c), None)


def explained(site: Site, start: int) -> Owner | None:
    """«В парке, который занимает N»: the noun that a relative clause with its subject «который» explains."""
    tokens = site.tokens
    if tokens[start].lemma != "который" or tokens[start].lower == "которых" or not tokens[start].reading(case="nomn"):
        return None
    owner = _antecedent(site, start)
    return Owner(owner.name, owner.first, site.last) if owner is not None else None


def _antecedent(site: Site, start: int) -> Owner | None:
    """The noun that a relative clause begun at a token explains: «лагерь, под который отвели N га»."""
    if start - 2 < site.sentence.first or site.tokens[start - 1].text != ",":
        return None
    return noun(site, chain_head(site, start - 2))


def object_of(site: Site, verb: int) -> Owner | None:
    """The accusative of a verb of change, on either side."""
    for i in (
        *range(verb + 1, min(verb + 8, site.first)),
        *range(verb - 1, max(verb - 8, site.sentence.first - 1), -1),
    ):
        token = site.tokens[i]
        if plant := crop(token):
            return Owner(plant, i, i + 1)
        is_noun = token.pos == "NOUN" and len(token.text) > 2 and token.lemma not in NOT_THINGS
        is_noun = is_noun and token.lemma not in words("area", "shown")
        if is_noun and token.reading("NOUN", case="accs") and site.tokens[i - 1].pos != "PREP":
            return noun(site, i, ("accs", "nomn"))
    return None
