"""Bodies that the text names in full with their initials in brackets: «Федерация гребли на ялах (ФГЯ)»."""

from collections.abc import Iterator, Sequence
from functools import cache

from newsfacts.document import Document, Token
from newsfacts.entities.names import Name, name_of, positions
from newsfacts.lexicon import words
from newsfacts.phrases import MODIFIER
from newsfacts.rule import rule

_LONGEST = 14  # tokens of a name
_SKIPPED = 1  # words of a name that its initials may leave out


@rule(
    "entities",
    {
        "[Федерация гребли на ялах] ([ФГЯ]) купила лодки.": (
            "organization: Федерация гребли на ялах | organization: ФГЯ"
        ),
        "Станок купил [Институт горных машин и сплавов] ([ИГМС]).": (
            "organization: Институт горных машин и сплавов | organization: ИГМС"
        ),
        "Ставка налога на добавленную стоимость (НДС) не изменится.": None,
    },
)
def abbreviated_organizations(document: Document) -> Iterator[Name]:
    """A body's name right before its initials in brackets, and these."""
    tokens = document.tokens
    for position in positions(document.text, "("):
        opening, _ = document.token_range(position, position + 1)
        short = tokens[opening + 1 : opening + 3]
        sentence = document.sentence_at(position)
        if sentence is None or len(short) < 2 or short[1].text != ")" or not _is_short(short[0].text):
            continue
        for first in range(opening - 2, max(sentence.first, opening - _LONGEST) - 1, -1):
            named = tokens[first:opening]
            if named[0].text[0].upper() == short[0].text[0] and _spells(named, short[0].text) and _is_body(named):
                yield name_of(document, first, opening, "organization")
                yield name_of(document, opening + 1, opening + 2, "organization")
                break


def _is_short(text: str) -> bool:
    return len(text) > 2 and text.isalpha() and text.isupper() and not text.isascii()


def _spells(named: Sequence[Token], short: str) -> bool:
    """Whether the first letters of the words, those behind hyphens too, are these in this order."""
    letters = [part[0].upper() for t in named if t.is_word and len(t.text) > 2 for part in t.text.split("-") if part]
    at = skipped = 0
    for letter in letters:
        if at < len(short) and letter == short[at]:
            at += 1
        elif at < len(short):
            skipped += 1
    return at == len(short) and skipped <= _SKIPPED


def _is_body(named: Sequence[Token]) -> bool:
    """Whether a name's head is a word for a body."""
    head = next((t for t in named if t.pos not in MODIFIER), None)
    return head is not None and head.is_word and not head.lemmas.isdisjoint(_heads())


@cache
def _heads() -> frozenset[str]:
    kinds = ("bodies", "perhaps_bodies", "named")
    return frozenset().union(*(words("organizations", kind) for kind in kinds)) - words("organizations", "lands")
