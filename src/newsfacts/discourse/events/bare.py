"""Quoted names without a kind beside them: a verb tells that they take place, the text near by what they are."""

from bisect import bisect_left
from collections.abc import Sequence

from newsfacts.discourse.events.kinds import NameMention, kind_of
from newsfacts.discourse.events.quoted import quotations
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES, QUOTE_PAIRS
from newsfacts.phrases import case_of, nominative
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[«Крылья Омска» пройдут в воскресенье]. Авиафестиваль соберет двадцать пилотов.": {
            "name": "Крылья Омска",
            "kind": "авиафестиваль",
            "when": "2025-10-05",
        },
        "Утвержден календарь выставок: «Мебель» пройдет 3–6 ноября, [«Декор» – 9 ноября].": {
            "name": "Декор",
            "kind": "выставка",
            "when": "2025-11-09",
        },
        "Под одной крышей пройдут три смотра: фестиваль кино «Кедр» и студенческий [«Первый дубль»].": {
            "name": "Первый дубль",
            "kind": "фестиваль",
        },
        "[«Лён» состоится 11 октября].": {"name": "Лён", "kind": None, "when": "2025-10-11"},
        "«Сокол» прошел в финал. Турнир продолжается.": None,
        "[«Сокол»] – это ежегодный форум.": {"name": "Сокол", "kind": "форум"},
        "На [«Крыльях Омска»] побывали 300 человек. Авиафестиваль прошел в субботу.": {"name": "Крылья Омска"},
        "[«Крылья Омска»] соберут 20 пилотов. В воскресенье пройдет авиафестиваль.": {"kind": "авиафестиваль"},
        "На «Соколе» побывали 300 человек. Цех открыл форум.": None,
        "Гости [«Снежного кома»] шумели. Фестиваль завершится в воскресенье.": {"name": "Снежный ком"},
        "[«Снежный ком» отменили]. Фестиваль должен был пройти в субботу.": {"status": "denied"},
        "В кафе «Снежный ком» людно. Гости «Снежного кома» шумели. Фестиваль идет.": None,
        "«Сокол» отменил рейсы. Форум пройдет в субботу.": None,
        "«Сокол» прошел испытания. Форум открыт.": None,
        "«Сокол» открылся. Стадион принял форум.": None,
        "«Сокол» открылся после ремонта. Кинотеатр ждет гостей.": None,
        "Открыли 14 выставок. Самой популярной стала [«Соль земли»].": {"name": "Соль земли", "kind": "выставка"},
        "Открыли 14 выставок. Самым популярным стал «Сокол».": None,
        "Слоган выставки: «Делаем вместе».": None,
        "На форуме показали программу «Лидер».": None,
        "Выставок будет две: для завода «Мебель» и артели «Декор».": None,
    },
    fact_type="event",
)
def bare_names(document: Document, named: Sequence[NameMention]) -> list[NameMention]:
    """The gatherings whose kind stands elsewhere: in the next sentence, the one before, or before a colon."""
    known = _Known(named)
    found: list[NameMention] = []
    owned: list[Sequence[Token]] = []  # names that the text gives something else: «кафе «Сокол»»
    for sentence in document.sentences:
        for opening, closing in quotations(document, sentence):
            name = document.text[document.tokens[opening + 1].start : document.tokens[closing - 1].end]
            guests = _of_guests(document.tokens, opening, sentence)
            inner = document.tokens[opening + 1 : closing]
            if opening in known.taken or any(_same_name(inner, other) for other in owned[:_MANY]):
                continue
            if not (guests or _stands_free(document.tokens, opening, sentence)):
                owned.append(inner)
                continue
            kind = (
                _told_kind(document, sentence, closing)
                or _listed_kind(document, sentence, opening, known)
                or _left_out(document, sentence, (opening, closing), known)
                or _one_of(document, sentence, opening)
            )
            if kind is None:
                verb = None if guests else _verb_beside(document.tokens, opening, closing, sentence)
                if verb is None:
                    after = document.tokens[closing + 1] if closing + 1 < sentence.last else None
                    titled = after is not None and after.text == ":" and opening == sentence.first
                    if guests or titled or _is_attended(document.tokens, opening, sentence):
                        kind = _kind_nearby(document, sentence, opening, known, True)
                    if kind is not None and not any(t.pos == "NPRO" for t in inner):
                        declined = not inner[0].reading("NOUN", "ADJF", case="nomn", number="sing")
                        name = nominative(inner) if declined else " ".join(name.split())
                        found.append(NameMention(opening, closing + 1, name, kind, (), opening + 1))
                    continue
                sure = verb.lemma in words("events", "bare", "sure")
                kind = _kind_nearby(document, sentence, opening, known, sure)
                if kind is None and (named or verb.lemma != "состояться" or verb.index != closing + 1):
                    continue
            found.append(NameMention(opening, closing + 1, " ".join(name.split()), kind, (), opening + 1))
    return found


