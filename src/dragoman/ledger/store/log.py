"""The log in the store: records appended in the transaction of the deed they tell of, and read."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from dragoman.errors import ErasedError, UsageError
from dragoman.ledger.audit.chain import FOUND, Record, chain_faults, record_after
from dragoman.ledger.audit.content import (
    COLUMNS,
    coding_content,
    document_content,
    judgement_content,
    report_content,
)
from dragoman.ledger.audit.covering import Tombstone, cover_faults
from dragoman.ledger.store.reading import chunks, streamed
from dragoman.ledger.store.schema import coding, document, event, judgement, log, report, tombstone

#: Gives the time, RFC 3339 in UTC.
Clock = Callable[[], str]

#: Rows read at once, of documents and of the others.
_BODIES, _ROWS = 20, 500

#: Ids of kept things with hashes of their content.
Contents = Iterator[tuple[str, str]]


def utc_now() -> str:
    """The time by this machine's clock, RFC 3339 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(connection: Connection, deed: str, subject: str, content_sha256: str, at: str) -> Record:
    """Tell of a deed in the transaction that does it.

    Whoever calls holds the right to write, so that no other takes the number.
    """
    return append_all(connection, [(deed, subject, content_sha256)], at)[0]


def append_all(
    connection: Connection, deeds: Sequence[tuple[str, str, str]], at: str
) -> list[Record]:
    """As `append`, of several deeds in their order, each with its subject and content."""
    last = newest(connection)
    made = []
    for deed, subject, content in deeds:
        last = record_after(last, at, deed, subject, content)
        made.append(last)
    if made:
        connection.execute(insert(log), [_log_row(record) for record in made])
    return made


def append_found(connection: Connection, at: str) -> None:
    """Tell of all that a ledger without a log holds, by sort of thing and id."""
    last = newest(connection)
    for what, contents in kept_contents(connection).items():
        for identity, content in contents:
            last = record_after(last, at, FOUND + what, identity, content)
            connection.execute(insert(log).values(_log_row(last)))


def newest(connection: Connection) -> Record | None:
    """The last record, None of an empty log."""
    return next(iter(latest(connection, 1)), None)


def latest(connection: Connection, limit: int) -> list[Record]:
    """The last records, newest first."""
    query = select(log).order_by(log.c.number.desc()).limit(limit)
    return [Record(*row) for row in connection.execute(query)]


def records(connection: Connection) -> Iterator[Record]:
    """Every record by its number."""
    for row in streamed(connection, select(log).order_by(log.c.number), _ROWS):
        yield Record(**dict(row._mapping))


def tombstones(connection: Connection) -> list[Tombstone]:
    """What was erased, in the order of the log."""
    query = select(tombstone).order_by(tombstone.c.record)
    return [Tombstone(*row) for row in connection.execute(query)]


def refuse_erased(connection: Connection, what: str, identity: str, called: str) -> None:
    """ErasedError where a thing of this id was erased or masked; `called` names it there."""
    query = select(tombstone.c.made_at).where(
        tombstone.c.what == what, tombstone.c.subject == identity
    )
    at = connection.execute(query.order_by(tombstone.c.record.desc())).scalar()
    if at is not None:
        raise ErasedError(
            f"{called} was erased on request on {at[:10]}", "it is not taken in again"
        )


def kept_contents(connection: Connection) -> Mapping[str, Contents]:
    """By deed, what the ledger keeps that a record must tell of."""
    return {
        "document": _contents(connection, document, _BODIES, document_content),
        "report": _contents(connection, report, _ROWS, report_content),
        "coding": _codings(connection),
        "judgement": _contents(connection, judgement, _ROWS, judgement_content),
    }


def log_faults(connection: Connection) -> Iterator[str]:
    """Where the log does not hold, in itself or against what is kept; a line each."""
    yield from chain_faults(records(connection))
    yield from cover_faults(records(connection), tombstones(connection), kept_contents(connection))
    orphans = (
        select(event.c.id)
        .outerjoin(coding, coding.c.id == event.c.coding_id)
        .where(coding.c.id.is_(None))
        .order_by(event.c.id)
    )
    for identity in connection.execute(orphans).scalars():
        yield f"event {identity} is in no record of the log: its coding is not there"


def head_faults(connection: Connection, head: str) -> Iterator[str]:
    """Whether the record with this hash, kept elsewhere, still stands; a line where it does not.

    UsageError where it is no hash.
    """
    head = head.strip().lower()
    if not re.fullmatch("[0-9a-f]{64}", head):
        raise UsageError(f"not the hash of a record: {head[:70]!r}", "give all 64 digits of it")
    query = select(log.c.number).where(log.c.hash == head)
    if connection.execute(query).first() is None:
        yield f"the log was cut or rewritten: no record has the hash {head}"


def _contents(
    connection: Connection, table: Table, size: int, content: Callable[[Mapping[str, Any]], str]
) -> Contents:
    for row in streamed(connection, select(*_columns(table)).order_by(table.c.id), size):
        yield row.id, content(dict(row._mapping))


def _codings(connection: Connection) -> Contents:
    ids = connection.execute(select(coding.c.id).order_by(coding.c.id)).scalars().all()
    for part in chunks(ids):
        events: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        query = select(*_columns(event)).where(event.c.coding_id.in_(part))
        for row in connection.execute(query.order_by(event.c.coding_id, event.c.n)):
            events[row.coding_id].append(dict(row._mapping))
        query = select(*_columns(coding)).where(coding.c.id.in_(part)).order_by(coding.c.id)
        for row in connection.execute(query).all():
            yield row.id, coding_content(dict(row._mapping), events[row.id])


def _columns(table: Table) -> Sequence[Any]:
    """The columns that are hashed: a migration runs before later ones are there."""
    return [table.c[name] for name in COLUMNS[table.name]]


def _log_row(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "made_at": record.made_at,
        "deed": record.deed,
        "subject": record.subject,
        "content_sha256": record.content_sha256,
        "previous": record.previous,
        "hash": record.hash,
    }
