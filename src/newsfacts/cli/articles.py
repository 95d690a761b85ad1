"""Article files as the commands take them: arguments, reading, errors."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import newsfacts
from newsfacts.cli.console import complain
from newsfacts.files import decoded, noted
from newsfacts.records import checked, iso_date

if TYPE_CHECKING:
    from newsfacts.result import Result


def add_articles(command: argparse.ArgumentParser) -> None:
    """Add the arguments that name articles."""
    command.add_argument("files", nargs="+", metavar="FILE", help="an article; - is standard input")
    command.add_argument(
        "--published",
        metavar="DATE",
        type=date,
        help="the publication date (YYYY-MM-DD), where the article does not name it",
    )
    add_encoding(command)
    command.add_argument("--experimental", action="store_true", help="look for experimental fact types, too")
    command.set_defaults(parser=command)


def add_encoding(command: argparse._ActionsContainer) -> None:
    """Add the argument that names the encoding of articles."""
    command.add_argument(
        "--encoding",
        metavar="NAME",
        type=encoding_name,
        help="the encoding of the files, where it is not to be guessed",
    )


def date(value: str) -> str | None:
    """An argument that is an ISO date."""
    try:
        return iso_date(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date of the form YYYY-MM-DD") from None


def encoding_name(value: str) -> str:
    """An argument that names an encoding of text."""
    try:
        "".encode(value)
    except LookupError:
        raise argparse.ArgumentTypeError(f"{value!r} is no encoding that Python knows") from None
    return value


def results(arguments: argparse.Namespace, failed: list[str]) -> Iterator[tuple[str, "Result"]]:
    """Read the files one after another; those that fail are named on stderr and in ``failed``."""
    if arguments.files.count("-") > 1:
        arguments.parser.error("standard input (-) can be read only once")
    pipeline = newsfacts.load(experimental=arguments.experimental)
    for name in arguments.files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            text, encoding = decoded(data, arguments.encoding)
            id = None if name == "-" else Path(name).stem
            result = pipeline.read(checked(text, id=id, published=arguments.published, encoding=noted(encoding)))
        except OSError as error:
            complain(name, error.strerror or str(error), failed)
        except ValueError as error:
            complain(name, str(error), failed)
        except Exception as error:  # one article must not cost the others
            complain(name, f"internal error: {type(error).__name__}: {error}", failed)
        else:
            yield name, result
