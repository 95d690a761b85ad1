"""Parties: the mentions of a sentence, the lists they form, and the case they stand in."""

from collections.abc import Sequence

from msgspec.structs import replace

from newsfacts.discourse.parties.mentions import Group, Mention
from newsfacts.discourse.parties.reader import PartyReader
from newsfacts.discourse.parties.words import is_capitals, links, modifiers
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Party
from newsfacts.phrases import MODIFIER

_ASIDE = 9  # tokens that a participle with what hangs on it may have before its noun
_TOP = 12  # sentences in which a headline's body is named in full
_ENDS = frozenset((",", ".", ";", ")"))
_JOINING = frozenset(("с", "между", "у", "для", "к", "из", "от"))


class Mentions:
    """All mentions of a document, read sentence by sentence when they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self._reader = PartyReader(reading)
        self._aliases: dict[str, Party] | None = None
        self._read: dict[int, tuple[Mention, ...]] = {}

    def of(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions of a sentence, in text order."""
        if sentence.index not in self._read:
            self._reader.open(sentence)
            self._read[sentence.index] = tuple(self._scan(sentence.first, sentence.last))
        return self._read[sentence.index]

    def sentence_of(self, position: int) -> int:
        """The index of the sentence in which a token stands."""
        sentence = self.document.sentence_at(self.document.tokens[position].start)
        return sentence.index if sentence is not None else 0

    def groups(self, sentence: Sentence, indices: frozenset[int]) -> list[Group]:
        """The lists that the mentions among these tokens form."""
        groups: list[Group] = []
        for mention in self.of(sentence):
            if mention.first not in indices or self._is_gloss(groups, mention):
                continue
            joined = self._joined(groups[-1], mention) if groups else None
            if joined is not None:
                groups[-1] = joined
            else:
                groups.append(Group((mention,), mention.cases, mention.preposition))
        return groups

    def _is_gloss(self, groups: Sequence[Group], mention: Mention) -> bool:
        """Whether a name in brackets only says the one before again: «Завод «Алмаз» (Almaz Works)»."""
        return (
            bool(groups)
            and groups[-1].last == mention.first - 1
            and self.document.tokens[mention.first - 1].text == "("
        )

    def _joined(self, group: Group, mention: Mention) -> Group | None:
        between = [t.lower for t in self.document.tokens[group.last : mention.first]]
        if group.first and self.document.tokens[group.first - 1].lemma in words("agreements", "themes", "frames"):
            return None  # «По словам Петрова, «Луч» …»
        if not between or not links(between, group.preposition):
            return None
        cases = group.cases & mention.cases
        if between == [","] and cases and self._is_named_by(group, mention):
            named = replace(mention, preposition=group.preposition, before=group.mentions[0].before)
            return Group((named,), cases, group.preposition)
        if not cases or (mention.preposition and mention.preposition != group.preposition):
            return None
        if group.preposition and group.preposition not in _JOINING and not mention.preposition:
            return None
        return Group((*group.mentions, mention), cases, group.preposition)

    def _is_named_by(self, group: Group, mention: Mention) -> bool:
        """Whether a name between commas says who the one before is: «с прежним партнером, компанией «Луч», …»."""
        tokens, only = self.document.tokens, group.mentions[0]
        if len(group.mentions) > 1 or only.role != "reference" or only.number != "sing" or mention.role != "name":
            return False
        behind = tokens[mention.last] if mention.last < len(tokens) else None
        return bool(only.described) and behind is not None and behind.text in _ENDS and mention.number != "plur"

    def _has_second_name(self, i: int, stop: int) -> bool:
        """Whether a region's other name stands behind a dash at token i: «Кемеровской области – Кузбасса»."""
        tokens = self.document.tokens
        if i + 1 >= stop or tokens[i].text not in DASHES:
            return False
        return tokens[i + 1].lemma in words("parties", "second_names")

    def _behind_participle(self, first: int) -> int | None:
        """The index of «с» before a participle that hangs on the mention: «с входящей в холдинг компанией»."""
        tokens = self.document.tokens
        for k in range(first - 1, max(0, first - _ASIDE), -1):
            if tokens[k].lower in ("с", "со", "между"):
                return k if tokens[k + 1].reading("PRTF", case="ablt") is not None else None
            if tokens[k].pos in ("VERB", "INFN", "PRTS") or tokens[k].text in ".,;:":
                return None
        return None

    def aliases(self) -> dict[str, Party]:
        """The bodies behind abbreviations («Алтайский университет (АУ)») and a headline's «омский вуз»."""
        if self._aliases is None:
            self._aliases = self._headlined()
            tokens = self.document.tokens
            for i in range(1, len(tokens) - 2):
                if tokens[i].text == "(" and tokens[i + 2].text == ")":
                    sentence = self.document.sentence_at(tokens[i - 1].start)
                    for m in self.of(sentence) if sentence is not None else ():
                        if m.last == i and m.parties:
                            self._aliases.setdefault(tokens[i + 1].text, m.parties[0])
        return self._aliases

    def _headlined(self) -> dict[str, Party]:
        """What a headline calls only by its kind and place, with the name that the text behind it has for the kind."""
        found: dict[str, Party] = {}
        sentences = self.document.sentences
        titles = [s for s in sentences[:_TOP] if s.block in ("title", "subtitle")]
        short = [m for s in titles for m in self.of(s) if m.role == "name" and _is_placed(m)]
        for m in short:
            told = (other for s in sentences[len(titles) : _TOP] for other in self.of(s) if other.role == "name")
            full = next((o for o in told if o.head == m.head and o.parties[:1] and not _is_placed(o)), None)
            if full is not None:
                found.setdefault(m.parties[0].name, full.parties[0])
        return found

    def _scan(self, i: int, stop: int) -> list[Mention]:
        found: list[Mention] = []
        tokens = self.document.tokens
        while i < stop:
            mention = self._reader.mention(i, stop)
            if mention is None:
                i += 1
                continue
            if mention.role == "name" and self._reader.is_event(mention):
                i = mention.last
                continue
            if mention.role in ("name", "reference"):
                mention = replace(mention, modifiers=modifiers(tokens[mention.first : mention.last]))
            before = mention.first - 1
            if mention.cases == {"ablt"} and (governed := self._behind_participle(mention.first)) is not None:
                before = governed
            while before > mention.first - 4 and before > 0 and _stands_between(tokens[before], mention):
                before -= 1
            if before >= 0 and tokens[before].pos == "PREP" and not is_capitals(tokens[before]):
                mention = _under(mention, tokens[before].lower, before)
            if self._has_second_name(mention.last, stop):
                mention = replace(mention, last=mention.last + 2)
            found.append(mention)
            i = mention.last
        return found


