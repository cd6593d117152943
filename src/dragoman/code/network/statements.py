"""Who says what: cues, and for each cue the words of its source and its content."""

from collections.abc import Sequence

import numpy as np

from dragoman.code.network.layers import Array, Weights, gelu
from dragoman.code.network.marks import Marks
from dragoman.model import Span, Statement

#: Distances from cue to mark, in marks, told apart up to here.
FAR = np.array((-48, -24, -12, -6, -3, -1, 0, 1, 3, 6, 12, 24, 48))
#: Marks that two stretches of one role may lie apart and be one: tags are chosen mark by mark.
GAP = 3
#: Tags of a mark for a cue: outside, first and further mark of a source, of a content.
_SOURCE, _CONTENT = 1, 3

Runs = list[tuple[int, int]]


def read_statements(weights: Weights, pieces: Array, marks: Marks) -> list[Statement]:
    """Statements of a window; `pieces` (pieces, hidden) begins with the one before the text."""
    if not marks.spans:
        return []
    vectors = (pieces[marks.first] + pieces[marks.last]) / 2
    scores = weights.linear("said.cue.3", gelu(weights.linear("said.cue.0", vectors)))
    cues = runs(scores.argmax(-1).tolist(), 1)
    if not cues:
        return []
    return [
        Statement(
            _spans(marks, joined(runs(tags, _SOURCE), cue)),
            _spans(marks, [cue]),
            _spans(marks, joined(runs(tags, _CONTENT), cue)),
        )
        for cue, tags in zip(cues, _tags(weights, vectors, cues), strict=True)
    ]


def _tags(weights: Weights, vectors: Array, cues: Runs) -> list[list[int]]:
    """For each cue the tags of all marks."""
    first, last = np.array(cues).T
    told = weights.linear("said.of_cue", (vectors[first] + vectors[last - 1]) / 2)[:, None]
    seen = weights.linear("said.of_mark", vectors)[None]
    far = np.searchsorted(FAR, np.arange(len(vectors))[None] - first[:, None])
    mixed = told + seen + weights.linear("said.product", told * seen)
    mixed = mixed + weights.embedding("said.distance", far)
    tags: list[list[int]] = weights.linear("said.tags.2", gelu(mixed)).argmax(-1).tolist()
    return tags


def runs(tags: Sequence[int], begin: int) -> Runs:
    """Stretches of one role: `begin` begins one, `begin + 1` goes on with it."""
    found: Runs = []
    for n, tag in enumerate(tags):
        if tag == begin + 1 and found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        elif tag in (begin, begin + 1):
            found.append((n, n + 1))
    return found


def joined(stretches: Runs, cue: tuple[int, int]) -> Runs:
    """Stretches with small gaps closed, but for one that holds the cue."""
    found: Runs = []
    for first, last in stretches:
        gap = found and first - found[-1][1] <= GAP
        if gap and not found[-1][1] <= cue[0] < first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _spans(marks: Marks, stretches: Runs) -> tuple[Span, ...]:
    return tuple(
        Span(marks.spans[first].start, marks.spans[last - 1].end) for first, last in stretches
    )
