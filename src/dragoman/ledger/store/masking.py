"""Erasure of a person: the name is masked in every report that names the person."""

import html
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from sqlalchemy import Connection, select, update

from dragoman.errors import DragomanError, UsageError
from dragoman.ledger.audit.content import coding_content, document_content, report_content
from dragoman.ledger.audit.covering import Tombstone
from dragoman.ledger.audit.masking import (
    Masked,
    mask_address,
    mask_coding,
    mask_report,
    names_person,
)
from dragoman.ledger.audit.names import Person
from dragoman.ledger.linking.memory import Memory
from dragoman.ledger.store.erasing import (
    Erasure,
    Request,
    bury,
    drop_documents,
    events_of,
    put_back,
    remove,
    row_of,
    take_out,
)
from dragoman.ledger.store.reading import codings_of
from dragoman.ledger.store.rows import coding_row, report_of, report_row
from dragoman.ledger.store.schema import coding, document, event, report
from dragoman.ledger.store.writing import event_row
from dragoman.model import Coding, Report
from dragoman.read.charset import decode

#: Columns of a document in which a name may stand in small letters.
_ADDRESSES = ("address", "final_address")


def erase_person(
    connection: Connection, names: Sequence[str], request: Request, memory: Memory
) -> Erasure:
    """Mask the person's name in reports and codings, and take away the bytes of their documents.

    UsageError where a name cannot be looked for, or author or reason hold it.
    """
    person = Person(names)
    for told in (request.author, request.reason):
        if person.spans(told):
            raise UsageError("author or reason hold the name", "tell them without it")
    stones: list[Tombstone] = []
    words: set[str] = set()
    blocks: set[str] = set()
    for source, codings in list(_naming(connection, person)):
        blocks |= take_out(connection, [one.id for one in codings])
        words |= person.wordings(source.text) | person.wordings(source.title)
        stones += _mask(connection, request, person, source, codings)
        for one in codings:
            blocks |= {row["block"] for row in events_of(connection, one.id)}
    stones += _drop_strays(connection, request, person)
    if stones:
        put_back(connection, blocks, memory)
    return Erasure(tuple(stones), tuple(sorted(words)))


def _naming(connection: Connection, person: Person) -> Iterator[tuple[Report, list[Coding]]]:
    """Reports that name the person, with their codings, by id."""
    ids = connection.execute(select(report.c.id).order_by(report.c.id)).scalars().all()
    for identity in ids:
        row = connection.execute(select(report).where(report.c.id == identity)).one()
        source, codings = report_of(row), codings_of(connection, identity)
        if names_person(person, source, codings):
            yield source, codings


def _mask(
    connection: Connection,
    request: Request,
    person: Person,
    source: Report,
    codings: Sequence[Coding],
) -> list[Tombstone]:
    """Mask a report, its codings and its document; what holds the name nowhere stays as it is."""
    former = row_of(connection, report, source.id)
    documents = _mask_documents(connection, request, person, former)
    changed = mask_report(person, source)
    told = Masked(person, source.text, changed.text)
    stones = []
    for one in codings:
        other = mask_coding(told, one)
        if other != one:
            stones.append(_mask_coding(connection, request, other))
    if changed != source:
        stones.append(_mask_report(connection, request, former, report_row(changed)))
    return stones + documents


def _mask_report(
    connection: Connection, request: Request, former: dict[str, object], row: dict[str, object]
) -> Tombstone:
    def erase() -> None:
        connection.execute(update(report).where(report.c.id == row["id"]).values(row))

    contents = report_content(former), report_content(row)
    return bury(connection, request, ("report", str(row["id"])), contents, erase)


def _mask_coding(connection: Connection, request: Request, changed: Coding) -> Tombstone:
    former, events = row_of(connection, coding, changed.id), events_of(connection, changed.id)
    row = coding_row(changed)
    rows = [event_row(changed.id, n, one) for n, one in enumerate(changed.events)]

    def erase() -> None:
        connection.execute(update(coding).where(coding.c.id == row["id"]).values(row))
        for one in rows:
            connection.execute(update(event).where(event.c.id == one["id"]).values(one))

    contents = coding_content(former, events), coding_content(row, rows)
    return bury(connection, request, ("coding", changed.id), contents, erase)


def _mask_documents(
    connection: Connection, request: Request, person: Person, source: dict[str, object]
) -> list[Tombstone]:
    """Empty the document that a report was read from, and drop what else came from its address."""
    masked: dict[str, object] = {}
    if source["document_id"]:
        row = row_of(connection, document, str(source["document_id"]))
        masked = {name: mask_address(person, row[name]) for name in _ADDRESSES}
        masked = {name: other for name, other in masked.items() if other != row[name]}
    return drop_documents(connection, request, source, masked)


def _drop_strays(connection: Connection, request: Request, person: Person) -> list[Tombstone]:
    """Take away documents that name the person and that no report was read from."""
    rested = select(report.c.document_id).where(report.c.document_id.is_not(None))
    query = select(document.c.id).where(document.c.id.not_in(rested)).order_by(document.c.id)
    stones = []
    for identity in connection.execute(query).scalars().all():
        row = row_of(connection, document, identity)
        if any(person.is_named(text) for text in _document_words(row)) or any(
            person.is_named(unquote(row[name]), cased=False) for name in _ADDRESSES
        ):
            stones.append(remove(connection, request, document, row, document_content(row)))
    return stones


def _document_words(row: dict[str, object]) -> Iterator[str]:
    """What can be read of a document without taking it apart."""
    yield str(row["hints"])
    yield str(row["headers"])
    body = row["body"]
    assert isinstance(body, bytes)
    try:
        yield html.unescape(decode(body, str(row["media_type"]), ""))
    except DragomanError:
        return
