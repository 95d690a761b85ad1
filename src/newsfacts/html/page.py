"""The page of an article, or of several with an index."""

from collections import Counter
from collections.abc import Iterable, Sequence

from newsfacts.html import safe, shell
from newsfacts.html.cards import LAYERS, Card, cards, head
from newsfacts.html.labels import label
from newsfacts.html.marks import COLOURS, LANES, colour, marked
from newsfacts.html.timeline import Dated, timeline
from newsfacts.render import show
from newsfacts.result import Result, to_json

_STYLES = ("view.css", "".join(f".u{i}c{n}{{--u{i}:var(--c{n})}}" for i in range(LANES) for n in range(COLOURS)))


def page(results: Sequence[Result]) -> str:
    """One HTML page of one or more articles, which needs nothing but itself.

    Example:
        >>> import newsfacts
        >>> page([newsfacts.load()("<b>Омск</b>")]).count("&lt;b&gt;")
        2
    """
    if len(results) == 1:
        return article_page(results[0])
    documents = "".join(document(result, f"a{n}-") for n, result in enumerate(results))
    listed = index(entry(result, f"#a{n}-article") for n, result in enumerate(results))
    return shell.page(
        f"newsfacts: {len(results)}",
        f"{listed}<main>{documents}</main>",
        styles=_STYLES,
        scripts=("view.js", "index.js"),
        links=f'<a class="back" href="#index">{label("all")}</a>',
    )


def article_page(result: Result, *, links: str = "", policy: str = "", before: str = "") -> str:
    """The page of one article.

    Args:
        result: what was read.
        links: markup for the bar at the top.
        policy: directives to add to the Content-Security-Policy.
        before: markup before the article.
    """
    body = f"{before}<main>{document(result, '')}</main>"
    return shell.page(title(result), body, styles=_STYLES, scripts=("view.js",), links=links, policy=policy)


def title(result: Result) -> str:
    """What an article is called: its headline, else its id, else its first words."""
    return result.article.title or result.article.id or " ".join(result.text.split())[:80] or "?"


def entry(result: Result, link: str) -> str:
    """The line of an article in the index: its title, its date, how many facts of each type it holds."""
    counts = Counter(fact.type for fact in result.facts)
    chips = "".join(f'<li class="badge k{colour(kind)}">{label(kind)} {n}</li>' for kind, n in counts.items())
    names = dict.fromkeys(entity.name for entity in result.entities)
    about = " · ".join(part for part in (result.article.published, _place(result)) if part)
    return (
        f'<li data-names="{safe.plain(" ".join(names))}"><a href="{link}">{safe.text(title(result))}</a> '
        f'<span class="about">{safe.text(about)}</span><ul class="chips">{chips}</ul></li>'
    )


def index(entries: Iterable[str]) -> str:
    """A list of articles to search, made of their lines."""
    items = list(entries)
    return (
        f'<nav class="index" id="index"><h1>{label("articles")} ({len(items)})</h1>'
        f'<p><label>{label("search")} <input type="search"></label></p><ul class="list">{"".join(items)}</ul>'
        f'<p role="status"><span class="nothing" hidden>{label("none_match")}</span></p></nav>'
    )


def document(result: Result, prefix: str) -> str:
    """The markup of an article and its cards.

    Args:
        result: what was read.
        prefix: what all ids in it begin with.
    """
    found = cards(result, prefix)
    gaps = "" if result.text else f'<p class="about">{label("gaps")}</p>'
    title_shown = "" if result.text else f"<h1>{safe.text(title(result))}</h1>"
    panel = "".join(_sections(found)) or f'<p class="about">{label("nothing")}</p>'
    return (
        f'<section class="document" id="{prefix}article">{shell.skip(prefix + "records", "to_facts")}'
        f'<div class="reading"><p class="about">{_about(result)}</p>{gaps}{title_shown}'
        f'<article class="text" lang="ru">{marked(result, prefix)}</article></div>\n'
        f'<aside class="records" role="complementary" id="{prefix}records" tabindex="-1">'
        f"{shell.skip(prefix + 'article', 'to_article')}"
        f"{_filters(found)}{_tools()}{_timeline(result, prefix)}{panel}"
        f'<p class="about keys">{label("keys")}</p>'
        f'<script type="application/json">{_data(result)}</script></aside></section>\n'
    )


def _place(result: Result) -> str | None:
    return result.article.dateline.place if result.article.dateline else None


def _about(result: Result) -> str:
    article = result.article
    parts = [article.id, article.published, _place(result), article.dateline.agency if article.dateline else None]
    return " · ".join(safe.text(part) for part in parts if part)


def _data(result: Result) -> str:
    """The document as JSON with a record a line, so that each can be copied as it is."""
    parts = []
    for name, value in result.to_dict().items():
        if isinstance(value, list | tuple):
            records = ",\n".join(map(to_json, value))
            parts.append(f'"{name}": [\n{records}\n]')
        else:
            parts.append(f'"{name}": {to_json(value)}')
    return safe.json("{" + ",\n".join(parts) + "}")


def _filters(found: Sequence[Card]) -> str:
    groups = []
    for layer in LAYERS:
        types = Counter(card.type for card in found if card.layer == layer)
        if types:
            boxes = "".join(_box(f"{layer}.{kind}", kind, n, _swatch(layer, kind)) for kind, n in types.items())
            whole = _box(layer, layer, sum(types.values()), "whole")
            groups.append(f'<div class="layer" role="group">{whole}{boxes}</div>')
    return (
        f'<fieldset class="filters"><legend>{label("filters")}</legend>{"".join(groups)}</fieldset>' if groups else ""
    )


def _box(value: str, name: str, count: int, look: str) -> str:
    return (
        f'<label class="{look}"><input type="checkbox" value="{safe.plain(value)}" checked> '
        f"<span>{label(name)}</span> <small>{count}</small></label>"
    )


def _swatch(layer: str, kind: str) -> str:
    return f"swatch k{colour(kind)}" if layer == "facts" else f"swatch {layer} {safe.plain(kind)}"


def _timeline(result: Result, prefix: str) -> str:
    """The facts that have a date, along a line."""
    items = [
        Dated(
            when,
            f"{safe.text(show(head(fact)[1]))} <small>{label(fact.type)}</small>",
            f"#{prefix}facts{n}",
            f"c{colour(fact.type)} {fact.status}",
        )
        for n, fact in enumerate(result.facts)
        if isinstance(when := getattr(fact, "when", None), str)
    ]
    line = timeline(items, result.article.published)
    return f"<section><h2>{label('timeline')}</h2>{line}</section>" if line else ""


def _sections(found: Sequence[Card]) -> Iterable[str]:
    groups: dict[str, list[Card]] = {}
    for card in found:
        groups.setdefault(card.type if card.layer == "facts" else card.layer, []).append(card)
    for name, group in groups.items():
        inner = "".join(card.markup for card in group)
        yield f'<section class="cards"><h2>{label(name)} <small>{len(group)}</small></h2>{inner}</section>'


def _tools() -> str:
    return (
        f'<p class="tools"><button class="copy" type="button" data-of="">{label("copy")}</button> '
        f'<span role="status"><span class="copied" hidden>{label("copied")}</span></span></p>'
    )
