"""Quoted names of gatherings: with the kind before them, or telling it themselves."""

from collections.abc import Iterator
from functools import lru_cache

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.kinds import (
    DATED,
    NameMention,
    bracketed,
    edition_adjectives,
    is_holding,
    kind_of,
    with_modifiers,
)
from newsfacts.discourse.events.known import known_phrase
from newsfacts.discourse.events.weak import has_model, is_of_calendar, is_supported
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES, QUOTE_PAIRS
from newsfacts.phrases import case_of, nominative
from newsfacts.rule import rule

_LONGEST = 14  # tokens of a quoted name


_FAR = 9  # tokens between the kind and its quoted name


def listed_at(document: Document, quote: tuple[int, int], found: list[NameMention]) -> NameMention | None:
    """A quoted name in a list behind a plural kind: «форумы "А", "Б" и "В"»."""
    tokens = document.tokens
    opening, closing = quote
    if not found or found[-1].kind is None or not 1 <= opening - found[-1].last <= 3:
        return None
    between = {t.lower for t in tokens[found[-1].last : opening]}
    head = tokens[found[-1].head]
    behind = tokens[closing + 1] if closing + 1 < len(tokens) else None
    both = between == {"и"} and behind is not None and behind.pos in ("VERB", "PRTS") and is_holding(behind)
    many = any(p.number == "plur" and p.pos == "NOUN" for p in head.parses) or head.text in QUOTE_PAIRS
    many = many or tokens[found[-1].head - 1].pos == "NUMR"
    many = many or (both and behind is not None and behind.parses[0].number == "plur")
    if not between <= {",", "и", "а", "также"} or not many or tokens[found[-1].last - 1].text not in '»”"':
        return None
    name = document.text[tokens[opening + 1].start : tokens[closing - 1].end]
    last, aliases = bracketed(document, closing + 1, document.tokens[-1].index + 1)
    return NameMention(opening, last, " ".join(name.split()), found[-1].kind, aliases, found[-1].head)


