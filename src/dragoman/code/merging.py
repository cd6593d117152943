"""Events of one report brought together: one for each happening, with all its evidence."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from dragoman.codebook import KINDS
from dragoman.model import Anchor, Event, Party

#: Pieces of evidence kept for one event.
PIECES = 4


def merge(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events in order, those of one kind between the same parties at one time made one.

    A time that only one of them tells is taken for both; the fuller names are kept.
    """
    merged: list[Event] = []
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    for event in events:
        places = alike[event.kind, event.status, _sides(event)]
        for at in places:
            if _may_be_one(merged[at].time, event.time):
                merged[at] = _union(merged[at], event)
                break
        else:
            places.append(len(merged))
            merged.append(event)
    return tuple(merged)


def _sides(event: Event) -> tuple[frozenset[str | None], frozenset[str | None]]:
    left = frozenset(party.country or party.name for party in event.initiator)
    right = frozenset(party.country or party.name for party in event.recipient)
    if KINDS[event.kind].symmetric:
        return left | right, frozenset()
    return left, right


def _may_be_one(left: str | None, right: str | None) -> bool:
    return left == right or left is None or right is None


def _union(left: Event, right: Event) -> Event:
    pieces: list[Anchor] = list(left.evidence)
    for piece in right.evidence:
        if len(pieces) < PIECES and not any(piece.span.meets(other.span) for other in pieces):
            pieces.append(piece)
    return replace(
        left,
        initiator=_fuller(left.initiator, right.initiator),
        recipient=_fuller(left.recipient, right.recipient),
        evidence=tuple(pieces),
        place=left.place or right.place,
        time=left.time or right.time,
        said_by=left.said_by or right.said_by,
        themes=tuple(sorted({*left.themes, *right.themes})),
        background=left.background and right.background,
        confidence=_likelier(left.confidence, right.confidence),
    )


def _likelier(left: float | None, right: float | None) -> float | None:
    told = [value for value in (left, right) if value is not None]
    return max(told, default=None)


def _fuller(left: tuple[Party, ...], right: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of the first event; a person's or body's name rather than the bare state's."""
    return left if _rank(left) >= _rank(right) else right


def _rank(parties: tuple[Party, ...]) -> int:
    return sum(party.sector not in (None, "GOV") for party in parties)
