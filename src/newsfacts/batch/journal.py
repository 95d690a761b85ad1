"""The journal of a batch: which input became what, on disk, so that a run can go on after anything that stopped it.

One SQLite file beside the output. What has been read is in the journal and in the stage (documents as JSON Lines)
together, or in neither: a commit first makes the stage durable and then records its length with the states.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from newsfacts.batch.entries import Problem

State = Literal["pending", "done", "failed", "duplicate", "unchanged"]

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS inputs (
  origin TEXT PRIMARY KEY, id TEXT, digest TEXT, fingerprint TEXT, pass INTEGER, load INTEGER, seq INTEGER,
  claim INTEGER, state TEXT, error TEXT, reason TEXT, place TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_id ON inputs (id);
CREATE INDEX IF NOT EXISTS failures ON inputs (pass, seq) WHERE state = 'failed';
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value TEXT);
"""


class JournalBusyError(RuntimeError):
    """Another run is writing the same output."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal has of an input."""

    origin: str
    digest: str
    fingerprint: str
    number: int
    state: State


class Journal:
    """The states of all inputs; each pass over the inputs has a number, and so has each load of the output.

    Raises:
        JournalBusyError: another process has it open.
        sqlite3.DatabaseError: the file is no journal.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("BEGIN EXCLUSIVE")
            if self._one("PRAGMA user_version") not in (0, _VERSION):
                raise sqlite3.DatabaseError("it is of another version of newsfacts")
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute("COMMIT")
            self._db.execute("BEGIN")
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error):
                raise JournalBusyError(f"another run has {path} open") from None
            raise
        except sqlite3.DatabaseError:
            self._db.close()
            raise

    def get(self, key: str, default: Any = None) -> Any:
        """A value of the run."""
        row = self._db.execute("SELECT value FROM run WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def put(self, **values: Any) -> None:
        """Keep values of the run."""
        told = [(key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
        self._db.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", told)

    def commit(self) -> None:
        """Make what has been told durable."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._db.close()

    def begin(self, number: int) -> None:
        """Work on this pass: what was under way when it stopped is forgotten."""
        self._pass = number
        self._load: int = self.get("load", 0)
        self._seq: int = self._one("SELECT coalesce(max(seq), 0) FROM inputs WHERE pass = ?", number)
        self._db.execute("DELETE FROM inputs WHERE state = 'pending'")

    def forget_failures(self) -> None:
        """Let the inputs that failed in this pass be read again."""
        self._db.execute("DELETE FROM inputs WHERE state = 'failed' AND pass = ?", (self._pass,))

    def at(self, origin: str) -> Known | None:
        """What this pass has of an input, by where it comes from."""
        return self._known("origin = ? AND pass = ?", origin, self._pass)

    def holder(self, id: str) -> Known | None:
        """The input that claimed this id: the first one in this pass, read or failed, else the last one read before."""
        return self._known(
            "id = ? AND claim AND (pass = ? OR state IN ('done', 'unchanged')) ORDER BY pass DESC LIMIT 1",
            id,
            self._pass,
        )

    def take(self, origin: str, id: str, digest: str, fingerprint: str) -> None:
        """Note that an input is being read, and that the id is its own."""
        self._db.execute(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, NULL, 1, 'pending', NULL, NULL, NULL)",
            (origin, id, digest, fingerprint, self._pass, self._load),
        )

    def settle(
        self, origin: str, id: str, digest: str, fingerprint: str, state: State, why: Problem | None, *, claim: bool
    ) -> None:
        """Note what became of an input; the order of calls is the order of the inputs."""
        self._seq += 1
        told = (why.error, why.reason, why.where) if why else (None, None, None)
        self._db.execute(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (origin, id, digest, fingerprint, self._pass, self._load, self._seq, claim, state, *told),
        )

    def counts(self) -> dict[str, int]:
        """How many inputs of this pass are in each state."""
        rows = self._db.execute("SELECT state, count(*) FROM inputs WHERE pass = ? GROUP BY state", (self._pass,))
        return dict(rows.fetchall())

    def loaded(self, id: str) -> bool:
        """Whether the stage of this load has the article."""
        return bool(
            self._one(
                "SELECT count(*) FROM inputs WHERE id = ? AND state = 'done' AND pass = ? AND load = ?",
                id,
                self._pass,
                self._load,
            )
        )

    def staged(self) -> int:
        """How many documents the stage of this load has."""
        wanted = "state = 'done' AND pass = ? AND load = ?"
        return self._one(f"SELECT count(*) FROM inputs WHERE {wanted}", self._pass, self._load)

    def failures(self) -> Iterator[dict[str, str | None]]:
        """The inputs that failed in this pass, in their order."""
        rows = self._db.execute(
            "SELECT id, origin, error, reason, place FROM inputs WHERE state = 'failed' AND pass = ? ORDER BY seq",
            (self._pass,),
        )
        for id, origin, error, reason, place in rows:
            yield {"id": id, "origin": origin, "error": error, "reason": reason, "where": place}

    def _known(self, where: str, *values: object) -> Known | None:
        row = self._db.execute(
            f"SELECT origin, digest, fingerprint, pass, state FROM inputs WHERE {where}", values
        ).fetchone()
        return None if row is None else Known(*row)

    def _one(self, query: str, *values: object) -> int:
        return int(self._db.execute(query, values).fetchone()[0])
