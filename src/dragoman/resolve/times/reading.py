"""Reading what a form comes to: which function reads it, and what the functions share.

Each function takes what the form's places hold and the moment of reading. `UntoldError` says that
the words do not tell a time here: no day of publication, or no date before to count from.
"""

from collections.abc import Callable
from datetime import date

from dragoman.resolve.times import calendar
from dragoman.resolve.times.grammar import Node
from dragoman.resolve.times.moment import Found, Moment
from dragoman.resolve.times.shifts import UntoldError

Reading = Callable[[Found, Moment], str | None]

#: The function for each value that the data names; the modules that hold them enter them here.
READINGS: dict[str, Reading] = {}


def resolve(node: Node, moment: Moment) -> str | None:
    """EDTF, or None for words that only look like a time; ValueError where nothing is told."""
    return READINGS[node.form.value](Found(node), moment)


def nested(node: Node, moment: Moment) -> str:
    """EDTF of a time within a form; UntoldError where it is none."""
    edtf = resolve(node, moment)
    if edtf is None:
        raise UntoldError("no time")
    return edtf


def inner(node: Node) -> Node:
    """The time itself, where a form only adds words to it."""
    while node.form.value == "same":
        within = [value for _, value in node.slots if isinstance(value, Node)]
        if not within:
            break
        node = within[0]
    return node


def same(found: Found, moment: Moment) -> str:
    """The time that a form only adds words to."""
    if found.get("period"):
        return READINGS["unit"](found, moment) or ""
    node = found.get("point", "any", "base", "edge", "feast", "festival", "yr")
    return READINGS["year"](found, moment) or "" if node is None else nested(node, moment)


def year_of(found: Found, moment: Moment) -> int | None:
    """The year written with a date, or None."""
    node = found.get("yr")
    if isinstance(node, Node):
        return int(nested(node, moment)[:4])
    year = found.get("year", "oldyear", "ancient")
    return None if year is None else int(year)


def pick(days: list[date], moment: Moment, which: int | None, near: int) -> date:
    """The day that suits, by `last` and `next` where they are written, else by tense."""
    if which is not None and abs(which) > 1:
        raise UntoldError("the last but one is none of these days")
    if which:
        return calendar.pick(days, moment.day, which, 0)
    return calendar.pick(days, moment.day, moment.tense, near, calendar.FAR)


def nearest_day(month: int, day: int, moment: Moment, which: int | None = None) -> date:
    """The day of a month that is meant where no year is written."""
    days = []
    for year in range(moment.day.year - 1, moment.day.year + 2):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue  # 29 February of a common year
    if not days:
        raise UntoldError("no such day")
    return pick(days, moment, which, calendar.NEAR_DAYS)
