"""A report: one text of one outlet, as it is coded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.model.identity import digest, text_digest


class Span(NamedTuple):
    """Half-open interval of code points of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def meets(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day that open an agency's text: `MINSK, Oct 7 (Agency) -`.

    `place` and `date` are as written, or empty; `span` covers the whole dateline.
    """

    span: Span
    place: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One text of one outlet.

    `ref` is the name that its source gives it (a URL, a path, the id of a codebook file). `lang` is
    BCP 47 (`en`, `es`, `ru`; `und` where unknown). `published` is an ISO date or None.
    `outlet_country` is ISO 3166-1 alpha-3 or None. `sentences` cover the text in order, without
    the white space between; `boilerplate` are the stretches that are not part of the report.
    `credits` are agencies that the text is credited to. `fingerprint` is a MinHash signature of
    128 unsigned 32-bit values, empty for a text too short to have one. `document_id` names the
    document that it was read from, where there is one. `sample` marks a reworded sample text.
    `canonical` is the address on another host that its page or feed gives for the original, or
    empty.
    """

    ref: str
    lang: str
    published: str | None
    outlet: str
    outlet_country: str | None
    title: str
    text: str = field(repr=False)
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    boilerplate: tuple[Span, ...] = field(default=(), repr=False)
    dateline: Dateline | None = None
    credits: tuple[str, ...] = ()
    fingerprint: tuple[int, ...] = field(default=(), repr=False)
    document_id: str | None = None
    sample: bool = False
    canonical: str = ""

    @property
    def id(self) -> str:
        """Hash of what a reader sees: outlet, day, title and text, and where it stood."""
        return digest("report", self.ref, self.outlet, self.published, self.title, self.text)

    @property
    def text_sha256(self) -> str:
        """Hash of the text that anchors point into."""
        return text_digest(self.text)


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """How much of their wording two texts share, 0 to 1, from their fingerprints.

    An estimate of the Jaccard similarity of their three-word shingles, with a standard error of at
    most 0.045. 0 where either has no fingerprint; ValueError where their lengths differ.
    """
    if not a or not b:
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
