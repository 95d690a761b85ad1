"""One deal told several times: headline and lead, a document and the signatures under it, its coming and its end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsfacts.discourse.deals.frame import Deal
from newsfacts.discourse.deals.references import alike, contains
from newsfacts.document import Document
from newsfacts.model import Party

_ALIKE = 0.3
_LATELY = 60  # deals back that are looked at for another telling
_NEAR = 3  # sentences within which a document without parties or subject is the one spoken of before
_BEFORE = ("negotiated", "agreed", "initialled")
_COMING = frozenset(("agreed", "signed", "planned", "negotiated", "initialled"))


def unite(document: Document, deals: Sequence[Deal]) -> list[Deal]:
    """Join what is told of one deal; the one that says most stays, the others are its `also`."""
    kept: list[Deal] = []
    titles = [d for d in deals if _is_title(document, d)]
    for deal in (d for d in deals if not _is_title(document, d)):
        near = range(len(kept) - 1, max(-1, len(kept) - 1 - _LATELY), -1)
        at = next((i for i in near if _same(document, kept[i], deal)), None)
        if at is None:
            kept.append(deal)
        else:
            kept[at] = _joined(kept[at], deal)
    for title in titles:
        likeness = [(_likeness(document, title, d), -i) for i, d in enumerate(kept[:_LATELY])]
        best = max(likeness, default=(0.0, 0))
        if best[0] > 0:
            kept[-best[1]] = replace(kept[-best[1]], also=(title, *kept[-best[1]].also))
        else:
            kept.insert(0, title)
    return kept


def _is_title(document: Document, deal: Deal) -> bool:
    sentence = document.sentence_at(deal.start)
    return sentence is not None and sentence.block in ("title", "subtitle")


def _likeness(document: Document, title: Deal, body: Deal) -> float:
    """How surely a headline tells of a deal of the body; a headline is looser with stage and subject."""
    coming = title.stage in _COMING and body.stage in _COMING
    if title.stage != body.stage and not coming:
        return 0.0
    counts = (_numbers(document, title), _numbers(document, body))
    if title.is_counted != body.is_counted or (all(counts) and counts[0] != counts[1]):
        return 0.0
    parties = len(_shared(title.parties, body.parties)) or len(_kin(title.parties, body.parties))
    subject = alike(_text(title), _text(body))
    if not parties and (subject < _ALIKE or title.kind != body.kind) and not _is_bulk_again(document, title, body):
        return 0.0
    return 0.1 + parties + subject + (title.stage == body.stage) + (title.kind == body.kind)


def _numbers(document: Document, deal: Deal) -> tuple[str, ...]:
    """How many documents are told of, in the text's words."""
    if deal.paper is None:
        return ()
    return tuple(t.lower for t in document.tokens[deal.paper.first : deal.paper.index] if t.is_number)


def _same(document: Document, first: Deal, second: Deal) -> bool:
    """Whether a later statement tells of the deal told before."""
    if _is_same_bulk(document, first, second):
        return True
    if (first.status == "denied") != (second.status == "denied"):
        return False
    if first.is_counted or second.is_counted:
        return _is_bulk_again(document, first, second) and first.stage == second.stage and first.kind == second.kind
    if _is_one_paper(first, second):
        return True
    stage = first.stage == second.stage
    ended = first.stage == "signed" and second.stage == "terminated"
    coming = first.stage == "initialled" and second.stage == "planned"
    generic = _is_generic(second) or (second.subject is None and first.kind == second.kind)
    recalled = first.stage == "terminated" and second.stage == "signed" and generic
    done = first.stage == "agreed" and second.stage == "signed" and first.kind == second.kind and _is_generic(second)
    if not (stage or ended or coming or recalled or done):
        return False
    shared = _shared(first.parties, second.parties)
    if not shared or len(shared) < min(len(first.parties), len(second.parties)):
        return False
    a, b = _text(first), _text(second)
    if a and b and not recalled:
        return alike(a, b) >= _ALIKE and (first.kind == second.kind or _is_generic(second))
    if _distance(document, first, second) > _NEAR:
        return False
    return (
        recalled
        or _is_generic(second)
        or (stage and first.kind == second.kind and not (ended and not _is_generic(second)))
    )


def _is_same_bulk(document: Document, first: Deal, second: Deal) -> bool:
    """Whether «Контракты подписали …» tells again of the several just counted."""
    again = second.paper is not None and second.paper.is_plural and not second.is_counted and second.subject is None
    if not (again and first.is_counted and first.kind == second.kind and first.stage == second.stage):
        return False
    return bool(_shared(first.parties, second.parties)) and _distance(document, first, second) <= 1


def _is_bulk_again(document: Document, first: Deal, second: Deal) -> bool:
    """Whether both count the same number of documents, and nothing says that they are others'."""
    if not first.is_counted or not second.is_counted:
        return False
    if first.parties and second.parties and not _shared(first.parties, second.parties):
        return False
    counts = (_numbers(document, first), _numbers(document, second))
    return counts[0] == counts[1] and bool(counts[0]) or not first.parties and _is_title(document, first)


def _is_one_paper(first: Deal, second: Deal) -> bool:
    """Whether both tell of the same word: «соглашение, подписанное в мае, ратифицировал …», «… и подпишут его»."""
    if first.paper is None or second.paper is None or first.paper.is_plural or first.paper.index != second.paper.index:
        return False
    stages = (first.stage, second.stage)
    goes_on = stages == ("signed", "signed") or (stages[0] in _BEFORE and stages[1] in ("planned", "signed"))
    return goes_on and bool(_shared(first.parties, second.parties))


def _is_generic(deal: Deal) -> bool:
    """Whether the document is only called one, or a pronoun stands for it."""
    if deal.paper is None:
        return False
    inherits = deal.subject is not None and deal.subject.last <= deal.indices[0]
    return deal.paper.lemma == "документ" or deal.paper.index not in deal.indices or inherits


def _distance(document: Document, first: Deal, second: Deal) -> int:
    a, b = document.sentence_at(first.start), document.sentence_at(second.start)
    return abs(a.index - b.index) if a is not None and b is not None else 0


def _joined(first: Deal, second: Deal) -> Deal:
    """The two as one, at the later stage."""
    parties = first.parties if len(first.parties) >= len(second.parties) else second.parties
    changes = (
        {}
        if first.stage in (second.stage, "terminated")
        else {"stage": second.stage, "status": second.status, "head": second.head}
    )
    one = replace(
        first,
        parties=parties,
        subject=first.subject or second.subject,
        also=(*first.also, second),
        **changes,  # type: ignore[arg-type]
    )
    return replace(one, told=second if changes else first.told)


def _shared(first: Iterable[Party], second: Sequence[Party]) -> list[Party]:
    names = {p.name.casefold() for p in second}
    codes = {p.code for p in second if p.code}
    return [p for p in first if p.name.casefold() in names or (p.code and p.code in codes) or _is_titled(p, second)]


def _is_titled(party: Party, others: Iterable[Party]) -> bool:
    """«Алтай» and «Республика Алтай»."""
    pairs = [(party.name, o.name) for o in others if "organization" not in (party.type, o.type)]
    return any(f"Республика {a}" == b or f"Республика {b}" == a for a, b in pairs)


def _kin(first: Iterable[Party], second: Iterable[Party]) -> list[Party]:
    """The parties of a headline that the body names more fully: «Татарстан», «правительство Татарстана»."""
    return [p for p in first if any(contains(other.name, p.name) for other in second)]


def _text(deal: Deal) -> str:
    return deal.subject.text if deal.subject is not None else ""
