"""Counting units of time from a date, no more precisely than the words do.

Hours and days give a day, weeks an approximate day, months a month, years a year, decades and
centuries an approximate year.
"""

from datetime import date, timedelta
from math import ceil

from dragoman.resolve.times import calendar

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_YEARS = {"year": 1, "decade": 10, "century": 100}


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
    if unit == "hour" and len(parts) == 3:
        return (date(*parts) + timedelta(days=int(count / 24))).isoformat()
    if unit == "month" and len(parts) > 1:
        if count != int(count):
            months = int(count * 2 + (1 if count > 0 else -1)) // 2
            return f"{calendar.iso_month(parts[0], parts[1] + months)}~"
        return calendar.iso_month(parts[0], parts[1] + int(count))
    if unit in _YEARS and parts:
        years = count * _YEARS[unit]
        if abs(years) < 10 and years != int(years) and len(parts) > 1:
            return f"{calendar.iso_month(parts[0], parts[1] + int(years * 12))}~"
        return calendar.iso_year(parts[0] + int(years)) + ("" if unit == "year" else "~")
    raise UntoldError(f"no {unit} can be counted from {base}")


def beside(base: str, unit: str, count: float) -> str:
    """As `shift`, but weeks from a day are exact, and days and weeks from a longer time are
    counted from its first or last day.
    """
    edge = calendar.last_day(base) if count > 0 else calendar.first_day(base)
    if unit not in _DAYS:
        return shift(edge, unit, count)
    exact = len(edge) == len("2031-03-03") and not base.endswith("~")
    day = calendar.closing_day(edge) if count > 0 else calendar.opening_day(edge)
    shifted = shift(day, "day", _DAYS[unit] * count)
    return shifted if exact or unit == "day" else f"{shifted}~"


def ending_at(day: date, unit: str, count: float) -> str:
    """The interval of the last so many units up to a day."""
    if unit == "month" or (unit == "year" and count < 1):
        months = int(count if unit == "month" else 12 * count)
        return f"{calendar.iso_month(day.year, day.month - months)}/{day.isoformat()[:7]}"
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
