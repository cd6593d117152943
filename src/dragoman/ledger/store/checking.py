"""Whether a ledger is whole: what the store says of itself, and whether every hash holds.

What is derived is made anew and set against what stands.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError

from dragoman.ledger.judging.applying import judge_entry, judged_pairs
from dragoman.ledger.judging.holding import holding
from dragoman.ledger.linking.fullest import build_entry
from dragoman.ledger.linking.grouping import find_pairs, join_pairs
from dragoman.ledger.linking.weighing import ENOUGH, WORTH_A_LOOK
from dragoman.ledger.store.backend import backend_of
from dragoman.ledger.store.derived import derived_rows, report_facts
from dragoman.ledger.store.differing import beside
from dragoman.ledger.store.judging import judged_rows, judgement_row, judgements, settled_on
from dragoman.ledger.store.log import log_faults, tombstones
from dragoman.ledger.store.pairing import pairs_among
from dragoman.ledger.store.reading import chunks, streamed, versions_of, with_versions
from dragoman.ledger.store.relinking import sketch_versions
from dragoman.ledger.store.rows import event_of, findings_digest, report_of
from dragoman.ledger.store.schema import (
    HEAD,
    KEPT,
    TELLING,
    coding,
    document,
    entry,
    entry_country,
    entry_difference,
    entry_event,
    entry_lang,
    event,
    filed,
    judged,
    judgement,
    reading,
    report,
    sketch,
)
from dragoman.ledger.store.sketching import filed_rows, sketch_of
from dragoman.ledger.store.words import words_of
from dragoman.ledger.store.writing import event_row, stands
from dragoman.model import digest, judgement_from_json, text_digest


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
    yield from backend_of(connection).damages(connection)
    yield from _schema(connection)
    masked = frozenset(one.subject for one in tombstones(connection) if one.how == "masked")
    yield from _documents(connection, masked)
    yield from _reports(connection, masked)
    yield from _readings(connection)
    yield from _judgements(connection)
    yield from log_faults(connection)


def _derived(connection: Connection) -> Iterator[str]:
    yield from _links(connection)
    yield from _entries(connection)


def _schema(connection: Connection) -> Iterator[str]:
    store = backend_of(connection)
    revision = store.revision(connection)
    if revision != HEAD:
        yield f"the schema is at {revision}, not at {HEAD}"
    guards = store.guards(connection)
    for table in (*KEPT, *TELLING):
        for deed in ("update", "delete"):
            if (table, deed) not in guards:
                yield f"rows of {table} are not kept: no trigger refuses to {deed} them"


def _documents(connection: Connection, masked: frozenset[str]) -> Iterator[str]:
    for row in streamed(connection, select(document).order_by(document.c.id)):
        # What was masked is no longer what its id was made from; the log tells what it is now.
        if row.id in masked:
            continue
        if hashlib.sha256(row.body).hexdigest() != row.body_sha256:
            yield f"the bytes of document {row.id} are not those fetched"
        elif digest("document", row.address, row.body_sha256) != row.id:
            yield f"document {row.id} is not what its id says"


def _reports(connection: Connection, masked: frozenset[str]) -> Iterator[str]:
    for row in streamed(connection, select(report).order_by(report.c.id)):
        if text_digest(row.text) != row.text_sha256:
            yield f"the text of report {row.id} is not the one that was coded"
        try:
            told = report_of(row)
            if (told.former_id is not None) != (row.id in masked):
                yield f"report {row.id} is marked as masked, or was masked, but not both"
            if told.id != row.id:
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


def _judgements(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(judgement).order_by(judgement.c.id)):
        try:
            if judgement_row(judgement_from_json(json.loads(row.body))) != dict(row._mapping):
                yield f"judgement {row.id} is not what its id and body say"
        except (KeyError, TypeError, ValueError):
            yield f"judgement {row.id} cannot be read"


def _links(connection: Connection) -> Iterator[str]:
    """Events are sketched, filed, paired and grouped as they are to."""
    read = select(event.c.id).join(reading, reading.c.coding_id == event.c.coding_id)
    told = versions_of(connection, list(connection.execute(read).scalars()))
    wanted = sketch_versions(connection, told)
    stand = connection.execute(select(sketch).order_by(sketch.c.event_id)).all()
    if [sketch_of(row.event_id, row.body) for row in stand] != wanted:
        yield "the sketches of events are not those that the events make"
        return
    numbered = {row.number: one for row, one in zip(stand, wanted, strict=True)}
    slots = sorted(tuple(row.values()) for n, one in numbered.items() for row in filed_rows(n, one))
    if slots != sorted(map(tuple, connection.execute(select(filed)))):
        yield "sketches are not filed where they are to be"
    pairs = find_pairs(wanted, WORTH_A_LOOK)
    if sorted(pairs) != sorted(pairs_among(connection, numbered, WORTH_A_LOOK)):
        yield "the pairs of events that may be one are not those that the events make"
    held = holding(judgements(connection))
    if sorted(map(tuple, connection.execute(select(judged))), key=repr) != sorted(
        (tuple(row.values()) for row in judged_rows(connection, held)), key=repr
    ):
        yield "judgements do not point at what they are to"
    likely = [one for one in pairs if one.chance >= ENOUGH]
    settled = settled_on(connection, [one.event_id for one in wanted])
    groups = join_pairs(wanted, likely, judged_pairs(settled))
    grouped = {event_id: group for group in groups for event_id in group}
    stands: defaultdict[int, list[str]] = defaultdict(list)
    for number, event_id in connection.execute(select(entry_event.c.entry, entry_event.c.event_id)):
        stands[number].append(event_id)
    if sorted(set(grouped.values())) != sorted(tuple(sorted(ids)) for ids in stands.values()):
        yield "the entries are not those that the events make"


def _entries(connection: Connection) -> Iterator[str]:
    numbers = connection.execute(select(entry.c.number).order_by(entry.c.id)).scalars().all()
    for part in chunks(numbers):
        rows = connection.execute(
            select(entry).where(entry.c.number.in_(part)).order_by(entry.c.id)
        ).all()
        told = with_versions(connection, rows)
        facts = report_facts(connection, [version for one in told for version in one.versions])
        known = beside(connection, told)
        members = [version.event_id for one in told for version in one.versions]
        settled = settled_on(connection, members)
        stand = _standing_rows(connection, part)
        for row, one in zip(rows, told, strict=True):
            if not one.versions:
                yield f"entry {row.id} has no version"
                continue
            judged = judge_entry(build_entry(one.versions), settled)
            wanted = derived_rows(row.number, judged, facts, known)
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
