"""``newsfacts report OUT.jsonl``: what many articles say together."""

import argparse
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfacts.cli.console import complain

if TYPE_CHECKING:
    from newsfacts.result import Result

_EXAMPLES = """\
examples:
  newsfacts report out.jsonl -o report.html --texts news --open
  newsfacts report out.sqlite -o agreements.csv
  newsfacts report out.jsonl -o report.xlsx
"""
_SUFFIXES = (".html", ".csv", ".xlsx")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "report",
        help="agreements, attendance and area by event, events on a timeline",
        description="Report what results (.jsonl, .json, .sqlite, or a folder of them) say together: a register of "
        "agreements, attendance and area by event, events on a timeline. The articles' pages go beside an HTML report.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="+", metavar="RESULTS", type=Path, help="what extract or batch left")
    command.add_argument(
        "-o", "--output", metavar="REPORT", type=Path, required=True, help="a name that ends in .html, .csv or .xlsx"
    )
    command.add_argument("--texts", metavar="FOLDER", type=Path, help="where the articles are, for their pages")
    command.add_argument("--open", action="store_true", help="open the report when it is done")
    command.set_defaults(run=run, parser=command)


def run(arguments: argparse.Namespace) -> int:
    """Write the report."""
    output: Path = arguments.output
    if output.suffix not in _SUFFIXES:
        arguments.parser.error(f"-o: a report ends in {', '.join(_SUFFIXES)}")
    if arguments.texts and not arguments.texts.is_dir():
        arguments.parser.error(f"--texts: {arguments.texts} is no folder")
    from newsfacts.html import report_page, write
    from newsfacts.report import collect, write_csv, write_xlsx

    failed: list[str] = []
    results = _results(arguments, failed)
    try:
        if output.suffix == ".html":
            pages = _Pages(output)
            write(output, report_page(collect(results, pages.add)))
        else:
            (write_csv if output.suffix == ".csv" else write_xlsx)(collect(results), output)
    except OSError as error:
        complain(str(error.filename or output), error.strerror or str(error), failed)
        return 1
    if arguments.open:
        webbrowser.open(output.resolve().as_uri())
    return 1 if failed else 0


class _Pages:
    """The pages of the articles, in a folder beside the report."""

    def __init__(self, report: Path) -> None:
        self._folder = report.with_name(f"{report.stem}_articles")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._back = f"../{report.name}"
        self._count = 0

    def add(self, result: "Result") -> str:
        """Write the page of an article; returns its address as the report sees it."""
        from newsfacts.html import article_page, back, write

        name = f"{self._count:06}.html"
        self._count += 1
        write(self._folder / name, article_page(result, links=back(self._back, "report")))
        return f"{self._folder.name}/{name}"


def _results(arguments: argparse.Namespace, failed: list[str]) -> "Iterator[Result]":
    from newsfacts.stored import article_files, read_results

    articles = article_files(arguments.texts) if arguments.texts else {}
    for path in arguments.files:
        try:
            yield from read_results(path, articles)
        except OSError as error:
            complain(str(path), error.strerror or str(error), failed)
        except ValueError as error:
            complain(str(path), str(error), failed)
