"""Reading a post: from its head noun to both sides, word by word."""

from dataclasses import dataclass, field

import msgspec

from newsfacts.analysis.morphology import Parse
from newsfacts.discourse.posts_words import is_ministry, plain, post_reading
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity
from newsfacts.phrases import case_of, find_head, nominative, noun_phrase

_OPENING = {"«": "»", '"': '"', "„": "“", "“": "”"}
_LONGEST = 40  # tokens of a post with its body


@dataclass(slots=True)
class Body:
    """The body as far as it was read."""

    first: int
    last: int
    lemma: str
    kind: str  # inner, organ, body, name, place, quoted
    name: str | None = None


@dataclass(slots=True)
class Parts:
    """What was read of a post: pieces of the position, bodies, the state."""

    position: list[tuple[int, int]] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    country: str | None = None


class Scanner:
    """Reads one post from its head to both sides."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        named: dict[int, tuple[int, Entity]],
        head: int,
        parse: Parse,
    ) -> None:
        self.document = document
        self.tokens = document.tokens
        self.begin = sentence.first
        self.last = min(sentence.last, head + _LONGEST)
        self.named = named
        self.head = head
        self.parse = parse
        self.lemma = plain(parse.lemma)
        self.parts = Parts()
        self.modifiers: list[int] = []
        self.local: str | None = None
        self.acting: tuple[int, int] | None = None
        self.modifier_region: str | None = None
        self.over = head  # the post, or the post inside it, that an instrumental may depend on
        self.own = False
        self.whose = False

    # --- to the left ------------------------------------------------------------------------------------------------

    def read_left(self) -> int:
        """Take in the modifiers before the head; the index of the first."""
        i = self.head - 1
        first = self.head
        while i >= self.begin and i not in self.named:
            token = self.tokens[i]
            if token.lower in ("его", "её", "ее", "их"):
                self.whose = True
                return i
            if token.lower in ("и", "-") and self.modifiers and i > self.begin and self._modifies(self.tokens[i - 1]):
                if self.tokens[i - 1].lemma in words("positions", "passing"):
                    break
                self.modifiers.append(i)
            elif self._modifies(token):
                self._modifier(i, token)
            else:
                break
            first = i
            i -= 1
        return self._acting_before(first)

    def _modifies(self, token: Token) -> bool:
        return any(
            p.pos in ("ADJF", "PRTF")
            and p.number == self.parse.number
            and (case_of(p) == case_of(self.parse) or "Fixd" in self.parse.grammemes)
            and (p.number == "plur" or not p.gender or not self.parse.gender or p.gender == self.parse.gender)
            or ("Anum" in p.grammemes and case_of(p) == case_of(self.parse))
            for p in token.parses
            if p.score > 0.01
        )

    def _modifier(self, i: int, token: Token) -> None:
        place = gazetteer().by_adjective(token.lower)
        if place is not None and token.lemma not in words("positions", "passing"):
            if place.kind == "country":
                self.parts.country = place.code
            else:
                self.modifier_region = place.name
        elif token.lemma in table("positions")["local"]:
            self.local = table("positions")["local"][token.lemma]
        elif token.lemmas & words("positions", "passing"):
            self.own = self.own or "свой" in token.lemmas
        else:
            self.modifiers.append(i)

    def _acting_before(self, first: int) -> int:
        """«и. о. министра», «врио главы», «исполняющий обязанности директора»."""
        i = first - 1
        if i >= self.begin and self.tokens[i].lower in words("positions", "acting"):
            self.acting = (i, i + 1)
        elif i - 3 >= self.begin and [t.lower for t in self.tokens[i - 3 : i + 1]] == ["и", ".", "о", "."]:
            self.acting = (i - 3, i + 1)
        elif i - 2 >= self.begin and [t.lower for t in self.tokens[i - 2 : i + 1]] == ["и", "о", "."]:
            self.acting = (i - 2, i + 1)
        elif i - 1 >= self.begin and self.tokens[i].lower == "обязанности" and self.tokens[i - 1].lemma == "исполнять":
            start = i - 1
            if start - 1 >= self.begin and self.tokens[start - 1].lower == "временно":
                start -= 1
            self.acting = (start, i + 1)
        return self.acting[0] if self.acting else first

    # --- to the right -----------------------------------------------------------------------------------------------

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
        if token.text in _OPENING:
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
        if token.is_number and token.text.endswith(("-й", "-го")) and i + 1 < self.last:
            return self._ordinal(i)
        if token.text == "№" or token.is_number:
            return self._number(i)
        if i == self.over + 1 and token.is_title and self.tokens[self.over].lemmas & words("positions", "commanding"):
            return self._genitive(i, whole=False)  # «командующий Северным флотом»
        place = gazetteer().find([t.text for t in self.tokens[i : i + 5]], 0) if token.is_title else None
        if place is not None and self._is_adjective_of(i, place[1]):
            place = None
        if place is not None and not self._is_longer_name(i, place[1]) and self._may_be_genitive(i, i + place[1]):
            return self._place(i, i + place[1], place[0])
        if i in self.named and token.is_title:
            body = self.parts.bodies[-1] if self.parts.bodies else None
            if body is not None and body.last == i and body.kind == "body" and not token.reading(case="gent"):
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

    def _in_honour(self, i: int) -> int:
        """«театра имени Вахтангова»: a surname in the genitive, with given names or initials before it."""
        end = i + 1
        while end < min(self.last, i + 6) and (self.tokens[end].is_title or self.tokens[end].text == "."):
            surname = self.tokens[end].reading("NOUN", "ADJF", case="gent") is not None and end > i
            end += 1
            if surname and "Name" not in {g for p in self.tokens[end - 1].parses[:1] for g in p.grammemes}:
                break
        body = self.parts.bodies[-1]
        body.last, body.name = end, None
        return end

    def _is_longer_name(self, i: int, length: int) -> bool:
        """Whether the place is only the beginning of an organisation's name: «Центральный банк»."""
        return i in self.named and self.named[i][1].type == "organization" and self.named[i][0] > i + length

    def _is_adjective_of(self, i: int, length: int) -> bool:
        """«Южного военного округа»: no town of that name, but an adjective with its noun."""
        following = self.tokens[i + 1] if length == 1 and i + 1 < self.last else None
        if following is None or following.is_title or not self.tokens[i].reading("ADJF", case="gent", number="sing"):
            return False
        head = find_head(self.tokens[i : min(self.last, i + 4)], "gent")
        return head is not None and head.index > 0

    def _may_be_genitive(self, i: int, end: int) -> bool:
        token = self.tokens[i]
        return (
            not token.parses
            or token.text.isascii()
            or any(case_of(p) == "gent" or "Fixd" in p.grammemes for p in token.parses)
            or (token.text.isupper())
        )

    @staticmethod
    def _is_abbreviation(token: Token) -> bool:
        return len(token.text) > 1 and token.text.isupper()

    def _quoted(self, i: int) -> int:
        closing = _OPENING[self.tokens[i].text]
        end = i + 1
        depth = 1
        closed = 0
        while end < self.last and depth:
            text = self.tokens[end].text
            if text == closing:
                depth -= 1
                closed = end + 1
            elif text == self.tokens[i].text:
                depth += 1
            end += 1
        end = closed  # an inner quotation may share its closing mark with the outer
        if not closed or end - i > 16 or not (self.tokens[i + 1].is_title or self.tokens[i + 1].is_number):
            return i
        inner = self.document.text[self.tokens[i + 1].start : self.tokens[end - 2].end]
        if "«" in inner and "»" not in inner:
            inner += "»"
        elif not self._is_described(i) and self.tokens[i + 1].reading(case="gent", number="sing"):
            # Without a noun before it, the name itself is declined: «директор "Рубина"».
            inner = nominative(self.tokens[i + 1 : end - 1], "gent")
        self.parts.bodies.append(Body(i, end, "", "quoted", inner))
        return end

    def _is_described(self, i: int) -> bool:
        """Whether a noun or a legal form stands before the quotation: then the name inside is not declined."""
        before = self.tokens[i - 1]
        parts = words("positions", "inner") | {"директор", "акционер"}
        noun = before.pos == "NOUN" and before.lemma not in parts
        return i - 1 > self.head and (noun or before.text.isupper())

    def _prepositional(self, i: int, token: Token) -> int:
        case = {"по": "datv", "за": "ablt"}.get(token.lower, "loct")
        if token.lower == "за" or (token.lower != "по" and self.lemma not in words("positions", "sent")):
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
            if body is not None and body.last == i and body.lemma in words("positions", "for_what"):
                body.last = end
                body.name = None
            else:
                self.parts.position.append((i, end))
            return end
        place = (
            gazetteer().find([t.text for t in self.tokens[i + 1 : i + 6]], 0) if self.tokens[i + 1].is_title else None
        )
        if self.lemma == "полпред" and place is not None and place[0].kind != "country":
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

    def _until_person(self, first: int, end: int) -> int:
        return next((k for k in range(first, end) if k in self.named and self.named[k][1].type == "person"), end)

    def _until_name(self, first: int, end: int) -> int:
        """The phrase's end, or the first name in it: what follows is the body, not the field."""
        end = self._until_person(first, end)
        for k in range(first + 1, end):
            token = self.tokens[k]
            if token.text in _OPENING or (token.is_title and not token.text.isupper()):
                return k
            following = self.tokens[k + 1] if k + 1 < self.last else None
            if token.lemma in words("positions", "bodies") and following is not None and k + 1 not in self.named:
                if following.text in _OPENING or following.is_title:
                    return k
            elif token.lemma in words("positions", "bodies") and k + 1 in self.named:
                return end if self.named[k + 1][1].type == "person" else k
        return end

    def _number(self, i: int) -> int:
        if not self.parts.bodies or self.parts.bodies[-1].last != i:
            return i
        end = i + 1
        if self.tokens[i].text == "№" and end < self.last and self.tokens[end].is_number:
            end += 1
        elif not self.tokens[i].text.isdigit() or self.tokens[i - 1].text != "№":
            return i
        self.parts.bodies[-1].last = end
        return end

    def _ordinal(self, i: int) -> int:
        """«командир 5-й бригады»."""
        known = len(self.parts.bodies)
        end = self._genitive(i + 1)
        if end == i + 1 or len(self.parts.bodies) == known:
            return i
        self.parts.bodies[-1].first = i
        return end

    def _place(self, i: int, end: int, place: Place) -> int:
        body = self.parts.bodies[-1] if self.parts.bodies else None
        if place.kind == "country":
            if body is None or body.kind == "organ" or self._is_state(body):
                self.parts.country = place.code
            elif body is not None and body.last == i:
                body.last = end
                body.name = None if body.kind != "quoted" else body.name
            return end
        if body is None or body.kind == "organ":
            self.parts.bodies.append(Body(i, end, "", "place", place.name))
        elif body.last == i and body.kind != "quoted":
            body.last = end
            body.name = None
        return end

    def _is_state(self, body: Body) -> bool:
        word = self.tokens[body.first].lower if body.kind == "name" else body.lemma
        lemma = body.lemma or word
        return lemma in words("positions", "state") or is_ministry(lemma)

    def _apposed(self, i: int, body: Body) -> int:
        """«аэропорта Толмачево», «клуба Спартак»: the name stands undeclined behind the noun."""
        end, entity = self.named[i]
        single = body.last - body.first == 1
        if single and body.lemma in words("positions", "bodies"):
            self.parts.bodies.append(Body(i, end, "", "quoted", entity.text))
        else:
            body.last, body.name = end, None
        return end

    def _name(self, i: int) -> int:
        """A name that the entities stage found."""
        end, entity = self.named[i]
        if not self._may_be_genitive(i, end) and self.tokens[i].is_title and not self.tokens[i].text.isupper():
            return i
        end = min(end, self.last)
        lemma = self.tokens[i].lemma
        by = next((k for k in range(i + 1, end) if self.tokens[k].lower == "по"), None)
        if by is not None and self.lemma in words("positions", "deputies"):
            core = find_head(self.tokens[i:by], "gent")
            if core is not None and core.lemma not in words("positions", "for_what"):
                end = by  # «заместитель директора Русского музея по науке»
                entity = msgspec.structs.replace(entity, name=nominative(self.tokens[i:by], "gent"))
        if lemma in words("positions", "inner") - words("positions", "grand"):
            return self._genitive(i, whole=False)  # «Департамента развития Минфина»: part and body
        if entity.text.count("«") > entity.text.count("»") and end < self.last and self.tokens[end].text == "»":
            inner = entity.text.split("«", 1)[1] + "»" if entity.text.count("«") > 1 else entity.name
            self.parts.bodies.append(Body(i, end + 1, "", "quoted", inner))
            return end + 1
        place = self._trailing_country(i, end)
        name: str | None = entity.name
        body = Body(i, end, lemma, "name", name)
        if place is not None and (lemma in words("positions", "state") or self._is_state(body)):
            self.parts.country = place.code
            body.last = end - 1
            body.name = None if end - 1 - i > 0 else name
        head = find_head(self.tokens[i:end], "gent")
        if head is not None and head.lemma in words("positions", "inner"):
            body.kind, body.lemma = "inner", head.lemma
        self.parts.bodies.append(body)
        return end

    def _trailing_country(self, i: int, end: int) -> Place | None:
        if end - i < 2:
            return None
        found = gazetteer().find([self.tokens[end - 1].text], 0)
        return found[0] if found is not None and found[0].kind == "country" else None

    def _word(self, i: int) -> int:
        """A Latin word or an abbreviation."""
        body = self.parts.bodies[-1] if self.parts.bodies else None
        token = self.tokens[i]
        if not token.is_title:
            return i
        if i + 1 < self.last and self.tokens[i + 1].text in _OPENING:
            return i + 1  # a legal form: «ПАО "Заря"»
        if body is not None and body.last == i and body.kind in ("name", "body", "inner") and body.kind != "quoted":
            if token.text.isascii() and body.kind == "body":
                self.parts.bodies.append(Body(i, i + 1, "", "quoted", token.text))
            elif body.kind == "inner":
                self.parts.bodies.append(Body(i, i + 1, token.lower, "name", token.text))
            else:
                body.last, body.name = i + 1, None
        elif body is not None and body.kind == "quoted" and token.text.isascii() and body.last == i:
            body.last = i + 1
            body.name = f"{body.name} {token.text}"
        else:
            kind = "quoted" if token.text.isascii() else "name"
            self.parts.bodies.append(Body(i, i + 1, token.lower, kind, token.text))
        return i + 1

    def _coordinated(self, i: int) -> int:
        """«министр торговли, промышленности и недропользования»: more of the sector."""
        if not self.parts.position or self.parts.position[-1][1] != i or i + 1 >= self.last:
            return i
        head = find_head(self.tokens[i + 1 : self.last], "gent")
        if head is None or self.tokens[i + 1].is_title and not self.tokens[i + 1].text.isupper():
            return i
        end = i + 1 + head.index + 1
        noun = self.tokens[end - 1]
        if post_reading(noun) is not None or noun.is_title and not noun.text.isupper():
            return i
        if self.tokens[i].text == ",":
            following = self.tokens[end].text if end < self.last else ""
            if following not in ("и", ","):
                return i
        a, _ = self.parts.position[-1]
        self.parts.position[-1] = (a, end)
        return end

    def _of_part(self, i: int) -> int:
        """«департамента информации и печати»: more of what the part of a body is for."""
        body = self.parts.bodies[-1]
        if body.last != i or body.last - body.first < 2 or i + 1 >= self.last:
            return i
        head = find_head(self.tokens[i + 1 : min(self.last, i + 5)], "gent")
        if head is None or post_reading(self.tokens[i + 1 + head.index]) is not None or self.tokens[i + 1].is_title:
            return i
        body.last = i + 2 + head.index
        return body.last

    def _genitive(self, i: int, whole: bool = True) -> int:
        token = self.tokens[i]
        if not token.is_word or token.pos in ("CONJ", "VERB", "ADVB", "PRCL"):
            return i
        if i + 1 < self.last and token.reading("ADJF", case="gent") and not token.is_title:
            latin = self.tokens[i + 1].text.isascii() and self.tokens[i + 1].is_title
            if self.tokens[i + 1].text in _OPENING or (latin and gazetteer().by_adjective(token.lower)):
                return i + 1  # «лидер московского "Маяка"», «глава китайской Sunrise»
        over = self.tokens[self.over].lemmas & (words("positions", "commanding") | words("positions", "as_posts"))
        case = "ablt" if over and i == self.over + 1 else "gent"
        head = find_head(self.tokens[i : min(self.last, i + 6)], case)
        if head is None and case == "ablt":
            case = "gent"
            head = find_head(self.tokens[i : min(self.last, i + 6)], case)
        if head is None or any(self.tokens[k].text == "," for k in range(i, i + head.index)):
            return i
        end = i + head.index + 1
        if any(k in self.named and self.named[k][1].type == "person" for k in range(i, end)):
            return i
        for k in range(i + 1, end if whole else i):
            if k in self.named and self.named[k][1].type == "organization":
                reaches = self.named[k][0]
                if reaches > end and self.tokens[reaches - 1].reading("NOUN"):
                    end = reaches
        return self._noun(i, end, head.lemma, case)

    def _noun(self, i: int, end: int, lemma: str, case: str) -> int:
        """A common or proper noun in the genitive, with its modifiers."""
        parts, body = self.parts, self.parts.bodies[-1] if self.parts.bodies else None
        titled = any(t.is_title for t in self.tokens[i:end]) and not self._only_place_adjectives(i, end)
        if case == "ablt":
            parts.position.append((i, end))
        elif plain(lemma) in words("positions", "posts") and body is None:
            if self.lemma not in words("positions", "deputies") and not self.acting:
                return i
            parts.position.append((i, end))
            self.over = end - 1
            self._adjective_country(i, end)
        elif is_ministry(lemma):
            parts.bodies.append(Body(i, end, lemma, "name"))
        elif body is not None and body.last == i and body.kind in ("name", "body"):
            body.last, body.name = end, None
        elif lemma in words("positions", "organs") or (
            lemma == "совет" and i + 1 < self.last and end < self.last and self.tokens[end].lower == "директоров"
        ):
            parts.bodies.append(Body(i, end, lemma, "organ"))
        elif lemma in words("positions", "inner") and not (titled and lemma in words("positions", "grand")):
            parts.bodies.append(Body(i, end, lemma, "inner"))
        elif titled or lemma in words("positions", "bodies") or lemma in words("positions", "events"):
            self._adjective_country(i, end)
            parts.bodies.append(Body(i, end, lemma, "body"))
        elif lemma in words("positions", "territories"):
            if lemma == "город" and body is not None and body.last == i and body.kind == "inner":
                body.last = end
            else:
                parts.bodies.append(Body(i, end, lemma, "body"))
        elif body is not None and body.last == i and body.kind in ("inner", "organ"):
            body.last = end
        elif body is not None and body.kind in ("place", "quoted"):
            return i
        elif self._is_sector(i, end):
            parts.position.append((i, end))
        else:
            return i
        return end

    def _is_sector(self, i: int, end: int) -> bool:
        """A lower-case genitive may be part of the post; a name or an animate noun is not."""
        noun = self.tokens[end - 1]
        reading = noun.reading("NOUN", case="gent")
        return not noun.is_title and reading is not None and not reading.grammemes & {"Name", "Surn", "Patr"}

    def _only_place_adjectives(self, i: int, end: int) -> bool:
        titled = [t for t in self.tokens[i:end] if t.is_title]
        return not any(t.index == end - 1 for t in titled) and all(gazetteer().by_adjective(t.lower) for t in titled)

    def _adjective_country(self, i: int, end: int) -> None:
        for token in self.tokens[i : end - 1]:
            place = gazetteer().by_adjective(token.lower)
            if place is not None and place.kind == "country":
                self.parts.country = place.code
