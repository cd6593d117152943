"""`dragoman recode`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table, say
from dragoman.cli.progress import counted
from dragoman.cli.tables import ID, report_heading
from dragoman.publish.human import counted as number_of
from dragoman.publish.human import language_label, spaced

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.pipeline import Recoded, Summary


def recode(
    context: typer.Context,
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REPORT...]", help="ids of reports, or their beginnings; else all"),
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="keep the new codings; entries rest on them from then")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="reports shown at the most, most changed first")
    ] = 20,
    store: StoreOption = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Code the ledger's reports with the present coder, and print what that gains and loses.

    Nothing is kept without --adopt. Reports that this coder has coded are passed over, so that what
    was interrupted goes on when it is run again. The former codings stay.
    """
    from dragoman.cli.existing import open_existing
    from dragoman.pipeline import default_coder, sum_up
    from dragoman.pipeline import recode as recode_reports

    config = settings(context, given, store=store)
    with open_existing(config.store) as ledger:
        named = _named(ledger, reports or ())
        coder = default_coder(config.model)
        missing = ledger.uncoded(coder.name)
        wanted = [one for one in missing if not reports or one in named]
        known = (len(named) if reports else ledger.statistics()["reports"]) - len(wanted)
        recoded = recode_reports(ledger, wanted, coder, adopt=adopt, threads=config.threads)
        summary = sum_up(counted(recoded, "reports"), limit, known)
    for one in summary.failed:
        say(f"failed  {one.report_id[:ID]}: {one.error}")
    if form is TableFormat.json:
        print_json({"coder": coder.name, "adopted": adopt, **summary.to_json()})
    else:
        _print(summary)
    say(_told(summary, coder.name, adopt))
    return exits.SOME_FAILED if summary.failed else exits.DONE


def _named(ledger: "Ledger", reports: Sequence[str]) -> set[str]:
    return {ledger.report(one).id for one in reports}


def _told(summary: "Summary", coder: str, adopted: bool) -> str:
    """What was done, in one line."""
    done = summary.reports
    fate = "and kept" if adopted else "and nothing kept"
    line = (
        f"{done.get('coded', 0):,} coded by {coder} {fate}, "
        f"{done.get('known', 0):,} known, {done.get('failed', 0):,} failed"
    )
    if not adopted and done.get("coded"):
        line += "; --adopt keeps the new codings"
    return line


def _print(summary: "Summary") -> None:
    """Counts in all, by language and by kind; judgements; then the most changed reports."""
    if not summary.reports.get("coded"):
        return
    from dragoman.pipeline import COUNTED

    groups: dict[str, Mapping[str, int]] = {"all": summary.total}
    groups |= {language_label(lang): counts for lang, counts in summary.by_lang.items()}
    groups |= {spaced(kind): counts for kind, counts in summary.by_kind.items()}
    columns = ("events", *(name.replace("_", " ") for name in COUNTED))
    rows = [
        (group, *(f"{counts.get(name, 0):,}" for name in COUNTED))
        for group, counts in groups.items()
    ]
    print_table("", columns, rows)
    print()
    print(
        f"{number_of(len(summary.unfound), 'judgement')} on tellings that are not found any more, "
        f"{len(summary.refound):,} on such as are found again"
    )
    if summary.most:
        print()
        print_table(
            "", ("id", "report", "gained", "lost", "changed in"), [_cells(m) for m in summary.most]
        )


def _cells(one: "Recoded") -> tuple[str, ...]:
    changed = one.changes.changed
    return (
        one.report_id[:ID],
        report_heading(one.report) if one.report else "",
        _often(event.kind for event in one.changes.gained),
        _often(event.kind for event in one.changes.lost),
        _often(name for both in changed for name in both.fields),
    )


def _often(names: Iterable[str]) -> str:
    """Each name with how often it comes, the most frequent first: `visit 3, meeting`."""
    counts = Counter(spaced(name.replace("_", "-")) for name in names)
    return ", ".join(f"{name} {n}" if n > 1 else name for name, n in counts.most_common())
