"""``newsfacts extract FILE…``: articles in, facts out, as JSON or tables."""

import argparse
import shutil
import sys
from typing import TYPE_CHECKING, Any

from newsfacts.cli.articles import add_articles, results
from newsfacts.cli.console import utf8

if TYPE_CHECKING:
    from newsfacts.result import Result

_EXAMPLES = """\
examples:
  newsfacts extract article.txt                       tables on a terminal, JSON elsewhere
  newsfacts extract article.txt --published 2025-10-01
  newsfacts extract news/*.txt > facts.jsonl          one line of JSON an article
  newsfacts extract article.txt --explain             which rule read each fact, and from what
  cat article.txt | newsfacts extract - --format json
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "extract",
        help="read articles",
        description="Read articles in UTF-8, UTF-16, UTF-32, Windows-1251, KOI8-R or CP866, told apart by their bytes.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_articles(command)
    command.add_argument(
        "--format",
        choices=("json", "jsonl", "table"),
        help="default: json for one file, jsonl for several, table where stdout is a terminal",
    )
    command.add_argument(
        "--explain", action="store_true", help="tables with the rule behind each fact, and what it read"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is read in each file, as soon as it is read."""
    if arguments.explain and arguments.format in ("json", "jsonl"):
        arguments.parser.error("--explain goes with tables; JSON names the rule of each record anyway")
    layout = arguments.format or ("table" if arguments.explain or sys.stdout.isatty() else "")
    layout = layout or ("jsonl" if len(arguments.files) > 1 else "json")
    utf8(sys.stdout)
    failed: list[str] = []
    done = 0
    for name, result in results(arguments, failed):
        _write(name, result, layout, arguments, done)
        done += 1
    if layout == "json" and len(arguments.files) > 1:
        print("\n]" if done else "[]", flush=True)
    return 1 if failed else 0


def _write(name: str, result: "Result", layout: str, arguments: argparse.Namespace, done: int) -> None:
    several = len(arguments.files) > 1
    if layout == "table":
        from newsfacts.render import render

        width = shutil.get_terminal_size((100, 24)).columns
        before = f"{chr(10) if done else ''}=== {name}\n" if several else ""
        sys.stdout.write(before + render(result, width=width, explain=arguments.explain))
    elif layout == "jsonl":
        sys.stdout.write(result.to_json() + "\n")
    else:
        before = ("[\n" if not done else ",\n") if several else ""
        sys.stdout.write(before + result.to_json(indent=2) + ("" if several else "\n"))
    sys.stdout.flush()
