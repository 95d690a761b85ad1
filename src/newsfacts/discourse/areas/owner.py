"""What has an area: each rule looks for the thing in one construction; the first that finds it wins."""

from newsfacts.discourse.areas.beside import (
    before_dash,
    behind_dash,
    given_behind,
    is_that_much,
    noun_beside,
    place_with,
    told_with_dash,
)
from newsfacts.discourse.areas.clause import crop_before, object_of, subject_of
from newsfacts.discourse.areas.site import (
    CLOSING,
    NOT_THINGS,
    Owner,
    chain_head,
    common_noun_before,
    named,
    noun,
    number_before,
    out_of_phrase,
)
from newsfacts.discourse.areas.verbs import (
    done_on,
    falls_to,
    given_to,
    implied,
    occupied_by,
    of_verb,
    shown_before,
    spread_over,
)
from newsfacts.discourse.site import Site
from newsfacts.document import Token
from newsfacts.lexicon import table, words
from newsfacts.marks import DASHES
from newsfacts.model import Evidence
from newsfacts.phrases import MODIFIER
from newsfacts.rule import Rule, rule

_WHOSE = "whose"
_THEIRS = {"её": "femn", "ее": "femn", "его": "masc", "их": "plur", "чья": _WHOSE, "чью": _WHOSE}
_BACK = 24  # tokens back to the noun a pronoun stands for
_SIZED = frozenset(("площадью", "размером", "площадями"))


@rule(
    "facts",
    {
        "[Общая площадь экспозиции составила свыше 20 тыс. кв. м].": {"of": "экспозиция", "count": ">20000 m2"},
        "В Туле построят [склад общей площадью 12,5 тыс. квадратных метров].": {"of": "склад", "count": "12500 m2"},
        "[Выставочная площадь достигла 9 тыс. кв. м].": {"of": "выставка", "count": "9000 m2"},
        "Здание окружает парк, [его общая площадь - 12 га].": {"of": "парк"},
        "[Корпус на 512 мест площадью 11 тыс. кв. м] сдали.": {"of": "корпус"},
        "Открылась выставка «Лён». Ее разместили в [башне площадью 640 кв. м].": {"of": "башня", "event": "Лён"},
        "Ярмарка прошла в [павильоне, площадь которого превышает 8 тыс. кв. м].": {"of": "павильон"},
        "Ждут, что площадь сада достигнет 80 га, тогда как в мае она составляла [74 га].": {"status": "actual"},
        "[Склад площадью 9 тыс. кв. м] строить не станут.": {"status": "denied"},
        "В [павильоне площадью 540 кв. м] похитителей не было.": {"status": "actual"},
        "Соглашение о создании [парка площадью 60 га] подписали в мае.": {"of": "парк", "status": "planned"},
        "Форум «Лён» откроется в мае. Под него отвели три [зала общей площадью 260 кв. м].": {"status": "planned"},
        "[ЖК «Луч» площадью 12 тыс. кв. м] построят в Туле.": {"of": "ЖК"},
        "Площадь выставки выросла на 5 тыс. кв. м.": None,
        "Площадь Победы закрыли на ремонт.": None,
        '[Дворец спорта "Луч" площадью 9 тыс. кв. м] открыт.': {"of": "дворец спорта"},
        "[Площадь двух корпусов школы - 3 тыс. кв. м].": {"of": "корпус"},
        "Открыт [пляж длиной 300 м и площадью 3 га].": {"of": "пляж"},
        "Открыты магазин площадью 300 кв. м и [кафе на 100 кв. м].": {"of": "кафе"},
    },
    fact_type="area",
)
def area_word(site: Site) -> Owner | None:
    """«Площадь экспозиции составила N», «здание площадью N», «выставочная площадь достигла N»."""
    tokens = site.tokens
    for i in range(site.first - 1, max(site.first - 30, site.sentence.first - 1), -1):
        if tokens[i].lemma == "площадь" or tokens[i].lower in _SIZED:
            break
        if tokens[i].lower in {"них", "которых"} and tokens[i - 1].lower == "из":
            return None
    else:
        return None
    token = tokens[i]
    if _is_of_another_number(site, i):
        return None
    if owner := _of_pronoun(site, i) or _of_relative(site, i):
        return owner
    if token.lower in _SIZED:
        start = i - 1
        start = _before_measure(site, start)
        while start > site.sentence.first and (tokens[start].pos in MODIFIER or tokens[start].text == ","):
            start -= 1
        owner = common_noun_before(site, start)
        if owner and (owner.last == start + 1 or tokens[start].text in CLOSING):  # «дворец спорта «Урал»»
            owner = noun(site, chain_head(site, owner.last - 1, words("area", "actions"))) or owner
        return Owner(owner.name, owner.first, i + 1) if owner else None
    owner = named(site, i + 1, min(i + 6, site.first), "gent")
    if owner:
        return Owner(owner.name, _with_modifiers(site, i), owner.last)
    subject = subject_of(site, site.sentence.first, i)
    if token.lower == "площади" and tokens[i - 1].lower == "на":
        # «Выставка развернулась на площади N», «пожар тушат на площади N».
        owner = crop_before(site, i) or subject or object_of(site, i - 1)
        return Owner(owner.name, owner.first, i + 1) if owner else None
    if subject and tokens[i].reading("NOUN", case="accs"):
        return subject
    for j in range(i - 1, max(i - 4, site.sentence.first - 1), -1):
        by_adjective = table("area")["adjective"].get(tokens[j].lemma)
        if by_adjective:
            return Owner(by_adjective, _with_modifiers(site, i), i + 1)
    return None


