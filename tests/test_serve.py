"""The server, through real connections: answers, limits, slow and wrong clients, shutdown, the log."""

import json
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from server import Server, server

import newsfacts
from newsfacts.cli import main

pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")

TEXT = "ОМСК, 7 мая. /ТАСС/. Выставку «Сад» посетили более 14 тыс. человек."
FIXTURE = (Path(__file__).parent.parent / "fixtures" / "innoprom-belarus-2025.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("log") / "log", "--max-body", "50000", "--body-timeout", "2") as running:
        yield running


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "log"
    with server(log, "--concurrency", "2", "--max-body", "400000", token="тайна") as running:
        yield running


def test_extract(open_server: Server) -> None:
    article = {"text": TEXT, "id": "a", "published": "2025-05-08", "title": "Сад", "other": [1]}
    status, headers, body = open_server.ask("POST", "/v1/extract", article)
    wanted = newsfacts.load()(TEXT, id="a", published="2025-05-08", title="Сад")
    assert (status, body.decode()) == (200, wanted.to_json())
    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    status, _, body = open_server.ask(
        "POST", "/v1/extract?published=2025-05-08&id=a&title=%D0%A1%D0%B0%D0%B4", TEXT, content_type="text/plain"
    )
    assert (status, body.decode()) == (200, wanted.to_json())


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": 5}, 400, "bad_request"),
        ({"id": "a"}, 400, "bad_request"),
        ({"text": TEXT, "published": "вчера"}, 400, "bad_request"),
        (b'{"text": "\xff"}', 400, "bad_request"),
        (b'{"text": "a"', 400, "bad_request"),
        (b"[" * 40_000, 400, "bad_request"),
        (b'{"text": "a", "x": ' + b"[" * 40_000, 400, "bad_request"),
        (b"", 400, "bad_request"),
        ({"text": "а" * 30_000}, 413, "too_large"),
    ],
    ids=range(9),
)
def test_wrong_requests(open_server: Server, body: object, status: int, code: str) -> None:
    answer = open_server.ask("POST", "/v1/extract", body, content_type="application/json")
    error = json.loads(answer[2])["error"]
    assert (answer[0], error["code"]) == (status, code)
    assert re.fullmatch("[0-9a-f]{16}", error["request_id"])
    assert "Traceback" not in answer[2].decode()
    assert ".py" not in answer[2].decode()


def test_wrong_routes_methods_and_types(open_server: Server) -> None:
    assert open_server.ask("GET", "/nothing")[0] == 404
    assert open_server.ask("GET", "/../etc/passwd")[0] == 404
    status, headers, _ = open_server.ask("DELETE", "/v1/extract")
    assert (status, headers["allow"]) == (405, "POST")
    assert open_server.ask("POST", "/v1/extract", b"<a/>", content_type="application/xml")[0] == 415
    assert open_server.ask("POST", "/v1/extract", {"text": TEXT}, sec_fetch_site="cross-site")[0] == 403
    assert open_server.ask("POST", "/v1/extract?published=no", TEXT, content_type="text/plain")[0] == 400
    assert open_server.ask("HEAD", "/healthz")[2] == b""


def test_batch_keeps_order_and_names_bad_lines(open_server: Server) -> None:
    lines = [{"id": str(n), "text": f"Форум посетили {n} человек."} for n in range(5)]
    sent = [json.dumps(line) for line in lines]
    sent[2:2] = ["", "no", '{"text": 1}', json.dumps({"text": "а" * 60_000})]
    status, headers, body = open_server.ask("POST", "/v1/extract-batch", "\n".join(sent))
    assert (status, headers["content-type"]) == (200, "application/x-ndjson")
    answers = [json.loads(line) for line in body.splitlines()]
    assert [a["article"]["id"] for a in answers if "article" in a] == ["0", "1", "2", "3", "4"]
    assert [(a["line"], a["error"]["code"]) for a in answers if "error" in a] == [
        (4, "bad_request"),
        (5, "bad_request"),
        (6, "too_large"),
    ]
    assert open_server.ask("POST", "/v1/extract-batch", b"")[2] == b""


def test_a_batch_is_answered_while_it_comes(open_server: Server) -> None:
    with open_server.raw(b"POST /v1/extract-batch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n") as line:
        for n in range(3):
            article = json.dumps({"id": f"n{n}", "text": TEXT}).encode() + b"\n"
            line.sendall(f"{len(article):x}\r\n".encode() + article + b"\r\n")
            wanted = f'"id":"n{n - 1}"'.encode()  # one is read ahead
            seen = b""
            while n and wanted not in seen:
                seen += line.recv(1 << 16)
        line.sendall(b"0\r\n\r\n")
        assert b'"id":"n2"' in _rest(line)


