"""How likely two events are one, and why.

A logistic model over a few measures of likeness; its weights stand in `weights.toml`, with how they
were found. The chance is calibrated on pairs of reports that tell of the same things.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from types import MappingProxyType

from dragoman.ledger.linking.meeting import may_join
from dragoman.ledger.linking.sketch import Sketch

_DATA = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))

#: What each measure adds to the log odds, per unit.
WEIGHTS: Mapping[str, float] = MappingProxyType(_DATA["weights"])

#: Log odds of two events that could be one and of which nothing else is known.
_BASE: float = _DATA["base"]

#: Chance from which two events are joined, and from which a person may want to look.
ENOUGH: float = _DATA["enough"]
WORTH_A_LOOK: float = _DATA["worth_a_look"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One measure of likeness: its name in `WEIGHTS`, its value, what it adds to the log odds."""

    what: str
    value: float
    adds: float


def chance(one: Sketch, other: Sketch) -> float:
    """How likely the two are one, 0 to 1; 0 where they cannot be."""
    if not may_join(one, other):
        return 0.0
    odds = _BASE
    for what, value in measures(one, other):
        odds += WEIGHTS[what] * value
    return 1 / (1 + exp(-odds))


def reasons(one: Sketch, other: Sketch) -> tuple[Reason, ...]:
    """What speaks for and against the two being one, the weightiest first."""
    found = [Reason(what, value, WEIGHTS[what] * value) for what, value in measures(one, other)]
    return tuple(sorted((one for one in found if one.adds), key=lambda one: -abs(one.adds)))


def measures(one: Sketch, other: Sketch) -> list[tuple[str, float]]:
    """Likenesses by name, each from 0 to 1; those that are 0 may be left out."""
    found = []
    if (one.initiator, one.recipient) == (other.initiator, other.recipient):
        found.append(("same_sides", 1.0))
    if one.first is not None and other.first is not None:
        shared = min(one.last, other.last) - max(one.first, other.first) + 1
        union = max(one.last, other.last) - min(one.first, other.first) + 1
        found += [("both_timed", 1.0), ("same_days", max(shared, 1) / union)]
    elif one.first is other.first:
        found.append(("both_untimed", 1.0))
    found.append(("names", _likeness(one.names, other.names)))
    found.append(("words", _likeness(one.words, other.words)))
    for what, left, right in (
        ("place", one.place, other.place),
        ("themes", one.themes, other.themes),
        ("numbers", one.numbers, other.numbers),
    ):
        if left and right:
            common = _likeness(left, right)
            found.append((what, common) if common else (f"other_{what}", 1.0))
    if one.status == other.status:
        found.append(("same_status", 1.0))
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger has too."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))
