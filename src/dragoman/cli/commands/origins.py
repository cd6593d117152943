"""`dragoman origins`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table, say
from dragoman.cli.tables import print_lines
from dragoman.errors import MissingError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

COLUMNS = ("first-hand source", "reliability", "reports", "outlets")


def origins(
    context: typer.Context,
    identity: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="id of an entry or a report, or its beginning"),
    ] = None,
    store: StoreOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="newest reports that are looked at, without an ID")
    ] = 500,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print what reports rest on, and who copies or cites whom.

    Of an entry, the reports that tell it, with the number of independent ones; of a report, those
    that tell what it tells; without an ID the first-hand sources of the newest reports.
    """
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        if identity is None:
            _newest(ledger, limit, form)
        else:
            _around(ledger, identity, form)


def _newest(ledger: "Ledger", limit: int, form: TableFormat) -> None:
    from dragoman.ledger import Reports
    from dragoman.publish.human import rated
    from dragoman.publish.origins import graph_row

    ids, letters = ledger.newest(limit), ledger.reliabilities()
    graph, reports = ledger.graph(ids), Reports(ledger, max(1, len(ids)))
    if form is TableFormat.json:
        print_json(graph_row(graph, reports, letters))
        return
    roots = sorted(graph.roots, key=lambda root: (-len(root.report_ids), root.name))
    outlets = [
        {
            rated(reports[one].outlet or reports[one].ref, letters.of(reports[one].outlet))
            for one in root.report_ids
        }
        for root in roots
    ]
    rows = [
        (
            root.name,
            letters.of(root.source.name),
            str(len(root.report_ids)),
            ", ".join(sorted(named)),
        )
        for root, named in zip(roots, outlets, strict=True)
    ]
    print_table("", COLUMNS, rows)
    say(f"{len(rows):,} sources of {len(ids):,} reports; {len(graph.unknown):,} of unknown source")


def _around(ledger: "Ledger", identity: str, form: TableFormat) -> None:
    from dragoman.ledger import BESIDE, Reports
    from dragoman.publish.origins import (
        graph_lines,
        graph_row,
        independence_line,
        independence_row,
    )

    head, told = _asked(ledger, identity)
    ids = told[:BESIDE]
    graph, reports, letters = ledger.graph(ids), Reports(ledger), ledger.reliabilities()
    found = ledger.independence(ids, graph)
    if form is TableFormat.json:
        print_json({**head, **graph_row(graph, reports, letters), **independence_row(found)})
        return
    lines = [f"{what:8}{value}" for what, value in head.items()]
    lines.append(f"told by {independence_line(found, reports, len(told) - len(ids))}")
    lines += [f"        {reason}" for voice in found.voices for reason in voice.reasons]
    print_lines([*lines, "", *graph_lines(graph, reports, letters)])


def _asked(ledger: "Ledger", identity: str) -> tuple[dict[str, Any], list[str]]:
    """What was asked for, and ids of the reports around it."""
    try:
        entry = ledger.entry(identity)
    except MissingError:
        report = ledger.report(identity)
        return {"report": report.id}, ledger.beside(report.id)
    return {"entry": entry.id}, sorted({version.report_id for version in entry.versions})