def _before_measure(site: Site, i: int) -> int:
    """«Пляж длиной 300 м и площадью 3 га»: the token before another measure that «и» joins."""
    if site.tokens[i].lower != "и":
        return i
    for k in range(i - 1, max(i - _MEASURE, site.sentence.first), -1):
        if site.tokens[k].lower in words("area", "other_measures"):
            return k - 1
    return i


_MEASURE = 7  # tokens of another measure


def _is_of_another_number(site: Site, i: int) -> bool:
    """«Павильон площадью 3 га, еще 2 отведено под …»: the word belongs to a number before, this one has a verb."""
    between = Evidence("", site.tokens[i].end, site.quantity.start)
    before = [q for q in site.reading.quantities_in(between) if q.unit_type == "area"]
    if not before:
        return False
    led = max(1, site.first if site.tokens[site.first].pos == "PREP" else site.first - 1)
    behind = site.reading.document.tokens_in(Evidence("", before[-1].end, site.quantity.start))
    noun_before = site.tokens[led - 1].reading("NOUN") if site.tokens[led].lower in ("в", "на") else None
    other = noun_before is not None and noun_before.animacy != "anim" and noun_before.lemma not in NOT_THINGS
    if other and any(t.lower in (",", "и") for t in behind):
        return True  # «корпус площадью 11 га, рядом появится склад на 3,5 га»
    if site.reading.text[before[-1].end : site.quantity.start].find(",") < 0:
        return False
    after = site.tokens[site.last : min(site.last + 2, site.sentence.last)]
    words_between = site.reading.document.tokens_in(Evidence("", before[-1].end, site.quantity.start))
    takes = words("area", "occupy") | words("area", "change")
    if any(t.pos in ("VERB", "PRTS") for t in after) or any(
        t.pos == "VERB" and t.lemmas & takes for t in words_between
    ):
        return True
    dash = any(t.text in DASHES for t in words_between)
    return dash and any(t.pos == "NOUN" and t.parses[0].case == "nomn" and len(t.text) > 2 for t in words_between)


def _of_pronoun(site: Site, i: int) -> Owner | None:
    """«Построят поликлинику, ее площадь - N»: the nearest noun before that the pronoun can stand for."""
    tokens, start = site.tokens, i - 1
    while start > site.sentence.first and tokens[start].pos in MODIFIER and tokens[start].lower not in _THEIRS:
        start -= 1
    agrees = _THEIRS.get(tokens[start].lower) if start >= site.sentence.first else None
    if agrees is None:
        return None
    document = site.reading.document
    floor = document.sentences[max(0, site.sentence.index - 1)].first
    if agrees == _WHOSE:
        k = next((k for k in range(start - 1, max(start - 3, floor), -1) if tokens[k].text == ","), None)
        owner = noun(site, chain_head(site, k - 1)) if k is not None else None
        return Owner(owner.name, owner.first, i + 1) if owner else None
    for cases in (("nomn", "accs"), ("gent", "datv", "ablt", "loct")):
        for k in range(start - 1, max(start - _BACK, floor) - 1, -1):
            opens = k in (site.sentence.first, floor)
            if _can_stand_for(tokens[k], agrees, cases, opens) and tokens[k - 1].pos != "PREP":
                owner = noun(site, k, cases)
                return Owner(owner.name, start, i + 1) if owner else None
    return None


