"""Results as flat tables."""

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import newsfacts
from newsfacts.extras import MissingExtraError
from newsfacts.facts import fact_modules
from newsfacts.result import Failure, Result
from newsfacts.tables import arrow_schema, rows, schema, tables, to_arrow, to_pandas, to_polars
from newsfacts.tables.days import bounds

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").rglob("*.txt"))
TEXT = (
    "ОМСК, 7 мая. /ТАСС/. Вчера выставку «Сад» посетили более 14,5 тыс. человек, сообщил ТАСС мэр Омска Петр Белов. "
    "Компании «Луч» и «Волна» подписали соглашение о поставке зерна."
)


@pytest.fixture(scope="module")
def docs() -> list[Result]:
    nf = newsfacts.load(experimental=True)
    return [nf(f.read_text("utf-8"), id=f.stem) for f in FIXTURES] + [nf(TEXT, id="сад", published="2025-05-07")]


def test_the_same_rows_from_a_result_its_dict_and_its_json(docs: list[Result]) -> None:
    for doc in docs:
        assert rows(doc) == rows(doc.to_dict()) == rows(doc.to_json()) == rows(doc.to_json(indent=2).encode())


def test_nothing_is_lost(docs: list[Result]) -> None:
    """Every scalar of a document stands in its row, every list as JSON."""
    for doc in docs:
        found = rows(doc)
        for layer in ("times", "quantities", "entities", "facts"):
            records = doc.to_dict()[layer]
            assert len(records) == len(found[layer]) == found["articles"][0][layer]
            for record, row in zip(records, found[layer], strict=True):
                for value in _scalars({k: v for k, v in record.items() if k != "evidence"}):
                    assert value in row.values(), (layer, value)
        pieces = [(e["text"], e["start_char"], e["end_char"], e["fact_id"]) for e in found["evidence"]]
        assert pieces == [(e.text, e.start, e.end, f.id) for f in doc.facts for e in f.evidence]


def _scalars(value: object) -> list[object]:
    if isinstance(value, dict):
        return [inner for item in value.values() for inner in _scalars(item)]
    if isinstance(value, tuple | list):
        return [json.dumps(value, ensure_ascii=False, separators=(",", ":"))] if value else []
    return [] if value is None else [value]


def test_a_row_of_each_table(docs: list[Result]) -> None:
    found = rows(docs[-1])
    [article] = found["articles"]
    assert (article["id"], article["published"], article["dateline_place"]) == ("сад", "2025-05-07", "Омск")
    times = [(t["text"], t["value"], t["first"], t["last"]) for t in found["times"]]
    assert ("Вчера", "2025-05-06", "2025-05-06", "2025-05-06") in times
    [people] = [q for q in found["quantities"] if q["unit"] == "человек"]
    assert (people["value"], people["bound"], people["low"]) == (Decimal(14500), ">", None)
    [came] = [f for f in found["facts"] if f["type"] == "attendance"]
    assert (came["event"], came["count_value"], came["when_value"], came["when_first"]) == (
        "Сад",
        Decimal(14500),
        "2025-05-06",
        "2025-05-06",
    )
    assert came["evidence"] == "выставку «Сад» посетили более 14,5 тыс. человек"
    [deal] = [f for f in found["facts"] if f["type"] == "agreement"]
    assert [party["name"] for party in json.loads(deal["parties"])] == ["Луч", "Волна"]


def test_ids_are_unique_and_stable(docs: list[Result]) -> None:
    for name in tables():
        ids = [row["id"] for doc in docs for row in rows(doc)[name]]
        assert len(ids) == len(set(ids)), name
    assert rows(docs[-1])["times"][0]["id"] == "33235738d58d0c01"


def test_an_article_without_an_id() -> None:
    doc = newsfacts.load()(TEXT)
    assert len(rows(doc)["articles"][0]["id"]) == 16
    assert rows(doc.to_json())["articles"] == rows(doc.to_json(indent=1))["articles"]


def test_layers_left_out_have_no_rows() -> None:
    found = rows({"article": {"id": "a"}, "facts": []})
    assert {name: len(found[name]) for name in found} == dict.fromkeys(tables(), 0) | {"articles": 1}


@pytest.mark.parametrize("wrong", ["[]", "{}", 5, Failure(0, None, "ValueError", "x")])
def test_what_is_no_document(wrong: object) -> None:
    with pytest.raises(TypeError, match="no newsfacts document"):
        rows(wrong)  # type: ignore[arg-type]


def test_the_schema_covers_every_field_of_every_fact_type() -> None:
    paths = {column.path[0] for column in tables()["facts"].columns if column.path}
    for module in fact_modules():
        assert set(module.type.__struct_fields__) - {"evidence"} <= paths, module.name
    published = schema()["tables"]
    for table in tables().values():
        assert len(set(table.names)) == len(table.names)
        assert [c["name"] for c in published[table.name]["columns"]] == list(table.names)
        assert all(c["meaning"].endswith(".") for c in published[table.name]["columns"])


def test_columns_are_no_words_of_sql() -> None:
    names = {name for table in tables().values() for name in table.names}
    assert names.isdisjoint({"end", "start", "when", "of", "order", "group", "from", "to", "date", "table"})


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-05-06", ("2025-05-06", "2025-05-06")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("20XX", ("2000-01-01", "2099-12-31")),
        ("2025-10-01T15:00+03:00", ("2025-10-01", "2025-10-01")),
        ("2023-12/2024-02", ("2023-12-01", "2024-02-29")),
        ("../2030", (None, "2030-12-31")),
        ("XXXX-06-28", (None, None)),
        ("2025-02-30", (None, None)),
        (None, (None, None)),
    ],
)
def test_bounds(value: str | None, days: tuple[str | None, str | None]) -> None:
    assert bounds(value) == days


@pytest.mark.parametrize("table", tables())
def test_arrow(docs: list[Result], table: str) -> None:
    pytest.importorskip("pyarrow")
    found = to_arrow(iter(docs), table)
    assert found.schema.equals(arrow_schema(table), check_metadata=True)
    wanted = [row for doc in docs for row in rows(doc)[table]]
    numbers = {c.name for c in tables()[table].columns if c.type == "number"}
    dates = {c.name for c in tables()[table].columns if c.type == "date"}
    for read, row in zip(found.to_pylist(), wanted, strict=True):
        for name, value in read.items():
            if name in numbers and value is not None:
                assert value == float(row[name])
            elif name in dates and value is not None:
                assert value == date.fromisoformat(row[name])
            else:
                assert value == row[name]
    assert to_arrow([], table).num_rows == 0
    assert to_arrow(docs[-1].to_json(), table).equals(to_arrow(docs[-1:], table))


def test_pandas_and_polars(docs: list[Result]) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("pandas")
    frame = to_pandas(docs)
    assert frame["published"].dtype.kind == "M"
    assert str(frame["source_start_char"].dtype) == "Int64"
    pytest.importorskip("polars")
    assert to_polars(docs).height == len(frame)


def test_no_such_table() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(ValueError, match="no table 'fact': there are articles, "):
        arrow_schema("fact")


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'newsfacts\[parquet\]'"):
        to_arrow([])
