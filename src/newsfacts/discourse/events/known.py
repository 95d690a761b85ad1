"""Well-known names of gatherings and their abbreviations, Latin names, and the days and weeks of something."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from newsfacts.analysis.morphology import parses
from newsfacts.discourse.events.contests import short_contest
from newsfacts.discourse.events.kinds import DATED, NameMention, bracketed, genitives_end, is_holding
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.rule import rule


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Known names of several words, by the first word and by its dictionary form."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for name, kind in [*table("events")["known_phrases"].items(), *table("events")["known_quoted"].items()]:
        first, *rest = str(name).split()
        for key in {first.lower(), *(p.lemma for p in parses(first.lower())[:1])}:
            found.setdefault(key, []).append((tuple(rest), str(name), str(kind)))
    return found


def known_phrase(tokens: Sequence[Token]) -> tuple[str, str, int] | None:
    """The well-known name that begins with the first of the tokens, in any case: its name, kind, number of words."""
    first = tokens[0]
    for lemma in first.lemmas | {first.lower}:
        for rest, name, kind in _phrases().get(lemma, ()):
            if len(rest) < len(tokens) and all(map(_is_word, tokens[1 : len(rest) + 1], rest)):
                return name, kind, len(rest) + 1
    return None


@lru_cache(maxsize=50_000)
def may_be_known(text: str) -> bool:
    """Whether a word can begin a well-known name or be a known abbreviation: a cheap test."""
    if not text[0].isupper():
        return False
    stem = text.split("-")[0]
    phrases = _phrases()
    return (
        text.lower() in phrases
        or any(p.lemma in phrases for p in parses(text.lower()))
        or stem in table("events")["contest_short"]
        or _known_stem(stem) is not None
        or _known_stem(text) is not None
        or (text.isascii() and _telling_kind(text.lower()) is not None)
    )


@rule(
    "facts",
    {
        "Город присоединился к [Ночи музеев].": {"name": "Ночь музеев", "kind": "акция"},
        "Клуб проиграл в финале [Лиги чемпионов УЕФА].": {"name": "Лига чемпионов УЕФА", "aliases": ["Лига чемпионов"]},
        "[Тотальный диктант] написали даже моряки.": {"name": "Тотальный диктант"},
        "Лига защиты потребителей подала иск.": None,
    },
    fact_type="event",
)
def phrase_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A well-known name without quotes: «Ночь музеев», «Парад Победы»."""
    tokens = document.tokens
    if not tokens[i].is_title:
        return None
    found = known_phrase(tokens[i : min(i + 4, sentence.last)])
    if found is None or found[0] not in table("events")["known_phrases"]:
        return None
    name, kind, length = found
    last = i + length
    after = tokens[last] if last < sentence.last else None
    if after is not None and after.text in words("events", "federations"):
        return NameMention(i, last + 1, f"{name} {after.text}", kind, (name,), i)
    return NameMention(i, last, name, kind, (), i)


def _is_word(token: Token, word: str) -> bool:
    return token.lower == word.lower() or word.lower() in token.lemmas


@rule(
    "facts",
    {
        "[Дни культуры Казахстана открылись в Перми].": {"name": "Дни культуры Казахстана", "kind": "дни"},
        "[В Омске прошли Дни Тувы].": {"name": "Дни Тувы"},
        "[Неделя Тверской области стартовала в понедельник].": {"name": "Неделя Тверской области"},
        "Дни осени коротки.": None,
    },
    fact_type="event",
)
def days_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """«Дни культуры Казахстана», «Неделя высоких технологий»: with a capital, genitives and a verb of taking place."""
    tokens = document.tokens
    token = tokens[i]
    if not token.is_title or token.lemma not in ("день", "неделя"):
        return None
    plural = token.reading("NOUN", number="plur") if token.lemma == "день" else token.reading("NOUN", number="sing")
    if plural is None:
        return None
    end = genitives_end(document, i + 1, sentence.last)
    if end == i + 1:
        if end >= sentence.last:
            return None
        place = gazetteer().find([t.text for t in tokens[end : min(end + 4, sentence.last)]], 0)
        if place is None or not tokens[end].reading("NOUN", "ADJF", case="gent"):
            return None
        end += place[1]
    near = [*tokens[max(sentence.first, i - 4) : i], *tokens[i + 1 : min(end + 4, sentence.last)]]
    if i == sentence.first and not any(is_holding(t) for t in near):
        return None
    word = "Дни" if token.lemma == "день" else "Неделя"
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    last, aliases = bracketed(document, end, sentence.last)
    return NameMention(i, last, name, word.lower(), aliases, i)


@lru_cache(maxsize=4096)
def _known_stem(word: str) -> str | None:
    """The key under which a word is known, as it is or in its dictionary form: ПМЭФ, Олимпиаде, Уимблдона."""
    known: Any = table("events")["known"]
    if word in known:
        return word
    if word[:1].isupper() and not word.isupper():
        for parse in parses(word.lower())[:2]:
            lemma = parse.lemma.capitalize()
            if lemma in known:
                return lemma
    return None


