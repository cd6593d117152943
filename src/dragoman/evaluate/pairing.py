"""One-to-one pairs of what was coded by hand and what was found."""

from collections.abc import Callable, Sequence

Pair = tuple[int, int]


def pair_up(
    gold: Sequence[object],
    coded: Sequence[object],
    allowed: Callable[[int, int], bool],
    weight: Callable[[int, int], int] = lambda _gold, _coded: 0,
) -> list[Pair]:
    """Pairs of positions, the heaviest first, each position used once; of equals the earlier."""
    ranked = sorted(
        (-weight(i, j), i, j) for i in range(len(gold)) for j in range(len(coded)) if allowed(i, j)
    )
    used_gold: set[int] = set()
    used_coded: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in used_gold and j not in used_coded:
            used_gold.add(i)
            used_coded.add(j)
            pairs.append((i, j))
    return pairs
