"""Keeping entries in step with events: what hangs together is grouped and written anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from dragoman.ledger.judging.applying import Settled, judge_entry, judged_pairs
from dragoman.ledger.linking.fullest import build_entry
from dragoman.ledger.linking.grouping import join_pairs
from dragoman.ledger.linking.sketch import Sketch, sketch
from dragoman.ledger.linking.weighing import ENOUGH
from dragoman.ledger.store.derived import Facts, derived_rows, report_facts
from dragoman.ledger.store.differing import beside
from dragoman.ledger.store.judging import point_anew, point_anew_in, settled_on
from dragoman.ledger.store.pairing import hang_together, pairs_among, pairs_at, put_pairs
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
from dragoman.ledger.store.schema import sketch as sketch_table
from dragoman.ledger.store.sketching import (
    Numbered,
    drop_sketches,
    numbers_of,
    put_sketches,
    sketches,
)
from dragoman.ledger.store.words import drop_words, put_words
from dragoman.model import Entry, Version

#: Ids of the events of one entry, sorted.
Members = tuple[str, ...]


def relink(connection: Connection, fresh: Sequence[Version], gone: Sequence[str] = ()) -> None:
    """Link versions that entries rest on from now on, and let go of events that they no longer do.

    Groups anew all that hangs together with any of them, and writes those entries anew whose
    members are others.
    """
    left = sketches(connection, numbers_of(connection, gone).values())
    touched = _let_go(connection, gone)
    made = sketch_versions(connection, fresh)
    numbered = put_sketches(connection, made)
    put_pairs(connection, numbered)
    told = {one.report_id for one in (*made, *left.values())}
    judged = point_anew_in(connection, told)
    regroup(connection, {*numbered, *touched}, judged, fresh)


def sketch_versions(connection: Connection, versions: Sequence[Version]) -> list[Sketch]:
    """Sketches of versions, by event id."""
    facts = report_facts(connection, versions)
    made = [sketch(version, facts[version.report_id]["published"]) for version in versions]
    return sorted(made, key=lambda one: one.event_id)


def is_unlinked(connection: Connection) -> bool:
    """Whether there are events that entries are to rest on, and none of them is sketched."""
    read = select(event.c.id).join(reading, reading.c.coding_id == event.c.coding_id).limit(1)
    sketched = connection.execute(select(sketch_table.c.number).limit(1)).first()
    return sketched is None and connection.execute(read).first() is not None


def rebuild(connection: Connection) -> None:
    """Make all that linking derives anew from what is kept."""
    _drop_entries(connection, list(connection.execute(select(entry.c.number)).scalars()))
    drop_sketches(connection, list(connection.execute(select(sketch_table.c.number)).scalars()))
    read = select(event.c.id).join(reading, reading.c.coding_id == event.c.coding_id)
    for part in chunks(list(connection.execute(read.order_by(event.c.id)).scalars())):
        relink(connection, versions_of(connection, part))
    regroup(connection, (), point_anew(connection))


def regroup(
    connection: Connection,
    numbers: Iterable[int],
    judged: Collection[str] = (),
    at_hand: Iterable[Version] = (),
) -> None:
    """Group anew all that hangs together with the sketches of these numbers.

    `judged` are events of which people judge otherwise than before: their entries are written anew
    in any case. `at_hand` are versions that need not be read again.
    """
    known, settled = _together(connection, {*numbers, *numbers_of(connection, judged).values()})
    pairs = pairs_among(connection, known)
    wanted = join_pairs(known.values(), pairs, judged_pairs(settled))
    standing = _standing(connection, [one.event_id for one in known.values()])
    changed = set(judged)
    right = {one for one in standing.values() if changed.isdisjoint(one)}.intersection(wanted)
    _drop_entries(connection, [n for n, members in standing.items() if members not in right])
    versions = {one.event_id: one for one in at_hand}
    _write(connection, [one for one in wanted if one not in right], settled, versions)


def _together(connection: Connection, numbers: Iterable[int]) -> tuple[Numbered, list[Settled]]:
    """All that hangs together with these by likeness or by judgement, and those judgements."""
    known = sketches(connection, hang_together(connection, numbers))
    while True:
        settled = settled_on(connection, [one.event_id for one in known.values()])
        judged = {event_id for one in settled for event_id in (*one.tellings, *one.others)}
        beside = numbers_of(connection, sorted(judged)).values() - known.keys()
        if not beside:
            return known, settled
        known |= sketches(connection, hang_together(connection, beside))


def _let_go(connection: Connection, event_ids: Sequence[str]) -> set[int]:
    """Take the sketches of these events away; gives the numbers of those that stood by them."""
    if not event_ids:
        return set()
    leaving = set(numbers_of(connection, event_ids).values())
    beside = {
        number
        for one, other, _ in pairs_at(connection, sorted(leaving), ENOUGH)
        for number in (one, other)
    }
    standing = _standing(connection, event_ids)
    members = [one for some in standing.values() for one in some]
    beside |= set(numbers_of(connection, members).values())
    _drop_entries(connection, list(standing))
    drop_sketches(connection, sorted(leaving))
    return beside - leaving


def _standing(connection: Connection, event_ids: Sequence[str]) -> dict[int, Members]:
    """The members of each entry that holds one of these events, by the entry's number."""
    numbers: set[int] = set()
    for part in chunks(event_ids):
        query = select(entry_event.c.entry).where(entry_event.c.event_id.in_(part))
        numbers.update(connection.execute(query).scalars())
    members: defaultdict[int, list[str]] = defaultdict(list)
    for some in chunks(sorted(numbers)):
        rows = select(entry_event.c.entry, entry_event.c.event_id).where(
            entry_event.c.entry.in_(some)
        )
        for number, event_id in connection.execute(rows):
            members[number].append(event_id)
    return {number: tuple(sorted(ids)) for number, ids in members.items()}


def _drop_entries(connection: Connection, numbers: Sequence[int]) -> None:
    drop_words(connection, numbers)
    for part in chunks(numbers):
        connection.execute(delete(entry).where(entry.c.number.in_(part)))


def _write(
    connection: Connection,
    groups: Sequence[Members],
    settled: Sequence[Settled],
    at_hand: Mapping[str, Version],
) -> None:
    """Write the entries that these events make."""
    wanted = [one for members in groups for one in members]
    missing = versions_of(connection, [one for one in wanted if one not in at_hand])
    versions = {**at_hand, **{version.event_id: version for version in missing}}
    coded = (build_entry(versions[one] for one in members) for members in groups)
    made = [judge_entry(one, settled) for one in coded]
    _put_entries(connection, made, report_facts(connection, [versions[one] for one in wanted]))


def _put_entries(connection: Connection, made: Sequence[Entry], facts: Facts) -> None:
    if not made:
        return
    # Whoever gets here holds the right to write, so no other takes these numbers.
    last = connection.execute(select(func.coalesce(func.max(entry.c.number), 0))).scalar_one()
    known = beside(connection, made)
    rows = [derived_rows(n, one, facts, known) for n, one in enumerate(made, int(last) + 1)]
    for table in (entry, entry_event, entry_country, entry_lang, entry_difference):
        found = [row for derived in rows for row in derived[table.name]]
        if found:
            connection.execute(insert(table), found)
    put_words(connection, [row for derived in rows for row in derived["entry_words"]])
