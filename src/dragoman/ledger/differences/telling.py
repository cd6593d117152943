"""The differences of one entry: its versions sorted into sides, what by what."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.codebook import KINDS
from dragoman.ledger.differences.parties import parties_differ, same_parties
from dragoman.ledger.differences.places import places_differ, same_place
from dragoman.ledger.differences.statuses import AHEAD, statuses_differ
from dragoman.ledger.differences.times import times_differ
from dragoman.model import DIFFERENCE_KINDS, Difference, Entry, Event, Party, Side, Version

#: ISO day of publication, and first-hand source, of each report by its id.
Days = Mapping[str, str | None]
Origins = Mapping[str, str | None]

Group = tuple[Version, ...]

#: Acts of speech: another who speaks for the state has spoken too.
_SPEECH = frozenset({"accusation", "denial", "request", "support", "threat"})


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that versions tell.

    `of` gives its value, `written` the value in words, empty where a version does not tell it;
    `same` tells whether two tell it alike, `differ` how two groups of versions differ in it.
    """

    what: str
    of: Callable[[Event], Hashable]
    written: Callable[[Event], str]
    same: Callable[[Event, Event], bool]
    differ: Callable[[Group, Group, Days], str | None]


def differences(entry: Entry, published: Days, origin_of: Origins) -> tuple[Difference, ...]:
    """Where the reports of an entry differ in status, time, place and parties.

    A version that does not tell a thing takes no part in it: silence is no difference. Neither the
    order of the versions nor what is missing from the mappings matters. The gravest kinds stand
    first within one thing.
    """
    versions = sorted(entry.versions, key=lambda version: version.event_id)
    return tuple(
        found
        for facet in facets(entry.kind)
        for found in compare(facet, versions, published, origin_of)
    )


def facets(kind: str) -> tuple[Facet, ...]:
    """What the versions of an event of this kind are compared in."""
    known = KINDS.get(kind)
    if known is not None and known.symmetric:
        return (*_ACT, _parties("parties", lambda one: (*one.initiator, *one.recipient)))
    return (
        *_ACT,
        _parties("initiator", lambda one: one.initiator),
        _parties("recipient", lambda one: one.recipient),
    )


def compare(
    facet: Facet, versions: Sequence[Version], published: Days, origin_of: Origins
) -> Iterable[Difference]:
    """The differences of the versions in one thing, one for each kind."""
    groups = _groups(facet, [one for one in versions if facet.written(one.event)])
    found: dict[str, set[int]] = {}
    for i, j in combinations(range(len(groups)), 2):
        kind = facet.differ(groups[i], groups[j], published)
        if kind:
            found.setdefault(kind, set()).update((i, j))
    for kind in DIFFERENCE_KINDS:
        members = [groups[i] for i in sorted(found.get(kind, ()))]
        reports = {version.report_id for group in members for version in group}
        if len(reports) > 1:
            sides = sorted((side(facet, group, origin_of) for group in members), key=_order)
            yield Difference(facet.what, kind, tuple(sides), one_origin(reports, origin_of))


def side(facet: Facet, group: Group, origin_of: Origins) -> Side:
    """A group of versions as a side, in the wording of the first report."""
    reports = tuple(sorted({version.report_id for version in group}))
    return Side(
        value=min(facet.written(version.event) for version in group),
        event_ids=tuple(version.event_id for version in group),
        report_ids=reports,
        origins=tuple(sorted({name for one in reports if (name := origin_of.get(one))})),
        evidence=tuple(
            (version.report_id, piece) for version in group for piece in version.event.evidence
        ),
    )


def one_origin(reports: Iterable[str], origin_of: Origins) -> bool:
    """Whether all of the reports rest on one first-hand source that is known."""
    origins = {origin_of.get(report) for report in reports}
    return len(origins) == 1 and None not in origins


def _order(one: Side) -> tuple[str, tuple[str, ...]]:
    return one.value, one.event_ids


def _groups(facet: Facet, versions: Sequence[Version]) -> list[Group]:
    """Versions that tell the thing alike, together; each value is like all others of its group."""
    values: defaultdict[Hashable, list[Version]] = defaultdict(list)
    for version in sorted(versions, key=lambda one: (facet.written(one.event), one.event_id)):
        values[facet.of(version.event)].append(version)
    groups: list[list[list[Version]]] = []
    for told in values.values():
        for group in groups:
            if all(facet.same(told[0].event, other[0].event) for other in group):
                group.append(told)
                break
        else:
            groups.append([told])
    return [
        tuple(sorted((one for told in group for one in told), key=lambda one: one.event_id))
        for group in groups
    ]


def _mildest(
    one: Group, other: Group, differ: Callable[[Version, Version], str | None]
) -> str | None:
    """The mildest kind of all pairs; None where any pair agrees."""
    found = {differ(left, right) for left in one for right in other}
    if None in found:
        return None
    return next((kind for kind in reversed(DIFFERENCE_KINDS) if kind in found), None)


def _statuses(one: Group, other: Group, published: Days) -> str | None:
    days = [[published.get(version.report_id) for version in group] for group in (one, other)]
    return statuses_differ(one[0].event.status, days[0], other[0].event.status, days[1])


def _times(one: Group, other: Group, published: Days) -> str | None:
    def differ(left: Version, right: Version) -> str | None:
        kind = times_differ(left.event.time or "", right.event.time or "")
        return "update" if kind == "contradiction" and _moved(left, right, published) else kind

    return _mildest(one, other, differ)


def _moved(one: Version, other: Version, published: Days) -> bool:
    """Whether a plan was told for one day, and later the deed, or by the same, for another."""
    days = published.get(one.report_id), published.get(other.report_id)
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    early, late = (one, other) if days[0] < days[1] else (other, one)
    if early.event.status not in AHEAD:
        return False
    said = early.event.said_by[-1:]
    return late.event.status == "actual" or (bool(said) and said == late.event.said_by[-1:])


def _places(one: Group, other: Group, published: Days) -> str | None:
    def differ(left: Version, right: Version) -> str | None:
        if left.event.place is None or right.event.place is None:
            return None
        return places_differ(left.event.place, right.event.place)

    return _mildest(one, other, differ)


def _same_place(one: Event, other: Event) -> bool:
    return one.place is not None and other.place is not None and same_place(one.place, other.place)


def _parties(what: str, of: Callable[[Event], tuple[Party, ...]]) -> Facet:
    def written(event: Event) -> str:
        return ", ".join(sorted(party.name for party in of(event)))

    def same(one: Event, other: Event) -> bool:
        return same_parties(of(one), of(other))

    def differ(one: Group, other: Group, published: Days) -> str | None:
        dated = one[0].event.kind not in _SPEECH and all(
            any(version.event.time for version in group) for group in (one, other)
        )
        return parties_differ(of(one[0].event), of(other[0].event), dated)

    return Facet(what, of, written, same, differ)


_STATUS = Facet(
    "status",
    lambda event: event.status,
    lambda event: event.status,
    lambda one, other: one.status == other.status,
    _statuses,
)
#: Days of the deed.
TIME = Facet(
    "time",
    lambda event: event.time,
    lambda event: event.time or "",
    lambda one, other: one.time == other.time,
    _times,
)
_PLACE = Facet(
    "place",
    lambda event: event.place,
    lambda event: event.place.name if event.place else "",
    _same_place,
    _places,
)
_ACT = (_STATUS, TIME, _PLACE)
