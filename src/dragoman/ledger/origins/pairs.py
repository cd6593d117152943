"""Whether two reports rest on one first-hand source, and what shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.ledger.folding import fold
from dragoman.ledger.origins.marks import compare
from dragoman.ledger.origins.owners import medium_name
from dragoman.ledger.origins.sources import Source
from dragoman.ledger.origins.told import Told
from dragoman.model import resemblance
from dragoman.resolve.matching import match_names

#: Share of wording from which one report is taken for a copy of the other.
COPY = 0.5
#: Days between two reports on what one source said; between a copy and what it was copied from.
NEWS, REPRINT = 3, 30
#: Likeness of two leads that tell one saying of one source, which falls as the source is less sure;
#: of two that one medium stands behind; of two without a source in common, and what their shared
#: marks must weigh.
SAID, RELAYED, ALIKE, ENOUGH = 0.32, 0.5, 0.7, 8.0
#: Likeness of two leads under which no third report brings them together.
OTHER_NEWS = 0.15
#: Share of the likeliest source's weight from which another may be the one that counts.
_MAIN = 0.6
#: How surely two sources are one: of one state and sector; of one state; a state and a body of it.
_KIN, _STATES, _WITHIN = 0.8, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, by id, that rest on one source.

    `kind` is `canonical` (the first says that the second is its original), `copies` (wording),
    `credits` (the first names the outlet of the second), `translates` (leads alike in two
    languages, no source in common) or `cites` (one source named by both, or leads alike in one
    language). `score` is 0 to 1, `shared` what shows it, in words.
    """

    one: str
    other: str
    kind: str
    score: float
    shared: tuple[str, ...] = ()


def weigh(one: Told, other: Told) -> Pair | None:
    """The pair, where the two rest on one source; the order of the two makes no difference."""
    one, other = sorted((one, other), key=lambda told: told.id)
    if _original(one, other) or _original(other, one):
        ends = (one.id, other.id) if _original(one, other) else (other.id, one.id)
        return Pair(*ends, "canonical", 1.0)
    wording = resemblance(one.fingerprint, other.fingerprint)
    if wording >= COPY and apart(one, other) <= REPRINT:
        return Pair(*_later_first(one, other), "copies", round(wording, 3))
    if apart(one, other) > NEWS:
        return None
    like = compare(one.marks, other.marks)
    sure = agreement(one, other)
    if sure and like.share * sure >= SAID:
        kind = "credits" if _credits(one, other) or _credits(other, one) else "cites"
    elif _at_odds(one, other) or not like.share:
        return None
    elif like.share >= RELAYED and (_credits(one, other) or _credits(other, one)):
        kind = "credits"
    elif like.share >= RELAYED and not sure and _one_medium(one, other):
        kind = "cites"
    elif like.share >= ALIKE and like.weight >= ENOUGH:
        kind = "translates" if one.lang != other.lang else "cites"
    else:
        return None
    ends = (other.id, one.id) if _credits(other, one) else _later_first(one, other)
    return Pair(*ends, kind, round(like.share * (sure or 0.5), 3), like.shared)


def apart(one: Told, other: Told) -> int:
    """Days between the two reports; 0 where a day is not known."""
    return 0 if one.day is None or other.day is None else abs(one.day - other.day)


def agreement(one: Told, other: Told) -> float:
    """How surely a source of the one is a source of the other, 0 to 1."""
    return max(
        (
            same(left, right) * min(1.0, mine / _MAIN) * min(1.0, theirs / _MAIN)
            for left, mine in _shares(one, other)
            for right, theirs in _shares(other, one)
        ),
        default=0.0,
    )


def same(one: Source, other: Source) -> float:
    """How surely two sources are one, 0 to 1. A minister and his ministry are kin."""
    if one.what == other.what == "person" and match_names(one.name, other.name).is_match:
        return 1.0
    if (fold(one.name), one.country) == (fold(other.name), other.country):
        return _STATES if one.what == "country" else 1.0
    if one.country is None or one.country != other.country:
        return 0.0
    if "country" in (one.what, other.what):
        return _WITHIN
    if one.what == other.what == "person":
        return 0.0
    return _KIN if one.sector == other.sector else 0.0


def may_stand(one: Told, other: Told) -> bool:
    """Whether nothing speaks against the two resting on one source."""
    if _original(one, other) or _original(other, one):
        return True
    if resemblance(one.fingerprint, other.fingerprint) >= COPY:
        return True
    if apart(one, other) > NEWS or _at_odds(one, other):
        return False
    return compare(one.marks, other.marks).share >= OTHER_NEWS


def _shares(told: Told, beside: Told) -> Iterator[tuple[Source, float]]:
    """Each source with its share of the likeliest one's weight.

    A person of no known state is taken for one of the state that the other report names.
    """
    most = max((source.weight for source in told.sources), default=0.0)
    for source in told.sources:
        yield source, source.weight / most
        if source.what != "person" or source.country:
            continue
        for name, (country, sector) in beside.persons.items():
            if match_names(source.name, name).is_match:
                yield Source("person", name, country, sector), source.weight / most


def _at_odds(one: Told, other: Told) -> bool:
    """Whether each has a source of its own that the other does not rest on."""
    if not (_stated(one.sources) and _stated(other.sources)):
        return False
    return agreement(one, other) < _WITHIN


def _stated(sources: Sequence[Source]) -> bool:
    return any(source.what in ("body", "person", "office") for source in sources)


def _credits(one: Told, other: Told) -> bool:
    """Whether the one names the outlet of the other as where it has its news from."""
    return bool(other.outlet) and any(
        medium_name(source.name) == other.outlet for source in one.media
    )


def _original(one: Told, other: Told) -> bool:
    """Whether the one says that the other is its original."""
    return bool(one.canonical) and one.canonical == other.ref


def _one_medium(one: Told, other: Told) -> bool:
    named = {medium_name(source.name) for source in one.media}
    return any(medium_name(source.name) in named for source in other.media)


def _later_first(one: Told, other: Told) -> tuple[str, str]:
    """The two ids, the later report's first: who comes later copies."""
    if one.day is not None and other.day is not None and one.day < other.day:
        return other.id, one.id
    return one.id, other.id
