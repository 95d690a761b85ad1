"""The playground in a real browser: an article pasted, its page seen, nothing else run or fetched."""

from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browser
from server import server
from test_browser import HOSTILE

pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def paste(tab: Browser, words: str) -> None:
    tab.click("textarea")
    tab.type(words)
    tab.submit("button[type=submit]")


def test_playground(tmp_path: Path) -> None:
    with server(tmp_path / "log", token="secret") as running, browser(tmp_path / "profile") as tab:
        home = f"http://127.0.0.1:{running.port}/"
        for width in (1280, 390):
            tab.size(width, 844, mobile=width < 500)
            tab.open(home)
            assert tab.run("document.documentElement.scrollWidth") <= width
            tab.click("input[type=password]")
            tab.type("secret")
            paste(tab, "Форум «Дом» посетили более 14 тыс. человек.\n" + HOSTILE)
            assert "14\u202f000" in tab.run("document.querySelector('.records').innerText")
            assert "<iframe src=https://example.org>" in tab.run("document.querySelector('.text').textContent")
            tab.hover(".card h3")
            assert tab.run("document.querySelectorAll('.text .lit').length") > 0
            assert tab.run("document.documentElement.scrollWidth") <= width
            tab.open(home + "docs")
            assert tab.run("document.querySelectorAll('section').length") > 4
            assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.logged == []
        assert [
            url for url in tab.fetched if not url.startswith((home, "data:"))
        ] == []  # data: the date field's own icon
        tab.open(home)
        tab.click("input[type=password]")
        tab.type("wrong")
        paste(tab, "Мост открыт.")
        assert "token" in tab.run("document.querySelector('[role=alert]').innerText")
