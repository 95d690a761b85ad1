"""What the server offers, as OpenAPI and as a page that fetches nothing."""

import json
from typing import Any

import newsfacts
from newsfacts.html import safe, shell
from newsfacts.schema import json_schema
from newsfacts.serve.settings import Settings

_ARTICLE = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "description": "The article as it is, headers and all."},
        "id": {"type": ["string", "integer", "null"], "description": "Your name for it, part of the facts' ids."},
        "title": {"type": ["string", "null"], "description": "The headline, where it is not in the text."},
        "published": {"type": ["string", "null"], "description": "The day relative dates start from, ISO 8601."},
    },
}
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("code", "message", "request_id")},
        }
    },
}
_EXAMPLE = {"id": "a1", "published": "2025-05-07", "text": "Вчера выставку «Сад» посетили более 14 тыс. человек."}
_ERRORS = {
    "400": "not an article: the message says why",
    "401": "a bearer token is needed",
    "408": "the request did not come in time",
    "413": "too large",
    "415": "neither application/json nor text/plain",
    "429": "busy, try again after Retry-After seconds",
    "500": "an error of the server",
    "503": "a worker died, try again",
    "504": "reading took too long",
}


def openapi(settings: Settings) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the server."""
    schema = json_schema()
    definitions = schema.pop("$defs")
    document = json.loads(json.dumps(schema).replace("#/$defs/", "#/components/schemas/"))
    definitions = json.loads(json.dumps(definitions).replace("#/$defs/", "#/components/schemas/"))
    secured: dict[str, Any] = {"security": [{"bearer": []}]} if settings.token else {}
    paths = {
        "/v1/extract": {
            "post": {
                "summary": "Read one article",
                "description": f"At most {settings.max_body} bytes. Plain text takes id, title, published as query.",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": _ARTICLE, "example": _EXAMPLE},
                        "text/plain": {"schema": {"type": "string"}},
                    },
                },
                "responses": {"200": _told("The facts", "application/json", "Document"), **_errors(*_ERRORS)},
                **secured,
            }
        },
        "/v1/extract-batch": {
            "post": {
                "summary": "Read many articles: one JSON object a line in, one a line out, in order",
                "description": "Answers are sent while the request still comes. A line that cannot be read has "
                f'{{"error": …, "line": n}} in its place. At most {settings.max_batch} bytes, '
                f"{settings.max_body} a line.",
                "requestBody": {"required": True, "content": {"application/x-ndjson": {"schema": _ARTICLE}}},
                "responses": {
                    "200": _told("A document or an error a line", "application/x-ndjson", "Document"),
                    **_errors("401", "408", "413", "429"),
                },
                **secured,
            }
        },
        "/v1/schema": {"get": {"summary": "The JSON Schema of a document", **_plain("application/json"), **secured}},
        "/metrics": {"get": {"summary": "Counters for Prometheus", **_plain("text/plain"), **secured}},
        "/healthz": {"get": {"summary": "Whether the server is ready", **_plain("application/json")}},
        "/": {"get": {"summary": "The playground: paste an article, see its facts", **_plain("text/html")}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "newsfacts", "version": newsfacts.__version__, "summary": "Facts from Russian news"},
        "paths": paths,
        "components": {
            "schemas": {**definitions, "Document": document, "Error": _ERROR},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def docs_page(settings: Settings) -> str:
    """The same for people."""
    described = openapi(settings)
    parts = []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            answers = "".join(
                f"<li><code>{status}</code> {safe.text(answer['description'])}</li>"
                for status, answer in operation["responses"].items()
            )
            parts.append(
                f"<section><h2><code>{method.upper()} {safe.text(path)}</code></h2>"
                f"<p>{safe.text(operation['summary'])}. {safe.text(operation.get('description', ''))}</p>"
                f"<ul>{answers}</ul></section>"
            )
    bearer = ' -H "Authorization: Bearer $TOKEN"' if settings.token else ""
    body = json.dumps(_EXAMPLE, ensure_ascii=False)
    example = (
        f"curl{bearer} -H 'Content-Type: application/json' -d '{body}' localhost:8000/v1/extract\n"
        f"curl{bearer} --data-binary @articles.jsonl localhost:8000/v1/extract-batch"
    )
    main = (
        f'<main class="playground"><h1>newsfacts {safe.text(newsfacts.__version__)}</h1><pre class="wide">'
        f'{safe.text(example)}</pre>{"".join(parts)}<p><a href="/openapi.json">openapi.json</a></p></main>'
    )
    return shell.page("newsfacts: API", main, styles=("view.css", ".wide { overflow: auto; }"), scripts=())


def _told(description: str, kind: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def _errors(*statuses: str) -> dict[str, Any]:
    return {status: _told(_ERRORS[status], "application/json", "Error") for status in statuses}


def _plain(kind: str) -> dict[str, Any]:
    return {"responses": {"200": {"description": "as said", "content": {kind: {}}}}}
