"""Days that have a name, anniversaries, and weekdays counted within their month."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dragoman.resolve.times import calendar
from dragoman.resolve.times.feasts import feast_day, nth_weekday
from dragoman.resolve.times.grammar import Node
from dragoman.resolve.times.moment import Found, Moment
from dragoman.resolve.times.reading import READINGS, inner, same, year_of
from dragoman.resolve.times.shifts import UntoldError

#: Days within which a named day is the nearest whatever the tense: where no verb tells it, and
#: where one does, which may be another's, as `said` is of the speaker.
_NEAR = {0: 60, -1: 5, 1: 5}


def _feast(found: Found, moment: Moment) -> str:
    """A named day: of the year written, else the nearest by tense, as weekdays are."""
    node = found.get("feast", "festival")
    rule = (found.node if node is None else node).form.settings
    if len(rule.get("on", "")) == len("2001-09-11"):
        return str(rule["on"])
    year = year_of(found, moment)
    if year is None:
        return _nearest(rule, moment, found.which)
    day = feast_day(rule, year)
    if day is None:
        raise UntoldError("not kept in that year")
    return day.isoformat()


def is_feast(node: Node) -> bool:
    """Whether a form is a named day, without its year."""
    found = Found(inner(node))
    return found.node.form.value == "feast" and found.get("yr") is None


def _nearest(rule: Mapping[str, Any], moment: Moment, which: int | None) -> str:
    here, reach = moment.day.year, max(1, rule.get("every", 1))
    kept = (feast_day(rule, year) for year in range(here - reach, here + reach + 1))
    days = [day for day in kept if day is not None]
    if not days:
        raise UntoldError("no such day")
    if which is not None and abs(which) > 1:
        raise UntoldError("the last but one is not told")
    tense = which or moment.tense
    near = 0 if which else _NEAR[tense]
    return calendar.pick(days, moment.day, tense, near, 366 * reach).isoformat()


def _anniversary(found: Found, moment: Moment) -> str:
    """`the 80th anniversary of D-Day`; without its number, the nearest by tense."""
    rule = found.get("event", "feast").form.settings
    on, number = rule.get("on", ""), found.get("nth", "n", "ordinal")
    if number is None or len(on) < len("2001-09-11"):
        return _nearest(rule, moment, None)
    event = date.fromisoformat(on)
    return event.replace(year=event.year + int(number)).isoformat()


def _nth_weekday(found: Found, moment: Moment) -> str:
    """`the last Sunday in October`."""
    nth = found.get("ordinal")
    month = calendar.first_day(same(found, moment))
    year, number = map(int, month.split("-"))
    return nth_weekday(
        year, number, found.get("weekday", "wday"), -1 if nth == "last" else int(nth)
    ).isoformat()


READINGS.update(
    {
        "anniversary": _anniversary,
        "feast": _feast,
        "festival": _feast,
        "nth weekday": _nth_weekday,
    }
)
