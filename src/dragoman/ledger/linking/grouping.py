"""Events in groups, each of one real-world event: the likeliest pairs are joined first.

Two groups are joined only where every member may stand with every other, so neither the order of
arrival nor a chain of vague times matters. A report that tells two meetings has seen two, so a
group never holds two events of one report, unless that report tells them alike. What a person has
judged comes first and is never gone back on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.ledger.linking.files import Files
from dragoman.ledger.linking.meeting import may_join
from dragoman.ledger.linking.sketch import Sketch, sketch
from dragoman.ledger.linking.weighing import ENOUGH, chance
from dragoman.model import Version, digest

#: Decimals of a chance that count, so that no machine's last bit decides.
_DECIMALS = 6


class Pair(NamedTuple):
    """Two events, the smaller id first, and the chance that they are one."""

    chance: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What people say: pairs of event ids, the smaller first, that are one, or are two.

    Events `rejected`, which tell of nothing, stand with no others.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()


#: Nobody has judged anything.
UNJUDGED = Judged()


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
    events = [sketch(known[one], days.get(known[one].report_id)) for one in sorted(known)]
    groups = join_pairs(events, find_pairs(events))
    return [tuple(known[event_id] for event_id in group) for group in groups]


def find_pairs(events: Iterable[Sketch], least: float = ENOUGH) -> list[Pair]:
    """The pairs among these events that are one with at least that chance."""
    files = Files()
    pairs = []
    for one in events:
        pairs += weigh_against(one, files.near(one), least)
        files.put(one)
    return pairs


def weigh_against(one: Sketch, others: Iterable[Sketch], least: float = ENOUGH) -> list[Pair]:
    """The pairs of one event with others that are one with at least that chance."""
    pairs = []
    for other in others:
        weight = round(chance(one, other), _DECIMALS)
        if weight >= least:
            pairs.append(Pair(weight, *ordered(one.event_id, other.event_id)))
    return pairs


def ordered(one: str, other: str) -> tuple[str, str]:
    """The two, the smaller first."""
    return (one, other) if one < other else (other, one)


def join_pairs(
    events: Iterable[Sketch], pairs: Iterable[Pair], judged: Judged = UNJUDGED
) -> list[tuple[str, ...]]:
    """Groups of event ids, each sorted, by joining the likeliest pairs first."""
    known = {one.event_id: one for one in events}
    groups = _Groups(known, judged)
    for one, other in sorted(judged.same):
        if one in known and other in known:
            groups.join(one, other)
    for _, one, other in sorted(pairs, key=lambda pair: (-pair.chance, pair.one, pair.other)):
        groups.join_if_all_may(one, other)
    return groups.sorted()


class _Groups:
    """Groups that grow; a group is known by its first member."""

    def __init__(self, known: Mapping[str, Sketch], judged: Judged) -> None:
        self._known = known
        self._judged = judged
        self._settled = {event_id for pair in judged.same for event_id in pair}
        self._groups = {event_id: [event_id] for event_id in known}
        # Two that may not be joined once never may: both only grow.
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def join(self, one: str, other: str) -> None:
        """Join two groups, whatever speaks against it but a judgement."""
        mine, theirs = self._groups[one], self._groups[other]
        if mine is theirs or self._judged_apart(mine, theirs):
            return
        for stranger in self._apart.pop(theirs[0], ()):
            self._apart[stranger].add(mine[0])
            self._apart[mine[0]].add(stranger)
        mine.extend(theirs)
        self._groups.update(dict.fromkeys(theirs, mine))

    def join_if_all_may(self, one: str, other: str) -> None:
        """Join two groups where every member may stand with every other."""
        mine, theirs = self._groups[one], self._groups[other]
        if mine is theirs or theirs[0] in self._apart[mine[0]]:
            return
        if not self._judged_apart(mine, theirs) and self._all_may(mine, theirs):
            self.join(one, other)
        else:
            self._apart[mine[0]].add(theirs[0])
            self._apart[theirs[0]].add(mine[0])

    def sorted(self) -> list[tuple[str, ...]]:
        """All groups."""
        unique = {id(group): group for group in self._groups.values()}.values()
        return sorted(tuple(sorted(group)) for group in unique)

    def _all_may(self, mine: list[str], theirs: list[str]) -> bool:
        settled = [one for one in (*mine, *theirs) if one in self._settled]
        return all(
            self._may(one, other) or self._is_excused(one, other, settled)
            for one in mine
            for other in theirs
        )

    def _is_excused(self, one: str, other: str, settled: list[str]) -> bool:
        """Whether two that may not be one may stand in a group that a person has put together.

        What a person joined may differ, in its day say. Each other member must fit one of those,
        and two members must fit each other where they fit the same.
        """
        if one in self._settled and other in self._settled:
            return True
        if one in self._settled or other in self._settled:
            loose = other if one in self._settled else one
            return any(self._may(loose, fixed) for fixed in settled)
        return bool(settled) and not any(
            self._may(one, fixed) and self._may(other, fixed) for fixed in settled
        )

    def _may(self, one: str, other: str) -> bool:
        return may_join(self._known[one], self._known[other])

    def _judged_apart(self, mine: list[str], theirs: list[str]) -> bool:
        return any(self._are_apart(one, other) for one in mine for other in theirs)

    def _are_apart(self, one: str, other: str) -> bool:
        judged = self._judged
        if (one in judged.rejected) != (other in judged.rejected):
            return True
        return ordered(one, other) in judged.apart
