"""Deals that are told by what is done to a document: it is signed, prepared, ended, left or turned down."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from newsfacts.discourse.deals.acts import Paper, act_at, lemma_in, stages
from newsfacts.discourse.deals.binding import bound, is_addressee
from newsfacts.discourse.deals.frame import Deal, build, signed_when
from newsfacts.discourse.deals.lists import shares
from newsfacts.discourse.deals.objects import is_draft, is_numbered, object_of
from newsfacts.discourse.deals.scenes import Scene, scenes
from newsfacts.discourse.deals.states import ratifying, unique
from newsfacts.discourse.deals.subjects import phrase_at
from newsfacts.discourse.deals.talks import taker_of
from newsfacts.discourse.parties.mentions import Group
from newsfacts.lexicon import words
from newsfacts.rule import rule


@rule(
    "facts",
    {
        "[Компания «Вектор» и холдинг «Орион» подписали соглашение о поставке оборудования].": {
            "kind": "agreement",
            "stage": "signed",
            "parties": ["Вектор", "Орион"],
            "subject": "поставка оборудования",
        },
        "[Непал передал Бутану проект договора о реках].": {"stage": "negotiated", "parties": ["Непал", "Бутан"]},
        "Договор «Маяка» с фирмой «Луч» рассчитан на год [и подписан в мае].": {"parties": ["Маяк", "Луч"]},
        "[Непал и Бутан обсуждают проект договора о реках].": {"stage": "negotiated", "subject": "реки"},
        "[Завод «Маяк» расторг договор с фирмой «Луч»], а зарплаты выросли.": {
            "kind": "contract",
            "stage": "terminated",
            "parties": ["Маяк", "Луч"],
        },
        "Завод «Маяк» и банк «Восход» завтра заключат кредитный договор.": {"stage": "planned", "status": "planned"},
        "Завод «Маяк» и банк «Восход» кредитный договор не заключали.": {"stage": "signed", "status": "denied"},
        "[Министерства культуры Якутии и Бурятии заключили соглашение о гастролях].": {
            "parties": ["Министерство культуры Якутии", "Министерство культуры Бурятии"],
        },
        "[Завод «Маяк» подписал договоры с 14 школами области].": {"parties": ["Маяк", "школы области"]},
        "[Российские и китайские банки подписали меморандум].": {"parties": ["Российские банки", "китайские банки"]},
        "Псков и Витебск дружат. [Соглашение подписали главы двух городов – Иван Петров и Олег Лапин].": {
            "parties": ["Псков", "Витебск"],
        },
        "[Российский министр Иван Петров и его турецкий коллега подписали протокол о газе].": {
            "parties": ["Россия", "Турция"],
        },
        "[Парламент Армении ратифицировал во вторник договор с Ираном о дорогах], подписанный 3 марта.": {
            "stage": "signed",
            "parties": ["Армения", "Иран"],
            "when": "2025-03-03",
        },
        "«Вектор» и банк «Луч» заключили договор о лизинге. Завод «Маяк» подписать документ отказался.": {
            "kind": "contract",
            "stage": "refused",
            "parties": ["Маяк"],
            "subject": "лизинг",
        },
        "[Подписав договор о туризме, Непал и Бутан открыли границу].": {"parties": ["Непал", "Бутан"]},
        "«Вектор» поставит Бутану станки, [контракт подписан в мае].": {"parties": ["Вектор", "Бутан"]},
        "[По итогам встречи президентов Перу и Чили подписан протокол о рыбе].": {"parties": ["Перу", "Чили"]},
        "[Договором о кадрах скреплено партнерство завода «Маяк» и банка «Восход»].": {"parties": ["Маяк", "Восход"]},
        "[По итогам визита подписан меморандум о сотрудничестве завода «Маяк» и банка «Восход»].": {
            "parties": ["Маяк", "Восход"],
            "subject": "сотрудничество",
        },
        "[Фирма «Луч» заключила договор на поставку 30 станков заводу «Маяк»].": {
            "parties": ["Луч", "Маяк"],
            "subject": "поставка 30 станков",
        },
        "[Фирма «Луч» и завод «Маяк» подписали договор о ремонте цеха на форуме].": {"subject": "ремонт цеха"},
        "Фирма «Луч» и завод «Маяк» подписали контракт на 12 станков стоимостью 2 млн рублей.": {
            "subject": "12 станков",
        },
        "В среду, 24 сентября, Непал и Бутан подписали договор.": {"when": "2025-09-24"},
        "Непал и Бутан подписали договор. Произошло это 24 сентября.": {"when": "2025-09-24"},
        "В июне форум принял гостей, подписано было 97 договоров.": {"when": "2025-06"},
        "[Договор о туризме подписали: от Омской области - мэр Иван Лапин, от завода «Маяк» - Олег Сомов].": {
            "parties": ["Омская область", "Маяк"],
        },
        "[На форуме заключено около 60 договоров].": {"count": "~60 договор"},
        "[Договоров на 4 млрд рублей заключено на форуме].": {"amount": "4000000000 RUB"},
        "[Договоров на форуме заключено девять].": {"count": "9 договор"},
        "[Завод «Маяк» и банк «Восход» закрепили партнерство договором о кадрах].": {"subject": "кадры"},
        "Договор же завода «Маяк» с фирмой «Луч» о рыбе доработают [и подпишут в мае].": {
            "stage": "planned",
            "parties": ["Маяк", "Луч"],
        },
        "[Непал и Бутан подписали договор о дружбе и меморандум о туризме].": {
            "kind": "memorandum",
            "parties": ["Непал", "Бутан"],
            "subject": "туризм",
        },
        "[Одно из соглашений заключили завод «Маяк» и банк «Восход»].": {"parties": ["Маяк", "Восход"]},
        "[Завод «Маяк» расторг договор с прежним партнером, фирмой «Луч», в мае].": {"parties": ["Маяк", "Луч"]},
        "[Завод «Маяк» расторг договор с пекарями из фирмы «Луч»].": {"parties": ["Маяк", "Луч"]},
        "[Завод «Маяк» подписал договор с сельхозкооперативом «Луч»].": {"parties": ["Маяк", "Луч"]},
        "[Завод «Маяк» подписал договор с правом выкупа].": {"parties": ["Маяк"]},
        "[Семь соглашений подписала делегация Омской области].": {"parties": ["Омская область"]},
        "[Завод «Маяк» подписал соглашение о сотрудничестве с вузом «Луч» в сфере кадров].": {
            "subject": "сотрудничество в сфере кадров",
        },
        "[Мэрия Омска и завод «Маяк» подписали договор о мосте]. Третьей стороной стал банк «Восход».": {
            "parties": ["Мэрия Омска", "Маяк", "Восход"],
        },
        "[Договор 8 июля 2025 года подписали завод «Маяк» и банк «Восход»].": {"subject": None, "when": "2025-07-08"},
        "[Провинция Гилян и Омская область подписали протокол].": {"parties": ["провинция Гилян", "Омская область"]},
        "Омская область растет. [Договор подписали правительство региона и банк «Восход»].": {
            "parties": ["правительство Омской области", "Восход"],
        },
        "«Луч» обсуждает договор с «Маяком», [а с банком «Восход», давшим кредит, Омск подпишет соглашение].": {
            "kind": "agreement",
            "parties": ["Омск", "Восход"],
        },
        "[Завод «Луч» подписал 7 договоров, из них 2 на 3 млрд рублей].": {"count": "7 договор", "amount": None},
        "[Завод «Маяк» и банк «Восход» подписали договор]. Размер сделки - 2 млрд рублей.": {
            "amount": "2000000000 RUB"
        },
        "[Мэр Омска и временно исполняющий обязанности ректора ТГУ Олег Лосев подписали договор].": {
            "parties": ["Омск", "ТГУ"],
        },
        "[Завод «Маяк», напомним, расторг договор с фирмой «Луч» в мае].": {"parties": ["Маяк", "Луч"]},
        "Завод «Маяк» договорился с банком «Восход» о ссуде [и заключил 12 договоров].": {
            "count": "12 договор",
            "parties": ["Маяк"],
        },
        "Завод «Маяк» рад. [Договоры аренды с заводом подписали банк «Восход» и фирма «Луч»].": {"subject": "аренда"},
        "[Участники форума «Заря» подписали 43 соглашения].": {"count": "43 соглашение", "event": "Заря"},
        "[Участники «Северной зари» подписали 43 соглашения].": {"count": "43 соглашение", "parties": []},
        "[Завод «Маяк» в Перми и банк «Восход» подписали договор о кадрах].": {"place": None},
        "Завод «Маяк» и банк «Восход» закрепили за договором номер.": None,
        "[По словам Олега Петрова, «Вектор» заключил договор с банком «Луч»].": {"parties": ["Вектор", "Луч"]},
        "[Минфин заключил контракт с входящей в «Вектор» фирмой «Луч» на 9 машин].": {"parties": ["Минфин", "Луч"]},
        "Клуб «Вектор» взял на контракт вратаря. [Клуб продлил договор с защитником Иваном Лапиным].": {
            "parties": ["Вектор", "Иван Лапин"],
        },
        "[В понедельник, 22 сентября, «Вектор» и банк «Луч» подписали договор].": {"when": "2025-09-22"},
        "[«Вектор» и банк «Луч» подписали договор]. Это произошло 22 сентября.": {"when": "2025-09-22"},
        "[«Вектор» и банк «Луч» подписали договор о поставке мела в 2027 году].": {"when": None},
        "[Певица Анна Петрова заключила контракт с лейблом Hansa].": {"parties": ["Анна Петрова", "Hansa"]},
        "Губернатор Пензенской области подписал документы.": None,
        "Депутаты призвали завод «Маяк» заключить договор с банком «Восход».": None,
        "Губернатор подписал указ о назначении министра.": None,
        "Между заводом «Маяк» и банком «Восход» нет спора.": None,
    },
    fact_type="agreement",
)
def acted_on_paper(scene: Scene) -> Iterator[Deal]:
    """Something is done to a document: it is signed, prepared, terminated, or is to be."""
    for i in scene.indices:
        token = scene.document.tokens[i]
        base = lemma_in(token, _verbs()) if token.pos in ("VERB", "INFN", "PRTS", "GRND") else None
        if base is None:
            continue
        act = act_at(scene.document, scene.indices, i, stages().get(base, "signed"))
        paper = object_of(scene, act) if act is not None else None
        if act is not None and paper is not None and is_numbered(scene, act, paper):
            paper = replace(paper, is_counted=True)
        if act is None or paper is None or (act.base == "adopted" and paper.kind not in ("declaration", "plan")):
            continue
        if act.base == "won" and (paper.kind != "contract" or act.passive):
            continue
        if act.base == "drafted" and not (is_draft(scene, paper) and any(is_addressee(g) for g in scene.groups)):
            continue
        if act.stage == "adopted":
            act = replace(act, stage="signed")
        ratified = act.base == "ratified"
        if ratified:
            act = replace(act, stage="signed", status="actual")
        shared = shares(scene, paper)
        for group, subject in shared:
            beside = bound(scene.memory, [g for g in scene.groups if g is group or g.preposition != "с"], act, paper)
            deal = build(scene, acted_on_paper.name, act, paper, beside)
            if deal is not None:
                yield replace(deal, head=group.first, subject=subject)
        if shared:
            continue
        included = _included(scene, paper)
        own = [g for g in scene.groups if not included or g.first < included[0][1].index]
        own = [*lists_beside(scene, paper), *own]
        if token.pos == "GRND" and scene.above is not None:
            own = [*(g for g in scene.above.groups if "nomn" in g.cases and not g.preposition), *own]
        joined = scene.joined_papers
        # «Договор подписан А и Б, меморандум – В и Г»: a list behind the second document is of its own.
        later = [g for g in own if joined and act.passive and g.first > joined[0].index and len(g.mentions) > 1]
        sides = bound(scene.memory, [g for g in own if g not in later], act, paper)
        sides = replace(sides, parties=ratifying(sides.parties)) if ratified else sides
        deal = build(scene, acted_on_paper.name, act, paper, sides)
        deal = _supplied(scene, deal) if deal is not None and len(sides.parties) == 1 else deal
        if deal is not None and (deal.is_counted or not included):
            yield replace(deal, dated=signed_when(scene, paper)) if ratified else deal
        for other in joined if deal is not None and not included else ():
            rest = [g for g in own if g.first > other.index]
            theirs = bound(scene.memory, rest, act, other) if any(len(g.mentions) > 1 for g in rest) else sides
            again = build(scene, acted_on_paper.name, act, other, theirs)
            if again is not None and other.index > paper.index:
                yield replace(again, head=other.index)
        for n, (place, part) in enumerate(included):
            inner = bound(scene.memory, [g for g in place.groups if g.first > part.index], act, part)
            if len(inner.parties) < 2:
                around = (*scene.groups, *(g for child in scene.attached for g in child.groups))
                inner = bound(scene.memory, around, act, paper)
            deal = build(place, acted_on_paper.name, act, part, inner)
            if deal is not None and place is scene:  # the sum before is that of all
                behind = tuple(i for i in place.indices if i >= part.first)
                deal = replace(deal, indices=behind, dated=deal.dated or place.indices)
            if deal is not None:
                yield (
                    replace(deal, head=part.index, start=min(deal.start, scene.span[0]))
                    if not n
                    else replace(deal, head=part.index)
                )


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(stages()) | words("agreements", "terms", "firmly")


def _supplied(scene: Scene, deal: Deal) -> Deal:
    """The deal with whom the goods go to: «заключил контракт на поставку станков заводу «Луч»»."""
    tokens, subject = scene.document.tokens, deal.subject
    if subject is None or tokens[subject.first].lemma not in words("agreements", "talks", "objects"):
        return deal
    taker = taker_of(scene, subject.first)
    if taker is None or not subject.first < taker.first < subject.last:
        return deal
    field = scene.field(None)
    cut = phrase_at(replace(field, breaks=field.breaks | {taker.first}), subject.first, "accs")
    parties = unique((*(p for p in deal.parties[:1]), *scene.memory.resolve(taker)))
    return replace(deal, parties=parties, subject=cut or subject)


def lists_beside(scene: Scene, paper: Paper) -> list[Group]:
    """The lists beside a document that a relative clause hangs on: «контракт с «Лучом», который подписан в мае»."""
    if paper.index in scene.indices:
        return []
    if scene.above is None and scene.sentence.first <= paper.index < scene.indices[0]:
        around = scene.memory.mentions.groups(scene.sentence, frozenset(range(paper.index, scene.indices[0])))
        return [
            g for g in around if g.preposition in ("с", "между") or (not g.preposition and _is_behind(scene, g, paper))
        ]
    if scene.above is None or paper.index not in scene.above.indices:
        return _beside_before(scene, paper)
    behind = [g for g in scene.above.groups if paper.index < g.first < scene.indices[0]]
    return [g for g in behind if g.preposition in ("с", "между")]


def _is_behind(scene: Scene, group: Group, paper: Paper) -> bool:
    """Whether a list stands right behind a document: «договор А с Б», «договор же А с Б»."""
    then = 1 if scene.document.tokens[paper.index + 1].lower == "же" else 0
    return group.first == paper.index + 1 + then


def _beside_before(scene: Scene, paper: Paper) -> list[Group]:
    """The lists beside a document of the sentence before: «Соглашение между А и Б … Его подписали в мае»."""
    at = scene.sentence.index - 1
    if at < 0 or not scene.document.sentences[at].first <= paper.index < scene.sentence.first:
        return []
    for place in scenes(scene.memory, scene.document.sentences[at]):
        if paper.index in place.indices:
            behind = [g for g in place.groups if g.first > paper.index]
            return [g for g in behind if g.preposition in ("с", "между")]
    return []


def _included(scene: Scene, whole: Paper) -> list[tuple[Scene, Paper]]:
    """The documents that are picked out of many: «подписаны девять документов, в том числе соглашение между …»."""
    if not whole.is_plural:
        return []
    tokens = scene.document.tokens
    found = []
    hanging = [*scene.attached, *(inner for child in scene.attached for inner in child.attached)]
    for place in (scene, *hanging):
        for paper in place.papers:
            before = [t.lower for t in tokens[max(0, paper.first - 2) : paper.index]]
            picked = any(t in words("agreements", "terms", "included") for t in before)
            if paper.index > whole.index and picked and not paper.is_plural:
                found.append((place, paper))
    return found
