"""What linking looks at in one event."""

import re
from dataclasses import dataclass
from datetime import date

from dragoman.codebook import KINDS
from dragoman.ledger.folding import fold
from dragoman.model import Party, Version, period

#: Days that an approximate time reaches beyond its own on both sides.
REACH = 10

#: Letters of a word of evidence that are compared: inflections go, and much of what spellings
#: of one name differ in.
STEM = 5

#: Countries of a side that are looked at: of more, the first by alphabet.
MOST = 12

#: First and last day that there are, as ordinals: what an open time runs to.
EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()

# `5,000`, `5.000` and `5 000` are one number.
_THOUSANDS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What linking looks at in one event.

    Days are ordinals. `first` is None where no time is known, `published` where the report's day
    is not. `initiator` and `recipient` are the countries of a side, of a party without one its
    name; in a symmetric kind all stand in `initiator`. `names` and `place` are the folded words of
    the parties' names and of the place, `words` the folded stems of the evidence, `numbers` the
    numbers in it other than years.
    """

    event_id: str
    report_id: str
    published: int | None
    kind: str
    initiator: frozenset[str]
    recipient: frozenset[str]
    status: str
    first: int | None
    last: int
    reach: int
    names: frozenset[str]
    place: frozenset[str]
    themes: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]

    @property
    def symmetric(self) -> bool:
        """Whether the order of the sides means nothing."""
        return is_symmetric(self.kind)


def is_symmetric(kind: str) -> bool:
    """Whether the sides of an event of this kind count as one."""
    known = KINDS.get(kind)
    return known is not None and known.symmetric


def sketch(version: Version, published: str | None = None) -> Sketch:
    """What linking looks at in a version of a report published on that ISO day."""
    event = version.event
    first, last, reach = _days(event.time)
    initiator, recipient = event.initiator, event.recipient
    if is_symmetric(event.kind):
        initiator, recipient = (*initiator, *recipient), ()
    evidence = " ".join(piece.exact for piece in event.evidence)
    return Sketch(
        event_id=version.event_id,
        report_id=version.report_id,
        published=_ordinal(published),
        kind=event.kind,
        initiator=_countries(initiator),
        recipient=_countries(recipient),
        status=event.status,
        first=first,
        last=last,
        reach=reach,
        names=_words(*(party.name for party in (*event.initiator, *event.recipient))),
        place=_words(event.place.name) if event.place else frozenset(),
        themes=frozenset(event.themes),
        words=frozenset(word[:STEM] for word in _words(evidence) if len(word) >= STEM),
        numbers=frozenset(_numbers(evidence)),
    )


def _countries(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(sorted({party.country or f"?{fold(party.name)}" for party in parties})[:MOST])


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in fold(text).split())


def _numbers(text: str) -> list[str]:
    found = _NUMBER.findall(_THOUSANDS.sub("", text))
    return [number for number in found if not _YEAR.fullmatch(number)]


def _ordinal(day: str | None) -> int | None:
    if not day:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _days(time: str | None) -> tuple[int | None, int, int]:
    if time is None:
        return None, LATEST, 0
    days = period(time)
    first = days.first.toordinal() if days.first else EARLIEST
    last = days.last.toordinal() if days.last else LATEST
    return first, last, REACH if days.approximate else 0
