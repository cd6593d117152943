"""The persons and bodies that the ledger's reports name, read from the codings one by one."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from dragoman.ledger.store.rows import bearers_of, event_of
from dragoman.ledger.store.schema import coding, event, reading, report
from dragoman.model import Bearer, Party, Span
from dragoman.resolve.identities import Naming
from dragoman.resolve.identities.parties import kind_of_party

#: Codings read at once.
BATCH = 200


class _Source(NamedTuple):
    """What of a report its namings tell."""

    id: str
    published: str | None
    lang: str
    text: str


def each_naming(connection: Connection) -> Iterator[Naming]:
    """Namings of the codings that entries rest on, by report; the ledger is not held in memory."""
    query = (
        select(
            report.c.id, report.c.published, report.c.lang, report.c.text,
            coding.c.id.label("coding_id"), coding.c.detail,
        )
        .join(reading, reading.c.report_id == report.c.id)
        .join(coding, coding.c.id == reading.c.coding_id)
        .order_by(report.c.id)
        .execution_options(yield_per=BATCH)
    )  # fmt: skip
    for *told, coding_id, detail in connection.execute(query):
        source = _Source(*told)
        bearers = bearers_of(json.loads(detail).get("bearers", ()))
        if bearers:
            yield from (_naming(source, one) for one in bearers)
        else:
            yield from _of_parties(connection, source, coding_id)


def _naming(source: _Source, bearer: Bearer) -> Naming:
    posts = tuple((post.name, _words(source, post.span)) for post in bearer.posts)
    written = tuple(_words(source, span) for span in bearer.spans)
    who = (bearer.what, bearer.name, bearer.country, bearer.sector)
    return Naming(*who, posts, written, source.id, source.published, source.lang)


def _words(source: _Source, span: Span) -> str:
    """The words of a span; a name that a line breaks is no other name."""
    return " ".join(span.of(source.text).split())


def _of_parties(connection: Connection, source: _Source, coding_id: str) -> Iterator[Naming]:
    """The parties of a coding's events that are no states."""
    bodies = select(event.c.body).where(event.c.coding_id == coding_id).order_by(event.c.n)
    told = [event_of(body) for body in connection.execute(bodies).scalars()]
    parties: dict[Party, None] = {
        party: None for one in told for party in (*one.initiator, *one.recipient)
    }
    for party in parties:
        kind = kind_of_party(party.name, party.country)
        if kind is not None:
            who = (kind, party.name, party.country, party.sector)
            more = (source.id, source.published, source.lang)
            yield Naming(*who, (), (), *more)
