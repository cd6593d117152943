"""Why the tellings of an entry are one, and which entries to look at beside each other."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.ledger.linking.sketch import Sketch
from dragoman.ledger.linking.weighing import ENOUGH, Reason, chance, reasons
from dragoman.ledger.store.schema import entry, entry_event, pair, sketch
from dragoman.ledger.store.sketching import numbers_of, sketch_of, sketches
from dragoman.model import Entry


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings, by event id, the chance that they are one, and what speaks for and against it.

    `entries` are the ids of the entries that they stand in, the same twice where they are joined.
    """

    one: str
    other: str
    chance: float
    reasons: tuple[Reason, ...]
    entries: tuple[str, str]


def links_of(connection: Connection, told: Entry) -> list[Link]:
    """For each telling of an entry but the first, its likeliest link to one that comes before.

    Tellings that only a person or others between them hold together have a chance of 0.
    """
    numbers = numbers_of(connection, [version.event_id for version in told.versions])
    known = sorted(sketches(connection, numbers.values()).values(), key=lambda one: one.event_id)
    return [
        max(
            (_link(before, one, (told.id, told.id)) for before in known[:place]),
            key=lambda link: (link.chance, link.one),
        )
        for place, one in enumerate(known)
        if place
    ]


def worth_a_look(connection: Connection, limit: int) -> list[Link]:
    """Tellings in two entries that may be one, the likeliest first; each two entries once.

    What a person has judged is left out: it is settled.
    """
    one, other = sketch.alias("one"), sketch.alias("other")
    here, there = entry_event.alias("here"), entry_event.alias("there")
    mine, theirs = entry.alias("mine"), entry.alias("theirs")
    query = (
        select(one.c.event_id, one.c.body, other.c.event_id, other.c.body, mine.c.id, theirs.c.id)
        .select_from(pair)
        .join(one, one.c.number == pair.c.one)
        .join(other, other.c.number == pair.c.other)
        .join(here, here.c.event_id == one.c.event_id)
        .join(there, there.c.event_id == other.c.event_id)
        .join(mine, mine.c.number == here.c.entry)
        .join(theirs, theirs.c.number == there.c.entry)
        .where(pair.c.chance < ENOUGH, here.c.entry != there.c.entry)
        .where(mine.c.verdict.is_(None), theirs.c.verdict.is_(None))
        .order_by(pair.c.chance.desc(), one.c.event_id, other.c.event_id)
    )
    found: dict[tuple[str, ...], Link] = {}
    for left, left_body, right, right_body, *ids in connection.execute(query):
        between = tuple(sorted(ids))
        if between not in found:
            sides = sketch_of(left, left_body), sketch_of(right, right_body)
            found[between] = _link(*sides, (ids[0], ids[1]))
        if len(found) == limit:
            break
    return list(found.values())


def _link(one: Sketch, other: Sketch, entries: tuple[str, str]) -> Link:
    weight = chance(one, other)
    why = reasons(one, other) if weight else ()
    return Link(one.event_id, other.event_id, weight, why, entries)
