"""What a form of the time grammar comes to, in EDTF, against the day of publication.

Each function takes what the form's places hold and the moment of reading. `UntoldError` says that
the words do not tell a time here: no day of publication, or no date before to count from.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.resolve.times import calendar
from dragoman.resolve.times.grammar import Node
from dragoman.resolve.times.moment import Found, Moment
from dragoman.resolve.times.shifts import UntoldError, as_day, ending_at, shift, starting_at


def resolve(node: Node, moment: Moment) -> str | None:
    """EDTF, or None for words that only look like a time; ValueError where nothing is told."""
    return _VALUES[node.form.value](Found(node), moment)


def _nested(node: Node, moment: Moment) -> str:
    edtf = resolve(node, moment)
    if edtf is None:
        raise UntoldError("no time")
    return edtf


def _year_of(found: Found, moment: Moment) -> int | None:
    node = found.get("yr")
    if isinstance(node, Node):
        return int(_nested(node, moment)[:4])
    year = found.get("year", "oldyear")
    return None if year is None else int(year)


def _date(found: Found, moment: Moment) -> str:
    day, month = found.get("day"), found.get("month", "mon", "monthnumber")
    year = _year_of(found, moment)
    if year is None and (short := found.get("shortyear")) is not None:
        year = 2000 + int(short)
    if year is not None:
        return date(year, month, day).isoformat()
    return _nearest_day(month, day, moment, found.which).isoformat()


def _nearest_day(month: int, day: int, moment: Moment, which: int | None = None) -> date:
    days = []
    for year in range(moment.day.year - 1, moment.day.year + 2):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue  # 29 February of a common year
    if not days:
        raise UntoldError("no such day")
    return _pick(days, moment, which, calendar.NEAR_DAYS)


def _pick(days: list[date], moment: Moment, which: int | None, near: int) -> date:
    """The day that suits, by `last` and `next` where they are written, else by tense."""
    if which:
        return calendar.pick(days, moment.day, which, 0)
    return calendar.pick(days, moment.day, moment.tense, near, calendar.FAR)


def _slashed(found: Found, moment: Moment) -> str:
    """`25/10/2025` and `10/25/2025`; where both could be months the order is unknown."""
    first, second = found.all("day")
    if first <= 12 and second <= 12 and first != second:
        raise UntoldError("day or month first")
    day, month = (first, second) if second <= 12 else (second, first)
    return date(found.get("year"), month, day).isoformat()


def _day_range(found: Found, moment: Moment) -> str:
    first, last = found.all("day")
    month, year = found.get("month", "mon"), _year_of(found, moment)
    end = date(year, month, last) if year else _nearest_day(month, last, moment)
    return f"{end.replace(day=first)}/{end}"


def _day_alone(found: Found, moment: Moment) -> str:
    """`el día 7`: of this month or the ones beside it."""
    days = []
    for step in (-1, 0, 1):
        try:
            month = calendar.iso_month(moment.day.year, moment.day.month + step)
            days.append(date.fromisoformat(f"{month}-{int(found.get('day')):02}"))
        except ValueError:
            continue  # a month without that day
    return _pick(days, moment, found.which, calendar.NEAR_NUMBERED).isoformat()


def _month(found: Found, moment: Moment) -> str:
    month, year, which = found.get("month", "mon", "monthly"), _year_of(found, moment), found.which
    if year is None:
        year = _nearest_month(month, which, moment).year
    return calendar.iso_month(year, month)


def _nearest_month(month: int, which: int | None, moment: Moment) -> date:
    here = moment.day.replace(day=1)
    if which == 0:
        return here.replace(month=month)
    months = [date(here.year + step, month, 1) for step in (-1, 0, 1)]
    if which is not None:
        return calendar.pick([day for day in months if day != here], here, which, 0)
    near = calendar.NEAR_MONTHS if moment.tense >= 0 else 0
    return calendar.pick(months, here, moment.tense, near, calendar.FAR)


def _year(found: Found, moment: Moment) -> str:
    year = _year_of(found, moment)
    if year is None:
        raise UntoldError("no year")
    return calendar.iso_year(year)


def _deixis(found: Found, moment: Moment) -> str:
    return (
        moment.day + timedelta(days=(found.get("daily") or found.setting("deixis")))
    ).isoformat()


def _weekday(found: Found, moment: Moment) -> str:
    """Bare: the latest on or before publication, the next where the words look ahead."""
    which, today = found.which, moment.day
    back = timedelta(days=(today.weekday() - found.get("weekday", "wday", "wdaily")) % 7)
    last = today - back
    ahead = last if not back else last + timedelta(weeks=1)
    if which == -1:
        return (last if back else last - timedelta(weeks=1)).isoformat()
    if which == 1:
        return (ahead if back else ahead + timedelta(weeks=1)).isoformat()
    if which == 0:
        return calendar.pick([last, ahead], today, moment.tense, calendar.NEAR_WEEKDAY).isoformat()
    return (ahead if moment.tense > 0 else last).isoformat()


def _unit(found: Found, moment: Moment) -> str:
    """`last week`, `this month`, `next year`."""
    unit = found.get("period") or found.setting("unit", "")
    which, day = found.which or 0, moment.day
    if unit == "day":
        return (day + timedelta(days=which)).isoformat()
    if unit == "week":
        return calendar.week(day, which)
    if unit == "weekend":
        return calendar.weekend(day, _weekend_shift(which, moment))
    if unit == "month":
        return calendar.iso_month(day.year, day.month + which)
    if unit == "quarter":
        return calendar.months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * which, 3)
    if unit == "year":
        return calendar.iso_year(day.year + which)
    raise UntoldError(f"no {unit} is counted from a day")


def _weekend_shift(which: int, moment: Moment) -> int:
    """Weeks from that of publication to that of the weekend meant: the last, unless ahead."""
    on_it = moment.day.weekday() >= 5
    if which > 0:
        return 1 if on_it else 0
    return 0 if which == 0 and (on_it or moment.tense > 0) else -1


def _ago(found: Found, moment: Moment) -> str:
    """So many units before or after the day of publication."""
    if found.setting("ahead") and moment.tense <= 0:
        raise UntoldError("a duration")
    count = found.setting("n", 1) * found.setting("sign", 1)
    return shift(moment.day.isoformat(), found.get("unit", "unitone"), count)


#: How long the EDTF date must be that a unit is counted from or cut out of.
_PRECISION = {"day": 10, "week": 10, "fortnight": 10, "month": 7, "year": 4, "decade": 4}


def _since_ago(found: Found, moment: Moment) -> str:
    return f"{_ago(found, moment).rstrip('~')}/.."


def _apart(found: Found, moment: Moment) -> str:
    """So many units before or after the time before; `earlier` else counts from publication."""
    sign, unit = found.setting("sign", 1), found.get("unitby", "unitone", "unit")
    unit = unit or found.setting("unit", "")
    base = moment.near.get(_PRECISION[unit])
    if base is None and sign > 0:
        raise UntoldError("no date before")
    return shift(base or moment.day.isoformat(), unit, found.setting("n", 1) * sign)


def _through(found: Found, moment: Moment) -> str:
    """Russian `через`: after publication, or in a tale of the past after the time before."""
    if moment.tense < 0:
        return _apart(found, moment)
    return shift(moment.day.isoformat(), found.get("unit", "unitone"), found.setting("n", 1))


def _same_as_before(found: Found, moment: Moment) -> str:
    """`that day`, `the same year`: the time before, cut to the unit."""
    length = _PRECISION[found.setting("unit", "")]
    if length not in moment.before:
        raise UntoldError("no date before")
    return calendar.first_day(moment.before[length])[:length]


def _recent(found: Found, moment: Moment) -> str:
    return f"{moment.day}~"


def _past(found: Found, moment: Moment) -> str:
    return ending_at(moment.day, found.get("unit", "hours"), found.setting("n", 1))


def _coming(found: Found, moment: Moment) -> str:
    return starting_at(moment.day, found.get("unit", "hours"), found.setting("n", 1))


def _season(found: Found, moment: Moment) -> str:
    """Three months; the winter of a year is only known to meet that year."""
    season, year, which = found.get("season", "adverbial"), _year_of(found, moment), found.which
    first = calendar.SEASONS[season]
    if year is not None:
        return calendar.iso_year(year) if season == "winter" else calendar.months(year, first, 3)
    starts = [date(moment.day.year + step, first, 1) for step in (-2, -1, 0, 1)]
    begun = [day for day in starts if day <= moment.day]
    if which == -1:
        over = [day for day in begun if as_day(calendar.months(day.year, first, 3)) < moment.day]
        return calendar.months(over[-1].year, first, 3)
    tense = which if which else moment.tense
    return calendar.months(calendar.pick(starts, moment.day, tense, 0).year, first, 3)


def _parts_of_year(found: Found, moment: Moment) -> str:
    """A quarter or a half of a year; without a year, of the year of publication."""
    size = found.setting("months")
    ordinal = found.get("ordinal")
    number = 12 // size if ordinal == "last" else int(ordinal)
    if not 1 <= number <= 12 // size:
        raise UntoldError("no such part")
    year = _year_of(found, moment) or moment.day.year
    return calendar.months(year, size * (number - 1) + 1, size)


def _decade(found: Found, moment: Moment) -> str:
    return str(found.get("decade", "tens"))


def _same(found: Found, moment: Moment) -> str:
    if found.get("period"):
        return _unit(found, moment)
    node = found.get("point", "any", "base", "edge", "yr")
    return _year(found, moment) if node is None else _nested(node, moment)


def _since(found: Found, moment: Moment) -> str:
    """Open at its end; the data says whether the words look back of themselves."""
    tense = found.setting("tense", moment.tense)
    return f"{calendar.first_day(_same(found, replace(moment, tense=tense)))}/.."


def _since_start(found: Found, moment: Moment) -> str:
    """`since the beginning of the year`."""
    start = calendar.first_day(_same(found, moment))
    return f"{start}-01/.." if len(start) < 10 else f"{start}/.."


def _by(found: Found, moment: Moment) -> str:
    """A term, which lies ahead unless the words are nearer to a day past."""
    return _same(found, replace(moment, tense=1))


def _until(found: Found, moment: Moment) -> str:
    return f"../{calendar.last_day(_by(found, moment))}"


def _until_end(found: Found, moment: Moment) -> str:
    return f"../{calendar.closing_day(calendar.last_day(_by(found, moment)))}"


def _interval(found: Found, moment: Moment) -> str:
    """From one time to another; an end without a year takes it from the other."""
    first, last = found.all("any", "point", "base")
    if _lacks_year(first) and not _lacks_year(last):
        end = _nested(last, moment)
        start = _nested(first, replace(moment, published=as_day(end), tense=-1))
    else:
        start = _nested(first, moment)
        beginning = date.fromisoformat((calendar.first_day(start) + "-01-01")[:10])
        ahead = replace(moment, published=beginning, tense=1) if _lacks_year(last) else moment
        end = _nested(last, ahead)
    return f"{calendar.first_day(start)}/{calendar.last_day(end)}"


def _years(found: Found, moment: Moment) -> str:
    first, last = found.all("year")
    return f"{first}/{last}"


def _lacks_year(node: Node) -> bool:
    while node.form.value == "same":
        node = next(value for _, value in node.slots if isinstance(value, Node))
    return node.form.value in ("date", "month") and not any(
        name in ("yr", "year", "oldyear", "which", "was", "shortyear") for name, _ in node.slots
    )


def _nothing(found: Found, moment: Moment) -> None:
    return None


_VALUES: dict[str, Callable[[Found, Moment], str | None]] = {
    "ago": _ago,
    "apart": _apart,
    "by": _by,
    "coming": _coming,
    "date": _date,
    "day alone": _day_alone,
    "day range": _day_range,
    "decade": _decade,
    "deixis": _deixis,
    "interval": _interval,
    "month": _month,
    "nothing": _nothing,
    "part of year": _parts_of_year,
    "past": _past,
    "recent": _recent,
    "same": _same,
    "same as before": _same_as_before,
    "season": _season,
    "since": _since,
    "since ago": _since_ago,
    "since start": _since_start,
    "slashed": _slashed,
    "through": _through,
    "unit": _unit,
    "until": _until,
    "until end": _until_end,
    "weekday": _weekday,
    "year": _year,
    "years": _years,
}
