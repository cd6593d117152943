"""The parts of the network that need no weights: layers, marks, stretches."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.code.network.layers import Weights, gelu, sigmoid, softmax
from dragoman.code.network.marks import count_marks, lay_marks
from dragoman.code.network.statements import runs
from dragoman.model import Span


def test_softmax_is_a_share_and_does_not_overflow() -> None:
    shares = softmax(np.array([[1000.0, 1000.0, -1000.0]], np.float32))
    assert shares.tolist() == [[0.5, 0.5, 0.0]]


def test_gelu_and_sigmoid() -> None:
    # x times the normal distribution's share below x, of which the form with tanh is a close one.
    for x in (-2.0, -0.5, 0.0, 1.0, 3.0):
        exact = x * 0.5 * (1 + math.erf(x / math.sqrt(2)))
        assert float(gelu(np.array(x, np.float32))) == pytest.approx(exact, abs=1e-3)
    assert sigmoid(np.array([0.0, 1000.0, -1000.0])).round(6).tolist() == [0.5, 1.0, 0.0]


def test_norm_and_linear() -> None:
    weights = Weights(
        {
            "norm.weight": np.array([1, 2], np.float32),
            "norm.bias": np.array([0, 1], np.float32),
            "line.weight": np.array([[1, 1], [1, -1]], np.float32),
            "line.bias": np.array([0, 1], np.float32),
        }
    )
    assert weights.norm("norm", np.array([[1, 3]], np.float32)).round(3).tolist() == [[-1, 3]]
    assert weights.linear("line", np.array([[2, 1]], np.float32)).tolist() == [[3, 2]]


def test_attention_sees_a_set_and_no_order() -> None:
    chance = np.random.default_rng(1)
    sizes = {"qkv": (12, 4), "out": (4, 4), "up": (8, 4), "down": (4, 8)}
    arrays = {f"s.{k}.weight": chance.normal(size=v).astype(np.float32) for k, v in sizes.items()}
    arrays |= {f"s.{k}.bias": np.zeros(v[0], np.float32) for k, v in sizes.items()}
    for name in ("norm", "last"):
        arrays |= {f"s.{name}.weight": np.ones(4, np.float32)}
        arrays |= {f"s.{name}.bias": np.zeros(4, np.float32)}
    weights = Weights(arrays)
    x = chance.normal(size=(1, 3, 4)).astype(np.float32)
    made = weights.among("s", x, heads=2)
    turned = weights.among("s", x[:, ::-1], heads=2)
    assert np.allclose(made[:, ::-1], turned, atol=1e-5)
    assert not np.allclose(made[:, :2], weights.among("s", x[:, :2], heads=2), atol=1e-3)


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ([0, 1, 2, 2, 0], [(1, 4)]),
        ([1, 1, 2], [(0, 1), (1, 3)]),
        # A further mark without a first one begins a stretch all the same.
        ([0, 2, 2], [(1, 3)]),
        ([3, 4, 0, 4], []),
        ([], []),
    ],
)
def test_stretches_of_a_role(tags: list[int], found: list[tuple[int, int]]) -> None:
    assert runs(tags, 1) == found


def test_marks_know_their_pieces() -> None:
    text = 'He said: "No."'
    offsets = [(0, 2), (2, 5), (5, 8), (8, 10), (10, 14)]
    marks = lay_marks(text, offsets, 0, len(text))
    assert [span.of(text) for span in marks.spans] == ["He", "said", ":", '"', "No", ".", '"']
    assert marks.first == [1, 2, 3, 4, 5, 5, 5]
    assert marks.last == [1, 3, 3, 4, 5, 5, 5]


@given(st.text("ab .,«»\n", max_size=30), st.integers(1, 5))
def test_every_mark_within_the_pieces_has_some(text: str, size: int) -> None:
    offsets = [(n, min(n + size, len(text))) for n in range(0, len(text), size)]
    marks = lay_marks(text, offsets, 0, len(text))
    assert len(marks.spans) == count_marks(text, Span(0, len(text)))
    for span, first, last in zip(marks.spans, marks.first, marks.last, strict=True):
        assert 1 <= first <= last <= len(offsets)
        assert offsets[first - 1][0] <= span.start < offsets[first - 1][1]
        assert offsets[last - 1][0] < span.end <= offsets[last - 1][1]
