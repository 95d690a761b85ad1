"""The JSON Schema fits what comes out, and refuses what must not."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import newsfacts
from newsfacts.facts import fact_modules
from newsfacts.pipeline import Pipeline
from newsfacts.schema import json_schema

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(scope="module")
def nf() -> Pipeline:
    return newsfacts.load()


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def document(nf: Pipeline) -> dict[str, Any]:
    text = (FIXTURES / "innoprom-belarus-2025.txt").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(nf(text, id="innoprom-belarus-2025").to_json())
    return loaded


def test_documents_fit(nf: Pipeline, validator: jsonschema.Draft202012Validator, document: dict[str, Any]) -> None:
    validator.validate(document)
    for file in sorted((FIXTURES / "articles").glob("dev0*.txt")):
        validator.validate(json.loads(nf(file.read_text("utf-8")).to_json()))


def test_every_fact_type_is_described(validator: jsonschema.Draft202012Validator) -> None:
    definitions = validator.schema["$defs"]
    for module in fact_modules():
        definition = definitions[module.type.__name__]
        assert definition["description"]
        assert definition["properties"]["evidence"]["description"]


def broken(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(document))
    at: Any = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return copy


QUANTITY = {"text": "5 т", "start": 0, "end": 3, "bound": "=", "unit": "t", "unit_type": "mass", "value": 5}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), "0.9"),
        (("times",), None),
        (("article", "published"), 2025),
        (("entities", 0, "type"), "thing"),
        (("entities", 0, "start"), "0"),
        (("quantities",), [{**QUANTITY, "bound": "?"}]),
        (("quantities",), [{**QUANTITY, "value": "5"}]),
        (("quantities",), [{**QUANTITY, "low": 4, "high": 6}]),
        (("quantities",), [{k: v for k, v in QUANTITY.items() if k != "value"}]),
    ],
)
def test_wrong_documents_do_not(
    validator: jsonschema.Draft202012Validator, document: dict[str, Any], path: tuple[Any, ...], value: Any
) -> None:
    assert validator.is_valid(broken(document, ("quantities",), [QUANTITY]))
    assert not validator.is_valid(broken(document, path, value))
