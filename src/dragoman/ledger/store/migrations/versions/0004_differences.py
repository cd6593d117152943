"""What the reports of each entry differ in, so that those entries are found.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.differing import fill_differences

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and fill it for the entries that stand."""
    op.create_table(
        "entry_difference",
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column(
            "entry",
            sa.Integer,
            sa.ForeignKey("entry.number", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("what", "kind", "entry"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("entry_difference_entry", "entry_difference", ["entry"])
    fill_differences(op.get_bind())


def downgrade() -> None:
    """Take the table away: it is derived."""
    op.drop_table("entry_difference")
