"""Differences that lie across entries: what one alleges and another denies, one act on other days.

Linking keeps a denial apart from what it denies, as they are of other kinds, and keeps apart what
is told of days that do not meet. Both are found here among entries at hand, only where it is sure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.codebook import KINDS
from dragoman.ledger.differences.naming import language_of, mentions
from dragoman.ledger.differences.parties import same_parties
from dragoman.ledger.differences.places import is_state, same_place
from dragoman.ledger.differences.statuses import AHEAD
from dragoman.ledger.differences.telling import (
    TIME,
    Days,
    Facet,
    Origins,
    compare,
    one_origin,
    side,
)
from dragoman.ledger.differences.times import days
from dragoman.ledger.linking.meeting import NEWS_CYCLE
from dragoman.ledger.linking.sketch import STEM, sketch
from dragoman.model import Difference, Entry, Event, Party, Side, Version

#: Code points between the words of an allegation and those of its denial in one report.
BESIDE = 160
#: Days by which a time may miss another of one act, if its own width is not more.
_LEAST = 5
#: Share of words that two tellings of one act have in common, at the least.
_LIKE = 0.3

_PRIVATE = "CVL"
_DENIAL = Facet(
    "denial",
    lambda event: event.status,
    lambda event: event.status,
    lambda one, other: one.status == other.status,
    lambda one, other, published: None,
)


def may_be_denied(entry: Entry) -> bool:
    """Whether anything of the entry is alleged."""
    return entry.kind == "accusation" or any(
        version.event.status == "alleged" for version in entry.versions
    )


def denied(entry: Entry, denials: Iterable[Version], origin_of: Origins) -> Difference | None:
    """That what the entry alleges is denied by a party of it.

    `denials` are events of the kind `denial` in the reports that tell the entry. Sure where the
    denier is who is accused, or does the alleged deed, and either the denial stands beside the
    allegation, or it is addressed to who accuses.
    """
    answers = {
        theirs.event_id: theirs
        for theirs in denials
        if theirs.event.kind == "denial" and theirs.event.status == "actual"
        for mine in entry.versions
        if mine.report_id == theirs.report_id and _answers(mine.event, theirs.event)
    }
    if not answers:
        return None
    alleged = tuple(sorted(entry.versions, key=lambda one: one.event_id))
    against = tuple(answers[one] for one in sorted(answers))
    reports = {version.report_id for version in (*alleged, *against)}
    sides = (
        _named(alleged, "alleged", origin_of),
        _named(against, "denied", origin_of),
    )
    return Difference(
        "denial", "contradiction", sides, len(reports) > 1 and one_origin(reports, origin_of)
    )


def _named(versions: tuple[Version, ...], value: str, origin_of: Origins) -> Side:
    return replace(side(_DENIAL, versions, origin_of), value=value)


def _answers(told: Event, denial: Event) -> bool:
    """Whether a denial answers an allegation of the same report."""
    deniers = _countries(denial.initiator)
    if not deniers:
        return False
    to, beside = _countries(denial.recipient), _gap(told, denial) <= BESIDE
    if told.kind == "accusation":
        if not deniers <= _countries(told.recipient):
            return False
        mirrored = bool(to & _countries(told.initiator))
        return (beside and (mirrored or not to)) or (mirrored and _follows(denial, told))
    sayers = _sayers(told)
    if told.status != "alleged" or not deniers & _doers(told) or deniers & sayers:
        return False
    return beside or bool(to & sayers)


def _follows(denial: Event, told: Event) -> bool:
    """Whether the denial came after the allegation, both being dated."""
    if not denial.time or not told.time:
        return False
    late, early = days(denial.time), days(told.time)
    return late.first >= early.first - early.reach


def _doers(told: Event) -> frozenset[str]:
    """States that are said to have done it: what private persons did, their state cannot deny."""
    kind = KINDS.get(told.kind)
    both = kind is not None and kind.symmetric
    parties = (*told.initiator, *(told.recipient if both else ()))
    return _countries([party for party in parties if party.sector != _PRIVATE])


def _sayers(told: Event) -> frozenset[str]:
    """Countries of those who state it, as far as their names tell."""
    return frozenset(
        one.country
        for name in told.said_by
        for one in mentions(name, language_of(name))
        if one.country
    )


def _countries(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)


def _gap(one: Event, other: Event) -> int:
    """Code points between the nearest words of the two, 0 where they share some."""
    gaps = [
        max(0, right.start - left.end, left.start - right.end)
        for left in one.evidence
        for right in other.evidence
    ]
    return min(gaps, default=BESIDE + 1)


def told_on_other_days(
    entry: Entry, other: Entry, published: Days, origin_of: Origins
) -> Difference | None:
    """That the two entries are one act, told by different reports for days that do not meet.

    Sure enough where kind and countries agree, no report tells both days, reports of both came out
    in one news cycle, the times all but meet, the place is not another, and the wording is alike.
    """
    mine, theirs = (
        [version for version in one.versions if version.event.time] for one in (entry, other)
    )
    if entry.id == other.id or not mine or not theirs or not _one_act(mine, theirs, published):
        return None
    found = compare(TIME, (*mine, *theirs), published, origin_of)
    return next((one for one in found if one.kind in ("contradiction", "update")), None)


def _one_act(mine: Sequence[Version], theirs: Sequence[Version], published: Days) -> bool:
    if {one.report_id for one in mine} & {one.report_id for one in theirs}:
        return False
    if mine[0].event.kind != theirs[0].event.kind:
        return False
    pairs = [(left, right) for left in mine for right in theirs]
    return all(_may_be_one(left.event, right.event) for left, right in pairs) and any(
        _together(left, right, published) and _alike(left, right) for left, right in pairs
    )


def _may_be_one(one: Event, other: Event) -> bool:
    if one.place and other.place and not same_place(one.place, other.place):
        return False
    if (one.status in AHEAD) != (other.status in AHEAD):
        return False
    left, right = days(one.time or ""), days(other.time or "")
    gap = max(left.first - right.last, right.first - left.last)
    reach = max(_LEAST, left.last - left.first, right.last - right.first)
    return gap <= reach + left.reach + right.reach


def _together(one: Version, other: Version, published: Days) -> bool:
    left, right = published.get(one.report_id), published.get(other.report_id)
    if left is None or right is None:
        return False
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days) <= NEWS_CYCLE


def _alike(one: Version, other: Version) -> bool:
    """Whether the parties are the same, and what is told of them reads alike.

    Words of two languages hardly meet: there a number of both, or the town, with one word more.
    """
    left, right = one.event, other.event
    if not same_parties(left.initiator, right.initiator):
        return False
    if not same_parties(left.recipient, right.recipient):
        return False
    known, words = _words(one), _words(other)
    both = known & words
    if not both:
        return False
    share = len(both) / min(len(known), len(words))
    town = left.place is not None and right.place is not None and not is_state(left.place)
    return share >= _LIKE or town or (len(both) > 1 and any(map(str.isdecimal, both)))


def _words(version: Version) -> frozenset[str]:
    """Stems of the evidence, without those of the parties and the place."""
    told = sketch(version)
    named = {word[:STEM] for word in (*told.names, *told.place)}
    return (told.words | told.numbers) - named
