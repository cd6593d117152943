"""How two statuses of one happening differ."""

from collections.abc import Iterable

#: What is to come.
AHEAD = frozenset({"planned", "proposed", "conditional"})

#: ISO days of publication, as far as they are known.
Published = Iterable[str | None]


def statuses_differ(one: str, one_days: Published, other: str, other_days: Published) -> str | None:
    """How the statuses of one happening differ, by the days on which reports tell each.

    A deed denied contradicts any telling of it. A plan and then the deed are an update, unless the
    plan is told only after the deed. What is alleged, or hangs on a condition, is told less surely
    than the other: a refinement.
    """
    if one == other:
        return None
    if "denied" in (one, other):
        return "contradiction"
    if "alleged" in (one, other):
        return "refinement"
    if other == "actual":
        one, one_days, other, other_days = other, other_days, one, one_days
    if one == "actual" and other in AHEAD:
        return "contradiction" if _after(other_days, one_days) else "update"
    if "conditional" in (one, other):
        return "refinement"
    return (
        "update" if _after(one_days, other_days) or _after(other_days, one_days) else "refinement"
    )


def _after(late: Published, early: Published) -> bool:
    """Whether every report of the one came out after every report of the other."""
    late, early = set(late), set(early)
    known = [day for day in late if day], [day for day in early if day]
    if None in late or None in early or not all(known):
        return False
    return min(known[0]) > max(known[1])
