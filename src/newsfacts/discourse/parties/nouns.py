"""Parties told by a common noun, with a name behind it or without one."""

from msgspec.structs import replace

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.parties.crowds import crowd
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.named import Named
from newsfacts.discourse.parties.shared import shared, territory_end
from newsfacts.discourse.parties.words import (
    begins_latin,
    is_capitals,
    latin_end,
    likely_case,
    number_of,
    party_noun,
    phrase_cases,
)
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, find_head, nominative, noun_phrase


class Nouns(Named):
    """Reads the mentions that a noun for a body, a crowd, somebody or a territory makes."""

    def _noun(self, i: int, j: int, stop: int) -> Mention | None:
        """A common noun that can stand for a party, or before its name."""
        tokens = self.document.tokens
        lemma = party_noun(tokens[j]) or tokens[j].lower
        number = number_of(tokens[j])
        head = find_head(tokens[i : j + 1]) if i < j else None
        if head is not None and head.index == j - i and head.modifiers:
            number = head.parse.number  # «муниципального предприятия» is one
        if number == "plur" and i and tokens[i - 1].pos == "PREP" and not is_capitals(tokens[i - 1]):
            number = next((p.number for p in tokens[j].parses if p.pos == "NOUN" and p.case != "nomn"), number)
        if lemma in words("parties", "players"):
            return self._player(i, j, stop, lemma, number)
        several = shared(tokens, i, j, stop)
        if several is not None:
            return several
        if lemma in words("parties", "lands") and (land := self._land(i, j, stop)) is not None:
            return land
        if lemma in words("parties", "posts") or (number == "plur" and lemma in words("parties", "delegates")):
            return self._post(i, j, stop, lemma, number)
        end = noun_phrase(self.document, j, stop, coordinate=False)
        end = self._field_end(lemma, self._body_end(j, max(end, j + 1)), stop)
        end = max(end, *(self._entities[k][1] for k in range(j, end) if k in self._entities), end)
        while tokens[j].text in words("parties", "forms") and end + 1 < stop and is_capitals(tokens[end]):
            end += 1  # «ФГБОУ ВО «Горный университет»»
        end = next((k for k in range(j + 1, end) if self._is_person(k)), end)  # «ректор вуза Иван Петров»
        for k in range(j + 1, min(end + 1, stop)):
            if is_predicate(tokens[k]) or (k == j + 1 and lemma in words("events", "visitors")):
                break  # «участники «Северной зари»» came to it
            if k in self._quoted:
                return self._name(i, j, k, self._quoted[k][1] + 1, lemma)
            if begins_latin(tokens, k):
                return self._name(i, j, k, latin_end(tokens, k, stop), lemma)
            if k == j + 1 and k in self._entities and lemma in ("аэропорт", "порт"):
                last = self._entities[k][1]
                name = nominative(tokens[j:last])
                return Mention(
                    i,
                    last,
                    (Party(name, "organization", None),),
                    phrase_cases(tokens[i : j + 1]),
                    number,
                    "name",
                    lemma,
                )
            if k == j + 1 and k in self._entities and self._entities[k][1] in self._quoted:
                continue  # «клуб НХЛ «Вашингтон»»
            if k == j + 1 and k in self._entities and self._entities[k][0].type == "organization":
                entity, last = self._entities[k]
                return Mention(
                    i,
                    last,
                    (Party(entity.name, "organization", None),),
                    phrase_cases(tokens[i : j + 1]),
                    number,
                    "name",
                    lemma,
                )
        cases = phrase_cases(tokens[i : j + 1])
        if i and tokens[i - 1].pos == "PREP" and not is_capitals(tokens[i - 1]):
            cases = cases - {"nomn"} or cases
        titled = any(t.is_title for t in tokens[i + 1 : end]) or (tokens[i].is_title and i < j)
        if lemma in words("parties", "bodies") and titled and number == "sing" or lemma == "власть" and titled:
            case = likely_case(cases)
            return Mention(
                i, end, (Party(nominative(tokens[i:end], case), "organization", None),), cases, number, "name", lemma
            )
        several = self._crowd(i, j, stop) if number == "plur" else None
        if several is not None:
            return several
        described = self._phrased(i, j, end, lemma, cases)
        last = end if lemma in words("parties", "bodies") else j + 1
        whose = next((k for k in range(j + 1, last) if party_noun(tokens[k]) in words("parties", "loose")), None)
        within = self._noun(whose, whose, stop) if whose is not None else None
        return Mention(
            i,
            last,
            self._described(i, j, lemma, cases),
            cases,
            number,
            "reference",
            lemma,
            described=described,
            inner=within,
        )

    def _land(self, i: int, j: int, stop: int) -> Mention | None:
        """A territory abroad by its name behind the word for it: «провинция Гилян», «автономный район Синь-Юй»."""
        tokens = self.document.tokens
        end = j + 1
        while end < stop and tokens[end].is_title and tokens[end].is_word and end < j + 4:
            end += 1
        if end == j + 1 or self._is_person(j + 1):
            return None
        cases = phrase_cases(tokens[i : j + 1])
        name = nominative(tokens[j:end], likely_case(cases))
        name = name[0].lower() + name[1:]  # the noun, though it may begin the sentence
        return Mention(i, end, (Party(name, "region", None),), cases, "sing", "name", tokens[j].lemma)

    def _is_with_party(self, i: int, noun: Parse) -> bool:
        """Whether «с» behind a word for a document leads to the noun: whatever it is, it is a party."""
        before = self.document.tokens[i - 2] if i > 1 else None
        papers = (table("agreements")["documents"][kind] for kind in ("contract", "agreement", "memorandum", "treaty"))
        return (
            before is not None
            and not before.lemmas.isdisjoint(w for paper in papers for w in paper)
            and before.reading("NOUN", number="sing") is not None
            and noun.lemma not in words("parties", "no_parties")
        )

    def _somebody(self, i: int, j: int, stop: int, noun: Parse) -> Mention | None:
        """People whom only a common noun names: «с местными фермерами», «с собственником здания»."""
        tokens = self.document.tokens
        if tokens[j].is_title or j in self._entities:
            return None
        end = noun_phrase(self.document, j, stop, "ablt", coordinate=False)
        if end < stop and (end in self._entities or end in self._quoted):
            return None  # the name says more
        ablt = frozenset(("ablt",))
        whose = self.mention(end + 1, stop) if end + 1 < stop and tokens[end].lower == "из" else None
        if whose is not None and whose.role == "name" and whose.parties[0].type == "organization":
            return replace(whose, first=i, cases=ablt)  # «с инженерами из компании «Луч»»
        name = Party(nominative(tokens[i : max(end, j + 1)], "ablt"), "organization", None)
        return Mention(i, max(end, j + 1), (), ablt, noun.number, "reference", noun.lemma, described=(name,))

    def _player(self, i: int, j: int, stop: int, lemma: str, number: str | None) -> Mention:
        """A sportsman or artist, who is bound himself: «с вратарем «Луча» Иваном Петровым»."""
        cases = phrase_cases(self.document.tokens[i : j + 1])
        for k in range(j + 1, min(j + 6, stop)):
            entity, last = self._entities.get(k, (None, k))
            if entity is not None and entity.type == "person":
                return Mention(i, last, (Party(entity.name, "person", None),), cases, number, "name", lemma)
            token = self.document.tokens[k]
            if is_predicate(token) or token.pos in ("PREP", "CONJ") or token.text == ",":
                break
        return Mention(i, j + 1, (), cases, number, "reference", lemma)

    def _phrased(self, i: int, j: int, end: int, lemma: str, cases: frozenset[str]) -> tuple[Party, ...]:
        """A body without a name, as the text calls it: «местный университет», «центр занятости»."""
        tokens = self.document.tokens
        last = end if lemma in words("parties", "bodies") else j + 1
        if any(
            "Apro" in p.grammemes or p.lemma in ("другой", "новый", "сам") for t in tokens[i:j] for p in t.parses[:1]
        ):
            return ()
        if (
            last - i < 2
            or (lemma in words("parties", "sides") and number_of(tokens[j]) == "plur")
            or lemma in words("parties", "territories")
        ):
            return ()
        case = likely_case(cases)
        return (Party(nominative(tokens[i:last], case), "organization", None),)

    def _crowd(self, i: int, j: int, stop: int) -> Mention | None:
        """Several bodies without names: «российские туроператоры», «вузы области»; no reference as «эти банки» is."""
        tokens = self.document.tokens
        if any("Apro" in p.grammemes or p.lemma == "сам" for t in tokens[i:j] for p in t.parses[:1]):
            return None
        return crowd(tokens, i, j, self._crowd_end(j, stop))

    def _crowd_end(self, j: int, stop: int) -> int:
        """The end of «вузы Самарской области», «отели Турции и Греции», «компании из России и Китая»."""
        tokens = self.document.tokens
        end = j + 1
        if end < stop and tokens[end].lower == "из" and territory_end(tokens, end + 1, stop) > end + 1:
            end = territory_end(tokens, end + 1, stop)
        elif end < stop and (tokens[end].reading("NOUN", "ADJF", case="gent") or tokens[end].is_title):
            end = self._body_end(j, max(noun_phrase(self.document, j, stop, coordinate=False), end))
        while end > j + 1 and end < stop and tokens[end].lower in ("и", ","):
            following = territory_end(tokens, end + 1, stop)
            if following == end + 1:
                break
            end = following
        return end

    def _joins_kinds(self, j: int, stop: int) -> bool:
        """Whether «и» at token j joins two adjectives of places: «российские и китайские компании»."""
        if j + 1 >= stop:
            return False
        pair = (self.document.tokens[j - 1], self.document.tokens[j + 1])
        return all(t.pos in MODIFIER and gazetteer().by_adjective(t.text) is not None for t in pair)

    def _described(self, i: int, j: int, lemma: str, cases: frozenset[str]) -> tuple[Party, ...]:
        """A side that only an adjective names: «белорусская сторона» is a state."""
        if lemma in words("parties", "bare"):
            name = nominative(
                self.document.tokens[i : j + 1], next(iter(sorted(cases)), None) if len(cases) == 1 else None
            )
            return (Party(name, "organization", None),)
        if i == j or lemma != "сторона":
            return ()
        place = gazetteer().by_adjective(self.document.tokens[i].text)
        if place is None:
            return ()
        name = nominative(self.document.tokens[i : j + 1], next(iter(sorted(cases)), None))
        return (Party(name, "country" if place.kind == "country" else "region", place.code),)
