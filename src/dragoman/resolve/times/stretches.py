"""Times that are counted from, up to, or between others, and those that only add words to one."""

from dataclasses import replace
from datetime import date, timedelta

from dragoman.resolve.times import calendar
from dragoman.resolve.times.grammar import Node
from dragoman.resolve.times.moment import Found, Moment
from dragoman.resolve.times.named import is_feast
from dragoman.resolve.times.reading import READINGS, inner, nearest_day, nested, same, year_of
from dragoman.resolve.times.shifts import as_day, beside
from dragoman.resolve.times.values import nearest_month, weekday


def _day_range(found: Found, moment: Moment) -> str:
    """The days from the first to the last written, all of one month."""
    first, *_, last = found.all("day")
    month, year = found.get("month", "mon"), year_of(found, moment)
    end = date(year, month, last) if year else nearest_day(month, last, moment)
    return f"{end.replace(day=first)}/{end}"


def _since(found: Found, moment: Moment) -> str:
    """Open at its end; the data says whether the words look back of themselves."""
    tense = found.setting("tense", moment.tense)
    return f"{calendar.first_day(same(found, replace(moment, tense=tense)))}/.."


def _since_start(found: Found, moment: Moment) -> str:
    """`since the beginning of the year`."""
    start = calendar.first_day(same(found, moment))
    return f"{start}/.." if "X" in start else f"{calendar.opening_day(start)}/.."


def _from(found: Found, moment: Moment) -> str:
    """`from 1 August`, `after 1 August`: open at its end only where it still lies ahead."""
    edtf = same(found, moment)
    start, published = calendar.first_day(edtf), moment.published
    ahead = published is not None and start > published.isoformat()[: len(start)]
    return f"{start}/.." if ahead else edtf


def _by(found: Found, moment: Moment) -> str:
    """A term, which lies ahead unless the words are nearer to a day past."""
    return same(found, replace(moment, tense=1))


def _until(found: Found, moment: Moment) -> str:
    return f"../{calendar.last_day(_by(found, moment))}"


def _until_end(found: Found, moment: Moment) -> str:
    return f"../{calendar.closing_day(calendar.last_day(_by(found, moment)))}"


def _interval(found: Found, moment: Moment) -> str:
    """From one time to another, of which one may take its year or week from the other."""
    first, last = found.all("any", "point", "base")
    if _is_bare_weekday(first):
        end = nested(last, moment)
        before = as_day(end) - timedelta(days=1)
        start = nested(first, replace(moment, published=before, tense=-1))
    elif _lacks_year(first) and not _lacks_year(last):
        end = nested(last, moment)
        start = nested(first, replace(moment, published=as_day(end), tense=-1))
    else:
        start = nested(first, moment)
        beginning = date.fromisoformat((calendar.first_day(start) + "-01-01")[:10])
        ahead = replace(moment, published=beginning, tense=1) if _lacks_year(last) else moment
        end = nested(last, ahead)
    return f"{calendar.first_day(start)}/{calendar.last_day(end)}"


def _years(found: Found, moment: Moment) -> str:
    first, last = found.all("year")
    return f"{first}/{last}"


def _short_years(found: Found, moment: Moment) -> str:
    """`1914-18`."""
    first, last = found.get("year", "oldyear"), found.get("shortyear")
    return f"{first}/{first // 100 * 100 + last}"


def _month_range(found: Found, moment: Moment) -> str:
    """`April-May`, `July and August`."""
    first, last = found.all("month")
    year = year_of(found, moment)
    if year is None:
        year = nearest_month(last, None, moment).year
    return calendar.months(year, last - (last - first) % 12, (last - first) % 12 + 1)


def _weekday_range(found: Found, moment: Moment) -> str:
    """`Saturday and Sunday`."""
    first, last = found.all("weekday", "wday")
    end = date.fromisoformat(weekday(last, None, moment))
    return f"{end - timedelta(days=(last - first) % 7)}/{end}"


def _number_range(found: Found, moment: Moment) -> str:
    """`03.10–12.10.2032`."""
    year, days, months = found.get("year"), found.all("day"), found.all("monthnumber")
    first, last = (date(year, *pair) for pair in zip(months, days, strict=True))
    return f"{first}/{last}"


def hangs_together(node: Node) -> bool:
    """Whether the parts of a form fit one another: `July and August` is one stretch, `May and
    August` are two, and `2024-11` is no stretch of years.
    """
    value, found = node.form.value, Found(node)
    if value in ("month range", "weekday range") and found.setting("pair"):
        first, last = found.all("month", "weekday", "wday")
        return bool((last - first) % (12 if value == "month range" else 7) == 1)
    if value == "short years":
        year, short = found.get("year", "oldyear"), found.get("shortyear")
        return bool(short > max(12, year % 100))
    return True


def _beside(found: Found, moment: Moment) -> str:
    """So many units before or after another time: `on the eve of 3 March`."""
    count, unit = found.setting("n", 1) * found.setting("sign", 1), found.get("unit", "unitone")
    unit, node = unit or found.setting("unit", ""), found.get("any", "base", "point", "festival")
    if is_feast(node) and unit in ("day", "week"):
        # It is the day told, not the feast, that suits the day of publication.
        away = timedelta(days=count * (7 if unit == "week" else 1))
        moment = replace(moment, published=moment.day - away)
    return beside(nested(node, moment), unit, count)


def _about(found: Found, moment: Moment) -> str:
    """`about 10 March`; an interval is left as it is."""
    edtf = same(found, moment)
    return edtf if "/" in edtf or edtf.endswith("~") else f"{edtf}~"


def _is_bare_weekday(node: Node) -> bool:
    node = inner(node)
    return node.form.value == "weekday" and Found(node).which is None


def _lacks_year(node: Node) -> bool:
    node = inner(node)
    return node.form.value in ("date", "month") and not any(
        name in ("yr", "year", "oldyear", "which", "was", "shortyear") for name, _ in node.slots
    )


READINGS.update(
    {
        "about": _about,
        "beside": _beside,
        "from": _from,
        "month range": _month_range,
        "number range": _number_range,
        "short years": _short_years,
        "weekday range": _weekday_range,
        "by": _by,
        "day range": _day_range,
        "interval": _interval,
        "same": same,
        "since": _since,
        "since start": _since_start,
        "until": _until,
        "until end": _until_end,
        "years": _years,
    }
)
