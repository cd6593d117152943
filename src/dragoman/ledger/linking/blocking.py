"""Where events are filed so that those which could be one are found without comparing all.

An event is filed under its kind and each pair of countries across its sides, and there by its days
where its time is known, and by the day of its report. Looking under the same headings for what
meets those days finds every event that `may_join` could let through, and few others. Long periods
are filed apart, so that among short ones only those that begin shortly before need be looked at.
"""

from dataclasses import dataclass
from itertools import combinations, product

from dragoman.ledger.linking.meeting import NEWS_CYCLE
from dragoman.ledger.linking.sketch import EARLIEST, LATEST, Sketch

#: Days of the longest period that counts as short.
SHORT = 62

#: Stands for a side of which no country is named, and for whatever the other side is.
_NONE, _ANY = "-", "*"


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading and a period under it, both days included, as ordinals."""

    heading: str
    first: int
    last: int


def filed(one: Sketch) -> list[Slot]:
    """Where an event is filed."""
    pairs, open_ = _pairs(one)
    headings = [*pairs, *((side, _NONE if open_ else _ANY) for side in _sides(one))]
    slots = []
    for pair in headings:
        heading = f"{one.kind} {pair[0]} {pair[1]}"
        if one.first is None:
            slots.append(_slot(heading, "untimed", *_published(one, 0)))
        else:
            slots.append(_slot(heading, "timed", one.first - one.reach, one.last + one.reach))
            slots.append(_slot(heading, "told", *_published(one, 0)))
    return slots


def sought(one: Sketch) -> list[Slot]:
    """Where to look for events that could be one with this: what meets these periods."""
    pairs, open_ = _pairs(one)
    headings = [*pairs, *((side, _NONE) for side in _sides(one))]
    if open_:
        headings += [(side, _ANY) for side in _sides(one)]
    slots = []
    for pair in headings:
        heading = f"{one.kind} {pair[0]} {pair[1]}"
        cycle = _published(one, NEWS_CYCLE)
        slots += _both(heading, "untimed", *cycle)
        if one.first is None:
            slots += _both(heading, "told", *cycle)
        else:
            slots += _both(heading, "timed", one.first - one.reach, one.last + one.reach)
    return slots


def is_short(heading: str) -> bool:
    """Whether all periods under the heading are of `SHORT` days or less."""
    return not heading.endswith("+")


def _sides(one: Sketch) -> list[str]:
    return sorted(one.initiator)


def _pairs(one: Sketch) -> tuple[list[tuple[str, str]], bool]:
    """Pairs of countries across the sides, and whether there is none since a side is left out."""
    sides = _sides(one)
    if one.symmetric:
        return list(combinations(sides, 2)), len(one.initiator) < 2
    return list(product(sides, sorted(one.recipient))), not one.recipient


def _published(one: Sketch, around: int) -> tuple[int, int]:
    if one.published is None:
        return EARLIEST, LATEST
    return one.published - around, one.published + around


def _slot(heading: str, what: str, first: int, last: int) -> Slot:
    return Slot(f"{heading} {what}{'+' if last - first > SHORT else ''}", first, last)


def _both(heading: str, what: str, first: int, last: int) -> list[Slot]:
    return [Slot(f"{heading} {what}{mark}", first, last) for mark in ("", "+")]
