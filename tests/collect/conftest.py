"""The misbehaving server, and a policy that lets tests reach it without long pauses."""

from collections.abc import Iterator

import pytest

from dragoman.collect import FetchPolicy, SafeFetcher
from misbehaving import Server, serve

QUICK = FetchPolicy(allow_loopback=True, timeout=1.5, delay=0, max_bytes=2_000_000)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def fetcher() -> SafeFetcher:
    return SafeFetcher(QUICK)


@pytest.fixture
def policy() -> FetchPolicy:
    return QUICK
