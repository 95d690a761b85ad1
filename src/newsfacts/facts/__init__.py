"""Fact types. Each sibling module defines one type and finds it.

To add a type, drop a module here with

* a subclass of `newsfacts.model.Fact` with ``tag="name"``, its ``key`` fields and ``plural``, and
* ``find(reading) -> Iterable[Fact]``, which leaves ``id`` empty.

The module is discovered; its type joins the JSON Schema, ``doc.facts.<plural>`` and the test of rule examples.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from newsfacts.discourse.reading import Reading
from newsfacts.model import Fact


@dataclass(frozen=True)
class FactModule:
    """A fact type and the function that finds its facts."""

    type: type[Fact]
    find: Callable[[Reading], Iterable[Fact]]

    @property
    def name(self) -> str:
        """The type's name in JSON."""
        return str(self.type.__struct_config__.tag)


def _modules() -> Iterator[FactModule]:
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        types = [
            item
            for item in vars(module).values()
            if isinstance(item, type) and issubclass(item, Fact) and item.__module__ == module.__name__
        ]
        if len(types) != 1 or not hasattr(module, "find"):
            raise TypeError(f"{module.__name__} must define one fact type and find()")
        yield FactModule(types[0], module.find)


@lru_cache(maxsize=1)
def fact_modules() -> tuple[FactModule, ...]:
    """All fact types, in the alphabetical order of their modules."""
    return tuple(_modules())
