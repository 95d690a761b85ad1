"""newsfacts in other people's jobs: each example is run and gives what the plain run gives."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import newsfacts
from newsfacts.batch import Inputs, run
from newsfacts.pipeline import Pipeline
from newsfacts.tables import rows, tables, to_arrow

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SENTENCES = (
    "ОМСК, 7 мая. /ТАСС/. Форум «Луч» посетили более {n} тыс. человек из 2{n} стран.",
    "Компании «Луч» и «Волна» подписали соглашение о поставке зерна на 2,{n} млрд рублей, сообщил мэр Петр Белов.",
    "Площадь выставки «Сад» составила {n},5 тыс. кв. м.",
)


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"id": f"a{n}", "text": SENTENCES[n % 3].format(n=n), "published": "2025-05-07", "views": n}
        for n in range(1, 30)
    ]
    return [*found, {"id": "bad", "text": "Мост.", "published": "вчера", "views": 0}]


def facts_of(nf: Pipeline, articles: list[dict[str, Any]]) -> list[Any]:
    docs = [doc for doc in nf.pipe(articles, on_error="record") if not isinstance(doc, newsfacts.Failure)]
    return sorted(to_arrow(docs).to_pylist(), key=lambda row: str(row["id"]))


def example(name: str, *arguments: object, **environment: str) -> str:
    command = [sys.executable, "-W", "ignore", EXAMPLES / name, *map(str, arguments)]
    env = os.environ | {"PYTHONPATH": str(Path(newsfacts.__file__).parents[1])} | environment
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def needs(*modules: str) -> None:
    for module in modules:
        if find_spec(module) is None:
            pytest.skip(f"{module} is not installed")


def stored(articles: list[dict[str, Any]], path: Path) -> Path:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.Table.from_pylist(articles), path)
    return path


def test_arrow_batches(nf: Pipeline, articles: list[dict[str, Any]]) -> None:
    pa = pytest.importorskip("pyarrow")
    from newsfacts.adapters.arrow import document_schema, read_batches, table_batches

    renamed = pa.Table.from_pylist([{"url": a["id"], "text": a["text"], "published": a["published"]} for a in articles])
    read = list(read_batches(iter(renamed.to_batches(7)), fields={"id": "url"}))
    assert [batch.num_rows for batch in read] == [7, 7, 7, 7, 2]
    [failure] = [row for batch in read for row in batch.to_pylist() if row["document"] is None]
    assert (failure["id"], failure["error"]) == ("bad", "ValueError")
    found = [row for batch in table_batches(iter(read)) for row in batch.to_pylist()]
    assert sorted(found, key=lambda row: str(row["id"])) == facts_of(nf, articles)
    empty = pa.RecordBatch.from_pylist([], schema=renamed.schema)
    [nothing] = read_batches(iter([empty]))
    assert (nothing.num_rows, nothing.schema) == (0, document_schema())


def test_dask(nf: Pipeline, articles: list[dict[str, Any]], tmp_path: Path) -> None:
    needs("pyarrow", "dask")
    import pyarrow.parquet as pq

    told = example("dask_facts.py", stored(articles, tmp_path / "a.parquet"), tmp_path / "out")
    assert told == "30 articles = 29 results + 1 failures\n"
    found = [row for path in sorted(tmp_path.glob("out/facts-*.parquet")) for row in pq.read_table(path).to_pylist()]
    assert sorted(found, key=lambda row: str(row["id"])) == facts_of(nf, articles)


def test_spark(nf: Pipeline, articles: list[dict[str, Any]], tmp_path: Path) -> None:
    needs("pyarrow", "pyspark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    import pyarrow.parquet as pq

    source = stored(articles, tmp_path / "a.parquet")
    options = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    arguments = "--master local[2] --conf spark.ui.enabled=false pyspark-shell"
    told = example("spark_facts.py", source, tmp_path / "out", PYSPARK_SUBMIT_ARGS=arguments, **options)
    assert told == "30 articles = 29 results + 1 failures\n"
    found = pq.read_table(tmp_path / "out" / "facts").to_pylist()
    assert sorted(found, key=lambda row: str(row["id"])) == facts_of(nf, articles)
    [failures] = [p.read_text() for p in tmp_path.glob("out/failures/*.json") if p.stat().st_size]
    assert json.loads(failures)["id"] == "bad"


def test_dlt(nf: Pipeline, articles: list[dict[str, Any]], tmp_path: Path) -> None:
    needs("dlt", "duckdb")
    import duckdb

    documents, database = tmp_path / "a.jsonl", tmp_path / "a.duckdb"
    docs = [nf(a["text"], id=a["id"], published="2025-05-07") for a in articles]
    documents.write_text("".join(doc.to_json() + "\n" for doc in docs), "utf-8")
    for _ in range(2):  # the second time replaces
        example("dlt_facts.py", documents, database, RUNTIME__DLTHUB_TELEMETRY="false", HOME=str(tmp_path))
    with closing(duckdb.connect(str(database))) as connection:
        for name in tables():
            wanted = sorted(row["id"] for doc in docs for row in rows(doc)[name])
            assert sorted(row[0] for row in connection.execute(f"SELECT id FROM news.{name}").fetchall()) == wanted
        values = {
            row[0] for row in connection.execute("SELECT count_value FROM news.facts WHERE type = 'area'").fetchall()
        }
        assert values == {float(f"{n}500") for n in range(1, 30) if n % 3 == 2}


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, from Debian's package."""
    needs("psycopg")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not programs:
        pytest.skip("there is no PostgreSQL server in /usr/lib/postgresql")
    user: dict[str, Any] = {}
    place = Path("/tmp") / f"newsfacts-postgres-{os.getpid()}"  # pytest's own folders are closed to other users
    place.mkdir()
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def call(program: str, *arguments: str) -> None:
        command = [programs[-1] / program, "-D", place / "data", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=place, timeout=60, **user)

    try:
        call("initdb", "-U", "news", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{place}' -c fsync=off"
        call("pg_ctl", "start", "-w", "-o", options, "-l", str(place / "log"))
        yield f"host={place} user=news dbname=postgres"
    finally:
        if (place / "data" / "postmaster.pid").exists():
            call("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(place)


def test_postgres(nf: Pipeline, articles: list[dict[str, Any]], tmp_path: Path, postgres: str) -> None:
    import psycopg

    for article in articles[:-1]:
        (tmp_path / f"{article['id']}.txt").write_text(article["text"], "utf-8")
    assert example("postgres_facts.py", postgres, tmp_path) == "29 articles saved\n"
    (tmp_path / "a1.txt").write_text("Форум «Луч» посетили 8 человек.", "utf-8")
    (tmp_path / "a2.txt").write_text("Мост открыт.", "utf-8")
    assert example("postgres_facts.py", postgres, tmp_path) == "29 articles saved\n"
    docs = [nf(path.read_text("utf-8"), id=path.stem) for path in sorted(tmp_path.glob("*.txt"))]
    with psycopg.connect(postgres) as connection:
        for name, table in tables().items():
            columns = ", ".join(
                f'"{c.name}"::text' if c.type in ("json", "date") else f'"{c.name}"' for c in table.columns
            )
            found = connection.execute(f"SELECT {columns} FROM newsfacts.{name}").fetchall()
            wanted = [row for doc in docs for row in rows(doc)[name]]
            key = {row[0]: dict(zip(table.names, row, strict=True)) for row in found}
            assert sorted(key) == sorted(row["id"] for row in wanted)
            for row in wanted:
                for column in table.columns:
                    value = key[row["id"]][column.name]
                    if column.type == "json" and value is not None:
                        assert json.loads(value) == json.loads(row[column.name])
                    else:
                        assert value == row[column.name], column.name


def test_cron(tmp_path: Path) -> None:
    news, out = tmp_path / "news", tmp_path / "facts.sqlite"
    news.mkdir()
    (news / "a.txt").write_text("Мост открыт.", "utf-8")
    (tmp_path / "newsfacts").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsfacts "$@"\n')
    (tmp_path / "newsfacts").chmod(0o755)
    env = os.environ | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(newsfacts.__file__).parents[1]),
    }

    def night() -> tuple[int, str]:
        command = [EXAMPLES / "nightly.sh", news, out]
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120)
        return done.returncode, done.stderr

    code, told = night()
    assert code == 0, told
    (news / "b.txt").write_text("Мост закрыт.", "utf-8")
    code, told = night()
    assert code == 0
    assert "2 inputs = 1 results + 0 failures + 1 skipped" in told
    (news / "c.txt").write_text("", "utf-8")
    assert night()[0] == 1
    # A run cut short is finished first.
    run(Inputs([str(news)]), tmp_path / "facts.jsonl", quiet=True)
    out = tmp_path / "facts.jsonl"
    from newsfacts.batch.journal import Journal

    with closing(Journal(tmp_path / "facts.jsonl.journal")) as journal:
        journal.put(phase="reading", fresh=False)
        journal.commit()
    shutil.copy(out, tmp_path / "facts.jsonl.part")
    code, told = night()
    assert code == 1
    assert told.count("3 inputs = ") == 2
