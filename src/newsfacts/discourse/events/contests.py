"""Contests and meetings named by whose they are: «чемпионат мира по футболу», «саммит ШОС»."""

from collections.abc import Sequence

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.events.kinds import (
    NameMention,
    bracketed,
    genitives_end,
    is_modifier,
    is_ordinal,
)
from newsfacts.document import Document, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES, QUOTE_PAIRS
from newsfacts.phrases import case_of
from newsfacts.rule import rule


def short_contest(document: Document, sentence: Sentence, i: int, stem: str) -> NameMention:
    """«ЧЕ по кикбоксингу», «ЧМ-2018»."""
    full = str(table("events")["contest_short"][stem])
    tokens = document.tokens
    end = sport_end(document, i + 1, sentence.last)
    tail = document.text[tokens[i + 1].start : tokens[end - 1].end] if end > i + 1 else ""
    name = f"{full} {tail}".strip()
    short = document.text[tokens[i].start : tokens[end - 1].end]
    return NameMention(i, end, name, "чемпионат", (short,), i)


def sport_end(document: Document, i: int, last: int) -> int:
    """The index after «по футболу», «по лыжным гонкам»; i where there is none."""
    tokens = document.tokens
    if i + 1 >= last or tokens[i].lower != "по":
        return i
    end = i + 1
    while end < min(last, i + 5):
        token = tokens[end]
        parses = [p for p in token.parses if case_of(p) == "datv" and p.pos in ("NOUN", "ADJF")]
        if not parses and "-" in token.text and token.text.split("-")[-1].isdigit():
            return end + 1  # «по регби-7»
        both = token.lower == "и" and end > i + 1 and tokens[end - 1].pos == "ADJF"
        if both and end + 1 < last and tokens[end + 1].reading("ADJF", case="datv"):
            end += 1  # «по вольной и греко-римской борьбе»
            continue
        if not parses:
            break
        end += 1
        goes_on = parses[0].pos == "ADJF" and end < last and tokens[end].reading("NOUN", case="datv")
        if any(p.pos == "NOUN" for p in parses) and not goes_on:
            while end < last and end < i + 7 and _goes_on(tokens, end):
                end += 1
            return end
    return i


def _discipline_end(tokens: tuple[Token, ...], i: int, last: int) -> int:
    """The index after what tells the sport apart: «хоккею с мячом», «стрельбе из лука», «баскетболу 3х3»."""
    if i + 1 < last and tokens[i].lower in ("с", "на", "из", "без", "в", "под"):
        for k in range(i + 1, min(i + 4, last)):
            if tokens[k].lemmas & words("events", "disciplines"):
                joined = (
                    k + 2 < last
                    and tokens[k + 1].lower == "и"
                    and tokens[k + 2].lemma in words("events", "disciplines")
                )
                return k + 3 if joined else k + 1
            if tokens[k].pos != "ADJF":
                break
    return i + 1 if i < last and tokens[i].lower in ("3х3", "3x3") else i


