"""How many of the reports that tell one entry are independent of each other, and why not more.

Reports of one root are one voice. So are roots that one state speaks in: its ministries, its armed
forces and the media that it owns and directs. Reports whose source is not known are counted as
such: they may be anybody's.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger.origins.graph import Graph, Root
from dragoman.ledger.origins.owners import owner_of
from dragoman.resolve import country_name

#: Sectors of the bodies that speak for their state. Parliaments, courts and parties do not.
_SPEAKS = frozenset({"GOV", "MIL", "SPY", "COP"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Reports that are not independent of each other: names of their roots, reasons in words."""

    report_ids: tuple[str, ...]
    roots: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Independence:
    """The independent voices among some reports, and the ids of those of unknown source."""

    voices: tuple[Voice, ...]
    unknown: tuple[str, ...]


def independent(report_ids: Iterable[str], graph: Graph) -> Independence:
    """The voices among these reports. Neither their order nor repetition matters."""
    wanted = set(report_ids)
    roots = [root for root in graph.roots if wanted.intersection(root.report_ids)]
    by_state: defaultdict[str, list[Root]] = defaultdict(list)
    for root in roots:
        # A root that no state speaks in stands by itself: no code of a state is a root's name.
        by_state[state_of(root) or root.name].append(root)
    voices = [_voice(together, wanted) for together in by_state.values()]
    rooted = {one for root in roots for one in root.report_ids}
    return Independence(
        tuple(sorted(voices, key=lambda voice: (-len(voice.report_ids), voice.roots))),
        tuple(sorted(wanted - rooted)),
    )


def state_of(root: Root) -> str | None:
    """The state that speaks in a root: that of the body or person, or of the medium's owner.

    ISO 3166-1 alpha-3; None where no state does, or none is known to.
    """
    source = root.source
    if source.what == "medium":
        owner = owner_of(source.name)
        return owner.country if owner and owner.tie == "state" else None
    if source.country is None or ":" in source.country:
        return None
    return source.country if source.what == "country" or source.sector in _SPEAKS else None


def _voice(roots: list[Root], wanted: set[str]) -> Voice:
    reports = sorted({one for root in roots for one in root.report_ids} & wanted)
    reasons = [_one_root(root, len(wanted.intersection(root.report_ids))) for root in roots]
    if len(roots) > 1:
        state = state_of(roots[0])
        reasons.append(f"one state speaks in all of them: {country_name(state or '')}")
        reasons += [reason for root in roots if (reason := _owned(root))]
    return Voice(tuple(reports), tuple(root.name for root in roots), tuple(reasons))


def _one_root(root: Root, number: int) -> str:
    return f"{number} reports rest on {root.name}" if number > 1 else f"rests on {root.name}"


def _owned(root: Root) -> str:
    owner = owner_of(root.source.name) if root.source.what == "medium" else None
    return f"{root.source.name} is run by {owner.owner} ({owner.source})" if owner else ""
