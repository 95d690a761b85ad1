"""The page: all of the text, every record, nothing that runs or is fetched."""

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_cli import run

import newsfacts
from newsfacts.html import page
from newsfacts.pipeline import Pipeline

FIXTURE = Path(__file__).parent.parent / "fixtures" / "innoprom-belarus-2025.txt"
HOSTILE = (
    "Мост <script>document.title='gone'</script> открыт\n\nОМСК, 7 мая. /ТАСС/. "
    "<img src=x onerror=\"document.title='gone'\">"
    "Губернатор \"Нина' & Белова\u202e\x1b[31m </script></main><!-- </article> приехала в Омск."
)


class Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


def article_text(source: str) -> str:
    [inner] = re.findall(r'<article class="text"><p class="about">.*?</p>(.*?)</article>', source, re.DOTALL)
    named = re.sub(r'<span class="sign">U\+([0-9A-F]+)</span>', lambda m: chr(int(m[1], 16)), inner)
    return unescape(re.sub(r"<[^>]*>", "", named))


@pytest.mark.parametrize("text", [FIXTURE.read_text("utf-8"), HOSTILE, "a<b>&amp;\ud800", ""], ids=range(4))
def test_the_whole_text_is_shown_as_text(nf: Pipeline, text: str) -> None:
    assert article_text(page([nf(text)])) == text


def test_every_record_has_a_card_and_its_words(nf: Pipeline) -> None:
    doc = nf(FIXTURE.read_text("utf-8"))
    source = page([doc])
    for layer in ("times", "quantities", "entities", "facts"):
        for number in range(len(getattr(doc, layer))):
            assert source.count(f'data-id="{layer}{number}"') == 1
            assert re.search(rf'data-of="(?:[^"]* )?{layer}{number}[ "]', source)


def test_nothing_is_fetched_and_only_our_script_may_run(nf: Pipeline) -> None:
    for text in (FIXTURE.read_text("utf-8"), HOSTILE):
        source = page([nf(text, id='"><script>')])
        seen = Seen(source)
        assert not {"img", "link", "iframe", "object", "base"} & set(seen.tags)
        assert not [name for name, _ in seen.attributes if name in ("src", "style") or name.startswith("on")]
        assert seen.tags.count("script") == 2  # the data, and ours
        assert not re.search(r"https?://", source)
        [script] = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
        assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in source
        assert "\u202e" not in source
        assert "\x1b" not in source


def test_several_articles_have_an_index(nf: Pipeline) -> None:
    source = page([nf("Мост открыт.", id="a"), nf("Мост закрыт.", id="b")])
    assert source.count('<main class="document"') == 2
    assert '<a href="#article1">b</a>' in source


def test_command(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = run("view", FIXTURE, tmp_path / "missing", "-o", out)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "missing" in done.stderr.decode()
    assert article_text(out.read_text("utf-8")) == FIXTURE.read_text("utf-8")
    assert run("view", FIXTURE).stdout.startswith(b"<!DOCTYPE html>")
    assert run("view", FIXTURE, "--open").returncode == 2
    unwritable = run("view", FIXTURE, "-o", tmp_path)
    assert unwritable.returncode == 1
    assert str(tmp_path) in unwritable.stderr.decode()


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_runs_our_script_and_no_other(nf: Pipeline, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page([nf(HOSTILE), nf("Мост открыт.", id="b")]), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--lang=ru"]
    command = [str(CHROMIUM), *options, "--enable-logging=stderr", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "<title>newsfacts: 2</title>" in done.stdout
    assert re.search(r'<main class="document" id="article1" hidden', done.stdout)  # ours has run
    assert "CONSOLE" not in done.stderr
