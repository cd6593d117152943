"""The ledger: documents, reports, codings and events, and the entries derived from them.

Revision 0001. Batch operations of Alembic copy a table and drop its triggers without a word, so a
later migration that alters a table below `KEPT` makes its triggers anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Tables whose rows are never changed and never taken away.
KEPT = ("document", "report", "coding", "event")


def upgrade() -> None:
    """Make every table, index and trigger."""
    _kept_tables()
    _derived_tables()
    for table in KEPT:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )


def downgrade() -> None:
    """There is nothing before this."""
    raise NotImplementedError("the first revision cannot be undone; delete the ledger instead")


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _key(name: str, to: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *([sa.ForeignKey(to)] if to else []), primary_key=True)


def _reference(name: str, to: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(to), nullable=optional)


def _entry() -> sa.Column[int]:
    return sa.Column(
        "entry", sa.Integer, sa.ForeignKey("entry.number", ondelete="CASCADE"), nullable=False
    )


def _kept_tables() -> None:
    op.create_table(
        "document",
        _key("id"),
        _text("address"),
        _text("final_address"),
        _text("media_type"),
        _text("headers"),
        _text("hints"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        _text("body_sha256"),
        _text("fetched_at"),
        _text("etag", optional=True),
        _text("last_modified", optional=True),
        sqlite_strict=True,
    )
    op.create_index("document_address", "document", ["address", "fetched_at"])
    op.create_table(
        "report",
        _key("id"),
        _text("ref"),
        _text("lang"),
        _text("published", optional=True),
        _text("outlet"),
        _text("outlet_country", optional=True),
        _text("title"),
        _text("text"),
        _text("text_sha256"),
        _reference("document_id", "document.id", optional=True),
        sa.Column("sample", sa.Integer, nullable=False),
        _text("detail"),
        sqlite_strict=True,
    )
    op.create_index("report_document", "report", ["document_id"])
    op.create_table(
        "coding",
        _key("id"),
        _reference("report_id", "report.id"),
        _text("coder"),
        _text("text_sha256"),
        _text("origin", optional=True),
        _text("detail"),
        _text("findings_sha256"),
        sa.UniqueConstraint("report_id", "coder"),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        _key("id"),
        _reference("coding_id", "coding.id"),
        sa.Column("n", sa.Integer, nullable=False),
        _text("kind"),
        _text("status"),
        _text("first_day", optional=True),
        _text("last_day", optional=True),
        _text("block"),
        _text("entry_id"),
        _text("body"),
        sa.UniqueConstraint("coding_id", "n"),
        sqlite_strict=True,
    )
    op.create_index("event_block", "event", ["block"])
    op.create_index("event_entry_id", "event", ["entry_id"])


def _derived_tables() -> None:
    op.create_table(
        "reading",
        _key("report_id", "report.id"),
        _reference("coding_id", "coding.id"),
        sqlite_strict=True,
    )
    op.create_index("reading_coding", "reading", ["coding_id"])
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("block"),
        _text("kind"),
        _text("status"),
        _text("first_day", optional=True),
        _text("last_day", optional=True),
        _text("day"),
        _text("body"),
        sqlite_strict=True,
    )
    op.create_index("entry_block", "entry", ["block"])
    op.create_index("entry_order", "entry", [sa.text("day DESC"), "id"])
    op.create_index("entry_kind", "entry", ["kind", sa.text("day DESC"), "id"])
    op.create_index("entry_status", "entry", ["status", sa.text("day DESC"), "id"])
    op.create_table(
        "entry_event",
        _key("event_id", "event.id"),
        _entry(),
        sqlite_strict=True,
    )
    op.create_index("entry_event_entry", "entry_event", ["entry"])
    for table, column in (("entry_country", "country"), ("entry_lang", "lang")):
        op.create_table(
            table,
            _text(column),
            _entry(),
            sa.PrimaryKeyConstraint(column, "entry"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
        op.create_index(f"{table}_entry", table, ["entry"])
    op.create_table(
        "counter",
        _key("name"),
        sa.Column("value", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO counter (name, value) VALUES ('changes', 0)")
    op.execute(
        "CREATE VIRTUAL TABLE entry_words USING fts5("
        "names, evidence, titles, tokenize = 'unicode61 remove_diacritics 2')"
    )
