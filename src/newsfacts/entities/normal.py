"""The nominative of a name."""

import re
from collections.abc import Sequence

from newsfacts.document import Document, Token
from newsfacts.entities.context import is_common, name_case, names_kind, person_case
from newsfacts.entities.declension import CASES
from newsfacts.entities.names import Capitals, Name, is_honour, is_initial, name_of
from newsfacts.entities.persons import decline
from newsfacts.lexicon import words
from newsfacts.marks import OPENING_QUOTES
from newsfacts.phrases import MODIFIER, case_of, find_head, nominative, nominative_word

_NAMES = frozenset(("Name", "Surn", "Patr"))
_ASKED = 0.4  # how much must speak for a case in which alone a name may stand
_UNLIKE_WORDS = re.compile(r"[\d.]")


class Normal:
    """Writes the names of one text in the nominative, in text order."""

    def __init__(self, document: Document, capitalised: Capitals) -> None:
        self._document = document
        tokens = document.tokens
        self._attested = frozenset([tokens[i].lower for _, indices in capitalised for i in indices])
        self._before: tuple[int, str] = (-1, "")  # where the last person ended, and the case it stood in
        self._listed: tuple[int, str] = (
            -1,
            "",
        )  # where the last name in quotes ended, and the case it was asked for in

    def form(self, name: Name) -> str:
        """A name in the nominative; Latin names, abbreviations and quoted names that stand so remain as they are."""
        if name.name is not None:
            return name.name
        if name.type == "person":
            return self._person(name)
        document = self._document
        tokens = document.tokens[name.first : name.last]
        text = document.text[name.start : name.end]
        if not tokens[0].is_word or tokens[0].text[-1].isupper():
            return text
        if not _is_plain(text):
            return self._before_honour(name, text)
        quoted = name.first > 0 and document.tokens[name.first - 1].text in OPENING_QUOTES
        named = name.first > 1 and names_kind(document.tokens[name.first - 1 - quoted])
        owned = quoted and document.tokens[name.first - 2].lemma in words("organizations", "owners")
        kept = len(tokens) > 1 or (is_common(tokens[0]) and not _is_genitive(tokens[0]))
        if named and quoted and not owned and kept:
            return text
        if all(t.is_title and not is_common(t) for t in tokens) or (len(tokens) == 1 and "-" in text):
            return decline(tokens, name_case(document, name.first), person=False, attested=self._attested)[0]
        head = find_head(tokens)
        if head is None:
            return _elliptic(tokens) or _initialled(tokens) or text
        if quoted and not head.modifiers and (head.case != "nomn" or len(tokens) == 1):
            return nominative(tokens, self._quoted_case(name, tokens[head.index]))
        if named and len(tokens) == 1 and any(case_of(p) == "nomn" and p.number == "sing" for p in tokens[0].parses):
            return text
        return nominative(tokens)

    def _before_honour(self, name: Name, text: str) -> str:
        """A body in the nominative, with whose name it bears as it stands: «институтом им. А. П. Зотова»."""
        tokens = self._document.tokens
        at = next((i for i in range(name.first + 1, name.last) if is_honour(tokens, i) or is_initial(tokens, i)), None)
        if at is None:
            return text
        body = name_of(self._document, name.first, at, name.type)
        return self.form(body) + self._document.text[body.end : name.end]

    def _person(self, name: Name) -> str:
        document = self._document
        before = document.tokens[name.first - 1] if name.first else None
        several = before is not None and not before.lemmas.isdisjoint(words("names", "several"))
        likely = person_case(document, name.first, name.last)
        last, case = self._before
        if before is not None and last == name.first - 1 and before.lower in (",", "и"):
            likely = {**likely, case: likely.get(case, 0.0) + 0.4}
        tokens = document.tokens[name.first : name.last]
        form, case = decline(tokens, likely, several=several, attested=self._attested)
        self._before = name.last, case
        return form

    def _quoted_case(self, name: Name, head: Token) -> str | None:
        """The case of a quoted name that may be in the nominative as well: the one that the words before ask for."""
        readings = [p for p in head.parses if p.pos == "NOUN" and p.number == "sing"]
        # «Гранита» and «Рубина» are women's names as well, which few organisations bear.
        cases = {case_of(p) for p in [p for p in readings if p.is_known and not p.grammemes & _NAMES] or readings}
        if "nomn" in cases:
            return "nomn"
        last, case = self._listed
        listed = name.first - 3 == last and self._document.tokens[last + 1].lower in (",", "и") and case in cases
        likely = {case: 1.0} if listed else name_case(self._document, name.first)
        fitting = [c for c in CASES if c in cases and likely.get(c, 0.0) > _ASKED]
        if fitting:
            found = max(fitting, key=lambda c: likely[c])
            self._listed = name.last, found
            return found
        return "nomn" if any(case_of(p) == "nomn" for p in head.parses) else None


def _is_genitive(token: Token) -> bool:
    """Whether the dictionary knows a word in the genitive singular only: «Базиса», not «Паруса» or «Детям»."""
    nouns = [p for p in token.parses if p.is_known and not p.grammemes & _NAMES]
    return nouns != [] and all(p.pos == "NOUN" and case_of(p) == "gent" and p.number == "sing" for p in nouns)


def _is_plain(text: str) -> bool:
    """Whether a name is written as words are, with no dots or digits within and not in Latin letters."""
    return not text.isascii() and _UNLIKE_WORDS.search(text) is None


def _initialled(tokens: Sequence[Token]) -> str | None:
    """The nominative of adjectives before a body's initials: «Сибирским горным ТПУ»."""
    *modifiers, short = tokens
    if not modifiers or not short.text.isupper() or any(t.pos not in MODIFIER for t in modifiers):
        return None
    readings = [
        t.reading("ADJF", "PRTF", number="sing", gender="masc") or t.reading("ADJF", "PRTF", number="sing")
        for t in modifiers
    ]
    known = [p for p in readings if p is not None and p.gender is not None]
    if len(known) < len(modifiers) or any(t.reading("ADJF", case="nomn", number="sing") for t in modifiers):
        return None
    new = [nominative_word(t, p, gender=p.gender) for t, p in zip(modifiers, known, strict=True)]
    return " ".join([*new, short.text])


def _elliptic(tokens: Sequence[Token]) -> str | None:
    """The nominative of an adjective that stands for a name: «солисты Большого»."""
    if len(tokens) != 1 or (parse := tokens[0].reading("ADJF", number="sing", gender="masc")) is None:
        return None
    return nominative_word(tokens[0], parse)
