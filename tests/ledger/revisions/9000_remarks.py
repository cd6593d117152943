"""A revision that only tests know: all that a later one might do to a ledger with rows in it.

A column is added to a kept table and filled, with an index; another table is made, and kept.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.migrations.making import (
    kept,
    key,
    make,
    reference,
    released,
    text,
    unmake,
)
from dragoman.ledger.store.schema import HEAD

revision = "9000"
down_revision = HEAD
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.add_column("event", text("year", optional=True))
    released("event")
    op.execute(sa.text("UPDATE event SET year = substr(first_day, 1, 4)"))
    kept("event")
    op.create_index("event_year", "event", ["year"])
    make("remark", key("id"), reference("report_id", "report.id"), text("words"))
    kept("remark")


def downgrade() -> None:
    """Take them away."""
    unmake("remark")
    op.drop_index("event_year", "event")
    op.drop_column("event", "year")
