"""The phrase that names a body, a state or a person and begins at a token, read from its first word on."""

from collections.abc import Sequence
from dataclasses import replace

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.parties.crowds import counted, crowd, is_count
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.names import BareNames
from newsfacts.discourse.parties.shared import shared, territory_end
from newsfacts.discourse.parties.words import (
    ALL_CASES,
    after_comma,
    after_with,
    begins_latin,
    is_capitals,
    is_dotted,
    is_field,
    is_house,
    is_speech,
    latin_end,
    likely_case,
    links,
    modifier_cases,
    number_of,
    party_noun,
    phrase_cases,
    singular_cases,
)
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.entities.quoted import quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, EntityType, Party
from newsfacts.phrases import MODIFIER, find_head, nominative, noun_phrase

_SEATS = {
    "губернатор": "регион",
    "вице-губернатор": "регион",
    "замгубернатора": "регион",
    "мэр": "город",
    "ректор": "вуз",
    "проректор": "вуз",
}
_POST_LENGTH = 60  # tokens that a post may reach over: «глава комитета … Иван Петров»
_POST_DEPTH = 6  # posts one within the other: «помощник советника министра …»
_PRONOUNS = {
    "мы": "мы",
    "ним": "он",
    "ней": "она",
    "нею": "она",
    "ними": "они",
    "они": "они",
    "него": "он",
    "нее": "она",
    "неё": "она",
}
_MARKS_BEFORE_NAMES = frozenset(("-", "–", "—", ":", "(", ",", "и"))
_HIS = {"его": "он", "ее": "она", "её": "она"}


