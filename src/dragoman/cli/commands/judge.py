"""`dragoman judge`: what a person decides, kept beside what the machine read."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.commands.judge_names import different, same
from dragoman.cli.judging import AuthorOption, ReasonOption, keep
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.judging.making import Decision
    from dragoman.model import Judgement

app = typer.Typer(
    help="Decide on entries, tellings and sources; nothing that was read is changed.",
    no_args_is_help=True,
)

EntryArgument = Annotated[
    str, typer.Argument(metavar="ENTRY", help="id of an entry, or its beginning")
]
TellingsArgument = Annotated[
    list[str], typer.Argument(metavar="TELLING...", help="ids of tellings, as `show` lists them")
]
ReportArgument = Annotated[
    str, typer.Argument(metavar="REPORT", help="id of a report, or its beginning")
]


@app.command()
def accept(
    context: typer.Context,
    entry: EntryArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """An entry is right as it stands."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.accept(decision, ledger.entry(entry))

    keep(context, made, author, reason, store, given)


@app.command()
def reject(
    context: typer.Context,
    entry: EntryArgument,
    tellings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TELLING...]", help="these tellings alone, as `show` lists them"),
    ] = None,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """An entry, or some of its tellings, tell of no such event."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.reject(decision, ledger.entry(entry), tellings or ())

    keep(context, made, author, reason, store, given)


@app.command()
def correct(
    context: typer.Context,
    entry: EntryArgument,
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="kind, status, time, place, initiator, recipient; the last three as JSON, or null",
        ),
    ],
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """A field of an entry is another than was coded."""
    from dragoman.ledger.judging import making

    told = dict(map(_field, values))

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.correct(decision, ledger.entry(entry), told)

    keep(context, made, author, reason, store, given)


@app.command()
def merge(
    context: typer.Context,
    entry: EntryArgument,
    other: EntryArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Two entries are one event."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.merge(decision, ledger.entry(entry), ledger.entry(other))

    keep(context, made, author, reason, store, given)


@app.command()
def split(
    context: typer.Context,
    entry: EntryArgument,
    tellings: TellingsArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Some tellings of an entry are another event than the rest."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.split(decision, ledger.entry(entry), tellings)

    keep(context, made, author, reason, store, given)


@app.command()
def independent(
    context: typer.Context,
    report: ReportArgument,
    other: ReportArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Two reports do not rest on one source."""
    _relate(context, (report, other), True, author, reason, store, given)


@app.command()
def dependent(
    context: typer.Context,
    report: ReportArgument,
    other: ReportArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Two reports rest on one source."""
    _relate(context, (report, other), False, author, reason, store, given)


app.command()(same)
app.command()(different)


@app.command()
def rate(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="id of an entry, or the name of a source")
    ],
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="A to F of a source, 1 to 6 of an entry")
    ],
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """How reliable a source is, or how credible an entry, after the Admiralty system."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        if rating.strip().isdigit():
            return making.rate_entry(decision, ledger.entry(what), rating)
        return making.rate_source(decision, what, rating)

    keep(context, made, author, reason, store, given)


@app.command()
def undo(
    context: typer.Context,
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="id of a judgement, or its beginning")
    ],
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """A judgement no longer holds; it stays in the file."""
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return making.undo(decision, ledger.judgement(judgement))

    keep(context, made, author, reason, store, given)


@app.command(name="list")
def list_judgements(
    context: typer.Context,
    entry: Annotated[
        str | None, typer.Argument(metavar="[ENTRY]", help="of this entry alone")
    ] = None,
    store: StoreOption = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> None:
    """Print what people decided, the newest last, and whether it holds."""
    from dragoman.cli.existing import open_existing
    from dragoman.ledger.judging.holding import holding
    from dragoman.model import judgement_to_json

    with open_existing(settings(context, given, store=store).store) as ledger:
        found = ledger.judgements(entry)
        held = {one.id for one in holding(ledger.judgements())}
    rows = [{"id": one.id, "holds": one.id in held, **judgement_to_json(one)} for one in found]
    if form is TableFormat.json:
        print_json(rows)
    else:
        print_table("", _COLUMNS, [_cells(one, one.id in held) for one in found])


_COLUMNS = ("id", "when", "who", "verdict", "about", "reason", "holds")


def _cells(one: "Judgement", holds: bool) -> tuple[str, ...]:
    names = one.verdict in ("same", "different")
    fields = () if names else one.values
    about = [
        *(_names(one) if names else []),
        *([one.source] if one.source else []),
        *(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in fields),
        *([f"{len(one.tellings)} tellings"] if one.tellings else []),
        *([f"and {len(one.others)} others"] if one.others else []),
        *(report[:8] for report in one.reports),
        *([one.undoes[:8]] if one.undoes else []),
    ]
    return (
        one.id[:8],
        one.made_at,
        one.author,
        one.verdict,
        ", ".join(about),
        one.reason,
        "" if one.verdict == "undo" else "yes" if holds else "undone",
    )


def _names(one: "Judgement") -> list[str]:
    """Each of two names, with the states that it is judged in and its report."""
    from dragoman.ledger.judging.naming import sides

    told = []
    for keys in sides(one):
        beside = [*(key.country or "no state" for key in keys)]
        beside += [f"in {key.report_id[:8]}" for key in keys[:1] if key.report_id]
        told.append(f"{keys[0].name} ({', '.join(beside)})")
    return told


def _field(given: str) -> tuple[str, Any]:
    name, equals, value = given.partition("=")
    if not equals:
        raise UsageError(f"{given[:60]} has no value", "write FIELD=VALUE")
    if name not in ("place", "initiator", "recipient") and value != "null":
        return name, value
    try:
        return name, json.loads(value)
    except ValueError as error:
        raise UsageError(
            f"the {name} is no JSON", 'write {"name": ..., "country": ...}, a list of such, or null'
        ) from error


def _relate(
    context: typer.Context,
    reports: tuple[str, str],
    independent: bool,
    author: str | None,
    reason: str,
    store: str | None,
    given: list[str] | None,
) -> None:
    from dragoman.ledger.judging import making

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        one, other = map(ledger.report, reports)
        return making.relate(decision, one, other, independent=independent)

    keep(context, made, author, reason, store, given)
