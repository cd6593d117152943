"""What a coder finds in a report."""

from dataclasses import dataclass, field

from dragoman.model.identity import digest
from dragoman.model.report import Span

#: Code points kept on each side of an anchor, to find it again in a text that was edited.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text, by position and by quotation at once (W3C Web Annotation selectors)."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


def anchor(text: str, span: Span) -> Anchor:
    """Anchor to the words of `text` at `span`; ValueError where there are none."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"no words at {span.start}..{span.end} of {len(text)}")
    return Anchor(
        span.start,
        span.end,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or is acted on: a state, a body or a person, by name, country and sector."""

    name: str
    country: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened; the country of a disputed place is None."""

    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Words that a part of an event was read from.

    `part` is one of `PARTS`. `how` tells how they were taken: of a party the form of its name and
    what it came to, of a status or a time its value, of a source its name.
    """

    part: str
    span: Span
    how: str = ""


#: Parts of an event that have grounds.
PARTS = ("trigger", "initiator", "recipient", "status", "time", "source")


@dataclass(frozen=True, slots=True)
class Event:
    """One act, as one report tells it. Fields and their values are those of the codebook.

    `time` is the time of the deed in EDTF or None, never the day of publication by default.
    `said_by` runs from the source nearest the reader to the first. `key` is set in hand-coded
    reports alone: the same happening has the same key in every report of a story. `confidence` is
    the calibrated chance, 0 to 1, that kind and parties are right, None where the coder gives none;
    `grounds` say why it found the event.
    """

    kind: str
    initiator: tuple[Party, ...]
    recipient: tuple[Party, ...]
    status: str
    evidence: tuple[Anchor, ...]
    place: Place | None = None
    time: str | None = None
    said_by: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    background: bool = False
    key: str | None = None
    confidence: float | None = None
    grounds: tuple[Ground, ...] = ()

    def is_unsure(self, below: float) -> bool:
        """Whether it has a confidence, and that is under `below`."""
        return self.confidence is not None and self.confidence < below


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted directly, with who spoke them, as resolved, or empty."""

    text: str
    speaker: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: exact or round in `value`, or bounds in `low` and `high`."""

    what: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    said_by: tuple[str, ...] = ()
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what: spans of source, cue (`said`) and content, each maybe empty."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, and what they come to against the day of publication, in EDTF."""

    span: Span
    edtf: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post or rank that a person is named with, in English, and its words in the text."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person or a body that a report names.

    `what` is `person` or `body`; `name` is as of a mention: of a person the fullest form in the
    report, of a body its English name. `spans` are all places where a name stands for it, `posts`
    those that its titles tell, each once.
    """

    what: str
    name: str
    country: str | None
    sector: str | None
    spans: tuple[Span, ...]
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """All that one coder found in one report. Immutable: a better coder makes another beside it.

    `coder` names the coder and its version; `text_sha256` is of the text that the anchors are in.
    `origin` is the first-hand source that the report rests on, or None where unknown; `bearers` are
    the persons and bodies that it names, in order.
    """

    report_id: str
    text_sha256: str
    coder: str
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    times: tuple[TimeExpression, ...] = field(default=(), repr=False)
    origin: str | None = None
    bearers: tuple[Bearer, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """One report read by one coder is one coding."""
        return digest("coding", self.report_id, self.coder)
