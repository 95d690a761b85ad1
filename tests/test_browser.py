"""The pages in a real browser: what is seen, what is lit, what the keyboard does, and that nothing else runs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browser

import newsfacts
from newsfacts.html import page, report_page, write, write_site
from newsfacts.pipeline import Pipeline
from newsfacts.report import collect

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

FIXTURE = Path(__file__).parent.parent / "fixtures" / "innoprom-belarus-2025.txt"
HOSTILE = (
    "Мост <script>document.title='gone'</script> открыт\n\nОМСК, 7 мая. /ТАСС/. "
    "<img src=x onerror=\"document.title='gone'\"><svg onload=alert(1)><iframe src=https://example.org></iframe>"
    '<style>body{background:url(https://example.org/x)}</style><a href="javascript:alert(1)">x</a>'
    "<base href=https://example.org/><meta http-equiv=refresh content='0;url=https://example.org'>"
    "Губернатор \"Нина' & Белова\u202e\u2066\x1b[31m\x00\x07 </script></section></main><!-- </article> ]]> "
    "{{7*7}} ${alert(1)} &lt;script&gt; &#60;script&#62; \u2028 \ufeff приехала в Омск."
)


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Browser]:
    """A clean tab; afterwards nothing may have been logged, or fetched from anywhere."""
    chromium.logged.clear()
    chromium.fetched.clear()
    chromium.size(1280, 900)
    chromium.media()
    yield chromium
    assert chromium.logged == []
    assert [url for url in chromium.fetched if not url.startswith("file:")] == []


@pytest.fixture(scope="module")
def article(nf: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "article.html"
    write(path, page([nf(FIXTURE.read_text("utf-8"), id="a")]))
    return path


def lit(tab: Browser, selector: str, name: str) -> str:
    script = f"[...document.querySelectorAll('{selector}')].filter(e => e.classList.contains('{name}'))"
    return str(tab.run(f"{script}.map(e => e.textContent).join('|')"))


def test_a_card_lights_its_words_and_they_light_it(tab: Browser, article: Path) -> None:
    tab.open(article)
    card = '.card[data-type="facts.attendance"]'
    assert lit(tab, ".text a", "lit") == ""
    tab.hover(f"{card} h3")
    words = lit(tab, ".text a", "lit")
    assert "более 14 тыс. человек" in words
    assert "24 стран" in words
    parts = lit(tab, ".text a", "part").split("|")
    assert "организаторы мероприятия" in " ".join(parts)
    assert "более 14 тыс. человек" in parts
    assert "с 29 сентября по 1 октября" in parts
    tab.hover(f'{card} [data-part$=".source"]')
    assert "человек" not in lit(tab, ".text a", "part")
    tab.hover('.text [data-of*="quantities"]')
    assert lit(tab, ".card h3", "lit") == ""
    cards = lit(tab, ".card", "lit")
    assert "14\u202f000 человек" in cards
    assert lit(tab, ".card .part", "part")
    tab.hover("header strong")
    assert lit(tab, "*", "lit") == ""


def test_filters(tab: Browser, article: Path) -> None:
    tab.open(article)
    shown = "[...document.querySelectorAll('.card')].filter(c => !c.hidden).map(c => c.dataset.type)"
    underlined = "document.querySelectorAll('.text .facts').length"
    everything, lines = tab.run(shown), tab.run(underlined)
    tab.click('input[value="facts.event"]')
    assert set(everything) - set(tab.run(shown)) == {"facts.event"}
    assert 0 < tab.run(underlined) < lines
    assert tab.run("document.querySelector('input[value=facts]').indeterminate")
    tab.click('input[value="facts"]')  # all on again
    assert tab.run(shown) == everything
    tab.click('input[value="facts"]')
    assert tab.run(underlined) == 0
    assert not [kind for kind in tab.run(shown) if kind.startswith("facts.")]
    assert tab.run("[...document.querySelectorAll('.timeline li')].every(li => li.hidden)")
    tab.click('input[value="quantities.count"]')
    assert "quantities.count" not in tab.run(shown)
    assert "quantities.area" in tab.run(shown)
    links = tab.run("[...document.querySelectorAll('.text a[href]')].map(a => a.hash.slice(1))")
    assert tab.run(f"{json.dumps(links)}.every(id => !document.getElementById(id).hidden)")


def test_keyboard(tab: Browser, article: Path) -> None:
    tab.open(article)
    focused = "document.activeElement.className + ' ' + document.activeElement.id"
    for _ in range(12):
        tab.press("Tab")
        if str(tab.run("document.activeElement.closest('.text') && 1")) == "1":
            break
    first = tab.run(focused)
    tab.press("ArrowRight")
    assert tab.run(focused) != first
    assert lit(tab, ".card", "lit")
    tab.press("Enter")
    assert tab.run(focused).startswith("card")
    before = tab.run(focused)
    tab.press("ArrowDown")
    assert tab.run(focused).startswith("card")
    assert tab.run(focused) != before
    assert lit(tab, ".text a", "lit")
    tab.press("Escape")
    assert tab.run("document.activeElement === document.body")
    # the text is one stop, not hundreds
    assert tab.run("[...document.querySelectorAll('.text a')].filter(a => a.tabIndex === 0).length") == 1


def test_what_a_screen_reader_finds(tab: Browser, article: Path) -> None:
    tab.open(article)
    tab("Accessibility.enable")
    nodes = tab("Accessibility.getFullAXTree")["nodes"]
    roles: dict[str, list[str]] = {}
    for node in nodes:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    assert {"banner", "main", "complementary", "article", "heading", "checkbox", "list", "time"} <= {
        role.lower() for role in roles
    }
    for role in ("button", "checkbox", "link"):
        assert all(name.strip() for name in roles[role]), role


def test_languages(tab: Browser, article: Path) -> None:
    tab.open(article)
    legend = "document.querySelector('legend').innerText"
    assert (tab.run(legend), tab.run("document.documentElement.lang")) == ("show", "en")
    tab.click("#language")
    assert (tab.run(legend), tab.run("document.documentElement.lang")) == ("показывать", "ru")
    assert "посещаемость" in tab.run("document.querySelector('.filters').innerText")
    assert "attendance" not in tab.run("document.querySelector('.filters').innerText")


def test_copy(tab: Browser, article: Path) -> None:
    tab.open(article)
    tab.run("document.execCommand = () => { window.taken = document.activeElement.value; return true; }; 1")
    tab.run("Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { window.taken = t; }}}); 1")
    tab.click(".tools .copy")
    whole = json.loads(tab.run("window.taken"))
    assert whole["article"]["id"] == "a"
    tab.hover("#facts1 h3")
    tab.click("#facts1 > .copy")
    assert json.loads(tab.run("window.taken")) == whole["facts"][1]
    assert tab.run("!document.querySelector('.copied').hidden")
    assert tab.run("document.querySelector('#facts1 > .copy').classList.contains('done')")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(tab: Browser, article: Path, width: int, scheme: str) -> None:
    tab.size(width, 844, mobile=width < 500)
    tab.media(prefers_color_scheme=scheme)
    tab.open(article)
    assert tab.run("document.documentElement.scrollWidth") <= width
    # the contrast of text with what is behind it, by WCAG
    worst = tab.run(
        """(() => {
          const line = (x) => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
          const light = (c) => { const v = c.map((x) => line(x / 255));
            return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
          const rgb = (s) => s.match(/[\\d.]+/g).map(Number);
          const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
          const ratios = [...document.querySelectorAll('.text, .text a, .card *, .filters *, .timeline *, .about')]
            .filter((e) => e.offsetParent && e.innerText)
            .map((e) => [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(behind(e)), e.outerHTML.slice(0, 80)])
            .map(([a, b, e]) => [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e]);
          return ratios.sort((a, b) => a[0] - b[0])[0]; })()"""
    )
    assert worst[0] >= 4.5, worst


def test_a_finger_shows_the_fact_below_and_follows_it(tab: Browser, article: Path) -> None:
    tab.size(390, 844, mobile=True)
    tab.open(article)
    tab.click('.text [data-of*="facts"]')
    assert tab.run("document.querySelector('.peek').innerText")
    tab.click(".peek")
    assert tab.run("document.activeElement.className").startswith("card")


def test_print(tab: Browser, article: Path) -> None:
    tab.media("print")
    tab.open(article)
    assert tab.run("document.querySelector('.filters').offsetParent === null")
    assert tab.run("document.querySelector('.card').offsetParent !== null")
    assert tab.run("getComputedStyle(document.querySelector('.records')).position") == "static"
    assert len(tab("Page.printToPDF")["data"]) > 10000


def test_several_articles_one_page(tab: Browser, nf: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    write(path, page([nf("Мост через Омь открыт.", id="a"), nf("Завод построят в Томске.", id="b"), nf(HOSTILE)]))
    tab.open(path)
    visible = "[...document.querySelectorAll('.document')].filter(d => !d.hidden).map(d => d.id)"
    assert tab.run(visible) == []
    search(tab, "томск")
    tab.click(".list li:not([hidden]) a")
    tab.run("new Promise(done => setTimeout(done, 50))")
    assert tab.run(visible) == ["a1-article"]
    tab.hover("#a1-entities0")
    assert lit(tab, ".text a", "lit") == "Томске"
    tab.click(".back")
    tab.run("new Promise(done => setTimeout(done, 50))")
    assert tab.run(visible) == []


def search(tab: Browser, words: str) -> None:
    listed = "[...document.querySelectorAll('.list > li')].filter(li => !li.hidden).length"
    tab.click("input[type=search]")
    tab.type("ничего такого")
    assert tab.run(listed) == 0
    assert tab.run("!document.querySelector('.nothing').hidden")
    tab.run("document.querySelector('input[type=search]').value = ''; 1")
    tab.type(words)
    assert tab.run(listed) == 1


def test_a_folder_of_pages(tab: Browser, nf: Pipeline, tmp_path: Path) -> None:
    assert write_site([nf("Мост через Омь открыт.", id="a"), nf("Завод построят в Томске.", id="b")], tmp_path) == 2
    tab.open(tmp_path / "index.html")
    search(tab, "томск")
    tab.open(tab.run("document.querySelector('.list li:not([hidden]) a').href"))
    assert "Завод" in tab.run("document.querySelector('.text').innerText")


def test_hostile_articles_are_text(tab: Browser, nf: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    write(path, page([nf(HOSTILE, id="<img src=x onerror=alert(1)>", title="</title><script>alert(1)</script>\u202e")]))
    tab.open(path)
    shown = tab.run("document.querySelector('.text').textContent")
    for words in (
        "<script>document.title='gone'</script>",
        "<iframe src=https://example.org>",
        "{{7*7}}",
        "&lt;script&gt;",
    ):
        assert words in shown
    for sign in ("U+202E", "U+2066", "U+001B", "U+0000", "U+0007"):
        assert sign in shown
    assert not any(ch in shown for ch in "\u202e\u2066\x1b\x07")
    assert tab.run("document.title").startswith("</title><script>")
    assert tab.run("document.querySelectorAll('img, iframe, svg:not(.timeline svg), base, .text script').length") == 0
    assert tab.run("document.querySelectorAll('.text, .records').length") == 2


def test_the_policy_stops_what_would_slip_through(chromium: Browser, article: Path, tmp_path: Path) -> None:
    """Markup planted in a finished page: the policy alone must hold."""
    planted = (
        "<script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\"><style>*{color:red}</style>"
    )
    path = tmp_path / "planted.html"
    path.write_text(article.read_text("utf-8").replace("<main>", "<main>" + planted), "utf-8")
    chromium.logged.clear()
    chromium.open(path)
    assert chromium.run("document.title") != "gone"
    assert chromium.run("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in line for line in chromium.logged) >= 3


def test_report(tab: Browser, nf: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    texts = (
        "Компания «Омь» и администрация Омска подписали соглашение о строительстве моста на 2,5 млрд рублей.",
        "Завод «Иртыш» и банк «Тара» подписали меморандум о поставках на 30 млн рублей.",
        "Выставку «Сад» посетили более 14 тыс. человек. Форум «Дом» пройдет с 8 по 10 мая 2025 года.",
        HOSTILE,
    )
    write(path, report_page(collect([nf(text) for text in texts])))
    tab.open(path)
    amounts = "[...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => r.cells[4].innerText)"
    assert len(tab.run(amounts)) == 2
    tab.click("th:nth-child(5) button")
    assert tab.run(amounts)[0].startswith("30")
    tab.click("th:nth-child(5) button")
    assert tab.run(amounts)[0].startswith("2")
    assert tab.run("document.querySelector('th:nth-child(5)').ariaSort") == "descending"
    tab.click('input[value="memorandum"]')
    assert tab.run(amounts) == tab.run("[document.querySelector('tr[data-kind=agreement]').cells[4].innerText]")
    tab.click('input[value="memorandum"]')
    tab.click("input[type=search]")
    tab.type("поставк")
    assert tab.run("document.querySelector('.shown').innerText") == "1 / 2"
    assert tab.run("document.querySelectorAll('.bars li, .timeline li').length") == 2
    for width in (1280, 390):
        tab.size(width, 844, mobile=width < 500)
        assert tab.run("document.documentElement.scrollWidth") <= width
