"""Events are linked by pairs instead of blocks: sketches, where they are filed, and pairs.

Revision 0002. The new tables are derived and filled by whoever migrates, once the schema stands.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of linking; the blocks go."""
    op.drop_index("event_block", "event")
    op.drop_index("entry_block", "entry")
    op.drop_column("event", "block")
    op.drop_column("entry", "block")
    op.create_table(
        "sketch",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), nullable=False, unique=True),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "filed",
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        _sketch("sketch"),
        sa.PrimaryKeyConstraint("heading", "first", "last", "sketch"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("filed_sketch", "filed", ["sketch"])
    op.create_table(
        "pair",
        _sketch("one"),
        _sketch("other"),
        sa.Column("chance", sa.REAL().with_variant(sa.Double(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("pair_other", "pair", ["other", "one"])


def _sketch(name: str) -> sa.Column[int]:
    return sa.Column(
        name, sa.Integer, sa.ForeignKey("sketch.number", ondelete="CASCADE"), nullable=False
    )
