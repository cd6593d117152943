"""Numbers as ranges: what a figure can mean, and how two that count one thing differ."""

import math
from dataclasses import dataclass

from dragoman.model import Figure

#: Share of a round number by which the exact one may be off.
ROUNDING = 0.05
#: Significant digits that a round number has at the most.
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a figure can mean, both included."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """A number that stands for all: the one bound where there is but one."""
        if self.high == math.inf:
            return self.low
        return self.high if self.low == 0 else (self.low + self.high) / 2

    def holds(self, other: "Range") -> bool:
        """Whether the other lies within this one."""
        return self.low <= other.low and other.high <= self.high


def range_of(figure: Figure) -> Range | None:
    """What a figure can mean; None where it has no number, or its bounds are reversed."""
    if figure.value is not None:
        return Range(figure.value, figure.value)
    if figure.low is None and figure.high is None:
        return None
    low = 0.0 if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    return Range(low, high) if low <= high else None


def written(told: Range) -> str:
    """A range as the ledger writes it: `17`, `2000..`, `..300`, `10..12`."""
    if told.exact:
        return _number(told.low)
    low = _number(told.low) if told.low > 0 else ""
    return f"{low}..{_number(told.high) if told.high < math.inf else ''}"


def ranges_differ(one: Range, other: Range) -> str | None:
    """How two ranges of one count differ.

    `contradiction` where no number fits both, or one gives for a ceiling what the other gives for
    a floor; `refinement` where one holds the other, or is its round number; None where they are
    one, or each leaves open what the other does not: at least 100 and up to 150 agree.
    """
    if one == other:
        return None
    low, high = max(one.low, other.low), min(one.high, other.high)
    if one.exact and other.exact:
        return "refinement" if _rounded(one.low, other.low) else "contradiction"
    if low > high or (low == high and not one.exact and not other.exact):
        return "contradiction"
    return "refinement" if one.holds(other) or other.holds(one) else None


def _rounded(one: float, other: float) -> bool:
    """Whether one of two numbers may be the round number of the other."""
    return any(
        _is_round(rough) and abs(rough - fine) <= ROUNDING * rough
        for rough, fine in ((one, other), (other, one))
    )


def _is_round(number: float) -> bool:
    if number < 100 or number != int(number):
        return False
    return len(str(int(number)).rstrip("0")) <= _DIGITS


def _number(number: float) -> str:
    return f"{number:.15g}"
