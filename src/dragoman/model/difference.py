"""What sources tell otherwise of one thing, and figures as they go through time."""

from dataclasses import dataclass

from dragoman.model.coding import Anchor, Figure

#: What sources can differ in. `parties` are those of a kind of event without direction; `denial` is
#: that one alleges what another denies.
DIFFERING = (
    "status",
    "time",
    "place",
    "initiator",
    "recipient",
    "parties",
    "number",
    "denial",
)

#: How they differ, the gravest first: both cannot hold; a later report tells a later state; one
#: tells more exactly what the other leaves open.
DIFFERENCE_KINDS = ("contradiction", "update", "refinement")


@dataclass(frozen=True, slots=True)
class Side:
    """One value, and who gives it.

    `event_ids` are the versions that tell it, empty for a number. `origins` are the first-hand
    sources of its reports, for a number those who state it. `evidence` are words with the id of
    the report that they stand in.
    """

    value: str
    event_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    origins: tuple[str, ...] = ()
    evidence: tuple[tuple[str, Anchor], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more values of one thing, told by different reports or stated by different sources.

    `what` is one of `DIFFERING`, `kind` one of `DIFFERENCE_KINDS`. Each side differs from at least
    one other in that kind. `same_origin` tells that all reports rest on one first-hand source, so
    that one of them slipped in copying.
    """

    what: str
    kind: str
    sides: tuple[Side, ...]
    same_origin: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as one report gives it.

    `day` is the ISO day of publication or None, `source` who states it, or empty. `entry_ids` are
    the entries whose words in that report hold or neighbour it.
    """

    report_id: str
    day: str | None
    figure: Figure
    source: str
    entry_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One thing counted, through time.

    `what` are a report's words for it. `unit` and `role` are concepts of `concepts.toml` (people,
    aircraft; dead, arrested) or empty; a unit that is no concept stands as folded. `parties` are
    country codes. Points go by day, those without one last.
    """

    what: str
    unit: str
    role: str
    parties: tuple[str, ...]
    points: tuple[Point, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Those who state it, each once; a report stands for itself where it names no source."""
        return tuple(sorted({point.source or point.report_id for point in self.points}))
