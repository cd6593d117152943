"""Hypothesis strategies for the model's values."""

from datetime import date

from hypothesis import strategies as st

from dragoman.codebook import KINDS, SECTORS, STATUSES, THEMES
from dragoman.model import (
    Anchor,
    Bearer,
    Coding,
    Event,
    Figure,
    Party,
    Place,
    Post,
    Quote,
    Report,
    Span,
    Statement,
    TimeExpression,
    Version,
    anchor,
    digest,
)

#: What a text of the world may hold, short of half surrogate pairs.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
names = words | st.sampled_from(["Кения", "Río Negro", "O'Brien", "ВМС", "'; DROP TABLE event"])
days = st.dates(date(1990, 1, 1), date(2040, 12, 31)).map(date.isoformat)
countries = st.none() | st.sampled_from(["PRT", "ECU", "KEN", "IGO:UN", "NSA:River Front"])


@st.composite
def times(draw: st.DrawFn) -> str:
    """EDTF of the forms that the codebook uses."""
    first, last = sorted((draw(days), draw(days)))
    cut = draw(st.sampled_from([4, 7, 10]))
    form = draw(st.sampled_from(["{0}", "{0}~", "{0}%", "{0}?", "{0}/{1}", "{0}/..", "../{0}"]))
    return form.format(first[:cut], last[:cut])


parties = st.builds(Party, names, countries, st.none() | st.sampled_from(sorted(SECTORS)))
places = st.builds(Place, names, st.none() | st.sampled_from(["PRT", "ECU"]))
said = st.lists(names, max_size=3).map(tuple)
numbers = st.none() | st.integers(0, 10**6) | st.floats(0, 1e9)
figures = st.builds(Figure, names, numbers, numbers, numbers, names, said)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Words of a text."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


def anchors(text: str) -> st.SearchStrategy[Anchor]:
    """Anchors into a text."""
    return spans(text).map(lambda span: anchor(text, span))


def events(text: str) -> st.SearchStrategy[Event]:
    """Events as the codebook has them, stated by words of the text."""
    return st.builds(
        Event,
        kind=st.sampled_from(sorted(KINDS)),
        initiator=st.lists(parties, min_size=1, max_size=2).map(tuple),
        recipient=st.lists(parties, max_size=2).map(tuple),
        status=st.sampled_from(sorted(STATUSES)),
        evidence=st.lists(anchors(text), min_size=1, max_size=2).map(tuple),
        place=st.none() | places,
        time=st.none() | times(),
        said_by=said,
        themes=st.lists(st.sampled_from(sorted(THEMES)), unique=True, max_size=2).map(tuple),
        background=st.booleans(),
        key=st.none() | names,
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with a text."""
    return Report(
        ref=draw(words),
        lang=draw(st.sampled_from(["en", "es", "ru", "und"])),
        published=draw(st.none() | days),
        outlet=draw(words),
        outlet_country=draw(st.none() | st.just("ECU")),
        title=draw(words),
        text=draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)),
        canonical=draw(st.sampled_from(["", "https://wire.example/7"])),
    )


@st.composite
def codings(draw: st.DrawFn) -> tuple[Report, Coding]:
    """Reports with all that a coder may find in them."""
    report = draw(reports())
    place = spans(report.text)
    some = st.lists(place, max_size=2).map(tuple)
    quotes = place.map(lambda span: anchor(report.text, span)).flatmap(
        lambda found: st.builds(Quote, st.just(found.exact), names, st.just(found))
    )
    coding = Coding(
        report.id,
        report.text_sha256,
        draw(st.sampled_from(["coder-1", "coder-2"])),
        tuple(draw(st.lists(events(report.text), max_size=3))),
        tuple(draw(st.lists(quotes, max_size=2))),
        tuple(draw(st.lists(figures, max_size=2))),
        tuple(draw(st.lists(st.builds(Statement, some, some, some), max_size=2))),
        tuple(draw(st.lists(st.builds(TimeExpression, place, times()), max_size=2))),
        draw(st.none() | names),
        tuple(draw(st.lists(bearers(place), max_size=2))),
    )
    return report, coding


def bearers(place: st.SearchStrategy[Span]) -> st.SearchStrategy[Bearer]:
    """Persons and bodies named at such places."""
    return st.builds(
        Bearer,
        st.sampled_from(["person", "body"]),
        names,
        st.none() | st.just("ECU"),
        st.none() | st.just("MIL"),
        st.lists(place, min_size=1, max_size=2).map(tuple),
        st.lists(st.builds(Post, names, place), max_size=1).map(tuple),
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Version], dict[str, str | None]]:
    """Versions so few in kind, parties and time that many meet, and the days of their reports."""
    told = []
    reports = draw(st.integers(1, 5))
    published = {
        f"report-{n}": draw(st.none() | st.sampled_from(["2031-03-04", "2031-03-20", "2032-01-01"]))
        for n in range(reports)
    }
    for n in range(draw(st.integers(1, 12))):
        text = draw(
            st.sampled_from(["Envoys of both sides met in Lisbon", "The fleet sailed", "x"])
        )
        one, other = draw(st.permutations([Party("Portugal", "PRT"), Party("Kenya Navy", "KEN")]))
        event = Event(
            draw(st.sampled_from(["meeting", "visit"])),
            (one,),
            (other,),
            draw(st.sampled_from(["actual", "planned"])),
            (anchor(text, Span(0, len(text))),),
            time=draw(
                st.none() | st.sampled_from(["2031-03-03", "2031-03", "2031-03-09~", "2031"])
            ),
        )
        report = draw(st.sampled_from(sorted(published)))
        told.append(Version(digest("event", report, n), report, digest(report), event))
    return told, published
