"""A warm program, and a ledger of the bundled sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.forking import Forker


@pytest.fixture(scope="session")
def forker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    with Forker(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="session")
def sample(forker: Forker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that `dragoman demo` makes. It is not to be written to."""
    store = tmp_path_factory.mktemp("sample") / "sample.db"
    done = forker.run("demo", "--no-serve", "--store", store)
    assert done.code == 0, done.err
    return store
