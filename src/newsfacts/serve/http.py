"""Requests and responses of ASGI, as far as this server needs them."""

import asyncio
import contextlib
import re
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_POLICY = re.compile('<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_DRAIN_SECONDS = 2.0


class HttpError(Exception):
    """An answer that says what is wrong, in words for the client."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


class Gone(Exception):  # noqa: N818 - no error of ours
    """The client has closed the connection."""


@dataclass(slots=True)
class Request:
    """A request; ``status``, ``sent`` and ``error`` fill up for the log."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: str
    receive: Receive
    send: Send
    id: str
    began: float = field(default_factory=time.monotonic)
    status: int = 0
    taken: int = 0
    sent: int = 0
    error: str = ""

    async def body(self, limit: int, timeout: float) -> bytes:
        """All of the body.

        Raises:
            HttpError: it is larger than ``limit`` (413), or did not come in time (408).
            Gone: the client left.
        """
        parts = bytearray()
        try:
            async with asyncio.timeout(timeout):
                if int(self.headers.get("content-length", "0")) > limit:
                    await self.drain(limit)
                    raise too_large(limit)
                async for piece in self.pieces():
                    parts += piece
                    if len(parts) > limit:
                        await self.drain(limit)
                        raise too_large(limit)
        except TimeoutError:
            raise HttpError(408, "timeout", f"the request did not come within {timeout:g} seconds") from None
        return bytes(parts)

    async def pieces(self) -> "Any":
        """The body, piece by piece."""
        more = True
        while more:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Gone
            piece: bytes = message.get("body", b"")
            self.taken += len(piece)
            more = message.get("more_body", False)
            if piece:
                yield piece

    async def drain(self, limit: int) -> None:
        """Take some of what is refused, so that the client has sent it and reads the answer."""
        with contextlib.suppress(TimeoutError, Gone):
            async with asyncio.timeout(_DRAIN_SECONDS):
                until = self.taken + 8 * limit
                async for _ in self.pieces():
                    if self.taken > until:
                        return

    async def start(self, status: int, kind: str, **headers: str) -> None:
        """Begin the answer."""
        self.status = status
        lines = {
            "content-type": kind,
            "x-request-id": self.id,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cache-control": "no-store",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in lines.items()]
        await self.send({"type": "http.response.start", "status": status, "headers": encoded})

    async def write(self, body: bytes, *, more: bool = False) -> None:
        """Send a piece of the answer."""
        self.sent += len(body)
        await self.send({"type": "http.response.body", "body": body, "more_body": more})

    async def answer(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """Send a whole answer."""
        await self.start(status, kind, content_length=str(len(body)), **headers)
        await self.write(b"" if self.method == "HEAD" else body)

    async def page(self, status: int, page: str, **headers: str) -> None:
        """Send a page of ours, its policy as a header, too."""
        found = _POLICY.search(page)
        policy = (found[1] if found else "default-src 'none'") + "; frame-ancestors 'none'"
        body = page.encode("utf-8", "xmlcharrefreplace")
        await self.answer(status, body, "text/html; charset=utf-8", content_security_policy=policy, **headers)

    async def refuse(self, error: HttpError) -> None:
        """Send an error; the connection ends where the request may not have been read to its end."""
        if error.status in (401, 408, 413, 429):
            error.headers.setdefault("connection", "close")
        body = msgspec.json.encode(error_body(error.code, error.message, self.id))
        self.error = self.error or error.code
        await self.answer(error.status, body, **error.headers)


def error_body(code: str, message: str, request: str) -> dict[str, Any]:
    """An error as JSON tells it."""
    return {"error": {"code": code, "message": message, "request_id": request}}


def too_large(limit: int) -> HttpError:
    """The refusal of a request that is too large."""
    return HttpError(413, "too_large", f"a request may hold {limit} bytes")
