"""Builds the page: the article with highlights on the left, the records as cards on the right."""

import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from newsfacts.model import Evidence, Fact, Located
from newsfacts.render import amount, show
from newsfacts.result import Result

_COMMON = frozenset(Fact.__struct_fields__)
# What stands at the head of a fact's card: the first of these fields that it has.
_HEADS = ("name", "person", "parties", "count", "amount", "kind")
_LABELS = {
    "facts": "факты",
    "times": "время",
    "quantities": "количества",
    "entities": "имена",
    "attendance": "посещаемость",
    "country_count": "число стран",
    "participant_count": "число участников",
    "area": "площадь",
    "event": "событие",
    "agreement": "соглашение",
    "role": "должность",
    "kind": "вид",
    "stage": "стадия",
    "parties": "стороны",
    "subject": "предмет",
    "count": "число",
    "amount": "сумма",
    "when": "когда",
    "place": "место",
    "parent": "часть чего",
    "aliases": "иначе",
    "audience": "кто",
    "members": "в том числе",
    "of": "чего",
    "position": "пост",
    "organization": "организация",
    "country": "страна",
    "person": "человек",
    "location": "место",
    "region": "регион",
    "name": "название",
    "copy": "копировать",
    "source": "источник",
    "rule": "правило",
    "actual": "факт",
    "planned": "план",
    "denied": "отрицается",
    "timeline": "хронология",
    "published": "опубликовано",
}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def page(results: Sequence[Result]) -> str:
    """One HTML page of one or more articles.

    Example:
        >>> import newsfacts
        >>> page([newsfacts.load()("<b>Омск</b>")]).count("&lt;b&gt;")
        2
    """
    style, script = (files("newsfacts.html").joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    title = _title(results[0]) if len(results) == 1 else f"newsfacts: {len(results)}"
    body = "".join(_document(result, number) for number, result in enumerate(results))
    return (
        '<!DOCTYPE html>\n<html lang="en" data-lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<header class="top"><strong>newsfacts</strong>'
        '<button id="language" type="button">Русский / English</button></header>\n'
        f"{_index(results) if len(results) > 1 else ''}{body}<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _title(result: Result) -> str:
    return result.article.title or result.article.id or result.text.strip()[:80]


def _index(results: Sequence[Result]) -> str:
    items = "".join(
        f'<li><a href="#article{number}">{_text(_title(result))}</a> ({len(result.facts)})</li>'
        for number, result in enumerate(results)
    )
    field = '<label><span class="label" lang="en">Search</span><span class="label" lang="ru">Поиск</span> '
    return f'<nav class="index">{field}<input type="search"></label><ul>{items}</ul></nav>\n'


def _document(result: Result, number: int) -> str:
    article = result.article
    about = [article.id or "", article.published or ""]
    if article.dateline:
        about += [article.dateline.place or "", article.dateline.agency or ""]
    data = "".join(f"\\u{ord(ch):04x}" if ch in "&<>" or ch in _BIDI else ch for ch in result.to_json())
    return (
        f'<main class="document" id="article{number}"><article class="text"><p class="about">'
        f"{' · '.join(_text(part) for part in about if part)}</p>{_marked(result)}</article>\n"
        f'<div class="records">{_filters(result)}{_timeline(result)}{"".join(_sections(result))}'
        f'<script type="application/json">{data}</script></div></main>\n'
    )


def _spans(result: Result) -> Iterator[tuple[str, str, Located]]:
    """Every stretch to mark: the id of its card, the layer, the span."""
    for layer in ("times", "quantities", "entities"):
        for number, record in enumerate(getattr(result, layer)):
            yield f"{layer}{number}", layer, record
    for number, fact in enumerate(result.facts):
        for evidence in (*fact.evidence, *_parts(fact)):
            yield f"facts{number}", "facts", evidence


def _parts(fact: Fact) -> Iterator[Evidence]:
    for field in fact.__struct_fields__:
        value = getattr(fact, field)
        if isinstance(value, Evidence):
            yield value


def _marked(result: Result) -> str:
    """The text, cut at every border of a record, each piece naming the records that it belongs to."""
    text = result.text
    opens: dict[int, list[tuple[str, str]]] = {}
    closes: dict[int, list[tuple[str, str]]] = {}
    for identity, layer, span in _spans(result):
        opens.setdefault(span.start, []).append((identity, layer))
        closes.setdefault(span.end, []).append((identity, layer))
    parts: list[str] = []
    active: dict[tuple[str, str], int] = {}
    at = 0
    for border in sorted({*opens, *closes, len(text)}):
        if border > at:
            parts.append(_piece(text[at:border], active))
        for one in closes.get(border, ()):
            active[one] -= 1
            if not active[one]:
                del active[one]
        for one in opens.get(border, ()):
            active[one] = active.get(one, 0) + 1
        at = max(at, border)
    return "".join(parts)


def _piece(text: str, active: Iterable[tuple[str, str]]) -> str:
    of = list(active)
    if not of:
        return _text(text)
    layers = " ".join(dict.fromkeys(layer for _, layer in of))
    return f'<span class="{layers}" data-of="{" ".join(identity for identity, _ in of)}">{_text(text)}</span>'


def _text(text: str) -> str:
    """Text that is never markup; marks that would change how it shows are named instead."""
    return "".join(_sign(ch) if _is_hidden(ch) else ch for ch in escape(text))


def _is_hidden(ch: str) -> bool:
    return ch in _BIDI or (ch not in "\n\r\t" and unicodedata.category(ch) in ("Cc", "Cs"))


def _sign(ch: str) -> str:
    return f'<span class="sign">U+{ord(ch):04X}</span>'


def _label(name: str) -> str:
    english = escape(name.replace("_", " "))
    russian = _LABELS.get(name)
    if russian is None:
        return english
    return f'<span class="label" lang="en">{english}</span><span class="label" lang="ru">{russian}</span>'


def _filters(result: Result) -> str:
    types = [*dict.fromkeys(fact.type for fact in result.facts)]
    types += [layer for layer in ("times", "quantities", "entities") if getattr(result, layer)]
    boxes = "".join(
        f'<label><input type="checkbox" value="{escape(name)}" checked> {_label(name)}</label>' for name in types
    )
    copied = '<span class="copied" role="status" hidden>✓</span>'
    copy = f'<button class="copy" type="button">{_label("copy")} JSON</button>'
    return f'<div class="filters" role="group">{boxes}{copy}{copied}</div>'


def _timeline(result: Result) -> str:
    """The facts that have a date, in the order of their dates."""
    dated = sorted(
        (when, escape(show(_head(fact)[1])), fact.type)
        for fact in result.facts
        if isinstance(when := getattr(fact, "when", None), str) and not when.startswith(("P", "X"))
    )
    items = "".join(
        f"<li><time>{escape(when)}</time> {name} <small>({_label(kind)})</small></li>" for when, name, kind in dated
    )
    return f'<h2>{_label("timeline")}</h2><ol class="timeline">{items}</ol>' if items else ""


def _sections(result: Result) -> Iterator[str]:
    facts: dict[str, list[str]] = {}
    for number, fact in enumerate(result.facts):
        facts.setdefault(fact.type, []).append(_fact(fact, f"facts{number}"))
    for kind, cards in facts.items():
        yield f"<section><h2>{_label(kind)} ({len(cards)})</h2>{''.join(cards)}</section>"
    rows: dict[str, list[tuple[str, str, str, str]]] = {
        "times": [(time.text, time.value or "?", time.kind, time.rule) for time in result.times],
        "quantities": [(q.text, amount(q), q.unit_type, q.rule) for q in result.quantities],
        "entities": [(e.text, e.name, f"{e.type} {e.code or ''}", "") for e in result.entities],
    }
    for layer, records in rows.items():
        cards = [_small(layer, number, cells) for number, cells in enumerate(records)]
        if cards:
            yield f"<section><h2>{_label(layer)} ({len(cards)})</h2>{''.join(cards)}</section>"


def _small(layer: str, number: int, cells: tuple[str, str, str, str]) -> str:
    text, value, kind, rule = map(_text, cells)
    about = f'<span class="rule">{" · ".join(part for part in (kind.strip(), rule) if part)}</span>'
    return (
        f'<div class="card small" tabindex="0" data-layer="{layer}" data-type="{layer}" data-id="{layer}{number}">'
        f'<span class="name">{value}</span><span>«{text}»</span>{about}</div>'
    )


def _head(fact: Fact) -> tuple[str, object]:
    return next(((name, value) for name in _HEADS if (value := getattr(fact, name, None))), ("", fact.type))


def _fact(fact: Fact, identity: str) -> str:
    head, value = _head(fact)
    rows = [
        f"<dt>{_label(field)}</dt><dd>{_text(show(getattr(fact, field)))}</dd>"
        for field in fact.__struct_fields__
        if field not in _COMMON and field != head and getattr(fact, field)
    ]
    if fact.source:
        rows.append(f"<dt>{_label('source')}</dt><dd>{_text(fact.source.text)}</dd>")
    if fact.rule:
        rows.append(f'<dt>{_label("rule")}</dt><dd class="rule">{_text(fact.rule)}</dd>')
    quotes = "".join(f"<blockquote>{_text(evidence.text)}</blockquote>" for evidence in fact.evidence)
    status = f'<span class="status {fact.status}">{_label(fact.status)}</span>'
    return (
        f'<div class="card" tabindex="0" data-layer="facts" data-type="{escape(fact.type)}" data-id="{identity}">'
        f'<p><span class="name">{_text(show(value))}</span>{status}</p><dl>{"".join(rows)}</dl>{quotes}</div>'
    )
