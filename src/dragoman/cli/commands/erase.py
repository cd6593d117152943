"""`dragoman erase`: what must go, goes for good."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table, say
from dragoman.cli.tables import print_lines
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Erasure

app = typer.Typer(help="Erase a report or a person's name on request.", no_args_is_help=True)

AuthorOption = Annotated[
    str, typer.Option("--author", metavar="NAME", help="who erases it, as the log will tell")
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="why, without the words to be erased")
]
DryOption = Annotated[
    bool, typer.Option("--dry-run", help="print what would go, and change nothing")
]
YesOption = Annotated[bool, typer.Option("--yes", help="erase without asking")]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="table or json")]

#: Erases where it is told False, and else tells what would be erased.
Deed = Callable[[bool], "Erasure"]


@app.command()
def report(
    context: typer.Context,
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="id of the report, or its beginning")
    ],
    author: AuthorOption,
    reason: ReasonOption,
    dry_run: DryOption = False,
    yes: YesOption = False,
    store: StoreOption = None,
    form: FormatOption = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Remove a report with its document and codings, and make the entries anew without it.

    A tombstone stays, and the same report is not taken in again. What was printed, exported or
    copied before is not reached.
    """
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        return _erase(
            lambda dry: ledger.erase_report(identity, author, reason, dry_run=dry),
            dry_run, yes, form,
        )  # fmt: skip


@app.command()
def person(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="the person's name; more forms of it may follow"),
    ],
    author: AuthorOption,
    reason: ReasonOption,
    dry_run: DryOption = False,
    yes: YesOption = False,
    store: StoreOption = None,
    form: FormatOption = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Mask a person's name in every report that names the person, and remove their documents.

    The name is found in any of the three languages, inflected or not, with all that was coded from
    it. A NAME of one word given beside longer ones is masked in the reports that hold a longer
    one; by itself it is masked wherever it stands. Look first: `--dry-run` prints the wordings.
    """
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        return _erase(
            lambda dry: ledger.erase_person(names, author, reason, dry_run=dry),
            dry_run, yes, form,
        )  # fmt: skip


def _erase(erase: Deed, dry_run: bool, yes: bool, form: TableFormat) -> int:
    """Show what would go; erase it where that is wanted."""
    if dry_run or not yes:
        found = erase(True)
        _print(found, form)
        if dry_run or not found.stones or not _agreed(len(found.stones)):
            say("nothing was erased")
            return exits.DONE
    erased = erase(False)
    if yes:
        _print(erased, form)
    count = len(erased.stones)
    say(f"{count:,} erased" if count else "nothing was found to erase")
    return exits.DONE


def _agreed(count: int) -> bool:
    """Whether who sits at the terminal agrees; UsageError where nobody does."""
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to be asked", "give --yes to erase, or --dry-run to look")
    sys.stderr.write(f"Erase these {count:,} for good? Write yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


def _print(found: "Erasure", form: TableFormat) -> None:
    if form is TableFormat.json:
        print_json(asdict(found))
        return
    rows = [(one.what, one.subject, one.how) for one in found.stones]
    print_table("", ("what", "id", "how"), rows)
    if found.words:
        print_lines([f"masked: {words}" for words in found.words])
