"""The ledger, as the rest of the package sees it."""

import gc
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dragoman.errors import MissingError, StoreError
from dragoman.ledger.audit.content import document_content
from dragoman.ledger.store.backend import Backend, writing
from dragoman.ledger.store.backup import BackupHead, check_backup, write_backup
from dragoman.ledger.store.checking import problems
from dragoman.ledger.store.differing import find_differences
from dragoman.ledger.store.digesting import Digests, ledger_digests
from dragoman.ledger.store.judged import Judged
from dragoman.ledger.store.log import (
    Clock,
    append,
    refuse_erased,
    utc_now,
)
from dragoman.ledger.store.namings import each_naming
from dragoman.ledger.store.opening import find_store, open_engine
from dragoman.ledger.store.reading import (
    Facets,
    codings_of,
    count_entries,
    count_rows,
    find_entries,
    find_entry,
    list_facets,
    list_origins,
    streamed,
    uncoded,
    whole_id,
)
from dragoman.ledger.store.restoring import restore_backup
from dragoman.ledger.store.reviewing import Link, links_of, worth_a_look
from dragoman.ledger.store.rooted import graph_of, newest_reports, told_beside
from dragoman.ledger.store.rows import document_of, document_row, report_of
from dragoman.ledger.store.schema import coding, counter, document, report
from dragoman.ledger.store.writing import add_codings
from dragoman.ledger.wanted import EntryFilter
from dragoman.model import Coding, Difference, Document, Entry, Origin, Report
from dragoman.resolve.identities import Naming

if TYPE_CHECKING:
    from dragoman.ledger.origins import Graph

#: Reports beside one that its origins are looked for among, itself included.
BESIDE = 200


