"""JSON Lines: the documents as they are."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj

import msgspec

from newsfacts.batch.outputs.base import Replaced, beside, lines, sync


class _Article(msgspec.Struct):
    id: str | None = None


class _Head(msgspec.Struct):
    article: _Article


_DECODER = msgspec.json.Decoder(_Head)


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One document a line, in the order of the inputs; those read again later stand at the end."""

    path: Path
    merges: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The file."""
        return (self.path,)

    def load(self, stage: Path, replaced: Replaced | None) -> None:
        """Take the stage as it is, or add it to what stays of the file."""
        if replaced is None:
            if stage.exists():  # else it was moved before the run was stopped
                stage.replace(self.path)
                sync(self.path.parent)
            return
        with beside(self.path) as draft, draft.open("wb") as sink:
            if self.path.exists():
                for line in lines(self.path):
                    if not replaced(article_id(line) or ""):
                        sink.write(line)
            with stage.open("rb") as source:
                copyfileobj(source, sink)


def article_id(line: bytes) -> str | None:
    """The article's id of a document."""
    return _DECODER.decode(line).article.id
