"""Batches: lines of JSON in, lines of JSON out, each answer as soon as it is there.

The request goes on being read while answers are sent, into a file once it is large: a client may send all before it
reads, and one that reads slowly holds up only itself.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile

import msgspec

from newsfacts.serve.http import Gone, HttpError, Request, error_body, too_large
from newsfacts.serve.inputs import from_json
from newsfacts.serve.metrics import Metrics
from newsfacts.serve.settings import Settings
from newsfacts.serve.work import Outcome, Works

_HELD = 1_000_000  # bytes of a batch in memory


async def batch(request: Request, works: Works, metrics: Metrics, settings: Settings) -> None:
    """Answer a batch, in the order of its lines; a line that cannot be read has an error in its place."""
    with SpooledTemporaryFile(max_size=_HELD) as file:
        lines = _Lines(file, settings)
        reader = asyncio.create_task(lines.fill(request))
        started = False
        try:
            pending: deque[asyncio.Task[bytes]] = deque()
            async for number, line in lines:
                if not started:
                    await request.start(200, "application/x-ndjson")
                    started = True
                pending.append(asyncio.create_task(_line(line, number, request, works, metrics, settings)))
                if len(pending) > settings.workers:
                    await request.write(await pending.popleft(), more=True)
            if not started:
                await request.start(200, "application/x-ndjson")
            while pending:
                await request.write(await pending.popleft(), more=True)
            await request.write(b"")
        except HttpError as error:
            if not started:
                raise
            request.error = error.code
            while pending:
                await request.write(await pending.popleft(), more=True)
            await request.write(_error(error, None, request), more=True)
            await request.write(b"")
        finally:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)


async def _line(
    line: bytes, number: int, request: Request, works: Works, metrics: Metrics, settings: Settings
) -> bytes:
    try:
        if len(line) > settings.max_body:
            raise too_large(settings.max_body)
        outcome: Outcome = await works.read(from_json(line), "json")
        metrics.read(outcome, len(line))
        if outcome.failure:
            request.error = outcome.failure
            raise HttpError(500, "internal", "this article could not be read")
        return outcome.body.encode() + b"\n"
    except HttpError as error:
        return _error(error, number, request)


def _error(error: HttpError, number: int | None, request: Request) -> bytes:
    body = error_body(error.code, error.message, request.id)
    return msgspec.json.encode(body if number is None else body | {"line": number}) + b"\n"


class _Lines:
    """The lines of a request: `fill` takes them from the client, iteration hands them out with their numbers."""

    def __init__(self, file: "SpooledTemporaryFile[bytes]", settings: Settings) -> None:
        self._file, self._settings = file, settings
        self._written = self._read = 0
        self._more = asyncio.Event()
        self._ended: HttpError | Gone | bool = False

    async def fill(self, request: Request) -> None:
        """Take the request to its end."""
        try:
            pieces = request.pieces()
            while True:
                async with asyncio.timeout(self._settings.body_timeout):
                    piece = await anext(pieces)
                if self._written + len(piece) > self._settings.max_batch:
                    raise too_large(self._settings.max_batch)
                self._file.seek(self._written)
                self._file.write(piece)
                self._written += len(piece)
                self._more.set()
        except StopAsyncIteration:
            self._ended = True
        except TimeoutError:
            self._ended = HttpError(408, "timeout", f"nothing came for {self._settings.body_timeout:g} seconds")
        except (HttpError, Gone) as error:
            self._ended = error
        self._more.set()

    async def __aiter__(self) -> AsyncIterator[tuple[int, bytes]]:
        rest, number = bytearray(), 0
        while True:
            while self._read < self._written:
                self._file.seek(self._read)
                piece = self._file.read(min(1 << 16, self._written - self._read))
                self._read += len(piece)
                *whole, last = piece.split(b"\n")
                for part in whole:
                    line, rest = bytes(rest) + part, bytearray()
                    number += 1
                    if line.strip():
                        yield number, line
                # Of a line that is too long, no more is kept than shows that it is.
                rest += last[: max(self._settings.max_body + 1 - len(rest), 0)]
            if self._read == self._written and self._ended:
                break
            self._more.clear()
            if self._read == self._written and not self._ended:
                await self._more.wait()
        if isinstance(self._ended, Exception):
            raise self._ended
        if rest.strip():
            yield number + 1, bytes(rest)
