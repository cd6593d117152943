"""A ledger in a file, a server on loopback, and a fetcher that may go there."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.collect import FetchPolicy, SafeFetcher
from dragoman.ledger import Ledger, open_ledger
from misbehaving import Server, serve


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "store" / "ledger.db") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def fetcher() -> SafeFetcher:
    return SafeFetcher(FetchPolicy(allow_loopback=True, timeout=3, delay=0))


def dump(ledger: Ledger) -> list[str]:
    """All that the ledger's file holds, as SQL."""
    connection = sqlite3.connect(ledger.path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
