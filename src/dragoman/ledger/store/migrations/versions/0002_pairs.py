"""Events are linked by pairs instead of blocks: sketches, where they are filed, and pairs.

Revision 0002. The new tables are derived, and filled by whoever migrates once the schema stands.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.folding import fold
from dragoman.ledger.linking.sketch import is_symmetric
from dragoman.ledger.store.backend import REAL, TEXT
from dragoman.ledger.store.migrations.making import (
    kept,
    make,
    number,
    released,
    text,
    unmake,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of linking; the blocks go."""
    for table in ("event", "entry"):
        op.drop_index(f"{table}_block", table)
        op.drop_column(table, "block")
    make(
        "sketch",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("event_id", TEXT, sa.ForeignKey("event.id"), nullable=False, unique=True),
        text("body"),
    )
    make(
        "filed",
        text("heading"),
        number("first"),
        number("last"),
        _sketch("sketch"),
        sa.PrimaryKeyConstraint("heading", "first", "last", "sketch"),
        rowid=False,
    )
    op.create_index("filed_sketch", "filed", ["sketch"])
    make(
        "pair",
        _sketch("one"),
        _sketch("other"),
        sa.Column("chance", REAL, nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
        rowid=False,
    )
    op.create_index("pair_other", "pair", ["other", "one"])


def downgrade() -> None:
    """Take the tables away; events have blocks again, and entries that of their events."""
    for table in ("pair", "filed", "sketch"):
        unmake(table)
    for table in ("event", "entry"):
        op.add_column(table, sa.Column("block", TEXT, nullable=False, server_default=""))
        op.create_index(f"{table}_block", table, ["block"])
    released("event")
    for event_id, body in op.get_bind().execute(sa.text("SELECT id, body FROM event")).all():
        op.get_bind().execute(
            sa.text("UPDATE event SET block = :block WHERE id = :id"),
            {"block": _block(json.loads(body)), "id": event_id},
        )
    kept("event")
    op.execute(
        "UPDATE entry SET block = (SELECT min(event.block) FROM event JOIN entry_event "
        "ON entry_event.event_id = event.id WHERE entry_event.entry = entry.number)"
    )


def _block(event: dict[str, Any]) -> str:
    """Kind and countries, as the first release put events together."""
    kind = event["kind"]
    if is_symmetric(kind):
        return f"{kind} {_side([*event['initiator'], *event['recipient']])}"
    return f"{kind} {_side(event['initiator'])} > {_side(event['recipient'])}"


def _side(parties: list[list[str]]) -> str:
    countries = {country for _, country, _ in parties if country}
    return ",".join(sorted(countries or {f"?{fold(name)}" for name, _, _ in parties}))


def _sketch(name: str) -> sa.Column[int]:
    return sa.Column(
        name, sa.Integer, sa.ForeignKey("sketch.number", ondelete="CASCADE"), nullable=False
    )
