"""Batches, in this process or in several: order kept, input taken as it is needed, nothing left running."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

_AHEAD = 2  # batches a process that are under way or wait for it
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def batches(items: Iterable[A], size: int) -> Iterator[list[A]]:
    """Cut a stream into lists of ``size``; where the stream fails, what came before is handed out first.

    Example:
        >>> list(batches("abcde", 2))
        [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[A] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) == size:
                full, batch = batch, []
                yield full
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def map_ordered(
    make: Callable[..., Callable[[A], B]], arguments: tuple[Any, ...], items: Iterable[tuple[A, C]], processes: int
) -> Generator[tuple[B, C], None, None]:
    """Apply ``make(*arguments)``, made once in each process, to the first of each pair; the second stays here.

    Results come in the order of the items, of which only a few are taken ahead. Processes are spawned, so that a
    script that uses them needs ``if __name__ == "__main__"``, and end with the iterator.
    """
    # Most callers read in one process and need not wait for these modules.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pending: deque[tuple[Future[B], C]] = deque()
    pool = ProcessPoolExecutor(processes, get_context("spawn"))
    source = iter(items)
    failure: Exception | None = None
    try:
        while True:
            while failure is None and len(pending) < _AHEAD * processes:
                try:
                    item, kept = next(source)
                except StopIteration:
                    break
                except Exception as error:  # raised once what came before is done
                    failure = error
                    break
                with _one_thread():
                    pending.append((pool.submit(_apply, make, arguments, item), kept))
            if not pending:
                break
            future, kept = pending.popleft()
            yield future.result(), kept
        if failure is not None:
            raise failure
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes started in here run BLAS in one thread: they share the cores as it is."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _apply(make: Callable[..., Callable[[A], B]], arguments: tuple[Any, ...], item: A) -> B:
    function: Callable[[A], B] = _made(make, *arguments)
    return function(item)


@lru_cache(maxsize=1)
def _made(make: Callable[..., Any], *arguments: Any) -> Any:
    return make(*arguments)
