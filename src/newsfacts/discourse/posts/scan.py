"""Reading a post: from its head noun to the right, word by word."""

from dataclasses import replace

from newsfacts.discourse.posts.names import Names
from newsfacts.discourse.posts.start import Body
from newsfacts.discourse.posts.words import is_ministry, plain, post_reading
from newsfacts.document import Token
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.phrases import find_head, nominative, noun_phrase


class Scanner(Names):
    """Reads one post from its head to both sides."""

    def read_right(self) -> int:
        """Take in what depends on the head; the index after it."""
        i = self.head + 1
        while i < self.last:
            after = self._step(i)
            if after == i:
                break
            i = after
        return i

    def _step(self, i: int) -> int:
        token = self.tokens[i]
        if i in self.named and self.named[i][1].type == "person":
            return i
        if token.lower == "имени" and self.parts.bodies and self.parts.bodies[-1].last == i:
            return self._in_honour(i)
        if token.text in QUOTE_PAIRS:
            return self._quoted(i)
        if token.text == "(" and self.parts.bodies:
            closing = next((k for k in range(i + 1, min(i + 5, self.last)) if self.tokens[k].text == ")"), None)
            return i if closing is None else closing + 1
        if token.lower in ("в", "во") and self._is_field(i):
            return self._field(i)
        if token.lower == "от" and self.lemma in words("positions", "sent_by") and i == self.head + 1:
            return self._sent_by(i)
        if token.pos == "PREP" and token.lower in ("по", "в", "во", "на", "при", "за"):
            return self._prepositional(i, token)
        if token.is_number and token.text.endswith(("-й", "-го", "-м", "-ой")) and i + 1 < self.last:
            return self._ordinal(i)
        if token.text == "№" or token.is_number:
            return self._number(i)
        if i == self.over + 1 and token.is_title and self._rules_instrumental():
            return self._genitive(i, whole=False)  # «командующий Северным флотом»
        place = gazetteer().find([t.text for t in self.tokens[i : i + 5]], 0) if token.is_title else None
        if place is not None and self._is_adjective_of(i, place[1]):
            place = None
        place = self._told(i, place) if place is not None else None
        if place is not None and not self._is_longer_name(i, place[1]) and self._may_be_genitive(i, i + place[1]):
            return self._place(i, i + place[1], place[0])
        if i in self.named and token.is_title:
            body = self.parts.bodies[-1] if self.parts.bodies else None
            if body is not None and body.last == i and self._is_apposed(token, body):
                return self._apposed(i, body)
            if self.named[i][1].type == "organization":
                return self._name(i)
        if token.is_word and (token.text.isascii() or self._is_abbreviation(token)):
            return self._word(i)
        if token.text in (",", "и") and self.parts.position and not self.parts.bodies:
            return self._coordinated(i)
        if token.text == "и" and self.parts.bodies and self.parts.bodies[-1].kind == "inner":
            return self._of_part(i)
        return self._genitive(i)

    def _told(self, i: int, found: tuple[Place, int]) -> tuple[Place, int]:
        """The place at token i as the entities have it: «РМ» is Mordovia where the text names that."""
        place, length = found
        end, entity = self.named.get(i, (i, None))
        if entity is None or end != i + length or entity.type != "region" or entity.code in (None, place.code):
            return found
        return replace(place, kind="region", name=entity.name, code=entity.code), length

    def _prepositional(self, i: int, token: Token) -> int:
        if self.lemma == "директор" and token.lower != "по" and self.parts.bodies:
            return i  # «директор школы в Твери»
        if token.lower == "по" and any(t.lemma in words("positions", "not_for") for t in self.tokens[i + 1 : i + 3]):
            return i
        case = {"по": "datv", "за": "ablt"}.get(token.lower, "loct")
        if token.lower == "за" or (token.lower != "по" and not self._is_sent()):
            return i
        if i + 1 < self.last and i + 1 in self.named and self.named[i + 1][1].type == "person":
            return i
        end = noun_phrase(self.document, i + 1, self.last, case, coordinate=True)
        if end == i + 1 and i + 1 < self.last and self.tokens[i + 1].text.isupper():
            end = i + 2
        if end == i + 1:
            return i
        place = (
            gazetteer().find([t.text for t in self.tokens[i + 1 : i + 6]], 0) if self.tokens[i + 1].is_title else None
        )
        if place is not None and self._is_adjective_of(i + 1, place[1], case):
            place = None  # «в Уральском федеральном округе» is not in Uralsk
        if place is not None:
            end = max(end, i + 1 + place[1])
        elif i + 1 in self.named and token.lower != "по":
            end = max(end, self.named[i + 1][0])
        if token.lower == "по" and end + 1 < self.last and self.tokens[end].lower in ("с", "со"):
            end = max(end, noun_phrase(self.document, end + 1, self.last, "ablt"))
        end = self._until_name(i + 1, end) if token.lower == "по" else self._until_person(i + 1, end)
        if end == i + 1:
            return i
        if token.lower == "по":
            body = self.parts.bodies[-1] if self.parts.bodies else None
            if body is not None and body.last == i and self._is_for_something(body):
                body.last = end
                body.name = None
            else:
                self.parts.position.append((i, end))
            return end
        if self.tokens[end - 1].lemma == "округ" and self.tokens[i + 1].is_title:
            self.parts.bodies.append(Body(i + 1, end, "", "name", nominative(self.tokens[i + 1 : end], case)))
        elif self.lemma == "полпред" and place is not None and place[0].kind != "country":
            self.parts.bodies.append(Body(i + 1, end, "", "name", place[0].name))
        elif self.lemma == "полпред":
            self.parts.bodies.append(Body(i + 1, end, "", "name", nominative(self.tokens[i + 1 : end], case)))
        elif self.tokens[i + 1].is_title:
            self.parts.position.append((i, end))
        elif token.lower == "при" and post_reading(self.tokens[i + 1]) is not None:
            self.parts.position.append((i, i + 2))  # «уполномоченный при президенте»
            return i + 2
        else:
            return i
        return end

    def _is_field(self, i: int) -> bool:
        """«департамента … в сфере печати»."""
        body = self.parts.bodies[-1] if self.parts.bodies else None
        inside = body is not None and body.last == i and body.kind == "inner"
        return inside and i + 1 < self.last and self.tokens[i + 1].lower in ("сфере", "области")

    def _field(self, i: int) -> int:
        """What a part of a body is for: with it the part belongs to the position."""
        end = noun_phrase(self.document, i + 2, self.last, "gent")
        end = next((k for k in range(i + 2, end) if self.tokens[k].is_title), end)
        if end > i + 2:
            self.parts.bodies[-1].last = end
            return end
        return i

    def _sent_by(self, i: int) -> int:
        """«сенатор от Крыма», «наблюдатель от ОБСЕ»: whom the post stands for."""
        texts = [t.text for t in self.tokens[i + 1 : i + 6]]
        place = gazetteer().find(texts, 0) if texts and texts[0][:1].isupper() else None
        if place is not None:
            return self._place(i + 1, i + 1 + place[1], place[0])
        if i + 1 in self.named and self.named[i + 1][1].type == "organization":
            return self._name(i + 1)
        after = self._word(i + 1) if i + 1 < self.last and self._is_abbreviation(self.tokens[i + 1]) else i + 1
        return after if after > i + 1 else i

    def _is_for_something(self, body: Body) -> bool:
        """Whether «по …» behind the body belongs to its name: «комитет по культуре», «суд по правам человека»."""
        head = find_head(self.tokens[body.first : body.last], "gent") if body.kind == "name" else None
        if any(t.lower.startswith("сборн") for t in self.tokens[body.first : body.last]):
            return True
        lemma = head.lemma if head is not None else body.lemma
        return lemma in words("positions", "for_what")

    def _area_of_minister(self, first: int, end: int) -> int | None:
        """The index behind the territory that a state's minister is for: «по развитию Дальнего Востока и Арктики»."""
        if self.tokens[first].lemma not in words("positions", "for_areas") or not self._is_minister():
            return None
        at = first + 1
        while at < end and (self.tokens[at].is_title or (self.tokens[at].lower == "и" and at > first + 1)):
            at += 1
        return at if at > first + 1 else None

    def _is_sent(self) -> bool:
        """Whether the post, or the one it is under, is in a place: «посол», «помощник полпреда»."""
        inside = self.tokens[self.head + 1 : self.over + 1] if self.lemma in words("positions", "deputies") else ()
        return any(lemma in words("positions", "sent") for lemma in (self.lemma, *(plain(t.lemma) for t in inside)))

    def _is_minister(self) -> bool:
        said = self.tokens[self.head : self.over + 1]
        return any(t.lemma in words("positions", "over_areas") for t in said)

    def _until_person(self, first: int, end: int) -> int:
        return next((k for k in range(first, end) if k in self.named and self.named[k][1].type == "person"), end)

    def _until_name(self, first: int, end: int) -> int:
        """The phrase's end, or the first name in it: what follows is the body, not the field."""
        end = self._until_person(first, end)
        area = self._area_of_minister(first, end)
        for k in range(area if area is not None else first + 1, end):
            token = self.tokens[k]
            if token.is_title and self.tokens[k - 1].lower == "и" and gazetteer().find([token.text], 0) is not None:
                continue  # «по Петербургу и Ленобласти»
            if token.text in QUOTE_PAIRS or (token.is_title and not token.text.isupper()):
                return k
            if token.lemma == "министерство" or is_ministry(token.lemma):
                return k - 1 if self.tokens[k - 1].reading("ADJF", case="gent") and k - 1 > first else k
            if token.text.isupper() and k in self.named and self.named[k][1].type == "organization":
                return k  # «по охране порядка УМВД»
            following = self.tokens[k + 1] if k + 1 < self.last else None
            if token.lemma in words("positions", "bodies") and following is not None and k + 1 not in self.named:
                if following.text in QUOTE_PAIRS or following.is_title:
                    return k
            elif token.lemma in words("positions", "bodies") and k + 1 in self.named:
                if (
                    self.named[k + 1][1].type != "person"
                    or token.lemma in words("positions", "companies")
                    or token.lemma in words("positions", "trades")
                ):
                    return k  # «по персоналу предприятия Анна Котова»
                return end
        return end
