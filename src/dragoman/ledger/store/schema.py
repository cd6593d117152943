"""The ledger's tables, for queries. The DDL stands in `migrations/`; a test holds the two alike.

`document`, `report`, `coding` and `event` are kept for good: triggers refuse every change. The
others are derived from them and may be written anew. `reading` says which coding of a report its
entries rest on: the one added last.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: Newest revision in `migrations/versions`.
HEAD = "0004"

#: `PRAGMA application_id` of a ledger: the ASCII letters `Drag`.
APPLICATION_ID = 0x44726167

#: Tables whose rows are never changed and never taken away.
KEPT = ("document", "report", "coding", "event")

#: Tables that can be made anew from those.
DERIVED = ("reading", "entry", "entry_event", "entry_country", "entry_lang", "entry_difference")

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("final_address", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("hints", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Index("document_address", "address", "fetched_at"),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ref", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("published", Text),
    Column("outlet", Text, nullable=False),
    Column("outlet_country", Text),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("document_id", Text, ForeignKey("document.id"), index=False),
    Column("sample", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    Index("report_document", "document_id"),
)

coding = Table(
    "coding",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report_id", Text, ForeignKey("report.id"), nullable=False),
    Column("coder", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("origin", Text),
    Column("detail", Text, nullable=False),
    # Of all that was found, events included: a changed row shows.
    Column("findings_sha256", Text, nullable=False),
    UniqueConstraint("report_id", "coder"),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("coding_id", Text, ForeignKey("coding.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("block", Text, nullable=False),
    # The id of the entry that this event would name, so that an old address of an entry is found.
    Column("entry_id", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("coding_id", "n"),
    Index("event_block", "block"),
    Index("event_entry_id", "entry_id"),
)

reading = Table(
    "reading",
    metadata,
    Column("report_id", Text, ForeignKey("report.id"), primary_key=True),
    Column("coding_id", Text, ForeignKey("coding.id"), nullable=False),
    Index("reading_coding", "coding_id"),
)

entry = Table(
    "entry",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("block", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    # What the ledger is sorted by: the first day, else the last, else empty.
    Column("day", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("entry_block", "block"),
    Index("entry_order", text("day DESC"), "id"),
    Index("entry_kind", "kind", text("day DESC"), "id"),
    Index("entry_status", "status", text("day DESC"), "id"),
)


def _entry_key() -> Column[int]:
    return Column("entry", Integer, ForeignKey("entry.number", ondelete="CASCADE"), nullable=False)


entry_event = Table(
    "entry_event",
    metadata,
    Column("event_id", Text, ForeignKey("event.id"), primary_key=True),
    _entry_key(),
    Index("entry_event_entry", "entry"),
)

entry_country = Table(
    "entry_country",
    metadata,
    Column("country", Text, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("country", "entry"),
    Index("entry_country_entry", "entry"),
    sqlite_with_rowid=False,
)

entry_lang = Table(
    "entry_lang",
    metadata,
    Column("lang", Text, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("lang", "entry"),
    Index("entry_lang_entry", "entry"),
    sqlite_with_rowid=False,
)

entry_difference = Table(
    "entry_difference",
    metadata,
    Column("what", Text, nullable=False),
    Column("kind", Text, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("what", "kind", "entry"),
    Index("entry_difference_entry", "entry"),
    sqlite_with_rowid=False,
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)
