"""Packages that only some uses need, imported when they are needed."""

from importlib import import_module
from typing import Any


class MissingExtraError(ImportError):
    """A package of an optional extra is not installed; the message says how to install it."""


def require(module: str, extra: str) -> Any:
    """Import a package that belongs to an extra.

    Raises:
        MissingExtraError: it is not installed.

    Example:
        >>> require("json", "parquet").loads("1")
        1
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.split(".")[0]
        raise MissingExtraError(f"this needs {package}: pip install 'newsfacts[{extra}]' ({error})") from error
