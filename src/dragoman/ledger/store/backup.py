"""A ledger as one portable file.

Lines of JSON, compressed with gzip: a head that says what follows, then every kept row, table by
table in the order of keys, then the hash of all lines before. The same ledger makes the same bytes,
whichever store it is in.
"""

import base64
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.errors import StoreError
from dragoman.ledger.store.digesting import BATCH, Digests, ledger_digests
from dragoman.ledger.store.rows import dumps
from dragoman.ledger.store.schema import BACKED_UP, HEAD, metadata

FORMAT = "dragoman-backup"
VERSION = 1

#: A head is a line of some hundred bytes; what is longer is none.
_LONGEST_HEAD = 100_000


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of one table: its name, its columns, and how many rows there are."""

    name: str
    columns: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class BackupHead:
    """What a backup holds: the revision of its schema, the ledger's digests, and its tables."""

    schema: str
    digests: Digests
    tables: tuple[TablePart, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(part.count for part in self.tables)


def write_backup(connection: Connection, path: Path) -> BackupHead:
    """Write the ledger into a file of this name, which stands whole or not at all.

    StoreError where the file is no backup, or cannot be written.
    """
    if path.exists() and not _is_backup(path):
        raise StoreError(f"{path} is there, and is no backup", "name another file")
    tables = [metadata.tables[name] for name in BACKED_UP]
    counts = [
        int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in tables
    ]
    head = BackupHead(
        HEAD,
        ledger_digests(connection),
        tuple(
            TablePart(table.name, tuple(table.columns.keys()), count)
            for table, count in zip(tables, counts, strict=True)
        ),
    )
    try:
        with _replaced(path) as stream:
            total = hashlib.sha256()
            for line in _lines(connection, head):
                total.update(line)
                stream.write(line)
            stream.write(_line({"sha256": total.hexdigest()}))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}", "name another file"
        ) from error
    return head


def _lines(connection: Connection, head: BackupHead) -> Iterator[bytes]:
    tables = [[part.name, part.columns, part.count] for part in head.tables]
    yield _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "schema": head.schema,
            "kept": head.digests.kept,
            "whole": head.digests.whole,
            "tables": tables,
        }
    )
    for part in head.tables:
        table = metadata.tables[part.name]
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
        with connection.execute(query) as rows:
            for row in rows:
                yield _line([_written(value) for value in row])


def _line(value: object) -> bytes:
    return dumps(value).encode() + b"\n"


def _written(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return value


def _value(written: Any) -> Any:
    return base64.b64decode(written["base64"]) if isinstance(written, dict) else written


def check_backup(path: Path) -> BackupHead:
    """Read a backup through, a line at a time; StoreError where it is not whole."""
    lines = _whole(path)
    head = _head(next(lines, b""), path)
    if sum(1 for _ in lines) != head.rows:
        raise _damaged(path, "its rows are not those that it tells of")
    return head


def backup_rows(path: Path, head: BackupHead) -> Iterator[tuple[TablePart, Iterator[list[Any]]]]:
    """Of each table the rows, in the order of its columns; to be taken one after the other."""
    lines = _whole(path)
    next(lines, b"")
    for part in head.tables:
        yield (
            part,
            ([_value(one) for one in json.loads(line)] for line in islice(lines, part.count)),
        )
    if next(lines, b""):
        raise _damaged(path, "its rows are not those that it tells of")


def _whole(path: Path) -> Iterator[bytes]:
    """The lines of a backup but the last, whose hash is held against them at the end."""
    total = hashlib.sha256()
    last = b""
    try:
        with gzip.open(path, "rb") as stream:
            last = stream.readline(_LONGEST_HEAD)
            for line in stream:
                total.update(last)
                yield last
                last = line
            if json.loads(last) != {"sha256": total.hexdigest()}:
                raise ValueError("its hash does not hold")
    except FileNotFoundError as error:
        raise StoreError(f"there is no backup {path}", "name another file") from error
    except gzip.BadGzipFile as error:
        if not last:
            raise StoreError(f"{path} is no backup of a ledger", "name another file") from error
        raise _damaged(path, "its bytes are not those that were written") from error
    except json.JSONDecodeError as error:
        raise _damaged(path, "its last line is missing") from error
    except (EOFError, zlib.error, ValueError) as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read: {error.strerror or error}", "name another file"
        ) from error


def _damaged(path: Path, why: str) -> StoreError:
    return StoreError(f"{path} is damaged or cut: {why}", "restore another backup")


def _head(line: bytes, path: Path) -> BackupHead:
    try:
        told = json.loads(line)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        version, schema = int(told["version"]), str(told["schema"])
        if version > VERSION or schema > HEAD:
            raise StoreError(f"{path} was written by a newer version", "upgrade dragoman")
        parts = tuple(TablePart(str(n), tuple(map(str, c)), int(k)) for n, c, k in told["tables"])
        return BackupHead(schema, Digests(str(told["kept"]), str(told["whole"])), parts)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is no backup of a ledger", "name another file") from error


def _is_backup(path: Path) -> bool:
    try:
        with gzip.open(path, "rb") as stream:
            _head(stream.readline(_LONGEST_HEAD), path)
    except (OSError, EOFError, zlib.error, StoreError):
        return False
    return True


@contextmanager
def _replaced(path: Path) -> Iterator[gzip.GzipFile]:
    """A stream whose lines are compressed into the file, once all of them are on the disk."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as stream:
                yield stream
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
