"""Coverage-guided fuzzing of everything that takes bytes or text from outside, with atheris.

    python tests/fuzz/fuzz.py TARGET [libFuzzer options, such as -max_total_time=1800] [CORPUS FOLDER]

Targets: ``pipeline`` (bytes to facts, every span quotes the text), ``parse`` (times and quantities alone), ``files``
(bytes to text), ``lines`` and ``csv`` (readers of a batch). A finding is written to ``crash-…`` in the current folder:
mend it and keep it as a case in tests/test_robustness.py. Needs atheris beside newsfacts' own dependencies; it is not
among those of the tests, for it is built for few platforms.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsfacts"]):
    import newsfacts
    from newsfacts.batch.containers import guarded, read_csv, read_lines
    from newsfacts.files import decoded

WORDS = Path(__file__).parent / "words.txt"
_MOST = 4000  # characters; longer texts only cost time here, tests/benchmarks/growth.py has them


def _pieces(data: bytes, words: list[str]) -> str:
    """A text made of words of news: each byte is a word, unless the first says that the bytes are text themselves."""
    if data[:1] < b"\x40":
        return data[1:].decode("utf-8", "surrogatepass" if data[:1] < b"\x20" else "replace")
    return "".join(words[byte % len(words)] + ("" if byte >= 0xE0 else " ") for byte in data[1:])


def _quotes(result: newsfacts.Result) -> None:
    for said in result.quotes():
        assert result.text[said.start : said.end] == said.text, said


def target(name: str) -> Callable[[bytes], None]:
    """The function to fuzz."""
    words = WORDS.read_text("utf-8").split("\n")[:-1]
    folder = Path(tempfile.mkdtemp())

    def pipeline(data: bytes) -> None:
        try:
            text = _pieces(data, words)[:_MOST]
        except UnicodeDecodeError:
            return
        result = nf(text, published="2025-10-01")
        _quotes(result)
        newsfacts.Result.from_dict(result.to_dict(), text)
        result.to_json()

    def parse(data: bytes) -> None:
        try:
            text = _pieces(data, words)[:_MOST]
        except UnicodeDecodeError:
            return
        for record in (*newsfacts.parse_times(text), *newsfacts.parse_quantities(text)):
            assert text[record.start : record.end] == record.text

    def files(data: bytes) -> None:
        try:
            decoded(data)
        except ValueError as error:
            assert str(error)

    def lines(data: bytes) -> None:
        for entry in guarded(lambda: read_lines(io.BytesIO(data), "a", {}, 100), "a"):
            assert entry.record is not None or entry.problem is not None

    def csv(data: bytes) -> None:
        path = folder / "a.csv"
        path.write_bytes(data)
        for entry in guarded(lambda: read_csv(path, "a", {}, 100), "a"):
            assert entry.record is not None or entry.problem is not None

    targets = {one.__name__: one for one in (pipeline, parse, files, lines, csv)}
    if name == "pipeline":
        nf = newsfacts.load(experimental=True)
    return targets[name]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    chosen = target(sys.argv.pop(1))
    atheris.Setup(sys.argv, chosen)
    atheris.Fuzz()
