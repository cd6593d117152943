"""Figures followed through the reports of a ledger."""

from collections.abc import Iterable

from dragoman.ledger.figures.tracks import Told, follow
from dragoman.ledger.store.browsing import Reports, each_entry
from dragoman.ledger.store.ledger import Ledger
from dragoman.ledger.store.writing import event_id
from dragoman.ledger.wanted import EntryFilter
from dragoman.model import Entry, Track


def each_track(
    ledger: Ledger, wanted: EntryFilter | None = None, of: Entry | None = None
) -> list[Track]:
    """What the reports of the entries wanted count, those of two reports or sources alone.

    With `of`, only what stands with that entry, followed through all entries of its kind that a
    country of its initiators takes part in. The figures of all those reports are held at once.
    """
    if of is not None:
        codes = (party.country for party in of.initiator if party.country)
        wanted = EntryFilter(kind=of.kind, actor=next(codes, None))
    tracks = follow(_told(ledger, each_entry(ledger, wanted)))
    return [track for track in tracks if _is_followed(track) and _stands_with(track, of)]


def _told(ledger: Ledger, entries: Iterable[Entry]) -> Iterable[Told]:
    entry_of: dict[str, str] = {}
    report_ids: set[str] = set()
    for one in entries:
        entry_of.update((version.event_id, one.id) for version in one.versions)
        report_ids.update(version.report_id for version in one.versions)
    reports = Reports(ledger)
    for report_id in sorted(report_ids):
        coding, report = ledger.codings(report_id)[-1], reports[report_id]
        # Acts that were not asked for stand too, lest their figures go to others beside them.
        acts = tuple(
            (entry_of.get(event_id(coding.id, n), ""), event)
            for n, event in enumerate(coding.events)
        )
        yield Told(report_id, report.published, report.lang, coding.figures, acts, coding.origin)


def _is_followed(track: Track) -> bool:
    """Whether more than one report or source tells it, of an entry that was asked for."""
    reports = {point.report_id for point in track.points}
    asked = any(point.entry_ids for point in track.points)
    return asked and (len(reports) > 1 or len(track.sources) > 1)


def _stands_with(track: Track, of: Entry | None) -> bool:
    return of is None or any(of.id in point.entry_ids for point in track.points)
