"""Deals that a verb of trade tells: a body buys, sells, leases or orders something."""

from collections.abc import Iterator

from newsfacts.discourse.deals.acts import Act, act_at, lemma_in
from newsfacts.discourse.deals.binding import bound, is_addressee
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.deals.states import unique
from newsfacts.discourse.deals.subjects import Subject, goods, purchase, subject_of
from newsfacts.discourse.parties.mentions import Group
from newsfacts.lexicon import words
from newsfacts.model import Party
from newsfacts.phrases import case_of, nominative
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Холдинг «Вектор» законтрактовал у верфи «Луч» два буксира]": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Вектор", "Луч"],
        },
        "[Холдинг «Вектор» приобрел 25% акций комбината «Заря» за 2 млрд рублей].": {
            "kind": "contract",
            "parties": ["Вектор"],
            "subject": "25% акций комбината «Заря»",
        },
        "[Холдинг «Вектор» приобрел фирму «Луч» за 2 млрд рублей].": {"subject": "фирма «Луч»"},
        "[Банк «Восход» продаст фонду «Маяк» сеть отелей «Бриз»].": {
            "stage": "planned",
            "status": "planned",
            "parties": ["Восход", "Маяк"],
        },
        "[Контрольный пакет «Зари» купила китайская Longhai].": {"stage": "signed", "parties": ["Longhai"]},
        "[«Орион» намерен выкупить долю «Вектора» в порту].": {"stage": "planned"},
        "[Корпорация «Вектор» объявила о покупке производителя красок «Радуга» у фонда «Маяк»].": {
            "stage": "signed",
            "parties": ["Вектор", "Маяк"],
            "subject": "производитель красок «Радуга»",
        },
        "[Hansa приобрела Nordlys за 1 млрд долларов].": {"parties": ["Hansa"], "subject": "Nordlys"},
        "Фирма «Вектор» сообщила, [что купила у банка «Восход» сеть «Бриз»].": {"parties": ["Вектор", "Восход"]},
        "[Пакет акций «Зари» был приобретен у фонда «Маяк» за 2 млрд рублей].": {
            "parties": ["Маяк"],
            "subject": "пакет акций «Зари»",
        },
        "Пенсионер купил у соседа гараж.": None,
        "Компания «Вектор» купила новые станки.": None,
        "Музей приобрел популярность у гостей.": None,
        "Покупатели скупили билеты на матч.": None,
    },
    fact_type="agreement",
)
def traded(scene: Scene) -> Iterator[Deal]:
    """A body bought, sold or leased something from another, or a share or a business from whomever."""
    tokens = scene.document.tokens
    sell, buy = (words("agreements", "trades", key) for key in ("sell", "buy"))
    for i in scene.indices:
        selling = lemma_in(tokens[i], sell) is not None
        if not selling and lemma_in(tokens[i], buy) is None:
            continue
        act = _act(scene, i)
        if act is None:
            continue
        other = _other_side(scene, selling)
        others = scene.memory.resolve(other) if other is not None else ()
        taken = frozenset(range(other.first, other.last) if other is not None else ())
        if tokens[i].pos == "NOUN":
            thing, is_business = _thing_of_noun(scene, i)
        else:
            thing, is_business = _thing(scene, act, taken)
        about = range(thing.first, thing.last) if thing is not None else ()
        rest = [g for g in scene.groups if g is not other and g.preposition in ("", "с") and g.first not in about]
        agents = tuple(p for p in bound(scene.memory, rest, act, None).parties if p not in others)
        if not agents and not act.passive and scene.clause.kind == "complement" and _says_of_itself(scene):
            said = scene.memory.teller(scene.sentence, scene.indices[0])
            agents = (said,) if said is not None and said not in others else ()
        parties = unique((*agents, *others))
        if not _is_deal(parties, bool(agents) and bool(others), is_business):
            continue
        status = "denied" if scene.is_refuted(i) else act.status
        start, end = scene.span
        yield Deal(traded.name, "contract", act.stage, status, parties, thing, start, end, i, scene.indices)


def _act(scene: Scene, i: int) -> Act | None:
    """What becomes of the trade: the verb's own, or of «объявил о покупке» that of the telling."""
    tokens = scene.document.tokens
    if tokens[i].pos in ("VERB", "INFN", "PRTS"):
        return act_at(scene.document, scene.indices, i, "signed")
    if tokens[i].reading("NOUN", case="loct") is None or tokens[i - 1].lower not in ("о", "об"):
        return None
    verb = next((j for j in scene.indices if j < i and tokens[j].lower in ("объявил", "объявила", "объявили")), None)
    return Act(verb, "signed", "signed", "actual", False, False, verb) if verb is not None else None


def _says_of_itself(scene: Scene) -> bool:
    """Whether a clause has no subject but a pronoun: «Компания сообщила, что (она) купила завод»."""
    tokens = scene.document.tokens
    listed = {i for g in scene.groups for i in range(g.first, g.last)}
    common = [tokens[i] for i in scene.indices if not tokens[i].is_title and i not in listed]
    named = [t for t in common if t.reading("NOUN", case="nomn") and not t.reading("NOUN", case="accs")]
    subjects = (g for g in scene.groups if "nomn" in g.cases and "accs" not in g.cases and not g.preposition)
    return not named and not any(subjects)


