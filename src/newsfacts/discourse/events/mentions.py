"""Which gathering each mention means: names put together with abbreviations, «форум» and «он» resolved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.bare import bare_names
from newsfacts.discourse.events.kinds import NameMention, edition_adjectives, kind_of_word
from newsfacts.discourse.events.known import may_be_known
from newsfacts.discourse.events.names import find_names
from newsfacts.discourse.events.pronouns import PLURAL, POINTING, PRONOUNS, noun_between, other_antecedent, points_back
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.phrases import case_of

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DATED_KIND = re.compile(r"([а-яё]{4,})-((?:19|20)\d\d)$")
_HEADS = ("title", "subtitle")
_RECENT = 40  # mentions that a bare noun can reach back over


@dataclass(eq=False)
class Group:
    """All that is one gathering, whatever its edition: its names."""

    name: str
    kind: str | None
    aliases: list[str] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)
    quoted: bool = False
    told_kind: bool = False  # a noun before the name tells the kind, not a word of the name

    def add(self, name: str) -> None:
        """Take in another name; the fuller one leads."""
        if key_of(name) == key_of(self.name):
            return
        if name not in self.aliases:
            self.aliases.append(name)
        self.keys.add(key_of(name))


@dataclass(frozen=True)
class Mention:
    """A place that speaks of a gathering: tokens ``[first, last)``; ``head`` is the noun or pronoun, ``way`` how."""

    first: int
    last: int
    head: int
    group: Group
    way: str  # name, short (an abbreviation or bare quoted name), kind, generic, pronoun


@lru_cache(maxsize=4096)
def key_of(name: str) -> tuple[str, ...]:
    """The lemmas of a name, without case, marks or ё: what makes two names one."""
    return tuple(_lemma(w) for w in _WORD.findall(name.lower()))


def _lemma(word: str) -> str:
    found = parses(word)
    return (found[0].lemma if found else word).replace("ё", "е")


def find_mentions(document: Document) -> tuple[list[Group], list[Mention]]:
    """The gatherings that a text names, and all mentions of them in text order."""
    named: list[NameMention] = []
    for sentence in document.sentences:
        if any(_may_name(t.text) for t in document.words_of(sentence)):
            named += find_names(document, sentence)
    named = sorted([*named, *bare_names(document, named)], key=lambda n: n.first)
    groups: list[Group] = []
    mentions: list[Mention] = []
    by_key: dict[tuple[str, ...], Group] = {}
    for name in named:
        group = _group_of(groups, by_key, name)
        for key in group.keys:
            by_key.setdefault(key, group)
        mentions.append(Mention(name.first, name.last, name.head, group, "name"))
    if not groups:
        return [], []
    _initials(groups)
    mentions += _short(document, groups, mentions)
    mentions.sort(key=lambda m: m.first)
    mentions += _anaphora(document, mentions)
    mentions.sort(key=lambda m: m.first)
    return groups, mentions


@lru_cache(maxsize=50_000)
def _may_name(text: str) -> bool:
    """Whether a token can be the word for a kind of gathering or the abbreviation of one: a cheap test."""
    if not text[0].isalpha():
        return text in QUOTE_PAIRS
    if "-" in text or kind_of_word(text.lower()) is not None or _lemma(text.lower()) == "инаугурация":
        return True
    return text[0].isupper() and (text.isupper() or _lemma(text.lower()) == "мемориал" or may_be_known(text))


def _group_of(groups: list[Group], by_key: dict[tuple[str, ...], Group], name: NameMention) -> Group:
    """The group that a name belongs to; a new one where there is none yet."""
    keys = [key_of(name.name), *map(key_of, name.aliases)]
    same = [by_key[k] for k in keys if k in by_key]
    for group in [*groups[:_RECENT], *groups[_RECENT:][-_RECENT:], *same]:
        if any(k in group.keys for k in keys) or _partly(group, name):
            if len(name.name) > len(group.name) and key_of(name.name) != key_of(group.name) and not group.quoted:
                group.aliases.append(group.name)
                group.name = name.name
                group.keys.add(key_of(name.name))
            group.add(name.name)
            for alias in name.aliases:
                group.add(alias)
            group.aliases = [a for a in dict.fromkeys(group.aliases) if a != group.name]
            if name.kind and (not group.kind or (name.tells_kind and not group.told_kind)):
                group.kind, group.told_kind = name.kind, name.tells_kind
            return group
    group = Group(name.name, name.kind, [a for a in name.aliases if a != name.name], set(keys))
    group.told_kind = name.tells_kind
    groups.append(group)
    return group


def _partly(group: Group, name: NameMention) -> bool:
    """Whether one name is the other with words left out, the kind the same: «Красноярская биеннале»."""
    if group.kind != name.kind or name.kind is None:
        return False
    mine, other = key_of(group.name), key_of(name.name)
    if group.name.partition(".")[0] == name.name or name.name.partition(".")[0] == group.name:
        return mine[: len(other)] == other or other[: len(mine)] == mine
    ours, theirs = set(key_of(group.name)), set(key_of(name.name))
    kind = _lemma(name.kind)
    if kind not in ours or kind not in theirs or len(ours) < 2 or len(theirs) < 2:
        return False
    return ours < theirs or theirs < ours


def _initials(groups: Sequence[Group]) -> None:
    """Let the initials of a proper name stand for it: ПМЭФ."""
    for group in groups:
        letters = "".join(w[0] for w in re.findall(r"[\w-]+", group.name) if len(w) > 1)
        if len(letters) >= 3:
            group.keys.add((letters.lower(),))
        # «Россия - Исламский мир: KazanForum» is KazanForum for short.
        last = re.split(r": | [-–—] ", group.name)[-1]
        if last != group.name and last.isascii() and not last.isdigit():
            group.keys.add(key_of(last))


def _short(document: Document, groups: Sequence[Group], names: Sequence[Mention]) -> list[Mention]:
    """Mentions of names known by now: quoted without the kind, and abbreviations, with a year or without."""
    taken = {i for m in names for i in range(m.first, m.last)}
    by_key = {k: g for g in groups for k in g.keys}
    longer = {k[:n]: g for k, g in reversed(by_key.items()) for n in range(2, len(k) + 1)}
    found = []
    for sentence in document.sentences:
        i = sentence.first
        while i < sentence.last:
            token = document.tokens[i]
            closing = QUOTE_PAIRS.get(token.text)
            if i in taken:
                i += 1
            elif closing is not None:
                end = next(
                    (j for j in range(i + 1, min(i + 16, sentence.last)) if document.tokens[j].text == closing), None
                )
                if end is None or end == i + 1:
                    i += 1
                    continue
                inner = document.text[document.tokens[i + 1].start : document.tokens[end - 1].end]
                group = _known(by_key, longer, key_of(inner))
                if group is not None:
                    before = document.tokens[i - 1] if i > sentence.first else None
                    if before is None or not before.lemmas & words("events", "owners"):
                        found.append(Mention(i, end + 1, i + 1, group, "short"))
                        i = end + 1
                        continue
                i += 1
            else:
                if token.is_word and len(token.text) >= 3 and token.text[:2].isupper():
                    group = _known(by_key, longer, key_of(token.text))
                    if group is not None:
                        _remember(group, token.text)
                        found.append(Mention(i, i + 1, i, group, "short"))
                i += 1
    return found


def _remember(group: Group, text: str) -> None:
    if key_of(text) != key_of(group.name) and text not in group.aliases:
        group.aliases.append(text)


def _known(
    by_key: dict[tuple[str, ...], Group], longer: dict[tuple[str, ...], Group], key: tuple[str, ...]
) -> Group | None:
    """The group under a key, a year behind left out where the text has no such name with it."""
    if key in by_key:
        return by_key[key]
    if len(key) > 1 and _YEAR.match(key[-1]) and key[:-1] in by_key:
        return by_key[key[:-1]]
    # The article's other wording of the name: «Работа России» for «Работа России. Время возможностей».
    return longer.get(key)


def _anaphora(document: Document, names: Sequence[Mention]) -> list[Mention]:
    """Bare nouns and pronouns that mean a gathering named before; in the headline, one named behind."""
    taken = {i for m in names for i in range(m.first, m.last)}
    by_first = {m.first: m for m in names}
    found: list[Mention] = []
    recent: list[Mention] = []  # mentions so far, this sentence's included
    previous: list[Mention] = []  # those of the sentence before
    lead = _lead(document, names)
    for sentence in document.sentences:
        here: list[Mention] = []
        pool = recent if sentence.block not in _HEADS else [*lead, *recent[-_RECENT:]]
        for i in range(sentence.first, sentence.last):
            if i in by_first:
                here.append(by_first[i])
                recent.append(by_first[i])
            elif i not in taken and _may_refer(document.tokens[i].lower):
                mention = _noun(document, sentence, i, pool[-_RECENT:])
                mention = mention or _pronoun(document, i, (here or previous)[-_RECENT:])
                if mention is not None:
                    found.append(mention)
                    here.append(mention)
                    recent.append(mention)
        previous = here
    return found


def _lead(document: Document, names: Sequence[Mention]) -> list[Mention]:
    """The gatherings named in the first sentences of the body, the first last."""
    body = [s for s in document.sentences if s.block not in _HEADS][:4]
    if not body:
        return []
    return [m for m in reversed(names) if body[0].first <= m.first < body[-1].last]


@lru_cache(maxsize=50_000)
def _may_refer(lower: str) -> bool:
    """Whether a word can speak of a gathering named before: a kind, a general word or a pronoun."""
    dated = _DATED_KIND.match(lower)
    if lower in PRONOUNS or kind_of_word(dated.group(1) if dated else lower) is not None:
        return lower[0].isalpha()
    noun = next((p for p in parses(lower) if p.pos == "NOUN"), None)
    return noun is not None and noun.lemma in table("events")["generic"]


def _noun(document: Document, sentence: Sentence, i: int, recent: Sequence[Mention]) -> Mention | None:
    """«форум», «мероприятие», «смотр»: the last gathering of that kind; of a general word any."""
    token = document.tokens[i]
    dated = _DATED_KIND.match(token.lower)  # «форум-2026»
    if (token.pos not in ("NOUN", "INFN", "VERB") and dated is None) or not recent:
        return None
    word = dated.group(1) if dated else token.lower
    parse = next((p for p in parses(word) if p.pos == "NOUN"), None)
    if parse is None:
        return None
    kind = kind_of_word(word)
    generic = table("events")["generic"].get(parse.lemma)
    if kind is None and generic is None:
        return None
    plural = parse.number == "plur"
    if plural and kind not in table("events")["plural_kinds"].values() and parse.lemma != "соревнование":
        return None
    group = _same_kind(recent, kind) or _of_kinds(recent, generic)
    if group is None or _another(document, sentence, i, group):
        return None
    first = i
    while first > sentence.first and document.tokens[first - 1].pos == "ADJF" and first > i - 3:
        first -= 1
    return Mention(first, i + 1, i, group, "kind")


def _same_kind(recent: Sequence[Mention], kind: str | None) -> Group | None:
    if kind is None:
        return None
    for mention in reversed(recent):
        theirs = mention.group.kind
        if theirs == kind or (theirs and (theirs.endswith(kind) or theirs.startswith(kind + "-"))):
            return mention.group
    return None


def _of_kinds(recent: Sequence[Mention], kinds: Sequence[str] | None) -> Group | None:
    if not kinds:
        return None
    for mention in reversed(recent):
        if "*" in kinds or mention.group.kind in kinds:
            return mention.group
    return None


def _another(document: Document, sentence: Sentence, i: int, group: Group) -> bool:
    """Whether what stands beside a kind makes it another thing than the one named: «медицинский форум»."""
    tokens = document.tokens
    own = {w for k in group.keys for w in k}
    j = i - 1
    while j >= sentence.first and tokens[j].pos == "ADJF":
        lemma = tokens[j].lemma
        if lemma in ("другой", "иной") or (lemma == "один" and tokens[j - 1].lower in ("еще", "ещё")):
            return True
        plain = lemma in words("events", "plain_adjectives") or lemma in edition_adjectives()
        plain = plain or lemma.endswith("дневный")
        pronoun = any("Apro" in p.grammemes or "Anum" in p.grammemes for p in tokens[j].parses)
        if not plain and not pronoun and lemma.replace("ё", "е") not in own and sentence.block not in _HEADS:
            return True
        j -= 1
    if i + 1 < sentence.last:
        after = tokens[i + 1]
        cued = i > sentence.first and tokens[i - 1].lemma in edition_adjectives()
        if after.text in QUOTE_PAIRS and not (cued and tokens[i].lemma in table("events")["generic"]):
            return True
        if after.is_title and after.text.isupper() and len(after.text) > 1 and key_of(after.text) not in group.keys:
            return True
    return False


def _pronoun(document: Document, i: int, before: Sequence[Mention]) -> Mention | None:
    """«он», «в ней», «его принимала»: the last mention whose gender and number fit."""
    token = document.tokens[i]
    if token.lower not in PRONOUNS or (token.lower in POINTING and not points_back(document, i)):
        return None
    gender, number = PRONOUNS[token.lower]
    for mention in reversed(before):
        if mention.first >= i:
            continue
        nearer = noun_between if token.lower in POINTING else other_antecedent
        if nearer(document, mention.last, i, gender):
            return None
        head = document.tokens[mention.head]
        wanted = "plur" if mention.group.kind in PLURAL else None
        noun = (head.reading("NOUN", number=wanted) or head.reading("NOUN")) if mention.way != "short" else None
        if noun is None and mention.group.kind:
            found = [p for p in parses(mention.group.kind) if p.pos == "NOUN"]
            noun = found[0] if found else None
        if noun is None:
            continue
        if number == "plur" and noun.number == "plur":
            return Mention(i, i + 1, i, mention.group, "pronoun")
        if number == "sing" and noun.number == "sing" and noun.gender and noun.gender in gender:
            return Mention(i, i + 1, i, mention.group, "pronoun")
    return None


def case_fits(token: Token, *cases: str) -> bool:
    """Whether a noun, pronoun or unknown word can stand in one of these cases."""
    found = [p for p in token.parses if p.pos in ("NOUN", "NPRO", "ADJF", "NUMR")]
    return not found or any(case_of(p) in cases for p in found)
