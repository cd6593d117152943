"""Which events of which reports are one real-world event: pure functions on values.

Events are one where kind and countries agree, their times meet, and what else is told of them is
alike enough: days, names, place, wording, themes, status. A report that tells two meetings has seen
two, so a group never holds two events of one report, unless that report tells them alike. The
likeliest pairs are joined first, and two groups are joined only where every member may stand with
every other. So neither the order of arrival nor a chain of vague times matters.

An event without a time is compared with those of reports published about the same time. A plan and
what came of it are one where their times meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook import KINDS
from dragoman.ledger.folding import fold
from dragoman.model import Event, Party, Version, digest, period

#: Days that an approximate time reaches beyond its own on both sides.
REACH = 10

#: Days between two reports within which an event without a time may be one with another.
NEWS_CYCLE = 30

#: Letters of a word of evidence that are compared: inflections go, and much of what spellings
#: of one name differ in.
STEM = 5

# What likeness weighs, each from 0 to 1, and what a pair must weigh to be joined. Set on hand-coded
# reports; the figures hardly move when any of them does by half.
_TIME = 2.0
_NAMES = 1.0
_WORDS = 1.0
_PLACE = 0.5
_OTHER_PLACE = -1.0
_THEMES = 0.3
_STATUS = 0.3
_BOTH_TIMELESS = 0.15
_ENOUGH = 1.0

#: Minus the weight, then the ids of two events, the smaller first: the likeliest sort first.
Pair = tuple[float, str, str]

_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What linking looks at in one event.

    Days are ordinals. `first` is None where no time is known, `published` where the report's day
    is not. `names` and `place` are the folded words of the parties' names and of the place, `words`
    the folded stems of the evidence.
    """

    event_id: str
    report_id: str
    published: int | None
    status: str
    first: int | None
    last: int
    reach: int
    names: frozenset[str]
    place: frozenset[str]
    themes: frozenset[str]
    words: frozenset[str]


def block_key(event: Event) -> str:
    """Kind and countries: events of different keys are never one.

    In a symmetric kind both sides count as one. A side without a known country counts by the names
    of its parties.
    """
    kind = KINDS.get(event.kind)
    if kind is not None and kind.symmetric:
        return f"{event.kind} {_side((*event.initiator, *event.recipient))}"
    return f"{event.kind} {_side(event.initiator)} > {_side(event.recipient)}"


def entry_id(event_id: str) -> str:
    """The id of an entry whose smallest event id this is."""
    return digest("entry", event_id)


def link(
    versions: Iterable[Version], published: Mapping[str, str | None] | None = None
) -> list[tuple[Version, ...]]:
    """Group versions by the real-world event that they tell.

    `published` maps a report's id to its ISO day; reports whose day is not known are taken to be of
    one time. Neither the order of the input nor repetition matters; groups and their members are
    sorted by event id.
    """
    days = published or {}
    known = {version.event_id: version for version in versions}
    blocks: defaultdict[str, list[Sketch]] = defaultdict(list)
    for version in known.values():
        made = sketch(version, days.get(version.report_id))
        blocks[block_key(version.event)].append(made)
    groups = [group for block in blocks.values() for group in link_block(block)]
    return [tuple(known[event_id] for event_id in group) for group in sorted(groups)]


def sketch(version: Version, published: str | None = None) -> Sketch:
    """What linking looks at in a version of a report published on that ISO day."""
    event = version.event
    first, last, reach = _days(event.time)
    parties = (*event.initiator, *event.recipient)
    return Sketch(
        event_id=version.event_id,
        report_id=version.report_id,
        published=_ordinal(published),
        status=event.status,
        first=first,
        last=last,
        reach=reach,
        names=frozenset(word for party in parties for word in fold(party.name).split()),
        place=frozenset(fold(event.place.name).split() if event.place else ()),
        themes=frozenset(event.themes),
        words=frozenset(
            word[:STEM]
            for piece in event.evidence
            for word in fold(piece.exact).split()
            if len(word) >= STEM or word.isdigit()
        ),
    )


def link_block(block: Iterable[Sketch]) -> list[tuple[str, ...]]:
    """Groups of event ids of one block, each sorted; from the set, whatever its order."""
    events = list(block)
    return join_pairs(events, weigh_pairs(events))


def weigh_pairs(events: Iterable[Sketch]) -> list[Pair]:
    """The pairs among these events that are alike enough to be joined."""
    known = sorted(events, key=lambda one: one.event_id)
    pairs = (_weighed(known[left], known[right]) for left, right in _near_pairs(known))
    return [pair for pair in pairs if pair]