def quotations(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The short quotations that begin like names: indices of their marks."""
    tokens = document.tokens
    i = sentence.first
    if not any(t.text in QUOTE_PAIRS for t in document.words_of(sentence)):
        return
    while i < sentence.last:
        closing = QUOTE_PAIRS.get(tokens[i].text)
        if closing is None or (closing == '"' and not _opens(tokens, i, sentence)):
            i += 1
            continue
        end = _closing(tokens, i, closing, sentence)
        if end is None or end == i + 1:
            i += 1
            continue
        first = tokens[i + 2] if tokens[i + 1].text in ("...", "…") else tokens[i + 1]
        named = i > sentence.first and end - i <= 8 and _is_sure_kind(tokens[i - 1])
        if (first.is_title or first.is_number or (first.is_word and named)) and tokens[end - 1].text not in {",", "."}:
            yield i, end
            i = end
        i += 1


def _is_sure_kind(token: Token) -> bool:
    """Whether a word names a kind and nothing else: what is quoted behind it is its name, in whatever letters."""
    kind = kind_of(token)
    return kind is not None and kind in words("events", "latin_kinds")


def _closing(tokens: tuple[Token, ...], i: int, closing: str, sentence: Sentence) -> int | None:
    """The mark that closes a quotation; None where another opens first (speech with a name in it)."""
    for j in range(i + 1, min(sentence.last, i + _LONGEST + 2)):
        if tokens[j].text == closing and (closing != '"' or tokens[j - 1].end == tokens[j].start):
            return j
        if tokens[j].text in QUOTE_PAIRS and (tokens[j].text != '"' or _opens(tokens, j, sentence)):
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
        "Гости приехали на [фестиваль военных оркестров «Медные трубы»].": {"name": "Медные трубы"},
        "На [мебельном салоне «Дуб Урала»] показали 300 стульев.": {"name": "Дуб Урала", "kind": "салон"},
        "[Экскурсию «Старый город»] посетили 40 человек.": {"name": "Старый город", "kind": "экскурсия"},
        "Салон «Дуб Урала» продали.": None,
        "[В Ухте стартовал мебельный салон «Дуб Урала»].": {"name": "Дуб Урала", "kind": "салон"},
        "В Ухте открылся мебельный салон «Дуб Урала».": None,
        "В Ухте стартовал новый салон «Дуб Урала».": None,
        "[Фестиваль под названием «Лесная быль» открылся в Твери].": {"name": "Лесная быль"},
        "На [выставке «от лапотка до валенка»] было людно.": {"name": "от лапотка до валенка"},
        'Стенд показали в рамках ["Российской недели вина"].': {"name": "Российская неделя вина", "kind": "неделя"},
        "Документ подписали на [саммите «Группы двадцати»].": {"name": "саммит «Группы двадцати»"},
        "Он читал оркестру «Медные трубы» письмо с фестиваля.": None,
        "Еще [один фестиваль, песни, называется «Заря»].": {"name": "Заря", "kind": "фестиваль"},
        "Праздник «Рыба» и [«Сыр» пройдут в мае].": {"name": "Сыр", "kind": "праздник"},
        "[«Русскую неделю чая» перенесли на ноябрь]. В Твери ждут фестиваль «Русская неделя чая».": {
            "kind": "фестиваль"
        },
        "Тема форума – «Вода».": None,
        "Талисман зимнего фестиваля — «Ёж».": None,
        "Группа фестиваля во «ВКонтакте» растет.": None,
        "Заседание совета директоров «Луча» прошло в пятницу.": None,
        "Снимки есть на странице фестиваля в соцсети «Чатик».": None,
        "Премьера спектакля «Волга» прошла в Твери.": None,
        "Ансамбль «Гармонь» приехал на фестиваль.": None,
        'Акции "Северстроя" подорожали на 3%.': None,
        "На выставке компания «Дубовый дом» показала столы.": None,
        "В городе открыли школу «Лидер».": None,
        "«Мы покажем на форуме все», - сказал мэр.": None,
    },
    fact_type="event",
)
def quoted_at(document: Document, sentence: Sentence, quote: tuple[int, int], taken: int) -> NameMention | None:
    """A quoted name with the kind of gathering before it."""
    tokens = document.tokens
    opening, closing = quote
    at = _kind_before(tokens, opening, max(taken, sentence.first))
    if at is None:
        return _telling(document, sentence, quote)
    if " ".join(t.lower for t in tokens[opening + 1 : closing]) in words("events", "venues"):
        return None
    kind = kind_of(tokens[at])
    assert kind is not None
    if kind in ("неделя", "день") and is_of_calendar(tokens, at, sentence.first):
        return None
    adjacent = at == opening - 1
    sure = adjacent and kind in words("events", "weak_adjacent") and not has_model(tokens[opening + 1 : closing])
    known = known_phrase(tokens[opening + 1 : closing])
    sure = sure or (known is not None and known[2] == closing - opening - 1)
    if not sure and kind in words("events", "weak_kinds") and not is_supported(document, sentence, at, closing):
        return None
    if tokens[at].lower == "акции" and (at == sentence.first or tokens[at - 1].pos not in ("NOUN", "PREP", "ADJF")):
        return None  # shares
    name = document.text[tokens[opening + 1].start : tokens[closing - 1].end]
    if adjacent and _is_genitive(tokens[opening + 1 : closing], kind in words("events", "gathered")):
        if kind not in words("events", "owned"):
            return None
        name = f"{kind} {document.text[tokens[opening].start : tokens[closing].end]}"
    elif not adjacent and tokens[opening - 1].reading("NOUN", case="gent") and _is_declined(tokens[opening + 1]):
        return None  # «заседание совета директоров «Луча»»
    elif kind == "съезд" and adjacent:
        name = f"{kind} {document.text[tokens[opening].start : tokens[closing].end]}"
    last, aliases = bracketed(document, closing + 1, sentence.last)
    kind = {"стол": "круглый стол", "учение": "учения"}.get(kind, kind)
    if kind == "игра" and tokens[at].parses[0].number == "plur":
        kind = "игры"
    return NameMention(with_modifiers(tokens, at, taken), last, " ".join(name.split()), kind, aliases, at, True)


def _telling(document: Document, sentence: Sentence, quote: tuple[int, int]) -> NameMention | None:
    """A quoted name that says itself what it is: «"Форум добровольцев"», «"АгроЭкспо"»."""
    tokens = document.tokens
    opening, closing = quote
    if opening > sentence.first and tokens[opening - 1].lemmas & _owners():
        return None
    inner = tokens[opening + 1 : closing]
    if " ".join(t.lower for t in inner) in words("events", "venues"):
        return None
    after = tokens[closing + 1 : min(closing + 3, sentence.last)]
    speech = len(after) == 2 and after[0].text == "," and after[1].text in DASHES
    known = known_phrase(inner)
    if known is not None and known[2] == len(inner) and not speech:
        return NameMention(opening, closing + 1, known[0], known[1], (), opening + 1)
    if speech or any(t.pos in ("VERB", "PRTS", "INFN") for t in inner):
        return None
    declined = _declined(inner, tokens[opening - 1] if opening > sentence.first else None)
    if declined is not None:
        return NameMention(opening, closing + 1, declined[0], declined[1], (), opening + 1)
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
    last_index, aliases = bracketed(document, closing + 1, sentence.last)
    return NameMention(opening, last_index, " ".join(name.split()), kind, aliases, opening + 1)


def _declined(inner: tuple[Token, ...], before: Token | None) -> tuple[str, str | None] | None:
    """A name declined in its quotes, and its kind: «в рамках "Российской недели вина"», «участники "Армии-2026"»."""
    dated = DATED.match(inner[0].text) if len(inner) == 1 else None
    if dated is not None:
        guests = before is not None and (
            before.lower == "на" or before.lemma in words("events", "visitors") or before.lower in ("рамках", "полях")
        )
        found = next((p for p in parses(dated.group(1).lower()) if p.pos == "NOUN"), None)
        if not guests or found is None:
            return None
        stem = nominative_stem(dated.group(1))
        return f"{stem}-{dated.group(2)}", None
    head = next((k for k, t in enumerate(inner) if t.pos == "NOUN"), None)
    if not head or any(t.pos != "ADJF" for t in inner[:head]) or not inner[0].is_title:
        return None
    noun = inner[head].reading("NOUN")
    if noun is None or noun.lemma not in words("events", "proper_kinds") or noun.number == "plur":
        return None
    if not inner[0].reading("ADJF") or inner[0].reading("ADJF", case="nomn"):
        return None
    return nominative(inner), noun.lemma


def nominative_stem(word: str) -> str:
    """A declined name in the nominative: Армии → Армия; one that already stands so, as it is."""
    known = [p for p in parses(word.lower()) if p.pos == "NOUN" and p.is_known]
    if not known or any(p.case == "nomn" and p.number == "sing" for p in known):
        return word
    return known[0].lemma.capitalize()


def _is_genitive(inner: tuple[Token, ...], owned: bool) -> bool:
    """Whether a quotation is declined: it is whose the gathering is, and not its name.

    Of a meeting (``owned``) it is so where it can be: «саммит "Группы двадцати"».
    """
    parses = [p for p in inner[0].parses if p.pos in ("NOUN", "ADJF") and p.is_known]
    if not parses:
        return False
    if owned:
        return any(case_of(p) == "gent" for p in parses) and not any(
            p.case == "nomn" and p.number == "sing" for p in parses
        )
    return case_of(parses[0]) == "gent" and not any(p.case == "nomn" for p in parses)


def _is_declined(token: Token) -> bool:
    """Whether the first word of a quotation is a genitive and no nominative."""
    known = [p for p in token.parses if p.pos in ("NOUN", "ADJF") and p.is_known]
    return any(case_of(p) == "gent" for p in known) and not any(p.case == "nomn" for p in known)


def _kind_before(tokens: tuple[Token, ...], opening: int, first: int) -> int | None:
    """The word for a kind of gathering whose name opens at a quotation mark.

    Between the two may stand genitives, adjectives and prepositional phrases: «фестиваль под открытым небом "Х"».
    """
    j = opening - 1
    if j > first and (tokens[j].text in DASHES or (tokens[j].text == "," and _is_apposed(tokens, j, first))):
        j -= 1
    if j - 2 >= first and tokens[j].lower in ("названием", "название"):
        called = tokens[j - 1].lower == "под" or tokens[j - 1].lemma in ("получить", "носящий", "носить")
        if called:
            j -= 3 if tokens[j - 2].text == "," else 2
    if tokens[j].lemma in ("называться", "именоваться") and tokens[j].parses[0].tense != "past":
        return _called(tokens, j, first)
    if tokens[j].pos == "PREP":
        return None  # «группа фестиваля во «ВКонтакте»»
    loose = False  # a noun in no genitive waits for its preposition
    for k in range(j, max(first, j - _FAR) - 1, -1):
        token = tokens[k]
        if not token.is_word:
            listed = token.text == "," and _may_be_genitive(tokens[k - 1]) and _may_be_genitive(tokens[k + 1])
            if token.text not in DASHES and not token.is_number and not listed:
                return None
            continue
        if kind_of(token) is not None:
            return None if loose or (j < opening - 1 and _is_owned(tokens, k, first)) else k
        if k == j and token.lemmas & _owners() and not _is_subject_matter(tokens, k, first):
            return None
        if k == j and token.text in words("parties", "forms"):
            return None  # «совещании акционеров ОАО "Х"»
        if token.pos == "PREP":
            loose = False
        elif token.text.isupper() or token.text.isascii() or token.lower == "и":
            continue
        elif token.pos == "VERB" or not any(p.pos in ("NOUN", "ADJF", "PRTF", "ADVB") for p in token.parses):
            return None
        elif token.pos == "NOUN" and not any(case_of(p) == "gent" for p in token.parses):
            loose = True
    return None


def _is_owned(tokens: tuple[Token, ...], k: int, first: int) -> bool:
    """«Тема форума – «Вода»»: before a dash stands a noun whose the kind is, and that is what the name is of."""
    before = k - 1
    while before >= first and tokens[before].pos == "ADJF":
        before -= 1
    whose = before >= first and tokens[before].pos == "NOUN" and tokens[before].reading("NOUN", case="nomn")
    return bool(whose) and kind_of(tokens[before]) is None and _may_be_genitive(tokens[k])


def _called(tokens: tuple[Token, ...], verb: int, first: int) -> int | None:
    """«Еще один фестиваль, документального кино, называется "Х"»: the kind that is the subject of the naming."""
    for k in range(verb - 1, max(first, verb - _FAR) - 1, -1):
        if tokens[k].pos in ("VERB", "PRTS") or tokens[k].text in QUOTE_PAIRS:
            return None
        if kind_of(tokens[k]) is not None and tokens[k].reading("NOUN", case="nomn"):
            return k
    return None


def _may_be_genitive(token: Token) -> bool:
    return any(case_of(p) == "gent" for p in token.parses)


def _is_subject_matter(tokens: tuple[Token, ...], k: int, first: int) -> bool:
    """«Фестиваль военных оркестров "Х"», «фестиваль оперы "Х"»: what a gathering is of, and not whose name follows."""
    noun = tokens[k]
    if noun.parses[0].number == "plur" and case_of(noun.parses[0]) == "gent":
        return True
    if not noun.lemmas & words("events", "genres") or not noun.reading("NOUN", case="gent"):
        return False
    while k - 1 >= first and (tokens[k - 1].pos == "ADJF" or tokens[k - 1].lower == "и"):
        k -= 1
    kind = kind_of(tokens[k - 1]) if k > first else None
    return kind is not None and kind not in words("events", "weak_kinds")


def _is_apposed(tokens: tuple[Token, ...], comma: int, first: int) -> bool:
    """«Прошлое учение, "Щит-2016", проходило …»: a kind told of as another edition, its name between commas."""
    cues = edition_adjectives() | {"один", "другой", "второй"}
    return (
        comma - 2 >= first and kind_of(tokens[comma - 1]) is not None and not cues.isdisjoint(tokens[comma - 2].lemmas)
    )


@lru_cache(maxsize=1)
def _owners() -> frozenset[str]:
    return (words("events", "owners") | words("organizations", "named")) - {"школа"}
