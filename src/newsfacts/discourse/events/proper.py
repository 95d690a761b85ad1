"""Proper names of gatherings without quotes: adjectives with a capital before the kind, genitives behind it."""

from collections.abc import Sequence

from newsfacts.discourse.events.contests import sport_end
from newsfacts.discourse.events.kinds import (
    DATED,
    ROMAN,
    NameMention,
    bracketed,
    genitives_end,
    is_holding,
    is_modifier,
    is_ordinal,
    tells_of_a_place,
)
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import QUOTE_PAIRS
from newsfacts.phrases import nominative
from newsfacts.rule import rule


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
        "[Ирбитская ярмарка завершилась].": {"name": "Ирбитская ярмарка", "kind": "ярмарка"},
        "[Ирбитскую ярмарку] в этом году посетили 9 тысяч человек.": {"name": "Ирбитская ярмарка"},
        "Ирбитская ярмарка всегда манила купцов.": None,
        "[Международная олимпиада по химии прошла в Вене].": {"name": "Международная олимпиада по химии"},
        "[Съезд судей России] избрал совет.": {"name": "съезд судей России"},
        "[XII съезд Российского союза ректоров прошел в Москве].": {"name": "съезд Российского союза ректоров"},
        "[Форум регионов России и Белоруссии пройдет в Туле].": {"name": "форум регионов России и Белоруссии"},
        "[Конгресс молодых физиков пройдет в Туле].": {"name": "конгресс молодых физиков"},
        "[Съезд аграриев открылся 29 сентября и продлится до 3 октября].": {
            "name": "съезд аграриев",
            "when": "2025-09-29/2025-10-03",
        },
        "Экономический форум прошел тихо.": None,
        "Детский фестиваль прошел тихо.": None,
        "Такие форумы полезны.": None,
        "Депутаты Национального конгресса спорили до утра.": None,
    },
    fact_type="event",
)
def proper_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """A proper name of adjectives and a kind: «Петербургский международный экономический форум»."""
    tokens = document.tokens
    first = i
    while first > taken and is_modifier(tokens[first - 1]):
        first -= 1
    titled = [j for j in range(first, i) if tokens[j].is_title and not is_ordinal(tokens[j])]
    titled = [j for j in titled if not any("Anum" in p.grammemes for p in tokens[j].parses)]
    last, aliases = bracketed(document, i + 1, sentence.last)
    if not titled:
        return _numbered(document, sentence, i, first, lemma)
    start = titled[0]
    certain = start > sentence.first or bool(aliases)
    has_tail = genitives_end(document, i + 1, sentence.last) > i + 1
    subject = sport_end(document, i + 1, sentence.last)
    if i + 1 < subject < sentence.last and tokens[subject].text in QUOTE_PAIRS:
        return None  # the quotation names it
    has_subject = subject > i + 1 and lemma in words("events", "subject_kinds")
    shorter = None
    if not certain and len(titled) > 1:
        wide = tokens[start].lemma in words("events", "wide_adjectives")
        start, shorter = (start, titled[1]) if wide else (titled[1], None)
        certain = True
    if not certain and start == sentence.first:
        # The capital of a sentence's first word shows nothing: only an adjective of a place is taken for a name.
        if not _names_itself(tokens[start], has_tail or has_subject, i - start > 1):
            return None
        if (
            lemma in ("олимпиада", "съезд", "турнир", "выставка", "ярмарка", "конкурс", "парад")
            and not has_tail
            and not has_subject
        ):
            verbs = [t for t in tokens[i + 1 : min(i + 6, sentence.last)] if t.pos in ("VERB", "PRTF")]
            if not any(is_holding(t) or t.lemma in words("events", "verbs", "gather") for t in verbs):
                return None
    if _is_body(tokens[start : i + 1]) or (
        start == i - 1
        and tokens[start].lemma in words("events", "plain_adjectives")
        and not has_tail
        and not has_subject
    ):
        return None
    end = i + 1 if aliases else genitives_end(document, i + 1, sentence.last)
    if not aliases and lemma in words("events", "subject_kinds"):
        end = sport_end(document, end, sentence.last)
    if not aliases:
        last, aliases = bracketed(document, end, sentence.last)
    if end > i + 1 and end < sentence.last and tokens[end].text in QUOTE_PAIRS:
        return None  # the quotation names it
    if end < sentence.last and DATED.match(tokens[end].text):
        return None  # «Всемирная выставка Экспо-2025»
    plural = lemma in ("игра", "чтение")
    if plural and not any(p.number == "plur" for p in tokens[i].parses if p.pos == "NOUN"):
        return None
    if not plural and all(p.number == "plur" for p in tokens[i].parses[:1]) and lemma != "экспо":
        return None
    kind = {"игра": "игры", "чтение": "чтения"}.get(lemma, lemma)
    name = _name(tokens[start:end])
    if shorter is not None:
        aliases = (_name(tokens[shorter:end]), *aliases)
    return NameMention(first, last, name, kind, aliases, i)


