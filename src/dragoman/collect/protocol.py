"""The seam of the collect room: what fetches, under what policy, and what can come of it."""

from dataclasses import dataclass
from typing import Protocol

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.model import Document

#: Most bytes of one document, after decompression; also the longest line of a codebook file.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What a fetcher may do.

    `allow_loopback` admits 127.0.0.0/8 and ::1, and nothing else that is not public. `timeout` is
    in seconds, from the first packet to the last byte of one answer. `max_bytes` counts after
    decompression, `max_ratio` is decoded over received bytes. `delay` is the pause in seconds
    between two requests to one host; `patience` the longest pause in seconds that a host may ask
    for (Retry-After, Crawl-delay) before its document is given up. The part of `user_agent` before
    the first slash is the name that robots.txt is asked about.
    """

    allow_loopback: bool = False
    timeout: float = 20.0
    max_bytes: int = MAX_BYTES
    max_ratio: float = 100
    max_redirects: int = 5
    delay: float = 1.0
    patience: float = 30.0
    obey_robots: bool = True
    user_agent: str = f"Dragoman/{__version__}"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the document last time, to be asked only for a newer one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the document is still the one that is had."""

    address: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One address, or one record of it, that gave no document, and why."""

    address: str
    error: DragomanError


class Fetcher(Protocol):
    """Gets one document from the web."""

    def fetch(self, address: str, validators: Validators | None = None) -> Document | Unchanged:
        """The document at a URL, or that it has not changed; CollectError or EmptyError else."""
        ...
