"""Whether a ledger is whole: what the store says of itself, and whether every hash holds.

What is derived is made anew and set against what stands.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError

from dragoman.ledger.linking.fullest import build_entry
from dragoman.ledger.linking.memory import Memory
from dragoman.ledger.store.derived import derived_rows, report_facts
from dragoman.ledger.store.differing import beside
from dragoman.ledger.store.reading import chunks, with_versions
from dragoman.ledger.store.relinking import groups
from dragoman.ledger.store.rows import event_of, findings_digest, report_of
from dragoman.ledger.store.schema import (
    HEAD,
    KEPT,
    coding,
    document,
    entry,
    entry_country,
    entry_difference,
    entry_event,
    entry_lang,
    event,
    reading,
    report,
)
from dragoman.ledger.store.words import words_of
from dragoman.ledger.store.writing import event_row, stands
from dragoman.model import digest, text_digest


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the ledger, a line each; nothing where it is whole.

    What is derived is looked at only where what it is derived from is whole.
    """
    try:
        found = False
        for line in _kept(connection):
            found = True
            yield line
        if not found:
            yield from _derived(connection)
    except DatabaseError as error:
        yield f"the file is damaged: {error.orig}"


def _kept(connection: Connection) -> Iterator[str]:
    yield from _file(connection)
    yield from _schema(connection)
    yield from _documents(connection)
    yield from _reports(connection)
    yield from _readings(connection)


def _derived(connection: Connection) -> Iterator[str]:
    yield from _blocks(connection)
    yield from _entries(connection)


def _file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points to nothing in {parent}"


def _schema(connection: Connection) -> Iterator[str]:
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision != HEAD:
        yield f"the schema is at {revision}, not at {HEAD}"
    triggers = set(
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .scalars()
        .all()
    )
    for table in KEPT:
        for deed in ("update", "delete"):
            if f"{table}_no_{deed}" not in triggers:
                yield f"rows of {table} are not kept: no trigger refuses to {deed} them"


def _documents(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(document).order_by(document.c.id)):
        if hashlib.sha256(row.body).hexdigest() != row.body_sha256:
            yield f"the bytes of document {row.id} are not those fetched"
        elif digest("document", row.address, row.body_sha256) != row.id:
            yield f"document {row.id} is not what its id says"


def _reports(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(report).order_by(report.c.id)):
        if text_digest(row.text) != row.text_sha256:
            yield f"the text of report {row.id} is not the one that was coded"
        try:
            if report_of(row).id != row.id:
                yield f"report {row.id} is not what its id says"
        except (KeyError, TypeError, ValueError):
            yield f"report {row.id} cannot be read"
        yield from _codings(connection, row)


def _codings(connection: Connection, source: Row[tuple[object, ...]]) -> Iterator[str]:
    query = select(coding).where(coding.c.report_id == source.id).order_by(coding.c.id)
    for row in connection.execute(query).all():
        if row.text_sha256 != source.text_sha256:
            yield f"coding {row.id} by {row.coder} was made on another text"
        if digest("coding", source.id, row.coder) != row.id:
            yield f"coding {row.id} is not what its id says"
        events = connection.execute(
            select(event).where(event.c.coding_id == row.id).order_by(event.c.n)
        ).all()
        bodies = [one.body for one in events]
        if findings_digest(row.origin, row.detail, bodies) != row.findings_sha256:
            yield f"the findings of coding {row.id} are not those that were added"
        for n, one in enumerate(events):
            yield from _event(one, n, source.text)


def _event(row: Row[tuple[object, ...]], n: int, text: str) -> Iterator[str]:
    try:
        told = event_of(row.body)
        if event_row(row.coding_id, n, told) != dict(row._mapping):
            yield f"event {row.id} is not what its id and body say"
    except (KeyError, TypeError, ValueError):
        yield f"event {row.id} cannot be read"
        return
    if not all(stands(piece, text) for piece in told.evidence):
        yield f"evidence of event {row.id} does not stand in its report"


def _readings(connection: Connection) -> Iterator[str]:
    """Every report that was coded rests on one of its codings."""
    query = (
        select(coding.c.report_id)
        .distinct()
        .outerjoin(reading, reading.c.report_id == coding.c.report_id)
        .where(reading.c.coding_id.is_(None))
        .order_by(coding.c.report_id)
    )
    for identity in connection.execute(query).scalars():
        yield f"report {identity} rests on none of its codings"
    query = (
        select(reading.c.report_id)
        .join(coding, coding.c.id == reading.c.coding_id)
        .where(coding.c.report_id != reading.c.report_id)
        .order_by(reading.c.report_id)
    )
    for identity in connection.execute(query).scalars():
        yield f"report {identity} rests on the coding of another"


def _blocks(connection: Connection) -> Iterator[str]:
    """Events of one kind and countries stand together as they are to."""
    used = (
        select(event.c.block)
        .join(reading, reading.c.coding_id == event.c.coding_id)
        .union(select(entry.c.block))
        .order_by("block")
    )
    blocks = connection.execute(used).scalars().all()
    for block, wanted, standing in groups(connection, blocks, Memory()):
        if sorted(standing.values()) != sorted(wanted):
            yield f"the entries of {block!r} are not those that its events make"


def _entries(connection: Connection) -> Iterator[str]:
    numbers = connection.execute(select(entry.c.number).order_by(entry.c.id)).scalars().all()
    for part in chunks(numbers):
        rows = connection.execute(
            select(entry).where(entry.c.number.in_(part)).order_by(entry.c.id)
        ).all()
        told = with_versions(connection, rows)
        facts = report_facts(connection, [version for one in told for version in one.versions])
        known = beside(connection, told)
        stand = _standing_rows(connection, part)
        for row, one in zip(rows, told, strict=True):
            if not one.versions:
                yield f"entry {row.id} has no version"
                continue
            wanted = derived_rows(row.number, row.block, build_entry(one.versions), facts, known)
            for table, derived in wanted.items():
                if stand[table, row.number] != derived:
                    yield f"{table} of entry {row.id} is not what its versions make"


def _standing_rows(
    connection: Connection, numbers: Sequence[int]
) -> dict[tuple[str, int], list[dict[str, object]]]:
    """By table and entry, the rows that `derived_rows` would make."""
    found: defaultdict[tuple[str, int], list[dict[str, object]]] = defaultdict(list)
    for table, number, key in (
        (entry, entry.c.number, entry.c.id),
        (entry_event, entry_event.c.entry, entry_event.c.event_id),
        (entry_country, entry_country.c.entry, entry_country.c.country),
        (entry_lang, entry_lang.c.entry, entry_lang.c.lang),
        (entry_difference, entry_difference.c.entry, entry_difference.c.what),
    ):
        query = select(table).where(number.in_(numbers)).order_by(key, *table.primary_key)
        for row in connection.execute(query).mappings():
            found[table.name, row[number]].append(dict(row))
    for words in words_of(connection, numbers):
        found["entry_words", words["entry"]].append(words)
    return found
