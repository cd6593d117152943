"""What some reports of the store rest on: read for these reports alone, and never kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from dragoman.ledger.store.reading import chunks, codings_of
from dragoman.ledger.store.rows import report_of
from dragoman.ledger.store.schema import coding, entry, entry_event, event, reading, report

if TYPE_CHECKING:
    from dragoman.ledger.origins import Graph


def graph_of(connection: Connection, report_ids: Iterable[str]) -> "Graph":
    """The graph of origins of these reports; one that no coding reads is left out."""
    # What reads texts is loaded when it is asked for: to list entries takes none of it.
    from dragoman.ledger.origins import origin_graph
    from dragoman.resolve import Resolver

    wanted = sorted(set(report_ids))
    rows = [
        row
        for part in chunks(wanted)
        for row in connection.execute(select(report).where(report.c.id.in_(part)))
    ]
    read = ((report_of(row), codings_of(connection, row.id)) for row in rows)
    coded = [(source, codings[-1]) for source, codings in read if codings]
    return origin_graph(coded, _entries(connection, wanted), Resolver())


def told_beside(connection: Connection, report_id: str, most: int) -> list[str]:
    """Ids of the report and of those that tell an entry which it tells: the nearest in time first.

    At most so many, the report itself first.
    """
    mine = (
        select(entry_event.c.entry)
        .join(event, event.c.id == entry_event.c.event_id)
        .join(reading, reading.c.coding_id == event.c.coding_id)
        .where(reading.c.report_id == report_id)
    )
    query = (
        select(report.c.id, report.c.published)
        .join(reading, reading.c.report_id == report.c.id)
        .join(event, event.c.coding_id == reading.c.coding_id)
        .join(entry_event, entry_event.c.event_id == event.c.id)
        .where(entry_event.c.entry.in_(mine))
        .distinct()
    )
    days = {row.id: row.published or "" for row in connection.execute(query)}
    day = days.setdefault(report_id, "")
    before = sorted((one for one in days if days[one] <= day), key=lambda one: (days[one], one))
    after = sorted((one for one in days if days[one] > day), key=lambda one: (days[one], one))
    near = [one for one in reversed(before) if one != report_id]
    woven = [one for pair in zip(near, after, strict=False) for one in pair]
    return [report_id, *dict.fromkeys([*woven, *near, *after])][:most]


def newest_reports(connection: Connection, most: int) -> list[str]:
    """Ids of the reports published last, at most so many, undated ones after the others."""
    query = (
        select(report.c.id)
        .join(reading, reading.c.report_id == report.c.id)
        .order_by(report.c.published.desc(), report.c.id)
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def _entries(connection: Connection, report_ids: Sequence[str]) -> dict[str, set[str]]:
    """Ids of the entries that each report tells."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in chunks(report_ids):
        query = (
            select(coding.c.report_id, entry.c.id)
            .join(reading, reading.c.coding_id == coding.c.id)
            .join(event, event.c.coding_id == coding.c.id)
            .join(entry_event, entry_event.c.event_id == event.c.id)
            .join(entry, entry.c.number == entry_event.c.entry)
            .where(coding.c.report_id.in_(part))
        )
        for report_id, entry_id in connection.execute(query):
            found[report_id].add(entry_id)
    return found
