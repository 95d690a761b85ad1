"""Language data: the TOML tables under ``data/``, read once and never changed."""

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_freeze(item) for item in value)
    return value


@cache
def table(name: str) -> Any:
    """Read ``data/<name>.toml`` as nested read-only mappings and tuples.

    Raises:
        FileNotFoundError: there is no such table.

    Example:
        >>> table("agencies")["names"][0]
        'ТАСС'
    """
    return _freeze(tomllib.loads(files("newsfacts").joinpath("data", f"{name}.toml").read_text("utf-8")))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """Read the list at ``path`` of a table as a set of words, for membership tests."""
    value = table(name)
    for key in path:
        value = value[key]
    return frozenset(value)
