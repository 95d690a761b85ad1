"""Parties told by name: entities, quoted and Latin names."""

from newsfacts.discourse.parties.known import Known
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.shared import territory_end
from newsfacts.discourse.parties.words import (
    ALL_CASES,
    modifier_cases,
    party_noun,
    phrase_cases,
    singular_cases,
)
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, find_head, nominative, noun_phrase


class Named(Known):
    """Reads the mentions that a name makes."""

    def _entity(self, i: int, j: int, stop: int) -> Mention | None:
        entity, last = self._entities[j]
        tokens = self.document.tokens[j:last]
        if entity.type == "event" or (entity.name.lower() in words("parties", "never") and not self._acts(j, last)):
            return None
        if entity.type == "organization":
            noun = next((k for k in range(j, last) if self.document.tokens[k].pos not in MODIFIER), j)
            head_noun = party_noun(self.document.tokens[noun])
            # «Корпорация развития Сибири» at the beginning of a sentence is a name, «Компания «Луч»» a noun with one.
            common = self._is_common(j) and (head_noun in words("parties", "bodies") or noun + 1 == last)
            if head_noun is not None and (
                (common or self._is_called(noun, last)) if noun == j else self._is_called(noun, last)
            ):
                return self._noun(i, noun, stop)
        party = Party(self._full.get(entity.id or "", entity.name), entity.type, entity.code)
        if entity.type == "organization" and last in self._quoted and last - j > 1 and self._is_owner(last - 1):
            end = self._quoted[last][1] + 1  # «Управляющая компания холдинга «Вега»»
            quoted = self.document.text[self.document.tokens[last].start : self.document.tokens[end - 1].end]
            party = Party(f"{entity.name} {quoted}", "organization", None)
            return Mention(i, end, (party,), phrase_cases(self.document.tokens[i:last]), "sing", "name", "компания")
        if len(tokens) == 1 and entity.text[-1:].isupper() and entity.name != entity.text:
            party = Party(entity.text, "organization", None)  # «ОмГУ» is never declined
            return Mention(i, last, (party,), modifier_cases(self.document.tokens[i:j]), "sing", "name", "")
        adjective = entity.type in ("region", "location") and gazetteer().find([t.text for t in tokens], 0) is None
        place = gazetteer().by_adjective(tokens[0].text) if adjective else None
        if place is not None and place.kind == "region" and entity.code is None:
            party = Party(place.name, "region", place.code)  # «Костромской и Тверской областей»
        head = find_head(tokens)
        if head is not None and head.lemma in words("parties", "schools_for") and last == j + head.index + 1:
            last = self._body_end(last - 1, max(noun_phrase(self.document, last - 1, stop, coordinate=False), last))
            if last > j + len(tokens) and not any(t.is_title for t in self.document.tokens[j + len(tokens) : last]):
                tokens = self.document.tokens[j:last]  # «Ачинский техникум нефти и газа»
                party = Party(nominative(tokens), party.type, party.code)
        last = j + len(tokens)
        cases = phrase_cases(self.document.tokens[i:last])
        if entity.type in ("location", "person") and self._is_parliament(tokens):
            last = territory_end(self.document.tokens, last, stop)
            name = self.document.text[entity.start : self.document.tokens[last - 1].end]
            return Mention(i, last, (Party(name, "organization", None),), ALL_CASES, "sing", "name", "парламент")
        if entity.name == entity.text and head is not None and not head.parse.is_known:
            cases |= {"nomn"}  # nobody knows how it is declined
        number = head.parse.number if head and head.parse.is_known else "sing"
        return Mention(i, last, (party,), cases, number, "name", head.lemma if head else "")

    def _name(self, i: int, noun: int, start: int, end: int, head: str = "") -> Mention:
        """A quoted or Latin name that begins at ``start``, perhaps behind a word for what it is at ``noun``."""
        tokens = self.document.tokens
        inner = tokens[start + 1 : end - 1] if start in self._quoted else tokens[start:end]
        cases = phrase_cases(tokens[i : noun + 1]) if noun < start else modifier_cases(tokens[i:start])
        if (
            noun < start
            and not tokens[noun].text.isupper()
            and not (end < len(tokens) and tokens[end].lower in (",", "и"))
        ):
            cases = singular_cases(tokens[noun]) & cases or cases  # «компании «Луч»» is one
        name = self.document.text[inner[0].start : inner[-1].end]
        if name.count("«") > name.count("»"):
            name += "»"  # «АО «Завод «Луч»»: one mark closes both
        if head in words("parties", "daughters") and len(inner) == 1 and inner[0].reading("NOUN", case="gent"):
            name = nominative(inner, "gent")  # «структуры «Газпрома»»
        entity, last = self._entities.get(start + 1, (None, 0))
        named = start in self._quoted and entity is not None and entity.type == "organization" and last == end - 1
        if named and entity is not None and not self._is_gathering(entity):
            name = entity.name
        if noun == start:
            own = self._names.cases(inner, i)
            cases = cases & own or cases
            if "nomn" not in own and not inner[0].text.isascii():
                name = nominative(inner, next((c for c in ("ablt", "gent") if c in own), None))
        party = Party(name, "organization", None)
        return Mention(i, end, (party,), cases, "sing", "name", head)
