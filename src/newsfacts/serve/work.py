"""Reading articles beside the server's loop, so many at a time."""

import asyncio
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from typing import Literal

from newsfacts.pipeline import Pipeline
from newsfacts.records import Input
from newsfacts.serve.http import HttpError
from newsfacts.serve.pages import view_page
from newsfacts.serve.settings import Settings

Shape = Literal["json", "page"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading an article gave: the answer and the number of facts by type; or where it failed (no text)."""

    body: str
    facts: dict[str, int]
    failure: str = ""


class Works:
    """Reads articles in a thread or in processes. ``busy`` counts the requests that are read or wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = self._made()
        self.busy = 0

    def _made(self) -> Executor:
        if self._settings.workers == 1:
            return ThreadPoolExecutor(1, thread_name_prefix="newsfacts")
        return ProcessPoolExecutor(self._settings.workers, get_context("spawn"))

    async def start(self) -> None:
        """Load the models in every worker.

        Raises:
            RuntimeError: a worker cannot read.
        """
        warm = Input("Мост открыт.")
        jobs = [self._pool.submit(_read, warm, "json", self._settings) for _ in range(self._settings.workers)]
        for outcome in await asyncio.gather(*map(asyncio.wrap_future, jobs)):
            if outcome.failure:
                raise RuntimeError(f"a worker cannot read: {outcome.failure}")

    def stop(self) -> None:
        """End the workers once what they read is done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among the requests that are read or wait.

        Raises:
            HttpError: all are taken (429).
        """
        if self.busy >= self._settings.concurrency:
            raise HttpError(429, "busy", "the server is busy, try again", retry_after="1")
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1

    async def read(self, article: Input, shape: Shape) -> Outcome:
        """Read an article.

        Raises:
            HttpError: it took too long (504), or a worker died (503).
        """
        pool = self._pool
        try:
            job = pool.submit(_read, article, shape, self._settings)
            try:
                async with asyncio.timeout(self._settings.timeout):
                    return await asyncio.shield(asyncio.wrap_future(job))
            except TimeoutError:
                if not job.cancel():
                    self._keep_place(job)
                message = f"reading took longer than {self._settings.timeout:g} seconds"
                raise HttpError(504, "too_slow", message) from None
        except BrokenProcessPool:
            if self._pool is pool:
                pool.shutdown(wait=False)
                self._pool = self._made()
            raise HttpError(503, "worker_lost", "a worker has died, try again", retry_after="1") from None

    def _keep_place(self, job: "Future[Outcome]") -> None:
        """Count work that nobody waits for any more until it is done."""
        loop = asyncio.get_running_loop()
        self.busy += 1
        job.add_done_callback(lambda _: loop.call_soon_threadsafe(self._give_back))

    def _give_back(self) -> None:
        self.busy -= 1


def _read(article: Input, shape: Shape, settings: Settings) -> Outcome:
    try:
        result = _pipeline(settings.experimental)(
            article.text, id=article.id, title=article.title, published=article.published
        )
        body = result.to_json() if shape == "json" else view_page(result, token=settings.token is not None)
        return Outcome(body, dict(Counter(fact.type for fact in result.facts)))
    except Exception as error:  # the message may quote the article, so only its kind and place are told
        return Outcome("", {}, failure_of(error))


def failure_of(error: BaseException) -> str:
    """An error for the log, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {where}"


@lru_cache(maxsize=1)
def _pipeline(experimental: bool) -> Pipeline:
    return Pipeline(experimental=experimental)
