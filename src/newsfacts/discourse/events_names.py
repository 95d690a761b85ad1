"""Names of gatherings: quoted, proper, by whose they are, and known abbreviations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsfacts.analysis.morphology import inflect
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.phrases import case_of, nominative
from newsfacts.rule import rule

_PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"'}
_DASHES = frozenset("-–—−")
_LONGEST = 14  # tokens of a quoted name
_FAR = 9  # tokens between the kind and its quoted name
_ROMAN = re.compile(r"[IVXХ]+$")
_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё]*[A-ZА-ЯЁ]\d{0,2}(?:-\d{4})?$")
_DATED = re.compile(r"([A-ZА-ЯЁ]\w+)-((?:19|20)\d\d)$")
_ORDINAL = re.compile(r"\d+(?:-?[а-я]{1,3})?$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A gathering named in the text: the tokens ``[first, last)`` of its kind and name."""

    first: int
    last: int
    name: str
    kind: str | None
    aliases: tuple[str, ...] = ()
    head: int = -1  # the token whose case tells its part in the sentence


@lru_cache(maxsize=4096)
def kind_of_lemma(lemma: str, plural: bool) -> str | None:
    """The kind of gathering that a noun names, a compound included; None if it names none."""
    data = table("events")
    if plural and lemma in data["plural_kinds"]:
        return str(data["plural_kinds"][lemma])
    lemma = lemma.replace("маневр", "манёвр")
    kinds = words("events", "kinds")
    if lemma in kinds:
        return None if plural and lemma in words("events", "singular_only") else lemma
    if lemma in words("events", "weak_kinds"):
        return lemma
    parts = lemma.split("-")
    if len(parts) == 2 and (parts[0] in kinds or parts[1] in kinds):
        return lemma
    for kind in ("фестиваль", "выставка", "марафон", "форум", "салон", "конкурс", "олимпиада", "конференция"):
        if lemma.endswith(kind) and len(lemma) > len(kind) + 2:
            return lemma
    return None


def kind_of(token: Token) -> str | None:
    """The kind of gathering that a token names."""
    if not token.is_word or token.pos not in ("NOUN", "ADJF", "INFN", "VERB"):
        return None
    if token.lower == "экспо":
        return "экспо"
    for parse in token.parses:
        if parse.pos == "NOUN" and parse.score > 0.05:
            kind = kind_of_lemma(parse.lemma, parse.number == "plur")
            if kind is not None:
                return kind
    return None


def find_names(document: Document, sentence: Sentence) -> list[NameMention]:
    """The gatherings that a sentence names, in text order; none overlap."""
    found: list[NameMention] = []
    taken = sentence.first
    i = sentence.first
    quotes = {q[0]: q for q in _quotations(document, sentence)}
    while i < sentence.last:
        mention = None
        if i in quotes:
            mention = _quoted(document, sentence, quotes[i], taken) or _listed(document, quotes[i], found)
            if mention is None:
                # What is quoted is no place for names without quotes, but speech is.
                i = quotes[i][1] + 1 if quotes[i][1] - i <= 6 else i + 1
                continue
        elif document.tokens[i].is_word:
            mention = _unquoted(document, sentence, i, taken)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        i = taken = mention.last
    return found


def _listed(document: Document, quote: tuple[int, int], found: list[NameMention]) -> NameMention | None:
    """A quoted name in a list behind a plural kind: «форумы "А", "Б" и "В"»."""
    tokens = document.tokens
    opening, closing = quote
    if not found or found[-1].kind is None or not 1 <= opening - found[-1].last <= 3:
        return None
    between = {t.lower for t in tokens[found[-1].last : opening]}
    head = tokens[found[-1].head]
    many = any(p.number == "plur" and p.pos == "NOUN" for p in head.parses) or head.text in _PAIRS
    if not between <= {",", "и", "а", "также"} or not many or tokens[found[-1].last - 1].text not in '»”"':
        return None
    name = document.text[tokens[opening + 1].start : tokens[closing - 1].end]
    last, aliases = _bracketed(document, closing + 1, document.tokens[-1].index + 1)
    return NameMention(opening, last, " ".join(name.split()), found[-1].kind, aliases, found[-1].head)


