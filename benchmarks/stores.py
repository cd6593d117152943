"""Ledgers that a benchmark fills and throws away, in either store."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from postgres import programs, served  # noqa: E402

STORES = ("sqlite", "postgresql")

#: Lends the address of a ledger that is still to be made; it is gone afterwards.
Lend = Callable[[], AbstractContextManager[str]]


@contextmanager
def lender(store: str, folder: Path | None = None) -> Iterator[Lend]:
    """Lends ledgers: files in a temporary folder (in `folder`, if given), or databases.

    The server of the databases is of the run's own and waits for no disk.
    """
    if store == "sqlite":
        with tempfile.TemporaryDirectory(dir=folder) as made:
            yield lambda: _file(Path(made))
        return
    binaries = programs()
    if binaries is None:
        sys.exit("there is no PostgreSQL server to run")
    with served(binaries) as server:

        @contextmanager
        def database() -> Iterator[str]:
            address = server.database()
            yield address
            server.run(f"DROP DATABASE {address.partition('?')[0].rpartition('/')[2]} (FORCE)")

        yield database


_numbers = count()


@contextmanager
def _file(folder: Path) -> Iterator[str]:
    path = folder / f"{next(_numbers)}.db"
    yield str(path)
    for one in folder.glob(f"{path.name}*"):
        one.unlink()
