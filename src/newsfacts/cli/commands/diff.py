"""``newsfacts diff OLD NEW``: what changed between two runs."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfacts.cli.console import utf8

if TYPE_CHECKING:
    from newsfacts.diff import Change, Kind

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_ASIDE = ("type", "rule", "id", "evidence", "start", "end", "text")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "diff",
        help="what changed between two runs",
        description="Compare two files of documents (JSON Lines), as two versions of the rules or of the articles gave "
        "them: records added (+), removed (-) and changed (~), and a summary by type.",
        epilog="exit codes: 0 no difference, 1 some, 2 a file that cannot be read",
    )
    command.add_argument("old", type=Path)
    command.add_argument("new", type=Path)
    command.add_argument("--summary", action="store_true", help="only the summary")
    command.add_argument("--json", action="store_true", help="one change a line, as JSON, without the summary")
    command.set_defaults(run=run, parser=command)


def run(arguments: argparse.Namespace) -> int:
    """Print the changes."""
    from newsfacts.diff import changes, count, summary

    utf8(sys.stdout)
    counts: Counter[tuple[str, Kind]] = Counter()
    try:
        _print(count(changes(arguments.old, arguments.new), counts), arguments)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        arguments.parser.error(str(error))
    if not arguments.json:
        print(*summary(counts), sep="\n")
    sys.stdout.flush()
    return 1 if any(kind != "same" for _, kind in counts) else 0


def _print(found: "Iterator[Change]", arguments: argparse.Namespace) -> None:
    article = None
    for change in found:
        if change.kind == "same" or arguments.summary:
            continue
        if arguments.json:
            print(json.dumps(asdict(change), ensure_ascii=False, default=float))
            continue
        if change.article != article:
            article = change.article
            print(article)
        print(f"  {_SIGNS[change.kind]} {change.what} {_told(change)}")


def _told(change: "Change") -> str:
    if change.old is not None and change.new is not None:
        differ = [f"{f}: {_value(change.old.get(f))} → {_value(change.new.get(f))}" for f in change.fields]
        return f"{_quote(change.new)} {'; '.join(differ)}"
    record = change.old if change.new is None else change.new
    assert record is not None
    fields = [f"{name}={_value(value)}" for name, value in record.items() if name not in _ASIDE and value]
    return f"{_quote(record)} {', '.join(fields)}"


def _quote(record: Any) -> str:
    text = record["evidence"][0]["text"] if "evidence" in record else record.get("text")
    return f"«{text}»" if text else ""


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=float)
