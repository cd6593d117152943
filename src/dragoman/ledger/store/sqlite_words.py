"""The index of words in SQLite: a table of FTS5."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, text

from dragoman.ledger.store.terms import Term

_WORDS = table(
    "entry_words",
    column("rowid"),
    column("entry_words"),
    column("names"),
    column("evidence"),
    column("titles"),
)
_MAKE = (
    "CREATE VIRTUAL TABLE entry_words USING fts5("
    "names, evidence, titles, tokenize = 'unicode61 remove_diacritics 2')"
)
_PUT = text(
    "INSERT INTO entry_words (rowid, names, evidence, titles) "
    "VALUES (:entry, :names, :evidence, :titles)"
)
_DROP = text("DELETE FROM entry_words WHERE rowid = :entry")


class Fts5Words:
    """The `WordIndex` of a file."""

    def make(self, connection: Connection) -> None:
        """Make the index, empty."""
        connection.exec_driver_sql(_MAKE)

    def put(self, connection: Connection, rows: Sequence[dict[str, object]]) -> None:
        """Take in rows of `entry`, `names`, `evidence` and `titles`."""
        connection.execute(_PUT, rows)

    def drop(self, connection: Connection, entries: Iterable[int]) -> None:
        """Take entries out."""
        rows = [{"entry": number} for number in entries]
        if rows:
            connection.execute(_DROP, rows)

    def matching(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        """The numbers of entries in which every term stands."""
        query = " AND ".join(
            '"' + " ".join(term.words) + '"' + ("*" if term.open else "") for term in terms
        )
        return select(_WORDS.c.rowid).where(
            _WORDS.c.entry_words.op("MATCH")(bindparam(None, query, unique=True))
        )

    def rows(self, connection: Connection, entries: Sequence[int]) -> list[dict[str, Any]]:
        """The rows of these entries by number, as they were put."""
        query = select(
            _WORDS.c.rowid.label("entry"), _WORDS.c.names, _WORDS.c.evidence, _WORDS.c.titles
        ).where(_WORDS.c.rowid.in_(entries))
        return [dict(row._mapping) for row in connection.execute(query.order_by(_WORDS.c.rowid))]
