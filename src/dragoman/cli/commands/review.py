"""`dragoman review`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table, say
from dragoman.cli.tables import entry_line, why

if TYPE_CHECKING:
    from dragoman.ledger import Ledger, Link


def review(
    context: typer.Context,
    store: StoreOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="pairs at the most")] = 20,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print entries that may be one event but were not joined, the likeliest first.

    `dragoman judge merge` and `judge split` settle them.
    """
    from dragoman.cli.existing import open_existing
    from dragoman.publish import link_row

    with open_existing(settings(context, given, store=store).store) as ledger:
        found = ledger.worth_a_look(limit)
        if form is TableFormat.json:
            print_json([link_row(link) for link in found])
        else:
            print_table("", ("chance", "entries", "why"), [_cells(ledger, link) for link in found])
    say(f"{len(found):,} pairs of entries")


def _cells(ledger: "Ledger", link: "Link") -> tuple[str, ...]:
    told = "\n".join(entry_line(ledger.entry(identity)) for identity in link.entries)
    return f"{link.chance:.2f}", told, why(link)
