"""Questions to the store: each is a function on a connection."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, func, select

from dragoman.errors import MissingError, UsageError
from dragoman.ledger.folding import fold
from dragoman.ledger.judging.pointing import find_again, point_at
from dragoman.ledger.store.filtering import conditions
from dragoman.ledger.store.rows import coding_of, entry_of, event_of
from dragoman.ledger.store.schema import (
    coding,
    document,
    entry,
    entry_country,
    entry_event,
    entry_lang,
    event,
    reading,
    report,
)
from dragoman.ledger.wanted import EntryFilter
from dragoman.model import Coding, Entry, Event, Origin, Version

T = TypeVar("T")

#: The largest number that the stores take.
LAST_ROW = 2**63 - 1

#: Rows of a stream that are held at once.
STREAMED = 100

#: Values in one `IN (...)`.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Facets:
    """What stands in the ledger, with the number of entries of each, the most frequent first."""

    countries: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    langs: tuple[tuple[str, int], ...] = ()


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that one statement can hold."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def streamed(
    connection: Connection, query: Select[Any], size: int = STREAMED
) -> Iterator[Row[Any]]:
    """The rows of a query, `size` at a time: a server's driver would else hold all of them."""
    with connection.execute(query.execution_options(yield_per=size)) as rows:
        yield from rows


def whole_id(connection: Connection, table: Table, id_or_prefix: str, what: str) -> str:
    """The one id that begins so; MissingError where there is none, UsageError where several."""
    prefix = id_or_prefix.strip().lower()
    found = []
    if prefix and all(letter in "0123456789abcdef" for letter in prefix):
        # After the hexadecimal digits comes `g`: a range that the index serves.
        query = select(table.c.id).where(table.c.id >= prefix, table.c.id < prefix + "g")
        found = list(connection.execute(query.order_by(table.c.id).limit(2)).scalars())
    if not found:
        raise MissingError(f"the ledger holds no {what} {id_or_prefix!r}")
    if len(found) > 1 and found[0] != prefix:
        raise UsageError(f"more than one {what} begins with {prefix!r}", "write more of the id")
    return str(found[0])


def find_entry(connection: Connection, id_or_prefix: str) -> Entry:
    """The entry whose id begins so, or once was it; errors as `whole_id`."""
    identity = _entry_id(connection, id_or_prefix)
    row = connection.execute(select(entry).where(entry.c.id == identity)).one()
    return with_versions(connection, [row])[0]


def _entry_id(connection: Connection, id_or_prefix: str) -> str:
    try:
        return whole_id(connection, entry, id_or_prefix, "entry")
    except MissingError:
        if "\x00" in id_or_prefix:
            raise
        # The event that once named it.
        query = select(event.c.id).where(event.c.entry_id == id_or_prefix.strip().lower())
        for former in versions_of(connection, list(connection.execute(query).scalars())):
            told = versions_read(connection, [former.report_id])[former.report_id]
            now = find_again(point_at(former), told)
            found = _entry_with(connection, now) if now else None
            if found:
                return found
        raise


def _entry_with(connection: Connection, event_id: str) -> str | None:
    """The id of the entry that an event stands in."""
    query = (
        select(entry.c.id)
        .join(entry_event, entry_event.c.entry == entry.c.number)
        .where(entry_event.c.event_id == event_id)
    )
    return connection.execute(query).scalar()


def find_entries(
    connection: Connection, wanted: EntryFilter, limit: int | None, offset: int
) -> list[Entry]:
    """A page of the ledger, newest event first, with all versions in one more query."""
    if offset < 0 or (limit is not None and limit < 0):
        raise UsageError(f"no page of the ledger: {limit} from {offset}", "count from 0")
    query = (
        select(entry)
        .where(*conditions(connection, wanted))
        .order_by(entry.c.day.desc(), entry.c.id)
        .offset(min(offset, LAST_ROW))
    )
    if limit is not None:
        query = query.limit(min(limit, LAST_ROW))
    rows = connection.execute(query).all()
    return [made for part in chunks(rows) for made in with_versions(connection, part)]


def count_entries(connection: Connection, wanted: EntryFilter) -> int:
    """How many entries the filter lets through."""
    query = select(func.count()).select_from(entry).where(*conditions(connection, wanted))
    return int(connection.execute(query).scalar_one())


