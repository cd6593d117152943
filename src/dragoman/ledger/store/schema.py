"""The ledger's tables, for queries. The DDL stands in `migrations/`; a test holds the two alike.

The rows of `KEPT` are kept for good, and those of `TELLING` tell what was done to them: triggers
refuse every change but an erasure that a tombstone tells of. The others are derived from them and
may be written anew. `reading` says which coding of a report its entries rest on: the one added
last.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from dragoman.ledger.store.backend import REAL, TEXT

#: Newest revision in `migrations/versions`.
HEAD = "0005"

#: Tables whose rows are never changed and never taken away, unless they are erased on request.
KEPT = ("document", "report", "coding", "event", "judgement")

#: Tables that tell what was done to those; their rows stay in any case.
TELLING = ("log", "tombstone")

#: Tables that can be made anew from those.
DERIVED = (
    "reading",
    "sketch",
    "filed",
    "pair",
    "judged",
    "entry",
    "entry_event",
    "entry_country",
    "entry_lang",
    "entry_difference",
)

#: Tables whose rows a backup holds, those pointed to first. Of the derived ones `reading` alone:
#: nothing else tells which of a report's codings was added last.
# The log and the tombstones come last: what was masked is refused where its tombstone stands.
BACKED_UP = (*KEPT, "reading", *TELLING)

#: `info` of a column, or of a table, that tells of the hour or the order of coming and not of what
#: was read: no part of `Ledger.digest`.
PASSING: dict[Any, Any] = {"passing": True}

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("address", TEXT, nullable=False),
    Column("final_address", TEXT, nullable=False),
    Column("media_type", TEXT, nullable=False),
    Column("headers", TEXT, nullable=False, info=PASSING),
    Column("hints", TEXT, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_sha256", TEXT, nullable=False),
    Column("fetched_at", TEXT, nullable=False, info=PASSING),
    Column("etag", TEXT, info=PASSING),
    Column("last_modified", TEXT, info=PASSING),
    Index("document_address", "address", "fetched_at"),
)

report = Table(
    "report",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("ref", TEXT, nullable=False),
    Column("lang", TEXT, nullable=False),
    Column("published", TEXT),
    Column("outlet", TEXT, nullable=False),
    Column("outlet_country", TEXT),
    Column("title", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("text_sha256", TEXT, nullable=False),
    Column("document_id", TEXT, ForeignKey("document.id"), index=False),
    Column("sample", Integer, nullable=False),
    Column("detail", TEXT, nullable=False),
    Index("report_document", "document_id"),
)

coding = Table(
    "coding",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("report_id", TEXT, ForeignKey("report.id"), nullable=False),
    Column("coder", TEXT, nullable=False),
    Column("text_sha256", TEXT, nullable=False),
    Column("origin", TEXT),
    Column("detail", TEXT, nullable=False),
    # Of all that was found, events included: a changed row shows.
    Column("findings_sha256", TEXT, nullable=False),
    UniqueConstraint("report_id", "coder"),
)

event = Table(
    "event",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("coding_id", TEXT, ForeignKey("coding.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("first_day", TEXT),
    Column("last_day", TEXT),
    # The id of the entry that this event would name, so that an old address of an entry is found.
    Column("entry_id", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("coding_id", "n"),
    Index("event_entry_id", "entry_id"),
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made_at", TEXT, nullable=False),
    Column("deed", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("content_sha256", TEXT, nullable=False),
    Column("previous", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
    Index("log_hash", "hash"),
    info=PASSING,
)

tombstone = Table(
    "tombstone",
    metadata,
    # Looked at when the transaction ends: the record is written after what it tells of was done.
    Column(
        "record",
        Integer,
        ForeignKey("log.number", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("what", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("how", TEXT, nullable=False),
    Column("former_sha256", TEXT, nullable=False),
    Column("content_sha256", TEXT),
    Column("author", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Index("tombstone_subject", "what", "subject"),
    info=PASSING,
)

reading = Table(
    "reading",
    metadata,
    Column("report_id", TEXT, ForeignKey("report.id"), primary_key=True),
    Column("coding_id", TEXT, ForeignKey("coding.id"), nullable=False),
    Index("reading_coding", "coding_id"),
)

# What linking looks at: a row an event that entries rest on.
sketch = Table(
    "sketch",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("event_id", TEXT, ForeignKey("event.id"), nullable=False, unique=True),
    Column("body", TEXT, nullable=False),
    info=PASSING,
)

# Where sketches are filed to be found by those that could be one with them.
filed = Table(
    "filed",
    metadata,
    Column("heading", TEXT, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("sketch", Integer, ForeignKey("sketch.number", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("heading", "first", "last", "sketch"),
    Index("filed_sketch", "sketch"),
    info=PASSING,
    sqlite_with_rowid=False,
)

# Two events that may be one, the smaller number first, and the chance that they are.
pair = Table(
    "pair",
    metadata,
    Column("one", Integer, ForeignKey("sketch.number", ondelete="CASCADE"), nullable=False),
    Column("other", Integer, ForeignKey("sketch.number", ondelete="CASCADE"), nullable=False),
    Column("chance", REAL, nullable=False),
    PrimaryKeyConstraint("one", "other"),
    Index("pair_other", "other", "one"),
    info=PASSING,
    sqlite_with_rowid=False,
)

# What a person decided, in full in `body`.
judgement = Table(
    "judgement",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("made_at", TEXT, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("verdict", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    Index("judgement_order", "made_at", "id"),
)

# The events that judgements point at now; without one where the newest coding has no such event.
# `part` is `tellings` or `others`.
judged = Table(
    "judged",
    metadata,
    Column("judgement_id", TEXT, ForeignKey("judgement.id"), nullable=False),
    Column("part", TEXT, nullable=False),
    Column("n", Integer, nullable=False),
    Column("report_id", TEXT, nullable=False),
    Column("event_id", TEXT, ForeignKey("event.id")),
    PrimaryKeyConstraint("judgement_id", "part", "n"),
    Index("judged_event", "event_id"),
    Index("judged_report", "report_id"),
)

entry = Table(
    "entry",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("kind", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("first_day", TEXT),
    Column("last_day", TEXT),
    # What the ledger is sorted by: the first day, else the last, else empty.
    Column("day", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    # `accepted`, `corrected`, `rejected`, or nothing.
    Column("verdict", TEXT),
    Index("entry_order", text("day DESC"), "id"),
    Index("entry_kind", "kind", text("day DESC"), "id"),
    Index("entry_status", "status", text("day DESC"), "id"),
)


def _entry_key() -> Column[int]:
    return Column("entry", Integer, ForeignKey("entry.number", ondelete="CASCADE"), nullable=False)


entry_event = Table(
    "entry_event",
    metadata,
    Column("event_id", TEXT, ForeignKey("event.id"), primary_key=True),
    _entry_key(),
    Index("entry_event_entry", "entry"),
)

entry_country = Table(
    "entry_country",
    metadata,
    Column("country", TEXT, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("country", "entry"),
    Index("entry_country_entry", "entry"),
    sqlite_with_rowid=False,
)

entry_lang = Table(
    "entry_lang",
    metadata,
    Column("lang", TEXT, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("lang", "entry"),
    Index("entry_lang_entry", "entry"),
    sqlite_with_rowid=False,
)

entry_difference = Table(
    "entry_difference",
    metadata,
    Column("what", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    _entry_key(),
    PrimaryKeyConstraint("what", "kind", "entry"),
    Index("entry_difference_entry", "entry"),
    sqlite_with_rowid=False,
)

counter = Table(
    "counter",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("value", Integer, nullable=False),
)
