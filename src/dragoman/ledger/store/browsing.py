"""A whole ledger gone through without holding it in memory."""

from collections.abc import Iterator, Mapping

from dragoman.errors import MissingError
from dragoman.ledger.store.ledger import Ledger
from dragoman.ledger.wanted import EntryFilter
from dragoman.model import Entry, Report

#: Entries read at once.
BATCH = 500


class Reports(Mapping[str, Report]):
    """The ledger's reports by id, read when asked for; the last `room` of them are held."""

    def __init__(self, ledger: Ledger, room: int = 512) -> None:
        self._ledger = ledger
        self._room = room
        self._held: dict[str, Report] = {}

    def __getitem__(self, report_id: str) -> Report:
        if report_id not in self._held:
            try:
                report = self._ledger.report(report_id)
            except MissingError:
                raise KeyError(report_id) from None
            if len(self._held) >= self._room:
                del self._held[next(iter(self._held))]
            self._held[report_id] = report
        return self._held[report_id]

    def __iter__(self) -> Iterator[str]:
        return (report.id for report in self._ledger.reports())

    def __len__(self) -> int:
        return self._ledger.statistics()["reports"]


def each_entry(ledger: Ledger, wanted: EntryFilter | None = None) -> Iterator[Entry]:
    """The entries wanted, newest event first, a batch at a time."""
    offset = 0
    while batch := ledger.entries(wanted, limit=BATCH, offset=offset):
        yield from batch
        offset += len(batch)
