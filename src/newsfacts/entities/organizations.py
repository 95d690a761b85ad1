"""Organisations beyond the network's tags: quoted and Latin names after company words, state bodies in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.document import Document, Sentence, Token
from newsfacts.entities.names import Capitals, Name, is_honour, is_initial, name_of, positions
from newsfacts.entities.quoted import Quoted, quoted_names
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.phrases import MODIFIER, agrees, case_of, noun_phrase
from newsfacts.rule import rule

_BEGINNING = 3  # letters that all cases of a listed name begin with
_STEM = 4  # letters that tell a word which may be a body's head, before it is looked up


@dataclass(frozen=True)
class _Heads:
    """The words that head the names of bodies, and the beginnings of their forms."""

    sure: frozenset[str]
    unsure: frozenset[str]
    stems: frozenset[str]


@cache
def _heads() -> _Heads:
    sure, unsure = words("organizations", "bodies"), words("organizations", "perhaps_bodies")
    return _Heads(sure, unsure, frozenset(w[:_STEM] for w in sure | unsure))


@rule(
    "entities",
    {
        "Цех построит компания «[Кварцит]».": "organization: Кварцит",
        "Договор с «[Кварцитом]» заключил «[Тавролит]».": "organization: Кварцит | organization: Тавролит",
        "Акции «[Росэлеватора]» подорожали.": "organization: Росэлеватор",
        "Лекарство выпустит АО «[Вита-Норд]».": "organization: Вита-Норд",
        "Роман «[Кварцит]» вышел вторым изданием.": None,
        "Ледокол «[Кварцит]» вышел в море.": None,
    },
)
def quoted_organizations(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """Quoted names that a word beside them, the network or their neighbours in a list make organisations."""
    for sentence in _with_quotes(document):
        found = quoted_names(document, sentence)
        sure = [_is_organization(document, sentence, q, tags) for q in found]
        for k in range(1, len(found)):
            # One organisation in a list of names makes the others organisations.
            if sure[k - 1] is not None and sure[k] is None and _listed(document, found[k - 1], found[k]):
                sure[k] = sure[k - 1]
        for k in range(len(found) - 1, 0, -1):
            if sure[k] is not None and sure[k - 1] is None and _listed(document, found[k - 1], found[k]):
                sure[k - 1] = sure[k]
        for q, is_organization in zip(found, sure, strict=True):
            if is_organization:
                yield name_of(document, q.first, q.last, "organization")


def _with_quotes(document: Document) -> list[Sentence]:
    """The sentences that hold a quotation mark."""
    found: list[Sentence] = []
    for position in positions(document.text, '«„“"'):
        if found and position < found[-1].end:
            continue
        sentence = document.sentence_at(position)
        if sentence is not None:
            found.append(sentence)
    return found


def _is_organization(document: Document, sentence: Sentence, q: Quoted, tags: Sequence[str]) -> bool | None:
    """What tells of a quoted name that it is an organisation or is none; None where nothing does."""
    tokens = document.tokens
    before = q.first - 2
    if before >= sentence.first:
        if tokens[before].lemma in words("organizations", "owners") and _is_genitive(tokens[q.first]):
            return True
        if _is_company_word(tokens[before]):
            return True
        if not tokens[before].lemmas.isdisjoint(words("organizations", "others")):
            return False
    if any(t.endswith("ORG") for t in tags[q.first : q.last]):
        return True
    after = q.last + 1
    if after < sentence.last and tokens[after].is_word and tokens[after].lemma in words("organizations", "deeds"):
        return True
    return None


def _is_genitive(token: Token) -> bool:
    """Whether a word is in the genitive, and cannot be in the nominative singular."""
    cases = {case_of(p) for p in token.parses if p.number == "sing"}
    return "gent" in cases and "nomn" not in cases


def _listed(document: Document, one: Quoted, other: Quoted) -> bool:
    """Whether only a comma, «и» or «с» stands between two quoted names."""
    between = document.tokens[one.last + 1 : other.first - 1]
    return len(between) == 1 and between[0].lower in (",", "и", "с", "или")


@rule(
    "entities",
    {
        "Станок привез концерн [Zentrix].": "organization: Zentrix",
        "Партнером стала компания [Vostok Line].": "organization: Vostok Line",
        "Станок привез водитель в куртке [Zentrix].": None,
    },
)
def latin_organizations(document: Document, tags: Sequence[str], capitalised: Capitals) -> Iterator[Name]:
    """Latin names that the network leaves out, right after a company word: «концерн Bayer»."""
    tokens = document.tokens
    for sentence, indices in capitalised:
        end = sentence.first + 1
        for i in indices:
            if i < end or not tokens[i].text.isascii() or not _is_company_word(tokens[i - 1]):
                continue
            end = i + 1
            while end < sentence.last and _is_latin(tokens[end]):
                end += 1
            if all(t == "O" for t in tags[i:end]):
                yield name_of(document, i, end, "organization")


@rule(
    "entities",
    {
        "В [Белом доме] ждут ответа.": "organization: Белый дом",
        "По данным [Голоса Америки], рейс задержан.": "organization: Голос Америки",
        "На холме стоит белый дом.": None,
    },
)
def proper_organizations(document: Document, capitalised: Capitals) -> Iterator[Name]:
    """Names that only the list tells to be organisations: «Белый дом»."""
    tokens = document.tokens
    for sentence, indices in capitalised:
        for i in indices:
            for name, lemmas in _proper().get(tokens[i].lower[:_BEGINNING], ()):
                end = i + len(lemmas)
                if end <= sentence.last and not any(
                    forms.isdisjoint(t.lemmas) for forms, t in zip(lemmas, tokens[i:end], strict=True)
                ):
                    yield name_of(document, i, end, "organization")._replace(name=name)


@cache
def _proper() -> Mapping[str, Sequence[tuple[str, tuple[frozenset[str], ...]]]]:
    """The listed names by their first letters, with the dictionary forms of their words."""
    found: dict[str, list[tuple[str, tuple[frozenset[str], ...]]]] = {}
    for name in table("organizations")["proper"]:
        lemmas = tuple(frozenset(p.lemma for p in parses(word)) for word in name.split(" "))
        found.setdefault(name[:_BEGINNING].lower(), []).append((name, lemmas))
    return found


def _is_latin(token: Token) -> bool:
    return token.is_title and token.text.isascii()


def _is_company_word(token: Token) -> bool:
    named = words("organizations", "named")
    return token.text in named or (token.is_word and not token.lemmas.isdisjoint(named))


@rule(
    "entities",
    {
        "Смету утвердило [министерство энергетики Тувы].": "organization: министерство энергетики Тувы",
        "Отчет [Федеральной службы по труду и занятости] готов.": (
            "organization: Федеральная служба по труду и занятости"
        ),
        "Ученые [Томского политехнического университета] собрали робота.": (
            "organization: Томский политехнический университет"
        ),
        "Итоги обсудят в [японском парламенте].": "organization: японский парламент",
        "[Правительство Тверской области] объявило конкурс.": "organization: Правительство Тверской области",
        "Спор [министерства труда Тувы] и ООО «[Луч]» окончен.": (
            "organization: министерство труда Тувы | organization: Луч"
        ),
        "Спор [Томского университета] и [Омского университета] окончен.": (
            "organization: Томский университет | organization: Омский университет"
        ),
        "Он учился в [университете им. А. П. Зотова].": "organization: университет им. А. П. Зотова",
        "Он учился в университете имени брата.": None,
        "В министерстве ждут ответа.": None,
        "Двор осмотрел комитет жильцов.": None,
    },
)
def bodies(document: Document, tags: Sequence[str]) -> Iterator[Name]:
    """State and public bodies in full: «министерство промышленности и торговли РФ», in lower case too."""
    heads = _heads()
    tokens = document.tokens
    for sentence in document.sentences:
        after = sentence.first
        for i in [i for i in range(sentence.first, sentence.last) if tokens[i].lower[:_STEM] in heads.stems]:
            if (
                i >= after
                and _may_head(tokens[i].lower)
                and (found := _body(document, sentence, i, tags, heads)) is not None
            ):
                yield found
                after = found.last


@lru_cache(maxsize=20_000)
def _may_head(lower: str) -> bool:
    """Whether a word is a form of one that heads names of bodies."""
    heads = _heads()
    readings = parses(lower)
    return bool(readings) and (readings[0].lemma in heads.sure or readings[0].lemma in heads.unsure)


def _body(document: Document, sentence: Sentence, i: int, tags: Sequence[str], heads: _Heads) -> Name | None:
    tokens = document.tokens
    token = tokens[i]
    parse = token.reading("NOUN", number="sing")
    if parse is None:
        return None
    first = i
    while first > sentence.first and _is_modifier(tokens[first - 1], token):
        first -= 1
    # The adjective that begins a sentence is capitalised anyway.
    proper = any(
        t.is_title and (t.index > sentence.first or tags[t.index].endswith("ORG")) for t in tokens[first : i + 1]
    )
    if not proper:
        if token.lemma in heads.unsure and not tags[i].endswith("ORG"):
            return None
        first = _lower_start(tokens, first, i)
        proper = first < i
    limit = _limit(tokens, i, sentence.last, tags)
    end = _without_aside(tokens, i, max(noun_phrase(document, i, limit, coordinate=False), i + 1))
    end = next((k for k in range(i + 1, end) if _is_next(tokens, k, end)), end)
    while end > i + 1 and not (tokens[end - 1].is_title or proper):
        if tokens[end - 1].lemma in words("organizations", "lands") and tokens[end - 2].is_title and end > i + 2:
            break  # «Правительство Тверской области» at the beginning of a sentence
        end -= 1
    if (end > i + 1 or proper) and token.lemma not in words("organizations", "of_all_duties"):
        end = _duties(document, end, limit)
    end = _honoured(tokens, end, sentence.last)
    if end == i + 1 and first == i:
        return None
    if first == i and not any(t.is_title for t in tokens[first + (first == sentence.first) : end]):
        return None
    return name_of(document, first, end, "organization")


def _is_next(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a comma or «и» at token k parts a body from the next, in the same case: «… и Омского университета»."""
    if tokens[k].lower not in ("и", ",") or not (k + 2 < end and tokens[k + 1].is_title):
        return False
    following = next((t for t in tokens[k + 1 : end] if t.pos not in MODIFIER), None)
    return following is not None and following.index > k + 1 and _may_head(following.lower)


