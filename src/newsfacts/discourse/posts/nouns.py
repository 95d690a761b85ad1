"""Reading a post: the nouns in the genitive behind its head, places and numbers."""

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.posts.start import Body, Start
from newsfacts.discourse.posts.words import is_body, is_gathering, is_ministry, plain, post_reading
from newsfacts.document import Token
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.phrases import case_of, find_head, nominative


def ordinal(text: str, noun: str) -> str:
    """An ordinal in figures with the ending of the nominative: «6-й» before «армия» is «6-я»."""
    gender = next((p.gender for p in parses(noun) if p.pos == "NOUN"), None)
    return f"{text.partition('-')[0]}-{_ORDINAL.get(gender or '', 'й')}"


_ORDINAL = {"femn": "я", "neut": "е"}


class Nouns(Start):
    """Reads what common and proper nouns add to a post."""

    def _genitive(self, i: int, whole: bool = True) -> int:
        token = self.tokens[i]
        if not token.is_word or token.pos in ("CONJ", "VERB", "ADVB", "PRCL"):
            return i
        if i + 1 < self.last and token.reading("ADJF", case="gent") and not token.is_title:
            latin = self.tokens[i + 1].text.isascii() and self.tokens[i + 1].is_title
            if self.tokens[i + 1].text in QUOTE_PAIRS or (latin and gazetteer().by_adjective(token.lower)):
                return i + 1  # «лидер московского "Маяка"», «глава китайской Sunrise»
        over = self._rules_instrumental()
        at = i - 1 if self.tokens[i - 1].is_number else i  # «командующий 6-й армией»
        case = "ablt" if over and at == self.over + 1 else "gent"
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

    def _rules_instrumental(self) -> bool:
        """Whether what hangs on the post stands in the instrumental: «командующий флотом», «заведующий кафедрой»."""
        lemmas = self.tokens[self.over].lemmas
        return not lemmas.isdisjoint(words("positions", "commanding") | words("positions", "as_posts"))

    def _noun(self, i: int, end: int, lemma: str, case: str) -> int:
        """A common or proper noun in the genitive, with its modifiers."""
        parts, body = self.parts, self.parts.bodies[-1] if self.parts.bodies else None
        titled = any(t.is_title for t in self.tokens[i:end]) and not self._only_place_adjectives(i, end)
        of_part = body is not None and body.last == i and body.kind == "inner"
        if body is not None and of_part and "организация" in (lemma, self.tokens[i - 1].lemma) and not titled:
            body.last = end  # «управления организации движения»
        elif case == "ablt" and body is None and self._is_whole_body(i, end, lemma, titled):
            kind = "name" if titled else "body"
            parts.bodies.append(Body(i, end, lemma, kind, nominative(self.tokens[i:end], "ablt")))
        elif case == "ablt":
            parts.position.append((i, end))
        elif body is not None and of_part and end == i + 1 and self._is_geographic(i):
            body.last = end  # «департамента Азии Минторга»
        elif plain(lemma) in words("positions", "posts") and body is None:
            if self.lemma not in words("positions", "deputies") and not self.acting:
                return i
            parts.position.append((i, end))
            self.over = end - 1
            self._adjective_country(i, end)
        elif is_ministry(lemma):
            self._adjective_country(i, end)
            parts.bodies.append(Body(i, end, lemma, "name"))
        elif body is not None and body.last == i and body.kind in ("name", "body"):
            if self._is_person(end - 1) and not (
                body.lemma in ("администрация", "секретариат") and post_reading(self.tokens[end - 1]) is not None
            ):
                return i
            if lemma in words("positions", "seasons"):
                return end  # «сборной последних лет»
            body.last, body.name = end, None
        elif lemma in words("positions", "organs") or (
            lemma == "совет" and i + 1 < self.last and end < self.last and self.tokens[end].lower == "директоров"
        ):
            parts.bodies.append(Body(i, end, lemma, "organ"))
        elif lemma == "группа" and end < self.last and self.tokens[end].lower == "компаний":
            parts.bodies.append(Body(i, end, lemma, "body"))
        elif lemma in words("positions", "inner") and not (titled and lemma in words("positions", "grand")):
            parts.bodies.append(Body(i, end, lemma, "inner"))
        elif titled or is_body(lemma) or is_gathering(lemma):
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

    def _is_geographic(self, i: int) -> bool:
        """Whether the dictionary knows the word as a place that is no state or town: «Азия», «Кавказ»."""
        reading = self.tokens[i].reading("NOUN", case="gent")
        return reading is not None and "Geox" in reading.grammemes

    def _is_whole_body(self, i: int, end: int, lemma: str, titled: bool) -> bool:
        """Whether the noun in the instrumental is the body itself: «Каспийской флотилией», «трестом "Рубин"»."""
        if lemma in words("positions", "inner") or lemma in words("positions", "as_forces"):
            return False
        named = end < self.last and self.tokens[end].text in QUOTE_PAIRS
        return is_body(lemma) and (titled or named or self.tokens[i - 1].is_number)

    def _is_person(self, i: int) -> bool:
        """«главы ФБР республиканца …»: what the holder is besides, no part of the body's name."""
        reading = self.tokens[i].reading("NOUN", case="gent")
        return reading is not None and reading.animacy == "anim" and reading.number == "sing"

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
        body = self.parts.bodies[-1]
        body.first = i
        if body.name is not None:
            body.name = f"{ordinal(self.tokens[i].text, body.lemma)} {body.name}"
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
        return len(token.text) > 1 and (token.text.isupper() or token.text[:3].isupper() and len(token.text) > 3)