def with_versions(connection: Connection, rows: Sequence[Row[Any]]) -> list[Entry]:
    """The entries in these rows of `entry`, at most as many as `chunks` gives."""
    query = (
        select(entry_event.c.entry, event.c.id, event.c.coding_id, coding.c.report_id, event.c.body)
        .join(event, event.c.id == entry_event.c.event_id)
        .join(coding, coding.c.id == event.c.coding_id)
        .where(entry_event.c.entry.in_([row.number for row in rows]))
        .order_by(event.c.id)
    )
    versions: defaultdict[int, list[Version]] = defaultdict(list)
    for number, *version in connection.execute(query):
        versions[number].append(_version(*version))
    return [entry_of(row, tuple(versions[row.number])) for row in rows]


def versions_of(connection: Connection, event_ids: Sequence[str]) -> list[Version]:
    """The versions that these events are."""
    found: list[Version] = []
    for part in chunks(event_ids):
        query = (
            select(event.c.id, event.c.coding_id, coding.c.report_id, event.c.body)
            .join(coding, coding.c.id == event.c.coding_id)
            .where(event.c.id.in_(part))
        )
        found += [_version(*row) for row in connection.execute(query)]
    return found


def versions_read(
    connection: Connection, report_ids: Sequence[str]
) -> defaultdict[str, list[Version]]:
    """By report, the versions that entries rest on, in the order of their coding."""
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for part in chunks(report_ids):
        query = (
            select(event.c.id, event.c.coding_id, reading.c.report_id, event.c.body)
            .join(reading, reading.c.coding_id == event.c.coding_id)
            .where(reading.c.report_id.in_(part))
            .order_by(event.c.coding_id, event.c.n)
        )
        for row in connection.execute(query):
            found[row.report_id].append(_version(*row))
    return found


def _version(event_id: str, coding_id: str, report_id: str, body: str) -> Version:
    return Version(event_id, report_id, coding_id, event_of(body))


def codings_of(connection: Connection, report_id: str) -> list[Coding]:
    """The codings of a report, the one that its entries rest on last."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    query = (
        select(event.c.coding_id, event.c.body)
        .join(coding, coding.c.id == event.c.coding_id)
        .where(coding.c.report_id == report_id)
        .order_by(event.c.coding_id, event.c.n)
    )
    for coding_id, body in connection.execute(query):
        events[coding_id].append(event_of(body))
    rows = connection.execute(
        select(coding)
        .outerjoin(reading, reading.c.coding_id == coding.c.id)
        .where(coding.c.report_id == report_id)
        .order_by(reading.c.coding_id.is_not(None), coding.c.coder)
    )
    return [coding_of(row, tuple(events[row.id])) for row in rows]


def uncoded(connection: Connection, coder: str) -> list[str]:
    """Ids of the reports that a coder has not coded, published last first, undated ones last."""
    query = (
        select(report.c.id)
        .outerjoin(coding, (coding.c.report_id == report.c.id) & (coding.c.coder == coder))
        .where(coding.c.id.is_(None))
        .order_by(report.c.published.is_(None), report.c.published.desc(), report.c.id)
    )
    return list(connection.execute(query).scalars())


def list_origins(connection: Connection) -> list[Origin]:
    """Sources as codings name them, with the reports of each, the most used first."""
    rows = connection.execute(
        select(coding.c.origin, coding.c.report_id)
        .join(reading, reading.c.coding_id == coding.c.id)
        .where(coding.c.origin.is_not(None))
        .order_by(coding.c.report_id)
    )
    names: defaultdict[str, list[str]] = defaultdict(list)
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for name, report_id in rows:
        key = fold(name)
        if key:
            names[key].append(name)
            reports[key].append(report_id)
    found = [
        # The wording used most often stands for all; of equals, the first by alphabet.
        Origin(min(set(said), key=lambda name: (-said.count(name), name)), tuple(reports[key]))
        for key, said in names.items()
    ]
    return sorted(found, key=lambda origin: (-len(origin.report_ids), origin.name))


def list_facets(connection: Connection) -> Facets:
    """Countries, kinds, statuses and languages present, with counts."""
    return Facets(
        *(
            _counts(connection, column)
            for column in (
                entry_country.c.country,
                entry.c.kind,
                entry.c.status,
                entry_lang.c.lang,
            )
        )
    )


def _counts(connection: Connection, column: Column[str]) -> tuple[tuple[str, int], ...]:
    number = func.count().label("number")
    query = select(column, number).group_by(column).order_by(number.desc(), column)
    return tuple((value, total) for value, total in connection.execute(query))


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows of each kind of thing."""
    tables = {
        "documents": document,
        "reports": report,
        "codings": coding,
        "events": event,
        "entries": entry,
    }
    return {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in tables.items()
    }