def _without_aside(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end before a comma that begins no list («Банка России, ставка …»): lists of duties end with «и»."""
    comma = next((i for i in range(first, end) if tokens[i].text == ","), end)
    return end if any(t.lower == "и" for t in tokens[comma:end]) else comma


def _is_modifier(token: Token, head: Token) -> bool:
    """Whether an adjective before the head belongs to the name: it agrees, and is no pronoun or ordinal."""
    if not token.is_word:
        return False
    return any(
        p.pos in MODIFIER
        and not p.grammemes & {"Apro", "Anum", "Qual"}
        and any(agrees(p, n) for n in head.parses if n.pos == "NOUN")
        for p in token.parses
    )


def _lower_start(tokens: Sequence[Token], first: int, head: int) -> int:
    """Where a name without a capital of its own begins: at a country's adjective («японский парламент») or the head."""
    while first < head and gazetteer().by_adjective(tokens[first].lower) is None:
        first += 1
    return first


def _limit(tokens: Sequence[Token], i: int, last: int, tags: Sequence[str]) -> int:
    """The first token behind the head that a name cannot reach: a person's, a bracket, a quotation, a legal form."""
    for j in range(i + 1, last):
        if tokens[j].text.isupper() and tokens[j].text in words("organizations", "named"):
            return j
        if tags[j].endswith("PER") or tokens[j].text in '«"„(' or (tokens[j].text.isascii() and tokens[j].is_word):
            return j
    return last


def _honoured(tokens: Sequence[Token], end: int, last: int) -> int:
    """The end of whose name a body bears, where initials stand before the surname: «университет им. А. П. Зотова»."""
    if end + 1 >= last or not is_honour(tokens, end):
        return end
    at = end + (2 if tokens[end].lower == "им" else 1)
    first = at
    while at + 2 < last and is_initial(tokens, at):
        at += 2
    return at + 1 if at > first and tokens[at].is_title and tokens[at].reading(case="gent") else end


def _duties(document: Document, end: int, last: int) -> int:
    """The end of what a body works on, behind its genitives («по надзору в сфере связи», «при президенте»)."""
    tokens = document.tokens
    while end + 1 < last:
        case = {"по": "datv", "при": "loct"}.get(tokens[end].lower)
        if case is None and tokens[end].lower == "в" and tokens[end + 1].lower in ("сфере", "области"):
            case = "loct"
        if case is None or tokens[end + 1].lemma in words("organizations", "no_duties"):
            break
        after = noun_phrase(document, end + 1, last, case)
        if after == end + 1:
            break
        end = after
    return end
