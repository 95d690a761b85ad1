"""Deals that are told by what is done to a document: it is signed, prepared, ended, left or turned down."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from newsfacts.discourse.deals.acts import Act, Paper, act_at, lemma_in, papers, stages
from newsfacts.discourse.deals.binding import bound, is_addressee
from newsfacts.discourse.deals.frame import Deal, build, signed_when
from newsfacts.discourse.deals.lists import shares
from newsfacts.discourse.deals.memory import ratifying, unique
from newsfacts.discourse.deals.scenes import Scene, scenes
from newsfacts.discourse.deals.subjects import phrase_at
from newsfacts.discourse.deals.talks import taker_of
from newsfacts.discourse.parties.crowds import is_count
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
        paper = _object(scene, act) if act is not None else None
        if act is not None and paper is not None and _is_numbered(scene, act, paper):
            paper = replace(paper, is_counted=True)
        if act is None or paper is None or (act.base == "adopted" and paper.kind not in ("declaration", "plan")):
            continue
        if act.base == "won" and (paper.kind != "contract" or act.passive):
            continue
        if act.base == "drafted" and not (_is_draft(scene, paper) and any(is_addressee(g) for g in scene.groups)):
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


def _object(scene: Scene, act: Act) -> Paper | None:
    """The document that the verb acts on: the nearest in the case that the verb asks for, or what stands for it."""
    if lemma_in(scene.document.tokens[act.index], stages()) is None:
        return _firming(scene, act)
    return (
        _named_object(scene, act)
        or _firming(scene, act)
        or _antecedent(scene, act)
        or _meant_object(scene, act)
        or _shared_subject(scene, act)
    )


def _firming(scene: Scene, act: Act) -> Paper | None:
    """The document that makes a bond firm: «скрепили партнерство договором»."""
    tokens = scene.document.tokens
    if lemma_in(tokens[act.index], words("agreements", "terms", "firmly")) is None:
        return None
    bonds = words("agreements", "terms", "bonds")
    if not any(tokens[i].lemma in bonds and tokens[i].reading("NOUN", case="accs") for i in scene.indices):
        return None
    return next((p for p in scene.papers if p.cases == {"ablt"} and not p.preposition), None)


def _shared_subject(scene: Scene, act: Act) -> Paper | None:
    """The document that is the subject of the clause before, too: «Договор рассчитан на год и подписан в мае»."""
    tokens = scene.document.tokens
    first = scene.indices[0]
    if tokens[first].lower != "и" or scene.clause.kind != "coordinate":
        return None
    if not act.passive:
        return _shared_object(scene, act)
    own = [i for i in scene.indices if tokens[i].pos == "NOUN" and tokens[i - 1].pos not in ("PREP", "NOUN", "ADJF")]
    if any(tokens[i].reading("NOUN", case="nomn") for i in own):
        return None
    before = [p for p in papers(scene.document, range(scene.sentence.first, first)) if not p.preposition]
    return before[0] if before and "nomn" in before[0].cases else None


def _shared_object(scene: Scene, act: Act) -> Paper | None:
    """The document that opens the sentence and is done two things to: «Договор доработают и подпишут»."""
    tokens, first = scene.document.tokens, scene.sentence.first
    verb, own = tokens[act.index].reading("VERB", number="plur"), [tokens[i] for i in scene.indices]
    if verb is None or any("nomn" in g.cases and not g.preposition for g in scene.groups):
        return None
    if any(t.pos == "NOUN" and t.reading("NOUN", case="accs") and tokens[t.index - 1].pos != "PREP" for t in own):
        return None
    before = papers(scene.document, range(first, scene.indices[0]))
    opens = bool(before) and before[0].first == first and "accs" in before[0].cases and not before[0].is_plural
    return before[0] if opens else None


def _antecedent(scene: Scene, act: Act) -> Paper | None:
    """The document on which a relative clause hangs: «соглашение, которое подписали А и Б»."""
    if scene.above is None or not any(scene.document.tokens[i].lemma == "который" for i in scene.indices[:3]):
        return None
    before = [p for p in scene.above.papers if p.index < scene.indices[0]]
    return before[-1] if before and scene.indices[0] - before[-1].index < 12 else None


def _meant_object(scene: Scene, act: Act) -> Paper | None:
    """The document of the sentence before, where a pronoun stands for it: «Его подписали А и Б»."""
    tokens = scene.document.tokens
    near = [i for i in (act.index - 1, act.index + 1) if i in scene.indices]
    first = scene.sentence.first
    if tokens[first].lower == "что" and tokens[first + 1].lower == "касается":
        named = papers(scene.document, range(first, scene.indices[0]))
        return named[-1] if named and any(tokens[i].lower in _HIM for i in scene.indices) else None
    if act.passive or scene.sentence.index == 0 or not any(tokens[i].lower in _HIM for i in near):
        return None
    before = scene.document.sentences[scene.sentence.index - 1]
    found = papers(scene.document, range(before.first, before.last))
    return found[-1] if found else None


_HIM = frozenset(("его", "ее", "её", "их"))


def _named_object(scene: Scene, act: Act) -> Paper | None:
    wanted = {"nomn"} if act.passive else {"accs", "gent"} if act.negated or act.stage == "refused" else {"accs"}
    tokens = scene.document.tokens
    fitting = [
        p
        for p in scene.papers
        if not p.preposition
        and (
            p.cases & wanted
            or ("gent" in p.cases and (p.is_counted or _is_several(scene, p) or _is_so_much(scene, act, p)))
            or (p.first > 0 and tokens[p.first - 1].lemma in ("действие", "участие") and "gent" in p.cases)
            or (act.base in ("negotiated", "drafted") and "gent" in p.cases and _is_draft(scene, p))
        )
    ]
    return min(fitting, key=lambda p: abs(p.index - act.index), default=None)


def _is_draft(scene: Scene, paper: Paper) -> bool:
    """«обсуждают проект соглашения», «согласовывают условия договора»."""
    return paper.first > 0 and scene.document.tokens[paper.first - 1].lemma in words("agreements", "terms", "drafts")


def _is_so_much(scene: Scene, act: Act, paper: Paper) -> bool:
    """«подписано соглашений на 700 млрд рублей», «соглашений подписано 45»: many, told by their sum or number."""
    tokens = scene.document.tokens
    before = tokens[paper.first - 1] if paper.first - 1 in scene.indices else None
    if not paper.is_plural or (before is not None and before.pos == "NOUN"):
        return False
    behind = max(paper.index, act.index)
    if act.index > paper.index and not act.passive:
        return False
    near = (*range(behind + 2, behind + 6), *range(paper.index + 2, paper.index + 4))
    return _is_numbered(scene, act, paper) or any(i in scene.money for i in near)


def _is_numbered(scene: Scene, act: Act, paper: Paper) -> bool:
    """«соглашений подписано 45»."""
    behind = scene.document.tokens[act.index + 1 : act.index + 2]
    fronted = paper.is_plural and act.passive and paper.index < act.index and "gent" in paper.cases
    return fronted and any(is_count(t) for t in behind) and act.index + 1 not in scene.money


def _is_several(scene: Scene, paper: Paper) -> bool:
    """«ряд соглашений», «пакет документов»."""
    before = scene.document.tokens[paper.first - 1] if paper.first else None
    return before is not None and before.lemma in words("agreements", "terms", "several") and paper.is_plural
