"""The report: what many articles say together, as a page, CSV and Excel, from JSON Lines and SQLite."""

import csv
import json
import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from test_cli import run

import newsfacts
from newsfacts.html import report_page
from newsfacts.pipeline import Pipeline
from newsfacts.report import collect, write_csv, write_xlsx
from newsfacts.result import Result
from newsfacts.stored import article_files, read_results
from newsfacts.tables import rows, tables

FIXTURE = Path(__file__).parent.parent / "fixtures" / "innoprom-belarus-2025.txt"
TEXTS = {
    "сад": "ОМСК, 7 мая. /ТАСС/. Выставку «Сад» посетили более 14 тыс. человек. Площадь выставки «Сад» составила 2 га.",
    "мост": "Компания «Омь» и администрация Омска подписали соглашение о строительстве моста на 2,5 млрд рублей.",
    "слух": "Компания =Омь не подписала с компанией «Иртыш» меморандум о <b>поставках</b>.",
}
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def results() -> list[Result]:
    nf: Pipeline = newsfacts.load()
    texts = TEXTS | {"выставка": FIXTURE.read_text("utf-8")}
    return [nf(text, id=name, published="2025-05-08") for name, text in texts.items()]


@pytest.fixture
def jsonl(results: list[Result], tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text("".join(result.to_json() + "\n" for result in results), "utf-8")
    return path


def store(results: list[Result], path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for name, table in tables().items():
            database.execute(f'CREATE TABLE "{name}" ({", ".join(table.names)})')
        for result in results:
            for name, found in rows(result).items():
                for row in found:
                    cells = [float(cell) if isinstance(cell, Decimal) else cell for cell in row.values()]
                    database.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(cells))})', cells)


def test_what_is_collected(results: list[Result]) -> None:
    report = collect(results, lambda result: f"{result.article.id}.html")
    assert report.articles == 4
    [deal] = [row for row in report.agreements if row.article == "мост"]
    assert (deal.kind, deal.stage, deal.value, deal.link) == (
        "agreement",
        "signed",
        Decimal(2_500_000_000),
        "мост.html",
    )
    assert "Омь" in deal.parties
    assert "соглашение о строительстве моста" in deal.evidence
    area = {row.event: row.value for row in report.measures if row.measure == "area"}
    assert area["Сад"] == 20_000
    assert {row.event: row.value for row in report.measures if row.measure == "attendance"}["Сад"] == 14_000
    # stated three times in the article, once here
    assert [row.event for row in report.measures].count("Иннопром. Беларусь") == 2
    assert {row.when for row in report.gatherings if row.name == "Иннопром. Беларусь"} >= {"2026-02-08/2026-02-10"}
    assert collect([]) == collect(iter(()))


def test_both_kinds_of_storage_tell_the_same(results: list[Result], jsonl: Path, tmp_path: Path) -> None:
    store(results, tmp_path / "out.sqlite")
    assert collect(read_results(jsonl)) == collect(results)
    assert collect(read_results(tmp_path / "out.sqlite")) == collect(results)
    for stored, result in zip(read_results(tmp_path / "out.sqlite"), results, strict=True):
        for layer in ("times", "quantities", "entities", "facts"):
            assert getattr(stored, layer) == getattr(result, layer)


def test_documents_may_carry_their_text(results: list[Result], tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    whole = results[0].to_dict()
    whole["article"]["text"] = results[0].text
    path.write_text(json.dumps([whole, results[1].to_dict()], default=float, ensure_ascii=False), "utf-8")
    assert [result.text for result in read_results(path)] == [results[0].text, ""]


def test_articles_are_found_by_path_and_by_name(results: list[Result], tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "сад.txt").write_text(TEXTS["сад"], "utf-8")
    (tmp_path / "мост.txt").write_text(TEXTS["мост"], "utf-8")
    found = article_files(tmp_path)
    assert found["a/сад"] == found["сад"] == tmp_path / "a" / "сад.txt"
    path = tmp_path / "out.jsonl"
    path.write_text("".join(result.to_json() + "\n" for result in results[:3]), "utf-8")
    assert [result.text for result in read_results(path, found)] == [TEXTS["сад"], TEXTS["мост"], ""]


def test_csv_holds_no_formula(results: list[Result], tmp_path: Path) -> None:
    nf = newsfacts.load()
    risky = nf("Компания «+Омь» и компания «Иртыш» подписали меморандум.", id="=1+1", title="=cmd|' /C calc'!A0")
    write_csv(collect([*results, risky]), tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == len(collect([*results, risky]).agreements)
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert any(row["article"].startswith("'=cmd") for row in found)


def test_xlsx(results: list[Result], tmp_path: Path) -> None:
    nf = newsfacts.load()
    report = collect(
        [*results, nf("Компания «Омь» и компания «Иртыш» подписали меморандум.", id="a", title="\x00\x1b<&")]
    )
    for name in ("a", "b"):
        write_xlsx(report, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert book.testzip() is None
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    sheets = [len(parts[f"xl/worksheets/sheet{n}.xml"].findall(f".//{SPREADSHEET}row")) - 1 for n in (1, 2, 3)]
    assert sheets == [len(report.agreements), len(report.measures), len(report.gatherings)]
    numbers = [float(v.text or "") for v in parts["xl/worksheets/sheet1.xml"].iter(f"{SPREADSHEET}v")]
    assert 2_500_000_000 in numbers


def test_the_page_is_safe_and_complete(results: list[Result]) -> None:
    source = report_page(collect(results, lambda _: 'x"><script>'))
    assert source.count("<tr data-kind") == len(collect(results).agreements)
    assert "<b>поставках" not in source
    assert "x&quot;&gt;&lt;script&gt;" in source
    assert not re.search(r'https?://|<[^>]* style="|<[^>]* on\w+=', source)
    assert "default-src 'none'" in source
    assert "Иннопром. Беларусь" in source
    assert "no agreements" in report_page(collect([]))


def test_command(jsonl: Path, tmp_path: Path) -> None:
    page = tmp_path / "сводка.html"
    done = run("report", jsonl, tmp_path / "missing.jsonl", "-o", page)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "missing.jsonl" in done.stderr.decode()
    source = page.read_text("utf-8")
    links = set(re.findall(r'href="(сводка_articles/\d+\.html)"', source))
    assert len(links) >= 2
    for link in links:
        assert 'class="back" href="../%D1%81' in (tmp_path / link).read_text("utf-8")
    for name in ("a.csv", "a.xlsx"):
        assert run("report", jsonl, "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).stat().st_size > 200
    assert run("report", jsonl, "-o", tmp_path / "a.pdf").returncode == 2


def test_files_that_hold_something_else(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"schema_version": "0"}\n', "utf-8")
    (tmp_path / "b.jsonl").write_text("{}\n[]\nno\n", "utf-8")
    (tmp_path / "c.sqlite").write_bytes(b"no database, but long enough to be taken for one" * 20)
    store([], tmp_path / "d.sqlite")
    with closing(sqlite3.connect(tmp_path / "e.sqlite")) as database, database:
        database.execute("CREATE TABLE facts (id)")
    for name in ("a.jsonl", "b.jsonl", "c.sqlite", "e.sqlite"):
        with pytest.raises(ValueError, match=name):
            list(read_results(tmp_path / name))
    assert list(read_results(tmp_path / "d.sqlite")) == []
