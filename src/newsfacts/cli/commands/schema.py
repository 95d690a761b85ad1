"""``newsfacts schema``: the JSON Schema of the output."""

import argparse
import json
import sys
from typing import Any

from newsfacts.cli.console import utf8


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("schema", help="print the JSON Schema of the output")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    from newsfacts.schema import json_schema

    json.dump(json_schema(), utf8(sys.stdout), ensure_ascii=False, indent=2)
    print(flush=True)
    return 0
