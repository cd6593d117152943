"""Judgements as rows, and the events that they point at."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from dragoman.ledger.judging.applying import Settled
from dragoman.ledger.judging.holding import holding
from dragoman.ledger.judging.pointing import find_again
from dragoman.ledger.store.reading import chunks, versions_read
from dragoman.ledger.store.rows import dumps
from dragoman.ledger.store.schema import judged, judgement
from dragoman.model import Judgement, judgement_from_json, judgement_to_json


def judgement_row(one: Judgement) -> dict[str, str]:
    """A row of `judgement`."""
    return {
        "id": one.id,
        "made_at": one.made_at,
        "author": one.author,
        "verdict": one.verdict,
        "body": dumps(judgement_to_json(one)),
    }


def put_judgement(connection: Connection, one: Judgement) -> bool:
    """Keep a judgement; False where the ledger has it."""
    if connection.execute(select(judgement.c.id).where(judgement.c.id == one.id)).first():
        return False
    connection.execute(insert(judgement).values(judgement_row(one)))
    return True


def judgements(connection: Connection, ids: Collection[str] | None = None) -> list[Judgement]:
    """All judgements, or those with these ids; the oldest first."""
    query = select(judgement.c.body).order_by(judgement.c.made_at, judgement.c.id)
    if ids is None:
        return [_read(body) for body in connection.execute(query).scalars()]
    return [
        _read(body)
        for part in chunks(sorted(ids))
        for body in connection.execute(query.where(judgement.c.id.in_(part))).scalars()
    ]


def point_anew(connection: Connection) -> set[str]:
    """Find again all that judgements point at; gives the events where that is not as it was.

    Judgements are few beside what they are about: a person made each.
    """
    rows = connection.execute(select(judged)).all()
    return _replace(connection, rows, holding(judgements(connection)))


def point_anew_in(connection: Connection, report_ids: Collection[str]) -> set[str]:
    """As `point_anew`, of the judgements that point at something in these reports alone."""
    ids: set[str] = set()
    for part in chunks(sorted(report_ids)):
        query = select(judged.c.judgement_id).where(judged.c.report_id.in_(part))
        ids.update(connection.execute(query).scalars())
    rows = [
        row
        for part in chunks(sorted(ids))
        for row in connection.execute(select(judged).where(judged.c.judgement_id.in_(part)))
    ]
    return _replace(connection, rows, judgements(connection, ids))


def settled_on(connection: Connection, event_ids: Iterable[str]) -> list[Settled]:
    """The judgements that point at any of these events, with all that they point at."""
    ids: set[str] = set()
    for part in chunks(sorted(event_ids)):
        query = select(judged.c.judgement_id).where(judged.c.event_id.in_(part))
        ids.update(connection.execute(query).scalars())
    pointed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for part in chunks(sorted(ids)):
        query = (
            select(judged.c.judgement_id, judged.c.part, judged.c.event_id)
            .where(judged.c.judgement_id.in_(part), judged.c.event_id.is_not(None))
            .order_by(judged.c.part, judged.c.n)
        )
        for identity, which, event_id in connection.execute(query):
            pointed[identity, which].append(event_id)
    return [
        Settled(one, tuple(pointed[one.id, "tellings"]), tuple(pointed[one.id, "others"]))
        for one in judgements(connection, ids)
    ]


def judged_rows(connection: Connection, held: Iterable[Judgement]) -> list[dict[str, Any]]:
    """The rows of `judged` of judgements that hold, by the events that entries rest on now."""
    pointers = [
        (one.id, part, n, pointer)
        for one in held
        for part, some in (("tellings", one.tellings), ("others", one.others))
        for n, pointer in enumerate(some)
    ]
    told = versions_read(connection, sorted({pointer.report_id for *_, pointer in pointers}))
    return [
        {
            "judgement_id": identity,
            "part": part,
            "n": n,
            "report_id": pointer.report_id,
            "event_id": find_again(pointer, told[pointer.report_id]),
        }
        for identity, part, n, pointer in pointers
    ]


def _replace(
    connection: Connection, rows: Sequence[Row[Any]], held: Sequence[Judgement]
) -> set[str]:
    """Put the rows of these judgements in place of those; gives the events that differ."""
    stand = {tuple(row) for row in rows}
    wanted = {tuple(row.values()): row for row in judged_rows(connection, held)}
    gone, fresh = stand - wanted.keys(), wanted.keys() - stand
    for identity, part, n, *_ in sorted(gone, key=repr):
        connection.execute(
            delete(judged).where(
                judged.c.judgement_id == identity, judged.c.part == part, judged.c.n == n
            )
        )
    if fresh:
        connection.execute(insert(judged), [wanted[row] for row in sorted(fresh, key=repr)])
    return {row[-1] for row in gone | fresh if row[-1] is not None}


def _read(body: str) -> Judgement:
    return judgement_from_json(json.loads(body))
