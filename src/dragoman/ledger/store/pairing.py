"""Pairs of events that may be one, as rows, and the events that hang together by them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from dragoman.ledger.linking.grouping import Pair, weigh_against
from dragoman.ledger.linking.sketch import Sketch
from dragoman.ledger.linking.weighing import ENOUGH, WORTH_A_LOOK
from dragoman.ledger.store.reading import chunks
from dragoman.ledger.store.schema import pair
from dragoman.ledger.store.sketching import Numbered, near, sketches


def put_pairs(connection: Connection, fresh: Numbered) -> None:
    """Weigh sketches that were just filed against all that they could be one with."""
    found = near(connection, fresh)
    known = {
        **fresh,
        **sketches(connection, {n for some in found.values() for n in some} - fresh.keys()),
    }
    rows = pair_rows(fresh, found, known)
    if rows:
        connection.execute(insert(pair), rows)


def pair_rows(
    fresh: Numbered, found: Mapping[int, Iterable[int]], known: Mapping[int, Sketch]
) -> list[dict[str, Any]]:
    """Rows of `pair` of the fresh sketches with those found for each."""
    rows = []
    for number, one in fresh.items():
        for other in sorted(found[number]):
            # Of two that are both fresh, the later finds the earlier.
            if other in fresh and other > number:
                continue
            for weighed in weigh_against(one, [known[other]], WORTH_A_LOOK):
                low, high = sorted((number, other))
                rows.append({"one": low, "other": high, "chance": weighed.chance})
    return rows


def hang_together(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """These and all that are joined to them by a chain of pairs that are likely one."""
    reached = set(numbers)
    edge = reached
    while edge:
        edge = {
            number
            for one, other, _ in pairs_at(connection, sorted(edge), ENOUGH)
            for number in (one, other)
        } - reached
        reached |= edge
    return reached


def pairs_at(
    connection: Connection, numbers: Sequence[int], least: float
) -> list[tuple[int, int, float]]:
    """Pairs of at least that chance in which one of these numbers stands; some twice."""
    found: list[tuple[int, int, float]] = []
    for part in chunks(numbers):
        for column in (pair.c.one, pair.c.other):
            query = select(pair.c.one, pair.c.other, pair.c.chance).where(
                column.in_(part), pair.c.chance >= least
            )
            found += [(one, other, chance) for one, other, chance in connection.execute(query)]
    return found


def pairs_among(connection: Connection, known: Numbered, least: float = ENOUGH) -> list[Pair]:
    """Pairs of at least that chance of which both are among these."""
    return [
        Pair(chance, *sorted((known[one].event_id, known[other].event_id)))
        for one, other, chance in set(pairs_at(connection, sorted(known), least))
        if one in known and other in known
    ]
