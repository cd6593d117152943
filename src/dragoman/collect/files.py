"""Files and folders: whole files as documents, codebook files line by line."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from dragoman.collect import media
from dragoman.collect.protocol import Failure
from dragoman.errors import (
    AddressError,
    CollectError,
    DragomanError,
    EmptyError,
    FormatError,
    LimitError,
    ReadError,
)
from dragoman.model import Document

#: What is read of an over-long line at once, to let it go.
_PIECE = 1_048_576


def files_in(folder: str) -> Iterator[str | Failure]:
    """Paths of the files that are read, sorted by name, folders in their place among them.

    Links to folders are not followed, so no loop is walked. A folder that cannot be read is a
    Failure.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(shown(folder), _not_readable(folder, error))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(entry.path)
        elif is_read(entry.path) and not os.path.isdir(entry.path):
            yield entry.path


def is_read(path: str) -> bool:
    """Whether a file of this suffix is read."""
    suffix = Path(path).suffix.lower()
    return suffix in media.BY_SUFFIX or suffix in media.FEED_SUFFIXES or is_lines(path)


def is_lines(path: str) -> bool:
    """Whether the file holds one report a line."""
    return Path(path).suffix.lower() == media.LINES_SUFFIX


def may_be_feed(path: str) -> bool:
    """Whether the file may be a feed."""
    return Path(path).suffix.lower() in media.FEED_SUFFIXES


def is_named_feed(path: str) -> bool:
    """Whether the file's name says that it is a feed, and no other XML."""
    return may_be_feed(path) and Path(path).suffix.lower() != ".xml"


def shown(path: str) -> str:
    """The path as it can be printed and stored: bytes that are no UTF-8 are escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def read_whole(path: str, max_bytes: int) -> Document:
    """The file as one document; AddressError, LimitError or EmptyError where there is none.

    `fetched_at` is the file's own time of modification: the same file gives the same document.
    """
    name = shown(path)
    with _open(path) as file:
        size = os.fstat(file.fileno()).st_size
        body = b"" if size > max_bytes else file.read(max_bytes + 1)
        if size > max_bytes or len(body) > max_bytes:
            raise LimitError(f"{name} is larger than {max_bytes:,} bytes", "save the report alone")
        if not body:
            raise EmptyError(f"{name} is empty: there is nothing in it")
        kind = media.BY_SUFFIX.get(Path(path).suffix.lower(), "application/xml")
        return _document(name, name, kind, body, _modified(name, file))


def read_lines(path: str, max_bytes: int) -> Iterator[Document | Failure]:
    """Each line of a codebook file as a document at `PATH#ID`.

    A line that is none, or longer than `max_bytes`, is a Failure at `PATH:NUMBER`, and the next is
    read. An error of the file itself is raised, as in `read_whole`.
    """
    file_name = shown(path)
    with _open(path) as file:
        modified = _modified(file_name, file)
        empty = True
        for number, line in enumerate(_lines(file, max_bytes), 1):
            where = f"{file_name}:{number}"
            try:
                if line is None:
                    raise LimitError(f"{where} is longer than {max_bytes:,} bytes")
                if not line.strip():
                    continue
                name = _name_of(line, where)
            except DragomanError as error:
                yield Failure(where, error)
            else:
                yield _document(f"{file_name}#{name}", file_name, media.REPORT, line, modified)
            empty = False
        if empty:
            raise EmptyError(f"{file_name} is empty: there is nothing in it")


def _lines(file: IO[bytes], max_bytes: int) -> Iterator[bytes | None]:
    """Lines without their end; None for one that is too long, of which only a piece is held."""
    while line := file.readline(max_bytes + 2):
        whole = line.rstrip(b"\r\n")
        if len(whole) <= max_bytes:
            yield whole
            continue
        del whole
        while line and not line.endswith(b"\n"):
            line = file.readline(_PIECE)
        yield None


def _name_of(line: bytes, where: str) -> str:
    """The `id` of a line in codebook form; FormatError where it is not in that form."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where} is not JSON in UTF-8: {error}") from error
    if not isinstance(row, dict):
        raise FormatError(f"{where} is not a JSON object", "one report is one object on one line")
    name = row.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    # What is printable holds no half surrogate either.
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise FormatError(f"{where} has no 'id' that is a name: {str(name)[:60]!r}")
    return name


def _open(path: str) -> IO[bytes]:
    try:
        # Without O_NONBLOCK, a named pipe that bears a text's suffix would be waited on for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise _not_readable(path, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise AddressError(f"{shown(path)} is not a file")
    return os.fdopen(descriptor, "rb")


def _not_readable(path: str, error: OSError | ValueError) -> CollectError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return AddressError(f"there is no file {shown(path)}")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return AddressError(f"{shown(path)} cannot be read: {reason}")


def _modified(path: str, file: IO[bytes]) -> str:
    seconds = int(os.fstat(file.fileno()).st_mtime)
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise ReadError(f"{path} has a time of modification that no calendar holds") from error


def _document(address: str, path: str, kind: str, body: bytes, modified: str) -> Document:
    return Document(
        address=address,
        final_address=path,
        media_type=kind,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=modified,
    )