def open_ledger(path_or_url: str | Path, clock: Clock = utc_now) -> "Ledger":
    """Open the ledger in a file or in a database, as `find_store` reads its address.

    A file and its folder are made where they are missing, a database must be there; an older schema
    is brought up to date. `clock` gives the times of records in the log, RFC 3339 in UTC.
    StoreError where it is no ledger, was written by a newer version, is locked, cannot be reached
    or cannot be written.
    """
    return Ledger(find_store(path_or_url), clock)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """A batch makes millions of values in no cycle: to look for one takes a fifth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Ledger(Judged):
    """Documents, reports and codings for good, and the entries derived from them.

    Made by `open_ledger`. May be used from several threads; several processes may have the same
    ledger open and write to it. StoreError where the store fails.
    """

    def __init__(self, store: Backend, clock: Clock = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._engine = open_engine(store, clock)
        self._writer = threading.Lock()
        self._facets: tuple[int, Facets] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """The file or the database, as it may be shown: without a password."""
        return self._store.place

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of this machine that hold the ledger; none where a server keeps it."""
        return self._store.files

    @property
    def path(self) -> Path:
        """The ledger's file; StoreError where a server keeps it."""
        if not self.files:
            raise StoreError(f"{self.place} is not a file", "name a ledger in a file")
        return self.files[0]

    def close(self) -> None:
        """Close every connection. The ledger opens them anew if it is used again."""
        self._engine.dispose()

    def add_document(self, fetched: Document) -> bool:
        """Keep a document as fetched; False where the ledger has it."""
        with self._writing() as connection:
            refuse_erased(connection, "document", fetched.id, fetched.address)
            query = select(document.c.id).where(document.c.id == fetched.id)
            if connection.execute(query).first():
                return False
            row = document_row(fetched)
            connection.execute(insert(document).values(row))
            append(connection, "document", fetched.id, document_content(row), self._clock())
            return True

    def document(self, address: str) -> Document:
        """What was fetched last from an address; MissingError where nothing was."""
        query = select(document).where(document.c.address == address).order_by(*_NEWEST).limit(1)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise MissingError(f"nothing was fetched from {address}")
        return document_of(row)

    def validators(self, address: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of what was fetched last from an address; None where nothing."""
        query = (
            select(document.c.etag, document.c.last_modified)
            .where(document.c.address == address)
            .order_by(*_NEWEST)
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.etag, row.last_modified)

    def add(self, source: Report, findings: Coding) -> bool:
        """Keep a report and its coding, and link its events, in one transaction.

        False, and nothing changes, where the ledger has both. A report that is coded anew by
        another coder keeps its former coding; its entries rest on the new one. StoreError where
        the coding is not of this text or holds an event without words behind it.
        """
        return self.add_all([(source, findings)]) == 1

    def add_all(self, items: Iterable[tuple[Report, Coding]]) -> int:
        """As `add`, for many, all in one transaction; gives how many codings were new."""
        # Taken before the write begins: whoever codes as they are taken keeps no other waiting.
        known = list(items)
        with self._writer, _not_collecting(), self._writing() as connection:
            return add_codings(connection, known, self._clock())

    def links(self, told: Entry) -> list[Link]:
        """Why the tellings of an entry are one: each, but one, with the likeliest before it."""
        with self._reading() as connection:
            return links_of(connection, told)

    def worth_a_look(self, limit: int) -> list[Link]:
        """Entries that may be one but were not joined, the likeliest first."""
        with self._reading() as connection:
            return worth_a_look(connection, limit)

    def has_coding(self, report_id: str, coder: str) -> bool:
        """Whether this coder has coded this report."""
        query = select(coding.c.id).where(coding.c.report_id == report_id, coding.c.coder == coder)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def uncoded(self, coder: str) -> list[str]:
        """Ids of the reports that a coder has not coded, the newest first, undated ones last."""
        with self._reading() as connection:
            return uncoded(connection, coder)

    def report(self, id_or_prefix: str) -> Report:
        """A report by its id, or by the beginning of it; MissingError, UsageError."""
        with self._reading() as connection:
            identity = whole_id(connection, report, id_or_prefix, "report")
            query = select(report).where(report.c.id == identity)
            return report_of(connection.execute(query).one())

    def reports(self) -> Iterator[Report]:
        """Every report, by id. The ledger is not held in memory."""
        with self._reading() as connection:
            for row in streamed(connection, select(report).order_by(report.c.id)):
                yield report_of(row)

    def codings(self, report_id: str) -> list[Coding]:
        """A report's codings; the one that its entries rest on stands last."""
        with self._reading() as connection:
            return codings_of(connection, report_id)

    def namings(self) -> Iterator[Naming]:
        """The persons and bodies that reports name, by report: what `identify` takes."""
        with self._reading() as connection:
            yield from each_naming(connection)

    def entry(self, id_or_prefix: str) -> Entry:
        """An entry by its id, or by the beginning of it; MissingError, UsageError.

        An id that the entry had before other reports joined it, or before a report was coded anew,
        is found too.
        """
        with self._reading() as connection:
            return find_entry(connection, id_or_prefix)

    def entries(
        self, wanted: EntryFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Entry]:
        """The entries wanted, newest event first, those without a time last."""
        with self._reading() as connection:
            return find_entries(connection, wanted or EntryFilter(), limit, offset)

    def count(self, wanted: EntryFilter | None = None) -> int:
        """How many entries are wanted."""
        with self._reading() as connection:
            return count_entries(connection, wanted or EntryFilter())

    def differences(self, entry: Entry) -> tuple[Difference, ...]:
        """What the sources of an entry tell otherwise, and acts that may be it on other days."""
        with self._reading() as connection:
            return find_differences(connection, entry)

    def graph(self, report_ids: Iterable[str]) -> "Graph":
        """What these reports rest on, and who copies or cites whom; read from their texts anew."""
        with self._reading() as connection:
            return graph_of(connection, report_ids)

    def beside(self, report_id: str, most: int = BESIDE) -> list[str]:
        """Ids of a report, first, and of those that tell an entry which it tells: nearest first."""
        with self._reading() as connection:
            return told_beside(connection, report_id, most)

    def newest(self, most: int) -> list[str]:
        """Ids of the reports published last, newest first, undated ones last."""
        with self._reading() as connection:
            return newest_reports(connection, most)

    def origins(self) -> list[Origin]:
        """Sources as codings name them, with the reports of each; unknown ones are left out."""
        with self._reading() as connection:
            return list_origins(connection)

    def facets(self) -> Facets:
        """Countries, kinds, statuses and languages present, with counts of entries."""
        with self._reading() as connection:
            query = select(counter.c.value).where(counter.c.name == "changes")
            changes = int(connection.execute(query).scalar_one())
            known = self._facets
            if known is None or known[0] != changes:
                known = self._facets = (changes, list_facets(connection))
            return known[1]

    def statistics(self) -> dict[str, int]:
        """How many documents, reports, codings, events, entries and origins there are."""
        with self._reading() as connection:
            return {**count_rows(connection), "origins": len(list_origins(connection))}

    def check(self) -> list[str]:
        """What is wrong with the ledger, a line each; empty where it is whole."""
        with self._reading() as connection:
            return list(problems(connection))

    def digest(self) -> str:
        """A hash over all that is kept and derived: the same reports give the same digest.

        In whatever order they came, whenever they were read and whichever store they are in.
        """
        with self._reading() as connection:
            return ledger_digests(connection).whole

    def backup(self, path: Path) -> BackupHead:
        """Write all that is kept into a file, which stands whole or not at all.

        A backup of that name is replaced. StoreError where the file is another, or cannot be
        written.
        """
        with self._reading() as connection:
            return write_backup(connection, path)

    def restore(self, path: Path) -> tuple[BackupHead, Digests]:
        """Take in a backup, all of it or nothing, and derive the entries anew.

        Gives what the backup says of itself, and the digests of what came of it: the `whole` is
        another where another version of the program derived the entries, or they were damaged.
        StoreError where this ledger is not empty, or where the file is damaged, cut or of a newer
        version.
        """
        head = check_backup(path)
        with self._writer, self._writing() as connection:
            return head, restore_backup(connection, path, head)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._errors(), writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._store.error(error) from error
        except PoolTimeout as error:
            raise StoreError(
                f"too many are reading {self.place} at once", "try again in a while"
            ) from error
        except UnicodeEncodeError as error:
            raise StoreError(
                f"text that is not Unicode: {error.reason}", "decode it with its own encoding"
            ) from error


_NEWEST = (document.c.fetched_at.desc(), document.c.id)
