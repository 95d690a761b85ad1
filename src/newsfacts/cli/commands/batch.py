"""``newsfacts batch INPUT… -o OUT``: a folder in, a table out, nothing lost."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfacts.cli.articles import add_encoding

if TYPE_CHECKING:
    from newsfacts.batch import Report
    from newsfacts.batch.place import Mode

_EXAMPLES = """\
examples:
  newsfacts batch news/ -o facts.jsonl                       every article below a folder
  newsfacts batch news/ -o facts.duckdb --incremental        again: only what is new or changed
  newsfacts batch news/ -o facts.duckdb --resume             after a crash, a full disk or Ctrl-C
  newsfacts batch dump.jsonl.zst -o facts.parquet --map text=body --map published=meta.date
  newsfacts batch news/ -o facts.csv --excel --types agreement,area
  newsfacts retry facts.jsonl.errors.jsonl                   read again what failed

exit codes: 0 all read, 1 some inputs failed (OUT.errors.jsonl has them), 2 wrong usage, 130 interrupted (--resume)
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "batch",
        help="read many articles into files or a database",
        description="Read files, folders, JSON Lines, CSV and Parquet, packed or not, into one output. Each input "
        "becomes one result or one line of OUT.errors.jsonl.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder, or - for standard input")
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar="OUT",
        help="a name that ends in .jsonl, .csv, .parquet, .sqlite or .duckdb, or a folder",
    )
    reading = command.add_argument_group("what is read")
    reading.add_argument("--glob", metavar="PATTERN", help="files in folders (default: all of known kinds)")
    reading.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        type=_mapping,
        help="which field of a record is text, id, title or published, as in text=body.full",
    )
    reading.add_argument(
        "--published-from",
        choices=("header", "mtime", "filename"),
        default="header",
        help="where the day of an article comes from if no field tells it (default: the article's own header)",
    )
    add_encoding(reading)
    reading.add_argument(
        "--max-chars", type=_positive, default=1_000_000, metavar="N", help="longer articles are refused (1000000)"
    )
    kept = command.add_argument_group("what is kept")
    kept.add_argument("--only", type=_names, metavar="LAYERS", help="of times,quantities,entities,facts")
    kept.add_argument(
        "--types", type=_names, default=(), metavar="TYPES", help="of the fact types, as in agreement,area"
    )
    kept.add_argument("--experimental", action="store_true", help="look for experimental fact types, too")
    kept.add_argument("--with-text", action="store_true", help="keep each article's text in its document")
    kept.add_argument("--excel", action="store_true", help="CSV as Excel opens it")
    going = command.add_argument_group("going on")
    how = going.add_mutually_exclusive_group()
    how.add_argument("--resume", action="store_true", help="go on with an interrupted run")
    how.add_argument("--incremental", action="store_true", help="pass over articles that the last run read as they are")
    how.add_argument("--force", action="store_true", help="start anew, whatever is there")
    add_running(command)
    command.add_argument(
        "--stats", action="store_true", help="at the end: facts by type, unread numbers, slowest articles"
    )
    command.set_defaults(run=run, parser=command)


def add_running(command: argparse.ArgumentParser) -> None:
    """Add the arguments that say how a batch is run."""
    command.add_argument(
        "--workers", type=_positive, default=_cpus(), metavar="N", help=f"processes (default: {_cpus()}, one a core)"
    )
    command.add_argument("--quiet", action="store_true", help="show no progress")
    command.add_argument(
        "--every",
        type=_positive,
        default=10,
        metavar="SECONDS",
        help="between two lines of progress where stderr is no terminal (10)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the batch."""
    from newsfacts.batch import Inputs, Settings, UsageError
    from newsfacts.batch import run as run_batch

    if arguments.inputs.count("-") > 1:
        arguments.parser.error("standard input (-) can be read only once")
    mode: Mode = "resume" if arguments.resume else "incremental" if arguments.incremental else "new"

    def work() -> "Report":
        inputs = Inputs(
            tuple(arguments.inputs),
            arguments.glob,
            dict(arguments.map),
            arguments.published_from,
            arguments.max_chars,
            arguments.encoding,
        )
        try:
            settings = Settings(
                only=arguments.only or Settings().only,
                types=arguments.types,
                experimental=arguments.experimental,
                with_text=arguments.with_text,
                max_chars=arguments.max_chars,
            )
        except ValueError as error:
            raise UsageError(str(error)) from None
        return run_batch(
            inputs,
            arguments.output,
            settings,
            mode=mode,
            force=arguments.force,
            layers=arguments.only,
            excel=arguments.excel,
            workers=arguments.workers,
            stats=arguments.stats,
            quiet=arguments.quiet,
            every=arguments.every,
        )

    return reported(work, arguments)


def reported(work: Callable[[], "Report"], arguments: argparse.Namespace) -> int:
    """Do the work, say how it went, return the exit code."""
    from newsfacts.batch import StoppedError, UsageError
    from newsfacts.batch.journal import JournalBusyError
    from newsfacts.extras import MissingExtraError

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        report = work()
    except (UsageError, JournalBusyError, MissingExtraError) as error:
        arguments.parser.error(str(error))
    except KeyboardInterrupt:
        print("newsfacts: interrupted; --resume goes on from here", file=sys.stderr)
        return 130
    except StoppedError as error:
        print(f"newsfacts: stopped: {error}; --resume goes on from here", file=sys.stderr)
        return 130
    print(f"newsfacts: {report.line()}", *report.stats, sep="\n", file=sys.stderr)
    if report.failures:
        print(f"newsfacts: the failures are in {report.errors}", file=sys.stderr)
    return 1 if report.failures else 0


def _mapping(told: str) -> tuple[str, str]:
    ours, _, theirs = told.partition("=")
    if ours not in ("text", "id", "title", "published") or not theirs:
        raise argparse.ArgumentTypeError(f"{told!r} is not of the form text=FIELD (or id, title, published)")
    return ours, theirs


def _names(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in told.split(",") if name.strip()))


def _positive(told: str) -> int:
    number = int(told)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _cpus() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
