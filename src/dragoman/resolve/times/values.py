"""Days, weeks, months, seasons and years, by their names or counted from the day of publication."""

from dataclasses import replace
from datetime import date, timedelta

from dragoman.resolve.times import calendar
from dragoman.resolve.times.moment import Found, Moment
from dragoman.resolve.times.reading import READINGS, nearest_day, pick, same, year_of
from dragoman.resolve.times.shifts import UntoldError, as_day, ending_at, shift, starting_at


def _date(found: Found, moment: Moment) -> str:
    day = found.get("day", "dayth") + (found.get("score") or 0)
    month, year = found.get("month", "mon", "monthnumber", "roman"), year_of(found, moment)
    if year is None and (short := found.get("shortyear")) is not None:
        year = 2000 + int(short)
    if year is not None:
        return date(year, month, day).isoformat()
    return nearest_day(month, day, moment, found.which).isoformat()


def _slashed(found: Found, moment: Moment) -> str:
    """`25/10/2025` and `10/25/2025`; where both could be months the order is unknown."""
    first, second = found.all("day")
    if first <= 12 and second <= 12 and first != second:
        raise UntoldError("day or month first")
    day, month = (first, second) if second <= 12 else (second, first)
    return date(found.get("year"), month, day).isoformat()


def _day_alone(found: Found, moment: Moment) -> str:
    """`el día 7`: of this month or the ones beside it; `Friday the 14th`: of one that fits."""
    number, weekday, days = found.get("day", "nth"), found.get("weekday", "wday"), []
    for step in (-1, 0, 1) if weekday is None else range(-11, 12):
        try:
            day = _day_of(moment.day.month + step, number, moment)
        except ValueError:
            continue  # a month without that day
        if weekday in (None, day.weekday()):
            days.append(day)
    if not days:
        raise UntoldError("no such day")
    return pick(days, moment, found.which, calendar.NEAR_NUMBERED).isoformat()


def _day_of_month(found: Found, moment: Moment) -> str:
    """`the 25th of last month`."""
    return _day_of(
        moment.day.month + (found.which or 0), found.get("day", "nth"), moment
    ).isoformat()


def _day_of(month: int, number: int, moment: Moment) -> date:
    return date.fromisoformat(f"{calendar.iso_month(moment.day.year, month)}-{number:02}")


def _month(found: Found, moment: Moment) -> str:
    month = found.get("month", "mon", "monthly", "twomonth")
    year, which = year_of(found, moment), found.which
    if year is None:
        year = nearest_month(month, which, moment).year
    return calendar.iso_month(year, month)


def nearest_month(month: int, which: int | None, moment: Moment) -> date:
    """The month that is meant where no year is written."""
    here = moment.day.replace(day=1)
    if which == 0:
        return here.replace(month=month)
    if which is not None and abs(which) > 1:
        beyond = which // 2
        nearest = nearest_month(month, beyond, moment)
        return nearest.replace(year=nearest.year + beyond)
    months = [date(here.year + step, month, 1) for step in (-1, 0, 1)]
    if which is not None:
        return calendar.pick([day for day in months if day != here], here, which, 0)
    near = calendar.NEAR_MONTHS if moment.tense >= 0 else 0
    return calendar.pick(months, here, moment.tense, near, calendar.FAR)


def _year(found: Found, moment: Moment) -> str:
    year = year_of(found, moment)
    if year is None:
        raise UntoldError("no year")
    return calendar.iso_year(year)


def _deixis(found: Found, moment: Moment) -> str:
    return (
        moment.day + timedelta(days=(found.get("daily") or found.setting("deixis")))
    ).isoformat()


def _weekday(found: Found, moment: Moment) -> str:
    """A weekday, or so many weeks after: `Monday week`."""
    tense = moment.tense or found.setting("tense")
    number = found.get("weekday", "wday", "wdaily")
    day = date.fromisoformat(weekday(number, found.which, replace(moment, tense=tense)))
    return (day + timedelta(weeks=found.setting("weeks"))).isoformat()


def weekday(number: int, which: int | None, moment: Moment) -> str:
    """Bare: the latest on or before publication, the next where the words look ahead."""
    today = moment.day
    back = timedelta(days=(today.weekday() - number) % 7)
    last = today - back
    ahead = last if not back else last + timedelta(weeks=1)
    if which == 0:
        return calendar.pick([last, ahead], today, moment.tense, calendar.NEAR_WEEKDAY).isoformat()
    if which is None:
        return (ahead if moment.tense > 0 else last).isoformat()
    if which < 0:
        day = last if back else last - timedelta(weeks=1)
        return (day + timedelta(weeks=which + 1)).isoformat()
    day = ahead if back else ahead + timedelta(weeks=1)
    return (day + timedelta(weeks=which - 1)).isoformat()


def _weekday_of_week(found: Found, moment: Moment) -> str:
    """`Monday of last week`."""
    monday = calendar.first_day(calendar.week(moment.day, found.which or 0))
    return (date.fromisoformat(monday) + timedelta(days=found.get("weekday", "wday"))).isoformat()


def _unit(found: Found, moment: Moment) -> str:
    """`last week`, `this month`, `next year`."""
    unit = found.get("period", "era") or found.setting("unit", "")
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
    if unit == "decade":
        return f"{day.year // 10 + which}X"
    if unit == "century":
        return f"{day.year // 100 + which}XX"
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
    unit = found.get("unit", "unitone", "unitof", "hours") or found.setting("unit", "")
    edtf = shift(moment.day.isoformat(), unit, count)
    return f"{edtf.rstrip('~')}~" if found.setting("about") else edtf


