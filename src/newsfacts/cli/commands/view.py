"""``newsfacts view FILE…``: articles with their facts, as a page for the browser."""

import argparse
import sys
import webbrowser
from pathlib import Path
from typing import Any

from newsfacts.cli.articles import add_articles, results
from newsfacts.cli.console import complain, utf8


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("view", help="show articles with their facts as one HTML page")
    add_articles(command)
    command.add_argument(
        "-o", "--output", metavar="PAGE", type=Path, help="the page to write (default: standard output)"
    )
    command.add_argument("--open", action="store_true", help="open the page in the browser; needs -o")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page, and open it if asked."""
    if arguments.open and not arguments.output:
        arguments.parser.error("--open needs -o PAGE")
    from newsfacts.html import page

    failed: list[str] = []
    read = [result for _, result in results(arguments, failed)]
    if not read:
        return 1
    if arguments.output is None:
        utf8(sys.stdout).write(page(read))
        sys.stdout.flush()
        return 1 if failed else 0
    try:
        arguments.output.write_text(page(read), "utf-8", "xmlcharrefreplace", newline="\n")
    except OSError as error:
        complain(str(arguments.output), error.strerror or str(error), failed)
        return 1
    if arguments.open:
        webbrowser.open(arguments.output.resolve().as_uri())
    return 1 if failed else 0
