"""``newsfacts serve``: facts over HTTP."""

import argparse
import os
import sys
from ipaddress import ip_address
from typing import Any

from newsfacts.extras import MissingExtraError

_TOKEN = "NEWSFACTS_TOKEN"
_EXAMPLES = f"""\
examples:
  newsfacts serve                                   http://127.0.0.1:8000: a playground, /docs, the API
  {_TOKEN}=secret newsfacts serve --host 0.0.0.0 --workers 2
  curl -d '{{"text": "…"}}' -H 'Content-Type: application/json' localhost:8000/v1/extract
  curl --data-binary @articles.jsonl localhost:8000/v1/extract-batch
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "serve",
        help="read articles over HTTP",
        description=f"Serve over HTTP (needs the extra 'serve'). If {_TOKEN} is set, clients send it as bearer token.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    command.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    command.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that read (default: 1)")
    command.add_argument(
        "--concurrency", type=_positive, default=32, metavar="N", help="requests at once; more get 429 (default: 32)"
    )
    command.add_argument(
        "--max-body", type=_positive, default=1_000_000, metavar="BYTES", help="of one article (default: %(default)s)"
    )
    command.add_argument(
        "--max-batch", type=_positive, default=256_000_000, metavar="BYTES", help="of a batch (default: %(default)s)"
    )
    command.add_argument(
        "--timeout", type=float, default=30.0, metavar="SECONDS", help="that one article may take (default: 30)"
    )
    command.add_argument(
        "--body-timeout", type=float, default=15.0, metavar="SECONDS", help="to send a request (default: 15)"
    )
    command.add_argument("--experimental", action="store_true", help="look for experimental fact types, too")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from newsfacts.serve import Settings
    from newsfacts.serve.run import run as serve

    settings = Settings(
        token=os.environ.get(_TOKEN) or None,
        workers=arguments.workers,
        concurrency=arguments.concurrency,
        max_body=arguments.max_body,
        max_batch=arguments.max_batch,
        timeout=arguments.timeout,
        body_timeout=arguments.body_timeout,
        experimental=arguments.experimental,
    )
    if settings.token is None and not _is_loopback(arguments.host):
        print(f"newsfacts: {arguments.host} is open to others and {_TOKEN} is not set", file=sys.stderr)
    try:
        return 0 if serve(settings, arguments.host, arguments.port) else 1
    except MissingExtraError as error:
        print(f"newsfacts: {error}", file=sys.stderr)
        return 1


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return number
