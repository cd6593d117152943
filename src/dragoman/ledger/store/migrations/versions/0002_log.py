"""The log of all changes, and tombstones of what was erased on request.

Revision 0002. What the ledger holds is logged, marked as found. Kept rows may be masked or removed
while a tombstone of theirs is open, and only then.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.guards import ERASABLE, keep_for_good, keep_unless_erased, let_go
from dragoman.ledger.store.log import append_found, utc_now

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, log what there is, and let kept tables know of erasures."""
    _tables()
    config = op.get_context().config
    at = config.attributes.get("at") if config else None
    append_found(op.get_bind(), at or utc_now())
    for table in ERASABLE:
        _run(*let_go(table), *keep_unless_erased(table))
    for table in ("log", "tombstone"):
        _run(*keep_for_good(table))


def downgrade() -> None:
    """Take the log away. Refused after an erasure: the former schema cannot tell of one."""
    if op.get_bind().exec_driver_sql("SELECT count(*) FROM tombstone").scalar():
        raise NotImplementedError("rows were erased: the former schema would call them damaged")
    for table in ERASABLE:
        _run(*let_go(table), *keep_for_good(table))
    op.drop_table("tombstone")
    op.drop_table("log")


def _run(*statements: str) -> None:
    for statement in statements:
        op.execute(statement)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _tables() -> None:
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("made_at"),
        _text("deed"),
        _text("subject"),
        _text("content_sha256"),
        _text("previous"),
        _text("hash"),
        sqlite_strict=True,
    )
    op.create_index("log_hash", "log", ["hash"])
    op.create_table(
        "tombstone",
        sa.Column(
            "record",
            sa.Integer,
            sa.ForeignKey("log.number", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        _text("what"),
        _text("subject"),
        _text("how"),
        _text("former_sha256"),
        _text("content_sha256", optional=True),
        _text("author"),
        _text("made_at"),
        _text("reason"),
        sqlite_strict=True,
    )
    op.create_index("tombstone_subject", "tombstone", ["what", "subject"])
