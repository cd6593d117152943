"""The ledger's values as a person reads them in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.cli.output import one_line, print_table
from dragoman.model import Coding, Entry, Judgement, Party, Report
from dragoman.publish import first_source, version_report
from dragoman.publish.history import Step, status_history
from dragoman.publish.human import (
    amount,
    compare_times,
    counted,
    country_label,
    human_time,
    rated,
    shortened,
    spaced,
)
from dragoman.publish.judged import judged_words

if TYPE_CHECKING:
    from dragoman.ledger import Link
    from dragoman.ledger.origins import Reliabilities

#: Code points of an id that are shown: enough to tell entries apart, and to ask for one.
ID = 8
#: Parties of one side, and outlets, that a line names.
NAMED = 3

COLUMNS = (
    "id",
    "when",
    "kind",
    "who",
    "with, to or about",
    "status",
    "according to",
    "where",
    "told by",
)


def entry_cells(entry: Entry, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """A line of the ledger, a cell a column."""
    return (
        entry.id[:ID],
        human_time(entry.time),
        spaced(entry.kind),
        side(entry.initiator),
        side(entry.recipient),
        entry.status,
        first_source(entry) or "the outlet",
        entry.place.name if entry.place else "",
        told_by(entry, reports),
    )


def entry_line(entry: Entry) -> str:
    """An entry in one line: id, time, kind, sides, status."""
    sides = f"{side(entry.initiator)} > {side(entry.recipient) or '-'}"
    kind = f"{spaced(entry.kind)}, {entry.status}"
    return f"{entry.id[:ID]} {human_time(entry.time)}, {kind}: {sides}"


def print_entries(title: str, entries: Iterable[Entry], reports: Mapping[str, Report]) -> None:
    """Entries as a table."""
    print_table(title, COLUMNS, [entry_cells(entry, reports) for entry in entries])


def party(one: Party) -> str:
    """A party by its name, and its country where the name does not say it.

    Neither bodies nor armed groups are countries: `IGO:` and `NSA:` codes are left out.
    """
    country = "" if one.country and ":" in one.country else country_label(one.country)
    return one.name if not country or country in one.name else f"{one.name} ({country})"


def side(parties: Iterable[Party]) -> str:
    """The parties of one side; those beyond `NAMED` are counted."""
    names = [party(one) for one in parties]
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def told_by(entry: Entry, reports: Mapping[str, Report]) -> str:
    """How many reports tell it, and in which languages."""
    told = {
        version.report_id: version_report(entry, version, reports) for version in entry.versions
    }
    langs = " ".join(sorted({report.lang for report in told.values()}))
    return f"{counted(len(told), 'report')} ({langs})"


def entry_lines(
    entry: Entry,
    reports: Mapping[str, Report],
    voices: Sequence[str],
    letters: "Reliabilities",
) -> Iterable[str]:
    """An entry in full: what the ledger says, then each report's version with its words.

    `voices` tells how many reports there are and how many are independent, and why as judged.
    """
    yield f"entry   {entry.id}"
    yield f"kind    {spaced(entry.kind)}, {entry.status}"
    yield f"who     {', '.join(map(party, entry.initiator)) or 'unknown'}"
    yield f"whom    {', '.join(map(party, entry.recipient)) or 'nobody named'}"
    yield f"when    {human_time(entry.time)}"
    yield f"where   {entry.place.name if entry.place else 'unknown'}"
    steps = status_history(entry, reports)
    if len(steps) > 1:
        yield f"status  {', then '.join(map(_step, steps))}"
    if entry.themes:
        yield f"themes  {', '.join(map(spaced, entry.themes))}"
    if entry.verdict or entry.credibility:
        yield f"judged  {', '.join(judged_words(entry))}"
    yield f"told by {voices[0]}"
    yield from (f"        {reason}" for reason in voices[1:])
    for version in entry.versions:
        event, report = version.event, version_report(entry, version, reports)
        yield ""
        yield f"{version.event_id[:ID]} {report_heading(report, letters)}"
        yield f"    {event.status}, {human_time(event.time)}" + _differs(event.time, entry.time)
        if event.said_by:
            said_by = (rated(one, letters.of(one)) for one in event.said_by)
            yield f"    according to {', according to '.join(said_by)}"
        for piece in event.evidence:
            yield f"    {piece.start}-{piece.end}: “{' '.join(piece.exact.split())}”"


def _step(step: Step) -> str:
    day = human_time(step.first) if step.first else "undated"
    return f"{step.status} ({day}, {counted(step.reports, 'report')})"


def link_lines(links: Sequence["Link"]) -> Iterable[str]:
    """Why the tellings of an entry are one, a line a telling."""
    if links:
        yield ""
    for link in links:
        yield (
            f"{link.other[:ID]} is one with {link.one[:ID]}: chance {link.chance:.2f}"
            f" ({why(link) or 'by others between them, or by judgement'})"
        )


def why(link: "Link") -> str:
    """What speaks for and against a link, the weightiest first, in log odds."""
    return ", ".join(f"{one.what.replace('_', ' ')} {one.adds:+.1f}" for one in link.reasons)


def judgement_lines(judgements: Sequence[Judgement]) -> Iterable[str]:
    """What people decided of an entry and holds, a line a judgement."""
    if judgements:
        yield ""
    for one in judgements:
        reason = f": {one.reason}" if one.reason else ""
        yield f"{one.id[:ID]} {one.made_at[:10]} {one.author}: {one.verdict}{reason}"


def _differs(told: str | None, settled: str | None) -> str:
    note = compare_times(told, settled)
    return f" ({note})" if note else ""


def report_heading(report: Report, letters: "Reliabilities | None" = None) -> str:
    """A report by outlet, with its reliability if given, day and title; samples are marked."""
    sample = " [reworded sample, invented outlet]" if report.sample else ""
    day = report.published or "undated"
    outlet = report.outlet or report.ref
    if letters:
        outlet = rated(outlet, letters.of(report.outlet))
    return f"{outlet}, {day}, {report.lang}: {report.title}{sample}"


def report_lines(
    report: Report, codings: Iterable[Coding], letters: "Reliabilities"
) -> Iterable[str]:
    """A report with all that its codings found."""
    yield f"report  {report.id}"
    yield f"from    {report.ref}"
    yield report_heading(report, letters)
    yield ""
    yield from report.text.splitlines()
    for coding in codings:
        yield ""
        origin = coding.origin or ""
        source = rated(origin, letters.of(origin)) or "an unknown source"
        yield f"coded by {coding.coder}, which rests it on {source}"
        for n, event in enumerate(coding.events, 1):
            sides = f"{side(event.initiator)} > {side(event.recipient) or '-'}"
            yield f"  {n}. {spaced(event.kind)}, {event.status}, {human_time(event.time)}: {sides}"
            yield from (f"     “{shortened(piece.exact)}”" for piece in event.evidence)
        for quote in coding.quotes:
            yield f"  quote by {quote.speaker or 'unknown'}: “{shortened(quote.text)}”"
        for figure in coding.figures:
            yield f"  figure: {amount(figure)} {figure.unit} {figure.what}".rstrip()


def print_lines(lines: Iterable[str]) -> None:
    """Lines on standard output, without control characters."""
    for line in lines:
        print(one_line(line))
