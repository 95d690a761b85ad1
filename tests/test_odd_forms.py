"""Articles as other people's text comes: each form is read, every span quotes it, and the reading ends."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import newsfacts

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures/articles").glob("*.txt"))[3::23]
# Lines and their ends are what a table says, so its amounts change with them.
PROSE = [path for path in ARTICLES if " | " not in path.read_text(encoding="utf-8")]
LOOKALIKES = str.maketrans("асеорхуАСЕОРХКМТВН", "aceopxyACEOPXKMTBH")
DASHES = "-‐‑‒–—―−"
QUOTES = "«»„“”‘’\"'"
UKRAINIAN = "Україна та Білорусь підписали 5 травня угоду про будівництво мосту за 2,5 млн євро."
BELARUSIAN = "Выставу наведалі больш за 5 тыс. чалавек, паведаміў міністр Іван Пятроў."


def cycled(signs: str, these: str) -> Callable[[str], str]:
    """The text with each of the signs turned into another of them, one after another."""

    def changed(text: str) -> str:
        return "".join(these[i % len(these)] if c in signs else c for i, c in enumerate(text))

    return changed


FORMS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "lookalikes": lambda text: text.translate(LOOKALIKES),
    "no ё": lambda text: text.replace("ё", "е").replace("Ё", "Е"),
    "stressed": lambda text: re.sub("([аеиоуыэюя])", "\\1\u0301", text),
    "zero width": lambda text: "\u200b".join(text[i : i + 5] for i in range(0, len(text), 5)),
    "right to left": lambda text: "\u202e" + text.replace(" ", " \u2067") + "\u2069\u202c שלום",
    "dashes": cycled(DASHES, DASHES),
    "quotes": cycled(QUOTES, QUOTES),
    "spaces": cycled(" ", "\u00a0\u2009\u202f\u2007\u3000\t"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "no spaces": lambda text: text.replace(" ", ""),
    "no ends": lambda text: text.replace(".", " ").replace("\n", " "),
    "one line": lambda text: " ".join(text.split()),
    "a word a line": lambda text: text.replace(" ", "\n"),
    "returns": lambda text: text.replace("\n", "\r\n"),
    "old returns": lambda text: text.replace("\n", "\r"),
    "NULs": lambda text: text.replace(" ", " \0"),
    "surrogates": lambda text: text.replace(" ", " \ud83d").replace(",", "\udc00,"),
    "emoji": lambda text: text.replace("\n", " 😀👍🏽🇷🇺\n"),
    "HTML": lambda text: "<p>" + text.replace("\n", "</p>\n<p class='a'>").replace(" ", "&nbsp;") + "<br/></p>&laquo;",
    "table": lambda text: text.replace(", ", " | ").replace(" и ", "\t"),
    "Latin": lambda text: "".join(chr(97 + ord(c) % 26) if c.isalpha() else c for c in text),
    "neighbours": lambda text: text.replace(". ", f". {UKRAINIAN} {BELARUSIAN} "),
    "doubled letters": lambda text: "".join(c * 2 for c in text),
    "backwards": lambda text: text[::-1],
}


@pytest.fixture(scope="module")
def nf() -> newsfacts.Pipeline:
    return newsfacts.load(experimental=True)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_quoted_exactly(nf: newsfacts.Pipeline, form: str) -> None:
    for path in ARTICLES:
        text = FORMS[form](path.read_bytes().decode())
        result = nf(text, published="2025-10-01")
        assert result.text == text
        for said in result.quotes():
            assert text[said.start : said.end] == said.text != ""
        assert newsfacts.Result.from_dict(result.to_dict(), text) == result


@pytest.mark.parametrize("form", ["lower", "no ё", "dashes", "no-break", "one line", "returns", "emoji"])
def test_amounts_are_read_in_forms_that_change_no_words(nf: newsfacts.Pipeline, form: str) -> None:
    for path in PROSE:
        text = path.read_bytes().decode()
        wanted = [(q.bound, q.value, q.unit_type) for q in nf(text, published="2025-10-01").quantities]
        changed = nf(FORMS[form](text), published="2025-10-01").quantities
        found = [(q.bound, q.value, q.unit_type) for q in changed]
        assert wanted
        assert sum(one in found for one in wanted) >= 0.9 * len(wanted), path.name
