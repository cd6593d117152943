"""What stretches of a report are about, as vectors that can be compared across reports.

The mean of a stretch's pieces, as the encoder gives them while coding, is taken at unit length,
centred and projected, so that tellings of one event lie close in whatever words and whichever of
the three languages. The projection is learnt (`training/meaning.py`): directions in which tellings
of one event differ are shrunk, and those in which events differ are kept. Nothing is encoded a
second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.code.network.layers import Array
from dragoman.code.network.tokens import Tokens
from dragoman.model import Span

#: The projection, learnt for the encoder that is shipped.
PROJECTION = Path(__file__).parent.parent / "data" / "meaning.npz"
#: Numbers of a vector run from minus this to this.
SCALE = 127

#: (stretches, width) of int8.
Meanings = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """The mean of what it was learnt from (hidden,), and (hidden, width) to multiply by."""

    centre: Array
    weights: Array


@cache
def load_projection(path: Path = PROJECTION) -> Projection:
    """The projection in a file that `training/meaning.py` wrote; OSError where there is none."""
    with np.load(path) as stored:
        scaled = stored["weights"].astype(np.float32) * stored["scales"].astype(np.float32)
        return Projection(stored["centre"].astype(np.float32), scaled)


def meanings(
    projection: Projection,
    encoded: Iterable[tuple[Tokens, Array]],
    stretches: Sequence[Sequence[Span]],
) -> Meanings:
    """(stretches, width): one vector for each, its spans taken together, 127 long.

    `encoded` are the windows of one report as `Network.encode` gives them. A stretch that no piece
    of them meets has a vector of zeros, which is like nothing.
    """
    offsets, pieces = _together(encoded)
    if not len(pieces):
        return np.zeros((len(stretches), projection.weights.shape[1]), np.int8)
    met = np.array([_meets(offsets, spans) for spans in stretches], np.float32)
    counts = met.reshape(len(stretches), len(pieces)).sum(axis=1, keepdims=True)
    sums = met.reshape(len(stretches), len(pieces)) @ pieces
    # The encoder's vectors differ in length by more than what they are about.
    even = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    made = (even - projection.centre) @ projection.weights
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    unit = np.where(counts > 0, made / np.maximum(lengths, 1e-9), 0)
    vectors: Meanings = np.rint(unit * SCALE).astype(np.int8)
    return vectors


def likeness(vectors: Meanings, others: Meanings) -> Array:
    """(vectors, others): how alike they are, from -1 to 1."""
    products = vectors.astype(np.float32) @ others.astype(np.float32).T
    return products / np.float32(SCALE * SCALE)


def pooled(encoded: Iterable[tuple[Tokens, Array]], spans: Sequence[Span]) -> Array | None:
    """(hidden,): the mean of the pieces that the spans meet, as it is before it is projected."""
    offsets, pieces = _together(encoded)
    met = _meets(offsets, spans)
    return pieces[met].mean(axis=0) if met.any() else None


def _together(encoded: Iterable[tuple[Tokens, Array]]) -> tuple[NDArray[np.int64], Array]:
    """Where each piece of the windows stands, and its vector."""
    read = [(tokens.offsets, vectors[1:-1]) for tokens, vectors in encoded]
    offsets = [pair for ranges, _ in read for pair in ranges]
    if not offsets:
        return np.zeros((0, 2), np.int64), np.zeros((0, 0), np.float32)
    return np.array(offsets, np.int64), np.concatenate([vectors for _, vectors in read])


def _meets(offsets: NDArray[np.int64], spans: Sequence[Span]) -> NDArray[np.bool_]:
    met = np.zeros(len(offsets), bool)
    for span in spans:
        met |= (offsets[:, 0] < span.end) & (offsets[:, 1] > span.start)
    return met