_SHORT_YEAR = re.compile(r"([А-ЯЁ]{3,}|Евро|Экспо|ЧМ|ЧЕ)-(\d\d)$")  # «ПМЭФ-25»


@rule(
    "facts",
    {
        "Договор заключили на [ПМЭФ-25].": {"aliases": ["ПМЭФ-25"]},
        "Меморандум подписали на [ПМЭФ].": {"name": "Петербургский международный экономический форум"},
        "Пловец выступит на [Олимпиаде-2028].": {"name": "Олимпийские игры", "kind": "игры"},
        "Пловец вернулся с [лондонской Олимпиады].": {"name": "Олимпийские игры"},
        "Гимнаст выступит на [Играх в Лос-Анджелесе].": {"name": "Олимпийские игры"},
        "Он проиграл в финале [US Open].": {"name": "US Open", "kind": "турнир"},
        "Олимпиада по химии прошла в лицее.": None,
        "Дети знают об играх в парке.": None,
        "Евро подешевел на 2%.": None,
    },
    fact_type="event",
)
def abbreviated_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A known abbreviation, or one with a year: «ПМЭФ», «Евро-2016», «Экспо-2027», «Олимпиада»."""
    token = document.tokens[i]
    if not token.is_title:
        return None
    dated = DATED.match(token.text) or _SHORT_YEAR.match(token.text)
    stem = dated.group(1) if dated else token.text
    if stem in table("events")["contest_short"]:
        return short_contest(document, sentence, i, stem)
    key = _known_stem(stem)
    if key is None or (dated is None and key in words("events", "known_with_year", "words")):
        return None
    name, kind = table("events")["known"][key]
    last, aliases = bracketed(document, i + 1, sentence.last)
    if dated and str(name).lower() == key.lower():
        return NameMention(i, last, token.text if stem == key else f"{key}-{dated.group(2)}", kind, aliases, i)
    if key in words("events", "also_common", "words"):
        return _common(document, sentence, i, str(name), str(kind), dated is not None)
    return NameMention(i, last, name, kind, (token.text, *aliases), i)


def _common(document: Document, sentence: Sentence, i: int, name: str, kind: str, is_dated: bool) -> NameMention | None:
    """«Олимпиада» is the Games unless it is one in a subject; at the head of a sentence only with a place or year."""
    tokens = document.tokens
    first = i
    if tokens[i].lemma == "игра" and not _are_the_games(tokens, sentence, i):
        return None
    while first > sentence.first and tokens[first - 1].pos == "ADJF" and first > i - 2:
        first -= 1
    after = tokens[i + 1] if i + 1 < sentence.last else None
    if after is not None and (after.lower == "по" or genitives_end(document, i + 1, sentence.last) > i + 1):
        return None
    if first < i and tokens[i - 1].lemma in words("events", "also_common", "others"):
        return None
    if i == sentence.first and not is_dated:
        placed = after is not None and (
            after.is_number or (after.lower in ("в", "во") and i + 2 < sentence.last and tokens[i + 2].is_title)
        )
        if not placed:
            return None
    word = document.text[tokens[first].start : tokens[i].end] if is_dated else tokens[i].lemma.capitalize()
    return NameMention(first, i + 1, name, kind, (word,), i)


def _are_the_games(tokens: Sequence[Token], sentence: Sentence, i: int) -> bool:
    """«На Играх в Сеуле»: the capital, the plural and a place show that the Olympic Games are meant."""
    if i <= sentence.first or i + 2 >= sentence.last or tokens[i - 1].pos == "ADJF":
        return False
    if not tokens[i].reading("NOUN", number="plur") or tokens[i].text.isupper() or tokens[i - 1].text in ".:!?…—–-":
        return False
    return tokens[i + 1].lower == "в" and tokens[i + 2].is_title


@rule(
    "facts",
    {
        "Он показал ролик на [фестивале Polar Film Days].": {"name": "Polar Film Days", "kind": "фестиваль"},
        "Станок привезли на [выставку станков METALEX-2025].": {"name": "METALEX-2025", "kind": "выставка"},
        "[Хакатон CodeRiver прошел в Томске].": {"name": "CodeRiver"},
        "Стартап представили на [SiberiaForum].": {"name": "SiberiaForum", "kind": "форум"},
        "На выставке компания Samsung показала экран.": None,
    },
    fact_type="event",
)
def latin_at(document: Document, sentence: Sentence, i: int, lemma: str) -> NameMention | None:
    """A Latin name behind the kind: «конкурс The Best of Blogs», «выставка вооружений IDEX-2025»."""
    if lemma not in words("events", "kinds"):
        return None
    tokens = document.tokens
    start = i + 1
    if start < sentence.last and not _is_latin(tokens[start]):
        start = genitives_end(document, start, sentence.last)
    if start >= sentence.last:
        return None
    end = start
    while end < sentence.last and _is_latin(tokens[end]):
        end += 1
    while end > start and tokens[end - 1].is_number and len(tokens[end - 1].text) != 4:
        end -= 1
    if end == start:
        dated = DATED.match(tokens[start].text)
        if dated is None or _known_stem(dated.group(1)) is not None:
            return None
        end += 1
    elif not tokens[start].is_title:
        return None
    elif end - start == 1:
        word = tokens[start].text
        if word in words("events", "federations"):
            return None
        sure = DATED.match(word) is not None or _tells_itself(word)
        if not sure and (start > i + 1 or lemma not in words("events", "latin_kinds")):
            return None
        if start > i + 1 and word.isupper() and not DATED.match(word):
            return None  # «выставка продукции IBM»
    elif start > i + 1 and not tokens[end - 1].text[:4].isdigit():
        return None
    last, aliases = bracketed(document, end, sentence.last)
    return NameMention(i, last, document.text[tokens[start].start : tokens[end - 1].end], lemma, aliases, i)


def latin_alone_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A Latin name that says its kind: «на KazanForum»."""
    token = document.tokens[i]
    if not token.text.isascii() or not token.is_title or len(token.text) < 7:
        return None
    kind = _telling_kind(token.lower)
    if kind is None or i == sentence.first:
        return None
    if document.tokens[i - 1].lower not in ("на", "рамках", "полях", "итогам", "площадке", "во", "ходе"):
        return None
    return NameMention(i, i + 1, token.text, kind, (), i)


