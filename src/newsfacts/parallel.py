"""Batches, in this process or in several: order kept, input taken as it is needed, nothing left running."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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


class WorkerLostError(RuntimeError):
    """The process that read an article died, each time it was tried."""


def map_ordered(
    make: Callable[..., Callable[[list[A]], list[B]]],
    arguments: tuple[Any, ...],
    items: Iterable[tuple[list[A], C]],
    processes: int,
) -> Generator[tuple[list[B | WorkerLostError], C], None, None]:
    """Apply ``make(*arguments)``, made once in each process, to the list in each pair; the second stays here.

    Results come in the order of the items, of which only a few are taken ahead. What a process had in hand when it
    died is given to another; an element that kills two of them has the error in its place. Processes are spawned, so
    that a script that uses them needs ``if __name__ == "__main__"``; they end with the iterator, and with this process.
    """
    pending: deque[tuple[list[A], C, Future[list[B]] | None]] = deque()
    pool: _Pool[A, B] = _Pool(make, arguments, processes)
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
                pending.append((item, kept, pool.submit(item)))
            if not pending:
                break
            item, kept, future = pending.popleft()
            outcomes = pool.result(future)
            if outcomes is None:
                outcomes = pool.one_by_one(item)
                pending = deque((item, kept, pool.submit(item)) for item, kept, _ in pending)
            yield outcomes, kept
        if failure is not None:
            raise failure
    finally:
        pool.close()


class _Pool(Generic[A, B]):
    """Processes that are replaced when one of them dies."""

    def __init__(
        self, make: Callable[..., Callable[[list[A]], list[B]]], arguments: tuple[Any, ...], processes: int
    ) -> None:
        self._make = make
        self._arguments = arguments
        self._processes = processes
        self._open()

    def _open(self) -> None:
        # Most callers read in one process and need not wait for these modules.
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        self._broken = BrokenProcessPool
        self._executor = ProcessPoolExecutor(self._processes, get_context("spawn"), initializer=_follow_parent)

    def submit(self, item: list[A]) -> "Future[list[B]] | None":
        """Hand out an item; None where the processes are gone."""
        with _one_thread():
            try:
                return self._executor.submit(_apply, self._make, self._arguments, item)
            except self._broken:
                return None

    def result(self, future: "Future[list[B]] | None") -> list[B | WorkerLostError] | None:
        """Wait for what was handed out; None where its process died."""
        try:
            return None if future is None else [*future.result()]
        except self._broken:
            return None

    def one_by_one(self, item: list[A]) -> list[B | WorkerLostError]:
        """Start anew and read each element on its own, while nothing else is under way, to see which one kills."""
        self.close()
        self._open()
        outcomes: list[B | WorkerLostError] = []
        for element in item:
            for _ in range(2):
                outcome = self.result(self.submit([element]))
                if outcome is not None:
                    outcomes += outcome
                    break
                self.close()
                self._open()
            else:
                outcomes.append(WorkerLostError("the process that read it died, twice"))
        return outcomes

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _follow_parent() -> None:
    """In a new process: leave Ctrl-C to the parent, and end when the parent does, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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


def _apply(make: Callable[..., Callable[[list[A]], list[B]]], arguments: tuple[Any, ...], item: list[A]) -> list[B]:
    function: Callable[[list[A]], list[B]] = _made(make, *arguments)
    return function(item)


@lru_cache(maxsize=1)
def _made(make: Callable[..., Any], *arguments: Any) -> Any:
    made = make(*arguments)
    gc.freeze()  # what was loaded stays: the collector of this process need never look at it again
    return made
