"""The ledger: documents, reports, codings and events, and the entries derived from them.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.migrations.making import (
    kept,
    key,
    make,
    make_words,
    number,
    reference,
    text,
)

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
        kept(table)


def downgrade() -> None:
    """There is nothing before this."""
    raise NotImplementedError("the first revision cannot be undone; delete the ledger instead")


def _entry() -> sa.Column[int]:
    return sa.Column(
        "entry", sa.Integer, sa.ForeignKey("entry.number", ondelete="CASCADE"), nullable=False
    )


def _kept_tables() -> None:
    make(
        "document",
        key("id"),
        text("address"),
        text("final_address"),
        text("media_type"),
        text("headers"),
        text("hints"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        text("body_sha256"),
        text("fetched_at"),
        text("etag", optional=True),
        text("last_modified", optional=True),
    )
    op.create_index("document_address", "document", ["address", "fetched_at"])
    make(
        "report",
        key("id"),
        text("ref"),
        text("lang"),
        text("published", optional=True),
        text("outlet"),
        text("outlet_country", optional=True),
        text("title"),
        text("text"),
        text("text_sha256"),
        reference("document_id", "document.id", optional=True),
        number("sample"),
        text("detail"),
    )
    op.create_index("report_document", "report", ["document_id"])
    make(
        "coding",
        key("id"),
        reference("report_id", "report.id"),
        text("coder"),
        text("text_sha256"),
        text("origin", optional=True),
        text("detail"),
        text("findings_sha256"),
        sa.UniqueConstraint("report_id", "coder"),
    )
    make(
        "event",
        key("id"),
        reference("coding_id", "coding.id"),
        number("n"),
        text("kind"),
        text("status"),
        text("first_day", optional=True),
        text("last_day", optional=True),
        text("block"),
        text("entry_id"),
        text("body"),
        sa.UniqueConstraint("coding_id", "n"),
    )
    op.create_index("event_block", "event", ["block"])
    op.create_index("event_entry_id", "event", ["entry_id"])


def _derived_tables() -> None:
    make("reading", key("report_id", "report.id"), reference("coding_id", "coding.id"))
    op.create_index("reading_coding", "reading", ["coding_id"])
    make(
        "entry",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        text("id"),
        text("block"),
        text("kind"),
        text("status"),
        text("first_day", optional=True),
        text("last_day", optional=True),
        text("day"),
        text("body"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("entry_block", "entry", ["block"])
    op.create_index("entry_order", "entry", [sa.text("day DESC"), "id"])
    op.create_index("entry_kind", "entry", ["kind", sa.text("day DESC"), "id"])
    op.create_index("entry_status", "entry", ["status", sa.text("day DESC"), "id"])
    make("entry_event", key("event_id", "event.id"), _entry())
    op.create_index("entry_event_entry", "entry_event", ["entry"])
    for table, column in (("entry_country", "country"), ("entry_lang", "lang")):
        make(table, text(column), _entry(), sa.PrimaryKeyConstraint(column, "entry"), rowid=False)
        op.create_index(f"{table}_entry", table, ["entry"])
    make("counter", key("name"), number("value"))
    op.execute("INSERT INTO counter (name, value) VALUES ('changes', 0)")
    make_words()
