"""What changed between two runs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsfacts
from newsfacts.cli import main
from newsfacts.diff import changes
from newsfacts.stored import read_results

CAME = "Форум «Луч» посетили более {} тыс. человек."
SIGNED = "Компании «Луч» и «Волна» подписали соглашение."


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    nf = newsfacts.load()
    old = [nf(CAME.format(14), id="a"), nf(SIGNED, id="b"), nf(SIGNED, id="gone"), nf("Мост.", id="same")]
    new = [nf("Мост.", id="same"), nf(CAME.format(15), id="a"), nf("Мост.", id="b"), nf(SIGNED, id="new")]
    for name, docs in (("old.jsonl", old), ("new.jsonl", new)):
        Path(name).write_text("".join(doc.to_json() + "\n" for doc in docs), "utf-8")
    return Path("old.jsonl"), Path("new.jsonl")


def test_changes(runs: tuple[Path, Path]) -> None:
    found = {(c.article, c.what, c.kind, c.fields) for c in changes(*runs) if c.kind != "same"}
    assert ("a", "attendance", "changed", ("evidence", "count")) in found
    assert ("a", "quantities", "changed", ("text", "value")) in found
    assert ("b", "agreement", "removed", ()) in found
    assert {("new", "article", "added", ()), ("gone", "article", "removed", ())} <= found
    assert not [change for change in found if change[0] == "same"]
    back = {(c.article, c.what) for c in changes(*reversed(runs)) if c.kind == "added"}
    assert ("b", "agreement") in back


def test_the_command(runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.jsonl", "new.jsonl"]) == 1
    told = capsys.readouterr().out
    assert "\na\n  ~ quantities «более 15 тыс. человек» text: " in f"\n{told}"
    assert "  - agreement «Компании «Луч» и «Волна» подписали соглашение» status=actual, kind=agreement" in told
    lines = {line.split()[0]: line.split()[1:] for line in told.splitlines()[-20:] if line.count("  ") > 3}
    assert lines["attendance"] == ["0", "0", "0", "1"]
    assert lines["agreement"] == ["0", "0", "1", "0"]
    assert main(["diff", "old.jsonl", "new.jsonl", "--json"]) == 1
    records: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["kind"] for record in records} == {"added", "removed", "changed"}
    assert main(["diff", "old.jsonl", "old.jsonl", "--summary"]) == 0


def test_a_reader_that_stops_early(runs: tuple[Path, Path]) -> None:
    documents = Path("old.jsonl").read_bytes().splitlines()
    Path("long.jsonl").write_bytes(b"".join(documents[0].replace(b'"a"', b'"%d"' % n) + b"\n" for n in range(3000)))
    command = f"{sys.executable} -m newsfacts diff long.jsonl new.jsonl | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr, len(done.stdout)) == (0, b"", 10)


@pytest.mark.parametrize("line", ["{", "[]", '{"article": 5}', "{}"])
def test_what_is_no_document(runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str], line: str) -> None:
    Path("wrong.jsonl").write_text(f"\n{line}\n")
    for arguments in (["wrong.jsonl", "old.jsonl"], ["old.jsonl", "wrong.jsonl"]):
        with pytest.raises(SystemExit):
            main(["diff", *arguments])
        assert "wrong.jsonl:2: no newsfacts document" in capsys.readouterr().err


def test_a_line_nested_too_deeply_is_named(tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_bytes(b"[" * 5000)
    with pytest.raises(ValueError, match=r"old\.jsonl:1: no newsfacts document"):
        list(changes(old, old))
    with pytest.raises(ValueError, match=r"old\.jsonl:1: JSON nested too deeply"):
        list(read_results(old))


@pytest.mark.parametrize(
    ("data", "told"),
    [("[" * 100_000, "old.json: JSON nested too deeply"), ('[\n{"a": }]', "old.json:2: no JSON: Expecting value")],
    ids=["deep", "broken"],
)
def test_a_whole_document_that_is_none_is_named(tmp_path: Path, data: str, told: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(data, "utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        list(read_results(path))
