"""A real server on the loopback, for tests and the load benchmark."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Server:
    """A running server: its process, its port, its log."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(
        self, method: str, path: str, body: Any = None, timeout: float = 30, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request; returns status, headers and body. What is no bytes or str is sent as JSON."""
        if body is not None and not isinstance(body, bytes | str):
            body = json.dumps(body, ensure_ascii=False)
            headers.setdefault("content_type", "application/json")
        data = body.encode() if isinstance(body, str) else body
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, data, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def raw(self, data: bytes = b"", *, buffer: int = 0) -> socket.socket:
        """A connection on which this much has been sent; ``buffer`` is what it takes in unread."""
        connection = socket.socket()
        if buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.settimeout(30)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(data)
        return connection

    def entries(self) -> list[dict[str, Any]]:
        """What has been logged."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def memory(self) -> int:
        """Resident memory in bytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096


@contextmanager
def server(log: Path, *options: str, token: str = "") -> Iterator[Server]:
    """Start ``newsfacts serve`` and wait until it is ready; it ends with the block."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = os.environ | {"NEWSFACTS_TOKEN": token, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "newsfacts", "serve", "--port", str(port), *options]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stderr=errors, stdout=errors, env=environment)
    running = Server(process, port, log)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                if running.ask("GET", "/healthz")[0] == 200:
                    break
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
