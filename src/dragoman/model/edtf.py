"""EDTF, level 1, as far as the codebook uses it: read to the first and last day it can mean.

Source: ISO 8601-2:2019, annex A (Extended Date/Time Format).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)


class EdtfError(ValueError):
    """The string is not EDTF of level 1."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; None where open. `approximate` follows `~` or `%`."""

    first: date | None
    last: date | None
    approximate: bool = False


def _bounds(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text)
    if not found:
        raise EdtfError(f"not a date of EDTF level 1: {text!r}")
    year, month, day = found.groups()
    try:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if month is None:
            return date(low, 1, 1), date(high, 12, 31)
        if low != high:
            raise EdtfError(f"a month of an unknown year: {text!r}")
        if day is None:
            end = calendar.monthrange(low, int(month))[1]
            return date(low, int(month), 1), date(low, int(month), end)
        whole = date(low, int(month), int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise EdtfError(f"no such day: {text!r}") from error
    return whole, whole


def period(text: str) -> Period:
    """The days that an EDTF date or interval can mean; EdtfError where it is neither."""
    approximate = "~" in text or "%" in text
    start, slash, end = text.partition("/")
    if not slash:
        return Period(*_bounds(text), approximate)
    first = None if start in ("", "..") else _bounds(start)[0]
    last = None if end in ("", "..") else _bounds(end)[1]
    if first is None and last is None:
        raise EdtfError(f"an interval without an end: {text!r}")
    if first and last and last < first:
        raise EdtfError(f"an interval that ends before it begins: {text!r}")
    return Period(first, last, approximate)