@rule(
    "facts",
    {
        "Станок показали на [форуме ИННОСТАЛЬ].": {"name": "ИННОСТАЛЬ", "kind": "форум"},
        "[Выставка АГРОПОЛЕ откроется в Твери 3 июня].": {"name": "АГРОПОЛЕ", "kind": "выставка"},
        "Завод приехал на [фестиваль ВОЛГАФЕСТ].": {"name": "ВОЛГАФЕСТ", "kind": "фестиваль"},
        "[Салон ИННОТЕХ открылся в Туле].": {"name": "ИННОТЕХ"},
        "[Выставка СТАНКИ УРАЛА] открыта.": {"name": "СТАНКИ УРАЛА"},
        "Станок показали на выставке ГАЗПРОМА.": None,
        "Станок показали на выставке МЧС.": None,
        "На выставке ФИРМА показала станок.": None,
        "ВЫСТАВКА ЗАКРЫЛАСЬ": None,
    },
    fact_type="event",
)
def capitals_at(document: Document, sentence: Sentence, i: int, lemma: str) -> NameMention | None:
    """A name in capitals right behind the kind: «форум ИННОСТАЛЬ», no body's initials and in no genitive."""
    tokens = document.tokens
    if lemma not in words("events", "capital_kinds") or tokens[i].text.isupper():
        return None
    end = i + 1
    while end < min(sentence.last, i + 4) and _is_capitals(tokens[end].text):
        end += 1
    name = tokens[i + 1].text if end > i + 1 else ""
    if sum(c in "АЕЁИОУЫЭЮЯ" for c in name) < 2 or len(name) < 6 or end == i + 4:
        return None
    if name in _blocs() or gazetteer().find([name], 0) is not None:
        return None
    declined = [p for p in parses(name.lower()) if p.pos == "NOUN" and p.score > 0.3]
    if any(p.case == "gent" for p in declined) and not any(p.case == "nomn" for p in declined):
        return None
    subject = end < sentence.last and tokens[end].pos == "VERB" and not is_holding(tokens[end])
    if subject and not tokens[i].reading("NOUN", case="nomn"):
        return None  # «на выставке ФИРМА показала»
    last, aliases = bracketed(document, end, sentence.last)
    return NameMention(i, last, document.text[tokens[i + 1].start : tokens[end - 1].end], lemma, aliases, i, True)


@lru_cache(maxsize=1)
def _blocs() -> frozenset[str]:
    """The names of unions and international organisations, whose gatherings bear theirs."""
    blocs = table("blocs")["blocs"]
    return frozenset((*blocs, *(alias for aliases in blocs.values() for alias in aliases)))


def _is_capitals(text: str) -> bool:
    return len(text) > 2 and text.isupper() and text.isalpha() and not text.isascii()


def _telling_kind(lower: str) -> str | None:
    endings = table("events")["telling_endings"].items()
    return next((str(k) for end, k in endings if lower.endswith(end) and len(lower) > len(end) + 2), None)


def _is_latin(token: Token) -> bool:
    return token.text.isascii() and token.text.replace("-", "").isalnum()


def _tells_itself(name: str) -> bool:
    """Whether one Latin word is the name of a gathering: IDEX, MIPIM, KazanForum."""
    lower = name.lower()
    return (name.isupper() and len(name) >= 3) or lower.endswith(("expo", "forum", "fest", "week", "summit", "con"))
