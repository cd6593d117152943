"""Pointing at a telling, and finding it again among the events of a newer coding."""

from collections.abc import Iterable

from dragoman.model import Pointer, Version


def point_at(version: Version) -> Pointer:
    """A pointer to a telling."""
    place = version.event.evidence[0]
    return Pointer(version.report_id, version.event_id, version.event.kind, place.start, place.end)


def find_again(pointer: Pointer, versions: Iterable[Version]) -> str | None:
    """The id of the event that is the telling pointed at, among those of its report.

    The very event, else the one of its kind whose evidence shares most with it, of equals the
    first; None where none does.
    """
    best: tuple[int, str] | None = None
    for version in versions:
        if version.event_id == pointer.event_id:
            return pointer.event_id
        shared = max(
            min(piece.end, pointer.end) - max(piece.start, pointer.start)
            for piece in version.event.evidence
        )
        if version.event.kind == pointer.kind and shared > 0:
            found = (-shared, version.event_id)
            best = found if best is None else min(best, found)
    return None if best is None else best[1]
