"""The collect room: from addresses to documents as fetched.

`collect` takes files, folders, pages and feeds; `SafeFetcher` is what goes to the web, safe by
default.
"""

from dragoman.collect.fetcher import SafeFetcher
from dragoman.collect.files import read_lines
from dragoman.collect.gather import Known, Outcome, collect, nothing_known
from dragoman.collect.protocol import (
    MAX_BYTES,
    Failure,
    Fetcher,
    FetchPolicy,
    Unchanged,
    Validators,
)

__all__ = [
    "MAX_BYTES",
    "Failure",
    "FetchPolicy",
    "Fetcher",
    "Known",
    "Outcome",
    "SafeFetcher",
    "Unchanged",
    "Validators",
    "collect",
    "nothing_known",
    "read_lines",
]
