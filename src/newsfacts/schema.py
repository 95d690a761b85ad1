"""The JSON Schema of the output document, derived from the records and the fact types."""

from typing import Any

import msgspec

from newsfacts.facts import fact_modules
from newsfacts.model import SCHEMA_VERSION, Article, Entity, Quantity, Time

_FIELDS = {
    "start": "Offset of the first character, in Unicode code points of the text as it was given.",
    "end": "Offset after the last character.",
    "text": "The words of the text: text[start:end].",
    "id": "Stable: the same article and the same fact give the same id on every run.",
    "rule": "The name of the rule that read it.",
    "status": "actual: has happened or is stated as so; planned: is to happen; denied: did not, or is not true.",
    "source": "Who said it, where the text says so.",
    "evidence": "The stretches of the text that state the fact.",
    "bound": "How the number bounds the true value: = exactly, > more than, >= at least, < less, <= at most, ~ about.",
    "unit": "The counted noun in the nominative singular, an ISO 4217 currency, % or pp, or a UCUM unit.",
    "unit_type": "count, money, percent, percentage_point, ratio, or a physical kind such as area, mass, length.",
    "published": "The day that relative dates start from, ISO 8601.",
    "encoding": "What the article's file was read as, where it was not UTF-8.",
    "dateline": "Where and when the agency wrote.",
    "when": "EDTF level 0-1 (ISO 8601-2).",
    "code": "ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a region of Russia, or null.",
    "low": "The lower end of a range.",
    "high": "The upper end of a range.",
}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) that every ``doc.to_dict()`` satisfies.

    Example:
        >>> json_schema()["properties"]["schema_version"]
        {'const': '1.0'}
    """
    types = {module.name: module.type for module in fact_modules()}
    wanted: list[Any] = [Article, Time, Quantity, Entity, *types.values()]
    references, components = msgspec.json.schema_components(wanted, ref_template="#/$defs/{name}")
    article, time, quantity, entity, *facts = references
    for definition in components.values():
        _describe(definition)
    for name in ("Quantity", "Count"):
        if name in components:
            components[name]["oneOf"] = [{"required": ["value"]}, {"required": ["low", "high"]}]
    properties = {
        "schema_version": {"const": SCHEMA_VERSION},
        "article": article,
        "times": _array(time, "Every expression of calendar time, in text order."),
        "quantities": _array(quantity, "Every number that counts or measures, in text order."),
        "entities": _array(entity, "Every name, in text order."),
        "facts": _array({"anyOf": facts} if facts else {}, "What the article states, in text order."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newsfacts document",
        "description": "What newsfacts reads in one article.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": components,
    }


def _array(items: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "items": items, "description": description}


def _describe(definition: dict[str, Any]) -> None:
    """Describe known fields; numbers are JSON numbers, not msgspec's decimal strings."""
    for name, field in definition.get("properties", {}).items():
        variants = field.get("anyOf", [field])
        for variant in variants:
            if variant.get("format") == "decimal":
                variant.clear()
                variant["type"] = "number"
        if name in _FIELDS:
            field.setdefault("description", _FIELDS[name])
