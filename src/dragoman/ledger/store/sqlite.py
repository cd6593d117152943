"""A ledger in one SQLite file."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.ledger.store import backend
from dragoman.ledger.store.sqlite_words import Fts5Words

#: `PRAGMA application_id` of a ledger: the ASCII letters `Drag`.
APPLICATION_ID = 0x44726167

#: What a database begins with. Source: SQLite, Database File Format, 1.3.
_MAGIC = b"SQLite format 3\0"

_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "recursive_triggers = ON",
    # Ids are hashes, so rows of one moment go all over the file. The more pages are held, and the
    # longer the log grows before it is worked in, the fewer are written twice: 256 and 64 MiB.
    "cache_size = -262144",
    "wal_autocheckpoint = 16384",
)

_NEVER = "rows of {table} are never changed"
_GONE = "an erased {table} does not come back"

#: How a tombstone tells that a row may be updated, and that it may be deleted.
_HOW = ("masked", "removed")
_ERASING = (
    "EXISTS (SELECT 1 FROM tombstone WHERE what = '{what}' AND subject = OLD.{key} "
    "AND how = '{how}' AND record > (SELECT coalesce(max(number), 0) FROM log))"
)


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The `Backend` of a ledger in a file."""

    path: Path

    @property
    def place(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and those that SQLite keeps beside it."""
        return (self.path, *(Path(f"{self.path}{end}") for end in ("-wal", "-shm")))

    @property
    def words(self) -> Fts5Words:
        """The index of words."""
        return Fts5Words()

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    def engine(self) -> Engine:
        """Connections to the file; it is made, and its folder, where they are missing."""
        _prepare_file(self.path)
        made = create_engine(
            URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": backend.BUSY_SECONDS, "check_same_thread": False},
            execution_options={"backend": self},
        )
        event.listen(made, "connect", _on_connect)
        event.listen(made, "begin", _on_begin)
        return made

    def error(self, error: DBAPIError) -> StoreError:
        """What SQLite says, as one line with a way out."""
        words = str(error.orig).lower()
        if "not a database" in words or "malformed" in words:
            return StoreError(f"{self.path} is not a ledger, or is damaged", "name another file")
        if "locked" in words or "busy" in words:
            return StoreError(
                f"{self.path} is locked by another process",
                "wait for it to end, or name another file",
            )
        if "readonly" in words or "read-only" in words:
            return StoreError(
                f"{self.path} cannot be written", "give the right to write the file and its folder"
            )
        if "is full" in words:
            return StoreError(f"no room is left to write {self.path}", "free some room on the disk")
        return StoreError(
            f"{self.path}: {error.orig}", "check the file and the rights on its folder"
        )

    def prepare(self, engine: Engine) -> None:
        """Set the write-ahead log, once; it is kept in the file."""
        # SQLite does not wait for others here, so this does.
        deadline = time.monotonic() + backend.BUSY_SECONDS
        while True:
            connection = engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.close()
                return
            except Exception as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            finally:
                connection.close()

    def revision(self, connection: Connection) -> str | None:
        """The revision of the schema; None where there is none."""
        known = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).scalar_one()
        if not known:
            return None
        found: str | None = connection.exec_driver_sql(
            "SELECT version_num FROM alembic_version"
        ).scalar()
        return found

    def is_marked(self, connection: Connection) -> bool:
        """Whether the file bears the mark of a ledger."""
        return _mark(connection) == APPLICATION_ID

    def is_free(self, connection: Connection) -> bool:
        """Whether the file holds nothing, and bears no program's mark."""
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        return not tables and not _mark(connection)

    def mark(self, connection: Connection) -> None:
        """Mark the file as a ledger."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def keep(self, connection: Connection, table: str) -> None:
        """Let no row of a table be changed or taken away any more."""
        for deed in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )

    def keep_unless_erased(self, connection: Connection, table: str, what: str, key: str) -> None:
        """As `keep`, but for rows of which a tombstone is open, and let no erased row come back."""
        masking, removing = (_ERASING.format(what=what, key=key, how=how) for how in _HOW)
        returning = f"what = '{what}' AND subject = NEW.{key}"
        for name, deed, when, words in (
            ("update", "UPDATE", f"NEW.id <> OLD.id OR NOT {masking}", _NEVER),
            ("delete", "DELETE", f"NOT {removing}", _NEVER),
            ("return", "INSERT", f"EXISTS (SELECT 1 FROM tombstone WHERE {returning})", _GONE),
        ):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{words.format(table=table)}'); END"
            )

    def release(self, connection: Connection, table: str) -> None:
        """Undo `keep` and `keep_unless_erased`."""
        for deed in ("update", "delete", "return"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")

    def zero_freed(self, connection: Connection) -> None:
        """Let what this connection frees be written over with zeros."""
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def wipe(self, engine: Engine) -> bool:
        """Write the file anew without what was freed, and empty the write-ahead log.

        False where another process that reads keeps the write-ahead log from being emptied.
        """
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            told = cursor.fetchone()
            cursor.close()
            return told is not None and not told[0]
        finally:
            connection.close()

    def guards(self, connection: Connection) -> set[tuple[str, str]]:
        """Tables with the deed, `update` or `delete`, that is refused there."""
        triggers = connection.exec_driver_sql(
            "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        )
        return {(table, name.removeprefix(f"{table}_no_")) for table, name in triggers}

    def damages(self, connection: Connection) -> Iterator[str]:
        """What is wrong below the rows, a line each."""
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield f"the file is damaged: {line}"
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to nothing in {parent}"


def _prepare_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder", "name a file in it, such as ledger.db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0)
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}",
            "name another file, or give the right to write this one",
        ) from error
    # SQLite would take a file of a few bytes for a new database, and write over it.
    if head not in (b"", _MAGIC):
        raise StoreError(f"{path} is not a ledger, or is damaged", "name another file")


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver would begin transactions of its own, too late for BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {int(backend.BUSY_SECONDS * 1000)}", *_PRAGMAS):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _mark(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
