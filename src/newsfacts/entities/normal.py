"""The nominative of a name."""

import re
from collections.abc import Sequence

from newsfacts.document import Document, Token
from newsfacts.entities.context import is_common, name_case, names_kind, person_case
from newsfacts.entities.names import Capitals, Name, is_honour, is_initial, name_of
from newsfacts.entities.persons import decline
from newsfacts.lexicon import words
from newsfacts.marks import OPENING_QUOTES
from newsfacts.phrases import case_of, find_head, nominative, nominative_word

_UNLIKE_WORDS = re.compile(r"[\d.]")


class Normal:
    """Writes the names of one text in the nominative, in text order."""

    def __init__(self, document: Document, capitalised: Capitals) -> None:
        self._document = document
        tokens = document.tokens
        self._attested = frozenset([tokens[i].lower for _, indices in capitalised for i in indices])
        self._before: tuple[int, str] = (-1, "")  # where the last person ended, and the case it stood in

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
        if named and quoted and not owned and (len(tokens) > 1 or is_common(tokens[0])):
            return text
        if all(t.is_title and not is_common(t) for t in tokens) or (len(tokens) == 1 and "-" in text):
            return decline(tokens, name_case(document, name.first), attested=self._attested)[0]
        head = find_head(tokens)
        if head is None:
            return _elliptic(tokens) or text
        if quoted and head.case != "nomn" and not head.modifiers:
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
        cases = {case_of(p) for p in head.parses if p.pos == "NOUN" and p.number == "sing"}
        if "nomn" in cases:
            return "nomn"
        likely = name_case(self._document, name.first)
        fitting = [case for case in cases if likely.get(case, 0.0) > 0.4]
        if fitting:
            return max(fitting, key=lambda case: likely[case])
        return "nomn" if any(case_of(p) == "nomn" for p in head.parses) else None


def _is_plain(text: str) -> bool:
    """Whether a name is written as words are, with no dots or digits within and not in Latin letters."""
    return not text.isascii() and _UNLIKE_WORDS.search(text) is None


def _elliptic(tokens: Sequence[Token]) -> str | None:
    """The nominative of an adjective that stands for a name: «солисты Большого»."""
    if len(tokens) != 1 or (parse := tokens[0].reading("ADJF", number="sing", gender="masc")) is None:
        return None
    return nominative_word(tokens[0], parse)
