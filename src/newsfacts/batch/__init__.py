"""Batches: many inputs in, one output, one result or one failure for each input, whatever interrupts it.

`run` does what ``newsfacts batch`` does. Inputs are read in order (`inputs`), in this process or several (`reading`);
what became of each is in the `journal`, documents gather in a stage beside the output, and `outputs` take the stage in
as a whole.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Форум посетили более 14 тыс. человек.", "utf-8")
    >>> report = run(Inputs([str(folder)]), folder / "facts.jsonl", quiet=True)
    >>> (report.inputs, report.results, report.failures)
    (1, 1, 0)
"""

from newsfacts.batch.inputs import Inputs
from newsfacts.batch.running import Report, StoppedError, UsageError, retry, run
from newsfacts.batch.settings import Settings, rules_version

__all__ = ["Inputs", "Report", "Settings", "StoppedError", "UsageError", "retry", "rules_version", "run"]
