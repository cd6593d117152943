"""Judgements, the events that they point at, and the verdict on each entry.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.migrations.making import (
    kept,
    key,
    make,
    number,
    reference,
    text,
    unmake,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no entry is judged yet."""
    make(
        "judgement",
        key("id"),
        text("made_at"),
        text("author"),
        text("verdict"),
        text("body"),
    )
    op.create_index("judgement_order", "judgement", ["made_at", "id"])
    kept("judgement")
    make(
        "judged",
        reference("judgement_id", "judgement.id"),
        text("part"),
        number("n"),
        text("report_id"),
        reference("event_id", "event.id", optional=True),
        sa.PrimaryKeyConstraint("judgement_id", "part", "n"),
    )
    op.create_index("judged_event", "judged", ["event_id"])
    op.create_index("judged_report", "judged", ["report_id"])
    op.add_column("entry", text("verdict", optional=True))


def downgrade() -> None:
    """Take the judgements away."""
    op.drop_column("entry", "verdict")
    unmake("judged")
    unmake("judgement")
