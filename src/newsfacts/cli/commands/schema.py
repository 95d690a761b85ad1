"""``newsfacts schema``: the JSON Schema of the output."""

import argparse
import json
import sys
from typing import Any

from newsfacts.cli.console import utf8


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("schema", help="print the JSON Schema of the output")
    command.add_argument("--tables", action="store_true", help="the columns of the tables that batch writes, instead")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    if arguments.tables:
        from newsfacts.tables import schema
    else:
        from newsfacts.schema import json_schema as schema

    json.dump(schema(), utf8(sys.stdout), ensure_ascii=False, indent=2)
    print(flush=True)
    return 0