def _goes_on(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a genitive tells more of a sport; prepositions cut it («по прыжкам на лыжах»)."""
    token = tokens[i]
    return token.pos == "NOUN" and not token.is_title and all(case_of(p) == "gent" for p in token.parses[:1])


@rule(
    "facts",
    {
        "Она выиграла [чемпионат России по самбо].": {"name": "чемпионат России по самбо", "kind": "чемпионат"},
        "Сборная готовится к [ЧЕ по гребле].": {"name": "чемпионат Европы по гребле", "status": "planned"},
        "[Чемпионат мира по хоккею с мячом прошел в Омске].": {"name": "чемпионат мира по хоккею с мячом"},
        "[Омск примет чемпионат Европы по регби-7].": {"name": "чемпионат Европы по регби-7"},
        "Клуб дважды брал [Кубок Гагарина].": {"name": "Кубок Гагарина", "kind": "кубок"},
        "Он играл на [первенстве Тверской области по шашкам].": {"name": "первенство Тверской области по шашкам"},
        "Борцы вернулись с [первенства вузов Урала по самбо].": {"name": "первенство вузов Урала по самбо"},
        "На чемпионате было шумно.": None,
        "Кубок с водой стоял на столе.": None,
    },
    fact_type="event",
)
def contest_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«чемпионат мира по футболу», «Кубок Гагарина»: a contest by whose it is, or by its sport."""
    if lemma not in words("events", "contests"):
        return None
    tokens = document.tokens
    end = _scope(document, i + 1, sentence.last, tokens[i].is_title and lemma in ("кубок", "суперкубок"))
    if end == i + 1:
        return None
    after = sport_end(document, end, sentence.last)
    whole = _discipline_end(tokens, after, sentence.last) if after > end else after
    last, aliases = bracketed(document, whole, sentence.last)
    first = i
    while first > taken and _names_contest(tokens[first - 1]):
        first -= 1
    if first == i and lemma in ("олимпиада", "спартакиада") and _is_capital(tokens, i - 1, max(taken, sentence.first)):
        first = i - 1
    kind = "кубок" if "кубок" in lemma else lemma
    tail = document.text[tokens[i + 1].start : tokens[whole - 1].end]
    word = lemma if not (tokens[i].is_title and kind == "кубок") else lemma.capitalize()
    name = f"{word} {tail}"
    if whole > after:
        aliases = (f"{word} {document.text[tokens[i + 1].start : tokens[after - 1].end]}", *aliases)
    if first < i:
        modifiers = " ".join(_in_nominative(t, tokens[i]) for t in tokens[first:i])
        modifiers = modifiers.capitalize() if tokens[first].is_title and first == i - 1 else modifiers
        return NameMention(first, last, f"{modifiers} {name}", kind, (name, *aliases), i)
    return NameMention(i, last, name, kind, aliases, i)


def _is_capital(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether an adjective begins a contest's name: «Всероссийская олимпиада школьников по химии»."""
    if i < first or tokens[i].pos != "ADJF" or not tokens[i].is_title:
        return False
    return i > first or tokens[i].lemma in words("events", "wide_adjectives")


def _names_contest(token: Token) -> bool:
    return (
        token.pos == "ADJF"
        and token.lemma not in words("events", "plain_adjectives")
        and not any("Anum" in p.grammemes for p in token.parses)
        and not is_ordinal(token)
        and (token.lemma.endswith(("ный", "ский", "ний", "той")) or token.lemma == "открытый")
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
    genitive = any(case_of(p) == "gent" for p in tokens[i].parses if p.pos in ("NOUN", "ADJF"))
    if not genitive and not tokens[i].text.isupper():
        return i
    place = gazetteer().find([t.text for t in tokens[i : min(i + 4, last)]], 0)
    if place is not None and place[0].kind in ("country", "region", "city", "bloc"):
        return i + place[1]
    if tokens[i].lemmas & words("events", "contest_scope"):
        return i + 1
    adjective = tokens[i].reading("ADJF", case="gent")
    if adjective and i + 1 < last and tokens[i + 1].lemmas & words("events", "contest_scope"):
        return i + 2
    whose = _whose(document, i, last)
    if whose > i:
        return whose
    if free and tokens[i].is_title:
        return i + 2 if adjective and i + 1 < last and tokens[i + 1].reading("NOUN", case="gent") else i + 1
    return i


def _whose(document: Document, i: int, last: int) -> int:
    """The index after genitives that a place ends or a sport follows: «вузов Урала по самбо»; i where neither does."""
    tokens = document.tokens
    end = i
    while end < min(last, i + 5):
        token = tokens[end]
        place = gazetteer().find([t.text for t in tokens[end : min(end + 4, last)]], 0) if token.is_title else None
        genitive = any(case_of(p) == "gent" for p in token.parses[:2] if p.pos in ("NOUN", "ADJF"))
        if not genitive and not (token.text.isupper() and len(token.text) > 1 and token.is_word):
            break
        if place is not None and end > i and not place[0].ambiguous:
            return end + place[1]
        if token.lemmas & words("events", "sexes"):
            return i
        end += 1
    return end if end > i and sport_end(document, end, last) > end else i


@rule(
    "facts",
    {
        "Борец выиграл [турнир памяти тренера Ивана Котова].": {"name": "турнир памяти тренера Ивана Котова"},
        "[XII Международный конкурс имени Глинки] собрал певцов.": {
            "name": "Международный конкурс имени Глинки",
            "aliases": ["конкурс имени Глинки"],
        },
        "Клуб выиграл [Мемориал Блинова по хоккею].": {"name": "мемориал Блинова по хоккею"},
        "Он снимал форум о школе имени Глинки.": None,
        "Мемориал жертвам войны открыли в парке.": None,
    },
    fact_type="event",
)
def dedicated_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«конкурс имени Глинки», «турнир памяти Котова», «мемориал Блинова по хоккею»: a kind by whom it honours."""
    if lemma not in words("events", "dedicated"):
        return None
    tokens = document.tokens
    at = i + 1
    if lemma != "мемориал":
        while at < min(sentence.last, i + 6) and tokens[at].lower not in ("имени", "им", "памяти"):
            if tokens[at].lower not in ("по", "среди") and tokens[at].pos not in ("NOUN", "ADJF"):
                return None
            at += 1
        if at >= min(sentence.last, i + 6) or tokens[at].lower == "им" and tokens[at + 1 : at + 2] == ():
            return None
        at += 1
        if tokens[at - 1].lower == "им" and at < sentence.last and tokens[at].text == ".":
            at += 1
    end = _honoured(tokens, at, sentence.last)
    if end == at:
        return None
    sport = sport_end(document, end, sentence.last)
    if (lemma == "мемориал" and sport == end) or (sport < sentence.last and tokens[sport].text in QUOTE_PAIRS):
        return None
    kind = {"чтение": "чтения", "игра": "игры"}.get(lemma, lemma)
    plain = f"{kind} {document.text[tokens[i + 1].start : tokens[sport - 1].end]}"
    first = i
    while first > taken and is_modifier(tokens[first - 1]):
        first -= 1
    titled = next((k for k in range(first, i) if tokens[k].is_title and not is_ordinal(tokens[k])), None)
    last, aliases = bracketed(document, sport, sentence.last)
    if titled is None or any("Anum" in p.grammemes for p in tokens[titled].parses):
        return NameMention(first, last, plain, kind, aliases, i)
    words_before = " ".join(_in_nominative(t, tokens[i]) for t in tokens[titled:i])
    name = f"{words_before[:1].upper()}{words_before[1:]} {plain}"
    return NameMention(first, last, name, kind, (plain, *aliases), i)


def _may_be_genitive(token: Token) -> bool:
    known = [p for p in token.parses if p.is_known and p.case]
    return len(token.text) == 1 or not known or any(case_of(p) == "gent" for p in known)


def _honoured(tokens: Sequence[Token], i: int, last: int) -> int:
    """The index after a person's name in the genitive, his rank before it; i where none stands."""
    end = i
    while end < min(last, i + 4) and not tokens[end].is_title and tokens[end].reading("NOUN", "ADJF", case="gent"):
        end += 1
    if end >= last or not tokens[end].is_title or not tokens[end].is_word:
        return i
    while end < last and tokens[end].is_word and tokens[end].is_title and _may_be_genitive(tokens[end]):
        end += 1
        if end + 1 < last and tokens[end].text == "." and len(tokens[end - 1].text) == 1:
            end += 1
    return end


@rule(
    "facts",
    {
        "Документ подписан на [саммите АСЕАН].": {"name": "саммит АСЕАН", "kind": "саммит"},
        "Он выступил на [сессии Генеральной Ассамблеи ООН].": {"name": "сессия Генеральной Ассамблеи ООН"},
        "Приедет ли он на [климатический саммит], неизвестно.": {"name": "климатический саммит"},
        "[Саммит каспийских государств назначен на 12 ноября].": {"name": "саммит каспийских государств"},
        "Саммит этих стран назначен на 12 ноября.": None,
        "Документ приняли на [съезде КПРФ].": {"name": "съезд КПРФ", "kind": "съезд"},
        "Саммит прошел быстро.": None,
        "Страны НАТО провели переговоры.": None,
    },
    fact_type="event",
)
def owned_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«саммит ШОС», «сессия Генеральной Ассамблеи ООН», «ядерный саммит»."""
    tokens = document.tokens
    kind = "игры" if lemma == "игра" else lemma
    end = i + 1
    while end < min(sentence.last, i + 7):
        token = tokens[end]
        if _is_bloc(document, end, sentence.last, lemma):
            place = gazetteer().find([t.text for t in tokens[end : min(end + 6, sentence.last)]], 0)
            end += place[1] if place else 1
            while not place and token.lemma == "евразийский" and document.tokens[end - 1].lower != "совета":
                end += 1
            about = sport_end(document, end, sentence.last)
            if lemma == "конференция" and about == end:
                return None
            name = f"{kind} {document.text[tokens[i + 1].start : tokens[about - 1].end]}"
            last, aliases = bracketed(document, about, sentence.last)
            return NameMention(i, last, name, kind, aliases, i)
        if not any(case_of(p) == "gent" and p.pos in ("NOUN", "ADJF") for p in token.parses) and token.lower != "и":
            break
        end += 1
    if lemma != "саммит":
        return None
    if i > taken and _names_contest(tokens[i - 1]) and not tokens[i - 1].is_title:
        word = _in_nominative(tokens[i - 1], tokens[i])
        return NameMention(i - 1, i + 1, f"{word} {kind}", kind, (), i)
    end = _states(document, i + 1, sentence.last) or sport_end(document, i + 1, sentence.last)
    if end > i + 1:
        return NameMention(i, end, f"{kind} {document.text[tokens[i + 1].start : tokens[end - 1].end]}", kind, (), i)
    dashed = _sides(tokens, i + 1, sentence.last)
    if dashed is not None:
        name = f"{kind} {document.text[tokens[i + 1].start : tokens[dashed - 1].end]}"
        return NameMention(i, dashed, name, kind, (), i)
    return None


def _states(document: Document, i: int, last: int) -> int | None:
    """The index after «каспийских государств», «стран Центральной Азии»; None where no such states stand."""
    tokens = document.tokens
    end = genitives_end(document, i, last)
    state = next((k for k in range(i, end) if tokens[k].lemma in ("государство", "страна", "держава")), None)
    if state is None or not tokens[state].reading("NOUN", number="plur", case="gent"):
        return None
    while state + 1 <= end < last and tokens[end].is_title and tokens[end].reading("NOUN", "ADJF", case="gent"):
        end += 1
    described = state > i and tokens[state - 1].pos == "ADJF" and "Apro" not in tokens[state - 1].parses[0].grammemes
    return end if described or tokens[end - 1].is_title else None


def _sides(tokens: tuple[Token, ...], i: int, last: int) -> int | None:
    """The index after «Россия - Африка», «Центральная Азия - Россия»; None where no two names with a dash stand."""
    dash = next((k for k in range(i + 1, min(i + 4, last)) if tokens[k].text in DASHES), None)
    if dash is None or not all(t.is_title for t in tokens[i:dash]):
        return None
    end = dash + 1
    while end < min(dash + 4, last) and tokens[end].is_title:
        end += 1
    return end if end > dash + 1 else None


def _is_bloc(document: Document, i: int, last: int, lemma: str) -> bool:
    """Whether whose a meeting is stands at i: a bloc of states; for a congress or a summit any body by its initials."""
    token = document.tokens[i]
    if not token.is_word or not token.is_title:
        return False
    place = gazetteer().find([t.text for t in document.tokens[i : min(i + 6, last)]], 0)
    if place is not None:
        return place[0].kind == "bloc"
    if token.lemma == "евразийский":
        return any(t.lower == "совета" for t in document.tokens[i + 1 : min(i + 4, last)])
    return lemma in words("events", "initials_kinds") and token.text.isupper() and len(token.text) > 2


@rule(
    "facts",
    {
        "[Инаугурация президента Чили прошла в Сантьяго].": {
            "name": "инаугурация президента Чили",
            "kind": "церемония",
        },
        "Гости съехались на [церемонию инаугурации губернатора Ивана Котова].": {
            "name": "инаугурация Ивана Котова",
            "aliases": ["инаугурация губернатора Ивана Котова"],
        },
        "Инаугурация прошла тихо.": None,
    },
    fact_type="event",
)
def inauguration_at(document: Document, sentence: Sentence, i: int, lemma: str, taken: int) -> NameMention | None:
    """«Инаугурация президента Чили», «церемония инаугурации губернатора Котова»."""
    if lemma != "инаугурация":
        return None
    tokens = document.tokens
    end = i + 1
    while end < min(sentence.last, i + 7) and tokens[end].is_word and _may_be_genitive(tokens[end]):
        if not tokens[end].is_title and not tokens[end].reading("NOUN", "ADJF", "PRTF", case="gent"):
            break
        end += 1
    if end == i + 1 or not tokens[end - 1].is_title:
        return None
    first = i - 1 if i > taken and tokens[i - 1].lemma == "церемония" else i
    whole = f"{lemma} {document.text[tokens[i + 1].start : tokens[end - 1].end]}"
    person = end
    while person > i + 1 and tokens[person - 1].is_title:
        person -= 1
    place = gazetteer().find([t.text for t in tokens[person:end]], 0)
    person += place[1] if place is not None else 0
    if person in (i + 1, end):
        return NameMention(first, end, whole, "церемония", (), i)
    name = f"{lemma} {document.text[tokens[person].start : tokens[end - 1].end]}"
    return NameMention(first, end, name, "церемония", (whole,), i)