def _of_relative(site: Site, i: int) -> Owner | None:
    """«В павильоне, площадь которого - N»: the noun that the relative clause hangs on."""
    tokens = site.tokens
    if i + 1 >= site.first or tokens[i + 1].lemma != "который":
        return None
    comma = next((k for k in range(i - 1, max(i - 4, site.sentence.first), -1) if tokens[k].text == ","), None)
    number = "plur" if tokens[i + 1].lower == "которых" else "sing"
    if comma is None:
        return None
    for k in range(comma - 1, max(comma - _BACK, site.sentence.first) - 1, -1):
        if tokens[k].pos in ("VERB", "PRTS") or tokens[k].text in {";", ":"}:
            return None
        parse = tokens[k].reading("NOUN", number=number)
        if parse is None or parse.animacy == "anim" or (tokens[k].is_title and k > site.sentence.first):
            continue
        owner = noun(site, chain_head(site, k))
        return Owner(owner.name, owner.first, i + 1) if owner else None
    return None


def _can_stand_for(token: Token, agrees: str, cases: tuple[str, ...], opens: bool) -> bool:
    """Whether a pronoun of this gender or number can stand for the word in one of these cases; no name's word."""
    if token.pos != "NOUN" or len(token.text) < 3 or (token.is_title and not opens):
        return False
    parse = next((p for c in cases if (p := token.reading("NOUN", case=c))), None)
    if parse is None or parse.lemma in NOT_THINGS or parse.animacy == "anim" or "Abbr" in parse.grammemes:
        return False
    return agrees == ("plur" if parse.number == "plur" else str(parse.gender))


def _with_modifiers(site: Site, index: int) -> int:
    """The index of the first adjective of the noun at a token."""
    while index > site.sentence.first and site.tokens[index - 1].pos in MODIFIER:
        index -= 1
    return index


@rule(
    "facts",
    {
        "За год в области сдали [1,2 млн кв. м жилья].": {"of": "жилье", "count": "1200000 m2"},
        "На складе лежит 300 тонн жилетов.": None,
    },
    fact_type="area",
)
def genitive_behind(site: Site) -> Owner | None:
    """«78 млн кв. м жилья», «12 из 70 га угодий»."""
    after = site.tokens[site.last : site.last + 1]
    if not after or not after[0].is_word or site.last >= site.sentence.last or after[0].lower == "и":
        return None
    owner = named(site, site.last, min(site.last + 5, site.sentence.last), "gent")
    if owner and site.tokens[owner.last - 1].lemma == "площадь":  # «кв. м жилой площади»
        stands = [table("area")["adjective"].get(t.lemma) for t in site.tokens[site.last : owner.last]]
        return next((Owner(n, site.first, owner.last) for n in stands if n), Owner(owner.name, site.first, owner.last))
    if owner and not site.tokens[owner.last - 1].is_title:
        return Owner(owner.name, site.first, owner.last)
    return None


@rule(
    "facts",
    {
        "Под ярмарку отвели [два шатра по 600 кв. м] каждый.": {"of": "шатер", "count": "600 m2"},
        "Им выдали по 600 рублей.": None,
    },
    fact_type="area",
)
def counted_each(site: Site) -> Owner | None:
    """«Три зала по 700 кв. м каждый», «построят по цеху - 600 и 350 кв. м»."""
    tokens = site.tokens
    i = site.first - 1
    if i > site.sentence.first and tokens[i].lower == "по":
        owner = noun(site, i - 1)
        return Owner(owner.name, number_before(site, owner.first), site.last) if owner else None
    for j in range(i, max(i - 6, site.sentence.first), -1):
        if tokens[j - 1].lower == "по" and tokens[j].reading("NOUN", case="datv", number="sing"):
            if tokens[j].lemma in words("area", "measures"):
                return named(site, j + 1, i + 1, "gent")  # «лидер по вводу жилья - N»
            return noun(site, j, ("datv",))
    return None


@rule(
    "facts",
    {
        "Городу передали [участок в 0,7 га].": {"of": "участок", "count": "0.7 har"},
        "[Арену на 12 тыс. кв. м], вопреки слухам, строить там не будут.": {"of": "арена", "status": "denied"},
        "Возведен корпус площадью 11 тыс. кв. м, рядом появится [склад на 3 тыс. кв. м].": {"of": "склад"},
        "Купили вагон на 60 тонн.": None,
    },
    fact_type="area",
)
def noun_with_preposition(site: Site) -> Owner | None:
    """«Надел в 0,6 га», «торговый центр на 30 тыс. кв. м»."""
    i = site.first if site.tokens[site.first].pos == "PREP" else site.first - 1
    if i <= site.sentence.first or site.tokens[i].lower not in {"в", "на"}:
        return None
    if i - 1 == site.sentence.first or not site.tokens[i - 1].is_title:
        return noun(site, chain_head(site, i - 1, words("area", "actions") | {"место"}))
    return None


