"""Reports brought together as the machine thinks, but as people judged where they did."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from dragoman.model import Judgement

#: By two ids of reports the judgement that counts for them.
Related = Mapping[frozenset[str], Judgement]
#: By the id of a report those that people judged to be independent of it.
Apart = Mapping[str, Set[str]]


def newest_related(judgements: Iterable[Judgement], among: Set[str]) -> Related:
    """Of each two of these reports the judgement made last, the newest first; others left out."""
    found: dict[frozenset[str], Judgement] = {}
    for one in sorted(judgements, key=_age, reverse=True):
        pair = frozenset(one.reports)
        if one.verdict in ("independent", "dependent") and len(pair) == 2 and pair <= among:
            found.setdefault(pair, one)
    return found


def apart_in(related: Related) -> Apart:
    """Who is kept from whom."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair, judgement in related.items():
        if judgement.verdict == "independent":
            one, other = pair
            found[one].add(other)
            found[other].add(one)
    return found


def bring_together(
    report_ids: Set[str], alike: Iterable[Collection[str]], related: Related
) -> list[tuple[str, ...]]:
    """The reports in groups, each in one, ids sorted.

    What people judged to rest on one source is joined first, the newest judgement before others;
    then what the machine holds `alike`, the closest first. What was judged independent is never
    joined, by way of a third report neither.
    """
    groups = {one: [one] for one in report_ids}
    apart = apart_in(related)
    for pair, judgement in related.items():
        if judgement.verdict == "dependent":
            _join(groups, apart, sorted(pair))
    for some in alike:
        _join(groups, apart, some)
    unique = {id(members): members for members in groups.values()}.values()
    return sorted(tuple(sorted(members)) for members in unique)


def are_parted(one: Iterable[str], other: Set[str], apart: Apart) -> bool:
    """Whether a judgement keeps two groups apart."""
    return any(not other.isdisjoint(apart.get(report_id, ())) for report_id in one)


def _join(groups: dict[str, list[str]], apart: Apart, some: Collection[str]) -> None:
    """Join the groups of some reports into as few as judgements let."""
    units = list({id(groups[one]): groups[one] for one in some}.values())
    here = {one for unit in units for one in unit}

    def odd(unit: Sequence[str]) -> tuple[int, str]:
        # Whoever was judged to stand out most comes last, so that the others stay together.
        return sum(len(here.intersection(apart.get(one, ()))) for one in unit), min(unit)

    cores: list[list[str]] = []
    for unit in sorted(units, key=odd):
        core = next((one for one in cores if not are_parted(unit, set(one), apart)), None)
        if core is None:
            cores.append(unit)
        else:
            core.extend(unit)
            groups.update(dict.fromkeys(unit, core))


def _age(one: Judgement) -> tuple[str, str]:
    return one.made_at, one.id
