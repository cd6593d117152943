"""Why reports are one voice or not, in words: what the machine found, and what people judged."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set

from dragoman.ledger.origins.graph import Root
from dragoman.ledger.origins.related import Related
from dragoman.ledger.origins.speaking import owned, state_of
from dragoman.model import Judgement
from dragoman.resolve import country_name

#: Digits of an id that are told.
_ID = 8


def machine_reasons(report_ids: Collection[str], roots: Sequence[Root]) -> Iterator[str]:
    """What the reports of a voice rest on, and which state speaks in several of its roots."""
    for root in roots:
        number = len(set(root.report_ids).intersection(report_ids))
        yield f"{number} reports rest on {root.name}" if number > 1 else f"rests on {root.name}"
    states = Counter(state for root in roots if (state := state_of(root)))
    for state, number in sorted(states.items()):
        if number > 1:
            some = "all" if number == len(roots) else f"{number}"
            yield f"one state speaks in {some} of them: {country_name(state)}"
    if any(number > 1 for number in states.values()):
        yield from filter(None, map(owned, roots))


def judged_reasons(report_ids: Set[str], roots: Sequence[Root], related: Related) -> Iterator[str]:
    """What people judged of the reports of a voice, with what the machine found instead."""
    root_of = {one: root for root in roots for one in root.report_ids}
    touching = (pair for pair in related if not report_ids.isdisjoint(pair))
    for pair in sorted(touching, key=sorted):
        one, other = sorted(pair)
        found = _found(root_of.get(one), root_of.get(other))
        judgement = related[pair]
        both = f"{one[:_ID]} and {other[:_ID]}"
        if judgement.verdict == "independent":
            yield f"{both} do not rest on one source, {_by(judgement)}{found}"
        elif pair <= report_ids:
            yield f"{both} rest on one source, {_by(judgement)}{found}"
        else:
            yield f"{both} rest on one source, {_by(judgement)}, but other judgements part them"


def _by(judgement: Judgement) -> str:
    return f"by judgement of {judgement.author} ({judgement.id[:_ID]})"


def _found(one: Root | None, other: Root | None) -> str:
    """What the machine found of two reports."""
    if one is None or other is None:
        return "; by itself not known"
    if one is other:
        return f"; by itself both rest on {one.name}"
    state = state_of(one)
    if state is not None and state == state_of(other):
        return f"; by itself one state speaks in both: {country_name(state)}"
    return f"; by itself on {one.name} and on {other.name}"
