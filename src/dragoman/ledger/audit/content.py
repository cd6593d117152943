"""What of a kept row its record in the log hashes: every column, by name.

The names are written out, and not those of the tables as they stand: a column that a later schema
adds must not change the hash of a row that was logged before.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.model import digest

#: Columns of each kept table, in the order of the first schema.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "document": (
        *("id", "address", "final_address", "media_type", "headers", "hints", "body"),
        *("body_sha256", "fetched_at", "etag", "last_modified"),
    ),
    "report": (
        *("id", "ref", "lang", "published", "outlet", "outlet_country", "title", "text"),
        *("text_sha256", "document_id", "sample", "detail"),
    ),
    "coding": ("id", "report_id", "coder", "text_sha256", "origin", "detail", "findings_sha256"),
    "event": (
        *("id", "coding_id", "n", "kind", "status", "first_day", "last_day"),
        *("entry_id", "body"),
    ),
    "judgement": ("id", "made_at", "author", "verdict", "body"),
}

Row = Mapping[str, Any]


def document_content(row: Row) -> str:
    """Hash of a row of `document`, its bytes by their own hash."""
    body = hashlib.sha256(row["body"]).hexdigest()
    return digest("document", {**_told("document", row), "body": body})


def report_content(row: Row) -> str:
    """Hash of a row of `report`."""
    return digest("report", _told("report", row))


def judgement_content(row: Row) -> str:
    """Hash of a row of `judgement`."""
    return digest("judgement", _told("judgement", row))


def coding_content(row: Row, events: Iterable[Row]) -> str:
    """Hash of a row of `coding` with its rows of `event` in their order."""
    return digest("coding", _told("coding", row), [_told("event", event) for event in events])


def _told(table: str, row: Row) -> dict[str, Any]:
    return {name: row[name] for name in COLUMNS[table]}