_MANY = 40  # names compared with
_FAR = 60  # tokens looked through


class _Known:
    """The names read with their kinds: where they stand, and the last before a token."""

    def __init__(self, named: Sequence[NameMention]) -> None:
        self.named = [n for n in named if n.kind]
        self.firsts = [n.first for n in self.named]
        self.kinds = {n.kind for n in named}
        self.taken = {i for n in named for i in range(n.first, n.last)}

    def before(self, token: int, low: int) -> NameMention | None:
        """The last name that begins before a token and not before another."""
        at = bisect_left(self.firsts, token) - 1
        return self.named[at] if at >= 0 and self.firsts[at] >= low else None


def _same_name(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two names are one in different cases."""
    return len(one) == len(other) and all(
        a.lower == b.lower or a.lemmas & b.lemmas for a, b in zip(one, other, strict=True)
    )


def _of_guests(tokens: Sequence[Token], opening: int, sentence: Sentence) -> bool:
    """«Гости «Зари»», «итоги «Зари»», «билеты на «Зарю»», «готовится к «Заре»»: said of what people come to."""
    if opening - 1 < sentence.first:
        return False
    before = tokens[opening - 1]
    if before.pos == "PREP" and opening - 2 >= sentence.first:
        leads = tokens[opening - 2]
        return leads.lemma in words("events", "invitations") or leads.lemma in ("готовиться", "подготовка", "заявка")
    if before.lemma in ("программа", "площадка"):  # these have names of their own
        head = tokens[opening + 1]
        return bool(head.reading("NOUN", "ADJF", case="gent")) and not head.reading("NOUN", "ADJF", case="nomn")
    return before.lemma in words("events", "visitors") or before.lemma in words("events", "bare", "of_it")


def _left_out(document: Document, sentence: Sentence, quote: tuple[int, int], known: "_Known") -> str | None:
    """«Форум «А» пройдет 5 октября, «Б» – 7 октября»: the kind and the verb of the part before, left out."""
    tokens = document.tokens
    opening, closing = quote
    if closing + 2 >= sentence.last or tokens[closing + 1].text not in DASHES:
        return None
    if tokens[opening - 1].text not in (",", ";") and tokens[opening - 1].lower not in ("а", "и"):
        return None
    dated = any(t.is_number for t in tokens[closing + 2 : min(closing + 7, sentence.last)])
    before = known.before(opening, max(sentence.first, opening - _FAR))
    told = before is not None and any(
        t.pos == "VERB" and t.lemma in words("events", "verbs", "hold") for t in tokens[before.last : opening]
    )
    return before.kind if before is not None and told and dated else None


def _one_of(document: Document, sentence: Sentence, opening: int) -> str | None:
    """«Открыли 14 выставок. Самой популярной стала «Х»»: the best of those that the sentence before counts."""
    tokens, first = document.tokens, sentence.first
    if (
        opening - 3 < first
        or sentence.index == 0
        or not tokens[opening - 1].lemmas & {"стать", "оказаться", "признать"}
    ):
        return None
    best = tokens[opening - 2].reading("ADJF", case="ablt", number="sing")
    if best is None or not (tokens[opening - 3].lower in ("самой", "самым") or "Supr" in best.grammemes):
        return None
    for token in reversed(document.words_of(document.sentences[sentence.index - 1])[-_FAR:]):
        noun = token.reading("NOUN", number="plur", case="gent") if token.is_word else None
        kind = kind_of(token) if noun is not None else None
        if noun is not None and kind is not None and _is_gathering(kind):
            return kind if noun.gender == best.gender else None
    return None


def _told_kind(document: Document, sentence: Sentence, closing: int) -> str | None:
    """«"Х" – ежегодный форум»: the kind that a sentence says of a name."""
    tokens = document.tokens
    if closing + 2 >= sentence.last or tokens[closing + 1].text not in DASHES:
        return None
    for token in tokens[closing + 2 : min(closing + 6, sentence.last)]:
        kind = kind_of(token) if token.is_word else None
        if kind is not None:
            return kind if _is_gathering(kind) and token.reading("NOUN", case="nomn", number="sing") else None
        if token.pos != "ADJF" and token.lower != "это":
            return None
    return None


def _stands_free(tokens: Sequence[Token], opening: int, sentence: Sentence) -> bool:
    """Whether no noun before a quotation says whose name it is."""
    if opening == sentence.first:
        return True
    before = tokens[opening - 1]
    if before.lower == "на":
        return True
    return not before.is_word or before.pos in ("VERB", "PRTS", "CONJ", "ADJF", "ADVB") or _locates(tokens, opening)


def _is_attended(tokens: Sequence[Token], opening: int, sentence: Sentence) -> bool:
    """«На «Крыльях Вятки» побывали …», «гости «Крыльев Вятки»»."""
    if opening == sentence.first:
        return False
    before, head = tokens[opening - 1], tokens[opening + 1]
    cases = {case_of(p) for p in head.parses if p.pos in ("NOUN", "ADJF")}
    if "nomn" in cases and not cases & {"loct"}:
        return False
    return before.lower == "на" and "loct" in cases


def _locates(tokens: Sequence[Token], opening: int) -> bool:
    """«Пройдут в Кирове «Крылья»»: a name of a place in no genitive stands before."""
    before = tokens[opening - 1]
    return before.is_title and tokens[opening - 2].lower in ("в", "во", "на")


def _verb_beside(tokens: Sequence[Token], opening: int, closing: int, sentence: Sentence) -> Token | None:
    """The verb of taking place whose subject a quotation is: right before or behind it, a time or place between."""
    behind = tokens[closing + 1 : min(closing + 5, sentence.last)]
    for token in behind:
        if not token.is_word and not token.is_number:
            break
        if token.pos == "VERB" or token.reading("PRTS"):
            return token if _tells(tokens, token) else None
    for token in reversed(tokens[max(sentence.first, opening - 4) : opening]):
        if not token.is_word and not token.is_number:
            break
        if token.pos == "VERB" or token.reading("PRTS"):
            return token if _tells(tokens, token) else None
    return None


def _tells(tokens: Sequence[Token], verb: Token) -> bool:
    follows = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
    if (
        verb.lemma == "пройти"
        and follows is not None
        and follows.pos == "NOUN"
        and follows.reading("NOUN", case="accs")
    ):
        return False  # «прошел испытания»
    goes = follows is not None and follows.lower in ("в", "через", "мимо") and verb.lemma == "пройти"
    where = tokens[verb.index + 2] if goes and verb.index + 2 < len(tokens) else None
    if where is not None and any(p.case == "accs" and p.number == "sing" for p in where.parses[:1]):
        return where.lemma in words("events", "weekdays")  # «прошел в финал»
    if any(lemma in words("events", "bare", "moved") for lemma in verb.lemmas):
        # «"Х" перенесли на май», not «"Х" отменил рейсы».
        alone = follows is None or follows.pos not in ("NOUN", "ADJF", "NUMR")
        return verb.reading("PRTS") is not None or (alone and verb.parses[0].number == "plur")
    return any(lemma in words("events", "bare", "verbs") for lemma in verb.lemmas)


def _listed_kind(document: Document, sentence: Sentence, opening: int, known: "_Known") -> str | None:
    """The kind of a list behind a colon: «календарь выставок: "А" пройдет 3 июня, "Б" …»."""
    tokens = document.tokens
    low = max(sentence.first, opening - 2 * _FAR)
    colon = next((k for k in range(opening - 1, low, -1) if tokens[k].text == ":"), None)
    if colon is None or tokens[opening - 1].pos in ("VERB", "NOUN") or tokens[opening - 1].text in DASHES:
        return None
    before = known.before(opening, colon + 1)
    for token in reversed(tokens[max(sentence.first, colon - 4) : colon]):
        noun = token.reading("NOUN", number="plur") or token.reading("NOUN", number="sing", case="gent")
        if token.index > colon - 4 and noun is not None and _is_whose(tokens, token):
            return None
        kind = kind_of(token) if noun is not None else None
        if kind is not None and kind in words("events", "kinds"):
            return before.kind if before is not None else kind
        if token.pos in ("VERB", "PRTS"):
            return None
    return None


def _is_whose(tokens: Sequence[Token], kind: Token) -> bool:
    """«Слоган выставки: …»: one gathering, and something of it; «календарь выставок» is of many."""
    before = tokens[kind.index - 1]
    of_it = before.pos == "NOUN" and before.reading("NOUN", case="nomn") is not None
    return of_it and not kind.reading("NOUN", number="plur", case="gent")


def _kind_nearby(document: Document, sentence: Sentence, opening: int, known: "_Known", sure: bool) -> str | None:
    """The kind that the sentence itself, the next one or the one before tells as its subject, no other having it."""
    body = [s for s in document.sentences[sentence.index + 1 : sentence.index + 4] if s.block != "dateline"]
    around = [*document.sentences[max(0, sentence.index - 1) : sentence.index + 1], *body[:1]]
    for other in sorted(around, key=lambda s: (s.index != sentence.index, s.index < sentence.index)):
        first, last = other.first, min(other.last, other.first + _FAR)
        if other.index == sentence.index:
            first, last = max(first, opening - _FAR), min(other.last, opening + _FAR)
        tokens = document.tokens[first:last]
        for at, token in enumerate(tokens):
            kind = kind_of(token) if token.is_word and token.index not in known.taken else None
            if kind is None or kind in known.kinds or not (_is_gathering(kind) or (sure and _is_contest(kind))):
                continue
            before = tokens[at - 1] if at else None
            quoted = at + 1 < len(tokens) and tokens[at + 1].text in QUOTE_PAIRS
            opens = other.index == sentence.index or at <= _EARLY or _takes_place(tokens[:at])
            subject = any(p.pos == "NOUN" and p.number == "sing" and case_of(p) == "nomn" for p in token.parses)
            acted = other.index != sentence.index and any(
                t.pos in ("VERB", "PRTS") and t.lemma not in words("events", "bare", "verbs") for t in tokens[:at]
            )
            free = before is None or before.pos != "PREP"
            free = free or (before is not None and before.lower == "на" and (at <= 1 or other.index == sentence.index))
            if (
                (subject or not (before is None or before.pos != "PREP"))
                and not acted
                and opens
                and not quoted
                and free
            ):
                return kind
    return None


def _takes_place(before: Sequence[Token]) -> bool:
    """«В Кирове 18 октября пройдет авиафестиваль»: only a verb of taking place and when or where stand before."""
    verbs = [t for t in before if t.pos in ("VERB", "PRTS")]
    return len(verbs) == 1 and verbs[0].lemma in words("events", "bare", "verbs") and len(before) < 12


_EARLY = 3  # words before a sentence's subject


def _is_contest(kind: str) -> bool:
    """Whether a kind is one that what starts, ends or gathers people can be: a team does not end."""
    return kind in words("events", "contests") or kind in words("events", "bare", "others")


def _is_gathering(kind: str) -> bool:
    """Whether a kind is one of gatherings of guests: what a team plays for tells nothing of its name."""
    if kind in words("events", "contests") or kind in words("events", "weak_kinds"):
        return False
    return kind not in words("events", "bare", "others")