def _is_placed(mention: Mention) -> bool:
    """Whether a name is only a body's kind with an adjective of a place: «Новосибирский институт»."""
    names = mention.parties[0].name.split() if mention.parties else []
    if len(names) != 2 or mention.parties[0].type != "organization" or mention.head not in words("parties", "bodies"):
        return False
    return names[1] == mention.head and gazetteer().by_adjective(names[0]) is not None


def _stands_between(token: Token, mention: Mention) -> bool:
    """Whether a word may stand between a preposition and a party: «с одним только …», «с тренером Ивановым»."""
    if token.lower in words("parties", "between") or (token.parses and token.parses[0].lemma == "сам"):
        return True
    noun = token.reading("NOUN")
    latin = mention.role == "name" and not mention.head and mention.parties[:1] and mention.parties[0].name.isascii()
    if (
        latin
        and token.lower == token.text
        and token.pos == "NOUN"
        and token.reading("NOUN", case="ablt", number="sing")
    ):
        return True  # «с лейблом Sony Music»
    return (
        mention.parties[:1] != ()
        and mention.parties[0].type == "person"
        and token.lower == token.text
        and token.pos != "PREP"
        and (token.pos in MODIFIER or (noun is not None and noun.animacy == "anim"))
    )


def _under(mention: Mention, preposition: str, before: int) -> Mention:
    preposition = {"со": "с", "об": "о", "обо": "о", "ко": "к", "во": "в", "от": "от"}.get(preposition, preposition)
    governed = {"с": {"ablt", "gent"}, "между": {"ablt", "gent"}, "у": {"gent"}, "о": {"loct"}}.get(preposition)
    cases = mention.cases & governed if governed else mention.cases - {"nomn"}
    if governed and "ablt" in governed and mention.role == "name" and not mention.head:
        cases = cases | {"ablt"} if "nomn" in mention.cases else cases  # a name that is not declined
    return replace(mention, preposition=preposition, before=before, cases=cases or frozenset(governed or ()))
