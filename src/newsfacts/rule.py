"""Rules: plain functions that carry the examples which prove them.

An example is a sentence of our own. Square brackets mark the evidence (times and quantities: the span itself).
On the right stands what the whole pipeline must read there, or None where this rule's layer (for facts: this
fact type) must read nothing at all; where such an example of times, quantities or entities marks spans, just these
must not be read. The test suite runs every example, alone and after another paragraph.
"""

import ast
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, ParamSpec, TypeVar

Layer = Literal["times", "quantities", "entities", "facts"]
P = ParamSpec("P")
R = TypeVar("R")
Expected = str | Mapping[str, Any] | None


class Rule(Generic[P, R]):
    """A function with a name, a layer and examples; calling the rule calls the function."""

    def __init__(
        self,
        function: Callable[P, R],
        layer: Layer,
        examples: Mapping[str, Expected],
        fact_type: str | None,
        published: str,
    ) -> None:
        self.function = function
        self.name = function.__name__
        self.__doc__ = function.__doc__
        self.__module__ = function.__module__
        self.layer = layer
        self.examples = dict(examples)
        self.fact_type = fact_type
        self.published = published

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function."""
        return self.function(*args, **kwargs)

    def __reduce__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """What the rule reads, in a line: the head of its docstring."""
        doc = self.function.__doc__ or _docstrings(self.__module__).get(self.name, "")
        return doc.strip().partition("\n")[0].rstrip(".")


@lru_cache(maxsize=256)
def _docstrings(module: str) -> dict[str, str]:
    """The docstrings of a compiled module's functions, which only its source, installed beside it, still has."""
    place = Path(sys.modules[module].__file__ or "")
    source = place.with_name(place.name.partition(".")[0] + ".py")
    functions = [node for node in ast.parse(source.read_bytes()).body if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.get_docstring(node) or "" for node in functions}


def rule(
    layer: Layer,
    examples: Mapping[str, Expected],
    *,
    fact_type: str | None = None,
    published: str = "2025-10-01",
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Make a function a rule.

    Args:
        layer: the layer it adds to.
        examples: text with the evidence in square brackets, to what must be read: for times the EDTF value, for
            quantities `model.canonical`'s string (``">14000 человек"``), for entities ``"type: name"``, for facts
            a mapping of slots (dotted paths allowed; counts as canonical strings; lists of party or member names
            as a list), or None. Several pairs of brackets mark several spans (facts: several evidence spans).
        fact_type: for facts, the type that must be found or, where the example is negative, must not.
        published: the publication date of the examples.

    Raises:
        TypeError: there is no positive or no negative example.
    """

    def decorate(function: Callable[P, R]) -> Rule[P, R]:
        if all(e is None for e in examples.values()) or all(e is not None for e in examples.values()):
            raise TypeError(f"rule {function.__name__} needs positive and negative examples")
        return Rule(function, layer, examples, fact_type, published)

    return decorate
