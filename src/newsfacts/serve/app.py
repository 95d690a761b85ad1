"""The application: routes, limits and the log around them."""

import hmac
import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

import newsfacts
from newsfacts.schema import json_schema
from newsfacts.serve.batch import batch
from newsfacts.serve.docs import docs_page, openapi
from newsfacts.serve.http import Gone, HttpError, Receive, Request, Send
from newsfacts.serve.inputs import from_form, from_json, from_text
from newsfacts.serve.metrics import Metrics
from newsfacts.serve.pages import form_page
from newsfacts.serve.settings import Settings
from newsfacts.serve.work import Outcome, Works, failure_of

_LOG = logging.getLogger("newsfacts.serve")
_FORM = 3  # a form writes each byte as three
Handler = Callable[[Request], Awaitable[None]]


class App:
    """An ASGI application. It logs one line of JSON a request, which never holds a word of an article.

    Example:
        >>> App(Settings(token="secret")).routes["/healthz"].keys()
        dict_keys(['GET'])
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._works = Works(settings)
        self._metrics = Metrics(newsfacts.__version__)
        self._schema = _json(json_schema())
        self._openapi = _json(openapi(settings))
        self._docs = docs_page(settings)
        self._ready = False
        self.routes: dict[str, dict[str, Handler]] = {
            "/": {"GET": self._playground, "POST": self._view},
            "/v1/extract": {"POST": self._extract},
            "/v1/extract-batch": {"POST": self._batch},
            "/v1/schema": {"GET": lambda request: request.answer(200, self._schema)},
            "/healthz": {"GET": self._health},
            "/metrics": {"GET": self._tell_metrics},
            "/openapi.json": {"GET": lambda request: request.answer(200, self._openapi)},
            "/docs": {"GET": lambda request: request.page(200, self._docs)},
        }

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Serve a request, or the beginning and the end of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self._works.start()
                except Exception as error:
                    await send({"type": "lifespan.startup.failed", "message": f"{type(error).__name__}: {error}"})
                    return
                self._ready = True
                await send({"type": "lifespan.startup.complete"})
            else:
                self._ready = False
                self._works.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _serve(self, scope: Any, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("latin-1")
        request = Request(scope["method"], scope["path"], headers, query, receive, send, secrets.token_hex(8))
        try:
            await self._handler(request)(request)
        except HttpError as error:
            await request.refuse(error)
        except Gone:
            request.error = "client_left"
        except Exception as error:
            request.error = failure_of(error)
            if not request.status:
                await request.answer(500, _json({"error": {"code": "internal", "request_id": request.id}}))
        self._note(request)

    def _handler(self, request: Request) -> Handler:
        methods = self.routes.get(request.path)
        if methods is None:
            raise HttpError(404, "not_found", "there is nothing here; /docs tells what is")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in methods:
            allowed = ", ".join(methods)
            raise HttpError(405, "wrong_method", f"this takes {allowed}", allow=allowed)
        if method == "POST" and request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            raise HttpError(403, "cross_site", "pages of other sites may not send articles")
        if request.path.startswith("/v1/") or request.path == "/metrics":
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            self._admit(token.strip().encode("latin-1") if scheme.lower() == "bearer" else b"")
        return methods[method]

    def _admit(self, token: bytes) -> None:
        wanted = self._settings.token
        if wanted is not None and not hmac.compare_digest(token, wanted.encode()):
            raise HttpError(401, "unauthorized", "a valid bearer token is needed", www_authenticate="Bearer")

    def _note(self, request: Request) -> None:
        """Count the request and log it."""
        seconds = time.monotonic() - request.began
        route = request.path if request.path in self.routes else "other"
        status = request.status or 499
        self._metrics.answered(route, status, seconds)
        entry = {
            "event": "request",
            "request_id": request.id,
            "method": request.method if request.method.isalpha() else "?",
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes_in": request.taken,
            "bytes_out": request.sent,
        }
        _LOG.info("request", extra={"entry": entry | ({"error": request.error} if request.error else {})})

    async def _extract(self, request: Request) -> None:
        kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        if kind not in ("application/json", "text/plain"):
            raise HttpError(415, "unsupported", "send application/json or text/plain")
        with self._works.place():
            body = await request.body(self._settings.max_body, self._settings.body_timeout)
            article = from_json(body) if kind == "application/json" else from_text(body, request.query)
            outcome = await self._works.read(article, "json")
        self._checked(request, outcome, len(body))
        await request.answer(200, outcome.body.encode())

    async def _batch(self, request: Request) -> None:
        with self._works.place():
            await batch(request, self._works, self._metrics, self._settings)

    async def _view(self, request: Request) -> None:
        try:
            with self._works.place():
                body = await request.body(_FORM * self._settings.max_body, self._settings.body_timeout)
                article, token = from_form(body)
                self._admit(token.encode())
                outcome = await self._works.read(article, "page")
            self._checked(request, outcome, len(body))
        except HttpError as error:
            request.error = request.error or error.code
            page = form_page(token=self._settings.token is not None, error=error.message)
            await request.page(error.status, page, **error.headers)
        else:
            await request.page(200, outcome.body)

    def _checked(self, request: Request, outcome: Outcome, size: int) -> None:
        self._metrics.read(outcome, size)
        if outcome.failure:
            request.error = outcome.failure
            raise HttpError(500, "internal", f"this article could not be read; request {request.id}")

    async def _playground(self, request: Request) -> None:
        await request.page(200, form_page(token=self._settings.token is not None))

    async def _health(self, request: Request) -> None:
        state = {"status": "ok" if self._ready else "starting", "version": newsfacts.__version__}
        await request.answer(200 if self._ready else 503, _json(state))

    async def _tell_metrics(self, request: Request) -> None:
        text = self._metrics.text(self._works.busy)
        await request.answer(200, text.encode(), "text/plain; version=0.0.4; charset=utf-8")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
