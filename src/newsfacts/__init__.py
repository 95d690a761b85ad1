"""Facts from Russian news: typed, normalised, each with the exact text that proves it.

Example:
    >>> import newsfacts
    >>> nf = newsfacts.load()
    >>> doc = nf("Форум посетили более 14 тыс. человек.", published="2025-10-01")
    >>> [q.text for q in doc.quantities]
    ['более 14 тыс. человек']
"""

TYPE_CHECKING = False  # as type checkers understand it; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from newsfacts.parse import parse_quantities, parse_times
    from newsfacts.pipeline import Pipeline
    from newsfacts.result import Facts, Failure, Result
    from newsfacts.tables import arrow_schema, to_arrow, to_pandas, to_polars

__version__ = "0.1.0"
__all__ = [
    "Facts",
    "Failure",
    "Pipeline",
    "Result",
    "__version__",
    "arrow_schema",
    "load",
    "parse_quantities",
    "parse_times",
    "to_arrow",
    "to_pandas",
    "to_polars",
]

_HOMES = {
    "Pipeline": "pipeline",
    "Facts": "result",
    "Failure": "result",
    "Result": "result",
    "parse_times": "parse",
    "parse_quantities": "parse",
    "arrow_schema": "tables",
    "to_arrow": "tables",
    "to_pandas": "tables",
    "to_polars": "tables",
}


def load(*, experimental: bool = False) -> "Pipeline":
    """Make a pipeline ready to read articles, its models loaded.

    Args:
        experimental: look for the fact types that are still experimental, too; their fields may change.

    Raises:
        ModelNotFoundError: the natasha wheel, which holds the models, is not installed.
    """
    from newsfacts.pipeline import Pipeline

    return Pipeline(experimental=experimental)


def __getattr__(name: str) -> "Any":
    # The rest is fetched when asked for, so that importing newsfacts costs next to nothing.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