def _numbered(document: Document, sentence: Sentence, i: int, first: int, lemma: str) -> NameMention | None:
    """A kind with its number or a capital, and genitives: «XX съезд хирургов», «на Форуме регионов»."""
    tokens = document.tokens
    end = genitives_end(document, i + 1, sentence.last)
    if end == i + 1 < sentence.last and lemma in words("events", "owned_kinds"):
        adjective = tokens[i + 1]
        if adjective.is_title and adjective.reading("ADJF", case="gent"):
            end = genitives_end(document, i + 2, sentence.last)  # «съезд Российского союза ректоров»
            end = end if end > i + 2 else i + 1
    roman = first < i and any(ROMAN.match(t.text) for t in tokens[first:i])
    capital = i > sentence.first and tokens[i].is_title and tokens[i - 1].text not in ".:!?…—–-"
    owned = (
        lemma in words("events", "owned_kinds")
        and end > i + 1
        and (tokens[end - 1].is_title or _of_people(tokens[i:end], tokens[end : min(end + 3, sentence.last)]))
    )
    if lemma == "форум" and end > i + 2 and tokens[i + 1].lemma == "регион" and tokens[end - 1].is_title:
        owned = True  # «форум регионов России и Белоруссии»
        if end + 1 < sentence.last and tokens[end].lower == "и" and tokens[end + 1].is_title:
            end += 2
    if end == i + 1 or not (roman or capital or owned) or (tokens[i].text.isupper() and len(tokens[i].text) > 1):
        return None
    if lemma != "игра" and all(p.number == "plur" for p in tokens[i].parses[:1]):
        return None
    if capital and not roman and lemma == "конгресс" and tokens[i - 1].lower != "на":
        return None  # bodies bear this name too
    if document.text[tokens[i].start : tokens[end - 1].end].lower().startswith(table("events")["body_phrases"]):
        return None
    if end < sentence.last and tokens[end].text in QUOTE_PAIRS:
        return None  # the quotation names what the genitive tells
    last, aliases = bracketed(document, end, sentence.last)
    kind = "игры" if lemma == "игра" else lemma
    word = kind.capitalize() if capital else kind
    name = f"{word} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    return NameMention(first, last, name, kind, aliases, i)


def _of_people(tokens: Sequence[Token], behind: Sequence[Token]) -> bool:
    """«Съезд аграриев открылся»: a meeting of people of a trade, told of as taking place."""
    people = tokens[-1].reading("NOUN", case="gent", number="plur")
    if tokens[0].lemma not in ("съезд", "слёт", "слет", "конгресс") or people is None or people.animacy != "anim":
        return False
    return any(t.pos in ("VERB", "PRTS") and is_holding(t) for t in behind)


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether what is named like a gathering is a parliament or an organization: «Национальный конгресс»."""
    lemmas = " ".join(t.lemma for t in tokens)
    return lemmas in words("events", "bodies")


def _names_itself(adjective: Token, has_tail: bool, has_more: bool) -> bool:
    """Whether a sentence's first adjective begins a name: it tells of a place or a person, or a genitive follows."""
    if adjective.lemma in words("events", "wide_adjectives"):
        return has_tail or has_more
    if has_more and adjective.lemma in words("events", "sides"):
        return True
    if adjective.lemma in words("events", "plain_adjectives"):
        return False
    if any(gazetteer().by_adjective(part) for part in (adjective.text, adjective.text.split("-")[-1])):
        return True
    return tells_of_a_place(adjective.lemma)


def _name(tokens: tuple[Token, ...]) -> str:
    name = nominative(tokens)
    return name if name[:1].isupper() else name[:1].upper() + name[1:]
