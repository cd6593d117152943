"""`dragoman doctor`."""

from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table


def doctor(
    context: typer.Context,
    store: StoreOption = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Check versions, data files with their digests, and the ledger."""
    from dragoman.cli.checks import FAILS, all_checks

    found = list(all_checks(settings(context, given, store=store)))
    if form is TableFormat.json:
        print_json([{"check": one.name, "state": one.state, "what": one.what} for one in found])
    else:
        print_table("", ("check", "state", "what"), [(c.name, c.state, c.what) for c in found])
    return exits.FAILED if any(one.state == FAILS for one in found) else exits.DONE
