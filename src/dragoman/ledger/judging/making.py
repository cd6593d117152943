"""Judgements made, checked before they are kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.codebook import faults
from dragoman.errors import UsageError
from dragoman.ledger.judging.pointing import point_at
from dragoman.model import (
    CORRECTABLE,
    CREDIBILITY,
    RELIABILITY,
    Entry,
    Judgement,
    Pointer,
    Report,
    Version,
    parts_from_json,
)

#: The longest reason, in code points.
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, when (RFC 3339 in UTC), and why."""

    author: str
    made_at: str
    reason: str = ""


def accept(decision: Decision, entry: Entry) -> Judgement:
    """The entry is right as it stands."""
    return _about(decision, "accept", entry.versions)


def reject(decision: Decision, entry: Entry, events: Sequence[str] = ()) -> Judgement:
    """The tellings of an entry, or those with these event ids, tell of no such event."""
    return _about(decision, "reject", _chosen(entry, events) if events else entry.versions)


def correct(decision: Decision, entry: Entry, values: Mapping[str, Any]) -> Judgement:
    """Fields of an entry are these, in the codebook's JSON form.

    UsageError where there is no such field, or the codebook does not allow the value.
    """
    if not values:
        raise UsageError("nothing is corrected", "name a field and its value")
    for name in values:
        if name not in CORRECTABLE:
            raise UsageError(f"{name} cannot be corrected", f"use {', '.join(CORRECTABLE)}")
    try:
        event = replace(entry.versions[0].event, **parts_from_json(values))
        wrong = next(faults(event), None)
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            "a correction has not the codebook's form", "see the codebook in the reference"
        ) from error
    if wrong:
        raise UsageError(f"the codebook does not allow the correction: {wrong}")
    made = _about(decision, "correct", entry.versions)
    return replace(made, values=tuple(sorted(values.items())))


def merge(decision: Decision, entry: Entry, other: Entry) -> Judgement:
    """Two entries are one event; UsageError where they are the same entry."""
    if entry.id == other.id:
        raise UsageError("an entry cannot be merged with itself", "name two entries")
    made = _about(decision, "merge", entry.versions)
    return replace(made, others=_pointers(other.versions))


def split(decision: Decision, entry: Entry, events: Sequence[str]) -> Judgement:
    """The tellings with these event ids are another event than the rest of the entry."""
    parted = _chosen(entry, events)
    rest = [version for version in entry.versions if version not in parted]
    if not rest:
        raise UsageError("all of an entry cannot be parted from it", "leave a telling in it")
    return replace(_about(decision, "split", parted), others=_pointers(rest))


def relate(decision: Decision, one: Report, other: Report, *, independent: bool) -> Judgement:
    """Two reports do, or do not, rest on one source."""
    if one.id == other.id:
        raise UsageError("a report is always dependent on itself", "name two reports")
    verdict = "independent" if independent else "dependent"
    made = decide(decision, verdict)
    return replace(made, reports=tuple(sorted((one.id, other.id))))


def rate_source(decision: Decision, source: str, letter: str) -> Judgement:
    """How reliable a source is: A to F."""
    if not source.strip():
        raise UsageError("no source is named", "give an outlet or a first-hand source")
    made = decide(decision, "rate")
    return replace(made, source=source.strip(), values=_rating(letter, RELIABILITY))


def rate_entry(decision: Decision, entry: Entry, number: str) -> Judgement:
    """How credible an entry is: 1 to 6."""
    made = _about(decision, "rate", entry.versions)
    return replace(made, values=_rating(number, CREDIBILITY))


def undo(decision: Decision, former: Judgement) -> Judgement:
    """A judgement no longer holds; of an undo, what it undid holds again."""
    return replace(decide(decision, "undo"), undoes=former.id)


def decide(decision: Decision, verdict: str) -> Judgement:
    """A judgement on nothing as yet; UsageError where its author or reason cannot be kept."""
    author, reason = decision.author.strip(), decision.reason.strip()
    if not author or not author.isprintable():
        raise UsageError("a judgement has an author", "name who judges")
    if len(reason) > LONGEST_REASON:
        raise UsageError("the reason is too long", f"give at most {LONGEST_REASON:,} characters")
    return Judgement(verdict, author, decision.made_at, reason)


def _about(decision: Decision, verdict: str, versions: Collection[Version]) -> Judgement:
    return replace(decide(decision, verdict), tellings=_pointers(versions))


def _pointers(versions: Collection[Version]) -> tuple[Pointer, ...]:
    return tuple(point_at(version) for version in versions)


def _chosen(entry: Entry, events: Sequence[str]) -> list[Version]:
    """The tellings whose event ids begin so; UsageError where one is not in the entry."""
    chosen = []
    for prefix in events:
        found = [v for v in entry.versions if prefix and v.event_id.startswith(prefix.lower())]
        if len(found) != 1:
            raise UsageError(
                f"{'no telling' if not found else 'more than one telling'} of entry "
                f"{entry.id[:12]} begins with {prefix[:64]!r}",
                "`dragoman show` lists the tellings with their ids",
            )
        chosen += found
    if not chosen:
        raise UsageError("no telling is named", "`dragoman show` lists them with their ids")
    return chosen


def _rating(given: str, scale: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    rating = given.strip().upper()
    if rating not in scale:
        raise UsageError(f"there is no rating {given[:40]!r}", f"use one of {', '.join(scale)}")
    return (("rating", rating),)
