"""`dragoman figures`."""

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
    entry_filter,
    settings,
)
from dragoman.cli.output import output, print_json, print_table, say

COLUMNS = ("what is counted", "of", "points by day", "they differ")


class FigureFormat(StrEnum):
    """How followed figures are written."""

    table = "table"
    json = "json"
    csv = "csv"


def figures(
    context: typer.Context,
    store: StoreOption = None,
    entry: Annotated[
        str | None, typer.Option("--entry", metavar="ID", help="only what stands with this entry")
    ] = None,
    actor: ActorOption = None,
    other: OtherOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    lang: LangOption = None,
    text: TextOption = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="only what its sources tell otherwise")
    ] = False,
    form: Annotated[
        FigureFormat, typer.Option("--format", help="table, json or csv")
    ] = FigureFormat.table,
    given: SetOption = None,
) -> None:
    """Follow what reports count through time, where two reports or sources tell it.

    Options narrow the entries whose reports are read; with --entry those of its kind and country
    are.
    """
    from dragoman.cli.existing import open_existing
    from dragoman.ledger import Reports, each_track
    from dragoman.publish import point_words, track_lines, track_row, track_title

    wanted = entry_filter(
        actor=actor, other=other, kind=kind, status=status, since=since, until=until, lang=lang,
        text=text,
    )  # fmt: skip
    with open_existing(settings(context, given, store=store).store) as ledger:
        tracks = each_track(ledger, wanted, ledger.entry(entry) if entry else None)
        found = [one for one in tracks if one.differences] if disputed else tracks
        if form is FigureFormat.json:
            print_json([track_row(one) for one in found])
        elif form is FigureFormat.csv:
            with output(None) as stream:
                stream.writelines(track_lines(found, Reports(ledger)))
        else:
            rows = [
                (
                    track_title(one),
                    " ".join(one.parties),
                    "\n".join(map(point_words, one.points)),
                    ", ".join(each.kind for each in one.differences),
                )
                for one in found
            ]
            print_table("", COLUMNS, rows)
    say(f"{len(found):,} figures followed")
