"""Names of files that hold one table each."""

from collections.abc import Sequence
from pathlib import Path


def siblings(path: Path, names: Sequence[str]) -> dict[str, Path]:
    """A file a table: the facts (else the first table) at the name given, the others beside it.

    Example:
        >>> {name: str(path) for name, path in siblings(Path("news.csv"), ["times", "facts"]).items()}
        {'facts': 'news.csv', 'times': 'news.times.csv'}
    """
    main = "facts" if "facts" in names else names[0]
    others = {name: path.with_name(f"{path.stem}.{name}{path.suffix}") for name in names if name != main}
    return {main: path, **others}
