"""Groups by the mean weight between them."""

from events.gathering import gather
from hypothesis import given
from hypothesis import strategies as st

IDS = "abcdef"


def test_the_likeliest_are_joined_and_the_mean_decides() -> None:
    pairs = [(-0.9, "a", "b"), (-0.9, "c", "d"), (-0.8, "b", "c")]
    # b and c are alike, but of the four pairs between the two groups three weigh nothing.
    assert gather("abcd", pairs, 0.5) == [("a", "b"), ("c", "d")]
    assert gather("abcd", pairs, 0.2) == [("a", "b", "c", "d")]
    assert gather("abcd", pairs, 0.95) == [("a",), ("b",), ("c",), ("d",)]


def test_a_weight_far_below_zero_keeps_two_apart() -> None:
    pairs = [(-0.9, "a", "b"), (-0.9, "b", "c"), (9.0, "a", "c")]
    assert gather("abc", pairs, 0.3) == [("a", "b"), ("c",)]


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda two: two[0] < two[1]),
    st.integers(1, 20),
)


@given(PAIRS, st.integers(1, 15))
def test_order_does_not_matter_and_nothing_is_lost(
    weights: dict[tuple[str, str], int], enough: int
) -> None:
    pairs = [(-float(weight), left, right) for (left, right), weight in weights.items()]
    turned = list(reversed(pairs))
    groups = gather(IDS, pairs, enough)
    assert groups == gather(reversed(IDS), turned, enough)
    assert sorted(one for group in groups for one in group) == list(IDS)
    # No two groups are left that weigh enough together.
    for place, group in enumerate(groups):
        for other in groups[place + 1 :]:
            between = [
                weights.get((min(one, two), max(one, two)), 0) for one in group for two in other
            ]
            assert sum(between) / len(between) < enough