class PartyReader:
    """Reads the mention that begins at a token: names, bodies, posts, descriptions."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self._entities: dict[int, tuple[Entity, int]] = {}
        for entity in reading.entities:
            first, last = self.document.token_range(entity.start, entity.end)
            if entity.type in ("country", "region") and not words("states", "parties").isdisjoint(
                self.document.tokens[last - 1].lemmas
            ):
                continue  # «белорусская сторона» is read as a description
            if entity.type == "organization" and self._is_shared(first, last):
                continue  # «Правительства России и Казахстана» are read as two
            if not any(t.pos == "VERB" and t.lower == t.text for t in self.document.tokens[first:last]):
                self._entities[first] = (entity, last)
        self._quoted: dict[int, tuple[int, int]] = {}
        self._full: dict[str, str] = {}  # the longest names of regions without a code, by their ids
        for entity in reading.entities:
            known = self._full.get(entity.id or "", "")
            if entity.type == "region" and entity.code is None and len(entity.name) > len(known):
                self._full[entity.id or ""] = entity.name
        self._bodies = frozenset(e.name for e in reading.entities if e.type == "organization")
        self._names = BareNames(self.document)
        self._depth = 0  # how many posts are being read, one within the other
        self._inner_read: dict[tuple[int, int, int], Mention | None] = {}

    def _is_shared(self, first: int, last: int) -> bool:
        """Whether a name is several bodies under one noun; the places in it are noted for themselves."""
        tokens = self.document.tokens
        if not any(t.lower == "и" for t in tokens[first:last]):
            return False
        noun = next((k for k in range(first, last) if tokens[k].pos not in MODIFIER), first)
        if shared(tokens, first, noun, last) is not None:
            return True
        if party_noun(tokens[noun]) not in words("parties", "delegates") or number_of(tokens[noun]) != "plur":
            return False
        texts = [t.text for t in tokens[:last]]
        for k in range(noun + 1, last):
            found = gazetteer().find(texts, k) if tokens[k].is_title else None
            if found is not None and found[0].kind in ("country", "region"):
                place, end = found[0], k + found[1]
                start, stop = tokens[k].start, tokens[end - 1].end
                kind: EntityType = "country" if place.kind == "country" else "region"
                text = self.document.text[start:stop]
                entity = Entity(text=text, start=start, end=stop, type=kind, name=place.name, code=place.code)
                self._entities[k] = (entity, end)
        return True

    def open(self, sentence: Sentence) -> None:
        """Make ready for the mentions of a sentence."""
        self._inner_read.clear()
        for q in quoted_names(self.document, sentence):
            if not is_speech(self.document.tokens[q.first : q.last]):
                self._quoted[q.first - 1] = (q.first, q.last)

    def mention(self, i: int, stop: int) -> Mention | None:
        """The mention that begins at token i."""
        tokens = self.document.tokens
        if is_dotted(tokens, i):
            return None
        pronoun = _PRONOUNS.get(tokens[i].lower)
        if tokens[i].lemma == "который" and i > 0 and tokens[i - 1].lower in ("с", "со", "между"):
            return Mention(i, i + 1, (), frozenset(("ablt",)), "sing", "reference", "который")
        if (
            pronoun is not None
            and (i > 0 or pronoun == "мы")
            and (tokens[i].lower in ("они", "мы") or tokens[i - 1].lower in ("с", "со", "между"))
        ):
            cases = frozenset(("nomn",)) if tokens[i].lower in ("они", "мы") else frozenset(("ablt",))
            return Mention(i, i + 1, (), cases, "plur" if pronoun in ("они", "мы") else "sing", "reference", pronoun)
        if tokens[i].lower in _HIS and i + 1 < stop:
            return self._belonging(i, stop)
        if (many := counted(tokens, i, stop)) is not None:
            end = self._crowd_end(many, stop)
            named = any(k in self._quoted or begins_latin(tokens, k) for k in range(many, min(end + 1, stop)))
            return None if named else crowd(tokens, i, many, end)
        j = i
        while j < stop:
            if j in self._quoted:
                return self._name(i, j, j, self._quoted[j][1] + 1) if self._may_name(j) else None
            token = tokens[j]
            if j in self._entities and not (j + 2 < stop and is_dotted(tokens, j + 2)):
                return self._entity(i, j, stop)
            if token.text.isupper() and len(token.text) > 1 and j + 2 < stop and is_dotted(tokens, j + 2):
                return self._name(i, j, j, j + 3)
            if begins_latin(tokens, j) and token.lower not in words("parties", "never"):
                return self._name(i, j, j, latin_end(tokens, j, stop))
            house = j > i and j + 1 in self._quoted and is_house(tokens, j)
            if house or token.text in words("parties", "forms") or party_noun(token) is not None:
                return self._noun(i, j, stop)
            noun = token.reading("NOUN", case="ablt") if token.pos == "NOUN" and after_with(tokens, i) else None
            if noun is not None and (noun.animacy == "anim" or self._is_with_party(i, noun)):
                return self._somebody(i, j, stop, noun)
            if self._is_coined(token):
                name = nominative(tokens[j : j + 1], next((c for c in ("ablt",) if after_with(tokens, i)), None))
                cases = phrase_cases(tokens[i : j + 1])
                return Mention(i, j + 1, (Party(name, "organization", None),), cases, "sing", "name", "")
            if token.lower == "и" and j > i and self._joins_kinds(j, stop):
                j += 1
                continue
            if (
                token.pos in MODIFIER
                and token.is_word
                and token.parses[0].lemma not in ("который", "сам", "чей")
                and not (token.pos == "PRTF" and j == i and after_comma(tokens, i))
            ):
                j += 1
                continue
            return None
        return None

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

    def _belonging(self, i: int, stop: int) -> Mention | None:
        """A post of somebody named before: «ее президент Иван Петров», «его монгольский коллега»."""
        k = i + 1
        while k < stop and self.document.tokens[k].pos in MODIFIER:
            k += 1
        if k == stop or party_noun(self.document.tokens[k]) not in words("parties", "posts"):
            return None
        post = self.mention(i + 1, stop)
        if post is None or post.role not in ("post", "reference"):
            return None
        known = post.inner is not None or (post.parties and post.parties[0].type != "person")
        owner = Mention(i, i + 1, (), post.cases, "sing", "reference", _HIS[self.document.tokens[i].lower])
        return replace(post, first=i, inner=post.inner if known else owner)

    def is_event(self, mention: Mention) -> bool:
        """Whether a name is a gathering's: «фестиваль «Театральный мост»» and «ВЭФ» are no parties."""
        tokens, events = self.document.tokens, self.reading.events
        if not events or mention.parties[0].type != "organization":
            return False
        event = events.at(tokens[mention.first].start, tokens[mention.last - 1].end)
        if event is None:
            return not mention.head and mention.parties[0].name in events.called
        called = {mention.parties[0].name, nominative([t for t in tokens[mention.first : mention.last] if t.is_word])}
        return not called.isdisjoint((event.name, *event.aliases))

    def _is_gathering(self, entity: Entity) -> bool:
        """Whether a name is a gathering's, behind which stand those who take part («участники «Енисея» подписали»)."""
        return self.reading.events is not None and self.reading.events.at(entity.start, entity.end) is not None

    def _is_coined(self, token: Token) -> bool:
        """Whether a word that no dictionary has is made like a company's name: «Газстройбанк», «Сибэнергосбыт»."""
        if not token.is_title or token.text.isupper() or any(p.is_known for p in token.parses):
            return False
        return any(stem in token.lower[1:] for stem in words("parties", "stems")) and token.reading("NOUN") is not None

    def _may_name(self, j: int) -> bool:
        """Whether a quoted name without a word for what it is can be a body: no thing stands before it."""
        inner = self._quoted[j]
        if any(k in self._entities and self._entities[k][0].type == "organization" for k in range(j, inner[1])):
            return True
        name = self.document.text[self.document.tokens[inner[0]].start : self.document.tokens[inner[1] - 1].end]
        if j == 0 or name in self._bodies:
            return True
        if self._names.is_thing(name):
            return False
        before = self.document.tokens[j - 1]
        return before.pos != "NOUN" or before.reading("NOUN", number="sing") is None

    def _is_common(self, j: int) -> bool:
        """Whether a word is in lower case, or has its capital from the sentence only."""
        token = self.document.tokens[j]
        if token.lower == token.text:
            return True
        sentence = self.document.sentence_at(token.start)
        return sentence is not None and sentence.first == j

    def _is_called(self, noun: int, last: int) -> bool:
        """Whether a quoted or Latin name stands right behind the word for what it is: «корпорация Sinopec»."""
        if last == noun + 1 and last in self._quoted:
            return True
        tokens = self.document.tokens
        return (
            tokens[noun].lower == tokens[noun].text
            and noun + 1 < last
            and (noun + 1 in self._quoted or begins_latin(tokens, noun + 1))
        )

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

    def _is_owner(self, k: int) -> bool:
        """Whether token k is a word for a body in the genitive, to which belongs what stands before."""
        token = self.document.tokens[k]
        return party_noun(token) is not None and token.reading("NOUN", case="gent", number="sing") is not None

    def _acts(self, first: int, last: int) -> bool:
        """Whether a news agency stands among those who act («ТАСС и вуз подписали»), not as who was told."""
        tokens = self.document.tokens
        before = tokens[first - 1] if first else None
        if before is not None and (before.pos == "VERB" or before.text in ("/", ",", "(")):
            return False
        led = before is not None and (
            before.lower in ("с", "со", "между", "и") or party_noun(before) in words("parties", "posts")
        )
        return led or (last < len(tokens) and tokens[last].lower == "и")

    def _is_parliament(self, name: Sequence[Token]) -> bool:
        """Whether a name taken for a place or a person is a parliament's: «Жогорку Кенеш»."""
        return len(name) > 1 and not name[-1].lemmas.isdisjoint(table("parties")["parliaments"])

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
            if is_predicate(tokens[k]):
                break
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

    def _field_end(self, lemma: str, end: int, stop: int) -> int:
        """The end of «комитет по транспорту» and what an office is for otherwise."""
        tokens = self.document.tokens
        if lemma not in words("parties", "offices_for") or end + 1 >= stop or tokens[end].lower != "по":
            return end
        if tokens[end + 1].lemma in words("agreements", "themes", "frames"):
            return end
        return max(noun_phrase(self.document, end + 1, stop, "datv", coordinate=False), end)

    def _body_end(self, j: int, end: int) -> int:
        """The end of a body's name: a comma or «и» before another name or body begins the next one."""
        tokens = self.document.tokens
        for k in range(j + 1, end - 1):
            following = tokens[k + 1]
            if tokens[k].text in (",", "и") and (
                following.text.isupper() or k + 1 in self._entities or k + 1 in self._quoted or party_noun(following)
            ):
                return k
        return end

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

    def _inner(self, k: int, stop: int) -> Mention | None:
        """The mention that begins at token k within a post's; each is read once, however the posts are nested."""
        if k in self._entities:
            return self._entity(k, k, stop)
        if self._depth == _POST_DEPTH:
            return None
        key = (k, stop, self._depth)
        if key not in self._inner_read:
            self._depth += 1
            self._inner_read[key] = self.mention(k, stop)
            self._depth -= 1
        return self._inner_read[key]

    def _post(self, i: int, j: int, stop: int, lemma: str, number: str | None) -> Mention | None:
        """A post or delegates, standing for the body, state or region named behind."""
        tokens = self.document.tokens
        cases = phrase_cases(tokens[i : j + 1])
        parties: list[Party] = []
        k, last, person = j + 1, j + 1, ""
        within = Mention(i, j + 1, (), cases, number, "reference", _SEATS[lemma]) if lemma in _SEATS else None
        holds: Mention | None = None
        while k < min(stop, j + _POST_LENGTH):
            token = tokens[k]
            inner = self._inner(k, stop)
            if inner is not None and inner.role == "crowd" and is_count(token):
                break
            if inner is not None and inner.role == "post" and inner.parties and "gent" in inner.cases and not parties:
                parties, last, person = list(inner.parties), inner.last, inner.person
                holds = holds or (inner.inner if inner.inner is not None and inner.inner.role == "name" else None)
                if person or number == "plur":
                    break
                k = last
                continue
            if inner is not None and inner.role == "name":
                if inner.parties[0].type == "person":
                    parties = parties or list(inner.parties)
                    last, person = inner.last, inner.parties[0].name
                    break
                holds = holds or inner
                if parties and not (number == "plur" and links([t.lower for t in tokens[last:k]], "")):
                    break
                if "gent" not in inner.cases and inner.head == "":
                    break
                parties.extend(inner.parties)
                k = last = inner.last
                continue
            if inner is not None and not parties and inner.last > k:
                if inner.role == "reference" and "gent" in inner.cases:
                    within = self._one(inner if inner.inner is None else inner.inner)
                k = inner.last
                continue
            if token.pos in MODIFIER or token.pos in ("NOUN", "PREP") or token.text in ("-", "и", ","):
                if token.text in (",", "и") and number != "plur" and not (k + 1 < stop and is_field(tokens[k + 1])):
                    break
                if k - j > 12 and not parties:
                    break
                k += 1
                continue
            break
        place = self._place_of(i, j) if lemma in words("parties", "statesmen") else None
        if place is not None and (not parties or parties[0].type == "person"):
            parties, last = [place], max(last, j + 1)
        if number == "plur" and person and parties[0].type != "person":
            last = self._apart(last, stop, parties)
        if number == "plur":
            end = self._holders_end(last, stop)
            if parties and parties[0].type == "person":  # «ректоры Иван Лосев и Анна Белова»
                held = (self._entities[k][0].name for k in range(last, end) if self._is_person(k))
                parties.extend(Party(name, "person", None) for name in held)
            last = end
        if not parties:
            return Mention(i, last, (), cases, number, "reference", lemma, inner=within)
        if lemma in ("страна", "государство") and len(parties) == 1 and parties[0].type == "organization":
            parties = [Party(nominative(tokens[i:last]), "organization", None)]
        plural = "plur" if len(parties) > 1 else number
        return Mention(i, last, tuple(parties), cases, plural, "post", lemma, person=person, inner=holds or within)

    def _apart(self, last: int, stop: int, parties: list[Party]) -> int:
        """The end of further holders, each behind a body: «министры Кубы Хуан Перес и Чили Пабло Рохас»."""
        tokens = self.document.tokens
        while last + 2 < stop and tokens[last].lower in (",", "и") and not self._is_person(last + 1):
            body = self._inner(last + 1, stop)
            if body is None or body.role != "name" or "gent" not in body.cases or not self._is_person(body.last):
                break
            parties.extend(body.parties)
            last = self._entities[body.last][1]
        return last

    def _one(self, mention: Mention) -> Mention:
        """The reference as one body where its form leaves that open: «директор предприятия»."""
        token = self.document.tokens[mention.last - 1]
        return replace(mention, number="sing") if token.reading("NOUN", case="gent", number="sing") else mention

    def _place_of(self, i: int, j: int) -> Party | None:
        """The state or region of «российский министр», «тверской губернатор»."""
        for token in self.document.tokens[i:j]:
            place = gazetteer().by_adjective(token.text)
            if place is not None and place.kind in ("country", "region"):
                return Party(place.name, "country" if place.kind == "country" else "region", place.code)
        return None

    def _holders_end(self, k: int, stop: int) -> int:
        """The index after the names of those who hold a post together: «главы двух городов – А и Б», «…, В и Г»."""
        tokens = self.document.tokens
        begin, end = k, k
        while begin < stop and begin < k + 5 and not self._is_person(begin):
            if not (is_count(tokens[begin]) or tokens[begin].text in _MARKS_BEFORE_NAMES) and (
                party_noun(tokens[begin]) not in words("parties", "territories")
            ):
                return k
            begin += 1
        while begin < stop and self._is_person(begin):
            end = self._entities[begin][1]
            begin = end + 1 if end < stop and tokens[end].lower in (",", "и") else end
        return end

    def _is_person(self, k: int) -> bool:
        return k in self._entities and self._entities[k][0].type == "person"
