"""The report as a page: a register to sort and filter, bars, a timeline."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from newsfacts.facts import fact_modules
from newsfacts.html import safe, shell
from newsfacts.html.labels import label
from newsfacts.html.marks import colour
from newsfacts.html.timeline import Dated, timeline
from newsfacts.report import Agreed, Measured, Report

_BARS = 40
_DATES = 200
_WIDTH = 1000
_SPREAD = 100  # from here on the bars are logarithmic, or the short ones could not be told apart


def report_page(report: Report) -> str:
    """The page of a report, which needs nothing but itself; links lead to the pages of the articles."""
    parts = [
        ("agreements", len(report.agreements), _register(report.agreements)),
        *((measure, *_chart(report.measures, measure)) for measure in ("attendance", "area")),
        ("events", len(report.gatherings), _events(report)),
    ]
    shown = [(name, count, markup) for name, count, markup in parts if markup]
    links = "".join(f'<a href="#{name}">{label(name)} <small>{count}</small></a>' for name, count, _ in shown)
    sections = "".join(
        f'<section id="{name}"><h2>{label(name)} <small>{count}</small></h2>{markup}</section>'
        for name, count, markup in shown
    )
    body = (
        f'<main class="report"><h1>{label("report")}</h1><p class="about">{label("articles")}: {report.articles}</p>'
        + (sections or f"<p>{label('nothing_here')}</p>")
        + "</main>"
    )
    return shell.page("newsfacts", body, styles=("report.css",), scripts=("report.js",), links=f"<nav>{links}</nav>")


_COLUMNS: tuple[tuple[str, Callable[[Agreed], str], Callable[[Agreed], str] | None], ...] = (
    ("parties", lambda row: safe.text(row.parties), None),
    ("kind", lambda row: label(row.kind), None),
    ("stage", lambda row: _stage(row), None),
    ("subject", lambda row: safe.text(row.subject), None),
    (
        "amount",
        lambda row: safe.text(" · ".join(part for part in (row.amount, row.count) if part)),
        lambda row: _key(row),
    ),
    ("when", lambda row: safe.text(row.when or row.published), lambda row: row.when or row.published),
    ("event", lambda row: safe.text(row.event), None),
    ("evidence", lambda row: f'<q lang="ru">{safe.text(row.evidence)}</q> {_link(row.link, row.article)}', None),
)


def _register(rows: Sequence[Agreed]) -> str:
    if not rows:
        return ""
    heads = "".join(f'<th scope="col"><button type="button">{label(name)}</button></th>' for name, _, _ in _COLUMNS)
    lines = "".join(
        f'<tr data-kind="{safe.plain(row.kind)}" data-stage="{safe.plain(row.stage)}" id="{safe.plain(row.id)}">'
        + "".join(_td(name, cell(row), key(row) if key else None) for name, cell, key in _COLUMNS)
        + "</tr>"
        for row in rows
    )
    choices = "".join(_choice(name, (getattr(row, name) for row in rows)) for name in ("kind", "stage"))
    return (
        f'<div class="tools" role="search"><label>{label("search")} <input type="search"></label>{choices}'
        f'<span role="status" class="shown"></span></div>'
        f'<div class="wide"><table class="register"><thead><tr>{heads}'
        f"</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _td(name: str, markup: str, key: str | None) -> str:
    sort = f' data-sort="{safe.plain(key)}"' if key is not None else ""
    return f'<td class="{name}"{sort}>{markup}</td>'


def _stage(row: Agreed) -> str:
    status = f' <span class="status {row.status}">{label(row.status)}</span>' if row.status == "denied" else ""
    return label(row.stage) + status


def _key(row: Agreed) -> str:
    return "" if row.value is None else f"{row.value:f}"


def _choice(name: str, values: Iterable[str]) -> str:
    counts = Counter(values)
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{safe.plain(value)}" checked> {label(value)} '
        f"<small>{n}</small></label>"
        for value, n in sorted(counts.items())
    )
    return f"<fieldset><legend>{label(name)}</legend>{boxes}</fieldset>"


def _link(link: str, title: str) -> str:
    words = safe.text(title or "→")
    return f'<a href="{safe.plain(link)}">{words}</a>' if link else words


def _chart(measures: Iterable[Measured], measure: str) -> tuple[int, str]:
    """The measures of a kind as bars, the longest first."""
    rows = [row for row in measures if row.measure == measure]
    if not rows:
        return 0, ""
    most, least = rows[0].value, rows[min(len(rows), _BARS) - 1].value
    wide = least > 0 and most / least > _SPREAD
    colour_class = f"c{_colour(measure)}"
    bars = "".join(
        f'<li><span class="what">{_link(row.link, row.event)} <small>{safe.text(row.when)}</small></span>'
        f"{_bar(_length(row.value, most, wide=wide), f'{colour_class} {row.status}')}"
        f"<span>{safe.text(row.said)}</span></li>"
        for row in rows[:_BARS]
    )
    more = f'<p class="about">… {len(rows) - _BARS}</p>' if len(rows) > _BARS else ""
    scale = f'<p class="about">{label("logarithmic")}</p>' if wide else ""
    return len(rows), f'{scale}<ol class="bars">{bars}</ol>{more}'


def _length(value: Decimal, most: Decimal, *, wide: bool) -> int:
    """How long a bar is, the longest being `_WIDTH`."""
    share = math.log10(1 + float(value)) / math.log10(1 + float(most)) if wide else float(value / most) if most else 0
    return int(share * _WIDTH)


def _bar(length: int, look: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{look}" x="0" y="0" width="{max(length, 2)}" height="12"></rect></svg>'
    )


def _events(report: Report) -> str:
    items = [
        Dated(
            row.when,
            f"{safe.text(row.name)} <small>{safe.text(', '.join(p for p in (row.kind, row.place) if p))}</small>",
            row.link,
            f"c{_colour('event')} {row.status}",
        )
        for row in report.gatherings[-_DATES:]
    ]
    return timeline(items)


def _colour(measure: str) -> int:
    return colour(measure) if measure in {module.name for module in fact_modules()} else 0
