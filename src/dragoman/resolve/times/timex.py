"""Times as TIMEX3 values (ISO-TimeML), beside EDTF."""

from datetime import date, timedelta

from dragoman.model import period

#: First month of each half year, quarter and season, and how TIMEX3 calls it.
_HALVES = {(1, 6): "H1", (7, 12): "H2"}
_QUARTERS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4"}
_SEASONS = {(3, 5): "SP", (6, 8): "SU", (9, 11): "FA"}


def timex_value(edtf: str) -> str:
    """The TIMEX3 value of an EDTF time: `2031-W10`, `2031-Q2`, `2031-SU`, `203`.

    An interval that has no name of its own is written as in EDTF, an open one by the end that is
    told. EdtfError where the time cannot be read.
    """
    period(edtf)
    plain = edtf.removesuffix("~")
    if "/" not in plain:
        return plain.replace("X", "")
    first, last = plain.split("/")
    if ".." in (first, last):
        # TIMEX3 marks the date alone; that the deed lasts is said by a signal beside it.
        return (last if first == ".." else first).replace("X", "")
    return _named(first, last) or f"{first}/{last}"


def _named(first: str, last: str) -> str | None:
    """What TIMEX3 calls the stretch between two times of one granularity, if anything."""
    if len(first) == len(last) == len("2031-03-03"):
        return _of_days(date.fromisoformat(first), date.fromisoformat(last))
    if len(first) == len(last) == len("2031-03"):
        return _of_months(first, last)
    return None


def _of_days(first: date, last: date) -> str | None:
    year, week, weekday = first.isocalendar()
    length = last - first
    if weekday == 1 and length == timedelta(6):
        return f"{year}-W{week:02}"
    if weekday == 6 and length == timedelta(1):
        return f"{year}-W{week:02}-WE"
    return None


def _of_months(first: str, last: str) -> str | None:
    year, months = first[:4], (int(first[5:]), int(last[5:]))
    if months == (12, 2) and int(last[:4]) == int(year) + 1:
        return f"{year}-WI"
    if first[:4] != last[:4]:
        return None
    name = _QUARTERS.get(months) or _HALVES.get(months) or _SEASONS.get(months)
    return f"{year}-{name}" if name else None
