"""What an `add` does to the ledger: new rows for good, and the entries that they change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from dragoman.codebook import faults
from dragoman.errors import StoreError
from dragoman.ledger.audit.content import coding_content, report_content
from dragoman.ledger.linking.fullest import days_of
from dragoman.ledger.linking.grouping import entry_id
from dragoman.ledger.store.log import append_all, refuse_erased
from dragoman.ledger.store.reading import chunks
from dragoman.ledger.store.relinking import relink
from dragoman.ledger.store.rows import coding_row, dumps, event_body, report_row
from dragoman.ledger.store.schema import (
    coding,
    counter,
    document,
    event,
    reading,
    report,
    tombstone,
)
from dragoman.model import Anchor, Coding, Event, Report, Version, digest

Row = dict[str, Any]


def event_id(coding_id: str, n: int) -> str:
    """The id of a coding's event: the coding, and the event's place in it from 0."""
    return digest("event", coding_id, n)


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with its coding, and their ids: hashes of all that they hold, so taken once."""

    report: Report
    coding: Coding
    report_id: str
    coding_id: str


def add_codings(connection: Connection, items: Iterable[tuple[Report, Coding]], at: str) -> int:
    """Add what is new, log it with the time and link it; gives how many codings were new."""
    told = [_Told(source, findings, source.id, findings.id) for source, findings in items]
    for one in told:
        _refuse_faults(one)
    reports = _new_reports(connection, {one.report_id: one.report for one in told})
    held = _present(connection, coding.c.id, [one.coding_id for one in told])
    fresh = [one for one in told if one.coding_id not in held]
    _put(connection, told, reports, {one.coding_id for one in fresh}, at)
    if not fresh:
        return 0
    # A report that comes twice in one go, by two coders, rests on the later alone.
    read = {one.report_id: one for one in fresh}
    gone = events_read(connection, list(read))
    _rest_on(connection, read)
    relink(connection, [one for some in read.values() for one in _versions(some)], gone)
    count_change(connection)
    return len({one.coding_id for one in fresh})


def _versions(one: _Told) -> Iterator[Version]:
    for n, told in enumerate(one.coding.events):
        yield Version(event_id(one.coding_id, n), one.report_id, one.coding_id, told)


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


def _refuse_faults(one: _Told) -> None:
    source, findings = one.report, one.coding
    if findings.report_id != one.report_id:
        raise StoreError(f"a coding of report {findings.report_id} is not one of {source.ref}")
    if findings.text_sha256 != source.text_sha256:
        raise StoreError(
            f"the coding of {source.ref} was made on another text", "code the report again"
        )
    for event_told in findings.events:
        wrong = next(faults(event_told), None)
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


def _present(connection: Connection, column: Column[Any], values: Iterable[str]) -> set[str]:
    """Those of the values that stand in a column."""
    found: set[str] = set()
    for part in chunks(sorted(set(values))):
        found.update(connection.execute(select(column).where(column.in_(part))).scalars())
    return found


def _new_reports(connection: Connection, given: Mapping[str, Report]) -> dict[str, Report]:
    """The reports that the ledger has not, by id; errors where it may not take one in."""
    texts: dict[str, str] = {}
    for part in chunks(sorted(given)):
        query = select(report.c.id, report.c.text_sha256).where(report.c.id.in_(part))
        texts |= {row.id: row.text_sha256 for row in connection.execute(query)}
    fresh = {key: one for key, one in given.items() if texts.get(key) != one.text_sha256}
    # Gone, or masked: what is given would bring the words back.
    for key in sorted(_present(connection, tombstone.c.subject, fresh)):
        refuse_erased(connection, "report", key, fresh[key].ref)
    wanted = {one.document_id for one in fresh.values() if one.document_id}
    missing = wanted - _present(connection, document.c.id, wanted)
    for one in fresh.values():
        if one.document_id in missing:
            raise StoreError(
                f"the document that {one.ref} was read from is not in the ledger",
                "add the document first",
            )
    return fresh


def _put(
    connection: Connection,
    told: Sequence[_Told],
    reports: Collection[str],
    codings: Collection[str],
    at: str,
) -> None:
    """Write the reports and codings that are new, and log each in the order it was told in."""
    rows: dict[Table, list[Row]] = {report: [], coding: [], event: []}
    deeds: dict[tuple[str, str], str] = {}
    for one in told:
        if one.report_id in reports and ("report", one.report_id) not in deeds:
            rows[report].append(report_row(one.report))
            deeds["report", one.report_id] = report_content(rows[report][-1])
        if one.coding_id in codings and ("coding", one.coding_id) not in deeds:
            rows[coding].append(coding_row(one.coding))
            events = [event_row(one.coding_id, n, e) for n, e in enumerate(one.coding.events)]
            rows[event] += events
            deeds["coding", one.coding_id] = coding_content(rows[coding][-1], events)
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)
    append_all(connection, [(*deed, content) for deed, content in deeds.items()], at)


def _rest_on(connection: Connection, read: Mapping[str, _Told]) -> None:
    """Let entries rest on these codings, by report."""
    for part in chunks(list(read)):
        connection.execute(delete(reading).where(reading.c.report_id.in_(part)))
    connection.execute(
        insert(reading),
        [{"report_id": key, "coding_id": one.coding_id} for key, one in read.items()],
    )


def events_read(connection: Connection, report_ids: Sequence[str]) -> list[str]:
    """Ids of the events of reports that entries rest on."""
    found: list[str] = []
    for part in chunks(report_ids):
        query = (
            select(event.c.id)
            .join(reading, reading.c.coding_id == event.c.coding_id)
            .where(reading.c.report_id.in_(part))
        )
        found += connection.execute(query).scalars()
    return found
