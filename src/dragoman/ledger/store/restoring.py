"""A backup taken into an empty ledger."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, insert, select, table

from dragoman.errors import StoreError
from dragoman.ledger.store.backend import backend_of
from dragoman.ledger.store.backup import BackupHead, TablePart, backup_rows
from dragoman.ledger.store.digesting import BATCH, Digests, ledger_digests
from dragoman.ledger.store.migrating import migrate
from dragoman.ledger.store.relinking import rebuild
from dragoman.ledger.store.schema import BACKED_UP, HEAD, metadata
from dragoman.ledger.store.writing import count_change


def restore_backup(connection: Connection, path: Path, head: BackupHead) -> Digests:
    """Put the rows of a backup into the ledger, derive the entries anew, and give its digests.

    In the transaction of the connection: whatever fails leaves the ledger empty. StoreError where
    it is not empty, or the backup is not what its head says.
    """
    _refuse_what_holds(connection)
    try:
        # Rows go in as they were written, and are led on with the tables that hold them.
        migrate(connection, head.schema)
        for part, rows in backup_rows(path, head):
            _put(connection, part, rows)
        migrate(connection, HEAD)
        rebuild(connection)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"{path} holds what cannot be read: {error}", "restore another backup"
        ) from error
    count_change(connection)
    digests = ledger_digests(connection)
    # Entries may come out otherwise where another version derived them; what is kept may not.
    if head.schema == HEAD and digests.kept != head.digests.kept:
        raise StoreError(f"{path} came out otherwise than it was", "restore another backup")
    return digests


def _refuse_what_holds(connection: Connection) -> None:
    for name in BACKED_UP:
        one = metadata.tables[name]
        if connection.execute(select(*one.primary_key).limit(1)).first():
            raise StoreError(
                f"{backend_of(connection).place} is not empty", "restore into a new ledger"
            )


def _put(connection: Connection, part: TablePart, rows: Iterator[list[Any]]) -> None:
    if part.name not in BACKED_UP:
        raise ValueError(f"a table {part.name}")
    into = insert(table(part.name, *map(column, part.columns)))
    while batch := list(islice(rows, BATCH)):
        connection.execute(into, [dict(zip(part.columns, values, strict=True)) for values in batch])
