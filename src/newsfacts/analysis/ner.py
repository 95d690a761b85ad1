"""Names in text: the tags of slovnet's news NER network, computed faster.

The first convolution is computed once per word form and cached, BatchNorm is folded into the layer
after it, all sequences share one matrix without padding, and Viterbi decodes all rows at once.
"""

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from newsfacts.analysis.shapes import word_shape
from newsfacts.analysis.viterbi import best_path
from newsfacts.analysis.weights import Convolution, NerWeights, read_weights

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_CACHED_ROWS = 20_480  # word forms whose projections are kept, 3 KB each
_WINDOW = 4_096  # rows computed at once: bounds the memory that a long text takes
_HALO = 3  # rows on either side that decide a row's emissions: one for each convolution


class NameTagger:
    """Tags names of persons, places and organisations in sequences of tokens.

    One tagger may serve several threads; pickling it makes the other process load the model again.

    Example:
        >>> NameTagger.load().tag([["Иван", "Петров", "приехал", "в", "Минск"]])
        [['B-PER', 'I-PER', 'O', 'O', 'B-LOC']]
    """

    def __init__(self, weights: NerWeights) -> None:
        self._tags = [tag if tag != "<pad>" else "O" for tag in weights.tags]
        self._first = _Projections(weights)
        first, second, third = weights.convolutions
        self._layers = (_Layer(second, first), _Layer(third, second))
        self._projection = np.ascontiguousarray(weights.projection * third.scale[:, None])
        self._projection_bias = weights.projection_bias + third.shift @ weights.projection
        self._transitions = np.ascontiguousarray(weights.transitions)

    @classmethod
    def load(cls) -> "NameTagger":
        """Load the model from the installed natasha package.

        Raises:
            ModelNotFoundError: If natasha is not installed or its model files cannot be read.
        """
        return cls(read_weights())

    def __reduce__(self) -> tuple[Callable[[], "NameTagger"], tuple[()]]:
        return NameTagger.load, ()

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return one BIO tag (`O`, `B-PER`, `I-PER`, `B-LOC`, …) for every token of every sequence.

        A token's context is its whole sequence; whole documents give better tags than sentences.
        """
        # One row a token, and a separator row before, between and after the sequences.
        words: list[str | None] = [None]
        for sequence in sequences:
            words.extend(sequence)
            words.append(None)
        if len(words) == len(sequences) + 1:
            return [[] for _ in sequences]
        separators = np.flatnonzero(np.fromiter((word is None for word in words), bool, len(words)))
        emissions = np.concatenate(list(self._emissions(words)))
        states = best_path(emissions, self._transitions, separators).tolist()
        names = self._tags
        return [
            [names[state] for state in states[start + 1 : stop]]
            for start, stop in zip(separators[:-1].tolist(), separators[1:].tolist(), strict=True)
        ]

    def _emissions(self, words: list[str | None]) -> Iterator[Floats]:
        for start in range(0, len(words), _WINDOW):
            left = max(0, start - _HALO)
            stop = min(len(words), start + _WINDOW)
            window = words[left : stop + _HALO]
            rows = self._first(window)
            empty = np.flatnonzero(np.fromiter((word is None for word in window), bool, len(window)))
            rows[empty] = 0
            for layer in self._layers:
                rows = layer(rows, empty)
            yield (rows @ self._projection + self._projection_bias)[start - left : stop - left]


class _Projections:
    """Embedding and first convolution: what a word form gives to itself and its neighbours, cached."""

    def __init__(self, weights: NerWeights) -> None:
        self._weights = weights
        kernel = weights.convolutions[0].kernel
        self._width = kernel.shape[0]
        self._kernel = np.ascontiguousarray(kernel.transpose(1, 2, 0).reshape(kernel.shape[1], -1))
        self._bias = np.zeros(3 * self._width, np.float32)
        self._bias[self._width : 2 * self._width] = weights.convolutions[0].bias
        # Row 0 stands for a separator. Memory never touched is never taken.
        self._table = np.zeros((_CACHED_ROWS + _WINDOW + 2 * _HALO, 3 * self._width), np.float32)
        self._row_of: dict[str | None, int] = {None: 0}
        self._row_of_pair: dict[tuple[int, int], int] = {}
        self._lock = threading.Lock()

    def __call__(self, words: list[str | None]) -> Floats:
        with self._lock:
            taps = self._table[self._rows(words)]
        width = self._width
        rows = taps[:, width : 2 * width]
        rows[1:] += taps[:-1, :width]
        rows[:-1] += taps[1:, 2 * width :]
        return np.maximum(rows, 0)

    def _rows(self, words: list[str | None]) -> list[int]:
        if len(self._row_of) > _CACHED_ROWS:
            self._row_of = {None: 0}
            self._row_of_pair.clear()
        row_of = self._row_of
        new = {word for word in words if word not in row_of}
        if new:
            self._add(new)
        return [row_of[word] for word in words]

    def _add(self, words: set[str | None]) -> None:
        """Compute the projections of new word forms; forms with the same word and shape share a row."""
        weights = self._weights
        pairs: list[tuple[int, int]] = []
        first = len(self._row_of_pair) + 1
        for word in words:
            assert word is not None  # the separator is always there
            pair = weights.words.row(word.lower()), weights.shapes[word_shape(word)]
            row = self._row_of_pair.get(pair)
            if row is None:
                row = self._row_of_pair[pair] = first + len(pairs)
                pairs.append(pair)
            self._row_of[word] = row
        if pairs:
            word_rows, shape_rows = np.array(pairs).T
            codes = weights.word_codes[word_rows]
            vectors = weights.code_vectors[np.arange(codes.shape[1]), codes].reshape(len(pairs), -1)
            inputs = np.concatenate([vectors, weights.shape_vectors[shape_rows]], axis=1)
            self._table[first : first + len(pairs)] = inputs @ self._kernel + self._bias


class _Layer:
    """A later convolution with ReLU, the BatchNorm of the layer before it folded in."""

    def __init__(self, convolution: Convolution, before: Convolution) -> None:
        kernel = convolution.kernel
        scaled = kernel * before.scale[None, :, None]
        shifts = [kernel[:, :, tap] @ before.shift for tap in range(3)]
        self._width = kernel.shape[0]
        self._kernel = np.ascontiguousarray(scaled.transpose(2, 1, 0).reshape(-1, self._width))
        self._bias = convolution.bias + shifts[0] + shifts[1] + shifts[2]
        self._left, self._right = shifts[0], shifts[2]

    def __call__(self, rows: Floats, empty: Ints) -> Floats:
        """Convolve rows whose `empty` rows are zero; those stay zero.

        Zero rows were never shifted by BatchNorm: beside them, the shift folded into the bias is taken back.
        """
        count, channels = rows.shape
        output = np.zeros((count, self._width), np.float32)
        # The windows starting at rows 0, 3, 6, … are one matrix without copying; so are those from 1 and 2.
        for first in range(3):
            windows = (count - first) // 3
            if windows > 0:
                matrix = rows[first : first + 3 * windows].reshape(windows, 3 * channels)
                np.matmul(matrix, self._kernel, out=output[first + 1 : first + 3 * windows : 3])
        output += self._bias
        output[empty[empty < count - 1] + 1] -= self._left
        output[empty[empty > 0] - 1] -= self._right
        np.maximum(output, 0, out=output)
        output[empty] = 0
        return output
