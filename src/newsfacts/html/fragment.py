"""A result as a notebook shows it: the marked text and a table of facts, without any script."""

from newsfacts.facts import fact_modules
from newsfacts.html.cards import head
from newsfacts.html.marks import Mark, cut, marks
from newsfacts.html.safe import plain, text
from newsfacts.html.shell import asset
from newsfacts.model import Fact
from newsfacts.render import amount, show
from newsfacts.result import Result

_COMMON = frozenset(Fact.__struct_fields__)
_LONGEST = 20_000  # characters of text


def fragment(result: Result) -> str:
    """The markup of a result for a notebook's cell.

    Example:
        >>> import newsfacts
        >>> "<mark" in fragment(newsfacts.load()("Форум посетили более 14 тыс. человек."))
        True
    """
    article = result.article
    about = " · ".join(text(part) for part in (article.id, article.published, article.title) if part)
    counts = " · ".join(
        f"{len(getattr(result, layer))} {layer}" for layer in ("facts", "times", "quantities", "entities")
    )
    rows = "".join(_row(fact) for module in fact_modules() for fact in result.facts.of(module.name))
    table = f"<table><tr><th>fact<th>what<th>details<th>evidence</tr>{rows}</table>" if rows else ""
    return (
        f'<div class="newsfacts"><style>{asset("fragment.css")}</style><p class="about">{about}</p>'
        f'<div class="text" lang="ru">{_marked(result)}</div>{table}<p class="about">{counts}</p></div>'
    )


def _row(fact: Fact) -> str:
    name, value = head(fact)
    details = "; ".join(
        f"{text(field)}: {text(show(getattr(fact, field)))}"
        for field in fact.__struct_fields__
        if field not in _COMMON and field != name and getattr(fact, field)
    )
    status = f" <em>{text(fact.status)}</em>" if fact.status != "actual" else ""
    quotes = "<br>".join(f"«{text(evidence.text)}»" for evidence in fact.evidence)
    return f"<tr><td>{text(fact.type)}<td><b>{text(show(value))}</b>{status}<td>{details}<td>{quotes}</tr>"


def _marked(result: Result) -> str:
    pieces = []
    said = _readings(result)
    for start, end, active in cut([mark for mark in marks(result) if mark.look], len(result.text)):
        if start >= _LONGEST:
            break
        words = text(result.text[start : min(end, _LONGEST)])
        pieces.append(_mark(words, active, said) if active else words)
    if len(result.text) > _LONGEST:
        pieces.append(" […]")
    return "".join(pieces)


def _mark(words: str, active: list[Mark], said: dict[str, str]) -> str:
    looks = " ".join(dict.fromkeys(mark.look.split()[0] for mark in active))
    told = "; ".join(dict.fromkeys(said[mark.of] for mark in active))
    return f'<mark class="{looks}" title="{plain(told)}">{words}</mark>'


def _readings(result: Result) -> dict[str, str]:
    """What each record was read as, by the key of its marks."""
    said = {f"times{n}": time.value or "?" for n, time in enumerate(result.times)}
    said |= {f"quantities{n}": amount(quantity) for n, quantity in enumerate(result.quantities)}
    said |= {f"entities{n}": f"{e.name} ({e.code or e.type})" for n, e in enumerate(result.entities)}
    return said | {f"facts{n}": fact.type for n, fact in enumerate(result.facts)}
