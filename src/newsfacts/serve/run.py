"""Runs the application under uvicorn."""

import asyncio
import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from newsfacts.extras import require
from newsfacts.serve.app import App
from newsfacts.serve.settings import Settings
from newsfacts.serve.work import failure_of

_CONNECTIONS = 1000  # open at once; more are answered with 503


def run(settings: Settings, host: str, port: int) -> bool:
    """Serve until SIGTERM or SIGINT, then finish what is under way; returns whether the server could start.

    Raises:
        MissingExtraError: uvicorn is not installed.
    """
    uvicorn = require("uvicorn", "serve")
    _log_as_json()
    config = uvicorn.Config(
        App(settings),
        host=host,
        port=port,
        http=_protocol(settings.body_timeout),
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        backlog=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=int(settings.timeout) + 5,
    )
    server = uvicorn.Server(config)
    server.run()
    return bool(server.started)


def _protocol(timeout: float) -> type[asyncio.Protocol]:
    """HTTP/1.1 that closes connections whose request line and headers do not come in time."""
    base: Any = require("uvicorn.protocols.http.h11_impl", "serve").H11Protocol

    class Timed(base):  # type: ignore[misc]
        late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            self.late = self.loop.call_later(timeout, transport.close)

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            super().data_received(data)
            if self.cycle is not before:
                self._in_time()
            elif self.late is None and (before is None or before.response_complete):
                self.late = self.loop.call_later(timeout, self.transport.close)

        def connection_lost(self, exc: Exception | None) -> None:
            self._in_time()
            super().connection_lost(exc)

        def _in_time(self) -> None:
            if self.late is not None:
                self.late.cancel()
                self.late = None

    return Timed


class _Json(logging.Formatter):
    """One line of JSON an entry; of errors the kind and the place, not the message, which may quote an article."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        entry |= getattr(record, "entry", None) or {"event": record.getMessage().strip()}
        if record.exc_info and record.exc_info[1]:
            entry["error"] = failure_of(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def _log_as_json() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    for name in ("newsfacts.serve", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
