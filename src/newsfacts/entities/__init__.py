"""Entities: persons, organisations, countries, regions and other places that the text names."""

from collections.abc import Sequence

from newsfacts.analysis.ner import NameTagger
from newsfacts.document import Document
from newsfacts.entities.abbreviated import abbreviated_organizations
from newsfacts.entities.consistency import repeated
from newsfacts.entities.joining import join
from newsfacts.entities.links import link
from newsfacts.entities.names import capitals, tagged_names
from newsfacts.entities.normal import Normal
from newsfacts.entities.organizations import bodies, latin_organizations, proper_organizations, quoted_organizations
from newsfacts.entities.persons import extend_person
from newsfacts.entities.places import listed_regions, places
from newsfacts.entities.states import capitals_for_states, shared_initials, state_parties
from newsfacts.model import Entity, select


def find_entities(document: Document, tags: Sequence[str]) -> tuple[Entity, ...]:
    """Find the names in a text, with their nominative, in text order and without overlaps.

    Args:
        document: the text.
        tags: one BIO tag a token, as `NameTagger.tag` gives them for the whole document.
    """
    capitalised = capitals(document)
    listed = listed_regions(document)
    shared = {i for n in listed for i in range(n.first, n.last)}
    tagged = [n for n in tagged_names(document, tags) if shared.isdisjoint(range(n.first, n.last))]
    names = select(
        [
            # Of names of the same extent the first counts: the quotes outrank the gazetteer, that the network.
            *abbreviated_organizations(document),
            *quoted_organizations(document, tags),
            *state_parties(document),
            *listed,
            *places(document, tags, capitalised),
            *proper_organizations(document, capitalised),
            *bodies(document, tags),
            *latin_organizations(document, tags, capitalised),
            *(extend_person(document, n) if n.type == "person" else n for n in tagged),
        ]
    )
    names = shared_initials(document, capitals_for_states(document, join(document, names)))
    names = select([*repeated(document, names, capitalised), *names])
    normal = Normal(document, capitalised)
    return link(document, names, [normal.form(n) for n in names])


def tag_names(documents: Sequence[Document], tagger: NameTagger) -> list[list[str]]:
    """The name tags of documents, each of which is tagged as a whole: that is better than sentence by sentence."""
    return tagger.tag([[t.text for t in document.tokens] for document in documents])
