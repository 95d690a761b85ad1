"""Proper names of gatherings without quotes, and known abbreviations."""

from functools import lru_cache
from typing import Any

from newsfacts.discourse.events_contests import short_contest, sport_end
from newsfacts.discourse.events_kinds import DATED, PAIRS, ROMAN, NameMention, bracketed, is_holding, is_ordinal
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.phrases import case_of, nominative
from newsfacts.rule import rule


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Known names of several words, by the lemma of the first."""
    found = {}
    for name, kind in table("events")["known_phrases"].items():
        lemmas = tuple(name.lower().split())
        found[lemmas[0]] = (lemmas[1:], str(name), str(kind))
    return found


def phrase_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
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


def days_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
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
    if i == sentence.first and not any(is_holding(t) for t in near):
        return None
    word = "Дни" if token.lemma == "день" else "Неделя"
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    last, aliases = bracketed(document, end, sentence.last)
    return NameMention(i, last, name, word.lower(), aliases, i)


def abbreviated_at(document: Document, sentence: Sentence, i: int) -> NameMention | None:
    """A known abbreviation, or one with a year: «ПМЭФ», «Евро-2016», «Экспо-2027»."""
    token = document.tokens[i]
    known: Any = table("events")["known"]
    dated = DATED.match(token.text)
    stem = dated.group(1) if dated else token.text
    if stem in table("events")["contest_short"]:
        return short_contest(document, sentence, i, stem)
    if dated is None and token.text in known:
        if token.text in words("events", "known_with_year", "words"):
            return None
        if token.text in ("Олимпиада", "Универсиада") and i == sentence.first:
            return None
    if stem not in known:
        return None
    name, kind = known[stem]
    last, aliases = bracketed(document, i + 1, sentence.last)
    if dated and stem in ("Экспо", "ЭКСПО", "Иннопром", "ИННОПРОМ"):
        return NameMention(i, last, token.text, kind, aliases, i)
    return NameMention(i, last, name, kind, (token.text, *aliases), i)


def latin_at(document: Document, sentence: Sentence, i: int, lemma: str) -> NameMention | None:
    """A Latin name of two words or more behind the kind: «конкурс The Best of Blogs»."""
    if lemma not in words("events", "kinds"):
        return None
    tokens = document.tokens
    end = i + 1
    while end < sentence.last and tokens[end].text.isascii() and tokens[end].text.replace("-", "").isalnum():
        end += 1
    while end > i + 1 and tokens[end - 1].is_number and len(tokens[end - 1].text) != 4:
        end -= 1
    single = end - i == 2 and (DATED.match(tokens[i + 1].text) or _tells_itself(tokens[i + 1].text))
    if (end - i < 3 and not single) or not tokens[i + 1].is_title:
        return None
    last, aliases = bracketed(document, end, sentence.last)
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
        "[Северный аграрный форум пройдет в Кирове с 3 по 6 ноября].": {"name": "Северный аграрный форум"},
        "Экономический форум прошел тихо.": None,
        "Такие форумы полезны.": None,
    },
    fact_type="event",
)
def proper_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """A proper name of adjectives and a kind: «Петербургский международный экономический форум»."""
    tokens = document.tokens
    first = i
    while first > taken and _is_modifier(tokens[first - 1]):
        first -= 1
    titled = [j for j in range(first, i) if tokens[j].is_title and not is_ordinal(tokens[j])]
    titled = [j for j in titled if not any("Anum" in p.grammemes for p in tokens[j].parses)]
    last, aliases = bracketed(document, i + 1, sentence.last)
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
        if not _names_itself(tokens[start], has_tail, i - start > 1):
            return None
        if lemma in ("олимпиада", "съезд", "турнир", "выставка", "ярмарка"):
            verbs = [t for t in tokens[i + 1 : min(i + 3, sentence.last)] if t.pos == "VERB"]
            if not any(is_holding(t) or t.lemma in words("events", "verbs", "gather") for t in verbs):
                return None
    if start == i - 1 and tokens[start].lemma in words("events", "plain_adjectives") and not has_tail:
        return None
    end = i + 1 if aliases else _tail(document, i + 1, sentence.last)
    if not aliases and lemma in ("форум", "конгресс", "конференция", "симпозиум", "саммит"):
        end = sport_end(document, end, sentence.last)
    if not aliases:
        last, aliases = bracketed(document, end, sentence.last)
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
    roman = first < i and any(ROMAN.match(t.text) for t in tokens[first:i])
    capital = i > sentence.first and tokens[i].is_title and tokens[i - 1].text not in ".:!?…—–-"
    if end == i + 1 or not (roman or capital) or (tokens[i].text.isupper() and len(tokens[i].text) > 1):
        return None
    if lemma != "игра" and all(p.number == "plur" for p in tokens[i].parses[:1]):
        return None
    if capital and not roman and lemma == "конгресс":
        return None  # bodies bear this name too
    if end < sentence.last and tokens[end].text in PAIRS:
        return None  # the quotation names what the genitive tells
    last, aliases = bracketed(document, end, sentence.last)
    kind = "игры" if lemma == "игра" else lemma
    word = kind.capitalize() if capital else kind
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    return NameMention(first, last, name, kind, aliases, i)


def _names_itself(adjective: Token, has_tail: bool, has_more: bool) -> bool:
    """Whether a sentence's first adjective begins a name: it tells of a place or a person, or a genitive follows."""
    if adjective.lemma in words("events", "wide_adjectives"):
        return has_tail or (has_more and adjective.lemma not in words("events", "plain_adjectives"))
    if has_more and adjective.lemma in words("events", "sides"):
        return True
    if adjective.lemma in words("events", "plain_adjectives"):
        return False
    if any(gazetteer().by_adjective(part) for part in (adjective.text, adjective.text.split("-")[-1])):
        return True
    return adjective.lemma.endswith("ский") and not adjective.parses[0].is_known


def _name(tokens: tuple[Token, ...]) -> str:
    name = nominative(tokens)
    return name if name[:1].isupper() else name[:1].upper() + name[1:]


def _is_modifier(token: Token) -> bool:
    if is_ordinal(token):
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
