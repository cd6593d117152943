"""Arithmetic of days, months and years, in EDTF.

Every function takes and gives days of the common era up to 9999; ValueError or OverflowError
beyond. Seasons are those of the northern half of the earth.
"""

from calendar import monthrange
from datetime import date, timedelta

#: Days within which the nearest is meant whatever the tense: of a day with its month, of months, of
#: a numbered day, of `this Friday`.
NEAR_DAYS, NEAR_MONTHS, NEAR_NUMBERED, NEAR_WEEKDAY = 60, 31, 5, 2
#: Days up to which a day or month to come goes without its year.
FAR = 200
#: First month of each season.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def iso_month(year: int, month: int) -> str:
    """`YYYY-MM`; a month below 1 or above 12 runs into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1).isoformat()[:7]


def iso_year(year: int) -> str:
    """`YYYY`."""
    return date(year, 1, 1).isoformat()[:4]


def first_day(edtf: str) -> str:
    """The beginning of a date or interval, as precise as it is written."""
    return edtf.partition("/")[0].rstrip("~")


def last_day(edtf: str) -> str:
    """The end of a date or interval, as precise as it is written."""
    return edtf.rpartition("/")[2].rstrip("~")


def closing_day(edtf: str) -> str:
    """The last day of a date, month or year."""
    parts = [int(part) for part in edtf.replace("X", "9").split("-")]
    if len(parts) == 1:
        parts.append(12)
    if len(parts) == 2:
        parts.append(monthrange(*parts)[1])
    return date(*parts).isoformat()


def opening_day(edtf: str) -> str:
    """The first day of a date, month or year."""
    return date.fromisoformat((edtf.replace("X", "0") + "-01-01")[:10]).isoformat()


def week(day: date, shift: int) -> str:
    """The week, Monday to Sunday, of a day, or one so many weeks after."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return f"{monday}/{monday + timedelta(days=6)}"


def weekend(day: date, shift: int) -> str:
    """Saturday and Sunday of the week of a day, or of one so many weeks after."""
    saturday = day - timedelta(days=day.weekday() - 5) + timedelta(weeks=shift)
    return f"{saturday}/{saturday + timedelta(days=1)}"


def months(year: int, first: int, count: int) -> str:
    """An interval of whole months; `first` may run into other years."""
    return f"{iso_month(year, first)}/{iso_month(year, first + count - 1)}"


def pick(days: list[date], published: date, tense: int, near: int, far: int = 366) -> date:
    """Of days that a word can mean, the one that suits the day of publication.

    The nearest where it is at most `near` days away. Else `tense` decides: the next where it is 1,
    for words that look ahead, and at most `far` days away, the last one past otherwise, as news
    mostly looks back.
    """
    nearest = min(days, key=lambda day: (abs(day - published), day))
    if abs((nearest - published).days) <= near:
        return nearest
    past = max((day for day in days if day <= published), default=nearest)
    ahead = min((day for day in days if day >= published), default=nearest)
    return ahead if tense > 0 and (ahead - published).days <= far else past
