"""`dragoman show`."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json
from dragoman.cli.tables import (
    entry_lines,
    judgement_lines,
    link_lines,
    print_lines,
    report_lines,
)
from dragoman.errors import MissingError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.origins import Reliabilities


def show(
    context: typer.Context,
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="id of an entry or a report, or its beginning")
    ],
    store: StoreOption = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print one entry, or one report, in full.

    An entry comes with every report's version of it and what they tell otherwise, a report with
    its codings.
    """
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        try:
            row, lines = _entry(ledger, identity)
        except MissingError:
            row, lines = _report(ledger, identity)
    if form is TableFormat.json:
        print_json(row)
    else:
        print_lines(lines)


Told = tuple[dict[str, Any], list[str]]


def _entry(ledger: "Ledger", identity: str) -> Told:
    """An entry as JSON and as lines."""
    from dragoman.ledger import BESIDE, Reports
    from dragoman.model import judgement_to_json
    from dragoman.publish import difference_lines, difference_row, entry_row, link_row
    from dragoman.publish.history import status_history
    from dragoman.publish.origins import voice_lines

    entry, reports = ledger.entry(identity), Reports(ledger)
    links, judgements = ledger.links(entry), ledger.judgements(entry.id)
    told = sorted({version.report_id for version in entry.versions})
    ids = told[:BESIDE]
    heard = ledger.independence(ids, ledger.graph(ids))
    voices = voice_lines(heard, reports, len(told) - len(ids))
    found, letters = ledger.differences(entry), ledger.reliabilities()
    outlets = (reports[one].outlet for one in told)
    sources = (one for version in entry.versions for one in version.event.said_by)
    row = {
        **entry_row(entry, reports),
        "history": [asdict(step) for step in status_history(entry, reports)],
        "reliability": _letters(letters, chain(outlets, sources)),
        "differences": [difference_row(one) for one in found],
        "links": [link_row(link) for link in links],
        "judgements": [{"id": one.id, **judgement_to_json(one)} for one in judgements],
    }
    otherwise = ["", "Told otherwise:", *difference_lines(found, reports)] if found else []
    lines = (
        entry_lines(entry, reports, voices, letters),
        otherwise,
        link_lines(links),
        judgement_lines(judgements),
    )
    return row, list(chain(*lines))


def _report(ledger: "Ledger", identity: str) -> Told:
    """A report as JSON and as lines."""
    from dragoman.publish import report_row

    try:
        report = ledger.report(identity)
    except MissingError as error:
        raise MissingError(
            f"the ledger holds no entry and no report {identity!r}",
            "`dragoman entries` lists entries with their ids",
        ) from error
    codings = ledger.codings(report.id)
    letters = ledger.reliabilities()
    said_by = chain.from_iterable(event.said_by for one in codings for event in one.events)
    names = chain([report.outlet], (one.origin for one in codings if one.origin), said_by)
    row = {**report_row(report, codings), "reliability": _letters(letters, names)}
    return row, list(report_lines(report, codings, letters))


def _letters(letters: "Reliabilities", names: Iterable[str]) -> dict[str, str]:
    """The reliability of each of these sources that was rated."""
    return {name: letter for name in sorted(set(names)) if (letter := letters.of(name))}
