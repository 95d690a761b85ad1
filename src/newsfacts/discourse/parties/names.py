"""Quoted names without a word for what they are: the case they stand in, and whether a thing bears the name."""

from collections.abc import Sequence
from functools import cache

from newsfacts.discourse.parties.words import known_nominative, party_noun, phrase_cases
from newsfacts.document import Document, Token
from newsfacts.entities.quoted import quoted_names
from newsfacts.lexicon import table, words
from newsfacts.marks import CLOSING_QUOTES, OPENING_QUOTES

_LIST = 40  # tokens over which a list of names may reach
_ENDINGS = frozenset(("а", "у", "ом", "е", "ов", "ами"))


class BareNames:
    """What the whole article tells of its quoted names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._titled = frozenset(t.text for t in document.tokens if t.is_title)
        self._named_things: frozenset[str] | None = None

    def is_thing(self, name: str) -> bool:
        """Whether the article says that a thing has this name: «вакцина «Вирогард»»."""
        return any(name[:n] in self._things() for n in range(1, len(name) + 1))

    def cases(self, inner: Sequence[Token], i: int) -> frozenset[str]:
        """The cases of a bare quoted name that begins, with its adjectives, at token i.

        What the article declines further («Уралметкома») is the nominative; so is what looks like a genitive where
        nothing stands before it that a genitive could hang on. Behind a noun («глава «Росатома»») it is the genitive.
        """
        cases = phrase_cases(inner)
        if len(inner) == 1 and ("nomn" not in cases or not inner[0].reading("NOUN", case="nomn", number="sing")):
            stem = inner[0].text
            if self._is_stem(stem):
                return frozenset(("nomn", "accs"))
        before = self.document.tokens[i - 1] if i else None
        if before is not None and before.text in '«"„':
            before = self.document.tokens[i - 2] if i > 1 else None
        if "ablt" in cases and "nomn" not in cases and before is not None and self._listed_with(before.index):
            return frozenset(("ablt",))
        genitive = len(inner) == 1 and "gent" in cases and not self._is_nominative(inner[0])
        if before is not None and before.lower in ("и", ",") and genitive and self._follows_genitive(before.index):
            return frozenset(("gent",))
        if before is not None and before.pos == "PREP":
            bound = before.lower in ("с", "со", "между") and "ablt" in cases and not known_nominative(inner[-1])
            return frozenset(("ablt",)) if bound else cases
        if before is not None and before.pos == "NOUN":
            return frozenset(("gent",)) if genitive else cases
        if cases <= {"gent", "accs"} or (cases == {"ablt"} and not self._has_participle(i)):
            return frozenset(("nomn", "accs"))
        return cases

    def _listed_with(self, i: int) -> bool:
        """Whether a list that «с» or «между» governs goes on at token i: «с «Лучом», «Маяком» и «Зарей»»."""
        tokens = self.document.tokens
        if tokens[i].lower not in ("и", ","):
            return False
        for k in range(i - 1, max(-1, i - _LIST), -1):
            token = tokens[k]
            if token.lower in ("с", "со", "между"):
                return True
            if token.pos in ("PREP", "VERB", "INFN", "PRTS") or token.text in ".;:":
                return False
        return False

    def _follows_genitive(self, i: int) -> bool:
        """Whether the quoted name that ends before token i is a genitive: «директора «Вектора» и …»."""
        tokens = self.document.tokens
        return (
            i > 4
            and tokens[i - 1].text in CLOSING_QUOTES
            and tokens[i - 3].text in OPENING_QUOTES
            and tokens[i - 4].pos == "NOUN"
            and tokens[i - 2].reading(case="gent") is not None
            and not self._is_nominative(tokens[i - 2])
        )

    def _things(self) -> frozenset[str]:
        """The beginnings of quoted names that stand beside a word for a thing: «вакцина «Вирогард»» is no body."""
        if self._named_things is None:
            found = set()
            tokens = self.document.tokens
            for sentence in self.document.sentences:
                several = -1  # where a list of things that a plural names may go on
                for q in quoted_names(self.document, sentence):
                    before = tokens[q.first - 2] if q.first > sentence.first + 1 else None
                    last = tokens[q.last - 1]
                    goes_on = several == q.first - 2 and before is not None and before.lower in ("и", ",")
                    if (goes_on or _is_thing(before)) and last.reading(case="gent") is None:
                        name = self.document.text[tokens[q.first].start : last.end]
                        found.add(name[:-2])
                        many = before is not None and before.reading("NOUN", number="plur") is not None
                        several = q.last + 1 if goes_on or many else -1
            self._named_things = frozenset(found)
        return self._named_things

    def _has_participle(self, i: int) -> bool:
        """Whether the sentence has a passive on which an agent could hang."""
        sentence = self.document.sentence_at(self.document.tokens[i].start)
        words_around = self.document.words_of(sentence) if sentence is not None else ()
        return any(t.pos in ("PRTS", "PRTF") or t.reading("PRTF") for t in words_around if t.is_word)

    def _is_stem(self, stem: str) -> bool:
        return any(stem + e in self._titled or stem + e.upper() in self._titled for e in _ENDINGS)

    def _is_nominative(self, word: Token) -> bool:
        """Whether a name's word is surely a nominative: a known one, or one that has no other likely ending."""
        parse = word.parses[0] if word.parses else None
        return (
            parse is None
            or word.lower[-1] not in "аыяи"
            or (parse.is_known and parse.case == "nomn" and parse.number == "sing")
        )


def _is_thing(before: Token | None) -> bool:
    """Whether a word before a quoted name is a common noun that names no body, no document and no share of one."""
    if before is None or before.pos != "NOUN" or before.lower != before.text or party_noun(before):
        return False
    return before.lemmas.isdisjoint(_of_bodies())


@cache
def _of_bodies() -> frozenset[str]:
    """Nouns behind which a name in quotes is whose they are: documents and shares."""
    documents = table("agreements")["documents"].values()
    return frozenset().union(words("agreements", "talks", "owned"), *documents)
