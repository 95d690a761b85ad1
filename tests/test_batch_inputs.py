"""What a batch takes for an input, and in which order."""

import csv
import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from newsfacts.batch.entries import Entry
from newsfacts.batch.inputs import Inputs, day_in_name
from newsfacts.batch.streams import TooLargeError, read_whole


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "in/c.html", "in/deep/d.txt.gz", "in/e.md", ".hidden.txt", "in/.git/f.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Мост {name} открыт.", "utf-8")
    return tmp_path / "news"


def ids(*names: str, **more: Any) -> list[str]:
    return [entry.id for entry in Inputs(names, **more)]


def test_folders_in_the_order_of_names(news: Path) -> None:
    assert ids("news") == ["a", "b", "in/c.html", "in/deep/d.txt.gz"]
    assert ids("news", glob="*.md") == ["in/e.md"]
    assert ids("news", glob="deep/*") == ["in/deep/d.txt.gz"]


def test_a_file_named_twice_is_read_once(news: Path) -> None:
    assert ids("news/b.txt", "news/b.txt", "news/../news/b.txt") == ["news/b"]
    assert ids("news", "news/b.txt") == ["news/a", "news/b", "news/in/c.html", "news/in/deep/d.txt.gz"]
    assert ids("news/b.txt", "news") == ["news/b", "news/a", "news/in/c.html", "news/in/deep/d.txt.gz"]
    assert ids("news/in", "news") == ["in/c.html", "in/deep/d.txt.gz", "news/a", "news/b"]


def test_what_is_not_there_is_an_entry_too(news: Path) -> None:
    [entry] = Inputs(["none.txt"])
    assert entry.problem is not None
    assert (entry.origin, entry.problem.error) == ("none.txt", "FileNotFoundError")


def test_names_that_are_no_utf8(news: Path) -> None:
    (news / os.fsdecode(b"\xe0.txt")).write_text("Мост.")
    assert [e.id for e in Inputs(["news"]) if e.path and e.path.name not in ("a.txt", "b.txt")][-1] == "\\udce0"


LINES = [
    {"url": "x1", "body": {"full": "Мост открыт."}, "published": "2025-10-01"},
    {"body": {"full": "Мост закрыт."}},
    {"url": 5, "body": {"full": "Мост забыт."}, "date": "2025-10-02"},
]


def records(entries: list[Entry]) -> list[tuple[str, Any]]:
    return [(e.id, e.problem.error if e.problem else e.record) for e in entries]


WANTED = [
    ("x1", {"text": "Мост открыт.", "id": "x1", "published": "2025-10-01"}),
    ("news.jsonl:2", {"text": "Мост закрыт."}),
    ("5", {"text": "Мост забыт.", "id": 5, "date": "2025-10-02"}),
]
FIELDS = {"text": "body.full", "id": "url"}


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_json_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: str) -> None:
    monkeypatch.chdir(tmp_path)
    data = "\n".join(json.dumps(line) for line in LINES).encode()
    if packed == ".gz":
        data = gzip.compress(data[:50]) + gzip.compress(data[50:])
    elif packed == ".zst":
        zstandard = pytest.importorskip("zstandard")
        data = zstandard.compress(data[:50]) + zstandard.compress(data[50:])
    name = f"news.jsonl{packed}"
    Path(name).write_bytes(data)
    found = records(list(Inputs([name], fields=FIELDS)))
    assert found == [(id.replace("news.jsonl", name), record) for id, record in WANTED]


