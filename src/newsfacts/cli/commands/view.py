"""``newsfacts view FILE…``: articles, or results of a run, as pages for the browser."""

import argparse
import sys
import webbrowser
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfacts.cli.articles import add_articles, results
from newsfacts.cli.console import complain, utf8

if TYPE_CHECKING:
    from newsfacts.result import Result

_EXAMPLES = """\
examples:
  newsfacts view article.txt -o page.html --open
  newsfacts view news/*.txt -o page.html             one page, with an index to search
  newsfacts view news/*.txt -o pages/                a folder: index.html and a page an article
  newsfacts view out.jsonl --texts news -o pages/    what a run left, with the articles it read
"""
_MANY = 300  # articles that one page can hold


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "view",
        help="show articles with their facts in the browser",
        description="Show articles, or results that extract or batch left (.jsonl, .json, a folder), as HTML pages.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_articles(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PAGE",
        type=Path,
        help="the page to write, or a folder: one that is there, or a name without a suffix (default: standard output)",
    )
    command.add_argument("--texts", metavar="FOLDER", type=Path, help="where the articles of stored results are")
    command.add_argument("--open", action="store_true", help="open the page in the browser; needs -o")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page or the pages, and open them if asked."""
    if arguments.open and not arguments.output:
        arguments.parser.error("--open needs -o PAGE")
    if arguments.texts and not arguments.texts.is_dir():
        arguments.parser.error(f"--texts: {arguments.texts} is no folder")
    failed: list[str] = []
    try:
        page = _write(arguments, failed)
    except OSError as error:
        complain(str(error.filename or arguments.output), error.strerror or str(error), failed)
        return 1
    if page and arguments.open:
        webbrowser.open(page.resolve().as_uri())
    return 1 if failed or not page else 0


def _write(arguments: argparse.Namespace, failed: list[str]) -> Path | None:
    """Write what is asked for; returns the page to look at, or None where nothing could be read."""
    from newsfacts.html import page, write, write_site

    read = _results(arguments, failed)
    first = next(read, None)
    if first is None:
        return None
    output: Path | None = arguments.output
    if output and (output.is_dir() or not output.suffix):
        write_site(chain([first], read), output)
        return output / "index.html"
    found = [first, *read]
    if len(found) > _MANY:
        arguments.parser.error(f"{len(found)} articles are too many for one page: give a folder, -o pages/")
    if output is None:
        utf8(sys.stdout).write(page(found))
        sys.stdout.flush()
        return Path("-")
    write(output, page(found))
    return output


def _results(arguments: argparse.Namespace, failed: list[str]) -> "Iterator[Result]":
    """The results of stored files as they are, those of articles by reading them."""
    from newsfacts.stored import SUFFIXES, article_files, read_results

    stored = [name for name in arguments.files if Path(name).suffix in SUFFIXES or Path(name).is_dir()]
    articles = article_files(arguments.texts) if stored and arguments.texts else {}
    for name in stored:
        try:
            found = read_results(Path(name), articles)
            first = next(found, None)
            if first is None:
                raise ValueError("no results in it (articles are given one by one: folder/*.txt)")
            yield from chain([first], found)
        except OSError as error:
            complain(name, error.strerror or str(error), failed)
        except ValueError as error:
            complain(name, str(error), failed)
    arguments.files = [name for name in arguments.files if name not in stored]
    if arguments.files:
        yield from (result for _, result in results(arguments, failed))
