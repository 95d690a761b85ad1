"""The command line: ``newsfacts extract FILE…``, ``newsfacts view FILE…`` and ``newsfacts schema``."""

import argparse
import json
import os
import shutil
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import newsfacts
from newsfacts.files import decode, read_article
from newsfacts.records import iso_date

if TYPE_CHECKING:
    from newsfacts.result import Result

_EXAMPLES = """\
examples:
  newsfacts extract article.txt                       tables on a terminal, JSON elsewhere
  newsfacts extract article.txt --published 2025-10-01
  newsfacts extract news/*.txt > facts.jsonl          one line of JSON an article
  newsfacts extract article.txt --explain             which rule read each fact, and from what
  cat article.txt | newsfacts extract - --format json
  newsfacts view article.txt -o page.html --open      the article with its facts, in the browser
  newsfacts schema > newsfacts.schema.json

exit codes: 0 all read, 1 some input failed (named on stderr, the others are done), 2 wrong usage
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        if arguments.command == "schema":
            return _schema()
        if arguments.files.count("-") > 1:
            parser.error("standard input (-) can be read only once")
        if arguments.command == "view":
            return _view(parser, arguments)
        return _extract(parser, arguments)
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
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    extract = commands.add_parser(
        "extract",
        help="read articles",
        description="Read articles: UTF-8, UTF-16 with a byte order mark, or Windows-1251.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_inputs(extract)
    extract.add_argument(
        "--format",
        choices=("json", "jsonl", "table"),
        help="default: json for one file, jsonl for several, table where stdout is a terminal",
    )
    extract.add_argument(
        "--explain", action="store_true", help="tables with the rule behind each fact, and what it read"
    )
    view = commands.add_parser("view", help="show articles with their facts as one HTML page")
    _add_inputs(view)
    view.add_argument("-o", "--output", metavar="PAGE", type=Path, help="the page to write (default: standard output)")
    view.add_argument("--open", action="store_true", help="open the page in the browser; needs -o")
    commands.add_parser("schema", help="print the JSON Schema of the output")
    return parser


def _add_inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="an article; - is standard input")
    command.add_argument(
        "--published",
        metavar="DATE",
        type=_date,
        help="the publication date (YYYY-MM-DD), where the article does not name it",
    )


def _date(value: str) -> str | None:
    try:
        return iso_date(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date of the form YYYY-MM-DD") from None


def _schema() -> int:
    from newsfacts.schema import json_schema

    _reconfigure(sys.stdout)
    json.dump(json_schema(), sys.stdout, ensure_ascii=False, indent=2)
    print(flush=True)
    return 0


def _extract(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if arguments.explain and arguments.format in ("json", "jsonl"):
        parser.error("--explain goes with tables; JSON names the rule of each record anyway")
    layout = arguments.format or ("table" if arguments.explain or sys.stdout.isatty() else "")
    layout = layout or ("jsonl" if len(arguments.files) > 1 else "json")
    _reconfigure(sys.stdout)
    failed: list[str] = []
    done = 0
    for name, result in _results(arguments.files, arguments.published, failed):
        _write(name, result, layout, arguments, done)
        done += 1
    if layout == "json" and len(arguments.files) > 1:
        print("\n]" if done else "[]", flush=True)
    return 1 if failed else 0


def _view(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if arguments.open and not arguments.output:
        parser.error("--open needs -o PAGE")
    from newsfacts.html import page

    failed: list[str] = []
    results = [result for _, result in _results(arguments.files, arguments.published, failed)]
    if not results:
        return 1
    if arguments.output is None:
        _reconfigure(sys.stdout)
        sys.stdout.write(page(results))
        sys.stdout.flush()
        return 1 if failed else 0
    try:
        arguments.output.write_text(page(results), "utf-8", "xmlcharrefreplace", newline="\n")
    except OSError as error:
        _complain(str(arguments.output), error.strerror or str(error), failed)
        return 1
    if arguments.open:
        webbrowser.open(arguments.output.resolve().as_uri())
    return 1 if failed else 0


def _results(files: Sequence[str], published: str | None, failed: list[str]) -> Iterator[tuple[str, "Result"]]:
    """Read the files one after another; those that fail are named on stderr."""
    pipeline = newsfacts.load()
    for name in files:
        try:
            text = decode(sys.stdin.buffer.read()) if name == "-" else read_article(Path(name))
            result = pipeline(text, id=None if name == "-" else Path(name).stem, published=published)
        except OSError as error:
            _complain(name, error.strerror or str(error), failed)
        except ValueError as error:
            _complain(name, str(error), failed)
        except Exception as error:  # one article must not cost the others
            _complain(name, f"internal error: {type(error).__name__}: {error}", failed)
        else:
            yield name, result


def _complain(name: str, reason: str, failed: list[str]) -> None:
    failed.append(name)
    print(f"newsfacts: {'standard input' if name == '-' else name}: {reason}", file=sys.stderr)


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


def _reconfigure(stream: TextIO) -> None:
    """Write UTF-8 with plain line ends, whatever the locale."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
