"""Many articles as a folder of pages with an index."""

from collections.abc import Iterable
from pathlib import Path

from newsfacts.html import shell
from newsfacts.html.page import article_page, entry, index
from newsfacts.result import Result


def write_site(results: Iterable[Result], folder: Path) -> int:
    """Write a page for each article and ``index.html``, which lists and searches them; returns how many there were.

    The articles pass through one by one; the index keeps a line of each.

    Raises:
        OSError: the folder cannot be written.
    """
    pages = folder / "articles"
    pages.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, result in enumerate(results):
        name = f"{number:06}.html"
        write(pages / name, article_page(result, links=shell.back("../index.html")))
        entries.append(entry(result, f"articles/{name}"))
    body = f"<main>{index(entries)}</main>"
    write(
        folder / "index.html",
        shell.page(f"newsfacts: {len(entries)}", body, styles=("view.css",), scripts=("index.js",)),
    )
    return len(entries)


def write(path: Path, page: str) -> None:
    """Write a page; characters that UTF-8 cannot hold become references.

    Raises:
        OSError: it cannot be written.
    """
    path.write_text(page, "utf-8", "xmlcharrefreplace", newline="\n")
