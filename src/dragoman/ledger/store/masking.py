"""Erasure of a person: the name is masked in every report that names the person."""

import html
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from sqlalchemy import Connection, delete, select, update

from dragoman.errors import DragomanError, UsageError
from dragoman.ledger.audit.content import (
    coding_content,
    document_content,
    judgement_content,
    report_content,
)
from dragoman.ledger.audit.covering import Tombstone
from dragoman.ledger.audit.masking import (
    Concerned,
    Masked,
    mask_address,
    mask_coding,
    mask_judgement,
    mask_report,
    names_found,
    names_person,
)
from dragoman.ledger.audit.names import Person
from dragoman.ledger.store.erasing import (
    Erasure,
    Request,
    bury,
    drop_documents,
    events_of,
    remove,
    row_of,
)
from dragoman.ledger.store.judging import judgements, point_anew, put_judgement
from dragoman.ledger.store.reading import codings_of, versions_of
from dragoman.ledger.store.relinking import regroup, relink
from dragoman.ledger.store.rows import coding_row, report_of, report_row
from dragoman.ledger.store.schema import coding, document, event, judged, judgement, report
from dragoman.ledger.store.words import rebuild_words
from dragoman.ledger.store.writing import count_change, event_row, events_read
from dragoman.model import Coding, Judgement, Report
from dragoman.read.charset import decode

#: Columns of a document in which a name may stand in small letters.
_ADDRESSES = ("address", "final_address")


def erase_person(connection: Connection, names: Sequence[str], request: Request) -> Erasure:
    """Mask the person's name in reports, codings and judgements, and take away the bytes of the
    reports' documents.

    UsageError where a name cannot be looked for, or author or reason hold it.
    """
    person = Person(names)
    if any(person.spans(told) for told in (request.author, request.reason)):
        raise UsageError("author or reason hold the name", "tell them without it")
    stones: list[Tombstone] = []
    words: set[str] = set()
    naming = list(_naming(connection, person))
    found = {name for _, codings in naming for name in names_found(person, codings)}
    for source, codings in naming:
        words |= person.wordings(source.text) | person.wordings(source.title)
        stones += _mask(connection, request, person, source, codings)
    concerned = Concerned({one.id for one, _ in naming}, found)
    stones += _mask_judgements(connection, request, person, concerned)
    stones += _drop_strays(connection, request, person)
    if stones:
        events = events_read(connection, [source.id for source, _ in naming])
        relink(connection, versions_of(connection, events), events)
        regroup(connection, (), point_anew(connection))
        rebuild_words(connection)
        count_change(connection)
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


def _mask_judgements(
    connection: Connection, request: Request, person: Person, concerned: Concerned
) -> list[Tombstone]:
    """Put masked judgements in the place of those that hold the name.

    The id of a judgement is the hash of all of it, so what undoes one is made anew with it.
    """
    stones = []
    renamed: dict[str, str] = {}
    for one in _undone_first(judgements(connection)):
        other = mask_judgement(person, one, concerned, renamed)
        if other == one:
            continue
        row = row_of(connection, judgement, one.id)
        connection.execute(delete(judged).where(judged.c.judgement_id == one.id))
        stones.append(remove(connection, request, judgement, row, judgement_content(row)))
        put_judgement(connection, other, request.made_at)
        renamed[one.id] = other.id
    return stones


def _undone_first(told: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, each after the one that it undoes."""
    by_id = {one.id: one for one in told}

    def depth(one: Judgement) -> int:
        undone = by_id.get(one.undoes or "")
        return 0 if undone is None else 1 + depth(undone)

    return sorted(told, key=depth)


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
