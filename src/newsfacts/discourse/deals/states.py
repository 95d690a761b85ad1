"""States as parties: for their capitals, parliaments and ministries; and parties told once."""

from collections.abc import Iterable

from newsfacts.analysis.morphology import parses
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table
from newsfacts.model import Party


def states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Capitals that stand beside states, ministries or other capitals, for the states: «Москва и Мапуту»."""
    capitals = {p: code for p in parties if p.type == "location" and (code := gazetteer().capital_of(p.name))}
    others = [p for p in parties if p not in capitals]
    if not capitals or len(parties) < 2 or any(p.type != "country" and not _is_ministry(p) for p in others):
        return parties
    if others and "RU" in capitals.values() and any(p.type != "country" for p in others):
        return parties  # Moscow may be the town
    return unique(state_of(capitals[p]) if p in capitals else p for p in parties)


def _is_ministry(party: Party) -> bool:
    return party.type == "organization" and party.name.lower().startswith("мин")


def ratifying(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The states for which parliaments act: «Сенат Казахстана», «Госдума», «ангольский парламент»."""
    return unique(state_behind(p) for p in parties)


def state_behind(party: Party) -> Party:
    """The state for which a parliament acts; any other party as it is."""
    names = party.name.split()
    known = table("parties")["parliaments"]
    codes = [known[lemma] for name in names for p in parses(name.lower())[:1] if (lemma := p.lemma) in known]
    if party.type != "organization" or not codes:
        return party
    for i, name in enumerate(names):
        found = gazetteer().find(names, i)
        place = found[0] if found is not None else gazetteer().by_adjective(name)
        if place is not None and place.kind == "country" and place.code:
            return state_of(place.code)
    code = next((c for c in codes if c), None)
    return state_of(code) if code else party


def state_of(code: str) -> Party:
    """The state with this code."""
    return Party(gazetteer().country_name(code) or code, "country", code)


def unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties without those named twice."""
    kept: list[Party] = []
    for party in parties:
        same = next(
            (
                i
                for i, k in enumerate(kept)
                if k.name.casefold() == party.name.casefold() or (k.code and k.code == party.code)
            ),
            None,
        )
        if same is None:
            kept.append(party)
    return tuple(kept)
