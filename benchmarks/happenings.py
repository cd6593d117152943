"""Synthetic codings of happenings: seeded, each made by its number alone.

A happening has a kind, a dyad, a day, a place and words of its own. Its tellings differ as those of
news do: a day, a month or no time at all, a party left out, another status, words that overlap.
States are drawn by a long-tailed law, as few dyads make most news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from dragoman.model import Coding, Event, Party, Place, Report, Span, anchor

SEED = 20330401
#: Tellings of a happening, on average.
TELLINGS = 5
FIRST_DAY = date(2014, 1, 1)
DAYS = 3650

KINDS = (
    *("accusation", "meeting", "visit", "agreement", "exercise", "transfer", "request", "denial"),
    *("support", "deployment", "sanction", "threat", "training", "aid", "attack", "cooperation"),
)
STATUSES = ("actual", "actual", "actual", "planned", "alleged")
#: Three letters that are no state's, so that nothing here can be taken for news.
STATES = tuple(f"X{a}{b}" for a in "ABCDEFGHIJKLMNO" for b in "ABCDEFGHIJ")
_WEIGHTS = tuple(accumulate(1 / (place + 3) for place in range(len(STATES))))
_SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en"))


@dataclass(frozen=True)
class Happening:
    """What the tellings tell of."""

    kind: str
    one: str
    other: str
    day: date
    place: str
    words: tuple[str, ...]


def happening(number: int) -> Happening:
    """The happening with this number."""
    draw = Random(SEED * 1_000_003 + number)
    one, other = draw.choices(STATES, cum_weights=_WEIGHTS, k=2)
    if one == other:
        other = STATES[(STATES.index(one) + 1) % len(STATES)]
    return Happening(
        draw.choice(KINDS),
        one,
        other,
        FIRST_DAY + timedelta(draw.randrange(DAYS)),
        _word(draw).title(),
        tuple(_word(draw) for _ in range(8)),
    )


def happening_of(number: int, happenings: int) -> int:
    """The number of the happening, of so many, that the telling with this number tells of."""
    return _draws(number).randrange(happenings)


def day_of(number: int, happenings: int) -> date:
    """The day of that happening."""
    return happening(happening_of(number, happenings)).day


def telling(number: int, happenings: int) -> tuple[Report, Coding]:
    """A report that tells one of so many happenings, with its coding."""
    draw = _draws(number)
    told = happening(draw.randrange(happenings))
    text = " ".join(
        [told.one, told.kind, told.other, *draw.sample(told.words, 5), _word(draw), str(number)]
    )
    published = told.day + timedelta(draw.randrange(3))
    report = Report(
        ref=f"synthetic-{number}",
        lang=draw.choice(("en", "es", "ru")),
        published=published.isoformat(),
        outlet=f"Outlet {draw.randrange(300)}",
        outlet_country=None,
        title=" ".join(told.words[:3]),
        text=text,
    )
    event = Event(
        kind=told.kind,
        initiator=(Party(told.one, told.one, "GOV"),),
        recipient=(Party(told.other, told.other, "GOV"),) if draw.random() > 0.1 else (),
        status=draw.choice(STATUSES),
        evidence=(anchor(text, Span(0, len(text))),),
        place=Place(told.place, None) if draw.random() > 0.5 else None,
        time=_time(told.day, draw),
    )
    return report, Coding(report.id, report.text_sha256, "synthetic-1", (event,))


def tellings(start: int, end: int, happenings: int) -> Iterator[tuple[Report, Coding]]:
    """The tellings from one number to before another."""
    return (telling(number, happenings) for number in range(start, end))


def _draws(number: int) -> Random:
    return Random(SEED * 7_000_003 + number)


def _word(draw: Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=3))


def _time(day: date, draw: Random) -> str | None:
    chance = draw.random()
    if chance < 0.6:
        return day.isoformat()
    if chance < 0.7:
        return f"{day.isoformat()}~"
    return f"{day:%Y-%m}" if chance < 0.8 else None
