"""Things gathered into groups by how alike each pair is, the likeliest groups first.

Two groups weigh together the mean of all pairs between them, and a pair that is not given weighs
nothing. So one strong pair does not join two groups whose other members have little in common, as
it would where groups were chained pair by pair. What must never be one is told by a weight so low
that no mean makes up for it.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable

#: Minus the weight, then two ids, the smaller first.
Pair = tuple[float, str, str]


def gather(ids: Iterable[str], pairs: Iterable[Pair], enough: float) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, joined while the mean weight between two is `enough` (above 0).

    The same from the same pairs, whatever their order; each pair is given once.
    """
    groups = {one: [one] for one in ids}
    sums: defaultdict[str, dict[str, float]] = defaultdict(dict)
    waiting: list[tuple[float, str, str]] = []
    for minus, left, right in sorted(pairs):
        sums[left][right] = sums[right][left] = -minus
        waiting.append((minus, left, right))
    heapq.heapify(waiting)
    while waiting and -waiting[0][0] >= enough:
        minus, left, right = heapq.heappop(waiting)
        # A pair is pushed anew whenever one of its groups grows; what was pushed before is stale.
        if right in sums[left] and minus == _minus_mean(groups, sums, left, right):
            _join(groups, sums, left, right)
            for other in sums[left]:
                first, second = sorted((left, other))
                mean = _minus_mean(groups, sums, first, second)
                if -mean >= enough:
                    heapq.heappush(waiting, (mean, first, second))
    return sorted(tuple(sorted(group)) for group in groups.values())


def _minus_mean(
    groups: dict[str, list[str]], sums: defaultdict[str, dict[str, float]], left: str, right: str
) -> float:
    return -sums[left][right] / (len(groups[left]) * len(groups[right]))


def _join(
    groups: dict[str, list[str]], sums: defaultdict[str, dict[str, float]], left: str, right: str
) -> None:
    """Put the second group into the first, and its weights to others too."""
    groups[left] += groups.pop(right)
    del sums[left][right]
    for other, weight in sums.pop(right).items():
        if other != left:
            del sums[other][right]
            sums[left][other] = sums[other][left] = sums[left].get(other, 0.0) + weight