def test_a_batch_that_is_sent_whole_before_anything_is_read(open_server: Server) -> None:
    article = json.dumps({"text": FIXTURE}).encode() + b"\n"
    head = "POST /v1/extract-batch HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
    with open_server.raw(f"{head}content-length: {len(article) * 40}\r\n\r\n".encode(), buffer=4096) as line:
        for _ in range(40):
            line.sendall(article)
        assert _rest(line).count(b'"schema_version"') == 40


def _rest(line: socket.socket) -> bytes:
    parts = []
    while True:
        part = line.recv(1 << 16)
        parts.append(part)
        if not part or part.endswith(b"\r\n0\r\n\r\n"):
            return b"".join(parts)


def test_schema_docs_and_health(open_server: Server) -> None:
    schema = json.loads(open_server.ask("GET", "/v1/schema")[2])
    document = json.loads(open_server.ask("POST", "/v1/extract", {"text": FIXTURE})[2])
    jsonschema.validate(document, schema)
    described = json.loads(open_server.ask("GET", "/openapi.json")[2])
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {"/", "/v1/extract", "/v1/extract-batch", "/v1/schema", "/healthz", "/metrics"}
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert references <= described["components"]["schemas"].keys()
    health = json.loads(open_server.ask("GET", "/healthz")[2])
    assert health == {"status": "ok", "version": newsfacts.__version__}
    page = open_server.ask("GET", "/docs")[2].decode()
    assert "POST /v1/extract-batch" in page
    assert not re.search(r'(?:src|href)="https?:', page)


