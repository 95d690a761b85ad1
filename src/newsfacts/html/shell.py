"""The shell that every page has: its policy, its styles and scripts, the switch of languages."""

from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import quote

from newsfacts.html import safe
from newsfacts.html.labels import label

_SWITCH = '<button id="language" type="button" lang="ru">Русский</button>'


def asset(name: str) -> str:
    """A style or script of the package."""
    return files("newsfacts.html").joinpath(name).read_text("utf-8")


def page(
    title: str,
    body: str,
    *,
    styles: Sequence[str],
    scripts: Sequence[str],
    links: str = "",
    policy: str = "",
) -> str:
    """A complete HTML page.

    Args:
        title: its title, any text.
        body: markup.
        styles: names of style sheets of the package, or style sheets.
        scripts: names of scripts of the package.
        links: markup for the bar at the top.
        policy: directives to add to the Content-Security-Policy.
    """
    sheets = [asset(name) if name.endswith(".css") else name for name in ("base.css", *styles)]
    programs = [asset(name) for name in ("base.js", *scripts)]
    allowed = safe.policy(sheets, programs, policy)
    return (
        '<!DOCTYPE html>\n<html lang="en" data-lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{safe.plain(title)}</title>\n"
        f"{''.join(f'<style>{sheet}</style>' for sheet in sheets)}\n</head>\n<body>\n"
        f'<header class="top"><strong>newsfacts</strong>{links}{_SWITCH}</header>\n'
        f"{body}\n{''.join(f'<script>{program}</script>' for program in programs)}\n</body>\n</html>\n"
    )


def skip(target: str, name: str) -> str:
    """A link that keyboards reach first."""
    return f'<a class="skip" href="#{target}">{label(name)}</a>'


def back(address: str, name: str = "all") -> str:
    """A link for the bar at the top that leads back."""
    return f'<a class="back" href="{safe.plain(quote(address))}">{label(name)}</a>'
