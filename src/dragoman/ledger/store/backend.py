"""What a ledger asks of the store that it is kept in.

`sqlite` and `postgres` each answer it; whoever works on a connection finds the answers of its own
store by `backend_of`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import sqlalchemy
from sqlalchemy import Connection, Engine, Select, Text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.ledger.store.terms import Term

#: Seconds that a write waits for another's.
BUSY_SECONDS = 30.0

#: A number of 64 bits with a fraction.
REAL: sqlalchemy.REAL[float] = sqlalchemy.REAL().with_variant(sqlalchemy.Double(), "postgresql")

#: Text that is sorted and compared by code point in either store.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class WordIndex(Protocol):
    """The index of the words of entries."""

    def make(self, connection: Connection) -> None:
        """Make the index, empty."""

    def put(self, connection: Connection, rows: Sequence[dict[str, object]]) -> None:
        """Take in rows of `entry`, `names`, `evidence` and `titles`."""

    def drop(self, connection: Connection, entries: Iterable[int]) -> None:
        """Take entries out."""

    def matching(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        """The numbers of entries in which every term stands."""

    def rows(self, connection: Connection, entries: Sequence[int]) -> list[dict[str, Any]]:
        """The rows of these entries by number, as they were put."""


class Backend(Protocol):
    """A store, and the place in it where one ledger is kept."""

    @property
    def place(self) -> str:
        """Where the ledger is, as it may be shown: without a password."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of this machine that hold the ledger."""

    @property
    def words(self) -> WordIndex:
        """The index of words."""

    def exists(self) -> bool:
        """Whether there is a ledger; it is not made. StoreError where the place cannot be asked."""

    def engine(self) -> Engine:
        """Connections that read what stood when they began; StoreError where there can be none.

        With the execution option `writing`, a transaction takes the right to write as it begins.
        """

    def error(self, error: DBAPIError) -> StoreError:
        """What the store says, as one line with a way out."""

    def prepare(self, engine: Engine) -> None:
        """Whatever is set once, before the first table is made."""

    def revision(self, connection: Connection) -> str | None:
        """The revision of the schema; None where there is none."""

    def is_marked(self, connection: Connection) -> bool:
        """Whether the place is marked as a ledger."""

    def is_free(self, connection: Connection) -> bool:
        """Whether nothing stands there: no table, and no other program's mark."""

    def mark(self, connection: Connection) -> None:
        """Mark the place as a ledger."""

    def keep(self, connection: Connection, table: str) -> None:
        """Let no row of a table be changed or taken away any more."""

    def release(self, connection: Connection, table: str) -> None:
        """Undo `keep`."""

    def guards(self, connection: Connection) -> set[tuple[str, str]]:
        """Tables with the deed, `update` or `delete`, that is refused there."""

    def damages(self, connection: Connection) -> Iterator[str]:
        """What is wrong below the rows, a line each: the file, and rows that point to nothing."""


def backend_of(connection: Connection) -> Backend:
    """The backend whose engine this connection is of."""
    return cast(Backend, connection.get_execution_options()["backend"])


def writing(engine: Engine) -> Engine:
    """The same connections, but a transaction takes the right to write when it begins."""
    return engine.execution_options(
        writing=True, **engine.get_execution_options().get("when_writing", {})
    )
