"""Exact Viterbi decoding of many rows at once."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
States = npt.NDArray[np.uint8]


def best_path(emissions: Floats, transitions: Floats, separators: Ints) -> States:
    """Return the best state of every row, rows between two separators forming one sequence.

    The rows are cut into blocks of equal length. The best-path matrix from every entry state is
    computed for all blocks at once, then a short pass joins the blocks, then all rows are decoded
    at once from the true entry scores. Transitions into and out of a separator cost nothing, which
    restarts the path there.
    """
    count, states = emissions.shape
    block = max(6, int((count / 2) ** 0.5)) if count < 3000 else 32
    blocks = -(-count // block)
    free = np.zeros(blocks * block, bool)  # rows entered without a transition cost
    free[separators] = True
    free[count:] = True
    rows = np.zeros((blocks * block, states), np.float32)
    rows[:count] = emissions
    rows[free] = 0
    free[1:] |= free[:-1].copy()
    # The block is the last axis: every operation runs over long contiguous rows.
    steps = np.ascontiguousarray(rows.reshape(blocks, block, states).transpose(1, 2, 0))
    free_blocks = [np.flatnonzero(at) for at in free.reshape(blocks, block).T]

    entries = _entry_scores(steps, transitions, free_blocks)
    score = np.ascontiguousarray(entries.T)
    history = np.empty((block, states, blocks), np.uint8)
    for step, at in enumerate(free_blocks):
        paths = score[:, None, :] + transitions[:, :, None]  # previous × state × block
        history[step] = paths.argmax(0)
        best = paths.max(0)
        if at.size:
            best[:, at] = score[:, at].max(0)
            history[step][:, at] = score[:, at].argmax(0)
        score = best + steps[step]

    back = np.ascontiguousarray(history.transpose(2, 0, 1)).tobytes()
    state = int(score[:, -1].argmax())
    path = bytearray(blocks * block)
    path[-1] = state
    for row in range(blocks * block - 1, 0, -1):
        state = back[states * row + state]
        path[row - 1] = state
    return np.frombuffer(path, np.uint8)[:count]


def _entry_scores(steps: Floats, transitions: Floats, free_blocks: list[Ints]) -> Floats:
    """Return the score of every state before the first row of every block."""
    _, states, blocks = steps.shape
    best = np.full((states, states, blocks), -1e9, np.float32)  # state × entry × block
    best[np.arange(states), np.arange(states)] = 0
    for step, at in zip(steps, free_blocks, strict=True):
        paths = (best[:, :, None, :] + transitions[:, None, :, None]).max(0)  # entry × state × block
        if at.size:
            paths[:, :, at] = best[:, :, at].max(0)[:, None, :]
        paths += step
        best = paths.transpose(1, 0, 2)
    through = np.ascontiguousarray(best.transpose(2, 1, 0))  # block × entry × state
    entries = np.empty((blocks, states), np.float32)
    score = np.zeros(states, np.float32)
    for index in range(blocks):
        entries[index] = score
        score = (score[:, None] + through[index]).max(0)
    return entries
