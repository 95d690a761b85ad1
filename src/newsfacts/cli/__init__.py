"""The command line. Each module in `newsfacts.cli.commands` is one command; `articles` and `console` serve them all.

To add a command, drop a module there with ``add(commands)``: it adds its parser and sets ``run``, a function of the
parsed arguments that returns the exit code.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import newsfacts
from newsfacts.cli import commands

_EXAMPLES = """\
examples:
  newsfacts extract article.txt                       tables on a terminal, JSON elsewhere
  newsfacts extract article.txt --explain             which rule read each fact, and from what
  newsfacts extract news/*.txt > facts.jsonl          one line of JSON an article
  newsfacts view article.txt -o page.html --open      the article with its facts, in the browser
  newsfacts report out.jsonl -o report.html           agreements, attendance and area of many articles
  newsfacts serve                                     a playground and an API on http://127.0.0.1:8000
  newsfacts schema > newsfacts.schema.json

newsfacts COMMAND --help tells more.

exit codes: 0 all read, 1 some input failed (named on stderr, the others are done), 2 wrong usage, 130 interrupted
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        return code
    except BrokenPipeError:
        # The reader has what it wanted; keep Python from failing once more when it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsfacts",
        description="Read Russian news and print typed, normalised facts with the text that proves each.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"newsfacts {newsfacts.__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in iter_modules(commands.__path__):
        import_module(f"{commands.__name__}.{module.name}").add(subparsers)
    return parser
