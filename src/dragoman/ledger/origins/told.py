"""What origins looks at in one report: whom it rests on, what its lead tells, its wording."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.code.attribution import find_sayings
from dragoman.code.page import lay_out
from dragoman.code.protocol import Names
from dragoman.errors import CodeError
from dragoman.ledger.folding import fold
from dragoman.ledger.origins.marks import Marks, find_marks
from dragoman.ledger.origins.owners import medium_name
from dragoman.ledger.origins.sources import Source, find_sources
from dragoman.model import Coding, Report


@dataclass(frozen=True, slots=True)
class Told:
    """One report.

    `sources` are first-hand sources, the likeliest first; `media` those that it says it has its
    news from, each once, other than its own outlet. `outlet` is its outlet by the one name of the
    medium, `named` as written, or the report's address. `day` is the ordinal of the day of
    publication, None where unknown. `ref` is the report's address, `canonical` that of its original
    where it gives one. `persons` are the names that the text gives to persons of a
    known state, with that state and their sector.
    """

    id: str
    day: int | None
    lang: str
    outlet: str
    named: str
    sources: tuple[Source, ...]
    media: tuple[Source, ...]
    marks: Marks
    fingerprint: tuple[int, ...]
    ref: str
    canonical: str
    persons: Mapping[str, tuple[str, str | None]]


def look_at(report: Report, coding: Coding, names: Names, entries: Iterable[str] = ()) -> Told:
    """The report as origins sees it.

    `entries` are ids of the entries that the coding's events are versions of. A text in a language
    that is not read has no sources and no marks: its wording alone is compared.
    """
    outlet = medium_name(report.outlet)
    found: tuple[Source, ...] = ()
    marks = Marks(entries=frozenset(entries))
    persons: dict[str, tuple[str, str | None]] = {}
    try:
        page = lay_out(report, names)
    except CodeError:
        page = None
    if page is not None:
        found = find_sources(page, find_sayings(page), coding, names)
        marks = find_marks(page, coding, entries, {one.name for one in found})
        for mention in page.mentions:
            if mention.what == "person" and mention.country:
                persons.setdefault(mention.name, (mention.country, mention.sector))
    found = found or _of_coding(coding, report)
    return Told(
        id=report.id,
        day=_ordinal(report.published),
        lang=report.lang,
        outlet=outlet,
        named=report.outlet or report.ref,
        sources=tuple(one for one in found if one.what != "medium"),
        media=_media(found, outlet),
        marks=marks,
        fingerprint=report.fingerprint,
        ref=report.ref,
        canonical=report.canonical,
        persons=persons,
    )


def _of_coding(coding: Coding, report: Report) -> tuple[Source, ...]:
    """What the coding alone says: a coder may know what the words do not show."""
    name = coding.origin or ""
    if not fold(name) or fold(name) == fold(report.outlet):
        return ()
    return (Source("words", name, how="coder", weight=1.0),)


def _media(found: Iterable[Source], outlet: str) -> tuple[Source, ...]:
    known: dict[str, Source] = {}
    for source in found:
        name = medium_name(source.name)
        # `Trend` is the outlet's own name where the outlet is Trend News Agency.
        own = name == outlet or set(fold(name).split()) <= set(fold(outlet).split())
        if source.what == "medium" and not own:
            known.setdefault(name, source)
    return tuple(known.values())


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None