def test_metrics(open_server: Server) -> None:
    def count(name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", open_server.ask("GET", "/metrics")[2].decode(), re.MULTILINE)
        return float(found[1]) if found else 0

    asked, facts = (
        'newsfacts_requests_total{route="/v1/extract",status="200"}',
        'newsfacts_facts_total{type="attendance"}',
    )
    before = count(asked), count(facts)
    open_server.ask("POST", "/v1/extract", {"text": TEXT})
    assert (count(asked), count(facts)) == (before[0] + 1, before[1] + 1)
    assert count("newsfacts_busy") == 0
    assert count("process_resident_memory_bytes") > 1e7
    text = open_server.ask("GET", "/metrics")[2].decode()
    for line in text.splitlines():
        assert re.fullmatch(r'# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [0-9.e+-]+', line), line


def test_playground(open_server: Server) -> None:
    status, headers, page = open_server.ask("GET", "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert b"<textarea" in page
    form = "published=2025-05-08&text=%D0%9C%D0%BE%D1%81%D1%82%0D%0A%3Cscript%3Ealert(1)%3C/script%3E"
    status, headers, page = open_server.ask("POST", "/", form, content_type="application/x-www-form-urlencoded")
    assert status == 200
    assert "Мост\n&lt;script&gt;alert(1)&lt;/script&gt;" in re.sub(r"</?(?:a|span)[^>]*>", "", page.decode())
    assert "form-action 'self'" in headers["content-security-policy"]
    status, _, page = open_server.ask("POST", "/", "text=a&published=%3Cb%3E")
    assert (status, b"&lt;b&gt;" in page, b"<b>" in page) == (400, True, False)
    assert open_server.ask("POST", "/", b"text=" + b"a" * 200_000)[0] == 413


def test_slow_clients_are_let_go(open_server: Server) -> None:
    heads = [
        b"POST /v1/extr",
        b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{",
        b"POST /v1/extract-batch HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{",
    ]
    began = time.monotonic()
    lines = [open_server.raw(head) for head in heads]
    assert open_server.ask("POST", "/v1/extract", {"text": TEXT})[0] == 200
    answers = [_rest(line) for line in lines]
    assert time.monotonic() - began < 25
    assert answers[0] == b""
    assert answers[1].startswith(b"HTTP/1.1 408")
    assert b'"timeout"' in answers[2]
    for line in lines:
        line.close()


def test_malformed_http(open_server: Server) -> None:
    for data in (b"\x16\x03\x01\x00\xff", b"GET / HTTQ/1.1\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n", b"a" * 100_000):
        with open_server.raw() as line:
            try:
                line.sendall(data)
                assert b" 200 " not in line.recv(1000)
            except ConnectionError:
                pass
    bad = b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n"
    with open_server.raw(bad) as line:
        assert line.recv(1000).startswith(b"HTTP/1.1 400")
    assert open_server.ask("GET", "/healthz")[0] == 200


def test_a_token_opens_what_reads(closed_server: Server) -> None:
    for method, path in (
        ("POST", "/v1/extract"),
        ("POST", "/v1/extract-batch"),
        ("GET", "/metrics"),
        ("GET", "/v1/schema"),
    ):
        for header in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic x"}):
            status, headers, body = closed_server.ask(method, path, b"{}" if method == "POST" else None, **header)
            assert (status, headers["www-authenticate"]) == (401, "Bearer")
            assert b"unauthorized" in body
    for path in ("/", "/healthz", "/docs"):
        assert closed_server.ask("GET", path)[0] == 200


def bearer() -> dict[str, str]:
    return {"authorization": "Bearer " + "тайна".encode().decode("latin-1")}


def test_too_many_get_429_and_the_rest_is_answered(closed_server: Server) -> None:
    article = {"text": FIXTURE * 20}
    assert closed_server.ask("POST", "/v1/extract", {"text": TEXT}, **bearer())[0] == 200
    with ThreadPoolExecutor(12) as clients:
        asked = [clients.submit(closed_server.ask, "POST", "/v1/extract", article, 60, **bearer()) for _ in range(12)]
        health = [closed_server.ask("GET", "/healthz")[0] for _ in range(3)]
        answers = [one.result() for one in asked]
    statuses = sorted(status for status, _, _ in answers)
    assert set(statuses) == {200, 429}
    assert statuses.count(200) >= 2
    assert health == [200] * 3
    assert all(headers["retry-after"] == "1" for status, headers, _ in answers if status == 429)
    assert closed_server.ask("POST", "/v1/extract", {"text": TEXT}, **bearer())[0] == 200


def test_articles_that_take_too_long(tmp_path: Path) -> None:
    with server(tmp_path / "log", "--timeout", "0.2") as running:
        status, _, body = running.ask("POST", "/v1/extract", {"text": FIXTURE * 40})
        assert (status, json.loads(body)["error"]["code"]) == (504, "too_slow")
        busy = re.search(r"^newsfacts_busy (\d)", running.ask("GET", "/metrics")[2].decode(), re.MULTILINE)
        assert busy  # still read, and counted, until it is done
        assert busy[1] == "1"
        until = time.monotonic() + 60
        while running.ask("POST", "/v1/extract", {"text": TEXT})[0] != 200:
            assert time.monotonic() < until
        assert "newsfacts_busy 0" in running.ask("GET", "/metrics")[2].decode()


def test_workers_that_die_are_replaced_and_shutdown_finishes_what_is_under_way(tmp_path: Path) -> None:
    with server(tmp_path / "log", "--workers", "2") as running:
        for pid in _workers(running.process.pid):
            os.kill(pid, signal.SIGKILL)
        statuses = []
        until = time.monotonic() + 60
        while 200 not in statuses:
            assert time.monotonic() < until
            statuses.append(running.ask("POST", "/v1/extract", {"text": TEXT}, 60)[0])
        assert set(statuses) <= {503, 200}
        answers: list[int] = []
        article = {"text": FIXTURE * 20}
        client = threading.Thread(target=lambda: answers.append(running.ask("POST", "/v1/extract", article)[0]))
        client.start()
        while "newsfacts_busy 1" not in running.ask("GET", "/metrics")[2].decode():
            assert client.is_alive()
        running.process.send_signal(signal.SIGTERM)
        client.join(60)
        assert answers == [200]
        assert running.process.wait(60) in (0, -signal.SIGTERM)
        with pytest.raises(OSError):
            running.ask("GET", "/healthz")


def _workers(pid: int) -> list[int]:
    """The processes that a server reads in."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, line in lines.items() if b"spawn_main" in line]


def test_the_log_tells_all_but_the_text(open_server: Server) -> None:
    secret = "Тайный агент Сидоров"
    open_server.ask("POST", "/v1/extract", {"text": f"{secret} приехал.", "published": secret})
    open_server.ask("POST", "/v1/extract", {"text": f"{secret} приехал.", "id": secret})
    open_server.ask("POST", "/v1/extract-batch", json.dumps({"text": secret, "published": secret}))
    open_server.ask("GET", "/secret-agent?q=secret-agent")
    entries = [entry for entry in open_server.entries() if entry["event"] == "request"]
    assert len(entries) > 4
    for entry in entries:
        assert {"time", "level", "request_id", "route", "status", "ms", "bytes_in", "bytes_out"} <= entry.keys()
    log = open_server.log.read_text("utf-8")
    assert "Сидоров" not in log
    assert "secret-agent" not in log
    assert "Traceback" not in log


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--workers", "0"])
    assert "less than 1" in capsys.readouterr().err
