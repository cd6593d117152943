"""Figures followed: what reports count of one thing, by day, and where they dispute it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from dragoman.ledger.differences.telling import one_origin
from dragoman.ledger.figures.counting import Count, alike, count_of, growing, same_count
from dragoman.ledger.figures.ranges import Range, range_of, ranges_differ, written
from dragoman.ledger.folding import fold
from dragoman.ledger.linking.meeting import NEWS_CYCLE
from dragoman.model import (
    DIFFERENCE_KINDS,
    Anchor,
    Difference,
    Event,
    Figure,
    Point,
    Side,
    Track,
)

#: Code points around a piece of evidence within which a figure belongs to its act.
BESIDE = 120
#: How many times a number may be another of the same thing.
TENFOLD = 10


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of one report, its first-hand source, and its acts.

    `day` is the ISO day of publication; of each act the id of its entry, empty where that does not
    matter, and the event.
    """

    report_id: str
    day: str | None
    lang: str
    figures: tuple[Figure, ...]
    acts: tuple[tuple[str, Event], ...] = ()
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    point: Point
    count: Count
    told: Range
    lang: str


def follow(told: Iterable[Told]) -> tuple[Track, ...]:
    """The things that these reports count, each with its points by day and its disputes.

    Every figure with a number is a point of exactly one track, and neither the order of the reports
    nor repetition matters.
    """
    known = {one.report_id: one for one in told}
    counted = [point for key in sorted(known) for point in _counted(known[key])]
    origins = {one.report_id: one.origin for one in known.values()}
    tracks = [_track(group, origins) for group in _groups(counted)]
    return tuple(sorted(tracks, key=lambda track: (-len(track.points), track.what, _key(track))))


def disputes(told: Iterable[Told]) -> tuple[Difference, ...]:
    """The disputes of those figures alone that stand with an act."""
    near = [
        replace(one, figures=tuple(fig for fig in one.figures if _acts_at(fig.anchor, one.acts)))
        for one in told
    ]
    return tuple(found for track in follow(near) for found in track.differences)


def _key(track: Track) -> tuple[str, str]:
    first = track.points[0]
    return first.report_id, written_figure(first.figure)


def written_figure(figure: Figure) -> str:
    """A figure's number or bounds as the ledger writes them; empty where it has none."""
    told = range_of(figure)
    return written(told) if told else ""


def _counted(one: Told) -> Iterable[_Counted]:
    for figure in one.figures:
        told = range_of(figure)
        if told is None:
            continue
        near = _acts_at(figure.anchor, one.acts)
        acts = tuple(act for _, act in near)
        source = figure.said_by[-1] if figure.said_by else ""
        entries = tuple(sorted({entry for entry, _ in near if entry}))
        count = count_of(figure, one.lang, acts, entries)
        yield _Counted(
            Point(one.report_id, one.day, figure, source, entries), count, told, one.lang
        )


def _acts_at(place: Anchor | None, acts: Sequence[tuple[str, Event]]) -> list[tuple[str, Event]]:
    """The acts whose evidence holds a place of the text, or else the nearest beside it."""
    if place is None:
        return []
    gaps = [(min((_gap(place, piece) for piece in act.evidence), default=BESIDE + 1), n)
            for n, (_, act) in enumerate(acts)]  # fmt: skip
    nearest = min((gap for gap, _ in gaps), default=BESIDE + 1)
    return [acts[n] for gap, n in gaps if gap == nearest and gap <= BESIDE]


def _gap(one: Anchor, other: Anchor) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _groups(counted: Sequence[_Counted]) -> list[list[_Counted]]:
    """Points of one thing together: each counts the same as all others of its group."""
    alike: defaultdict[Count, list[_Counted]] = defaultdict(list)
    for point in counted:
        alike[point.count].append(point)
    kinds: defaultdict[tuple[str, str], list[list[Count]]] = defaultdict(list)
    for count in sorted(alike, key=_order):
        groups = kinds[min(count.names, default=count.unit), count.role]
        for group in groups:
            if all(same_count(count, other) for other in group):
                group.append(count)
                break
        else:
            groups.append([count])
    return [
        [point for count in group for point in alike[count]]
        for groups in kinds.values()
        for group in groups
    ]


