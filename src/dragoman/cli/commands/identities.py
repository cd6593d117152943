"""`dragoman identities`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import output, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.resolve.identities import Identity, Known

    Records = Mapping[str, Sequence[Known]]


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
    authority: Annotated[
        str | None,
        typer.Option(
            "--authority", metavar="FILE", help="entities of FollowTheMoney or Wikidata to join"
        ),
    ] = None,
    given: SetOption = None,
) -> None:
    """List the persons and bodies that reports name, led together across reports and scripts."""
    from dragoman.cli.existing import open_existing
    from dragoman.codebook import is_country
    from dragoman.errors import UsageError
    from dragoman.resolve.identities import (
        find_identities,
        identify,
        match_records,
        read_records,
    )

    if country is not None and not is_country(country):
        raise UsageError(f"not a country code: {country[:40]!r}", "give one such as CUB")
    with open_existing(settings(context, given, store=store).store) as ledger:
        known = identify(ledger.namings(), ledger.judged_names())
    found = find_identities(known, name) if name else list(known)
    if country:
        found = [one for one in found if country in one.countries]
    if order is Order.newest:
        found.sort(key=lambda one: one.last or "", reverse=True)
    records = match_records(known, read_records(authority)) if authority else {}
    _write(found[:limit], records, form)
    say(f"{min(limit, len(found)):,} of {len(known):,} identities")
    if authority:
        sure = sum(rows[0].sure for rows in records.values())
        say(f"{sure:,} joined to a record, {len(records) - sure:,} unsure")


def _write(found: "list[Identity]", records: "Records", form: IdentityFormat) -> None:
    from dragoman.publish import identity_row, write_identities_csv

    if form is IdentityFormat.json:
        print_json([identity_row(one, records.get(one.id, ())) for one in found])
    elif form is IdentityFormat.csv:
        with output(None) as stream:
            write_identities_csv(found, stream, records)
    else:
        columns = (*COLUMNS, "authority") if records else COLUMNS
        rows = [(*_cells(one), _authority(records.get(one.id, ()))) for one in found]
        print_table("", columns, [row[: len(columns)] for row in rows])


def _authority(known: "Sequence[Known]") -> str:
    """The record that it is, with the day of birth, or those that it may be."""
    if known and known[0].sure:
        record = known[0].record
        return f"{record.id}, born {record.birth}" if record.birth else record.id
    return "; ".join(f"{one.record.id}?" for one in known[:SHOWN])


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
