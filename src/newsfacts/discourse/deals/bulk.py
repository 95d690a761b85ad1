"""Deals told in bulk without a verb of their own: so many agreements of each body, the sum of all that were signed."""

from collections.abc import Iterator

from newsfacts.discourse.clauses import is_predicate
from newsfacts.discourse.deals.acts import Paper, act_at, document_kind, document_nouns, lemma_in, stages
from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.scenes import Scene
from newsfacts.discourse.parties.mentions import Group
from newsfacts.discourse.reading import Reading
from newsfacts.document import Sentence
from newsfacts.lexicon import words
from newsfacts.model import Party, Quantity, Status
from newsfacts.rule import rule

_MARKS = frozenset(("-", "–", "—", ":"))
_NEAR = 3  # sentences within which the sum is that of the agreements counted before


def counts_papers(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence counts documents, or gives the sum of many."""
    return bool(_counts(reading, sentence)) or any(
        t.lemma in words("agreements", "bulk", "sums") or t.lemma in words("agreements", "bulk", "brought")
        for t in reading.document.words_of(sentence)
    )


@rule(
    "facts",
    {
        "На форуме подписан ряд соглашений. [У Мурманской области – 14 соглашений на 118 млрд рублей], у Коми – 12.": {
            "stage": "signed",
            "parties": ["Мурманская область"],
            "count": "14 соглашение",
        },
        "[Карелия заключила на форуме 14 соглашений на 8 млрд рублей], Псковская область – 12 соглашений.": {
            "parties": ["Карелия"],
        },
        "У завода «Маяк» – 14 цехов на двух площадках.": None,
        "В архиве Пскова – 14 договоров.": None,
    },
    fact_type="agreement",
)
def counted_by_body(scene: Scene) -> Iterator[Deal]:
    """So many agreements of each of several bodies: «у Коми – 14 соглашений на 5 млрд рублей, у Карелии – 12»."""
    document, reading = scene.document, scene.memory.mentions.reading
    spans = [(q, document.token_range(q.start, q.end)) for q in _counts(reading, scene.sentence)]
    spans = [(q, span) for q, span in spans if span[0] in scene.indices]
    shares = []
    for n, (quantity, (first, last)) in enumerate(spans):
        whose = _whose(scene, first, spans[n - 1][1][1] if n else scene.indices[0])
        if whose is not None:
            shares.append((quantity, first, last, *whose))
    worth = any(t in scene.money for _, _, last, *_ in shares for t in (last + 1, last + 2))
    told = scene.memory.told_before(scene.indices[0], sentences=3)
    if not shares or not (worth or (told is not None and told.stage == "signed")):
        return
    if len(shares) == 1 and shares[0][4] is not None and _names_paper(scene, shares[0][1], shares[0][2]):
        return  # one verb with its own number of documents is read as any other
    stage: str = "signed"
    status: Status = "actual"
    for n, (quantity, first, last, group, verb) in enumerate(shares):
        act = act_at(document, scene.indices, verb, "signed") if verb is not None else None
        if act is not None:
            stage, status = act.stage, act.status
        parties = scene.memory.resolve(group)
        if not parties or all(p.type == "person" for p in parties):
            continue
        stop = _opening(shares[n + 1][3]) if n + 1 < len(shares) else scene.indices[-1] + 1
        own = tuple(i for i in scene.indices if _opening(group) <= i < stop)
        head = verb if verb is not None else first
        yield _bulk(
            scene, counted_by_body.name, stage, status, parties, own, head, _paper(scene, quantity, first, last)
        )


def _opening(group: Group) -> int:
    """The index at which a list begins, its preposition included."""
    return group.mentions[0].before if group.preposition else group.first


def _whose(scene: Scene, first: int, start: int) -> tuple[Group, int | None] | None:
    """The body whose documents are counted at token first, and the verb of signing between, if there is one."""
    tokens = scene.document.tokens
    for group in reversed(scene.groups):
        if not start <= group.first < group.last <= first or len(group.mentions) > 1:
            continue
        if not (
            (group.preposition == "у" and "gent" in group.cases) or (not group.preposition and "nomn" in group.cases)
        ):
            continue
        between = range(group.last, first)
        verbs = [i for i in between if is_predicate(tokens[i])]
        signing = [i for i in verbs if stages().get(lemma_in(tokens[i], stages()) or "") == "signed"]
        if verbs and (verbs != signing or group.preposition):
            return None
        if not verbs and not any(tokens[i].text in _MARKS for i in between):
            return None
        return group, signing[0] if signing else None
    return None


def _names_paper(scene: Scene, first: int, last: int) -> bool:
    return any(first <= p.index < last for p in scene.papers)


@rule(
    "facts",
    {
        "[Объем подписанных на форуме соглашений превысил 3 трлн рублей].": {
            "stage": "signed",
            "parties": [],
            "amount": ">3000000000000 RUB",
        },
        "[Итогом форума стали 45 соглашений на 80 млрд рублей].": {"stage": "signed"},
        "На форуме подписано 40 соглашений. Сумма заключенных соглашений составила 3 млрд рублей.": {
            "count": "40 соглашение",
        },
        "Сумма подписанных векселей составила 3 млрд рублей.": None,
        "Объем соглашений на форуме снизился.": None,
    },
    fact_type="agreement",
)
def summed_up(scene: Scene) -> Iterator[Deal]:
    """The sum of all documents that were signed, or their number as an outcome."""
    tokens = scene.document.tokens
    for paper in scene.papers:
        if not paper.is_plural or paper.preposition:
            continue
        if paper.is_counted:
            head = next((i for i in scene.indices if tokens[i].lemma in words("agreements", "bulk", "outcomes")), None)
            became = [i for i in scene.indices if tokens[i].lemma == "стать"]
            if head is not None and tokens[head].reading("NOUN", case="ablt") and became:
                yield _bulk(scene, summed_up.name, "signed", "actual", (), scene.indices, became[0], paper)
            continue
        before = [i for i in scene.indices if paper.index - 8 < i < paper.index]
        noun = next((i for i in before if tokens[i].lemma in words("agreements", "bulk", "sums")), None)
        signed = [
            i
            for i in before
            if tokens[i].reading("PRTF", case="gent", number="plur") and stages().get(_verb(scene, i)) == "signed"
        ]
        if noun is None or not signed or signed[0] < noun or "gent" not in paper.cases or _counted_before(scene):
            continue
        behind = [i for i in scene.indices if i > paper.index]
        verb = next((i for i in behind if lemma_in(tokens[i], words("agreements", "bulk", "reached"))), None)
        if verb is not None and any(verb <= i <= verb + 5 for i in scene.money):
            yield _bulk(scene, summed_up.name, "signed", "actual", (), scene.indices, verb, paper)


@rule(
    "facts",
    {
        "Завершился форум «Луч». [Форум принес контракты на 65 млрд рублей].": {
            "kind": "contract",
            "stage": "signed",
            "parties": [],
            "amount": "65000000000 RUB",
        },
        "[Выставка «Луч» принесла участникам контрактов на 4 млрд рублей].": {"kind": "contract", "stage": "signed"},
        "Форум «Луч» принес региону доход в 65 млн рублей.": None,
        "Курьер принес контракты на 5 млн рублей.": None,
        "Форум «Луч» может принести контракты на 4 млрд рублей.": None,
    },
    fact_type="agreement",
)
def brought(scene: Scene) -> Iterator[Deal]:
    """What a gathering brought: «форум принес контракты на 65 млрд рублей»."""
    tokens = scene.document.tokens
    for i in scene.indices:
        if tokens[i].lemma not in words("agreements", "bulk", "brought") or not any(
            p.tense == "past" for p in tokens[i].parses
        ):
            continue
        paper = next((p for p in scene.papers if i < p.index <= i + 3 and p.is_plural and not p.preposition), None)
        worth = paper is not None and any(paper.index < k <= paper.index + 4 for k in scene.money)
        gathering = any(tokens[k].lemma in words("events", "kinds") for k in scene.indices if k < i)
        act = act_at(scene.document, scene.indices, i, "signed")
        if paper is not None and act is not None and worth and gathering:
            yield _bulk(scene, brought.name, act.stage, act.status, (), scene.indices, i, paper)


def _verb(scene: Scene, i: int) -> str:
    return lemma_in(scene.document.tokens[i], stages()) or ""


def _counted_before(scene: Scene) -> bool:
    """Whether the sum is that of the documents counted just before."""
    sentences, reading = scene.document.sentences, scene.memory.mentions.reading
    near = sentences[max(0, scene.sentence.index - _NEAR) : scene.sentence.index + 1]
    return any(_counts(reading, s) for s in near)


def _counts(reading: Reading, sentence: Sentence) -> list[Quantity]:
    nouns = document_nouns()
    return [
        q
        for q in reading.quantities_in(sentence)
        if q.unit_type == "count" and q.unit.replace("ё", "е") in nouns and q.value != 1
    ]


def _paper(scene: Scene, quantity: Quantity, first: int, last: int) -> Paper:
    """The documents that a number counts, their noun left out or not."""
    noun = quantity.unit.replace("ё", "е")
    return Paper(last - 1, first, noun, document_kind(noun), frozenset(("gent",)), "", True, True)


def _bulk(
    scene: Scene,
    name: str,
    stage: str,
    status: Status,
    parties: tuple[Party, ...],
    own: tuple[int, ...],
    head: int,
    paper: Paper,
) -> Deal:
    tokens = scene.document.tokens
    start, end = tokens[own[0]].start, tokens[own[-1]].end
    return Deal(name, paper.kind, stage, status, parties, None, start, end, head, own, paper)