def _order(count: Count) -> tuple[object, ...]:
    # Those that say most first, so that vaguer ones join them.
    sets = (count.names, count.parties, count.years, count.acts, count.directed, count.words)
    told = (count.unit, count.role, count.subject, count.lang)
    return (*(-len(one) for one in sets), *told, *(sorted(one) for one in sets))


def _track(group: Sequence[_Counted], origins: dict[str, str | None]) -> Track:
    points = sorted(
        group,
        key=lambda one: (one.point.day or "9999", one.point.report_id, one.told.low, one.told.high),
    )
    first = min(
        points, key=lambda one: (one.lang != "en", one.point.day or "9999", one.point.figure.what)
    )
    parties = frozenset[str]().union(*(one.count.parties for one in group))
    return Track(
        what=first.point.figure.what,
        unit=first.count.unit,
        role=first.count.role,
        parties=tuple(sorted(parties)),
        points=tuple(one.point for one in points),
        differences=tuple(_disputes(points, origins)),
    )


def _disputes(points: Sequence[_Counted], origins: dict[str, str | None]) -> Iterable[Difference]:
    """One difference for each kind, with all the values that differ so from another."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for i, j in combinations(range(len(points)), 2):
        kind = _dispute(points[i], points[j], origins)
        if kind:
            found[kind].update((i, j))
    for kind in DIFFERENCE_KINDS:
        members = [points[n] for n in sorted(found[kind])]
        if members:
            reports = {one.point.report_id for one in members}
            same = len(reports) > 1 and one_origin(reports, origins)
            yield Difference("number", kind, tuple(_sides(members)), same)


def _sides(members: Sequence[_Counted]) -> Iterable[Side]:
    """The values in the order of their size, each with all who give it."""
    values: defaultdict[Range, list[Point]] = defaultdict(list)
    for one in members:
        values[one.told].append(one.point)
    for told in sorted(values, key=lambda one: (one.low, one.high)):
        points = values[told]
        yield Side(
            value=written(told),
            event_ids=(),
            report_ids=tuple(sorted({point.report_id for point in points})),
            origins=tuple(sorted({point.source for point in points if point.source})),
            evidence=tuple(
                (point.report_id, point.figure.anchor) for point in points if point.figure.anchor
            ),
        )


def _dispute(one: _Counted, other: _Counted, origins: dict[str, str | None]) -> str | None:
    """How two points differ; `one` is not the later.

    Within one report only different sources that use the same words can dispute a number: else it
    gives two of two things. Later numbers of one source, of a count that grows, or of another news
    cycle are news, save of what a named year closed. What is ten times as much is of another thing.
    """
    kind = ranges_differ(one.told, other.told)
    if kind is None or not _comparable(one.told, other.told):
        return None
    source = _same_source(one.point, other.point, origins)
    if one.point.report_id == other.point.report_id:
        return None if source or not alike(one.count, other.count) else kind
    days = _days_between(one.point.day, other.point.day)
    if days > NEWS_CYCLE and not one.count.years & other.count.years:
        return "update"
    if kind == "contradiction" and days and (source or _grown(one, other)):
        return "update"
    return kind


def _comparable(one: Range, other: Range) -> bool:
    """Whether the numbers are of one size."""
    left, right = sorted((one.middle, other.middle))
    return right <= TENFOLD * left


def _grown(one: _Counted, other: _Counted) -> bool:
    return one.count.role in growing() and other.told.low > one.told.low


def _same_source(one: Point, other: Point, origins: dict[str, str | None]) -> bool:
    if one.source or other.source:
        return fold(one.source) == fold(other.source)
    if one.report_id == other.report_id:
        return True
    origin = origins.get(one.report_id)
    return origin is not None and origin == origins.get(other.report_id)


def _days_between(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days
