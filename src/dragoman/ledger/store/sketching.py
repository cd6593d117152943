"""Sketches as rows: kept, filed, and found by what could be one with them."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
)

from dragoman.ledger.linking import blocking
from dragoman.ledger.linking.sketch import EARLIEST, REACH, Sketch
from dragoman.ledger.store.backend import TEXT
from dragoman.ledger.store.reading import chunks
from dragoman.ledger.store.rows import dumps
from dragoman.ledger.store.schema import filed, sketch

#: Sketches by the numbers of their rows.
Numbered = dict[int, Sketch]

_FIELDS = ("initiator", "recipient", "names", "place", "themes", "words", "numbers")

_SOUGHT = Table(
    "sought",
    MetaData(),
    Column("sketch", Integer, nullable=False),
    Column("heading", TEXT, nullable=False),
    Column("begin", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
_NEAR = (
    select(_SOUGHT.c.sketch, filed.c.sketch)
    .join(filed, filed.c.heading == _SOUGHT.c.heading)
    .where(
        filed.c.first.between(_SOUGHT.c.begin, _SOUGHT.c.last),
        filed.c.last >= _SOUGHT.c.first,
        filed.c.sketch != _SOUGHT.c.sketch,
    )
)


def sketch_body(one: Sketch) -> str:
    """All of a sketch but the id of its event."""
    return dumps(
        [
            *(one.report_id, one.published, one.kind, one.status, one.first, one.last, one.reach),
            *(sorted(getattr(one, name)) for name in _FIELDS),
        ]
    )


def sketch_of(event_id: str, body: str) -> Sketch:
    """The sketch of an event, from its row."""
    report_id, published, kind, status, first, last, reach, *sets = json.loads(body)
    return Sketch(
        event_id=event_id,
        report_id=report_id,
        published=published,
        kind=kind,
        status=status,
        first=first,
        last=last,
        reach=reach,
        **{name: frozenset(values) for name, values in zip(_FIELDS, sets, strict=True)},
    )


def put_sketches(connection: Connection, fresh: Sequence[Sketch]) -> Numbered:
    """Keep and file sketches; gives them by number."""
    # Whoever gets here holds the right to write, so no other takes these numbers.
    last = connection.execute(select(func.coalesce(func.max(sketch.c.number), 0))).scalar_one()
    numbered = dict(enumerate(fresh, int(last) + 1))
    if numbered:
        connection.execute(insert(sketch), [sketch_row(n, one) for n, one in numbered.items()])
        connection.execute(
            insert(filed), [row for n, one in numbered.items() for row in filed_rows(n, one)]
        )
    return numbered


def sketch_row(number: int, one: Sketch) -> dict[str, Any]:
    """A row of `sketch`."""
    return {"number": number, "event_id": one.event_id, "body": sketch_body(one)}


def filed_rows(number: int, one: Sketch) -> Iterator[dict[str, Any]]:
    """The rows of `filed` of a sketch."""
    for slot in dict.fromkeys(blocking.filed(one)):
        yield {
            "heading": slot.heading,
            "first": slot.first,
            "last": slot.last,
            "sketch": number,
        }


def drop_sketches(connection: Connection, numbers: Sequence[int]) -> None:
    """Take sketches away, with their filing and their pairs."""
    for part in chunks(numbers):
        connection.execute(delete(sketch).where(sketch.c.number.in_(part)))


def numbers_of(connection: Connection, event_ids: Collection[str]) -> dict[str, int]:
    """The numbers of the sketches of these events, by event; of those that have one."""
    found: dict[str, int] = {}
    for part in chunks(sorted(event_ids)):
        query = select(sketch.c.event_id, sketch.c.number).where(sketch.c.event_id.in_(part))
        found |= {row.event_id: row.number for row in connection.execute(query)}
    return found


def sketches(connection: Connection, numbers: Iterable[int]) -> Numbered:
    """The sketches with these numbers."""
    found: Numbered = {}
    for part in chunks(sorted(numbers)):
        query = select(sketch).where(sketch.c.number.in_(part))
        for row in connection.execute(query):
            found[row.number] = sketch_of(row.event_id, row.body)
    return found


def near(connection: Connection, fresh: Mapping[int, Sketch]) -> dict[int, set[int]]:
    """For each sketch the numbers of those filed that could be one with it, and few others."""
    wanted = [
        {
            "sketch": number,
            "heading": slot.heading,
            "begin": slot.first - blocking.SHORT
            if blocking.is_short(slot.heading)
            else EARLIEST - REACH,
            "first": slot.first,
            "last": slot.last,
        }
        for number, one in fresh.items()
        for slot in dict.fromkeys(blocking.sought(one))
    ]
    found: dict[int, set[int]] = {number: set() for number in fresh}
    if wanted:
        _SOUGHT.create(connection, checkfirst=True)
        connection.execute(insert(_SOUGHT), wanted)
        for number, other in connection.execute(_NEAR):
            found[number].add(other)
        connection.execute(delete(_SOUGHT))
    return found
