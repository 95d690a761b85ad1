"""Bytes to text: the encoding is told by the bytes, and what is no text is refused with a reason."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.batch import Inputs, Settings
from newsfacts.batch import run as run_batch
from newsfacts.cli import main
from newsfacts.files import decoded, encoding_of
from newsfacts.stored import article_files, read_results

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures/articles").glob("*.txt"))
BYTEWISE = ["cp1251", "koi8-r", "cp866"]


@pytest.mark.parametrize("encoding", [*BYTEWISE, "utf-16-le", "utf-16-be", "utf-8"])
def test_every_article_is_known_in_every_encoding(encoding: str) -> None:
    for path in ARTICLES:
        whole = path.read_bytes().decode()
        for text in (whole, whole.upper(), whole.lower()):
            kept = text.encode(encoding, "ignore").decode(encoding)
            assert decoded(kept.encode(encoding)) == (kept, encoding), path.name


@pytest.mark.parametrize("encoding", BYTEWISE)
@pytest.mark.parametrize(
    "text", ["Мост открыт.", "МОСТ ОТКРЫТ", "рабочие открыли мост", "«Мост» – 5 км", "Ёлку нарядили"]
)
def test_short_texts(text: str, encoding: str) -> None:
    kept = text.encode(encoding, "ignore").decode(encoding)
    assert decoded(kept.encode(encoding)) == (kept, encoding)


def test_neighbouring_languages() -> None:
    assert encoding_of("Україна підписала угоду з Європейським союзом".encode("cp1251")) == "cp1251"
    assert encoding_of("Беларусь і Расія падпісалі пагадненне аб супрацоўніцтве".encode("cp1251")) == "cp1251"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        text, encoding = decoded(data)
    except ValueError as error:
        assert str(error)
    else:
        assert text == data.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize(
    "data", [bytes(i * i * 37 % 251 for i in range(4096)), bytes(range(128, 256)) * 4], ids=["scattered", "all"]
)
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(ValueError, match="no text in Unicode"):
        decoded(data)


def test_a_batch_names_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Мост открыт.".encode("koi8-r"))
    (tmp_path / "b.txt").write_bytes("Мост открыт.".encode())
    output = tmp_path / "out.jsonl"
    run_batch(Inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]), output, Settings(), workers=1, quiet=True)
    articles = [json.loads(line)["article"] for line in output.read_text("utf-8").splitlines()]
    assert [article.get("encoding") for article in articles] == ["koi8-r", None]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_batch_reads_the_encoding_it_is_given(tmp_path: Path, name: str) -> None:
    path, output = tmp_path / name, tmp_path / "out.jsonl"
    form = {".txt": "{}", ".jsonl": '{{"id": "a", "text": "{}"}}\n', ".csv": "id,text\na,{}\n"}[path.suffix]
    path.write_bytes(form.format("Мост Їжакевича открыт").encode("mac_cyrillic"))
    assert main(["batch", str(path), "-o", str(output), "--with-text", "--quiet", "--encoding", "mac_cyrillic"]) == 0
    article = json.loads(output.read_text("utf-8"))["article"]
    assert (article["text"], article["encoding"]) == ("Мост Їжакевича открыт", "mac_cyrillic")
    assert main(["batch", str(path), "-o", str(output), "--force", "--quiet", "--encoding", "ascii"]) == 1
    failure = json.loads(output.with_name("out.jsonl.errors.jsonl").read_text("utf-8").splitlines()[-1])
    assert "ascii" in failure["reason"]


def test_records_of_a_batch_name_their_encoding(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    (tmp_path / "a.csv").write_bytes("id,text\na,Мост открыт\n".encode("koi8-r"))
    (tmp_path / "b.jsonl").write_bytes('{"id": "b", "text": "Мост открыт"}\n{"id": "c", "text": "Мост"}\n'.encode())
    run_batch(Inputs([str(tmp_path / "a.csv"), str(tmp_path / "b.jsonl")]), output, workers=1, quiet=True)
    articles = [json.loads(line)["article"] for line in output.read_text("utf-8").splitlines()]
    assert [(article["id"], article.get("encoding")) for article in articles] == [
        ("a", "koi8-r"),
        ("b", None),
        ("c", None),
    ]


def test_another_encoding_is_another_reading(tmp_path: Path) -> None:
    path, output = tmp_path / "a.txt", tmp_path / "out.jsonl"
    path.write_bytes("Мост открыт".encode("mac_cyrillic"))
    command = ["batch", str(path), "-o", str(output), "--with-text", "--quiet"]
    assert main([*command, "--encoding", "koi8-r"]) == 0
    for _ in range(2):
        assert main([*command, "--encoding", "mac_cyrillic", "--incremental"]) == 0
        assert json.loads(output.read_text("utf-8").splitlines()[-1])["article"]["text"] == "Мост открыт"


def test_stored_results_find_their_texts_in_the_encoding_that_they_name(tmp_path: Path) -> None:
    path, output = tmp_path / "a.txt", tmp_path / "out.jsonl"
    path.write_bytes("Мост открыт".encode("mac_cyrillic"))
    assert main(["batch", str(path), "-o", str(output), "--quiet", "--encoding", "mac_cyrillic"]) == 0
    document = json.loads(output.read_text("utf-8"))
    document["article"]["id"] = "a"
    output.write_text(json.dumps(document), "utf-8")
    [result] = read_results(output, article_files(tmp_path))
    assert result.text == "Мост открыт"
    document["article"]["encoding"] = "klingon"
    output.write_text(json.dumps(document), "utf-8")
    with pytest.raises(ValueError, match=r"out\.jsonl:1: 'klingon' is no encoding that Python knows"):
        list(read_results(output, article_files(tmp_path)))
