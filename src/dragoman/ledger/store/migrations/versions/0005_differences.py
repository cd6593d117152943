"""What the reports of each entry differ in, so that those entries are found.

Revision 0005. The table is derived, and filled by whoever migrates once the schema stands.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.migrations.making import make, text, unmake

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    make(
        "entry_difference",
        text("what"),
        text("kind"),
        sa.Column(
            "entry",
            sa.Integer,
            sa.ForeignKey("entry.number", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("what", "kind", "entry"),
        rowid=False,
    )
    op.create_index("entry_difference_entry", "entry_difference", ["entry"])


def downgrade() -> None:
    """Take the table away: it is derived."""
    unmake("entry_difference")
