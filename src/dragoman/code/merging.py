"""Events of one report brought together: one for each happening, with all its evidence."""

from collections.abc import Sequence
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
    for event in events:
        for at, earlier in enumerate(merged):
            if _same(earlier, event):
                merged[at] = _union(earlier, event)
                break
        else:
            merged.append(event)
    return tuple(merged)


def _sides(event: Event) -> tuple[frozenset[str | None], frozenset[str | None]]:
    left = frozenset(party.country or party.name for party in event.initiator)
    right = frozenset(party.country or party.name for party in event.recipient)
    if KINDS[event.kind].symmetric:
        return left | right, frozenset()
    return left, right


def _same(left: Event, right: Event) -> bool:
    if left.kind != right.kind or _sides(left) != _sides(right):
        return False
    if left.status != right.status:
        return False
    return left.time == right.time or left.time is None or right.time is None


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
    )


def _fuller(left: tuple[Party, ...], right: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of the first event; a person's or body's name rather than the bare state's."""
    return left if _rank(left) >= _rank(right) else right


def _rank(parties: tuple[Party, ...]) -> int:
    return sum(party.sector not in (None, "GOV") for party in parties)
