"""The side of a ledger that tells what was done to it, and that erases on request."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Engine

from dragoman.errors import ErasedError, StoreError
from dragoman.ledger.audit.chain import Record
from dragoman.ledger.store.backend import Backend, writing
from dragoman.ledger.store.erasing import Erasure, erase_report, make_request
from dragoman.ledger.store.log import Clock, head_faults, latest, log_faults, refuse_erased
from dragoman.ledger.store.masking import erase_person
from dragoman.model import Report


class Audited:
    """What `Ledger` is built on: it has the log and erasure, and nothing of its own to open."""

    _store: Backend
    _engine: Engine
    _clock: Clock
    _writer: threading.Lock

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _errors(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def log(self, limit: int) -> list[Record]:
        """The last records of the log, newest first."""
        with self._reading() as connection:
            return latest(connection, limit)

    def verify(self, head: str | None = None) -> list[str]:
        """Where the log does not hold, in itself or against what is kept, a line each.

        `head` is the hash of a record that was kept elsewhere: it must still stand.
        """
        with self._reading() as connection:
            found = list(log_faults(connection))
            return found if head is None else [*found, *head_faults(connection, head)]

    def refuse_erased(self, source: Report) -> None:
        """ErasedError where the report was erased on request, or a person's name in it."""
        with self._reading() as connection:
            refuse_erased(connection, "report", source.id, source.ref)

    def erase_report(
        self, id_or_prefix: str, author: str, reason: str, *, dry_run: bool = False
    ) -> Erasure:
        """Remove a report, its codings and its document for good; tombstones stay.

        With `dry_run` nothing changes. MissingError, UsageError, and ErasedError where it was
        erased before.
        """
        request = make_request(author, reason, self._clock())
        return self._erase(lambda on: erase_report(on, id_or_prefix, request), dry_run)

    def erase_person(
        self, names: Sequence[str], author: str, reason: str, *, dry_run: bool = False
    ) -> Erasure:
        """Mask a person's name for good in all reports that name the person, and in what was found
        in them; their documents lose their bytes.

        `names` are forms of the one name: see `ledger.audit.names.Person`. UsageError.
        """
        request = make_request(author, reason, self._clock())
        return self._erase(lambda on: erase_person(on, names, request), dry_run)

    def wipe(self) -> None:
        """Leave nothing in the store of rows that are gone; StoreError where others read it."""
        with self._errors():
            if not self._store.wipe(self._engine):
                raise StoreError(
                    f"erased words may be left in {self._store.place}: others are reading it",
                    "let them end, then run the same command again",
                )

    def _erase(self, deed: Callable[[Connection], Erasure], dry_run: bool) -> Erasure:
        """Erase in one transaction, then leave nothing of it in the store."""
        with self._writer:
            try:
                with self._errors(), writing(self._engine).connect() as connection:
                    self._store.zero_freed(connection)
                    erased = deed(connection)
                    if not dry_run:
                        connection.commit()
            except ErasedError:
                # A former run may have been cut off before it came to this.
                self.wipe()
                raise
            if not dry_run:
                self.wipe()
        return erased
