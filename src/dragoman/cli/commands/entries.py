"""`dragoman entries`."""

from typing import Annotated

import typer

from dragoman.cli.options import (
    ActorOption,
    DifferingOption,
    HowOption,
    KindOption,
    LangOption,
    OtherOption,
    SetOption,
    SinceOption,
    StatusOption,
    StoreOption,
    TextOption,
    UntilOption,
    VerdictOption,
    WhatOption,
    entry_filter,
    settings,
)
from dragoman.cli.output import EntryFormat, output, say
from dragoman.cli.tables import print_entries


def entries(
    context: typer.Context,
    store: StoreOption = None,
    actor: ActorOption = None,
    other: OtherOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    lang: LangOption = None,
    text: TextOption = None,
    differing: DifferingOption = False,
    what: WhatOption = None,
    how: HowOption = None,
    verdict: VerdictOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="entries at the most")] = 50,
    form: Annotated[
        EntryFormat, typer.Option("--format", help="table, csv or jsonl")
    ] = EntryFormat.table,
    given: SetOption = None,
) -> None:
    """Print entries of the ledger, newest event first."""
    from dragoman.cli.existing import open_existing
    from dragoman.ledger import ANYTHING, Reports
    from dragoman.publish import write_csv, write_jsonl

    wanted = entry_filter(
        actor=actor, other=other, kind=kind, status=status, since=since, until=until, lang=lang,
        text=text, verdict=verdict, differs=what or (ANYTHING if differing else None),
        difference=how,
    )  # fmt: skip
    with open_existing(settings(context, given, store=store).store) as ledger:
        found, reports = ledger.entries(wanted, limit=limit), Reports(ledger)
        total = ledger.count(wanted)
        if form is EntryFormat.table:
            print_entries("", found, reports)
        else:
            write = write_csv if form is EntryFormat.csv else write_jsonl
            with output(None) as stream:
                write(found, stream, reports)
    say(f"{len(found):,} of {total:,} entries")
