"""Where a batch's documents end up. One module a kind of output, all behind `Output`.

A batch first gathers documents in its stage, a file of JSON Lines, which is what survives a crash. An output takes the
whole stage at once, replaces what it had of the same articles, and either has all of it or nothing: it is written
beside its place and moved there, or in one transaction. Loading the same stage again changes nothing.
"""

from pathlib import Path

from newsfacts.batch.outputs.base import Output

__all__ = ["SUFFIXES", "Output", "output_for"]

SUFFIXES = (".jsonl", ".csv", ".parquet", ".sqlite", ".duckdb")


def output_for(path: Path, layers: tuple[str, ...] | None = None, *, excel: bool = False) -> Output:
    """The output of this name: by its suffix, or a folder where it has none.

    Args:
        path: where it stands or is to stand.
        layers: those asked for; None for all (all facts, in CSV).
        excel: write CSV as Excel opens it.

    Raises:
        ValueError: the suffix is unknown.
        MissingExtraError: a package for it is not installed.
    """
    suffix = path.suffix.lower()
    if excel and suffix != ".csv":
        raise ValueError("--excel goes with an output that ends in .csv")
    if path.is_dir() or not suffix:
        from newsfacts.batch.outputs.folder import Folder

        return Folder(path)
    if suffix in (".jsonl", ".ndjson"):
        from newsfacts.batch.outputs.jsonl import JsonLines

        return JsonLines(path)
    if suffix == ".csv":
        from newsfacts.batch.outputs.csv import Csv

        return Csv(path, layers or ("facts",), excel=excel)
    if suffix == ".parquet":
        from newsfacts.batch.outputs.parquet import Parquet

        return Parquet(path, layers)
    if suffix in (".sqlite", ".db"):
        from newsfacts.batch.outputs.sqlite import Sqlite

        return Sqlite(path, layers)
    if suffix == ".duckdb":
        from newsfacts.batch.outputs.duckdb import DuckDb

        return DuckDb(path, layers)
    raise ValueError(f"unknown output {path.name!r}: {', '.join(SUFFIXES)}, or a folder")
