"""The log of all changes, and tombstones of what was erased on request.

Revision 0004. What the ledger holds is logged, marked as found. Kept rows may be masked or removed
while a tombstone of theirs is open, and only then.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.log import append_found, utc_now
from dragoman.ledger.store.migrations.making import (
    erasable,
    kept,
    make,
    released,
    text,
    unmake,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Kept tables with the thing that a tombstone of their rows names, and the column of its id.
ERASABLE = {
    "document": ("document", "id"),
    "report": ("report", "id"),
    "coding": ("coding", "id"),
    "event": ("coding", "coding_id"),
    "judgement": ("judgement", "id"),
}


def upgrade() -> None:
    """Make both tables, log what there is, and let kept tables know of erasures."""
    make(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        *(text(name) for name in ("made_at", "deed", "subject")),
        *(text(name) for name in ("content_sha256", "previous", "hash")),
    )
    op.create_index("log_hash", "log", ["hash"])
    record = sa.ForeignKey("log.number", deferrable=True, initially="DEFERRED")
    make(
        "tombstone",
        sa.Column("record", sa.Integer, record, primary_key=True, autoincrement=False),
        *(text(name) for name in ("what", "subject", "how", "former_sha256")),
        text("content_sha256", optional=True),
        *(text(name) for name in ("author", "made_at", "reason")),
    )
    op.create_index("tombstone_subject", "tombstone", ["what", "subject"])
    config = op.get_context().config
    at = config.attributes.get("at") if config else None
    append_found(op.get_bind(), at or utc_now())
    for table, (what, key) in ERASABLE.items():
        released(table)
        erasable(table, what, key)
    kept("log")
    kept("tombstone")


def downgrade() -> None:
    """Take the log away. Refused after an erasure: the former schema cannot tell of one."""
    if op.get_bind().exec_driver_sql("SELECT count(*) FROM tombstone").scalar():
        raise NotImplementedError("rows were erased: the former schema would call them damaged")
    for table in ERASABLE:
        released(table)
        kept(table)
    unmake("tombstone")
    unmake("log")
