"""States under other words than their names: «российская сторона», «официальный Пекин», «позиция Берлина»."""

from collections.abc import Iterator, Sequence

from newsfacts.document import Document, Token
from newsfacts.entities.names import Name, positions
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.phrases import MODIFIER, agrees
from newsfacts.rule import rule

_PREDICATES = frozenset(("VERB", "ADJS"))


@rule(
    "entities",
    {
        "Итоги подвела [российская сторона].": "country: Россия",
        "На завод приехала [белорусская делегация].": "country: Белоруссия",
        "Порт закрыли [китайские власти].": "country: Китай",
        "Письмо вручили [казахстанской стороне].": "country: Казахстан",
        "Медведь вышел на северную сторону хребта.": None,
        "Делегация осмотрела российские станки.": None,
    },
)
def state_parties(document: Document) -> Iterator[Name]:
    """A country's or region's adjective before «сторона», «делегация», «власти» names it as a party."""
    for start in positions(document.text, table("states")["party_stems"]):
        i, _ = document.token_range(start, start + 1)
        if not 0 < i < len(document.tokens):
            continue  # in a line that is left unread
        noun, adjective = document.tokens[i], document.tokens[i - 1]
        if noun.start != start or noun.lemma not in words("states", "parties") or not _agree(adjective, noun):
            continue
        if noun.lemma == "власть" and noun.reading("NOUN", number="plur") is None:
            continue
        place = gazetteer().by_adjective(adjective.lower)
        if place is not None and (place.kind == "country" or place.kind == "region") and not place.ambiguous:
            yield Name(i - 1, i + 1, place.kind, adjective.start, noun.end, place.name, place.code)


def _agree(adjective: Token, noun: Token) -> bool:
    return any(agrees(a, n) for a in adjective.parses if a.pos in MODIFIER for n in noun.parses if n.pos == "NOUN")


@rule(
    "entities",
    {
        "[Москва] и [Минск] договорились о ценах.": "country: Россия | country: Белоруссия",
        "Официальный [Пекин] молчит.": "country: Китай",
        "[Вашингтон] обвинил соседей в обмане.": "country: США",
        "Переговоры с [Анкарой] продолжатся.": "country: Турция",
        "Позиция [Берлина] не изменилась.": "country: Германия",
        "Доверие между [Ханоем] и [Пекином] растет.": "country: Вьетнам | country: Китай",
        "Выставку открыли в [Пекине].": "location: Пекин",
        "[Минск] украсили к празднику.": "location: Минск",
        "Столицы договорились о ценах.": None,
    },
)
def capitals_for_states(document: Document, names: Sequence[Name]) -> list[Name]:
    """Capitals that stand for their states, by what they do, what is said to be theirs, and who stands beside them.

    Args:
        document: the text.
        names: the names found, in text order, without overlaps.
    """
    codes = [_capital(name) for name in names]
    states = list(names)
    for k, code in enumerate(codes):
        if code is None:
            continue
        beside = k + 1 < len(names) and codes[k + 1] not in (None, code) and _joined(document, names[k], names[k + 1])
        last = names[k + 1] if beside else names[k]
        if _acts(document, names[k].first, last.last, beside):
            for j in (k, k + 1) if beside else (k,):
                states[j] = _state(names[j], codes[j])
    return states


def _capital(name: Name) -> str | None:
    """The code of the state whose capital this is."""
    return gazetteer().capital_of(name.name) if name.type == "location" and name.name is not None else None


def _state(name: Name, code: str | None) -> Name:
    country = gazetteer().country_name(code) if code is not None else None
    return name if country is None else name._replace(type="country", name=country, code=code)


def _joined(document: Document, one: Name, other: Name) -> bool:
    return other.first == one.last + 1 and document.tokens[one.last].lower == "и"


def _acts(document: Document, first: int, last: int, beside: bool) -> bool:
    """Whether one capital, or two beside each other, do or have what only states can."""
    tokens = document.tokens
    before = tokens[first - 1] if first else None
    if before is not None:
        if before.lemma == "официальный" or (beside and before.lower == "между"):
            return True
        if before.lower in ("с", "со"):
            return first > 1 and tokens[first - 2].lemma in words("states", "dealings")
        if before.pos == "PREP":
            return False
        if before.lemma in words("states", "belongings"):
            return True
    i = last
    while i < len(tokens) and i < last + 2 and tokens[i].pos in ("ADVB", "PRCL"):
        i += 1
    if (
        i >= len(tokens)
        or tokens[i].pos not in _PREDICATES
        or not any(p.case == "nomn" for t in tokens[first:last] for p in t.parses)
    ):
        return False
    verb = tokens[i].lemma
    return verb in words("states", "deeds") or (beside and verb in words("states", "joint_deeds"))


@rule(
    "entities",
    {
        "В [РМ] строят мост, сообщили власти [Мордовии].": "region: Мордовия | region: Мордовия",
        "[Бурятия] продает лес. В [РБ] открыли цех.": "region: Бурятия | region: Бурятия",
        "В [РМ] строят мост, его ждут в [Молдавии].": "country: РМ | country: Молдавия",
        "В [РМ] строят мост, его ждут в [Мордовии] и [Молдавии].": (
            "country: РМ | region: Мордовия | country: Молдавия"
        ),
        "Ремонт рм отложен.": None,
    },
)
def shared_initials(document: Document, names: Sequence[Name]) -> list[Name]:
    """Initials of several territories for the one that the text names in full: «РМ» beside «Мордовия» is Mordovia.

    Args:
        document: the text.
        names: the names found, in text order, without overlaps.
    """
    shared = table("states")["initials"]
    texts = [document.text[name.start : name.end] for name in names]
    full: dict[str, Name] = {}
    for name, text in zip(names, texts, strict=True):
        if name.code is not None and text not in shared:
            full.setdefault(name.code, name)
    told = list(names)
    for k, (name, text) in enumerate(zip(names, texts, strict=True)):
        meant = [full[code] for code in shared.get(text, ()) if code in full]
        if name.code is not None and len(meant) == 1 and name.code not in full:
            told[k] = name._replace(type=meant[0].type, name=meant[0].name, code=meant[0].code)
    return told
