"""`dragoman audit`: the log of all changes."""

from dataclasses import asdict
from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table, say
from dragoman.cli.tables import print_lines

app = typer.Typer(help="The log of all changes to the ledger.", no_args_is_help=True)

FormatOption = Annotated[TableFormat, typer.Option("--format", help="table or json")]

#: Findings that are printed at the most.
MOST = 50


@app.command()
def verify(
    context: typer.Context,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="hash of a record, as kept elsewhere"),
    ] = None,
    store: StoreOption = None,
    form: FormatOption = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Check the log, and the ledger against it; exits with 1 where they do not hold.

    Finds records that were edited, taken out, put in or moved, rows that no record tells of, and
    records whose row is gone or changed. A log that was cut at its end, or written anew as a whole,
    is found only with `--head`.
    """
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        found = ledger.verify(head)
        last = ledger.log(1)
    shown, more = found[:MOST], len(found) - MOST
    if form is TableFormat.json:
        print_json(
            {
                "whole": not found,
                "records": last[0].number if last else 0,
                "head": last[0].hash if last else None,
                "faults": len(found),
                "shown": shown,
            }
        )
    else:
        print_lines(shown)
        if more > 0:
            say(f"and {more:,} more")
        if not found:
            print(f"the log holds: {last[0].number if last else 0:,} records")
    return exits.FAILED if found else exits.DONE


@app.command()
def head(
    context: typer.Context,
    store: StoreOption = None,
    form: FormatOption = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print number and hash of the newest record, to be kept elsewhere."""
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        last = ledger.log(1)
    number, mark = (last[0].number, last[0].hash) if last else (0, None)
    if form is TableFormat.json:
        print_json({"number": number, "hash": mark})
    else:
        print(number, mark or "the log is empty")


@app.command()
def log(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, help="records at the most")] = 50,
    store: StoreOption = None,
    form: FormatOption = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print records of the log, newest first."""
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        found = ledger.log(limit)
    if form is TableFormat.json:
        print_json([asdict(one) for one in found])
    else:
        rows = [
            (str(one.number), one.made_at, one.deed, one.subject[:12], one.hash) for one in found
        ]
        print_table("", ("number", "made at", "deed", "subject", "hash"), rows)