def test_broken_lines_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    long = b'{"text": "' + b"a" * 200_000 + b'"}'
    broken = [b"{", b"[]", b'{"text": "\x98\xb3"}', b"", long, b'{"text": "b"}', long, b"[" * 5000]
    Path("a.jsonl").write_bytes(b"\n".join(broken))
    found = records(list(Inputs(["a.jsonl"], max_chars=1000)))
    assert found == [
        ("a.jsonl:1", "DecodeError"),
        ("a.jsonl:2", "TypeError"),
        ("a.jsonl:3", "ValueError"),
        ("a.jsonl:5", "TooLargeError"),
        ("a.jsonl:6", {"text": "b"}),
        ("a.jsonl:7", "TooLargeError"),
        ("a.jsonl:8", "RecursionError"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, delimiter: str, encoding: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("a.csv").open("w", encoding=encoding, newline="") as sink:
        rows = csv.writer(sink, delimiter=delimiter)
        rows.writerows(
            [["id", "text", "views"], ["a", "Мост;\nоткрыт, наконец.", "7"], ["", "Мост.", ""], ["b", "в", "2", "3"]]
        )
    assert records(list(Inputs(["a.csv"]))) == [
        ("a", {"id": "a", "text": "Мост;\nоткрыт, наконец."}),
        ("a.csv:2", {"text": "Мост."}),
        ("b", "ValueError"),
    ]


def test_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.Table.from_pylist([{"n": i, "t": f"Мост {i}."} for i in range(200)]), "a.parquet")
    found = list(Inputs(["a.parquet"], fields={"id": "n", "text": "t"}))
    assert [(e.id, e.record) for e in found] == [(str(i), {"id": i, "text": f"Мост {i}."}) for i in range(200)]


def test_a_file_that_breaks_off_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = b"".join(b'{"text": "%d"}\n' % i for i in range(20_000))
    Path("a.jsonl.gz").write_bytes(gzip.compress(lines)[:-2000])
    Path("b.parquet").write_bytes(b"PAR1")
    *read, last, other = Inputs(["a.jsonl.gz", "b.parquet"])
    assert len(read) > 100
    assert all(entry.problem is None for entry in read)
    assert last.problem is not None
    assert "the rest is unread" in last.problem.reason
    assert other.problem is not None


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b' \n{"text": "a"}\n{"text": "b"}', [("-:2", {"text": "a"}), ("-:3", {"text": "b"})]),
        (gzip.compress(b'{"id": "x", "text": "a"}'), [("x", {"id": "x", "text": "a"})]),
        ("Мост открыт.".encode(), [("-", {"text": "Мост открыт."})]),
        ("Мост открыт.".encode("cp1251"), [("-", {"text": "Мост открыт."})]),
    ],
    ids=["lines", "packed", "article", "windows"],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, wanted: list[Any]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
    assert records(list(Inputs(["-"]))) == wanted


def test_the_day_of_a_file(news: Path) -> None:
    os.utime(news / "a.txt", (1_700_000_000, 1_700_000_000))
    assert next(iter(Inputs(["news"], published_from="mtime"))).published == "2023-11-14"
    Path("2025-10-01.jsonl").write_text('{"text": "a"}\n{"text": "b", "published": "2024-01-01"}')
    found = list(Inputs(["2025-10-01.jsonl"], published_from="filename"))
    assert [e.record["published"] for e in found if e.record] == ["2025-10-01", "2024-01-01"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20251001-tass.txt", "2025-10-01"),
        ("n_01.10.2025.txt", "2025-10-01"),
        ("2025_10_01.txt", "2025-10-01"),
        ("id20251301.txt", None),
        ("2025-02-30.txt", None),
        ("120251001.txt", None),
    ],
)
def test_days_in_names(name: str, day: str | None) -> None:
    assert day_in_name(name) == day


def test_large_files_are_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as sink:
        sink.truncate(100_000_000)
    with pytest.raises(
        TooLargeError, match=r"100,000,000 bytes: an article may have 1,000,000 characters; --max-chars"
    ):
        read_whole(path, 1_000_000)
    bomb = tmp_path / "b.txt.gz"
    bomb.write_bytes(gzip.compress(b"a" * 5_000_000))
    with pytest.raises(TooLargeError, match="unpacked"):
        read_whole(bomb, 1_000_000)
