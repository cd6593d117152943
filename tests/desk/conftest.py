"""A ledger of invented reports, and the desk over it on a loopback port."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from desk.invented import english, hostile, many, russian, served, spanish
from dragoman.ledger import Ledger, open_ledger


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("desk") / "ledger.db"
    with open_ledger(path) as opened:
        opened.add_all([english(), spanish(), russian(), hostile(), *many(120)])
        yield opened


@pytest.fixture(scope="session")
def desk(ledger: Ledger) -> Iterator[str]:
    with served(ledger) as address:
        yield address


@pytest.fixture(scope="session")
def client(desk: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk, timeout=20) as opened:
        yield opened


@pytest.fixture
def report_id() -> Callable[[str], str]:
    made = {"en": english, "es": spanish, "ru": russian, "hostile": hostile}
    return lambda name: made[name]()[0].id
