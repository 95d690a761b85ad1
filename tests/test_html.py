"""The page: all of the text, every record, nothing that runs or is fetched."""

import json
import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import run

import newsfacts
from newsfacts.facts import fact_modules
from newsfacts.html import page
from newsfacts.html.labels import names
from newsfacts.html.links import Words
from newsfacts.html.timeline import Dated, timeline
from newsfacts.pipeline import Pipeline
from newsfacts.result import Result

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
    [inner] = re.findall(r'<article class="text" lang="ru">(.*?)</article>', source, re.DOTALL)
    named = re.sub(r'<span class="sign">U\+([0-9A-F]+)</span>', lambda m: chr(int(m[1], 16)), inner)
    return unescape(re.sub(r"<[^>]*>", "", named))


@pytest.mark.parametrize("text", [FIXTURE.read_text("utf-8"), HOSTILE, "a<b>&amp;\ud800", ""], ids=range(4))
def test_the_whole_text_is_shown_as_text(nf: Pipeline, text: str) -> None:
    assert article_text(page([nf(text)])) == text


WORDS = [
    "Форум",
    " «Дом»",
    " посетили",
    " 14 тыс. человек",
    " 7 мая",
    " в Омске",
    ".",
    "<b>",
    "&amp;",
    "\n",
    "\u202e",
    "\x00",
    "é",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_any_text_is_shown_and_read_back(nf: Pipeline, text: str) -> None:
    doc = nf(text)
    assert article_text(page([doc])) == text
    assert Result.from_dict(json.loads(doc.to_json(), parse_float=Decimal), text) == doc
    sparse = article_text(page([Result.from_dict(doc.to_dict())]))
    assert all(quoted.text in sparse for quoted in doc.quotes())


def test_every_record_has_a_card_and_its_words(nf: Pipeline) -> None:
    doc = nf(FIXTURE.read_text("utf-8"))
    source = page([doc])
    for layer in ("times", "quantities", "facts"):
        for number in range(len(getattr(doc, layer))):
            assert source.count(f'data-key="{layer}{number}"') == 1
            assert re.search(rf'data-of="(?:[^"]* )?{layer}{number}[ "]', source)
    for entity in doc.entities:
        assert f'id="t{entity.start}"' in source
        assert f'<a href="#t{entity.start}">{escape(entity.text)}</a>' in source
    ids = re.findall(r' id="([^"]*)"', source)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', source)) <= set(ids)


def test_a_card_tells_all_of_its_fact(nf: Pipeline) -> None:
    doc = nf(FIXTURE.read_text("utf-8"))
    source = page([doc])
    [attendance] = doc.facts.attendances
    number = list(doc.facts).index(attendance)
    [card] = re.findall(rf'<article class="card[^>]*data-key="facts{number}".*?</article>', source, re.DOTALL)
    shown = unescape(re.sub(r"<[^>]*>", " ", card))
    for words in ("> 14\u202f000 человек", "more than", "больше", "2025-09-29/2025-10-01", "организаторы мероприятия"):
        assert words in shown
    assert attendance.rule in shown
    [countries] = doc.facts.country_counts
    at = list(doc.facts).index(countries)
    [exact] = re.findall(rf'<article class="card[^>]*data-key="facts{at}".*?</article>', source, re.DOTALL)
    assert ">bound<" in card
    assert ">bound<" not in exact
    for evidence in attendance.evidence:
        assert evidence.text in shown


def test_the_fields_of_a_fact_point_to_their_words(nf: Pipeline) -> None:
    doc = nf(
        "Форум «Дом» в Омске посетили более 14 тыс. человек. Об этом сообщили организаторы.", published="2025-05-07"
    )
    [attendance] = doc.facts.attendances
    behind = {field: doc.text[at.start : at.end] for field, at in Words(doc).behind(attendance)}
    assert behind["count"] == "более 14 тыс. человек"
    assert behind["event"] == "Дом"
    assert behind["source"] == "организаторы"
    number = list(doc.facts).index(attendance)
    assert re.search(rf'data-of="[^"]*facts{number}\.count[ "]', page([doc]))


def test_nothing_is_fetched_and_only_our_scripts_may_run(nf: Pipeline) -> None:
    for text in (FIXTURE.read_text("utf-8"), HOSTILE):
        source = page([nf(text, id='"><script>'), nf(text, title="</title><script>\u202e")])
        seen = Seen(source)
        assert not {"img", "link", "iframe", "object", "base", "form"} & set(seen.tags)
        assert not [name for name, _ in seen.attributes if name in ("src", "style") or name.startswith("on")]
        assert not re.search(r"https?://", source)
        assert "default-src 'none'" in source
        [allowed] = re.findall(r'Content-Security-Policy" content="([^"]*)"', source)
        for tag in ("script", "style"):
            [sources] = re.findall(rf"{tag}-src ([^;]*)", allowed)
            hashes = [
                f"'sha256-{b64encode(sha256(inner.encode()).digest()).decode()}'"
                for inner in re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
            ]
            assert sources.split() == hashes
        assert seen.tags.count("script") == 2 + 3  # the data of each article, and ours
        assert "\u202e" not in source
        assert "\x1b" not in source


def test_the_page_holds_the_document_as_it_is(nf: Pipeline) -> None:
    doc = nf(FIXTURE.read_text("utf-8"))
    [data] = re.findall(r'<script type="application/json">(.*?)</script>', page([doc]), re.DOTALL)
    assert json.loads(data, parse_float=Decimal) == json.loads(doc.to_json(), parse_float=Decimal)
    lines = data.splitlines()
    at = lines.index('"facts": [')
    for number, fact in enumerate(json.loads(data)["facts"], 1):
        assert json.loads(lines[at + number].rstrip(",")) == fact


def test_several_articles_have_an_index(nf: Pipeline) -> None:
    source = page([nf("Мост открыт.", id="a"), nf("Мост закрыт.", id="b")])
    assert source.count('<section class="document"') == 2
    assert '<a href="#a1-article">b</a>' in source


def test_results_without_their_text_show_what_they_quote(nf: Pipeline) -> None:
    doc = nf(FIXTURE.read_text("utf-8"))
    shown = article_text(page([Result.from_dict(doc.to_dict())]))
    for quoted in doc.quotes():
        assert quoted.text in shown
    assert "[…]" in shown
    assert article_text(page([Result.from_dict(doc.to_dict(), doc.text)])) == doc.text


def test_stored_documents_are_checked(nf: Pipeline) -> None:
    doc = nf("Мост через Омь открыли 7 мая.")
    with pytest.raises(ValueError, match="another text"):
        Result.from_dict(doc.to_dict(), "Мост через Обь открыли 8 мая.")
    with pytest.raises(ValueError, match="schema version"):
        Result.from_dict({"times": []})
    with pytest.raises(ValueError, match="no output document"):
        Result.from_dict(doc.to_dict() | {"facts": [{"type": "rumour"}]})


@pytest.mark.parametrize("when", ["P3D", "XXXX-06-28", "../..", "", "2025-13"])
def test_what_has_no_place_on_the_line(when: str) -> None:
    assert timeline([Dated(when, "x", "#x", "c0")]) == ""


def test_the_line_is_in_the_order_of_dates() -> None:
    whens = ["2025-10-01", "../2030", "199X", "2019/..", "9999-12-31", "2025-10-01T15:00+03:00"]
    source = timeline([Dated(when, "x", "#x", "c0") for when in whens], "2025-10-02")
    assert re.findall("<time>(.*?)</time>", source) == [
        "../2030",
        "199X",
        "2019/..",
        "2025-10-01",
        "2025-10-01T15:00+03:00",
        "9999-12-31",
    ]
    assert source.count(" open") == 2
    for x, width in re.findall(r'x="(\d+)" y="2" width="(\d+)"', source):
        assert 0 <= int(x) <= int(x) + int(width) <= 1012


def test_every_label_has_both_languages(nf: Pipeline) -> None:
    for module in fact_modules():
        assert names(module.name)[0] != names(module.name)[1]
        for field in module.type.__struct_fields__:
            assert field in ("id", "location", "region") or names(field)[0] != names(field)[1], field


def test_command(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = run("view", FIXTURE, tmp_path / "missing", "-o", out)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "missing" in done.stderr.decode()
    assert article_text(out.read_text("utf-8")) == FIXTURE.read_text("utf-8")
    assert run("view", FIXTURE).stdout.startswith(b"<!DOCTYPE html>")
    assert run("view", FIXTURE, "--open").returncode == 2


def test_command_on_results(tmp_path: Path, nf: Pipeline) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    results = tmp_path / "out.jsonl"
    with results.open("w", encoding="utf-8") as lines:
        for name in ("один", "два"):
            words = f"Мост {name} открыли 7 мая 2025 года."
            (texts / f"{name}.txt").write_text(words, "utf-8")
            lines.write(nf(words, id=name).to_json() + "\n")
    site = tmp_path / "site"
    done = run("view", results, "--texts", texts, "-o", site)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Мост два" in article_text((site / "articles" / "000001.html").read_text("utf-8"))
    assert 'href="articles/000000.html">один<' in (site / "index.html").read_text("utf-8")
    (texts / "два.txt").write_text("Совсем другое.", "utf-8")
    done = run("view", tmp_path / "out.jsonl", "--texts", texts, "-o", tmp_path / "one.html")
    assert done.returncode == 1
    assert f"{results}:2: the document was read from another text" in done.stderr.decode()
    assert "no results" in run("view", texts, "-o", site).stderr.decode()
