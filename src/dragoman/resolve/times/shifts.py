"""Counting units of time from a date, no more precisely than the words do.

Days give a day, weeks an approximate day, months a month, years and decades a year.
"""

from datetime import date, timedelta
from math import ceil

from dragoman.resolve.times import calendar

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_YEARS = {"year": 1, "decade": 10}


class UntoldError(ValueError):
    """The words do not tell a time here."""


def as_day(edtf: str) -> date:
    """The last day of a date or interval."""
    return date.fromisoformat(calendar.closing_day(calendar.last_day(edtf)))


def shift(base: str, unit: str, count: float) -> str:
    """EDTF of so many units after a date, before it where the count is negative.

    A half of a month or year is only approximate. UntoldError where the date is less precise
    than the unit.
    """
    edge = calendar.last_day(base) if count > 0 else calendar.first_day(base)
    parts = [] if "X" in edge else [int(part) for part in edge.split("-")]
    if unit in _DAYS and len(parts) == 3:
        day = date(*parts) + timedelta(days=int(_DAYS[unit] * count))
        return day.isoformat() if unit == "day" else f"{day}~"
    if unit == "month" and len(parts) > 1:
        if count != int(count):
            months = int(count * 2 + (1 if count > 0 else -1)) // 2
            return f"{calendar.iso_month(parts[0], parts[1] + months)}~"
        return calendar.iso_month(parts[0], parts[1] + int(count))
    if unit in _YEARS and parts:
        years = count * _YEARS[unit]
        if years != int(years) and len(parts) > 1:
            return f"{calendar.iso_month(parts[0], parts[1] + int(years * 12))}~"
        return calendar.iso_year(parts[0] + int(years)) + ("~" if unit == "decade" else "")
    raise UntoldError(f"no {unit} can be counted from {base}")


def ending_at(day: date, unit: str, count: float) -> str:
    """The interval of the last so many units up to a day."""
    if unit == "month":
        return f"{calendar.iso_month(day.year, day.month - int(count))}/{day.isoformat()[:7]}"
    if unit in _YEARS:
        years = int(count * _YEARS[unit])
        return f"{calendar.iso_year(day.year - years)}/{calendar.iso_year(day.year)}"
    return f"{day - _length(unit, count)}/{day}"


def starting_at(day: date, unit: str, count: float) -> str:
    """The interval of the next so many units from a day."""
    if unit == "month":
        return f"{day.isoformat()[:7]}/{calendar.iso_month(day.year, day.month + int(count))}"
    if unit in _YEARS:
        years = int(count * _YEARS[unit])
        return f"{calendar.iso_year(day.year)}/{calendar.iso_year(day.year + years)}"
    return f"{day}/{day + _length(unit, count)}"


def _length(unit: str, count: float) -> timedelta:
    if unit == "hour":
        return timedelta(days=ceil(count / 24))
    if unit not in _DAYS:
        raise UntoldError(f"no {unit} is counted")
    return timedelta(days=int(_DAYS[unit] * count))
