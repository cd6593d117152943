"""What an `add` does to the ledger: new rows for good, and the entries that they change."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.codebook import faults
from dragoman.errors import StoreError
from dragoman.ledger.linking.fullest import days_of
from dragoman.ledger.linking.grouping import entry_id
from dragoman.ledger.store.relinking import relink
from dragoman.ledger.store.rows import coding_row, dumps, event_body, report_row
from dragoman.ledger.store.schema import coding, counter, document, event, reading, report
from dragoman.model import Anchor, Coding, Event, Report, digest

Row = dict[str, Any]


def event_id(coding_id: str, n: int) -> str:
    """The id of a coding's event: the coding, and the event's place in it from 0."""
    return digest("event", coding_id, n)


def add_codings(connection: Connection, items: Iterable[tuple[Report, Coding]]) -> int:
    """Add what is new and link it; gives how many codings were new."""
    fresh: list[str] = []
    gone: list[str] = []
    added = 0
    for source, findings in items:
        _refuse_faults(source, findings)
        _add_report(connection, source)
        if _holds(connection, coding.c.id, findings.id):
            continue
        gone += _events_read(connection, findings.report_id)
        fresh += _add_coding(connection, findings)
        added += 1
    # A report that comes twice in one go, by two coders, leaves its first events behind.
    left = set(gone)
    relink(connection, [one for one in fresh if one not in left], gone)
    if added:
        count_change(connection)
    return added


def count_change(connection: Connection) -> None:
    """Tell whoever remembers something of the entries that it may no longer hold."""
    connection.execute(
        update(counter).where(counter.c.name == "changes").values(value=counter.c.value + 1)
    )


def event_row(coding_id: str, n: int, one: Event) -> Row:
    """A row of `event`: the nth of a coding."""
    first_day, last_day = days_of(one.time)
    identity = event_id(coding_id, n)
    return {
        "id": identity,
        "coding_id": coding_id,
        "n": n,
        "kind": one.kind,
        "status": one.status,
        "first_day": first_day,
        "last_day": last_day,
        "entry_id": entry_id(identity),
        "body": dumps(event_body(one)),
    }


def _refuse_faults(source: Report, findings: Coding) -> None:
    if findings.report_id != source.id:
        raise StoreError(f"a coding of report {findings.report_id} is not one of {source.ref}")
    if findings.text_sha256 != source.text_sha256:
        raise StoreError(
            f"the coding of {source.ref} was made on another text", "code the report again"
        )
    for one in findings.events:
        wrong = next(faults(one), None)
        if wrong:
            raise StoreError(f"{findings.coder} coded an event of {source.ref} wrongly: {wrong}")
    for what, piece in _anchors(findings):
        if not stands(piece, source.text):
            raise StoreError(
                f"{what} does not stand in {source.ref} at {piece.start}: {piece.exact[:60]!r}"
            )


def stands(piece: Anchor, text: str) -> bool:
    """Whether an anchor's words are those of the text at its place."""
    # A slice alone would take a negative start, and an end beyond the text.
    return 0 <= piece.start < piece.end <= len(text) and piece.span.of(text) == piece.exact


def _anchors(findings: Coding) -> Iterator[tuple[str, Anchor]]:
    for one in findings.events:
        for piece in one.evidence:
            yield "evidence", piece
    for quote in findings.quotes:
        if quote.anchor:
            yield "a quote", quote.anchor
    for figure in findings.figures:
        if figure.anchor:
            yield "a figure", figure.anchor


def _holds(connection: Connection, column: Any, value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def _add_report(connection: Connection, source: Report) -> None:
    if _holds(connection, report.c.id, source.id):
        return
    if source.document_id and not _holds(connection, document.c.id, source.document_id):
        raise StoreError(
            f"the document that {source.ref} was read from is not in the ledger",
            "add the document first",
        )
    connection.execute(insert(report).values(report_row(source)))


def _events_read(connection: Connection, report_id: str) -> list[str]:
    """Ids of the events of a report that entries rest on."""
    query = (
        select(event.c.id)
        .join(reading, reading.c.coding_id == event.c.coding_id)
        .where(reading.c.report_id == report_id)
    )
    return list(connection.execute(query).scalars())


def _add_coding(connection: Connection, findings: Coding) -> list[str]:
    """Write a coding and its events, on which entries rest from now on; gives the events' ids."""
    connection.execute(insert(coding).values(coding_row(findings)))
    connection.execute(delete(reading).where(reading.c.report_id == findings.report_id))
    connection.execute(insert(reading).values(report_id=findings.report_id, coding_id=findings.id))
    rows = [event_row(findings.id, n, one) for n, one in enumerate(findings.events)]
    if rows:
        connection.execute(insert(event), rows)
    return [row["id"] for row in rows]