def _quotations(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The short quotations that begin like names: indices of their marks."""
    tokens = document.tokens
    i = sentence.first
    while i < sentence.last:
        closing = _PAIRS.get(tokens[i].text)
        if closing is None or (closing == '"' and not _opens(tokens, i, sentence)):
            i += 1
            continue
        end = _closing(tokens, i, closing, sentence)
        if end is None or end == i + 1:
            i += 1
            continue
        if (tokens[i + 1].is_title or tokens[i + 1].is_number) and tokens[end - 1].text not in {",", "."}:
            yield i, end
            i = end
        i += 1


def _closing(tokens: tuple[Token, ...], i: int, closing: str, sentence: Sentence) -> int | None:
    """The mark that closes a quotation; None where another opens first (speech with a name in it)."""
    for j in range(i + 1, min(sentence.last, i + _LONGEST + 2)):
        if tokens[j].text == closing and (closing != '"' or tokens[j - 1].end == tokens[j].start):
            return j
        if tokens[j].text in _PAIRS and (tokens[j].text != '"' or _opens(tokens, j, sentence)):
            return None
    return None


def _opens(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> bool:
    if i + 1 >= sentence.last or tokens[i + 1].start != tokens[i].end:
        return False
    return i == sentence.first or tokens[i - 1].end < tokens[i].start or not tokens[i - 1].text[-1].isalnum()


@rule(
    "facts",
    {
        '[Вчера в Твери закрылась выставка мебели "Дубовый дом"].': {"name": "Дубовый дом", "kind": "выставка"},
        "Гости приехали на [VI Всероссийский фестиваль «Гармонь»].": {"name": "Гармонь", "kind": "фестиваль"},
        "[Весной пройдет семейный кинофестиваль под открытым небом «Полярная сова»].": {
            "name": "Полярная сова",
            "kind": "кинофестиваль",
            "status": "planned",
        },
        "Он был на [фестивале-конкурсе «Искра»].": {"name": "Искра", "kind": "фестиваль-конкурс"},
        "Состоялась [акция «Чистый лес»].": {"name": "Чистый лес", "kind": "акция"},
        "Ансамбль «Гармонь» приехал на фестиваль.": None,
        'Акции "Северстроя" подорожали на 3%.': None,
        "На выставке компания «Дубовый дом» показала столы.": None,
        "В городе открыли школу «Лидер».": None,
        "«Мы покажем на форуме все», - сказал мэр.": None,
    },
    fact_type="event",
)
def _quoted(document: Document, sentence: Sentence, quote: tuple[int, int], taken: int) -> NameMention | None:
    """A quoted name with the kind of gathering before it."""
    tokens = document.tokens
    opening, closing = quote
    at = _kind_before(tokens, opening, max(taken, sentence.first))
    if at is None:
        return _telling(document, sentence, quote)
    kind = kind_of(tokens[at])
    assert kind is not None
    if kind in words("events", "weak_kinds") and not _supported(document, sentence, at, closing):
        return None
    if tokens[at].lower == "акции" and (at == sentence.first or tokens[at - 1].pos not in ("NOUN", "PREP", "ADJF")):
        return None  # shares
    adjacent = at == opening - 1
    name = document.text[tokens[opening + 1].start : tokens[closing - 1].end]
    if adjacent and _is_genitive(tokens[opening + 1 : closing]):
        if kind not in words("events", "owned"):
            return None
        name = f"{kind} {document.text[tokens[opening].start : tokens[closing].end]}"
    elif kind == "съезд" and adjacent:
        name = f"{kind} {document.text[tokens[opening].start : tokens[closing].end]}"
    last, aliases = _bracketed(document, closing + 1, sentence.last)
    kind = "круглый стол" if kind == "стол" else kind
    return NameMention(_with_modifiers(tokens, at, taken), last, " ".join(name.split()), kind, aliases, at)


def _telling(document: Document, sentence: Sentence, quote: tuple[int, int]) -> NameMention | None:
    """A quoted name that says itself what it is: «"Форум добровольцев"», «"АгроЭкспо"»."""
    tokens = document.tokens
    opening, closing = quote
    if opening > sentence.first and tokens[opening - 1].lemmas & _owners():
        return None
    inner = tokens[opening + 1 : closing]
    after = tokens[closing + 1 : min(closing + 3, sentence.last)]
    speech = len(after) == 2 and after[0].text == "," and after[1].text in _DASHES
    if speech or any(t.pos in ("VERB", "PRTS", "INFN") for t in inner):
        return None
    kind = None
    if len(inner) > 1:
        for token in inner:
            found = kind_of(token)
            if found is not None and found not in words("events", "weak_kinds") and token.reading("NOUN", case="nomn"):
                kind = found
                break
            if token.pos == "PREP":
                break
    endings = table("events")["telling_endings"]
    if kind is None and len(inner) <= 3:
        last = inner[-1].lower if not inner[-1].is_number or len(inner) == 1 else inner[-2].lower
        kind = next((str(k) for e, k in endings.items() if last.split("-20")[0].endswith(e) and last != e), None)
    if kind is None:
        return None
    name = document.text[inner[0].start : inner[-1].end]
    last_index, aliases = _bracketed(document, closing + 1, sentence.last)
    return NameMention(opening, last_index, " ".join(name.split()), kind, aliases, opening + 1)


def _supported(document: Document, sentence: Sentence, at: int, closing: int) -> bool:
    """Whether something shows that a word of several meanings names a gathering here."""
    tokens = document.tokens
    if at > sentence.first and tokens[at - 1].lemma in words("events", "weak_support"):
        return True
    near = [*tokens[max(sentence.first, at - 6) : at], *tokens[closing + 1 : min(closing + 3, sentence.last)]]
    lasting = kind_of(tokens[at]) in words("events", "weak_institutions")
    return any(
        t.pos in ("VERB", "PRTF", "PRTS")
        and (t.lemma in words("events", "verbs", "hold") if lasting else _is_holding(t))
        for t in near
    )


def _is_holding(token: Token) -> bool:
    """Whether a verb tells that something takes place."""
    return any(token.lemma in words("events", "verbs", role) for role in ("hold", "open", "close", "cancel"))


def _is_genitive(inner: tuple[Token, ...]) -> bool:
    """Whether a quotation is declined: it is whose the gathering is, and not its name."""
    parses = [p for p in inner[0].parses if p.pos in ("NOUN", "ADJF")]
    return bool(parses) and case_of(parses[0]) == "gent" and not any(p.case == "nomn" for p in parses)


def _kind_before(tokens: tuple[Token, ...], opening: int, first: int) -> int | None:
    """The word for a kind of gathering whose name opens at a quotation mark.

    Between the two may stand genitives, adjectives and prepositional phrases: «фестиваль под открытым небом "Х"».
    """
    j = opening - 1
    if j > first and tokens[j].text in _DASHES:
        j -= 1
    loose = False  # a noun in no genitive waits for its preposition
    for k in range(j, max(first, j - _FAR) - 1, -1):
        token = tokens[k]
        if not token.is_word:
            if token.text not in _DASHES and not token.is_number:
                return None
            continue
        if kind_of(token) is not None:
            return None if loose else k
        if k == j and token.lemmas & _owners():
            return None
        if token.pos == "PREP":
            loose = False
        elif token.text.isupper() or token.text.isascii() or token.lower == "и":
            continue
        elif not any(p.pos in ("NOUN", "ADJF", "PRTF", "ADVB") for p in token.parses):
            return None
        elif token.pos == "NOUN" and not any(case_of(p) == "gent" for p in token.parses):
            loose = True
    return None


@lru_cache(maxsize=1)
def _owners() -> frozenset[str]:
    return (words("events", "owners") | words("organizations", "named")) - {"школа"}


def _with_modifiers(tokens: tuple[Token, ...], at: int, taken: int) -> int:
    """The first of the adjectives and ordinals before a noun."""
    first = at
    while first > taken and (tokens[first - 1].pos in ("ADJF",) or _is_ordinal(tokens[first - 1])):
        first -= 1
    return first


def _is_ordinal(token: Token) -> bool:
    return bool(_ROMAN.match(token.text) or _ORDINAL.match(token.text))


def _bracketed(document: Document, i: int, last: int) -> tuple[int, tuple[str, ...]]:
    """An abbreviation in brackets: the index after it and the abbreviation."""
    tokens = document.tokens
    if i + 2 < last and tokens[i].text == "(" and tokens[i + 2].text == ")" and _is_short(tokens[i + 1].text):
        return i + 3, (tokens[i + 1].text,)
    return i, ()


def _is_short(text: str) -> bool:
    return bool(_ABBREVIATION.match(text) or _DATED.match(text))


def _unquoted(document: Document, sentence: Sentence, i: int, taken: int) -> NameMention | None:
    """A gathering named without quotes, whose kind or abbreviation is the token i."""
    token = document.tokens[i]
    abbreviated = _abbreviated(document, sentence, i)
    if abbreviated is not None:
        return abbreviated
    nouns = [p for p in token.parses if p.pos == "NOUN" and p.score > 0.05]
    if token.lower == "экспо":
        lemma = "экспо"
    elif not nouns:
        return None
    else:
        lemma = nouns[0].lemma
    before_quote = i + 1 < sentence.last and document.tokens[i + 1].text in _PAIRS
    if before_quote:
        return None
    phrase = _phrase(document, sentence, i)
    if phrase is not None:
        return phrase
    contest = _contest(document, sentence, i, lemma, taken)
    if contest is not None:
        return contest
    if lemma in words("events", "bloc_kinds"):
        owned = _by_owner(document, sentence, i, lemma, taken)
        if owned is not None:
            return owned
    latin = _latin(document, sentence, i, lemma)
    if latin is not None:
        return latin
    days = _days(document, sentence, i)
    if days is not None:
        return days
    if lemma in words("events", "proper_kinds") or lemma.endswith(("форум", "фестиваль", "салон", "выставка")):
        return _proper(document, sentence, i, lemma, taken)
    return None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Known names of several words, by the lemma of the first."""
    found = {}
    for name, kind in table("events")["known_phrases"].items():
        lemmas = tuple(name.lower().split())
        found[lemmas[0]] = (lemmas[1:], str(name), str(kind))
    return found


def _phrase(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A well-known name without quotes: «Ночь музеев», «Парад Победы»."""
    token = document.tokens[i]
    found = _phrases().get(token.lemma)
    if found is None or not token.is_title:
        return None
    rest, name, kind = found
    last = i + 1 + len(rest)
    if last > sentence.last or tuple(t.lower for t in document.tokens[i + 1 : last]) != rest:
        return None
    return NameMention(i, last, name, kind, (), i)


def _days(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """«Дни культуры Казахстана», «Неделя высоких технологий»: with a capital, genitives and a verb of taking place."""
    tokens = document.tokens
    token = tokens[i]
    if not token.is_title or token.lemma not in ("день", "неделя"):
        return None
    plural = token.reading("NOUN", number="plur") if token.lemma == "день" else token.reading("NOUN", number="sing")
    end = _tail(document, i + 1, sentence.last)
    if plural is None or end == i + 1:
        return None
    if gazetteer().find([t.text for t in tokens[end : end + 4]], 0) and tokens[end].reading("NOUN", case="gent"):
        end += 1
    near = tokens[i + 1 : min(end + 4, sentence.last)]
    if i == sentence.first and not any(_is_holding(t) for t in near):
        return None
    word = "Дни" if token.lemma == "день" else "Неделя"
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    last, aliases = _bracketed(document, end, sentence.last)
    return NameMention(i, last, name, word.lower(), aliases, i)


def _abbreviated(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A known abbreviation, or one with a year: «ПМЭФ», «Евро-2016», «Экспо-2027»."""
    token = document.tokens[i]
    known: Any = table("events")["known"]
    dated = _DATED.match(token.text)
    stem = dated.group(1) if dated else token.text
    if stem in table("events")["contest_short"]:
        return _short_contest(document, sentence, i, stem)
    if dated is None and token.text in known:
        if token.text in words("events", "known_with_year", "words"):
            return None
        if token.text in ("Олимпиада", "Универсиада") and i == sentence.first:
            return None
    if stem not in known:
        return None
    name, kind = known[stem]
    last, aliases = _bracketed(document, i + 1, sentence.last)
    if dated and stem in ("Экспо", "ЭКСПО", "Иннопром", "ИННОПРОМ"):
        return NameMention(i, last, token.text, kind, aliases, i)
    return NameMention(i, last, name, kind, (token.text, *aliases), i)


def _short_contest(document: Document, sentence: Sentence, i: int, stem: str) -> NameMention:
    """«ЧЕ по кикбоксингу», «ЧМ-2018»."""
    full = str(table("events")["contest_short"][stem])
    tokens = document.tokens
    end = _sport(document, i + 1, sentence.last)
    tail = document.text[tokens[i + 1].start : tokens[end - 1].end] if end > i + 1 else ""
    name = f"{full} {tail}".strip()
    short = document.text[tokens[i].start : tokens[end - 1].end]
    return NameMention(i, end, name, "чемпионат", (short,), i)


def _sport(document: Document, i: int, last: int) -> int:
    """The index after «по футболу», «по лыжным гонкам»; i where there is none."""
    tokens = document.tokens
    if i + 1 >= last or tokens[i].lower != "по":
        return i
    end = i + 1
    while end < min(last, i + 5):
        token = tokens[end]
        parses = [p for p in token.parses if case_of(p) == "datv" and p.pos in ("NOUN", "ADJF")]
        if not parses:
            break
        end += 1
        if any(p.pos == "NOUN" for p in parses):
            while end < last and end < i + 7 and _goes_on(tokens, end):
                end += 1
            return end
    return i


def _goes_on(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a genitive tells more of a sport; prepositions cut it («по прыжкам на лыжах»)."""
    token = tokens[i]
    return token.pos == "NOUN" and not token.is_title and all(case_of(p) == "gent" for p in token.parses[:1])


@rule(
    "facts",
    {
        "Она выиграла [чемпионат России по самбо].": {"name": "чемпионат России по самбо", "kind": "чемпионат"},
        "Сборная готовится к [ЧЕ по гребле].": {"name": "чемпионат Европы по гребле", "status": "planned"},
        "Клуб дважды брал [Кубок Гагарина].": {"name": "Кубок Гагарина", "kind": "кубок"},
        "Он играл на [первенстве Тверской области по шашкам].": {"name": "первенство Тверской области по шашкам"},
        "На чемпионате было шумно.": None,
        "Кубок с водой стоял на столе.": None,
    },
    fact_type="event",
)
def _contest(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«чемпионат мира по футболу», «Кубок Гагарина»: a contest by whose it is, or by its sport."""
    if lemma not in words("events", "contests"):
        return None
    tokens = document.tokens
    end = _scope(document, i + 1, sentence.last, tokens[i].is_title and lemma in ("кубок", "суперкубок"))
    if end == i + 1:
        return None
    after = _sport(document, end, sentence.last)
    last, aliases = _bracketed(document, after, sentence.last)
    first = i
    while first > taken and _names_contest(tokens[first - 1]):
        first -= 1
    kind = "кубок" if "кубок" in lemma else lemma
    tail = document.text[tokens[i + 1].start : tokens[after - 1].end]
    word = lemma if not (tokens[i].is_title and kind == "кубок") else lemma.capitalize()
    name = f"{word} {tail}"
    if first < i:
        modifiers = " ".join(_in_nominative(t, tokens[i]) for t in tokens[first:i])
        return NameMention(first, last, f"{modifiers} {name}", kind, (name, *aliases), i)
    return NameMention(i, last, name, kind, aliases, i)


def _names_contest(token: Token) -> bool:
    return (
        token.pos == "ADJF"
        and token.lemma not in words("events", "plain_adjectives")
        and not any("Anum" in p.grammemes for p in token.parses)
        and not _is_ordinal(token)
        and token.lemma.endswith(("ный", "ский", "ний", "той"))
    )


def _in_nominative(modifier: Token, noun: Token) -> str:
    gender = noun.parses[0].gender if noun.parses else None
    number = noun.parses[0].number if noun.parses else None
    wanted = {"nomn", number or "sing"} | ({gender} if gender and number != "plur" else set())
    return inflect(modifier.text, frozenset(wanted), lemma=modifier.lemma) or modifier.text


def _scope(document: Document, i: int, last: int, free: bool) -> int:
    """The index after whose a contest is: «мира», «Европы», «Томской области»; i where that is not said."""
    tokens = document.tokens
    if i >= last or not tokens[i].is_word:
        return i
    place = gazetteer().find([t.text for t in tokens[i : min(i + 4, last)]], 0)
    genitive = any(case_of(p) == "gent" for p in tokens[i].parses if p.pos in ("NOUN", "ADJF"))
    if not genitive and tokens[i].text.isupper() is False:
        return i
    if place is not None and place[0].kind in ("country", "region", "city"):
        return i + place[1]
    if tokens[i].lemmas & words("events", "contest_scope"):
        return i + 1
    if free and tokens[i].is_title:
        return i + 1
    adjective = tokens[i].reading("ADJF", case="gent")
    if adjective and i + 1 < last and tokens[i + 1].lemmas & words("events", "contest_scope"):
        return i + 2
    return i


@rule(
    "facts",
    {
        "Документ подписан на [саммите АСЕАН].": {"name": "саммит АСЕАН", "kind": "саммит"},
        "Он выступил на [сессии Генеральной Ассамблеи ООН].": {"name": "сессия Генеральной Ассамблеи ООН"},
        "Приедет ли он на [климатический саммит], неизвестно.": {"name": "климатический саммит"},
        "Саммит прошел быстро.": None,
        "Страны НАТО провели переговоры.": None,
    },
    fact_type="event",
)
def _by_owner(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«саммит ШОС», «сессия Генеральной Ассамблеи ООН», «ядерный саммит»."""
    tokens = document.tokens
    kind = "игры" if lemma == "игра" else lemma
    end = i + 1
    while end < min(sentence.last, i + 7):
        token = tokens[end]
        if _is_bloc(document, end, sentence.last):
            place = gazetteer().find([t.text for t in tokens[end : min(end + 6, sentence.last)]], 0)
            end += place[1] if place else 1
            about = _sport(document, end, sentence.last)
            if lemma == "конференция" and about == end:
                return None
            name = f"{kind} {document.text[tokens[i + 1].start : tokens[about - 1].end]}"
            last, aliases = _bracketed(document, about, sentence.last)
            return NameMention(i, last, name, kind, aliases, i)
        if not any(case_of(p) == "gent" and p.pos in ("NOUN", "ADJF") for p in token.parses) and token.lower != "и":
            break
        end += 1
    if lemma != "саммит":
        return None
    if i > taken and _names_contest(tokens[i - 1]) and not tokens[i - 1].is_title:
        word = _in_nominative(tokens[i - 1], tokens[i])
        return NameMention(i - 1, i + 1, f"{word} {kind}", kind, (), i)
    end = _sport(document, i + 1, sentence.last)
    if end > i + 1:
        return NameMention(i, end, f"{kind} {document.text[tokens[i + 1].start : tokens[end - 1].end]}", kind, (), i)
    dashed = _sides(tokens, i + 1, sentence.last)
    if dashed is not None:
        name = f"{kind} {document.text[tokens[i + 1].start : tokens[dashed - 1].end]}"
        return NameMention(i, dashed, name, kind, (), i)
    return None


def _sides(tokens: tuple[Token, ...], i: int, last: int) -> int | None:
    """The index after «Россия - Африка», «Центральная Азия - Россия»; None where no two names with a dash stand."""
    dash = next((k for k in range(i + 1, min(i + 4, last)) if tokens[k].text in _DASHES), None)
    if dash is None or not all(t.is_title for t in tokens[i:dash]):
        return None
    end = dash + 1
    while end < min(dash + 4, last) and tokens[end].is_title:
        end += 1
    return end if end > dash + 1 else None


def _is_bloc(document: Document, i: int, last: int) -> bool:
    token = document.tokens[i]
    if not token.is_word or not token.is_title:
        return False
    place = gazetteer().find([t.text for t in document.tokens[i : min(i + 6, last)]], 0)
    return place is not None and place[0].kind == "bloc"


def _latin(document: Document, sentence: Sentence, i: int, lemma: str) -> NameMention | None:
    """A Latin name of two words or more behind the kind: «конкурс The Best of Blogs»."""
    if lemma not in words("events", "kinds"):
        return None
    tokens = document.tokens
    end = i + 1
    while end < sentence.last and tokens[end].text.isascii() and tokens[end].text.replace("-", "").isalnum():
        end += 1
    while end > i + 1 and tokens[end - 1].is_number and len(tokens[end - 1].text) != 4:
        end -= 1
    single = end - i == 2 and (_DATED.match(tokens[i + 1].text) or _tells_itself(tokens[i + 1].text))
    if (end - i < 3 and not single) or not tokens[i + 1].is_title:
        return None
    last, aliases = _bracketed(document, end, sentence.last)
    return NameMention(i, last, document.text[tokens[i + 1].start : tokens[end - 1].end], lemma, aliases, i)


def _tells_itself(name: str) -> bool:
    """Whether one Latin word is the name of a gathering: IDEX, MIPIM, KazanForum."""
    lower = name.lower()
    return (name.isupper() and len(name) >= 3) or lower.endswith(("expo", "forum", "fest", "week", "summit", "con"))


@rule(
    "facts",
    {
        "Проект показали на [Сибирском аграрном форуме].": {"name": "Сибирский аграрный форум", "kind": "форум"},
        "Подробности огласят на [Евразийском конгрессе хирургов (ЕКХ)].": {
            "name": "Евразийский конгресс хирургов",
            "aliases": ["ЕКХ"],
        },
        "[XII Тверская музейная биеннале] открылась.": {"name": "Тверская музейная биеннале"},
        "Спортсмены вернулись с [Олимпийских игр].": {"name": "Олимпийские игры", "kind": "игры"},
        "Экономический форум прошел тихо.": None,
        "Такие форумы полезны.": None,
    },
    fact_type="event",
)
def _proper(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """A proper name of adjectives and a kind: «Петербургский международный экономический форум»."""
    tokens = document.tokens
    first = i
    while first > taken and _is_modifier(tokens[first - 1]):
        first -= 1
    titled = [j for j in range(first, i) if tokens[j].is_title and not _is_ordinal(tokens[j])]
    titled = [j for j in titled if not any("Anum" in p.grammemes for p in tokens[j].parses)]
    last, aliases = _bracketed(document, i + 1, sentence.last)
    if not titled:
        return _numbered(document, sentence, i, first, lemma)
    start = titled[0]
    certain = start > sentence.first or bool(aliases)
    has_tail = _tail(document, i + 1, sentence.last) > i + 1
    if not certain and len(titled) > 1:
        start = titled[1]
        certain = True
    if not certain and start == sentence.first:
        # The capital of a sentence's first word shows nothing: only an adjective of a place is taken for a name.
        if not _names_itself(tokens[start], has_tail):
            return None
        if lemma in ("олимпиада", "съезд", "турнир", "выставка", "ярмарка"):
            verbs = [t for t in tokens[i + 1 : min(i + 3, sentence.last)] if t.pos == "VERB"]
            if not any(_is_holding(t) or t.lemma in words("events", "verbs", "gather") for t in verbs):
                return None
    if start == i - 1 and tokens[start].lemma in words("events", "plain_adjectives") and not has_tail:
        return None
    end = i + 1 if aliases else _tail(document, i + 1, sentence.last)
    if not aliases and lemma in ("форум", "конгресс", "конференция", "симпозиум", "саммит"):
        end = _sport(document, end, sentence.last)
    if not aliases:
        last, aliases = _bracketed(document, end, sentence.last)
    plural = lemma in ("игра", "чтение")
    if plural and not any(p.number == "plur" for p in tokens[i].parses if p.pos == "NOUN"):
        return None
    if not plural and all(p.number == "plur" for p in tokens[i].parses[:1]) and lemma != "экспо":
        return None
    kind = {"игра": "игры", "чтение": "чтения"}.get(lemma, lemma)
    name = _name(tokens[start:end])
    return NameMention(first, last, name, kind, aliases, i)


def _numbered(document: Document, sentence: Sentence, i: int, first: int, lemma: str) -> NameMention | None:
    """A kind with its number or a capital, and genitives: «XX съезд хирургов», «на Форуме регионов»."""
    tokens = document.tokens
    end = _tail(document, i + 1, sentence.last)
    roman = first < i and any(_ROMAN.match(t.text) for t in tokens[first:i])
    capital = i > sentence.first and tokens[i].is_title and tokens[i - 1].text not in ".:!?…—–-"
    if end == i + 1 or not (roman or capital) or (tokens[i].text.isupper() and len(tokens[i].text) > 1):
        return None
    if lemma != "игра" and all(p.number == "plur" for p in tokens[i].parses[:1]):
        return None
    last, aliases = _bracketed(document, end, sentence.last)
    kind = "игры" if lemma == "игра" else lemma
    word = kind.capitalize() if capital else kind
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    return NameMention(first, last, name, kind, aliases, i)


def _names_itself(adjective: Token, has_tail: bool) -> bool:
    """Whether a sentence's first adjective begins a name: it tells of a place or a person, or a genitive follows."""
    if adjective.lemma in words("events", "wide_adjectives"):
        return has_tail
    if adjective.lemma in words("events", "plain_adjectives"):
        return False
    if gazetteer().by_adjective(adjective.text) is not None:
        return True
    return adjective.lemma.endswith("ский") and not adjective.parses[0].is_known


def _name(tokens: tuple[Token, ...]) -> str:
    name = nominative(tokens)
    return name if name[:1].isupper() else name[:1].upper() + name[1:]


def _is_modifier(token: Token) -> bool:
    if _is_ordinal(token):
        return True
    return token.is_word and any(p.pos == "ADJF" and "Apro" not in p.grammemes for p in token.parses[:2])


def _tail(document: Document, i: int, last: int) -> int:
    """The index after the genitives of a proper name: «конгресс онкологов», «фестиваль молодежи и студентов»."""
    tokens = document.tokens
    end = i
    while end < min(last, i + 4):
        token = tokens[end]
        if token.lower == "и" and end > i and end + 1 < last and _is_tail(tokens[end + 1]):
            end += 2
            continue
        if not _is_tail(token):
            break
        end += 1
    while end > i and tokens[end - 1].pos == "ADJF":
        end -= 1
    return end


def _is_tail(token: Token) -> bool:
    if not token.is_word or token.is_title:
        return False
    parse = token.parses[0] if token.parses else None
    if parse is None or case_of(parse) != "gent" or parse.pos not in ("NOUN", "ADJF"):
        return False
    return not (parse.pos == "NOUN" and parse.animacy == "anim" and parse.number == "sing")
