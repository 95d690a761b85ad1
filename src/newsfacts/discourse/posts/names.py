"""Reading a post: the names of bodies behind its head, in quotes or not."""

import msgspec

from newsfacts.discourse.posts.nouns import Nouns
from newsfacts.discourse.posts.start import Body
from newsfacts.discourse.posts.words import post_reading
from newsfacts.document import Token
from newsfacts.gazetteer import Place, gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.phrases import find_head, nominative


class Names(Nouns):
    """Reads what names add to a post."""

    def _quoted(self, i: int) -> int:
        closing = QUOTE_PAIRS[self.tokens[i].text]
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
        elif not self._is_described(i) and self._is_genitive(i + 1):
            # Without a noun before it, the name itself is declined: «директор "Рубина"».
            inner = nominative(self.tokens[i + 1 : end - 1], "gent")
        self.parts.bodies.append(Body(i, end, "", "quoted", inner))
        return end

    def _is_genitive(self, i: int) -> bool:
        """Whether a name begins in the genitive: «Рубина», «Вертолетов России»."""
        token = self.tokens[i]
        if token.reading(case="gent", number="sing"):
            return True
        return token.reading(case="gent", number="plur") is not None and token.reading(case="nomn") is None

    def _is_described(self, i: int) -> bool:
        """Whether a noun or a legal form stands before the quotation: then the name inside is not declined."""
        before = self.tokens[i - 1]
        parts = words("positions", "inner") | {"акционер"}
        noun = before.pos == "NOUN" and post_reading(before) is None
        if before.lemma in parts:  # «центра «Ива»» is called so, «отдела «Рубина»» is of that club
            likeliest = self.tokens[i + 1].parses[0] if self.tokens[i + 1].parses else None
            noun = noun and likeliest is not None and likeliest.is_known and likeliest.case == "nomn"
        return i - 1 > self.head and (noun or before.text.isupper())

    @staticmethod
    def _is_apposed(token: Token, body: Body) -> bool:
        """Whether a name stands undeclined behind its noun, that of a body or of a part of one: «центра Гринвич»."""
        if body.kind != "body" and not (body.kind == "inner" and body.lemma in words("positions", "bodies")):
            return False
        if body.lemma in words("positions", "companies") and token.reading("NOUN", case="nomn", number="sing"):
            return True  # «компании Тесла»
        reading = token.reading(case="gent")
        return reading is None or ("Fixd" in reading.grammemes and not token.text.isupper())

    def _apposed(self, i: int, body: Body) -> int:
        """«аэропорта Толмачево», «клуба Спартак»: the name stands undeclined behind the noun."""
        end, entity = self.named[i]
        common = not any(t.is_title for t in self.tokens[body.first : body.last])
        behind_place = self.tokens[body.last - 1].lemma in words("positions", "territories")
        if common and body.lemma in words("positions", "bodies") and not behind_place:
            body.kind = "body"
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
        part = self.parts.bodies[-1] if self.parts.bodies else None
        if by is not None and by == i + 1 and part is not None and part.last == i and part.kind == "inner":
            end = by  # «управления Роспотребнадзора по Приморскому краю»: the part is for the territory
            entity = msgspec.structs.replace(entity, name=nominative(self.tokens[i:by], "gent"))
        if by is not None and self.lemma in words("positions", "deputies"):
            core = find_head(self.tokens[i:by], "gent")
            if core is not None and core.lemma not in words("positions", "for_what"):
                end = by  # «заместитель директора Русского музея по науке»
                entity = msgspec.structs.replace(entity, name=nominative(self.tokens[i:by], "gent"))
        organ = end == i + 1 and lemma in words("positions", "organs")
        if organ or lemma in words("positions", "inner") - words("positions", "grand"):
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
        if i + 1 < self.last and self.tokens[i + 1].text in QUOTE_PAIRS:
            return i + 1  # a legal form: «ПАО "Заря"»
        if body is not None and body.last == i and body.kind in ("name", "body", "inner") and body.kind != "quoted":
            if token.text.isascii() and body.kind == "body":
                self.parts.bodies.append(Body(i, i + 1, "", "quoted", token.text))
            elif body.kind == "inner":
                self.parts.bodies.append(Body(i, i + 1, token.lower, "name", token.text))
            else:
                body.last, body.name = i + 1, None
                if i + 1 in self.named and self.named[i + 1][0] == i + 2 and self.tokens[i + 1].text.isupper():
                    body.last = i + 2  # «Институт воды СО РАН»
                    return i + 2
        elif body is not None and body.kind == "quoted" and token.text.isascii() and body.last == i:
            body.last = i + 1
            body.name = f"{body.name} {token.text}"
        else:
            kind = "quoted" if token.text.isascii() else "name"
            self.parts.bodies.append(Body(i, i + 1, token.lower, kind, token.text))
        return i + 1

    def _is_longer_name(self, i: int, length: int) -> bool:
        """Whether the place is only the beginning of an organisation's name: «Центральный банк»."""
        return i in self.named and self.named[i][1].type == "organization" and self.named[i][0] > i + length

    def _is_adjective_of(self, i: int, length: int, case: str = "gent") -> bool:
        """«Южного военного округа»: no town of that name, but an adjective with its noun."""
        following = self.tokens[i + 1] if length == 1 and i + 1 < self.last else None
        if following is None or following.is_title or not self.tokens[i].reading("ADJF", case=case, number="sing"):
            return False
        head = find_head(self.tokens[i : min(self.last, i + 4)], case)
        return head is not None and head.index > 0

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
