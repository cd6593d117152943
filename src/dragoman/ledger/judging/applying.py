"""What the judgements that hold come to: for grouping, and for an entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from dragoman.ledger.linking.fullest import days_of
from dragoman.ledger.linking.grouping import Judged, ordered
from dragoman.model import Correction, Entry, Judgement, parts_from_json


@dataclass(frozen=True, slots=True)
class Settled:
    """A judgement with the events that it points at now: `tellings`, and `others`."""

    judgement: Judgement
    tellings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def judged_pairs(settled: Iterable[Settled]) -> Judged:
    """What grouping must keep to. Of two judgements on the same pair the later holds."""
    verdicts: dict[tuple[str, str], str] = {}
    rejected: set[str] = set()
    for one in sorted(settled, key=_age):
        verdict = one.judgement.verdict
        if verdict == "reject":
            rejected.update(one.tellings)
        elif verdict == "accept":
            rejected.difference_update(one.tellings)
        elif verdict in ("merge", "split"):
            for pair in _pairs(one):
                verdicts[pair] = verdict
    return Judged(
        same=frozenset(pair for pair, verdict in verdicts.items() if verdict == "merge"),
        apart=frozenset(pair for pair, verdict in verdicts.items() if verdict == "split"),
        rejected=frozenset(rejected),
    )


def judge_entry(coded: Entry, settled: Iterable[Settled]) -> Entry:
    """The entry as people have judged it; what was coded stands in its corrections.

    A later judgement goes before an earlier one.
    """
    members = {version.event_id for version in coded.versions}
    judged = coded
    for one in sorted(settled, key=_age):
        if members.isdisjoint(one.tellings):
            continue
        verdict = one.judgement.verdict
        if verdict == "accept":
            judged = replace(judged, verdict="accepted")
        elif verdict == "reject" and members <= set(one.tellings):
            judged = replace(judged, verdict="rejected")
        elif verdict == "correct":
            judged = _corrected(judged, coded, dict(one.judgement.values))
        elif verdict == "rate":
            judged = replace(judged, credibility=one.judgement.rating)
    return judged


def _corrected(judged: Entry, coded: Entry, values: Mapping[str, Any]) -> Entry:
    changed: dict[str, Any] = parts_from_json(values)
    if "time" in changed:
        changed["first_day"], changed["last_day"] = days_of(changed["time"])
    corrections = {one.field: one for one in judged.corrections}
    corrections |= {name: Correction(name, getattr(coded, name)) for name in values}
    told = tuple(corrections[name] for name in sorted(corrections))
    return replace(judged, **changed, verdict="corrected", corrections=told)


def _pairs(one: Settled) -> list[tuple[str, str]]:
    return [
        ordered(left, right) for left, right in product(one.tellings, one.others) if left != right
    ]


def _age(one: Settled) -> tuple[str, str]:
    return one.judgement.made_at, one.judgement.id