def weigh_against(one: Sketch, others: Iterable[Sketch]) -> list[Pair]:
    """The pairs of one event with others that are alike enough to be joined."""
    return [pair for other in others if (pair := _weighed(one, other))]


def join_pairs(events: Iterable[Sketch], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Groups of event ids, each sorted, by joining the likeliest pairs first."""
    known = {one.event_id: one for one in events}
    groups = {event_id: [event_id] for event_id in known}
    # A group is known by its first member. Two that may not be joined once never may: both only
    # grow.
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for _, left, right in sorted(pairs):
        mine, theirs = groups[left], groups[right]
        if mine is theirs or theirs[0] in apart[mine[0]]:
            continue
        if all(may_join(known[one], known[other]) for one in mine for other in theirs):
            for stranger in apart.pop(theirs[0], ()):
                apart[stranger].add(mine[0])
                apart[mine[0]].add(stranger)
            mine.extend(theirs)
            groups.update(dict.fromkeys(theirs, mine))
        else:
            apart[mine[0]].add(theirs[0])
            apart[theirs[0]].add(mine[0])
    unique = {id(group): group for group in groups.values()}.values()
    return sorted(tuple(sorted(group)) for group in unique)


def may_join(one: Sketch, other: Sketch) -> bool:
    """Whether nothing speaks against the two being one."""
    if one.report_id == other.report_id:
        return _told_alike(one, other)
    if one.first is not None and other.first is not None:
        reach = max(one.reach, other.reach)
        return one.first - other.last <= reach and other.first - one.last <= reach
    if one.published is not None and other.published is not None:
        return abs(one.published - other.published) <= NEWS_CYCLE
    return True


def _side(parties: tuple[Party, ...]) -> str:
    countries = sorted({party.country for party in parties if party.country})
    if countries:
        return ",".join(countries)
    return ",".join(sorted({"?" + fold(party.name) for party in parties}))


def _ordinal(day: str | None) -> int | None:
    if not day:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _days(time: str | None) -> tuple[int | None, int, int]:
    if time is None:
        return None, _LATEST, 0
    days = period(time)
    first = days.first.toordinal() if days.first else _EARLIEST
    last = days.last.toordinal() if days.last else _LATEST
    return first, last, REACH if days.approximate else 0


def _near_pairs(events: list[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs that could join, as places in the list, the smaller first.

    Events with a time are swept in the order of their first days, so that only those that meet are
    looked at; each one without is set against all.
    """
    timed = sorted(
        (one.first - one.reach, one.last + one.reach, place)
        for place, one in enumerate(events)
        if one.first is not None
    )
    for number, (_, end, place) in enumerate(timed):
        for later in range(number + 1, len(timed)):
            start, _, other = timed[later]
            if start > end:
                break
            yield min(place, other), max(place, other)
    timeless = [place for place, one in enumerate(events) if one.first is None]
    for number, place in enumerate(timeless):
        for _, _, other in timed:
            yield min(place, other), max(place, other)
        for other in timeless[number + 1 :]:
            yield place, other


def _told_alike(one: Sketch, other: Sketch) -> bool:
    """Whether one report says the same twice: at one known time, of the same names."""
    return (
        one.first is not None
        and (one.first, one.last, one.reach) == (other.first, other.last, other.reach)
        and (one.status, one.names, one.place, one.themes)
        == (other.status, other.names, other.place, other.themes)
    )


def _weighed(one: Sketch, other: Sketch) -> Pair | None:
    weight = _weight(one, other)
    if weight < _ENOUGH:
        return None
    if one.event_id < other.event_id:
        return -weight, one.event_id, other.event_id
    return -weight, other.event_id, one.event_id


def _weight(one: Sketch, other: Sketch) -> float:
    """How alike the two are told; 0 where they cannot be one."""
    if not may_join(one, other):
        return 0.0
    place = _likeness(one.place, other.place)
    return (
        _time_weight(one, other)
        + _NAMES * _likeness(one.names, other.names)
        + _WORDS * _likeness(one.words, other.words)
        + (_PLACE * place if place or not (one.place and other.place) else _OTHER_PLACE)
        + _THEMES * _likeness(one.themes, other.themes)
        + _STATUS * (one.status == other.status)
    )


def _time_weight(one: Sketch, other: Sketch) -> float:
    """Full where the two name the same days, less the fewer they share, 0 where one has no time."""
    if one.first is None or other.first is None:
        return _TIME * _BOTH_TIMELESS if one.first is other.first else 0.0
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    union = max(one.last, other.last) - min(one.first, other.first) + 1
    return _TIME * max(shared, 1) / union


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger has too."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))
