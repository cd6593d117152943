"""One hash over all that a ledger keeps and derives.

It does not tell in what order things came, when they were read, or which store holds them: rows are
taken by their keys, entries by their ids and not their numbers, and what is `PASSING` is left out.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from dragoman.ledger.store.reading import chunks
from dragoman.ledger.store.rows import dumps
from dragoman.ledger.store.schema import BACKED_UP, DERIVED, PASSING, entry, metadata
from dragoman.ledger.store.words import words_of

#: Rows held at once.
BATCH = 100

#: The name of a table, and values by column.
Row = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Digests:
    """Hashes in hexadecimal: of what is kept, and of that and all that is derived from it."""

    kept: str
    whole: str


def ledger_digests(connection: Connection) -> Digests:
    """The hashes of the ledger as the connection sees it."""
    total = hashlib.sha256()
    _take(total, (row for name in BACKED_UP for row in _rows(connection, name)))
    kept = total.hexdigest()  # of what has been taken so far
    derived = [name for name in DERIVED if name not in BACKED_UP]
    _take(total, (row for name in derived for row in _rows(connection, name)))
    _take(total, _words(connection))
    return Digests(kept, total.hexdigest())


def _take(total: "hashlib._Hash", rows: Iterable[Row]) -> None:
    for name, values in rows:
        # What is empty is left out: a column that a later schema adds changes nothing.
        told = {key: _told(value) for key, value in values.items() if value is not None}
        total.update(dumps([name, told]).encode() + b"\n")


def _told(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def _rows(connection: Connection, name: str) -> Iterator[Row]:
    """The rows of a table, in an order that is always the same."""
    table = metadata.tables[name]
    if table.info == PASSING:
        return
    query = _query(table).execution_options(yield_per=BATCH)
    with connection.execute(query) as rows:
        for row in rows.mappings():
            yield name, dict(row)


def _query(table: Table) -> Select[Any]:
    columns = [column for column in table.columns if column.info != PASSING]
    numbered = [column for column in columns if _is_number(column)]
    others = [column for column in columns if not _is_number(column)]
    if table is entry or not numbered:
        return select(*others).order_by(*(entry.c.id,) if table is entry else table.primary_key)
    query = select(entry.c.id.label("of"), *others).join_from(table, entry)
    return query.order_by(entry.c.id, *others)


def _is_number(column: Column[Any]) -> bool:
    """Whether the column holds the number of an entry, which is that of its coming."""
    return column is entry.c.number or any(
        link.column is entry.c.number for link in column.foreign_keys
    )


def _words(connection: Connection) -> Iterator[Row]:
    found = connection.execute(select(entry.c.number, entry.c.id).order_by(entry.c.id)).all()
    for part in chunks(found):
        yield from _words_of(connection, [(number, identity) for number, identity in part])


def _words_of(connection: Connection, entries: Sequence[tuple[int, str]]) -> Iterator[Row]:
    rows = {row.pop("entry"): row for row in words_of(connection, [n for n, _ in entries])}
    for number, identity in entries:
        yield "entry_words", {"of": identity, **rows.get(number, {})}
