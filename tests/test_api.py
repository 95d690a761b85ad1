"""The library as its callers use it."""

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import newsfacts
from newsfacts.model import Count, Quantity
from newsfacts.pipeline import Pipeline
from newsfacts.result import Failure, Result

TEXT = (
    " date 2025-05-07 Мост открыт\n\nОМСК, 7 мая. /ТАСС/. На открытие пришли более 1,5 тыс. человек. "
    'Губернатор Омской области Нина Белова назвала мост "Радугой".\n'
)


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


def test_public_names() -> None:
    for name in newsfacts.__all__:
        assert name in dir(newsfacts)
        assert getattr(newsfacts, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        newsfacts.nothing  # noqa: B018


def test_importing_loads_no_model_and_no_heavy_library() -> None:
    code = "import sys, newsfacts; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "newsfacts" in loaded
    assert not {"numpy", "pymorphy3", "msgspec", "natasha", "razdel", "tomllib", "re"} & (
        set(loaded) - set(sys.stdlib_module_names)
    )


def test_document(nf: Pipeline) -> None:
    doc = nf(TEXT, id="a1")
    assert (doc.article.id, doc.article.title, doc.article.published) == ("a1", "Мост открыт", "2025-05-07")
    dateline = doc.article.dateline
    assert dateline is not None
    assert (dateline.place, dateline.agency) == ("Омск", "ТАСС")
    assert TEXT[dateline.start : dateline.end] == "ОМСК, 7 мая. /ТАСС/."
    for record in (*doc.times, *doc.quantities, *doc.entities):
        assert TEXT[record.start : record.end] == record.text
    for fact in doc.facts:
        for evidence in fact.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text
    assert "Нина Белова" in [e.name for e in doc.entities]


def test_what_the_caller_says_outranks_the_text(nf: Pipeline) -> None:
    doc = nf(TEXT, published="2024-01-02", title="Новый мост")
    assert (doc.article.published, doc.article.title) == ("2024-01-02", "Новый мост")


@pytest.mark.parametrize(
    "published",
    [
        "2025-10-01",
        "2025-10-01T23:30:00+03:00",
        "2025-10-01 23:30",
        date(2025, 10, 1),
        datetime(2025, 10, 1, 23, 30),
        datetime(2025, 10, 1, 23, 30, tzinfo=UTC),
    ],
)
def test_publication_date(nf: Pipeline, published: Any) -> None:
    assert nf("Мост открыт.", published=published).article.published == "2025-10-01"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"text": None}, TypeError, "field 'text' must be str, not NoneType"),
        ({"text": b"x"}, TypeError, "field 'text' must be str, not bytes"),
        ({"text": "x", "id": 1.5}, TypeError, "field 'id' must be str or int, not float"),
        ({"text": "x", "title": 1}, TypeError, "field 'title' must be str, not int"),
        ({"text": "x", "published": 2025}, TypeError, "field 'published' must be an ISO date"),
        ({"text": "x", "published": "1 октября"}, ValueError, "field 'published' is no ISO date"),
        ({"text": "x", "published": "2025-13-01"}, ValueError, "field 'published' is no ISO date"),
        ({"text": "x", "published": ""}, ValueError, "field 'published' is no ISO date"),
    ],
)
def test_wrong_arguments(nf: Pipeline, arguments: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        nf(**arguments)
    with pytest.raises(error, match=rf"record 1.*: {message}"):
        list(nf.pipe(["Мост открыт.", arguments]))


def test_pipe_keeps_the_order_and_the_context(nf: Pipeline) -> None:
    records: list[Any] = [
        "Мост открыт.",
        {"text": "Мост закрыт.", "id": "b", "published": "2025-10-01", "title": "Мост", "views": 5},
        {"text": "Мост забыт.", "date": "2025-10-02"},
    ]
    docs = list(nf.pipe(records))
    assert [doc.text for doc in docs] == ["Мост открыт.", "Мост закрыт.", "Мост забыт."]
    assert [doc.article.id for doc in docs] == [None, "b", None]
    assert [doc.article.published for doc in docs] == [None, "2025-10-01", "2025-10-02"]
    context = object()
    assert [(d.text, c) for d, c in nf.pipe([(records[0], context), (records[1], None)])] == [
        ("Мост открыт.", context),
        ("Мост закрыт.", None),
    ]


def test_pipe_reads_as_records_come(nf: Pipeline) -> None:
    taken = []

    def records() -> Any:
        for text in ("Первый.", "Второй."):
            taken.append(text)
            yield text

    docs = nf.pipe(records(), batch_size=1)
    assert taken == []
    assert next(docs).text == "Первый."
    assert taken == ["Первый."]


def test_pipe_records_failures(nf: Pipeline) -> None:
    records: list[Any] = ["Мост открыт.", {"id": 7}, ({"text": 1, "id": "c"}, "row 3"), 5]
    docs = list(nf.pipe(records, on_error="record"))
    assert isinstance(docs[0], Result)
    assert docs[1] == Failure(1, "7", "ValueError", "field 'text' is missing")
    assert docs[2] == (Failure(2, "c", "TypeError", "field 'text' must be str, not int"), "row 3")
    assert docs[3] == Failure(3, None, "TypeError", "a record must be str or a mapping, not int")
    with pytest.raises(ValueError, match="record 1 \\(id 7\\): field 'text' is missing"):
        list(nf.pipe(records))
    with pytest.raises(ValueError, match="on_error must be 'raise' or 'record'"):
        nf.pipe([], on_error="ignore")  # type: ignore[call-overload]


def test_results_cannot_be_changed(nf: Pipeline) -> None:
    doc = nf(TEXT)
    with pytest.raises(AttributeError):
        doc.text = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        doc.article.title = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        doc.entities[0].name = "x"  # type: ignore[misc]
    assert isinstance(doc.facts, tuple)


def test_results_can_be_pickled(nf: Pipeline) -> None:
    doc = nf(TEXT, id="a1")
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc
    assert type(again.facts) is type(doc.facts)
    assert pickle.loads(pickle.dumps(nf))(TEXT, id="a1") == doc


def test_facts_by_type(nf: Pipeline) -> None:
    from newsfacts.facts import fact_modules

    doc = nf(TEXT)
    for module in fact_modules():
        assert getattr(doc.facts, module.type.plural) == tuple(f for f in doc.facts if f.type == module.name)
        assert module.type.plural in dir(doc.facts)
    with pytest.raises(AttributeError, match="no fact type with the plural 'miracles'"):
        doc.facts.miracles  # noqa: B018


def test_dict_and_json(nf: Pipeline) -> None:
    doc = nf(TEXT, id="a1")
    content = doc.to_dict()
    assert list(content) == ["schema_version", "article", "times", "quantities", "entities", "facts"]
    assert "\n" not in doc.to_json()
    assert json.loads(doc.to_json(), parse_float=Decimal) == json.loads(json.dumps(content, default=int))
    assert json.loads(doc.to_json(indent=2)) == json.loads(doc.to_json())
    assert "Нина Белова" in doc.to_json()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("1.4") * 10000, "14000"),
        (Decimal("1.4E+4"), "14000"),
        (Decimal("1.20"), "1.2"),
        (Decimal("0.00"), "0"),
        (Decimal("1E+30"), "1" + "0" * 30),
        (Decimal("12345678901234567890.123456789012345678901"), "12345678901234567890.123456789012345678901"),
    ],
)
def test_numbers_are_exact_and_have_one_form(nf: Pipeline, number: Decimal, written: str) -> None:
    doc = nf("Мост.")
    quantity = Quantity(text="Мост", start=0, end=4, bound="=", unit="т", unit_type="mass", value=number)
    made = Result(doc.text, doc.article, (), (quantity,), (), doc.facts)
    assert f'"value":{written}' in made.to_json().replace(" ", "")
    assert str(Count(bound="=", unit="т", low=number, high=number).high) == str(quantity.value)


def test_lone_surrogates_are_written_as_replacement_characters(nf: Pipeline) -> None:
    doc = nf("Мост \ud800 открыт.", id="\udfff")
    assert json.loads(doc.to_json())["article"]["id"] == "\ufffd"


def test_threads_share_a_pipeline(nf: Pipeline) -> None:
    texts = [TEXT.replace("1,5", str(n)) for n in range(1, 9)]
    alone = [nf(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(nf, texts * 4)) == alone * 4


def test_empty_texts(nf: Pipeline) -> None:
    for text in ("", " \n", "\ufeff"):
        doc = nf(text)
        assert (doc.times, doc.quantities, doc.entities, doc.facts) == ((), (), (), ())


def test_experimental_types_only_when_asked_for(nf: Pipeline) -> None:
    text = "Экспорт зерна вырос на 12%."
    assert nf(text).facts.indicators == ()
    assert len(newsfacts.load(experimental=True)(text).facts.indicators) == 1
