"""What a server allows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server.

    Args:
        token: what clients must send as ``Authorization: Bearer …``; None lets everyone in.
        workers: processes that read articles; 1 reads in a thread of the server's own process.
        concurrency: requests that are read or wait at once; the next gets 429.
        max_body: bytes of one article's request, and of one line of a batch.
        max_batch: bytes of a whole batch.
        timeout: seconds that one article may take, waiting included.
        body_timeout: seconds that a client may take to send a request, and between two pieces of a batch.
        experimental: look for experimental fact types, too.
    """

    token: str | None = None
    workers: int = 1
    concurrency: int = 32
    max_body: int = 1_000_000
    max_batch: int = 256_000_000
    timeout: float = 30.0
    body_timeout: float = 15.0
    experimental: bool = False
