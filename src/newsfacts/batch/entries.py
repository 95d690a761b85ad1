"""The inputs of a batch: what is read as one article, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an input gives no result: the error's class, its message, and where in the code it was raised."""

    error: str
    reason: str
    where: str | None = None

    @classmethod
    def of(cls, error: BaseException) -> "Problem":
        """Describe an error."""
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = None
        if last is not None:
            where = f"{'/'.join(Path(last.tb_frame.f_code.co_filename).parts[-3:])}:{last.tb_lineno}"
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return cls(type(error).__name__, clean(reason), where)


@dataclass(frozen=True, slots=True)
class Entry:
    """One input before it is read: a file, a record of a table, or a place where reading broke off.

    Attributes:
        origin: the path, or path and number of a record; no two inputs of a run share it.
        id: the caller's id, or one made of the path.
        size: how many bytes of input it stands for, for the progress shown.
        encoding: what a record was decoded from, or what the file is to be read as; without it, the bytes tell.
    """

    origin: str
    id: str
    size: int
    path: Path | None = None
    record: Mapping[str, Any] | None = None
    published: str | None = None
    encoding: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One input as a reader gets it: the bytes of a file, or a record, or the problem that stands for it."""

    origin: str
    id: str
    digest: str
    data: bytes | None = None
    html: bool = False
    record: Mapping[str, Any] | None = None
    published: str | None = None
    encoding: str | None = None
    problem: Problem | None = None


def clean(name: str) -> str:
    """A name that can be written as UTF-8: bytes and surrogates that cannot are spelt out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def digest(*parts: object) -> str:
    """Hash what an article is read from."""
    whole = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data) + data)
    return whole.hexdigest()[:32]
