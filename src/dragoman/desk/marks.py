"""A report's text cut where findings begin and end, so that each can be marked where it stands.

Spans of findings may overlap in any way. The text is cut at every boundary, and each piece knows
all findings that it belongs to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Anchor, Coding, Event, Figure, Quote, Report, Span

_BREAK = re.compile(r"[^\S\n]*\n\s*\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """An event, quote or figure of a coding and the stretches of text it rests on.

    `name` is `event-3` for the third event of the coding; `number` counts all findings in the
    order of the text, from 1.
    """

    sort: str
    name: str
    number: int
    spans: tuple[Span, ...]
    thing: Event | Quote | Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two boundaries, with the findings it belongs to, the narrowest first.

    `begins` are those whose words begin here.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    begins: tuple[Finding, ...] = ()

    @property
    def sorts(self) -> str:
        """The sorts of finding it belongs to, as class names."""
        return " ".join(sorted({finding.sort for finding in self.findings}))

    @property
    def numbers(self) -> str:
        """The numbers of its findings."""
        return " ".join(str(finding.number) for finding in self.findings)


def findings(report: Report, coding: Coding) -> list[Finding]:
    """What the coding found, in the order of the text; what has no place in it stands last."""
    things: list[tuple[str, int, Event | Quote | Figure, Sequence[Anchor | None]]] = [
        *(("event", i, event, event.evidence) for i, event in enumerate(coding.events, 1)),
        *(("quote", i, quote, [quote.anchor]) for i, quote in enumerate(coding.quotes, 1)),
        *(("figure", i, figure, [figure.anchor]) for i, figure in enumerate(coding.figures, 1)),
    ]
    placed = [
        (sort, index, thing, _words(anchors, report.text)) for sort, index, thing, anchors in things
    ]
    placed.sort(key=lambda row: (row[3][0].start if row[3] else len(report.text), row[0], row[1]))
    return [
        Finding(sort, f"{sort}-{index}", number, spans, thing)
        for number, (sort, index, thing, spans) in enumerate(placed, 1)
    ]


def paragraphs(text: str, found: Sequence[Finding]) -> list[list[Piece]]:
    """The text as paragraphs (blank lines part them), each cut at the boundaries of findings."""
    return [_pieces(text, span, found) for span in _paragraph_spans(text)]


def _words(anchors: Sequence[Anchor | None], text: str) -> tuple[Span, ...]:
    """The spans of anchors that hold words of the text, in order."""
    spans = (
        Span(max(0, piece.start), min(len(text), piece.end))
        for piece in anchors
        if piece is not None
    )
    return tuple(sorted(span for span in spans if span.of(text).strip()))


def _paragraph_spans(text: str) -> Iterator[Span]:
    start = len(text) - len(text.lstrip())
    for gap in _BREAK.finditer(text, start):
        if gap.end() < len(text):
            yield Span(start, gap.start())
            start = gap.end()
    end = len(text.rstrip())
    if start < end:
        yield Span(start, end)


def _pieces(text: str, where: Span, found: Sequence[Finding]) -> list[Piece]:
    here = [finding for finding in found if any(span.meets(where) for span in finding.spans)]
    inner = {
        position
        for finding in here
        for span in finding.spans
        for position in span
        if where.start < position < where.end
    }
    cuts = [where.start, *sorted(inner), where.end]
    pieces = []
    for start, end in pairwise(cuts):
        span = Span(start, end)
        covering = [
            (len(range(*whole)), finding.number, finding)
            for finding in here
            for whole in finding.spans
            if whole.holds(span)
        ]
        covering.sort(key=lambda row: row[:2])
        over = tuple(dict.fromkeys(finding for _, _, finding in covering))
        begins = tuple(finding for finding in over if _first_words(text, finding) in range(*span))
        pieces.append(Piece(span.of(text), over, begins))
    return pieces


def _first_words(text: str, finding: Finding) -> int:
    """Where the first word of a finding stands: white space before it may be in no paragraph."""
    start, end = finding.spans[0]
    return start + len(text[start:end]) - len(text[start:end].lstrip())
