"""Parties told by who acts for them: posts, delegates and their holders."""

from msgspec.structs import replace

from newsfacts.discourse.parties.crowds import is_count
from newsfacts.discourse.parties.mentions import Mention
from newsfacts.discourse.parties.nouns import Nouns
from newsfacts.discourse.parties.words import (
    is_field,
    links,
    party_noun,
    phrase_cases,
)
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER, case_of, nominative

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
_MARKS_BEFORE_NAMES = frozenset(("-", "–", "—", ":", "(", ",", "и"))
_HIS = {"его": "он", "ее": "она", "её": "она"}


class Posts(Nouns):
    """Reads the mentions that a post makes."""

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

    def _acting(self, i: int, stop: int) -> Mention | None:
        """Who only acts in a post: «временно исполняющий обязанности ректора», «и. о. главы»."""
        tokens = self.document.tokens
        k = i + 1 if tokens[i].lower == "временно" else i
        cases = frozenset(("nomn",))
        if k + 2 < stop and "исполнять" in tokens[k].lemmas and tokens[k + 1].lower == "обязанности":
            cases = frozenset(case_of(p) for p in tokens[k].parses if p.pos == "PRTF" and p.case)
            k += 2
        elif [t.lower for t in tokens[i : min(i + 4, stop)]] == ["и", ".", "о", "."]:
            k = i + 4
        else:
            return None
        post = self.mention(k, stop) if k < stop and cases else None
        return replace(post, first=i, cases=cases) if post is not None and "gent" in post.cases else None

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
