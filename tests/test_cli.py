"""The command line, through real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsfacts

TEXT = "Мост открыт\n\nОМСК, 7 мая. /ТАСС/. На открытие пришла губернатор Нина Белова.\n"


def run(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsfacts", *map(str, arguments)]
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1"} | environment
    return subprocess.run(command, input=stdin, capture_output=True, env=env, timeout=60)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "мост.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_one_file_gives_json(article: Path) -> None:
    done = run("extract", article, "--published", "2025-05-07")
    assert (done.returncode, done.stderr) == (0, b"")
    document = json.loads(done.stdout)
    assert document["article"]["id"] == "мост"
    assert document["article"]["published"] == "2025-05-07"
    assert document["article"]["dateline"]["place"] == "Омск"
    assert document == json.loads(newsfacts.load()(TEXT, id="мост", published="2025-05-07").to_json())


def test_several_files_give_json_lines_and_bad_ones_are_named(article: Path, tmp_path: Path) -> None:
    missing, empty, binary = tmp_path / "missing.txt", tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_bytes(b" \r\n")
    binary.write_bytes(bytes(range(256)))
    done = run("extract", missing, article, empty, tmp_path, binary, article)
    assert done.returncode == 1
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == ["мост", "мост"]
    errors = done.stderr.decode().splitlines()
    assert errors == [
        f"newsfacts: {missing}: No such file or directory",
        f"newsfacts: {empty}: the file is empty",
        f"newsfacts: {tmp_path}: Is a directory",
        f"newsfacts: {binary}: no text in Unicode, cp1251, koi8-r or cp866",
    ]


def test_json_of_several_files_is_an_array(article: Path, tmp_path: Path) -> None:
    done = run("extract", article, article, tmp_path / "missing", "--format", "json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 2
    assert json.loads(run("extract", tmp_path / "a", tmp_path / "b", "--format", "json").stdout) == []


def test_standard_input() -> None:
    done = run("extract", "-", "--format", "jsonl", stdin=TEXT.replace("\n", "\r\n").encode())
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert document["article"]["id"] is None
    assert document["article"]["title"] == "Мост открыт"
    assert document["article"]["dateline"]["start"] == len("Мост открыт\r\n\r\n")
    nothing = run("extract", "-")
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert nothing.stderr.decode() == "newsfacts: standard input: the file is empty\n"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    done = run("extract", path)
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    assert document["article"].pop("encoding", "utf-8") == encoding.removesuffix("-sig")
    assert document == json.loads(newsfacts.load()(TEXT, id="a").to_json())


def test_an_encoding_may_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Мост".encode("mac_cyrillic"))
    done = run("extract", path, "--encoding", "mac_cyrillic", "--format", "table")
    assert "read as mac_cyrillic" in done.stdout.decode()
    done = run("extract", path, "--encoding", "ascii")
    assert done.returncode == 1
    assert done.stderr.decode() == f"newsfacts: {path}: not ascii: ordinal not in range(128) at byte 0\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe\x00", "begins as utf-16 but is not: truncated data at byte 2"),
        (b"\xff\xfe\x3d\xd8", "begins as utf-16 but is not: unexpected end of data at byte 2"),
        ("Größe und Übung für Mädchen".encode("latin-1"), "no text in Unicode, cp1251, koi8-r or cp866"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no text in Unicode, cp1251, koi8-r or cp866"),
        (b"\0\0\0\0\0\0", "not a text file (read as utf-8, it holds NUL characters)"),
        (b"\xef\xbb\xbf \r\n", "the file is empty"),
    ],
    ids=range(6),
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    done = run("extract", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"newsfacts: {path}: {reason}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "COMMAND"),
        (("extract",), "FILE"),
        (("explain",), "invalid choice: 'explain'"),
        (("extract", "a", "--format", "xml"), "invalid choice: 'xml'"),
        (("extract", "a", "--published", "вчера"), "'вчера' is no date of the form YYYY-MM-DD"),
        (("extract", "a", "--encoding", "hex"), "'hex' is no encoding that Python knows"),
        (("extract", "-", "-"), "standard input (-) can be read only once"),
        (("extract", "a", "--explain", "--format", "json"), "--explain goes with tables"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


def test_version_and_help() -> None:
    assert run("--version").stdout.decode().strip() == f"newsfacts {newsfacts.__version__}"
    for arguments in (["--help"], ["extract", "--help"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert "newsfacts extract article.txt" in done.stdout.decode()


def test_schema() -> None:
    done = run("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"] == "newsfacts document"
    assert "facts" in json.loads(run("schema", "--tables").stdout)["tables"]


def test_tables(article: Path) -> None:
    done = run("extract", article, article, "--format", "table", COLUMNS="60")
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == [f"=== {article}", "Мост открыт"]
    assert [line for line in lines if line.startswith("Нина Белова")]
    assert max(len(line) for line in lines if not line.startswith("===")) <= 60


def test_any_locale(article: Path) -> None:
    for settings in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "POSIX"}):
        done = run("extract", article, "--format", "table", **settings)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Нина Белова" in done.stdout.decode()


def test_a_reader_that_stops_early(article: Path) -> None:
    files = " ".join([f"'{article}'"] * 300)
    command = f"{sys.executable} -m newsfacts extract {files} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) == 10


def test_experimental_types_come_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "экспорт.txt"
    path.write_text("Экспорт зерна за пять месяцев 2025 года вырос на 12%, до 25 млн тонн.\n", "utf-8")
    without, with_them = (json.loads(run("extract", path, *more).stdout) for more in ([], ["--experimental"]))
    assert [f["type"] for f in without["facts"]] == []
    assert [f["type"] for f in with_them["facts"]] == ["indicator"]
