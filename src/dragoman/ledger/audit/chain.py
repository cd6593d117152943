"""Records of what was done to a ledger, chained by hashes; making and checking a chain.

Whoever edits, takes out, puts in or moves a record breaks the chain there, unless every later
record is made anew as well. Against that helps the hash of a record that was kept elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model import digest

#: What the first record holds for the hash of the one before.
NOTHING = "0" * 64

#: Stands before the deed in records of what a ledger held before it had a log.
FOUND = "found "


@dataclass(frozen=True, slots=True)
class Record:
    """One deed done to the ledger.

    `number` counts from 1. `made_at` is RFC 3339 in UTC. `deed` is what was added (`document`,
    `report`, `coding`, `judgement`), or `erasure`; with `FOUND` before it, it was there when the
    log began.
    `subject` is the id of what was added or erased, `content_sha256` the hash of the rows that were
    kept. `previous` is the hash of the record before, `hash` that of all the other fields.
    """

    number: int
    made_at: str
    deed: str
    subject: str
    content_sha256: str
    previous: str
    hash: str

    @property
    def what(self) -> str:
        """The deed, whether it was done or found done."""
        return self.deed.removeprefix(FOUND)


def record_after(
    last: Record | None, made_at: str, deed: str, subject: str, content_sha256: str
) -> Record:
    """The record that comes after the last, or the first of all where there is none."""
    number, previous = (last.number + 1, last.hash) if last else (1, NOTHING)
    told = (number, made_at, deed, subject, content_sha256, previous)
    return Record(*told, hash=digest("log", *told))


def hash_of(record: Record) -> str:
    """The hash that a record with these fields must have."""
    return digest(
        "log",
        record.number,
        record.made_at,
        record.deed,
        record.subject,
        record.content_sha256,
        record.previous,
    )


def chain_faults(records: Iterable[Record]) -> Iterator[str]:
    """Where a chain, given in the order of its numbers, does not hold; a line each."""
    number, previous = 0, NOTHING
    for record in records:
        if record.number != number + 1:
            missing = _numbers(number + 1, record.number - 1)
            yield f"{missing} of the log missing before record {record.number}"
        elif record.previous != previous:
            yield f"record {record.number} of the log does not follow the one before it"
        if hash_of(record) != record.hash:
            yield f"record {record.number} of the log was changed: its hash is not its fields'"
        number, previous = record.number, record.hash


def _numbers(first: int, last: int) -> str:
    if last < first:
        return "records are"
    return f"record {first} is" if first == last else f"records {first} to {last} are"
