"""Drives headless Chromium over its DevTools pipe: no driver, no package, only the browser itself."""

import base64
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --hide-scrollbars --remote-debugging-pipe"
).split()
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}


class Browser:
    """One tab. ``logged`` holds console messages, uncaught errors and refusals, ``fetched`` all addresses asked for."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back, self._rest, self._count = to, back, b"", 0
        self._events: list[dict[str, Any]] = []
        self._session = ""
        self.logged: list[str] = []
        self.fetched: list[str] = []
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self._session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self(f"{domain}.enable")

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and wait for its answer."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self, timeout: float = 120) -> dict[str, Any]:
        until = time.monotonic() + timeout
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], max(until - time.monotonic(), 0))
            if not ready:
                raise TimeoutError("chromium does not answer")
            data = os.read(self._back, 1 << 16)
            if not data:
                raise ConnectionError("chromium has ended")
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method: str | None, event: dict[str, Any]) -> None:
        if method == "Runtime.consoleAPICalled":
            self.logged.append(" ".join(str(argument.get("value")) for argument in event["args"]))
        elif method == "Runtime.exceptionThrown":
            self.logged.append(str(event["exceptionDetails"].get("exception", event)))
        elif method == "Log.entryAdded":
            self.logged.append(event["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.fetched.append(event["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.logged.append("dialog: " + event["message"])
        if method:
            self._events.append({"method": method, **event})

    def open(self, address: str | Path) -> None:
        """Load a page and wait for it."""
        url = address.as_uri() if isinstance(address, Path) else address
        self._events.clear()
        self("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def wait_for(self, event: str) -> None:
        """Wait until an event has come since the last `open`."""
        while not any(seen["method"] == event for seen in self._events):
            self._read()

    def run(self, script: str) -> Any:
        """The value of an expression in the page; promises are awaited."""
        answer = self("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def size(self, width: int, height: int, *, mobile: bool = False) -> None:
        """Set the size of the window."""
        self("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def media(self, name: str = "", **features: str) -> None:
        """Emulate a medium (print) and preferences (``prefers_color_scheme="dark"``)."""
        asked = [{"name": key.replace("_", "-"), "value": value} for key, value in features.items()]
        self("Emulation.setEmulatedMedia", media=name, features=asked)

    def at(self, selector: str) -> tuple[float, float]:
        """The middle of the first line of an element, scrolled into view."""
        point = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); "
            "e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getClientRects()[0]; "
            "return [r.x + Math.min(r.width, 20) / 2, r.y + r.height / 2]; })()"
        )
        return point[0], point[1]

    def hover(self, selector: str) -> None:
        """Move the mouse onto an element."""
        x, y = self.at(selector)
        self("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
        self("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        """Click on an element."""
        x, y = self.at(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def submit(self, selector: str) -> None:
        """Click on what sends a form, and wait for the page that comes."""
        self._events.clear()
        self.click(selector)
        self.wait_for("Page.loadEventFired")

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            code = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
            text = {"text": "\r"} if key == "Enter" else {}
            self("Input.dispatchKeyEvent", type="keyDown", **code, **text)
            self("Input.dispatchKeyEvent", type="keyUp", **code)

    def type(self, words: str) -> None:
        """Type into what has the focus."""
        self("Input.insertText", text=words)

    def screenshot(self, path: Path) -> None:
        """Save what is seen as PNG."""
        path.write_bytes(base64.b64decode(self("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def browser(profile: Path, language: str = "en") -> Iterator[Browser]:
    """Start Chromium with a fresh profile; it ends with the block."""
    assert CHROMIUM
    read, to = os.pipe()
    back, write = os.pipe()
    arguments = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", f"--lang={language}", "--log-level=3"]
    quiet = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    pipes = [(os.POSIX_SPAWN_DUP2, read, 3), (os.POSIX_SPAWN_DUP2, write, 4)]
    pid = os.posix_spawn(
        CHROMIUM, arguments, os.environ | {"LANGUAGE": language}, file_actions=[*quiet, *pipes], setpgroup=0
    )
    os.close(read)
    os.close(write)
    try:
        try:
            tab = Browser(to, back)
        except (OSError, TimeoutError) as error:
            pytest.skip(f"Chromium does not start here: {error}")
        yield tab
    finally:
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(to)
        os.close(back)
