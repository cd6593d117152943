"""`dragoman show`."""

from typing import Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json
from dragoman.cli.tables import entry_lines, print_lines, report_lines
from dragoman.errors import MissingError


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

    An entry comes with every report's version of it, a report with its codings.
    """
    from dragoman.cli.existing import open_existing
    from dragoman.ledger import Reports
    from dragoman.publish import entry_row, report_row

    with open_existing(settings(context, given, store=store).store) as ledger:
        try:
            entry = ledger.entry(identity)
        except MissingError:
            entry = None
        if entry is not None:
            reports = Reports(ledger)
            if form is TableFormat.json:
                print_json(entry_row(entry, reports))
            else:
                print_lines(entry_lines(entry, reports))
            return
        try:
            report = ledger.report(identity)
        except MissingError as error:
            raise MissingError(
                f"the ledger holds no entry and no report {identity!r}",
                "`dragoman entries` lists entries with their ids",
            ) from error
        codings = ledger.codings(report.id)
    if form is TableFormat.json:
        print_json(report_row(report, codings))
    else:
        print_lines(report_lines(report, codings))