def _to_the_day(found: Found, moment: Moment) -> str:
    """`ten years ago today`, `ten years ago this month`."""
    years, day = found.setting("n", 1), moment.day + timedelta(days=found.get("deixis") or 0)
    past = day.replace(year=day.year - int(years)).isoformat()
    return past[:7] if found.setting("unit", "") == "month" else past


def _same_in_year(found: Found, moment: Moment) -> str:
    """`on this day in 1945`, `the same month last year`."""
    length = _PRECISION[found.setting("unit", "")]
    base = calendar.first_day(moment.near.get(length, moment.day.isoformat()))
    return f"{year_of(found, moment):04}{base[4:length]}"


#: How long the EDTF date must be that a unit is counted from or cut out of.
_PRECISION = {"day": 10, "week": 10, "fortnight": 10, "month": 7}
_PRECISION |= dict.fromkeys(("year", "decade", "century"), 4)


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
    unit = found.get("unit", "hours") or found.setting("unit", "")
    return ending_at(moment.day, unit, found.setting("n", 1))


def _coming(found: Found, moment: Moment) -> str:
    return starting_at(moment.day, found.get("unit", "hours"), found.setting("n", 1))


def _season(found: Found, moment: Moment) -> str:
    """Three months; the winter of a year is only known to meet that year."""
    season, year, which = found.get("season", "adverbial"), year_of(found, moment), found.which
    first = calendar.SEASONS[season]
    if found.get("shortyear") is not None:
        return calendar.months(found.get("year"), first, 3)
    if year is not None:
        return calendar.iso_year(year) if season == "winter" else calendar.months(year, first, 3)
    starts = [date(moment.day.year + step, first, 1) for step in (-3, -2, -1, 0, 1)]
    begun = [day for day in starts if day <= moment.day]
    if which is not None and which < 0:
        over = [day for day in begun if as_day(calendar.months(day.year, first, 3)) < moment.day]
        return calendar.months(over[which].year, first, 3)
    tense = which if which else moment.tense
    return calendar.months(calendar.pick(starts, moment.day, tense, 0).year, first, 3)


def _parts_of_year(found: Found, moment: Moment) -> str:
    """A quarter or a half of a year; without a year, of the year of publication."""
    size = found.setting("months")
    ordinal = found.get("ordinal", "quartername")
    number = 12 // size if ordinal == "last" else int(ordinal)
    if not 1 <= number <= 12 // size:
        raise UntoldError("no such part")
    year = year_of(found, moment) or moment.day.year
    return calendar.months(year, size * (number - 1) + 1, size)


def _first_months(found: Found, moment: Moment) -> str:
    """`the first nine months of the year`."""
    year = year_of(found, moment) or moment.day.year
    return calendar.months(year, 1, int(found.setting("n")))


def _months_to(found: Found, moment: Moment) -> str:
    """`the three months to August`."""
    year, month = map(int, same(found, moment).split("-"))
    return calendar.months(year, month - int(found.get("n")) + 1, int(found.get("n")))


def _first_days(found: Found, moment: Moment) -> str:
    """`the first ten days of July`."""
    first = date.fromisoformat(f"{same(found, moment)}-01")
    return f"{first}/{first.replace(day=int(found.get('n')))}"


def _third_of_month(found: Found, moment: Moment) -> str:
    """Ten days of a month, or what is left of it: Russian `декада`."""
    month, ordinal = same(found, moment), found.get("ordinal")
    third = 3 if ordinal == "last" else int(ordinal)
    if not 1 <= third <= 3:
        raise UntoldError("no such part")
    last = f"{month}-{10 * third}" if third < 3 else calendar.closing_day(month)
    return f"{month}-{10 * third - 9:02}/{last}"


def _week_of(found: Found, moment: Moment) -> str:
    """`the week of 9 November`."""
    return calendar.week(as_day(calendar.first_day(same(found, moment))), 0)


def _written_year(found: Found, moment: Moment) -> str:
    """A year in words; tens alone are of the twentieth century."""
    tens, units = found.get("score", "later") or 0, found.get("yearth") or 0
    return calendar.iso_year(found.setting("century", 1900) + int(tens) + int(units))


def _day_part(found: Found, moment: Moment) -> str:
    """`at dawn`: of the day of publication, unless the paragraph has told a day."""
    if _PRECISION["day"] in moment.near:
        raise UntoldError("of the day before")
    return moment.day.isoformat()


def _decade_of_year(found: Found, moment: Moment) -> str:
    """`la década de 1920`."""
    return f"{year_of(found, moment) or 0:04}"[:3] + "X"


def _decade(found: Found, moment: Moment) -> str:
    return str(found.get("decade", "tens", "century"))


def _nothing(found: Found, moment: Moment) -> None:
    return None


READINGS.update(
    {
        "day of month": _day_of_month,
        "day part": _day_part,
        "first days": _first_days,
        "first months": _first_months,
        "months to": _months_to,
        "same in year": _same_in_year,
        "third of month": _third_of_month,
        "to the day": _to_the_day,
        "week of": _week_of,
        "weekday of week": _weekday_of_week,
        "written year": _written_year,
        "ago": _ago,
        "apart": _apart,
        "coming": _coming,
        "date": _date,
        "day alone": _day_alone,
        "decade": _decade,
        "decade of year": _decade_of_year,
        "deixis": _deixis,
        "month": _month,
        "nothing": _nothing,
        "part of year": _parts_of_year,
        "past": _past,
        "recent": _recent,
        "same as before": _same_as_before,
        "season": _season,
        "since ago": _since_ago,
        "slashed": _slashed,
        "through": _through,
        "unit": _unit,
        "weekday": _weekday,
        "year": _year,
    }
)
