"""Judgements on who is who: the names found among those that reports give, and read back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from dragoman.errors import MissingError, UsageError
from dragoman.ledger.judging.making import Decision, decide
from dragoman.model import Judgement
from dragoman.resolve.identities import Different, Key, Naming, Same

#: Names and countries that an error lists.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is asked for, in one report where `report_id` is given.

    `country` tells namesakes of several states apart.
    """

    name: str
    report_id: str | None = None
    country: str | None = None


def relate_names(
    decision: Decision, one: Named, other: Named, namings: Iterable[Naming], *, same: bool
) -> Judgement:
    """Two names are, or are not, of one person or body.

    MissingError where no report names one so; UsageError where a name is of several states or
    kinds, or both are one name.
    """
    near: tuple[list[Naming], list[Naming]] = ([], [])
    for naming in namings:
        for asked, found in zip((one, other), near, strict=True):
            if _may_mean(asked, naming):
                found.append(naming)
    keys, others = _keys(one, near[0]), _keys(other, near[1])
    kinds = {key.kind for key in keys} & {key.kind for key in others}
    if not kinds:
        raise UsageError("one name is a person's, the other a body's", "name two of one kind")
    keys, others = ([key for key in some if key.kind in kinds] for some in (keys, others))
    if not set(keys).isdisjoint(others):
        raise UsageError(
            f"both are one name: {one.name[:60]!r}", "tell them apart by their reports"
        )
    made = decide(decision, "same" if same else "different")
    return replace(made, values=(("one", _rows(keys)), ("other", _rows(others))))


def judged_names(held: Iterable[Judgement]) -> Iterator[Same | Different]:
    """What the judgements that hold say of names, as `identify` takes it."""
    for one in held:
        if one.verdict not in ("same", "different"):
            continue
        made = Same if one.verdict == "same" else Different
        for key, other in product(*sides(one)):
            yield made(key, other, one.author, one.made_at, one.reason)


def sides(one: Judgement) -> tuple[list[Key], list[Key]]:
    """What the two names of a `same` or a `different` are looked for by."""
    values = dict(one.values)
    here, there = ([Key(**row) for row in values[side]] for side in ("one", "other"))
    return here, there


def _rows(keys: Sequence[Key]) -> list[dict[str, Any]]:
    return [key._asdict() for key in keys]


def _may_mean(asked: Named, naming: Naming) -> bool:
    if asked.report_id is not None and asked.report_id != naming.report_id:
        return False
    if asked.country is not None and asked.country != naming.country:
        return False
    name = _plain(asked.name)
    return name in map(_plain, (naming.name, *naming.written))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _keys(asked: Named, found: Sequence[Naming]) -> list[Key]:
    """The name's keys: that of one state, and with it that of none, which may well be the same."""
    name = asked.name[:60]
    if not found:
        where = " in that report" if asked.report_id else ""
        raise MissingError(
            f"no person and no body is named {name!r}{where}",
            "`dragoman identities NAME` lists the names that are known",
        )
    # A name in full goes before a form that a report has of a longer one.
    whole = [one for one in found if _plain(one.name) == _plain(asked.name)] or found
    names = sorted({one.name for one in whole})
    if len(names) > 1 and whole is found:
        raise UsageError(f"{name!r} stands for several names", f"use one of {_listed(names)}")
    countries = sorted({one.country for one in whole if one.country})
    if len(countries) > 1:
        raise UsageError(
            f"{name!r} is a name in several states: {_listed(countries)}",
            "say which, with --country or --other-country",
        )
    keys = {one.key._replace(report_id=asked.report_id) for one in whole}
    return sorted(keys, key=lambda key: (key.kind, key.name, key.country or ""))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" and others" if len(names) > SHOWN else "")
