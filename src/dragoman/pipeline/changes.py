"""What a newer coding of a report finds otherwise than the former one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from dragoman.evaluate.pairing import pair_up
from dragoman.model import Coding, Event, Place, event_to_json

#: What is compared of an event that both codings find, and how it is looked at: in which order the
#: parties stand, and which point of the map a place is given, is no difference.
_COMPARED: Mapping[str, Callable[[Event], object]] = {
    "status": lambda event: event.status,
    "time": lambda event: event.time,
    "place": lambda event: _named(event.place),
    "initiator": lambda event: frozenset(event.initiator),
    "recipient": lambda event: frozenset(event.recipient),
    "said_by": lambda event: event.said_by,
}

#: Fields in which an event can be changed.
COMPARED = tuple(_COMPARED)

#: What of two stretches of words is the same, in parts of this number, when pairs are weighed.
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Both:
    """An event that both codings find; `fields` are those of `COMPARED` that differ."""

    former: Event
    newer: Event
    fields: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Both events in the codebook's form, and the fields that differ."""
        return {
            "fields": list(self.fields),
            "former": event_to_json(self.former),
            "newer": event_to_json(self.newer),
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """Events that the newer coding alone finds, the former alone, and both, in their order."""

    gained: tuple[Event, ...] = ()
    lost: tuple[Event, ...] = ()
    both: tuple[Both, ...] = ()

    @property
    def changed(self) -> tuple[Both, ...]:
        """What both find, and tell otherwise."""
        return tuple(one for one in self.both if one.fields)

    @property
    def size(self) -> int:
        """How many events are gained, lost or changed."""
        return len(self.gained) + len(self.lost) + len(self.changed)


#: Nothing gained, nothing lost, and nothing found by both.
UNCHANGED = Changes()


def compare_codings(former: Coding | None, newer: Coding) -> Changes:
    """Set two codings of one text beside each other; of no former one, all is gained.

    An event is found by both where the kind is the same and the evidence overlaps, each paired with
    one: with what shares most words and tells most alike. An event of another kind is lost and
    gained.
    """
    before, after = former.events if former else (), newer.events
    pairs = sorted(
        pair_up(
            before,
            after,
            lambda i, j: before[i].kind == after[j].kind and _shared(before[i], after[j]) > 0,
            lambda i, j: _alike(before[i], after[j]),
        )
    )
    known, found = {i for i, _ in pairs}, {j for _, j in pairs}
    return Changes(
        gained=tuple(event for j, event in enumerate(after) if j not in found),
        lost=tuple(event for i, event in enumerate(before) if i not in known),
        both=tuple(Both(before[i], after[j], _differing(before[i], after[j])) for i, j in pairs),
    )


def _alike(one: Event, other: Event) -> int:
    shared = _shared(one, other)
    words = sum(piece.end - piece.start for event in (one, other) for piece in event.evidence)
    return _PARTS * shared // max(1, words - shared) + len(COMPARED) - len(_differing(one, other))


def _shared(one: Event, other: Event) -> int:
    """Code points that stand in the evidence of both."""
    return sum(
        max(0, min(left.end, right.end) - max(left.start, right.start))
        for left, right in product(one.evidence, other.evidence)
    )


def _differing(one: Event, other: Event) -> tuple[str, ...]:
    return tuple(name for name, look in _COMPARED.items() if look(one) != look(other))


def _named(place: Place | None) -> tuple[str, str | None] | None:
    return (place.name, place.country) if place else None
