"""The nouns: frozen values without input or output of their own.

Positions count Unicode code points of a report's `text`. Times are EDTF strings, level 1. Ids are
hashes of content.
"""

from dragoman.model.coding import (
    PARTS,
    Anchor,
    Bearer,
    Coding,
    Event,
    Figure,
    Ground,
    Party,
    Place,
    Post,
    Quote,
    Statement,
    TimeExpression,
    anchor,
)
from dragoman.model.difference import (
    DIFFERENCE_KINDS,
    DIFFERING,
    Difference,
    Point,
    Side,
    Track,
)
from dragoman.model.document import Document
from dragoman.model.edtf import EdtfError, Period, period
from dragoman.model.entry import Correction, Entry, Origin, Version
from dragoman.model.identity import digest, text_digest
from dragoman.model.jsonform import (
    coding_from_json,
    coding_to_json,
    entry_to_json,
    event_from_json,
    event_to_json,
    grounds_to_json,
    parts_from_json,
    report_to_json,
)
from dragoman.model.judgement import (
    CORRECTABLE,
    CREDIBILITY,
    RELIABILITY,
    VERDICTS,
    Judgement,
    Pointer,
    judgement_from_json,
    judgement_to_json,
)
from dragoman.model.mention import Mention
from dragoman.model.report import Dateline, Report, Span, resemblance

__all__ = [
    "CORRECTABLE",
    "CREDIBILITY",
    "DIFFERENCE_KINDS",
    "DIFFERING",
    "PARTS",
    "RELIABILITY",
    "VERDICTS",
    "Anchor",
    "Bearer",
    "Coding",
    "Correction",
    "Dateline",
    "Difference",
    "Document",
    "EdtfError",
    "Entry",
    "Event",
    "Figure",
    "Ground",
    "Judgement",
    "Mention",
    "Origin",
    "Party",
    "Period",
    "Place",
    "Point",
    "Pointer",
    "Post",
    "Quote",
    "Report",
    "Side",
    "Span",
    "Statement",
    "TimeExpression",
    "Track",
    "Version",
    "anchor",
    "coding_from_json",
    "coding_to_json",
    "digest",
    "entry_to_json",
    "event_from_json",
    "event_to_json",
    "grounds_to_json",
    "judgement_from_json",
    "judgement_to_json",
    "parts_from_json",
    "period",
    "report_to_json",
    "resemblance",
    "text_digest",
]
