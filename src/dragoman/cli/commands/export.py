"""`dragoman export`."""

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import (
    ActorOption,
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
    entry_filter,
    settings,
)
from dragoman.cli.output import output, say
from dragoman.cli.progress import counted


class ExportFormat(StrEnum):
    """The forms that entries are exported in."""

    csv = "csv"
    jsonl = "jsonl"


def export(
    context: typer.Context,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="csv: an entry a row; jsonl: an entry a line, every version"),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="file to write; else standard output"),
    ] = None,
    store: StoreOption = None,
    actor: ActorOption = None,
    other: OtherOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    lang: LangOption = None,
    text: TextOption = None,
    verdict: VerdictOption = None,
    given: SetOption = None,
) -> None:
    """Write entries to a file, all or those wanted."""
    from dragoman.cli.existing import open_existing
    from dragoman.ledger import Reports, each_entry
    from dragoman.publish import write_csv, write_jsonl

    wanted = entry_filter(
        actor=actor, other=other, kind=kind, status=status, since=since, until=until, lang=lang,
        text=text, verdict=verdict,
    )  # fmt: skip
    write = write_csv if form is ExportFormat.csv else write_jsonl
    with open_existing(settings(context, given, store=store).store) as ledger:
        found = each_entry(ledger, wanted)
        with output(out, *ledger.files) as stream:
            write(counted(found, "entries"), stream, Reports(ledger))
        say(f"{ledger.count(wanted):,} entries written")
