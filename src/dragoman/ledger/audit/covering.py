"""Whether a log and what a ledger keeps are of one: nothing unlogged, nothing logged and gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.ledger.audit.chain import Record
from dragoman.model import digest

#: The deed that a tombstone tells of.
ERASURE = "erasure"

#: A kept thing: what it is and its id.
Thing = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands for a thing that was erased on request; it holds none of the erased words.

    `record` is the number of its record in the log. `how` is `removed`, or `masked` where the thing
    stays with words made unreadable. `former_sha256` hashes what was there, as its record in the
    log does, and `content_sha256` what stays, None where nothing does.
    """

    record: int
    what: str
    subject: str
    how: str
    former_sha256: str
    content_sha256: str | None
    author: str
    made_at: str
    reason: str

    @property
    def content(self) -> str:
        """Hash of all of it, for its record in the log."""
        return digest(
            "tombstone",
            *(self.record, self.what, self.subject, self.how, self.former_sha256),
            *(self.content_sha256, self.author, self.made_at, self.reason),
        )


def cover_faults(
    records: Iterable[Record],
    tombstones: Iterable[Tombstone],
    kept: Mapping[str, Iterable[tuple[str, str]]],
) -> Iterator[str]:
    """Where the log does not tell of what is kept, a line each.

    `kept` gives for each sort of thing the ids that the ledger holds, with hashes of their content.
    """
    told: dict[Thing, str | None] = {}
    erasures: dict[int, Record] = {}
    for record in records:
        thing = (record.what, record.subject)
        if record.what == ERASURE:
            erasures[record.number] = record
        elif record.what not in kept:
            yield f"record {record.number} of the log tells of no known deed: {record.deed[:40]!r}"
        elif thing in told:
            yield f"record {record.number} of the log tells of {_name(thing)} a second time"
        else:
            told[thing] = record.content_sha256
    yield from _erased(sorted(tombstones, key=lambda one: one.record), erasures, told)
    for what, rows in kept.items():
        for identity, content in rows:
            yield from _kept((what, identity), content, told)
    for thing, wanted in told.items():
        if wanted is not None:
            yield f"{_name(thing)} is in the log, but is gone from the ledger"


def _erased(
    tombstones: Iterable[Tombstone],
    erasures: dict[int, Record],
    told: dict[Thing, str | None],
) -> Iterator[str]:
    """Holds tombstones against their records, and puts what they excuse in the place of `told`."""
    for stone in tombstones:
        thing = (stone.what, stone.subject)
        record = erasures.pop(stone.record, None)
        if record is None or (record.subject, record.content_sha256) != (
            stone.subject,
            stone.content,
        ):
            yield f"the log does not tell of the tombstone of {_name(thing)} as it stands"
        elif told.get(thing) != stone.former_sha256:
            yield f"the tombstone of {_name(thing)} is not of what the log tells of"
        else:
            told[thing] = stone.content_sha256
    for number in erasures:
        yield f"record {number} of the log tells of an erasure that has no tombstone"


def _kept(thing: Thing, content: str, told: dict[Thing, str | None]) -> Iterator[str]:
    if thing not in told:
        yield f"{_name(thing)} is in no record of the log"
        return
    wanted = told.pop(thing)
    if wanted is None:
        yield f"{_name(thing)} was erased, and is here again"
    elif wanted != content:
        yield f"{_name(thing)} is not what the log tells of"


def _name(thing: Thing) -> str:
    return f"{thing[0]} {thing[1][:64]}"
