"""Days of the year that have a name: fixed ones, the nth weekday of a month, Easter and its kin.

`feasts.toml` gives the rule of each.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def easter(year: int) -> date:
    """Easter Sunday of the western churches, in the Gregorian calendar.

    Source: the "anonymous" algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    sunday = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, told in the Gregorian calendar.

    Source: Meeus, as above, for the Julian day.
    """
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar lags
    return date(year, month, day + 1) + timedelta(days=behind)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first, second ... or, where `nth` is -1, last such weekday of a month, Monday being 0.

    ValueError where the month has not so many.
    """
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1).weekday()
    return date(year, month, 1 + (weekday - first) % 7 + 7 * (nth - 1))


def feast_day(rule: Mapping[str, Any], year: int) -> date | None:
    """The day in a year by a rule of `feasts.toml`, or None: it is kept in other years only."""
    if (year - rule.get("from", year)) % rule.get("every", 1):
        return None
    if "on" in rule:
        try:
            return date.fromisoformat(f"{year:04}-{rule['on'][-5:]}")
        except ValueError:
            return None
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    if "orthodox" in rule:
        return orthodox_easter(year) + timedelta(days=rule["orthodox"])
    return nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
