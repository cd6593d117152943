"""The index of words in PostgreSQL: lexemes in a tsvector, and the words in their order.

A tsvector keeps neither more than 256 places of a word nor any beyond the 16,383rd, so phrases are
looked for in the words themselves, among the entries that hold each of them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    cast,
    column,
    func,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from dragoman.ledger.store.terms import Term

_WORDS = table(
    "entry_words",
    column("entry"),
    column("names"),
    column("evidence"),
    column("titles"),
    column("running"),
    column("lexemes"),
)
_MAKE = """
CREATE TABLE entry_words (
    entry INTEGER PRIMARY KEY,
    names TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    titles TEXT COLLATE "C" NOT NULL,
    running TEXT COLLATE "C" NOT NULL,
    lexemes TSVECTOR NOT NULL
);
CREATE INDEX entry_words_lexemes ON entry_words USING gin (lexemes)
"""
_PUT = text(
    "INSERT INTO entry_words (entry, names, evidence, titles, running, lexemes) VALUES "
    "(:entry, :names, :evidence, :titles, :running, array_to_tsvector(CAST(:words AS text[])))"
)
_DROP = text("DELETE FROM entry_words WHERE entry = ANY(:entries)")

#: Letters of a lexeme: PostgreSQL takes 2,046 bytes, of four for a letter at most.
_LONGEST = 500

_COLUMNS = ("names", "evidence", "titles")


class TsvectorWords:
    """The `WordIndex` of a database."""

    def make(self, connection: Connection) -> None:
        """Make the index, empty."""
        connection.exec_driver_sql(_MAKE)

    def put(self, connection: Connection, rows: Sequence[dict[str, object]]) -> None:
        """Take in rows of `entry`, `names`, `evidence` and `titles`."""
        connection.execute(_PUT, [{**row, **_indexed(row)} for row in rows])

    def drop(self, connection: Connection, entries: Iterable[int]) -> None:
        """Take entries out."""
        connection.execute(_DROP, {"entries": list(entries)})

    def matching(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        """The numbers of entries in which every term stands."""
        return select(_WORDS.c.entry).where(*map(_holds, terms))

    def rows(self, connection: Connection, entries: Sequence[int]) -> list[dict[str, Any]]:
        """The rows of these entries by number, as they were put."""
        query = (
            select(_WORDS.c.entry, *(_WORDS.c[name] for name in _COLUMNS))
            .where(_WORDS.c.entry.in_(entries))
            .order_by(_WORDS.c.entry)
        )
        return [dict(row._mapping) for row in connection.execute(query)]


def _indexed(row: dict[str, object]) -> dict[str, object]:
    parts = [str(row[name]).split() for name in _COLUMNS]
    words = {word[:_LONGEST] for part in parts for word in part}
    # A line's end is no word, so no phrase goes over from the names into the evidence.
    running = " \n ".join(" ".join(part) for part in parts)
    return {"running": f" {running} ", "words": sorted(words)}


def _holds(term: Term) -> ColumnElement[bool]:
    # Words are letters and digits alone: nothing in them is syntax.
    lexemes = [f"'{word[:_LONGEST]}'" for word in term.words]
    query = " & ".join(lexemes) + (":*" if term.open else "")
    found = _WORDS.c.lexemes.op("@@", is_comparison=True)(cast(query, TSQUERY))
    if len(term.words) == 1 and len(term.words[0]) <= _LONGEST:
        return found
    running = f" {' '.join(term.words)}" + ("" if term.open else " ")
    return and_(found, func.strpos(_WORDS.c.running, running) > 0)
