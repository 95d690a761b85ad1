"""Batches: one result or one failure for each input, into any output."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import newsfacts
from newsfacts.batch import Inputs, Report, Settings, UsageError, retry, run
from newsfacts.batch import settings as settings_module
from newsfacts.batch.journal import Journal, JournalBusyError
from newsfacts.cli import main
from newsfacts.tables import rows, tables

CAME = "Форум «Луч» посетили более 14 тыс. человек из 20 стран."
SIGNED = "Компании «Луч» и «Волна» подписали соглашение о поставке зерна на 2,5 млрд рублей."
FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text(CAME, "utf-8")
    Path("news/b.txt").write_text(SIGNED, "utf-8")
    return tmp_path


def batch(*names: str, out: str = "out.jsonl", **more: Any) -> Report:
    return run(Inputs(names or ("news",)), Path(out), more.pop("settings", None), quiet=True, **more)


def documents(out: str = "out.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(out).read_text("utf-8").splitlines()]


def failures(out: str = "out.jsonl") -> list[tuple[str, str]]:
    path = Path(f"{out}.errors.jsonl")
    return [(f["id"], f["error"]) for f in documents(str(path))] if path.exists() else []


def counts(report: Report) -> tuple[int, ...]:
    return report.inputs, report.results, report.failures, report.unchanged, report.duplicates


def test_the_documents_are_those_of_the_pipeline(here: Path) -> None:
    articles = len(list((FIXTURES / "articles").glob("*.txt")))
    assert counts(batch(str(FIXTURES / "articles"))) == (articles, articles, 0, 0, 0)
    nf = newsfacts.load()
    for line in Path("out.jsonl").read_text("utf-8").splitlines():
        id = json.loads(line)["article"]["id"]
        text = (FIXTURES / "articles" / f"{id}.txt").read_bytes().decode()
        assert line == nf(text, id=id).to_json()
    assert sorted(p.name for p in here.iterdir()) == ["news", "out.jsonl", "out.jsonl.journal"]


def test_broken_inputs_are_failures(here: Path) -> None:
    Path("news/c.txt").write_bytes(b"")
    Path("news/d.txt").write_bytes(bytes(range(256)))
    Path("e.jsonl").write_text('{"id": "e1"}\n{\n{"id": "e3", "text": "Мост."}\n{"id": "e4", "text": 4}\n')
    report = batch("news", "e.jsonl", "none.txt")
    assert counts(report) == (9, 3, 6, 0, 0)
    assert report.line().startswith("9 inputs = 3 results + 6 failures + 0 skipped, ")
    assert failures() == [
        ("news/c", "ValueError"),
        ("news/d", "ValueError"),
        ("e1", "ValueError"),
        ("e.jsonl:2", "DecodeError"),
        ("e4", "TypeError"),
        ("none", "FileNotFoundError"),
    ]
    [first, *_] = documents("out.jsonl.errors.jsonl")
    assert first == {
        "id": "news/c",
        "origin": "news/c.txt",
        "error": "ValueError",
        "reason": "the file is empty",
        "where": first["where"],
    }
    assert "files.py:" in first["where"]


def test_an_internal_error_costs_one_article(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsfacts import pipeline

    right = pipeline.read_times

    def failing(document: Any) -> Any:
        return {}["x"] if "Волна" in document.text else right(document)

    monkeypatch.setattr(pipeline, "read_times", failing)
    assert counts(batch()) == (2, 1, 1, 0, 0)
    assert failures() == [("b", "KeyError")]
    monkeypatch.setattr(pipeline, "read_times", right)
    assert counts(retry(Path("out.jsonl.errors.jsonl"), quiet=True)) == (2, 2, 0, 0, 0)
    assert [d["article"]["id"] for d in documents()] == ["a", "b"]
    assert not Path("out.jsonl.errors.jsonl").exists()


def test_retry_after_mending_the_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("news/b.txt").write_bytes(b"")
    Path("c.jsonl").write_text(
        '{"id": "c1", "text": "Мост открыт."}\n{"id": "c2", "text": "' + "а" * 2000 + '"}\n', "utf-8"
    )
    inputs = Inputs(("news", "c.jsonl"), max_chars=1000)
    assert counts(run(inputs, Path("out.sqlite"), quiet=True)) == (4, 2, 2, 0, 0)
    Path("news/b.txt").write_text(SIGNED, "utf-8")
    monkeypatch.chdir("news")  # the journal knows where it began
    errors = here / "out.sqlite.errors.jsonl"
    assert counts(retry(errors, quiet=True)) == (4, 3, 1, 0, 0)
    assert counts(retry(errors, quiet=True, max_chars=10_000)) == (4, 4, 0, 0, 0)
    assert sorted(select(here / "out.sqlite", "SELECT id FROM articles")) == [
        ("c1",),
        ("c2",),
        ("news/a",),
        ("news/b",),
    ]


def test_doubles(here: Path) -> None:
    lines = [
        {"id": "x", "text": CAME},
        {"id": "x", "text": CAME},
        {"id": "x", "text": SIGNED},
        {"id": 7, "text": "Мост."},
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    Path("b.jsonl").write_text(json.dumps({"id": "7", "text": "Мост."}))
    assert counts(batch("a.jsonl", "b.jsonl", "a.jsonl")) == (5, 2, 1, 0, 2)
    assert failures() == [("x", "DuplicateId")]
    assert "a.jsonl:1" in documents("out.jsonl.errors.jsonl")[0]["reason"]
    assert [d["article"]["id"] for d in documents()] == ["x", "7"]


def test_an_id_belongs_to_the_first_even_if_that_fails(here: Path) -> None:
    lines = [{"id": "x", "text": ""}, {"id": "x", "text": ""}, {"id": "x", "text": CAME}, {"id": "x", "text": SIGNED}]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for size in (1, 16):
        report = batch("a.jsonl", out=f"{size}.jsonl", stats=size == 1)
        assert counts(report) == (4, 0, 3, 0, 1)
        told = [f["reason"] for f in documents(f"{size}.jsonl.errors.jsonl")]
        assert told == ["the text is empty", *["the id is also that of a.jsonl:1, which has other content"] * 2]


OUTPUTS = ["out.jsonl", "out.csv", "out.sqlite", "out.parquet", "out.duckdb", "out"]


def content(out: str) -> Any:
    """What an output holds, comparable whatever the order."""
    path = Path(out)
    if path.is_dir():
        return {p.name: p.read_bytes() for p in path.iterdir()}
    if out.endswith(".jsonl"):
        return sorted(path.read_bytes().splitlines())
    if out.endswith(".csv"):
        return sorted(map(tuple, csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))))
    if out.endswith(".sqlite"):
        return {name: sorted(select(path, f"SELECT * FROM {name}"), key=str) for name in tables()}
    if out.endswith(".duckdb"):
        with closing(pytest.importorskip("duckdb").connect(out)) as database:
            return {name: sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=str) for name in tables()}
    pq = pytest.importorskip("pyarrow.parquet")
    files = sorted(path.parent.glob(f"{path.stem}*.parquet"))
    return {file.name: sorted(map(str, pq.read_table(file).to_pylist())) for file in files}


def select(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def needs(out: str) -> None:
    if out.endswith((".parquet", ".duckdb")):
        pytest.importorskip("pyarrow")
        pytest.importorskip(out.removeprefix("out.").replace("parquet", "pyarrow"))


@pytest.mark.parametrize("out", OUTPUTS)
def test_incremental_ends_as_one_run_over_all(here: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    needs(out)
    assert counts(batch(out=out)) == (2, 2, 0, 0, 0)
    assert counts(batch(out=out, mode="incremental")) == (2, 0, 0, 2, 0)
    Path("news/b.txt").write_text(SIGNED + " Мост открыли 3 мая.", "utf-8")
    Path("news/c.txt").write_text(CAME, "utf-8")
    assert counts(batch(out=out, mode="incremental")) == (3, 2, 0, 1, 0)
    assert counts(batch(out=f"all/{out}")) == (3, 3, 0, 0, 0)
    assert content(out) == content(f"all/{out}")
    monkeypatch.setattr(settings_module, "rules_version", lambda: "other")
    assert counts(batch(out=out, mode="incremental")) == (3, 3, 0, 0, 0)
    assert content(out) == content(f"all/{out}")


def test_tables_hold_the_rows_of_the_documents(here: Path) -> None:
    batch()
    batch(out="out.sqlite")
    for name, table in tables().items():
        wanted = [row for line in Path("out.jsonl").read_text("utf-8").splitlines() for row in rows(line)[name]]
        names = ", ".join(f'"{column}"' for column in table.names)
        found = [
            dict(zip(table.names, row, strict=True))
            for row in select(Path("out.sqlite"), f"SELECT {names} FROM {name}")
        ]
        key = {row["id"]: row for row in found}
        assert [key[row["id"]] for row in wanted] == wanted
    assert select(Path("out.sqlite"), "SELECT count_value FROM facts WHERE type = 'attendance'") == [(14000.0,)]


def test_a_database_takes_in_columns_and_keeps_what_else_it_has(here: Path) -> None:
    with closing(sqlite3.connect("out.sqlite")) as database:
        database.executescript(
            "CREATE TABLE mine (a); INSERT INTO mine VALUES (1); CREATE TABLE times (id TEXT PRIMARY KEY)"
        )
    batch(out="out.sqlite")
    assert select(Path("out.sqlite"), "SELECT a FROM mine") == [(1,)]
    assert select(Path("out.sqlite"), "SELECT count(*) FROM facts")[0][0] >= 3


def test_csv_for_excel(here: Path) -> None:
    Path("news/c.txt").write_text("Площадь склада составляет 2,5 тыс. кв. м. Площадь ангара - 0,5 га.", "utf-8")
    batch(out="out.csv", excel=True)
    data = Path("out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;title;article_id;")
    assert data.endswith(b"\r\n")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    [deal] = [row for row in found if row["type"] == "agreement"]
    assert (deal["parties"], deal["amount_value"], deal["amount_bound"]) == ("Луч; Волна", "2500000000", "=")
    assert {row["count_value"] for row in found if row["type"] == "area"} == {"2500", "0,5"}
    with pytest.raises(ValueError, match="--excel"):
        batch(excel=True)


def test_layers_and_types(here: Path) -> None:
    wanted = Settings(only=("facts", "times"), types=("agreement",), with_text=True)
    batch(settings=wanted)
    one, two = documents()
    assert sorted(one) == ["article", "facts", "schema_version", "times"]
    assert one["article"]["text"] == CAME
    assert (one["facts"], [fact["type"] for fact in two["facts"]]) == ([], ["agreement"])
    batch(out="out.csv", layers=("facts", "quantities"))
    assert Path("out.quantities.csv").read_text("utf-8").count("\n") == 4
    for wrong in ({"only": ("fact",)}, {"only": ()}, {"types": ("deal",)}, {"max_chars": 0}):
        with pytest.raises(ValueError, match=r"unknown|at least"):
            Settings(**wrong)  # type: ignore[arg-type]


def test_several_processes_give_the_same(here: Path) -> None:
    batch(str(FIXTURES), "news")
    batch(str(FIXTURES), "news", out="two.jsonl", workers=2)
    assert Path("out.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_nothing_is_overwritten_unasked(here: Path) -> None:
    Path("out.jsonl").write_text("mine")
    with pytest.raises(UsageError, match="--incremental adds to it, --force replaces it"):
        batch()
    assert not Path("out.jsonl.journal").exists()
    batch(force=True)
    assert len(documents()) == 2
    with pytest.raises(UsageError, match="exists"):
        batch()
    with pytest.raises(UsageError, match="another --only"):
        batch(mode="incremental", layers=("facts",))
    assert counts(batch(mode="resume")) == (2, 2, 0, 0, 0)
    Path("out.jsonl").unlink()
    with pytest.raises(UsageError, match="is gone"):
        batch(mode="incremental")
    batch()
    assert len(documents()) == 2


def test_a_journal_of_another_version(here: Path) -> None:
    with closing(sqlite3.connect("out.jsonl.journal")) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="another version of newsfacts; --force starts anew"):
        batch(mode="resume")
    assert counts(batch(force=True)) == (2, 2, 0, 0, 0)


def test_one_run_at_a_time(here: Path) -> None:
    with closing(Journal(Path("out.jsonl.journal"))), pytest.raises(JournalBusyError):
        batch()


def test_html(here: Path) -> None:
    page = (
        f"<html><head><title>Мост</title></head><body><article><h1>Мост</h1><p>{CAME * 5}</p></article></body></html>"
    )
    Path("news/p.html").write_text(page, "utf-8")
    Path("news/q.html").write_text("<html></html>", "utf-8")
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        assert counts(batch()) == (4, 2, 2, 0, 0)
        assert "pip install 'newsfacts[html]'" in documents("out.jsonl.errors.jsonl")[0]["reason"]
        return
    assert counts(batch(settings=Settings(with_text=True))) == (4, 3, 1, 0, 0)
    [page_read] = [d for d in documents() if d["article"]["id"] == "p.html"]
    assert CAME in page_read["article"]["text"]
    assert page_read["article"]["title"] == "Мост"
    assert page_read["facts"]
    for name, told in (("koi8-r", ""), ("cp1251", "<meta charset='windows-1251'>"), ("cp866", "")):
        Path("news/p.html").write_bytes(page.replace("<head>", f"<head>{told}").encode(name, "ignore"))
        for encoding in (None, name):
            run(Inputs(("news/p.html",), encoding=encoding), Path("p.jsonl"), quiet=True, force=True)
            [one] = documents("p.jsonl")
            assert one["article"]["title"] == "Мост"
            assert one["article"].get("encoding") == (None if told and not encoding else name)


def test_the_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "news", "-o", "out.jsonl", "--stats", "--workers", "1"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("newsfacts: 2 inputs = 2 results + 0 failures + 0 skipped, ")
    assert "  attendance: 1" in told
    assert "unread numbers: 0 of 3 (0.0%)" in told
    Path("news/b.txt").write_text("", "utf-8")
    assert main(["batch", "news", "-o", "out.jsonl", "--incremental", "--workers", "1"]) == 1
    assert "(1 unchanged, 0 duplicate)" in capsys.readouterr().err
    assert main(["retry", "out.jsonl.errors.jsonl", "--workers", "1"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["news", "-o", "out.xml"], "unknown output 'out.xml'"),
        (["news"], "-o"),
        (["-", "-", "-o", "out.jsonl"], "only once"),
        (["news", "-o", "out.jsonl", "--resume"], "there is no run of out.jsonl"),
        (["news", "-o", "out.jsonl", "--only", "fact"], "unknown: fact"),
        (["news", "-o", "out.jsonl", "--map", "body=text"], "is not of the form text=FIELD"),
        (["news", "-o", "out.jsonl", "--workers", "0"], "at least 1"),
        (["news", "-o", "out.jsonl", "--excel"], "--excel goes with"),
        (["news", "-o", "news/a.txt/out.jsonl"], "cannot be used"),
        (["news", "-o", "broken.jsonl", "--resume"], "cannot be used: file is not a database; --force"),
    ],
)
def test_wrong_usage(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    Path("broken.jsonl.journal").write_text("no journal" * 100)
    with pytest.raises(SystemExit) as stopped:
        main(["batch", *arguments])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err
    assert not Path("out.jsonl").exists()


def test_retry_of_something_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("news", "out.jsonl.errors.jsonl"):
        with pytest.raises(SystemExit):
            main(["retry", name])
    assert "is gone: run the batch again" in capsys.readouterr().err


def test_progress_where_there_is_no_terminal(here: Path) -> None:
    program = "import newsfacts.batch as b, pathlib; b.run(b.Inputs(['news']), pathlib.Path('o.jsonl'), every=0)"
    told = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, timeout=60).stderr
    assert "newsfacts: 100%, 2 read, " in told
    assert "0 failed" in told


def test_progress_on_a_terminal(here: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    program = "import newsfacts.batch as b, pathlib; b.run(b.Inputs(['news', 'n.jsonl']), pathlib.Path('o.jsonl'))"
    Path("n.jsonl").write_text("".join(json.dumps({"text": f"{CAME} {n}."}) + "\n" for n in range(600)), "utf-8")
    subprocess.run([sys.executable, "-c", program], stderr=theirs, timeout=60)
    os.close(theirs)
    told = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert re.search(r"\r\x1b\[K\[#+\.*\] \d+%, \d+ read, [\d.]+/s, \d+:\d\d left, 0 failed", told)
    assert told.endswith("\r\x1b[K")


def test_the_output_is_no_input(here: Path) -> None:
    for name in ("a.jsonl", "sub/b.csv", "c"):
        assert counts(batch(".", out=name))[:3] == (2, 2, 0)
        assert counts(batch(".", out=name, mode="incremental"))[:4] == (2, 0, 0, 2)
        for path in here.glob(f"{name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
