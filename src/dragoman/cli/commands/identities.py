"""`dragoman identities`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import output, print_json, print_table, say

if TYPE_CHECKING:
    from dragoman.resolve.identities import Identity


class IdentityFormat(StrEnum):
    """How identities are written."""

    table = "table"
    json = "json"
    csv = "csv"


class Order(StrEnum):
    """What identities are sorted by."""

    named = "named"
    newest = "newest"


COLUMNS = ("id", "name", "kind", "countries", "roles", "reports", "may also be")
#: Digits of an id, roles and doubts that a line shows.
ID, SHOWN = 8, 3


def identities(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="a name in any script, or an id")
    ] = None,
    store: StoreOption = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="country that reports give")
    ] = None,
    order: Annotated[
        Order, typer.Option("--order", help="most named first, or newest first")
    ] = Order.named,
    limit: Annotated[int, typer.Option("--limit", min=1, help="identities at the most")] = 50,
    form: Annotated[
        IdentityFormat, typer.Option("--format", help="table, json or csv")
    ] = IdentityFormat.table,
    given: SetOption = None,
) -> None:
    """List the persons and bodies that reports name, led together across reports and scripts."""
    from dragoman.cli.existing import open_existing
    from dragoman.codebook import is_country
    from dragoman.errors import UsageError
    from dragoman.resolve.identities import find_identities, identify

    if country is not None and not is_country(country):
        raise UsageError(f"not a country code: {country[:40]!r}", "give one such as CUB")
    with open_existing(settings(context, given, store=store).store) as ledger:
        known = identify(ledger.namings())
    found = find_identities(known, name) if name else list(known)
    if country:
        found = [one for one in found if country in one.countries]
    if order is Order.newest:
        found.sort(key=lambda one: one.last or "", reverse=True)
    _write(found[:limit], form)
    say(f"{min(limit, len(found)):,} of {len(known):,} identities")


def _write(found: "list[Identity]", form: IdentityFormat) -> None:
    from dragoman.publish import identity_row, write_identities_csv

    if form is IdentityFormat.json:
        print_json([identity_row(one) for one in found])
    elif form is IdentityFormat.csv:
        with output(None) as stream:
            write_identities_csv(found, stream)
    else:
        print_table("", COLUMNS, [_cells(one) for one in found])


def _cells(one: "Identity") -> tuple[str, ...]:
    from dragoman.publish import role_words

    names = [one.name, *(name for _, name in one.names if name != one.name)]
    return (
        one.id[:ID],
        " / ".join(names),
        one.kind,
        ", ".join(one.countries),
        "; ".join(map(role_words, one.roles[:SHOWN])),
        str(len(one.report_ids)),
        "; ".join(f"{doubt.name} ({doubt.identity[:ID]})" for doubt in one.doubts[:SHOWN]),
    )
