"""Erasure on request: rows go or are masked, and a tombstone of each stays, told in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from dragoman.errors import MissingError, UsageError
from dragoman.ledger.audit.content import coding_content, document_content, report_content
from dragoman.ledger.audit.covering import ERASURE, Tombstone
from dragoman.ledger.store.log import append, newest, refuse_erased
from dragoman.ledger.store.reading import whole_id
from dragoman.ledger.store.relinking import relink
from dragoman.ledger.store.schema import coding, document, event, reading, report, tombstone
from dragoman.ledger.store.words import rebuild_words
from dragoman.ledger.store.writing import count_change, events_read

Row = dict[str, Any]

#: Code points that an author or a reason may have.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked for an erasure, or granted it, why, and when: RFC 3339 in UTC."""

    author: str
    reason: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure comes to: the tombstones, and the wordings that were masked, if any."""

    stones: tuple[Tombstone, ...]
    words: tuple[str, ...] = ()


def make_request(author: str, reason: str, at: str) -> Request:
    """A request with its words put on one line; UsageError where one is empty or too long."""
    author, reason = (" ".join(words.split()) for words in (author, reason))
    for name, words in (("author", author), ("reason", reason)):
        if not 1 <= len(words) <= LONGEST:
            raise UsageError(
                f"the {name} of an erasure has {len(words)} characters",
                f"give --{name} with 1 to {LONGEST}",
            )
    return Request(author, reason, at)


def erase_report(connection: Connection, id_or_prefix: str, request: Request) -> Erasure:
    """Remove a report with its codings and its document, and make the entries anew without it.

    MissingError where there is none, UsageError where several begin so, ErasedError where it was
    erased before.
    """
    identity = _report_id(connection, id_or_prefix)
    row = row_of(connection, report, identity)
    gone = events_read(connection, [identity])
    connection.execute(delete(reading).where(reading.c.report_id == identity))
    # Before the events go: what is derived points to them.
    relink(connection, (), gone)
    codings = select(coding.c.id).where(coding.c.report_id == identity).order_by(coding.c.id)
    stones = [
        _remove_coding(connection, request, one)
        for one in connection.execute(codings).scalars().all()
    ]
    stones.append(remove(connection, request, report, row, report_content(row)))
    stones += drop_documents(connection, request, row)
    rebuild_words(connection)
    count_change(connection)
    return Erasure(tuple(stones))


def bury(
    connection: Connection,
    request: Request,
    thing: tuple[str, str],
    contents: tuple[str, str | None],
    erase: Callable[[], None],
) -> Tombstone:
    """Set a tombstone, erase, and tell of it in the log; `contents` are those before and after."""
    last = newest(connection)
    what, subject = thing
    former, left = contents
    stone = Tombstone(
        record=last.number + 1 if last else 1,
        what=what,
        subject=subject,
        how="removed" if left is None else "masked",
        former_sha256=former,
        content_sha256=left,
        author=request.author,
        made_at=request.made_at,
        reason=request.reason,
    )
    row = {name: getattr(stone, name) for name in Tombstone.__dataclass_fields__}
    connection.execute(insert(tombstone).values(row))
    erase()
    append(connection, ERASURE, subject, stone.content, request.made_at)
    return stone


def remove(
    connection: Connection, request: Request, table: Table, row: Row, content: str
) -> Tombstone:
    """Take away a row that nothing points to."""

    def erase() -> None:
        connection.execute(delete(table).where(table.c.id == row["id"]))

    return bury(connection, request, (table.name, row["id"]), (content, None), erase)


def drop_documents(
    connection: Connection, request: Request, source: Row, masked: Row | None = None
) -> list[Tombstone]:
    """Take away the bytes that a report was read from, and others of its address that no report
    was read from.

    A document that a report still rests on stays without its bytes; `masked` holds what else of it
    changes.
    """
    own = source["document_id"]
    addresses = [source["ref"]]
    if own:
        addresses.append(row_of(connection, document, own)["address"])
    rested = select(report.c.document_id).where(report.c.document_id.is_not(None))
    stray = document.c.address.in_(addresses) & document.c.id.not_in(rested)
    query = select(document.c.id).where((document.c.id == own) | stray).order_by(document.c.id)
    stones = []
    for identity in connection.execute(query).scalars().all():
        row = row_of(connection, document, identity)
        resting = select(report.c.id).where(report.c.document_id == identity)
        if connection.execute(resting).first() is None:
            stones.append(remove(connection, request, document, row, document_content(row)))
        elif row["body"] or masked:
            stones.append(mask_document(connection, request, row, masked or {}))
    return stones


def mask_document(connection: Connection, request: Request, row: Row, masked: Row) -> Tombstone:
    """Empty a document's row of its bytes and of what came with them; `masked` holds what else of
    it changes.
    """
    emptied = {"body": b"", "headers": "[]", "hints": "[]", "etag": None, "last_modified": None}
    changed = {**emptied, **masked}

    def erase() -> None:
        connection.execute(update(document).where(document.c.id == row["id"]).values(changed))

    contents = document_content(row), document_content({**row, **changed})
    return bury(connection, request, ("document", row["id"]), contents, erase)


def row_of(connection: Connection, table: Table, identity: str) -> Row:
    """The row of a table with this id."""
    return dict(connection.execute(select(table).where(table.c.id == identity)).one()._mapping)


def events_of(connection: Connection, coding_id: str) -> list[Row]:
    """A coding's rows of `event` in their order."""
    query = select(event).where(event.c.coding_id == coding_id).order_by(event.c.n)
    return [dict(row._mapping) for row in connection.execute(query)]


def _remove_coding(connection: Connection, request: Request, identity: str) -> Tombstone:
    row = row_of(connection, coding, identity)
    content = coding_content(row, events_of(connection, identity))

    def erase() -> None:
        connection.execute(delete(event).where(event.c.coding_id == identity))
        connection.execute(delete(coding).where(coding.c.id == identity))

    return bury(connection, request, ("coding", identity), (content, None), erase)


def _report_id(connection: Connection, id_or_prefix: str) -> str:
    try:
        return whole_id(connection, report, id_or_prefix, "report")
    except MissingError:
        refuse_erased(connection, "report", id_or_prefix.strip().lower(), "the report")
        raise
