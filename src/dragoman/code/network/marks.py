"""Words and signs of a text, and the pieces that each lies in: what attribution is read off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Span

_MARK = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Marks:
    """Spans in the text, and of each the first and the last piece; piece 0 begins the text."""

    spans: list[Span]
    first: list[int]
    last: list[int]


def lay_marks(text: str, offsets: Sequence[tuple[int, int]], begin: int, end: int) -> Marks:
    """The marks of `text` from `begin` to `end`, as far as the pieces reach.

    `offsets` give the stretch of each piece in the text, in order.
    """
    reach = offsets[-1][1] if offsets else begin
    spans = [Span(m.start(), m.end()) for m in _MARK.finditer(text, begin, end) if m.end() <= reach]
    first, last, piece = [], [], 0
    for span in spans:
        while piece < len(offsets) - 1 and offsets[piece][1] <= span.start:
            piece += 1
        until = piece
        while until < len(offsets) - 1 and offsets[until][1] < span.end:
            until += 1
        first.append(piece + 1)
        last.append(until + 1)
    return Marks(spans, first, last)


def count_marks(text: str, span: Span) -> int:
    """How many marks a stretch of text has."""
    return len(_MARK.findall(text, span.start, span.end))
