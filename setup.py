"""Builds the compiled form of the reading modules, where asked for: ``NEWSFACTS_COMPILE=1 pip install .``.

Everything else about the package stands in pyproject.toml. Compiled or not, the modules read the same.
"""

import os
from pathlib import Path

from setuptools import setup

# What articles are read with; what reads files, writes tables and serves pages is not worth compiling.
COMPILED = ("analysis", "numbers", "times", "quantities", "entities", "discourse")
MODULES = ("article", "dateline", "document", "gazetteer", "lexicon", "marks", "merge", "phrases")
# numpy does the work of these.
LEFT = ("ner", "viterbi", "weights")


def sources(base: Path = Path()) -> list[str]:
    """The modules to compile, in a fixed order."""
    root = base / "src/newsfacts"
    folders = [path for folder in COMPILED for path in (root / folder).rglob("*.py")]
    kept = [path for path in folders if path.stem not in ("__init__", *LEFT)]
    return sorted(str(path) for path in (*kept, *(root / f"{name}.py" for name in MODULES)))


def compiled() -> list[object]:
    """The extension modules; none until pip has fetched mypyc."""
    try:
        from mypyc.build import mypycify
    except ImportError:
        return []
    return list(mypycify(["--ignore-missing-imports", *sources()], opt_level="2", debug_level="0", multi_file=True))


if __name__ == "__main__":
    if os.environ.get("NEWSFACTS_COMPILE") == "1":
        setup(ext_modules=compiled(), setup_requires=["mypy>=1.19", "msgspec>=0.19", "numpy>=1.26"])
    else:
        setup()
