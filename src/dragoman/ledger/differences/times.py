"""How two times of one happening differ."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.ledger.linking.sketch import REACH
from dragoman.model import period

#: Days that an approximate month, and an approximate year, reach beyond their own on both sides.
_MONTH, _YEAR = 30, 365
_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Days:
    """Ordinals of the first and last day as written, and how far an approximation reaches."""

    first: int
    last: int
    reach: int

    @property
    def width(self) -> int:
        """Days that it leaves open."""
        return self.last - self.first + 2 * self.reach

    def within(self, other: "Days") -> bool:
        """Whether these days, as written, all lie within what the other can mean."""
        return other.first - other.reach <= self.first and self.last <= other.last + other.reach

    def meets(self, other: "Days") -> bool:
        """Whether both can mean one day."""
        reach = self.reach + other.reach
        return self.first - other.last <= reach and other.first - self.last <= reach


@lru_cache(10_000)
def days(edtf: str) -> Days:
    """The days that an EDTF time can mean; EdtfError where it is none."""
    told = period(edtf)
    first = told.first.toordinal() if told.first else _EARLIEST
    last = told.last.toordinal() if told.last else _LATEST
    return Days(first, last, _reach(edtf) if told.approximate else 0)


def _reach(edtf: str) -> int:
    """By the coarsest of its dates: about 2028 leaves more open than about 7 October."""
    hyphens = min(part.count("-") for part in edtf.split("/") if part not in ("", ".."))
    return (_YEAR, _MONTH, REACH)[min(hyphens, 2)]


def times_differ(one: str, other: str) -> str | None:
    """`contradiction` where no day fits both, `refinement` where one lies within the other."""
    left, right = days(one), days(other)
    if (left, one.strip("~%?")) == (right, other.strip("~%?")):
        return None
    if not left.meets(right):
        return "contradiction"
    narrow, wide = sorted((left, right), key=lambda told: (told.width, told.first))
    if narrow.width < wide.width and narrow.within(wide):
        return "refinement"
    written = Days(wide.first, wide.last, 0), Days(narrow.first, narrow.last, 0)
    inside = written[0].within(written[1]) or written[1].within(written[0])
    return "refinement" if inside and written[0] != written[1] else None
