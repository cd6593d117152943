"""An entry from the versions of it: the version that tells most fully speaks for all.

In this order: a deed told as done before a plan of it, that before what is alleged, wanted or hangs
on a condition, and last what is only denied; a time that is known, and the narrower; a place that
is known; more persons or bodies named beyond the bare state; the outlet's news before its
background; more evidence. What is still alike is decided by the event's id, so that the same
versions always make the same entry. A time or place that the fullest version leaves out is that of
the next that tells it. Themes are those of all versions.
"""

from collections.abc import Iterable

from dragoman.ledger.linking.grouping import entry_id
from dragoman.model import Entry, Event, Party, Version, period

#: From what is surest to what is least so.
_STATUS_ORDER = ("actual", "planned", "alleged", "proposed", "conditional", "denied")


def build_entry(versions: Iterable[Version]) -> Entry:
    """The entry that these versions are of; ValueError where there are none."""
    told = tuple(sorted(versions, key=lambda version: version.event_id))
    if not told:
        raise ValueError("an entry needs a version")
    fullest = [version.event for version in sorted(told, key=_fullness)]
    best = fullest[0]
    time = next((event.time for event in fullest if event.time), None)
    place = next((event.place for event in fullest if event.place), None)
    first_day, last_day = days_of(time)
    return Entry(
        id=entry_id(told[0].event_id),
        kind=best.kind,
        initiator=best.initiator,
        recipient=best.recipient,
        status=best.status,
        time=time,
        first_day=first_day,
        last_day=last_day,
        place=place,
        themes=tuple(sorted({theme for version in told for theme in version.event.themes})),
        versions=told,
    )


def days_of(time: str | None) -> tuple[str | None, str | None]:
    """First and last ISO day that an EDTF time can mean, None where open or unknown."""
    if time is None:
        return None, None
    days = period(time)
    return (
        days.first.isoformat() if days.first else None,
        days.last.isoformat() if days.last else None,
    )


def _fullness(version: Version) -> tuple[int, int, int, int, int, int, str]:
    event = version.event
    status = (*_STATUS_ORDER, event.status).index(event.status)
    return (
        status,
        _width(event),
        -int(event.place is not None),
        -sum(map(_is_named, (*event.initiator, *event.recipient))),
        int(event.background),
        -sum(len(piece.exact) for piece in event.evidence),
        version.event_id,
    )


def _width(event: Event) -> int:
    """Days that the time leaves open; more where it is approximate, most where there is none."""
    if event.time is None:
        return 1_000_000
    days = period(event.time)
    if days.first is None or days.last is None:
        return 500_000
    return (days.last - days.first).days + (20 if days.approximate else 0)


def _is_named(party: Party) -> bool:
    # A government or a whole state says less than a person, a ministry or a unit.
    return len(party.name.split()) > 1