def _is_deal(parties: tuple[Party, ...], both: bool, is_business: bool) -> bool:
    """Whether it is a deal between bodies: both sides are named, or a business or a share of one is traded."""
    if not parties or all(p.type == "location" for p in parties):
        return False
    if is_business:
        return True
    return both and all(p.type != "person" for p in parties)


def _other_side(scene: Scene, selling: bool) -> Group | None:
    """The seller («у …») or, of a sale, the buyer in the dative."""
    tokens = scene.document.tokens
    for group in scene.groups:
        if not selling and group.preposition == "у":
            return group
        if selling and not group.preposition and "datv" in group.cases and "nomn" not in group.cases:
            before = tokens[group.first - 1] if group.first else None
            if before is None or before.pos != "NOUN" or "gent" not in group.cases:
                return group
    return None


def _thing_of_noun(scene: Scene, i: int) -> tuple[Subject | None, bool]:
    """What is bought in «объявила о покупке сети «Бриз»», and whether it is a business or a share of one."""
    tokens = scene.document.tokens
    thing = purchase(scene.field(None), i + 1) if i + 1 in scene.indices else None
    if thing is None:
        return None, False
    head = tokens[thing.first : min(thing.first + 5, thing.last)]
    bodies = {g.first for g in scene.groups if g.mentions[0].role == "name"}
    business = any(t.lemma in words("agreements", "trades", "business") or t.text == "%" for t in head)
    return thing, business or thing.first in bodies


def _thing(scene: Scene, act: Act, taken: frozenset[int]) -> tuple[Subject | None, bool]:
    """What is traded, and whether it is a business or a share of one."""
    tokens = scene.document.tokens
    case = "nomn" if act.passive else "accs"
    bodies = {
        g.first: g.mentions[0].last
        for g in scene.groups
        if g.mentions[0].role == "name" and g.mentions[0].parties[0].type == "organization" and case in g.cases
    }
    behind = [i for i in scene.indices if i > act.index]
    ahead = [i for i in scene.indices if i < act.index]
    for place in (ahead, behind) if act.passive else (behind, ahead):
        for k in place:
            if k in taken or k - 1 in taken and tokens[k].text in '»"”':
                continue
            token = tokens[k]
            if k in bodies and place is behind:
                return Subject(nominative(tokens[k : bodies[k]], case), k, bodies[k]), True
            before = tokens[k - 1] if k else None
            if before is not None and before.pos == "PREP" and k - 1 in place:
                continue
            opens = token.is_number or any(case_of(p) in (case, "gent") for p in token.parses if p.case)
            if not opens or not (token.is_number or token.reading("NOUN", "ADJF", "NUMR", "PRTF")):
                continue
            thing = goods(scene.field(None), k)
            if thing is None:
                continue
            head = tokens[k : min(k + 5, thing.last)]
            return thing, any(t.lemma in words("agreements", "trades", "business") or t.text == "%" for t in head)
    return None, False


@rule(
    "facts",
    {
        "[Компания «Вектор» закрыла сделку с холдингом «Орион» по покупке 51% акций завода «Луч»].": {
            "kind": "contract",
            "stage": "signed",
            "parties": ["Вектор", "Орион"],
            "subject": "покупка 51% акций завода «Луч»",
        },
        "[Фирма «Заря» планирует завершить сделку по покупке банка «Восход» в ноябре].": {
            "stage": "planned",
            "parties": ["Заря"],
        },
        "Завод «Маяк» закрыл сделку.": None,
        "Фирма «Заря» завершила переговоры по покупке сырья.": None,
    },
    fact_type="agreement",
)
def closed(scene: Scene) -> Iterator[Deal]:
    """A body closed a deal: of a purchase or a sale, or with another body."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if lemma_in(tokens[i], words("agreements", "trades", "close")) is None:
            continue
        if tokens[i].pos not in ("VERB", "INFN", "PRTS"):
            continue
        act = act_at(scene.document, scene.indices, i, "signed")
        case = "nomn" if act is not None and act.passive else "accs"
        paper = next((p for p in scene.papers if p.lemma == "сделка" and case in p.cases and not p.preposition), None)
        if act is None or paper is None:
            continue
        thing = subject_of(scene.field(None, paper), paper.index)
        about = range(thing.first, thing.last) if thing is not None else ()
        sides = bound(scene.memory, [g for g in scene.groups if g.first not in about], act, paper)
        trade = words("agreements", "trades", "buy") | words("agreements", "trades", "sell") | {"купля-продажа"}
        is_trade = thing is not None and tokens[thing.first].lemma in trade
        if not sides.parties or not (is_trade or len(sides.parties) > 1):
            continue
        others = (
            p
            for g in scene.groups
            if g.first in about and is_addressee(g) and "gent" not in g.cases
            for p in scene.memory.resolve(g)
        )
        parties = unique((*sides.parties, *others))
        status = "denied" if scene.is_refuted(i) else act.status
        start, end = scene.span
        yield Deal(closed.name, "contract", act.stage, status, parties, thing, start, end, i, scene.indices, paper)
