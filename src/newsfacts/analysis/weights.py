"""Reads the weights of slovnet's news NER network from the files inside the natasha wheel.

Natasha is found, not imported: its own imports fail on Python 3.12 and later.
"""

import gzip
import importlib.util
import json
import tarfile
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_NER = "data/model/slovnet_ner_news_v1.tar"
_NAVEC = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_PROTOCOL = 1


class ModelNotFoundError(RuntimeError):
    """The model files are missing or unreadable; the message names the package to install."""


_FEW = 2_000  # words looked up by bisection; a table of all of them costs as much


class Words:
    """The words of the embedding, a sorted text. A few words are searched by bisection, many in a table made then."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines + b"\n"
        self._ends = np.flatnonzero(np.frombuffer(self._lines, np.uint8) == ord("\n"))
        self._unknown = len(self._ends) - 2  # the last two lines are <unk> and <pad>
        self._asked = 0
        self._rows: dict[bytes, int] = {}

    def __len__(self) -> int:
        return self._unknown

    def __getitem__(self, index: int) -> bytes:
        start = int(self._ends[index - 1]) + 1 if index else 0
        return self._lines[start : int(self._ends[index])]

    def row(self, word: str) -> int:
        """Return the row of `word` in the embedding, that of the unknown word if it has none."""
        key = word.encode("utf-8", "surrogatepass")
        if self._rows:
            return self._rows.get(key, self._unknown)
        self._asked += 1
        if self._asked > _FEW:
            self._rows = {line: row for row, line in enumerate(self._lines.split(b"\n", self._unknown)[:-1])}
        index = bisect_left(self, key)
        return index if index < self._unknown and self[index] == key else self._unknown


@dataclass(frozen=True)
class Convolution:
    """A convolution of width 3: `kernel` is filters × channels × 3, `scale` and `shift` its BatchNorm."""

    kernel: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True)
class NerWeights:
    """The network: product-quantised word vectors, shape vectors, three convolutions, CRF."""

    words: Words
    shapes: dict[str, int]
    tags: tuple[str, ...]
    word_codes: npt.NDArray[np.uint8]  # words × quantisers, mapped from the file
    code_vectors: Floats  # quantisers × 256 × 3
    shape_vectors: Floats
    convolutions: tuple[Convolution, ...]
    projection: Floats
    projection_bias: Floats
    transitions: Floats


def read_weights() -> NerWeights:
    """Read the weights of the news NER network.

    Raises:
        ModelNotFoundError: If natasha is not installed, or its model files are missing or of another kind.
    """
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelNotFoundError("the models for names are missing: install natasha (1.6 or later)")
    root = Path(spec.submodule_search_locations[0])
    try:
        return _read(root / _NER, root / _NAVEC)
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise ModelNotFoundError(
            f"the models for names under {root} cannot be read: reinstall natasha (1.6 or later)"
        ) from error


def _read(ner: Path, navec: Path) -> NerWeights:
    with tarfile.open(ner, "r:") as tar:
        _check(tar)
        model = json.loads(_content(tar, "model.json"))

        def array(weight: dict[str, Any]) -> Floats:
            content = _content(tar, f"arrays/{weight['array']}.bin")
            return np.frombuffer(content, weight["dtype"]).reshape(weight["shape"])

        def vocabulary(name: str) -> bytes:
            return gzip.decompress(_content(tar, f"vocabs/{name}.gz"))

        convolutions = []
        for layer in model["encoder"]["layers"]:
            norm = {name: array(weight) for name, weight in layer["norm"].items()}
            scale = norm["weight"] / norm["std"]
            shift = norm["bias"] - norm["mean"] * scale
            conv = layer["conv"]
            convolutions.append(Convolution(array(conv["weight"]), array(conv["bias"]), scale, shift))
        codes, vectors = _map_embedding(navec, model["emb"]["word"])
        head = model["head"]
        return NerWeights(
            words=Words(vocabulary("word")),
            shapes={shape: row for row, shape in enumerate(vocabulary("shape").decode().splitlines())},
            tags=tuple(vocabulary("tag").decode().splitlines()),
            word_codes=codes,
            code_vectors=vectors,
            shape_vectors=array(model["emb"]["shape"]["weight"]),
            convolutions=tuple(convolutions),
            projection=array(head["proj"]["weight"]),
            projection_bias=array(head["proj"]["bias"]),
            transitions=array(head["crf"]["transitions"]),
        )


def _map_embedding(path: Path, expected: dict[str, Any]) -> tuple[npt.NDArray[np.uint8], Floats]:
    """Map the word codes into memory, so that only the pages of the words met are ever read."""
    with tarfile.open(path, "r:") as tar:
        name = _check(tar)
        if name != expected["id"]:
            raise ValueError(f"expected the embedding {expected['id']}, found {name}")
        start = tar.getmember("pq.bin").offset_data
    words, quantisers = (int(length) for length in expected["indexes"]["shape"])
    _, centroids, size = (int(length) for length in expected["codes"]["shape"])
    header = np.fromfile(path, np.uint32, 4, offset=start)
    if header.tolist() != [words, quantisers * size, quantisers, centroids]:
        raise ValueError(f"expected other dimensions than {header.tolist()}")
    start += header.nbytes
    codes = np.memmap(path, np.uint8, "r", start, (words, quantisers))
    vectors = np.fromfile(path, np.float32, quantisers * centroids * size, offset=start + codes.size)
    return codes, vectors.reshape(quantisers, centroids, size)


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()


def _check(tar: tarfile.TarFile) -> str:
    meta = json.loads(_content(tar, "meta.json"))
    if meta["protocol"] != _PROTOCOL:
        raise ValueError(f"expected protocol {_PROTOCOL}, found {meta['protocol']}")
    return str(meta["id"])
