"""What revisions are written with: columns and tables as both stores have them.

Every table is made by `make`: STRICT in SQLite, text sorted by code point in PostgreSQL. A later
revision that adds a table whose rows are kept is but

    def upgrade() -> None:
        make("log", key("id"), text("body"))
        kept("log")

    def downgrade() -> None:
        unmake("log")

Columns are added and dropped with `op.add_column` and `op.drop_column`, never in a batch: a batch
of Alembic copies the table, and loses its triggers and STRICT without a word.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.backend import TEXT, backend_of

Column = sa.Column[Any]


def text(name: str, *, optional: bool = False) -> Column:
    """A column of text."""
    return sa.Column(name, TEXT, nullable=optional)


def number(name: str, *, optional: bool = False) -> Column:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=optional)


def key(name: str, to: str | None = None) -> Column:
    """The primary key, of text; `to` is the column that it points to."""
    return sa.Column(name, TEXT, *([sa.ForeignKey(to)] if to else []), primary_key=True)


def reference(name: str, to: str, *, optional: bool = False) -> Column:
    """A column of text that points to another."""
    return sa.Column(name, TEXT, sa.ForeignKey(to), nullable=optional)


def make(name: str, *parts: Any, rowid: bool = True) -> None:
    """Make a table of columns and constraints."""
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def unmake(name: str) -> None:
    """Take a table away, with its indexes and triggers."""
    op.drop_table(name)


def kept(table: str) -> None:
    """Let no row of a table be changed or taken away any more."""
    backend_of(op.get_bind()).keep(op.get_bind(), table)


def released(table: str) -> None:
    """Undo `kept`."""
    backend_of(op.get_bind()).release(op.get_bind(), table)


def make_words() -> None:
    """Make the index of words."""
    backend_of(op.get_bind()).words.make(op.get_bind())
