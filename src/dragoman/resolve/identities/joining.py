"""Nodes joined into groups: judgements first, then full names, then bare family names.

The likeliest are joined first. What speaks for two holds between whole groups: nothing joins two
given names by way of a third form. Where a name fits two who are not one, it is left unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dragoman.resolve.identities.judging import Judged, is_same, judgement_on, keys_of_node, pinned
from dragoman.resolve.identities.nodes import Node
from dragoman.resolve.identities.opinions import Opinion, Opinions, are_apart
from dragoman.resolve.identities.pairs import Pair, candidate_pairs
from dragoman.resolve.identities.values import ONE, TWO, UNSURE, Judgement, Key, Link

#: A second candidate counts where its strength is no more than so much less than the first's.
MARGIN = 0.1
RIVAL = "another fits as well"
BETWEEN = "another name of the same person stands between"


@dataclass(slots=True)
class Joined:
    """Groups of places of nodes, with the links that made them and those that did not."""

    groups: list[list[int]]
    joins: dict[int, list[Link]] = field(default_factory=dict)
    unsure: list[tuple[int, int, Link]] = field(default_factory=list)
    apart: list[tuple[int, int, Link]] = field(default_factory=list)


def join(nodes: Sequence[Node], judged: Judged) -> Joined:
    """The groups that nodes make, in an order that hangs on no order of theirs."""
    joiner = _Joiner(nodes, judged)
    joiner.judge()
    joiner.join_full()
    joiner.join_short()
    return joiner.result()


class _Joiner:
    """The groups of one run, while they grow."""

    def __init__(self, nodes: Sequence[Node], judged: Judged) -> None:
        self._nodes = nodes
        self._opinions = Opinions()
        self._judged = judged
        self._alone = pinned(judged)
        self._of = list(range(len(nodes)))
        self._members = [[place] for place in range(len(nodes))]
        self._judged_one: Sequence[int] = ()
        self._keys = [
            {keys_of_node(node, self._alone)[0]: place} for place, node in enumerate(nodes)
        ]
        self._joins: defaultdict[int, list[Link]] = defaultdict(list)
        self._pairs: dict[Pair, Opinion] = {
            pair: opinion
            for pair in candidate_pairs(nodes)
            if (opinion := self._opinion(*pair)).verdict != TWO
            and (opinion.verdict == ONE or self._alike(pair, opinion))
        }
        self._near: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in self._pairs:
            self._near[one].append(other)
            self._near[other].append(one)
        self._doubted: dict[Pair, Opinion] = {}

    def judge(self) -> None:
        """Join what persons judged to be one, unless they judged it to be two elsewhere."""
        same = [one for one in self._judged.values() if is_same(one)]
        for judgement in sorted(same, key=lambda one: (one.made_at, one.author, one.reason)):
            places = [*self._places(judgement.one), *self._places(judgement.other)]
            for place in places[1:]:
                if not self._judged_apart(places[0], place):
                    self._merge(places[0], place, self._link(places[0], place, judgement))
        self._judged_one = tuple(self._of) if same else ()

    def join_full(self) -> None:
        """Join full names, the likeliest first."""
        rows = [(pair, one) for pair, one in self._pairs.items() if self._both_full(pair)]
        for pair, opinion in sorted(rows, key=lambda row: (-row[1].strength, row[0])):
            if opinion.verdict != ONE:
                self._doubt(pair, opinion)
            elif self._has_rival(pair, opinion):
                self._doubt(pair, _unsure(opinion, RIVAL))
            else:
                self._try(pair, opinion)

    def join_short(self) -> None:
        """Join bare family names to the one group that fits; leave them unsure where two do."""
        fitting: defaultdict[int, dict[int, Opinion]] = defaultdict(dict)
        for pair, opinion in self._pairs.items():
            for short, other in (pair, pair[::-1]):
                if not self._nodes[short].is_full and self._nodes[other].is_full:
                    fitting[short][other] = opinion
        for short, rows in sorted(fitting.items()):
            self._place_short(short, rows)
        for pair, opinion in sorted(self._pairs.items()):
            if self._nodes[pair[0]].is_full or self._nodes[pair[1]].is_full:
                continue
            free = not (fitting.get(pair[0]) or fitting.get(pair[1]))
            if opinion.verdict == ONE and free:
                self._try(pair, opinion)
            else:
                self._doubt(pair, opinion)

    def result(self) -> Joined:
        """The groups as they stand."""
        groups = [sorted(self._members[place]) for place in sorted(set(self._of))]
        unsure = [
            (*pair, one.link(self._nodes[pair[0]], self._nodes[pair[1]]))
            for pair, one in sorted(self._doubted.items())
            if self._of[pair[0]] != self._of[pair[1]] and not self._judged_apart(*pair)
        ]
        return Joined(groups, dict(self._joins), unsure, self._kept_apart())

    def _place_short(self, short: int, rows: dict[int, Opinion]) -> None:
        groups: defaultdict[int, list[tuple[int, Opinion]]] = defaultdict(list)
        for other, opinion in rows.items():
            groups[self._of[other]].append((other, opinion))
        best = {
            group: max(found, key=lambda row: (row[1].verdict == ONE, row[1].strength, -row[0]))
            for group, found in groups.items()
        }
        fits = [row for row in best.values() if row[1].verdict == ONE]
        decided = [row for row in fits if row[1].agrees] if len(fits) > 1 else fits
        one = decided[0] if len(decided) == 1 else None
        for other, opinion in sorted(best.values(), key=lambda row: row[0]):
            pair = (min(short, other), max(short, other))
            if one is not None and other == one[0]:
                self._try(pair, opinion)
            elif one is None or not one[1].agrees:
                self._doubt(pair, opinion if opinion.verdict != ONE else _unsure(opinion, RIVAL))

    def _opinion(self, one: int, other: int) -> Opinion:
        return self._opinions.of(self._nodes[one], self._nodes[other])

    def _alike(self, pair: Pair, opinion: Opinion) -> bool:
        """Whether an unsure pair is worth telling: names that match."""
        same = self._nodes[pair[0]].name == self._nodes[pair[1]].name
        left, right = self._nodes[pair[0]].name, self._nodes[pair[1]].name
        return same or self._opinions.matched(left, right).is_match

    def _both_full(self, pair: Pair) -> bool:
        return self._nodes[pair[0]].is_full and self._nodes[pair[1]].is_full

    def _has_rival(self, pair: Pair, opinion: Opinion) -> bool:
        """Whether either of two could as well be joined to a third that the other is not."""
        return any(
            self._rivals(rival, here, there, opinion)
            for here, there in (pair, pair[::-1])
            for rival in self._near[here]
            if rival != there and self._nodes[rival].is_full
        )

    def _rivals(self, rival: int, here: int, there: int, opinion: Opinion) -> bool:
        judgement = self._judgement(here, rival)
        if judgement is not None and not is_same(judgement):
            return False
        found = self._pairs[min(here, rival), max(here, rival)]
        fits = found.verdict == ONE and found.strength >= opinion.strength - MARGIN
        return fits and self._of[rival] != self._of[there] and self._are_two(rival, there)

    def _are_two(self, one: int, other: int) -> bool:
        """Whether two nodes can never be one."""
        left, right = self._nodes[one], self._nodes[other]
        judgement = judgement_on(left, right, self._judged, self._alone)
        if judgement is not None:
            return not is_same(judgement)
        return are_apart(left.country, right.country) or self._opinion(one, other).verdict == TWO

    def _judged_apart(self, one: int, other: int) -> bool:
        """Whether a judgement keeps the groups of two nodes apart."""
        if not self._judged:
            return False
        left, right = self._members[self._of[one]], self._members[self._of[other]]
        found = (self._judgement(a, b) for a in left for b in right)
        return any(one is not None and not is_same(one) for one in found)

    def _judgement(self, one: int, other: int) -> Judgement | None:
        if not self._judged:
            return None
        return judgement_on(self._nodes[one], self._nodes[other], self._judged, self._alone)

    def _try(self, pair: Pair, opinion: Opinion) -> None:
        """Join two groups unless two of their nodes can never be one."""
        left, right = self._of[pair[0]], self._of[pair[1]]
        if left == right:
            return
        if self._conflict(left, right):
            self._doubt(pair, _unsure(opinion, BETWEEN))
            return
        self._merge(*pair, opinion.link(self._nodes[pair[0]], self._nodes[pair[1]]))

    def _conflict(self, left: int, right: int) -> bool:
        """Whether two groups have nodes that can never be one.

        Names that persons judged to be one are one name in several forms: it is enough that one of
        them fits.
        """
        # Whether two can be one hangs on their keys alone: of many alike one is asked.
        pairs = ((a, b) for a in self._kept(left) for b in self._kept(right))
        if not self._judged_one:
            return any(self._are_two(a, b) for a, b in pairs)
        if self._judged_apart(left, right):
            return True
        fits: dict[Pair, bool] = {}
        for a, b in pairs:
            forms = self._judged_one[a], self._judged_one[b]
            fits[forms] = fits.get(forms, False) or not self._are_two(a, b)
        return not all(fits.values())

    def _kept(self, group: int) -> Iterable[int]:
        return self._keys[group].values()

    def _merge(self, one: int, other: int, link: Link) -> None:
        left, right = sorted((self._of[one], self._of[other]))
        if left == right:
            return
        for place in self._members[right]:
            self._of[place] = left
        self._keys[left] |= self._keys[right]
        self._members[left] += self._members[right]
        self._members[right] = []
        self._joins[left] += [*self._joins.pop(right, []), link]

    def _doubt(self, pair: Pair, opinion: Opinion) -> None:
        self._doubted[pair] = opinion

    def _places(self, key: Key) -> list[int]:
        return [n for n, one in enumerate(self._nodes) if key in keys_of_node(one, self._alone)]

    def _link(self, one: int, other: int, judgement: Judgement) -> Link:
        link = self._opinion(one, other).link(self._nodes[one], self._nodes[other])
        return replace(link, judgement=judgement)

    def _kept_apart(self) -> list[tuple[int, int, Link]]:
        """What persons judged to be two, with the machine's opinion."""
        found = []
        for judgement in self._judged.values():
            if is_same(judgement):
                continue
            for one in self._places(judgement.one):
                for other in self._places(judgement.other):
                    if one != other and self._judgement(one, other) is judgement:
                        found.append((one, other, self._link(one, other, judgement)))
        return sorted(found, key=lambda row: row[:2])


def _unsure(opinion: Opinion, why: str) -> Opinion:
    return replace(opinion, verdict=UNSURE, reasons=(*opinion.reasons, why))
