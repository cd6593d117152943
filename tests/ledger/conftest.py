"""A fresh ledger a test, in each of the two stores."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, open_ledger
from ledger.shelf import Shelf
from postgres import Server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a ledger that is still to be made."""
    return tmp_path / "ledger.db"


@pytest.fixture(scope="session")
def shelf(postgres: Server) -> Shelf:
    return Shelf(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The store that the test runs on."""
    return str(request.param)


@pytest.fixture
def fresh(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Gives the address of one more ledger, empty or still to be made, each time it is called."""
    with ExitStack() as opened:
        numbers = count()

        def address() -> str:
            if kind == "sqlite":
                return str(tmp_path / f"fresh-{next(numbers)}.db")
            shelf: Shelf = request.getfixturevalue("shelf")
            return opened.enter_context(shelf.lend())

        yield address


@pytest.fixture
def place(kind: str, path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a ledger, empty or still to be made."""
    if kind == "sqlite":
        return str(path)
    address: str = request.getfixturevalue("fresh")()
    return address


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place) as opened:
        yield opened
