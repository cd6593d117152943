"""Keeping entries in step with events: blocks are grouped anew, what changed is written anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from dragoman.ledger.linking.events import Sketch, sketch
from dragoman.ledger.linking.fullest import build_entry
from dragoman.ledger.linking.memory import Memory
from dragoman.ledger.store.derived import Facts, derived_rows, report_facts
from dragoman.ledger.store.differing import beside
from dragoman.ledger.store.reading import chunks, versions_of
from dragoman.ledger.store.schema import (
    entry,
    entry_country,
    entry_difference,
    entry_event,
    entry_lang,
    event,
    reading,
)
from dragoman.ledger.store.words import drop_words, put_words
from dragoman.model import Entry

#: Ids of the events of one entry, sorted.
Members = tuple[str, ...]


def relink(connection: Connection, blocks: Iterable[str], memory: Memory) -> None:
    """Group the blocks' events anew, and write those entries anew whose members are others."""
    gone: list[int] = []
    changed: list[tuple[str, Members]] = []
    for block, wanted, standing in groups(connection, sorted(blocks), memory):
        gone += [number for number, members in standing.items() if members not in wanted]
        present = set(standing.values())
        changed += [(block, members) for members in sorted(wanted) if members not in present]
    _drop_entries(connection, gone)
    versions = versions_of(connection, [one for _, members in changed for one in members])
    facts = report_facts(connection, versions)
    by_id = {version.event_id: version for version in versions}
    made = [(block, build_entry(by_id[one] for one in members)) for block, members in changed]
    _put_entries(connection, made, facts)


def groups(
    connection: Connection, blocks: Sequence[str], memory: Memory
) -> Iterator[tuple[str, set[Members], dict[int, Members]]]:
    """Of each block the members of its entries as they should be, and as they are, by number."""
    for part in chunks(blocks):
        events: defaultdict[str, list[str]] = defaultdict(list)
        query = (
            select(event.c.block, event.c.id)
            .join(reading, reading.c.coding_id == event.c.coding_id)
            .where(event.c.block.in_(part))
        )
        for block, event_id in connection.execute(query).all():
            events[block].append(event_id)
        standing = _standing(connection, part)
        missing = [one for block in part for one in memory.missing(block, events[block])]
        sketches = _sketches(connection, missing)
        for block in part:
            yield block, set(memory.groups(block, events[block], sketches)), standing[block]


def _sketches(connection: Connection, event_ids: Sequence[str]) -> dict[str, Sketch]:
    versions = versions_of(connection, event_ids)
    days = report_facts(connection, versions)
    return {
        version.event_id: sketch(version, days[version.report_id]["published"])
        for version in versions
    }


def _standing(
    connection: Connection, blocks: Sequence[str]
) -> defaultdict[str, dict[int, Members]]:
    """The members of each entry of the blocks, by the entry's number."""
    query = (
        select(entry.c.block, entry.c.number, entry_event.c.event_id)
        .outerjoin(entry_event, entry_event.c.entry == entry.c.number)
        .where(entry.c.block.in_(blocks))
    )
    members: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for block, number, member in connection.execute(query).all():
        members[block, number] += [member] if member else []
    found: defaultdict[str, dict[int, Members]] = defaultdict(dict)
    for (block, number), ids in members.items():
        found[block][number] = tuple(sorted(ids))
    return found


def _drop_entries(connection: Connection, numbers: Sequence[int]) -> None:
    drop_words(connection, numbers)
    for part in chunks(numbers):
        connection.execute(delete(entry).where(entry.c.number.in_(part)))


def _put_entries(connection: Connection, made: Sequence[tuple[str, Entry]], facts: Facts) -> None:
    if not made:
        return
    # Whoever gets here holds the right to write, so no other takes these numbers.
    last = connection.execute(select(func.coalesce(func.max(entry.c.number), 0))).scalar_one()
    known = beside(connection, [one for _, one in made])
    rows = [
        derived_rows(last + n, block, one, facts, known) for n, (block, one) in enumerate(made, 1)
    ]
    for table in (entry, entry_event, entry_country, entry_lang, entry_difference):
        found = [row for derived in rows for row in derived[table.name]]
        if found:
            connection.execute(insert(table), found)
    put_words(connection, [row for derived in rows for row in derived["entry_words"]])
