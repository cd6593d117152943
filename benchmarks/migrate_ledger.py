"""How long a migration, a digest, a backup and its restoring take, in each of the two stores.

Fills a temporary ledger with synthetic reports (seeded) until so many rows are kept, backs it up,
restores it into the other store, and moves both up to a revision that touches every event and makes
a table, and down again. The digest must come out the same each time. PostgreSQL is a server of the
run's own, which waits for no disk.

    uv run python benchmarks/migrate_ledger.py --rows 100000
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desk_ledger_page import EVENTS_IN_REPORT, REPORTS_AT_ONCE, SEED, batched, synthetic

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from dragoman.ledger import open_ledger  # noqa: E402
from dragoman.ledger.store.backend import writing  # noqa: E402
from dragoman.ledger.store.migrating import migrate  # noqa: E402
from dragoman.ledger.store.opening import find_store, open_engine  # noqa: E402
from dragoman.ledger.store.schema import HEAD  # noqa: E402
from postgres import programs, served  # noqa: E402

REVISIONS = ROOT / "tests" / "ledger" / "revisions"
LATER = "9000"

#: Of a report: itself, its coding, its events, and which coding is in use.
ROWS_OF_REPORT = EVENTS_IN_REPORT + 3

T = TypeVar("T")


def timed(what: str, deed: Callable[[], T]) -> T:
    """Do it, and print how long it took."""
    began = time.perf_counter()
    result = deed()
    print(f"{what:<34} {time.perf_counter() - began:8.2f} s", flush=True)
    return result


def fill(place: str, rows: int) -> None:
    chance = random.Random(SEED)
    numbers = range(-(-rows // ROWS_OF_REPORT))
    with open_ledger(place) as ledger:
        for part in batched((synthetic(n, chance) for n in numbers), REPORTS_AT_ONCE):
            ledger.add_all(part)


def move(place: str, revision: str) -> None:
    engine = open_engine(find_store(place))
    with writing(engine).begin() as connection:
        migrate(connection, revision, REVISIONS)
    engine.dispose()


def measure(name: str, place: str, digest: str) -> None:
    """Migrate up and down; the ledger must be the same afterwards."""
    timed(f"{name}: up", lambda: move(place, LATER))
    timed(f"{name}: down", lambda: down(place))
    with open_ledger(place) as ledger:
        assert timed(f"{name}: digest", ledger.digest) == digest, "the ledger is another"
        assert timed(f"{name}: check", ledger.check) == [], "the ledger is not whole"


def down(place: str) -> None:
    # Not by `open_engine`: it would not open a ledger of a newer schema.
    engine = find_store(place).engine()
    with writing(engine).begin() as connection:
        migrate(connection, HEAD, REVISIONS)
    engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="kept rows")
    told = parser.parse_args()
    binaries = programs()
    if binaries is None:
        sys.exit("there is no PostgreSQL server to run")
    with tempfile.TemporaryDirectory() as folder, served(binaries) as server:
        file, database = str(Path(folder) / "ledger.db"), server.database()
        backup = Path(folder) / "backup"
        timed("SQLite: fill", lambda: fill(file, told.rows))
        with open_ledger(file) as ledger:
            head = timed("SQLite: backup", lambda: ledger.backup(backup))
        megabytes = backup.stat().st_size / 1e6
        print(f"{head.rows:,} kept rows, {megabytes:.0f} MB as a backup")
        with open_ledger(Path(folder) / "again.db") as ledger:
            timed("SQLite: restore", lambda: ledger.restore(backup))
        with open_ledger(database) as ledger:
            timed("PostgreSQL: restore", lambda: ledger.restore(backup))
            timed("PostgreSQL: backup", lambda: ledger.backup(Path(folder) / "other"))
        assert (Path(folder) / "other").read_bytes() == backup.read_bytes(), "another backup"
        measure("SQLite", file, head.digests.whole)
        measure("PostgreSQL", database, head.digests.whole)


if __name__ == "__main__":
    main()
