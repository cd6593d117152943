"""Batches of what is of like length."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def of_like_length(
    rows: Sequence[Row], length: Callable[[Row], int], tokens: int, chance: random.Random
) -> list[list[Row]]:
    """Rows together whose lengths are near, about so many tokens a batch, in random order."""
    groups: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: (length(row), chance.random())):
        if groups[-1] and (len(groups[-1]) + 1) * length(row) > tokens:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    return groups
