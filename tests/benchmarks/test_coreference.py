"""Scores of groups, on examples small enough to be reckoned by hand."""

from itertools import permutations

import numpy as np
import pytest
from events.coreference import Measure, assign, compare_groups
from hypothesis import given
from hypothesis import strategies as st

# Three groups of 1, 2 and 4; one thing of the second and two of the third are put elsewhere.
GOLD = "abbcccc"
FOUND = "xxyyyzz"


def test_scores_reckoned_by_hand() -> None:
    made = compare_groups(GOLD, FOUND)
    # Links: gold has 0 + 1 + 3, of which 0 + 0 + 2 are kept; found has 1 + 2 + 1, 0 + 1 + 1 kept.
    assert (made.muc.recall, made.muc.precision) == (2 / 4, 2 / 4)
    # Each thing's shared group over its own: gold 1 + 1/2 + 1/2 + 4 * 1/2, found 1/2 + 1/2 + 1/3
    # + 2 * 2/3 + 2 * 1.
    assert made.b_cubed.recall == pytest.approx((1 + 1 / 2 + 1 / 2 + 2) / 7)
    assert made.b_cubed.precision == pytest.approx((1 / 2 + 1 / 2 + 1 / 3 + 4 / 3 + 2) / 7)
    # The best match: a-x 2/3, b-y 2/5, c-z 4/6.
    assert made.ceaf.recall == pytest.approx((2 / 3 + 2 / 5 + 2 / 3) / 3)
    assert made.conll == pytest.approx((made.muc.f1 + made.b_cubed.f1 + made.ceaf.f1) / 3)


def test_all_in_one_group() -> None:
    """Five and five and two, the well-known case of Bagga and Baldwin: MUC likes the merger."""
    gold = "a" * 5 + "b" * 2 + "c" * 5
    close = compare_groups(gold, "x" * 5 + "y" * 7)
    far = compare_groups(gold, "x" * 5 + "y" * 2 + "x" * 5)
    assert close.muc == far.muc == Measure(9 / 10, 1.0)
    assert close.b_cubed.precision == pytest.approx(16 / 21)
    assert far.b_cubed.precision == pytest.approx(7 / 12)


def test_the_same_groups_under_other_names_are_perfect() -> None:
    made = compare_groups("abbc", "xyyz")
    assert (made.muc.f1, made.b_cubed.f1, made.ceaf.f1, made.conll) == (1, 1, 1, 1)


def test_singletons_have_no_links() -> None:
    made = compare_groups("abc", "abc")
    assert (made.muc.f1, made.b_cubed.f1, made.ceaf.f1) == (0, 1, 1)
    assert compare_groups("", "").conll == 0


@given(st.integers(1, 4), st.integers(0, 2), st.integers(0, 10_000))
def test_no_other_assignment_is_cheaper(rows: int, more: int, seed: int) -> None:
    costs = np.random.default_rng(seed).integers(-9, 9, (rows, rows + more)).astype(float)
    found = assign(costs)
    assert len(set(found)) == rows
    least = min(
        sum(costs[row, column] for row, column in enumerate(order))
        for order in permutations(range(rows + more), rows)
    )
    assert sum(costs[row, column] for row, column in enumerate(found)) == pytest.approx(least)


def test_more_rows_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="more rows"):
        assign(np.zeros((2, 1)))