@rule(
    "facts",
    {
        "[Второй корпус (9 тыс. кв. м)] откроют позже.": {"count": "9000 m2"},
        "Завод продал [склад в Туле (9 тыс. кв. м)].": {"of": "склад", "count": "9000 m2"},
        "Сеть откроет пять [складов, самый большой – в Домодедово (54 тыс. кв. м)].": {"of": "склад"},
        "Второй корпус (9 этажей) откроют позже.": None,
    },
    fact_type="area",
)
def in_brackets(site: Site) -> Owner | None:
    """«Второй корпус (9 тыс. кв. м)»."""
    for i in range(site.first - 1, max(site.first - 4, site.sentence.first), -1):
        if site.tokens[i].text == "(":
            before = site.tokens[i - 1]
            if before.text in CLOSING:
                owner = common_noun_before(site, i - 1)
                if owner:
                    owner = noun(site, chain_head(site, owner.last - 1, words("area", "actions"))) or owner
                return Owner(owner.name, owner.first, site.last) if owner else None
            outer, things = out_of_phrase(site, i - 1), words("area", "things")
            if before.lemma in things and site.tokens[outer].lemma not in things:
                outer = i - 1  # «торги по участку (N га)»
            if outer != i - 1:
                owner = noun(site, chain_head(site, outer, words("area", "actions")))  # «здание в Омске (N кв. м)»
            elif (largest := _largest_of(site, i)) is not None:
                owner = largest
            elif before.is_title and (shown := _shown_by(site, i - 1)):
                owner = shown
            elif before.pos != "NOUN" or before.is_title or before.lemma in words("area", "territories"):
                return None
            else:
                owner = noun(site, chain_head(site, i - 1, words("area", "actions")))
            closed = site.last < site.sentence.last and site.tokens[site.last].text == ")"
            return Owner(owner.name, owner.first, site.last + closed) if owner else None
        if site.tokens[i].text == ")":
            return None
    return None


LARGEST = frozenset(
    (
        "самый",
        "самая",
        "самое",
        "самого",
        "самую",
        "крупнейший",
        "крупнейшая",
        "крупнейшее",
        "крупнейшего",
        "крупнейшую",
    )
)


def _largest_of(site: Site, bracket: int) -> Owner | None:
    """«Пять складов, самый большой – в Омске (54 тыс. кв. м)»: one of what was counted before it."""
    tokens, first = site.tokens, site.sentence.first
    at = next((k for k in range(bracket - 1, max(first, bracket - 9), -1) if tokens[k].lower in LARGEST), None)
    for k in range(at - 1, max(first, at - 9) - 1, -1) if at is not None else ():
        noun_at = tokens[k].reading("NOUN", number="plur")
        if noun_at is not None and tokens[k].pos == "NOUN" and noun_at.lemma not in NOT_THINGS:
            return Owner(noun_at.lemma, k, site.last) if noun_at.animacy != "anim" else None
    return None


def _shown_by(site: Site, index: int) -> Owner | None:
    """«Павильоны построили Иран (920 кв. м) и Чад (610)»: what those named in front of a bracket show."""
    places = site.reading.entities_in(site.sentence, "country", "region", "organization")
    if not any(e.start <= site.tokens[index].start < e.end for e in places):
        return None
    for k in range(index - 1, max(site.sentence.first, index - _BACK) - 1, -1):
        if site.tokens[k].lemma in words("area", "of_event", "things"):
            return Owner(site.tokens[k].lemma, index, site.last)
    return None


@rule(
    "facts",
    {
        'Выставка "Луч" открылась в Туле. [Общая площадь - 20 тыс. кв. м].': {"of": "выставка", "event": "Луч"},
        'Выставка "Луч" открылась в Туле. Общий вес - 20 тыс. тонн.': None,
    },
    fact_type="area",
)
def of_gathering(site: Site) -> Owner | None:
    """«Общая площадь - 20 тыс. кв. м» where an exhibition is spoken of."""
    for i in range(site.first - 1, max(site.first - 6, site.sentence.first) - 1, -1):
        if site.tokens[i].lemma == "площадь":
            event = site.reading.events.event_of(site.quantity.start)
            if event is None or event.kind not in words("area", "gatherings"):
                return None
            return Owner(event.kind, _with_modifiers(site, i), site.last)
    return None


READERS: tuple[Rule[[Site], Owner | None], ...] = (
    given_to,
    done_on,
    area_word,
    is_that_much,
    falls_to,
    occupied_by,
    spread_over,
    in_brackets,
    counted_each,
    genitive_behind,
    given_behind,
    noun_with_preposition,
    behind_dash,
    place_with,
    before_dash,
    noun_beside,
    of_verb,
    told_with_dash,
    shown_before,
    implied,
    of_gathering,
)
