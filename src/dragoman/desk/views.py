"""What the templates show: the ledger's values, arranged for a page. No HTML here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook import KINDS, STATUSES
from dragoman.desk.marks import Finding, Piece, findings, paragraphs
from dragoman.desk.query import Query
from dragoman.ledger import Facets, Ledger
from dragoman.ledger.linking.grouping import entry_id
from dragoman.ledger.store.writing import event_id
from dragoman.model import Coding, Entry, Event, Party, Place, Report, Version
from dragoman.publish import first_source, leading_version
from dragoman.publish.human import (
    compare_times,
    country_label,
    human_time,
    language_label,
    shortened,
    spaced,
)

#: Outlets named in a line of the ledger; the others are counted.
OUTLETS_NAMED = 2

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger's page.

    `quote` are the first words that state it, in `lang`; `source` is who first said it, empty where
    the outlet itself states it.
    """

    entry: Entry
    quote: str
    lang: str
    source: str
    reports: int
    outlets: tuple[str, ...]
    more_outlets: int
    sample: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, label) pairs of each list of the filter form, only what stands in the ledger."""

    countries: list[Option] = field(default_factory=list)
    kinds: list[Option] = field(default_factory=list)
    statuses: list[Option] = field(default_factory=list)
    langs: list[Option] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's version of an entry; `*_note` say how it stands to the entry as a whole.

    `event` is the number of the event in the report's coding, from 1.
    """

    version: Version
    report: Report
    event: int
    status_note: str
    time_note: str
    place_note: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as the list beside a report tells it; `entry` is the id of the entry it is in."""

    finding: Finding
    entry: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with one of its codings: the text in marked pieces, and all that was found."""

    report: Report
    coding: Coding | None
    codings: tuple[Coding, ...]
    paragraphs: list[list[Piece]]
    notes: list[Noted]


def line(entry: Entry, reports: Mapping[str, Report]) -> Line:
    """An entry as a line of the ledger."""
    told = [reports[version.report_id] for version in entry.versions]
    outlets = list(dict.fromkeys(report.outlet or "unnamed outlet" for report in told))
    leading = leading_version(entry)
    return Line(
        entry,
        shortened(leading.event.evidence[0].exact),
        reports[leading.report_id].lang,
        first_source(entry),
        len({report.id for report in told}),
        tuple(outlets[:OUTLETS_NAMED]),
        len(outlets[OUTLETS_NAMED:]),
        any(report.sample for report in told),
    )


def choices(facets: Facets, query: Query) -> Choices:
    """The lists of the form; what the query asks for is in them even where nothing has it."""
    asked = query.wanted
    countries = {code for code, _ in facets.countries} | {asked.actor, asked.other}
    kinds = {name for name, _ in facets.kinds} | {asked.kind}
    statuses = {name for name, _ in facets.statuses} | {asked.status}
    langs = {name for name, _ in facets.langs} | {asked.lang}
    return Choices(
        sorted(
            ((code, country_label(code)) for code in countries if code),
            key=lambda option: (option[1].casefold(), option[0]),
        ),
        [(name, spaced(name)) for name in KINDS if name in kinds],
        [(name, name) for name in STATUSES if name in statuses],
        sorted((name, language_label(name)) for name in langs if name),
    )


def filters(query: Query) -> list[tuple[str, str, str]]:
    """(name, words, address without it) of each field of the filter that is set."""
    words: dict[str, Callable[[str], str]] = {
        "actor": country_label,
        "other": country_label,
        "kind": spaced,
        "since": lambda day: f"since {human_time(day)}",
        "until": lambda day: f"until {human_time(day)}",
        "lang": lambda lang: f"told in {language_label(lang)}",
        "text": lambda text: f"“{text}”",
    }
    return [
        (name, words.get(name, str)(value), query.without(name))
        for name, value in query.set_fields.items()
    ]


def tellings(entry: Entry, ledger: Ledger, reports: Mapping[str, Report]) -> list[Telling]:
    """Every version of an entry beside its report, by day of publication, then outlet."""
    told = [
        Telling(
            version,
            reports[version.report_id],
            _event_number(version, ledger),
            "differs" if version.event.status != entry.status else "",
            compare_times(version.event.time, entry.time),
            _compare_places(version.event.place, entry.place),
        )
        for version in entry.versions
    ]
    return sorted(
        told,
        key=lambda row: (
            row.report.published or "9999",
            row.report.outlet,
            row.report.id,
            row.event,
        ),
    )


def reading(report: Report, codings: Sequence[Coding], coding_id: str | None = None) -> Reading:
    """A report with the coding of that id, or with the one that its entries rest on (the last).

    KeyError where the report has no such coding.
    """
    chosen = codings[-1] if codings else None
    if coding_id is not None:
        chosen = {coding.id: coding for coding in codings}[coding_id]
    found = findings(report, chosen) if chosen else []
    current = chosen is not None and chosen is codings[-1]
    return Reading(
        report,
        chosen,
        tuple(codings),
        paragraphs(report.text, found),
        [Noted(one, _entry_of(one, chosen) if current and chosen else None) for one in found],
    )


def sides(parties: tuple[Party, ...]) -> list[tuple[str, list[str]]]:
    """(country, names) in order of appearance; names that only repeat the country left out.

    The country is empty where it is not known.
    """
    found: dict[str, list[str]] = {}
    for party in parties:
        label = country_label(party.country)
        names = found.setdefault(label, [])
        if party.name != label and party.name not in names:
            names.append(party.name)
    return list(found.items())


def headline(entry: Entry) -> str:
    """Kind and countries of an entry in one plain line."""
    between = " and " if _symmetric(entry.kind) else " to "
    both = [", ".join(_short(side)) for side in (entry.initiator, entry.recipient) if side]
    return f"{spaced(entry.kind).capitalize()}: {between.join(both)}"


def _short(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(country_label(party.country) or party.name for party in parties))


def _symmetric(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].symmetric


def _compare_places(told: Place | None, settled: Place | None) -> str:
    if told is None or settled is None:
        return ""
    same = told.name.casefold() == settled.name.casefold() and told.country == settled.country
    return "" if same else "differs"


def _event_number(version: Version, ledger: Ledger) -> int:
    for coding in ledger.codings(version.report_id):
        if coding.id == version.coding_id:
            ids = [event_id(coding.id, n) for n in range(len(coding.events))]
            return ids.index(version.event_id) + 1
    raise LookupError(f"no coding {version.coding_id} of report {version.report_id}")


def _entry_of(finding: Finding, coding: Coding) -> str | None:
    if not isinstance(finding.thing, Event):
        return None
    number = int(finding.name.rpartition("-")[2])
    # The ledger finds an entry by the id that any one of its events alone would give it.
    return entry_id(event_id(coding.id, number - 1))
