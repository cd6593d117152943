"""Groups that were found set against groups of one thing: MUC, B-cubed, CEAF-e and their mean.

Both sides part the same things, here versions or mentions of events. MUC (Vilain et al., 1995)
counts links, B-cubed (Bagga and Baldwin, 1998) things, CEAF-e (Luo, 2005) whole groups matched one
to one so that most is shared. The mean of the three F1 is what CoNLL-2012 ranked by.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares from 0 to 1; a share of nothing is 0."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Grouping:
    """How well things were grouped."""

    muc: Measure
    b_cubed: Measure
    ceaf: Measure

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def compare_groups(gold: Labels, found: Labels) -> Grouping:
    """Each thing's group by hand and as found, in one order; ValueError where lengths differ."""
    shared = Counter(zip(gold, found, strict=True))
    right, put = Counter(gold), Counter(found)
    count = max(len(gold), 1)
    matched = _matched(shared, right, put)
    return Grouping(
        muc=Measure(_links_kept(put, shared, 1), _links_kept(right, shared, 0)),
        b_cubed=Measure(
            sum(n * n / put[pair[1]] for pair, n in shared.items()) / count,
            sum(n * n / right[pair[0]] for pair, n in shared.items()) / count,
        ),
        ceaf=Measure(matched / max(len(put), 1), matched / max(len(right), 1)),
    )


def _links_kept(
    sizes: Counter[Hashable], shared: Iterable[tuple[Hashable, Hashable]], side: int
) -> float:
    """Of the links that hold this side's groups together, the share that the other side keeps."""
    pieces: defaultdict[Hashable, int] = defaultdict(int)
    for pair in shared:
        pieces[pair[side]] += 1
    links = sum(size - 1 for size in sizes.values())
    return sum(size - pieces[name] for name, size in sizes.items()) / links if links else 0.0


def _matched(
    shared: Counter[tuple[Hashable, Hashable]],
    right: Counter[Hashable],
    put: Counter[Hashable],
) -> float:
    """The most that groups share when matched one to one, each pair by its Dice coefficient."""
    if not shared:
        return 0.0
    rows = {name: n for n, name in enumerate(right)}
    columns = {name: n for n, name in enumerate(put)}
    alike = np.zeros((len(rows), len(columns)))
    for (one, other), n in shared.items():
        alike[rows[one], columns[other]] = 2 * n / (right[one] + put[other])
    if len(rows) > len(columns):
        alike = alike.T
    return float(sum(alike[row, column] for row, column in enumerate(assign(-alike))))


def assign(costs: NDArray[np.float64]) -> list[int]:
    """The column of each row, none taken twice, at the least cost in all (the Hungarian method).

    `costs` is (rows, columns), not more rows than columns; ValueError where there are.
    """
    rows, columns = costs.shape
    if rows > columns:
        raise ValueError("more rows than columns")
    # Row and column 0 stand for none, as in the usual form with shortest augmenting paths.
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    taken = np.zeros(columns + 1, np.int64)
    for row in range(1, rows + 1):
        taken[0] = row
        _augment(costs, of_row, of_column, taken)
    found = [0] * rows
    for column in range(1, columns + 1):
        if taken[column]:
            found[taken[column] - 1] = column - 1
    return found


def _augment(
    costs: NDArray[np.float64],
    of_row: NDArray[np.float64],
    of_column: NDArray[np.float64],
    taken: NDArray[np.int64],
) -> None:
    """Give the row that stands at column 0 a column, moving others where that is cheaper."""
    size = len(taken)
    least = np.full(size, np.inf)
    before = np.zeros(size, np.int64)
    used = np.zeros(size, bool)
    at = 0
    while taken[at] or at == 0:
        used[at] = True
        row = taken[at]
        cost = np.concatenate([[np.inf], costs[row - 1]]) - of_row[row] - of_column
        better = ~used & (cost < least)
        least[better], before[better] = cost[better], at
        ahead = int(np.where(used, np.inf, least).argmin())
        step = least[ahead]
        of_row[taken[used]] += step
        of_column[used] -= step
        least[~used] -= step
        at = ahead
    while at:
        taken[at] = taken[before[at]]
        at = int(before[at])
