"""What a batch is asked for, and which rules read it: what decides whether a result is still good."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import newsfacts
from newsfacts.facts import fact_modules

LAYERS = ("times", "quantities", "entities", "facts")
_NO_RULES = frozenset(("batch", "cli", "html", "tables", "__pycache__"))
_LIBRARIES = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3-dicts-ru")


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read and what is kept of them.

    Attributes:
        only: the layers kept: times, quantities, entities, facts.
        types: the fact types kept; none named means all.
        experimental: look for experimental fact types, too.
        with_text: the documents carry the text that their offsets refer to.
        max_chars: longer articles are refused.
    """

    only: tuple[str, ...] = LAYERS
    types: tuple[str, ...] = ()
    experimental: bool = False
    with_text: bool = False
    max_chars: int = 1_000_000

    def __post_init__(self) -> None:
        wrong = sorted({*self.only} - {*LAYERS}) + sorted({*self.types} - {m.name for m in fact_modules()})
        if wrong or not self.only:
            known = f"{', '.join(LAYERS)}; {', '.join(m.name for m in fact_modules())}"
            raise ValueError(f"unknown: {', '.join(wrong)}; there are {known}")
        if self.max_chars < 1:
            raise ValueError("max_chars must be at least 1")

    def fingerprint(self) -> str:
        """Changes with the settings and with anything that results come from."""
        told = json.dumps(asdict(self) | {"max_chars": 0}, sort_keys=True)
        return sha256(f"{rules_version()}{told}".encode()).hexdigest()[:16]


def rules_version() -> str:
    """A hash of the code and data that read articles, and of the versions of the libraries under them.

    Example:
        >>> len(rules_version())
        16
    """
    whole = sha256()
    root = Path(newsfacts.__file__).parent
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.suffix in (".py", ".toml", ".tsv") and _NO_RULES.isdisjoint(inner.parts):
            whole.update(f"{inner.as_posix()}\n".encode() + path.read_bytes())
    for library in _LIBRARIES:
        try:
            whole.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            continue
    return whole.hexdigest()[:16]
