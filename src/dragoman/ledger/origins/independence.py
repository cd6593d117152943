"""How many of the reports that tell one entry are independent of each other, and why not more.

Reports of one root are one voice. So are roots that one state speaks in: its ministries, its armed
forces and the media that it owns and directs. Reports whose source is not known are counted as
such: they may be anybody's. What people judged of two reports goes before all of that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.ledger.origins.because import judged_reasons, machine_reasons
from dragoman.ledger.origins.graph import Graph, Root
from dragoman.ledger.origins.related import (
    Related,
    apart_in,
    are_parted,
    bring_together,
    newest_related,
)
from dragoman.ledger.origins.speaking import state_of
from dragoman.model import Judgement


@dataclass(frozen=True, slots=True)
class Voice:
    """Reports that are not independent of each other: names of their roots, reasons in words.

    `roots` is empty where the source is not known, and people judged that it is no other's.
    `judged` are ids of judgements on its reports.
    """

    report_ids: tuple[str, ...]
    roots: tuple[str, ...]
    reasons: tuple[str, ...]
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Independence:
    """The independent voices among some reports, and the ids of those of unknown source."""

    voices: tuple[Voice, ...]
    unknown: tuple[str, ...]


def independent(
    report_ids: Iterable[str], graph: Graph, judgements: Iterable[Judgement] = ()
) -> Independence:
    """The voices among these reports. Neither order nor repetition matters.

    `judgements` are those that hold; what is not on two of the reports is left out. `dependent`
    joins the voices of two reports, `independent` parts them; the later on a pair counts. A report
    of unknown source is a voice by itself where it was judged independent of every other voice.
    """
    wanted = set(report_ids)
    roots = [root for root in graph.roots if wanted.intersection(root.report_ids)]
    rooted = {one for root in roots for one in root.report_ids}
    related = newest_related(judgements, wanted)
    groups = bring_together(wanted, _alike(roots, wanted), related)
    known = [group for group in groups if not rooted.isdisjoint(group)]
    rest = [group for group in groups if group not in known]
    told = [*known, *_told_apart(rest, known, related)]
    voices = [_voice(group, roots, related) for group in told]
    heard = {one for voice in voices for one in voice.report_ids}
    return Independence(tuple(sorted(voices, key=_rank)), tuple(sorted(wanted - heard)))


def _alike(roots: Sequence[Root], wanted: set[str]) -> list[list[str]]:
    """The reports of each root, then those of all roots that one state speaks in."""
    by_root = [sorted(wanted.intersection(root.report_ids)) for root in roots]
    by_state: defaultdict[str, list[str]] = defaultdict(list)
    for root, members in zip(roots, by_root, strict=True):
        if state := state_of(root):
            by_state[state] += members
    return [*by_root, *by_state.values()]


def _told_apart(
    unknown: Sequence[tuple[str, ...]], known: Sequence[tuple[str, ...]], related: Related
) -> list[tuple[str, ...]]:
    """Groups of unknown source that people told apart from every other voice."""
    apart = apart_in(related)
    found: list[tuple[str, ...]] = []
    for group in unknown:
        judged = any(one in apart for one in group)
        if judged and all(are_parted(group, set(one), apart) for one in (*known, *found)):
            found.append(group)
    return found


def _voice(group: tuple[str, ...], rooted: Sequence[Root], related: Related) -> Voice:
    roots = [root for root in rooted if not set(group).isdisjoint(root.report_ids)]
    reasons = [*machine_reasons(group, roots), *judged_reasons(set(group), rooted, related)]
    judged = sorted(one.id for pair, one in related.items() if not pair.isdisjoint(group))
    return Voice(group, tuple(root.name for root in roots), tuple(reasons), tuple(judged))


def _rank(voice: Voice) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return -len(voice.report_ids), voice.roots, voice.report_ids
