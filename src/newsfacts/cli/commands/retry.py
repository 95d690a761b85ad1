"""``newsfacts retry OUT.errors.jsonl``: what failed in a batch, once more."""

import argparse
from pathlib import Path
from typing import Any

from newsfacts.cli.commands.batch import add_running, reported


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "retry",
        help="read again what failed in a batch",
        description="Read the inputs of OUT.errors.jsonl again, as the batch did, and add them to OUT. The account at "
        "the end is that of the whole batch.",
    )
    command.add_argument("errors", type=Path, metavar="OUT.errors.jsonl")
    command.add_argument("--max-chars", type=int, metavar="N", help="let longer articles pass this time")
    add_running(command)
    command.set_defaults(run=run, parser=command)


def run(arguments: argparse.Namespace) -> int:
    """Read the failures again."""
    from newsfacts.batch import retry

    return reported(
        lambda: retry(
            arguments.errors,
            max_chars=arguments.max_chars,
            workers=arguments.workers,
            quiet=arguments.quiet,
            every=arguments.every,
        ),
        arguments,
    )
