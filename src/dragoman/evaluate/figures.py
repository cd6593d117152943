"""The figures of an evaluation, as values that JSON can hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """What was found of what stands in gold: `hit` of `gold` wanted and `coded` made."""

    hit: int = 0
    gold: int = 0
    coded: int = 0

    @property
    def precision(self) -> float:
        """Share of what was made that is right."""
        return self.hit / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return f1(self.precision, self.recall)

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.hit + other.hit, self.gold + other.gold, self.coded + other.coded)

    def to_json(self) -> Json:
        """Shares and counts."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "hit": self.hit,
            "gold": self.gold,
            "coded": self.coded,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Share that is right; 0 of nothing."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    def to_json(self) -> Json:
        """Share and counts."""
        return {"share": self.share, "right": self.right, "of": self.of}


@dataclass(frozen=True, slots=True)
class BCubed:
    """How well events were brought together into entries, over `of` events (B-cubed)."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return f1(self.precision, self.recall)

    def to_json(self) -> Json:
        """Shares and count."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a set of reports; what each measures is told in `MEASURES`.

    `entries` is None where no event carries an entry.
    """

    reports: int
    rates: Mapping[str, Rate]
    shares: Mapping[str, Share]
    entries: BCubed | None
    origins: Rate

    def to_json(self) -> Json:
        """Every figure under its name."""
        return {
            "reports": self.reports,
            **{name: rate.to_json() for name, rate in self.rates.items()},
            **{name: share.to_json() for name, share in self.shares.items()},
            "entries": self.entries.to_json() if self.entries else None,
            "origins": self.origins.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Miss:
    """An event of gold that was not found (`missed`), or a coded one that is not in gold."""

    report: str
    what: str
    event: Mapping[str, Any] = field(repr=False)

    def to_json(self) -> Json:
        """The report's id, `missed` or `wrong`, and the event."""
        return {"report": self.report, "what": self.what, "event": dict(self.event)}


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of all reports together, and by language, kind of event and report."""

    overall: Figures
    by_lang: Mapping[str, Figures]
    by_kind: Mapping[str, Figures]
    by_report: Mapping[str, Figures]
    misses: tuple[Miss, ...] = field(repr=False)

    def to_json(self) -> Json:
        """Everything but the misses."""
        return {
            "overall": self.overall.to_json(),
            "by_lang": {name: figures.to_json() for name, figures in self.by_lang.items()},
            "by_kind": {name: figures.to_json() for name, figures in self.by_kind.items()},
            "by_report": {name: figures.to_json() for name, figures in self.by_report.items()},
        }


#: What each figure measures, in the order in which they are shown.
MEASURES: Mapping[str, str] = {
    "detect": "same kind, evidence overlaps",
    "core": "same kind, same countries on each side",
    "plover": "same PLOVER type, same countries",
    "full": "core, and status, time and first-hand source agree",
    "quotes": "same words, same speaker",
    "figures": "same value or bounds",
    "status": "share right among the core matches",
    "time": "share right among the core matches",
    "names": "share of the core matches whose parties are mostly named alike",
    "place": "share of the core matches in the same country",
    "source": "share of the core matches with the same first-hand source",
    "anchored": "share of coded events whose evidence stands verbatim in the text",
    "entries": "B-cubed of entries against hand-made keys over the core matches",
    "origins": "pairs of reports of one story that rest on one first-hand source",
}
RATES = ("detect", "core", "plover", "full", "quotes", "figures")
SHARES = ("status", "time", "names", "place", "source", "anchored")
